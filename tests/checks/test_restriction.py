"""Restrictions of material, on pages that are about an event and on those that are about none."""

from __future__ import annotations

from ots_lint import lint_text

#: Says much, and neither a day nor a time: a handbook.
HANDBOOK = "Whoever teaches with us finds all that matters in here, and asks somebody when it does not. " * 8
RESTRICTED = "Do not share the slides with anybody."


def codes(text: str) -> list[str]:
    return [found.finding.code for found in lint_text(text, relationship="partner")]


def test_a_handbook_restricts_nothing_of_an_event() -> None:
    """Where a whole folder is declared on the command line, some pages are about no event."""
    assert "OTS402" not in codes(f"# Handbook\n\n{HANDBOOK}\n\n{RESTRICTED}\n")
    assert "OTS402" not in codes(f"# Handbook\n\n{HANDBOOK}\n\nMay I use the slides? No.\n")


def test_a_page_that_declares_itself_is_about_an_event() -> None:
    page = f"---\nots: {{relationship: partner}}\n---\n\n# Handbook\n\n{HANDBOOK}\n\n{RESTRICTED}\n"
    assert "OTS402" in codes(page)


def test_a_page_with_a_day_is_about_an_event() -> None:
    assert "OTS402" in codes(f"# Course\n\nWe meet on 4 May at 7 pm.\n\n{HANDBOOK}\n\n{RESTRICTED}\n")
