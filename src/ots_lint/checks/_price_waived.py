"""Whether a price is taken back: history, a wish, denied, what others charge, or money that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.money.amounts import Amount, amounts
from ots_lint.meaning.money.beside import beside
from ots_lint.meaning.money.payables import ENTRY, OTHER
from ots_lint.meaning.sentence.clause import clause
from ots_lint.meaning.sentence.context import reasons
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.meaning.sentence.verdict import because, told_by
from ots_lint.text.initials import is_letters

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Reason


#: Classes of words without which a thing costs nothing.
_MONEY = (ENTRY, "cost-heading", "currency", "donation")


def taken_back(sentence: Sentence, amount: Amount, begin: int, end: int, denial: int) -> tuple[Reason, ...]:
    """Whether the price is history, a wish, denied, what others charge, or comes back.

    `denial`: from here on to the amount it is only denied to be another one ("not 5 € but 8 €").
    """
    found = {reason.modifier: reason for reason in reasons(sentence, amount.first, amount.last)}
    taken: list[str] = [name for name in ("past", "quoted") if name in found]
    kept = sentence.has("deposit", begin, end) and is_kept(sentence)
    told = "wished" in found and "question" not in found and not kept and not _is_of_next(sentence, amount)
    if told and not (sentence.has(ENTRY) or _is_for_who_comes(sentence, amount) or sentence.states("entry-said")):
        taken.append("wished")
    if taken:
        return tuple(found[name] for name in taken)
    if kept:
        return ()  # "a deposit of 20 € that is not returned"
    if is_aside(sentence):
        return because("optional")
    if _is_free_instead(sentence, amount, begin):
        return because("waived")
    if words := beside(sentence, amount.first):
        return because("elsewhere", words)
    said = max((i for i in range(begin, amount.first) if sentence.words[i] == ":"), default=begin)  # "Not quite: 4 €"
    if sentence.is_a(begin, "option") and "," in sentence.words[begin : amount.first]:
        said = sentence.words.index(",", begin)  # "Who is no student, pays 5 €"
    note = next((i for i in range(amount.last, end) if sentence.words[i] == CELL), end)
    denials = sum(
        _waives(sentence, i, amount.first, note)
        for i in sentence.all_of("waives", said, end)
        if not denial <= i < amount.first
    )
    if denials and not sentence.has("mandatory", begin, end) and not sentence.has("only", begin, end):
        if denials == 1 or not sentence.has("without", begin, end):
            return told_by("waived", sentence, "waives", begin, end)
    usual = sentence.has("usually", 0, end) and not sentence.states("entry-said", begin, end)
    if usual or sentence.states("charged-elsewhere", begin - 1, amount.first):
        return told_by("elsewhere", sentence, "usually", 0, end) or because("elsewhere")
    if sentence.has("option") and sentence.has("desire") and not sentence.has("attend"):
        return told_by("optional", sentence, "option")  # "… if you want to stay for the play"
    behind = amount.last + 1
    if sentence.has("returned", behind) and sentence.has("get", behind) and not sentence.has("negator"):
        return because("returned")
    if sentence.has("get", begin, amount.first) and sentence.is_a(behind, "returned"):
        return because("returned")  # "get the full 10 € back"
    repaid = _is_repaid(sentence, behind) or sentence.states("unneeded", behind)
    return because("returned") if repaid else ()


def _is_of_next(sentence: Sentence, amount: Amount) -> bool:
    """Whether a condition is that of another amount further on: "12 € (6 € if you study)", "12 € or 6 €, if …"."""
    others = [other.last for other in amounts(sentence) if other.first > amount.first]
    return any(sentence.has("if", last + 1, last + 2) for last in others)


def _is_for_who_comes(sentence: Sentence, amount: Amount) -> bool:
    """Whether a condition before an amount is to come: "if you only come on Sunday it is 8 €"."""
    return sentence.is_a(0, "option") and sentence.has("attend", last=amount.first) and not sentence.has(OTHER)


def _is_repaid(sentence: Sentence, first: int) -> bool:
    """Whether a sentence says from a word on that the money comes back, and does not deny it."""
    found = (match.first for match in sentence.matches("repaid") if match.first >= first)
    return any(not sentence.has("negator", clause(sentence, i, i)[0], i) for i in found)


def _is_free_instead(sentence: Sentence, amount: Amount, begin: int) -> bool:
    """Whether a price is denied, and then it is free: "not 5 €, but free of charge"."""
    denied = amount.first - 1
    while denied > begin and sentence.is_any(denied, "passed", "adv") and not sentence.is_a(denied, "waives"):
        denied -= 1
    if not sentence.is_a(denied, "waives") or amounts(sentence)[-1] != amount:
        return False
    return sentence.has("free", amount.last + 1)


def _lacks_money(sentence: Sentence, without: int, price: int) -> bool:
    """Whether it is money that something is without: "without a fee", "without paying", "ohne zu zahlen".

    `price`: where an amount begins, which itself and whose verb is none of it: "without lunch it costs 5 €".
    """
    verb = without + 2 if sentence.is_a(without + 1, "preposition") else without + 1
    end = without + 3
    if without + 1 < price <= end + 1:
        end = price - 2 if price - 1 > without + 1 and sentence.is_a(price - 1, "cost-verb") else price - 1
    return sentence.has_any(_MONEY, without, end) or sentence.is_any(verb, "cost-verb", "pay-verb")


def _waives(sentence: Sentence, i: int, price: int, note: int) -> bool:
    """Whether a word that may deny the price does; "non" of "non-members", "who are no members" denies only who they are.

    `price`: where it begins; `note`: from here on stands what a row notes behind it.
    """
    aside = i > note and is_letters(sentence.word(i + 1))  # "Adults | 5 € | no cards", and not "Members | 5 € | never"
    if (sentence.is_a(i, "without") or aside) and not _lacks_money(sentence, i, price):
        return False  # "a camp without a bed: 39 €", "people without a job"
    who = i + 2 if sentence.is_any(i + 1, "be", "indefinite") else i + 1
    while sentence.is_a(who, "adj") and not sentence.is_a(who, "taker"):
        who += 1  # "attendees who are not official members"
    if sentence.is_a(i, "negator") and (sentence.has("returned", i) or denies_free(sentence, i)):
        return False  # "25 €, which is not refunded", "not free (8 €)"
    return not (sentence.is_a(i, "non") and sentence.is_a(who, "taker"))


def denies_free(sentence: Sentence, i: int) -> bool:
    """Whether a denial says that something is not free: "not free", "pas gratuit"."""
    stated = i + 2 if sentence.is_any(i + 1, "be", "adv") else i + 1
    return (
        sentence.is_a(stated, "free")
        and not sentence.is_any(stated, "without", "negator")
        and not sentence.is_a(i, "free")
    )


def is_kept(sentence: Sentence) -> bool:
    """Whether a deposit does not come back."""
    returned = sentence.all_of("returned")
    denied = any(sentence.has("negator", clause(sentence, i, i)[0], clause(sentence, i, i)[1]) for i in returned)
    return (sentence.has("mandatory") and not returned) or denied or sentence.has("kept")


def is_aside(sentence: Sentence) -> bool:
    """Whether what a sentence prices is something more than taking part, or stands in an exercise."""
    return sentence.states("priced-aside")
