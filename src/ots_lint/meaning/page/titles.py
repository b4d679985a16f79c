"""Which texts are titles of a page or of its event, and what only repeats one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ots_lint.language.language import has_any
from ots_lint.text.patterns import compiled
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.statement import Statement
    from ots_lint.text.run import TextRun

_META = frozenset({"og:title", "twitter:title"})
#: Classes of words for events that are no event of their own in a title.
_GENERAL = ("event-plural", "lesson")
_KEYS = frozenset({"title", "name", "headline"})


def is_title(run: TextRun) -> bool:
    """Whether a run is a title of the page or of its event."""
    if run.kind == "title" or (run.kind == "heading" and run.where.level == 1):
        return True
    if run.kind == "meta":
        return run.key.lower() in _META
    return (
        run.kind in {"front-matter", "structured-data"}
        and run.key.rpartition(".")[2] in _KEYS
        and "." not in run.key.strip(".")
    )


def title_words(titles: Iterable[TextRun]) -> frozenset[str]:
    """The words of a page's titles that are long enough to mean something, in small letters."""
    return frozenset(word for run in titles for word in compiled(r"[\p{L}-]{4,}").findall(run.text.lower()))


def repeats_title(reading: Reading, statement: Statement) -> bool:
    """Whether "the X Game Night" in prose only repeats the event's title."""
    sentence = statement.sentence
    if sentence.is_any(statement.first, "indefinite", "copula"):
        return False
    index, start, _ = sentence.place(statement.org)
    other, _, end = sentence.place(min(statement.org + 1, len(sentence.words) - 1))
    phrase = reading.page.runs[index].text[start:end] if other == index else ""
    words = " ".join(phrase.split()).lower()
    return " " in words and words in reading.titles


def is_legal_page(reading: Reading) -> bool:
    """Whether a page is an imprint, terms or the like: it is about the site, not about an event.

    What declares its own relationship is about an event: the terms of a course.
    """
    if reading.declarations.relationship:
        return False
    return title_has(reading, "legal")


def title_has(reading: Reading, name: str) -> bool:
    """Whether a title of the page, or where it has none its first heading, has a word of a class in any language.

    "Imprint" also stands over a text in another language, and the parts that a page is put together from have no title.
    """
    packs = reading.tongues.packs
    if any(packs.is_a(word, name) for _, word in _words_of_titles(reading)):
        return True
    first = None if reading.titled else next((run for run in reading.page.runs if run.kind == "heading"), None)
    if first is None:
        return False
    return any(packs.is_a(word, name) for word in label_words(first.text))


def has_event_in_title(reading: Reading, *but: str) -> bool:
    """Whether a title of the page has a word for an event, and in no class of `but`.

    "Workshops" and "lessons" are what there is in general.
    """
    for run, word in _words_of_titles(reading):
        pack = reading.pack(run)
        if has_any(pack, [word], "event") and not has_any(pack, [word], *_GENERAL, *but):
            return True
    return False


def _words_of_titles(reading: Reading) -> Iterator[tuple[TextRun, str]]:
    for run in reading.titled:
        yield from ((run, word) for word in label_words(run.text))
