"""Kinds of sentences, each with the nearest neighbours that say something else: what a rule reports, and what not."""

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

RULESET = load_ruleset()

HERE = Path(__file__).parent / "kinds"
KINDS = [entry for path in sorted(HERE.glob("*.yaml")) for entry in data_of(path)]


def _read_wrongly(entry: dict[str, Any]) -> list[str]:
    ruleset, rule = RULESET, entry["rule"]
    settings = Settings(relationship=entry.get("relationship", "unofficial"))
    wrong = []
    for wanted, sentences in ((True, entry.get("found", ())), (False, entry.get("quiet", ()))):
        for text in sentences:
            page = read_page(Source(f"---\nlang: {entry['language']}\n---\n\n{text}\n", "page.md"))
            if (rule in {finding.code for finding in check_page(page, ruleset, settings)}) != wanted:
                wrong.append(f"{rule} {'is missing' if wanted else 'is reported'}: {text}")
    return wrong


@pytest.mark.parametrize("entry", KINDS, ids=lambda entry: f"{entry['language']}: {entry['kind']}")
def test_a_kind_of_sentences_is_read(entry: dict[str, Any]) -> None:
    wrong = _read_wrongly(entry)
    assert not wrong, "\n".join(wrong)


def test_every_kind_has_sentences_that_stay_quiet() -> None:
    assert all(entry.get("found") and entry.get("quiet") for entry in KINDS)
