"""Where a page credits the organisation without a sentence about it: names under headings, and in data blocks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.language.language import has_any
from ots_lint.language.marks import ORG
from ots_lint.meaning.page.bare import (
    bare_names,
    is_longer_name,
    is_only_a_hint,
    is_owned,
    is_under_a_person,
    says_other,
)
from ots_lint.meaning.page.elsewhere import speaks_of_others
from ots_lint.text.initials import is_written
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.text.run import Span

_NAMES = frozenset({"name", "title", "label"})
#: The class of words of a heading under which names are a credit.
_HEADING = "heading-credit"
#: So many words at most has a heading over credits: "With the kind support of".
_LONGEST = 8
_METADATA = frozenset({"title", "meta", "front-matter", "structured-data"})


class Listed(NamedTuple):
    """A name in a list of supporters; a value of a data block is no word of a sentence."""

    span: Span
    run: int
    sentence: Sentence | None = None
    word: int = 0


def listed_credits(reading: Reading, keys: Collection[str]) -> Iterator[Listed]:
    """The places that name the organisation in a list of supporters, each once.

    `keys`: those of data blocks whose entries are such a list.
    """
    for sentence, word in bare_names(reading, _HEADING, thanks=True):
        yield Listed(sentence.source(word, word), sentence.run_of(word), sentence, word)
    yield from _under_upper_heading(reading)
    yield from _in_data(reading, keys)


def _under_upper_heading(reading: Reading) -> Iterator[Listed]:
    """A name alone whose heading says little ("Gold"), under one that says more ("Sponsors")."""
    runs = reading.page.runs
    for run, mentions in reading.mentions.items():
        number = reading.unit_of.get(run)
        if number is None or runs[run].kind in _METADATA or runs[run].where.quote:
            continue
        upper = [*reading.layout.headings(runs[run])]
        telling = [_tells(reading, heading) for heading in upper if heading in reading.unit_of]
        if not any(telling) or (telling[0] and runs[run].kind != "heading") or says_other(reading, runs[upper[0]]):
            continue
        if speaks_of_others(reading, runs[run], run) or is_only_a_hint(reading, runs[run]):
            continue
        if is_under_a_person(reading, runs[run]):
            continue
        sentences = reading.sentences(number)
        if (
            len(sentences) == 1
            and ORG in sentences[0].words
            and not is_owned(sentences[0])
            and all(word == ORG or not is_written(word) for word in sentences[0].words)
        ):
            word = sentences[0].words.index(ORG)
            yield Listed(runs[run].span(mentions[0].start, mentions[0].end), run, sentences[0], word)


def _tells(reading: Reading, heading: int) -> bool:
    """Whether a heading says that credits follow; a long one is a sentence, and says something else."""
    run = reading.page.runs[heading]
    if len(run.text.split()) > _LONGEST:
        return False
    packs, words = reading.tongues.packs, label_words(run.text)
    if not any(packs.is_a(word, _HEADING) for word in words):
        return False  # in any language; which one it is takes its time to tell
    return has_any(reading.pack(run), words, _HEADING)


def _in_data(reading: Reading, keys: Collection[str]) -> Iterator[Listed]:
    """The names of a list of supporters in front matter or another data block."""
    for datum in reading.page.data:
        if datum.run < 0 or datum.run not in reading.mentions:
            continue
        path = [str(part).lower() for part in datum.path if isinstance(part, str)]
        at = max((i for i, part in enumerate(path) if part in keys), default=None)
        if at is not None and (
            at == len(path) - 1 or (at >= len(path) - 3 and path[-1] in _NAMES and _is_listed(datum.path))
        ):
            if not _names_another(reading, datum.run):
                yield Listed(datum.span, datum.run)


def _names_another(reading: Reading, run: int) -> bool:
    """Whether a value is the name of something else that begins with the organisation's."""
    number = reading.unit_of.get(run)
    sentences = reading.sentences(number) if number is not None else []
    return any(is_longer_name(s, i) for s in sentences for i, word in enumerate(s.words) if word == ORG)


def _is_listed(path: tuple[str | int, ...]) -> bool:
    """Whether a name is that of an entry in a list, perhaps of a list for each kind: `sponsors.0.name`, `sponsors.gold.0.name`."""
    words = sum(isinstance(step, str) for step in path)
    return words <= 2 or isinstance(path[-2], int)
