"""Rows of an event's programme that name the organisation as the one who does something: "19:00 | Welcome | Acme"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.notes import CELL
from ots_lint.text.initials import is_letters
from ots_lint.text.patterns import lazy

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence
    from ots_lint.meaning.reading import Reading
    from ots_lint.text.run import TextRun

#: More words are a text.
_LONGEST = 30
#: A time of day; the short name of a day may stand before it.
_TIME = lazy(r"\W*(?:\p{Lu}\p{Ll}{1,9}\b\s?[.,]*\s+)?\d{1,2}\s?(?:[:.h]\s?\d\d|(\p{L}+)\b)")
_SIGNS = frozenset({CELL, "–", "—", "-", ":", ",", "|"})


def may_be_programme(reading: Reading, run: TextRun, text: str) -> bool:
    """Whether a unit that begins with a run may be a row of a programme, told without reading it."""
    if run.where.row is None and run.where.item is None:
        return False
    time = _TIME.match(text)
    return time is not None and (time[1] is None or time[1].lower() in reading.ruleset.name_words.hours)


def programme_rows(reading: Reading) -> Iterator[tuple[Sentence, int]]:
    """The sentence and the mention of each row that begins with a time of day and names who does it."""
    for sentence in reading.mentioning:
        words = sentence.words
        run = reading.page.runs[sentence.run_of(0)]
        if len(words) > _LONGEST or not may_be_programme(reading, run, " ".join(words)):
            continue
        if CREW in words or sentence.is_question or sentence.has("negator"):
            continue
        word = next((i for i, word in enumerate(words) if word == ORG and _does(sentence, i)), None)
        if word is not None:
            yield sentence, word


def _does(sentence: Sentence, org: int) -> bool:
    """Whether a name stands as the doer: alone in its cell, behind a dash or "by", or in brackets behind a topic."""
    words = sentence.words
    behind = sentence.word(org + 1) or CELL
    if behind == ")" and sentence.word(org - 1) == "(":
        start = max((i for i in range(org - 1) if words[i] in _SIGNS), default=-1)
        topic = [word for word in words[start + 1 : org - 1] if is_letters(word)]
        return any(word[:1].islower() for word in topic) or any(
            sentence.is_a(i, "event") for i in range(start + 1, org - 1)
        )
    if behind not in {CELL, ".", ","}:
        return False
    first = org
    while first and sentence.is_a(first - 1, "det"):
        first -= 1
    before = sentence.word(first - 1) or CELL
    return before in _SIGNS or sentence.is_a(first - 1, "by") or sentence.is_a(first - 1, "source")
