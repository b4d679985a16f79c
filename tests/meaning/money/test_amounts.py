"""Amounts of money: which words are one, and which only look like it."""

from __future__ import annotations

import pytest

from ots_lint.meaning.money.amounts import amounts
from ots_lint.meaning.pipeline.build import pipeline
from ots_lint.meaning.pipeline.unit import Unit
from ots_lint.meaning.tongues.blocks import packs_of
from ots_lint.ruleset.load import load_ruleset
from ots_lint.text.run import Segment, TextRun

RULESET = load_ruleset()


def found(tag: str, text: str) -> list[str]:
    pack = packs_of(RULESET)[tag]
    run = TextRun("prose", [Segment(text, 0, len(text))])
    unit = Unit([(0, run, [])], pack, pipeline(pack), frozenset())
    spans = [s.source(a.first, a.last) for s in unit.sentences for a in amounts(s)]
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "It costs €25 or 30 €.", ["€25", "30 €"]),
        ("en", "Pay ten dollars, 15 pounds or CHF 20.", ["ten dollars", "15 pounds", "CHF 20"]),
        ("en", "From 1,200.50 EUR", ["1,200.50 EUR"]),
        ("es", "Entrada: 20€.", ["20€"]),
        ("es", "Son 12€/persona o $250 MXN.", ["12€", "$250 MXN"]),
        ("es", "250 pesos, S/ 30, 25,00 €", ["250 pesos", "S/ 30", "25,00 €"]),
        ("it", "Tassa: fr. 30.–, oppure CHF 20.-", ["fr. 30", "CHF 20.-"]),
        ("it", "Costa dieci euro, 25,00€.", ["dieci euro", "25,00€"]),
        (
            "de",
            "Das macht 25,00 €, 20 Euro, CHF 20 oder zehn Franken.",
            ["25,00 €", "20 Euro", "CHF 20", "zehn Franken"],
        ),
        ("de", "Ab 250 kr", ["250 kr"]),
        ("sv", "Inträde 100:-/person, 1 200 kr, SEK 250, 99:50 kr", ["100:-", "1 200 kr", "SEK 250", "99:50 kr"]),
        ("sv", "Priset är 2 000 kr, 10 000:- eller 0 kr", ["2 000 kr", "10 000:-"]),
        ("en", "Free: 0 €, $0.00", []),
        ("en", "Sliding scale: 10–30 €, $10-$30 or £5–£8.50", ["10–30 €", "$10-$30", "£5–£8.50"]),
        ("de", "Eintritt 5–8 Euro, Spende 0–10 €", ["5–8 Euro"]),
        ("en", "From 18–20 May, 10–12, pages 3-4", []),
        ("en", "At 10:30 in room 25, for 20 people, since 2014", []),
    ],
)
def test_amounts(tag: str, text: str, expected: list[str]) -> None:
    assert found(tag, text) == expected
