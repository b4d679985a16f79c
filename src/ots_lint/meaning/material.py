"""Whether a sentence says that learning material of the organisation is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.context import modifiers

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence

#: What takes away from a use.
_UNUSED = frozenset({"negated", "wished", "question", "quoted", "past", "general"})


def used_material(sentence: Sentence, before: Sentence | None) -> tuple[int, int] | None:
    """The first and last of the words that say it, or None.

    `before`: the sentence before, where it names the organisation, so that "their tutorials" are its own.
    """
    family = "material-used" if sentence.mentions else "material-taken-up" if before is not None else ""
    found: list[tuple[int, int]] = []
    for first, last, _ in sentence.matches(family) if family else ():
        if modifiers(sentence, first, last, family) & _UNUSED:
            continue
        if not sentence.has("use") and (_has_verb(sentence, first, last) or not sentence.has("lesson", first, last)):
            continue
        if sentence.has("endorses-pp", first, last + 2):
            continue  # "a curriculum certified by …" is somebody else's material
        found.append((first, last))
    return min(found, key=lambda place: place[1] - place[0], default=None)


def _has_verb(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a verb stands beside the words that name the material: "guide" in them is none."""
    outside = [i for i in range(len(sentence.words)) if not first <= i <= last]
    return any(sentence.is_a(i, name) for name in ("be", "provides-fin", "past-verb") for i in outside)
