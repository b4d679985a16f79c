"""What a text says of the organisation: the family, its words, and `+` where others are named beside it."""

from __future__ import annotations

import pytest

from ots_lint.meaning.reading import Reading
from ots_lint.meaning.sentence.claims import claims_of
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


def reading(language: str, text: str) -> Reading:
    page = read_page(Source(f"---\nlang: {language}\n---\n\n{text}\n", "page.md"))
    return Reading(page, RULESET, Settings())


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "OpenTechSchool organises the evening.", ["runs: $org organises", "provides: $org organises"]),
        ("en", "Organised by OpenTechSchool!", ["runs: Organised by $org", "provides: Organised by $org"]),
        ("en", ": OpenTechSchool runs the evening.", ["runs: $org runs", "provides: $org runs"]),
        ("en", "She learned at OpenTechSchool and runs the evening.", []),
        ("en", "She learned with the big OpenTechSchool and runs the evening.", []),
        (
            "en",
            "The day, supported by OpenTechSchool, who run it, is free.",
            ["supports: supported by $org", "runs: $org , who run", "provides: $org , who run"],
        ),
        (
            "en",
            "With the help of the library, OpenTechSchool will run it.",
            ["runs: $org will run", "provides: $org will run"],
        ),
        ("en", "OpenTechSchool was announced.", []),
        ("en", "OpenTechSchool is organised.", []),
        ("en", "OpenTechSchool is well organised.", []),
        ("en", "OpenTechSchool has organised it.", ["runs: $org has organised", "provides: $org has organised"]),
        ("en", "Acme (a group of OpenTechSchool) provides tea.", []),
        ("en", "We support OpenTechSchool.", []),
        ("en", "Acme runs OpenTechSchool.", []),
        (
            "en",
            "Acme and OpenTechSchool run the evening.",
            ["co-runs: Acme and $org run +", "runs: $org run +", "provides: $org run +"],
        ),
        (
            "en",
            "OpenTechSchool, Acme and Bell run the evening.",
            ["runs: $org , Acme and Bell run +", "provides: $org , Acme and Bell run +"],
        ),
        (
            "en",
            "OpenTechSchool and friends run the evening.",
            ["runs: $org and friends run", "provides: $org and friends run"],
        ),
        ("en", "On May 1, OpenTechSchool will run the evening.", ["runs: $org will run", "provides: $org will run"]),
        ("en", "Run by Acme, OpenTechSchool.", ["runs: Run by Acme , $org +", "provides: Run by Acme , $org +"]),
        ("en", "Run by OpenTechSchool, Acme.", ["runs: Run by $org +", "provides: Run by $org +"]),
        ("en", "Run by Acme and OpenTechSchool.", ["runs: Run by Acme and $org +", "provides: Run by Acme and $org +"]),
        ("en", "Run by OpenTechSchool.", ["runs: Run by $org", "provides: Run by $org"]),
        ("en", "Run by OpenTechSchool coaches.", []),
        ("en", "OpenTechSchool coaches help us privately.", ["private: $crew coaches help us privately"]),
        (
            "en",
            "An evening of OpenTechSchool, run by OpenTechSchool.",
            [
                "event-of: An evening of $org",
                "event-mention: evening of $org",
                "runs: run by $org",
                "provides: run by $org",
            ],
        ),
        ("de", "OpenTechSchool veranstaltet den Abend.", ["runs: $org veranstaltet"]),
        (
            "de",
            "Ein Kurs der OpenTechSchool veranstaltet den Abend.",
            ["event-of: Ein Kurs der $org", "event-mention: Kurs der $org"],
        ),
        ("de", "Heute veranstaltet OpenTechSchool den Abend.", ["runs: veranstaltet $org"]),
        ("de", "Acme unterstützt OpenTechSchool.", []),
        ("de", "Wir unterstützen OpenTechSchool.", []),
        (
            "de",
            "Heute unterstützt OpenTechSchool den Abend.",
            ["supports: unterstützt $org", "provides: unterstützt $org"],
        ),
        (
            "de",
            "In Leipzig unterstützt OpenTechSchool uns.",
            ["supports: unterstützt $org", "provides: unterstützt $org"],
        ),
        (
            "de",
            "Es regnet; heute unterstützt OpenTechSchool uns.",
            ["supports: unterstützt $org", "provides: unterstützt $org"],
        ),
        ("de", "OpenTechSchool ist da, und es gibt Kuchen.", []),
        ("de", "OpenTechSchool gibt Kuchen.", ["provides: $org gibt"]),
        ("es", "La ponente dirige OpenTechSchool.", []),
        ("es", "Este año invita OpenTechSchool.", ["runs: invita $org", "provides: invita $org"]),
        ("es", "La tarde la organiza OpenTechSchool.", ["runs: la organiza $org"]),
        ("es", "El taller lo organiza OpenTechSchool y Acme.", ["runs: lo organiza $org +"]),
        ("it", "Organizza OpenTechSchool.", ["runs: Organizza $org"]),
        ("sv", "Kvällen ordnas av OpenTechSchool.", ["runs: ordnas av $org", "provides: ordnas av $org"]),
    ],
)
def test_what_is_claimed(language: str, text: str, found: list[str]) -> None:
    claims = [
        f"{claim.family}: {' '.join(sentence.words[claim.first : claim.last + 1])}{' +' * claim.with_others}"
        for sentence in reading(language, text).sentences(0)
        for claim in claims_of(sentence, sentence.language.families)
    ]
    assert claims == found
