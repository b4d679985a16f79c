"""Patterns of a million characters, which spaCy compiles when one of its languages is imported, made when they are needed.

They are that long for tables of letters that stand in them some hundred times; compiling them takes two seconds.
Nearly every word can be told without: first with anything in the place of a letter, then with the letters of Latin
scripts. Only where neither decides, the pattern itself is compiled, so that the answer is always its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER

#: Patterns longer than this are not compiled at once.
_LONG = 100_000
_ANYTHING, _LATIN = r"\s\S", r"A-Za-zÀ-ÖØ-öø-ſ"
_TABLES = (ALPHA, ALPHA_LOWER, ALPHA_UPPER)


class LongPattern:
    """A pattern with tables of letters: `match` and all else is as of the compiled one."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags
        self._alike: dict[str, bool] = {}
        self._short = "[^" not in source  # where letters are excluded, more letters would mean fewer words

    def match(self, word: str) -> re.Match[str] | None:
        """As `re.Pattern.match` of the whole pattern."""
        if self._short:
            if self._loose.match(word) is None:
                return None
            if all(map(self._is_alike, word)):
                return self._latin.match(word)
        return self._whole.match(word)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return _compile(self._source, self._flags)

    @cached_property
    def _loose(self) -> re.Pattern[str]:
        return _compile(self._with(_ANYTHING), self._flags)

    @cached_property
    def _latin(self) -> re.Pattern[str]:
        return _compile(self._with(_LATIN), self._flags)

    def _with(self, letters: str) -> str:
        source = self._source
        for table in _TABLES:
            source = source.replace(table, letters)
        return source

    def _is_alike(self, char: str) -> bool:
        """Whether a character is a letter in all of the tables and in what stands for them, or in none of them."""
        alike = self._alike.get(char)
        if alike is None:
            found = {pattern.match(char) is not None for pattern in self._letters}
            alike = self._alike[char] = len(found) == 1
        return alike

    @cached_property
    def _letters(self) -> list[re.Pattern[str]]:
        flags = self._flags | (re.IGNORECASE if self._source.startswith("(?i") else 0)
        there = [table for table in _TABLES if table in self._source]
        return [_compile(f"[{letters}]", flags) for letters in (_LATIN, *there)]


_compile = re.compile


@contextmanager
def later() -> Iterator[None]:
    """Have what is imported inside compile its long patterns when they are needed."""

    def compiled(pattern: Any, flags: int = 0) -> Any:
        return (LongPattern if isinstance(pattern, str) and len(pattern) > _LONG else _compile)(pattern, flags)

    re.compile = compiled
    try:
        yield
    finally:
        re.compile = _compile
