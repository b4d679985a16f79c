"""A small ruleset and check, so that everything around the rules is tested without them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ots_lint.finding import Edit, Finding, Fix, Relationship
from ots_lint.lint.result import severity_of
from ots_lint.pages.base import Page
from ots_lint.ruleset.rule import Example, Rule
from ots_lint.settings import Settings
from ots_lint.text.run import Span


def rule(code: str, name: str, severity: Any, kind: str = "words", **more: Any) -> Rule:
    return Rule(
        code=code,
        name=name,
        summary=f"Summary of {code}.",
        explanation=f"Why {code} is there.",
        severity=severity,
        when=more.pop("when", frozenset({"any"})),
        kind=kind,
        options={},
        message="",
        messages={},
        guideline="Naming",
        guideline_text="Write the name right.",
        guideline_url="https://example.org/guideline#naming",
        url=f"https://example.org/rules/{code}.md",
        examples=(
            Example("Join ⟦Open Tech School⟧ today.", bad=True, fixed="Join OpenTechSchool today."),
            Example("Join OpenTechSchool.", bad=False, why="right already"),
        ),
        **more,
    )


RULES = {
    r.code: r
    for r in (
        rule("OTS101", "name-spelling", "error", fix={"applicability": "safe"}),
        rule("OTS102", "name-typo", "error", fix={"applicability": "unsafe"}),
        rule("OTS103", "abbreviation-alone", "info", fix={"applicability": "suggestion"}),
        rule("OTS301", "implied-endorsement", "warning", when=frozenset({"unofficial"})),
        rule("OTS900", "unreadable", "error", "unreadable"),
        rule("OTS901", "unused-suppression", "warning", "unused-suppression", fix={"applicability": "safe"}),
    )
}

#: code, pattern, replacement, applicability
WORDS: list[tuple[str, str, str | None, Any]] = [
    ("OTS101", r"Open Tech School|opentechschool", "OpenTechSchool", "safe"),
    ("OTS102", r"OpenTechScool", "OpenTechSchool", "unsafe"),
    ("OTS103", r"\bOTS\b", None, "suggestion"),
    ("OTS301", r"official partner", None, None),
]


class FakeRuleset:
    """Stands in for `ots_lint.ruleset.load.Ruleset`."""

    def __init__(self, fingerprint: str = "fake") -> None:
        self.rules = RULES
        self.fingerprint = fingerprint
        self.languages: dict[str, Any] = {}
        self.brand = SimpleNamespace(key="ots", name="OpenTechSchool")
        self.data = {"docs": "https://example.org/ots-lint/blob/main/docs/rules/"}
        self.asked: list[bytes] = []

    def may_matter(self, data: bytes, settings: Settings) -> bool:
        self.asked.append(data)
        return bool(re.search(rb"(?i)open|OTS|official|ots-lint|[\x80-\xff]", data))


def check_page(page: Page, ruleset: Any, settings: Settings) -> list[Finding]:
    text = page.source.text
    if "kill the worker" in text:
        import os

        os._exit(3)
    if "raise a bug" in text:
        raise ZeroDivisionError("a bug")
    found = []
    for code, pattern, new, applicability in WORDS:
        if not settings.selects(code):
            continue
        for match in re.finditer(pattern, text):
            span = Span(*match.span())
            hidden = [*(c.span for c in page.comments), *page.masked]
            if any(h.start <= span.start < h.end for h in hidden):
                continue
            edits = (Edit(span, new),) if new is not None else ()
            fix = Fix(applicability, f'write "{new or "the name"}"', edits) if applicability else None
            r = ruleset.rules[code]
            relationship = Relationship(settings.relationship or settings.event_relationship, "configuration")
            found.append(
                Finding(
                    code,
                    r.name,
                    severity_of(r, settings),
                    f'"{match.group()}" is wrong.',
                    span,
                    fix,
                    relationship,
                    r.url,
                    r.guideline,
                    r.guideline_url,
                )
            )
    return found


def load_ruleset(paths: Sequence[Path] = ()) -> FakeRuleset:
    return FakeRuleset()


def install(patch: Any) -> None:
    """Put the fakes in the place of the real rules, for a monkeypatch."""
    import sys
    from types import ModuleType

    check = ModuleType("ots_lint.lint.check")
    check.check_page = check_page  # type: ignore[attr-defined]
    check.checked = lambda page, ruleset, settings: (check_page(page, ruleset, settings), "")  # type: ignore[attr-defined]
    check.warm_up = lambda ruleset, settings: None  # type: ignore[attr-defined]
    patch.setitem(sys.modules, "ots_lint.lint.check", check)
    import ots_lint.lint
    import ots_lint.ruleset.load as load

    patch.setattr(ots_lint.lint, "check", check, raising=False)
    patch.setattr(load, "load_ruleset", load_ruleset)
    import ots_lint.cli.show_page as showpage

    patch.setattr(showpage, "rows_of_page", lambda *_: [])  # it reads pages for their meaning


#: A rule that somebody adds, as its file says it.
ADDED_RULE = """\
code: OTS777
name: owned-page
summary: The page says whose it is.
explanation: A rule that somebody adds.
guideline: tool
severity: info
when: any
check: {kind: statement, find: [owns]}
message: '“{{ seen }}” names {{ brand }} as an owner.'
examples:
  - {bad: '⟦© 2026 {{ brand }}⟧', relationship: none}
  - {good: 'This page is by Acme. We know {{ brand }}.', relationship: none, why: it is somebody else's}
"""
