"""`ots-lint --watch`: the first report, then what changes, and a clean end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

#: The machine may be busy.
SECONDS = 300.0


def read_until(process: subprocess.Popen[bytes], end: str) -> str:
    """What a process writes, up to a line that has this in it."""
    assert process.stdout is not None
    read: list[str] = []
    while not read or end not in read[-1]:
        line = process.stdout.readline().decode()
        assert line, "".join(read)
        read.append(line)
    return "".join(read)


def test_it_goes_on_until_control_c(site: Path) -> None:
    page = site / "a.md"
    page.write_text("Welcome to opentechschool.\n")
    (site / "b.md").write_text("Welcome to Opentechschool.\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "ots_lint", "--watch", "-f", "concise", "."],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "COLUMNS": "200"},
    )
    try:
        first = read_until(process, "Watching")
        assert [line[:8] for line in first.splitlines()] == ["a.md:1:1", "b.md:1:1", "Found 2 ", "Watching"]
        page.write_text("Welcome to OpenTechSchool.\n")
        second = read_until(process, "All in all")
        assert re.fullmatch(
            r"\n\d\d:\d\d:\d\d changed: a\.md\nNo findings in 1 page\.\nAll in all: 1 error\.\n", second
        )
        (site / "b.md").unlink()
        third = read_until(process, "All in all")
        assert re.fullmatch(r"\n\d\d:\d\d:\d\d b\.md is gone\nAll in all: nothing to change\.\n", third)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=SECONDS)
    finally:
        process.kill()
    assert (out, err, process.returncode) == (b"\nNo longer watching.\n", b"", 0)


def test_it_reads_no_page_that_did_not_change(site: Path) -> None:
    """Waiting costs next to nothing."""
    for number in range(50):
        (site / f"{number}.md").write_text("Welcome to OpenTechSchool.\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "ots_lint", "--watch", "--select", "OTS1", "."], stdout=subprocess.PIPE
    )
    try:
        read_until(process, "Watching")

        def used() -> float:
            fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

        if not Path("/proc/self/stat").exists():
            pytest.skip("this system does not tell how much time a process took")
        end = time.monotonic() + SECONDS
        took = 1.0
        while took >= 0.3 and time.monotonic() < end:  # at first, what the next page needs is loaded
            before = used()
            time.sleep(3)
            took = used() - before
        assert took < 0.3
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=SECONDS)
    finally:
        process.kill()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fix", "."], "leave --fix out"),
        (["--diff", "."], "leave --diff out"),
        (["--output", "x", "."], "leave --output out"),
        (["--format", "json", "."], "--format is to be text or concise"),
        (["-"], "choose one of them"),
        ([], "Say which files or folders to watch"),
    ],
)
def test_what_does_not_go_with_it_is_said(
    ots_lint: Callable[..., Any], site: Path, arguments: list[str], said: str
) -> None:
    done = ots_lint("--watch", *arguments)
    assert done.status == 2
    assert said in done.err
    assert done.err.count("\n") == 1
