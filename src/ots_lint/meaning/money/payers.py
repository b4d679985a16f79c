"""Who asks for an amount of money, who pays it, and who gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.marks import ORG
from ots_lint.meaning.money.amounts import Amount
from ots_lint.meaning.money.payables import (
    ENTRY,
    EVENT,
    OTHER,
    TAKER,
    Bearer,
    is_thing_with_article,
    is_unheard_of,
    nearest,
    noun_of_article,
)
from ots_lint.text.initials import is_letters

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence


def charged_by_others(sentence: Sentence, start: int, amount: Amount) -> bool:
    """Whether somebody else is the one who charges: "Private schools ask 300 €"."""
    verbs = (i for i in range(start, amount.first) if sentence.is_a(i, "charge-verb"))
    verb = next((i for i in verbs if not sentence.is_a(i - 1, "det")), None)  # not "a charge of 4 €"
    if verb is None:
        return False
    if sentence.is_a(verb + 1, "we"):
        return False  # "for both days take we", where the verb stands second
    if any(sentence.is_a(i, EVENT) and sentence.is_a(i - 1, "this-event") for i in range(verb, amount.first)):
        return False  # "the school takes 22 € for this course"
    subject = nearest(sentence, reversed(range(start, verb))) or nearest(sentence, range(verb, amount.first))
    return subject is not None and subject.kind in {"", OTHER} and sentence.words[subject.word] != ORG


def paid_by_us(sentence: Sentence, start: int, amount: Amount) -> bool:
    """Whether those who write pay it: "we pay the $95", "the hall costs us 400 €"."""
    for i in range(start, amount.first - 1):
        costs = sentence.is_a(i, "cost-verb") and not sentence.is_a(i, "pay-verb")
        if costs and (sentence.is_a(i + 1, "beneficiary") or _is_somebody(sentence, i + 1)):
            return True
    verb = next((i for i in range(amount.first, start, -1) if sentence.is_a(i, "pay-verb")), None)
    if verb is None:
        return False
    return sentence.is_a(sentence.back_over(verb, ("aux", "adv")), "own")


def _is_somebody(sentence: Sentence, i: int) -> bool:
    """Whether the noun behind a verb of costing is neither the event nor in its titles: "heating costs the parish 22 €"."""
    return sentence.is_a(i, "det") and is_unheard_of(sentence, noun_of_article(sentence, i))


def is_given(sentence: Sentence, left: Bearer | None, amount: Amount) -> bool:
    """Whether those who take part get it: "the best team gets £500"."""
    return left is not None and left.kind == TAKER and sentence.is_a(amount.first - 1, "get")


def is_asked_for(sentence: Sentence, start: int, amount: Amount) -> bool:
    """Whether readers are told to pay it, and nobody says what for: "please transfer 12 € by Friday"."""
    first = next((i for i in range(start, amount.first) if not sentence.is_a(i, "passed")), amount.first)
    if not sentence.is_a(first, "pay-verb"):
        return False
    right = nearest(sentence, range(amount.last, len(sentence.words)))
    behind = sentence.is_a(amount.last + 1, "for") and is_letters(sentence.word(amount.last + 2))  # not "bring 5 € mit"
    return not behind or (right is not None and right.kind in {EVENT, ENTRY, TAKER})


def is_for_who_pays(sentence: Sentence, start: int) -> bool:
    """Whether the clause before says who pays: "who pays on the day, gives 15 €", and not "who needs a helmet, …"."""
    if start < 2 or not sentence.is_a(0, "option") or sentence.words[start - 1] != ",":
        return False
    return sentence.has_any((ENTRY, "attend", "pay-verb"), last=start) and not sentence.has(OTHER, last=start)


def is_of_who_comes(sentence: Sentence, amount: Amount) -> bool:
    """Whether a clause says who pays, and of no thing: "who is not enrolled here, pays 20 € for the weekend"."""
    if not sentence.is_a(0, "option") or not sentence.is_a(amount.last + 1, "for"):
        return False
    return not any(sentence.is_a(i, OTHER) or is_thing_with_article(sentence, i) for i in range(amount.first))
