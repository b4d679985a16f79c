"""Settings that are read anew when they change."""

from __future__ import annotations

from pathlib import Path

from ots_lint.site.live import Live
from ots_lint.site.options import Options


def test_a_folder_is_attended_with_its_own_configuration(tmp_path: Path) -> None:
    (tmp_path / "ots-lint.toml").write_text('lang = "de"\n', "utf-8")
    below = tmp_path / "events"
    below.mkdir()
    live = Live(Options())
    assert [live.attend(str(folder)).lang for folder in (tmp_path, tmp_path, below, below)] == ["de"] * 4
