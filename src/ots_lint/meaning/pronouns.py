"""Which pronouns can only mean the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.ruleset.language import ORG

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence

_BREAKS = frozenset({";", ":", ","})


def own_pronoun(sentence: Sentence) -> int | None:
    """The word that takes up the organisation in the sentence itself: "do not ask Acme; it does not run this"."""
    words = sentence.words
    if words.count(ORG) != 1:
        return None
    for i in range(words.index(ORG) + 1, len(words) - 1):
        if words[i - 1] in _BREAKS or sentence.is_a(i - 1, "and"):
            if sentence.is_a(i, "neuter") and sentence.is_a(i + 1, "singular-verb"):
                return i
    return None


def referring_pronoun(sentence: Sentence, before: Sentence) -> int | None:
    """The word that takes up the organisation of the sentence before: "Acme helps. It brings coaches."."""
    words = sentence.words
    if ORG in words or before.words.count(ORG) != 1:
        return None
    for i in range(min(2, len(words) - 1)):
        if sentence.is_a(i, "neuter") and sentence.is_a(i + 1, "singular-verb"):
            return i
        if sentence.is_a(i, "plural-pronoun") and sentence.is_a(i + 1, "plural-verb") and ORG in before.words[:2]:
            return i
    return None
