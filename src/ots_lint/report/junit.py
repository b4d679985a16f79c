"""JUnit XML: one suite for each page, one test case for each finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from ots_lint.finding import Reported
from ots_lint.report._safe import xml
from ots_lint.report.model import Report, fails


def write(report: Report, stream: TextIO) -> None:
    """Write every page that was looked at; a page without findings is one passed case.

    Findings at or above the failing level are failures; weaker ones pass, with their text as output.
    """
    tally = report.tally()
    failures = sum(count for severity, count in tally.severities.items() if fails(severity, report.fail_level))
    # a page without findings is a case as well; those with some are among the names, if there are any
    clean = max(sum(1 for _ in report.filenames) - tally.pages, 0)
    cases = sum(tally.severities.values()) + clean
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    # the schema's decimals: up to three after the point
    stream.write(
        f'<testsuites name="ots-lint" tests="{cases}" failures="{failures}" errors="0" time="{report.elapsed:.3f}">\n'
    )
    for filename, findings in _suites(report):
        failed = sum(fails(reported.finding.severity, report.fail_level) for reported in findings)
        path = xml(report.relative(filename))
        stream.write(
            f'  <testsuite name="{path}" tests="{max(len(findings), 1)}" failures="{failed}" errors="0" skipped="0">\n'
        )
        stream.writelines(_case(report, path, reported) for reported in findings)
        if not findings:
            stream.write(f'    <testcase name="no findings" classname="{path}"/>\n')
        stream.write("  </testsuite>\n")
    stream.write("</testsuites>\n")


def _suites(report: Report) -> Iterator[tuple[str, list[Reported]]]:
    """Every page with its findings, sorted by name."""
    names = iter(report.filenames)
    name = next(names, None)
    for filename, findings in report.by_file():
        while name is not None and name < filename:
            yield name, []
            name = next(names, None)
        while name == filename:
            name = next(names, None)
        yield filename, findings
    while name is not None:
        yield name, []
        name = next(names, None)


def _case(report: Report, path: str, reported: Reported) -> str:
    finding = reported.finding
    place = f"{reported.start.row}:{reported.start.column}"
    name = xml(f"{finding.code} {finding.name} at {place}")
    text = [f"{finding.severity}: {finding.message}", f"{report.relative(reported.filename)}:{place}"]
    text += [f"    {line[:200]}" for line in reported.lines[:3]]
    if finding.fix and finding.fix.message:
        text.append(finding.fix.message)
    if finding.url:
        text.append(finding.url)
    content = xml("\n".join(text)).replace("&#10;", "\n").replace("&#9;", "\t")
    if fails(finding.severity, report.fail_level):
        kind = xml(finding.severity)
        inner = f'<failure type="{kind}" message="{xml(finding.message)}">{content}</failure>'
    else:
        inner = f"<system-out>{content}</system-out>"
    return f'    <testcase name="{name}" classname="{path}">\n      {inner}\n    </testcase>\n'
