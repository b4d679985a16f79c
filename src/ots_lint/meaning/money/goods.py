"""Things beside an amount of money: what is sold for it, what comes with it, and what only stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.money.amounts import Amount
from ots_lint.meaning.money.payables import (
    ENTRY,
    EVENT,
    LABEL,
    OTHER,
    PRONOUN,
    TAKER,
    Bearer,
    bearers,
    is_thing_with_article,
    is_unheard_of,
    nearest,
    noun_of_article,
)
from ots_lint.meaning.money.segment import behind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ots_lint.meaning.sentence.lines import Sentence

#: So far behind a price stands at most whose it is: "12 € a head".
_NEAR = 3


def is_said_of_another(sentence: Sentence, start: int, word: int) -> bool:
    """Whether a word that says "not free" is said of things that are no part of taking part: "servers cost money"."""
    itself, said_of = bearers(sentence)[word], nearest(sentence, reversed(range(start, word)))
    if (itself and itself.kind) or said_of is None or said_of.kind:
        return False
    verb = word - 2 if sentence.is_a(word - 1, "adv") else word - 1
    return sentence.is_a(verb, "be")


def buys_thing(sentence: Sentence, right: Bearer | None) -> bool:
    """Whether a thing with an article stands behind an amount: "all can join: for 15 € you get a router"."""
    if right is None or right.kind not in {"", PRONOUN}:
        return False
    return any(is_thing_with_article(sentence, i) for i in range(right.word, len(sentence.words)))


def sells_thing(sentence: Sentence, start: int, end: int, amount: Amount) -> bool:
    """Whether a clause opens with the price of a thing, of which it names nothing else: "for 15 € you can buy a router"."""
    at = amount.first - 1
    opens = sentence.is_any(at, "for", "with", "where") and (at == start or sentence.word(at - 1) in {":", ","})
    told = any(found and found.kind in {ENTRY, EVENT} for found in bearers(sentence)[amount.last : end + 1])
    return opens and not told and buys_thing(sentence, behind(sentence, amount, end))


def what_comes_with(sentence: Sentence, start: int, thing: Bearer) -> Bearer:
    """What a thing before an amount is included in: "a seat with coffee: 9 €"; where nothing is named, the thing."""
    includes = next((i for i in range(start, thing.word) if sentence.is_a(i, "includes")), start)
    return nearest(sentence, reversed(range(start, includes))) or thing


def includes_something(sentence: Sentence, start: int, end: int, amount: Amount) -> bool:
    """Whether something is said to be included; not "reckon with 5 €", nor by the particle of "bringt 2 € mit"."""
    return any(i != amount.first - 1 for i in sentence.all_of("includes", start, end - 1))


def is_included_in_price(sentence: Sentence, amount: Amount, right: Bearer | None) -> bool:
    """Whether what stands before a price is said to be in it, and it is one for each: "Lunch and tea included: 12 € a head"."""
    said = sentence.word(amount.first - 1) == ":" and sentence.is_a(amount.first - 2, "includes")
    return said and right is not None and right.kind == TAKER and right.word <= amount.last + _NEAR


def is_of_each_thing(sentence: Sentence, start: int, left: Bearer | None, right: Bearer | None) -> bool:
    """Whether "each" is said of a thing that is named before: "custard tarts cost 2 € apiece", "jacket potatoes, £4 each"."""
    if right is None or not sentence.is_a(right.word, "apiece"):
        return False
    if left is None and start and sentence.word(start - 1) == ",":
        left = nearest(sentence, reversed(range(start)))
    if left is not None and left.kind == LABEL and sentence.is_a(left.word, "cost-verb"):
        left = nearest(sentence, reversed(range(start, left.word)))  # "tarts cost 2 € apiece" is no label
    return left is not None and left.kind in {"", OTHER}


def opens_with_purpose(sentence: Sentence, start: int) -> bool:
    """Whether what the money is taken for stands first, and is not the event: "for a second badge we charge 5 €"."""
    if not sentence.is_a(start, "for"):
        return False
    return sentence.is_a(start + 1, "det") and is_unheard_of(sentence, noun_of_article(sentence, start + 1))


def are_beside_ticket(sentence: Sentence, others: Sequence[int], ticket: int, amount: Amount) -> bool:
    """Whether things leave the price to a ticket: none stands behind it, and it is neither said of one, nor for one."""
    if any(ticket < thing < amount.first for thing in others):
        return False
    earlier = [thing for thing in others if thing < ticket]
    return not any(_is_subject(sentence, thing, ticket) or _is_purpose(sentence, thing, ticket) for thing in earlier)


def _is_subject(sentence: Sentence, thing: int, before: int) -> bool:
    """Whether a thing is what a word further on is said of: "copies are subject to a fee of 3 €"."""
    at = sentence.back_over(thing, ("det", "adj"))
    return not sentence.is_a(at, "preposition") and sentence.has("be", thing, before)


def _is_purpose(sentence: Sentence, thing: int, ticket: int) -> bool:
    """Whether a thing is what a ticket further on is for: "for the bus you need a ticket", but not "for the tea and a seat"."""
    if not sentence.is_a(sentence.before_noun(thing), "for"):
        return False
    if not sentence.is_a(thing - 1, "det") or sentence.has("and", thing, ticket):
        return False
    return sentence.is_a(0, "for") or sentence.has_any(("pronoun", "we"), thing, ticket)
