"""Which texts may have words of several classes together, told by what stands between their blanks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ots_lint.language.known import Known
from ots_lint.language.marks import class_mark

#: Ways to say something. Of each way, all lists of classes are needed: a word of one of the classes.
Ways = tuple[tuple[tuple[str, ...], ...], ...]


class Together:
    """Tells whether something may be said in one of some ways. `marks_in`: the marks that words of a piece (may) have."""

    def __init__(self, ways: Ways, marks_in: Callable[[str], Iterable[str]]) -> None:
        self._ways = [[frozenset(map(class_mark, names)) for names in way] for way in ways]
        asked = frozenset[str]().union(*(marks for way in self._ways for marks in way))
        self._pieces = Known(lambda piece: asked.intersection(marks_in(piece)))
        #: Whether one word is all that is needed.
        self._is_single = [len(way) for way in ways] == [1]

    def may_stand_in(self, pieces: Iterable[str]) -> bool:
        """Whether these pieces may have such words; False is certain."""
        if self._is_single:
            return any(map(self._pieces.__getitem__, pieces))
        marks = frozenset[str]().union(*filter(None, map(self._pieces.__getitem__, pieces)))
        return any(not any(needed.isdisjoint(marks) for needed in way) for way in self._ways)


class AllTogether(dict[Ways, Together]):
    """The same for whatever ways are asked for."""

    def __init__(self, marks_in: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self._marks_in = marks_in

    def __missing__(self, ways: Ways) -> Together:
        found = self[ways] = Together(ways, self._marks_in)
        return found
