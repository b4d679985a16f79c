"""What has been found out about words and pieces of texts, each once for the process."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

#: What is longer than this is not remembered, and so many are at most.
_LONGEST, _MOST_KNOWN = 100, 10_000


class Known(dict[str, T]):
    """What has been found out about words, each once."""

    def __init__(self, find: Callable[[str], T]) -> None:
        self._find = find

    def __missing__(self, word: str) -> T:
        found = self._find(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST_KNOWN:
                self.clear()
            self[word] = found
        return found
