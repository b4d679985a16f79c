"""GitHub Actions annotations (workflow commands), the most severe first."""

from __future__ import annotations

from itertools import islice
from typing import TextIO

from ots_lint.finding import SEVERITIES, Reported, Severity
from ots_lint.report import _safe
from ots_lint.report.model import Report

#: GitHub keeps so many annotations of each level for a step and drops the others in silence.
LIMIT = 10
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report, stream: TextIO) -> None:
    """Write one workflow command for each new finding that GitHub shows, and the others as a folded list.

    Nothing from a page or a file name can start a command of its own: data is escaped as
    `actions/toolkit` does it, and the list's lines never begin with `::` nor hold `##[`.
    """
    counts = report.tally().severities
    # the word about the others is a notice, and needs a place among them
    rooms = dict.fromkeys(SEVERITIES, LIMIT) | ({"info": LIMIT - 1} if max(counts.values(), default=0) > LIMIT else {})
    first: dict[Severity, list[Reported]] = {severity: [] for severity in reversed(SEVERITIES)}
    for reported in report.new():
        group = first[reported.finding.severity]
        if len(group) < rooms[reported.finding.severity]:
            group.append(reported)
    for group in first.values():
        stream.writelines(_annotation(report, reported) + "\n" for reported in group)
    rest = sum(counts.values()) - sum(map(len, first.values()))
    if not rest:
        return
    number, where = report.words("annotations-more", rest), report.words("annotations-where")
    stream.write(_command("notice", {"title": number}, where) + "\n")
    stream.write(f"::group::{number}\n")
    for severity in first:
        if counts[severity] > rooms[severity]:
            others = (reported for reported in report.new() if reported.finding.severity == severity)
            stream.writelines(_listed(report, reported) + "\n" for reported in islice(others, rooms[severity], None))
    stream.write("::endgroup::\n")


def _listed(report: Report, reported: Reported) -> str:
    finding = reported.finding
    place = f"{_safe.name(report.relative(reported.filename))}:{reported.start.row}:{reported.start.column}"
    text = f"- {place} {finding.severity} {finding.code} {_safe.line(finding.said)}"
    return text.replace("##[", "# #[")


def _annotation(report: Report, reported: Reported) -> str:
    finding, start, end = reported.finding, reported.start, reported.end
    properties: dict[str, object] = {"file": report.relative(reported.filename), "line": start.row, "endLine": end.row}
    if start.row == end.row:  # GitHub takes columns only then
        properties |= {"col": start.column, "endColumn": max(end.column, start.column)}
    properties["title"] = f"{finding.code} {finding.name}"
    message = finding.said + (f"\n{finding.advice}" if finding.advice else "")
    return _command(_COMMANDS[finding.severity], properties, message)


def _command(name: str, properties: dict[str, object], message: str) -> str:
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(_safe.lines(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(_safe.name(text)).replace(":", "%3A").replace(",", "%2C")
