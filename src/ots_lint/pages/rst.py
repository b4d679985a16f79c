"""Reads reStructuredText, as docutils, Sphinx, Pelican and Nikola take it: nothing is run, included or fetched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ots_lint.pages import rst_tables
from ots_lint.pages.base import Page
from ots_lint.pages.builder import Builder
from ots_lint.pages.format import reader
from ots_lint.pages.lines_of_text import Line
from ots_lint.pages.opened import opened
from ots_lint.pages.rst_directives import Directives, find_targets
from ots_lint.pages.rst_inline import inline
from ots_lint.pages.rst_lines import Lines
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.text.source import Source

#: Deeper nesting is read as if it were not nested.
MAX_DEPTH = 24
_LINE = lazy_re(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_ADORNMENT = lazy_re(r"([!-/:-@\[-`{-~])\1*[ \t]*\Z")
_BULLET = lazy_re(r"[-*+•‣⁃](?=[ \t]|\Z)[ \t]*")
_ENUMERATOR = lazy_re(r"\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdm]{1,8}|[IVXLCDM]{1,8}|#)[.)](?=[ \t]|\Z)[ \t]*")
_FIELD = lazy_re(r":(?![:\s])((?:[^:\\\r\n]|\\.|:(?![\s`]|\Z)){1,200}):(?:[ \t]+|\Z)")
_OPTION = lazy_re(
    r"(?:--?|/)[A-Za-z?#][\w?-]*(?:[ =][\w<>\[\]-]+)?(?:, (?:--?|/)[A-Za-z][\w-]*(?:[ =][\w<>-]+)?)*(?:[ \t]{2,}|[ \t]*\Z)"
)
_DOCTEST = ">>> "
_LITERAL = lazy_re(r"::[ \t]*\Z")


@reader(
    ".rst", ".rest",
    title="reStructuredText",
    hides=r"(?m)^[ \t]*\.\. \|",
    reads="""text, titles, tables, directives with text, alternative texts, substitutions, metadata of Pelican and Nikola;
    no code, no directive is run, nothing is included""",
    fixes="all; in tables, and in titles with a line below, words that leave it as long; comments are `.. ots-lint-disable-next-line`",
)  # fmt: skip
def read(source: Source) -> Page:
    """Read a page of reStructuredText. Never raises, whatever it holds."""
    page, builder, text, start = opened(source, "rst")
    rst = RstReader(builder, text)
    rst.read(start)
    builder.finish(len(text))
    page.body = Span(start, len(text))
    page.comments.sort(key=lambda comment: comment.span)
    page.holds = rst.holds
    return page


class RstReader(Lines):
    """Gives the blocks of a page to a builder."""

    def __init__(self, builder: Builder, text: str) -> None:
        super().__init__(text)
        self.builder = builder
        self.targets = find_targets(text)
        self.directives = Directives(self)
        self.styles: list[tuple[str, bool]] = []  # of titles, in the order of their levels
        self.fixed: list[Span] = []  # where no word may get longer or shorter
        self.titles: list[tuple[Span, int]] = []  # and how long they may be
        self.begun = False  # whether there was any text besides a title
        self.depth = 0

    def holds(self, span: Span, content: str) -> bool:
        """Whether words can be written there: tables keep their columns, and titles are no longer than their line."""
        if any(place.start < span.end and span.start < place.end for place in self.targets.used):
            return False
        grown = len(content) - (span.end - span.start)
        if grown and any(place.start <= span.start < place.end for place in self.fixed):
            return False
        return grown <= 0 or not any(
            place.start <= span.start < place.end and place.end - place.start + grown > longest
            for place, longest in self.titles
        )

    def read(self, start: int) -> None:
        """Read the page from here on."""
        lines: list[Line] = []
        at = start
        while at < len(self.text):
            line = _LINE.match(self.text, at)
            assert line is not None
            left, right = line.span(1)
            # A tag of a template alone in its line decides what is shown, and is no text.
            lines.append((right, right) if self._is_tag(left, right) else (left, right))
            at = line.end()
        self.blocks(lines)

    def _is_tag(self, start: int, end: int) -> bool:
        masks, source = self.builder.masks, self.builder.source
        for tag in masks.within(start, end) if masks else ():
            if source[start : max(tag.start, start)].strip() or source[tag.start : tag.start + 2] not in ("{%", "{#"):
                return False
            start = max(tag.end, start)
        return bool(masks) and start > 0 and masks.at(start - 1) is not None and not source[start:end].strip()

    # ── blocks ────────────────────────────────────────────────────────────────────────────────

    def nested(self, tag: str, lines: Sequence[Line]) -> None:
        """An element of these lines."""
        if not lines:
            return
        frame = self.builder.open(tag, lines[0][0], lines[0][0])
        self.blocks(self.dedented(lines))
        self.builder.close(frame, lines[-1][1], lines[-1][1])

    def blocks(self, lines: Sequence[Line]) -> None:
        """Read a list of lines whose text begins at their left margin."""
        self.depth += 1
        at = 0
        while at < len(lines):
            if self.is_blank(lines[at]):
                at += 1
            elif self.depth > MAX_DEPTH:
                at = self._paragraph(lines, at)
            else:
                at = self._block(lines, at)
        self.depth -= 1

    def _block(self, lines: Sequence[Line], at: int) -> int:
        """Read the block that begins at a line; where the next one begins."""
        content = self.content(lines[at]).rstrip()
        if content[0] in " \t":
            end = self.indented(lines, at)
            self.nested("blockquote", lines[at:end])
            return end
        if content.startswith("..") and content[2:3] in ("", " ", "\t"):
            alone = content == ".." and (at + 1 >= len(lines) or self.is_blank(lines[at + 1]))
            end = at + 1 if alone else self.indented(lines, at + 1)
            self.directives.explicit(lines[at:end])
            return end
        if content.startswith("__ "):
            return at + 1
        if rst_tables.GRID.match(content):
            return self._table(lines, at, grid=True)
        if rst_tables.SIMPLE.match(content) and (end := rst_tables.end_of_simple(self.text, lines, at)):
            return self._table(lines[:end], at, grid=False)
        if _ADORNMENT.match(content):
            if title := self._overlined(lines, at, content):
                return title
            if len(content) >= 4:
                self.builder.flush()
                return at + 1
        if (underlined := self._underlined(lines, at, content)) is not None:
            return underlined
        if content.startswith(_DOCTEST):
            return self._skipped(lines, at, self._end_of_block(lines, at))
        if content.startswith("|") and content[1:2] in ("", " "):
            return self._line_block(lines, at)
        for pattern, tag in ((_BULLET, "ul"), (_ENUMERATOR, "ol")):
            if (marker := pattern.match(content)) and self._is_item(lines, at, marker, tag):
                return self._list(lines, at, pattern, tag)
        if _FIELD.match(content):
            return self._fields(lines, at)
        if (option := _OPTION.match(content)) and (option.end() < len(content) or self._goes_on(lines, at)):
            return self._options(lines, at)
        if self._goes_on(lines, at) and not _LITERAL.search(content):
            return self._definitions(lines, at)
        return self._paragraph(lines, at)

    def _goes_on(self, lines: Sequence[Line], at: int) -> bool:
        """Whether the line below one is indented."""
        return at + 1 < len(lines) and not self.is_blank(lines[at + 1]) and self.indent(lines[at + 1]) > 0

    def _end_of_block(self, lines: Sequence[Line], at: int) -> int:
        while at < len(lines) and not self.is_blank(lines[at]):
            at += 1
        return at

    def _skipped(self, lines: Sequence[Line], at: int, end: int) -> int:
        """Lines that are code."""
        if end > at and not self.builder.context.skip:
            self.builder.flush()
            self.builder.page.masked.append(Span(lines[at][0], lines[end - 1][1]))
        return max(end, at)

    def _overlined(self, lines: Sequence[Line], at: int, rule: str) -> int:
        if at + 2 >= len(lines) or self.is_blank(lines[at + 1]):
            return 0
        below = self.content(lines[at + 2]).rstrip()
        if below != rule or len(rule) < 2:
            return 0
        start, end = lines[at + 1]
        start += self.indent(lines[at + 1])
        self._title((start, end), (rule[0], True), len(rule))
        return at + 3

    def _underlined(self, lines: Sequence[Line], at: int, content: str) -> int | None:
        if at + 1 >= len(lines):
            return None
        below = self.content(lines[at + 1]).rstrip()
        if len(below) < 2 or not _ADORNMENT.match(below) or (len(below) < len(content) and len(below) < 4):
            return None
        if below[:2] == "::" and len(below) == 2:
            return None
        self._title(lines[at], (below[0], False), len(below))
        return at + 2

    def _title(self, line: Line, style: tuple[str, bool], longest: int) -> None:
        if style not in self.styles:
            self.styles.append(style)
        level = min(self.styles.index(style) + 1, 6)
        start, end = line[0], line[0] + len(self.content(line).rstrip())
        self.titles.append((Span(start, end), longest))
        frame = self.builder.open(f"h{level}", start, start)
        inline(self.builder, [(start, end)], self.targets)
        self.builder.close(frame, end, end)

    def paragraph(self, tag: str, lines: Sequence[Line]) -> None:
        """A paragraph or the like of these lines."""
        lines = [
            (start + self.indent((start, end)), start + len(self.text[start:end].rstrip())) for start, end in lines
        ]
        lines = [line for line in lines if line[0] < line[1]]
        if not lines:
            return
        self.begun = True
        frame = self.builder.open(tag, lines[0][0], lines[0][0])
        inline(self.builder, lines, self.targets)
        self.builder.close(frame, lines[-1][1], lines[-1][1])

    def _paragraph(self, lines: Sequence[Line], at: int) -> int:
        end = at + 1
        while (
            end < len(lines)
            and not self.is_blank(lines[end])
            and (self.depth > MAX_DEPTH or not self.indent(lines[end]))
        ):
            end += 1
        own = list(lines[at:end])
        literal = _LITERAL.search(self.content(own[-1])) is not None
        if literal:
            start, stop = own[-1]
            kept = self.text[start:stop].rstrip()[:-1]  # one colon is shown
            own[-1] = (start, start + len(kept) - (kept.strip() == ":" or kept[:-1].endswith(" ")))
        self.paragraph("p", own)
        return self._literal(lines, end) if literal else end

    def _literal(self, lines: Sequence[Line], at: int) -> int:
        """The block of code behind two colons: what is indented, or has the same mark before each line."""
        while at < len(lines) and self.is_blank(lines[at]):
            at += 1
        if at >= len(lines):
            return at
        if self.indent(lines[at]):
            return self._skipped(lines, at, self.indented(lines, at))
        mark = self.content(lines[at])[0]
        end = at
        if not mark.isalnum():
            while end < len(lines) and self.content(lines[end])[:1] == mark:
                end += 1
        return self._skipped(lines, at, end)

    # ── lists ─────────────────────────────────────────────────────────────────────────────────

    def _is_item(self, lines: Sequence[Line], at: int, marker: re.Match[str], tag: str) -> bool:
        """Whether a line begins an item: the line below a number has to be blank, indented, or the next item."""
        if tag == "ul" or at + 1 >= len(lines) or self.is_blank(lines[at + 1]) or self.indent(lines[at + 1]):
            return True
        return _ENUMERATOR.match(self.content(lines[at + 1])) is not None

    def _list(self, lines: Sequence[Line], at: int, pattern: re.Pattern[str], tag: str) -> int:
        kind = self.content(lines[at])[0] if tag == "ul" else ""
        outer = self.builder.open(tag, lines[at][0], lines[at][0])
        last = at
        while at < len(lines):
            marker = pattern.match(self.content(lines[at]))
            if marker is None or (kind and self.content(lines[at])[0] != kind):
                break
            end = self._end_of_item(lines, at)
            first = (min(lines[at][0] + marker.end(), lines[at][1]), lines[at][1])
            self._item("li", [first, *self.dedented(lines[at + 1 : end], marker.end())])
            at = last = end
            while at < len(lines) and self.is_blank(lines[at]):
                at += 1
        self.builder.close(outer, lines[last - 1][1], lines[last - 1][1])
        return last

    def _end_of_item(self, lines: Sequence[Line], at: int) -> int:
        return max(self.indented(lines, at + 1), at + 1)

    def _item(self, tag: str, lines: Sequence[Line]) -> None:
        frame = self.builder.open(tag, lines[0][0], lines[0][0])
        self.blocks(lines)
        self.builder.close(frame, lines[-1][1], lines[-1][1])

    def _fields(self, lines: Sequence[Line], at: int) -> int:
        """A list of fields: at the top of a page, what is said about it; else a text with a name before it."""
        metadata = not self.begun and self.depth == 1 and self._is_metadata(lines, at)
        outer = None if metadata else self.builder.open("dl", lines[at][0], lines[at][0])
        last = at
        while at < len(lines) and (name := _FIELD.match(self.content(lines[at]))):
            end = self._end_of_item(lines, at)
            start = lines[at][0]
            body = [(min(start + name.end(), lines[at][1]), lines[at][1]), *self.dedented(lines[at + 1 : end])]
            if metadata:
                self.directives.metadatum(name[1], body)
            else:
                self.paragraph("dt", [(start + 1, start + 1 + len(name[1]))])
                self._item("dd", body)
            at = last = end
            while at < len(lines) and self.is_blank(lines[at]):
                at += 1
        self.builder.close(outer, lines[last - 1][1], lines[last - 1][1])
        return last

    def _is_metadata(self, lines: Sequence[Line], at: int) -> bool:
        """Whether fields at the top are about the page: they have names of one word, and what is above is its title."""
        number = at
        while number < len(lines) and (self.is_blank(lines[number]) or self.indent(lines[number])):
            number += 1
        while number < len(lines) and (name := _FIELD.match(self.content(lines[number]))):
            if " " in name[1].strip():
                return False
            number = self._end_of_item(lines, number)
        if not self.styles:
            return True
        mark, overlined = self.styles[0]
        rules = sum(
            1 for line in lines if self.content(line).rstrip() == mark * max(len(self.content(line).rstrip()), 3)
        )
        return rules == 1 + overlined

    def _options(self, lines: Sequence[Line], at: int) -> int:
        while at < len(lines) and (option := _OPTION.match(self.content(lines[at]))):
            end = self._end_of_item(lines, at)
            start, stop = lines[at]
            self._item("dd", [(start + option.end(), stop), *self.dedented(lines[at + 1 : end])])
            at = end
        return at

    def _definitions(self, lines: Sequence[Line], at: int) -> int:
        outer = self.builder.open("dl", lines[at][0], lines[at][0])
        last = at
        while (
            at < len(lines) and not self.is_blank(lines[at]) and not self.indent(lines[at]) and self._goes_on(lines, at)
        ):
            content = self.content(lines[at])
            if at > last and (content.startswith(("..", "|")) or _BULLET.match(content) or _FIELD.match(content)):
                break
            end = self.indented(lines, at + 1)
            self.paragraph("dt", [lines[at]])
            self.nested("dd", lines[at + 1 : end])
            at = last = end
            while at < len(lines) and self.is_blank(lines[at]):
                at += 1
        self.builder.close(outer, lines[last - 1][1], lines[last - 1][1])
        return last

    def _line_block(self, lines: Sequence[Line], at: int) -> int:
        """Lines that stay lines: verses and addresses."""
        end = at
        own: list[Line] = []
        while end < len(lines) and not self.is_blank(lines[end]):
            start, stop = lines[end]
            content = self.content(lines[end])
            if content.startswith("|"):
                own.append((min(start + 1, stop), stop))
            elif self.indent(lines[end]):
                own.append((start, stop))
            else:
                break
            end += 1
        self.paragraph("p", own)
        return max(end, at + 1)

    # ── tables ────────────────────────────────────────────────────────────────────────────────

    def _table(self, lines: Sequence[Line], at: int, *, grid: bool) -> int:
        end = len(lines)
        if grid:
            end = at
            while end < len(lines) and self.content(lines[end])[:1] in ("+", "|"):
                end += 1
        own = lines[at:end]
        rows = rst_tables.grid(self.text, own) if grid else rst_tables.simple(self.text, own)
        outer = self.builder.open("table", own[0][0], own[0][0])
        self.fixed.append(Span(own[0][0], own[-1][1]))
        for cells, head in rows:
            first = cells[0][0][0]
            row = self.builder.open("tr", first, first)
            for cell in cells:
                self.nested("th" if head else "td", cell)
            self.builder.close(row, cells[-1][-1][1], cells[-1][-1][1])
        self.builder.close(outer, own[-1][1], own[-1][1])
        self.begun = True
        return end
