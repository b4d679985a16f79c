"""What the texts of a page may have and say, told before any of them is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG, class_mark
from ots_lint.meaning.notes import CELL
from ots_lint.text.patterns import compiled

if TYPE_CHECKING:
    from ots_lint.language.language import Language
    from ots_lint.meaning.layout import Layout
    from ots_lint.meaning.naming import Naming
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
    """The words of one page's texts, and what those may say that nobody has read yet."""

    def __init__(self, layout: Layout, tongues: Tongues, naming: Naming, model: str) -> None:
        self._layout = layout
        self._tongues = tongues
        self._naming = naming
        self._model = model
        self._found: dict[str, Set[int]] = {}
        self._classed: dict[tuple[Language, int], Mapping[str, list[str]]] = {}
        self._signs: dict[int, frozenset[str]] = {}

    def units_with(self, name: str) -> Set[int]:
        """The units that have a word of a class."""
        known = self._found.get(name)
        if known is None:
            mark = class_mark(name)
            known = self._found[name] = {
                unit
                for pack, units in self._units.items()
                for piece in self._pieces_with(pack, mark)
                for unit in units[piece]
            }
        return known

    @cached_property
    def _units(self) -> Mapping[Language, Mapping[str, list[int]]]:
        """What stands between two blanks in texts of a language → the units in which it does."""
        runs, unit_of = self._layout.page.runs, self._layout.unit_of
        found: dict[Language, dict[str, list[int]]] = {}
        for number, text in self._naming.texts:
            pack = self._tongues.pack(runs[number])
            if pack is None:
                continue
            units = found.get(pack)
            if units is None:
                units = found[pack] = defaultdict(list)
            unit = unit_of[number]
            for piece in text.replace("_", " ").split():
                units[piece].append(unit)
        return found

    def _pieces_with(self, pack: Language, mark: str) -> Sequence[str]:
        """The pieces that have a word of a class; told for all classes that are watched, which most pieces have none of."""
        key = pack, pack.watch(mark)
        known = self._classed.get(key)
        if known is None:
            known = self._classed[key] = defaultdict(list)
            for piece in self._units[pack]:
                for found in pack.watched[piece]:
                    known[found].append(piece)
        return known[mark]

    def may_state(self, number: int, family: str) -> bool:
        """Whether a frame of a family may match in a unit; False is certain, and needs no sentences."""
        pack = self._pack(number)
        return pack is not None and pack.may_match(family, self.signs(number, pack))

    def signs(self, number: int, pack: Language) -> frozenset[str]:
        """At least the signs of a unit; a mention stands for the words that it is made of."""
        signs = self._signs.get(number)
        if signs is None:
            signs = pack.text_signs(self.said(number))
            if self._names(number):
                signs = signs.union((ORG, CREW))
            self._signs[number] = signs
        return signs

    def may_have(self, number: int, names: Iterable[str]) -> bool:
        """Whether a word of one of some classes may stand in a unit; False is certain, and needs no sentences."""
        pack = self._unread(number)
        if pack is None:
            return self._pack(number) is not None
        return may_hold(pack, self._model, self._text(number), names)

    def those_with(self, numbers: Iterable[int], name: str) -> set[int]:
        """Those of some units that `may_have` a word of a class: most often none has, which all together tell quickly."""
        found: set[int] = set()
        together: dict[Language, list[int]] = {}
        for number in numbers:
            pack = self._unread(number)
            if pack is None:
                found.add(number)
            else:
                together.setdefault(pack, []).append(number)
        for pack, unread in together.items():
            if may_hold(pack, self._model, " ".join(map(self._text, unread)), (name,)):
                found.update(number for number in unread if self.may_have(number, (name,)))
        return found

    def said(self, number: int) -> str:
        """The text of a unit without its mentions, whose words ("Open") say nothing."""
        texts = []
        for run in self._layout.units[number]:
            text, pieces, at = self._layout.page.runs[run].text, [], 0
            for mention in self._naming.mentions.get(run, ()):
                pieces.append(text[at : mention.start])
                at = mention.end
            texts.append(" ".join([*pieces, text[at:]]))
        return f" {CELL} ".join(texts)

    def _names(self, number: int) -> bool:
        return any(run in self._naming.mentions for run in self._layout.units[number])

    def _pack(self, number: int) -> Language | None:
        return self._tongues.pack(self._layout.page.runs[self._layout.units[number][0]])

    def _unread(self, number: int) -> Language | None:
        """The language of a unit that can be looked at without its mentions, which stand for other words."""
        return None if self._names(number) else self._pack(number)

    def _text(self, number: int) -> str:
        return f" {CELL} ".join([self._layout.page.runs[run].text for run in self._layout.units[number]])
