"""A sentence as a line of words, and what follows from its words alone."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from ots_lint.language.marks import class_mark
from ots_lint.meaning.sentence.notes import CELL

if TYPE_CHECKING:
    from ots_lint.language.frames import Frame, Modifier
    from ots_lint.language.language import Language

#: Signs at which a clause may begin or end.
_BORDERS = frozenset({",", ";", ":", CELL, "–", "—", "(", ")", "?", "!", ".", "¤"})
#: So many lines are remembered.
_MOST = 4_000


class Match(NamedTuple):
    """Where a frame matches in a sentence: its first and its last word."""

    first: int
    last: int
    frame: Frame


class Line:
    """The words of a sentence with what a language says of them.

    It knows nothing of the page that the sentence stands on, so that equal sentences share one: pages repeat
    themselves and each other (rows, footers, lists).
    """

    __slots__ = (
        "_borders",
        "_fitting",
        "_language",
        "_matches",
        "_modifiers",
        "_offsets",
        "_signs",
        "_words",
        "found",
        "text",
    )

    def __init__(self, language: Language, words: tuple[str, ...]) -> None:
        self._language = language
        self._words = words
        #: The words with the marks of their classes, each with a blank behind it.
        self.text = language.line(words)
        #: What has been found in the words, by who found it and all that it depends on; nothing that holds a page.
        self.found: dict[Hashable, Any] = {}
        self._signs: frozenset[str] | None = None
        self._matches: dict[str, tuple[Match, ...]] = {}
        self._fitting: Mapping[str, Sequence[Frame]] | None = None
        self._modifiers: Sequence[Modifier] | None = None
        self._borders: frozenset[int] | None = None
        self._offsets: list[int] | None = None

    @property
    def signs(self) -> frozenset[str]:
        """What frames ask for (see `Language.signs`)."""
        if self._signs is None:
            self._signs = self._language.signs(self._words)
        return self._signs

    @property
    def fitting(self) -> Mapping[str, Sequence[Frame]]:
        """Family → its frames that may match."""
        if self._fitting is None:
            self._fitting = self._language.fitting(self.signs)
        return self._fitting

    @property
    def modifiers(self) -> Sequence[Modifier]:
        """The modifiers whose cue may stand in the sentence."""
        if self._modifiers is None:
            self._modifiers = self._language.modifiers(self.signs)
        return self._modifiers

    @property
    def borders(self) -> frozenset[int]:
        """The words at which a clause may begin or end."""
        if self._borders is None:
            opens, joins = class_mark("clause-opener"), class_mark("and")
            marked = enumerate(zip(self._words, map(self._language.marks, self._words), strict=True))
            self._borders = frozenset(
                i for i, (word, marks) in marked if word in _BORDERS or opens in marks or joins in marks
            )
        return self._borders

    def matches(self, family: str) -> tuple[Match, ...]:
        """Where the frames of a family match."""
        found = self._matches.get(family)
        if found is None:
            frames = self._language.fitting_in(family, self.signs)
            found = self._matches[family] = tuple(match for frame in frames for match in self._found(frame))
        return found

    def matches_of(self, frame: Frame) -> Iterator[Match]:
        """Where a frame matches."""
        if frame.fits(self.signs):
            yield from self._found(frame)

    def _found(self, frame: Frame) -> Iterator[Match]:
        for match in frame.matches(self.text):
            start, end = match.span()
            yield Match(self.word_at(start), self.word_at(max(end - 2, start)), frame)

    def slots(self, family: str) -> Iterator[tuple[Match, tuple[int, int] | None]]:
        """Where the frames of a family match, with the words in the slot inside of them, if they have one."""
        for frame in self._language.fitting_in(family, self.signs):
            for found in frame.matches(self.text):
                start, end = found.span()
                match = Match(self.word_at(start), self.word_at(max(end - 2, start)), frame)
                start, end = found.span("slot") if frame.has_inner_slot else (-1, -1)
                yield match, (self.word_at(start), self.word_at(max(end - 2, start))) if start >= 0 else None

    def states(self, family: str, first: int, last: int | None) -> bool:
        """Whether a frame of a family matches from word `first` to word `last`."""
        frames = self._language.fitting_in(family, self.signs)
        if not frames:
            return False
        part = self.text[self._offset_of(first) : None if last is None else self._offset_of(last + 1)]
        return any(frame.search(part) for frame in frames)

    def word_at(self, offset: int) -> int:
        """The number of the word at an offset of the text."""
        return max(min(self.text.count(" ", 0, offset), len(self._words) - 1), 0)

    def _offset_of(self, word: int) -> int:
        if self._offsets is None:
            self._offsets = list(accumulate((len(part) + 1 for part in self.text.split(" ")), initial=0))
        return self._offsets[max(min(word, len(self._words)), 0)]


def line_of(language: Language, words: tuple[str, ...]) -> Line:
    """The line of some words; the same for equal ones, as long as it is remembered."""
    known = language.lines
    line: Line | None = known.get(words)
    if line is None:
        if len(known) >= _MOST:
            known.clear()
        line = known[words] = Line(language, words)
    return line
