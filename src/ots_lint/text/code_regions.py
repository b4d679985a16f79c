"""Where code stands in a page, found before it is parsed: what opens in code does not close outside of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ots_lint.text.patterns import lazy_re

#: A line of a code block between fences, behind the marks of quotations and lists.
_FENCE = lazy_re(r"(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*[ \t]*(`{3,}(?![^\r\n]*`)|~{3,})[^\r\n]*")
_LINE = lazy_re(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_TICKS = lazy_re(r"`+")
_ELEMENT = lazy_re(r"<!--|<(script|style|pre|code|kbd|samp|textarea|xmp)(?![\w-])", 2)  # ignoring case


class CodeRegions:
    """The stretches of code in one text; what overlaps counts as one."""

    def __init__(self, text: str, start: int, *, markdown: bool, indented: bool = True) -> None:
        found = list(_elements(text, start))
        if markdown:
            found += _blocks(text, start, indented)
        self._starts: list[int] = []
        self._ends: list[int] = []
        for left, right in sorted(found):
            if self._ends and left < self._ends[-1]:
                self._ends[-1] = max(right, self._ends[-1])
            else:
                self._starts.append(left)
                self._ends.append(right)

    def end(self, offset: int) -> int | None:
        """Where the code that holds this offset ends; None where there is none."""
        i = bisect_right(self._starts, offset) - 1
        return self._ends[i] if i >= 0 and self._ends[i] > offset else None


def _elements(text: str, start: int) -> Iterator[tuple[int, int]]:
    low = text.lower()
    if len(low) != len(text):
        return
    at = start
    missing: set[str] = set()
    while match := _ELEMENT.search(text, at):
        closer = "</" + match[1].lower() if match[1] else "-->"
        at = match.end()
        close = -1 if closer in missing else low.find(closer, at)
        if close < 0:
            missing.add(closer)
            continue
        yield match.start(), close
        at = close


def _blocks(text: str, start: int, with_indented: bool) -> Iterator[tuple[int, int]]:
    """Code between fences, indented code where there is any, and code spans."""
    fence, opened, block = "", start, start
    blank, indented = True, -1
    at = start
    while at < len(text):
        line = _LINE.match(text, at)
        assert line is not None
        content = line[1]
        mark = _FENCE.fullmatch(content) if "```" in content or "~~~" in content else None
        if fence:
            if mark is not None and mark[1].startswith(fence) and not content[mark.end(1) :].strip():
                yield opened, line.end()
                fence, block = "", line.end()
        elif mark is not None:
            yield from _spans(text, block, at)
            fence, opened = mark[1], at
        elif not content.strip():
            yield from _spans(text, block, at)
            block = line.end()
        deep = with_indented and content.startswith(("    ", "\t"))
        if indented >= 0 and content.strip() and not deep:
            yield indented, at
            indented = -1
        elif indented < 0 and deep and blank and not fence:
            indented = at
        blank = not content.strip()
        at = line.end()
    if indented >= 0:
        yield indented, len(text)
    if fence:
        yield opened, len(text)
    else:
        yield from _spans(text, block, len(text))


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Code spans in one block of text."""
    if text.find("`", start, end) < 0:
        return
    runs = []
    for match in _TICKS.finditer(text, start, end):
        left, right = match.span()
        if left > start and text[left - 1] == "\\":
            left += 1
        if right > left:
            runs.append((left, right))
    places: dict[int, list[int]] = {}
    for i, (left, right) in enumerate(runs):
        places.setdefault(right - left, []).append(i)
    i = 0
    while i < len(runs):
        same = places[runs[i][1] - runs[i][0]]
        k = bisect_left(same, i) + 1
        if k < len(same):
            yield runs[i][0], runs[same[k]][1]
            i = same[k]
        i += 1
