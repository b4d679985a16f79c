"""What has been found out about words and pieces of texts, each once for the process."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

#: What is longer than this is not remembered, and so many are at most, where nothing else is asked for.
_LONGEST, _MOST_KNOWN = 100, 10_000


class Known(dict[str, T]):
    """What has been found out about words, each once. `most`: of how many of them it is remembered."""

    def __init__(self, find: Callable[[str], T], most: int = _MOST_KNOWN) -> None:
        self._find = find
        self._most = most

    def __missing__(self, word: str) -> T:
        found = self._find(word)
        if len(word) <= _LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[word] = found
        return found
