"""An amount that takes the place of one that is denied: "not 5 € but 8 €"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ots_lint.meaning.money.amounts import Amount, number_ending_at
from ots_lint.text.initials import is_letters

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence

_COMMAS = frozenset({",", ";", ":", "–"})
#: Words of costing, and small ones, that may stand between a denial, an amount, and the one instead of it.
_BETWEEN = ("passed", "be", "cost-verb", "neuter", "adv")


class Corrected(NamedTuple):
    """A denied amount, which need not name its currency, and where its denial begins."""

    amount: Amount
    denial: int


def corrected(sentence: Sentence, amount: Amount) -> Corrected | None:
    """The denied amount before another that is said instead of it; None where there is none."""
    at, parted = amount.first - 1, False
    while at > 0 and (sentence.words[at] in _COMMAS or sentence.is_any(at, "clause-opener", *_BETWEEN)):
        parted = parted or sentence.words[at] in _COMMAS or sentence.is_a(at, "clause-opener")
        at -= 1
    first = number_ending_at(sentence, at) if parted else None
    if first is None:
        return None
    denial, unknown = first - 1, 1  # "no longer 5 €"
    while denial >= 0 and not _denies(sentence, denial):
        if not sentence.is_any(denial, *_BETWEEN):
            if not unknown or not is_letters(sentence.words[denial]):
                return None
            unknown -= 1
        denial -= 1
    if denial < 0:
        return None
    while _denies(sentence, denial - 1):
        denial -= 1
    return Corrected(Amount(first, at), denial)


def _denies(sentence: Sentence, i: int) -> bool:
    return sentence.is_a(i, "negator") and not sentence.is_a(i, "obliged")
