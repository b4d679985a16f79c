"""What goes over the border of a sentence: what follows it, what takes it up, what answers it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.meaning.contributions import Contribution, answered, contributions, takes_up
from ots_lint.ruleset.language import CREW, ORG

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence
    from ots_lint.meaning.reading import Reading


def following(reading: Reading, sentence: Sentence) -> Sentence | None:
    """The sentence after one, in the same unit or in the next one of the same list or paragraph flow."""
    unit = sentence.unit
    if sentence.index + 1 < len(unit.sentences):
        return unit.sentences[sentence.index + 1]
    number = reading.unit_of.get(unit.runs[0])
    if number is None or number + 1 >= len(reading.units):
        return None
    runs = reading.page.runs
    here, there = runs[unit.runs[-1]], runs[reading.units[number + 1][0]]
    if there.kind != here.kind and not (here.kind == "heading" and there.kind == "prose"):
        return None
    if here.where.heading != there.where.heading and here.kind != "heading":
        return None
    sentences = reading.sentences(number + 1)
    return sentences[0] if sentences else None


def contributions_of(reading: Reading) -> Iterator[Contribution]:
    """Every contribution of the organisation that a page states, also in a sentence that takes up the one before."""
    yield from _linked_material(reading)
    followed: set[tuple[int, int]] = set()
    for sentence in reading.mentioning:
        if reading.page.runs[sentence.run_of(0)].kind == "title":
            continue
        yield from contributions(sentence)
        after = following(reading, sentence)
        if sentence.is_question and after is not None:
            answers = after.unit.sentences
            yield from answered(sentence, (answers[k] for k in range(after.index, len(answers))))
        steps = skipped = 0
        while after is not None and steps < 2:
            key = (id(after.unit), after.index)
            if key in followed or ORG in after.words or CREW in after.words:
                break
            followed.add(key)
            found = contributions(after, previous=sentence)
            beyond = following(reading, after)
            if not found and (skipped or beyond is None or not takes_up(beyond)):
                break
            skipped += not found  # one sentence may stand between: "Ours is the room. Theirs is the rest."
            yield from found
            steps += bool(found)
            after = beyond


def _linked_material(reading: Reading) -> Iterator[Contribution]:
    """Links to the organisation's material in sentences that say it is used."""
    from ots_lint.meaning.context import modifiers

    for link in reading.own_links:
        if link.run < 0 or not reading.brand.has_material(link.href) or link.run not in reading.unit_of:
            continue
        for sentence in reading.sentences(reading.unit_of[link.run]):
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
