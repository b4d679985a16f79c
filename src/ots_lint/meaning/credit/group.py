"""What all of a list give, told before it: "Seven sponsors paid for everything. Thanks to:"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.page.bare import bare_names
from ots_lint.meaning.sentence.contributions import Contribution, contributions
from ots_lint.meaning.sentence.lines import Sentence

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading

#: The class of words of what stands over names that are a credit.
_HEADING = "heading-credit"
#: The kinds of what all of a list may give.
_THINGS = frozenset({"money", "food", "venue"})


def given_by_all(reading: Reading) -> Iterator[Contribution]:
    """What the text right before a list of supporters that names the organisation says of all of them."""
    if not reading.mentions:
        return
    seen: set[int] = set()
    for sentence, word in bare_names(reading, _HEADING, thanks=True):
        before = reading.layout.before_list(sentence.run_of(word))
        number = reading.unit_of.get(before) if before is not None else None
        if number is None or number in seen:
            continue
        seen.add(number)
        for told in reading.sentences(number):
            yield from _given(told)


def _given(sentence: Sentence) -> Iterator[Contribution]:
    """What a sentence says that "our sponsors" give, or those "who" are named by it."""
    if sentence.is_question or {ORG, CREW} & set(sentence.words):
        return
    for i in sentence.places_of(("role",)):
        verb = i + 1 + (sentence.word(i + 1) == ",")
        verb += sentence.is_a(verb, "relative")
        told = Sentence(sentence.notes, sentence.start, [ORG, *sentence.words[verb:]], sentence.index)
        for found in contributions(told):
            if found.kind not in _THINGS:
                continue  # "our partners brought their friends"
            yield found._replace(sentence=sentence, first=i, last=len(sentence.words) - 1)
