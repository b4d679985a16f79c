"""Who is named as organiser in data for machines: once for each who is named, and nobody's background."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ots_lint.checks.metadata import organiser_data
from ots_lint.lint.page import lint_source
from ots_lint.meaning.reading import Reading
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()
OTS = "OpenTechSchool"
HOME = "https://www.opentechschool.org/"


def found(text: str, name: str) -> list[tuple[str, str]]:
    """The key and the value of each finding, as its message says them."""
    settings = Settings(event_relationship="unofficial", select=("OTS305",), lang="en")
    findings = lint_source(Source(text, name), RULESET, settings).findings
    return [
        (finding.message.partition(" as “")[2].partition("”")[0], text[finding.span.start : finding.span.end])
        for finding in findings
    ]


def in_script(data: Any) -> list[tuple[str, str]]:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return found(f'<!DOCTYPE html><html lang="en"><head>{script}</head><body><p>Tea</p></body></html>\n', "page.html")


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        ({"organizer": OTS}, ["organizer"]),
        ({"Organizer": OTS}, ["Organizer"]),
        ({"organizer": "OTS"}, ["organizer"]),
        ({"organizer": "Opentechschool"}, ["organizer"]),
        ({"organizer": "Acme"}, []),
        ({"organizer": [OTS, "Acme", "OTS Berlin"]}, ["organizer", "organizer"]),
        # one finding for each object, whatever of it names the organisation
        ({"organizer": {"@id": HOME, "name": OTS, "url": HOME, "sameAs": HOME}}, ["organizer"]),
        ({"organizer": [{"name": OTS, "url": HOME}, {"name": "Acme", "url": HOME}]}, ["organizer", "organizer"]),
        ({"organizer": {"name": OTS}, "sponsor": {"name": OTS}}, ["organizer", "sponsor"]),
        ({"organizer": {"legalName": "OpenTechSchool e.V."}}, ["organizer"]),
        ({"organizer": {"alternateName": "OTS"}}, ["organizer"]),
        ({"organizer": {"url": "https://acme.example/opentechschool"}}, []),
        ({"organizer": {"url": OTS}}, []),
        ({"organizer": {"name": HOME}}, []),
        ({"organizer": {"slogan": OTS}}, []),
        ({"organizer": {"name": "People from OpenTechSchool"}}, []),
        ({"organizer": {"name": "Not OpenTechSchool"}}, []),
        # the background of a person, and a work that is used
        ({"organizer": {"affiliation": {"name": OTS}}}, []),
        ({"performer": {"name": "Mia", "memberOf": {"name": OTS}}}, []),
        ({"workFeatured": {"publisher": {"name": OTS}}}, []),
        ({"superEvent": {"organizer": {"name": OTS}}}, []),
        ({"location": {"name": OTS}}, []),
        ({"name": OTS}, []),
        ({"subEvent": [{"organizer": {"name": OTS}}]}, ["organizer"]),
        ({"organizer": 5}, []),
    ],
)
def test_structured_data(data: dict[str, Any], keys: list[str]) -> None:
    assert [key for key, _ in in_script({"@type": "Event", **data})] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (f"organizer: {OTS}", ["organizer"]),
        (f"hosts: [Acme, {OTS}]", ["hosts"]),
        (f"event:\n  veranstalter: {OTS}", ["veranstalter"]),
        (f"ots:\n  organizer: {OTS}", []),
    ],
)
def test_front_matter(text: str, keys: list[str]) -> None:
    page = f"---\nlang: en\n{text}\n---\n\nTea\n"
    assert found(page, "page.md") == [(key, OTS) for key in keys]


def test_two_objects_of_microdata_that_hold_the_name_are_two() -> None:
    one = f'<p itemprop="organizer" itemscope><b itemprop="name">{OTS}</b> <i itemprop="alternateName">OTS</i></p>'
    page = f'<html lang="en"><body><div itemscope itemtype="https://schema.org/Event">{one}{one}</div></body></html>\n'
    assert found(page, "page.html") == [("organizer", OTS), ("organizer", OTS)]


def test_a_key_that_a_rule_asks_for_is_no_background() -> None:
    page = read_page(Source(f"---\nlang: en\nauthor: {OTS}\norganizer: {OTS}\n---\n\nTea\n", "page.md"))
    named = organiser_data(Reading(page, RULESET, Settings()), {"author"})
    assert [datum.path for datum in named] == [("author",)]
