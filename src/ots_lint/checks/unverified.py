"""A page claims an official tie, and no relationship is declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import shown, simple_fix
from ots_lint.checks.claims import claims
from ots_lint.meaning.families import CLAIMS
from ots_lint.meaning.statement import Statement

if TYPE_CHECKING:
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """The first claim from which nothing can be inferred."""
    reading = context.reading
    for statement in claims(reading, rule.options.get("families", ())):
        if CLAIMS.get(statement.family):
            continue
        if statement.family == "partner" and _is_list(statement):
            continue  # "Partners: Acme, …" is a credit
        span = statement.span
        values = {"seen": shown(reading, span), "brand": reading.brand.name, "key": reading.brand.key}
        yield Hit(span, values, simple_fix(rule, values))
        return


def _is_list(statement: Statement) -> bool:
    """Whether a label with names behind it stands there, without a word that makes it official."""
    words = statement.words.split()
    return ":" in words and not any(w.lower().startswith(("offi", "zertif", "certif", "authori")) for w in words)
