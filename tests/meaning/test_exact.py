"""Short pages and everything that is found on them: each has a condition of a module that only it shows.

A file of `exact/` bears the name of a module. An entry is a `text` in a `language` (English where none is given) or with
front matter of its own, the `relationship` and the `contributions` that are declared, and what is `found`, in the order
of the page: each code, and the words that it points at. Without `found`, the page is quiet. Beside what a condition finds
stands the neighbour that it must leave alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ots_lint.lint.check import check_page
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()

HERE = Path(__file__).parent / "exact"
ENTRIES = [
    pytest.param(entry, id=f"{path.stem}-{number}")
    for path in sorted(HERE.glob("*.yaml"))
    for number, entry in enumerate(yaml.safe_load(path.read_text("utf-8")), 1)
]


def found(entry: dict[str, Any]) -> list[str]:
    text = entry["text"] + "\n"
    if not text.startswith("---"):
        text = f"---\nlang: {entry.get('language', 'en')}\n---\n\n{text}"
    settings = Settings(
        relationship=entry.get("relationship", ""), event_contributions=tuple(entry.get("contributions", ()))
    )
    findings = check_page(read_page(Source(text, "page.md")), RULESET, settings)
    return [f"{finding.code} {' '.join(text[finding.span.start : finding.span.end].split())}" for finding in findings]


@pytest.mark.parametrize("entry", ENTRIES)
def test_exactly_this_is_found(entry: dict[str, Any]) -> None:
    assert found(entry) == entry.get("found", [])
