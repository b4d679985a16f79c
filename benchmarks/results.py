"""What was measured last, in results.json, and how figures are written."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from measure import Row, Run, ratios

STORED = Path(__file__).with_name("results.json")

START, SPACY, GREP = "python -c pass", "python -c 'import spacy'", "grep -rciE"
FIRST, NAMES, AGAIN = "ots-lint", "ots-lint, names only", "ots-lint, repeated"
SMALL = "ots-lint, 5,000 pages"
#: One page of each kind, and the row about it.
PAGES = {
    "no brand": "ots-lint, page without the brand",
    "name error": "ots-lint, page with a name error",
    "meaning": "ots-lint, page that needs meaning",
}
TITLES = {"single": "One page", "100": "100 pages", "5000": "5,000 pages", "50000": "50,000 pages"}


class Result(NamedTuple):
    """All runs of one command, on how many pages and bytes, and how many wrong names it found."""

    row: Row
    pages: int
    size: int
    #: Lines with a wrong name that it names, and others that it takes for such; -1 where it cannot be told a name.
    found: int = -1
    others: int = 0

    @property
    def memory(self) -> float:
        """Peak of all processes together in MB."""
        return max(self.row.together, self.largest)

    @property
    def largest(self) -> float:
        """Peak of the largest process in MB."""
        return max(run.memory for run in self.row.runs)


class Section(NamedTuple):
    """What was measured together."""

    #: When and where, and with which versions.
    about: str
    versions: str
    #: Lines with a wrong name on all pages.
    planted: int
    #: What a page with a name error loads although it need not.
    loaded: list[str]
    results: dict[str, Result]

    def ratios(self, one: str, other: str, of: str = "wall") -> list[float]:
        """As `measure.ratios`, of commands by name; none where one is missing."""
        first, second = self.results.get(one), self.results.get(other)
        return ratios(first.row, second.row, of) if first and second else []


def load() -> dict[str, Section]:
    """The sections that were measured last, in the order of `TITLES`."""
    stored = json.loads(STORED.read_text("utf-8")) if STORED.exists() else {}
    return {name: _section(**stored[name]) for name in TITLES if name in stored}


def _section(results: dict[str, Any], **stored: Any) -> Section:
    found = {}
    for name, item in results.items():
        row = Row([Run(*run) for run in item["runs"]], item["together"], failure=item["failure"])
        found[name] = Result(row, item["pages"], item["size"], item["found"], item["others"])
    return Section(results=found, **stored)


def save(sections: dict[str, Section]) -> None:
    """Keep sections, one command a line."""
    parts = []
    for name, section in sections.items():
        head = json.dumps(
            {key: value for key, value in section._asdict().items() if key != "results"}, ensure_ascii=False
        )
        lines = [f"{json.dumps(command)}: {json.dumps(_stored(result))}" for command, result in section.results.items()]
        parts.append(f'"{name}": {head[:-1]}, "results": {{\n{_joined(lines)}\n}}}}')
    STORED.write_text(f"{{\n{_joined(parts)}\n}}\n", encoding="utf-8")


def _joined(lines: Iterable[str]) -> str:
    return ",\n".join(lines)


def _stored(result: Result) -> dict[str, Any]:
    return {
        **{key: value for key, value in result._asdict().items() if key != "row"},
        "runs": [[run.round, *(round(value, 6) for value in run[1:])] for run in result.row.runs],
        "together": round(result.row.together, 1),
        "failure": result.row.failure,
    }


# ------------------------------------------------------------------ how figures are written


def seconds(value: float) -> str:
    """A duration as people read it."""
    if value < 1:
        return f"{value * 1000:.0f} ms"
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def number(value: float) -> str:
    """Two or three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def spread(values: Sequence[float]) -> str:
    """A median with the least and the greatest."""
    if not values:
        return "–"
    middle = number(statistics.median(values))
    return f"{middle} ({number(min(values))}–{number(max(values))})" if len(values) > 1 else middle


def wall(row: Row) -> str:
    """The median of wall times, with the fastest, the slowest, and how many there are."""
    walls = [run.wall for run in row.counting()]
    middle = seconds(statistics.median(walls))
    return (
        f"{middle} ({seconds(min(walls))}–{seconds(max(walls))}; {len(walls)})" if len(walls) > 1 else f"{middle} (1)"
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows])
