"""The checks that rules name by `check: {kind: …}`: one module each.

A check is general; what it looks for comes from the rule's options, the brand and the
language packs. `find(context, rule)` gives the places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.finding import Fix, Relationship
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.verdict import Verdict
    from ots_lint.ruleset.rule import Rule


class Hit(NamedTuple):
    """A place that breaks a rule: its span, what the message may say, and the fix."""

    span: Span
    values: Mapping[str, Any]
    fix: Fix | None = None
    message: str = ""  # key into the rule's `messages`; empty for its `message`
    unsure: bool = False  # whether the reading is not certain: then the level is lower, and the message says so
    verdict: Verdict | None = None  # what it stands on, where that is something that a sentence says


class Context:
    """What a check works with."""

    __slots__ = ("cache", "reading", "relationship")

    def __init__(self, reading: Reading, relationship: Relationship) -> None:
        self.reading = reading
        self.relationship = relationship
        self.cache: dict[str, Any] = {}


Finder = Callable[[Context, "Rule"], Iterator[Hit]]
Weigher = Callable[[Context, "Rule"], Iterator["Verdict"]]


@lru_cache(maxsize=64)
def finder(kind: str) -> Finder:
    """The `find` function of a kind of check; the other kinds are not imported."""
    found: Finder = _module(kind).find
    return found


@lru_cache(maxsize=64)
def weigher(kind: str) -> Weigher | None:
    """The `verdicts` function of a kind of check, which gives also what its `find` leaves out; None where it has none."""
    found: Weigher | None = getattr(_module(kind), "verdicts", None)
    return found


def _module(kind: str) -> Any:
    return import_module(f"ots_lint.checks.{kind.replace('-', '_')}")
