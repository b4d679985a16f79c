"""Takes tables of reStructuredText apart: which stretches of which lines are a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ots_lint.pages.lines_of_text import Line
from ots_lint.text.patterns import lazy_re

#: The lines of each cell of a row, and whether it is one of the head.
Row = tuple[list[list[Line]], bool]

GRID = lazy_re(r"\+(?:-+\+)+[ \t]*\Z")
SIMPLE = lazy_re(r"=+(?: +=+)+[ \t]*\Z")
_GRID_RULE = lazy_re(r"[+=-][-=+| ]*\Z")
_SIMPLE_RULE = lazy_re(r"[=-]+(?: +[=-]+)*[ \t]*\Z")
#: A line of one mark alone.
_RULE = lazy_re(r"([!-/:-@\[-`{-~])\1*[ \t]*\Z")
_COLUMN = lazy_re(r"[=-]+")


def grid(source: str, lines: Sequence[Line]) -> list[Row]:
    """The rows of a grid table."""
    rows: list[Row] = []
    group: list[Line] = []
    corners = {at for start, end in lines for at, mark in enumerate(source[start:end]) if mark == "+"}
    head = any(set(source[start:end].strip()) <= set("+=") for start, end in lines[1:-1])
    for start, end in lines:
        text = source[start:end]
        if text.startswith("+") and _GRID_RULE.match(text.rstrip()):
            if group:
                rows.append((_cells(source, group, corners), head))
                group = []
            head = head and "=" not in text
        elif text.strip():
            group.append((start, end))
    if group:
        rows.append((_cells(source, group, corners), False))
    return rows


def _cells(source: str, group: Sequence[Line], corners: set[int]) -> list[list[Line]]:
    """The cells of lines between two rules: they end where all lines have a bar, below or above a corner."""
    width = min(end - start for start, end in group)
    texts = [source[start:end] for start, end in group]
    borders = [at for at in sorted(corners) if at < width and all(text[at] in "|+" for text in texts)]
    if len(borders) < 2:
        return [[(start, end) for start, end in group]]
    cells = []
    for left, right in pairwise(borders):
        cell = []
        for start, end in group:
            first, last = start + left + 1, min(start + right, end)
            inner = source[first:last]
            if _GRID_RULE.match(inner.strip()) and "-" in inner and len(inner.strip()) > 2:
                cell.append((first, first))  # the rule between two cells beside one that spans rows
            else:
                cell.append((first, first + len(inner.rstrip())))
        cells.append(cell)
    return cells


def simple(source: str, lines: Sequence[Line]) -> list[Row]:
    """The rows of a simple table, whose first line is its upper border."""
    border = source[lines[0][0] : lines[0][1]]
    columns = [match.span() for match in _COLUMN.finditer(border)]
    rules = [i for i, (start, end) in enumerate(lines) if i and source[start:end].rstrip().startswith("=")]
    head_end = rules[0] if len(rules) > 1 and rules[0] != len(lines) - 1 else 0
    rows: list[Row] = []
    for number, (start, end) in enumerate(lines):
        text = source[start:end]
        if not text.strip() or (
            _SIMPLE_RULE.match(text) and (text.startswith("=") or re.match(r"-+(?: +-+)*\s*\Z", text))
        ):
            continue
        cells = []
        for i, (left, _) in enumerate(columns):
            stop = len(text) if i == len(columns) - 1 else max(min(columns[i + 1][0], len(text)), 0)
            inner = text[left:stop] if left < len(text) else ""
            cells.append((start + min(left, len(text)), start + min(left, len(text)) + len(inner.rstrip())))
        if rows and not text[columns[0][0] : columns[0][1]].strip():
            for cell, line in zip(rows[-1][0], cells, strict=True):
                cell.append(line)
        else:
            rows.append(([[line] for line in cells], number < head_end))
    return rows


def end_of_simple(source: str, lines: Sequence[Line], at: int) -> int:
    """Where a simple table ends: at its last border, behind which there is nothing; 0 where it has none."""
    border = source[slice(*lines[at])].rstrip()
    borders = 0
    for number in range(at + 1, len(lines)):
        content = source[slice(*lines[number])].rstrip()
        if content == border or (SIMPLE.match(content) and len(content) == len(border)):
            borders += 1
            last = number + 1 >= len(lines)
            if last or not source[slice(*lines[number + 1])].strip():
                if borders > 1 or last or not _has_border(source, lines, number + 1, border):
                    return number + 1
    return 0


def _has_border(source: str, lines: Sequence[Line], at: int, border: str) -> bool:
    """Whether another border stands below, before anything that ends a table."""
    for number in range(at, len(lines)):
        content = source[slice(*lines[number])].rstrip()
        if content == border:
            return bool(source[slice(*lines[number - 1])].strip()) or number > at + 1
        if content and not content.startswith(" ") and _RULE.match(content):
            return False
    return False
