"""A declared contribution is stated nowhere on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import rule_fix
from ots_lint.meaning.declared.kinds import own_kinds, speaks_of, states_any, unstated
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit that names the missing contributions."""
    reading = context.reading
    declared = context.relationship.contributions
    official = context.relationship.value == "official"
    if not declared or not (reading.mentions or official) or not reading.reads("gives"):
        return  # that a page names nobody is another rule's finding; an official one may speak as "we"
    missing = unstated(reading, declared)
    if not reading.contributes and not states_any(reading, declared):
        if context.relationship.value in {"partner", "supported", ""}:
            return  # the page says nothing at all: that is the other rule's finding
    if missing and official:
        missing = unstated(reading, declared, own_kinds(reading, missing))
    if missing and not reading.mentions:
        missing = [kind for kind in missing if speaks_of(reading, kind)]  # what "we" do needs no word for it
    if not missing:
        return
    values = {"missing": missing}
    yield Hit(_place(context), values, rule_fix(rule, {"brand": reading.brand.name, **values}))


def _place(context: Context) -> Span:
    """The declaration, where it stands in visible metadata; else the first mention."""
    if context.relationship.span is not None:
        return context.relationship.span
    first = context.reading.first_mention
    if first is None:
        return Span(0, 0)
    return context.reading.page.runs[first[0]].span(first[1].start, first[1].end)
