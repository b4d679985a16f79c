"""The whole report as plain text, to be sent, printed or read aloud: page by page, the rules last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from ots_lint.finding import Reported
from ots_lint.report import _letter, _safe
from ots_lint.report._letter import COLUMNS, hanging
from ots_lint.report._page import Pages
from ots_lint.report._sentence import to_write
from ots_lint.report.model import Report
from ots_lint.report.text import clip, wrap
from ots_lint.text.visible import harmless, width

_WORDS = {"error": "please-change", "warning": "please-check", "info": "hint"}


def write(report: Report, stream: TextIO) -> None:
    """Write the report to a stream, with no line longer than `COLUMNS` but where a single word is."""
    stream.writelines(line + "\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    words, tally = report.words, report.tally()
    yield from _headline(words("title"), "=")
    facts = _letter.facts(report)
    yield from (f"{label}: {text}" for label, text in facts)
    yield from [""] * bool(facts)
    if report.letter.greeting:
        yield _letter.greeting(report)
        yield ""
    if not tally.severities:
        yield from wrap(f"{words('lead-clean')} {words('checked-clean', report.files)}", COLUMNS)
    else:
        yield from wrap(words("lead"), COLUMNS)
    if tally.known:
        yield ""
        yield from wrap(words("known-before", tally.known), COLUMNS)
    if report.languages:
        yield ""
        yield from wrap(report.not_read, COLUMNS)
    pages, number = Pages(report), 0
    for filename, findings in report.by_file():
        yield ""
        yield from _headline(_safe.name(harmless(report.relative(filename))), "-")
        source = pages.source(filename)
        for reported in findings:
            number += 1
            yield from _finding(reported, number, to_write(reported, source), report)
    if tally.codes:
        yield ""
        yield from _headline(words("by-rule"), "-")
        for code, count in sorted(tally.codes.items()):
            finding = tally.first[code].finding
            text = f"{code} {_safe.line(report.summary_of(finding))} ({words('findings', count)})"
            yield from hanging("- ", text)
            if url := _safe.web_address(report.page_of(finding)):
                yield f"  {url}"
    if report.letter.sender:
        yield ""
        yield words("regards")
        yield _safe.line(report.letter.sender)


def _headline(text: str, mark: str) -> Iterator[str]:
    yield text
    yield mark * min(width(text), COLUMNS)
    yield ""


def _finding(reported: Reported, number: int, sentence: str, report: Report) -> Iterator[str]:
    finding, words = reported.finding, report.words
    place = words("line-number", row=reported.start.row)
    yield from hanging(f"{number}. ", f"{words(_WORDS[finding.severity])} ({place}): {_safe.line(finding.said)}")
    line = reported.lines[0] if reported.lines else ""
    if line.strip():
        end = reported.end.column - 1 if reported.end.row == reported.start.row else len(line)
        shown = clip(line, reported.start.column - 1, end, COLUMNS - 5)[0]
        yield f"   > {_safe.line(shown)}"
    if advice := _safe.sentence(_safe.line(finding.advice)):
        yield from hanging("   ", f"{words('what-to-do')} {advice}")
    if sentence:
        yield from hanging("   ", f"{words('to-copy')} {sentence}")
    if finding.guideline:
        yield from hanging("   ", f"{words('Guideline')} {_safe.line(report.guideline_of(finding))}")
    yield ""
