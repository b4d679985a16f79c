"""The source of a page as HTML shows it: rows in blocks, with marks of findings, or of anything else, in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ots_lint.finding import SEVERITIES, Edit, Place, Reported
from ots_lint.messages import Catalogue
from ots_lint.report import _safe
from ots_lint.text.source import Source

#: Rows shown around a finding; the others of a page are folded.
CONTEXT = 3
#: A page of at most so many rows is not folded.
SHORT_PAGE = 30
#: Folded rows of a longer page than this are left out, to keep the report small.
LONG_PAGE = 600
#: Text without findings that is longer than this is shortened within its row, in characters.
LONG_TEXT = 600
#: How a mark looks, the most telling last: what is shown of several at one place.
STYLES = ("not", "counts", *SEVERITIES, "found")
_PIECES = re.compile(f"({_safe.HARMFUL_IN_LINES.pattern})")


class Marked(NamedTuple):
    """A place to mark, its number, and one of `STYLES`."""

    start: Place
    end: Place
    number: int
    style: str


def marks_of(findings: Sequence[Reported], numbers: dict[int, int]) -> list[Marked]:
    """The marks of findings, each in the style of its severity."""
    return [Marked(r.start, r.end, numbers[id(r)], r.finding.severity) for r in findings]


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a source row: `marks` are the numbers of the marks on it, `refs` of those that end with it."""

    parts: Sequence[tuple[str, bool]]  # text, and whether it stands for a harmful character
    marks: tuple[int, ...] = ()
    refs: tuple[int, ...] = ()
    style: str = ""
    point: bool = False  # a mark at a place without text
    change: str = ""  # del | ins


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive rows of a source; `folded` ones hold no mark, `left_out` counts rows that are not there."""

    first: int
    rows: Sequence[Sequence[Piece]]
    folded: bool = False
    left_out: int = 0


def blocks(source: Source, marked: Sequence[Marked], words: Catalogue) -> list[Block]:
    """All rows of a page, those far from any mark in folded blocks."""
    count = len(source.line_starts)
    if count > 1 and source.line_starts[-1] == len(source.text):
        count -= 1
    shown: set[int] = set()
    by_row: dict[int, list[Marked]] = {}
    for mark in marked:
        first, last = _rows(mark)
        last = min(last, max(count, first))
        for row in range(first, last + 1):
            by_row.setdefault(row, []).append(mark)
        # of a mark over many rows its two ends are enough
        for row in {first, last}:
            shown.update(range(max(1, row - CONTEXT), min(count, row + CONTEXT) + 1))
        shown.update(range(first, min(last, first + 20) + 1))
    if count <= SHORT_PAGE:
        shown.update(range(1, count + 1))
    blocks = []
    row = 1
    while row <= count:
        end = row
        while end < count and (end + 1 in shown) == (row in shown):
            end += 1
        visible = row in shown or end - row < 2  # folding one or two rows hides more than it saves
        if visible or count <= LONG_PAGE:
            rows = [list(_row(source.line(r), r, by_row.get(r, ()), words)) for r in range(row, end + 1)]
            blocks.append(Block(row, rows, not visible))
        else:
            blocks.append(Block(row, (), True, end - row + 1))
        row = end + 1
    return blocks


def blocks_of_lines(findings: Sequence[Reported], numbers: dict[int, int], words: Catalogue) -> list[Block]:
    """Where the page cannot be read: the rows that the findings carry."""
    texts: dict[int, str] = {}
    by_row: dict[int, list[Marked]] = {}
    for reported, mark in zip(findings, marks_of(findings, numbers), strict=True):
        for row, text in enumerate(reported.lines or ("",), reported.start.row):
            texts.setdefault(row, text)
            if row <= _rows(mark)[1]:
                by_row.setdefault(row, []).append(mark)
    return [Block(row, [list(_row(text, row, by_row.get(row, ()), words))]) for row, text in sorted(texts.items())]


def _rows(mark: Marked) -> tuple[int, int]:
    first, last = mark.start.row, mark.end.row
    if last > first and mark.end.column == 1:
        last -= 1
    return first, max(first, last)


def _row(line: str, row: int, marked: Sequence[Marked], words: Catalogue) -> Iterator[Piece]:
    """The pieces of a row, cut wherever a mark begins or ends."""
    ranges = []
    for mark in marked:
        first, last = _rows(mark)
        start = min(mark.start.column - 1, len(line)) if row == first else 0
        end = min(mark.end.column - 1, len(line)) if row == mark.end.row else len(line)
        ranges.append((start, max(start, end), mark, row == last))
    cuts = sorted({0, len(line), *(cut for start, end, _, _ in ranges for cut in (start, end))})
    waiting = sorted(ranges, key=lambda item: item[:2], reverse=True)
    here: list[tuple[int, int, Marked, bool]] = []
    for i, start in enumerate(cuts):
        here = [item for item in here if item[1] > start]
        while waiting and waiting[-1][0] == start:
            here.append(waiting.pop())
        points = [item for item in here if item[1] == start]
        if points:
            yield _marked("", points, [item for item in points if item[3]])
            here = [item for item in here if item[1] > start]
        if i + 1 == len(cuts):
            break
        end = cuts[i + 1]
        ending = [item for item in here if item[1] == end and item[3]]
        text = line[start:end]
        if here:
            yield _marked(text, here, ending)
        else:
            yield Piece(_shortened(text, words))


def _marked(
    text: str,
    here: Sequence[tuple[int, int, Marked, bool]],
    ending: Sequence[tuple[int, int, Marked, bool]],
) -> Piece:
    return Piece(
        _parts(text),
        tuple(sorted(item[2].number for item in here)),
        tuple(sorted(item[2].number for item in ending)),
        max((item[2].style for item in here), key=STYLES.index),
        any(item[2].start == item[2].end for item in here),
    )


def _shortened(text: str, words: Catalogue) -> list[tuple[str, bool]]:
    """The parts of text without a finding; of a very long one its two ends."""
    if len(text) <= LONG_TEXT:
        return _parts(text)
    part = LONG_TEXT // 2
    return [*_parts(text[:part]), (words("characters-left-out", len(text) - 2 * part), True), *_parts(text[-part:])]


def _parts(text: str) -> list[tuple[str, bool]]:
    """Text with its harmful characters apart, shown as escapes."""
    return [
        (_safe.escape_sequence(part) if i % 2 else part, bool(i % 2))
        for i, part in enumerate(_PIECES.split(text))
        if part
    ]


def before_and_after(
    source: Source, first: int, last: int, edits: Sequence[Edit], words: Catalogue
) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """The rows as they are and as the edits make them, with what goes and what comes marked."""
    starts = source.line_starts
    start, end = starts[first - 1], starts[last] if last < len(starts) else len(source.text)
    before, after, position = [], [], start
    for edit in edits:
        same = source.text[position : edit.span.start]
        before += [(same, ""), (source.text[edit.span.start : edit.span.end], "del")]
        after += [(same, ""), (edit.content, "ins")]
        position = edit.span.end
    same = source.text[position:end]
    return _rows_of([*before, (same, "")], words), _rows_of([*after, (same, "")], words)


def _rows_of(pieces: Iterable[tuple[str, str]], words: Catalogue) -> list[list[Piece]]:
    rows: list[list[Piece]] = [[]]
    for text, change in pieces:
        for i, part in enumerate(re.split(r"\r\n|\r|\n", text)):
            if i:
                rows.append([])
            if part:
                rows[-1].append(Piece(_parts(part) if change else _shortened(part, words), change=change))
    if not rows[-1]:
        rows.pop()
    return rows
