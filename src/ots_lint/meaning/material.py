"""Whether a sentence says that learning material of the organisation is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.context import modifiers
from ots_lint.ruleset.language import ORG

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence

_GENITIVES = frozenset({"s"})
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
        if sentence.words[first] == ORG and not _is_compound(sentence, first, last):
            continue
        found.append((first, last))
    return min(found, key=lambda place: place[1] - place[0], default=None)


def _is_compound(sentence: Sentence, org: int, last: int) -> bool:
    """Whether the words between the organisation and a word for material name that, or give it: none is an article."""
    words = sentence.words
    if last == org + 1 or not words[org + 1].isalnum() or words[org + 1] in _GENITIVES:
        return True  # "…'s new tutorial", "…: a tutorial"
    if any(sentence.is_a(org + 1, name) for name in ("gives-fin", "provides-fin")):
        return True  # "… gave us the exercises"
    if words[org + 1].islower() and sentence.is_a(org + 1, "use"):
        return False  # "… uses logs to track …"
    return not any(sentence.is_a(i, name) for i in range(org + 1, last) for name in ("be", "preposition", "det"))


def _has_verb(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a verb stands beside the words that name the material: "guide" in them is none."""
    outside = [i for i in range(len(sentence.words)) if not first <= i <= last]
    return any(sentence.is_a(i, name) for name in ("be", "provides-fin", "past-verb") for i in outside)
