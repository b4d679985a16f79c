"""Front matter that is broken: said plainly, and the rest of the page is checked."""

from __future__ import annotations

from ots_lint.lint.page import lint_bytes
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings

RULESET = load_ruleset()


def test_broken_front_matter_is_said_and_the_rest_is_checked() -> None:
    page = b"---\ntitle: a: b\nots: {relationship: partner}\n---\n\nJoin Open Tech School.\n"
    found = lint_bytes(page, "a.md", RULESET, Settings()).findings
    assert [(f.code, f.severity) for f in found] == [("OTS902", "warning"), ("OTS101", "error")]
    assert "front matter" in found[0].message


def test_sound_front_matter_is_not() -> None:
    page = b"---\ntitle: 'a: b'\n---\n\nJoin OpenTechSchool.\n"
    assert lint_bytes(page, "a.md", RULESET, Settings()).findings == []
