"""Tickets that are sold and fees that are asked for, without an amount, and what speaks against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.checks._price_purpose import is_for_works
from ots_lint.checks._price_waived import denies_free, is_aside
from ots_lint.meaning.money.amounts import Amount, zero
from ots_lint.meaning.money.beside import beside
from ots_lint.meaning.money.goods import is_said_of_another
from ots_lint.meaning.money.payables import ENTRY, EVENT, LABEL, OTHER, TAKER, bearers, is_for_thing
from ots_lint.meaning.sentence.clause import clause
from ots_lint.meaning.sentence.context import reasons
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.meaning.sentence.verdict import because, told_by
from ots_lint.text.initials import is_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Reason

#: So many words behind "free for" it is said for whom.
_WHOM = 4


def sold(sentence: Sentence, found: list[Amount]) -> Iterator[tuple[int, int, tuple[Reason, ...]]]:
    """Where tickets are sold or a fee is asked for, without an amount, and what speaks against that."""
    for first, last, _ in sentence.matches("fee"):
        begin, end = clause(sentence, first, last)
        must = sentence.has_any(("mandatory", "obliged"), begin, end)
        if any(begin <= amount.first <= end for amount in found) and not must:
            continue  # the amount has been judged already
        yield first, last, _not_sold(sentence, first, last)


def _not_sold(sentence: Sentence, first: int, last: int) -> tuple[Reason, ...]:
    denies = _is_denial(sentence, first, last) or sentence.has("free", first, last)  # "not free", "no longer free"
    # "if you cannot afford a ticket" takes for granted that it costs something
    names = {"question", "past", "quoted"} | (set() if denies else {"negated", "wished"})
    taken_back = tuple(reason for reason in reasons(sentence, first, last, "fee") if reason.modifier in names)
    if taken_back:
        return taken_back
    end = len(sentence.words) - 1
    value = next((i + 1 for i in range(last, min(last + 4, end)) if sentence.words[i] in {":", CELL}), None)
    if value is not None and sentence.is_any(value, "waives", "free"):
        return because("waived", sentence.words[value])  # "Cost of the course | none"
    begin, end = clause(sentence, first, last)
    nothing = zero(sentence, begin, end if value is None else value)
    if nothing is not None:
        return because("waived", sentence.words[nothing])  # "registration fee: 0 €"
    if sentence.word(begin - 1) == "(":
        begin = clause(sentence, begin - 1, begin - 1)[0]  # "the car park (with costs)"
    if sentence.has("includes", begin, end) and sentence.has(ENTRY, first, last):
        return ()  # "lunch is included in the ticket price"
    if (
        not denies
        and not sentence.has("pays")
        and any(_is_for_all(sentence, i) for i in sentence.all_of("free", begin, end))
    ):
        return told_by("waived", sentence, "free", begin, end)
    if not denies and _is_free_after_all(sentence, last):
        return told_by("waived", sentence, "free", last)
    if denies and _is_not_free_itself(sentence, first, last):
        return because("not-entry")
    if is_said_of_another(sentence, begin, first) or is_aside(sentence) or is_for_works(sentence, last):
        return because("not-entry")
    if words := beside(sentence, len(sentence.words)):
        return because("elsewhere", words)  # "students get a discount at the bakery next door"
    if sentence.has("includes", first, last + 2) or sentence.states("entry-said", first, last):
        return ()  # "the ticket price includes food", "a materials fee"
    dues = any(sentence.is_a(i + 1, LABEL) for i in sentence.all_of("tier", first, last))
    if dues and not sentence.has_any((EVENT, "attend")) and not sentence.has("obliged", begin, end):
        return told_by("other-kind", sentence, "tier", first, last)  # "a yearly membership fee"
    if is_for_thing(sentence, last) or _ends_with_another(sentence, last):
        return because("not-entry")  # "a small charge for the bus", "20 % off tickets to Hamlet"
    if not sentence.has(ENTRY, first, last):
        sponsors = told_by("other-kind", sentence, "tier", last + 1)
        if sponsors := sponsors or told_by("other-kind", sentence, "tier", last=first - 1):
            return sponsors  # "sponsors can pay by card and get an invoice"
    return told_by("other-kind", sentence, "other-thing", begin, end) or told_by("travel", sentence, "travel", last=end)


def _is_denial(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words that ask for a fee have a denial of their own: "no longer free", but not "a ticket you need not buy".

    Behind a pronoun it denies that one must; right before the ticket it is no denial ("a separate ticket").
    """
    inside = sentence.all_of("negator", first, last)
    return any(not sentence.is_any(i - 1, "obliged", "pronoun") and not _is_attribute(sentence, i) for i in inside)


def _is_not_free_itself(sentence: Sentence, first: int, last: int) -> bool:
    """Whether "not free" is noted of a thing: "the hall: 80 seats, not free", and not "the workshop is not free"."""
    if not any(denies_free(sentence, i) for i in range(first, last)):
        return False
    label = sentence.words.index(":") if ":" in sentence.words[:first] else first
    if label == first and sentence.word(first - 1) not in {",", CELL, "–", "(", ";"}:
        return False
    named = [found for found in bearers(sentence)[:label] if found is not None]
    return bool(named) and all(not found.kind or found.kind == OTHER for found in named)


def _ends_with_another(sentence: Sentence, last: int) -> bool:
    """Whether words that sell tickets end with them, and what follows makes them those of something else."""
    named = bearers(sentence)[last]
    return sentence.is_a(last, ENTRY) and named is not None and named.kind == OTHER


def _is_attribute(sentence: Sentence, i: int) -> bool:
    return sentence.is_a(i - 1, "det") and sentence.is_a(i + 1, ENTRY)


def _is_free_after_all(sentence: Sentence, last: int) -> bool:
    """Whether what is sold costs nothing: "tickets are on sale, but free"; "the coffee is free" says nothing of tickets."""
    for i in sentence.all_of("free", last):
        goes_on = is_letters(sentence.word(i + 1)) and not sentence.is_a(i + 1, "for")  # "a free copy"
        if not goes_on and _is_for_all(sentence, i) and not sentence.has(OTHER, clause(sentence, i, i)[0], i):
            return True
    return False


def _is_for_all(sentence: Sentence, free: int) -> bool:
    """Whether what is free is so for whoever comes: where it is "free for members", others pay."""
    whom = free + 2, free + _WHOM
    some = sentence.is_a(free + 1, "for") and sentence.has(TAKER, *whom)
    return not some or sentence.has("all", *whom)
