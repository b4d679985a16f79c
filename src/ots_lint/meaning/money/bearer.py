"""What an amount of money is the price of.

By default it is the price of something else. It is the price of taking part where the words that it belongs to say so:
a ticket, a seat, admission, the event itself with a verb of costing, or the people who take part; or where it stands
alone under a heading about costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ots_lint.meaning.money.amounts import Amount, amounts
from ots_lint.meaning.money.goods import (
    are_beside_ticket,
    buys_thing,
    includes_something,
    is_included_in_price,
    is_of_each_thing,
    opens_with_purpose,
    sells_thing,
    what_comes_with,
)
from ots_lint.meaning.money.labels import (
    closes_label,
    is_beside_day,
    is_listed,
    is_one_more_price,
    is_verb_of_cost,
    label_head,
)
from ots_lint.meaning.money.payables import (
    ENTRY,
    EVENT,
    LABEL,
    OTHER,
    PRONOUN,
    TAKER,
    Bearer,
    bearers,
    is_cost_of_thing,
    is_room_in,
    nearest,
    others_of,
)
from ots_lint.meaning.money.payers import (
    charged_by_others,
    is_asked_for,
    is_for_who_pays,
    is_given,
    is_of_who_comes,
    paid_by_us,
)
from ots_lint.meaning.money.segment import before, before_small, behind, segment
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.text.initials import is_letters

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence

#: So far behind a word stands at most what is said of it at once: "10 € to join", "taking part is free".
_NEAR = 3
#: So many ways to attend are a choice.
_SEVERAL = 2


class _Priced(NamedTuple):
    """An amount in its segment, from word `start` to word `end`, and what stands before and behind it there."""

    sentence: Sentence
    amount: Amount
    start: int
    end: int
    left: Bearer | None
    right: Bearer | None
    others: tuple[int, ...]  # words of the segment that are things
    includes: bool  # whether something is said to be included
    under_costs: bool
    dated: bool

    @property
    def paid(self) -> bool:
        """Whether the segment has a verb of costing."""
        return self.sentence.has("cost-verb", self.start, self.end)

    def is_right(self, *kinds: str) -> bool:
        """Whether what stands behind the amount is of one of some classes."""
        return self.right is not None and self.right.kind in kinds


def _is_condition(sentence: Sentence, start: int) -> bool:
    """Whether what is said of taking part ends with the word that opens the clause of an amount."""
    return any(match.last == start - 1 for match in sentence.matches("entry-said"))


def _is_way_to_attend(sentence: Sentence) -> bool:
    """Whether a sentence is nothing but amounts, each for one of several ways to attend: "Online 8 €, vor Ort 10 €"."""
    ways = sentence.matches("attended")
    if len(ways) < _SEVERAL:
        return False
    told = {i for way in ways for i in range(way.first, way.last + 1)}
    told |= {i for other in amounts(sentence) for i in range(other.first, other.last + 1)}
    rest = (i for i, word in enumerate(sentence.words) if is_letters(word) and i not in told)
    return all(sentence.is_any(i, "passed", "and") for i in rest)


def is_for_taking_part(
    sentence: Sentence, amount: Amount, *, under_costs: bool, whole: bool, dated: bool = True
) -> bool:
    """Whether an amount is the price of taking part.

    `under_costs`: it stands under a heading, or in a column, about costs; `whole`: the whole sentence is one segment,
    as the cells of a table row are; `dated`: a line that says when something is may be about the event.
    """
    start, end = (0, len(sentence.words) - 1) if whole else segment(sentence, amount)
    left, right = before(sentence, start, amount), behind(sentence, amount, end)
    if left is not None and left.kind == TAKER and is_one_more_price(sentence, start):
        return False
    if is_of_each_thing(sentence, start, left, right) and not sentence.states("entry-said"):
        return False
    head = label_head(sentence, amount)
    if head is not None:
        told = sentence.matches("entry-said") if head.kind == OTHER else ()  # "we share the rent of the hall: 6 € each"
        return head.kind != OTHER or any(match.first < amount.first <= match.last for match in told)
    includes = includes_something(sentence, start, end, amount)
    if includes and is_included_in_price(sentence, amount, right):
        return True
    if includes and left is not None and left.kind == OTHER:
        left = what_comes_with(sentence, start, left)
        if left.kind == OTHER:
            return False  # "a pizza with a drink is 8 €"
    others = tuple(i for i in others_of(sentence) if start <= i <= end)
    priced = _Priced(sentence, amount, start, end, left, right, others, includes, under_costs, dated)
    for by in (_by_who_pays, _by_things, _by_entry, _by_taking_part, _by_place):
        told_by = by(priced)
        if told_by is not None:
            return told_by
    return _by_bearer(priced)


# ------------------------- each of these tells whether it is the price of taking part, or None where it cannot tell


def _by_who_pays(priced: _Priced) -> bool | None:
    sentence, amount, start, end = priced[:4]
    others = priced.others
    purposed = any(sentence.is_a(sentence.before_noun(i), "for") for i in others)  # "for lunch we ask 8 € of everybody"
    if sentence.states("entry-said", start, end) and not purposed and not any(is_room_in(sentence, i) for i in others):
        return True  # "we invoice you 80 €"
    if _is_condition(sentence, start) and not priced.others:
        return True  # "tu plaza queda reservada cuando lleguen 30 €"
    if _is_way_to_attend(sentence):
        return True
    if charged_by_others(sentence, start, amount) or paid_by_us(sentence, start, amount):
        return False
    return False if is_given(sentence, priced.left, amount) else None


def _by_things(priced: _Priced) -> bool | None:
    sentence, amount, left, others = priced.sentence, priced.amount, priced.left, priced.others
    if sells_thing(sentence, priced.start, priced.end, amount):
        return False
    if not others or priced.includes:
        return None
    if priced.right is not None and priced.right.kind == ENTRY and priced.right.word < min(others):
        return None  # "£4 pays for your seat and a cup of tea"
    return left is not None and left.kind == ENTRY and are_beside_ticket(sentence, others, left.word, amount)


def _by_entry(priced: _Priced) -> bool | None:
    sentence, amount, start, end = priced[:4]
    if priced.under_costs and priced.is_right(TAKER) and sentence.word(amount.first - 1) == CELL:
        return True  # "Sound archives | 15 February | £6 a head"
    entry = any(found is not None and found.kind == ENTRY for found in bearers(sentence)[start : end + 1])
    return True if entry else None


def _by_taking_part(priced: _Priced) -> bool | None:
    """Told by a verb of taking part."""
    sentence, amount, start = priced[:3]
    if priced.paid and any(not sentence.has("free", i, i + _NEAR) for i in sentence.all_of("attend")):
        return True  # "please transfer £12 to take part", but not "the bus is 12 €, taking part is free"
    behind_it = sentence.has("attend", amount.last, amount.last + _NEAR)
    if behind_it and sentence.has("be", start, amount.last + 1):
        return True  # "it is a tenner to join", "with 15 € are you in"
    for_it = sentence.is_a(before_small(sentence, amount), "for") and not buys_thing(sentence, priced.right)
    if for_it and (behind_it or sentence.has("attend", start, amount.first)):
        return True  # "book now for £15", and the same where the verb stands last
    return None


def _by_place(priced: _Priced) -> bool | None:
    """Told by the day beside it, or by what was free before."""
    sentence, amount, start, end = priced[:4]
    if priced.dated and is_beside_day(sentence, start, end, amount):
        return True
    if _follows_free(sentence, amount) and (priced.right is None or priced.is_right(TAKER, ENTRY)):
        return True
    return None


def _by_bearer(priced: _Priced) -> bool:
    sentence, amount, start, left, right = priced.sentence, priced.amount, priced.start, priced.left, priced.right
    if left is not None and left.kind == LABEL and is_verb_of_cost(sentence, start, left.word):
        left = nearest(sentence, reversed(range(start, left.word)))  # "this can cost …" is a verb, no label
    if left is None:
        return _stands_alone(priced)
    if left.kind in {LABEL, TAKER}:
        ours = sentence.is_a(left.word, "attend") and sentence.is_a(left.word - 1, "we")  # "we book a van for 40 €"
        return not ours and (left.kind == TAKER or not is_cost_of_thing(sentence, left.word))
    if sentence.is_a(left.word, "det") or left.kind == PRONOUN:
        earlier = nearest(sentence, reversed(range(start)))  # "if you bring a tent, that costs 42 €"
        if earlier is not None and earlier.kind == OTHER:
            return False
        if earlier is not None and earlier.kind == ENTRY and _is_relative(sentence, left.word):
            return True  # "you need a ticket, which is 20 €"
    if left.kind == EVENT:
        return _is_of_event(priced, left.word)
    if left.kind == PRONOUN:
        return _is_asked(priced) or (priced.paid and _suits(priced) and not opens_with_purpose(sentence, start))
    if priced.is_right(TAKER):
        return priced.paid or (
            priced.under_costs and sentence.is_a(0, "people")
        )  # "Friends of the museum | 7 € a head"
    return right is not None and right.kind == EVENT and priced.paid and is_of_who_comes(sentence, amount)


def _stands_alone(priced: _Priced) -> bool:
    """Whether an amount before which nothing is priced is for taking part."""
    sentence, amount, right = priced.sentence, priced.amount, priced.right
    if _is_asked(priced):
        return True
    if right is None or right.kind == LABEL or priced.includes:
        return priced.under_costs or priced.includes or (priced.paid and is_for_who_pays(sentence, priced.start))
    if right.kind != EVENT:
        return right.kind == TAKER
    begins = amount.first == priced.start and sentence.is_a(amount.last + 1, "for")  # "15 € for both days"
    return priced.under_costs or priced.paid or begins  # "reckon on 20 € for the day"


def _is_of_event(priced: _Priced, event: int) -> bool:
    """Whether the amount behind a word for the event is the price of it."""
    sentence, amount, start, end = priced[:4]
    if sentence.is_a(event, "day-word") and not priced.dated and not priced.under_costs:
        return False  # "Judo | Monday | 42 €" in a list of courses
    if priced.right is None and closes_label(sentence, start, end, event, amount):
        return True
    if not _suits(priced):
        return False
    said = priced.paid or priced.under_costs or priced.includes or sentence.has("be", event, amount.first)
    return said or is_listed(sentence, end, amount) or sentence.words[amount.first - 1] in {":", "):", CELL, "("}


def _suits(priced: _Priced) -> bool:
    """Whether nothing stands behind the amount that may be a thing which it is the price of."""
    return priced.right is None or bool(priced.right.kind) or priced.includes


def _is_asked(priced: _Priced) -> bool:
    """Whether readers are told to pay it, and not for a thing."""
    if not is_asked_for(priced.sentence, priced.start, priced.amount):
        return False
    return not priced.is_right(OTHER, PRONOUN, LABEL)


def _follows_free(sentence: Sentence, amount: Amount) -> bool:
    """Whether it is the price of what is free at first: "the first time is free, then 5 €"."""
    begin = next((i for i in range(amount.first, 0, -1) if sentence.words[i] in {",", ";", "–"}), 0)
    then = sentence.has("afterwards", begin, amount.first)
    return then and sentence.has("free", last=begin) and not sentence.has(OTHER, begin, amount.first)


def _is_relative(sentence: Sentence, word: int) -> bool:
    """Whether a word opens a clause about what stands before its comma: "a ticket, which …"."""
    return sentence.is_a(word, "relative") and sentence.word(word - 1) == ","
