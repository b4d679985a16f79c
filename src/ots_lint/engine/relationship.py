"""A page's relationship to the brand: declared, configured or inferred (SPEC section 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.finding import Relationship

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.statement import Statement


def relationship(reading: Reading) -> Relationship:
    """The relationship that rules go by: declared, else inferred from an explicit statement."""
    said = reading.declared
    if said.value or not reading.mentions:
        return said
    inferred = _inferred(reading)
    if inferred is None:
        return said
    value, words = inferred
    return Relationship(value, f"inferred from “{words}”", said.contributions, said.team, inferred=True, span=said.span)


def _inferred(reading: Reading) -> tuple[str, str] | None:
    from ots_lint.checks.disclaimer import disclaimers
    from ots_lint.meaning.families import CLAIMS
    from ots_lint.meaning.select import Wanted, selected

    denial = next(disclaimers(reading), None)
    if denial is not None:
        return "unofficial", _quoted(reading, denial)
    for statement in reading.all_statements:
        if statement.family == "private" and not statement.modifiers & {"negated", "wished", "question", "past"}:
            return "unofficial", _quoted(reading, statement)
    found: dict[str, str] = {}
    for statement in selected(reading, Wanted(tuple(CLAIMS))):
        value = CLAIMS[statement.family]
        if value == "official" and statement.with_others:
            value = "partner"
        if value and value not in found:
            found[value] = _quoted(reading, statement)
    for value in ("partner", "supported", "official"):
        if value in found:
            return value, found[value]
    return None


def _quoted(reading: Reading, statement: Statement) -> str:
    span = statement.span
    text = " ".join(reading.page.source.text[span.start : span.end].split())
    return text if len(text) <= 60 else text[:57] + "…"
