"""Amounts of money in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.text.patterns import compiled, lazy

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence

_SIGN = lazy(r"\p{Sc}")
_PLAIN = lazy(r"\p{Sc}?\d[\d.,:'\u00a0]*(?:[,.:/]?[-–—]{1,2}\.?)?(?:\p{Sc}|k)?")
#: From one amount to another: "10–30", "$10–$30".
_RANGE = lazy(r"(\p{Sc}?\d[\d.,']*)\p{Sc}?[-–—]\p{Sc}?\d[\d.,']*\p{Sc}?")
#: "€25", "CHF60", "15eur": letters or a sign, and digits.
_GLUED = lazy(r"(?i)([\p{L}\p{Sc}]{0,3})(\d[\d.,']*)([\p{L}\p{Sc}]{0,5})")
_WHOLE = lazy(r"[,.:/][-–—]{1,2}\.?$")  # "20,-", "20:-", "20.–", "20.--", "150/-"
_DIGIT = re.compile(r"\d")
#: The last digits of "1 500:-", and those before them.
_GROUP, _LEADING = re.compile(r"\d{3}(?!\d)"), re.compile(r"[1-9]\d{0,2}|\d{3}")


class Amount(NamedTuple):
    """An amount above 0: its first and last word."""

    first: int
    last: int


def amounts(sentence: Sentence) -> list[Amount]:
    """The amounts of money in a sentence, in its order."""
    found: list[Amount] = []
    formula = False
    for i, word in enumerate(sentence.words):
        if found and found[-1].last >= i:
            continue
        if not _DIGIT.search(word) and not sentence.is_a(i, "number-word"):
            continue
        amount = _amount(sentence, i)
        if amount is not None:
            found.append(amount)
            formula = formula or _is_in_signs(sentence, i)
    return [amount for amount in found if not _has_sign(sentence, amount)] if formula else found


def _is_in_signs(sentence: Sentence, i: int) -> bool:
    """Whether a number stands between two equal signs of a currency, with no blank: "$2020$" is a formula in TeX."""
    sign = sentence.word(i - 1)
    if sign != sentence.word(i + 1) or not _SIGN.fullmatch(sign):
        return False
    (first, _, end), (run, start, stop), (last, begin, _) = map(sentence.place, (i - 1, i, i + 1))
    return first == run == last and end == start and stop == begin


def _has_sign(sentence: Sentence, amount: Amount) -> bool:
    return any(_SIGN.search(sentence.words[i]) for i in range(amount.first, amount.last + 1))


def zero(sentence: Sentence, first: int, last: int) -> int | None:
    """The number of an amount of nothing among some words: "0 €", "0,00 Euro"; None where there is none."""
    for i in range(first, last + 1):
        word = sentence.words[i]
        if not _DIGIT.search(word) or _value(word):
            continue
        if _is_money(sentence, i - 1) or _is_money(sentence, i + 1) or _SIGN.search(word):
            return i
    return None


def number_ending_at(sentence: Sentence, i: int) -> int | None:
    """Where a number begins that a word ends, which may be its currency: "5", "5 €", "£5"; None where none does."""
    at = i - 1 if _is_money(sentence, i) else i
    if not _DIGIT.search(sentence.word(at)) and not sentence.is_a(at, "number-word"):
        return None
    at = _first_group(sentence, at)
    return at - 1 if _is_money(sentence, at - 1) else at


def _amount(sentence: Sentence, i: int) -> Amount | None:
    word = sentence.words[i]
    start = _first_group(sentence, i)
    if sentence.word(start - 1) == "." and _is_money(sentence, start - 2):
        start -= 1  # "Fr. 120"
    before, after = _is_money(sentence, start - 1), _is_money(sentence, i + 1)
    if not _DIGIT.search(word):  # "ten euros", "a tenner"
        return Amount(i, i + 1) if after else (Amount(i, i) if sentence.is_a(i, "currency") else None)
    span = _RANGE.fullmatch(word)
    if span is not None and not _value(span[1]):
        return None  # "0–10 €" may be nothing
    if span is None and _PLAIN.fullmatch(word) is None:
        glued = _GLUED.fullmatch(word)
        if glued is None or not any(sentence.language.is_a(part, "currency") for part in (glued[1], glued[3])):
            return None
        return Amount(i, i) if _value(glued[2]) else None
    if not _value("".join(sentence.words[start : i + 1])):
        return None
    if sentence.is_a(i + 1, "large"):
        return None  # "2 million euros"
    own = before and not sentence.word(start - 2).isdecimal()  # "$250 MXN", but "5 € 10 €"
    if own or after:
        return Amount(start - 1 if own else start, i + 1 if after else i)
    whole = _WHOLE.search(word) is not None and not sentence.word(i + 1)[:1].isdecimal()  # "from 19.– 21. June"
    return Amount(start, i) if whole or _SIGN.search(word) else None


def _first_group(sentence: Sentence, i: int) -> int:
    """Where a number begins that ends at a word: "1 500" is one, with a blank between groups of three digits."""
    while i and _GROUP.match(sentence.words[i]) and _LEADING.fullmatch(sentence.words[i - 1]):
        i -= 1
    return i


def _is_money(sentence: Sentence, i: int) -> bool:
    """Whether a word is a currency, or the "-" of "20 ,-"."""
    word = sentence.word(i)
    return sentence.language.is_a(word.rstrip("."), "currency") or word == ",-"


def _value(text: str) -> bool:
    """Whether a number is above 0."""
    return bool(compiled(r"[1-9]").search(text))
