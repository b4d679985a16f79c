"""A page that says only the abbreviation and nowhere the name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import rule_fix
from ots_lint.finding import Edit

if TYPE_CHECKING:
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """The first use of the abbreviation, where no name stands on the page."""
    reading = context.reading
    if reading.names:
        return
    for index, mentions in reading.abbreviations.items():
        run = reading.page.runs[index]
        mention = mentions[0]
        span = run.span(mention.start, mention.end)
        text = f"{reading.brand.name} ({reading.brand.abbreviation})"
        yield Hit(span, {}, rule_fix(rule, {"text": text, "brand": reading.brand.name}, Edit(span, text)))
        return
