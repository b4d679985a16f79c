"""Reviewdog Diagnostic Format, one JSON object a line, with suggestions."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, TextIO

from ots_lint.finding import Place, Reported
from ots_lint.report import _safe
from ots_lint.report._page import Pages, apply, has_edits
from ots_lint.report.model import Report
from ots_lint.text.source import Source


def write(report: Report, stream: TextIO) -> None:
    """Write the new findings as `reviewdog -f=rdjsonl` reads them.

    Its columns count UTF-8 bytes from 1, and ends are exclusive (proto/rdf/reviewdog.proto).
    Its suggestions are alternatives to each other, so a fix of several edits is one of them.
    """
    import json

    pages = Pages(report)
    rows: dict[tuple[str, int], Sequence[int]] = {}
    for reported in report.new():
        finding, source = reported.finding, pages.source(reported.filename)
        columns = _Columns(reported, source, rows)
        message = _safe.lines(finding.message)
        if finding.fix and finding.fix.message:
            message += "\n" + _safe.lines(finding.fix.message)
        diagnostic: dict[str, Any] = {
            "message": message,
            "location": {
                "path": _safe.name(report.relative(reported.filename)),
                "range": {
                    "start": columns.position(reported.start),
                    "end": columns.position(reported.end),
                },
            },
            "severity": finding.severity.upper(),
            "source": {"name": "ots-lint"} | ({"url": report.url} if report.url else {}),
            "code": {"value": finding.code} | ({"url": _safe.unicode(finding.url)} if finding.url else {}),
        }
        suggestion = _suggestion(reported, source, columns)
        if suggestion:
            diagnostic["suggestions"] = [suggestion]
        stream.write(json.dumps(diagnostic) + "\n")


class _Columns:
    """Places in UTF-8 bytes; each row is counted once, as a page may be one row of a megabyte."""

    def __init__(self, reported: Reported, source: Source | None, rows: dict[tuple[str, int], Sequence[int]]) -> None:
        self._reported = reported
        self._source = source
        self._rows = rows

    def position(self, place: Place) -> dict[str, int]:
        key = (self._reported.filename, place.row)
        if key not in self._rows:
            self._rows.clear()  # findings come in order: an earlier row is not asked for often
            sizes = (len(character.encode("utf-8", "surrogatepass")) for character in self._line(place.row))
            self._rows[key] = array("L", accumulate(sizes, initial=1))
        counts = self._rows[key]
        known = min(place.column, len(counts))
        return {"line": place.row, "column": counts[known - 1] + place.column - known}  # beyond: as ASCII

    def _line(self, row: int) -> str:
        index = row - self._reported.start.row
        if self._source is not None and row <= len(self._source.line_starts):
            return self._source.line(row)
        return self._reported.lines[index] if 0 <= index < len(self._reported.lines) else ""

    def knows(self, row: int) -> bool:
        """Whether the text of a row is at hand."""
        return self._source is not None or 0 <= row - self._reported.start.row < len(self._reported.lines)


def _suggestion(reported: Reported, source: Source | None, columns: _Columns) -> dict[str, Any] | None:
    edits = reported.edits
    if not has_edits(reported) or not edits or reported.finding.fix is None:
        return None
    if len(edits) == 1:
        text = edits[0].content
    elif source is not None:
        spans = reported.finding.fix.edits
        text = apply(source.text, spans, spans[0].span.start, spans[-1].span.end)
    else:
        return None  # what stands between the edits is not at hand
    start, end = edits[0].start, edits[-1].end
    if not (columns.knows(start.row) and columns.knows(end.row)):
        return None  # the bytes before the columns are not at hand
    text_range = {"start": columns.position(start), "end": columns.position(end)}
    return {"range": text_range, "text": _safe.unicode(text)}
