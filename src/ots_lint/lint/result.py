"""What linting a page gives, and the findings that no check makes but the linter itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ots_lint.finding import Finding, Fix, Severity
from ots_lint.lint import local
from ots_lint.text.run import Span
from ots_lint.text.source import Source

if TYPE_CHECKING:
    from ots_lint.pages.base import Page
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.ruleset.rule import Rule
    from ots_lint.settings import Settings


#: More findings of a page are not listed; that there are more is a finding itself.
MAX_FINDINGS = 300_000


class Linted(NamedTuple):
    """A page's findings, in document order, and how many more are suppressed."""

    source: Source
    findings: list[Finding]
    suppressed: int = 0
    readable: bool = True
    problem: str = ""  # why the page was not read to its end, where the rules have no finding for that
    language: str = ""  # of its text about the organisation, where that could not be read for want of a language pack


def unreadable(
    message: str, filename: str, ruleset: Ruleset, settings: Settings, source: Source | None = None
) -> Linted:
    """The result for a page that is not read to its end: the finding of the rule about that, whatever is selected."""
    rule = rule_of_kind(ruleset, "unreadable")
    source = source or Source("", filename)
    if rule is None:
        return Linted(source, [], readable=False, problem=message)
    finding = finding_of(rule, settings, message[:1].upper() + message[1:], Span(0, 0))
    finding = finding._replace(severity=rule.severity, unread=True)
    return Linted(source, local.told([finding], ruleset, settings.lang), readable=False)


def lost(page: Page, ruleset: Ruleset, settings: Settings) -> list[Finding]:
    """What tells of the parts of a page that could not be read: a warning, for the rest of it was."""
    rule = rule_of_kind(ruleset, "unreadable") if page.lost else None
    if rule is None or not settings.selects(rule.code):
        return []
    if not any(rule.code.startswith(code) for code, _ in settings.severity):
        settings = settings._replace(severity=((rule.code, "warning"),))
    return [finding_of(rule, settings, part.message[:1].upper() + part.message[1:], part.span) for part in page.lost]


def rule_of_kind(ruleset: Ruleset, kind: str) -> Rule | None:
    """The rule whose check is of this kind, if the rules have one."""
    return next((rule for rule in ruleset.rules.values() if rule.kind == kind), None)


def finding_of(rule: Rule, settings: Settings, message: str, span: Span, fix: Fix | None = None) -> Finding:
    """A finding of a rule that the engine itself checks."""
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity_of(rule, settings),
        message=message,
        span=span,
        fix=fix,
        url=rule.url,
        guideline=rule.guideline,
        guideline_url=rule.guideline_url,
    )


def severity_of(rule: Rule, settings: Settings) -> Severity:
    """The level of a rule: as configured (the longest prefix of its code decides), else its own."""
    configured = [(len(code), level) for code, level in settings.severity if rule.code.startswith(code)]
    return max(configured)[1] if configured else rule.severity
