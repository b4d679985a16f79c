"""The abbreviation in a wrong shape, on a page that names or links the organisation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import replace_fix

if TYPE_CHECKING:
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """Every misshapen abbreviation."""
    reading = context.reading
    for index, mentions in reading.abbreviations.items():
        run = reading.page.runs[index]
        for mention in mentions:
            if mention.kind == "abbreviation-shape":
                values = {"seen": run.text[mention.start : mention.end], "fixed": mention.fixed}
                fix = replace_fix(rule, reading, index, mention.start, mention.end, mention.fixed, values)
                yield Hit(run.span(mention.start, mention.end), values, fix)
