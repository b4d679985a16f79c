"""Addresses and titles of Markdown's links and images: where they stand, and what they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from ots_lint.pages.base import Image
from ots_lint.pages.builder import Builder
from ots_lint.pages.flow import Frame
from ots_lint.pages.html import Pieces
from ots_lint.pages.markdown_elements import Elements, markdown_elements
from ots_lint.pages.offsets import Offsets
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import OBJECT, Segment, Span

Finder = Callable[[str], Elements]


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


_LONE_RETURN = lazy_re(r"\r(?!\n)")


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


class LinkReader:
    """What a reader of Markdown knows, and how it reads links and images."""

    def __init__(
        self,
        builder: Builder,
        masked: str,
        start: int,
        end: int,
        depth: int = 0,
        elements: Finder = markdown_elements,
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

    def _alt_text(self, text: str, start: int, end: int, escaped: bool, verbatim: bool) -> None:
        segments = self.images[0][1]
        if escaped and verbatim:
            segments.append(Segment(text[0], start - 1, start + 1, False))
            start, text = start + 1, text[1:]
        if verbatim:
            segments += self.builder.value(start, end, entities=False)
        else:
            segments.append(Segment(text, start, end, False))

    def _heard(self, segment: Segment) -> str:
        """What a screen reader says of a piece of an alternative text: code, too."""
        if segment.text != OBJECT:
            return segment.text
        return self.builder.source[segment.start : segment.end].strip("`")

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

    def _break(self, start: int) -> None:
        """Write the line break that ends where the next piece starts."""
        if self.pending >= 0:
            self.builder.line_break(self.pending, start)
            self.pending = -1
