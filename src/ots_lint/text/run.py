"""What a reader sees, piece by piece, with the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Stands in a run for something that is not text: an image, code, a template tag.
OBJECT = "\ufffc"


class Span(NamedTuple):
    """Half-open range of code point offsets into a source text."""

    start: int
    end: int


class Segment(NamedTuple):
    """A piece of a run and the source it comes from.

    `verbatim` segments equal their source slice character by character; others are
    replaced as a whole: an entity, an escape, a soft line break, an object.
    """

    text: str
    start: int
    end: int
    verbatim: bool = True


class TextRun:
    """One block of visible text: a paragraph, a heading, an attribute value.

    `kind` is one of `KINDS`; `key` names the attribute, meta tag or path of the value
    (`alt`, `og:title`, `title`, `event.name`); `element` is the source span of the whole
    element or attribute; `where` is its place in the page's structure.
    """

    __slots__ = ("_starts", "element", "key", "kind", "language", "segments", "text", "where")

    #: The visible text: soft breaks are one newline, objects are U+FFFC.
    text: str
    _starts: list[int]  # where each segment begins in the text

    def __init__(
        self,
        kind: str,
        segments: list[Segment],
        key: str = "",
        element: Span | None = None,
        language: str = "",
        where: Where | None = None,
    ) -> None:
        self.kind = kind
        self.segments = segments
        self.key = key
        self.language = language
        self.where = where or _ANYWHERE
        self.element = element or (Span(segments[0].start, segments[-1].end) if segments else _NOWHERE)

    def __getattr__(self, name: str) -> Any:
        """Fill `text` or `_starts` when it is first asked for; from then on it is as cheap as any attribute."""
        if name == "text":
            self.text = "".join([segment[0] for segment in self.segments])
            return self.text
        if name == "_starts":
            starts, position = [], 0
            for segment in self.segments:
                starts.append(position)
                position += len(segment[0])
            self._starts = starts
            return starts
        raise AttributeError(f"a TextRun has no {name!r}")

    def span(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`: from its first to its last character's source."""
        if end <= start:
            offset = self._source(start, last=False)
            return Span(offset, offset)
        return Span(self._source(start, last=False), self._source(end - 1, last=True))

    def _source(self, index: int, *, last: bool) -> int:
        if not self.segments:
            return self.element.start
        i = max(bisect_right(self._starts, index) - 1, 0)
        while i + 1 < len(self.segments) and not self.segments[i].text:
            i += 1
        segment = self.segments[i]
        if segment.verbatim:
            return segment.start + min(index - self._starts[i] + last, segment.end - segment.start)
        return segment.end if last else segment.start

    def within(self, start: int, end: int) -> Iterator[tuple[int, Segment]]:
        """The segments of `text[start:end]` that hold any text, each with its position in the text."""
        i = max(bisect_right(self._starts, start) - 1, 0)
        while i < len(self.segments) and self._starts[i] < end:
            if start < self._starts[i] + len(self.segments[i].text):
                yield self._starts[i], self.segments[i]
            i += 1

    def index(self, offset: int) -> int | None:
        """The position in `text` of a source offset, or None where it is in no segment."""
        for start, segment in zip(self._starts, self.segments, strict=True):
            if segment.start <= offset < segment.end or (segment.start == offset == segment.end):
                return start + (offset - segment.start if segment.verbatim else 0)
        return None

    def __repr__(self) -> str:
        return f"TextRun({self.kind}, {self.text!r})"


class VerbatimRun(TextRun):
    """A run whose text stands in the source just so, from `start` on; only its line breaks count as replaced.

    Most runs are like that, and few are ever asked for their segments, so these are made then.
    """

    __slots__ = ("start",)

    def __init__(self, kind: str, text: str, start: int, element: Span, language: str, where: Where) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.key = ""
        self.element = element
        self.language = language
        self.where = where

    def __getattr__(self, name: str) -> Any:
        """Fill `segments` too when it is first asked for."""
        if name != "segments":
            return super().__getattr__(name)
        self.segments = verbatim_segments(self.text, self.start)
        return self.segments


def verbatim_segments(text: str, start: int) -> list[Segment]:
    """The segments of a text that stands in the source just so."""
    segments: list[Segment] = []
    for line in text.split("\n"):
        end = start + len(line)
        segments.append(Segment(line, start, end))
        start = end + 1
        segments.append(Segment("\n", end, start, False))
    segments.pop()
    return segments


class Where(NamedTuple):
    """The place of a run in the structure of its page; ids count up through the page."""

    region: str = "main"  # main | head | header | footer | nav | aside
    heading: int | None = None  # index in Page.runs of the heading that it stands under
    level: int = 0  # of a heading: 1 to 6
    list: int | None = None  # id of the innermost list
    item: int | None = None  # id of the innermost list item (or dt/dd group)
    table: int | None = None
    row: int | None = None  # id of the table row
    column: int | None = None  # cell number in its row, from 0
    quote: bool = False  # in a block quotation
    block: int = 0  # id of the block; runs of one list item or cell share its item or row


_ANYWHERE = Where()
_NOWHERE = Span(0, 0)

#: Every kind of place that is looked at (SPEC section 3).
KINDS = (
    "prose",  # paragraphs, list items, table cells, captions, buttons, options, text areas
    "heading",
    "title",  # the <title> element
    "alt",
    "attribute",  # title, aria-label, placeholder, label, value of buttons; Markdown link titles
    "meta",  # <meta content>
    "front-matter",
    "structured-data",  # JSON-LD, hidden microdata and RDFa values
)
