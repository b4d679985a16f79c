"""Decide from a page's bytes whether any rule could report something."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings


class Scan:
    """The traces of a rule set in bytes."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset

    def may_matter(self, data: bytes, settings: Settings) -> bool:
        """False where no rule can report anything on a page with these bytes."""
        return True
