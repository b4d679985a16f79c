"""What contributions are, by kind of wording (`contribution_kinds.yaml`): each sentence, and the nearest that is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from yaml_data import data_of

from ots_lint.lint.check import check_page
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()

KINDS = data_of(Path(__file__).with_name("contribution_kinds.yaml"))
#: What is expected of a group, and the relationship that its pages are declared to have.
GROUPS = {
    "stated": (False, "supported"),
    "unstated": (True, "supported"),
    "uncredited": (False, ""),
    "credited": (True, ""),
}


def cases() -> Iterator[tuple[str, str, str]]:
    for kind, languages in KINDS.items():
        for language, groups in languages.items():
            for group, texts in groups.items():
                for text in texts:
                    yield pytest.param(language, group, text, id=f"{kind}-{language}-{group}-{text[:40]}")  # type: ignore[misc]


@pytest.mark.parametrize(("language", "group", "text"), [*cases()])
def test_what_is_a_contribution(language: str, group: str, text: str) -> None:
    expected, relationship = GROUPS[group]
    page = text if text.startswith("---") else f"---\nlang: {language}\n---\n\n{text}\n"
    found = check_page(read_page(Source(page, "page.md")), RULESET, Settings(relationship=relationship))
    assert ("OTS201" in {finding.code for finding in found}) is expected
