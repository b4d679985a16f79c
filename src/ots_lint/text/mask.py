"""Covers template tags (Liquid, Jinja, Hugo, ERB, PHP, kramdown) before a page is parsed."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from ots_lint.text.code_regions import CodeRegions
from ots_lint.text.patterns import lazy_re


class Mask(NamedTuple):
    """A covered range of code points. A silent one leaves nothing in a run, others an object."""

    start: int
    end: int
    silent: bool = False


class Masks:
    """The covered ranges of one text, sorted and apart, and quick questions about them."""

    __slots__ = ("_starts", "masks")

    def __init__(self, masks: list[Mask]) -> None:
        self.masks = masks
        self._starts = [mask.start for mask in masks]

    def __bool__(self) -> bool:
        return bool(self.masks)

    def within(self, start: int, end: int) -> list[Mask]:
        """The masks that overlap a range, in order."""
        i = bisect_right(self._starts, start) - 1
        if i < 0 or self.masks[i].end <= start:
            i += 1
        found = []
        while i < len(self.masks) and self._starts[i] < end:
            found.append(self.masks[i])
            i += 1
        return found

    def at(self, offset: int) -> Mask | None:
        """The mask that covers an offset."""
        i = bisect_right(self._starts, offset) - 1
        return self.masks[i] if i >= 0 and offset < self.masks[i].end else None


_PLAIN = lazy_re(r"\{[{%#]|<\?(?:php\b|=)|<%")
_KRAMDOWN = lazy_re(r"\{[{%#:]|<\?(?:php\b|=)|<%|(?<![\\$])\$\$(?!\$)")
#: Where none of these is, there is no tag. Patterns that begin with a rare character are searched for much faster.
_MARKS = lazy_re(r"\{[{%#:]"), re.compile(r"\?(?<=<\?)"), re.compile(r"%(?<=<%)")
_BLANK_LINE = lazy_re(r"\n[ \t]*\r?\n|\r[ \t]*\r(?!\n)")
_TAG_NAME = lazy_re(r"\{[{%][-~+<%]?\s*([A-Za-z_]\w*)")
#: Tags whose content is no text of the page either.
_WITH_CONTENT = frozenset({"comment", "highlight", "raw", "verbatim"})
#: What may end the code that a tag seems to go on beyond.
_ENDS_CODE = re.compile(r"`|~~~|</|-->|\n(?:    |\t)|\r(?:    |\t)")
_MATHS_END = lazy_re(r"(?<![\\$])\$\$(?!\$)")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}", "<%": "%>", "<?": "?>"}
#: How a comment of Go's templates ends.
_NOTE_ENDS = ("*/}}", "*/ -}}")
_KRAMDOWN_TAG = lazy_re(r"\{:(?::(?P<name>[a-z]+)[^{}\r\n]*|/?[^{}\r\n]*)\}")
_KRAMDOWN_CONTENT = frozenset({"comment"})
_TAG_START = lazy_re(r"</?[A-Za-z][A-Za-z0-9:-]*\Z")
_IN_TAG = lazy_re(r"<[/A-Za-z][^<>]*\Z")


def mask(text: str, start: int = 0, *, markdown: bool = False) -> tuple[str, Masks]:
    """Cover the template tags in `text[start:]` with filler.

    The new text is equal in code points and in UTF-8 bytes, so every offset still fits. In
    Markdown a line of nothing but tags becomes an HTML comment, which any block may follow, and
    kramdown attribute lists are covered too.
    """
    if not any(mark.search(text, start) for mark in _MARKS) and not (markdown and text.find("$$", start) >= 0):
        return text, Masks([])
    opening = _KRAMDOWN if markdown else _PLAIN
    masks = _Scanner(text, start, opening, markdown=markdown).masks()
    if not masks:
        return text, Masks([])
    return cover(text, start, masks, markdown), Masks(masks)


def find_masks(text: str, start: int = 0) -> Masks:
    """Where the template tags in `text[start:]` are, by the rules of all pages."""
    return Masks(_Scanner(text, start, _PLAIN, markdown=False).masks())


class _Scanner:
    """Finds tags in one pass; what was searched for in vain is not searched for again."""

    def __init__(self, text: str, start: int, opening: re.Pattern[str], *, markdown: bool) -> None:
        self.text = text
        self.start = start
        self.opening = opening
        self.markdown = markdown
        self.code: CodeRegions | None = None
        self.next: dict[str, int] = {}
        self.missing: set[str] = set()
        self.blank = -1

    def masks(self) -> list[Mask]:
        text, position, found = self.text, self.start, []
        while match := self.opening.search(text, position):
            at = match.start()
            kind = text[at : at + 2]
            covered = self._cover(at, kind)
            if isinstance(covered, int):
                position = covered
            else:
                found.append(covered)
                position = covered.end
        return found

    def _cover(self, at: int, kind: str) -> Mask | int:
        """The mask of what opens at `at`, or where to go on."""
        if kind == "$$":
            return self._maths(at)
        return self._kramdown(at) if kind == "{:" else self._tag(at, kind)

    def _find(self, needle: str, at: int) -> int:
        known = self.next.get(needle, -2)
        if known == -1 or known >= at:
            return known
        known = self.next[needle] = self.text.find(needle, at)
        return known

    def _note_end(self, at: int) -> str:
        """How the comment ends whose text begins at `at`."""
        ends = [end for end in _NOTE_ENDS if self._find(end, at) >= 0]
        return min(ends, key=lambda end: self._find(end, at), default=_NOTE_ENDS[0])

    def _blank(self, at: int) -> int:
        if self.blank < at:
            match = _BLANK_LINE.search(self.text, at)
            self.blank = match.start() if match else len(self.text)
        return self.blank

    def _leaves_code(self, at: int, end: int) -> bool:
        """Whether what opens at `at` opens in code that ends before `end`."""
        if not _ENDS_CODE.search(self.text, at, end):
            return False
        if self.code is None:
            self.code = CodeRegions(self.text, self.start, markdown=self.markdown)
        code_end = self.code.end(at)
        return code_end is not None and code_end < end

    def _maths(self, at: int) -> Mask | int:
        """The mask of the formula that opens at `at`: in a paragraph, or on lines of its own."""
        text = self.text
        match = _MATHS_END.search(text, at + 2) if "$$" not in self.missing else None
        if match is None:
            self.missing.add("$$")
            return at + 2
        end = match.end()
        own = _opens_line(text, self.start, at) and _closes_line(text, end)
        tight = not text[at + 2].isspace() and not text[end - 3].isspace()
        if (self._blank(at) < end and not own) or not (own or tight) or self._leaves_code(at, end):
            return at + 2
        return Mask(at, end)

    def _tag(self, at: int, kind: str) -> Mask | int:
        """The mask of the tag that opens at `at`, or where to go on."""
        text = self.text
        noted = text.startswith(("{{/*", "{{- /*"), at)
        closer = self._note_end(at + 2) if noted else _CLOSERS[kind]
        close = self._find(closer, at + 2)
        if close < 0:
            return len(text) if kind == "<?" else at + 2  # PHP needs no end
        free = noted or kind not in ("{{", "{#") or (kind == "{#" and text[at + 2 : at + 3] in " \t\r\n-")
        if not free and self._blank(at) < close:
            return at + 2
        if kind == "{#" and not free and self._find("}", at + 2) < close:
            return at + 2  # `## Head {#id}` is a heading's own id
        inner = text.rfind(kind, at + 2, close) if kind in ("{{", "{%") and not noted else -1
        if inner > at + 2:
            return inner  # this one is never closed
        end = close + len(closer)
        if text.startswith("{{{", at) and text.startswith("}", end):
            end += 1
        if self._leaves_code(at, end):
            return at + 2
        if kind in ("{%", "{{") and (match := _TAG_NAME.match(text, at)) and match[1] in _WITH_CONTENT:
            inner_end = self._content(kind, match[1], end)
            end = inner_end if inner_end == end or not self._leaves_code(at, inner_end) else end
        return Mask(at, end)

    def _content(self, kind: str, name: str, end: int) -> int:
        """Where the content of a paired tag and its end tag end; `end` where it has none."""
        if kind + name in self.missing:
            return end
        if kind == "{%":
            pattern = r"\{%[-~+]?\s*end" + name + r"\b[^%{}]*%\}"
        else:
            pattern = r"\{\{[<%]\s*/\s*" + name + r"\s*[>%]\}\}"
        match = re.compile(pattern).search(self.text, end)
        if match is None:
            self.missing.add(kind + name)
            return end
        return match.end()

    def _kramdown(self, at: int) -> Mask | int:
        match = _KRAMDOWN_TAG.match(self.text, at)
        if match is None:
            return at + 2
        end = match.end()
        name = match["name"]
        if name in _KRAMDOWN_CONTENT and not match.group().endswith("/}") and name not in self.missing:
            close = re.compile(r"\{:/(?:" + name + r")?\}").search(self.text, end)
            if close is None:
                self.missing.add(name)
            elif not self._leaves_code(at, close.end()):
                end = close.end()
        return Mask(at, end, silent=True)


def cover(text: str, start: int, masks: list[Mask], markdown: bool) -> str:
    """The text with filler in the masks; see `mask`."""
    pieces: list[str] = []
    position = i = 0
    while i < len(masks):
        group_start, group_end, j = masks[i].start, masks[i].end, i + 1
        as_comment = markdown and _opens_line(text, start, group_start)
        if as_comment:
            while j < len(masks) and not text[group_end : masks[j].start].strip(" \t"):
                group_end = masks[j].end
                j += 1
            as_comment = _closes_line(text, group_end) and not _IN_TAG.search(
                text, max(start, group_start - 1000), group_start
            )
        if as_comment and group_end - group_start >= 7:
            covered = text[group_start:group_end]
            if covered[:4].isascii() and covered[-3:].isascii():
                pieces += text[position:group_start], "<!--", _filler(covered[4:-3]), "-->"
                position, i = group_end, j
                continue
        covered = _filler(text[group_start : masks[i].end])
        if (
            group_start
            and text[group_start - 1].isalnum()
            and _TAG_START.search(text, max(start, group_start - 40), group_start)
        ):
            covered = covered.replace("x", " ")  # `<li{% if … %} class=…>` stays an `li`
        pieces += text[position:group_start], covered
        position = masks[i].end
        i += 1
    pieces.append(text[position:])
    return "".join(pieces)


def _opens_line(text: str, start: int, offset: int) -> bool:
    while offset > start and text[offset - 1] in " \t>":
        offset -= 1
    return offset == start or text[offset - 1] in "\r\n"


def _closes_line(text: str, offset: int) -> bool:
    while offset < len(text) and text[offset] in " \t":
        offset += 1
    return offset == len(text) or text[offset] in "\r\n"


def _filler(covered: str) -> str:
    """Letters, one for each character, of the same width in UTF-8."""
    if covered.isascii():
        return "x" * len(covered)
    return "".join("x" if c < "\x80" else "é" if c < "\u0800" else "一" if c < "\U00010000" else "𝒙" for c in covered)
