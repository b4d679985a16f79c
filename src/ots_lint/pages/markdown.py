"""Reads Markdown pages: CommonMark with tables, footnotes, definition lists, as Jekyll and Hugo take it."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from ots_lint.pages import frontmatter
from ots_lint.pages.base import Image, Page
from ots_lint.pages.builder import Builder, Frame, is_plain
from ots_lint.pages.format import reader
from ots_lint.pages.html import Pieces, clean, feed
from ots_lint.pages.markdown_elements import Elements, markdown_elements
from ots_lint.text.mask import mask
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import OBJECT, Segment, Span

if TYPE_CHECKING:
    from ots_lint.text.mask import Masks
    from ots_lint.text.source import Source

_TAGS = {
    "Paragraph": "p", "Item": "li", "DefinitionList": "dl", "DefinitionListTitle": "dt",
    "DefinitionListDefinition": "dd", "TableHead": "tr", "TableRow": "tr", "TableCell": "td",
    "Strikethrough": "del", "Table": "table", "BlockQuote": "blockquote", "FootnoteDefinition": "div",
    "CodeBlock": "pre", "Superscript": "sup", "Subscript": "sub",
}  # fmt: skip
#: What stands in a line, so that a line break before it is one.
_INLINE = frozenset({"Link", "Superscript", "Subscript", "Strikethrough", "Emphasis", "Strong"})
_LEAVES = frozenset({"Paragraph", "Item", "TableCell", "DefinitionListTitle", "DefinitionListDefinition"})
_INLINE_TAGS = frozenset({"a", "del", "sup", "sub"})
#: What begins a new line of its own.
_STARTS = frozenset({"Paragraph", "Heading", "Item", "TableCell"})
_Elements = Callable[[str], Elements]
#: How deep Markdown in HTML in Markdown is read.
MAX_DEPTH = 4
#: Marks the bytes that are not ASCII, and matches those of characters of one width.
_WIDE = bytes(byte > 0x7F for byte in range(256))
_STRETCHES = {
    2: re.compile(rb"(?:[\xc0-\xdf].)+", re.DOTALL),
    3: re.compile(rb"(?:[\xe0-\xef]..)+", re.DOTALL),
    4: re.compile(rb"(?:[\xf0-\xff]...)+", re.DOTALL),
}


@cache
def parser() -> Any:
    """The Markdown parser, with what Jekyll and Hugo add."""
    from pyromark import Markdown, Options

    return Markdown(
        options=Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_DEFINITION_LIST
        | Options.ENABLE_GFM
    )


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
    elements: _Elements = markdown_elements,
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


_LONE_RETURN = lazy_re(r"\r(?!\n)")


class Offsets:
    """The way from UTF-8 byte offsets in a text to code point offsets plus `base`."""

    def __init__(self, text: str, base: int) -> None:
        # At each stretch of characters of one width: where it starts in bytes and in code points.
        self.starts, self.points, self.widths = [0], [base], [1]
        if text.isascii():
            return
        data = text.encode()
        wide = data.translate(_WIDE)
        point, end = base, 0
        while (at := wide.find(1, end)) >= 0:
            point += at - end
            width = 2 if data[at] < 0xE0 else 3 if data[at] < 0xF0 else 4
            self.starts.append(at)
            self.points.append(point)
            self.widths.append(width)
            end = at + width
            if data[end : end + 1] > b"\x7f" and (stretch := _STRETCHES[width].match(data, at)):
                end = stretch.end()
            point += (end - at) // width
            self.starts.append(end)
            self.points.append(point)
            self.widths.append(1)

    def convert(self, offset: int) -> int:
        """The code point offset of a byte offset."""
        i = bisect_right(self.starts, offset) - 1
        return self.points[i] + (offset - self.starts[i]) // self.widths[i]

    def around(self, offset: int) -> tuple[int, int, int]:
        """The range of byte offsets around this one whose code point offsets are as much smaller, and how much."""
        i = bisect_right(self.starts, offset) - 1
        start, width = self.starts[i], self.widths[i]
        if width > 1:
            return offset, offset + 1, offset - self.points[i] - (offset - start) // width
        following = self.starts[i + 1] if i + 1 < len(self.starts) else sys.maxsize
        return start, following, start - self.points[i]


class _Reader:
    """Turns the parser's events into elements and text."""

    def __init__(
        self,
        builder: Builder,
        masked: str,
        start: int,
        end: int,
        depth: int = 0,
        elements: _Elements = markdown_elements,
    ) -> None:
        self.builder = builder
        self.masked = masked
        self.base = start
        self.depth = depth
        self.text = masked[start:end]
        if "\r" in self.text:  # the parser does not see that a lone carriage return ends an HTML block
            self.text = _LONE_RETURN.sub("\n", self.text)
        self.elements = elements(self.text)
        self.renamed = elements is not markdown_elements  # tags may have another name in the text that is parsed
        self.text = self.elements.text
        self.offsets = Offsets(self.text, start)
        self.convert = self.offsets.convert
        self.escapes = "\\" in self.text
        self.frames: list[Frame | None] = []
        self.last = start  # where the last piece of text ended
        self.pending = -1  # where a line break began whose end is not known yet
        self.pieces: Pieces | None = None
        self.special = False  # inside an image or an HTML block
        self.images: list[tuple[int, list[Segment], dict[str, Any]]] = []
        self.definitions: list[tuple[int, int]] = []

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
                elif isinstance(value, str) and value in _LEAVES:
                    held = _TAGS[value], start, start
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

    def _break(self, start: int) -> None:
        """Write the line break that ends where the next piece starts."""
        if self.pending >= 0:
            self.builder.line_break(self.pending, start)
            self.pending = -1

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

    def _alt_text(self, text: str, start: int, end: int, escaped: bool, verbatim: bool) -> None:
        segments = self.images[0][1]
        if escaped and verbatim:
            segments.append(Segment(text[0], start - 1, start + 1, False))
            start, text = start + 1, text[1:]
        if verbatim:
            segments += self.builder.value(start, end, entities=False)
        else:
            segments.append(Segment(text, start, end, False))

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
            feed(self.builder, text, pieces=self._lines(text, start, end))

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

    def _lines(self, text: str, start: int, end: int) -> Pieces:
        """Where the lines of inline HTML stand, between which the parser leaves out `> ` and indentation."""
        pieces = Pieces()
        for i, line in enumerate(text.split("\n")):
            at = self.masked.find(line, start, end)
            if i:
                pieces.add("\n", start, max(at, start))
            if at < 0:
                pieces.add(line, start, start)
            else:
                pieces.add(line, at, at + len(line))
                start = at + len(line)
        return pieces

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
        if (tag := _TAGS.get(name)) is not None:
            if name in _INLINE:
                self._break(start)
            frame = builder.open(tag, start, start)
        elif name == "List":
            frame = builder.open("ul" if data is None else "ol", start, start)
        elif name == "Heading":
            frame = builder.open(data["level"].lower(), start, start)
        elif name in _INLINE:
            self._break(start)
            if name == "Link":
                frame = builder.open("a", start, start + 1)
                self._link(frame, data, start, self.convert(stop))
        self.last = start
        if name in _STARTS:
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
        if frame.tag in _INLINE_TAGS:
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

    def _ends_image(self, start: int, segments: list[Segment], data: dict[str, Any], end: int) -> None:
        builder = self.builder
        self._break(start)
        builder.object(start, end)
        if builder.context.skip == "gone":
            return
        element = Span(start, end)
        alt_run = -1
        if not builder.context.skip:
            alt_run = builder.add_run("alt", "alt", segments, element)
        src, title, title_span = self._target(data, start, end, segments[-1].end if segments else start + 2)
        builder.page.images.append(
            Image(
                src[0],
                "".join(map(self._heard, segments)),
                title,
                element,
                builder.where(),
                alt_run,
                builder.around(),
            )
        )
        if title_span is not None and not builder.context.skip:
            self._title(title_span)

    def _heard(self, segment: Segment) -> str:
        """What a screen reader says of a piece of an alternative text: code, too."""
        if segment.text != OBJECT:
            return segment.text
        return self.builder.source[segment.start : segment.end].strip("`")

    def _link(self, frame: Frame | None, data: dict[str, Any], start: int, end: int) -> None:
        href, span, kind, title_span = self._address(data, start, end)
        self.builder.begin_link(frame, href, span, kind)
        if title_span is not None and not self.builder.context.skip:
            self._title(title_span)

    def _address(self, data: dict[str, Any], start: int, end: int) -> tuple[str, Span, str, Span | None]:
        """The address of a link, where that is, the kind of link, and where its title is."""
        kind = data["link_type"]
        if kind in ("Autolink", "Email"):
            href = data["dest_url"]
            if kind == "Email" and not href.startswith("mailto:"):
                href = "mailto:" + href
            return self._unmasked(href, start + 1, end - 1), Span(start + 1, end - 1), "autolink", None
        if kind == "Collapsed" and self.masked.startswith("[]", end):
            end += 2  # the parser leaves it out
        (href, span), _, title_span = self._target(data, start, end, start + 1)
        return href, span, "link", title_span

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

    def _unmasked(self, href: str, start: int, end: int) -> str:
        masks = self.builder.masks
        return self.builder.source[start:end] if masks and masks.within(start, end) else href

    def _title(self, span: Span) -> None:
        segments = markdown_segments(self.builder, span.start, span.end)
        self.builder.add_run("attribute", "title", segments, span)

    def _target(
        self, data: dict[str, Any], start: int, end: int, inner: int
    ) -> tuple[tuple[str, Span], str, Span | None]:
        """Address with span, title with span of an inline link; a reference has its own elsewhere."""
        href, title = data["dest_url"], data["title"]
        if data["link_type"] != "Inline" or self.masked[end - 1] != ")":
            return (href, Span(start, end)), title, None
        if not title and (plain := _plain_target(self.masked, inner, end, href)):
            return (self._unmasked(href, *plain), plain), title, None
        target = _target_before(self.masked, inner, end, titled=bool(title))
        if target is None:
            return (href, Span(start, end)), title, None
        address, title_span = target
        return (self._unmasked(href, *address), address), title, title_span

    def _definitions(self) -> Any:
        """The titles of reference definitions, in order."""
        if "]:" not in self.text:
            return iter(())
        found = parser().reference_definitions(self.text)
        spans = [definition["span"] for definition in found.values() if definition["title"]]
        return iter(sorted((span["start"], span["end"]) for span in spans))

    def _titles(self, span: tuple[int, int]) -> None:
        start, end = self.convert(span[0]), self.convert(span[1])
        text = self.masked[start:end].rstrip()
        end = start + len(text)
        opening = {'"': '"', "'": "'", ")": "("}.get(text[-1:])
        if opening is None:
            return
        at = _title_start(self.masked, start, end, opening)
        if at is not None:
            self._title(Span(at + 1, end - 1))


_INLINE_TARGET = lazy_re(
    r"\]\([ \t\r\n>]*(?:<(?P<angle>(?:[^<>\\\r\n]|\\.)*)>|(?P<bare>[^\s<][^\s]*?)?)"
    r"(?:[ \t\r\n>]+(?:\"(?P<double>(?:[^\"\\]|\\.)*+)\"|'(?P<single>(?:[^'\\]|\\.)*+)'|\((?P<round>(?:[^()\\]|\\.)*+)\)))?"
    r"[ \t\r\n>]*\)\Z",
    re.DOTALL,
)


def _plain_target(text: str, start: int, end: int, href: str) -> Span | None:
    """What `_target_before` finds where nothing but the address stands between the parentheses, or None."""
    if (
        href
        and text.endswith(f"]({href})", start, end)
        and href.isprintable()
        and not any(mark in href for mark in (" ", "<", ">", "]("))
    ):
        return Span(end - 1 - len(href), end - 1)
    return None


def _target_before(text: str, start: int, end: int, *, titled: bool) -> tuple[Span, Span | None] | None:
    """The address and the title of the inline link that ends at `end`, its text being after `start`."""
    at = text.rfind("](", start, end)
    # A title may hold "](" too, so try from the last one backwards; more than a few is nobody's link.
    for _ in range(8):
        if at < 0:
            return None
        match = _INLINE_TARGET.match(text[at:end])
        if match is not None and titled == any(match.group("double", "single", "round")):
            address = match.span("angle") if match["angle"] is not None else match.span("bare")
            if address[0] < 0:
                address = (2, 2)
            title = next((match.span(g) for g in ("double", "single", "round") if match[g] is not None), None)
            shift = at
            return (
                Span(address[0] + shift, address[1] + shift),
                Span(title[0] + shift, title[1] + shift) if title else None,
            )
        at = text.rfind("](", start, at)
    return None


def _title_start(text: str, start: int, end: int, opening: str) -> int | None:
    """Where the title that ends a definition opens: after white space, unescaped, as early as possible."""
    address = text.find("]:", start, end)
    at = address if address >= 0 else start
    while True:
        at = text.find(opening, at + 1, end - 1)
        if at < 0:
            return None
        if text[at - 1] in " \t\r\n>":
            return at


_MARKDOWN_VALUE = lazy_re(r"\\[!-/:-@\[-`{-~]")


def markdown_segments(builder: Builder, start: int, end: int) -> list[Segment]:
    """The segments of a link title: escapes, entities and line breaks replaced."""
    segments: list[Segment] = []
    source = builder.source
    if source.find("\\", start, end) < 0:
        return builder.value(start, end)
    for match in _MARKDOWN_VALUE.finditer(source, start, end):
        left, right = match.span()
        if left > start:
            segments += builder.value(start, left)
        segments.append(Segment(source[left + 1], left, right, False))
        start = right
    return segments + builder.value(start, end)
