"""What is told of a text before it is read is never less than what it has."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from yaml_data import data_of

from ots_lint.language.language import Language
from ots_lint.language.pieces import plain
from ots_lint.meaning.pipeline.build import pipeline
from ots_lint.meaning.pipeline.unit import Unit
from ots_lint.meaning.sentence.notes import Facts
from ots_lint.meaning.tongues.blocks import packs_of
from ots_lint.ruleset.load import load_ruleset
from ots_lint.text.run import OBJECT, Segment, TextRun

RULESET = load_ruleset()

#: Language → the sentences that it is tested with.
TEXTS = {
    tag: [item["text"] for path in sorted(Path(__file__).parent.glob(f"{tag}-*.yaml")) for item in data_of(path)]
    for tag in ("de", "en", "es", "fr", "it", "sv")
}  # fmt: skip
WORDS = ["Coach*innen", "co-", "Mentor", "z. B.", "we", "don't", "isn’t", "(free)", "Euro/Person", "5€", "-kurs"]
WORDS += [
    "dell’arte",
    "5€.",
    "12€/testa",
    "fr. 20.–",
    "alumn@s",
    "Mit­glied",
    OBJECT,
    "|",
    "a" * 230,
    "we'll",
    "OTS'",
    "(„frei“)",
    "kostenlos!",
    "25,-",
    "l’entrée",
    "Inscrivez-vous",
    "donnez-le-moi",
]


def marks_of(pack: Language, text: str) -> set[str]:
    """The marks that words in a text may have, by what stands between its blanks."""
    return set().union(*map(pack._piece_marks.__getitem__, plain(text).split()))


def check(tag: str, texts: Iterable[str]) -> None:
    pack = packs_of(RULESET)[tag]
    nlp = pipeline(pack)
    for text in texts:
        unit = Unit([(0, TextRun("prose", [Segment(text, 0, len(text))]), [])], pack, nlp, Facts())
        signs, marks = pack.text_signs(text), marks_of(pack, text)
        for sentence in unit.sentences:
            assert sentence.signs <= signs, sentence
            assert {mark for word in sentence.words for mark in pack.marks(word)} <= marks, sentence


@pytest.mark.parametrize("tag", [*TEXTS])
def test_it_tells_all_that_sentences_have(tag: str) -> None:
    check(tag, TEXTS[tag])
    check(tag, [text for other in TEXTS for text in TEXTS[other][::9]])  # quotations are in any language


@settings(max_examples=300, deadline=None)
@example("ß.A", "de")  # two sentences without a blank between them
@example("Ring 08-123 45", "en")
@example("\ue000", "de")  # a sign of nobody's script
@given(
    st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=8).map(" ".join),
    st.sampled_from(["de", "en", "es", "fr", "it", "sv"]),
)
def test_of_any_text(text: str, tag: str) -> None:
    check(tag, [text])
