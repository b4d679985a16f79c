"""Reads AsciiDoc, as Asciidoctor, Antora and JBake take it: nothing is included or fetched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ots_lint.pages.adoc_inline import Attributes, alternative, inline
from ots_lint.pages.adoc_lists import BLOCK_ATTRIBUTES, BLOCK_TITLE, FENCE, ITEM, TERM, TITLE, Lists
from ots_lint.pages.adoc_tables import rows
from ots_lint.pages.base import Comment, Datum, Image, Page
from ots_lint.pages.builder import Builder
from ots_lint.pages.format import reader
from ots_lint.pages.html import Pieces, feed
from ots_lint.pages.keys import is_text_key
from ots_lint.pages.lines_of_text import Line
from ots_lint.pages.opened import opened
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.text.source import Source

#: Deeper nesting is read as if it were not nested.
MAX_DEPTH = 24
_LINE = lazy_re(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_ATTRIBUTE = lazy_re(r":(!?[A-Za-z_][\w-]*!?):(?:[ \t]+|\Z)")
_MACRO = lazy_re(r"(image|video|audio|toc)::(\S*?)\[(.*)\][ \t]*\Z")
_ADMONITION = lazy_re(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
#: Whether these hold is not known, so all is read; what is included stands elsewhere.
_CONDITION = lazy_re(
    r"(?:(?:ifdef|ifndef|ifeval|endif)::[^\s\[\]]*\[(?:\]|(.*)\])|include::[^\[\]]*\[[^\[\]]*\])[ \t]*\Z"
)
_RULE = lazy_re(r"(?:'{3,}|<{3,}|-{3}|- - -|\*{3}|\* \* \*)[ \t]*\Z")
_AUTHOR = lazy_re(r"[^\W\d_][\w.'-]*(?: [^\W\d_][\w.'-]*){0,2}(?: <[^<>]+>)?(?:; .*)?\Z")
_REVISION = lazy_re(r"(?:v?\d[\w.-]*(?:,|:|\Z)|\d{4}-\d\d-\d\d).*\Z")
_VERBATIM = frozenset(
    [
        "source",
        "listing",
        "literal",
        "pass",
        "stem",
        "latexmath",
        "asciimath",
        "mermaid",
        "plantuml",
        "ditaa",
        "graphviz",
        "comment",
    ]
)
_SETEXT = {"=": 1, "-": 2, "~": 3, "^": 4, "+": 5}


@reader(
    ".adoc", ".asciidoc", ".asc", ".ad",
    title="AsciiDoc",
    hides=r"(?m)^:[A-Za-z_][\w-]*:[ \t]+\S",
    reads="text, titles, tables, captions, alternative texts, attributes; no code, nothing is included",
    fixes="all, but where an attribute stands for a text; comments are `// ots-lint-disable-next-line`",
)  # fmt: skip
def read(source: Source) -> Page:
    """Read a page of AsciiDoc. Never raises, whatever it holds."""
    page, builder, text, start = opened(source, "asciidoc")
    adoc = AdocReader(builder, text)
    adoc.read(start)
    builder.finish(len(text))
    page.body = Span(start, len(text))
    page.comments.sort(key=lambda comment: comment.span)
    page.holds = adoc.holds
    return page


class AdocReader:
    """Gives the blocks of a page to a builder."""

    def __init__(self, builder: Builder, text: str) -> None:
        self.builder = builder
        self.text = text
        self.attributes = Attributes({})
        self.titles: list[tuple[Span, int]] = []  # with a line below, and how long they may be
        self.depth = 0
        self.lists = Lists(self)

    def holds(self, span: Span, content: str) -> bool:
        """Whether words can be written there: not where an attribute stands for them, and no title outgrows its line."""
        if any(place.start < span.end and span.start < place.end for place in self.attributes.used):
            return False
        grown = abs(len(content) - (span.end - span.start))
        return not any(place.start <= span.start < place.end and grown > spare for place, spare in self.titles)

    def read(self, start: int) -> None:
        """Read the page from here on."""
        lines: list[Line] = []
        at = start
        while at < len(self.text):
            line = _LINE.match(self.text, at)
            assert line is not None
            place = line.span(1)
            if (said := _CONDITION.match(line[1])) is None:
                lines.append(place)
            elif said[1]:  # a condition for a text in the same line
                lines.append((place[0] + said.start(1), place[0] + said.end(1)))
            at = line.end()
        values: dict[str, str] = {}
        for own in lines:
            if self.text.startswith(":", own[0]) and (match := _ATTRIBUTE.match(self.content(own))):
                values.setdefault(match[1].lower(), self.content(own)[match.end() :].strip())
        self.attributes.values = values
        self.blocks(lines, self._header(lines))

    def content(self, line: Line) -> str:
        """The text of a line, without white space at its end."""
        return self.text[line[0] : line[1]].rstrip()

    def _header(self, lines: Sequence[Line]) -> int:
        """Read the title of the page and the lines below it; where the text begins."""
        at = 0
        while at < len(lines) and (not self.content(lines[at]) or self._is_aside(lines[at])):
            self._aside(lines[at])
            at += 1
        if at >= len(lines) or not (match := TITLE.match(self.content(lines[at]))) or len(match[1]) > 1:
            return at
        self._title(lines[at], match.end(), 1)
        at += 1
        for pattern in (_AUTHOR, _REVISION):
            if at < len(lines) and pattern.match(self.content(lines[at])):
                if pattern is _AUTHOR:
                    self.paragraph("p", [lines[at]])
                at += 1
            else:
                break
        while at < len(lines) and self.content(lines[at]) and self._is_aside(lines[at]):
            self._aside(lines[at])
            at += 1
        return at

    def _is_aside(self, line: Line) -> bool:
        content = self.content(line)
        return bool(_ATTRIBUTE.match(content)) or (content.startswith("//") and not content.startswith("///"))

    def _aside(self, line: Line) -> None:
        """An attribute, or a comment."""
        content, (start, _) = self.content(line), line
        builder, page = self.builder, self.builder.page
        if content.startswith("//"):
            page.comments.append(Comment(content[2:], Span(start, start + len(content)), 2))
        elif (match := _ATTRIBUTE.match(content)) and match.end() < len(content):
            span = Span(start + match.end(), start + len(content))
            key = match[1].lower()
            if key == "lang" and content[match.end() :][:2].isalpha() and not page.language:
                page.language = content[match.end() :][:2].lower()
            run = -1
            if is_text_key(key):
                run = builder.add_run("front-matter", key, builder.value(*span), span, "head")
            path = (key.removeprefix("page-").removeprefix("jbake-"),)
            page.data.append(Datum("front-matter", path, (), content[match.end() :], span, span, run))

    def _title(self, line: Line, at: int, level: int) -> None:
        start, content = line[0] + at, self.content(line)
        marks = content[: max(at, 0)].strip()
        end = line[0] + len(content)
        if marks and content.endswith(" " + marks):
            end = line[0] + len(content[: -len(marks)].rstrip())
        frame = self.builder.open(f"h{min(level, 6)}", start, start)
        inline(self.builder, [(start, end)], self.attributes)
        self.builder.close(frame, end, end)

    # ── blocks ────────────────────────────────────────────────────────────────────────────────

    def blocks(self, lines: Sequence[Line], at: int = 0) -> None:
        """Read a list of lines from one on."""
        self.depth += 1
        style = ""
        while at < len(lines):
            content = self.content(lines[at])
            if not content or content == "+":
                at += 1
                continue
            if BLOCK_ATTRIBUTES.match(content):
                style = content[1:-1].split(",")[0].split("%")[0].split(".")[0].split("#")[0].strip().lower() or style
                if style in ("quote", "verse"):
                    self._attribution(lines[at], content)
                at += 1
                continue
            if BLOCK_TITLE.match(content) and not FENCE.match(content):
                self.paragraph("p", [(lines[at][0] + 1, lines[at][1])])
                at += 1
                continue
            at, style = self._block(lines, at, content, style), ""
        self.depth -= 1

    def _attribution(self, line: Line, content: str) -> None:
        """Whom a quotation is by, and where it is from."""
        at = content.find(",")
        while at >= 0:
            end = content.find(",", at + 1)
            stop = end if end >= 0 else len(content) - 1
            start = at + 1 + len(content[at + 1 : stop]) - len(content[at + 1 : stop].lstrip(" \"'"))
            stop = start + len(content[start:stop].rstrip(" \"'"))
            if "=" not in content[start:stop]:
                self.paragraph("p", [(line[0] + start, line[0] + stop)])
            at = end

    def _block(self, lines: Sequence[Line], at: int, content: str, style: str) -> int:
        """Read the block that begins at a line; where the next one begins."""
        if FENCE.match(content):
            return self._fenced(lines, at, content, style)
        if self._is_aside(lines[at]):
            self._aside(lines[at])
            return at + 1
        if match := TITLE.match(content):
            self._title(lines[at], match.end(), len(match[1]))
            return at + 1
        if match := _MACRO.match(content):
            self._macro(lines[at], match)
            return at + 1
        if _RULE.match(content):
            self.builder.flush()
            return at + 1
        if (level := self._underlined(lines, at, content)) and style not in _VERBATIM:
            self.titles.append((Span(*lines[at]), 1 - abs(len(content) - len(self.content(lines[at + 1])))))
            self._title(lines[at], 0, level)
            return at + 2
        if style in _VERBATIM:
            return self._verbatim(lines, at, self.end_of_paragraph(lines, at))
        if self.depth <= MAX_DEPTH and ITEM.match(content):
            return self.lists.items(lines, at)
        if self.depth <= MAX_DEPTH and (match := TERM.match(content)) and "://" not in match["term"]:
            return self.lists.terms(lines, at)
        if content[0] in " \t":
            return self._verbatim(lines, at, self.end_of_paragraph(lines, at))
        end = self.end_of_paragraph(lines, at)
        own = [(start, start + len(self.content((start, stop)))) for start, stop in lines[at:end]]
        if admonition := _ADMONITION.match(content):
            own[0] = (own[0][0] + admonition.end(), own[0][1])
        if content.startswith("> "):
            own = [(line[0] + len(self.content(line)) - len(self.content(line).lstrip("> ")), line[1]) for line in own]
            frame = self.builder.open("blockquote", own[0][0], own[0][0])
            self.paragraph("p", own)
            self.builder.close(frame, own[-1][1], own[-1][1])
        else:
            self.paragraph("blockquote" if style in ("quote", "verse") else "p", own)
        return end

    def paragraph(self, tag: str, lines: Sequence[Line]) -> None:
        """A paragraph or the like of these lines."""
        own = [(start + len(self.text[start:end]) - len(self.text[start:end].lstrip()), end) for start, end in lines]
        own = [(start, start + len(self.text[start:end].rstrip())) for start, end in own if start < end]
        if own:
            frame = self.builder.open(tag, own[0][0], own[0][0])
            inline(self.builder, own, self.attributes)
            self.builder.close(frame, own[-1][1], own[-1][1])

    def end_of_paragraph(self, lines: Sequence[Line], at: int) -> int:
        """Where the paragraph ends that begins at a line."""
        end = at + 1
        while end < len(lines) and (content := self.content(lines[end])):
            if content == "+" or FENCE.match(content) or BLOCK_ATTRIBUTES.match(content) or self._is_comment(content):
                break
            end += 1
        return end

    def _is_comment(self, content: str) -> bool:
        return content.startswith("//") and not content.startswith("///")

    def _underlined(self, lines: Sequence[Line], at: int, content: str) -> int:
        """The level of a title with a line of marks below it; 0 where it is none."""
        if at + 1 >= len(lines) or not (content[0].isalnum() or content[0] in "\"'{"):
            return 0
        below = self.content(lines[at + 1])
        if len(below) < 3 or abs(len(below) - len(content)) > 1 or below.strip(below[0]):
            return 0
        return _SETEXT.get(below[0], 0)

    def _verbatim(self, lines: Sequence[Line], at: int, end: int) -> int:
        """Lines of code."""
        self.builder.flush()
        if not self.builder.context.skip:
            self.builder.page.masked.append(Span(lines[at][0], lines[end - 1][1]))
        return end

    def _fenced(self, lines: Sequence[Line], at: int, fence: str, style: str) -> int:
        """A block between two equal lines."""
        mark = "```" if fence[0] == "`" else fence
        end = at + 1
        while end < len(lines) and self.content(lines[end]) != mark:
            end += 1
        own = lines[at + 1 : end]
        after = min(end + 1, len(lines))
        kind = fence[0]
        if not own:
            return after
        if kind == "/":
            place = Span(lines[at][0], lines[after - 1][1])
            self.builder.page.comments.append(
                Comment(self.text[own[0][0] : own[-1][1]], place, own[0][0] - place.start)
            )
        elif kind in "|!,:" and fence[1] == "=":
            self._table(own, kind)
        elif kind == "+":
            if style not in ("stem", "latexmath", "asciimath"):
                self._html(own)
        elif (kind in "-.`" and fence != "--") or style in _VERBATIM or self.depth > MAX_DEPTH:
            self._verbatim(lines, at, after)
        elif kind == "_" and style == "verse":
            self.paragraph("blockquote", own)
        else:
            frame = self.builder.open("blockquote" if kind == "_" else "div", own[0][0], own[0][0])
            self.blocks(own)
            self.builder.close(frame, own[-1][1], own[-1][1])
        return after

    def _html(self, lines: Sequence[Line]) -> None:
        pieces, parts = Pieces(), []
        for start, end in lines:
            parts.append(self.text[start:end] + "\n")
            pieces.add(self.text[start:end], start, end)
            pieces.add("\n", end, min(end + 1, len(self.text)))
        self.builder.flush()
        feed(self.builder, "".join(parts), pieces=pieces)
        self.builder.flush()

    def _macro(self, line: Line, match: re.Match[str]) -> None:
        """A macro that is a block: of what it names, nothing is read."""
        builder, (start, _) = self.builder, line
        builder.flush()
        if match[1] != "image" or builder.context.skip:
            return
        left, right = alternative(self.content(line), match.start(3), match.end(3))
        run = -1
        if left < right:
            span = Span(start + left, start + right)
            run = builder.add_run("alt", "alt", builder.value(*span), span)
        place = Span(start, start + match.end())
        alt = self.content(line)[left:right]
        builder.page.images.append(Image(match[2], alt, "", place, builder.where(), run))
        if title := re.search(r"title=\"([^\"]*)\"", match[3]):
            shift = start + match.start(3)
            self.paragraph("p", [(shift + title.start(1), shift + title.end(1))])

    def _table(self, lines: Sequence[Line], kind: str) -> None:
        outer = self.builder.open("table", lines[0][0], lines[0][0])
        for row in rows(self.text, lines, kind):
            first = row[0][0][0] if row[0] else lines[0][0]
            frame = self.builder.open("tr", first, first)
            for cell in row:
                place = cell[0][0] if cell else first
                inner = self.builder.open("td", place, place)
                self.depth += 1
                if self.depth <= MAX_DEPTH:
                    self.blocks([(s + len(self.text[s:e]) - len(self.text[s:e].lstrip()), e) for s, e in cell])
                self.depth -= 1
                self.builder.close(inner, cell[-1][1] if cell else first, cell[-1][1] if cell else first)
            self.builder.close(frame, lines[-1][1], lines[-1][1])
        self.builder.close(outer, lines[-1][1], lines[-1][1])
