"""Prices by a number alone, in the currency of a price of taking part before them: "Students register for nine."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.checks._price_purpose import elsewhere
from ots_lint.checks._price_waived import is_aside
from ots_lint.meaning.money.amounts import amounts
from ots_lint.meaning.sentence.context import reasons
from ots_lint.meaning.sentence.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.text.run import TextRun


def priced_again(reading: Reading, number: int, priced: Sentence) -> Iterator[tuple[Verdict, TextRun]]:
    """What is asked of others by a number alone, behind a sentence of unit `number` that prices taking part.

    It stands in the sentences behind it, up to the end of the next text; another amount or subject ends it.
    """
    for sentence in _behind(reading, number, priced):
        match = next(iter(sentence.matches("again")), None)
        if match is None or amounts(sentence) or is_aside(sentence):
            return
        run = reading.page.runs[sentence.run_of(match.first)]
        against = reasons(sentence, match.first, match.last) or elsewhere(reading, sentence, run)
        yield Verdict("price", "", sentence, 0, match.last, against), run


def _behind(reading: Reading, number: int, priced: Sentence) -> Iterator[Sentence]:
    """The sentences behind one of a unit, and those of the next one that may ask for more; none is looked at in advance."""
    sentences = reading.sentences(number)
    for index in range(priced.index + 1, len(sentences)):
        yield sentences[index]
    if number + 1 < len(reading.units) and reading.may_state(number + 1, "again"):
        yield from reading.sentences(number + 1)
