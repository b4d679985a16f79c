"""What is kept of rules that were compiled."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ots_lint.ruleset import load


@pytest.mark.parametrize("name", ["ruleset/rule_check.py", "schema/keys.py", "language/contract.py"])
def test_other_code_compiles_anew(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else rules that the new code refuses, or reads otherwise, would stay as the old code has read them."""
    for folder in ("ruleset", "schema", "language"):
        (tmp_path / folder).mkdir()
    (tmp_path / name).write_text("a = 1\n")
    monkeypatch.setattr(load, "__file__", os.fspath(tmp_path / "ruleset" / "load.py"))
    before = load._compilers()
    (tmp_path / name).write_text("a = 10\n")
    assert load._compilers() != before
