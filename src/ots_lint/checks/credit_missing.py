"""The organisation is declared to contribute, and the page never mentions it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks.contribution_missing import contribution_fix
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit at the declaration, else at the beginning of the page."""
    reading = context.reading
    if reading.mentions or context.relationship.inferred or _spoken(context):
        return
    relationship = context.relationship
    span = (
        relationship.span if relationship.span and relationship.source in {"front matter", "meta tag"} else Span(0, 0)
    )
    yield Hit(span, {}, contribution_fix(context, rule, None, {"seen": ""}))


def _spoken(context: Context) -> bool:
    """Whether the abbreviation stands on the page in a wrong shape, so that nothing proves whom it means.

    In its right shape it is a mention, unless the page says that it means something else.
    """
    reading = context.reading
    return any(
        run.text[mention.start : mention.end] != reading.brand.abbreviation
        for i, run in enumerate(reading.page.runs)
        if i not in reading.skipped
        for mention in reading.ruleset.names.abbreviations(run.text)
    )
