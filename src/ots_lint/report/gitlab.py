"""GitLab code quality report (`artifacts: reports: codequality`)."""

from __future__ import annotations

from typing import TextIO

from ots_lint.report import _safe
from ots_lint.report._fingerprint import file_fingerprint, fingerprints
from ots_lint.report.model import Report

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write(report: Report, stream: TextIO) -> None:
    """Write the new findings as GitLab reads them; each fingerprint is unique in the report."""
    import json

    # over all findings, so that a fingerprint does not change when its neighbour enters the baseline
    marks = zip(report.findings, fingerprints(report.findings), strict=True)
    entries = []
    for reported, mark in marks:
        if reported.baseline:
            continue
        finding, path = reported.finding, report.relative(reported.filename).removeprefix("./")
        description = _safe.sentence(_safe.line(finding.message))
        if finding.fix and finding.fix.message:
            description += " " + _safe.sentence(_safe.line(finding.fix.message))
        entries.append(
            {
                "description": description or finding.code,
                "check_name": _safe.line(f"{finding.code} {finding.name}"),
                "fingerprint": file_fingerprint(path, mark),
                "severity": _SEVERITIES[finding.severity],
                "location": {
                    "path": _safe.name(path),
                    "lines": {"begin": reported.start.row, "end": max(reported.end.row, reported.start.row)},
                },
            }
        )
    json.dump(entries, stream, indent=2)
    stream.write("\n")
