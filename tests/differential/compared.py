"""Fixes a page in memory, and compares it before and after."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any, NamedTuple

from rendered import views

from ots_lint.lint.fix import FixOutcome, fix_page
from ots_lint.lint.page import lint_source
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source


class Compared(NamedTuple):
    """One page before and after, what is wrong with that, and counts for a table."""

    name: str
    before: str
    after: str
    faults: list[str]
    counts: Counter[str]


@cache
def _ruleset() -> Any:
    return load_ruleset()


def compare(name: str, text: str) -> Compared:
    """Fix a page: readers must get the same but for the name, and exactly the fixes called safe must be applied."""
    settings = Settings()
    source = Source(text, name)
    linted = lint_source(source, _ruleset(), settings)
    outcome: FixOutcome = fix_page(source, lambda s: lint_source(s, _ruleset(), settings), linted=linted)
    after = outcome.source.text
    safe = [f for f in linted.findings if f.fix is not None and f.fix.applicability == "safe"]
    by_hand = [f for f in linted.findings if f.code in ("OTS101", "OTS901") and f not in safe]
    left = [f for f in outcome.linted.findings if f.fix is not None and f.fix.applicability == "safe"]
    faults = []
    if after != text:
        old, new = views(name, text), views(name, after)
        faults += [f"{view}: {_first(old[view], new[view])}" for view in old if old[view] != new[view]]
    if bool(safe) != (after != text) or left:
        faults.append(f"{len(safe)} fixes were called safe, {len(outcome.applied)} applied, {len(left)} left over")
    counts = Counter(
        {
            "pages": 1,
            "pages in Markdown": name.endswith(".md"),
            "pages changed": after != text,
            "fixes called safe": len(safe),
            "fixes applied": len(outcome.applied),
            "findings left to the author": len(by_hand),
            "fixes taken back": len(outcome.undone),
        }
    )
    return Compared(name, text, after, faults, counts)


def _first(old: list[Any], new: list[Any]) -> str:
    """The first place where two lists differ, with what stands around it."""
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    around = slice(max(at - 20, 0), at + 12)
    return f"{_short(old[around])} became {_short(new[around])}"


def _short(items: list[Any]) -> str:
    return "".join(i[0] if len(i) == 2 and isinstance(i[1], tuple) else f"⟨{' '.join(map(str, i))}⟩" for i in items)
