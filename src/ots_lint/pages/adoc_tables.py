"""Takes tables of AsciiDoc apart: which stretches of which lines are a cell."""

from __future__ import annotations

from collections.abc import Sequence

from ots_lint.pages.lines_of_text import Line
from ots_lint.text.patterns import lazy_re

#: A bar that begins a cell, with what is said before it about the cell.
_BAR = lazy_re(
    r"(?:(?<=[\s|])|\A)(?:\d+(?:\.\d+)?[+*]|\.\d+[+*])?(?:[<^>](?:\.[<^>])?|\.[<^>])?[adehlmsv]?\|(?<!\\\|)|(?<!\\)\|"
)
_NESTED = lazy_re(r"(?:(?<=\s)|\A)(?:\d+(?:\.\d+)?[+*])?[adehlmsv]?!|(?<=\s)!")
_SEPARATED = lazy_re(r"\"(?:[^\"]|\"\")*\"|[^,;\"]+|(?<=,)(?=,)")


def rows(text: str, lines: Sequence[Line], kind: str) -> list[list[list[Line]]]:
    """The rows of a table: of each the cells, and of each cell its lines."""
    if kind in ",:":
        return [
            [[match.span()] for match in _SEPARATED.finditer(text, *line)] or [[line]]
            for line in lines
            if text[slice(*line)].strip()
        ]
    bar = _BAR if kind == "|" else _NESTED
    cells: list[list[Line]] = []
    first_row = 0
    for start, end in lines:
        at = start
        for match in bar.finditer(text, start, end):
            if cells and match.start() > at:
                cells[-1].append((at, match.start()))
            cells.append([])
            at = match.end()
        if at <= end and cells:
            cells[-1].append((at, end))
        if not first_row and cells and text[start:end].strip():
            first_row = len(cells)
    width = max(first_row, 1)
    return [row for i in range(0, len(cells), width) if any(row := cells[i : i + width])]
