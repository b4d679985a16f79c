"""A report as a letter: who sends it, what it begins and ends with, and its findings as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from ots_lint.finding import Reported
from ots_lint.messages import Catalogue
from ots_lint.report import _safe
from ots_lint.report._page import Pages
from ots_lint.report._sentence import to_write
from ots_lint.report.model import Report, by_file
from ots_lint.report.text import wrap
from ots_lint.text.visible import width

#: Columns of plain text.
COLUMNS = 72
#: Findings that an e-mail names; the others are in the report that goes with it.
MOST = 40


def day(text: str, words: Catalogue) -> str:
    """A date as people write it; anything but a date is left as it is."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return _safe.line(text)
    return words("date", day=found.day, month=words("months").split()[found.month - 1], year=found.year)


def facts(report: Report) -> list[tuple[str, str]]:
    """What the letter says about itself: label and text."""
    letter, words = report.letter, report.words
    named = [
        (words("from"), _safe.line(letter.sender)),
        (words("about-site"), _safe.line(letter.site)),
        (words("on-date"), day(letter.date, words)),
    ]
    return [(label, text) for label, text in named if text]


def greeting(report: Report) -> str:
    """How the letter begins."""
    return _safe.line(report.letter.greeting) or report.words("greeting")


def subject(report: Report) -> str:
    """What an e-mail is about."""
    words, site = report.words, _safe.line(report.letter.site)
    total = sum(report.tally().severities.values())
    if not total:
        return words("mail-subject-clean-site", site=site) if site else words("mail-subject-clean")
    return words("mail-subject-site", total, site=site) if site else words("mail-subject", total)


def body(report: Report) -> Iterator[str]:
    """The lines of an e-mail: the first findings, most of all what to write."""
    words, tally = report.words, report.tally()
    total = sum(tally.severities.values())
    yield greeting(report)
    yield ""
    if total:
        yield from wrap(words("mail-lead", total), COLUMNS)
        yield ""
        pages = Pages(report)
        for filename, findings in by_file(islice(report.new(), MOST)):
            source = pages.source(filename)
            yield _safe.opening(report.relative(filename))
            for reported in findings:
                yield from _short(reported, to_write(reported, source), words)
            yield ""
        if total > MOST:
            yield from wrap(words("mail-more", total - MOST), COLUMNS)
            yield ""
        url = next((first.finding.guideline_url for first in tally.first.values() if first.finding.guideline_url), "")
        if _safe.web_address(url):
            yield from wrap(words("mail-guideline", url=_safe.web_address(url)), COLUMNS)
            yield ""
    else:
        yield from wrap(words("mail-clean", report.files), COLUMNS)
        yield ""
    yield from wrap(words("mail-questions"), COLUMNS)
    yield ""
    yield words("regards")
    if report.letter.sender:
        yield _safe.line(report.letter.sender)


def _short(reported: Reported, sentence: str, words: Catalogue) -> Iterator[str]:
    yield from hanging("- ", words("mail-line", row=reported.start.row, text=_safe.line(reported.finding.said)))
    advice = _safe.sentence(_safe.line(reported.finding.advice))
    if sentence:
        yield from hanging("  ", words("mail-write", text=sentence))
    elif advice:
        yield from hanging("  ", advice)


def hanging(first: str, text: str) -> Iterator[str]:
    """A text wrapped behind a beginning, its other lines indented as far."""
    indent = width(first)
    for i, line in enumerate(wrap(text, COLUMNS - indent)):
        yield (" " * indent if i else first) + line
