"""Texts of documents that are only read: what people see in them, paragraph by paragraph or page by page.

The text is ours, so its rows are what people can count: paragraphs of a document, or pages of a PDF. Nothing can be written
back, so such a file has no fixes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ots_lint.errors import PageError
from ots_lint.pages.base import Image, Link, Lost, Page
from ots_lint.pages.builder import Builder
from ots_lint.text.mask import Masks
from ots_lint.text.run import Segment, Span
from ots_lint.text.source import Source

#: More text than this, in characters, is no flyer's or invitation's.
MAX_TEXT = 2_000_000


class Piece(NamedTuple):
    """One step through a document: a text of its own, or where an element begins or ends.

    `kind` is open, close, text (of a block that `tag` names), lost (a text which is not all that people see there) or alt; of a
    text, `links` are the addresses and where in it
    their texts stand, and `joined` says that it stands in the same row as the text before it.
    """

    kind: str
    tag: str = ""
    text: str = ""
    links: tuple[tuple[str, int, int], ...] = ()
    joined: bool = False


class Paragraph:
    """A paragraph of a document that is being read."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self._parts: list[str] = []
        self._length = 0
        self._links: list[tuple[str, int, int]] = []
        self._open: list[tuple[str, int]] = []

    def add(self, text: str) -> None:
        """More text; line breaks in it are no rows."""
        self._parts.append(text.replace("\n", " ").replace("\r", " "))
        self._length += len(text)

    def begin_link(self, href: str) -> None:
        """What comes next is the text of a link."""
        self._open.append((href, self._length))

    def end_link(self) -> None:
        """The innermost link ends here."""
        if self._open:
            href, start = self._open.pop()
            if href:
                self._links.append((href, start, self._length))

    def pieces(self) -> list[Piece]:
        """The whole paragraph, if there is any text in it."""
        text = "".join(self._parts)
        links = tuple(sorted(self._links, key=lambda link: link[1]))
        return [Piece("text", self.tag, text, links)] if text.strip() else []


class Extracted(Source):
    """A document's text, and the bytes that it was taken from."""

    __slots__ = ("data", "pieces")

    def __init__(self, text: str, filename: str, data: bytes, pieces: Sequence[tuple[int, Piece]]) -> None:
        super().__init__(text, filename)
        self.data = data
        self.pieces = pieces  # each with where its text begins

    def encode(self, text: str | None = None) -> bytes:
        """The bytes of the document. Raises `PageError` for any other text than its own."""
        if text is not None and text != self.text:
            raise PageError("this kind of file is only read, never written", self.filename)
        return self.data


def extracted(pieces: Iterable[Piece], filename: str, data: bytes) -> Extracted:
    """The source that the pieces of a document make. Raises `PageError` where they are too many."""
    parts: list[str] = []
    placed: list[tuple[int, Piece]] = []
    length = 0
    for piece in pieces:
        if piece.text:
            if parts:
                parts.append(" " if piece.joined else "\n")
                length += 1
            placed.append((length, piece))
            parts.append(piece.text)
            length += len(piece.text)
            if length > MAX_TEXT:
                raise PageError(f"the document holds more than {MAX_TEXT:,} characters of text", filename)
        else:
            placed.append((length, piece))
    return Extracted("".join(parts), filename, data, placed)


def read_extracted(source: Source) -> Page:
    """The page of a document; of a plain text, each line is a paragraph."""
    page = Page(source, "document")
    builder = Builder(page, source.text, Masks([]))
    if isinstance(source, Extracted):
        _read(builder, source)
    else:
        at = 0
        for line in source.text.splitlines(keepends=True):
            _block(builder, "p", at, line.rstrip("\r\n"), ())
            at += len(line)
    builder.finish(len(source.text))
    page.holds = _holds_nothing
    return page


def _holds_nothing(span: Span, content: str) -> bool:
    return False


def _read(builder: Builder, source: Extracted) -> None:
    frames = []
    for at, piece in source.pieces:
        if piece.kind == "open":
            frames.append(builder.open(piece.tag, at, at))
        elif piece.kind == "close":
            if frames:
                builder.close(frames.pop(), at, at)
        elif piece.kind == "alt":
            span = Span(at, at + len(piece.text))
            run = builder.add_run("alt", "alt", [Segment(piece.text, *span)], span)
            builder.page.images.append(Image("", piece.text, "", span, builder.where(), run))
        else:
            _block(builder, piece.tag, at, piece.text, piece.links)
            if piece.kind == "lost":
                span = Span(at, at + len(piece.text))
                row = source.position(at)[0]
                message = f"page {row} could not be read: it may be a picture, or its letters stand apart"
                builder.page.lost.append(Lost(message, span))


def _block(builder: Builder, tag: str, at: int, text: str, links: Sequence[tuple[str, int, int]]) -> None:
    frame = builder.open(tag, at, at)
    position = 0
    for href, start, end in links:
        if start < position or start >= end:
            builder.page.links.append(Link(href, Span(at, at), where=builder.where()))
            continue
        builder.text(at + position, at + start)
        anchor = builder.open("a", at + start, at + start)
        builder.begin_link(anchor, href, Span(at + start, at + end), "link")
        builder.text(at + start, at + end)
        builder.close(anchor, at + end, at + end)
        position = end
    builder.text(at + position, at + len(text))
    builder.close(frame, at + len(text), at + len(text))
