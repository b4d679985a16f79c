"""What is meant as a declaration to the linter and says nothing that it knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import rule_fix
from ots_lint.checks.name import visible
from ots_lint.finding import Edit
from ots_lint.meaning.declared.declarations import CHOICES

if TYPE_CHECKING:
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """Every place that is not understood, with the nearest right word."""
    reading = context.reading
    for problem in reading.declarations.problems:
        hint = f"did you mean “{problem.wanted}”? " if problem.wanted else ""
        values = {
            **CHOICES,
            "seen": visible(problem.seen),
            "wanted": problem.wanted,
            "hint": hint,
            "key": reading.brand.key,
        }
        edit = Edit(problem.span, problem.instead) if problem.instead else None
        fix = rule_fix(rule, values, edit) if problem.wanted else None
        yield Hit(problem.span, values, fix, problem.message)
