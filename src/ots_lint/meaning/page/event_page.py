"""Whether a page is about an event: it is declared so, or gives a day and with it a time, a place or a sign-up."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from ots_lint.language.known import Known
from ots_lint.meaning.page.reports import is_called_report, tells_what_was
from ots_lint.meaning.page.titles import has_event_in_title, is_legal_page
from ots_lint.text.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ots_lint.meaning.reading import Reading

_DAY = lazy(
    r"\b(?:\d{1,2}[./]\s?\d{1,2}[./]|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?\.?\s+\p{Lu}\p{L}{2,}|\p{Lu}\p{L}{2,}\s+\d{1,2}\b)"
)
#: A number beside a word, which may be a month or a day of the week: "12 de mayo", "sábado 9", "le 1er juin".
_NUMBERED = lazy(r"\b(?:(\p{Ll}{3,})\s+)?\d{1,2}(?:\.|º|°|er|e)?(?:\s+(?:\p{Ll}{1,3}(?:['’]\s?|\s))?(\p{Ll}{3,}))?")
#: "18:30", "18.30" where that is no decimal number ("0.25", "2.14"), or a number with a word, which may be of the clock.
#: That a digit begins it is said first, so that the search leaps from digit to digit.
_TIME = lazy(
    r"(?<!\w)(?=\d)(?:(?:[01]?\d|2[0-4]):[0-5]\d\b|(?:[6-9]|0[6-9]|1\d|2[0-4])\.[0-5][05]\b(?![.\d])|\d{1,2}(?:[:.]\d\d)?\s?(\p{L}+))"
)
_WORDS = lazy(r"[\p{L}-]+")
#: What may be a label has so many words at most: "Where", "Treffpunkt".
_LABEL = lazy(r"(?:[^\p{L}-]*+[\p{L}-]++){1,3}+[^\p{L}-]*+")
#: An event's page of so many words says when it is.
_MUCH = 120
#: One of so many words that is no announcement is about something else, even if a day or an hour stands in it somewhere.
_MORE = 200
#: Nor is one of so many words that declares nothing: of a few sentences alone cannot be told what they are about.
_SOME = 50
_YEAR = lazy(r"\b(?:19|20)\d\d\b")
#: On a page of so many words, a label for a place announces something only near to a day.
_LONG = 600
#: So many texts further at most stands the day that belongs to a place.
_BESIDE = 8
#: So many years are named by a chronicle, not by an announcement.
_YEARS = 6
#: Texts so far from each other belong together, as the rows of a list do.
_NEAR = 2
#: Stands between two texts that are searched as one.
_BORDER = "\0"


def is_event_page(reading: Reading) -> bool:
    """Whether a page is about an event. The terms of an event, and channels for it, mean nothing on another page."""
    if is_legal_page(reading):
        return False
    return _is_declared(reading) or (_has_day(reading) and (_has_time(reading) or _has_place(reading)))


def is_undated(reading: Reading) -> bool:
    """Whether a page says much and names neither a day nor a time of day: a handbook, a list of teams.

    Of a short page that cannot be told.
    """
    if _is_declared(reading) or reading.length < _MUCH:
        return False
    return not _has_day(reading) and not _has_time(reading)


def is_of_no_event(reading: Reading) -> bool:
    """Whether a page is a handbook, a code of conduct or the like: what it says of an organisation, it says of no event.

    A legal word in a title is enough, unless the title names an event, too: "Privacy night" is one if it has a day.
    So is a chronicle, or a list of what there was in many years, and a report. A page that says more, and in whose title no event is
    named, is about one only where it announces one.
    """
    if _is_declared(reading):
        return False
    if len(set(_YEAR.findall(_joined(run.text for run in reading.page.runs)))) >= _YEARS:
        return True
    if not reading.declared.value and is_report(reading):
        return True  # where a relationship is declared, the report is on that event
    event = has_event_in_title(reading)
    if is_legal_page(reading):
        return not event or not reading.announces
    return not event and (is_undated(reading) or (reading.length >= _MORE and not reading.announces))


def credits_no_event(reading: Reading) -> bool:
    """Whether what a page that declares nothing says of supporters, it says of no event, though it may claim a tie.

    News of a group and thanks for a gift to it are short, so a few sentences without a day are enough; and a long text
    needs more than a vague word in its title ("A grant for our projects").
    """
    if reading.of_no_event or reading.declared.value or _is_declared(reading):
        return reading.of_no_event
    if reading.length < _SOME or reading.announces:
        return False
    if reading.length >= _MORE:
        return not has_event_in_title(reading, "vague-event")
    return not has_event_in_title(reading) and not _shows_day(reading)


def may_be_of_no_event(reading: Reading) -> bool:
    """Whether a page that declares nothing is long enough to announce an event, and neither does nor names one in a title.

    Of the credits on such pages half are for something else.
    """
    if reading.declared.value or _is_declared(reading) or reading.length < _MUCH:
        return False
    return not reading.announces and not has_event_in_title(reading)


def is_report(reading: Reading) -> bool:
    """Whether a page reports what has been: it is called so, or it tells what was and announces nothing."""
    return is_called_report(reading) or (not reading.announces and tells_what_was(reading))


def announces(reading: Reading) -> bool:
    """Whether a day and a time of day stand close to each other, or a day and a word for the place or the sign-up.

    Most pages name some day, and some number of hours. The day and hour in front matter may be those of a post.
    """
    texts = [run.text for run in reading.page.runs if run.kind != "front-matter"]
    if reading.length < _LONG:
        if _has_place(reading) and _has_day(reading):
            return True
    elif _has_place_key(reading) or _stands_near(
        reading, texts, [i for i, text in enumerate(texts) if _is_place_label(reading, text)], _BESIDE
    ):
        return True
    starts = [*accumulate((len(text) + len(_BORDER) for text in texts), initial=0)]
    times = dict.fromkeys(bisect_right(starts, at) - 1 for at in _times(reading, _joined(texts)))
    return _stands_near(reading, texts, times, _NEAR)


def _stands_near(reading: Reading, texts: Sequence[str], found: Iterable[int], reach: int) -> bool:
    """Whether a day is named so many texts at most from one of those that tell something else of an event."""
    return any(_tells_day(reading, text) for i in found for text in texts[max(i - reach, 0) : i + reach + 1])


def names_a_day(text: str, is_calendar: Callable[[str], bool]) -> bool:
    """Whether a text has a day in it: "4 May", "2026-05-04", "4.5.", or "9 de mayo", where a word is of the calendar."""
    if _DAY.search(text) is not None:
        return True
    return any(word and is_calendar(word) for words in _NUMBERED.findall(text) for word in words)


def _is_declared(reading: Reading) -> bool:
    """Whether the page itself says to the linter, or to search engines, that it is an event's."""
    if reading.declarations.relationship:
        return True
    return any(kind.lower().endswith("event") for datum in reading.page.data for kind in datum.types)


def _has_day(reading: Reading) -> bool:
    packs = reading.tongues.packs
    return names_a_day(_joined(_texts(reading)), lambda word: packs.is_a(word, "calendar"))


def _shows_day(reading: Reading) -> bool:
    """Whether a day stands in what people read; the one in front matter may be that of a post."""
    packs = reading.tongues.packs
    texts = (run.text for run in reading.page.runs if run.kind != "front-matter")
    return names_a_day(_joined(texts), lambda word: packs.is_a(word, "calendar"))


def _has_time(reading: Reading) -> bool:
    return next(_times(reading, _joined(_texts(reading))), None) is not None


def _times(reading: Reading, text: str) -> Iterator[int]:
    """Where a text names a time of day."""
    packs = reading.tongues.packs
    return (found.start() for found in _TIME.finditer(text) if not found[1] or packs.is_a(found[1].lower(), "clock"))


def _tells_day(reading: Reading, text: str) -> bool:
    """Whether a text names a day, also one of every week ("each Monday")."""
    packs = reading.tongues.packs
    if names_a_day(text, lambda word: packs.is_a(word, "calendar")):
        return True
    return any(packs.is_a(word.lower(), "calendar") for word in _WORDS.findall(text))


def _has_place(reading: Reading) -> bool:
    """Whether a label or a key of front matter is a word for the place or the sign-up ("Where:", `venue:`)."""
    return _has_place_key(reading) or any(_is_place_label(reading, text) for text in _texts(reading))


def _has_place_key(reading: Reading) -> bool:
    return any(
        _is_place_label(reading, part)
        for datum in reading.page.data
        if datum.vocabulary == "front-matter"
        for part in datum.path
        if isinstance(part, str)  # also that of a key inside of another: `event: {location: …}`
    )


def _is_place_label(reading: Reading, text: str) -> bool:
    """Whether a text, or what stands before its colon, is a label for a place; "3 points (first place)" has a number."""
    words = _LABEL_WORDS[text.partition(":")[0]]  # most texts are no label
    return bool(words) and any(reading.tongues.packs.is_a(word, "event-label") for word in words)


def _label_words(text: str) -> list[str]:
    """The words of a label, in small letters; a text that is none has none, nor has one with a number."""
    if _LABEL.fullmatch(text) is None or any(map(str.isdigit, text)):
        return []
    return [word.lower() for word in _WORDS.findall(text)]


#: Pages have the same labels.
_LABEL_WORDS = Known(_label_words)


def _joined(texts: Iterable[str]) -> str:
    """Texts as one, which is searched in a tenth of the time: what stands between them is neither a word nor a blank."""
    return _BORDER.join(texts)


def _texts(reading: Reading) -> Iterator[str]:
    for run in reading.page.runs:
        yield run.text
    for datum in reading.page.data:
        if datum.vocabulary == "front-matter":
            yield str(datum.value)
