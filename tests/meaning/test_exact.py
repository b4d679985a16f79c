"""Short pages and everything that is found on them: each has a condition of a module that only it shows.

A file of `exact/` bears the name of a module. An entry is a `text` in a `language` (English where none is given) or with
front matter of its own, the `relationship` and the `contributions` that are declared, and what is `found`, in the order
of the page: each code, and the words that it points at. Without `found`, the page is quiet. Where `given` stands, it
is what the organisation is read to give: each kind (`-`: one that has no name), and the words that say so. Where `said`
stands, it is what is read to be said of the organisation, of the families that it names: the words, and in brackets what
takes away from them; and where `weighed` stands, what could break the rules that it names, and what speaks against it.
Beside what a condition finds stands the neighbour that it must leave alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from yaml_data import data_of

from ots_lint.checks import Context, weigher
from ots_lint.lint.check import check_page
from ots_lint.lint.relationship import relationship
from ots_lint.meaning.reading import Reading
from ots_lint.pages.base import Page, read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.run import Span
from ots_lint.text.source import Source

RULESET = load_ruleset()

HERE = Path(__file__).parent / "exact"
ENTRIES = [
    pytest.param(entry, id=f"{path.stem}-{number}")
    for path in sorted(HERE.glob("*.yaml"))
    for number, entry in enumerate(data_of(path), 1)
]


def page_of(entry: dict[str, Any]) -> tuple[Page, Settings]:
    text = entry["text"] + "\n"
    if not text.startswith("---"):
        text = f"---\nlang: {entry.get('language', 'en')}\n---\n\n{text}"
    settings = Settings(
        relationship=entry.get("relationship", ""), event_contributions=tuple(entry.get("contributions", ()))
    )
    return read_page(Source(text, "page.md")), settings


def words(page: Page, span: Span) -> str:
    return " ".join(page.source.text[span.start : span.end].split())


def found(entry: dict[str, Any]) -> list[str]:
    page, settings = page_of(entry)
    return [f"{finding.code} {words(page, finding.span)}" for finding in check_page(page, RULESET, settings)]


def given(entry: dict[str, Any]) -> list[str]:
    page, settings = page_of(entry)
    stated = Reading(page, RULESET, settings).contributions
    return [f"{kind or '-'}: {words(page, sentence.source(first, last))}" for kind, sentence, first, last in stated]


def said(entry: dict[str, Any]) -> list[str]:
    page, settings = page_of(entry)
    lines = []
    for statement in Reading(page, RULESET, settings).all_statements:
        against = f" ({', '.join(reason.modifier for reason in statement.reasons)})" if statement.reasons else ""
        lines.append(f"{statement.family}: {words(page, statement.span)}{against}")
    return lines


def weighed(entry: dict[str, Any], codes: Sequence[str]) -> list[str]:
    page, settings = page_of(entry)
    reading = Reading(page, RULESET, settings)
    context = Context(reading, relationship(reading))
    lines = []
    for code in codes:
        verdicts = weigher(RULESET.rules[code].kind)
        assert verdicts is not None
        for verdict in verdicts(context, RULESET.rules[code]):
            against = ", ".join(" ".join(filter(None, reason)) for reason in verdict.against)
            lines.append(f"{code} {words(page, verdict.span)}" + f" ({against})" * bool(against))
    return lines


@pytest.mark.parametrize("entry", ENTRIES)
def test_exactly_this_is_found(entry: dict[str, Any]) -> None:
    assert found(entry) == entry.get("found", [])


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if "given" in entry.values[0]])
def test_exactly_this_is_given(entry: dict[str, Any]) -> None:
    assert given(entry) == entry["given"]


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if "said" in entry.values[0]])
def test_exactly_this_is_said(entry: dict[str, Any]) -> None:
    families = {line.partition(":")[0] for line in entry["said"]}
    assert [line for line in said(entry) if line.partition(":")[0] in families] == entry["said"]


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if "weighed" in entry.values[0]])
def test_exactly_this_is_weighed(entry: dict[str, Any]) -> None:
    codes = dict.fromkeys(line.partition(" ")[0] for line in entry["weighed"])
    assert weighed(entry, [*codes]) == entry["weighed"]
