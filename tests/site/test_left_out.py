"""What nobody has to exclude: generated folders, other people's files; told in the summary and by `ots-lint config`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGE = "Open Tech School\n"


@pytest.fixture
def pages(site: Path) -> Path:
    """One page of one's own, and six that a site's tools have put there."""
    for name in (
        "a.md",
        "_site/a.html",
        "public/a.html",
        "vendor/gem/README.md",
        "node_modules/x/README.md",
        "tools/env/lib/README.md",
        ".cache/a.md",
    ):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE)
    (site / "tools/env/pyvenv.cfg").write_text("home = /usr/bin\n")
    return site


def test_they_are_not_looked_at_and_counted(pages: Path, ots_lint: Callable[..., Any]) -> None:
    out = ots_lint(".").out
    assert "Found 1 error in 1 page." in out
    assert "Left out: 1 hidden folder, 3 folders of other people's files, 2 folders of generated files." in " ".join(
        out.split()
    )


def test_in_german_too(pages: Path, ots_lint: Callable[..., Any]) -> None:
    out = " ".join(ots_lint(".", "--lang=de").out.split())
    assert "Nicht angesehen: 1 versteckter Ordner, 3 Ordner mit Dateien anderer, 2 Ordner mit erzeugten Dateien." in out


@pytest.mark.parametrize("named", ["public", "public/a.html", "tools/env"])
def test_what_is_named_is_looked_at(pages: Path, ots_lint: Callable[..., Any], named: str) -> None:
    assert "Found 1 error in 1 page." in ots_lint(named).out


def test_an_exclude_takes_one_back(pages: Path, ots_lint: Callable[..., Any]) -> None:
    (pages / "ots-lint.toml").write_text('exclude = ["!public/", "!tools/env/"]\n')
    out = ots_lint(".").out
    assert "Found 3 errors in 3 pages." in out
    assert "1 folder of generated files" in " ".join(out.split())
    assert "in 4 pages" in ots_lint(".", "--exclude", "!vendor/").out


def test_a_page_by_such_a_name_is_a_page(site: Path, ots_lint: Callable[..., Any]) -> None:
    (site / "public.md").write_text(PAGE)
    (site / "vendor").write_text("a file\n")
    assert "in 1 page." in ots_lint(".").out


def test_the_settings_show_them(pages: Path, ots_lint: Callable[..., Any]) -> None:
    out = ots_lint("config", "a.md").out
    row = " ".join(out.partition("  built in ")[2].partition("  fail-level")[0].split())
    for name in ("_site/", "public/", "vendor/", "node_modules/", "virtual environments", "hidden folders"):
        assert name in row
    assert "  lang            en\n" in out
    (pages / "ots-lint.toml").write_text('lang = "de"\n')
    assert "  lang            de\n" in ots_lint("config", "a.md").out
