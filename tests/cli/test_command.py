"""Arguments that are understood without click are understood as click does, and the process ends as it should."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ots_lint import cli, command


def by_click(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The options of a check as click reads them."""
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(command, "check", lambda given: found.append(given) or 0)
    assert cli.main.main(arguments, "ots-lint", standalone_mode=False) == 0
    return found[0]


@given(
    flags=st.lists(st.sampled_from(sorted(command._FLAGS)), max_size=4),
    paths=st.lists(st.sampled_from(["a.md", "events", "rules.md", "é\udcff.html", "./-x.md", "a=b"]), min_size=1),
    folder=st.sampled_from([None, "", "results"]),
    data=st.data(),
)
def test_plain_arguments_mean_what_click_takes_them_for(
    flags: list[str], paths: list[str], folder: str | None, data: st.DataObject
) -> None:
    arguments = data.draw(st.permutations([*flags, *paths]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command.os, "name", "posix")
        patch.delenv(command.CACHE_DIR, raising=False)
        if folder is not None:
            patch.setenv(command.CACHE_DIR, folder)
        assert command.plain(arguments) == by_click(arguments, patch)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-q"],
        ["rules", "OTS101"],
        ["check", "a.md"],
        ["explain", "OTS101"],
        ["--select", "OTS1", "a.md"],
        ["--select=OTS1", "a.md"],
        ["a.md", "--", "--fix"],
        ["a.md", "-"],
        ["-qv", "a.md"],
        ["-h"],
        ["a.md", "--help"],
        ["--fux", "a.md"],
    ],
)
def test_everything_else_is_left_to_click(arguments: list[str]) -> None:
    assert command.plain(arguments) is None


def test_no_command_is_taken_for_a_page() -> None:
    assert {*cli.main.commands, "explain"} == command.COMMANDS


def ended(arguments: list[str], folder: Path, **how: Any) -> subprocess.CompletedProcess[bytes]:
    """A run of the program in a process of its own."""
    program = [sys.executable, "-m", "ots_lint", *arguments]
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
@pytest.mark.parametrize("arguments", [["--no-cache", "a.md"], ["rules"], ["--no-cache", "-fjson", "a.md"]])
def test_output_that_cannot_be_written_is_no_success(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Tea.\n")
    with Path("/dev/full").open("wb") as full:
        run = ended(arguments, tmp_path, stdout=full, stderr=subprocess.PIPE)
    assert (run.returncode, run.stderr) == (2, b"ots-lint: the output cannot be written: No space left on device\n")
