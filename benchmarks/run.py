"""Measure ots-lint, and on request the linters that people would use instead, and print tables.

    python benchmarks/run.py [--only single,100,5000,50000] [--peers]

Figures of sections that are not run stay as they are. README.md explains.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import aims
import peers
import tables
from commands import PEERS, Planned, environment, linter, planned
from corpus import file_of, single, told
from measure import Row, measure
from results import TITLES, Result, Section, load, save


def section(name: str, with_peers: bool) -> Section:
    """Measure a section."""
    about, versions = _about(), _versions(with_peers)
    commands = planned(name, with_peers)
    rows = measure([item.command for item in commands], environment())
    results = {item.command.name: _result(item, rows[item.command.name]) for item in commands}
    return Section(about, versions, len(commands[0].corpus.planted), _loaded() if name == "single" else [], results)


def _result(item: Planned, row: Row) -> Result:
    pages = item.corpus
    if not item.naming or not row.runs:
        return Result(row, pages.pages, pages.size)
    places = told(row.output, item.naming)
    found = len(places & pages.planted)
    if not found:  # it did not do its job, so its time says nothing
        row = Row([], failure=f"finds no wrong name: {' '.join(row.output.split())[-200:]}")
    return Result(row, pages.pages, pages.size, found, len(places) - found)


def _about() -> str:
    when = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    machine = f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return f"{when}, {machine}, load at the start {os.getloadavg()[0]:.1f}"


def _processor() -> str:
    try:
        names = re.findall(r"(?m)^model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    except OSError:
        names = []
    return names[0] if names else platform.machine()


def _versions(with_peers: bool) -> str:
    ours = subprocess.run(linter("--version"), env=environment(), capture_output=True, text=True).stdout.strip()
    theirs = peers.versions(PEERS) if with_peers else {}
    return ", ".join([ours, *(f"{name} {version}" for name, version in theirs.items())])


def _loaded() -> list[str]:
    """Which of the heavy modules a page with a name error loads."""
    words = [sys.executable, "-X", "importtime", "-m", "ots_lint", "--isolated", "--no-cache", file_of("name error")]
    run = subprocess.run(words, cwd=single().folder, env=environment(), capture_output=True, text=True)
    return [name for name in ("spacy", "numpy") if re.search(rf"(?m)\| +{name}$", run.stderr)]


def main() -> None:
    """Measure, print, and keep."""
    every = ",".join(TITLES)
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--only", default=every, help=f"sections to run, with commas between  [default: {every}]")
    parser.add_argument("--peers", action="store_true", help=f"other linters as well, installed below {PEERS}")
    arguments = parser.parse_args()
    wanted = arguments.only.split(",")
    if unknown := set(wanted) - TITLES.keys():
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    if arguments.peers:
        peers.install(PEERS)
        peers.configure(PEERS / "configs")
    subprocess.run(linter("rules"), env=environment(), stdout=subprocess.DEVNULL, check=True)  # compiles them, once
    for name in wanted:
        measured = section(name, arguments.peers)
        print(f"{tables.section(name, measured)}\n", flush=True)
        save({**load(), name: measured})
        tables.main()
    print(f"## Aims\n\n{aims.table_of(load())}")


if __name__ == "__main__":
    main()
