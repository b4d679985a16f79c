"""Precision and recall on a labelled set of pages.

The set is a folder with `cases/` and `expected.json`. It is no part of this repository: its pages are looked for in
`shared/corpus` beside the checkout, or where `OTS_LINT_CORPUS` says. `pytest tests/test_corpus.py -s` shows the score.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ots_lint import lint_paths

ROOT = Path(__file__).parent.parent
CORPUS = Path(os.environ.get("OTS_LINT_CORPUS") or ROOT.parent / "shared" / "corpus")
#: One question per page, wherever the finding points.
PAGE_LEVEL = {"OTS103", "OTS201", "OTS202", "OTS203", "OTS302", "OTS307", "OTS308", "OTS405", "OTS900"}
#: The row is to be right; elsewhere it may be off by one.
EXACT_ROW = {"OTS101", "OTS102", "OTS104"}
#: Beginning of codes → least precision and recall of them together. A set has few cases of one code; where one
#: finding more or less decides, a threshold of its own would say little.
LEAST = {
    "OTS101": (0.99, 0.99),
    "OTS102": (0.99, 0.99),
    "OTS104": (0.99, 0.99),
    "OTS2": (0.94, 0.94),
    "OTS3": (0.98, 0.98),
    "OTS4": (0.96, 0.96),
    "OTS9": (0.99, 0.99),
}
LEAST_SPANS = 0.99

pytestmark = pytest.mark.skipif(
    not (CORPUS / "expected.json").is_file(), reason=f"there is no labelled set of pages in {CORPUS.name}"
)


class Score(NamedTuple):
    """True and false alarms, misses, and of the matched ones with a column how many have the exact span."""

    right: int
    alarms: int
    misses: int
    spans: int
    spans_right: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.alarms) if self.right + self.alarms else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.misses) if self.right + self.misses else 1.0


class Found(NamedTuple):
    row: int
    column: int
    end_row: int
    end_column: int


@cache
def scores() -> dict[str, Score]:
    """Code → score, for every code that the set labels."""
    document = json.loads((CORPUS / "expected.json").read_text("utf-8"))
    groups: dict[str | None, list[str]] = defaultdict(list)
    for name, case in document["cases"].items():
        groups[case.get("relationship")].append(name)
    found: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for relationship, names in groups.items():
        paths = [CORPUS / "cases" / name for name in names]
        for item in lint_paths(paths, relationship=relationship, isolated=True):
            place = Found(item.start.row, item.start.column, item.end.row, item.end.column)
            found[Path(item.filename).name, item.finding.code].append(place)
    result = {}
    for code in document["scope"]:
        parts = [
            _score(code, [e for e in case["findings"] if e["code"] == code], found[name, code])
            for name, case in document["cases"].items()
            if code not in case.get("unscored", ())
        ]
        result[code] = Score(*map(sum, zip(*parts, strict=True)))
    return result


def _score(code: str, expected: list[dict[str, Any]], found: list[Found]) -> Score:
    if code in PAGE_LEVEL:
        both = bool(expected) and bool(found)
        return Score(both, bool(found) and not both, bool(expected) and not both, 0, 0)
    pairs = _matched(expected, found, 0 if code in EXACT_ROW else 1)
    placed = [(e, f) for e, f in pairs if "column" in e]
    exact = sum((e["row"], e["column"], e["end_row"], e["end_column"]) == f for e, f in placed)
    return Score(len(pairs), len(found) - len(pairs), len(expected) - len(pairs), len(placed), exact)


def _matched(expected: list[dict[str, Any]], found: list[Found], distance: int) -> list[tuple[dict[str, Any], Found]]:
    """Pairs of an expected and a reported finding, nearest first, each used once."""
    near = sorted(
        (abs(e["row"] - f.row), abs(e.get("column", f.column) - f.column), i, j)
        for i, e in enumerate(expected)
        for j, f in enumerate(found)
        if abs(e["row"] - f.row) <= distance
    )
    pairs, used_expected, used_found = [], set(), set()
    for _, _, i, j in near:
        if i not in used_expected and j not in used_found:
            used_expected.add(i)
            used_found.add(j)
            pairs.append((expected[i], found[j]))
    return pairs


@pytest.mark.parametrize("beginning", LEAST)
def test_precision_and_recall(beginning: str) -> None:
    chosen = {code: score for code, score in scores().items() if code.startswith(beginning)}
    assert chosen, "the set labels none of these codes"
    for code, score in chosen.items():
        print(f"{code}  precision {score.precision:.3f}  recall {score.recall:.3f}  {score}")
    together = Score(*map(sum, zip(*chosen.values(), strict=True)))
    precision, recall = LEAST[beginning]
    assert together.precision >= precision, chosen
    assert together.recall >= recall, chosen


def test_spans() -> None:
    every = scores().values()
    right, placed = sum(score.spans_right for score in every), sum(score.spans for score in every)
    assert placed
    assert right / placed >= LEAST_SPANS, f"{right} of {placed}"
