"""Prices that no verb tells of: those of labels, rows, lists and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.money.amounts import Amount, amounts
from ots_lint.meaning.money.payables import ENTRY, OTHER, TAKER, Bearer, bearers
from ots_lint.meaning.money.segment import before_small
from ots_lint.meaning.page.event_page import names_a_day
from ots_lint.meaning.sentence.notes import CELL

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence

#: So many words, at most, stand before the amount in a label.
_LONGEST_LABEL = 4
#: Classes of verbs, of which a label has none.
_VERBS = ("be", "cost-verb", "charge-verb", "runs-fin", "gives-fin", "does-fin", "provides-fin")


def label_head(sentence: Sentence, amount: Amount) -> Bearer | None:
    """What a label begins with, where that is taking part with something, or a ticket for another thing.

    "Taking part, with all meals: 48 €"; "Starting fee for the regatta: 6 €". None for any other label.
    """
    opens = amount.first - 2 if sentence.word(amount.first - 2).isdecimal() else amount.first  # "12 to 31 €"
    if sentence.word(opens - 1) not in {":", CELL}:
        return None
    taken = sentence.is_a(0, TAKER) and sentence.has("includes", 2, amount.first)  # "Adults, lunch included | £16"
    at = next((i for i in range(3) if sentence.is_any(i, ENTRY, "attend")), 0 if taken else None)
    if at is None or sentence.has(OTHER, last=at):
        return None
    head = bearers(sentence)[at]
    if head is not None and head.kind == OTHER:
        return head
    with_it = sentence.word(at + 1) in {",", "("} or sentence.is_a(at + 1, "includes")
    return Bearer(at, ENTRY) if with_it else None


def closes_label(sentence: Sentence, start: int, end: int, event: int, amount: Amount) -> bool:
    """Whether an amount ends what is said of an event: "single evening 8 €", "learn to code in a day for 49 €"."""
    if amount.last != end or sentence.has("own", start, end) or sentence.has("share", start, end):
        return False
    if event == amount.first - 1:
        return amount.first - start <= _LONGEST_LABEL
    between = range(event + 1, amount.first)
    return sentence.is_a(between[0], "for") and all(sentence.is_a(i, "passed") or i == between[0] for i in between)


def is_verb_of_cost(sentence: Sentence, start: int, word: int) -> bool:
    """Whether a word of a label is the verb of what stands before it: "this can cost 5 €", "the app costs 5 €"."""
    if not sentence.is_a(word, "cost-verb") or word == start or sentence.is_capital_noun(word):
        return False  # „die Kosten betragen 5 €“
    if sentence.is_a(word - 1, "aux"):
        return True
    named = bearers(sentence)[word - 1]
    return named is not None and named.kind in {"", OTHER} and sentence.word(word + 1) not in {":", CELL, "("}


def is_one_more_price(sentence: Sentence, start: int) -> bool:
    """Whether a clause only says for whom it is more or less than the amount before tells: "11 €, children 8 €"."""
    return any(a.last == start - 2 and sentence.words[start - 1] == "," for a in amounts(sentence))


def is_beside_day(sentence: Sentence, start: int, end: int, amount: Amount) -> bool:
    """Whether an amount stands alone in a line that says when something is: "Saturday, 4 May, Town Hall, 12 €"."""
    parted = sentence.word(before_small(sentence, amount)) in {",", CELL, "·", "•"}
    if not parted or amount.last != end or sentence.has_any((OTHER, "be", "own", "tier", "prize", "travel")):
        return False
    if sentence.capital_nouns:  # where "5 Personen" looks like "4 May"
        return sentence.has("calendar")
    return names_a_day(" ".join(sentence.words), lambda word: sentence.language.is_a(word, "calendar"))


def is_listed(sentence: Sentence, end: int, amount: Amount) -> bool:
    """Whether an amount ends one part of a sentence without a verb: "summer course, five afternoons, 60 €"."""
    if sentence.word(amount.first - 1) != "," or amount.last != end:
        return False
    return sentence.has(TAKER) and not sentence.has_any((OTHER, "own", "tier", "prize", "travel", *_VERBS))
