"""The sentence that is written for declared contributions: it says all of them, or it is left to people."""

from __future__ import annotations

import pytest

from ots_lint import fix_text, lint_text

PAGE = "---\nots:\n  relationship: supported\n  contributions: [{}]\n---\n\nThanks to OpenTechSchool!\n"


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        ("coaches, a robot", "OpenTechSchool supports this event with coaches and a robot."),
        ("a loom’s parts, venue", "OpenTechSchool supports this event with a loom’s parts and the venue."),
    ],
)
def test_own_words_stand_in_it(declared: str, sentence: str) -> None:
    fixed = fix_text(PAGE.format(declared), unsafe=True)
    assert fixed.text == PAGE.format(declared).replace("School!\n", f"School! {sentence}\n")
    assert fixed.findings == []


@pytest.mark.parametrize(
    "declared", ["coaches, food", "coaches, '<b>cake</b>'", "coaches, '[a](b)'", "coaches, 'a\\nb'"]
)
def test_what_it_cannot_say_is_left_to_people(declared: str) -> None:
    text = PAGE.format(declared)
    [found] = lint_text(text)
    assert found.finding.fix is not None
    assert (found.finding.code, found.finding.fix.applicability) == ("OTS201", "suggestion")
    assert fix_text(text, unsafe=True).text == text
