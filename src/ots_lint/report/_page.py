"""The source text of reported pages, and their fixes applied to it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ots_lint.finding import Edit, Reported
from ots_lint.report.model import Report
from ots_lint.text.run import Span
from ots_lint.text.source import Source


class Pages:
    """Reads the pages of a report, each once as long as their findings come page by page."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._filename: str | None = None
        self._source: Source | None = None

    def source(self, filename: str) -> Source | None:
        """The text of a page, or None where it cannot be read (any more)."""
        if filename != self._filename:
            try:
                self._source = Source(self._report.sources(filename), filename)
            except OSError:
                self._source = None
            self._filename = filename
        return self._source


def has_edits(reported: Reported) -> bool:
    """Whether `--fix` or `--unsafe-fixes` would write something for a finding."""
    fix = reported.finding.fix
    return fix is not None and bool(fix.edits) and fix.applicability != "suggestion"


def compatible(findings: Iterable[Reported]) -> tuple[list[Reported], list[Edit]]:
    """The findings of one page whose fixes can be applied together, and all their edits, sorted.

    The first one wins where two overlap; edits that two fixes share are applied once.
    """
    chosen: list[Reported] = []
    edits: set[Edit] = set()
    spans: list[Span] = []  # of the edits, sorted: as they do not overlap, looking at neighbours is enough
    for reported in sorted(filter(has_edits, findings), key=_first_edit):
        assert reported.finding.fix is not None
        added = [edit for edit in reported.finding.fix.edits if edit not in edits]
        if any(_overlaps(edit.span, spans) for edit in added):
            continue
        chosen.append(reported)
        edits.update(added)
        for edit in added:
            insort(spans, edit.span)
    return chosen, sorted(edits, key=lambda edit: edit.span)


def _first_edit(reported: Reported) -> tuple[int, int, int]:
    assert reported.finding.fix is not None
    first = reported.finding.fix.edits[0].span
    return first.start, first.end, reported.finding.span.start


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    index = bisect_left(others, span)
    return any(_overlap(span, other) for other in others[max(index - 1, 0) : index + 1])


def _overlap(a: Span, b: Span) -> bool:
    if a.start == a.end or b.start == b.end:
        # two insertions at one place have no order; one inside or at a replacement has none either
        return a.start <= b.end and b.start <= a.end
    return a.start < b.end and b.start < a.end


def apply(text: str, edits: Sequence[Edit], start: int = 0, end: int | None = None) -> str:
    """`text[start:end]` with the edits in it applied; they must be sorted and not overlap."""
    end = len(text) if end is None else end
    pieces, position = [], start
    for edit in edits:
        if edit.span.start < position or edit.span.end > end:
            continue  # outside, or made for another text than this one
        pieces += [text[position : edit.span.start], edit.content]
        position = edit.span.end
    return "".join([*pieces, text[position:end]])


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Whole rows of a page and what to write instead, with the findings that this settles.

    `content` ends with LF unless it is empty: then the rows go away. `edits` make it from the rows.
    """

    first_row: int
    last_row: int
    content: str
    findings: tuple[Reported, ...]
    edits: tuple[Edit, ...]


def rewrites(source: Source, findings: Iterable[Reported]) -> list[Rewrite]:
    """The fixes of one page as replacements of whole rows; what touches the same rows is one of them."""
    chosen, _ = compatible(findings)
    groups: list[tuple[int, int, list[Reported]]] = []
    for reported in chosen:
        assert reported.finding.fix is not None
        fix_edits = reported.finding.fix.edits
        if fix_edits[-1].span.end > len(source.text):
            continue
        first, last = _rows(source, fix_edits)
        members = [reported]
        # fixes come sorted by their first edit, but a wide one may swallow several groups
        while groups and groups[-1][1] >= first:
            other_first, other_last, others = groups.pop()
            others.extend(members)
            first, last, members = min(first, other_first), max(last, other_last), others
        groups.append((first, last, members))
    result = []
    for first, last, members, edits in _apart(source, groups):
        start, end = source.line_starts[first - 1], _end(source, last)
        content = apply(source.text, edits, start, end).replace("\r\n", "\n").replace("\r", "\n")
        if content and not content.endswith("\n"):
            content += "\n"
        result.append(Rewrite(first, last, content, tuple(members), tuple(edits)))
    return result


def _apart(
    source: Source, groups: Iterable[tuple[int, int, list[Reported]]]
) -> Iterator[tuple[int, int, list[Reported], list[Edit]]]:
    """The groups with their edits, widened where these together join rows that each of them keeps apart."""
    before: tuple[int, int, list[Reported], list[Edit]] | None = None
    for first, last, members in groups:
        if before is not None and before[1] >= first:
            first, last, members = before[0], max(before[1], last), [*before[2], *members]
        elif before is not None:
            yield before
        edits = compatible(members)[1]
        while len(members) > 1 and last < _last_row(source) and not _keeps_rows(source, edits, first, last):
            last += 1
        before = (first, last, members, edits)
    if before is not None:
        yield before


def _rows(source: Source, edits: Sequence[Edit]) -> tuple[int, int]:
    """The rows that edits change, so that replacing just these rows gives the same page."""
    last_line = _last_row(source)
    first = min(source.position(edits[0].span.start)[0], last_line)
    end_row, column = source.position(edits[-1].span.end)
    last = min(end_row, last_line)
    if column == 1 and first < last == end_row and _keeps_rows(source, edits, first, last - 1):
        last -= 1  # the edits end with a whole row; the one after it stays
    elif last < last_line and not _keeps_rows(source, edits, first, last):
        last += 1  # the row is joined with the one after it
    return first, last


def _last_row(source: Source) -> int:
    """The last row that has a character, or the first."""
    starts = source.line_starts
    return len(starts) - 1 if len(starts) > 1 and starts[-1] == len(source.text) else len(starts)


def _keeps_rows(source: Source, edits: Sequence[Edit], first: int, last: int) -> bool:
    content = apply(source.text, edits, source.line_starts[first - 1], _end(source, last))
    return not content or content.endswith(("\n", "\r"))


def _end(source: Source, row: int) -> int:
    """The offset after a row's line end; where nothing follows, the end of the text."""
    starts = source.line_starts
    return starts[row] if row < len(starts) else len(source.text)
