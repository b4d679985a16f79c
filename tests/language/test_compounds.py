"""Words made of several, in languages that write them as one."""

from __future__ import annotations

import pytest

from ots_lint.meaning.tongues.blocks import packs_of
from ots_lint.ruleset.load import load_ruleset


@pytest.mark.parametrize(
    ("language", "word", "kinds"),
    [
        ("de", "Robotik-Arbeitsblätter", ("materials",)),
        ("de", "Kinderbuchhonorar", ("money",)),
        ("de", "Bewerbung", ()),  # what stands before the last word is no word
        ("de", "Schulpflicht", ()),  # nor is what is left of a short one
        ("de", "robotik-arbeitsblätter", ()),  # no noun
        ("en", "robotics-worksheets", ("materials",)),
        ("en", "crosslight", ()),  # no language of compounds
    ],
)
def test_a_compound_is_of_the_kind_of_its_last_word(language: str, word: str, kinds: tuple[str, ...]) -> None:
    assert packs_of(load_ruleset())[language].kinds_of(word) == kinds
