"""A rule as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ots_lint.finding import Severity


@dataclass(frozen=True, slots=True)
class Example:
    """A page text that breaks a rule (`⟦…⟧` marks the expected span) or keeps it."""

    text: str
    bad: bool
    fixed: str | None = None
    why: str = ""
    language: str = ""
    relationship: str = ""
    contributions: tuple[str, ...] = ()
    format: str = "markdown"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its YAML file says it. `kind` names the check that finds its places."""

    code: str
    name: str
    summary: str
    explanation: str
    severity: Severity
    when: frozenset[str]
    kind: str
    options: Mapping[str, Any]
    message: str
    messages: Mapping[str, str]
    guideline: str
    guideline_text: str
    guideline_url: str
    url: str
    examples: tuple[Example, ...]
    severity_declared: Severity | None = None
    fix: Mapping[str, Any] = field(default_factory=dict)

    def applies(self, relationship: str) -> bool:
        """Whether the rule is for pages of this relationship (empty: unknown)."""
        return "any" in self.when or (relationship or "unknown") in self.when

    @property
    def fixable(self) -> str:
        """safe, unsafe, suggestion, or empty where the rule proposes nothing."""
        return str(self.fix.get("applicability", "")) if self.fix else ""
