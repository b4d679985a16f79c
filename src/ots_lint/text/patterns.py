"""Constant patterns, each compiled when it is first used: a run needs few of them, and compiling is slow."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    import regex


@cache
def compiled(source: str) -> regex.Pattern[str]:
    """The compiled form of a constant pattern. Not for patterns from pages or rule files."""
    import regex

    return regex.compile(source)


def lazy(source: str) -> regex.Pattern[str]:
    """A constant pattern for a name in a module; it is compiled when one of its methods is first called."""

    def make() -> regex.Pattern[str]:
        import regex

        return regex.compile(source)

    return cast("regex.Pattern[str]", _Lazy(make))


def lazy_re(source: str, flags: int = 0) -> re.Pattern[str]:
    """The same with `re`: for what needs no Unicode properties and no time limit."""

    def make() -> re.Pattern[str]:
        import re

        return re.compile(source, flags)

    return cast("re.Pattern[str]", _Lazy(make))


class _Lazy:
    """Becomes the pattern as soon as something is asked of it."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Any:
        pattern = self._make()
        for method in ("match", "fullmatch", "search", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)
