"""GitLab code quality report (`artifacts: reports: codequality`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from ots_lint.report import _safe
from ots_lint.report._fingerprint import file_fingerprint, marked
from ots_lint.report._pieces import write_array
from ots_lint.report.model import Report

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write(report: Report, stream: TextIO) -> None:
    """Write the new findings as GitLab reads them; each fingerprint is unique in the report."""
    write_array(stream, _entries(report))
    stream.write("\n")


def _entries(report: Report) -> Iterator[dict[str, Any]]:
    # over all findings, so that a fingerprint does not change when its neighbour enters the baseline
    for reported, mark in marked(report.every()):
        if reported.baseline:
            continue
        finding, path = reported.finding, report.relative(reported.filename).removeprefix("./")
        description = _safe.sentence(_safe.line(finding.message))
        if finding.fix and finding.fix.message:
            description += " " + _safe.sentence(_safe.line(finding.fix.message))
        yield {
            "description": description or finding.code,
            "check_name": _safe.line(f"{finding.code} {finding.name}"),
            "fingerprint": file_fingerprint(path, mark),
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": _safe.name(path),
                "lines": {"begin": reported.start.row, "end": max(reported.end.row, reported.start.row)},
            },
        }
