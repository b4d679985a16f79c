"""What a text says because of what stands over it: "a post on the blog of Acme" below "What sponsors get"."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ots_lint.meaning.reading import Reading

#: So many headings over a text say what it is about: "Gold" below "Sponsoring".
_HEADINGS = 2


def is_under(reading: Reading, number: int, family: str) -> bool:
    """Whether the lead-in of the list that a run is in, or a heading over it, matches a frame of a family."""
    return any(
        reading.may_state(unit, family) and any(s.states(family) for s in reading.sentences(unit)[-last:])
        for unit, last in _over(reading, number)
    )


def _over(reading: Reading, number: int) -> Iterator[tuple[int, int]]:
    """The units over a run, each with how many of its last sentences speak of what comes: of a lead-in the last one."""
    layout, unit_of = reading.layout, reading.unit_of
    before = layout.before_list(number)
    if before is not None and before in unit_of:
        yield unit_of[before], 1
    for index in islice(layout.headings(reading.page.runs[number]), _HEADINGS):
        if index in unit_of:
            yield unit_of[index], 0
