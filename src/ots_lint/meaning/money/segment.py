"""Which part of a sentence is about an amount of money, and what stands before and behind the amount there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.money.amounts import Amount, amounts
from ots_lint.meaning.money.payables import OTHER, TELLING, Bearer, is_thing_with_article, nearest
from ots_lint.meaning.sentence.notes import CELL

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence

_STOPS = frozenset({";", CELL, "–", "—", "(", ")", "?", "!"})


def segment(sentence: Sentence, amount: Amount) -> tuple[int, int]:
    """The part of a sentence around an amount: between commas, dashes, semicolons and the words that open clauses."""
    words = sentence.words
    start, end = amount.first, amount.last
    stops = _STOPS
    small = before_small(sentence, amount)
    if sentence.word(small) == "(":
        start = small  # "the course fee (60 CHF)", "tickets (from 29 €)": what stands before the bracket is priced
        stops = _STOPS - {"("}
    elif sentence.word(start - 1) in {"–", "—", "-"}:
        start -= 1  # "Silver supporter – 250 €"
        stops = _STOPS - {"–", "—"}
    elif sentence.word(start - 1) == CELL:
        start -= 1  # "Admission | 12 €"
        stops = _STOPS - {CELL}
    while start > 0:
        if _closes(sentence, start - 1) and "(" in words[: start - 1]:
            start = max(i for i in range(start - 1) if words[i] == "(")
            continue
        if words[start - 1] in stops or _opens(sentence, start - 1) or _adds(sentence, start - 1):
            break
        if words[start - 1] == "," and _has_bearer(sentence, start, amount.first - 1):  # not "the fee, set at 90 €"
            break
        start -= 1
    while end + 1 < len(words):
        goes_on = end == amount.last and words[end + 1] == "," and _opens_what_follows(sentence, start, amount)
        if not goes_on and (words[end + 1] in {*_STOPS, ",", "."} or sentence.is_a(end + 1, "clause-opener")):
            break
        if _adds(sentence, end + 1):
            break
        verb = end + 3 if sentence.is_a(end + 2, "be") else end + 2
        if sentence.is_a(end + 1, "and") and sentence.is_any(verb, "pay-verb", "attend"):
            break  # "places are 12 euros and are paid for when you book"
        end += 1
    return start, end


def _adds(sentence: Sentence, i: int) -> bool:
    """Whether a plus stands between two amounts, each of which has its own purpose: "36 € + 15 € membership"."""
    if sentence.words[i] != "+":
        return False
    known = amounts(sentence)
    return any(amount.last == i - 1 for amount in known) and any(amount.first == i + 1 for amount in known)


def _opens_what_follows(sentence: Sentence, start: int, amount: Amount) -> bool:
    """Whether an amount stands alone before what it is paid for: "Avec 15 €, vous entrez", "15 €, and you are in"."""
    if amount.first == 0:
        return sentence.is_a(amount.last + 2, "and")
    opens = sentence.is_any(start, "with", "for") and start < amount.first
    return opens and all(sentence.is_a(i, "passed") for i in range(start + 1, amount.first))


def _opens(sentence: Sentence, i: int) -> bool:
    """Whether a word opens a clause: "men", and not "utan" of "en plats utan frukost"."""
    if not sentence.is_a(i, "clause-opener"):
        return False
    return not sentence.is_a(i, "without") or sentence.word(i - 1) == "," or not sentence.is_a(i + 1, OTHER)


def _closes(sentence: Sentence, i: int) -> bool:
    """Whether a bracket ends here behind what is priced: "Regular (from May on): 30 €", "the show (Indigo) is 11 €"."""
    words = sentence.words
    if words[i] == ")" and i + 1 in {amount.first for amount in amounts(sentence)}:
        return True  # "Early registration (until 1 May) 50 €"
    verb = sentence.is_any(i + 1, "be", "cost-verb")
    return words[i] == "):" or (words[i] == ")" and (words[i + 1] == ":" or verb))


def _has_bearer(sentence: Sentence, first: int, last: int) -> bool:
    return any(sentence.has(name, first, last) for name in (*TELLING, "be"))


def before(sentence: Sentence, start: int, amount: Amount) -> Bearer | None:
    """What stands before an amount in its segment and is priced, or pays: the nearest word that tells, else a noun."""
    opens = before_small(sentence, amount)
    if sentence.word(opens) == "(" and is_thing_with_article(sentence, opens - 1):
        return Bearer(opens - 1, "")  # "drivers buy a permit (£4)"
    return nearest(sentence, reversed(range(start, amount.first)))


def behind(sentence: Sentence, amount: Amount, end: int) -> Bearer | None:
    """What stands behind an amount in its segment: "25 € admission", "5 € per person", "3 € for a coffee"."""
    return nearest(sentence, range(amount.last, end + 1))


def before_small(sentence: Sentence, amount: Amount) -> int:
    """The word before an amount, and before such as "only", "a"."""
    at = amount.first - 1
    while sentence.is_a(at, "passed") and not sentence.is_a(at, "for"):
        at -= 1
    return at
