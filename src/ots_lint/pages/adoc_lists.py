"""Reads the lists of AsciiDoc: items and terms, and the blocks that a plus sign adds to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ots_lint.pages.lines_of_text import Line
from ots_lint.text.patterns import lazy_re

if TYPE_CHECKING:
    from ots_lint.pages.adoc import AdocReader
    from ots_lint.pages.flow import Frame

TITLE = lazy_re(r"(={1,6}|#{1,6})[ \t]+(?=\S)")
BLOCK_ATTRIBUTES = lazy_re(r"\[(?:|[\w.#%,\"'{](?:[^\[\]]|\[[^\[\]]*\])*|\[[^\[\]]*\])\][ \t]*\Z")
BLOCK_TITLE = lazy_re(r"\.(?=[^\s.])")
FENCE = lazy_re(r"(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|`{3}[\w+-]*|--|[|,:!]={3,})[ \t]*\Z")
ITEM = lazy_re(
    r"[ \t]*(?P<mark>\*{1,5}|-|\.{1,5}|\d{1,9}\.|[A-Za-z]\.|[IVXivx]{1,6}\)|<(?:\d+|\.)>|•)[ \t]+(?=\S)(?:\[[ xX*]\][ \t]+)?"
)
TERM = lazy_re(r"[ \t]*(?P<term>\S(?:.*?\S)?)(?P<mark>:{2,4}|;;)(?:[ \t]+|\Z)")


class Lists:
    """Reads lists for a reader of blocks."""

    def __init__(self, reader: AdocReader) -> None:
        self.reader = reader
        self.builder = reader.builder

    def items(self, lines: Sequence[Line], at: int) -> int:
        """Lists in lists: each kind of mark is a level of its own."""
        levels: list[tuple[str, Frame | None]] = []
        last = at
        while at < len(lines) and (item := ITEM.match(self.reader.content(lines[at]))):
            start = lines[at][0]
            mark = level_of(item["mark"])
            if mark in (level for level, _ in levels):
                while levels[-1][0] != mark:
                    self.builder.close(levels.pop()[1], start, start)
            else:
                levels.append((mark, self.builder.open("ul" if mark[0] in "*-•" else "ol", start, start)))
            frame = self.builder.open("li", start + item.end(), start + item.end())
            end = self._end_of_item(lines, at)
            self._item(lines, at, end, item.end())
            at = end
            last = end
            while at < len(lines) and not self.reader.content(lines[at]):
                at += 1
            following = ITEM.match(self.reader.content(lines[at])) if at < len(lines) else None
            if following is None or level_of(following["mark"]) in (level for level, _ in levels):
                self.builder.close(frame, lines[end - 1][1], lines[end - 1][1])
        if levels:
            self.builder.close(levels[0][1], lines[last - 1][1], lines[last - 1][1])
        return last

    def _end_of_item(self, lines: Sequence[Line], at: int) -> int:
        """Where an item ends: with its paragraph, and what a plus sign adds to it."""
        end = at + 1
        while end < len(lines):
            content = self.reader.content(lines[end])
            if content == "+":
                end = self._attached(lines, end + 1)
            elif (
                not content
                or ITEM.match(content)
                or (TERM.match(content) and "::" in content)
                or BLOCK_ATTRIBUTES.match(content)
                or TITLE.match(content)
                or FENCE.match(content)
            ):
                break
            else:
                end += 1
        return end

    def _attached(self, lines: Sequence[Line], at: int) -> int:
        """Where the block ends that a plus sign adds."""
        while at < len(lines) and (
            BLOCK_ATTRIBUTES.match(self.reader.content(lines[at])) or BLOCK_TITLE.match(self.reader.content(lines[at]))
        ):
            at += 1
        if at >= len(lines):
            return at
        content = self.reader.content(lines[at])
        if FENCE.match(content):
            end = at + 1
            while end < len(lines) and self.reader.content(lines[end]) != content:
                end += 1
            return min(end + 1, len(lines))
        return at if not content else self.reader.end_of_paragraph(lines, at)

    def _item(self, lines: Sequence[Line], at: int, end: int, skipped: int) -> None:
        own = at + 1
        while own < end and self.reader.content(lines[own]) != "+":
            own += 1
        first = (min(lines[at][0] + skipped, lines[at][1]), lines[at][1])
        self.reader.paragraph("p", [first, *lines[at + 1 : own]])
        if own < end:
            self.reader.blocks(lines[own + 1 : end])

    def terms(self, lines: Sequence[Line], at: int) -> int:
        """A list of terms and what they mean."""
        outer = self.builder.open("dl", lines[at][0], lines[at][0])
        last = at
        while at < len(lines) and (match := TERM.match(self.reader.content(lines[at]))) and "://" not in match["term"]:
            start = lines[at][0]
            self.reader.paragraph("dt", [(start + match.start("term"), start + match.end("term"))])
            end = self._end_of_item(lines, at)
            body = at + 1
            if (
                match.end() >= len(self.reader.content(lines[at])) and end == at + 1
            ):  # below, perhaps behind a blank line
                while body < len(lines) and not self.reader.content(lines[body]):
                    body += 1
                if body < len(lines) and ITEM.match(self.reader.content(lines[body])):
                    frame = self.builder.open("dd", lines[body][0], lines[body][0])
                    self.reader.depth += 1
                    end = self.items(lines, body)
                    self.reader.depth -= 1
                    self.builder.close(frame, lines[end - 1][1], lines[end - 1][1])
                elif body < len(lines) and not TERM.match(self.reader.content(lines[body])) and body > at + 1:
                    if not (
                        TITLE.match(self.reader.content(lines[body])) or FENCE.match(self.reader.content(lines[body]))
                    ):
                        end = self.reader.end_of_paragraph(lines, body)
                        self.reader.paragraph("dd", lines[body:end])
            else:
                frame = self.builder.open("dd", start + match.end(), start + match.end())
                self._item(lines, at, end, match.end())
                self.builder.close(frame, lines[end - 1][1], lines[end - 1][1])
            at = last = max(end, at + 1)
            while at < len(lines) and not self.reader.content(lines[at]):
                at += 1
        self.builder.close(outer, lines[last - 1][1], lines[last - 1][1])
        return last


def level_of(mark: str) -> str:
    """The level that an item's mark stands for: numbers count up."""
    if mark[0] in "*-.•":
        return mark
    return "<" if mark[0] == "<" else "1" if mark[0].isdigit() else "i)" if mark.endswith(")") else "a"
