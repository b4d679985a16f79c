"""Statements that deny official involvement, and where a disclaimer is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from ots_lint.meaning.statements import DENIALS, Statement
from ots_lint.ruleset.language import CREW, ORG

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading

_HIDDEN = frozenset({"structured-data", "front-matter", "meta"})


def disclaimers(reading: Reading, *, hidden: bool = False) -> Iterator[Statement]:
    """The statements that deny that the organisation stands behind this event.

    `hidden`: also those in metadata, which no reader of the page sees.
    """
    for sentence in reading.mentioning():
        run = reading.page.runs[sentence.tokens[0].run]
        if run.kind in _HIDDEN and not hidden:
            continue
        if sentence.is_question:
            answer = reading.following(sentence)
            if answer is None or not answer.tokens:
                continue
            if not answer.language.is_a(answer.tokens[0].text, "denial"):
                continue
            if any(s.family in DENIALS and "negated" not in s.flags for s in reading.statements(sentence)):
                statement = next(s for s in reading.statements(sentence) if s.family in DENIALS)
                yield statement._replace(flags=frozenset({"negated"}))
            continue
        for statement in reading.statements(sentence):
            if statement.family not in DENIALS:
                continue
            if statement.family == "independent":
                if not statement.flags & {"wished", "question", "quoted"}:
                    if _is_about(statement, sentence_words(statement)):
                        yield statement
                continue
            if "negated" in statement.flags and not statement.flags & {"question", "quoted"}:
                if statement.flags & {"wished"} and not _firm(statement):
                    continue
                yield statement


def _firm(statement: Statement) -> bool:
    return statement.family in {"event-of", "part-of", "involved"}


def sentence_words(statement: Statement) -> str:
    """The words of the sentence without marks."""
    return " ".join(t.text for t in statement.sentence.tokens)


def _is_about(statement: Statement, words: str) -> bool:
    """Whether "unofficial" stands with the organisation in one sentence."""
    return bool(regex.search(regex.escape(ORG) + "|" + regex.escape(CREW), words))
