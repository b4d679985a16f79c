"""Accounts and budgets: what stands in them is what was taken and spent, not what taking part costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.language import has_any
from ots_lint.meaning.money.payables import ENTRY
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ots_lint.meaning.reading import Reading
    from ots_lint.text.run import TextRun

#: A longer heading is a sentence.
_LONGEST_HEADING = 5
#: A longer label of a row or a column is about something.
_LONGEST_LABEL = 2


def is_in_ledger(reading: Reading, run: TextRun) -> bool:
    """Whether a text stands under the heading of a budget, or in a table with a column or a row of one: "Balance"."""
    return run.where.table in reading.ledgers or _is_headed(reading, run)


def ledgers(reading: Reading) -> Iterator[int]:
    """The tables of a page in which the head of a column or a row names a side of an account."""
    layout, runs = reading.layout, reading.page.runs
    for table, head in layout.first_rows.items():
        pack = reading.pack(runs[head[0]])
        texts = (label_words(runs[number].text) for number in [*head, *layout.columns.get((table, 0), ())])
        if any(len(words) <= _LONGEST_LABEL and has_any(pack, words, "ledger") for words in texts):
            yield table


def _is_headed(reading: Reading, run: TextRun) -> bool:
    heading = next(reading.layout.headings(run), None)
    if heading is None or reading.page.runs[heading].where.level < 2:
        return False
    words = label_words(reading.page.runs[heading].text)
    pack = reading.pack(run)
    return len(words) <= _LONGEST_HEADING and has_any(pack, words, "ledger") and not has_any(pack, words, ENTRY)
