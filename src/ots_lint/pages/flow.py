"""The text of blocks: pieces of source put together as a reader sees them, and what an open element hands down to them."""

from __future__ import annotations

from ots_lint.pages.base import Page
from ots_lint.pages.structured import Structured
from ots_lint.pages.values import Attribute, value_segments
from ots_lint.text.mask import Masks
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import OBJECT, Segment, Span, TextRun, Where

#: White space that a browser collapses: with a line break, several, or a tab.
_SPACE = lazy_re(r" [ \t\f\r\n]+|[\t\f\r\n][ \t\f\r\n]*")

#: The same where there is neither tab nor carriage return; patterns that begin with a fixed character are fast.
_BLANK_AND_SPACE = lazy_re(r" [ \n]")

_BREAK_AND_SPACE = lazy_re(r"\n[ \n]")

_LONG_SEGMENT = 1_000

new_tuple = tuple.__new__  # of a NamedTuple, in half the time that its constructor takes


class Context:
    """What an element hands down to its content. Elements share it, so a change is made to a copy."""

    __slots__ = (
        "column", "item", "kind", "language", "level", "list", "quote", "region", "row", "skip", "svg", "table"
    )  # fmt: skip

    def __init__(self) -> None:
        self.region = "main"
        self.kind = "prose"
        self.level = 0
        self.list: int | None = None
        self.item: int | None = None
        self.table: int | None = None
        self.row: int | None = None
        self.column: int | None = None
        self.quote = False
        self.language = ""
        self.skip = ""  # "" | code | gone
        self.svg = False

    def copy(self) -> Context:
        """One that can be changed."""
        new = Context.__new__(Context)
        new.region = self.region
        new.kind = self.kind
        new.level = self.level
        new.list = self.list
        new.item = self.item
        new.table = self.table
        new.row = self.row
        new.column = self.column
        new.quote = self.quote
        new.language = self.language
        new.skip = self.skip
        new.svg = self.svg
        return new


class Frame:
    """An open element. What few elements have is a default of the class, to keep the others cheap."""

    opened = True
    special = False  # its end does more than to end a block
    runs: list[TextRun] | None = None  # the text of a block's own
    headings: list[tuple[int, int]] | None = None  # those above, to go back to
    title = -1  # of a `div`: the run that is its heading
    outer_flow: Flow | None = None  # of the line that it stands in, for an isolated element
    flow: Flow | None = None  # of a link: where its text begins
    link = -1
    link_length = 0
    link_runs = 0
    cells = 0  # of a table row
    group: tuple[str, int] | None = None  # of a dl: the last tag and its item
    scope: object = None  # structured data that begins here
    image = -1  # of an inline drawing: its number among the images

    def __init__(self, tag: str, start: int, inner: int, context: Context, index: int) -> None:
        self.tag = tag
        self.start = start
        self.inner = inner  # where its content begins
        self.context = context
        self.index = index


class Flow:
    """The text of a block so far."""

    length = 0
    blank = True  # nothing yet, or white space last
    run: TextRun | None = None
    index = -1

    def __init__(self) -> None:
        self.segments: list[Segment] = []


class TextBuilder:
    """Takes text and values in document order, and makes runs of them."""

    def __init__(self, page: Page, masked: str, masks: Masks) -> None:
        self.page = page
        self.source = page.source.text
        self.masks = masks
        self.has_masks = bool(masks)
        self.context = Context()
        self.stack: list[Frame] = [Frame("", 0, 0, self.context, 0)]
        self.open_tags: dict[str, list[int]] = {}
        self.barriers = [0]
        self.blocks = [0]
        self.flow = Flow()
        self.block = 0
        self.headings: list[tuple[int, int]] = []
        self.complete: set[int] = set()  # headings whose part has ended: no further one stands under them
        self.ids = 0
        self.body_seen = ""
        self.alternatives: list[tuple[str, Attribute]] = []  # attributes that an element has twice, and their names
        self.structured = Structured(self, masked)
        page.masked.extend(Span(mask.start, mask.end) for mask in masks.masks)

    def text(self, start: int, end: int) -> None:
        """Source text as it is, without entities."""
        if self.context.skip:
            return
        if not self.has_masks:
            self._visible(start, end)
            return
        for mask in self.masks.within(start, end):
            if mask.start > start:
                self._visible(start, mask.start)
            if not mask.silent:
                self.object(max(mask.start, start), min(mask.end, end))
            start = max(start, mask.end)
        if start < end:
            self._visible(start, end)

    def _visible(self, start: int, end: int) -> None:
        """Source text without template tags: its white space collapses."""
        piece = self.source[start:end]
        if not is_plain(piece):
            self._collapsed(piece, start, end)
        elif "\n" in piece:
            self._lines(piece, start)
        elif piece:
            self._verbatim(piece, start, end)

    def _lines(self, piece: str, start: int) -> None:
        """Lines without any white space but a blank between words."""
        first, *lines = piece.split("\n")
        if first:
            self._verbatim(first, start, start + len(first))
        start += len(first)
        flow = self.flow
        segments, length, blank = flow.segments, flow.length, flow.blank
        for line in lines:
            if not blank:
                segments.append(new_tuple(Segment, ("\n", start, start + 1, False)))
                length += 1
                blank = True
            start += 1
            if line:
                if flow.run is None and not line.isspace():
                    self._start_run()
                end = start + len(line)
                segments.append(new_tuple(Segment, (line, start, end, True)))
                length += end - start
                blank = False
                start = end
        flow.length = length
        flow.blank = blank or piece[-1] == " "

    def _collapsed(self, piece: str, start: int, end: int) -> None:
        at = 0
        for match in _SPACE.finditer(piece):
            left, right = match.span()
            if left > at:
                self._verbatim(piece[at:left], start + at, start + left)
            group = match.group()
            self.space("\n" if "\n" in group or "\r" in group else " ", start + left, start + right)
            at = right
        if at < len(piece):
            self._verbatim(piece[at:] if at else piece, start + at, end)

    def _verbatim(self, text: str, start: int, end: int) -> None:
        flow = self.flow
        if flow.blank and text[0] == " ":
            text, start = text[1:], start + 1
            if not text:
                return
        if flow.run is None and not text.isspace():
            self._start_run()
        segments = flow.segments
        # Parsers give a run of brackets one by one: what is put together is copied each time, so it must not grow.
        if segments and (last := segments[-1]).end == start and last.verbatim and len(last.text) < _LONG_SEGMENT:
            segments[-1] = new_tuple(Segment, (last.text + text, last.start, end, True))
        else:
            segments.append(new_tuple(Segment, (text, start, end, True)))
        flow.length += end - start
        flow.blank = text[-1] == " "

    def space(self, text: str, start: int, end: int) -> None:
        """White space that is seen as one blank or line break."""
        flow = self.flow
        if self.context.skip or flow.blank:
            return
        flow.segments.append(new_tuple(Segment, (text, start, end, False)))
        flow.length += 1
        flow.blank = True

    def line_break(self, start: int, end: int) -> None:
        """A line break of a paragraph, with the indentation or markers after it."""
        flow = self.flow
        if self.context.skip:
            return
        if flow.blank and flow.segments:  # takes the place of the blanks before it
            last = flow.segments[-1]
            kept = last.text.rstrip(" \n")
            flow.length -= len(last.text) - len(kept)
            start = last.start + len(kept)
            if kept:
                flow.segments[-1] = Segment(kept, last.start, start)
            else:
                flow.segments.pop()
            flow.blank = not flow.segments
        if not flow.blank:
            flow.segments.append(new_tuple(Segment, ("\n", start, max(start, end), False)))
            flow.length += 1
            flow.blank = True

    def replaced(self, text: str, start: int, end: int) -> None:
        """A piece of source that stands for other characters: an entity, an escape."""
        if self.context.skip or not text:
            return
        flow = self.flow
        if text in (" ", "\n", "\t"):
            self.space(" " if text == "\t" else text, start, end)
            return
        if flow.run is None and text.strip():
            self._start_run()
        flow.segments.append(Segment(text, start, end, False))
        flow.length += len(text)
        flow.blank = False

    def object(self, start: int, end: int) -> None:
        """Something in the line that is no text."""
        if self.context.skip:
            return
        flow = self.flow
        flow.segments.append(Segment(OBJECT, start, end, False))
        flow.length += 1
        flow.blank = False

    def _start_run(self) -> None:
        context, flow = self.context, self.flow
        runs = self.page.runs
        index = len(runs)
        level = context.level
        if level:
            self._leave_headings(level)
        run = TextRun(context.kind, flow.segments, "", None, self._language(), self.where())
        if level:
            self._enter_heading(level, index)
        flow.run, flow.index = run, index
        runs.append(run)
        owner = self.stack[self.blocks[-1]]
        if owner.runs is None:
            owner.runs = [run]
        else:
            owner.runs.append(run)

    def _leave_headings(self, level: int) -> None:
        """Leave the headings above that one of this level does not stand under."""
        headings = self.headings
        while headings and (headings[-1][0] >= level or headings[-1][1] in self.complete):
            headings.pop()

    def _enter_heading(self, level: int, index: int) -> None:
        self.headings.append((level, index))
        if level > 1 and (divs := self.open_tags.get("div")):
            self._entitle(self.stack[divs[-1]], index)

    def _entitle(self, div: Frame, index: int) -> None:
        if div.title < 0:
            div.title, div.special = index, True

    def _end_part(self, div: Frame) -> None:
        """The end of a `div` with a heading: where it holds a list under that, it is the whole of a part.

        One that holds the heading and a few words is only its frame: the part goes on in the next one.
        """
        runs = self.page.runs[div.title + 1 :]
        if any(run.where.heading == div.title and run.where.item is not None for run in runs):
            self.complete.add(div.title)
        elif not runs and (divs := self.open_tags.get("div")):
            self._entitle(self.stack[divs[-1]], div.title)

    def where(self, region: str = "") -> Where:
        """The place of what comes next."""
        c = self.context
        heading = self.headings[-1][1] if self.headings else None
        place = (region or c.region, heading, c.level, c.list, c.item, c.table, c.row, c.column, c.quote, self.block)
        return new_tuple(Where, place)

    def _language(self) -> str:
        language = self.context.language
        return language if language and language != self.page.language else ""

    def flush(self) -> None:
        """End the block's text here."""
        flow = self.flow
        segments = flow.segments
        if not segments:
            return
        self.flow = Flow()
        self.block += 1
        run = flow.run
        if run is None:
            return
        while segments:
            text, start, end, verbatim = segments[-1]
            kept = text.rstrip(" \n")
            if kept == text:
                break
            if kept:
                segments[-1] = Segment(kept, start, start + len(kept) if verbatim else end, verbatim)
                break
            segments.pop()
        run.text = segments[0][0] if len(segments) == 1 else "".join([segment[0] for segment in segments])
        run.element = new_tuple(Span, (segments[0][1], segments[-1][2]))

    def value(self, start: int, end: int, *, entities: bool = True) -> list[Segment]:
        """The segments of a value that stands in `source[start:end]`."""
        quoted = self.context.quote and self.page.format == "markdown"
        if self.has_masks and (masks := self.masks.within(start, end)):
            segments: list[Segment] = []
            for mask in masks:
                segments += value_segments(self.source, start, mask.start, entities, quoted)
                if not mask.silent:
                    segments.append(Segment(OBJECT, max(start, mask.start), min(mask.end, end), False))
                start = max(start, mask.end)
            return segments + value_segments(self.source, start, end, entities, quoted)
        return value_segments(self.source, start, end, entities, quoted)

    def add_run(self, kind: str, key: str, segments: list[Segment], element: Span, region: str = "") -> int:
        """Add the run of a value; -1 where there is no text in it."""
        if self.context.skip == "gone":
            return -1
        for segment in segments:
            if segment.text.strip().strip(OBJECT).strip():
                break
        else:
            return -1
        run = TextRun(kind, segments, key, element, self._language(), self.where(region))
        self.page.runs.append(run)
        return len(self.page.runs) - 1

    def _last(self, tag: str) -> int:
        """The stack index of the innermost open element of this name, or -1."""
        indexes = self.open_tags.get(tag)
        return indexes[-1] if indexes else -1


def is_plain(text: str) -> bool:
    """Whether a text stands in a run as it is, but for its ends: it has single blanks and line breaks alone."""
    if "\t" in text or "\r" in text or "\f" in text:
        return False
    if "\n" in text:
        return not (_BLANK_AND_SPACE.search(text) or _BREAK_AND_SPACE.search(text))
    return "  " not in text
