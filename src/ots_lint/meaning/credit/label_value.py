"""What stands beside a label with the organisation's name: any thing or work there is what it gives.

"What Acme adds: ten refurbished laptops", "Acme's part: sorting out who sits where", and a row or an entry of a list in
which others have words for what they give: "Rotary | a tea urn" above "Acme | a crate of Lego".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.sentence.contributions import Contribution
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.meaning.sentence.things import listed
from ots_lint.text.initials import is_letters, is_written

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence

#: A label is a few words.
_LONGEST_LABEL = 10
#: What is read beside a name has at most so many words.
_LONGEST_VALUE = 40
#: Verbs and nouns by which a label says that its value is given.
_GIVES = ("gives-fin", "does-fin", "helps-fin", "provides-fin", "given-pp", "provides-pp", "share-of")
#: Two cells are a label and its value, whichever of them is the name.
_LABEL_AND_VALUE = 2
_QUIET = ("det", "adj", "filler", "role")
_LABEL_SIGNS = frozenset({":", "–", "—", "-"})


def labelled(sentence: Sentence) -> Iterator[Contribution]:
    """The value of a label that says of the organisation that it gives something."""
    words = sentence.words
    colon = next((i for i, word in enumerate(words) if word == ":"), len(words))
    label = range(colon)
    if ORG not in words[:colon] or colon > _LONGEST_LABEL or colon + 1 >= len(words) or sentence.is_question:
        return
    if not _says_what(sentence, label) or any(words[i] == "," or sentence.is_a(i, "negator") for i in label):
        return
    yield from _value(sentence, colon + 1)


def _says_what(sentence: Sentence, label: range) -> bool:
    """Whether a label asks for what is given: "what … adds", "das bringt …", "…'s share"."""
    is_a = sentence.is_a
    verbs = [i for i in label if not is_a(i, "aux") and not is_a(i, "det") and sentence.words[i] != ORG]
    if any(is_a(i, name) for i in label for name in ("we", "beneficiary", "event")) or any(
        is_a(i, "idle") or is_a(i, "role") for i in verbs
    ):
        return False
    if is_a(0, "conjunction") and sentence.words[0] != ORG:
        return True
    return any(is_a(i, name) for i in verbs for name in _GIVES)


def _value(sentence: Sentence, first: int) -> Iterator[Contribution]:
    if sentence.has("negator", first) or any(_is_address(word) for word in sentence.words[first:]):
        return
    opening = next((i for i in range(first, len(sentence.words)) if not sentence.is_any(i, "det", "adj")), first)
    people = sentence.is_any(opening, "role", "people")
    if people and not sentence.language.kinds_of(sentence.words[opening]):
        return  # "our friends from next door": what they are
    dated = any(
        sentence.is_a(i, "past") or (word.isdecimal() and len(word) == 4) for i, word in enumerate(sentence.words)
    )
    for thing in listed(sentence, first, is_open=not dated):  # "our partner since 2019"
        if thing.kind or not _is_a_name(sentence, thing.first, thing.last):
            yield Contribution(thing.kind, sentence, thing.first, thing.last)


def _is_a_name(sentence: Sentence, first: int, last: int) -> bool:
    words = sentence.words[first : last + 1]
    return all(sentence.language.may_name(word) for word in words if is_letters(word))


def _is_address(word: str) -> bool:
    return "@" in word or "/" in word or "." in word.strip(".…")


def beside_name(reading: Reading) -> Iterator[Contribution]:
    """What stands beside the name alone in a row, or an entry, of those of others who give something."""
    for run in reading.mentions:
        number = reading.unit_of.get(run)
        if number is None:
            continue
        for sentence in reading.sentences(number):
            for first, last in _cells(sentence):
                if (
                    ORG not in sentence.words[first : last + 1]
                    and _is_beside_name(sentence, first)
                    and len(sentence.words) < _LONGEST_VALUE
                    and _is_for_gifts(reading, number, sentence.run_of(first))
                ):
                    for found in _value(sentence, first):
                        if found.last <= last:
                            yield found


def _cells(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The first and last words of the cells of a row, or of the label and the value of an entry."""
    signs = [i for i, word in enumerate(sentence.words) if word == CELL]
    if not signs:  # "Acme: …", "Acme – …"
        signs = [i for i, word in enumerate(sentence.words) if word in _LABEL_SIGNS][:1]
    for before, after in pairwise([-1, *signs, len(sentence.words)]):
        if before + 1 < after:
            yield before + 1, after - 1


def _is_beside_name(sentence: Sentence, first: int) -> bool:
    """Whether a cell beside the one at a word is the organisation's name, and nothing else."""
    cells = [*_cells(sentence)]
    at = next((i for i, (begin, _) in enumerate(cells) if begin == first), 0)
    beside = [at - 1] if at else [1] if len(cells) == _LABEL_AND_VALUE else []
    return any(
        ORG in sentence.words[begin : end + 1]
        and all(
            sentence.words[i] in {ORG, CREW}
            or not is_written(sentence.words[i])
            or (sentence.is_any(i, *_QUIET) and not sentence.language.kinds_of(sentence.words[i]))
            for i in range(begin, end + 1)
        )
        for begin, end in (cells[i] for i in beside)
    )


def _is_for_gifts(reading: Reading, number: int, run: int) -> bool:
    """Whether others have a word of a kind of contribution in the same place, or its header asks for one."""
    here = reading.page.runs[run].where
    if here.table is not None and here.column is not None:
        header = reading.layout.first_rows[here.table]
        if run in header:
            return False
        column = reading.layout.columns[here.table, here.column]
        for sentence in reading.sentences(reading.unit_of[header[0]]) if header[0] in reading.unit_of else ():
            for i in range(len(sentence.words)):
                if sentence.run_of(i) in column and sentence.is_any(i, *_GIVES, "conjunction"):
                    return True
        return any(_has_kind(reading, other) for other in column if other != run)
    units = reading.units
    for other in (number - 2, number - 1, number + 1, number + 2):
        if 0 <= other < len(units) and reading.page.runs[units[other][0]].where.list == here.list is not None:
            if any(_has_kind(reading, last) for last in units[other][-1:]):
                return True
    return False


def _has_kind(reading: Reading, run: int) -> bool:
    pack = reading.pack(reading.page.runs[run])
    return pack is not None and any(pack.kinds_of(word.strip(".,;:()")) for word in reading.page.runs[run].text.split())
