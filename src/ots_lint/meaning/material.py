"""Whether a sentence says that learning material of the organisation is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.marks import ORG
from ots_lint.meaning.context import reasons
from ots_lint.meaning.verdict import Verdict, because

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence
    from ots_lint.meaning.statement import Reason

_ACTS = ("be", "gives-fin", "provides-fin", "does-fin")
_GENITIVES = frozenset({"s"})
#: Those who take up what "their" refers to: whoever holds the event, or reads of it.
_READERS = ("we", "own", "beneficiary", "specific")
#: What takes away from a use.
_UNUSED = frozenset({"negated", "wished", "question", "quoted", "past", "general", "other-actor"})


def material_verdicts(sentence: Sentence, before: Sentence | None) -> list[Verdict]:
    """The words that may say it, the fewest first, and what speaks against them.

    `before`: the sentence before, where it names the organisation, so that "their tutorials" are its own.
    """
    family = "material-used" if sentence.mentions else "material-taken-up" if before is not None else ""
    found = [
        Verdict("material", "", sentence, first, last, _unused(sentence, first, last, family))
        for first, last, _ in (sentence.matches(family) if family else ())
    ]
    return sorted(found, key=lambda verdict: verdict.last - verdict.first)


def _unused(sentence: Sentence, first: int, last: int, family: str) -> tuple[Reason, ...]:
    taken = tuple(reason for reason in reasons(sentence, first, last, family) if reason.modifier in _UNUSED)
    if taken:
        return taken
    if family == "material-taken-up" and not sentence.has_any(_READERS):
        return because("not-used")  # "Acme makes developers productive by simplifying their tasks"
    if (
        not sentence.has("use")
        and not _is_ours(sentence, last)
        and (_has_verb(sentence, first, last) or not sentence.has("lesson", first, last))
    ):
        return because("not-used")
    if sentence.has("endorses-pp", first, last + 2):
        return because("somebodys")  # "a curriculum certified by …" is somebody else's material
    if sentence.words[last] == ORG and sentence.word(last - 1) == "," and sentence.has_any(_ACTS, last + 1, last + 1):
        return because("other-object")  # "the exercises begin at six, Acme comes later" is a clause of its own
    if sentence.words[first] == ORG and not _is_compound(sentence, first, last):
        return because("other-object")
    return ()


def _is_compound(sentence: Sentence, org: int, last: int) -> bool:
    """Whether the words between the organisation and a word for material name that, or give it: none is an article."""
    words = sentence.words
    if last == org + 1 or not words[org + 1].isalnum() or words[org + 1] in _GENITIVES:
        return True  # "…'s new tutorial", "…: a tutorial"
    if any(sentence.is_a(org + 1, name) for name in ("gives-fin", "provides-fin")):
        return True  # "… gave us the exercises"
    if any(sentence.is_a(i, name) for i in range(org + 2, last) for name in ("its", "its-own")):
        return True  # "… lets us use its exercises"
    if words[org + 1].islower() and sentence.is_a(org + 1, "use"):
        return False  # "… uses logs to track …"
    return not any(sentence.is_a(i, name) for i in range(org + 1, last) for name in ("be", "preposition", "det"))


def _is_ours(sentence: Sentence, last: int) -> bool:
    """Whether it is said what the event's own course is: "the course is the one by …", but not "is a course by …"."""
    words = sentence.words
    for i in range(1, last):
        if sentence.is_a(i, "copula") and any(sentence.is_a(i - 1, name) for name in ("lesson", "course")):
            known = words[i + 1] == ORG or any(sentence.is_a(i + 1, name) for name in ("det", "pronoun"))
            known = known or (sentence.is_a(i - 1, "lesson") and sentence.is_a(i + 1, "source"))
            return known and ORG in words[i + 1 : last + 1] and not sentence.is_a(i + 1, "indefinite")
    return False


def _has_verb(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a verb stands beside the words that name the material: "guide" in them is none."""
    outside = [i for i in range(len(sentence.words)) if not first <= i <= last]
    return any(sentence.is_a(i, name) for name in ("be", "provides-fin", "past-verb") for i in outside)
