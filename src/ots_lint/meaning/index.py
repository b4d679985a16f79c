"""What the texts of a page may have and say, told before any of them is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG, class_mark
from ots_lint.meaning.pipeline.build import made
from ots_lint.meaning.sentence.notes import CELL

if TYPE_CHECKING:
    from ots_lint.language.language import Language
    from ots_lint.language.together import Ways
    from ots_lint.meaning.page.layout import Layout
    from ots_lint.meaning.page.naming import Naming
    from ots_lint.meaning.pipeline.pieced import Pieced
    from ots_lint.meaning.tongues.blocks import Tongues


class Index:
    """The words of one page's texts, and what those may say that nobody has read yet."""

    def __init__(self, layout: Layout, tongues: Tongues, naming: Naming, model: str) -> None:
        self._layout = layout
        self._tongues = tongues
        self._naming = naming
        self._model = model
        self._found: dict[str, Set[int]] = {}
        self._marked: dict[tuple[Language, int], dict[str, set[int]]] = {}
        self._signs: dict[int, frozenset[str]] = {}
        self._parts: dict[int, tuple[Pieced, Sequence[str]] | None] = {}

    def units_with(self, name: str) -> Set[int]:
        """The units that have a word of a class."""
        known = self._found.get(name)
        if known is None:
            mark = class_mark(name)
            marked = (self._with(pack, pack.watch(mark))[mark] for pack in self._texts)
            known = self._found[name] = frozenset[int]().union(*marked)
        return known

    def _with(self, pack: Language, watched: int) -> Mapping[str, set[int]]:
        """Mark → the units that have a word with it; told for all classes that are watched, which most texts have none of."""
        found = self._marked.get((pack, watched))
        if found is None:
            found = self._marked[pack, watched] = defaultdict(set)
            for unit, text in self._texts[pack]:
                for mark in pack.watched[text]:
                    found[mark].add(unit)
        return found

    @cached_property
    def _texts(self) -> Mapping[Language, Sequence[tuple[int, str]]]:
        """Language → its texts, each with the unit that it is a part of."""
        runs, unit_of = self._layout.page.runs, self._layout.unit_of
        found: dict[Language, list[tuple[int, str]]] = {}
        for number, text in self._naming.texts:
            pack = self._tongues.pack(runs[number])
            if pack is not None:
                found.setdefault(pack, []).append((unit_of[number], text))
        return found

    def may_state(self, number: int, family: str) -> bool:
        """Whether a frame of a family may match in a unit; False is certain, and needs no sentences."""
        pack = self._pack(number)
        return pack is not None and pack.may_match(family, self.signs(number, pack))

    def signs(self, number: int, pack: Language) -> frozenset[str]:
        """At least the signs of a unit; a mention stands for the words that it is made of."""
        signs = self._signs.get(number)
        if signs is None:
            signs = self._signs[number] = self._signs_of(number, pack)
        return signs

    def _signs_of(self, number: int, pack: Language) -> frozenset[str]:
        if self._names(number):
            return pack.text_signs(self.said(number)).union((ORG, CREW))
        pieced = self._pieced(number, pack)
        return pack.text_signs(self._text(number)) if pieced is None else pieced[0].signs(pieced[1])

    def _pieced(self, number: int, pack: Language) -> tuple[Pieced, Sequence[str]] | None:
        """What tells of a unit's words, by what stands between its blanks; None where that needs a closer look."""
        if number not in self._parts:
            parted = self._parted(pack)
            if parted is None:
                return None
            pieces = parted.pieces[self._text(number)]
            self._parts[number] = None if pieces is None else (parted, pieces)
        return self._parts[number]

    def _parted(self, pack: Language) -> Pieced | None:
        """What parts texts into words, where the pipeline of a pack has been made: that takes as long as some hundred pages."""
        nlp = made(pack, self._model)
        if nlp is None:
            return None
        from ots_lint.meaning.pipeline.pieced import pieced

        return pieced(nlp, pack)

    def may_have(self, number: int, names: tuple[str, ...]) -> bool:
        """Whether a word of one of some classes may stand in a unit; False is certain, and needs no sentences."""
        pack = self._pack(number)
        if pack is None or self._names(number):
            return pack is not None
        pieced = self._pieced(number, pack)
        if pieced is None:
            return pack.may_have(self._text(number), ((names,),))
        return pieced[0].may_have(pieced[1], ((names,),))

    def may_say(self, number: int, name: str, family: str, ways: Ways) -> bool:
        """Whether a sentence of a unit may have a word of a class, and match a frame of a family or have words together.

        False is certain, and needs no sentences.
        """
        pack = self._pack(number)
        if pack is None:
            return False
        if self._names(number):
            return self.may_state(number, family) or pack.may_have(self.said(number), ways)
        pieced = self._pieced(number, pack)
        if pieced is None:
            return self.may_state(number, family) or pack.may_have(self._text(number), ways)
        return pieced[0].may_say(pieced[1], name, family, ways)

    def those_with(self, numbers: Iterable[int], name: str) -> set[int]:
        """Those of some units that `may_have` a word of a class: most often none has, which all together tell quickly."""
        found: set[int] = set()
        together: dict[Language, list[int]] = {}
        for number in numbers:
            pack = self._pack(number)
            if pack is None or self._names(number):
                found.add(number)
            else:
                together.setdefault(pack, []).append(number)
        for pack, unread in together.items():
            text, parted = " ".join(map(self._text, unread)), self._parted(pack)
            pieces = parted.pieces[text] if parted is not None else None
            asked: Ways = (((name,),),)
            if pack.may_have(text, asked) if parted is None or pieces is None else parted.may_have(pieces, asked):
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
        return number in self._named

    @cached_property
    def _named(self) -> frozenset[int]:
        """The units that name the organisation."""
        unit_of = self._layout.unit_of
        return frozenset(unit_of[run] for run in self._naming.mentions if run in unit_of)

    def _pack(self, number: int) -> Language | None:
        return self._tongues.pack(self._layout.page.runs[self._layout.units[number][0]])

    def _text(self, number: int) -> str:
        return f" {CELL} ".join([self._layout.page.runs[run].text for run in self._layout.units[number]])
