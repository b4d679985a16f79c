"""Whether a sentence says that learning material of the organisation is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.sentence.context import reasons
from ots_lint.meaning.sentence.verdict import Verdict, because
from ots_lint.text.patterns import lazy

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Reason

_ACTS = ("be", "gives-fin", "provides-fin", "does-fin")
_GENITIVES = frozenset({"s"})
_BREAKS = frozenset({",", ";", ":", "–", "—"})
#: What may stand between a name and what it has: words, and the signs of a sentence.
_JOINED = lazy(r"[\p{L}\p{N}\p{M}.,:;'’&()\[\]\"“”„«»|–—-]+")
#: So near stands what says whose a word is: "the script of this evening".
_NEAR = 3
#: So many words further on stands the organisation behind a word for material, "by" and somebody's name.
_PERSON = 5
#: Those who take up what "their" refers to: whoever holds the event, or reads of it.
_READERS = ("we", "own", "beneficiary", "specific")
#: What takes away from a use.
_UNUSED = frozenset({"negated", "wished", "question", "quoted", "past", "general", "other-actor"})


def material_verdicts(sentence: Sentence, before: Sentence | None) -> list[Verdict]:
    """The words that may say it, the fewest first, and what speaks against them.

    `before`: the sentence before, where it names the organisation, so that "their tutorials" are its own.
    """
    named = ORG in sentence.words
    families = ["material-used"] if named else ["material-taken-up"] if before is not None else []
    those = not named and CREW in sentence.words  # "ceux d'Acme" may be people, and those of its tutorials
    if named or those:
        resumed = _is_named_before(sentence, ORG if named else CREW)
    else:
        resumed = before is not None and _names_material(before)
    if resumed:
        families.append("material-resumed")
    found = [
        Verdict("material", "", sentence, first, last, _unused(sentence, first, last, family))
        for family in families
        for first, last, _ in sentence.matches(family)
        if family != "material-resumed" or (named or those) == _has_name(sentence, first, last)
    ]
    if named:
        found += [
            Verdict("material", "", sentence, first, last, _unused(sentence, first, last, "material-taken-up", since))
            for first, last, _ in sentence.matches("material-taken-up")
            if (since := _taken_up_since(sentence, first))
        ]
    found.sort(key=lambda verdict: verdict.last - verdict.first)
    return sorted(found, key=lambda verdict: not verdict.sentence.has("lesson", verdict.first, verdict.last))


def _taken_up_since(sentence: Sentence, first: int) -> int:
    """Where those who write take up the organisation of a clause before: "it is not theirs, we only use their tutorial".

    0 where they do not.
    """
    org = sentence.words.index(ORG)
    if sentence.has_any(("people", "role", "friends"), org + 1, first):
        return 0  # "…, but our tutors bring their exercises"
    we = next((i for i in range(first - 1, org, -1) if sentence.is_a(i, "we")), org)
    parts = (i for i in range(org + 1, we) if sentence.words[i] in _BREAKS or sentence.is_a(i, "clause-opener"))
    return next(parts, 0)


def _has_name(sentence: Sentence, first: int, last: int) -> bool:
    return any(word in {ORG, CREW} for word in sentence.words[first : last + 1])


def _is_named_before(sentence: Sentence, name: str) -> bool:
    """Whether material is spoken of before the organisation is named: "What do you teach from? The one from …"."""
    asked = sentence.unit.sentences[sentence.index - 1] if sentence.index else None
    if sentence.has_any(("lesson", "course"), last=sentence.words.index(name)):
        return True
    return asked is not None and asked.has_any(("lesson", "course"))


def _names_material(before: Sentence) -> bool:
    """Whether a sentence says that the organisation has material, which the next then may take up: "We follow it"."""
    return bool(before.matches("material-used"))


def _unused(sentence: Sentence, first: int, last: int, family: str, since: int = 0) -> tuple[Reason, ...]:
    """`since`: what is denied before this word is not the use."""
    taken = tuple(reason for reason in reasons(sentence, first, last, family) if reason.modifier in _UNUSED)
    if since and not sentence.has("negator", since, last):
        taken = tuple(reason for reason in taken if reason.modifier != "negated")
    if taken:
        return taken
    if ORG not in sentence.words and not sentence.has_any(_READERS):
        return because("not-used")  # "Acme makes developers productive by simplifying their tasks"
    if family == "material-resumed":
        return ()
    if (
        not sentence.has("use")
        and not _is_ours(sentence, last)
        and not _is_of_today(sentence, first)
        and not _is_taught_from(sentence, first)
        and not _is_of_readers(sentence, first, last)
        and (_has_verb(sentence, first, last) or not sentence.has("lesson", first, last))
    ):
        return because("not-used")
    if sentence.has_any(("endorses-pp", "supports-pp"), first, last + _NEAR):
        return because("somebodys")  # "a curriculum certified by …" is somebody else's material
    if sentence.words[last] == ORG and sentence.word(last - 1) == "," and sentence.is_any(last + 1, *_ACTS):
        return because("other-object")  # "the exercises begin at six, Acme comes later" is a clause of its own
    if _is_by_somebody_of_it(sentence, first, last):
        return because("somebodys")
    if sentence.words[first] == ORG and not _is_compound(sentence, first, last):
        return because("other-object")
    return ()


def _is_by_somebody_of_it(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a person is named whose it is, and the organisation behind a comma: "a course by Ada Lovelace, Acme"."""
    if sentence.words[last] != ORG or sentence.words[last - 1] != "," or last - first < _PERSON:
        return False
    return all(map(sentence.language.may_name, sentence.words[last - 3 : last - 1]))


def _is_compound(sentence: Sentence, org: int, last: int) -> bool:
    """Whether the words between the organisation and a word for material name that, or give it: none is an article."""
    words = sentence.words
    if not all(map(_JOINED.fullmatch, words[org + 1 : last])):
        return False  # an address or a picture sign stands between
    if last == org + 1 or not words[org + 1].isalnum() or words[org + 1] in _GENITIVES:
        return True  # "…'s new tutorial", "…: a tutorial"
    if sentence.is_any(org + 1, "gives-fin", "provides-fin"):
        return True  # "… gave us the exercises"
    if sentence.has_any(("its", "its-own"), org, last):
        return True  # "… lets us use its exercises"
    if words[org + 1].islower() and sentence.is_a(org + 1, "use"):
        return False  # "… uses logs to track …"
    return not any(sentence.is_a(i, name) for i in range(org + 1, last) for name in ("be", "preposition", "det"))


def _is_ours(sentence: Sentence, last: int) -> bool:
    """Whether it is said what the event's own course is: "the course is the one by …", but not "is a course by …"."""
    words = sentence.words
    for i in range(1, last):
        if sentence.is_a(i, "copula") and sentence.is_any(i - 1, "lesson", "course"):
            known = words[i + 1] == ORG or sentence.is_any(i + 1, "det", "pronoun")
            known = known or (sentence.is_a(i - 1, "lesson") and sentence.is_a(i + 1, "source"))
            return known and ORG in words[i + 1 : last + 1] and not sentence.is_a(i + 1, "indefinite")
    return False


def _is_of_today(sentence: Sentence, first: int) -> bool:
    """Whether the material is the event's own: "tonight's script was written for …", "the exercises of this evening …"."""
    of = sentence.is_a(first + 1, "in") and sentence.has("specific", first, first + _NEAR)
    return sentence.is_a(first, "lesson") and (of or any(_is_theirs(sentence, i) for i in range(first - _NEAR, first)))


def _is_theirs(sentence: Sentence, i: int) -> bool:
    """Whether a word says that what follows is of those who write, or of their event, and is none for themselves."""
    if sentence.is_any(i, "we", "objective"):
        return False
    return sentence.is_any(i, "own", "specific")


def _is_taught_from(sentence: Sentence, first: int) -> bool:
    """Whether it is what a part of the event is made with: "spirals, from the turtle course of …"."""
    if not sentence.is_any(first, "lesson", "course"):
        return False
    at = sentence.back_over(first, ("det", "adj"))
    return at < first - 1 and sentence.is_any(at, "with", "source")


def _is_of_readers(sentence: Sentence, first: int, last: int) -> bool:
    """Whether it is said of those who hold the event, or come: "the exercises of … show you how", whatever the verb."""
    told_apart = bool(sentence.language.forms("only-spoken-of"))
    if not told_apart or not sentence.has("lesson", first, last) or sentence.has("only-spoken-of"):
        return False
    return sentence.has("addressed") or sentence.has_any(_READERS)


def _has_verb(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a verb stands beside the words that name the material: "guide" in them is none."""
    outside = [i for i in range(len(sentence.words)) if not first <= i <= last]
    return any(
        sentence.is_a(i, name) for name in ("be", "provides-fin", "past-verb", "only-spoken-of") for i in outside
    )
