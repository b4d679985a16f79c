"""Patterns of spaCy's that are compiled when they are needed: they say the same as when they were compiled at once."""

from __future__ import annotations

import re
import sys

import pytest
from spacy.lang.char_classes import ALPHA

from ots_lint.language.word_classes import listed
from ots_lint.meaning.pipeline.build import blank
from ots_lint.meaning.pipeline.long_patterns import _STRANGE, _TABLES, LongPattern, later, shortened


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


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
@pytest.mark.parametrize("table", _TABLES)
def test_a_shortened_table_has_the_same_usual_characters(table: str, flags: int) -> None:
    whole, short = re.compile(f"[{table}]", flags), re.compile(f"[{shortened(table)}]", flags)
    chars = [char for char in map(chr, range(0x20000)) if not _STRANGE.match(char)]
    assert [char for char in chars if bool(whole.match(char)) != bool(short.match(char))] == []
    assert len(chars) > 3000 > 5 * len(shortened(table))


@pytest.mark.parametrize("source", ["[{}]+(?=-)", "(?<=[{}])[.,](?=[{}])", "(?<![{}])-", "-[^{}]", "x$"])
def test_what_is_found_is_what_the_whole_pattern_finds(source: str) -> None:
    whole = source.replace("{}", ALPHA)
    found, expected = LongPattern(whole), re.compile(whole)
    for word in ("Tee-Zeit", "a.b,c", "été.là", "-", "a-日", "日.本", "Ελλάς,-α", "µ.µ", "–-“x”.y", "", "1.2", "ẞ.ß"):
        assert [match.span() for match in found.finditer(word)] == [match.span() for match in expected.finditer(word)]
        assert bool(found.search(word)) == bool(expected.search(word)), word
        assert bool(found.match(word)) == bool(expected.match(word)), word


def test_only_patterns_with_letters_wait_and_only_inside() -> None:
    source = f"[{ALPHA}]+"
    with later():
        assert isinstance(re.compile(source), LongPattern)
        assert isinstance(re.compile("a"), re.Pattern)
        assert re.compile(source).fullmatch("日本")
    assert isinstance(re.compile(source), re.Pattern)
