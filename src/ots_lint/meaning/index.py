"""Which texts of a page have words of a class, told before any of them is read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING

from ots_lint.language.marks import class_mark
from ots_lint.text.patterns import compiled

if TYPE_CHECKING:
    from ots_lint.language.language import Language
    from ots_lint.meaning.layout import Layout
    from ots_lint.meaning.tongues import Tongues

#: What digits are glued to in one word: letters, or a sign of money.
_GLUED = r"\p{L}+|\p{Sc}"


def may_hold(pack: Language, model: str, text: str, names: Iterable[str]) -> bool:
    """Whether a word of one of some classes may stand in a text; False is certain, and needs no sentences."""
    marks = [class_mark(name) for name in names]
    if not pack.may_hold(text, marks):
        return False
    from ots_lint.meaning.pipeline import made

    nlp = made(pack, model)
    if nlp is None:
        return True
    from ots_lint.meaning.tokenizer import pieces_of
    from ots_lint.meaning.unit import words_in

    # the rest of the text has no such word, and need not be parted
    words = [*words_in(nlp, pack, " ".join(pack.pieces_with(text, marks)) if pieces_of(nlp) is not None else text)]
    glued = (part for word in words if not word.isalpha() for part in compiled(_GLUED).findall(word))  # "10€"
    return any(mark in found for found in map(pack.marks, [*words, *glued]) for mark in marks)


class Index:
    """The words of one page's texts."""

    def __init__(self, layout: Layout, tongues: Tongues, texts: Sequence[tuple[int, str]]) -> None:
        self._layout = layout
        self._tongues = tongues
        self._texts = texts
        self._found: dict[str, Set[int]] = {}
        self._words: dict[tuple[str, int], dict[str, set[str]]] = {}

    def units_with(self, name: str) -> Set[int]:
        """The units that have a word of a class."""
        known = self._found.get(name)
        if known is None:
            known = self._found[name] = set(self._find(class_mark(name)))
        return known

    def _find(self, mark: str) -> Iterator[int]:
        text, starts = self._joined
        for pack in self._packs:
            for word in sorted(self._classed(pack, mark)):
                at = text.find(word)
                while at >= 0:
                    end = at + len(word)
                    if not (word[0].isalnum() and (text[at - 1].isalnum() or text[end].isalnum())):
                        number, _ = self._texts[bisect_right(starts, at) - 1]
                        if self._tongues.pack(self._layout.page.runs[number]) is pack:
                            yield self._layout.unit_of[number]
                    at = text.find(word, end)

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        """All texts one below the other, and where each begins there."""
        starts, position = [], 1
        for _, text in self._texts:
            starts.append(position)
            position += len(text) + 1
        return "\n".join(["", *(text for _, text in self._texts), ""]), starts

    @cached_property
    def _packs(self) -> list[Language]:
        found = (self._tongues.pack(self._layout.page.runs[number]) for number, _ in self._texts)
        return list({pack.tag: pack for pack in found if pack is not None}.values())

    def _classed(self, language: Language, mark: str) -> Set[str]:
        """The words of the page that belong to a class, in a language."""
        key = language.tag, language.watch(mark)
        known = self._words.get(key)
        if known is None:
            known = self._words[key] = {}
            for watched in filter(None, map(language.watched.__getitem__, self._pieces)):  # most pieces have none
                for found, word in watched:
                    known.setdefault(found, set()).add(word)
        return known.get(mark, frozenset())

    @cached_property
    def _pieces(self) -> set[str]:
        return set(self._joined[0].replace("_", " ").split())
