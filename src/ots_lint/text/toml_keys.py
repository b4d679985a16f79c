"""Finds keys that the TOML reader would take hours for: its time grows with the square of their parts."""

from __future__ import annotations

import re

#: Parts of a dotted key; nobody needs more than ten.
MAX_PARTS = 500
_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+'")


def endless_key(text: str) -> int | None:
    """The first row, from 1, with a dotted key of more than `MAX_PARTS` parts, or None."""
    if text.count(".") <= MAX_PARTS:
        return None
    for row, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MAX_PARTS and _QUOTED.sub("", line).partition("=")[0].count(".") > MAX_PARTS:
            return row
    return None
