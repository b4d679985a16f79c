"""For whom an amount is, where a clause tells it: each of those who take part, each of a thing, those who come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.money.payables import ENTRY, LABEL, OTHER, TAKER, Bearer, is_thing, nearest

if TYPE_CHECKING:
    from ots_lint.meaning.money.amounts import Amount
    from ots_lint.meaning.sentence.lines import Sentence

#: So far behind a word stands at most what is said of it at once: "10 € to join", "taking part is free".
NEAR = 3


def is_of_each_thing(sentence: Sentence, start: int, left: Bearer | None, right: Bearer | None) -> bool:
    """Whether "each" is said of a thing that is named before: "custard tarts cost 2 € apiece", "jacket potatoes, £4 each"."""
    if right is None or not sentence.is_a(right.word, "apiece"):
        return False
    if left is None and start and sentence.word(start - 1) == ",":
        left = nearest(sentence, reversed(range(start)))
    if left is not None and left.kind == LABEL and sentence.is_a(left.word, "cost-verb"):
        left = nearest(sentence, reversed(range(start, left.word)))  # "tarts cost 2 € apiece" is no label
    return left is not None and left.kind in {"", OTHER}


def is_included_in_price(sentence: Sentence, amount: Amount, right: Bearer | None) -> bool:
    """Whether what stands before a price is said to be in it, and it is one for each: "Lunch and tea included: 12 € a head"."""
    said = sentence.word(amount.first - 1) == ":" and sentence.is_a(amount.first - 2, "includes")
    return said and right is not None and right.kind == TAKER and right.word <= amount.last + NEAR


def is_for_who_pays(sentence: Sentence, start: int) -> bool:
    """Whether the clause before says who pays: "who pays on the day, gives 15 €", and not "who needs a helmet, …"."""
    if start < 2 or not sentence.is_a(0, "option") or sentence.words[start - 1] != ",":
        return False
    return sentence.has_any((ENTRY, "attend", "pay-verb"), last=start) and not sentence.has(OTHER, last=start)


def is_of_who_comes(sentence: Sentence, amount: Amount) -> bool:
    """Whether a clause says who pays, and of no thing: "who is not enrolled here, pays 20 € for the weekend"."""
    if not sentence.is_a(0, "option") or not sentence.is_a(amount.last + 1, "for"):
        return False
    return not any(sentence.is_a(i, OTHER) or is_thing(sentence, i) for i in range(amount.first))
