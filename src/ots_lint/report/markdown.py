"""Markdown tables for a job summary or a comment."""

from __future__ import annotations

from typing import TextIO

from ots_lint.finding import SEVERITIES, Reported
from ots_lint.report import MARK, _safe
from ots_lint.report.model import Report

#: GitHub refuses a job summary above 1 MiB; the end of ours says what was left out.
LIMIT = 900_000
_WORDS = {"error": "error", "warning": "warning", "info": "hint"}
_SIGNS = {"error": "❌", "warning": "⚠️", "info": "ℹ️"}


def write(report: Report, stream: TextIO) -> None:
    """Write counts, a table by rule, and a table of the new findings of each page."""
    pages = f"{report.files} page{'' if report.files == 1 else 's'}"
    tally = report.tally()
    new = sum(tally.severities.values())
    stream.write(f"{MARK}\n## Names and credits on event pages\n\n")
    if not report.files:
        stream.write("⚠️ No pages were checked.\n")
        return
    if not new:
        known = tally.known
        stream.write(f"✅ {pages} checked, nothing to change.\n")
        if known:
            stream.write(f"\n{known} known finding{'' if known == 1 else 's'} from the baseline not shown.\n")
        stream.write(_left_out(report))
        return
    stream.write(f"{counts(report)} on {pages}.\n\n")
    stream.write("| Rule | What | Findings |\n| --- | --- | ---: |\n")
    for code, number in sorted(tally.codes.items()):
        finding = tally.first[code].finding
        what = report.rules[code].summary if code in report.rules else finding.name.replace("-", " ")
        stream.write(f"| {_safe.markdown_link(code, finding.url)} | {_safe.markdown(what)} | {number} |\n")
    written = 0
    left = new
    for filename, findings in report.by_file():
        head = (
            f"\n### {_safe.markdown_code(report.relative(filename))}\n\n"
            "| Line | | Rule | What is wrong | What to do |\n| ---: | --- | --- | --- | --- |\n"
        )
        rows = [_row(reported) for reported in findings]
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
        stream.write(
            f"\n{left} more finding{'s are' if left > 1 else ' is'} not shown here: the summary would be too long.\n"
        )
    safe, unsafe = tally.fixable["safe"], tally.fixable["unsafe"]
    if safe or unsafe:
        parts = []
        if safe:
            parts.append(f"`ots-lint --fix` settles {safe}")
        if unsafe:
            more = "more" if safe else ""
            parts.append(f"`--unsafe-fixes` settles {unsafe} {more}".rstrip() + " (read what it wrote)")
        stream.write(f"\n{'; '.join(parts)}.\n")
    stream.write(_left_out(report))


def _left_out(report: Report) -> str:
    return f"\nLeft out: {', '.join(report.left_out)}.\n" if report.left_out else ""


def counts(report: Report) -> str:
    """The new findings by severity in words, the most severe first."""
    number = report.tally().severities
    parts = [
        f"{_SIGNS[severity]} {number[severity]} {_WORDS[severity]}{'' if number[severity] == 1 else 's'}"
        for severity in reversed(SEVERITIES)
        if number[severity]
    ]
    return ", ".join(parts)


def _row(reported: Reported) -> str:
    finding = reported.finding
    instead = _safe.markdown(_safe.sentence(finding.fix.message)) if finding.fix else ""
    if finding.guideline:
        link = _safe.markdown_link(finding.guideline, finding.guideline_url)
        instead += f"{' ' if instead else ''}(guideline: {link})"
    sign = f"{_SIGNS[finding.severity]} {_WORDS[finding.severity]}"
    rule = _safe.markdown_link(f"{finding.code} {finding.name}", finding.url)
    return f"| {reported.start.row} | {sign} | {rule} | {_safe.markdown(finding.message)} | {instead} |\n"
