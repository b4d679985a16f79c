"""Reads HTML pages, and the HTML inside Markdown."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from ots_lint.pages.base import Page
from ots_lint.pages.builder import Builder
from ots_lint.pages.flow import is_plain
from ots_lint.pages.format import reader
from ots_lint.pages.opened import opened
from ots_lint.pages.tags import LEAVES
from ots_lint.pages.values import Attribute, Attributes, resolved
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.text.source import Source

_ATTRIBUTE = lazy_re(
    r"[ \t\n\f\r/]*([^ \t\n\f\r/>][^ \t\n\f\r/>=]*)"
    r"(?:[ \t\n\f\r]*=[ \t\n\f\r]*(?:\"([^\"]*)\"|'([^']*)'|([^ \t\n\f\r>]*)))?"
)
#: Attributes that say nothing about an element's text or place, unless it is one of these.
_SILENT = frozenset({"class", "id", "style"})
_NAMED_BY_CLASS = frozenset({"div", "ul"})
_SPACE = " \t\n\f\r"
_new = tuple.__new__  # of a NamedTuple, in half the time that its constructor takes


class Pieces:
    """Where the characters of a joined text stand in the source."""

    __slots__ = ("ends", "length", "parts", "positions", "starts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.positions: list[int] = []  # in the joined text
        self.starts: list[int] = []  # in the source
        self.ends: list[int] = []

    @classmethod
    def of_lines(cls, text: str, source: str, start: int, end: int) -> Pieces:
        """Lines that stand in a part of a source, where what opens each (`> `, indentation) is left out."""
        pieces = cls()
        for i, line in enumerate(text.split("\n")):
            at = source.find(line, start, end)
            if i:
                pieces.add("\n", start, max(at, start))
            if at < 0:
                pieces.add(line, start, start)
            else:
                pieces.add(line, at, at + len(line))
                start = at + len(line)
        return pieces

    def add(self, text: str, start: int, end: int) -> None:
        """Append a text that stands at `source[start:end]`."""
        if not text:
            return
        exact = end - start == len(text)
        if exact and self.ends and self.ends[-1] == start and self._exact(len(self.ends) - 1):
            self.ends[-1] = end
        else:
            self.positions.append(self.length)
            self.starts.append(start)
            self.ends.append(end)
        self.parts.append(text)
        self.length += len(text)

    def _size(self, i: int) -> int:
        following = self.positions[i + 1] if i + 1 < len(self.positions) else self.length
        return following - self.positions[i]

    def _exact(self, i: int) -> bool:
        return self.ends[i] - self.starts[i] == self._size(i)

    def at(self, position: int) -> int:
        """The source offset of a position."""
        i = bisect_right(self.positions, position) - 1
        return min(self.starts[i] + position - self.positions[i], self.ends[i])

    def until(self, position: int) -> int:
        """The source offset where the text before a position ends."""
        i = bisect_right(self.positions, position - 1) - 1
        return min(self.starts[i] + position - self.positions[i], self.ends[i])

    def part(self, start: int, end: int) -> Pieces:
        """The pieces of `text[start:end]`, for that text by itself."""
        part = Pieces()
        text = "".join(self.parts)
        for left, right, source_left, source_right in self.ranges(start, end):
            part.add(text[left:right], source_left, source_right)
        return part

    def ranges(self, start: int, end: int) -> list[tuple[int, int, int, int]]:
        """The pieces of `text[start:end]`: their positions in it and in the source."""
        found = []
        i = bisect_right(self.positions, start) - 1
        while i < len(self.positions) and self.positions[i] < end:
            at = self.positions[i]
            left, right = max(start, at), min(end, at + self._size(i))
            if left < right:
                source = self.starts[i] - at
                if self._exact(i):
                    found.append((left, right, source + left, source + right))
                else:
                    found.append((left, right, self.starts[i], self.ends[i]))
            i += 1
        return found


@reader(
    ".html", ".htm", ".xhtml", ".njk", ".liquid",
    title="HTML, and templates of it",
    markup="html",
    reads="""text, attributes that people see or hear, meta tags, structured data, front matter; in templates (Nunjucks,
    Liquid, Jinja, Hugo, ERB, PHP) the tags are covered, and what they write is not known""",
    fixes="all",
)  # fmt: skip
def read(source: Source) -> Page:
    """Read an HTML page. Never raises, whatever the page holds."""
    page, builder, text, start = opened(source, "html")
    feed(builder, text[start:] if start else text, base=start)
    builder.finish(len(text))
    if page.body is None:
        page.body = Span(start, len(text))
    return page


def feed(builder: Builder, text: str, base: int = 0, pieces: Pieces | None = None, *, nested: bool = False) -> None:
    """Tokenise HTML and hand it to the builder.

    `text[i]` stands at `base + i` in the source, or where `pieces` says. Line ends may be of any kind.
    """
    from turbohtml import TokenType, tokenize

    text_type, start_type, end_type = TokenType.TEXT, TokenType.START_TAG, TokenType.END_TAG
    reference, comment = TokenType.CHARACTER_REFERENCE, TokenType.COMMENT
    if "\r" in text:  # the tokeniser counts CRLF as one character
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    # An end tag without a name, which browsers leave out, it leaves out of its count, too; a comment it does not.
    text = text.replace("</>", "<!>")
    lines = [0, *accumulate(map(len, text.split("\n")))]  # without the line ends
    stack = builder.stack
    source = builder.source
    may_hold = pieces is None and not builder.has_masks
    # What may be a leaf is held back until its end tag comes: its start tag, its words, and all of its text.
    held: tuple[str, int, int] | None = None
    words = ""
    written: tuple[int, int] | None = None
    # So is what may be a link of text alone: its start tag and attributes, and the text.
    anchor: tuple[str, int, int, Attributes] | None = None
    shown: tuple[int, int] | None = None
    for token in tokenize(text, resolve_references=False, capture_source=True, capture_attributes=False):
        kind = token.type
        row = token.line - 1
        if kind is text_type:
            data = token.data or ""
            if anchor is not None:
                start = lines[row] + row + token.col
                left, right = base + start, base + start + len(data)
                if shown is None and is_plain(source[left:right]):
                    shown = left, right
                    continue
                _release(builder, anchor, shown)
                anchor = shown = None
            if (
                not words
                and (held is not None or builder.flow.blank)
                and not builder.has_masks
                and not data.strip(_SPACE)
            ):
                continue  # between blocks
            start = lines[row] + row + token.col
            if held is not None:
                left, right = base + start, base + start + len(data)
                if not words:
                    words = source[left:right].strip(_SPACE)
                    if words and is_plain(words):
                        written = left, right
                        continue
                _release(builder, held, written)
                held, words, written = None, "", None
            if stack[-1].tag == "noscript" and not (nested or builder.context.skip) and ("<" in data or "&" in data):
                _noscript(builder, data, base, pieces, start)
            elif pieces is None:
                builder.text(base + start, base + start + len(data))
            else:
                _text_pieces(builder, data, pieces, start)
            continue
        start = lines[row] + row + token.col
        raw = token.source or ""
        end = start + len(raw)
        if pieces is None:
            left, right = base + start, base + end
        else:
            left, right = pieces.at(start), pieces.until(end)
        if kind is end_type:
            tag = (token.tag or "").lower()
            if anchor is not None:
                if shown is not None and tag == "a":
                    href = anchor[3]["href"]
                    place = _new(Span, (href.start, href.end))
                    builder.link((anchor[1], anchor[2]), href.value, place, "link", shown, (left, right))
                    anchor = shown = None
                    continue
                _release(builder, anchor, shown)
                anchor = shown = None
            if held is not None:
                if written is not None and tag == held[0]:
                    builder.leaf(*held, words, source.index(words[0], written[0]), left, right)
                    held, words, written = None, "", None
                    continue
                _release(builder, held, written)
                held, words, written = None, "", None
            builder.close_tag(tag, left, right)
            continue
        if held is not None:
            _release(builder, held, written)
            held, words, written = None, "", None
        if anchor is not None:
            _release(builder, anchor, shown)
            anchor = shown = None
        if kind is start_type:
            tag = (token.tag or "").lower()
            attributes = None
            if len(raw) > len(tag) + 2:
                attributes = _attributes(builder, raw, 1 + len(token.tag or ""), start, base, pieces)
                if _SILENT.issuperset(attributes) and tag not in _NAMED_BY_CLASS:
                    attributes = None
            if may_hold and not attributes and tag in LEAVES and not token.self_closing:
                held = (tag, left, right)
                continue
            if (
                tag == "a"
                and may_hold
                and attributes is not None
                and "href" in attributes
                and (len(attributes) == 1 or _SILENT.issuperset(attributes.keys() - {"href"}))
                and not token.self_closing
                and stack[-1].tag != "noscript"
            ):
                anchor = (tag, left, right, attributes)
                continue
            frame = builder.open(tag, left, right, attributes)
            if builder.alternatives:
                builder.add_alternatives(tag)
            if frame is not None and token.self_closing and (builder.context.svg or frame.tag == "svg"):
                builder.close(frame, right, right)
        elif kind is reference:
            builder.replaced(token.data or "", left, right)
        elif kind is comment:
            data = token.data or ""
            if builder.context.svg and data.startswith("[CDATA[") and raw.startswith("<![CDATA["):
                if pieces is None:
                    builder.text(left + 9, right - 3 if raw.endswith("]]>") else right)
            else:
                builder.comment(data, left, right)
    if held is not None:
        _release(builder, held, written)
    if anchor is not None:
        _release(builder, anchor, shown)


def _release(
    builder: Builder, held: tuple[str, int, int] | tuple[str, int, int, Attributes], written: tuple[int, int] | None
) -> None:
    """Open the element that turns out to hold more than text, and write the text that was read of it."""
    builder.open(*held)
    if written is not None:
        builder.text(*written)


def _noscript(builder: Builder, data: str, base: int, pieces: Pieces | None, start: int) -> None:
    if pieces is None:
        feed(builder, data, base + start, nested=True)
        return
    inner = Pieces()
    for left, right, source_left, source_right in pieces.ranges(start, start + len(data)):
        inner.add(data[left - start : right - start], source_left, source_right)
    feed(builder, data, pieces=inner, nested=True)


def _text_pieces(builder: Builder, data: str, pieces: Pieces, start: int) -> None:
    for left, right, source_left, source_right in pieces.ranges(start, start + len(data)):
        if source_right - source_left == right - left:
            builder.text(source_left, source_right)
        else:
            piece = data[left - start : right - start]
            builder.replaced(piece if piece.strip() else " ", source_left, source_right)


def _attributes(builder: Builder, raw: str, name_end: int, start: int, base: int, pieces: Pieces | None) -> Attributes:
    """The attributes of a start tag; the first of equal names counts."""
    attributes: Attributes = {}
    for match in _ATTRIBUTE.finditer(raw, name_end, len(raw) - 1):
        name = match[1].lower()
        if builder.has_masks:
            at = start + match.start(1)
            name = _unglued(builder, name, base + at if pieces is None else pieces.at(at))
        if name in attributes and not builder.has_masks:
            continue
        group = match.lastindex or 1
        left, right = match.span(group) if group > 1 else (match.end(), match.end())
        if pieces is None:
            left, right = base + start + left, base + start + right
        elif left == right:
            left = right = pieces.at(start + left)
        else:
            left, right = pieces.at(start + left), pieces.until(start + right)
        attribute = _new(Attribute, (resolved(builder.source, left, right), left, right))
        if name in attributes:  # behind another branch of a template, perhaps
            builder.alternatives.append((name, attribute))
        else:
            attributes[name] = attribute
    return attributes


def _unglued(builder: Builder, name: str, start: int) -> str:
    """The name of an attribute without the template tags that it is glued to, or the tag where there is nothing else."""
    at, found = start, ""
    for tag in builder.masks.within(start, start + len(name)):
        if tag.start > at:
            found = name[at - start : tag.start - start]
        at = tag.end
    if at == start:
        return name
    return name[at - start :] or found or name
