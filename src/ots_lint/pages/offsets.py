"""The way from byte offsets, as the Markdown parser has them, to places in a text."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


#: Marks the bytes that are not ASCII, and matches those of characters of one width.
_WIDE = bytes(byte > 0x7F for byte in range(256))


_STRETCHES = {
    2: re.compile(rb"(?:[\xc0-\xdf].)+", re.DOTALL),
    3: re.compile(rb"(?:[\xe0-\xef]..)+", re.DOTALL),
    4: re.compile(rb"(?:[\xf0-\xff]...)+", re.DOTALL),
}


class Offsets:
    """The way from UTF-8 byte offsets in a text to code point offsets plus `base`."""

    def __init__(self, text: str, base: int) -> None:
        # At each stretch of characters of one width: where it starts in bytes and in code points.
        self.starts, self.points, self.widths = [0], [base], [1]
        if text.isascii():
            return
        data = text.encode()
        wide = data.translate(_WIDE)
        point, end = base, 0
        while (at := wide.find(1, end)) >= 0:
            point += at - end
            width = 2 if data[at] < 0xE0 else 3 if data[at] < 0xF0 else 4
            self.starts.append(at)
            self.points.append(point)
            self.widths.append(width)
            end = at + width
            if data[end : end + 1] > b"\x7f" and (stretch := _STRETCHES[width].match(data, at)):
                end = stretch.end()
            point += (end - at) // width
            self.starts.append(end)
            self.points.append(point)
            self.widths.append(1)

    def convert(self, offset: int) -> int:
        """The code point offset of a byte offset."""
        i = bisect_right(self.starts, offset) - 1
        return self.points[i] + (offset - self.starts[i]) // self.widths[i]

    def around(self, offset: int) -> tuple[int, int, int]:
        """The range of byte offsets around this one whose code point offsets are as much smaller, and how much."""
        i = bisect_right(self.starts, offset) - 1
        start, width = self.starts[i], self.widths[i]
        if width > 1:
            return offset, offset + 1, offset - self.points[i] - (offset - start) // width
        following = self.starts[i + 1] if i + 1 < len(self.starts) else sys.maxsize
        return start, following, start - self.points[i]
