"""Entries of `[[events]]` that are about no page are told, where that is certain."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_files import write

CONFIG = """\
[[events]]
paths = ["events/**", "evnts/friends/**"]
relationship = "unofficial"

[[events]]
paths = ["old/*.md"]
relationship = "official"
"""


@pytest.fixture
def pages(site: Path) -> Path:
    write(site, {"ots-lint.toml": CONFIG, "events/friends/a.md": "Tea.\n", "events/b.md": "Tea.\n", "c.md": "Tea.\n"})
    return site


def test_a_slip_in_a_path_is_told_with_its_row_and_the_nearest_folder(pages: Path, ots_lint) -> None:
    run = ots_lint(".")
    assert run.status == 0
    assert run.err.splitlines() == [
        "ots-lint: ots-lint.toml:2: no page matches 'evnts/friends/**' in events (did you mean events/friends/**?)",
        "ots-lint: ots-lint.toml:6: no page matches 'old/*.md' in events (correct the path, or remove it)",
    ]
    assert ots_lint(".", "--quiet").err == ""
    assert ots_lint("config", ".").err == run.err


@pytest.mark.parametrize("path", ["events", "c.md", "events/b.md"])
def test_a_part_of_the_pages_says_nothing_about_the_others(pages: Path, ots_lint, path: str) -> None:
    assert ots_lint(path).err == ""


def test_from_above_it_is_as_certain(pages: Path, ots_lint, monkeypatch: pytest.MonkeyPatch) -> None:
    write(pages, {"sub/ots-lint.toml": CONFIG, "sub/events/a.md": "Tea.\n", "ots-lint.toml": ""})
    run = ots_lint(".")
    assert run.err.count("ots-lint: sub/ots-lint.toml:") == 2
    monkeypatch.chdir(pages / "sub" / "events")
    assert ots_lint(".").err == ""
    assert ots_lint("..").err.count("../ots-lint.toml:") == 2


def test_what_matches_is_silent(pages: Path, ots_lint) -> None:
    write(pages, {"evnts/friends/x.md": "Tea.\n", "old/x.md": "Tea.\n"})
    assert ots_lint(".").err == ""
    write(pages, {"ots-lint.toml": '[[events]]\npaths = ["**", "!nowhere/"]\nrelationship = "none"\n'})
    assert ots_lint(".").err == ""
