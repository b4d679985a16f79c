"""Prices in front matter and structured data of an event that has to be free."""

from __future__ import annotations

import json

import pytest

from ots_lint.checks._price_data import amount_in, number
from ots_lint.lint.page import lint_source
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


def prices(text: str, name: str = "page.md") -> list[str]:
    settings = Settings(event_relationship="partner", select=("OTS401",))
    found = lint_source(Source(text, name), RULESET, settings).findings
    return [text[finding.span.start : finding.span.end] for finding in found]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("price: 20", ["20"]),
        ("price: 20 €", ["20 €"]),
        ("price: 0", []),
        ("prix: 15 €", ["15 €"]),
        ("precio: 7", ["7"]),
        ("prezzo: gratis", []),
        ("deltagaravgift: 200 kr", ["200 kr"]),
        ("price: true", []),
        ("price:", []),
        ("price: free for 300 people", []),
        ("price: kostenlos, sonst 5 Euro", []),
        ("price: 20 for everybody who comes from far away or from near", []),
        ("price: 20 for all who come from here or from near", []),
        ("price: 20 for all who come from here or near", ["20 for all who come from here or near"]),
        ("tickets:\n  regular: 20", ["20"]),
        ("tickets:\n  - regular: 20", ["20"]),
        ("room:\n  number: 20", []),
        ("price: 20\nperiod: month", []),
        ("price: 20\nperiod: per year", []),
        ("price: 20\nperiod: the whole year round", ["20"]),
        ("price: 20\nplace: Mill", ["20"]),
        ("prezzo: 15crediti", []),
        ("prezzo: 15euro", ["15euro"]),
        ("prezzo: 9 €/h", []),
        ("prezzo: 9 €/mese", []),
        ("prezzo: 9 €/pers.", ["9 €/pers."]),
        ("free: false", ["false"]),
        ("free: true", []),
        ("free: 5", []),
    ],
)
def test_front_matter(entry: str, found: list[str]) -> None:
    assert prices(f"---\nlang: en\n{entry}\n---\n\n# Night\n") == found


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"offers": {"price": "20"}}, ['"20"']),
        ({"offers": {"price": 20}}, ["20"]),
        ({"offers": {"price": 0}}, []),
        ({"offers": {"lowPrice": "5", "highPrice": "9"}}, ['"5"', '"9"']),
        ({"offers": {"priceCurrency": "20"}}, []),
        ({"isAccessibleForFree": False}, ["false"]),
        ({"isAccessibleForFree": "https://schema.org/False"}, ['"https://schema.org/False"']),
        ({"isAccessibleForFree": True}, []),
        ({"location": {"makesOffer": {"price": "20"}}}, []),
        ({"workFeatured": {"offers": {"price": "20"}}}, []),
    ],
)
def test_structured_data(data: dict[str, object], found: list[str]) -> None:
    script = json.dumps({"@type": "Event", "name": "Night", **data})
    page = f'<html lang="en"><head><script type="application/ld+json">{script}</script></head><body></body></html>\n'
    assert [text.strip('"') for text in prices(page, "page.html")] == [text.strip('"') for text in found]


def test_what_is_seen_is_read_as_a_sentence_alone() -> None:
    page = (
        '<html lang="en"><body><div itemscope itemtype="https://schema.org/Event"><div itemprop="offers" itemscope>'
        "{}</div></div></body></html>\n"
    )
    assert prices(page.format('<p>The book costs <span itemprop="price">20</span> €.</p>'), "page.html") == []
    assert prices(page.format('<meta itemprop="price" content="20">'), "page.html") != []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20", 20), ("20,-", 20), ("1.200,50", 1200.5), ("1,200.50", 1200.5), ("1'200", 1200), ("1.200", 1200),
        ("1 200", 1200), ("9,5", 9.5), ("0.99", 0.99), ("", 0), (".", 0),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, value: float) -> None:
    assert number(text) == value


def test_the_largest_number_of_a_value_counts() -> None:
    assert [amount_in(v) for v in (5, 2.5, True, "5 to 12 €", "free", None)] == [5, 2.5, 0, 12, 0, 0]
