"""The Python interface."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from page_files import write

import ots_lint
from ots_lint.errors import ConfigError, UsageError

pytestmark = pytest.mark.usefixtures("fake_rules")


def test_linting_a_text() -> None:
    (found,) = ots_lint.lint_text("One\nJoin Open Tech School\n", relationship="partner")
    assert (found.finding.code, found.start.row, found.start.column, found.end.column) == ("OTS101", 2, 6, 22)
    assert found.filename == "page.md"
    assert found.finding.relationship.value == "partner"
    assert ots_lint.lint_text("<!-- Open Tech School -->", "a.html") == []


def test_fixing_a_text() -> None:
    fixed = ots_lint.fix_text("Open Tech School, OpenTechScool\r\n")
    assert fixed.text == "OpenTechSchool, OpenTechScool\r\n"
    assert fixed.fixed == 1
    assert [r.finding.code for r in fixed.findings] == ["OTS102"]
    assert ots_lint.fix_text("Open Tech School, OpenTechScool", unsafe=True).findings == []


def test_linting_paths(site: Path) -> None:
    write(
        site, {"a.md": "Open Tech School OTS\n", "b/c.html": "<p>OpenTechScool", "ots-lint.toml": 'ignore = ["OTS103"]'}
    )
    assert [(r.filename, r.finding.code) for r in ots_lint.lint_paths(["."])] == [
        ("a.md", "OTS101"),
        ("b/c.html", "OTS102"),
    ]
    assert [r.finding.code for r in ots_lint.lint_paths([site / "a.md"], isolated=True)] == ["OTS101", "OTS103"]
    assert [r.finding.code for r in ots_lint.lint_paths(["a.md"], select=["ots103"])] == ["OTS103"]
    with pytest.raises(UsageError, match=r"nix\.md"):
        ots_lint.lint_paths(["nix.md"])
    with pytest.raises(UsageError, match="is no relationship"):
        ots_lint.lint_text("x", relationship="friend")
    write(site, {"ots-lint.toml": "x = 1"})
    with pytest.raises(ConfigError):
        ots_lint.lint_text("x", config="ots-lint.toml")


def test_importing_the_package_imports_nothing_else() -> None:
    program = "import sys; before = set(sys.modules); import ots_lint; print(sorted(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['__future__', 'ots_lint']"
