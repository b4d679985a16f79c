"""The examples of rules, held against what the rules find: what a pack says of itself has to be so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import ndiff
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ots_lint.lint.result import Linted
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.ruleset.rule import Example, Rule
    from ots_lint.text.source import Source

#: Kinds whose examples are bytes, not texts: they cannot be tried here.
_BYTES = frozenset({"unreadable"})
#: Kinds that only find something where all rules look at the page.
_WITH_ALL = frozenset({"unused-suppression"})
_MARK = re.compile("[⟦⟧]")


class Difference(NamedTuple):
    """An example that is not so: where it stands, what is wrong, and the lines that are expected and found."""

    filename: str
    row: int
    code: str
    problem: str
    lines: tuple[str, ...]


class Tried(NamedTuple):
    """How many examples were tried, and those that are not so."""

    examples: int
    differences: tuple[Difference, ...]


def try_examples(folders: Sequence[Path]) -> Tried:
    """Try the examples of the rules in some folders (default: the shipped ones). Raises `RuleError` for unusable rules.

    Folders that only add rules to the shipped ones are tried without those.
    """
    from ots_lint.ruleset.load import load_ruleset, rule_nodes

    ruleset = load_ruleset(folders)
    nodes = rule_nodes(folders)
    count = 0
    differences = []
    own = [folder for folder in folders if not (folder / "brand.yaml").is_file()]
    only = tuple(own) if folders and len(own) == len(folders) else ()
    for code, rule in ruleset.rules.items():
        node = nodes[code]
        if rule.kind in _BYTES or (only and not any(Path(node.filename).is_relative_to(folder) for folder in only)):
            continue
        for item, example in zip(node.value["examples"].value, rule.examples, strict=True):
            count += 1
            for problem, lines in _wrong(rule, example, ruleset):
                differences.append(Difference(item.filename, item.row, code, problem, lines))
    return Tried(count, tuple(differences))


def _wrong(rule: Rule, example: Example, ruleset: Ruleset) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is not so about an example, with the lines that show it."""
    text = _MARK.sub("", example.text)
    page = _Page(rule, example, ruleset)
    found = sorted(set(page.spans(text)))
    if not example.bad:
        if found:
            yield "this is good, and the rule finds something", _shown(_marked(text, found))
        return
    if "⟦" in example.text:
        if found != _spans(example.text):
            yield "the rule finds other places", _compared(example.text, _marked(text, found))
    elif len(found) != 1:
        yield f"the rule finds {len(found)} places in the page, not one", _shown(_marked(text, found))
    if example.fixed is not None and (fixed := page.fixed(text)) != example.fixed:
        yield "the fix writes something else", _compared(example.fixed, fixed)


class _Page:
    """The page that an example describes, under one rule."""

    def __init__(self, rule: Rule, example: Example, ruleset: Ruleset) -> None:
        from ots_lint.settings import Settings

        self._code = rule.code
        self._ruleset = ruleset
        self._name = "page.html" if example.format == "html" else "page.md"
        plain = example.format == "html" or not example.language or example.text.startswith("---")
        self._head = "" if plain else f"---\nlang: {example.language}\n---\n\n"
        self._settings = Settings(
            select=() if rule.kind in _WITH_ALL else (rule.code,),
            event_relationship=example.relationship,
            event_contributions=example.contributions,
        )

    def _lint(self, source: Source) -> Linted:
        from ots_lint.lint.page import lint_source

        linted = lint_source(source, self._ruleset, self._settings)
        return linted._replace(findings=[finding for finding in linted.findings if finding.code == self._code])

    def _source(self, text: str) -> Source:
        from ots_lint.text.source import Source

        return Source(self._head + text, self._name)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where in a text the rule finds something."""
        before = len(self._head)
        return [(f.span.start - before, f.span.end - before) for f in self._lint(self._source(text)).findings]

    def fixed(self, text: str) -> str:
        """A text after all fixes of the rule."""
        from ots_lint.lint.fix import fix_page

        return fix_page(self._source(text), self._lint, unsafe=True).source.text[len(self._head) :]


def _spans(text: str) -> list[tuple[int, int]]:
    """The marked places of a text, as they are without the marks."""
    places = [match.start() - number for number, match in enumerate(_MARK.finditer(text))]
    return sorted(zip(places[::2], places[1::2], strict=False))


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


def _shown(text: str) -> tuple[str, ...]:
    return tuple(f"  {line}" for line in text.split("\n"))


def _compared(expected: str, found: str) -> tuple[str, ...]:
    """Lines that are expected (-) and found (+), and those around them."""
    return tuple(line for line in ndiff(expected.split("\n"), found.split("\n")) if line[:1] != "?")
