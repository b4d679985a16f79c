"""What is asked of every text before its language is: how many words it has, and how many of them a pack knows.

Pages have dozens of texts, of which most are plainly in the page's language. So words are counted by what stands between
two blanks, each of which is looked at once for the process, and a text costs an addition for each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ots_lint.language.known import Known
from ots_lint.meaning.tongues.told import A_WORD, found_in, is_small, unspaced_in

if TYPE_CHECKING:
    from ots_lint.language.language import Language

#: The counts of a piece are added as one number, in which each has so many bits: none is as high as the text is long, and
#: four of them are a number that is added without much ado.
_BITS = 15
_MASK = (1 << _BITS) - 1


class Tally(NamedTuple):
    """Counts of a text's words: those that `Words.all` has, `Words.number`, `Words.small`, and those that a pack knows."""

    all: int
    number: int
    small: int
    known: int


class Tallies:
    """Counts words for one pack; without a pack, none is known."""

    def __init__(self, pack: Language | None) -> None:
        self._pack = pack
        self._pieces = Known(self._count)

    def of(self, text: str) -> Tally:
        """The counts of a text of at most some thousand characters."""
        total = sum(map(self._pieces.__getitem__, text.split()))
        found, small = total & _MASK, total >> _BITS & _MASK
        unspaced = (total >> 2 * _BITS & _MASK) // A_WORD
        return Tally(found, found + unspaced, small + unspaced, total >> 3 * _BITS)

    def _count(self, piece: str) -> int:
        found = found_in(piece)
        small = sum(map(is_small, found))
        known = self._pack.known_words([word.lower() for word in found]) if self._pack is not None else 0
        return len(found) | small << _BITS | unspaced_in(piece) << 2 * _BITS | known << 3 * _BITS
