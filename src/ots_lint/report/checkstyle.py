"""Checkstyle XML, which many CI servers and editors read."""

from __future__ import annotations

from typing import TextIO

from ots_lint.report._safe import xml
from ots_lint.report.model import Report


def write(report: Report, stream: TextIO) -> None:
    """Write the new findings by file; a finding's rule is `ots-lint.CODE`."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n')
    for filename, findings in report.by_file():
        stream.write(f'  <file name="{xml(report.relative(filename))}">\n')
        for reported in findings:
            finding = reported.finding
            stream.write(
                f'    <error line="{reported.start.row}" column="{reported.start.column}" '
                f'severity="{finding.severity}" message="{xml(finding.message)}" '
                f'source="{xml("ots-lint." + finding.code)}"/>\n'
            )
        stream.write("  </file>\n")
    stream.write("</checkstyle>\n")
