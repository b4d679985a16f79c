"""Constant patterns, each compiled when it is first used: a run needs few of them, and `regex` compiles slowly."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

import regex


@cache
def compiled(source: str) -> regex.Pattern[str]:
    """The compiled form of a constant pattern. Not for patterns from pages or rule files."""
    return regex.compile(source)


def lazy(source: str) -> regex.Pattern[str]:
    """A constant pattern for a name in a module; it is compiled when one of its methods is first called."""
    return cast("regex.Pattern[str]", _Lazy(source))


class _Lazy:
    """Becomes the pattern as soon as something is asked of it."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        pattern = regex.compile(self._source)
        for method in ("match", "fullmatch", "search", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)
