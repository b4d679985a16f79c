"""A page disclaims the relationship that is declared for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import shown
from ots_lint.checks.disclaimer import disclaimers
from ots_lint.meaning.page.days import names_another_day
from ots_lint.meaning.page.elsewhere import names_another_place
from ots_lint.meaning.sentence.verdict import Verdict

if TYPE_CHECKING:
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """The first disclaimer that contradicts the declaration."""
    if context.relationship.inferred:
        return
    reading = context.reading
    # a supported event may well say that somebody else organises it
    weak = rule.options.get("families-supported", ())
    for statement in disclaimers(reading):
        if context.relationship.value == "supported" and statement.family not in weak:
            continue
        if names_another_place(reading, statement) or names_another_day(reading, statement):
            continue
        yield Hit(
            statement.sentence.source(0, len(statement.sentence.words) - 1),
            {"seen": shown(reading, statement.span)},
            verdict=Verdict.of("disclaimer", statement),
        )
        return
