"""What is told of a text in a quick way is what the plain way says."""

from __future__ import annotations

import re
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.pipeline import Sentencizer
from spacy.tokens import Doc
from yaml_data import data_of

from ots_lint.language.marks import class_mark
from ots_lint.language.pieces import plain
from ots_lint.lint.page import lint_source
from ots_lint.meaning import reading
from ots_lint.meaning.credit.stated import contributions_of
from ots_lint.meaning.page import discourse
from ots_lint.meaning.page.channels import channels, shown_in
from ots_lint.meaning.pipeline import build as pipelines
from ots_lint.meaning.pipeline.build import pipeline
from ots_lint.meaning.pipeline.pieced import pieced
from ots_lint.meaning.pipeline.tokenizer import pieces_of, split, whole
from ots_lint.meaning.pipeline.unit import Unit, piece_words
from ots_lint.meaning.sentence.starts import ENDS, behind_ends
from ots_lint.meaning.tongues.blocks import packs_of
from ots_lint.meaning.tongues.tally import Tallies
from ots_lint.meaning.tongues.told import Teller, words_of
from ots_lint.meaning.works.barred import MAY_BAR
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.run import Segment, TextRun
from ots_lint.text.source import Source

RULESET = load_ruleset()
PACKS = packs_of(RULESET)
SENTENCES = {
    tag: [item["text"] for path in sorted(Path(__file__).parent.glob(f"{tag}-*.yaml")) for item in data_of(path)]
    for tag in ("de", "en", "es", "fr", "it", "sv")
}
HOSTILE = [
    "",
    "a  b ",
    " 'tis",
    "z. B.",
    "東京 です",
    "e\u0301te\u0301",
    "x\x1cy z",
    "www.a.b/c",
    "5€/Tag",
    "can't",
    "l'amie d' x",
    "-- …",
]
WAYS = ((("be", "det"),), (("pronoun",), ("negator", "may")), *MAY_BAR)
MIXED = st.lists(st.one_of(st.sampled_from(["der", "the", "écris-nous", "cannot", "25€.", "’s", "(a)", "Ä", "3"]), st.text(max_size=6)), max_size=12).map(" ".join)  # fmt: skip


@pytest.mark.parametrize("tag", ["en", ""])
def test_counted_words(tag: str) -> None:
    pack = PACKS[tag] if tag else None
    tallies = Tallies(pack)

    @given(MIXED)
    @settings(max_examples=100, deadline=None)
    def check(text: str) -> None:
        words, count = words_of(text), tallies.of(text)
        known = pack.known_words(words.all) if pack is not None else 0
        assert count == (len(words.all), words.number, words.small, known)

    check()
    for text in [*HOSTILE, *SENTENCES["en"][:50], *SENTENCES["de"][:50]]:
        words, count = words_of(text), tallies.of(text)
        assert count[:3] == (len(words.all), words.number, words.small)


@pytest.mark.parametrize("tag", [*SENTENCES])
def test_a_plain_language_is_the_one_that_letters_tell(tag: str) -> None:
    teller = Teller(PACKS, RULESET.near)
    texts = [" ".join(SENTENCES[tag][i : i + 5]) for i in range(0, 100, 5)]
    plain = [text for text in texts if teller.is_plainly("en", words_of(text))]
    assert [text for text in texts if PACKS.plainly("en").says(text)] == plain
    assert all(teller.tell(text, words_of(text)) == "en" for text in plain)
    assert bool(plain) == (tag == "en")
    most = [(other, text) for text in texts for other in PACKS if teller.is_most_plainly(other, words_of(text))]
    assert most
    assert [(teller.tell(text, words_of(text)), text) for _, text in most] == most


@pytest.mark.parametrize("tag", ["en", "de", "fr"])
def test_words_between_blanks_are_split_by_themselves(tag: str) -> None:
    nlp = pipeline(PACKS[tag])

    def check(text: str) -> None:
        assert [w for w in split(nlp, text) if not w[0].isspace()] == [
            w for w in whole(nlp, text) if not w[0].isspace()
        ]

    for text in [*HOSTILE, *SENTENCES[tag][:150]]:
        check(text)
    given(MIXED.filter(lambda text: not any(c.isspace() and c != " " for c in text)))(
        settings(max_examples=100, deadline=None)(check)
    )()


@pytest.mark.parametrize("tag", ["en", "de"])
def test_what_is_asked_before_reading_is_what_sentences_have(tag: str) -> None:
    pack, nlp = PACKS[tag], pipeline(PACKS[tag])
    parted = pieced(nlp, pack)
    for text in [*HOSTILE, *SENTENCES[tag][:100]]:
        text = text.replace("$", "")
        unit = Unit([(0, TextRun("prose", [Segment(text, 0, len(text))]), [])], pack, nlp, reading.Facts())
        words = [word for sentence in unit.sentences for word in sentence.words]
        pieces = parted.pieces[text]
        if pieces is not None:
            assert [word for piece in pieces for word in piece_words(nlp, piece)] == words
            assert parted.signs(pieces) == frozenset().union(*(sentence.signs for sentence in unit.sentences))
            for way in WAYS:
                held = all(any(pack.is_a(word, name) for word in words for name in names) for names in way)
                told = parted.may_have(pieces, (way,))
                assert told == held or (
                    told and any(not word.isalpha() and re.search(r"[^\W\d_]", word) for word in words)
                )
        for sentence in unit.sentences:
            asked = ("its", "there", "org-pronoun", "gives-fin")
            places = [i for i in range(len(sentence.words)) if any(sentence.is_a(i, name) for name in asked)]
            assert sentence.places_of(asked) == places
        signs, marks = pack.text_signs(text), set().union(*map(pack._piece_marks.__getitem__, plain(text).split()))
        held = [not any(marks.isdisjoint(map(class_mark, names)) for names in way) for way in WAYS]
        assert [pack.may_have(text, (way,)) for way in WAYS] == held
        assert pack.may_have(text, WAYS) == any(held)
        assert pack.may_tell(text) != marks.isdisjoint(pack.telling)
        assert pack.may_announce(text) != marks.isdisjoint(pack.announcing)
        pack._known_fitting.pop(signs, None)
        quick = {family: pack.fitting_in(family, signs) for family in pack.families}
        assert quick == {family: pack.fitting(signs).get(family, []) for family in pack.families}


@pytest.mark.parametrize("tag", [*SENTENCES])
def test_what_a_sentence_may_say_is_not_told_of_several(tag: str) -> None:
    pack, nlp = PACKS[tag], pipeline(PACKS[tag])
    parted, ways = pieced(nlp, pack), (*MAY_BAR, (("share",), ("material",)))
    certain = 0
    for text in map(" ".join, zip(SENTENCES[tag][:200], SENTENCES[tag][1:201], strict=True)):
        text = text.replace("$", "")
        unit = Unit([(0, TextRun("prose", [Segment(text, 0, len(text))]), [])], pack, nlp, reading.Facts())
        pieces = parted.pieces[text]
        if pieces is None:
            continue
        parts = [[word for piece in part for word in piece_words(nlp, piece)] for part in parted._parts(pieces)]
        begins = {sentence.start for sentence in unit.sentences}
        assert begins.issuperset(accumulate(map(len, parts[:-1]), initial=0))
        says = any(
            sentence.has("restricts")
            and (
                pack.may_match("restricted", sentence.signs)
                or any(all(sentence.has_any(names) for names in way) for way in ways)
            )
            for sentence in unit.sentences
        )
        assert parted.may_say(pieces, "restricts", "restricted", ways) >= says
        certain += len(parts) > 1
    assert certain > 50 or pieces_of(nlp) is None  # where most sentences end is certain


def test_words_that_restrict_in_one_sentence_alone() -> None:
    parted = pieced(pipeline(PACKS["en"]), PACKS["en"])
    for text, told in [("The slides may not be shared.", True), ("We share the slides. Do not bring dogs.", False)]:
        pieces = parted.pieces[text]
        assert pieces is not None
        assert parted.may_say(pieces, "restricts", "restricted", MAY_BAR) == told
        assert parted.may_have(pieces, MAY_BAR)


def test_sentences_begin_where_spacy_has_them_begin() -> None:
    nlp, spacys = pipeline(PACKS["en"]), Sentencizer(punct_chars=ENDS)
    word = st.sampled_from(["a", "B", "12.", "€", ",", "(", ")", '"', "—", "''", *ENDS])

    @given(st.lists(word, max_size=14))
    @settings(max_examples=200, deadline=None)
    def check(words: list[str]) -> None:
        doc = Doc(nlp.vocab, words=words)
        assert behind_ends(words) == [bool(start) for start in spacys.predict([doc])[0]]

    check()


TAKEN_UP = [
    "Acme is here.\n\nIt brings five laptops.",
    "We met OpenTechSchool.\n\nThe evening is long.\n\nIt brings five laptops.",
    "Thanks to OpenTechSchool.\n\nTea is ready.\n\nMaps are old.\n\nTheirs are the laptops.",
    "Thanks to OpenTechSchool.\n\nIts coaches help you.",
    "Thanks to OpenTechSchool.\n\n## More\n\nIts coaches help you.",
    "- OpenTechSchool\n- we got the room from them",
]


@pytest.mark.parametrize("text", TAKEN_UP)
def test_texts_that_are_left_say_nothing(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = lint_source(Source(text, "page.md"), RULESET, Settings(relationship="partner")).findings
    monkeypatch.setattr(discourse, "_is_left", lambda *_: False)
    assert quick == lint_source(Source(text, "page.md"), RULESET, Settings(relationship="partner")).findings


@pytest.mark.parametrize(
    "text",
    ["Welcome to Opentechschool.", "# Shared maps\n\nWelcome to Open Tech School!", "- Trees near OpenTechschool"],
)
def test_a_name_at_the_end_is_not_read(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the text is read")

    def codes() -> list[str]:
        return [f.code for f in lint_source(Source(text, "page.md"), RULESET, Settings()).findings]

    monkeypatch.setattr(reading.Reading, "_is_quiet", lambda *_: False)
    plain = codes()
    monkeypatch.undo()
    monkeypatch.setattr(pipelines, "pipeline", refuse)
    assert codes() == plain == ["OTS101"]


@pytest.mark.parametrize("text", [*TAKEN_UP, "Thanks to OpenTechSchool.", "Acme brings tea."])
def test_the_first_contribution_is_one_of_all(text: str) -> None:
    def read() -> reading.Reading:
        return reading.Reading(read_page(Source(text, "page.md")), RULESET, Settings(relationship="partner"))

    page, other = read(), read()
    assert page.contributes == bool([*contributions_of(other)])
    assert [c[0] for c in page.contributions] == [c[0] for c in contributions_of(other)]


@pytest.mark.parametrize(
    "text",
    [
        "OpenTechSchool is here.\n\nWe use their tutorials.",
        "OpenTechSchool is here.\n\nTea is ready.",
        "OpenTechSchool is here. We use their tutorials.\n\nTea is ready.",
        "We met OpenTechSchool.\n\n## Evening\n\nWe use their tutorials.",
    ],
)
def test_texts_behind_a_mention_are_read_where_they_take_it_up(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = lint_source(Source(text, "page.md"), RULESET, Settings()).findings
    monkeypatch.setattr(reading.Reading, "may_state", lambda *_: True)
    assert quick == lint_source(Source(text, "page.md"), RULESET, Settings()).findings


def test_a_day_stands_in_one_text() -> None:
    def is_of_no_event(first: str, other: str) -> bool:
        text = f"# Handbook\n\n{'word ' * 130}\n\n- {first}\n- {other}\n"
        return reading.Reading(read_page(Source(text, "page.md")), RULESET, Settings()).of_no_event

    assert not is_of_no_event("on 12 May", "tea")
    assert is_of_no_event("room 12", "May I help?")


@pytest.mark.parametrize(
    "sign", ["info@opentechschool.org", "@OpenTechSchool", "[us](https://opentechschool.org/x)", "-"]
)
def test_other_texts_show_no_channel(sign: str) -> None:
    text = f"Tea.\n\nWrite to {sign} now.\n\nINFO@OPENTECHSCHOOL.ORG\n\nMore tea."
    page = reading.Reading(read_page(Source(text, "page.md")), RULESET, Settings())
    shown = shown_in(page)
    assert {found.run for found in channels(page, range(len(page.page.runs)))} <= shown < {*range(len(page.page.runs))}
