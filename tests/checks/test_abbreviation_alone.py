"""The abbreviation where the name is missing, or in a wrong shape: which place is marked, and what to write there."""

from __future__ import annotations

import pytest

from ots_lint.finding import Finding
from ots_lint.lint.page import lint_source
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


def findings(text: str, code: str) -> list[Finding]:
    settings = Settings(event_relationship="partner", select=(code,), lang="en")
    return lint_source(Source(f"---\nlang: en\n---\n\n{text}\n", "page.md"), RULESET, settings).findings


def test_the_first_use_is_to_be_written_out() -> None:
    text = "Tea at ten. With OTS and friends of OTS."
    [finding] = findings(text, "OTS103")
    start = len("---\nlang: en\n---\n\n") + text.index("OTS")
    assert (finding.span.start, finding.span.end) == (start, start + 3)
    assert finding.fix is not None
    assert finding.fix.applicability == "suggestion"
    assert [(edit.span, edit.content) for edit in finding.fix.edits] == [(finding.span, "OpenTechSchool (OTS)")]
    assert "OpenTechSchool (OTS)" in finding.fix.message


@pytest.mark.parametrize("text", ["With OTS, OpenTechSchool for short.", "Tea at ten.", "With OTS and Opentechschool."])
def test_a_page_with_the_name_needs_nothing(text: str) -> None:
    assert findings(text, "OTS103") == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("OpenTechSchool is nice. With Ots.", ["Ots"]),
        ("OpenTechSchool is nice. With O.T.S. and ots.", ["O.T.S.", "ots"]),
        ("OpenTechSchool is nice. With OTS.", []),
        ("OpenTechSchool is nice. With Tanel Ots.", []),
    ],
)
def test_each_wrong_shape_has_a_fix(text: str, seen: list[str]) -> None:
    found = findings(text, "OTS104")
    head = len("---\nlang: en\n---\n\n")
    assert [text[finding.span.start - head : finding.span.end - head] for finding in found] == seen
    for finding, shape in zip(found, seen, strict=True):
        assert f"“{shape}”" in finding.message
        assert finding.fix is not None
        assert finding.fix.applicability == "unsafe"
        assert [(edit.span, edit.content) for edit in finding.fix.edits] == [(finding.span, "OTS")]
