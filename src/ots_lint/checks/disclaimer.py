"""Statements that deny official involvement, and where a disclaimer is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.meaning.clause import clause
from ots_lint.meaning.families import DENIALS
from ots_lint.meaning.statement import Reason, Statement
from ots_lint.ruleset.language import ORG

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence
    from ots_lint.meaning.reading import Reading

_HIDDEN = frozenset({"structured-data", "front-matter", "meta"})


def disclaimers(reading: Reading, *, hidden: bool = False) -> Iterator[Statement]:
    """The statements that deny that the organisation stands behind this event.

    `hidden`: also those in metadata, which no reader of the page sees.
    """
    for sentence in reading.mentioning:
        run = reading.page.runs[sentence.run_of(0)]
        if run.kind in _HIDDEN and not hidden:
            continue
        if sentence.is_question:
            yield from _answered(reading, sentence)
            continue
        if _is_mix_up(reading, sentence):
            continue  # "not to be confused with …, which is not …"
        for statement in reading.statements(sentence):
            if statement.family not in DENIALS or statement.modifiers & {"question", "quoted", "past"}:
                continue
            if sentence.words[statement.org] != ORG and statement.family != "independent":
                continue
            begin, _ = clause(sentence, statement.first, statement.last)
            if any(sentence.language.is_a(w, "past-copula") for w in sentence.words[begin : statement.last + 1]):
                continue  # "last month's party was not …"
            if statement.family == "independent":
                if "wished" not in statement.modifiers and ORG in statement.words:
                    yield statement
            elif "negated" in statement.modifiers and ("wished" not in statement.modifiers or _firm(statement)):
                yield statement


def _is_mix_up(reading: Reading, sentence: Sentence) -> bool:
    """ "not to be confused with …": what follows is about something else, and so is a section of that name."""
    language, words = sentence.language, sentence.words
    for i, word in enumerate(words) if sentence.has("confuse") else ():
        if language.is_a(word, "confuse") and any(language.is_a(w, "with") for w in words[i + 1 : i + 3]):
            return True
    heading = reading.heading(reading.page.runs[sentence.run_of(0)])
    return any(language.is_a(w.strip(".,:!?"), "confuse") for w in heading.split())


def _answered(reading: Reading, question: Sentence) -> Iterator[Statement]:
    """ "Is this an official event? No.", "And …? Not involved as an organisation." """
    answer = reading.following(question)
    if answer is None or not answer.words or not question.mentions:
        return
    language = answer.language
    opening = answer.words[:5]
    denies = language.is_a(opening[0], "denial") or any(language.is_a(w, "negator") for w in opening)
    if not denies:
        return
    said = [s for s in reading.statements(question) if s.family in DENIALS]
    if said:
        yield said[0]._replace(reasons=(Reason("negated", answer.words[0]),))
    elif len(question.words) <= 5:
        involved = any(language.is_a(w, "involvement") for w in answer.words)
        if involved:
            org = question.mentions[0]
            yield Statement("involved", question, org, org, org, reasons=(Reason("negated", answer.words[0]),))


def _firm(statement: Statement) -> bool:
    return statement.family in {"event-of", "part-of", "involved"}
