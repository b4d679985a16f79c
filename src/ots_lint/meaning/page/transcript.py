"""What people said in a conversation that a page writes down: an interview, a podcast, the record of a session.

Each paragraph begins with who speaks ("AL: …", "Ada Lovelace (0:12:40): …"). What they say of an organisation, of money
and of works is said in passing, and is no statement of the page.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ots_lint.text.patterns import lazy
from ots_lint.text.words import label_words

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.text.run import TextRun

#: Who speaks, perhaps with when, before a colon.
_SPEAKER = lazy(
    r"(?:[(\[]?\d{1,2}:\d\d(?::\d\d)?[)\]]?\s+)?(\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3})(?:\s*[(\[]\d{1,2}:\d\d(?::\d\d)?[)\]])?\s*:\s+\S"
)
#: How the texts of people end, but not the rows of a programme.
_ENDS = frozenset('.?!…"”»')
#: A conversation has so many turns at least, and so many people, each of whom speaks more than once.
_TURNS, _PEOPLE, _AGAIN = 12, 3, 2
#: So many of its texts at least begin with who speaks, and end as sentences do.
_PART, _SENTENCES = 0.3, 0.6


def said_by_people(reading: Reading) -> frozenset[int]:
    """The runs in which people speak: their turns, and what goes on behind one up to the next heading."""
    prose = [(i, run) for i, run in enumerate(reading.page.runs) if run.kind == "prose" and run.where.row is None]
    fewest = max(_TURNS, _PART * len(prose))
    labelled = [(i, run.text) for i, run in prose if ":" in run.text]
    if len(labelled) < fewest:
        return frozenset()
    turns = {
        i: found[1] for i, text in labelled if (found := _SPEAKER.match(text)) and not _is_label(reading, found[1])
    }
    people = [name for name, times in Counter(turns.values()).items() if times >= _AGAIN]
    if len(turns) < fewest or len(people) < _PEOPLE:
        return frozenset()
    if sum(_ends(reading.page.runs[i]) for i in turns) < _SENTENCES * len(turns):
        return frozenset()
    said, speaks = set(), False
    for i, run in enumerate(reading.page.runs):
        speaks = i in turns or (speaks and run.kind != "heading")
        if speaks and run.kind == "prose":
            said.add(i)
    return frozenset(said)


def _is_label(reading: Reading, name: str) -> bool:
    """Whether it is no person that stands before a colon, but what is told behind it: "Where", "Tickets"."""
    packs = reading.tongues.packs
    return any(packs.is_a(word, "event-label") for word in label_words(name))


def _ends(run: TextRun) -> bool:
    return run.text.rstrip()[-1:] in _ENDS
