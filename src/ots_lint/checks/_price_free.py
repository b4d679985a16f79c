"""Where a page says that taking part costs nothing: prices in its other parts are then those of other things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.meaning.context import modifiers
from ots_lint.meaning.payables import TAKER

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence
    from ots_lint.meaning.reading import Reading
    from ots_lint.text.run import TextRun

#: What takes back that something is free.
_TAKEN_BACK = frozenset({"question", "quoted", "past", "wished", "other-event"})
#: So many words behind it may say for whom alone.
_FOR_WHOM = 4


def free_parts(reading: Reading) -> frozenset[int | None]:
    """The parts of a page, by the run of their heading, that say that taking part in the event is free for everybody."""
    return frozenset(_parts(reading))


def part_of(reading: Reading, run: TextRun) -> int | None:
    """The run of the heading that a text stands under; `None` before the first one."""
    return next(reading.layout.headings(run), None)


def _parts(reading: Reading) -> Iterator[int | None]:
    for number in sorted(reading.units_with("free")):
        if not reading.may_state(number, "said-free"):
            continue
        run = reading.page.runs[reading.units[number][0]]
        if any(_says_free(sentence) for sentence in reading.sentences(number)):
            yield part_of(reading, run)


def _says_free(sentence: Sentence) -> bool:
    """Whether a sentence says that it is free, for everybody and on each day: not "for members", "on Friday"."""
    for match in sentence.matches("said-free"):
        end = match.last + _FOR_WHOM
        some = (i for i in sentence.all_of(TAKER, match.first, end) if not sentence.is_a(i, "all"))
        denied = (i for i in sentence.all_of("negator", match.first, match.last) if not sentence.is_a(i, "free"))
        if [*some, *denied] or sentence.has("calendar", max(match.first - 1, 0), end):
            continue
        if not any(word[:1].isdigit() for word in sentence.words[match.last + 1 : end + 1]):
            if not modifiers(sentence, match.first, match.last) & _TAKEN_BACK:
                return True
    return False
