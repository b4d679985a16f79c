"""A glance at a text sees all that its words may be."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ots_lint.meaning.glance import glance
from ots_lint.meaning.reading import languages
from ots_lint.meaning.sentences import Unit
from ots_lint.ruleset.load import load_ruleset
from ots_lint.text.run import OBJECT, Segment, TextRun

TEXTS = [
    item["text"] for path in sorted(Path(__file__).parent.glob("*.yaml")) for item in yaml.safe_load(path.read_text("utf-8"))
]  # fmt: skip
WORDS = [
    "Coach*innen",
    "co-",
    "Mentor",
    "z. B.",
    "we",
    "don't",
    "(free)",
    "Euro/Person",
    "5€",
    "-kurs",
    "Mit­glied",
    OBJECT,
    "|",
    "a" * 230,
]


def run_of(text: str) -> TextRun:
    """A paragraph with this text."""
    return TextRun("prose", [Segment(text, 0, len(text))])


def check(tag: str, text: str) -> None:
    language = languages(load_ruleset())[tag]
    unit = Unit([(0, run_of(text), [])], language)
    look = glance(language)
    assert unit.signs <= look.signs(text)
    assert {mark for word in unit.words for mark in language.marks(word)} <= set(look.marks(text))
    for family in language.families:
        assert set(unit.frames(family)) <= set(language.fitting_in(family, look.signs(text)))


@pytest.mark.parametrize("tag", ["de", "en"])
def test_it_sees_what_sentences_have(tag: str) -> None:
    for text in TEXTS:
        check(tag, text)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["de", "en"]), st.lists(st.sampled_from([*WORDS, " ", "  ", "\n", "-", "/", "."]), max_size=8))
def test_it_sees_what_odd_texts_have(tag: str, words: list[str]) -> None:
    check(tag, "".join(words))


@pytest.mark.parametrize("tag", ["de", "en"])
def test_the_index_finds_the_frames_that_fit(tag: str) -> None:
    language = languages(load_ruleset())[tag]
    for text in TEXTS[::7]:
        signs = glance(language).signs(text)
        for family in (*language.families, "fee", "restricted", "is-past"):
            assert language.fitting_in(family, signs) == [f for f in language.frames(family) if f.fits(signs)]
