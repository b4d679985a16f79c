"""What a sentence without a noun of its own is about: "And the party on the beach? That one is not run by Acme"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.sentence.context import former_year, reasons
from ots_lint.meaning.sentence.statement import Reason
from ots_lint.meaning.sentence.target import aside_in, opens_without_noun

if TYPE_CHECKING:
    from ots_lint.meaning.pipeline.unit import Unit
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence

#: A text of more words before it names more than one thing.
_LONGEST = 14
#: What is beside an event wherever a sentence names it, and what is where one asks for it.
_PASTIMES = ("pastime",)
ASIDE = ("side-show", "festivity", *_PASTIMES)


def asked_aside(reading: Reading, unit: Unit, sentence: Sentence) -> str:
    """The words for something beside the event that a sentence takes up by a pronoun, or empty.

    They stand in the sentence before it, or in the heading that it is the first text under.
    """
    if not opens_without_noun(sentence):
        return ""
    before = unit.sentences[sentence.index - 1] if sentence.index else heading_before(reading, unit)
    if before is None or len(before.words) > _LONGEST:
        return ""
    if sentence.index and not before.is_question:
        return aside_in(before, _PASTIMES)
    last = len(before.words) - 1
    other = reasons(before, last, last, only=("other-event",))
    return other[0].words if other else aside_in(before, ASIDE)


def asked_of_another(reading: Reading, unit: Unit, sentence: Sentence) -> tuple[Reason, ...]:
    """That the question before a sentence, whose subject that takes up, names another event or an earlier one."""
    if sentence.is_question or not _takes_up_subject(sentence):
        return ()
    before = unit.sentences[sentence.index - 1] if sentence.index else heading_before(reading, unit)
    if before is None or not before.is_question or len(before.words) > _LONGEST or {ORG, CREW} & set(before.words):
        return ()
    if year := former_year(before, sentence):
        return (Reason("past", year),)
    last = len(before.words) - 1
    return reasons(before, last, last, only=("other-event", "past"))[:1]


def _takes_up_subject(sentence: Sentence) -> bool:
    """Whether a sentence opens with a pronoun and its verb, or with the verb where a language drops subjects."""
    if opens_without_noun(sentence):
        return True
    pronoun = sentence.is_any(0, "pronoun", "det") and not sentence.is_any(0, "we", "this-event")
    verb = 1 if pronoun else 0
    if not verb and "dropped-subjects" not in sentence.language.traits:
        return False
    return sentence.is_any(verb, "be", "copula", "past-verb", "past-copula", "runs-fin", "aux")


def heading_before(reading: Reading, unit: Unit) -> Sentence | None:
    """The heading that a unit is the first text under."""
    number = reading.unit_of.get(unit.runs[0], 0)
    if not number or reading.page.runs[reading.units[number - 1][-1]].kind != "heading":
        return None
    sentences = reading.sentences(number - 1)
    return sentences[-1] if sentences else None
