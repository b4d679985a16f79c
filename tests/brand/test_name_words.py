"""A page may say its language by name; which names there are is data."""

from __future__ import annotations

import pytest

from ots_lint.meaning.reading import Reading
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Deutsch", "de"), ("german", "de"), ("English", "en"), ("Français", "fr"), ("español", "es"), ("Italiano", "it"),
        ("Svenska", "sv"), ("Swedish", "sv"), ("pt", "pt"), ("de-AT", "de"),
    ],
)  # fmt: skip
def test_names_of_languages(name: str, language: str) -> None:
    page = read_page(Source(f"---\nlanguage: {name}\n---\n\nThe text that we have is in English.\n", "a.md"))
    assert Reading(page, RULESET, Settings()).language == language


def test_an_unknown_name_says_nothing() -> None:
    page = read_page(Source("---\nlanguage: Klingon\n---\n\nDer Kurs ist nicht teuer.\n", "a.md"))
    assert Reading(page, RULESET, Settings()).language == "de"
