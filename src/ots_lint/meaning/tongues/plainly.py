"""Whether a text is plainly of a language, as `Teller.is_plainly` says it of words, told by what stands between its blanks.

Pages are asked this before anything else, and are made of the same pieces: each is looked at once for the process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ots_lint.language.known import Known
from ots_lint.meaning.tongues.told import PLAIN, PLAIN_WORDS, STRANGE_WORDS, found_in, is_small

if TYPE_CHECKING:
    from ots_lint.language.language import Language

#: The counts of a piece are added as one number, in which each has so many bits: more than a text has characters.
_BITS = 24
_MASK = (1 << _BITS) - 1


class Plainly:
    """Tells which texts are plainly of a pack's language. `near`: common words of languages that look like it."""

    def __init__(self, pack: Language, near: Mapping[str, Iterable[str]]) -> None:
        self._pack = pack
        self._near = [frozenset(words) for words in near.values()]
        self._pieces = Known(self._count)

    def says(self, text: str) -> bool:
        """Whether a text is; False says nothing."""
        total = sum(map(self._pieces.__getitem__, text.split()))
        number, known, *foreign = (total >> _BITS * place & _MASK for place in range(3 + len(self._near)))
        return number >= PLAIN_WORDS and known >= PLAIN * number and max(foreign) * STRANGE_WORDS < number

    def _count(self, piece: str) -> int:
        """How many words begin with a small letter, how many of them the pack knows, and how many others are strange, or near."""
        plain = [word for word in found_in(piece) if is_small(word) and len(word) > 1]
        unknown = self._pack.unlisted(plain)
        strange = sum(not (word.isascii() or self._pack.letters.issuperset(word)) for word in unknown)
        near = (sum(map(common.__contains__, unknown)) for common in self._near)
        counts = (len(plain), len(plain) - len(unknown), strange, *near)
        return sum(count << _BITS * place for place, count in enumerate(counts))
