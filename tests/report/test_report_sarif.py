"""SARIF: its schema, its positions, its fixes, its fingerprints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from report_builders import found, report_of, sample_report, sample_source, text_of

from ots_lint.report.model import Report
from ots_lint.text.source import Source

SCHEMA = json.loads((Path(__file__).parent.parent / "schemas" / "sarif-schema-2.1.0.json").read_text("utf-8"))


def run_of(report: Report) -> Any:
    log = json.loads(text_of(report, "sarif"))
    jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(log)
    (run,) = log["runs"]
    return run


def test_it_fits_the_schema_with_and_without_findings() -> None:
    assert len(run_of(sample_report())["results"]) == 7
    assert run_of(report_of())["results"] == []
    assert run_of(report_of(found(sample_source(), "Join"), rules={}, version="", url=""))["results"]


def test_rules_are_described() -> None:
    run = run_of(sample_report())
    rule = run["tool"]["driver"]["rules"][0]
    assert (rule["id"], rule["name"], rule["defaultConfiguration"]) == ("OTS101", "NameSpelling", {"level": "error"})
    assert rule["helpUri"] == "https://example.org/rules/OTS101"
    assert "**as one word**" in rule["help"]["markdown"]
    assert rule["shortDescription"]["text"] != rule["fullDescription"]["text"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_places_and_fixes_are_in_code_points() -> None:
    run = run_of(sample_report())
    assert run["columnKind"] == "unicodeCodePoints"
    result = next(r for r in run["results"] if "opentechschool" in r["message"]["text"])
    region = {"startLine": 7, "startColumn": 29, "endLine": 7, "endColumn": 43}
    assert result["locations"][0]["physicalLocation"]["region"] == region
    (fix,) = result["fixes"]
    assert fix["properties"] == {"applicability": "safe"}
    (change,) = fix["artifactChanges"]
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "OpenTechSchool"}}]
    assert result["properties"]["relationship"] == {"value": "unofficial", "source": "front matter"}


@pytest.mark.parametrize(
    ("filename", "uri"),
    [
        ("events/a b#1%?.md", "events/a%20b%231%25%3F.md"),
        ("events/ü.md", "events/%C3%BC.md"),
        ("events/caf\udce9.md", "events/caf%E9.md"),
        ("./a.md", "a.md"),
        ("a:b.md", "a%3Ab.md"),
    ],
)
def test_addresses_are_percent_encoded(filename: str, uri: str) -> None:
    result = run_of(report_of(found(Source("x", filename), "x")))["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri, "uriBaseId": "SRCROOT"}


def test_addresses_outside_the_project_are_absolute() -> None:
    result = run_of(report_of(found(Source("x", "../other/a b.md"), "x")))["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///other/a%20b.md"}


def test_addresses_start_at_the_root() -> None:
    report = report_of(found(Source("x", "a.md"), "x"), cwd=Path("/project/site"))
    location = run_of(report)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "site/a.md"


def marks(text: str) -> list[str]:
    source = Source(text, "a.md")
    count = text.count("opentechschool")
    report = report_of(*(found(source, "opentechschool", occurrence=i) for i in range(count)))
    return [r["partialFingerprints"]["otsLintFinding/v1"] for r in run_of(report)["results"]]


def test_fingerprints_survive_moved_lines() -> None:
    before = marks("an opentechschool night\nopentechschool opentechschool\n")
    assert before == marks("new line\n\n  an  opentechschool night\nmore\nopentechschool opentechschool\n")
    assert len(set(before)) == 3
    assert before[0] != marks("another opentechschool night")[0]


def test_known_findings_are_marked() -> None:
    source = Source("x y", "a.md")
    results = run_of(report_of(found(source, "x", baseline=True), found(source, "y")))["results"]
    assert [r["baselineState"] for r in results] == ["unchanged", "new"]
    assert "baselineState" not in run_of(sample_report())["results"][0]


def test_nothing_tells_about_the_machine() -> None:
    assert "/project" not in text_of(sample_report(), "sarif")
