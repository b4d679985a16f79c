"""Whether a page reports what has been: a review of a month, minutes, the story of a trip.

What it says of an organisation, it says of what is over, and mostly of several things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.language import has_any
from ots_lint.meaning.sentence.event_words import names_this_event
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading

#: A story has so many sentences at least, of which this part tells what was.
_FEWEST, _TOLD = 5, 0.5
#: A short story has so many sentences at least, and all of them do.
_ALL_TOLD = 2
#: Of so many words at least is a sentence that tells something.
_SHORTEST = 4
#: What minutes have as labels has so many characters at most, and stands in these kinds of text.
_LONGEST_LABEL = 40
_TEXTS = frozenset({"heading", "prose"})
#: Numbers and signs around a label: "1. Apologies", "TOP 2".
_AROUND = " 0123456789.)(*_-–#"


def covers_a_time(reading: Reading) -> bool:
    """Whether a page is a report on a month, a year or a meeting: what it thanks for is this and that."""
    return _is_called(reading, "period") or is_minutes(reading)


def is_called_report(reading: Reading) -> bool:
    """Whether a page calls itself a report of any kind: "Monthly review", "Looking back at the camp", minutes."""
    return _is_called(reading, "period") or _is_called(reading, "report") or is_minutes(reading)


def is_minutes(reading: Reading) -> bool:
    """Whether a page is the minutes of a meeting, told by labels: who was there ("Apologies:"), and what was dealt with.

    Sponsors are spoken of there as money that is to come, and what is planned with somebody may never be.
    """
    attended = dealt = False
    for run in reading.page.runs:
        if run.kind not in _TEXTS:
            continue
        label = run.text.partition(":")[0].strip(_AROUND)
        if not label or len(label) > _LONGEST_LABEL:
            continue
        pack = reading.pack(run)
        if pack is None:
            continue
        attended = attended or pack.is_phrase("roll-call", label)
        dealt = dealt or pack.is_phrase("dealt-with", label)
        if attended and dealt:
            return True
    return False


def _is_called(reading: Reading, name: str) -> bool:
    for run in reading.titled:
        pack = reading.pack(run)
        if pack is not None and pack.has_phrase(name, run.text):
            return True
    return False


def tells_what_was(reading: Reading) -> bool:
    """Whether most sentences of the page tell what was; an announcement speaks of what is and will be."""
    told = plain = 0
    for number, unit in enumerate(reading.units):
        if reading.page.runs[unit[0]].kind != "prose":
            continue
        for sentence in reading.sentences(number):
            if len(sentence.words) >= _SHORTEST and not sentence.is_question:
                is_told = sentence.has("told")
                told += is_told
                plain += not is_told
    if told >= _ALL_TOLD and not plain:
        return True
    return told + plain >= _FEWEST and told >= _TOLD * (told + plain)


def tells_of_event(reading: Reading) -> bool:
    """Whether a title, a heading or a sentence that tells what was names an event: "the camp was", "our third evening".

    Reports on a year, a project or a new release name none that is over.
    """
    for run in (*reading.titled, *(run for run in reading.page.runs if run.kind == "heading")):
        pack = reading.pack(run)
        if any(has_any(pack, [w], "event") and not has_any(pack, [w], "vague-event") for w in label_words(run.text)):
            return True
    for number in sorted(reading.units_with("told")):  # the others need not be read
        if reading.page.runs[reading.units[number][0]].kind == "prose":
            if any(s.has("told") and names_this_event(s, "vague-event") for s in reading.sentences(number)):
                return True
    return False
