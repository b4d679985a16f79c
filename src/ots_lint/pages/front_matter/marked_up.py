"""Values of front matter and data files that hold HTML or Markdown: what a page shows of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ots_lint.pages.base import read_page
from ots_lint.pages.embedded import Decoded
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Segment, Span, Where
from ots_lint.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ots_lint.pages.builder import Builder

_TAG = lazy_re(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|<!--|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8}\d?);")
_MARK = lazy_re(r"`|\]\(|\*\*|__|^\[[^\]\r\n]+\]:[ \t]|^#{1,6}[ \t]", re.MULTILINE)
#: With this a value would begin front matter of its own.
_FENCES = ("---", "+++", "{")
_SHOWN = frozenset({"prose", "heading"})
_HEAD = Where("head")


def add_marked_up(builder: Builder, key: str, segments: Sequence[Segment], element: Span) -> int | None:
    """Add what is shown of a value as one run, with its links and images; None where it is plain.

    The number of the run is -1 where nothing of the value is shown as text.
    """
    text = "".join([segment.text for segment in segments])
    marked = _MARK.search(text) is not None
    if not (marked or _TAG.search(text)) or text.lstrip().startswith(_FENCES):
        return None
    value = Decoded()
    for piece in segments:
        value.add(piece.text, piece.start, piece.end, verbatim=piece.verbatim)
    inner = read_page(Source(text, "value.md" if marked else "value.html"))
    shown: list[Segment] = []
    begins: dict[int, int] = {}  # where in the one run the text of an inner one begins
    length = 0
    for number, run in enumerate(inner.runs):
        pieces = value.pieces(run.segments) if run.kind in _SHOWN else []
        if pieces and (not shown or shown[-1].end <= pieces[0].start):  # else it lies inside of the one before
            if shown:
                shown.append(Segment("\n", shown[-1].end, pieces[0].start, False))
                length += 1
            begins[number] = length
            length += len(run.text)
            shown += pieces
    whole = builder.add_run("front-matter", key, shown, element, "head")
    runs = dict.fromkeys(begins, whole)
    for number, run in enumerate(inner.runs):
        if number not in begins:
            place = value.place(run.element)
            kind, name = ("front-matter", key) if run.kind in _SHOWN else (run.kind, run.key)
            runs[number] = builder.add_run(kind, name, value.pieces(run.segments), place, "head")
    page = builder.page
    for link in inner.links:
        number, start = runs.get(link.run, -1), begins.get(link.run, 0)
        moved = link._replace(span=value.place(link.span), where=_HEAD, run=number)
        page.links.append(moved._replace(start=link.start + start, end=link.end + start) if number >= 0 else moved)
    for image in inner.images:
        number = runs.get(image.alt_run, -1)
        page.images.append(image._replace(span=value.place(image.span), where=_HEAD, alt_run=number))
    page.masked += [value.place(span) for span in inner.masked]
    return whole
