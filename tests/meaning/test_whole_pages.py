"""Whole pages of events, with all that stands on one and confuses: menus, other events, sponsors, history, quotations.

They were written and labelled from the guidelines alone. `pages/LANG.yaml` says for each page of `pages/LANG` what is
`found`: the code, the row, and the words that it points at; `relationship` is that of the command line. What is `missed`
should be found, and what is `wrong` should not: whoever mends one of them moves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from yaml_data import data_of

from ots_lint.lint.check import check_page
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()

HERE = Path(__file__).parent / "pages"
_SHOWN = 40


def entries() -> Iterator[Any]:
    for labels in sorted(HERE.glob("*.yaml")):
        for entry in data_of(labels):
            yield pytest.param(HERE / labels.stem / entry["page"], entry, id=f"{labels.stem}-{entry['page']}")


def found(path: Path, relationship: str = "") -> list[str]:
    """The findings of a page, one a line: code, row, and the first of the words that are at fault."""
    source = Source(path.read_text("utf-8"), path.name)
    lines = []
    for finding in check_page(read_page(source), RULESET, Settings(relationship=relationship)):
        start, end = finding.span
        words = " ".join(source.text[start:end].split())[:_SHOWN].rstrip()
        lines.append(f"{finding.code} {source.text.count(chr(10), 0, start) + 1} {words}".rstrip())
    return lines


@pytest.mark.parametrize(("path", "entry"), [*entries()])
def test_everything_on_a_page_is_read(path: Path, entry: dict[str, Any]) -> None:
    expected = [*entry.get("found", ()), *entry.get("wrong", ())]
    assert sorted(found(path, entry.get("relationship", ""))) == sorted(expected)


def test_every_page_has_its_labels() -> None:
    labelled = {(path.parent.name, path.name) for path, _ in (param.values for param in entries())}
    assert {(path.parent.name, path.name) for path in HERE.glob("*/*")} == labelled
