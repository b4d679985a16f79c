"""Who gives: whether the organisation is the one that a frame of giving means, and not somebody beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.sentence.claims import is_impersonal
from ots_lint.text.initials import is_capitalised

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.line import Match
    from ots_lint.meaning.sentence.lines import Sentence

#: Classes of verbs by which something is given.
VERBS = ("gives-fin", "does-fin", "helps-fin", "teaches-fin")
#: The clause that says more of the organisation begins so many words behind its name: "…, a big network that sends".
_NEAR_NOUN = 8
#: Who does it stands so many words behind a passive at most: "is paid for by".
_NEAR_BY = 2


def is_nobody(sentence: Sentence, match: Match) -> bool:
    """Whether the organisation is not the one that a frame means: "Ada of $org gives a talk", "by Ada, and $org smiles"."""
    words = sentence.words
    if _only_vouches(sentence, match) or _is_what_is_backed(sentence, match):
        return True
    org = next(i for i in range(match.first, len(words)) if words[i] in {ORG, CREW})
    if _is_who_gets_it(sentence, match, org):
        return True
    and_ = _and_before(sentence, match, org)
    if and_ is not None:
        source = max((i for i in range(match.first, and_) if sentence.is_a(i, "source")), default=match.first)
        return "," not in words[source : and_ - 1]  # two names make no list with a comma
    if match.frame.has_verb and _is_beside_the_verb(sentence, match, org):
        return True
    return _is_said_of_a_person(sentence, match, org)


def _is_who_gets_it(sentence: Sentence, match: Match, org: int) -> bool:
    """Whether a frame begins with the organisation, and something is done for it: "she built tables for $org"."""
    if org > match.first + 1 or match.frame.asks_for("thank"):
        return False
    return _is_for_it(sentence, sentence.before_noun(org))


def _and_before(sentence: Sentence, match: Match, org: int) -> int | None:
    """Where a comma and an "and" part the organisation, the last word of a frame, from what is said before it."""
    before = org - 1
    while before > match.first and not sentence.is_a(before, "and") and sentence.is_a(before, "filler"):
        before -= 1
    parts = org == match.last and before - match.first > 1 and sentence.words[before - 1] == ","
    return before if parts and sentence.is_a(before, "and") else None


def _is_beside_the_verb(sentence: Sentence, match: Match, org: int) -> bool:
    """Whether the verb of a frame has another subject, or is none."""
    if is_impersonal(sentence, org, match.last):
        return True  # "…, und es gibt Kuchen"
    verbs = [i for i in range(match.first, match.last + 1) if sentence.is_any(i, *VERBS)]
    if verbs and all(i and is_capitalised(sentence.words[i]) for i in verbs):
        return True  # a noun or a name: "zu gleichen Teilen", "the Malala Fund"
    if any(i > org and sentence.is_a(i - 1, "be") and sentence.has("by", i + 1, i + _NEAR_BY) for i in verbs):
        return True  # "$org is paid for by the city"
    near = sentence.before_noun(org)
    # "the library offers, with $org, a course"
    return near >= match.first and sentence.is_any(near, "with", "at")


def _is_said_of_a_person(sentence: Sentence, match: Match, org: int) -> bool:
    """Whether a frame begins with the organisation, and a person of it acts: "she works at $org and brings coaches"."""
    words = sentence.words
    acts = match.frame.has_verb or match.frame.asks_for("list-sign")
    if not acts or words[org] != ORG or org > match.first + 1:
        return False
    if _is_pronoun(sentence, org + 1) or _goes_on(sentence, org):
        return False  # "supported by $org, which sends coaches"
    before = org - 1
    while sentence.is_a(before, "det") and words[before].islower():
        before -= 1
    if not match.frame.has_verb:  # "supported by $org: two mentors", but "she works at $org – Solutions and Software"
        return sentence.is_a(before, "at")
    return sentence.is_a(before, "preposition")


def _is_what_is_backed(sentence: Sentence, match: Match) -> bool:
    """Whether the words of a frame name what is supported, not what is given: "unterstützt wird die Werkstatt von …"."""
    if match.frame.has_verb or match.frame.has_participle:
        return False
    i = sentence.back_over(match.first, ("det", "adj"))
    if not sentence.is_a(i, "passive"):
        return False
    return sentence.is_any(i - 1, "supports-pp", "endorses-pp")


def _only_vouches(sentence: Sentence, match: Match) -> bool:
    """Whether words that a frame passes over say who stands behind something: "our trainers are certified by $org"."""
    if match.frame.has_verb or match.frame.has_participle:
        return False
    return any(
        sentence.is_any(i, "endorses-pp", "supports-pp") and sentence.words[i].lower() not in match.frame.source
        for i in range(match.first, match.last)
    )


def _is_for_it(sentence: Sentence, before: int) -> bool:
    """Whether a word before the organisation says that something is done for it."""
    if sentence.is_a(before + 2, "relative") or sentence.has("thank", last=before):
        return False  # "thanks to Acme, who …"
    return sentence.is_a(before, "for") and not sentence.is_any(before, "with", "by", "source")


def _goes_on(sentence: Sentence, org: int) -> bool:
    """Whether a clause of its own says more of the organisation: "…, which sends", "…, a network that sends"."""
    return sentence.word(org + 1) == "," and any(_is_pronoun(sentence, i) for i in range(org, org + _NEAR_NOUN + 1))


def _is_pronoun(sentence: Sentence, index: int) -> bool:
    """Whether a word takes up what stands before it, and does not only add something ("and", "also")."""
    return sentence.is_a(index, "relative") and not sentence.is_a(index, "and") and not sentence.is_a(index, "adv")
