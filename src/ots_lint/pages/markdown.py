"""Reads Markdown pages: CommonMark with tables, footnotes, definition lists, as Jekyll and Hugo take it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from ots_lint.pages.base import Page
from ots_lint.pages.builder import Builder
from ots_lint.pages.flow import Frame, is_plain
from ots_lint.pages.format import reader
from ots_lint.pages.front_matter import block as frontmatter
from ots_lint.pages.html import Pieces, feed
from ots_lint.pages.markdown_elements import markdown_elements
from ots_lint.pages.markdown_links import Finder, LinkReader, parser
from ots_lint.pages.markdown_tags import INLINE, INLINE_TAGS, LEAVES, STARTS, TAGS
from ots_lint.pages.opened import clean
from ots_lint.text.mask import mask
from ots_lint.text.run import OBJECT, Segment, Span

if TYPE_CHECKING:
    from ots_lint.text.mask import Masks
    from ots_lint.text.source import Source

#: How deep Markdown in HTML in Markdown is read.
MAX_DEPTH = 4


@reader(
    ".md", ".markdown", ".mdown",
    title="Markdown",
    markup="markdown",
    reads="text, HTML in it, image and link titles, front matter",
    fixes="all",
)  # fmt: skip
def read(source: Source) -> Page:
    """Read a Markdown page. Never raises, whatever the page holds."""
    page = Page(source, "markdown")
    text = clean(source.text)
    found = frontmatter.cut(text)
    read_covered(page, found, *mask(text, found.end if found else 0, markdown=True))
    return page


def read_covered(
    page: Page,
    found: frontmatter.Found | None,
    masked: str,
    masks: Masks,
    elements: Finder = markdown_elements,
) -> None:
    """Read a page whose text, behind its front matter, is Markdown with all that is none covered.

    `elements` finds the tags whose content is Markdown.
    """
    start = found.end if found else 0
    builder = Builder(page, masked, masks)
    if found:
        frontmatter.read(builder, found)
    _Reader(builder, masked, start, len(masked), elements=elements).read()
    builder.finish(len(masked))
    page.body = Span(start, len(masked))


class _Reader(LinkReader):
    """Turns the parser's events into elements and text."""

    def read(self) -> None:
        """Read all events. Only the offsets that an event needs are converted."""
        builder, masked, around = self.builder, self.masked, self.offsets.around
        definitions = self._definitions()
        following = next(definitions, None)  # in bytes
        low, high, shift = around(0)
        odd_space = any(mark in masked for mark in "\t\r\f")
        may_hold = not builder.has_masks
        # What may be a leaf is held back until its end comes: its tag and place, and its lines.
        held: tuple[str, int, int] | None = None
        lines: list[tuple[int, int]] = []
        # So is what may be a link of text alone: its place and data, and where its text stands.
        anchor: tuple[int, int, dict[str, Any]] | None = None
        shown: tuple[int, int] | None = None
        for event, found in parser().events_with_range(self.text, merge_text=False):
            start, stop = found["start"], found["end"]
            if following is not None and start >= following[0] and not builder.flow.segments:
                self._titles(following)
                following = next(definitions, None)
            mark = isinstance(event, str)
            if not mark and "End" in event:
                if anchor is not None:
                    done = self._linked(anchor, shown, closed=True)
                    anchor = shown = None
                    if done:
                        continue
                if not low <= stop <= high:
                    low, high, shift = around(stop)
                end = stop - shift
                if held is None:
                    self._end(event["End"], end)
                elif lines:
                    start, stop = lines[0][0], lines[-1][1]
                    end = self._trimmed(stop, end)
                    builder.leaf(*held, builder.source[start:stop], start, end, end)
                    held, lines, self.pending = None, [], -1
                else:
                    self._release(held, lines)
                    held = None
                    self._end(event["End"], end)
                continue
            if not low <= start <= high:
                low, high, shift = around(start)
            start -= shift
            if not mark and "Start" in event:
                value = event["Start"]
                if held is not None:
                    self._release(held, lines)
                    held, lines = None, []
                if anchor is not None:
                    self._linked(anchor, shown, closed=False)
                    anchor = shown = None
                if not may_hold or self.special or following is not None:
                    self._start(value, start, stop)
                elif isinstance(value, str) and value in LEAVES:
                    held = TAGS[value], start, start
                    self.last, self.pending = start, -1
                elif not isinstance(value, str) and "Link" in value:
                    anchor = start, stop, value["Link"]
                    self.last = start
                else:
                    self._start(value, start, stop)
                continue
            if not low <= stop <= high:
                low, high, shift = around(stop)
            end = stop - shift
            if not mark and "Text" in event:
                text = event["Text"]
                as_it_is = (
                    end - start == len(text)
                    and start < end
                    and masked[start:end] == text
                    and not (self.escapes and masked[start - 1] == "\\")
                    and not self.special
                )
                if anchor is not None:
                    if shown is None and as_it_is and "\n" not in text and is_plain(text):
                        shown = start, end
                        self.last = end
                        continue
                    self._linked(anchor, shown, closed=False)
                    anchor = shown = None
                if held is not None:
                    if (
                        as_it_is
                        and text[0] != " "
                        and text[-1] != " "
                        and "  " not in text
                        and "\n" not in text
                        and not (odd_space and any(space in text for space in "\t\r\f"))
                        and (not lines or (self.pending == lines[-1][1] == start - 1 and masked[start - 1] == "\n"))
                    ):
                        lines.append((start, end))
                        self.pending, self.last = -1, end
                        continue
                    self._release(held, lines)
                    held, lines = None, []
                if as_it_is:
                    if self.pending >= 0:
                        self._break(start)
                    builder.text(start, end)
                    self.last = end
                else:
                    self._text(text, start, end)
                continue
            if held is not None and (not mark or event == "Rule" or not lines or self.pending >= 0):
                self._release(held, lines)
                held, lines = None, []
            if anchor is not None:
                self._linked(anchor, shown, closed=False)
                anchor = shown = None
            if mark:
                self._mark(event, start, end)
            else:
                self._other(event, start, end)
        while following is not None:
            self._titles(following)
            following = next(definitions, None)

    def _mark(self, event: str, start: int, end: int) -> None:
        """A rule, or a line break."""
        if event == "Rule":
            self.builder.flush()
        elif self.images:
            self.images[0][1].append(Segment("\n", start, end, False))
        else:
            if self.pending < 0:
                self.pending = start
            self.last = end

    def _trimmed(self, start: int, end: int) -> int:
        """Where a block ends: the parser counts the line end too."""
        masked = self.masked
        while end > start and masked[end - 1] in " \t\r\n":
            end -= 1
        return end

    def _release(self, held: tuple[str, int, int], lines: list[tuple[int, int]]) -> None:
        """Open the element that turns out to be no leaf, and write the lines that were read of it."""
        builder = self.builder
        self.frames.append(builder.open(*held))
        for i, (start, end) in enumerate(lines):
            if i:
                builder.line_break(start - 1, start)
            builder.text(start, end)

    def _other(self, event: Any, start: int, end: int) -> None:
        """HTML, code, footnotes and what else there is besides text."""
        ((kind, value),) = event.items()
        if kind == "Html":
            if self.pieces is not None:
                self._piece(value, start, end)
        elif kind == "InlineHtml":
            if not self.images:
                self._break(start)
                self._html(self.masked[start:end] if self.renamed else value, start, end)
            self.last = end
        elif kind in ("Code", "FootnoteReference", "InlineMath", "DisplayMath"):
            if self.images:
                if kind == "Code":  # what a screen reader says, but not looked at
                    self.images[0][1].append(Segment(OBJECT, start, end, False))
            else:
                self._break(start)
                self.builder.object(start, end)
                if kind != "FootnoteReference" and not self.builder.context.skip:
                    self.builder.page.masked.append(Span(start, end))
            self.last = end
        elif kind == "TaskListMarker":
            self.last = end

    def _text(self, text: str, start: int, end: int) -> None:
        if self.pieces is not None:
            self._piece(text, start, end)
            return
        if start == end:
            return  # indentation
        escaped = (
            start - 1 >= self.last
            and self.masked[start - 1] == "\\"
            and text[:1] == self.masked[start]
            and not text[0].isalnum()
        )
        verbatim = end - start == len(text) and self.masked.startswith(text, start)
        if self.images:
            self._alt_text(text, start, end, escaped, verbatim)
        else:
            builder = self.builder
            self._break(start - 1 if escaped else start)
            if escaped and verbatim:
                builder.replaced(text[0], start - 1, start + 1)
                if len(text) > 1:
                    builder.text(start + 1, end)
            elif verbatim:
                builder.text(start, end)
            else:
                builder.replaced(text, start, end)
        self.last = end

    def _piece(self, text: str, start: int, end: int) -> None:
        assert self.pieces is not None
        if text[:1] == "\n" and end - start == len(text) and self.masked[start - 1 : start] == "\r":
            text, start = "\r" + text, start - 1  # the parser leaves it out
        if self.elements.covered and self.elements.covers(start - self.base, end - self.base):
            text = self.masked[start:end]
        self.pieces.add(text, start, end)

    def _html(self, text: str, start: int, end: int) -> None:
        if end - start == len(text):
            feed(self.builder, text, start)
        else:
            feed(self.builder, text, pieces=Pieces.of_lines(text, self.masked, start, end))

    def _html_block(self, text: str, pieces: Pieces) -> None:
        """A block of HTML; what of it is Markdown is read as such where it stands in the source as one piece."""
        at = 0
        if self.elements.inner and self.depth < MAX_DEPTH and len(pieces.starts) == 1:
            shift = pieces.starts[0] - self.base
            for start, end in self.elements.inner[bisect_left(self.elements.inner, (shift + at, 0)) :]:
                if start - shift > len(text):
                    break
                if start - shift < at or end - shift > len(text):
                    continue
                feed(self.builder, text[at : start - shift], pieces=pieces.part(at, start - shift))
                inner = _Reader(self.builder, self.masked, self.base + start, self.base + end, self.depth + 1)
                inner.read()
                self.builder.flush()
                at = end - shift
        feed(self.builder, text[at:], pieces=pieces.part(at, len(text)) if at else pieces)

    def _start(self, value: Any, start: int, stop: int) -> None:
        """Something begins at `start` and ends at the byte offset `stop`."""
        builder = self.builder
        data: Any = None
        if isinstance(value, str):
            name = value
        else:
            ((name, data),) = value.items()
        if name == "HtmlBlock":
            self.pieces, self.special = Pieces(), True
            self.frames.append(None)
            return
        if name == "Image":
            self.images.append((start, [], data))
            self.special = True
            self.last = start
            return
        if self.images:
            self.last = start
            self.frames.append(None)
            return
        frame: Frame | None = None
        if (tag := TAGS.get(name)) is not None:
            if name in INLINE:
                self._break(start)
            frame = builder.open(tag, start, start)
        elif name == "List":
            frame = builder.open("ul" if data is None else "ol", start, start)
        elif name == "Heading":
            frame = builder.open(data["level"].lower(), start, start)
        elif name in INLINE:
            self._break(start)
            if name == "Link":
                frame = builder.open("a", start, start + 1)
                self._link(frame, data, start, self.convert(stop))
        self.last = start
        if name in STARTS:
            self.pending = -1
        self.frames.append(frame)

    def _end(self, value: Any, end: int) -> None:
        if self.special and self._ends_special(value, end):
            return
        frame = self.frames.pop() if self.frames else None
        if frame is None:
            return
        end = self._trimmed(frame.start, end)
        self.builder.close(frame, end, end)
        if frame.tag in INLINE_TAGS:
            self.last = end
        else:
            self.pending = -1

    def _ends_special(self, value: Any, end: int) -> bool:
        """The end of an image or an HTML block, if it is one."""
        if value == "Image":
            at, segments, data = self.images.pop()
            if not self.images:
                self.special = self.pieces is not None
                self._ends_image(at, segments, data, end)
            self.last = end
            return True
        if self.pieces is None:
            return False
        pieces, self.pieces = self.pieces, None
        self.special = bool(self.images)
        self.frames.pop()
        if pieces.parts:
            self._html_block("".join(pieces.parts), pieces)
        self.last = end
        return True

    def _link(self, frame: Frame | None, data: dict[str, Any], start: int, end: int) -> None:
        href, span, kind, title_span = self._address(data, start, end)
        self.builder.begin_link(frame, href, span, kind)
        if title_span is not None and not self.builder.context.skip:
            self._title(title_span)

    def _linked(self, anchor: tuple[int, int, dict[str, Any]], text: tuple[int, int] | None, *, closed: bool) -> bool:
        """Write a link that was held back and its text, if any; whether it is done with, as one that is closed may be."""
        start, stop, data = anchor
        if closed and text is not None:
            href, span, kind, title_span = self._address(data, start, self.convert(stop))
            if title_span is None:
                self._break(start)
                end = self._trimmed(start, self.convert(stop))
                self.builder.link((start, start + 1), href, span, kind, text, (end, end))
                self.last = end
                return True
        self._start({"Link": data}, start, stop)
        if text is not None:
            self.builder.text(*text)
            self.last = text[1]
        return False
