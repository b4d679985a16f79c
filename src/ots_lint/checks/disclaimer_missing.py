"""An unofficial page mentions the organisation, and nothing says that it is not official."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import rule_fix
from ots_lint.checks._insert import at_end, inserted
from ots_lint.checks.disclaimer import disclaimers

if TYPE_CHECKING:
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit at the first mention."""
    reading = context.reading
    first = reading.first_mention
    if first is None or reading.unread_language or reading.pack(reading.page.runs[first[0]]) is None:
        return  # what the page says in its language cannot be read
    if next(disclaimers(reading), None) is not None:
        return
    index, mention = first
    text = disclaimer_text(context, rule)
    fix = rule_fix(rule, {"brand": reading.brand.name, "text": text}, at_end(reading, text))
    yield Hit(reading.page.runs[index].span(mention.start, mention.end), {"text": text}, fix)


def disclaimer_text(context: Context, rule: Rule) -> str:
    """The disclaimer of the rule file in the page's language, or empty."""
    return inserted(rule, context.reading, context.reading.language)
