"""Measure ots-lint, and on request the linters that people would use instead, and print one table.

    python benchmarks/run.py [--quick] [--large] [--peers] [--runs 3]

Everything is timed in the same run on the same machine, each command after one run that fills
the file cache; commands take turns, so that a busy moment hits all alike. README.md explains.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from generate import generate

HERE = Path(__file__).resolve().parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ots-lint-benchmarks"
PAGES = {
    "no brand": "# Tea\n\nAn evening about tea, with coaches and cake.\n",
    "name error": "---\nlang: en\nots: {relationship: none}\n---\n\n# Tea\n\nWelcome to Opentechschool.\n",
    "meaning": "# Tea\n\nA day in cooperation with OpenTechSchool.\n\nThanks to OpenTechSchool and Acme!\n",
}


class Command(NamedTuple):
    """What to time: its name, its words, the folder it runs in, and whether ots-lint's cache is emptied before."""

    name: str
    words: Sequence[str]
    folder: Path
    cold: Path | None = None


class Times(NamedTuple):
    """Medians of wall and processor time in seconds, and the peak memory of the largest process in MB."""

    wall: float
    cpu: float
    memory: float


def once(command: Command) -> tuple[float, float, float]:
    """Run a command: wall seconds, processor seconds of it and its children, peak MB of one process."""
    if command.cold:
        for stored in command.cold.glob("*.results"):
            stored.unlink()
    quiet = subprocess.DEVNULL
    started = time.perf_counter()
    process = subprocess.Popen(
        command.words, cwd=command.folder, env=environment(), stdin=quiet, stdout=quiet, stderr=quiet
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode in {126, 127} or process.returncode < 0:
        raise SystemExit(f"{command.name}: {' '.join(command.words)} ended with {process.returncode}")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale


def environment() -> dict[str, str]:
    """As an installation has it: with compiled modules, and a cache of its own."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}}
    return kept | {"PYTHONPYCACHEPREFIX": str(CACHE / "pyc"), "XDG_CACHE_HOME": str(CACHE / "cache"), "NO_COLOR": "1"}


def measure(commands: Sequence[Command], runs: int) -> dict[str, Times]:
    """Time commands in turns, after one run of each that does not count; long ones once."""
    samples: dict[str, list[tuple[float, float, float]]] = {}
    for command in commands:
        first = once(command)
        samples[command.name] = [first] if first[0] > 60 else []
    for _ in range(runs):
        for command in commands:
            known = samples[command.name]
            if not known or known[0][0] <= 60:
                known.append(once(command))
    return {
        name: Times(
            statistics.median(s[0] for s in found), statistics.median(s[1] for s in found), max(s[2] for s in found)
        )
        for name, found in samples.items()
    }


def linter() -> list[str]:
    """The ots-lint of this Python."""
    script = Path(sys.executable).parent / "ots-lint"
    return [str(script)] if script.exists() else [sys.executable, "-m", "ots_lint"]


def grep(folder: Path) -> Command:
    """The limit: every file read once and searched once."""
    return Command("grep -rciE", ["grep", "-rciE", "open.?tech.?school", "."], folder)


def on_folder(folder: Path, options: dict[str, list[str]]) -> list[Command]:
    """ots-lint over a folder: cold and repeated, as options say."""
    stored = CACHE / "cache" / "ots-lint"
    base = [*linter(), "--isolated", "--format", "json", "--output", os.devnull]
    commands = [
        Command(f"ots-lint, {name}", [*base, "--no-cache", *words, "."], folder) for name, words in options.items()
    ]
    commands.append(Command("ots-lint, cold with cache", [*base, "."], folder, stored))
    commands.append(Command("ots-lint, repeated", [*base, "."], folder))
    return commands


# ------------------------------------------------------------------ tables


def corpus(pages: int) -> tuple[Path, int]:
    """The folder with so many generated pages, and their size in bytes; made once."""
    folder = CACHE / f"pages-{pages}"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        generate(pages, folder)
        (folder / "complete").touch()
    return folder, sum(p.stat().st_size for p in folder.rglob("event-*"))


def seconds(value: float) -> str:
    """A duration as people read it."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def single(runs: int) -> list[str]:
    """The table of one page: what a commit hook or an editor waits for."""
    folder = CACHE / "single"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in PAGES.items():
        (folder / f"{name.replace(' ', '-')}.md").write_text(text)
    python = sys.executable
    commands = [
        Command("python -c pass", [python, "-c", "pass"], folder),
        Command("python -c 'import spacy'", [python, "-c", "import spacy"], folder),
        Command("ots-lint --version", [*linter(), "--version"], folder),
    ]
    for name in PAGES:
        page = f"{name.replace(' ', '-')}.md"
        commands.append(Command(f"one page, {name}", [*linter(), "--isolated", "--no-cache", page], folder))
    found = measure(commands, max(runs, 5))
    start, spacy = found["python -c pass"].wall, found["python -c 'import spacy'"].wall
    rows = ["| | wall | × interpreter | × import spacy | peak MB |", "|---|---|---|---|---|"]
    for name, t in found.items():
        rows.append(f"| {name} | {seconds(t.wall)} | {t.wall / start:.1f} | {t.wall / spacy:.2f} | {t.memory:.0f} |")
    return rows


def many(pages: int, runs: int, peers: bool, short: bool) -> list[str]:
    """The table of one generated folder."""
    folder, size = corpus(pages)
    options = {"jobs auto": [], "jobs 1": ["--jobs", "1"], "names only": ["--select", "OTS1"]}
    if short:
        options = {"jobs auto": []}
    commands = [grep(folder), *on_folder(folder, options)]
    if peers:
        from peers import commands as peer_commands

        commands += [Command(name, words, place) for name, words, place in peer_commands(CACHE / "peers", folder)]
    found = measure(commands, runs)
    limit = found["grep -rciE"].wall
    rows = [
        f"{pages} pages, {size / 1e6:.1f} MB",
        "",
        "| | wall | CPU | pages/s | MB/s | × grep | peak MB |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, t in found.items():
        rows.append(
            f"| {name} | {seconds(t.wall)} | {seconds(t.cpu)} | {pages / t.wall:.0f} | {size / 1e6 / t.wall:.2f} "
            f"| {t.wall / limit:.1f} | {t.memory:.0f} |"
        )
    return rows


def main() -> None:
    """Measure, print, and write RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="runs that count, of which the median is shown")
    parser.add_argument("--quick", action="store_true", help="one page and 100 pages only")
    parser.add_argument("--large", action="store_true", help="50,000 pages as well")
    parser.add_argument("--peers", action="store_true", help=f"other linters as well, installed below {CACHE}")
    parser.add_argument("--output", type=Path, default=HERE / "RESULTS.md")
    arguments = parser.parse_args()
    if arguments.peers:
        from peers import install

        install(CACHE / "peers")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    when = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    about = f"{when}; {machine}; load at the start {os.getloadavg()[0]:.1f}; medians of {arguments.runs}."
    written = ["# Results", "", about, ""]

    def section(title: str, rows: list[str]) -> None:
        """Show and keep a table as soon as it is there: large ones take minutes."""
        written.extend([f"## {title}", "", *rows, ""])
        print("\n".join([f"## {title}", "", *rows, ""]), flush=True)
        arguments.output.write_text("\n".join(written).rstrip() + "\n", encoding="utf-8")

    section("One page", single(arguments.runs))
    for pages in [100] if arguments.quick else [100, 5_000]:
        section(f"{pages:,} pages", many(pages, arguments.runs, arguments.peers, False))
    if arguments.large:
        section("50,000 pages", many(50_000, 1, False, True))


if __name__ == "__main__":
    main()
