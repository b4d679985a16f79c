"""Sentences with the place that a rule finds in them, and sentences that stay quiet, of one family of rules each.

A file is named by its language and its family of rules (`sv-terms.yaml`). An entry has `rule` and `bad`, with what the
rule finds between ⟦ and ⟧ (nothing where it is about the page as a whole), or `good`, in which no rule of the family finds anything; the page is unofficial
where `relationship` does not say otherwise.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from ots_lint.engine.check import check_page
from ots_lint.finding import Finding
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

HERE = Path(__file__).parent / "marked"
FAMILIES = {"contribution": "OTS2", "endorsement": "OTS3", "terms": "OTS4"}
_MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)


def entries(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8")))


def read(entry: dict[str, Any], name: str) -> tuple[str, list[Finding]]:
    """The text that is linted, and what the rules of the family find in it."""
    language, _, family = name.partition("-")
    text = _MARKED.sub(r"\1", entry.get("bad") or entry["good"])
    page = f"---\nlang: {language}\n---\n\n{text}\n"
    settings = Settings(
        relationship=entry.get("relationship", "unofficial") or "",
        event_contributions=tuple(entry.get("contributions", ())),
    )
    found = check_page(read_page(Source(page, "page.md")), load_ruleset(), settings)
    return page, [finding for finding in found if finding.code.startswith(FAMILIES[family])]


def problem(entry: dict[str, Any], name: str) -> str:
    """What is wrong with what is found; empty where nothing is."""
    page, found = read(entry, name)
    seen = [f"{finding.code} {page[finding.span.start : finding.span.end]!r}" for finding in found]
    if "good" in entry:
        return f"{seen} in {entry['good']!r}" if found else ""
    wanted = [f"{entry['rule']} {match[1]!r}" for match in _MARKED.finditer(entry["bad"])]
    got = [place for place in seen if place.startswith(entry["rule"])]
    if not wanted:  # about the page as a whole
        return "" if got else f"{seen} instead of {entry['rule']}"
    return "" if got == wanted else f"{got or seen} instead of {wanted}"


NAMES = sorted(path.stem for path in HERE.glob("*.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_each_place_is_found_and_nothing_else(name: str) -> None:
    wrong = [line for entry in entries(name) if (line := problem(entry, name))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_there_are_enough_sentences_of_both_sorts(name: str) -> None:
    known = entries(name)
    assert sum("bad" in entry for entry in known) >= 30
    assert sum("good" in entry for entry in known) >= 30
