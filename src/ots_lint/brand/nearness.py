"""How far one word is from another, in edits."""

from __future__ import annotations

from functools import lru_cache

#: How far a misspelling may be from the name, in edits (insert, delete, replace, swap).
MAX_DISTANCE = 2


def shares_letters(word: str, target: str) -> bool:
    """Whether all but a few letters of the target stand in the word, in any order."""
    missing = 0
    rest = word
    for char in target:
        if char in rest:
            rest = rest.replace(char, "", 1)
        else:
            missing += 1
            if missing > MAX_DISTANCE:
                return False
    return True


@lru_cache(maxsize=4096)
def distance(a: str, b: str) -> int:
    """Edits between two words, a swap of neighbours counting as one (optimal string alignment)."""
    if a == b:
        return 0
    if abs(len(a) - len(b)) > MAX_DISTANCE:
        return MAX_DISTANCE + 1
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]
