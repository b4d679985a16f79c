"""Equal sentences are read once, and each is found in its own place, on its own page."""

from __future__ import annotations

import pytest

from ots_lint.finding import Finding
from ots_lint.lint.check import check_page
from ots_lint.meaning.reading import Reading
from ots_lint.meaning.sentence import contributions
from ots_lint.meaning.sentence.line import line_of
from ots_lint.meaning.sentence.lines import Sentence
from ots_lint.meaning.tongues.blocks import packs_of
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

CLAIM = "The workshop is hosted by OpenTechSchool."


def reading_of(text: str, relationship: str = "unofficial") -> Reading:
    return Reading(read_page(Source(text, "page.md")), load_ruleset(), Settings(relationship=relationship))


def found_in(text: str, relationship: str = "unofficial") -> list[Finding]:
    return check_page(read_page(Source(text, "page.md")), load_ruleset(), Settings(relationship=relationship))


def claims_in(text: str) -> list[int]:
    return [finding.span.start for finding in found_in(text) if finding.code == "OTS301"]


@pytest.mark.parametrize("between", [" ", "\n\n", "\n\n- One of\n\n"])
def test_equal_sentences_are_reported_where_they_stand(between: str) -> None:
    text = between.join([CLAIM] * 4)
    places = [text.index(CLAIM)]
    while len(places) < 4:
        places.append(text.index(CLAIM, places[-1] + 1))
    assert [min(p for p in places if p <= start < p + len(CLAIM)) for start in claims_in(text)] == places


def test_equal_sentences_share_what_follows_from_their_words() -> None:
    first, second = (reading_of(text).mentioning[0] for text in (CLAIM, f"# Tea\n\n{CLAIM}\n"))
    assert first.of_words is second.of_words
    assert first.unit is not second.unit


def test_what_a_page_dates_is_not_taken_from_another() -> None:
    said = "In 2013 we were supported by OpenTechSchool.\n"
    before, after = (f"---\ntitle: Tea\ndate: {year}-05-01\n---\n\n{said}" for year in (2013, 2024))
    for _ in range(2):
        assert claims_in(before)
        assert not claims_in(after)


def test_a_word_that_takes_up_the_name_has_a_line_of_its_own() -> None:
    sentences = reading_of("OpenTechSchool helps. It brings coaches.\n\nIt brings coaches.").unit(0)
    assert sentences is not None
    taken_up = sentences.sentences[1]
    plain = Sentence(taken_up.notes, taken_up.start, ["It", *taken_up.words[1:]], 1)
    assert taken_up.words[0] == "$org"
    assert taken_up.of_words is not plain.of_words


def test_only_so_many_lines_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = packs_of(load_ruleset())["en"]
    monkeypatch.setattr(pack, "lines", {})
    monkeypatch.setattr("ots_lint.meaning.sentence.line._MOST", 3)
    for number in range(10):
        line_of(pack, (str(number),))
    assert len(pack.lines) <= 3


def test_what_is_given_is_read_for_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: object) -> None:
        raise AssertionError("nobody has asked")

    text = "The workshop is hosted by OpenTechSchool, which brings nine coaches.\n"
    monkeypatch.setattr(contributions, "contributions", refused)
    assert "OTS301" in {finding.code for finding in found_in(text)}
    monkeypatch.undo()
    unit = reading_of(text).unit(0)
    assert unit is not None
    kinds = [given.kind for given in unit.notes.contributions]
    assert "coaches" in kinds
    assert [span.label_ for span in unit.doc.spans["contributions"]] == kinds
