"""Which words a text without mentions has, told by what stands between its blanks, and without reading it.

A piece is parted into words once for the process, as the tokenizer does it, so that nothing is told that is not there:
`Language.text_signs`, which needs no tokenizer, says more of a text than it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ots_lint.language.known import Known
from ots_lint.language.together import AllTogether, Ways
from ots_lint.meaning.pipeline.build import components_of
from ots_lint.meaning.pipeline.unit import piece_words, pieces_in
from ots_lint.meaning.sentence.starts import begins_for_sure, ends_for_sure
from ots_lint.text.patterns import lazy

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

    from ots_lint.language.language import Language

#: What digits are glued to in one word: letters, or a sign of money ("10€").
_GLUED = lazy(r"\p{L}+|\p{Sc}")
#: So many texts are remembered in their pieces: pages repeat their rows and footers.
_MOST_TEXTS = 2_000


class Pieced:
    """Tells of the words of texts, as the pipeline of a language parts them."""

    def __init__(self, nlp: Pipeline, pack: Language) -> None:
        self._pack = pack
        #: A text → what stands between its blanks; None where it needs a closer look.
        self.pieces = Known(lambda text: pieces_in(nlp, pack, text), _MOST_TEXTS)
        self._words = Known(lambda piece: piece_words(nlp, piece))
        self._piece_signs = Known(lambda piece: pack.signs(self._words[piece]))
        self._together = AllTogether(self._marks_in)
        _, self._modelled = components_of(nlp)
        self._ends = Known(lambda piece: ends_for_sure(self._words[piece]))
        self._begins = Known(lambda piece: begins_for_sure(self._words[piece]))

    def signs(self, pieces: Iterable[str]) -> frozenset[str]:
        """The signs of a text that has these pieces (see `Language.signs`)."""
        return frozenset().union(*filter(None, map(self._piece_signs.__getitem__, pieces)))

    def may_have(self, pieces: Iterable[str], ways: Ways) -> bool:
        """Whether such a text has words of classes together, in one of some ways."""
        return self._together[ways].may_stand_in(pieces)

    def may_say(self, pieces: Sequence[str], name: str, family: str, ways: Ways) -> bool:
        """Whether a sentence of such a text has a word of a class, and may match a frame of a family or has words together."""
        having, together = self._together[((name,),),], self._together[ways]
        return any(
            together.may_stand_in(part) or self._pack.may_match(family, self.signs(part))
            for part in self._parts(pieces)
            if having.may_stand_in(part)
        )

    def _parts(self, pieces: Sequence[str]) -> Iterator[Sequence[str]]:
        """The pieces of a text, parted where a sentence ends for sure; no sentence stands in two of the parts."""
        start = 0
        if not self._modelled:  # else the model says where sentences end
            for end in [i for i, piece in enumerate(pieces[:-1], 1) if self._ends[piece]]:
                if self._begins[pieces[end]]:
                    yield pieces[start:end]
                    start = end
        yield pieces[start:]

    def _marks_in(self, piece: str) -> str:
        words = self._words[piece]
        glued = (part for word in words if not word.isalpha() for part in _GLUED.findall(word))
        return "".join(map(self._pack.marks, (*words, *glued)))


@lru_cache(maxsize=24)
def pieced(nlp: Pipeline, pack: Language) -> Pieced:
    """What tells of the words of texts for a pack and its pipeline; made once."""
    return Pieced(nlp, pack)
