"""What a text may say, told by what stands between its blanks, before it is split into words and sentences.

Each piece is looked at once and then remembered, with all that its words could be taken for; so a
glance may take a text for more than it says, but never for less.
"""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from ots_lint.meaning.words import Splitter, splitter
from ots_lint.ruleset.language import Known, Language
from ots_lint.text.run import OBJECT


class Glance:
    """Looks at texts in one language."""

    def __init__(self, language: Language, words: Splitter) -> None:
        self._language = language
        self._splitter = words
        self._signs = Known(self._find_signs)
        self._marks = Known(self._find_marks)

    def signs(self, text: str) -> frozenset[str]:
        """At least the signs (see `Language.signs`) of the text's words."""
        return frozenset().union(*map(self._signs.__getitem__, _pieces(text)))

    def marks(self, text: str) -> Set[str]:
        """At least the marks (see `Language.marks`) of the text's words."""
        return set().union(*map(self._marks.__getitem__, _pieces(text)))

    def _find_signs(self, piece: str) -> frozenset[str]:
        return self._language.signs(self._splitter.forms(piece))

    def _find_marks(self, piece: str) -> str:
        marks = self._language.marks
        return "".join({mark for word in self._splitter.forms(piece) for mark in marks(word) + marks(word.lstrip("-"))})


def _pieces(text: str) -> list[str]:
    return text.replace(OBJECT, f" {OBJECT} ").split() if OBJECT in text else text.split()


@lru_cache(maxsize=16)
def glance(language: Language, model: str = "") -> Glance:
    """The glance for a language; kept with all that it has seen."""
    return Glance(language, splitter(language.tag, model))
