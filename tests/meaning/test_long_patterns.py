"""Patterns of spaCy's that are compiled when they are needed: they say the same as when they were compiled at once."""

from __future__ import annotations

import re
import sys

import pytest

from ots_lint.language.word_classes import listed
from ots_lint.meaning.long_patterns import LongPattern, later
from ots_lint.meaning.pipeline import blank


@pytest.fixture(scope="module")
def french() -> LongPattern:
    """What tells the words with a hyphen that are one."""
    blank("fr")
    pattern = sys.modules["spacy.lang.fr.tokenizer_exceptions"].TOKEN_MATCH.__self__
    assert isinstance(pattern, LongPattern)
    return LongPattern(pattern._source, pattern._flags)  # of this test alone


def _words(french: LongPattern) -> list[str]:
    from spacy.lang.fr._tokenizer_exceptions_list import FR_BASE_EXCEPTIONS
    from spacy.lang.fr.tokenizer_exceptions import _hyphen_prefix

    words = [
        prefix + rest for p in _hyphen_prefix for prefix in listed(p) for rest in ("-été", "-x's-y", "-", "-A1", "x")
    ]
    words += [*FR_BASE_EXCEPTIONS[::9], *(word.upper() for word in FR_BASE_EXCEPTIONS[::41])]
    words += ["10-12", "l'eau", "r'ouvrir", "R’OUVRIR", "grande's", "saut-de-ski", "pet-en-l'air", "SAUT‑DE‑SKI"]
    return [
        *words,
        "saut-de-4ski",
        "saut-de-ſki",
        "ſaut-la-K",
        "saut-de-İx",
        "https://a.example/a-de-b-2024",
        "",
        "-",
        "😀",
    ]


def test_words_are_told_as_the_whole_pattern_tells_them(french: LongPattern) -> None:
    words = _words(french)
    told = [match and match.span() for match in map(french.match, words)]
    assert "_whole" not in vars(french)  # all were told without it
    others = ["saut-de-日", "Ελλάς-là", "saut-de-Ελλάς", "anti-日1"]
    whole = re.compile(french._source, french._flags)
    assert told == [match and match.span() for match in map(whole.match, words)]
    assert (
        [*map(bool, map(french.match, others))] == [*map(bool, map(whole.match, others))] == [True, False, True, False]
    )
    assert 100 < sum(map(bool, told)) < len(told) - 100


def test_only_long_patterns_wait_and_only_inside() -> None:
    with later():
        assert isinstance(re.compile("a" * 100_001), LongPattern)
        assert isinstance(re.compile("a"), re.Pattern)
        assert re.compile("a" * 100_001).fullmatch("a" * 100_001)
    assert isinstance(re.compile("b" * 100_001), re.Pattern)
