"""A calendar of several events: what one of them says of the organisation is not said of the others."""

from __future__ import annotations

from ots_lint.lint.relationship import relationship
from ots_lint.meaning.reading import Reading
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()

OURS = "SUMMARY:Git for beginners\nDESCRIPTION:The evening is organised by OpenTechSchool.\n"
ANOTHERS = "SUMMARY:Choir\nDESCRIPTION:We sing. A seat costs 5 €.\n"


def _inferred(*events: str) -> str:
    body = "".join(f"BEGIN:VEVENT\nUID:{n}\nDTSTART:20260901T180000\n{e}END:VEVENT\n" for n, e in enumerate(events))
    source = Source(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n", "a.ics")
    return relationship(Reading(read_page(source), RULESET, Settings())).value


def test_a_calendar_of_the_organisations_events_is_its_own() -> None:
    assert _inferred(OURS) == "official"
    assert _inferred(OURS, OURS.replace("Git", "Python")) == "official"


def test_one_event_among_others_says_nothing_of_them() -> None:
    assert _inferred(OURS, ANOTHERS) == ""
