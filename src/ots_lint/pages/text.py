"""Reads plain text: paragraphs, underlined headings, lists, quotations and signatures, as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.pages.base import Page
from ots_lint.pages.builder import Builder
from ots_lint.pages.format import reader
from ots_lint.text.mask import mask
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.pages.flow import Frame
    from ots_lint.text.source import Source

LINE = lazy_re(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_QUOTE = lazy_re(r"(?:[ \t]{0,3}>[ \t]?)+")
_ITEM = lazy_re(r"([ \t]*)(?:[-*+•·–—]|\(?(?:\d{1,3}|[A-Za-z])[.)])[ \t]+(?=\S)")
#: A line of one mark alone: a rule, or what underlines the line above it.
_RULE = lazy_re(r"[ \t]*(?:([=\-~_*#+.])[ \t]?)(?:\1[ \t]?){2,}\Z")
_UNDERLINES = {"=": "h1", "-": "h2", "~": "h3"}
#: A heading is no longer than this.
_LONGEST_HEADING = 120
#: Behind this line there is nothing but the sender's signature.
_SIGNATURE = "--"


@reader(
    ".txt", ".text",
    title="Plain text",
    named=True,
    never=(
        "*licen[sc]e*", "copying*", "notice*", "*requirements*", "*constraints*", "robots*", "humans*", "security*",
        "ads.txt", "app-ads.txt", "llms*", "cmakelists*", "changelog*", "version*",
    ),
    reads="all of it, by paragraphs, list items and underlined headings",
    fixes="all; it has no comments, so what shall stay is kept quiet by the settings",
)  # fmt: skip
def read(source: Source) -> Page:
    """Read a text. Never raises, whatever it holds."""
    page = Page(source, "text")
    masked, masks = mask(source.text)
    builder = Builder(page, masked, masks)
    text = TextReader(builder, 0, len(source.text))
    text.read()
    builder.finish(len(source.text))
    page.body = Span(0, text.signature)
    return page


class TextReader:
    """Gives the lines of `source[start:end]` to a builder as paragraphs, items and headings."""

    def __init__(self, builder: Builder, start: int, end: int) -> None:
        self.builder = builder
        self.start = start
        self.end = end
        self.block: Frame | None = None  # the open paragraph or item
        self.list: Frame | None = None
        self.quote: Frame | None = None
        self.indent = 0  # of the text of the open item
        self.last = start  # where the last line of the block ended
        self.signature = end  # where it begins

    def read(self) -> None:
        """Read all lines."""
        text, at = self.builder.source, self.start
        while at < self.end:
            line = LINE.match(text, at, self.end)
            assert line is not None
            end = line.end(1)
            self._line(at, end, line.end())
            at = line.end()
        self._ends_quote(self.end)

    def _line(self, start: int, end: int, following: int) -> None:
        text = self.builder.source
        quote = _QUOTE.match(text, start, end)
        if (quote is not None) != (self.quote is not None):
            self._ends_quote(start)
            if quote is not None:
                self.quote = self.builder.open("blockquote", start, start)
        inner = quote.end() if quote else start
        content = text[inner:end]
        stripped = content.strip()
        if not stripped:
            self._ends_block(start)
            return
        if stripped == _SIGNATURE and quote is None:
            self._ends_quote(start)
            self.builder.open("footer", start, end)
            self.signature = min(self.signature, start)
            return
        if _RULE.fullmatch(content):
            self._ends_list(start)
            return
        indent = len(content) - len(content.lstrip(" \t"))
        at, stop = inner + indent, inner + len(content.rstrip())
        item = _ITEM.match(text, inner, end)
        if item is not None:
            self._item(item.end(), indent, stop)
        elif self.list is not None and self.block is None and indent < self.indent:
            self._ends_list(start)
        if item is not None:
            return
        if self.block is None and quote is None and (tag := self._underlined(content, following)):
            self._ends_list(start)
            frame = self.builder.open(tag, start, start)
            self.builder.text(at, stop)
            self.builder.close(frame, stop, stop)
            return
        if self.block is None:
            self.block = self.builder.open("p", at, at)
        else:
            self.builder.line_break(self.last, at)
        self.builder.text(at, stop)
        self.last = stop

    def _item(self, at: int, indent: int, stop: int) -> None:
        """Begin an item whose text is `source[at:stop]`."""
        self._ends_block(at)
        if self.list is None:
            self.list = self.builder.open("ul", at, at)
        self.block = self.builder.open("li", at, at)
        self.indent = indent + 1
        self.builder.text(at, stop)
        self.last = stop

    def _underlined(self, content: str, following: int) -> str:
        """The heading that a line is by the line below it, if any."""
        below = LINE.match(self.builder.source, following, self.end)
        if below is None or len(content) > _LONGEST_HEADING:
            return ""
        rule = _RULE.fullmatch(below[1])
        if rule is None or len(below[1].rstrip()) < min(len(content.strip()), 3):
            return ""
        return _UNDERLINES.get(rule[1], "")

    def _ends_block(self, at: int) -> None:
        if self.block is not None:
            self.builder.close(self.block, self.last, self.last)
            self.block = None
            self.builder.flush()

    def _ends_list(self, at: int) -> None:
        self._ends_block(at)
        if self.list is not None:
            self.builder.close(self.list, self.last, self.last)
            self.list = None

    def _ends_quote(self, at: int) -> None:
        self._ends_list(at)
        if self.quote is not None:
            self.builder.close(self.quote, self.last, self.last)
            self.quote = None
