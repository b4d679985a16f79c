"""HTML elements whose content is Markdown: kramdown's `<div markdown="1">`, and those of Python-Markdown.

The parser takes the lines after such a tag for HTML. A line of nothing but the tags of such elements becomes a
processing instruction of the same length, which is an HTML block of one line, so that Markdown goes on after it. What
stands beside text in its line is an inner stretch, to be read by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from ots_lint.text.code_regions import CodeRegions
from ots_lint.text.patterns import lazy_re

_TAG = lazy_re(r"<(/?)([A-Za-z][\w-]*)((?:\s[^<>]*)?)>")
_MARKED = lazy_re(
    r"""\smarkdown(?:\s*=\s*(?:"(?:1|block|span|true|yes)"|'(?:1|block|span|true|yes)'|1|block|span))?(?=[\s/]|\Z)"""
)
_TAG_LINE = lazy_re(r"([ \t>]*)((?:</?[A-Za-z][\w-]*(?:\s[^<>]*)?>[ \t]*)+)(?=[\r\n]|\Z)")
_LINE_END = lazy_re(r"[\r\n]|\Z")


class Elements(NamedTuple):
    """The text with the tags covered, where they are, and the stretches to be read by themselves, outermost first."""

    text: str
    covered: list[tuple[int, int]]
    inner: list[tuple[int, int]]

    def covers(self, start: int, end: int) -> bool:
        """Whether a covered tag stands in `text[start:end]`."""
        i = bisect_right(self.covered, (start, len(self.text))) - 1
        return (i >= 0 and self.covered[i][1] > start) or (i + 1 < len(self.covered) and self.covered[i + 1][0] < end)


def markdown_elements(text: str) -> Elements:
    """Find the elements of a page whose content is Markdown, and cover their tags."""
    if "markdown" not in text or not any(_MARKED.search(tag[3]) for tag in _TAG.finditer(text)):
        return Elements(text, [], [])
    code = CodeRegions(text, 0, markdown=True)
    lines = Lines(text)
    inner: list[tuple[int, int]] = []
    open_elements: list[tuple[str, int, list[int]]] = []  # name, where the content begins, how deep in others alike
    for tag in _TAG.finditer(text):
        if code.end(tag.start()) is not None or tag[3].endswith("/"):
            continue
        name = tag[2].lower()
        if tag[1]:
            if not open_elements or open_elements[-1][0] != name:
                continue
            _, start, depth = open_elements[-1]
            depth[0] -= 1
            if depth[0]:
                continue
            open_elements.pop()
            if start >= 0:
                inner.append((start, tag.start()))
                continue
        elif not _MARKED.search(tag[3]):
            if open_elements and open_elements[-1][0] == name:
                open_elements[-1][2][0] += 1
            continue
        alone = lines.cover(tag.start())
        if not tag[1]:
            open_elements.append((name, -1 if alone else tag.end(), [1]))
    inner.sort()
    return Elements(lines.written(), sorted(lines.covered), inner)


class Lines:
    """The lines of nothing but tags that are to be covered."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last: tuple[int, int] | None = None  # where the last line began, and what ended it
        self._place: tuple[int, int] | None = None  # of its tags
        self.covered: set[tuple[int, int]] = set()

    def written(self) -> str:
        """The text with these lines covered."""
        pieces: list[str] = []
        at = 0
        for start, end in sorted(self.covered):
            # Of three characters, `<?>` is one, too.
            pieces += self._text[at:start], "<?", "x" * (end - start - 4), "?>" if end - start > 3 else ">"
            at = end
        pieces.append(self._text[at:])
        return "".join(pieces)

    def cover(self, offset: int) -> bool:
        """Cover the line around a tag, if there is nothing but tags in it."""
        text = self._text
        if self._last is None or not self._last[0] <= offset < self._last[1]:
            start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
            match = _TAG_LINE.match(text, start)
            end = match.end() if match else _LINE_END.search(text, offset).start()  # type: ignore[union-attr]
            self._last, self._place = (start, max(end, offset + 1)), None
            if match is not None and match[2].isascii():
                self._place = match.start(2), match.start(2) + len(match[2].rstrip(" \t"))
        if self._place is None or not self._place[0] <= offset < self._place[1]:
            return False
        self.covered.add(self._place)
        return True
