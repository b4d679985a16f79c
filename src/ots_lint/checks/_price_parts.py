"""The parts of a page where it says what taking part costs. A page says that once: what its other parts price is something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.checks._price_surroundings import is_practical, names_costs
from ots_lint.language.language import has_any
from ots_lint.meaning.money.payables import ENTRY, OTHER
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ots_lint.meaning.reading import Reading
    from ots_lint.text.run import TextRun

#: A longer heading is a sentence.
_LONGEST_HEADING = 8
#: A heading of so many words that calls on readers to take part is about the sign-up.
_LONGEST_CALL = 2


def is_about_taking_part(reading: Reading, run: TextRun) -> bool:
    """Whether a text stands before the first part of a page, or in one about costs, the sign-up or practical matters."""
    parts = [*_headings(reading, run)]
    return not parts or any(_is_own(reading, runs_heading) for runs_heading in parts)


def names_its_title(reading: Reading, run: TextRun) -> bool:
    """Whether the heading of a text has a word of the page's titles."""
    titles = reading.facts.titles
    return any(word.lower() in titles for heading in _headings(reading, run) for word in label_words(heading.text))


def _headings(reading: Reading, run: TextRun) -> Iterator[TextRun]:
    """The headings of the parts that a text stands in; that of the whole page is none."""
    runs = reading.page.runs
    if run.kind == "heading" and run.where.level > 1:
        yield run
    yield from (runs[index] for index in reading.layout.headings(run) if runs[index].where.level > 1)


def _is_own(reading: Reading, heading: TextRun) -> bool:
    pack = reading.pack(heading)
    words = label_words(heading.text)
    if names_costs(pack, heading.text) or is_practical(pack, words):
        return True
    if len(words) > _LONGEST_HEADING or has_any(pack, words, OTHER, "tier", "travel"):
        return False
    return has_any(pack, words, ENTRY, "sign-up") or (len(words) <= _LONGEST_CALL and has_any(pack, words, "attend"))
