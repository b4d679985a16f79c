"""Which pages are linted before workers are forked, and which by these."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ots_lint.site.linter import Glance, Linter
from ots_lint.site.options import Options
from ots_lint.site.result import PageResult
from ots_lint.site.run import run
from ots_lint.site.sharing import LINTED_FIRST, PART_LINTED_FIRST

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux")


@pytest.mark.parametrize("count", [16, LINTED_FIRST * PART_LINTED_FIRST + 80])
def test_a_few_pages_are_linted_before_workers_are_forked(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages, told = tmp_path / "pages", tmp_path / "told"
    for folder in (pages, told):
        folder.mkdir()
    for number in range(count):
        (pages / f"{number:04}.md").write_text("Thanks to Open Tech School.\n")
    page = Linter.page

    def telling(self: Linter, number: int, glance: Glance) -> tuple[bytes, PageResult]:
        (told / f"{number:04}").write_text(str(os.getpid()))
        return page(self, number, glance)

    monkeypatch.setattr(Linter, "page", telling)
    outcome = run([str(pages)], Options(jobs=2, cache=False))
    assert outcome.report.files == count
    here = [path.name for path in sorted(told.iterdir()) if path.read_text() == str(os.getpid())]
    assert here == [f"{number:04}" for number in range(min(LINTED_FIRST, count // PART_LINTED_FIRST))]
    assert len([*told.iterdir()]) == count
