"""One line per finding: place, level, code, message."""

from __future__ import annotations

from typing import TextIO

from ots_lint.report.model import Report
from ots_lint.report.text import Paint, statistics, summary
from ots_lint.text.visible import visible


def write(report: Report, stream: TextIO) -> None:
    """Write the findings, then the summary unless the report is to be quiet."""
    paint = Paint(report.color)
    for reported in report.new():
        finding = reported.finding
        place = f"{visible(reported.filename)}:{reported.start.row}:{reported.start.column}:"
        level = paint.level(report.words(finding.severity), finding.severity)
        fix = finding.fix
        mark = {"safe": " [--fix]", "unsafe": " [--unsafe-fixes]"}[fix.applicability] if report.can_write(fix) else ""
        stream.write(f"{place} {level} {finding.code} {visible(finding.said)}{mark}\n")
    if report.statistics:
        stream.write(statistics(report, paint))
    if not report.quiet:
        stream.write(summary(report, paint))
