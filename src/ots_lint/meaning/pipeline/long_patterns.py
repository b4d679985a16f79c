"""Patterns with tables of all letters, as spaCy's languages have them, made short for the words that nearly all texts have.

Such a table has a thousand ranges, and stands in some patterns hundreds of times, which takes seconds to compile. Where
a word has only usual characters, the pattern says the same without the others. The whole one is compiled when another
word asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from typing import Any

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER

_TABLES = (ALPHA, ALPHA_LOWER, ALPHA_UPPER)
#: Latin letters with the capital "ß", punctuation, signs and pictures. The micro sign is none: to a pattern that takes
#: capitals for small letters, it is a Greek letter.
_USUAL = ((0, 0xB4), (0xB6, 0x17F), (0x1E9E, 0x1E9E), (0x2000, 0x20FF), (0x2190, 0x2BFF), (0x1F300, 0x1FAFF))
_compile = re.compile
_STRANGE = _compile("[^{}]".format("".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _USUAL)))
#: What a table is made of: characters, and ranges of them.
_PART = _compile(r"(\\u.{4}|\\U.{8}|.)(?:-(\\u.{4}|\\U.{8}|.))?")


class LongPattern:
    """A pattern with tables of letters: `match`, `search`, `finditer` and all else is as of the compiled one."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def match(self, word: str) -> re.Match[str] | None:
        """As `re.Pattern.match` of the whole pattern."""
        return self._for(word).match(word)

    def search(self, word: str) -> re.Match[str] | None:
        """As `re.Pattern.search` of the whole pattern."""
        return self._for(word).search(word)

    def finditer(self, word: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer` of the whole pattern."""
        return self._for(word).finditer(word)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)

    def _for(self, word: str) -> re.Pattern[str]:
        return self._whole if _STRANGE.search(word) and self._loose.search(word) else self._short

    @cached_property
    def _short(self) -> re.Pattern[str]:
        source = self._source
        for table in _TABLES:
            if table in source:
                source = source.replace(table, shortened(table))
        return _compile(source, self._flags)

    @cached_property
    def _loose(self) -> re.Pattern[str]:
        """Where not even this finds anything, neither does the whole one."""
        source = self._source
        for table in _TABLES:
            source = source.replace(table, r"\s\S")
        excludes = any(sign in source for sign in ("[^", "(?!", "(?<!"))
        return _compile("" if excludes else source, self._flags)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return _compile(self._source, self._flags)


@cache
def shortened(table: str) -> str:
    """A table of characters without the ranges that have no usual ones."""
    return "".join(part[0] for part in _PART.finditer(table) if _is_usual(_code(part[1]), _code(part[2] or part[1])))


def _is_usual(start: int, end: int) -> bool:
    return any(start <= last and first <= end for first, last in _USUAL)


def _code(char: str) -> int:
    return int(char[2:], 16) if len(char) > 1 else ord(char)


@contextmanager
def later() -> Iterator[None]:
    """Have what is called inside compile its patterns with tables of letters when they are needed, and as far as needed."""

    def compiled(pattern: Any, flags: int = 0) -> Any:
        has_table = isinstance(pattern, str) and any(table in pattern for table in _TABLES)
        return (LongPattern if has_table else _compile)(pattern, flags)

    re.compile = compiled
    try:
        yield
    finally:
        re.compile = _compile
