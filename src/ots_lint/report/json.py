"""JSON: an array of findings, as the specification has it."""

from __future__ import annotations

from typing import Any, TextIO

from ots_lint.finding import Place, Reported
from ots_lint.report._pieces import write_array
from ots_lint.report.model import Report


def write(report: Report, stream: TextIO) -> None:
    """Write one array with an object per finding; those known from the baseline are left out."""
    # Escapes where the stream could not hold a character: its own escapes would not be JSON.
    plain = (stream.encoding or "utf-8").lower().replace("-", "") != "utf8" if hasattr(stream, "encoding") else False
    write_array(stream, map(record, report.new()), ascii_only=plain)
    stream.write("\n")


def record(reported: Reported) -> dict[str, Any]:
    """A finding as plain data, for every format that is built on JSON."""
    finding = reported.finding
    fix = None
    if finding.fix is not None:
        fix = {
            "applicability": finding.fix.applicability,
            "message": finding.fix.message,
            "edits": [
                {"location": _place(edit.start), "end_location": _place(edit.end), "content": edit.content}
                for edit in reported.edits
            ],
        }
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "filename": reported.filename,
        "location": _place(reported.start),
        "end_location": _place(reported.end),
        "fix": fix,
        "url": finding.url,
        "relationship": {"value": finding.relationship.value, "source": finding.relationship.source},
    }


def _place(place: Place) -> dict[str, int]:
    return {"row": place.row, "column": place.column}
