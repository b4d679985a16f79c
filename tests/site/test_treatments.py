"""How files are dealt with: files that are alike share what is worked out for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ots_lint.api import lint_paths

#: So many treatments are too many for a byte.
MANY = 257


@pytest.mark.parametrize("before", [0, 1, 2, 3])
def test_more_treatments_than_a_byte_counts(tmp_path: Path, before: int) -> None:
    (tmp_path / "0").mkdir()
    for number in range(before):
        (tmp_path / "0" / f"{number}.md").write_text("Quiet.\n", encoding="utf-8")
    for number in range(MANY):
        folder = tmp_path / f"site{number:03}"
        folder.mkdir()
        asked = "OTS101" if number == MANY - 1 else f"OTS40{1 + number % 5}"
        (folder / "ots-lint.toml").write_text(
            f'select = ["{asked}"]\n[[events]]\npaths = ["*"]\nteam = "Team {number}"\n', encoding="utf-8"
        )
        (folder / "page.md").write_text("We thank Open Tech School.\n", encoding="utf-8")
    found = lint_paths([tmp_path])
    assert [(Path(one.filename).parent.name, one.finding.code) for one in found] == [(f"site{MANY - 1}", "OTS101")]
