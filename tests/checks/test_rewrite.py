"""Which claims are reworded, and what stands there instead: others who are named, markup, and what belongs to the name."""

from __future__ import annotations

import pytest

from ots_lint.lint.page import lint_source
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()
SETTINGS = Settings(event_relationship="unofficial", select=("OTS301",))
PRIVATELY = "upported privately by people from the OpenTechSchool {}community"


def reworded(text: str, language: str = "en") -> str | None:
    """The text as the fix leaves it; None where it only says what to do."""
    head = f"---\nlang: {language}\n---\n\n"
    page = f"{head}{text}\n"
    [finding] = lint_source(Source(page, "page.md"), RULESET, SETTINGS).findings
    assert finding.fix is not None
    if not finding.fix.edits:
        assert finding.fix.applicability == "suggestion"
        return None
    [edit] = finding.fix.edits
    assert f"Write “{edit.content}”" in finding.fix.message
    return (page[: edit.span.start] + edit.content + page[edit.span.end :])[len(head) : -1]


@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        (".", True),
        (" on Monday.", True),
        # somebody else
        (", Acme.", False),
        (" and Acme.", False),
        (", and Acme pays.", False),
        (" and the library.", False),
        (" and our library.", False),
        (", the library.", False),
        # something else
        (" and cake.", True),
        (", cake.", True),
        (" and with cake.", True),
        (", and we sing.", True),
        (" and they sing.", True),
        (", supported by Acme.", True),
        (", and is free.", True),
        (" and 20 guests.", True),
        (", 20 guests.", True),
        (" – Acme pays.", True),
    ],
)
def test_who_is_named_behind_it(behind: str, kept: bool) -> None:
    wanted = f"S{PRIVATELY.format('')}{behind}" if kept else None
    assert reworded(f"Hosted by OpenTechSchool{behind}") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A night hosted by OpenTechSchool", f"A night s{PRIVATELY.format('')}"),
        ("A night hosted by the OpenTechSchool.", f"A night s{PRIVATELY.format('')}."),
        ("Hosted by OpenTechSchool e.V.", f"S{PRIVATELY.format('')}."),
        ("Hosted by OpenTechSchool e.V. on Monday.", f"S{PRIVATELY.format('')} on Monday."),
        ("Hosted by OTS.", f"S{PRIVATELY.format('')}."),
        # the chapter is kept, a team and brackets are not
        ("Hosted by OpenTechSchool São Paulo.", f"S{PRIVATELY.format('São Paulo ')}."),
        ("Hosted by the OpenTechSchool Team Dortmund.", f"S{PRIVATELY.format('Dortmund ')}."),
        ("Hosted by OpenTechSchool (OTS).", f"S{PRIVATELY.format('')}."),
        # of a name in a wrong shape, nothing is sure but the name
        ("Hosted by Opentechschool Berlin.", f"S{PRIVATELY.format('')}."),
        # markup stands inside
        ("Hosted by **OpenTechSchool**.", None),
        ("Hosted by [OpenTechSchool](https://www.opentechschool.org).", None),
        ("Hosted\nby OpenTechSchool.", None),
        # what no rewording is known for
        ("OpenTechSchool hosts the night.", None),
        ("The night is certified by OpenTechSchool.", None),
    ],
)
def test_what_is_written(text: str, wanted: str | None) -> None:
    assert reworded(text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "Organisé par OpenTechSchool.", "Avec l’aide privée de membres de la communauté OpenTechSchool."),
        ("sv", "Ordnas av OpenTechSchool.", "Får privat hjälp av folk från communityt kring OpenTechSchool."),
    ],
)
def test_each_language_has_its_own_wordings(language: str, text: str, wanted: str) -> None:
    assert reworded(text, language) == wanted
