"""Edits of visible text that leave the markup around it alone."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from ots_lint.finding import Applicability, Edit, Fix
from ots_lint.ruleset.template import render
from ots_lint.text.patterns import compiled, lazy
from ots_lint.text.run import OBJECT, Span, TextRun

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.pages.base import Page
    from ots_lint.ruleset.rule import Rule

_TAG = lazy(r"<(/?)([A-Za-z][A-Za-z0-9]*)[ \t]*(/?)>")
_MARKS = lazy(r"\*+|_+|~~")
#: Elements without attributes that may go with the words in them: they only make letters look different.
_LOOKS = frozenset(["b", "big", "em", "font", "i", "mark", "small", "span", "strong", "tt", "u"])
_BREAKS = frozenset(["br", "wbr"])
_PLACES: WeakKeyDictionary[Page, dict[int, tuple[list[int], list[Span]]]] = WeakKeyDictionary()
_BLANKS = " \t\r\n"
#: A name that stands in more pieces than this is left to its author.
MAX_PIECES = 40
#: So many characters of the page does a message show at most; of a whole sentence, more.
SHOWN, SHOWN_OF_SENTENCE = 90, 120
#: So many links and images may stand in each other: an image in a link.
_NESTED = 4


def replace_fix(
    rule: Rule, reading: Reading, index: int, start: int, end: int, content: str, values: Mapping[str, object]
) -> Fix | None:
    """The rule's fix: write `content` for `text[start:end]` of a run. None where markup would break."""
    edits = replacement(reading, index, start, end, content)
    return None if edits is None else rule_fix(rule, {"brand": reading.brand.name, **values}, *edits)


def replacement(reading: Reading, index: int, start: int, end: int, content: str) -> tuple[Edit, ...] | None:
    """The edits that write `content` for `text[start:end]` of a run, keeping markup that goes beyond it."""
    return next(replacements(reading.page, index, start, end, content), None)


def replacements(page: Page, index: int, start: int, end: int, content: str) -> Iterator[tuple[Edit, ...]]:
    """Several ways to write `content` for `text[start:end]` of a run, the most likely one first.

    All of it at once, where nothing but looks is in between; else each letter where it stands; else
    all letters in one of the pieces of text, where only looks are between them.
    """
    run = page.runs[index]
    span = run.span(start, end)
    source = page.source.text
    more = _reference_edit(page, index, span)
    pieces = _pieces(page, run, start, end)
    gaps = [source[a.end : b.start] for a, b in itertools.pairwise(pieces)]
    if not gaps or _harmless("\0".join(gaps)):
        yield (Edit(span, content), *more)
    if gaps and len(pieces) <= MAX_PIECES:
        # Not beside tags: where they overlap with Markdown's marks, browsers end elements elsewhere.
        looks = "<" not in source[run.element.start : run.element.end] and not _without("".join(gaps), frozenset())
        yield (*_changes(source, zip(pieces, _spread(run, pieces, start, end, content), strict=True)), *more)
        for holder in pieces:
            if looks and source[holder.start : holder.end].strip():
                written = ((piece, content if piece == holder else "") for piece in pieces)
                yield (*_changes(source, written), *more)


def narrower(page: Page, fix: Fix, span: Span, indexes: Iterable[int]) -> Iterator[tuple[Edit, ...]]:
    """Other ways to write what a fix of `replace_fix` writes for a span of the source, which one of these runs holds."""
    source = page.source.text
    written = {edit.span: edit.content for edit in fix.edits}
    for index in indexes:
        run = page.runs[index]
        start, last = run.index(span.start), run.index(span.end - 1)
        if start is None or last is None or run.span(start, last + 1) != span:
            continue
        pieces = [span] if span in written else _pieces(page, run, start, last + 1)
        content = "".join(written.get(piece, source[piece.start : piece.end]) for piece in pieces)
        for edits in replacements(page, index, start, last + 1, content):
            if edits != fix.edits:
                yield edits
        return


def _changes(source: str, written: Iterable[tuple[Span, str]]) -> list[Edit]:
    return [Edit(span, text) for span, text in written if source[span.start : span.end] != text]


def _spread(run: TextRun, pieces: Sequence[Span], start: int, end: int, content: str) -> list[str]:
    """What to write in each piece of text so that each letter stays where it stands."""
    old = run.text[start:end]
    written = [""] * len(pieces)
    owners: list[int] = []  # of each character of the text, the piece that it is in
    for position in range(start, end):
        at = run.span(position, position).start
        owners.append(max(i for i, piece in enumerate(pieces) if piece.start <= at))
    for left, right, low, high in _alignment(_folded(old), _folded(content)):
        for number in range(low, high):
            # what has no letter of its own goes where the letter before it is
            written[owners[max(min(left + number - low, right - 1), 0)]] += content[number]
    return written


@lru_cache(maxsize=256)
def _alignment(old: str, new: str) -> list[tuple[int, int, int, int]]:
    """Which stretches of two texts belong to each other."""
    from difflib import SequenceMatcher

    return [tuple(places) for _, *places in SequenceMatcher(None, old, new).get_opcodes()]  # type: ignore[misc]


def _folded(text: str) -> str:
    """The text in lower case, of equal length."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def shown(reading: Reading, span: Span, limit: int = SHOWN) -> str:
    """The text of a span for a message: as a reader sees it, in one line, not too long."""
    text = reading.page.as_read(span).replace(OBJECT, "…")
    if "<" in text:
        text = compiled(r"<[^<>]*>").sub(" ", text)
    if "&" in text:
        from html import unescape

        text = unescape(text)
    text = " ".join(text.removeprefix("mailto:").split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _pieces(page: Page, run: TextRun, start: int, end: int) -> list[Span]:
    """Where the letters of `text[start:end]` stand: stretches with nothing but markup between them."""
    source, coded = page.source.text, page.coded
    out: list[Span] = []
    for position, segment in run.within(start, end):
        after = position + len(segment.text)
        if segment.verbatim:
            first = segment.start + max(start - position, 0)
            last = segment.start + min(end, after) - position
        else:
            first, last = segment.start, segment.end
        if out and (out[-1].end == first if coded else not source[out[-1].end : first].strip(_BLANKS)):
            out[-1] = Span(out[-1].start, last)
        elif last > first:
            out.append(Span(first, last))
    if coded:  # there, white space may be how a text is written, and no part of it
        return out
    for i, (left, right) in enumerate(itertools.pairwise(out)):  # blanks around markup, of which one is shown
        gap = source[left.end : right.start]
        out[i] = Span(out[i].start, left.end + len(gap) - len(gap.lstrip(_BLANKS)))
        out[i + 1] = Span(right.start - len(gap) + len(gap.rstrip(_BLANKS)), right.end)
    return out


def _harmless(markup: str) -> bool:
    """Whether markup opens and closes within itself, and goes unmissed: nothing but looks and line breaks."""
    opened: list[str] = []
    for closing, name, empty in _TAG.findall(markup):
        name = name.lower()
        if name in _BREAKS:
            continue
        if name not in _LOOKS or empty or (closing and (not opened or opened.pop() != name)):
            return False
        if not closing:
            opened.append(name)
    rest = _TAG.sub("", markup)
    for mark in _MARKS.findall(rest):
        if opened and opened[-1] == mark:
            opened.pop()
        else:
            opened.append(mark)
    return not opened and not _without(markup, _LOOKS | _BREAKS)


def _without(markup: str, tags: frozenset[str]) -> str:
    """What is left of markup without some tags, Markdown's marks of looks, and what stands for a line break."""
    rest = _TAG.sub(lambda match: "" if match[2].lower() in tags else match.group(), markup)
    return _MARKS.sub("", rest).strip("\0 \t\r\n>\\")


def _reference_edit(page: Page, index: int, span: Span) -> tuple[Edit, ...]:
    """Keep a shortcut or collapsed Markdown reference, also of an image, working: `[new text][old text]`."""
    if page.format != "markdown":
        return ()
    text = page.source.text
    starts, places = _labelled(page, index)
    at = bisect_left(starts, span.start)
    for place in reversed(places[max(at - _NESTED, 0) : at]):
        if place.end <= span.end:
            continue
        whole = text[place.start : place.end]
        if not whole.startswith("[") or not whole.endswith("]"):
            continue
        if whole.endswith("[]"):
            label = whole.removesuffix("[]")[1:-1]
            return (Edit(Span(place.end - 1, place.end - 1), " ".join(label.split())),)
        closing = whole.rfind("][")
        if closing == -1:
            return (Edit(Span(place.end, place.end), f"[{' '.join(whole[1:-1].split())}]"),)
    return ()


def _labelled(page: Page, index: int) -> tuple[list[int], list[Span]]:
    """Where the links and images of a run's text stand, from their bracket on: the starts, and all."""
    if page not in _PLACES:
        by_run: dict[int, list[Span]] = {}
        for link in page.links:
            by_run.setdefault(link.run, []).append(link.span)
        for image in page.images:
            end = image.span.end
            if page.source.text.startswith("[]", end):  # the parser leaves it out
                end += 2
            by_run.setdefault(image.alt_run, []).append(Span(image.span.start + 1, end))
        _PLACES[page] = {run: ([span.start for span in sorted(spans)], sorted(spans)) for run, spans in by_run.items()}
    return _PLACES[page].get(index, ([], []))


def rule_fix(rule: Rule, values: Mapping[str, object], *edits: Edit | None) -> Fix | None:
    """The rule's fix: with these edits, or, where there are none, only what to do."""
    if not rule.fix:
        return None
    done = tuple(edit for edit in edits if edit is not None)
    applicability = rule.fix.get("applicability", "suggestion") if done else "suggestion"
    return Fix(cast(Applicability, applicability), render(str(rule.fix["message"]), values), done)
