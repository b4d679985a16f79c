"""Parts of a page that speak of other events: "Elsewhere in town", "Other courses in this house:"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.text.initials import is_capitalised

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.text.run import TextRun

#: So many words of the page's titles name its event.
_NAME = 2
#: Characters of a heading, or of the words before a list, that may say that other events follow.
_LONGEST_TITLE = 80


def speaks_of_others(reading: Reading, run: TextRun, number: int) -> bool:
    """Whether a run, which has this number, speaks of other events: a heading over it says so, or the words before its list.

    The heading of a whole page says it of no part ("Also in Lyon: a night of code").
    """
    pack = reading.pack(run)
    if pack is None or run.kind == "heading" or not pack.has_titles("elsewhere"):
        return False
    listed = run.where.item is not None or run.where.row is not None
    above = [reading.page.runs[heading] for heading in reading.layout.headings(run)]
    texts = [reading.layout.lead_in(number)] if listed else []
    texts += [heading.text for heading in above if heading.where.level != 1]
    return any(len(text) <= _LONGEST_TITLE and pack.phrases("elsewhere").search(text) is not None for text in texts)


def is_said_of_others(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence stands in such a part, and does not name this event by its title all the same."""
    number = sentence.run_of(0)
    if not speaks_of_others(reading, reading.page.runs[number], number):
        return False
    titles = sentence.notes.facts.titles
    named = {word.lower() for word in sentence.words if is_capitalised(word) and word.lower() in titles}
    return len(named) < _NAME
