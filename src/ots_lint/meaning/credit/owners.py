"""What stands under or beside the organisation's name on a page, and so is what it gives.

"### Acme" over "- nine coaches", "Acme brings:" over a list, a heading and the next line of a card, a table column
under the name, `what: nine coaches` beside `name: Acme` in a data block.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.page.bare import is_longer_name
from ots_lint.meaning.page.discourse import resolved
from ots_lint.meaning.sentence.contributions import Contribution, contributions
from ots_lint.meaning.sentence.lines import Sentence
from ots_lint.meaning.sentence.things import gives_else, listed, pieces
from ots_lint.text.initials import is_written

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.text.run import TextRun

#: What belongs to a name is not far from it.
_MOST_UNITS = 12
#: A line that only lists what is given has at most so many words.
_LONGEST_LIST = 30
#: What a lead-in may end with: "Many thanks to our hosts!"
_ENDS = frozenset({":", "!", "."})
#: A label above a name has at most so many words.
_LONGEST_LABEL = 2
_QUIET = ("det", "adj", "role", "filler")
_DATA = frozenset({"front-matter", "structured-data"})
#: Keys under which the entry of a place has its name.
_NAMES = frozenset({"name", "title", "label"})


def owned(reading: Reading) -> Iterator[Contribution]:
    """What the page says to be the organisation's by its place alone."""
    for run in reading.mentions:
        number = reading.unit_of.get(run)
        sentences = reading.sentences(number) if number is not None else ()
        if number is None or not sentences or reading.page.runs[run].kind == "title":
            continue
        if reading.page.runs[run].kind in _DATA:
            yield from _beside(reading, run)
            yield from _placed(reading, run, sentences[0])
            continue
        if sentences[-1].words[-1] == ":":
            yield from _introduced(reading, number, sentences[-1])
        yield from _headed(reading, run, sentences[0])
        yield from _under_label(reading, number, run, sentences[0])
        if _is_name(sentences[0], run):
            for below in _below(reading, number, run):
                yield from _given(below, run)
            yield from _column(reading, run)


def _under_label(reading: Reading, number: int, run: int, name: Sentence) -> Iterator[Contribution]:
    """The word for a thing on a line of its own above the name: "Location", and below it "Acme"."""
    at, runs = name.words.index(ORG) if ORG in name.words else 0, reading.page.runs
    if 0 < at <= _LONGEST_LABEL and at == len(name.words) - 1 and "\n" in runs[run].text.strip():
        yield from _of_label(name, at)  # two lines of one text
        return
    here = runs[run].where
    if not number or not _is_name(name, run) or runs[run].kind != "prose" or (here.row, here.item) != (None, None):
        return
    above = runs[reading.units[number - 1][0]]
    if not _is_line_of(above, here.heading) or len(above.text.split()) > _LONGEST_LABEL:
        return
    lines = next((n for n in range(_LONGEST_LIST) if not _lies_below(reading, number - n, here.heading)), 0)
    if lines % 2:  # labels and names take turns, and a label comes first
        [label, *others] = reading.sentences(number - 1)
        if not others and len(label.words) <= _LONGEST_LABEL:
            yield from _of_label(label, len(label.words))


def _lies_below(reading: Reading, number: int, heading: int | None) -> bool:
    """Whether the unit before one is a line of text under the same heading."""
    return number > 0 and _is_line_of(reading.page.runs[reading.units[number - 1][0]], heading)


def _is_line_of(run: TextRun, heading: int | None) -> bool:
    return run.kind == "prose" and (run.where.heading, run.where.row, run.where.item) == (heading, None, None)


def _of_label(sentence: Sentence, end: int) -> Iterator[Contribution]:
    """What the words of a label say of a name below it: the same as with a colon between them."""
    told = Sentence(sentence.notes, sentence.start, [*sentence.words[:end], ":", ORG], sentence.index)
    for found in contributions(told):
        yield Contribution(found.kind, sentence, 0, end - 1)


def _is_name(sentence: Sentence, run: int) -> bool:
    """Whether a run is the name, and nothing else."""
    inside = [i for i in range(len(sentence.words)) if sentence.run_of(i) == run]
    return ORG in (sentence.words[i] for i in inside) and all(
        sentence.words[i] == ORG
        or not is_written(sentence.words[i])
        or (sentence.is_any(i, *_QUIET) and not sentence.language.kinds_of(sentence.words[i]))
        for i in inside
    )


def _below(reading: Reading, number: int, run: int) -> Iterator[Sentence]:
    """The sentences of the texts that belong to a name: under it as a heading, an item or a line of its own."""
    runs = reading.page.runs
    here = runs[run]
    for after in range(number + 1, min(number + 1 + _MOST_UNITS, len(reading.units))):
        first = reading.units[after][0]
        there = runs[first]
        if first in reading.mentions:
            return
        if here.kind == "heading":
            neighbours = after == number + 1 and there.kind == "heading" and there.where.level == here.where.level
            if there.where.heading != run and not neighbours:
                return
            if there.kind == "heading" and not neighbours:
                return
        elif here.where.item is not None:
            if there.where.list in {None, here.where.list}:
                return
        elif (
            after > number + 1
            or there.kind != "prose"
            or there.where.heading != here.where.heading
            or here.where.row is not None
            or there.where.row is not None
        ):
            return
        yield from reading.sentences(after)[:2]


def _given(sentence: Sentence, run: int) -> Iterator[Contribution]:
    """What a text gives that belongs to the name: it goes on from it ("lends us the rooms"), or is a list."""
    words = sentence.words
    if sentence.is_question or sentence.has("negator") or len(words) > _LONGEST_LIST:
        return
    if sentence.is_any(0, "gives-fin", "does-fin"):
        going_on = [ORG, words[0].lower(), *words[1:]]
        told = Sentence(sentence.notes, sentence.start, going_on, sentence.index)
        for found in contributions(told):
            yield Contribution(found.kind, sentence, max(found.first - 1, 0), max(found.last - 1, 0))
        return
    if _tells(sentence):
        return
    for thing in listed(sentence):
        yield Contribution(thing.kind, sentence, thing.first, thing.last)


def _tells(sentence: Sentence) -> bool:
    """Whether a text is more than a list: somebody is or does something in it."""
    last = len(sentence.words) - 1
    parts = pieces(sentence, 0, last)
    return any(gives_else(sentence, *part) for part in parts) or any(
        sentence.is_any(i, "be", "we") for i in range(last)
    )


def _introduced(reading: Reading, number: int, lead: Sentence) -> Iterator[Contribution]:
    """The items of the list that a sentence introduces: "It brings: …"."""
    runs = reading.page.runs
    leads = [lead]
    if ORG not in lead.words and CREW not in lead.words and lead.index:
        leads = [*resolved(lead, lead.unit.sentences[lead.index - 1])]
    after, listing = number + 1, None
    while after < min(number + 1 + _MOST_UNITS, len(reading.units)):
        where = runs[reading.units[after][0]].where
        if where.list is None or where.list != (listing := listing if listing is not None else where.list):
            return
        for item in reading.sentences(after)[:1]:
            for said in leads:
                words = [*said.words, *item.words]
                whole = Sentence(said.notes, said.start, words, said.index)
                for found in contributions(whole):
                    first = found.last - len(said.words)
                    if first >= 0:
                        yield Contribution(found.kind, item, 0, min(first, len(item.words) - 1))
        after += 1


def _headed(reading: Reading, run: int, sentence: Sentence) -> Iterator[Contribution]:
    """What a heading or a lead-in names that somebody gives: "Lunch" over "Sponsored by Acme", "Our hosts" over "Acme"."""
    alone = _is_name(sentence, run)
    if not alone and not sentence.is_any(0, "given-pp", "supports-pp"):
        return
    if not alone and sentence.is_a(0, "runs-pp") and _is_under_title(reading, run):
        return  # "# Robots" over "Organised by Ada Lovelace (Acme)"
    for title in _over(reading, run):
        if title.language is not sentence.language or ORG in title.words:
            continue
        said = title.words[:-1] if title.words[-1] in _ENDS else title.words
        words = [*said, ":", ORG] if alone else [*title.words, *sentence.words]
        for found in contributions(Sentence(sentence.notes, sentence.start, words, sentence.index)):
            if found.first < len(title.words):
                yield Contribution(found.kind, sentence, 0, max(found.last - len(title.words) - alone, 0))


def _is_under_title(reading: Reading, run: int) -> bool:
    """Whether the heading that a text stands under is the page's own, which names the event and nothing that is given."""
    above = next(reading.layout.headings(reading.page.runs[run]), None)
    return above is not None and reading.page.runs[above].where.level == 1


def _over(reading: Reading, run: int) -> Iterator[Sentence]:
    """The sentences of the heading that a text stands under, and the one that introduces its list."""
    above = next(reading.layout.headings(reading.page.runs[run]), None)
    if above in reading.unit_of:
        yield from reading.sentences(reading.unit_of[above])
    where = reading.page.runs[run].where
    lead = reading.layout.before_list(run) if where.list is not None or where.table is not None else None
    if lead in reading.unit_of:
        yield from reading.sentences(reading.unit_of[lead])[-1:]


def _column(reading: Reading, run: int) -> Iterator[Contribution]:
    """What stands in the table column under the name."""
    runs = reading.page.runs
    head = runs[run].where
    if head.table is None or head.column is None:
        return
    layout = reading.layout
    if runs[layout.first_rows[head.table][0]].where.row != head.row:
        return  # it stands in no header
    for number in layout.columns[head.table, head.column]:
        if runs[number].where.row == head.row or number not in reading.unit_of:
            continue
        for sentence in reading.sentences(reading.unit_of[number]):
            cell = next((i for i in range(len(sentence.words)) if sentence.run_of(i) == number), len(sentence.words))
            for thing in listed(sentence, cell):
                if sentence.run_of(thing.first) == number:
                    yield Contribution(thing.kind, sentence, thing.first, thing.last)


def _placed(reading: Reading, run: int, sentence: Sentence) -> Iterator[Contribution]:
    """The place of the event in a data block, which begins with the name: `venue: Acme, room 3`."""
    path = [part for part in reading.page.runs[run].key.split(".") if part not in _NAMES]
    label = path[-1].lower() if path else ""
    if reading.tongues.packs.is_a(label, "venue-label"):
        if sentence.words[0] == ORG and not is_longer_name(sentence, 0):
            yield Contribution("venue", sentence, 0, 0)


def _beside(reading: Reading, run: int) -> Iterator[Contribution]:
    """What the other values of the entry say that has the name in a data block."""
    here = reading.page.runs[run]
    entry = reading.layout.entries.get((here.kind, here.key.rpartition(".")[0]), ())
    at = bisect_left(entry, run)
    for number in entry[max(at - _MOST_UNITS, 0) : at + _MOST_UNITS]:
        if number == run:
            continue
        for sentence in reading.sentences(reading.unit_of[number]) if number in reading.unit_of else ():
            yield from _given(sentence, number)
