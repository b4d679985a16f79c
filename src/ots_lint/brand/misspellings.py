"""Find what is a few letters away from a brand's name, and nobody else's name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from ots_lint.brand.facts import Brand
from ots_lint.brand.nearness import MAX_DISTANCE, distance, shares_letters
from ots_lint.brand.phrases import SPACES
from ots_lint.brand.surroundings import WORD
from ots_lint.scan.traces import Traces
from ots_lint.text.looks import Folded
from ots_lint.text.patterns import compiled, lazy

#: The words of a name in camel case.
_CAMEL = r"\p{Lu}+(?!\p{Ll})|\p{Lu}\p{Ll}+|\p{Ll}+"
#: A dash of the sentence: long, or with blanks around it.
_DASH = lazy(r"[\u2012-\u2015\u2212]|\s-+\s")


class Misspellings:
    """Knows how one brand's name can be misspelt."""

    def __init__(self, brand: Brand, traces: Traces) -> None:
        self._name = brand.name
        self._letters = "".join(brand.words).lower()
        length = len(self._letters)
        # two letters off, "das" would be a short name such as ABBA, and one letter off many a word is
        self._most = 0 if length < 6 else 1 if length < 9 else MAX_DISTANCE
        self._pieces = tuple(word.lower() for word in brand.words)
        self._guards = frozenset(w.lower() for w in brand.other_words)
        self._others = frozenset(
            "".join((*self._pieces[:k], guard, *self._pieces[k + 1 :]))
            for guard in self._guards
            for k, piece in enumerate(self._pieces)
            if guard != piece
        )
        self._traces = traces
        self._word = lazy(WORD + "+")
        self._gaps = lazy(rf"{SPACES}+")

    def find(self, folded: Folded) -> Iterator[tuple[int, int]]:
        """Where something near the name stands in a text."""
        text = folded.text
        low = text.lower()
        if len(low) != len(text) or not any(piece in low for piece in self._pieces):
            return
        words = [match.span() for match in self._word.finditer(text)]
        length, count = len(self._letters), len(self._pieces)
        near = self._near(low, words)
        i = 0
        while i < len(words):
            best: tuple[int, int] | None = None
            start, joined = words[i][0], ""
            for j in range(i, min(i + count, len(words)) if near[i] else i):
                if j > i and not self._is_gap(text[words[j - 1][1] : words[j][0]]):
                    break
                joined += low[words[j][0] : words[j][1]]
                if len(joined) > length + MAX_DISTANCE + 1:
                    break
                if len(joined) < length - MAX_DISTANCE or not shares_letters(joined, self._letters):
                    continue
                parts = [low[s:e] for s, e in words[i : j + 1]]
                found = self._distance(joined, parts, text[start : words[j][1]])
                if found and (best is None or found < best[0]):
                    best = (found, j)
            if best is not None:
                yield start, words[best[1]][1]
                i = best[1]
            i += 1

    def _is_gap(self, gap: str) -> bool:
        return len(gap) <= 3 and self._gaps.fullmatch(gap) is not None and not _DASH.search(gap)

    def _near(self, low: str, words: Sequence[tuple[int, int]]) -> Sequence[bool]:
        """Whether the name, right or wrong, can begin with each of these words of a text."""
        starts = list(accumulate((end - start for start, end in words), initial=0))
        seeds = self._traces.seeded("".join([low[start:end] for start, end in words]))
        if seeds is None or starts[-1] == 0:
            return [True] * len(words)
        near = [False] * len(words)
        for at in seeds:
            word = bisect_right(starts, at) - 1
            for i in range(max(word - len(self._pieces) + 1, 0), word + 1):
                near[i] = True
        return near

    def _distance(self, joined: str, parts: Sequence[str], seen: str) -> int:
        """The number of edits from the name, or 0 where this is the name or somebody else's."""
        target = self._letters
        edits = distance(joined, target)
        if not 0 < edits <= self._most:
            return 0
        if joined in {target + "ers", target + "er"} or joined.strip("0123456789") == target:
            return 0
        if len(parts) == 1:
            return 0 if edits > 1 and (joined in self._others or self._is_longer(seen)) else edits
        if joined in self._others or self._is_other(parts):
            return 0
        if len(parts) == len(self._pieces):
            return edits if self._is_near_in_each(parts, seen) else 0
        return edits if len(parts) != 2 or self._is_near_in_two(*parts) else 0

    def _is_longer(self, seen: str) -> bool:
        """Whether other words stand around the name or instead of one of its own ("FreeCorkClub", "myFreeCodeClub")."""
        # one letter off in one word is a slip; "FreeCorkClub" is another name
        if self._is_other([piece.lower() for piece in compiled(_CAMEL).findall(seen)]):
            return True
        before, found, after = seen.partition(self._name)
        return bool(found) and (before[-1:].islower() or after[:1].isupper() or (before + after)[:1].isdigit())

    def _is_near_in_each(self, parts: Sequence[str], seen: str) -> bool:
        """Whether each word is near its own: the edits of one may not eat another."""
        pairs = list(zip(parts, self._pieces, strict=True))
        if any(distance(part, piece) > (1 if len(piece) < 6 else 2) for part, piece in pairs):
            return False
        if seen == seen.lower() and any(part.endswith("s") and part[:-1] == piece for part, piece in pairs):
            return False
        # the shape rule has decided about the plural
        return not (parts[-1] == self._pieces[-1] + "s" and tuple(parts[:-1]) == self._pieces[:-1])

    def _is_near_in_two(self, first: str, last: str) -> bool:
        pieces = self._pieces
        if distance(first, pieces[0] + pieces[1]) <= 2 and distance(last, pieces[-1]) <= 2:
            return True
        glued = pieces[-2] + pieces[-1] if len(pieces) > 2 else ""
        return bool(glued) and distance(first, pieces[0]) <= 1 and distance(last, glued) <= 2

    def _is_other(self, parts: Sequence[str]) -> bool:
        if len(parts) != len(self._pieces):
            return any(part in self._guards for part in parts)
        return any(part in self._guards and part != piece for part, piece in zip(parts, self._pieces, strict=True))
