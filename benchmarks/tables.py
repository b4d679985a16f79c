"""The tables of what was measured: `python benchmarks/tables.py` writes RESULTS.md anew, `--check` only compares."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

import aims
from results import AGAIN, FIRST, GREP, NAMES, PAGES, SPACY, START, TITLES, Result, Section

from results import load, number, seconds, spread, table, wall  # isort: skip

WRITTEN = Path(__file__).with_name("RESULTS.md")
#: Rows about one page that belong to a row about many, in the short table, and rows that it leaves out.
_ONE = {FIRST: [PAGES["no brand"], PAGES["meaning"]], NAMES: [PAGES["name error"]]}
_LEFT_OUT = {
    START,
    "proselint",  # cannot be told a name
    "typos, its own words only",
    f"{NAMES}, repeated",
    *(f"{name}, one process{again}" for name in (FIRST, NAMES) for again in ("", ", repeated")),
}


def document(sections: dict[str, Section]) -> str:
    """The whole of RESULTS.md."""
    parts = [
        "# Results",
        "[README.md](README.md) says how to measure, and how to read this.",
        "## In short",
        short(sections),
    ]
    parts += ["## Aims", aims.table_of(sections)]
    parts += [section(name, measured) for name, measured in sections.items()]
    return "\n\n".join(parts) + "\n"


def section(name: str, measured: Section) -> str:
    """Everything about one section."""
    parts = [f"## {TITLES[name]}", f"{measured.about}; {_size(measured)}; {measured.versions}."]
    parts.append(single(measured) if name == "single" else many(measured))
    if name in {"100", "5000"}:
        parts += [
            "How many times as long as the others ots-lint takes; it is faster where this is below 1:",
            against(measured),
        ]
    return "\n\n".join(parts)


def short(sections: dict[str, Section]) -> str:
    """The table that the project's README shows, fastest first, with where and when it was measured."""
    if not {"single", "5000"} <= sections.keys():
        return "Not measured."
    one, all_ = sections["single"], sections["5000"]
    shown = {name: result for name, result in all_.results.items() if result.row.runs and name not in _LEFT_OUT}

    def rows() -> Iterator[list[str]]:
        for name, result in sorted(shown.items(), key=lambda item: item[1].row.median("wall")):
            page = "–".join(_median(one, kind) for kind in _ONE.get(name, [name]))
            ratio = all_.ratios(name, FIRST)
            times = [page, _median(all_, name), number(statistics.median(ratio)) if ratio else ""]
            yield [name, *times, f"{result.memory:.0f}", _found(result, all_.planted)]

    head = ["", "one page", "5,000 pages", "× ots-lint", "peak MB", "wrong names found"]
    return f"{table(head, rows())}\n\nOne page: {one.about}. 5,000 pages ({_size(all_)}): {all_.about}."


def _median(section: Section, name: str) -> str:
    result = section.results.get(name)
    return seconds(result.row.median("wall")) if result and result.row.runs else ""


def _size(section: Section) -> str:
    size = max(result.size for result in section.results.values())
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.1f} KB"


def single(section: Section) -> str:
    """One page: what a commit hook or an editor waits for."""

    def rows() -> Iterator[list[str]]:
        for name, result in section.results.items():
            if not result.row.runs:
                yield [name, _failed(result), "", "", "", ""]
                continue
            multiples = [spread(section.ratios(name, other)) for other in (START, SPACY)]
            yield [name, wall(result.row), seconds(result.row.median("cpu")), *multiples, f"{result.memory:.0f}"]

    return table(["", "wall (fastest–slowest; runs)", "CPU", "× interpreter", "× import spacy", "peak MB"], rows())


def many(section: Section) -> str:
    """A folder of pages."""

    def rows() -> Iterator[list[str]]:
        for name, result in section.results.items():
            if not result.row.runs:
                yield [name, _failed(result), *[""] * 8]
                continue
            median = result.row.median("wall")
            speeds = [number(result.pages / median), number(result.size / 1e6 / median)]
            multiples = [spread(section.ratios(name, other)) for other in (START, GREP)]
            memory = [f"{result.largest:.0f}", f"{result.memory:.0f}"]
            cpu = seconds(result.row.median("cpu"))
            places = [_found(result, section.planted), str(result.others) if result.found >= 0 else ""]
            yield [name, wall(result.row), cpu, *speeds, *multiples, *memory, *places]

    times = ["wall (fastest–slowest; runs)", "CPU", "pages/s", "MB/s", "× interpreter", "× grep"]
    return table(["", *times, "peak MB, one process", "peak MB, all", "wrong names found", "others"], rows())


def against(section: Section) -> str:
    """ots-lint's time as a multiple of each other's."""
    others = [
        name
        for name, result in section.results.items()
        if result.row.runs and name != START and not name.startswith("ots-lint")
    ]
    rows = ([other, *(spread(section.ratios(ours, other)) for ours in (FIRST, NAMES, AGAIN))] for other in others)
    return table(["", "all rules", "names only", "repeated"], rows)


def _failed(result: Result) -> str:
    return f"failed: {result.row.failure}".replace("|", "\\|")


def _found(result: Result, planted: int) -> str:
    return f"{result.found:,} of {planted:,}" if result.found >= 0 else ""


def main() -> int:
    """Write RESULTS.md; with `--check` the exit status says whether it is out of date."""
    text = document(load())
    if "--check" in sys.argv[1:]:
        return int(not WRITTEN.exists() or WRITTEN.read_text("utf-8") != text)
    WRITTEN.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
