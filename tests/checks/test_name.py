"""How a name is shown in a message, and what is written instead."""

from __future__ import annotations

import pytest

from ots_lint.checks.name import visible
from ots_lint.lint.page import lint_source
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Open Tech School", "Open Tech School"),
        ("Open\n  Tech\u00a0School", "Open Tech School"),
        ("Open\u200bTech\u00adSchool", "Open\\u200bTech\\u00adSchool"),
        ("OpenTеchSchoöl", "OpenTеchSchoöl"),
    ],
)
def test_a_name_is_shown_in_one_line_with_what_cannot_be_seen(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("We learn at Open\nTech School.", "OTS101", "“Open Tech School”"),
        ("We learn at opentech\u200bschool.", "OTS101", "“opentech\\u200bschool”"),
        ("We learn at OpenTechScool.", "OTS102", "“OpenTechScool”"),
    ],
)
def test_the_message_quotes_it_and_the_fix_writes_the_name(text: str, code: str, says: str) -> None:
    [finding] = lint_source(Source(f"{text}\n", "page.md"), RULESET, Settings()).findings
    assert finding.code == code
    assert says in finding.message
    assert finding.fix is not None
    assert [edit.content for edit in finding.fix.edits] == ["OpenTechSchool"]
