"""Where a page says that taking part costs nothing: prices in its other parts are then those of other things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks._price_surroundings import names_costs
from ots_lint.language.language import has_any
from ots_lint.meaning.money.amounts import amounts
from ots_lint.meaning.money.payables import OTHER, TAKER
from ots_lint.meaning.sentence.context import modifiers
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.text.run import TextRun

#: What takes back that something is free.
_TAKEN_BACK = frozenset({"question", "quoted", "past", "wished", "other-event"})
#: So many words behind it may say for whom alone.
_FOR_WHOM = 4
#: An answer of so many words, with its signs, says no more than that.
_SHORT_ANSWER = 4


def free_parts(reading: Reading) -> frozenset[int | None]:
    """The parts of a page, by the run of their heading, that say that taking part in the event is free for everybody."""
    return frozenset(_parts(reading))


def is_free_beside(reading: Reading, unit: int) -> bool:
    """Whether a text says that taking part is free for everybody: tickets "on sale" beside that cost nothing."""
    return reading.may_state(unit, "said-free") and any(map(_says_free, reading.sentences(unit)))


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
    for number, run in enumerate(reading.page.runs):
        if run.kind == "heading" and _is_answered_with_no(reading, number):
            yield number


def _is_answered_with_no(reading: Reading, heading: int) -> bool:
    """Whether a heading asks what it costs, and what stands below denies that: "Does it cost anything?" – "No."."""
    runs = reading.page.runs
    pack, below = reading.pack(runs[heading]), reading.unit_of.get(heading + 1)
    words = label_words(runs[heading].text)
    if below is None or not names_costs(pack, runs[heading].text):
        return False
    if has_any(pack, words, TAKER, "option"):
        return False
    answer = next(iter(reading.sentences(below)), None)
    if answer is None or len(answer.words) > _SHORT_ANSWER:
        return False
    return answer.has_any(("negator", "free")) and not amounts(answer)


def _says_free(sentence: Sentence) -> bool:
    """Whether a sentence says that it is free, for everybody and on each day: not "for members", "on Friday"."""
    for match in sentence.matches("said-free"):
        end = match.last + _FOR_WHOM
        some = (i for i in sentence.all_of(TAKER, match.first, end) if not sentence.is_a(i, "all"))
        things = sentence.all_of(OTHER, match.first, match.last)
        denied = (i for i in sentence.all_of("negator", match.first, match.last) if not sentence.is_a(i, "free"))
        if [*some, *things, *denied] or sentence.has("calendar", match.first - 1, end):
            continue
        if not any(word[:1].isdigit() for word in sentence.words[match.last + 1 : end + 1]):
            if not modifiers(sentence, match.first, match.last) & _TAKEN_BACK:
                return True
    return False
