"""A rule as data."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ots_lint.messages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ots_lint.finding import Severity

_NO_FIX: Mapping[str, Any] = MappingProxyType({})


class Example(NamedTuple):
    """A page text that breaks a rule (`⟦…⟧` marks the expected span) or keeps it."""

    text: str
    bad: bool
    fixed: str | None = None
    why: str = ""
    language: str = ""
    relationship: str = ""
    contributions: tuple[str, ...] = ()
    format: str = "markdown"


class Rule(NamedTuple):
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
    fix: Mapping[str, Any] = _NO_FIX
    translations: Mapping[str, Mapping[str, Any]] = _NO_FIX  # by language: its texts, and the guideline's

    def local(self, key: str, language: str) -> str:
        """The rule's `summary`, `explanation`, `guideline`, `guideline_text` or `url` in a language that has it; else in English."""
        return str(self.translations.get(language, {}).get(key) or getattr(self, key))

    def reason(self, example: Example, language: str) -> str:
        """Why an example is as it is, in this language; empty where only English has words for it."""
        if language == ENGLISH:
            return example.why
        return str(self.translations.get(language, {}).get("reasons", {}).get(example.why, ""))

    def applies(self, relationship: str) -> bool:
        """Whether the rule is for pages of this relationship (empty: unknown)."""
        return "any" in self.when or (relationship or "unknown") in self.when

    @property
    def fixable(self) -> str:
        """safe, unsafe, suggestion, or empty where the rule proposes nothing."""
        return str(self.fix.get("applicability", "")) if self.fix else ""
