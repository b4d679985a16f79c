"""What an answer says, and where: the answer itself where it makes a statement, else the question."""

from __future__ import annotations

import pytest

from ots_lint.lint.check import check_page
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("de", "Macht die OpenTechSchool mit? Ja, die OTS ist offizielle Mitveranstalterin.", "OTS ist offizielle Mitveranstalterin"),
        ("de", "Wird der Abend von OpenTechSchool veranstaltet? Ja, wie immer.", "von OpenTechSchool veranstaltet"),
        ("en", "Is the workshop organised by OpenTechSchool? Yes, it is.", "organised by OpenTechSchool"),
        ("en", "Is the workshop run by OpenTechSchool? Yes, OpenTechSchool hosts it.", "OpenTechSchool hosts it"),
    ],
)  # fmt: skip
def test_one_of_question_and_answer_is_reported(language: str, text: str, marked: str) -> None:
    page = f"---\nlang: {language}\n---\n\n{text}\n"
    found = check_page(read_page(Source(page, "page.md")), RULESET, Settings(relationship="unofficial"))
    places = [page[f.span.start : f.span.end] for f in found if f.code == "OTS301"]
    assert len(places) == 1, places
    assert marked in places[0] or places[0] in marked
