"""An explanation says what the linter decides: it agrees with the findings, on every example of every rule."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from ots_lint.checks import weigher
from ots_lint.lint.check import ELSEWHERE
from ots_lint.lint.page import decoded, lint_source
from ots_lint.messages import catalogue, languages
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source
from ots_lint.why.as_json import data
from ots_lint.why.explain import explain
from ots_lint.why.model import Declared, Explanation
from ots_lint.why.words import Words

RULESET = load_ruleset()
SCHEMA = Draft7Validator(json.loads((Path(__file__).parents[2] / "docs" / "schemas" / "why.json").read_text("utf-8")))
#: Rules about what a page does not say: their finding stands at a mention or at the declaration.
ABSENT = {"contribution-missing", "contribution-incomplete", "credit-missing", "disclaimer-missing"}
#: Rules about what a sentence says.
MEANING = {
    code
    for code, rule in RULESET.rules.items()
    if rule.kind not in ELSEWHERE and (weigher(rule.kind) is not None or rule.kind == "conflict")
}


def _examples() -> Iterator[Any]:
    for code, rule in RULESET.rules.items():
        for i, example in enumerate(rule.examples):
            if rule.kind not in ELSEWHERE:
                yield pytest.param(example, id=f"{code}-{i}")


EXAMPLES = [*_examples()]


@lru_cache(maxsize=4)
def explained(text: str, name: str, settings: Settings) -> Explanation:
    return explain(Source(text, name), RULESET, settings, Declared())


def page_of(example: Any) -> tuple[str, str, Settings]:
    text = re.sub("[⟦⟧]", "", example.text)
    if example.language and example.format != "html" and not text.startswith("---"):
        text = f"---\nlang: {example.language}\n---\n\n{text}"
    settings = Settings(event_relationship=example.relationship, event_contributions=example.contributions)
    return text, "page.html" if example.format == "html" else "page.md", settings


def it_agrees_with_the_linter(example: Any) -> None:
    text, name, settings = page_of(example)
    found = explained(text, name, settings)
    linted = lint_source(Source(text, name), RULESET, settings).findings
    assert list(found.findings) == linted
    for finding in linted:
        kind = RULESET.rules[finding.code].kind
        if finding.code in MEANING and kind not in ABSENT and not _is_data(finding, text):
            reads = [r for line in found.lines for r in line.reads if finding.code in r.codes]
            assert len(reads) >= sum(other.code == finding.code and not _is_data(other, text) for other in linted)
            # the address of a link stands beside its words
            assert kind == "channel" or any(_meets(r.span, finding.span) for r in reads), (finding, found.lines)
            assert all(r.counts for r in reads)


def _is_data(finding: Any, text: str) -> bool:
    """Whether a finding stands in a value of front matter or structured data, which is no sentence."""
    from ots_lint.pages.base import read_page

    page = read_page(Source(text, "page.html" if text.lstrip().startswith("<") else "page.md"))
    return any(datum.span.start <= finding.span.start < datum.span.end for datum in page.data)


def _meets(a: Any, b: Any) -> bool:
    return bool(a.start < b.end and b.start < a.end)


def what_does_not_count_has_a_reason(example: Any) -> None:
    found = explained(*page_of(example))
    for tag in languages():
        words = Words(found, catalogue(tag))
        for line in found.lines:
            assert line.counts or line.reads or words.why(line)
            for read in line.reads:
                assert read.counts == (not read.against)
                assert read.counts or not read.codes
                assert words.role(read)
                assert all(words.reason(reason).strip() for reason in read.against)
                assert all(list(words.outcomes(read)))
                said = f"{read.text} {[words.reason(reason) for reason in read.against]}"
                assert "$org" not in said
                assert "$crew" not in said


def programs_get_what_the_schema_says(example: Any) -> None:
    found = data(explained(*page_of(example)))
    assert [error.message for error in SCHEMA.iter_errors(found)] == []
    assert json.loads(json.dumps(found)) == found


def rules_about_what_is_missing_agree_with_what_was_read(example: Any) -> None:
    found = explained(*page_of(example))
    kinds = {RULESET.rules[finding.code].kind for finding in found.findings}
    roles = {role for line in found.lines for read in line.reads if read.counts for role in read.roles}
    assert not ("disclaimer-missing" in kinds and "disclaimer" in roles)
    assert not ("contribution-missing" in kinds and "contribution" in roles)
    if found.relationship.value == "unofficial" and "disclaimer" not in roles and found.named:
        assert "disclaimer-missing" in kinds or not any(line.readable for line in found.lines)


def a_rule_that_is_for_the_page_reports_what_counts_or_says_why_not(example: Any) -> None:
    found = explained(*page_of(example))
    for line in found.lines:
        for read in line.reads:
            for outcome in read.outcomes:
                rule = RULESET.rules[outcome.code]
                applies = rule.applies(found.relationship.value)
                assert (outcome.state == "relationship") == (not applies), (read, outcome)


def an_inferred_relationship_has_words_that_it_was_inferred_from(example: Any) -> None:
    found = explained(*page_of(example))
    basis = [read for line in found.lines for read in line.reads if read.basis]
    inferred = found.relationship.inferred and found.relationship.source.startswith("inferred")
    assert bool(basis) == inferred
    assert all(read.counts for read in basis)
    assert not inferred or found.declared.row in {found.rows(read.span)[0] for read in basis}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_explanation(example: Any) -> None:
    """All of it for one example in one test: processes that share the tests would explain it once each."""
    it_agrees_with_the_linter(example)
    what_does_not_count_has_a_reason(example)
    programs_get_what_the_schema_says(example)
    rules_about_what_is_missing_agree_with_what_was_read(example)
    a_rule_that_is_for_the_page_reports_what_counts_or_says_why_not(example)
    an_inferred_relationship_has_words_that_it_was_inferred_from(example)


SAMPLES = sorted((Path(__file__).parents[1] / "pages" / "samples").iterdir())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_pages_of_every_format_are_explained(path: Path) -> None:
    settings = Settings(event_relationship="unofficial")
    source = decoded(path.read_bytes(), path.name)
    found = explain(source, RULESET, settings, Declared())
    assert list(found.findings) == lint_source(source, RULESET, settings).findings
    assert found.lines
    assert [error.message for error in SCHEMA.iter_errors(data(found))] == []
    for finding in found.findings:
        row = source.position(finding.span.start)[0]
        told = any(finding.code in _codes(line) for line in found.near(row))
        assert told or RULESET.rules[finding.code].kind == "logo" or row in _data_rows(source), finding


def _codes(line: Any) -> set[str]:
    return {*line.codes, *(code for read in line.reads for code in read.codes)}


def _data_rows(source: Source) -> set[int]:
    """The rows of values that are no sentences."""
    from ots_lint.pages.base import read_page

    return {source.position(datum.span.start)[0] for datum in read_page(source).data}


def test_a_finding_is_explained_by_its_own_words_alone() -> None:
    text = "Our evening is organised by OpenTechSchool.\n\nThe rooms are funded by OpenTechSchool.\n"
    settings = Settings(relationship="unofficial")
    words = Words(explained(text, "page.md", settings), catalogue("en"))
    claims = [f for f in lint_source(Source(text, "page.md"), RULESET, settings).findings if f.code == "OTS301"]
    assert len(claims) == 2
    for claim in claims:
        (told,) = words.taken_for(claim)
        assert text[claim.span.start : claim.span.end] in told
