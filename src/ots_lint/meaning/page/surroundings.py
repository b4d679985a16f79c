"""What stands around a text and denies what it says: a lead-in ("This is none of these:"), the cell beside it ("no")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.page.asked import asked_aside, asked_of_another
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.meaning.sentence.statement import Reason, Statement

if TYPE_CHECKING:
    from ots_lint.meaning.pipeline.unit import Unit
    from ots_lint.meaning.reading import Reading

#: An answer in a cell has so many words at most.
_SHORT = 3
_EMPTY = frozenset({"–", "—", "-", "✗", "✘", "❌", "×"})
#: So many words behind its negator has a lead-in that denies what it introduces.
_NEAR = 4


def deny(reading: Reading, unit: Unit) -> None:
    """Take into account what stands around a unit, for all its statements."""
    words = _denying_lead_in(reading, unit)
    notes = unit.notes
    if words:
        notes.statements = [_denied(statement, words) for statement in notes.statements]
    elif len(unit.runs) > 1:
        notes.statements = [_denied(s, answer) if (answer := _answer(s)) else s for s in notes.statements]
    notes.statements = [
        _aside(reading, unit, s) if "negated" in s.modifiers else _of_former(reading, unit, s) for s in notes.statements
    ]


def _aside(reading: Reading, unit: Unit, statement: Statement) -> Statement:
    """A denial, with what it is about where that stands in the question before it: "And the party? That is not …"."""
    words = "" if "part" in statement.modifiers else asked_aside(reading, unit, statement.sentence)
    return statement._replace(reasons=(*statement.reasons, Reason("part", words))) if words else statement


def _of_former(reading: Reading, unit: Unit, statement: Statement) -> Statement:
    """A claim, with what it is about where the question before it names that: "And the one of 2016? That was run by Acme"."""
    found = asked_of_another(reading, unit, statement.sentence)
    return statement._replace(reasons=(*statement.reasons, *found)) if found else statement


def _denied(statement: Statement, words: str) -> Statement:
    others = tuple(reason for reason in statement.reasons if reason.modifier != "question")
    if "negated" in statement.modifiers:
        return statement
    return statement._replace(reasons=(*others, Reason("negated", words)))


def _denying_lead_in(reading: Reading, unit: Unit) -> str:
    """The negator at the end of the sentence that introduces the list which a unit is an item of; else empty."""
    run = reading.page.runs[unit.runs[0]]
    if run.where.list is None:
        return ""
    lead = reading.layout.lead_in(unit.runs[0])
    words = lead.rstrip(" :\n").replace(",", " , ").split()
    language = unit.language
    for back, word in enumerate(reversed(words)):
        if back > _NEAR or word[-1:] in ".!?;":
            return ""
        if language.is_a(word.lower(), "negator"):
            after = words[len(words) - back : len(words) - back + 1]
            return "" if any(language.is_a(w.lower(), "only") for w in after) else word
    return ""


def _answer(statement: Statement) -> str:
    """The "no" in the next cell of a row."""
    sentence = statement.sentence
    words = sentence.words
    cell = next((i for i in range(statement.last + 1, len(words)) if words[i] == CELL), None)
    if cell is None or any(word == CELL for word in words[statement.first : statement.last]):
        return ""
    end = next((i for i in range(cell + 1, len(words)) if words[i] == CELL), len(words))
    inside = [word for word in words[cell + 1 : end] if word not in {".", "!", ","}]
    if not inside or len(inside) > _SHORT:
        return ""
    if inside[0] in _EMPTY or any(sentence.language.is_a(inside[0], name) for name in ("denial", "negator")):
        return inside[0]
    return ""
