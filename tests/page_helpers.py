"""Short ways to read a page, and what must hold for every page."""

from __future__ import annotations

from ots_lint.pages.base import Page, read_page
from ots_lint.text.run import KINDS, TextRun
from ots_lint.text.source import Source


def markdown(text: str) -> Page:
    return read_page(Source(text, "page.md"))


def html(text: str) -> Page:
    return read_page(Source(text, "page.html"))


def texts(page: Page, *kinds: str) -> list[str]:
    """The texts of the runs, objects written as `¤`."""
    return [run.text.replace("\ufffc", "¤") for run in page.runs if not kinds or run.kind in kinds]


def run_with(page: Page, text: str) -> TextRun:
    """The one run that holds a text."""
    (found,) = [run for run in page.runs if text in run.text]
    return found


def source_of(page: Page, text: str, run: TextRun | None = None) -> str:
    """The source of a piece of a run's text."""
    run = run or run_with(page, text)
    at = run.text.index(text)
    start, end = run.span(at, at + len(text))
    return page.source.text[start:end]


def check(page: Page) -> None:
    """Assert what must hold for every page, whatever it says."""
    text, length = page.source.text, len(page.source.text)
    for run in page.runs:
        assert run.kind in KINDS
        assert run.text.strip()
        assert 0 <= run.element.start <= run.element.end <= length
        last = 0
        for segment in run.segments:
            assert last <= segment.start <= segment.end <= length
            last = segment.end
            if segment.verbatim:
                assert text[segment.start : segment.end] == segment.text
        if run.where.heading is not None:
            assert page.runs[run.where.heading].kind == "heading"
    for link in page.links:
        assert 0 <= link.span.start <= link.span.end <= length
        if link.run >= 0:
            assert 0 <= link.start < link.end <= len(page.runs[link.run].text)
    for image in page.images:
        assert image.alt_run < 0 or page.runs[image.alt_run].kind == "alt"
    for meta in page.metas:
        assert meta.span.start <= meta.value_span.start <= meta.value_span.end <= meta.span.end <= length
    for datum in page.data:
        assert datum.container.start <= datum.span.start <= datum.span.end <= datum.container.end <= length
        assert datum.run < len(page.runs)
    for span in (*page.masked, *(comment.span for comment in page.comments)):
        assert 0 <= span.start <= span.end <= length
    if page.body is None:  # nothing can be added
        assert page.format not in ("html", "markdown")
    else:
        assert 0 <= page.body.start <= page.body.end <= length
