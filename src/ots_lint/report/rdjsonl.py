"""Reviewdog Diagnostic Format, one JSON object a line, with suggestions."""

from __future__ import annotations

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
    for reported in report.new():
        finding, source = reported.finding, pages.source(reported.filename)
        message = _safe.lines(finding.message)
        if finding.fix and finding.fix.message:
            message += "\n" + _safe.lines(finding.fix.message)
        diagnostic: dict[str, Any] = {
            "message": message,
            "location": {
                "path": _safe.name(report.relative(reported.filename)),
                "range": {
                    "start": _position(reported, source, reported.start),
                    "end": _position(reported, source, reported.end),
                },
            },
            "severity": finding.severity.upper(),
            "source": {"name": "ots-lint"} | ({"url": report.url} if report.url else {}),
            "code": {"value": finding.code} | ({"url": _safe.unicode(finding.url)} if finding.url else {}),
        }
        suggestion = _suggestion(reported, source)
        if suggestion:
            diagnostic["suggestions"] = [suggestion]
        stream.write(json.dumps(diagnostic) + "\n")


def _suggestion(reported: Reported, source: Source | None) -> dict[str, Any] | None:
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
    known = range(reported.start.row, reported.start.row + len(reported.lines))
    if source is None and not (start.row in known and end.row in known):
        return None  # the bytes before the columns are not at hand
    text_range = {"start": _position(reported, source, start), "end": _position(reported, source, end)}
    return {"range": text_range, "text": _safe.unicode(text)}


def _position(reported: Reported, source: Source | None, place: Place) -> dict[str, int]:
    index = place.row - reported.start.row
    if source is not None and place.row <= len(source.line_starts):
        line = source.line(place.row)
    elif 0 <= index < len(reported.lines):
        line = reported.lines[index]
    else:
        line = ""
    before = line[: place.column - 1]
    missing = place.column - 1 - len(before)  # a position behind what is known counts as ASCII
    return {"line": place.row, "column": len(before.encode("utf-8", "surrogatepass")) + missing + 1}
