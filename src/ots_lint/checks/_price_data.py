"""Prices in structured data and front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ots_lint.checks import Hit
from ots_lint.text.patterns import compiled, lazy

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.pages.base import Datum
    from ots_lint.text.run import Span

_NUMBER = lazy(r"\d{1,3}(?:[.,'\u00a0 ]\d{3})*(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?")
#: schema.org's properties of an offer, and those above an offer of something else.
_PRICES = frozenset({"price", "lowprice", "highprice", "minprice"})
_NOT_THE_EVENT = frozenset({"hasmenu", "makesoffer", "workfeatured", "location"})
_FREE = "isaccessibleforfree"
_NO = frozenset({"false", "no", "https://schema.org/false"})
#: What a number is written together with, and what an amount is paid for each of: "15credits", "/h".
_JOINED = lazy(r"\d(\p{L}++)")
_PER = lazy(r"/\s*+(\p{L}++)")
_LETTERS = lazy(r"\p{L}++")
#: So many words at most tell how long a price is for: "per month".
_UNIT = 2
#: A longer text is a sentence, in which a number is no price by itself.
_SHORT = 40


def priced_data(reading: Reading, options: Mapping[str, Sequence[str]]) -> Iterator[Hit]:
    """The values that say what taking part costs.

    `options`: of the rule; `keys` are those of front matter that hold a price, `free` those that say whether it is free.
    """
    seen: set[Span] = set()
    for datum in reading.page.data:
        names = [str(part).lower() for part in datum.path if isinstance(part, str)]
        if not names or names[0] == reading.brand.key or datum.span in seen:
            continue
        if datum.vocabulary == "front-matter":
            bad = _in_front_matter(reading, datum, names, options)
        else:
            bad = _in_structured_data(datum, names)
        if not bad:
            continue
        seen.add(datum.span)
        visible = datum.run >= 0 and reading.page.runs[datum.run].kind == "prose"
        if not (visible and datum.vocabulary in {"microdata", "rdfa"}):  # visible text is read as a sentence
            yield Hit(datum.span, {"seen": f"{names[-1]}: {datum.value}"})


def _in_front_matter(
    reading: Reading, datum: Datum, names: Sequence[str], options: Mapping[str, Sequence[str]]
) -> bool:
    if names[-1] in options.get("free", ()):
        return datum.value is False
    keys = options.get("keys", ())
    if names[-1] in keys:
        return _costs(reading, datum.value) and not _is_of_another_kind(reading, datum)
    listed = len(names) > 1 and names[-2] in keys and _is_money(reading, datum.value)
    return listed and _costs(reading, datum.value)


def _in_structured_data(datum: Datum, names: Sequence[str]) -> bool:
    if names[-1] == _FREE:
        return datum.value is False or str(datum.value).strip().lower() in _NO
    return names[-1] in _PRICES and _NOT_THE_EVENT.isdisjoint(names) and amount_in(datum.value) > 0


def _is_money(reading: Reading, value: object) -> bool:
    """Whether a value is no more than a number, or names a currency: not the name of a ticket, "Team of 3"."""
    text = str(value)
    words = compiled(r"\p{L}+").findall(text)
    return (
        not words
        or bool(compiled(r"\p{Sc}").search(text))
        or any(reading.tongues.packs.is_a(word, "currency") for word in words)
    )


def _is_of_another_kind(reading: Reading, datum: Datum) -> bool:
    """Whether a price is paid otherwise than in money ("15credits"), or for a while ("9 €/h", with "period: month" beside it)."""
    packs = reading.tongues.packs
    text = str(datum.value)
    joined = _JOINED.search(text)
    if joined is not None and not packs.is_a(joined[1], "currency"):
        return True
    unit = _PER.search(text)
    if unit is not None and (packs.is_a(unit[1], "clock") or packs.is_a(unit[1], "period")):
        return True
    beside = (other for other in reading.page.data if other.path[:-1] == datum.path[:-1] and other.span != datum.span)
    told = (_LETTERS.findall(str(other.value)) for other in beside)
    return any(0 < len(words) <= _UNIT and packs.is_a(words[-1], "period") for words in told)


def _costs(reading: Reading, value: object) -> bool:
    """Whether a value of front matter is a price above 0: a number, or a text that does not say that it is free."""
    if isinstance(value, bool) or value is None:
        return False
    text = str(value).strip()
    free = any(reading.tongues.packs.is_a(word, "free") for word in compiled(r"\p{L}+").findall(text))
    return not free and len(text) <= _SHORT and amount_in(value) > 0


def amount_in(value: object) -> float:
    """The largest number in a value; 0 where there is none."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return max((number(text) for text in _NUMBER.findall(str(value))), default=0.0)


def number(text: str) -> float:
    """A number as people write it: "1.200,50", "1'200", "20,-"; 0 where it is none."""
    digits = compiled(r"[^\d.,]").sub("", text).strip(".,")
    if compiled(r"[.,]\d{1,2}$").search(digits):
        whole, _, part = digits.replace(",", ".").rpartition(".")
        digits = whole.replace(".", "") + "." + part
    else:
        digits = compiled(r"[.,]").sub("", digits)
    return float(digits or 0)
