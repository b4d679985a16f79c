"""Sentences in wordings of their own: what they say of an organisation, 300 and more in English and German, 200 in others.

Where a text has ⟦…⟧, the first code that is expected points at that. Most English and German ones were written from the
guidelines alone, without a look at the rules. A sentence that is read wrongly is no reason to list its words:
CONTRIBUTING.md says how a miss becomes a better rule. `misread` marks those that still are; whoever mends one takes the
mark away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from yaml_data import data_of

from ots_lint.finding import Finding
from ots_lint.lint.check import check_page
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()

HERE = Path(__file__).parent
FAMILIES = {
    "contribution": {"OTS201", "OTS202", "OTS203"},
    "endorsement": {"OTS301", "OTS302", "OTS303", "OTS304", "OTS307", "OTS308"},
    "terms": {"OTS401", "OTS402", "OTS403", "OTS404", "OTS405"},
}
_AT_A_TIME = 15
NAMES = [f"{language}-{family}" for language in ("de", "en", "es", "fr", "it", "sv") for family in FAMILIES]


def findings(item: dict[str, Any], language: str) -> list[Finding]:
    text = f"---\nlang: {language}\n---\n\n{item['text'].replace('⟦', '').replace('⟧', '')}\n"
    settings = Settings(
        relationship=item.get("relationship") or "", event_contributions=tuple(item.get("contributions") or ())
    )
    return check_page(read_page(Source(text, "page.md")), RULESET, settings)


def found(item: dict[str, Any], language: str, family: str) -> set[str]:
    return {f.code for f in findings(item, language)} & FAMILIES[family]


def parts() -> Iterator[Any]:
    """The sentences of all files, some at a time: whoever runs one test need not read all of them."""
    for name in NAMES:
        items = data_of(HERE / f"{name}.yaml")
        for start in range(0, len(items), _AT_A_TIME):
            yield pytest.param(name, items[start : start + _AT_A_TIME], id=f"{name}-{start // _AT_A_TIME + 1}")


@pytest.mark.parametrize(("name", "items"), [*parts()])
def test_every_sentence_is_read_as_it_should_be(name: str, items: Sequence[dict[str, Any]]) -> None:
    language, family = name.split("-")
    wrong = []
    for item in items:
        expected, got = set(item["expect"]), found(item, language, family)
        if (got == expected) is bool(item.get("misread")):
            wrong.append(f"{sorted(got)} instead of {sorted(expected)}, as known or not: {item['text']}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", [name for name in NAMES if name[:2] not in {"de", "en"}])
def test_findings_stand_at_their_place(name: str) -> None:
    items = data_of(HERE / f"{name}.yaml")
    assert sum(bool(item["expect"]) for item in items) >= 30
    assert sum(not item["expect"] for item in items) >= 30
    wrong = []
    for item in items:
        if "⟦" not in item["text"]:
            continue
        language = name.partition("-")[0]
        start = len(f"---\nlang: {language}\n---\n\n") + item["text"].index("⟦")
        place = start, start - 1 + item["text"].index("⟧") - item["text"].index("⟦")
        places = [(f.span.start, f.span.end) for f in findings(item, language) if f.code == item["expect"][0]]
        if place not in places:
            wrong.append(f"{places} instead of {place}: {item['text']}")
    assert not wrong, "\n".join(wrong)


def test_a_page_that_is_done_with_leaves_no_garbage() -> None:
    """Circles of objects stay in memory until they are searched for, which takes a part of each page's time."""
    import gc

    from ots_lint.lint.page import lint_bytes
    from ots_lint.settings import Settings

    ruleset = RULESET
    page = (
        b"# Tea\n\nSupported by Opentechschool. It brings coaches.\n\n* [A](https://b.example) **c** `d`\n\n<p>5 EUR.\n"
    )
    lint_bytes(page, "a.md", ruleset, Settings())
    gc.collect()
    gc.disable()
    try:
        findings = [lint_bytes(page, "a.md", ruleset, Settings()).findings for _ in range(20)]
        found = gc.collect(0)
    finally:
        gc.enable()
    assert all(findings)
    assert found < 20 * 5


def test_a_year_before_the_page_s_own_is_history() -> None:
    said = "OpenTechSchool organised this event in 2019.\n"

    def reported(text: str) -> bool:
        page = read_page(Source(text, "a.md"))
        return "OTS301" in {f.code for f in check_page(page, RULESET, Settings(relationship="unofficial"))}

    dated = "---\ndate: {}-05-01\n---\n\n" + said
    assert [reported(text) for text in (said, dated.format(2019), dated.format(2024))] == [False, True, False]
