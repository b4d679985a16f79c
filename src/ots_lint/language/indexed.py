"""The frames and modifiers of a pack, made when a sentence first has a word that they need: of a thousand, most never are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from ots_lint.language.compiler import Compiler
from ots_lint.language.frames import Frame, Modifier, _list

#: What one frame needs: lists of signs, of each of which one must be there (`Frame.needs`), those that few have first.
Needs = Sequence[Iterable[str]]
#: Makes a set of such signs: those that were kept have marks of another process.
Here = Callable[[Iterable[str]], frozenset[str]]
#: What an entry of `context.yaml` has frames under, and how a `Modifier` calls it.
PARTS = {"when": "cues", "stop": "stop", "unless": "unless", "cancel": "cancel"}
#: More words than a sentence has.
_ANY_NUMBER = 1_000


class Indexed:
    """Numbers, each under the signs of which one has to be there, or under none."""

    def __init__(self, asked: Iterable[tuple[int, Iterable[str]]]) -> None:
        self._by_sign: dict[str, list[int]] = {}
        self._always: list[int] = []
        for number, signs in asked:
            none = True
            for sign in signs:
                self._by_sign.setdefault(sign, []).append(number)
                none = False
            if none:
                self._always.append(number)
        self._signs = frozenset(self._by_sign)

    def of(self, signs: frozenset[str]) -> set[int]:
        """Those that a text with these signs may be for."""
        return set(self._always).union(*[self._by_sign[sign] for sign in self._signs & signs])


class Frames:
    """The frames of all families. `kept`: family → what each of its frames needs, where that is known already."""

    def __init__(
        self, sources: Iterable[tuple[str, list[str]]], kept: Mapping[str, list[Needs]], here: Here, compiler: Compiler
    ) -> None:
        self._here = here
        self._compiler = compiler
        self._sources: list[tuple[str, str]] = []
        self._needs: list[Needs] = []
        self.families: dict[str, range] = {}
        for family, frames in sources:
            self.families[family] = range(len(self._sources), len(self._sources) + len(frames))
            self._sources += ((family, frame) for frame in frames)
            self._needs += kept[family] if kept else map(compiler.needs, frames)
        self._frame = cache(self._made)
        self._index = cache(self._indexed)

    def _made(self, number: int) -> Frame:
        family, source = self._sources[number]
        return Frame(family, source, self._compiler, tuple(map(self._here, self._needs[number])))

    def _indexed(self, family: str) -> Indexed:
        numbers = self.families.get(family, ()) if family else range(len(self._sources))
        return Indexed((number, self._here(next(iter(self._needs[number]), ()))) for number in numbers)

    def of(self, family: str) -> tuple[Frame, ...]:
        """All frames of a family."""
        return tuple(map(self._frame, self.families.get(family, ())))

    def fitting(self, signs: frozenset[str], family: str = "") -> list[Frame]:
        """The frames of a family, or of all, that may match a text with these signs, in their order."""
        return [frame for frame in map(self._frame, sorted(self._index(family).of(signs))) if frame.fits(signs)]

    def may_fit(self, signs: frozenset[str], family: str) -> bool:
        """Whether there is one in a family."""
        frame = self._frame
        for number in self._index(family).of(signs):
            if frame(number).fits(signs):
                return True
        return False


class Modifiers:
    """The modifiers of a pack. `kept`: of each entry, what the frames in each of its parts need, where that is known."""

    def __init__(
        self,
        entries: Sequence[Mapping[str, Any]],
        kept: Sequence[Mapping[str, list[Needs]]],
        here: Here,
        compiler: Compiler,
    ) -> None:
        self._entries = entries
        self._here = here
        self._compiler = compiler
        self._kept = kept or [
            {part: [*map(compiler.needs, _list(entry.get(part, [])))] for part in PARTS} for entry in entries
        ]
        self._modifier = cache(self._made)
        self._index = Indexed(
            (number, here(next(iter(needs), ()))) for number, parts in enumerate(self._kept) for needs in parts["when"]
        )

    def _made(self, number: int) -> Modifier:
        entry, kept = self._entries[number], self._kept[number]

        def frames(part: str) -> tuple[Frame, ...]:
            both = zip(_list(entry.get(part, [])), kept[part], strict=True)
            return tuple(
                Frame("context", source, self._compiler, tuple(map(self._here, needs))) for source, needs in both
            )

        return Modifier(
            name=entry["is"],
            reach=entry.get("reach", "both"),
            scope=entry.get("in", "clause"),
            words=int(entry.get("words", _ANY_NUMBER)),
            families=frozenset(_list(entry.get("of", []))),
            **{name: frames(part) for part, name in PARTS.items()},
        )

    def __iter__(self) -> Iterator[Modifier]:
        return map(self._modifier, range(len(self._entries)))

    def fitting(self, signs: frozenset[str]) -> list[Modifier]:
        """Those whose cue may stand in a text with these signs, in their order."""
        found = map(self._modifier, sorted(self._index.of(signs)))
        return [modifier for modifier in found if any(cue.fits(signs) for cue in modifier.cues)]
