"""Arguments that are understood without click are understood as click does, and the process ends as it should."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ots_lint.cli import main as cli
from ots_lint.cli import quick as arguments


def by_click(words: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The options of a check as click reads them."""
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(cli, "check_pages", lambda given: found.append(given) or 0)
    assert cli.main.main(words, "ots-lint", standalone_mode=False) == 0
    return found[0]


OPTIONS = [
    ["--format", "json"],
    ["--format=concise"],
    ["-f", "github-review"],
    ["--select", "ots1, OTS203"],
    ["--select=OTS3"],
    ["--ignore", "OTS102"],
    ["-j", "2"],
    ["--jobs", "auto"],
    ["--jobs=7"],
    ["--cache-dir", "kept"],
]


@given(
    options=st.lists(st.sampled_from([*([flag] for flag in sorted(arguments._FLAGS)), *OPTIONS]), max_size=5),
    paths=st.lists(st.sampled_from(["a.md", "events", "rules.md", "é\udcff.html", "./-x.md", "a=b"]), min_size=1),
    folder=st.sampled_from([None, "", "results"]),
    data=st.data(),
)
def test_plain_arguments_mean_what_click_takes_them_for(
    options: list[list[str]], paths: list[str], folder: str | None, data: st.DataObject
) -> None:
    words = [word for part in data.draw(st.permutations([*options, *([path] for path in paths)])) for word in part]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arguments.os, "name", "posix")
        patch.delenv(arguments.CACHE_DIR, raising=False)
        if folder is not None:
            patch.setenv(arguments.CACHE_DIR, folder)
        assert arguments.plain(words) == by_click(words, patch)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["-q"],
        ["rules", "OTS101"],
        ["check", "a.md"],
        ["explain", "OTS101"],
        ["--select", "-q", "a.md"],
        ["--select=", "a.md"],
        ["a.md", "--select"],
        ["a.md", "--select", "O!"],
        ["a.md", "--format", "jsn"],
        ["a.md", "-j", "0"],
        ["a.md", "-j=2"],
        ["-fjson", "a.md"],
        ["--color", "never", "a.md"],
        ["a.md", "--", "--fix"],
        ["a.md", "-"],
        ["-qv", "a.md"],
        ["-h"],
        ["a.md", "--help"],
        ["--fux", "a.md"],
    ],
)
def test_everything_else_is_left_to_click(words: list[str]) -> None:
    assert arguments.plain(words) is None


def test_no_command_is_taken_for_a_page() -> None:
    assert {*cli.main.commands, "explain"} == arguments.COMMANDS


def ended(words: list[str], folder: Path, **how: Any) -> subprocess.CompletedProcess[bytes]:
    """A run of the program in a process of its own."""
    program = [sys.executable, "-m", "ots_lint", *words]
    return subprocess.run(program, cwd=folder, capture_output="stdout" not in how, timeout=60, **how)


def test_nothing_is_lost_when_the_process_ends(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Welcome to Opentechschool.\n" * 1500)
    run = ended(["--no-cache", "a.md"], tmp_path)
    assert run.returncode == 1
    assert run.stdout.count(b"OTS101") == 1500
    assert run.stdout.endswith(b"Found 1500 errors in 1 page. 1500 can be fixed with --fix.\n")
    run = ended(["--no-cache", "absent.md"], tmp_path)
    assert run.returncode == 2
    assert run.stderr.startswith(b"ots-lint: absent.md: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("words", [["--no-cache", "a.md"], ["rules"], ["--no-cache", "-fjson", "a.md"]])
def test_output_that_cannot_be_written_is_no_success(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Tea.\n")
    with Path("/dev/full").open("wb") as full:
        run = ended(words, tmp_path, stdout=full, stderr=subprocess.PIPE)
    assert (run.returncode, run.stderr) == (2, b"ots-lint: the output cannot be written: No space left on device\n")
