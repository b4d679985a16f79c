"""Language packs: word classes and frames, from YAML to patterns.

A frame is a pattern over the words of a sentence (the head of `rules/languages/contract.yaml` says how it is written).
It is compiled to one `regex` over the sentence's words joined by blanks, so that its
matching time is bounded by `regex`'s timeout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Any, NamedTuple

import regex

from ots_lint.language.compiler import Compiler
from ots_lint.language.marks import (
    CREW,
    KIND,
    ORG,
    SLOTS,
    THING,
    WHO,
)

#: Seconds that one pattern may take on one sentence before the page is given up as OTS900.
TIMEOUT = 2.0
#: How a frame writes that a name is a label.
_LABEL = "( : | , | – )"


class Frame:
    """One frame of a family; its pattern is compiled when a sentence first has the words that it needs.

    `needs`: sets of signs (see `Sentence.signs`), of each of which a sentence must have one.
    """

    __slots__ = ("_compiler", "_has_inner_slot", "_pattern", "_slot", "family", "needs", "source")

    def __init__(self, family: str, source: str, compiler: Compiler, needs: Sequence[frozenset[str]]) -> None:
        self.family = family
        self.source = source
        self.needs = needs
        self._compiler = compiler
        self._pattern: regex.Pattern[str] | None = None
        self._slot: str | None = None
        self._has_inner_slot: bool | None = None

    @property
    def pattern(self) -> regex.Pattern[str]:
        """The pattern over a sentence's line. Raises `ValueError` where the frame cannot be understood."""
        if self._pattern is None:
            self._pattern = regex.compile(self._compiler.pattern(self.source))
        return self._pattern

    @property
    def slot(self) -> str:
        """Where the slot for what is given stands: `before` or `after` all else, `inside`, or empty without one."""
        if self._slot is None:
            self._slot = _slot_of(self.source.split())
        return self._slot

    @property
    def has_inner_slot(self) -> bool:
        """Whether its matches say themselves which words stand in the slot."""
        if self._has_inner_slot is None:
            self._has_inner_slot = "slot" in self.pattern.groupindex
        return self._has_inner_slot

    @property
    def has_verb(self) -> bool:
        """Whether a finite verb is one of its elements, so that what stands before it is the subject."""
        return "-fin>" in self.source

    @property
    def has_participle(self) -> bool:
        """Whether a participle is one of its elements: "supported by $org"."""
        return "-pp>" in self.source

    @property
    def has_label(self) -> bool:
        """Whether a colon, comma or dash parts the organisation from what it gives: "$org: coaches"."""
        return _LABEL in self.source

    @property
    def takes_anything(self) -> bool:
        """Whether what stands in its slot is given, whatever it is, and not only what is of a kind."""
        return THING in self.source.split()

    def asks_for(self, *classes: str) -> bool:
        """Whether a word of one of these classes is one of its elements."""
        return any(f"<{name}>" in self.source for name in classes)

    @property
    def opens_with_verb(self) -> bool:
        """Whether it begins with a finite verb, and the organisation behind it may be the object as well."""
        return self.source.split(" ", 1)[0].endswith("-fin>")

    @property
    def opens_with_name(self) -> bool:
        """Whether it begins with the organisation, and a word that it needs stands behind."""
        return self.source.split(" ", 1)[0] in {ORG, WHO} and any(not {ORG, CREW} & need for need in self.needs)

    def fits(self, signs: Set[str]) -> bool:
        """Whether it may match a sentence with these signs."""
        for need in self.needs:
            if need.isdisjoint(signs):
                return False
        return True

    def search(self, line: str) -> regex.Match[str] | None:
        """The first match in a line, or in a part of one."""
        return self.pattern.search(line, timeout=TIMEOUT)

    def matches(self, line: str) -> Iterator[regex.Match[str]]:
        """All matches in a line."""
        return self.pattern.finditer(line, timeout=TIMEOUT)


class Modifier(NamedTuple):
    """What takes away from a statement (an entry of `context.yaml`).

    `cues`: frames, one of which must match. `reach`: whether a cue reaches forward to what stands behind it, backward,
    or both ways; `scope`: in its clause or its sentence; `words`: at most so many between the two; `stop`: frames that
    end the reach; `unless`: wordings in which a cue is none; `cancel`: frames that make it none where they match in the
    same scope; `families`: of statements, empty for all.
    """

    name: str
    cues: tuple[Frame, ...]
    reach: str
    scope: str
    words: int
    stop: tuple[Frame, ...]
    unless: tuple[Frame, ...]
    cancel: tuple[Frame, ...]
    families: frozenset[str]


def _slot_of(elements: Sequence[str]) -> str:
    if THING not in elements and KIND not in elements:
        return ""
    return "before" if elements[0] in SLOTS else "after" if elements[-1] in SLOTS else "inside"


def _list(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]
