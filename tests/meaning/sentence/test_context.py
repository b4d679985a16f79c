"""What takes away from ⟦some words⟧, and the words that do so."""

from __future__ import annotations

import pytest

from ots_lint.meaning.reading import Reading
from ots_lint.meaning.sentence.context import is_affirmed, reasons
from ots_lint.meaning.sentence.lines import Sentence
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


def sentence_of(language: str, text: str, head: str = "") -> Sentence:
    page = read_page(Source(f"---\nlang: {language}\n{head}---\n\n{text}\n", "page.md"))
    reading = Reading(page, RULESET, Settings())
    return reading.sentences(len(reading.units) - 1)[0]


def against(language: str, marked: str, head: str = "") -> list[str]:
    sentence = sentence_of(language, marked.replace("⟦", "").replace("⟧", ""), head)
    begin, end = marked.index("⟦"), marked.index("⟧") - 1
    places = [sentence.place(i) for i in range(len(sentence.words))]
    within = [i for i, (_, first, last) in enumerate(places) if begin <= first and last <= end]
    return [f"{reason.modifier}: {reason.words}" for reason in reasons(sentence, within[0], within[-1], "runs")]


@pytest.mark.parametrize(
    ("language", "marked", "found"),
    [
        ("en", "⟦OpenTechSchool runs⟧ this evening.", []),
        ("en", "In 2013 ⟦OpenTechSchool ran⟧ this evening.", ["past: 2013"]),
        ("en", "Back in 2013, ⟦OpenTechSchool ran⟧ an evening here.", ["past: 2013"]),
        ("en", "At PyCamp 2013 ⟦OpenTechSchool ran⟧ it.", []),
        ("en", "⟦OpenTechSchool runs⟧ it in 2013.", []),
        ("en", "In 2013 ⟦OpenTechSchool runs⟧ it.", []),
        ("en", "2013: ⟦OpenTechSchool ran⟧ it.", ["past: 2013"]),
        ("en", "2013 ⟦OpenTechSchool ran⟧ it.", ["past: 2013"]),
        ("en", "In 2013 it rained, ⟦OpenTechSchool runs⟧ it.", []),
        ("en", "OpenTechSchool 2013 ⟦ran⟧ it.", ["past: 2013"]),
        ("en", "In 201 and 20134 ⟦OpenTechSchool ran⟧ it.", []),
        ("en", "We wish ⟦OpenTechSchool ran⟧ this evening.", ["wished: wish"]),
        ("en", "We would love ⟦OpenTechSchool to run⟧ this evening.", ["wished: would"]),
        ("en", "If ⟦OpenTechSchool ran⟧ this evening, there would be cake.", ["wished: If"]),
        ("en", "Does ⟦OpenTechSchool run⟧ this evening?", ["question: ?"]),
        ("en", "“⟦OpenTechSchool runs⟧ this evening”, somebody said.", ["quoted: “…”"]),
        ("en", "“⟦OpenTechSchool runs⟧ this evening, somebody said.", []),
        ("en", "“Tea” is what ⟦OpenTechSchool runs⟧ on.", []),
        ("en", "“Tea” and “⟦OpenTechSchool runs⟧ it”.", ["quoted: “…”"]),
        ("en", "It is not ⟦OpenTechSchool⟧ that runs it.", ["negated: not"]),
        ("en", "Nobody but ⟦OpenTechSchool runs⟧ this evening.", []),
        ("en", "None other than ⟦OpenTechSchool runs⟧ this evening.", []),
        ("en", "Nobody from ⟦OpenTechSchool runs⟧ this evening.", ["negated: Nobody"]),
        ("en", "Not only ⟦OpenTechSchool runs⟧ this evening.", []),
        ("en", "Acme runs this evening, not ⟦OpenTechSchool⟧.", ["negated: not"]),
        ("en", "⟦OpenTechSchool runs⟧ this evening, not Acme.", []),
        ("en", "⟦OpenTechSchool runs⟧ this evening and is not our friend.", []),
        ("en", "It is not late, and ⟦OpenTechSchool runs⟧ it.", []),
        ("en", "⟦OpenTechSchool has run⟧ many evenings this year.", ["general: many evenings"]),
        ("en", "⟦OpenTechSchool used to run⟧ this evening.", ["past: used to"]),
        ("en", "⟦OpenTechSchool runs⟧ the Acme Conference.", []),
        ("en", "⟦OpenTechSchool runs⟧ this evening if it does not rain.", ["wished: if"]),
        ("en", "Last year ⟦OpenTechSchool ran⟧ it.", ["past: Last year"]),
        ("en", "We hope that ⟦OpenTechSchool runs⟧ it.", ["wished: hope"]),
        ("en", "Perhaps ⟦OpenTechSchool runs⟧ it.", ["wished: Perhaps"]),
        ("en", "Do not write “run by ⟦OpenTechSchool⟧”.", ["quoted: “…”", "negated: not"]),
        ("en", "Do not say that ⟦OpenTechSchool runs⟧ it.", ["negated: not"]),
        ("de", "2013 veranstaltete ⟦OpenTechSchool⟧ den Abend.", ["past: 2013"]),
        ("de", "⟦OpenTechSchool veranstaltet⟧ den Abend nicht.", ["negated: nicht"]),
        ("de", "⟦OpenTechSchool veranstaltet⟧ den Abend nicht nur, sie singt.", []),
        ("de", "Wäre ⟦OpenTechSchool⟧ der Veranstalter des Abends, gäbe es Kuchen.", ["wished: Wäre"]),
        ("de", "Niemand anders als ⟦OpenTechSchool⟧ veranstaltet den Abend.", []),
        ("de", "Es regnet nicht, ⟦OpenTechSchool veranstaltet⟧ den Abend.", []),
        ("de", "Vielleicht veranstaltet ⟦OpenTechSchool⟧ den Abend.", ["wished: Vielleicht"]),
        ("de", "Im letzten Jahr war ⟦OpenTechSchool⟧ der Veranstalter.", ["past: letzten"]),
        ("es", "Ojalá ⟦OpenTechSchool organice⟧ la tarde.", ["wished: Ojalá"]),
        ("fr", "En 2013, ⟦OpenTechSchool⟧ a organisé la soirée.", ["past: 2013"]),
        ("sv", "⟦OpenTechSchool⟧ ordnar inte kvällen.", ["negated: inte"]),
    ],
)
def test_what_takes_away_from_words(language: str, marked: str, found: list[str]) -> None:
    assert against(language, marked) == found


@pytest.mark.parametrize(
    ("dates", "found"),
    [("2012-05-01", []), ("2013-05-01", []), ("2014-05-01", ["past: 2013"]), ("soon", ["past: 2013"])],
)
def test_a_year_is_past_where_the_page_is_of_a_later_one(dates: str, found: list[str]) -> None:
    assert against("en", "In 2013 ⟦OpenTechSchool ran⟧ this evening.", f"date: {dates}\n") == found


@pytest.mark.parametrize(
    ("text", "affirms"),
    [
        ("Nobody but OpenTechSchool runs it.", True),
        ("None other than OpenTechSchool runs it.", True),
        ("Nobody from OpenTechSchool runs it.", False),
        ("Not only OpenTechSchool runs it, and not you.", False),
        ("OpenTechSchool runs it.", False),
    ],
)
def test_whether_what_denies_affirms(text: str, *, affirms: bool) -> None:
    sentence = sentence_of("en", text)
    assert is_affirmed(sentence, 0, len(sentence.words) - 1) is affirms


def test_only_what_is_asked_for_is_told() -> None:
    sentence = sentence_of("en", "In 2013 OpenTechSchool did not run it.")
    assert [r.modifier for r in reasons(sentence, 2, 5, "runs", ("negated",))] == ["negated"]
    assert [r.modifier for r in reasons(sentence, 2, 5, "runs", ("quoted",))] == []
    assert {r.modifier for r in reasons(sentence, 2, 5, "runs")} == {"past", "negated"}
