"""Rows of an event's programme that name the organisation as the one who does something: "19:00 | Welcome | Acme".

A row begins with a time of day, or its table has a column for who does it ("Room | Topic | Led by").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.text.initials import is_letters
from ots_lint.text.patterns import lazy
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.text.run import TextRun

#: More words are a text.
_LONGEST = 30
#: A time of day; the short name of a day may stand before it.
_TIME = lazy(r"\W*(?:\p{Lu}\p{Ll}{1,9}\b\s?[.,]*\s+)?\d{1,2}\s?(?:[:.h]\s?\d\d|(\p{L}+)\b)")
#: So many words of a name stand before what says where somebody comes from.
_NAME = 2
_SIGNS = frozenset({CELL, "–", "—", "-", ":", ",", "|"})


def may_be_programme(reading: Reading, run: TextRun, text: str) -> bool:
    """Whether a unit that begins with a run may be a row of a programme, told without reading it."""
    if run.where.row is None and run.where.item is None:
        return False
    time = _TIME.match(text)
    return time is not None and (time[1] is None or time[1].lower() in reading.ruleset.name_words.hours)


def programme_rows(reading: Reading) -> Iterator[tuple[Sentence, int]]:
    """The sentence and the mention of each row of a programme that names who does it."""
    for sentence in reading.mentioning:
        words = sentence.words
        if len(words) > _LONGEST or CREW in words or sentence.is_question:
            continue
        word = next((i for i, word in enumerate(words) if word == ORG and _does(sentence, i)), None)
        if word is None or _is_denied(sentence, word):
            continue
        run = reading.page.runs[sentence.run_of(0)]
        if may_be_programme(reading, run, " ".join(words)) or (
            # where a page declares its relationship, the days are those of its event
            (reading.declarations.relationship or not _is_of_a_day(sentence))
            and is_under_doers(reading, reading.page.runs[sentence.run_of(word)])
        ):
            yield sentence, word


def _is_denied(sentence: Sentence, org: int) -> bool:
    """Whether the cell of a name, or one behind it, denies that it does something; before it stands a topic."""
    first = max((i for i in range(org) if sentence.words[i] == CELL), default=-1) + 1
    return sentence.has("negator", first)


def is_under_doers(reading: Reading, run: TextRun) -> bool:
    """Whether a run stands in a column whose head asks who does something."""
    here = run.where
    if here.table is None or here.column is None:
        return False
    header = reading.layout.first_rows[here.table]
    if reading.page.runs[header[0]].where.row == here.row:
        return False
    heads = [i for i in reading.layout.columns[here.table, here.column] if i in header]
    return any(
        pack.is_a(word, "doer-label")
        for head in (reading.page.runs[i] for i in heads)
        if (pack := reading.pack(head)) is not None
        for word in label_words(head.text)
    )


def _is_of_a_day(sentence: Sentence) -> bool:
    """Whether the first cell of a row may hold a date, as in a calendar of many events."""
    first = sentence.words[: next((i for i, word in enumerate(sentence.words) if word == CELL), 0)]
    return any(char.isdigit() for word in first for char in word)


def _is_persons(sentence: Sentence, bracket: int) -> bool:
    """Whether it is somebody's name before a bracket, which says where they come from: "Loops – Ada Lovelace (Acme)".

    Behind a sign, or "and" and further names, stand two capitalised words of which none is the event.
    """
    first = bracket - _NAME
    if first < 1:
        return False
    joined, _, name = sentence.words[first].rpartition("/")  # "(teacher)/Ada Lovelace"
    before = sentence.word(first - 1)
    if not (joined or before == "&" or before in _SIGNS - {":"} or sentence.is_a(first - 1, "and")):
        return False
    names = [name, *sentence.words[first + 1 : bracket]]
    return all(map(sentence.language.may_name, names)) and not sentence.has("event", first, bracket - 1)


def _does(sentence: Sentence, org: int) -> bool:
    """Whether a name stands as the doer: alone in its cell, behind a dash or "by", or in brackets behind a topic."""
    words = sentence.words
    behind = sentence.word(org + 1) or CELL
    if behind == ")" and sentence.word(org - 1) == "(":
        if _is_persons(sentence, org - 1):
            return False
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
    return before in _SIGNS or sentence.is_any(first - 1, "by", "source")
