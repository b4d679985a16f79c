"""Lines of reStructuredText, whose structure is their indentation."""

from __future__ import annotations

from collections.abc import Sequence

from ots_lint.pages.lines_of_text import Line


class Lines:
    """Answers what stands in lines of a text, which are known by their places in it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def content(self, line: Line) -> str:
        """The text of a line."""
        return self.text[line[0] : line[1]]

    def is_blank(self, line: Line) -> bool:
        """Whether there is nothing in a line."""
        return not self.content(line).strip()

    def indent(self, line: Line) -> int:
        """The width of the white space that a line begins with."""
        content = self.content(line)
        return len(content) - len(content.lstrip(" \t"))

    def indented(self, lines: Sequence[Line], at: int) -> int:
        """Where the indented lines end that begin at a line; blank ones at their end are no part of them."""
        last = at
        for number in range(at, len(lines)):
            if self.is_blank(lines[number]):
                continue
            if not self.indent(lines[number]):
                break
            last = number + 1
        return last

    def dedented(self, lines: Sequence[Line], most: int = 10_000) -> list[Line]:
        """The lines without the indentation that all have, or so much of it."""
        margin = min((self.indent(line) for line in lines if not self.is_blank(line)), default=0)
        margin = min(margin, most)
        return [(min(start + margin, end), end) for start, end in lines]
