"""Reads Markdown pages: CommonMark with tables, footnotes, definition lists, as Jekyll and Hugo take it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any

from ots_lint.pages import frontmatter
from ots_lint.pages.base import Image, Page
from ots_lint.pages.builder import Builder, Frame
from ots_lint.pages.html import Pieces, clean, feed
from ots_lint.text.mask import mask
from ots_lint.text.run import Segment, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from ots_lint.text.source import Source

_TAGS = {
    "Paragraph": "p", "Item": "li", "DefinitionList": "dl", "DefinitionListTitle": "dt",
    "DefinitionListDefinition": "dd", "TableHead": "tr", "TableRow": "tr", "TableCell": "td",
    "Strikethrough": "del", "Table": "table", "BlockQuote": "blockquote", "FootnoteDefinition": "div",
    "CodeBlock": "pre", "Superscript": "sup", "Subscript": "sub",
}  # fmt: skip
_WIDE = re.compile(r"[^\x00-\x7f]+")


@cache
def _parser() -> Any:
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


def read(source: Source) -> Page:
    """Read a Markdown page. Never raises, whatever the page holds."""
    page = Page(source, "markdown")
    text = clean(source.text)
    found = frontmatter.cut(text)
    start = found.end if found else 0
    masked, masks = mask(text, start, markdown=True)
    builder = Builder(page, masked, masks)
    if found:
        frontmatter.read(builder, found)
    _Reader(builder, masked, start).read()
    builder.finish(len(text))
    page.body = Span(start, len(text))
    return page


_LONE_RETURN = re.compile(r"\r(?!\n)")


def _offsets(text: str, base: int) -> Callable[[int], int]:
    """The function from UTF-8 byte offsets in `text` to code point offsets plus `base`."""
    if text.isascii():
        return lambda offset: offset + base
    # At each wide stretch: where it starts in bytes, and the code points there.
    starts, points, widths = [0], [0], [1]
    extra = 0
    for match in _WIDE.finditer(text):
        at = match.start()
        for i, character in enumerate(match.group(), at):
            width = 2 if character < "\u0800" else 3 if character < "\U00010000" else 4
            if widths[-1] != width:
                starts.append(i + extra)
                points.append(i)
                widths.append(width)
            extra += width - 1
        starts.append(match.end() + extra)
        points.append(match.end())
        widths.append(1)

    def convert(offset: int) -> int:
        i = bisect_right(starts, offset) - 1
        return base + points[i] + (offset - starts[i]) // widths[i]

    return convert


class _Reader:
    """Turns the parser's events into elements and text."""

    def __init__(self, builder: Builder, masked: str, start: int) -> None:
        self.builder = builder
        self.masked = masked
        self.base = start
        self.text = masked[start:] if start else masked
        if "\r" in self.text:  # the parser does not see that a lone carriage return ends an HTML block
            self.text = _LONE_RETURN.sub("\n", self.text)
        self.convert = _offsets(self.text, start)
        self.frames: list[Frame | None] = []
        self.last = start  # where the last piece of text ended
        self.pending = -1  # where a line break began whose end is not known yet
        self.pieces: Pieces | None = None
        self.images: list[tuple[int, list[Segment], dict[str, Any]]] = []
        self.definitions: list[tuple[int, int]] = []

    def read(self) -> None:
        convert = self.convert
        definitions = self._definitions()
        following = next(definitions, None)
        for event, found in _parser().events_with_range(self.text, merge_text=False):
            start = convert(found["start"])
            end = convert(found["end"])
            if following is not None and start >= following[0] and not self.builder.flow.segments:
                self._titles(following)
                following = next(definitions, None)
            if isinstance(event, str):
                if event == "Rule":
                    self.builder.flush()
                elif self.images:
                    self.images[0][1].append(Segment("\n", start, end, False))
                else:
                    if self.pending < 0:
                        self.pending = start
                    self.last = end
                continue
            ((kind, value),) = event.items()
            if kind == "Text":
                self._text(value, start, end)
            elif kind == "Start":
                self._start(value, start, end)
            elif kind == "End":
                self._end(value, start, end)
            elif kind == "Html":
                if self.pieces is not None:
                    self._piece(value, start, end)
            elif kind == "InlineHtml":
                if not self.images:
                    self._break(start)
                    self._html(value, start, end)
                self.last = end
            elif kind in ("Code", "FootnoteReference", "InlineMath", "DisplayMath"):
                if self.images:
                    if kind == "Code":
                        self.images[0][1].append(Segment(value, start, end, False))
                else:
                    self._break(start)
                    self.builder.object(start, end)
                    if kind != "FootnoteReference" and not self.builder.context.skip:
                        self.builder.page.masked.append(Span(start, end))
                self.last = end
            elif kind == "TaskListMarker":
                self.last = end
        while following is not None:
            self._titles(following)
            following = next(definitions, None)

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
        self.pieces.add(text, start, end)

    def _html(self, text: str, start: int, end: int) -> None:
        if end - start == len(text):
            feed(self.builder, text, start)
        else:
            feed(self.builder, text, pieces=self._lines(text, start, end))

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

    def _start(self, value: Any, start: int, end: int) -> None:
        builder = self.builder
        data: Any
        name, data = (value, None) if isinstance(value, str) else next(iter(value.items()))
        if name == "HtmlBlock":
            self.pieces = Pieces()
            self.frames.append(None)
            return
        if name == "Image":
            self.images.append((start, [], data))
            self.last = start
            return
        if self.images:
            self.last = start
            self.frames.append(None)
            return
        if name in ("Link", "Superscript", "Subscript", "Strikethrough", "Emphasis", "Strong"):
            self._break(start)
        self.last = start
        frame: Frame | None = None
        if name == "Link":
            frame = builder.open("a", start, start + 1)
            self._link(frame, data, start, end)
        elif name == "Heading":
            frame = builder.open(data["level"].lower(), start, start)
        elif name == "List":
            frame = builder.open("ul" if data is None else "ol", start, start)
        elif (tag := _TAGS.get(name)) is not None:
            frame = builder.open(tag, start, start)
        if name in ("Paragraph", "Heading", "Item", "TableCell"):
            self.pending = -1
        self.frames.append(frame)

    def _end(self, value: Any, start: int, end: int) -> None:
        if value == "Image":
            self._ends_image(start, end)
            return
        if self.pieces is not None:
            pieces, self.pieces = self.pieces, None
            self.frames.pop()
            if pieces.parts:
                feed(self.builder, "".join(pieces.parts), pieces=pieces)
            self.last = end
            return
        frame = self.frames.pop() if self.frames else None
        if frame is not None:
            self.pending = self.pending if frame.tag in ("a", "del", "sup", "sub") else -1
            while end > start and self.masked[end - 1] in " \t\r\n":  # the parser counts the line end
                end -= 1
            self.builder.close(frame, end, end)
            if frame.tag in ("a", "del", "sup", "sub"):
                self.last = end

    def _ends_image(self, start: int, end: int) -> None:
        at, segments, data = self.images.pop()
        if self.images:
            self.last = end
            return
        builder = self.builder
        self._break(at)
        builder.object(start, end)
        self.last = end
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
                "".join(segment.text for segment in segments),
                title,
                element,
                builder.where(),
                alt_run,
                builder.around(),
            )
        )
        if title_span is not None:
            self._title(title_span)

    def _link(self, frame: Frame | None, data: dict[str, Any], start: int, end: int) -> None:
        kind = data["link_type"]
        if kind in ("Autolink", "Email"):
            href = data["dest_url"]
            if kind == "Email" and not href.startswith("mailto:"):
                href = "mailto:" + href
            self.builder.begin_link(
                frame, self._unmasked(href, start + 1, end - 1), Span(start + 1, end - 1), "autolink"
            )
            return
        if kind == "Collapsed" and self.masked.startswith("[]", end):
            end += 2  # the parser leaves it out
        (href, span), _, title_span = self._target(data, start, end, start + 1)
        self.builder.begin_link(frame, href, span, "link")
        if title_span is not None and not self.builder.context.skip:
            self._title(title_span)

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
        target = _target_before(self.masked, inner, end, titled=bool(title))
        if target is None:
            return (href, Span(start, end)), title, None
        address, title_span = target
        return (self._unmasked(href, *address), address), title, title_span

    def _definitions(self) -> Any:
        """The titles of reference definitions, in order."""
        if "]:" not in self.text:
            return iter(())
        found = _parser().reference_definitions(self.text)
        spans = [definition["span"] for definition in found.values() if definition["title"]]
        return iter(sorted((self.convert(span["start"]), self.convert(span["end"])) for span in spans))

    def _titles(self, span: tuple[int, int]) -> None:
        start, end = span
        text = self.masked[start:end].rstrip()
        end = start + len(text)
        opening = {'"': '"', "'": "'", ")": "("}.get(text[-1:])
        if opening is None:
            return
        at = _title_start(self.masked, start, end, opening)
        if at is not None:
            self._title(Span(at + 1, end - 1))


_INLINE_TARGET = re.compile(
    r"\]\([ \t\r\n>]*(?:<(?P<angle>(?:[^<>\\\r\n]|\\.)*)>|(?P<bare>[^\s<][^\s]*?)?)"
    r"(?:[ \t\r\n>]+(?:\"(?P<double>(?:[^\"\\]|\\.)*+)\"|'(?P<single>(?:[^'\\]|\\.)*+)'|\((?P<round>(?:[^()\\]|\\.)*+)\)))?"
    r"[ \t\r\n>]*\)\Z",
    re.DOTALL,
)


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


_MARKDOWN_VALUE = re.compile(r"\\[!-/:-@\[-`{-~]")


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
