"""Statements that deny official involvement, and where a disclaimer is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.page.elsewhere import is_said_of_others
from ots_lint.meaning.sentence.clause import clause
from ots_lint.meaning.sentence.context import is_affirmed
from ots_lint.meaning.sentence.families import DENIALS
from ots_lint.meaning.sentence.statement import Reason, Statement
from ots_lint.meaning.sentence.verdict import because

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence

#: What a denial must not be: asked, history, or about something else than this event.
_NO_DENIAL = frozenset({"question", "quoted", "past", "part", "other-event", "other-actor"})
_SMALL = ("det", "adj", "aux", "official", "negator", "source", "as")
#: A question, or the opening of an answer, has so many words.
_SHORT = 5
_HIDDEN = frozenset({"structured-data", "front-matter", "meta"})


def disclaimers(reading: Reading) -> Iterator[Statement]:
    """The statements that deny that the organisation stands behind this event."""
    return (statement for statement, against in weighed(reading) if not against)


def weighed(reading: Reading) -> Iterator[tuple[Statement, tuple[Reason, ...]]]:
    """Every statement that denies something of the organisation, and why that is no disclaimer; nothing: it is one."""
    for sentence in reading.mentioning:
        run = reading.page.runs[sentence.run_of(0)]
        if sentence.is_question and run.kind not in _HIDDEN:
            yield from ((statement, ()) for statement in _answered(reading, sentence))
            continue
        denials = [s for s in reading.statements(sentence) if s.family in DENIALS and _denies(s)]
        if not denials:
            continue
        around: tuple[Reason, ...] = ()
        if run.kind in _HIDDEN:
            around = because("hidden")
        elif _is_mix_up_section(reading, sentence):
            around = because("mix-up")
        elif is_said_of_others(reading, sentence):
            around = because("other-event")
        yield from ((statement, around or _no_denial(statement)) for statement in denials)


def _denies(statement: Statement) -> bool:
    """Whether a statement says no, whatever of."""
    return statement.family == "independent" or "negated" in statement.modifiers


def _no_denial(statement: Statement) -> tuple[Reason, ...]:
    """Why a denial says nothing of who stands behind this event."""
    sentence, independent = statement.sentence, statement.family == "independent"
    taken = tuple(reason for reason in statement.reasons if reason.modifier in _NO_DENIAL)
    if taken:
        return taken
    if _is_mix_up(statement):
        return because("mix-up")
    if sentence.words[statement.org] != ORG and not independent:
        return because("people")
    if statement.family == "event-mention" and not _is_denied_outright(statement):
        return because("not-outright")  # "we never miss …"
    if independent and is_affirmed(sentence, statement.first, statement.last):
        return because("affirmed")
    if independent and ORG not in statement.words and CREW not in statement.words:
        return because("people")
    if independent or not _firm(statement):
        return tuple(reason for reason in statement.reasons if reason.modifier == "wished")
    return ()


def _is_denied_outright(statement: Statement) -> bool:
    """Whether a mere mention of an event is denied itself: only small words stand between the negator and it."""
    sentence = statement.sentence
    for i in reversed(range(statement.first)):
        if sentence.is_a(i, "negator"):
            return True
        if not sentence.is_any(i, *_SMALL):
            return False
    return False


def _is_mix_up(statement: Statement) -> bool:
    """ "not to be confused with …": what is said there, and in a clause that takes it up, is about something else."""
    sentence = statement.sentence
    if not sentence.has("confuse"):
        return False
    begin, _ = clause(sentence, statement.first, statement.last)
    while sentence.is_a(begin, "relative") and sentence.word(begin - 1) == ",":
        begin, _ = clause(sentence, begin - 1, begin - 1)
    return sentence.has("confuse", begin, statement.last)


def _is_mix_up_section(reading: Reading, sentence: Sentence) -> bool:
    """Whether a section is about what the event is taken for."""
    heading = reading.heading(reading.page.runs[sentence.run_of(0)])
    return any(sentence.language.is_a(w.strip(".,:!?"), "confuse") for w in heading.split())


def _answered(reading: Reading, question: Sentence) -> Iterator[Statement]:
    """ "Is this an official event? No.", "And …? Not involved as an organisation." """
    answer = reading.following(question)
    if answer is None or not answer.words or ORG not in question.words or question.is_a(0, "past-copula"):
        return
    language = answer.language
    opening = answer.words[:_SHORT]
    denies = language.is_a(opening[0], "denial") or any(language.is_a(w, "negator") for w in opening)
    if not denies:
        return
    said = [s for s in reading.statements(question) if s.family in DENIALS]
    if said and said[0].modifiers & (_NO_DENIAL - {"question"}):
        return  # "Giving a talk for Acme? You are not alone": what is asked is of something else
    if said:
        found = said[0]._replace(reasons=(Reason("negated", answer.words[0]),))
        # "They are not the organiser" denies that alone
        of_role = not answer.is_a(0, "denial") and answer.has("role")
        yield found._replace(family="runs") if of_role else found
    elif len(question.words) <= _SHORT:
        involved = any(language.is_a(w, "involvement") for w in answer.words)
        if involved:
            org = question.words.index(ORG)
            yield Statement("involved", question, org, org, org, reasons=(Reason("negated", answer.words[0]),))


def _firm(statement: Statement) -> bool:
    return statement.family in {"event-of", "part-of", "involved", "acts-for"}
