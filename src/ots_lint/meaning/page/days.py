"""The days of a page's event, and those that a part of the page speaks of: what is on another day is another event."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.language.language import has_any
from ots_lint.text.patterns import lazy
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ots_lint.language.language import Language
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Statement
    from ots_lint.text.run import TextRun

#: Classes of words of taking part: tickets, and those who pay for them.
_TAKING_PART = ("entry", "taker")
_ORDINAL = r"(?:\.|st|nd|rd|th|er|º|°|:a|:e)?"
#: "14 May", "14th of May", "14. und 15. Mai", "3–5 May": a number or two before a word, which may be a month.
_BEFORE_MONTH = lazy(
    rf"(?<![\d.,:])(\d{{1,2}}){_ORDINAL}(?:\s?(?:[-–—/,&]|\p{{L}}{{1,3}})\s?(\d{{1,2}}){_ORDINAL})?\s+(?:\p{{Ll}}{{2}}\s)?(\p{{L}}{{3,}})"
)
#: "May 14", "May 14th–16th".
_BEHIND_MONTH = lazy(rf"(\p{{L}}{{3,}})\.?\s(\d{{1,2}}){_ORDINAL}(?:\s?[-–—&]\s?(\d{{1,2}}){_ORDINAL})?(?![\d:.]\d|\d)")
_DIGIT = re.compile(r"\d")
_ISO = lazy(r"\b(?:19|20)\d\d-(\d\d)-(\d\d)")
_NUMERIC = lazy(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?!\d\d?\.)")
#: What a day begins behind, if it is not one of many words of a sentence.
_PARTING = lazy(r"[,|(\[·•:;–—.!?\n]")
_LAST_DAY = 31
#: So many words behind a word for an event stands what says on which day it is.
_BEHIND = 6
#: A day so far from the beginning of a paragraph is what that opens with.
_NEAR = 20


class Day(NamedTuple):
    """A day of a month, which is a word, a number, or unknown; `start` is where it begins in its text."""

    number: int
    month: str
    start: int = 0


def is_on_another_day(reading: Reading, sentence: Sentence, run: TextRun) -> bool:
    """Whether a sentence stands in a row, an item or a part of the page that is about another day than the event's."""
    if not reading.own_days:
        return False
    own = [*_of_passage(reading, sentence, run)]
    if not own:
        own = [*_of_part(reading, run)]
    return bool(own) and not any(_same(day, event) for day in own for event in reading.own_days)


def is_held_on_another_day(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence says that what it is about is on another day than the event: "the lesson (9 €) takes place on 2 July"."""
    for match in sentence.matches("held-on") if reading.own_days else ():
        run, begin, _ = sentence.place(match.last)
        days = [*days_in(reading.page.runs[run].text[begin : begin + _NEAR], sentence.language)]
        if days and not any(_same(day, own) for day in days for own in _else_named(reading, days)):
            return True
    return False


def names_another_day(reading: Reading, statement: Statement) -> bool:
    """Whether a statement is about an event that a day tells from this one: "the course on 11 June is not run by Acme"."""
    sentence = statement.sentence
    for event in sentence.all_of("event", last=statement.first - 1):
        last = min(event + _BEHIND, statement.first - 1)
        (run, _, begin), (other, _, end) = sentence.place(event), sentence.place(last)
        if run != other:
            continue
        text = reading.page.runs[run].text[begin:end]
        days = [day for day in days_in(text, sentence.language) if "," not in text[: day.start]]
        if days and not any(_same(day, own) for day in days for own in _else_named(reading, days)):
            return True
    return False


def _else_named(reading: Reading, days: list[Day]) -> Iterator[Day]:
    """The first day that a page names, and the event's, but not those that are named by some words alone."""
    said = reading.told_days
    yield from said[:1]
    for own in reading.own_days:
        named = sum(_same(own, day) for day in said)
        if not named or named > sum(_same(own, day) for day in days):
            yield own


def is_on_its_day(reading: Reading, sentence: Sentence, run: TextRun) -> bool:
    """Whether a sentence names a day of the event."""
    texts = [reading.page.runs[index].text for index in sentence.unit.runs]
    found = [day for text in texts for day in _told_in(text, reading.pack(run))]
    return any(_same(day, event) for day in found for event in reading.own_days)


@lru_cache(maxsize=64)
def _told_in(text: str, pack: Language | None) -> tuple[Day, ...]:
    """The days of a text, which is asked for each of its amounts."""
    return (*days_in(text, pack),)


def told_days(reading: Reading) -> tuple[Day, ...]:
    """The days that the texts of a page name, in their order."""
    return tuple(day for run in reading.page.runs for day in days_in(run.text, reading.pack(run)))


def event_days(reading: Reading) -> frozenset[Day]:
    """The days of a page's event: those of its data, its titles and its opening; else the first that it names."""
    found: set[Day] = set()
    for datum in reading.page.data:
        found.update(Day(int(day), month) for month, day in _ISO.findall(str(datum.value)))
    said: set[Day] = set()
    opening = True
    for run in reading.page.runs:
        opening = opening and not (run.kind == "heading" and run.where.level > 1)
        if opening or run in reading.titled:
            said.update(days_in(run.text, reading.pack(run)))
    for run in () if said else reading.page.runs:
        said.update(days_in(run.text, reading.pack(run)))
        if said:
            break
    return frozenset(day._replace(start=0) for day in found | said)


def days_in(text: str, pack: Language | None) -> Iterator[Day]:
    """The days that a text names, with all from the first to the last of "3–5 May"."""
    if pack is None or _DIGIT.search(text) is None:
        return
    for match in _ISO.finditer(text):
        yield Day(int(match[2]), match[1], match.start())
    for match in _NUMERIC.finditer(text):
        yield Day(int(match[1]), match[2].zfill(2), match.start())
    for match in _BEFORE_MONTH.finditer(text):
        if pack.is_a(match[3].lower(), "month"):
            yield from _spanned(match[1], match[2], match[3], match.start())
    for match in _BEHIND_MONTH.finditer(text):
        if pack.is_a(match[1].lower(), "month"):
            yield from _spanned(match[2], match[3], match[1], match.start())


def _spanned(first: str, last: str | None, month: str, start: int) -> Iterator[Day]:
    for number in range(int(first), int(last or first) + 1):
        if number <= _LAST_DAY:
            yield Day(number, month.lower(), start)


def _same(day: Day, other: Day) -> bool:
    """Whether two may be the same day; a month as a number says nothing to one as a word."""
    if day.number != other.number:
        return False
    if day.month.isdecimal() or other.month.isdecimal():
        return day.month == other.month or day.month.isdecimal() != other.month.isdecimal()
    return day.month.startswith(other.month) or other.month.startswith(day.month)


def _of_passage(reading: Reading, sentence: Sentence, run: TextRun) -> Iterator[Day]:
    """The days that the text of a sentence says it is about, before that sentence ends."""
    pack = reading.pack(run)
    if pack is None:
        return
    last = sentence.place(len(sentence.words) - 1)
    for index in sentence.unit.runs:
        text = reading.page.runs[index].text
        if index == last[0] and run.where.row is None:
            text = text[: last[2]]
        yield from _opening(text, pack)


def _of_part(reading: Reading, run: TextRun) -> Iterator[Day]:
    """The days that the part of a page is about that a run stands in: by its heading, or by its first words."""
    pack, runs = reading.pack(run), reading.page.runs
    heading = next(reading.layout.headings(run), None)
    if pack is None or heading is None or runs[heading].where.level < 2:
        return
    named = [*_opening(runs[heading].text, pack)] or [*_month_of(reading, runs[heading].text, pack)]
    if named:
        yield from named
        return
    first = next((other for other in runs[heading + 1 :] if other.kind == "prose"), None)
    if first is not None and first.where.item is None and first.where.row is None:
        yield from _opening(first.text, pack)


def _month_of(reading: Reading, heading: str, pack: Language) -> Iterator[Day]:
    """The month that a heading ends with, where it is none of the event's: "Regatta in June"."""
    words = label_words(heading)
    if len(words) < 3 or not pack.is_a(words[-1].lower(), "month") or not pack.is_a(words[-2], "in"):
        return
    if has_any(pack, words, *_TAKING_PART):
        return
    own = [day.month for day in reading.own_days if not day.month.isdecimal()]
    if own and not any(_same(Day(0, month), Day(0, words[-1].lower())) for month in own):
        yield Day(0, words[-1].lower())


def _opening(text: str, pack: Language) -> Iterator[Day]:
    """The days by which a line says when something is: "Organ recital, Sat 30 April, …", not "early bird until 30 April"."""
    for day in days_in(text, pack):
        before = text[: day.start]
        marks = [match.end() for match in _PARTING.finditer(before)]
        words = label_words(before[marks[-1] if marks else 0 :])
        said = label_words(before)
        if all(pack.is_a(word, "day-word") for word in words) and not has_any(pack, said, *_TAKING_PART):
            yield day
