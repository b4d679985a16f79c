"""Time commands in turns: wall and processor time, and peak memory, of a command and its children."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

LAUNCHER = Path(__file__).with_name("launch.py")
#: Who takes longer than so many seconds runs once; the run is long enough to need no warm-up.
PATIENCE = 30.0
#: Seconds of the warm-up run → how many runs count.
RUNS = ((1.0, 7), (3.0, 5), (PATIENCE, 3))


class Command(NamedTuple):
    """What to time."""

    name: str
    words: Sequence[str]
    folder: Path
    statuses: frozenset[int] = frozenset({0, 1})
    #: Emptied before every run.
    cache: Path | None = None
    #: It runs at most so many times; 0 for once and without a warm-up, for what is known to be slow.
    most: int = 7


class Run(NamedTuple):
    """What one run took. Round 0 is the warm-up; times are in seconds, memory in MB."""

    round: int
    wall: float
    cpu: float
    #: Peak of the largest process.
    memory: float


class Row(NamedTuple):
    """All runs of one command."""

    runs: list[Run]
    #: Peak of all its processes together, pages that they share counted once; 0 where that was not seen.
    together: float = 0.0
    output: str = ""
    failure: str = ""

    def counting(self) -> list[Run]:
        """The runs that count: without the warm-up, unless there is no other."""
        return [run for run in self.runs if run.round] or self.runs

    def median(self, of: str) -> float:
        """The median of a field of `Run`."""
        return float(statistics.median(getattr(run, of) for run in self.counting()))


def ratios(one: Row, other: Row, of: str = "wall") -> list[float]:
    """A field of the first one's runs as a multiple of the other's, round by round, sorted.

    Where they have no round in common, it is that of their medians; where one has no runs, there is none.
    """
    if not one.runs or not other.runs:
        return []
    theirs = {run.round: getattr(run, of) for run in other.runs}
    common = [run for run in one.runs if run.round in theirs]
    if not common:
        return [one.median(of) / other.median(of)]
    counting = [run for run in common if run.round] or common
    return sorted(getattr(run, of) / theirs[run.round] for run in counting)


def measure(commands: Sequence[Command], environment: dict[str, str]) -> dict[str, Row]:
    """Run all commands in turns, the fast ones more often; those that fail are left out of further turns."""
    rows: dict[str, Row] = {command.name: Row([]) for command in commands}
    left: dict[str, int] = {}
    for command in commands:
        if command.most:
            _note(f"{command.name}, warm-up")
            rows[command.name] = row = _first(command, environment, 0)
            wanted = next((count for limit, count in RUNS if row.runs and row.runs[0].wall <= limit), 0)
            left[command.name] = min(command.most, wanted)
    for turn in range(1, 1 + max([1, *left.values()])):
        for command in commands:
            if not command.most and turn == 1:
                _note(f"{command.name}, once")
                rows[command.name] = _first(command, environment, turn)
            elif turn <= left.get(command.name, 0):
                _note(f"{command.name}, run {turn} of {left[command.name]}")
                rows[command.name].runs.append(_run(command, environment, turn)[0])
    _note("")
    return rows


def _first(command: Command, environment: dict[str, str], turn: int) -> Row:
    """The run in which memory is watched and the output kept."""
    watch = _Watch()
    try:
        run, output = _run(command, environment, turn, watch)
    except OSError as error:
        return Row([], failure=str(error))
    return Row([run], watch.together(), output)


def _run(
    command: Command, environment: dict[str, str], turn: int, watch: Callable[[int], None] | None = None
) -> tuple[Run, str]:
    """Run a command once, its output in a pipe. Raises `OSError` where it ends in an unexpected way."""
    if command.cache:
        shutil.rmtree(command.cache, ignore_errors=True)
    reader, writer = os.pipe()
    program = shutil.which(command.words[0], path=environment.get("PATH")) or command.words[0]
    words = [sys.executable, "-I", "-S", str(LAUNCHER), str(writer), program, *command.words[1:]]
    with subprocess.Popen(
        words, cwd=command.folder, env=environment, pass_fds=[writer], text=True, encoding="utf-8", errors="replace",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        os.close(writer)
        if watch:
            threading.Thread(target=watch, args=[process.pid], daemon=True).start()
        output = process.communicate()[0]
    with os.fdopen(reader) as stream:
        report = stream.read()
    code, wall, cpu, peak = json.loads(report) if report else (127, 0.0, 0.0, 0)
    if code not in command.statuses:
        raise OSError(f"ends with status {code}: {' '.join(output.split())[-300:]}")
    return Run(turn, wall, cpu, peak / ((1 << 20) if sys.platform == "darwin" else (1 << 10))), output


class _Watch:
    """Looks now and then how much memory the children of a process hold together. Linux only."""

    def __init__(self) -> None:
        self._peak = 0.0
        self._several = False

    def together(self) -> float:
        """The peak, if there ever was more than one child."""
        return self._peak if self._several else 0.0

    def __call__(self, launcher: int) -> None:
        started = time.monotonic()
        while Path(f"/proc/{launcher}/stat").exists():
            found = list(_below(launcher))
            self._several |= len(found) > 1
            if self._several:
                self._peak = max(self._peak, sum(map(_share, found)))
            # the longer it runs, the less often, so that looking does not slow it down
            time.sleep(0.02 + (time.monotonic() - started) / 50)


def _below(ancestor: int) -> Iterator[int]:
    """The processes that a process has started, and those that these have."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                # pid (any name) state parent …
                parent = int(entry.joinpath("stat").read_text(errors="replace").rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    waiting = parents.get(ancestor, [])
    while waiting:
        yield (process := waiting.pop())
        waiting += parents.get(process, [])


def _share(process: int) -> float:
    """MB that a process holds; of what it shares with others its part."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("Pss:")), 0.0)


def _note(text: str) -> None:
    """Say what is going on, on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
