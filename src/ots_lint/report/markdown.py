"""Markdown tables for a job summary or a comment."""

from __future__ import annotations

from typing import TextIO

from ots_lint.finding import SEVERITIES, Reported
from ots_lint.report import MARK, _safe
from ots_lint.report.model import Report

#: GitHub refuses a job summary above 1 MiB; the end of ours says what was left out.
LIMIT = 900_000
_COUNTED = {"error": "md-errors", "warning": "md-warnings", "info": "md-notes"}


def write(report: Report, stream: TextIO) -> None:
    """Write counts, a table by rule, and a table of the new findings of each page."""
    tally, words = report.tally(), report.words
    new = sum(tally.severities.values())
    stream.write(f"{MARK}\n## {words('title')}\n\n")
    if not report.files:
        stream.write(words("md-no-pages") + "\n")
        return
    if not new:
        known = tally.known
        stream.write(f"✅ {words('checked-clean', report.files)}\n")
        if known:
            stream.write(f"\n{words('known-not-shown', known)}\n")
        stream.write(_left_out(report))
        return
    stream.write(words("counts-on-pages", report.files, counts=counts(report)) + "\n\n")
    stream.write(f"{words('md-table')}\n| --- | --- | ---: |\n")
    for code, number in sorted(tally.codes.items()):
        finding = tally.first[code].finding
        what = report.summary_of(finding)
        stream.write(f"| {_safe.markdown_link(code, report.page_of(finding))} | {_safe.markdown(what)} | {number} |\n")
    written = 0
    left = new
    for filename, findings in report.by_file():
        head = (
            f"\n### {_safe.markdown_code(report.relative(filename))}\n\n"
            f"{words('md-page-table')}\n| ---: | --- | --- | --- | --- |\n"
        )
        rows = [_row(reported, report) for reported in findings]
        room = LIMIT - written - len(head.encode("utf-8", "replace"))
        kept = []
        for row in rows:
            room -= len(row.encode("utf-8", "replace"))
            if room < 0:
                break
            kept.append(row)
        if kept:
            text = head + "".join(kept)
            stream.write(text)
            written += len(text.encode("utf-8", "replace"))
            left -= len(kept)
        if len(kept) < len(rows):
            break
    if left:
        stream.write(f"\n{words('md-more', left)}\n")
    safe, unsafe = tally.fixable["safe"], tally.fixable["unsafe"]
    if report.published and (safe or unsafe):
        stream.write(f"\n{words('can-fix-published', safe + unsafe).strip()}\n")
    elif safe or unsafe:
        parts = []
        if safe:
            parts.append(words("md-settles-safe", number=safe))
        if unsafe:
            parts.append(words("md-settles-more" if safe else "md-settles-unsafe", number=unsafe))
        stream.write(f"\n{'; '.join(parts)}.\n")
    stream.write(_left_out(report))


def _left_out(report: Report) -> str:
    return "".join(f"\n{text}\n" for text in (report.not_read, report.not_looked_at) if text)


def counts(report: Report) -> str:
    """The new findings by severity in words, the most severe first."""
    number = report.tally().severities
    parts = [
        report.words(_COUNTED[severity], number[severity]) for severity in reversed(SEVERITIES) if number[severity]
    ]
    return ", ".join(parts)


def _row(reported: Reported, report: Report) -> str:
    finding, words = reported.finding, report.words
    instead = _safe.markdown(_safe.sentence(finding.advice))
    if finding.guideline:
        link = _safe.markdown_link(report.guideline_of(finding), finding.guideline_url)
        instead += f"{' ' if instead else ''}{words('guideline-link', link=link)}"
    sign = words(f"md-{finding.severity}")
    rule = _safe.markdown_link(f"{finding.code} {finding.name}", report.page_of(finding))
    return f"| {reported.start.row} | {sign} | {rule} | {_safe.markdown(finding.said)} | {instead} |\n"
