"""Every example in the rule files is a test, in several forms of one and the same page.

A bad example: findings of the rule at exactly the marked spans; the fix gives exactly `fixed`; afterwards the finding
is gone and a second run changes nothing. A good example: the rule finds nothing. Each holds in Markdown with LF and
CRLF and with an emoji before it, and, where the example is plain text, wrapped in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from ots_lint.finding import Finding
from ots_lint.lint.fix import fix_page
from ots_lint.lint.page import lint_bytes, lint_source
from ots_lint.lint.result import Linted
from ots_lint.ruleset.load import Ruleset, load_ruleset
from ots_lint.ruleset.rule import Example, Rule
from ots_lint.settings import Settings
from ots_lint.text.source import Source

OWN_BRAND = Path(__file__).parent.parent / "examples" / "own-brand" / "rules"
#: Rules of these kinds look at the bytes or at the suppressions of a page, not at its words.
_ENGINE = {"unreadable", "unused-suppression"}
_MARK = re.compile("[⟦⟧]")
#: What makes an example more than plain words, so that HTML would say it in another way.
_MARKUP = re.compile(r"[\n<>&*_`\[\]#|]|^[-+\d]")


class Case(NamedTuple):
    """An example in one form: the page's text with the expected spans still marked, and the same when fixed."""

    rule: Rule
    example: Example
    ruleset: Ruleset
    filename: str
    text: str
    fixed: str | None
    exact: bool  # whether `fixed` is the whole text that the fix gives

    @property
    def plain(self) -> str:
        return _MARK.sub("", self.text)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The marked spans, as offsets into the text without marks."""
        found, start = [], 0
        for marks, match in enumerate(_MARK.finditer(self.text)):
            at = match.start() - marks
            if match.group() == "⟦":
                start = at
            else:
                found.append((start, at))
        return found

    @property
    def settings(self) -> Settings:
        select = () if self.rule.kind in _ENGINE else (self.rule.code,)
        return Settings(
            select=select,
            event_relationship=self.example.relationship,
            event_contributions=self.example.contributions,
        )

    def lint(self, text: str) -> Linted:
        return lint_source(Source(text, self.filename), self.ruleset, self.settings)

    def findings(self, text: str) -> list[Finding]:
        return [finding for finding in self.lint(text).findings if finding.code == self.rule.code]

    def fix(self, text: str) -> str:
        only = self.rule.code

        def lint(source: Source) -> Linted:
            linted = lint_source(source, self.ruleset, self.settings)
            return linted._replace(findings=[finding for finding in linted.findings if finding.code == only])

        return fix_page(Source(text, self.filename), lint, unsafe=True).source.text


@cache
def rulesets() -> dict[str, Ruleset]:
    return {"": load_ruleset(), "own-brand-": load_ruleset([OWN_BRAND])}


def _forms(example: Example) -> Iterator[tuple[str, str, str, str | None, bool]]:
    """Name, file name, text, fixed text, and whether the fix gives exactly that."""
    if example.format == "html":
        yield "html", "page.html", example.text, example.fixed, True
        return
    head = ""
    if example.language and not example.text.startswith("---"):
        head = f"---\nlang: {example.language}\n---\n\n"
    text = head + example.text
    fixed = None if example.fixed is None else head + example.fixed
    yield "markdown", "page.md", text, fixed, True
    crlf = re.sub("\n", "\r\n", text + "\n\nThe end.\n" if "\n" not in text else text)
    if "\n" in text:
        yield "crlf", "page.md", crlf, None if fixed is None else fixed.replace("\n", "\r\n"), True
    if example.text.startswith("---"):
        return
    # before a marked sentence it would belong to the sentence
    alone = example.text.startswith("⟦") or _MARKUP.search(_MARK.sub("", example.text))
    emoji = "🎉👩🏽‍💻\n\n" if alone else "🎉 "
    body = None if example.fixed is None else emoji + example.fixed
    yield "emoji", "page.md", head + emoji + example.text, None if body is None else head + body, True
    if _MARKUP.search(_MARK.sub("", example.text)):
        return
    inside = example.fixed is not None and "\n" not in example.fixed
    for name, newline in (("html", "\n"), ("html-crlf", "\r\n")):
        page = newline.join(
            (
                "<!DOCTYPE html>",
                f'<html lang="{example.language or "en"}">',
                "<head><title>🎈</title></head>",
                "<body>",
                "<p>{}</p>",
                "</body>",
                "</html>",
                "",
            )
        )
        changed = example.fixed if inside else None
        yield name, "page.html", page.format(example.text), changed and page.format(changed), inside


def _cases() -> Iterator[pytest.param]:  # type: ignore[valid-type]
    for prefix, ruleset in rulesets().items():
        for rule in ruleset.rules.values():
            if rule.kind == "unreadable":
                continue
            for bad in (True, False):
                for number, example in enumerate((e for e in rule.examples if e.bad is bad), 1):
                    for form, filename, text, fixed, exact in _forms(example):
                        name = f"{prefix}{rule.code}-{'bad' if bad else 'good'}-{number}-{form}"
                        yield pytest.param(Case(rule, example, ruleset, filename, text, fixed, exact), id=name)


def _chosen(bad: bool) -> list[pytest.param]:  # type: ignore[valid-type]
    return [case for case in _cases() if case.values[0].example.bad is bad]


@pytest.mark.parametrize("case", _chosen(True))
def test_bad(case: Case) -> None:
    found = case.findings(case.plain)
    shown = [case.plain[f.span.start : f.span.end] for f in found]
    if case.spans:
        assert sorted({tuple(f.span) for f in found}) == sorted(case.spans), shown
    else:  # what is missing from the whole page has no place of its own
        assert len(found) == 1, shown
    for finding in found:
        assert finding.message.strip()
        assert "{{" not in finding.message
    if case.rule.fixable in ("", "suggestion"):
        assert case.fix(case.plain) == case.plain, "a rule that does not fix changed the page"
        return
    if case.example.fixed is None:
        return
    fixed = case.fix(case.plain)
    if case.exact:
        assert fixed == case.fixed
    assert fixed != case.plain
    assert case.findings(fixed) == []
    assert case.fix(fixed) == fixed


@pytest.mark.parametrize("case", _chosen(False))
def test_good(case: Case) -> None:
    assert not case.spans, "a good example marks nothing"
    found = [(f.message, case.plain[f.span.start : f.span.end]) for f in case.findings(case.plain)]
    assert found == []


@pytest.mark.parametrize(
    "rule", [rule for ruleset in rulesets().values() for rule in ruleset.rules.values()], ids=lambda rule: rule.code
)
def test_examples_say_what_the_rule_does(rule: Rule) -> None:
    bad = [example for example in rule.examples if example.bad]
    if rule.kind in _ENGINE:
        return
    fixed = [example for example in bad if example.fixed is not None]
    assert bool(fixed) == (rule.fixable in {"safe", "unsafe"}), "the examples show the fix, if there is one"
    for example in rule.examples:
        assert not (example.fixed is not None and not example.bad), "a good example needs no fix"
        if example.relationship:
            assert rule.applies(example.relationship) or not example.bad


def test_an_unreadable_page_is_found() -> None:
    ruleset = rulesets()[""]
    (rule,) = (rule for rule in ruleset.rules.values() if rule.kind == "unreadable")
    bad = lint_bytes("Schöne Grüße".encode("latin-1"), "page.md", ruleset, Settings())
    assert [finding.code for finding in bad.findings] == [rule.code]
    assert lint_bytes("Schöne Grüße".encode(), "page.md", ruleset, Settings()).findings == []
