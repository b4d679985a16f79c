"""Compiled patterns, looked up by their text: `regex`'s own cache costs a microsecond per call and more."""

from __future__ import annotations

from functools import cache

import regex


@cache
def compiled(source: str) -> regex.Pattern[str]:
    """The compiled form of a constant pattern. Not for patterns from pages or rule files."""
    return regex.compile(source)
