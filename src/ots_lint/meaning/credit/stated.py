"""Every contribution of the organisation that a page states: in sentences, over their borders, by place, by a link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.meaning.credit.group import given_by_all
from ots_lint.meaning.credit.label_value import beside_name, labelled
from ots_lint.meaning.credit.owners import owned
from ots_lint.meaning.page.discourse import answered, asked, named_before, taken_up, thanked_after, thanked_on, theirs
from ots_lint.meaning.page.titles import is_title
from ots_lint.meaning.sentence.contributions import Contribution

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading

#: Classes of verbs of which a title needs one to say that something is given.
_GIVING = ("gives-fin", "does-fin", "helps-fin", "teaches-fin", "given-pp", "teaches-pp")


def contributions_of(reading: Reading) -> Iterator[Contribution]:
    """Every contribution of the organisation that a page states."""
    yield from _linked_material(reading)
    for sentence in reading.mentioning:
        run = reading.page.runs[sentence.run_of(0)]
        if run.kind == "title" or (is_title(run) and not sentence.has_any(_GIVING)):
            continue  # "Acme workshop" is what the event is called
        yield from sentence.notes.contributions_of(sentence)
        yield from labelled(sentence)
        yield from theirs(sentence)
        yield from asked(sentence)
        yield from named_before(sentence)
        yield from thanked_after(sentence)
        yield from answered(reading, sentence)
        yield from taken_up(reading, sentence)
        yield from thanked_on(reading, sentence)
    yield from owned(reading)
    yield from beside_name(reading)
    yield from given_by_all(reading)


def _linked_material(reading: Reading) -> Iterator[Contribution]:
    """Links to the organisation's material in sentences that say it is used."""
    from ots_lint.meaning.sentence.context import modifiers

    for link in reading.own_links:
        if not reading.brand.has_material(link.href) or link.run not in reading.unit_of:
            continue
        unit = reading.unit(reading.unit_of[link.run])
        for sentence in unit.sentences_at(link.run, link.start, link.end) if unit is not None else ():
            places = [sentence.place(i) for i in range(len(sentence.words))]
            inside = [
                i
                for i, (run, start, end) in enumerate(places)
                if run == link.run and start < link.end and link.start < end
            ]
            if not inside or not sentence.has("use"):
                continue
            if not modifiers(sentence, inside[0], inside[-1]) & {"negated", "wished", "question"}:
                yield Contribution("materials", sentence, inside[0], inside[-1])
