"""Which words a text without mentions has, told by what stands between its blanks, and without reading it.

A piece is parted into words once for the process, as the tokenizer does it, so that nothing is told that is not there:
`Language.text_signs`, which needs no tokenizer, says more of a text than it has.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ots_lint.language.known import Known
from ots_lint.language.together import AllTogether, Ways
from ots_lint.meaning.unit import piece_words, pieces_in
from ots_lint.text.patterns import lazy

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

    from ots_lint.language.language import Language

#: What digits are glued to in one word: letters, or a sign of money ("10€").
_GLUED = lazy(r"\p{L}+|\p{Sc}")
#: Of so many texts their signs are remembered: pages repeat their rows and footers.
_MOST_TEXTS = 1_000


class Pieced:
    """Tells of the words of texts, as the pipeline of a language parts them."""

    def __init__(self, nlp: Pipeline, pack: Language) -> None:
        self._nlp = nlp
        self._pack = pack
        self._words = Known(lambda piece: piece_words(nlp, piece))
        self._piece_signs = Known(lambda piece: pack.signs(self._words[piece]))
        self._signs = Known(self._signs_of, _MOST_TEXTS)
        self._together = AllTogether(self._marks_in)

    def signs(self, text: str) -> frozenset[str] | None:
        """The signs of a text (see `Language.signs`); None where it needs a closer look."""
        return self._signs[text]

    def _signs_of(self, text: str) -> frozenset[str] | None:
        pieces = pieces_in(self._nlp, self._pack, text)
        return None if pieces is None else frozenset().union(*filter(None, map(self._piece_signs.__getitem__, pieces)))

    def may_have(self, text: str, ways: Ways) -> bool | None:
        """Whether a text has words of classes together, in one of some ways; None where it needs a closer look."""
        pieces = pieces_in(self._nlp, self._pack, text)
        return None if pieces is None else self._together[ways].may_stand_in(pieces)

    def _marks_in(self, piece: str) -> str:
        words = self._words[piece]
        glued = (part for word in words if not word.isalpha() for part in _GLUED.findall(word))
        return "".join(map(self._pack.marks, (*words, *glued)))


@lru_cache(maxsize=24)
def pieced(nlp: Pipeline, pack: Language) -> Pieced:
    """What tells of the words of texts for a pack and its pipeline; made once."""
    return Pieced(nlp, pack)
