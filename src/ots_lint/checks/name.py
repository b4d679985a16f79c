"""The name in a wrong shape or misspelt. `forms`: shape, typo."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import replace_fix

if TYPE_CHECKING:
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """Every mention of the name that is of one of the rule's forms."""
    reading = context.reading
    forms = rule.options.get("forms", ())
    for index, mentions in reading.names.items():
        run = reading.page.runs[index]
        for mention in mentions:
            if mention.kind in forms:
                values = {"seen": visible(run.text[mention.start : mention.end]), "fixed": mention.fixed}
                fix = replace_fix(rule, reading, index, mention.start, mention.end, mention.fixed, values)
                yield Hit(run.span(mention.start, mention.end), values, fix)


def visible(text: str) -> str:
    """A text for a message: one line, invisible characters shown."""
    shown = " ".join(text.split())
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in shown)
