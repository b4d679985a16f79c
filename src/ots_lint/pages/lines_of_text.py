"""A text of several lines, which an inline scanner goes through as one: where its characters stand in the source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ots_lint.pages.builder import Builder

#: A line of a text: where it stands in the source.
Line = tuple[int, int]


class LinesOfText:
    """Lines joined to one text, whose stretches are given to a builder."""

    def __init__(self, builder: Builder, lines: Sequence[Line]) -> None:
        self.builder = builder
        self.lines = lines
        source = builder.source
        self.text = "\n".join([source[start:end] for start, end in lines])
        self.starts: list[int] = []  # of each line in the text
        at = 0
        for start, end in lines:
            self.starts.append(at)
            at += end - start + 1
        self.line = 0  # in which the last place was

    def place(self, at: int) -> int:
        """Where a position of the text stands in the source. Positions are asked for in order, or nearly."""
        while self.line and self.starts[self.line] > at:
            self.line -= 1
        while self.line + 1 < len(self.starts) and self.starts[self.line + 1] <= at:
            self.line += 1
        start, end = self.lines[self.line]
        return min(start + at - self.starts[self.line], end)

    def plain(self, left: int, right: int) -> None:
        """Text as it is, in lines."""
        builder = self.builder
        while left < right:
            start = self.place(left)
            end = self.starts[self.line] + self.lines[self.line][1] - self.lines[self.line][0]
            if left >= end:  # the line break
                following = self.lines[self.line + 1][0] if self.line + 1 < len(self.lines) else start
                builder.line_break(self.lines[self.line][1], following)
                left = end + 1
                continue
            stop = min(end, right)
            builder.text(start, start + stop - left)
            left = stop
