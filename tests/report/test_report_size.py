"""Reports of large and hostile pages are written in bounded time and size."""

from __future__ import annotations

import time

import pytest
from report_builders import report_of, text_of

from ots_lint.finding import Edit, Finding, Fix, Place, Reported, ReportEdit
from ots_lint.report import formats
from ots_lint.text.run import Span
from ots_lint.text.source import Source

COUNT = 5000


@pytest.mark.parametrize("name", sorted({*formats()} - {"text", "concise", "json"}))
@pytest.mark.parametrize("separator", [" ", "\n"])
def test_many_findings_take_linear_time(name: str, separator: str) -> None:
    word = f"opentechschool{separator}"
    source = Source(word * COUNT, "a.md")
    lines = {row: source.line(row) for row in range(1, len(source.line_starts) + 1)}
    findings = []
    for i in range(COUNT):
        span = Span(i * len(word), i * len(word) + 14)
        fix = Fix("safe", "Write it.", (Edit(span, "OpenTechSchool"),))
        finding = Finding("OTS101", "name-spelling", "error", "Wrong.", span, fix)
        start, end = Place(*source.position(span.start)), Place(*source.position(span.end))
        edits = (ReportEdit(start, end, "OpenTechSchool"),)
        findings.append(Reported("a.md", finding, start, end, edits, (lines[start.row],)))
    report = report_of(*findings, sources={"a.md": source})
    began = time.process_time()
    output = text_of(report, name)
    # quadratic work on one row takes minutes
    assert time.process_time() - began < 10
    assert len(output) < 2000 * COUNT
