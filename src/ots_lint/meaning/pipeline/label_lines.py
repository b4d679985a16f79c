"""Lines of a text that each have a label, as announcements are written: "Venue: Locke Bar", and below it "Coaches: Acme".

They stand in one paragraph without full stops, and each is a sentence of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ots_lint.text.patterns import lazy

#: A label opens its line and is a few words. Behind a line that ends with a comma, a line goes on.
_LABEL = lazy(r"(?:^|(?<=[^,\s])[^\S\n]*\n)[^\S\n]*(?=(?:\p{Lu}|\d)[^\n:.!?,;]{0,49}:\s)")
#: One label is an accident of where a long line was broken.
_FEWEST = 2


def line_starts(text: str, places: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The tokens at which a line with a label begins, or the line behind one. `places`: token → its start and end.

    Where nothing stands behind the last label, the number of tokens is one of them.
    """
    if "\n" not in text:
        return frozenset()
    starts = [found.end() for found in _LABEL.finditer(text)]
    if len(starts) < _FEWEST:
        return frozenset()
    behind = (text.find("\n", start) + 1 for start in starts)
    lines = [*starts, *(start for start in behind if start and not text[start : start + 1].islower())]
    begins = [start for start, _ in places]
    return frozenset(bisect_left(begins, start) for start in lines)
