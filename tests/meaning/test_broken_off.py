"""A text that breaks off anywhere is read like any other: no reader looks behind its end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from yaml_data import data_of

from ots_lint.lint.check import check_page
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

FILES = sorted((Path(__file__).parent / "exact").glob("*.yaml"))
RULESET = load_ruleset()


def entries(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data_of(file)
    return found


@pytest.mark.parametrize("sign", [":", " ("])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_text_may_break_off(file: Path, sign: str) -> None:
    for number, entry in enumerate(entries(file)):
        words = entry["text"].split(" ")
        cut = " ".join(words[: 1 + (number * 7 + len(sign)) % len(words)])
        text = f"---\nlang: {entry.get('language', 'en')}\n---\n\n{cut}{sign}\n"
        check_page(read_page(Source(text, "page.md")), RULESET, Settings(relationship=entry.get("relationship", "")))
