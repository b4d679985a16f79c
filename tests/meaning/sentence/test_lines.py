"""The words of a sentence: where they stand on the page, which are of a class, and who may stand for whom."""

from __future__ import annotations

import pytest

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.reading import Reading
from ots_lint.meaning.sentence.lines import Sentence, line_form
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


def sentences(text: str, language: str = "en") -> list[Sentence]:
    page = read_page(Source(f"---\nlang: {language}\n---\n\n{text}\n", "page.md"))
    return [*Reading(page, RULESET, Settings()).sentences(0)]


def test_a_word_is_found_by_any_of_its_letters() -> None:
    text = "We drink tea. OpenTechSchool drinks water."
    first, second = sentences(text)
    run = first.run_of(0)

    def at(sentence: Sentence, start: int, end: int) -> int | None:
        return sentence.word_at(run, start, end)

    assert [at(first, start, start + 1) for start in (0, 1, 2, 3, 7, 8, 9, 11, 12, 13)] == [
        *(0, 0, None, 1, 1, None, 2, 2, 3, None)
    ]
    assert at(first, 0, len(text)) == 0
    assert at(first, 2, 4) == 1
    assert at(first, 2, 3) is None
    assert at(first, 13, len(text)) is None
    begin = text.index("Open")
    assert [at(second, begin + i, begin + i + 1) for i in (-1, 0, 13, 14, 15)] == [None, 0, 0, None, 1]
    assert at(second, 0, begin) is None
    assert at(second, 0, begin + 1) == 0
    assert second.word_at(run + 1, begin, begin + 1) is None


def test_words_before_the_first_and_behind_the_last_are_none() -> None:
    [sentence] = sentences("The tutors help")
    assert [sentence.word(i) for i in (-1, 0, 2, 3)] == ["", "The", "help", ""]
    assert [sentence.is_a(i, "det") for i in (-3, -1, 0, 1, 3)] == [False, False, True, False, False]


def test_words_of_a_class_between_two_words() -> None:
    [sentence] = sentences("The tutors and the coaches help the school")
    assert sentence.all_of("det") == [0, 3, 6]
    assert sentence.all_of("det", 1) == [3, 6]
    assert sentence.all_of("det", -2, 3) == [0, 3]
    assert sentence.all_of("det", 4, 5) == []
    assert sentence.all_of("wish") == []
    assert sentence.has("det")
    assert sentence.has("det", 6)
    assert not sentence.has("det", 7)
    assert sentence.has("det", 1, 3)
    assert not sentence.has("det", 1, 2)
    assert sentence.has("det", -1, 0)
    assert not sentence.has("det", 0, -1)
    assert not sentence.has("wish")
    assert sentence.has_any(("wish", "det"), 3, 3)
    assert not sentence.has_any(("wish", "det"), 4, 5)
    assert sentence.places_of(("det", "and")) == [0, 2, 3, 6]
    assert sentence.places_of(("wish",)) == []


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Is it here?", True),
        ("Is it here?!", True),
        ("Is it here!?", True),
        ("It is here!", False),
        ("Is it “here?”", True),
        ("(Is it here?)", True),
        ("It is here.", False),
        ("Here? It is", False),
    ],
)
def test_a_question(text: str, asks: bool) -> None:
    assert sentences(text)[-1].is_question is asks


def test_who_stands_for_whom() -> None:
    [sentence] = sentences("We like its kind trainers and its tea")
    said = sentence.standing_for(2)
    assert said.words == ["We", "like", ORG, "kind", "trainers", "and", "its", "tea"]
    assert sentence.words[2] == "its"
    people = sentence.people_for(2)
    assert people is not None
    assert people.words == ["We", "like", "its", "kind", CREW, "and", "its", "tea"]
    assert sentence.people_for(6) is None
    [team] = sentences("We like its team")
    assert team.people_for(2) is None


@pytest.mark.parametrize(
    ("word", "form"),
    [("tea", "tea"), ("a b", "a\u00a0b"), ("$org", "org"), ("$crew", "crew"), ("$tea", "$tea"), ("$ a", "\u00a0a"), ("", "¤")],
)  # fmt: skip
def test_no_word_of_a_line_looks_like_a_mention(word: str, form: str) -> None:
    assert line_form(word) == form


def test_a_very_long_sentence_is_read_in_parts() -> None:
    words = 400
    parts = sentences(" ".join(["tea"] * words))
    assert len(parts) > 1
    assert sum(len(part.words) for part in parts) == words
    assert max(len(part.words) for part in parts) == len(parts[0].words)
    with_comma = sentences(", ".join([" ".join(["tea"] * (len(parts[0].words) * 2 // 3))] * 2))
    assert [part.words[-1] for part in with_comma] == [",", "tea"]
    assert len(sentences(", ".join(["tea"] * 10))) == 1


def test_the_sentences_that_a_place_touches() -> None:
    text = "We drink tea. It is hot. Bye."
    page = read_page(Source(f"---\nlang: en\n---\n\n{text}\n", "page.md"))
    unit = Reading(page, RULESET, Settings()).unit(0)
    assert unit is not None
    [run] = unit.runs

    def touched(start: int, end: int) -> list[int]:
        return [sentence.index for sentence in unit.sentences_at(run, start, end)]

    second, third = text.index("It"), text.index("Bye")
    assert touched(0, 1) == touched(0, 0) == touched(second - 2, second) == [0]
    assert touched(second, second + 1) == touched(second, second) == touched(second, third) == [1]
    assert touched(third, len(text)) == [2]
    assert touched(second - 2, second + 1) == [0, 1]
    assert touched(0, len(text)) == [0, 1, 2]


def test_words_state_something_only_where_all_of_it_stands_between_them() -> None:
    [sentence] = sentences("Tonight the slides remain under embargo for others")
    [(first, last, _)] = sentence.matches("restricted")
    assert sentence.words[first : last + 1] == ["under", "embargo"]
    assert sentence.states("restricted")
    assert sentence.states("restricted", first, last)
    assert sentence.states("restricted", first)
    assert not sentence.states("restricted", first, last - 1)
    assert not sentence.states("restricted", first + 1, last)
    assert not sentence.states("restricted", last + 1)


@pytest.mark.parametrize(
    ("language", "text", "nouns", "names"),
    [
        ("de", "Heute zeigt Edna Lieder, 5 Euro.", [0, 2, 3, 6], []),
        ("en", "Today Edna sings, for 5 Euro.", [], [1, 6]),
    ],
)
def test_a_capital_letter_makes_a_noun_or_a_name(language: str, text: str, nouns: list[int], names: list[int]) -> None:
    sentence = sentences(text, language)[0]
    words = range(-1, len(sentence.words) + 1)
    assert sentence.capital_nouns is bool(nouns)
    assert [i for i in words if sentence.is_capital_noun(i)] == nouns
    assert [i for i in words if sentence.is_capital_name(i)] == names
