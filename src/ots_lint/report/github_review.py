"""Body of a GitHub pull request review with suggestions that one click applies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TextIO

from ots_lint.finding import SEVERITIES, Reported
from ots_lint.report import _safe
from ots_lint.report._fingerprint import file_fingerprint, marked
from ots_lint.report._page import Pages, Rewrite, rewrites
from ots_lint.report.model import Report, by_file

#: More comments than this are a burden for a reader, and GitHub slows down who posts them.
MAX_COMMENTS = 50
#: GitHub refuses a longer body (65536 characters); what is longer goes without its suggestion.
MAX_BODY = 60_000
#: A suggestion over more rows than this is hard to judge in a comment.
MAX_ROWS = 40
_NOT_TEXT = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\ud800-\udfff]")


class _Comment(NamedTuple):
    severity: int  # index in SEVERITIES
    path: str
    first_row: int
    last_row: int
    body: str
    findings: int


def write(report: Report, stream: TextIO) -> None:
    """Write the JSON for `POST /repos/{owner}/{repo}/pulls/{number}/reviews`.

    Each comment ends with `<!-- ots-lint:FINGERPRINT -->` for each of its findings, so that
    who posts it can leave out what stands there already. Where `report.changed_lines` is
    given, only comments on those lines are written: GitHub refuses all others.
    """
    import json

    outside = 0
    shown: list[_Comment] = []
    total = 0
    for comments, findings_outside in _comments(report):
        outside += findings_outside
        total += sum(comment.findings for comment in comments)
        shown += comments
        shown.sort(key=lambda comment: -comment.severity)  # stable: by file and row within
        del shown[MAX_COMMENTS:]
    shown.sort(key=lambda comment: (comment.path, comment.last_row))
    left = outside + total - sum(comment.findings for comment in shown)
    entries = []
    for comment in shown:
        entry: dict[str, Any] = {"path": comment.path, "side": "RIGHT", "line": comment.last_row}
        if comment.first_row < comment.last_row:
            entry |= {"start_line": comment.first_row, "start_side": "RIGHT"}
        entries.append(entry | {"body": comment.body})
    body = _summary(report, sum(comment.findings for comment in shown), left)
    json.dump({"event": "COMMENT", "body": body, "comments": entries}, stream, indent=2)
    stream.write("\n")


def _summary(report: Report, shown: int, left: int) -> str:
    words = report.words
    if not report.tally().severities:
        return words("review-clean")
    more = words("review-more", left) if left else ""
    return words("review-summary", shown) + more + words("review-apply")


def _comments(report: Report) -> Iterator[tuple[list[_Comment], int]]:
    """The comments on each page, and how many findings stand on no line that may have one."""
    pages = Pages(report)
    marks: dict[int, str] = {}
    for filename, every in by_file(report.every()):
        marks = {id(reported): mark for reported, mark in marked(every)}
        findings = [reported for reported in every if not reported.baseline]
        if not findings:
            continue
        comments: list[_Comment] = []
        outside = 0
        path = report.relative(filename).removeprefix("./")
        changed = None if report.changed_lines is None else report.changed_lines.get(path, frozenset())
        markers = {id(r): f"<!-- ots-lint:{file_fingerprint(path, marks[id(r)])} -->" for r in findings}
        source = pages.source(filename)
        settled: set[int] = set()
        for rewrite in rewrites(source, findings) if source is not None else ():
            if rewrite.last_row - rewrite.first_row >= MAX_ROWS or _NOT_TEXT.search(rewrite.content):
                continue
            if changed is not None and not changed >= set(range(rewrite.first_row, rewrite.last_row + 1)):
                continue
            body = _suggestion(rewrite, markers, report)
            if len(body) > MAX_BODY:
                continue
            settled.update(map(id, rewrite.findings))
            severity = max(SEVERITIES.index(reported.finding.severity) for reported in rewrite.findings)
            place = rewrite.first_row, rewrite.last_row
            comments.append(_Comment(severity, _safe.name(path), *place, body, len(rewrite.findings)))
        for reported in findings:
            if id(reported) in settled:
                continue
            first, last = _finding_rows(reported)
            if changed is not None and not changed >= set(range(first, last + 1)):
                inside = [row for row in range(first, last + 1) if row in changed]
                if not inside:
                    outside += 1
                    continue
                first = last = inside[0]
            body = _text(reported, report)[:MAX_BODY] + "\n\n" + markers[id(reported)]
            severity = SEVERITIES.index(reported.finding.severity)
            comments.append(_Comment(severity, _safe.name(path), first, last, body, 1))
        yield comments, outside


def _finding_rows(reported: Reported) -> tuple[int, int]:
    first, last = reported.start.row, reported.end.row
    if last > first and reported.end.column == 1:  # it ends with the line end of the row before
        last -= 1
    return first, min(max(first, last), first + MAX_ROWS - 1)


def _text(reported: Reported, report: Report) -> str:
    finding, words = reported.finding, report.words
    rule = _safe.markdown_link(f"{finding.code} {finding.name}", report.page_of(finding))
    text = f"**{words(f'review-{finding.severity}')}** {rule}: {_safe.markdown(finding.said)}"
    if finding.advice:
        text += f"\n\n{_safe.markdown(finding.advice)}"
    if finding.guideline:
        link = _safe.markdown_link(report.guideline_of(finding), finding.guideline_url)
        text += f"\n\n{words('review-guideline', link=link)}"
    return text


def _suggestion(rewrite: Rewrite, markers: dict[int, str], report: Report) -> str:
    findings = sorted(rewrite.findings, key=lambda reported: reported.finding.span)
    parts = [_text(reported, report) for reported in findings]
    if any(r.finding.fix is not None and r.finding.fix.applicability == "unsafe" for r in findings):
        parts.append(report.words("review-unsafe"))
    fence = "`" * (_longest_run(rewrite.content) + 1)
    parts.append(f"{fence}suggestion\n{rewrite.content}{fence}")
    parts.append("\n".join(_unique(markers[id(reported)] for reported in findings)))
    return "\n\n".join(parts)


def _longest_run(text: str) -> int:
    return max([2, *map(len, re.findall("`+", text))])


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
