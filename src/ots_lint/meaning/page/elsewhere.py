"""Parts of a page that speak of other events: "Elsewhere in town", "Other courses in this house:"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.text.initials import is_capitalised

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Statement
    from ots_lint.text.run import TextRun

#: So many words of the page's titles name its event.
_NAME = 2
#: Characters of a heading, or of the words before a list, that may say that other events follow.
_LONGEST_TITLE = 80
#: So many words at most before its noun stands what says that an event is this one.
_NEAR = 3


def speaks_of_others(reading: Reading, run: TextRun, number: int) -> bool:
    """Whether a run, which has this number, speaks of other events: a heading over it says so, or the words before its list.

    The heading of a whole page says it of no part ("Also in Lyon: a night of code").
    """
    pack = reading.pack(run)
    if pack is None or run.kind == "heading":
        return False
    listed = run.where.item is not None or run.where.row is not None
    above = [reading.page.runs[heading] for heading in reading.layout.headings(run)]
    texts = [reading.layout.lead_in(number)] if listed else []
    texts += [heading.text for heading in above if heading.where.level != 1]
    return any(len(text) <= _LONGEST_TITLE and pack.has_phrase("elsewhere", text) for text in texts)


def is_said_of_others(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence stands in such a part, and does not name this event by its title all the same."""
    number = sentence.run_of(0)
    if not speaks_of_others(reading, reading.page.runs[number], number):
        return False
    titles = sentence.notes.facts.titles
    named = {word.lower() for word in sentence.words if is_capitalised(word) and word.lower() in titles}
    return len(named) < _NAME


def names_another_place(reading: Reading, statement: Statement) -> bool:
    """Whether a statement is about an event that a place tells from this one: "the meetup in Leeds is not run by Acme".

    Nothing else on the page names that place.
    """
    sentence = statement.sentence
    before = "at" if sentence.capital_nouns else "preposition"  # "der Abend mit Robotern"
    for i in range(min(statement.first, len(sentence.words) - 2)):
        place = sentence.words[i + 2]
        if not sentence.is_a(i, "event") or not sentence.is_a(i + 1, before) or not is_capitalised(place):
            continue
        if sentence.language.is_unknown(place) and not sentence.has("this-event", max(i - _NEAR, 0), i):
            return _stands_once(reading, place)
    return False


def _stands_once(reading: Reading, name: str) -> bool:
    page = reading.page
    if any(name in str(datum.value) for datum in page.data):
        return False
    return sum(run.text.count(name) for run in page.runs) == 1
