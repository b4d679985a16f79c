"""Ways to take a comment away."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

from ots_lint.finding import Edit, Fix
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.pages.base import Page


def removals(text: str, span: Span, *, markdown: bool) -> list[Edit]:
    """The edits that may take a comment away, the most likely one first: with its line where it stands alone on it.

    A Markdown comment between two lines of text leaves a blank line, or the two would become one
    paragraph; inside HTML it leaves none, or the HTML would end there.
    """
    start, end = span
    line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    ends = [i for i in (text.find("\n", end), text.find("\r", end)) if i >= 0]
    line_end = min(ends, default=len(text))
    bare = Edit(span, "")
    if text[line_start:start].strip(" \t") or text[end:line_end].strip(" \t"):
        # With one of the blanks around it, so that two words do not end up two blanks apart.
        if text[start - 1 : start] in (" ", "\t") and (text[end : end + 1] in (" ", "\t", "") or end == line_end):
            return [Edit(Span(start - 1, end), ""), bare]
        return [bare]
    if line_end == len(text):
        return [Edit(Span(line_start, line_end), ""), bare]
    after = line_end + (2 if text[line_end : line_end + 2] == "\r\n" else 1)
    line, content = Edit(Span(line_start, after), ""), Edit(Span(line_start, line_end), "")
    before, behind = _line_before(text, line_start).strip(), _line_after(text, after).strip()
    if not before and not behind and after < len(text):  # not two blank lines either
        after = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)").match(text, after).end()  # type: ignore[union-attr]
        return [Edit(Span(line_start, after), ""), line, bare]
    if markdown and before and behind and not (before[0] == "<" or behind[0] == "<"):
        return [content, line, bare]
    return [line, content, bare]


def _line_before(text: str, at: int) -> str:
    if at == 0:
        return ""
    line_end = at - (2 if text[:at].endswith("\r\n") else 1)
    begin = max(text.rfind("\n", 0, line_end), text.rfind("\r", 0, line_end)) + 1
    return text[begin:line_end]


def _line_after(text: str, at: int) -> str:
    ends = [i for i in (text.find("\n", at), text.find("\r", at)) if i >= 0]
    return text[at : min(ends, default=len(text))]


def other_removals(page: Page, fix: Fix, starts: Sequence[int]) -> Iterator[tuple[Edit, ...]]:
    """Other ways to take away the comments that a fix takes away; `starts` says where the page's comments begin."""
    spans = []
    for edit in fix.edits:
        covered = page.comments[bisect_left(starts, edit.span.start) : bisect_left(starts, edit.span.end)]
        spans += [comment.span for comment in covered if comment.span.end <= edit.span.end]
    if len(spans) != len(fix.edits):
        return
    ways = [removals(page.source.text, span, markdown=page.format == "markdown") for span in spans]
    for edits in product(*ways):
        if edits != fix.edits:
            yield edits


def removal_fix(edits: Iterable[Edit], message: str) -> Fix:
    """A safe fix that takes a suppression away."""
    return Fix("safe", message, tuple(sorted(edits, key=lambda edit: edit.span)))
