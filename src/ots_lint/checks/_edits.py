"""Edits of visible text that leave the markup around it alone."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from ots_lint.finding import Applicability, Edit, Fix
from ots_lint.ruleset.template import render
from ots_lint.text.patterns import compiled, lazy
from ots_lint.text.run import Span, TextRun

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule

_TAG = lazy(r"<(/?)([A-Za-z][\w:-]*)[^<>]*?(/?)>")
_MARKS = lazy(r"\*+|_+|~~|`+|\]\([^()]*\)|\]\[[^\[\]]*\]|\[|\]")
_VOID = frozenset(["br", "wbr", "img", "hr", "input"])


def replace_fix(
    rule: Rule, reading: Reading, index: int, start: int, end: int, content: str, values: Mapping[str, object]
) -> Fix | None:
    """The rule's fix: write `content` for `text[start:end]` of a run. None where markup would break."""
    edits = replacement(reading, index, start, end, content)
    if edits is None or not rule.fix:
        return None
    applicability = cast(Applicability, rule.fix.get("applicability", "suggestion"))
    return Fix(applicability, render(str(rule.fix["message"]), {"brand": reading.brand.name, **values}), edits)


def replacement(reading: Reading, index: int, start: int, end: int, content: str) -> tuple[Edit, ...] | None:
    """The edits that write `content` for `text[start:end]` of a run, keeping markup that goes beyond it."""
    run = reading.page.runs[index]
    span = run.span(start, end)
    source = reading.page.source.text[span.start : span.end]
    gaps = _gaps(run, start, end)
    if not gaps or _balanced("\0".join(source[a - span.start : b - span.start] for a, b in gaps)):
        return (Edit(span, content), *_reference_edit(reading, index, span))
    # markup begins or ends inside: the text goes into the first piece, the other pieces go away
    edits: list[Edit] = []
    for piece in _pieces(run, start, end):
        edits.append(Edit(piece, "" if edits else content))
    return tuple(edits) or None


def shown(reading: Reading, span: Span, limit: int = 90) -> str:
    """The text of a span for a message: as a reader sees it, in one line, not too long."""
    text = reading.page.source.text[span.start : span.end]
    if "<" in text:
        text = compiled(r"<[^<>]*>").sub(" ", text)
    if "&" in text:
        from html import unescape

        text = unescape(text)
    text = " ".join(text.removeprefix("mailto:").split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _pieces(run: TextRun, start: int, end: int) -> list[Span]:
    out: list[Span] = []
    for position, segment in run.segments_in(start, end):
        after = position + len(segment.text)
        if segment.text and position < end and start < after:
            if segment.verbatim:
                first = segment.start + max(start - position, 0)
                last = segment.start + min(end, after) - position
            else:
                first, last = segment.start, segment.end
            if out and out[-1].end == first:
                out[-1] = Span(out[-1].start, last)
            elif last > first:
                out.append(Span(first, last))
    return out


def _gaps(run: TextRun, start: int, end: int) -> list[tuple[int, int]]:
    pieces = _pieces(run, start, end)
    return [(a.end, b.start) for a, b in itertools.pairwise(pieces) if a.end < b.start]


def _balanced(markup: str) -> bool:
    """Whether markup opens and closes within itself."""
    stack: list[str] = []
    for closing, name, empty in _TAG.findall(markup):
        name = name.lower()
        if empty or name in _VOID:
            continue
        if closing:
            if not stack or stack.pop() != name:
                return False
        else:
            stack.append(name)
    if stack:
        return False
    rest = _TAG.sub("", markup)
    marks = _MARKS.findall(rest)
    if any("](" in m or m in {"[", "]"} or "][" in m for m in marks):
        return False
    open_marks: list[str] = []
    for mark in marks:
        if open_marks and open_marks[-1] == mark:
            open_marks.pop()
        else:
            open_marks.append(mark)
    return not open_marks


def _reference_edit(reading: Reading, index: int, span: Span) -> tuple[Edit, ...]:
    """Keep a shortcut or collapsed Markdown reference working: `[new text][old text]`."""
    page = reading.page
    if page.format != "markdown":
        return ()
    text = page.source.text
    links = page.links_of(index)
    # Links do not overlap: the one around the span begins before it, and is the last that does.
    at = bisect_left(links, span.start, key=lambda link: link.span.start)
    for link in links[max(at - 1, 0) : at]:
        if not link.span.start < span.start or not span.end < link.span.end:
            continue
        whole = text[link.span.start : link.span.end]
        if not whole.startswith("[") or not whole.endswith("]"):
            continue
        if whole.endswith("[]"):
            label = whole[1:-3]
            return (Edit(Span(link.span.end - 1, link.span.end - 1), " ".join(label.split())),)
        closing = whole.rfind("][")
        if closing == -1:
            return (Edit(Span(link.span.end, link.span.end), f"[{' '.join(whole[1:-1].split())}]"),)
    return ()


def simple_fix(rule: Rule, values: Mapping[str, object]) -> Fix | None:
    """The rule's fix where it only says what to do."""
    if not rule.fix:
        return None
    return Fix("suggestion", render(str(rule.fix.get("message", "")), values))
