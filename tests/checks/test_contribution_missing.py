"""How sure it is that a credit is for an event: the level, and what the message says of it."""

from __future__ import annotations

import pytest

from ots_lint.finding import Finding
from ots_lint.lint.check import check_page
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()
#: As many words as a text has that would announce an event if it were about one, and a day of which nothing is said.
STORY = (
    "Our club grows fast, and since 3 May we have more members than chairs, and the lathe is broken once more. "
    "Teachers of the town ask how to go on with children who know all that a first book can teach. There is no good "
    "answer, and people talk about it every week. Some want better books, others want smaller groups, and one wants "
    "nothing but silence and tea, which is what we have most of all in this house. Nobody knows what is in the letters "
    "that lie on the table, and nobody opens them. There are more of them than of chairs, and the cat sleeps on both. "
    "Whoever wants one takes it home, reads it by the fire, and tells the others what it says, or keeps it secret."
)
THANKS = "\n\nThanks to OpenTechSchool!\n"
NOT_CERTAIN = "It is not certain that this page is about an event, so it is only a note."


def the_finding(text: str, relationship: str = "") -> Finding:
    """What is found about contributions on a page."""
    page = read_page(Source(text, "page.md"))
    (finding,) = [f for f in check_page(page, RULESET, Settings(relationship=relationship)) if f.code == "OTS201"]
    return finding


def test_a_long_text_that_announces_nothing_gets_a_note_that_says_why() -> None:
    finding = the_finding("# Chairs\n\n" + STORY + THANKS)
    assert finding.severity == "info"
    assert finding.message.endswith(NOT_CERTAIN)


@pytest.mark.parametrize(
    "head",
    [
        "# Python workshop\n\n" + STORY,
        "# Chairs\n\n" + STORY + "\n\nMonday 4 May 2026, 19:00, Old Mill",
        "---\nevent:\n  date: 2026-05-04\n  location: Old Mill\n---\n\n# Chairs\n\nMonday 4 May 2026.\n\n" + STORY,
        "# Chairs\n\nWe meet in the mill.",
    ],
)
def test_a_short_text_and_one_that_announces_something_get_a_warning(head: str) -> None:
    finding = the_finding(head + THANKS)
    assert finding.severity == "warning"
    assert "not certain" not in finding.message


def test_what_is_declared_is_certain() -> None:
    finding = the_finding("# Chairs\n\n" + STORY + THANKS, "partner")
    assert finding.severity == "error"
    assert "not certain" not in finding.message
