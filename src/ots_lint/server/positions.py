"""Offsets and the positions of the protocol: lines from 0, and in them UTF-16 code units from 0."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ots_lint.text.patterns import lazy_re

_LINE_END = lazy_re(r"\r\n|\r|\n")
#: What takes two code units.
_WIDE = lazy_re("[\U00010000-\U0010ffff]")


class Positions:
    """The positions in one text. Lines end at LF, CRLF and lone CR, as the protocol says, and at nothing else."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(match.end() for match in ends)]
        self._ends = [*(match.start() for match in ends), len(text)]  # of what lines hold
        self._wide = [] if text.isascii() else [match.start() for match in _WIDE.finditer(text)]

    def of(self, offset: int) -> tuple[int, int]:
        """The line and the character of an offset in code points."""
        line = bisect_right(self._starts, offset) - 1
        return line, self._units(line, offset)

    def offset(self, line: int, character: int) -> int:
        """The offset of a position; where there is none, of the nearest before it."""
        if line >= len(self._starts):
            return self._length
        start, end = self._starts[line], self._ends[line]
        character = max(character, 0)
        if character >= self._units(line, end):
            return end
        at = bisect_left(range(start, end + 1), character, key=lambda offset: self._units(line, offset)) + start
        return at if self._units(line, at) == character else at - 1  # in the middle of a pair

    def _units(self, line: int, offset: int) -> int:
        start = self._starts[line]
        return offset - start + bisect_left(self._wide, offset) - bisect_left(self._wide, start)
