"""Taking part in an event costs money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import shown
from ots_lint.checks._price_data import priced_data
from ots_lint.meaning.amounts import Amount, amounts
from ots_lint.meaning.bearer import is_for_taking_part, segment
from ots_lint.meaning.clause import clause
from ots_lint.meaning.context import modifiers
from ots_lint.meaning.titles import is_legal_page
from ots_lint.text.patterns import compiled

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule
    from ots_lint.text.run import TextRun

#: Texts that are read elsewhere, or name no price.
_ELSEWHERE = frozenset({"front-matter", "structured-data", "title", "alt"})
_DIGIT_OR_SIGN = re.compile(r"[\d€$£¥₹]")
_NUMBERED = re.compile(r"[\s>]*\d{1,2}[.)]\s+")
#: A longer heading is a sentence.
_LONGEST_HEADING = 6


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each sentence, list item, table row, and price in metadata."""
    reading = context.reading
    yield from priced_data(reading, rule.options)
    if is_legal_page(reading):
        return
    cued = reading.units_with("fee-cue")
    for number, group in enumerate(reading.units):
        run = reading.page.runs[group[0]]
        if run.kind in _ELSEWHERE or run.where.region == "nav" or not _may_cost(reading, number, cued=number in cued):
            continue
        for sentence in reading.sentences(number):
            place = _priced(reading, sentence, run)
            if place is None:
                continue
            span = sentence.source(*place)
            yield Hit(span, {"seen": shown(reading, span, 90)})
            if run.where.row is not None:
                break


def _may_cost(reading: Reading, number: int, *, cued: bool) -> bool:
    """Whether a unit may say that something costs money; False is certain."""
    if _DIGIT_OR_SIGN.search(" ".join(reading.page.runs[i].text for i in reading.units[number])):
        if reading.may_have(number, "currency"):
            return True
    return cued and (reading.may_have(number, "currency") or reading.may_state(number, "fee"))


def _priced(reading: Reading, sentence: Sentence, run: TextRun) -> tuple[int, int] | None:
    """The first and last of the words that say that taking part costs money, or None.

    With an amount that is the whole sentence, so that a reader sees what it is for.
    """
    found = amounts(sentence)
    if sentence.is_question and not found:
        return None
    if _is_ranked(reading, sentence, run):
        return None
    if any(_is_fee(reading, sentence, run, amount) for amount in found):
        return 0, len(sentence.words) - 1
    return next(_sold(sentence, found), None)


def _sold(sentence: Sentence, found: list[Amount]) -> Iterator[tuple[int, int]]:
    """Where tickets are sold or a fee is asked for, without an amount."""
    for first, last, _ in sentence.matches("fee"):
        taken_back = modifiers(sentence, first, last)
        denies = sentence.has("negator", first, last)  # "not free"
        if taken_back & {"wished", "question", "past", "quoted"} or ("negated" in taken_back and not denies):
            continue
        begin, end = clause(sentence, first, last)
        if sentence.has("free", begin, end) and not denies and not sentence.has("pays"):
            continue
        if sentence.has("other-thing", begin, end):
            continue
        if any(begin <= amount.first <= end for amount in found) and not sentence.has("mandatory", begin, end):
            continue  # the amount has been judged already
        yield first, last


def _is_fee(reading: Reading, sentence: Sentence, run: TextRun, amount: Amount) -> bool:
    """Whether an amount is what taking part costs, and nothing takes that back."""
    row = run.where.row is not None
    begin, end = (0, len(sentence.words) - 1) if row else segment(sentence, amount)
    if _is_taken_back(sentence, amount, begin, end) or _is_of_another_kind(sentence, begin, end):
        return False
    if _travels(reading, run):
        return False
    if sentence.has("deposit", begin, end):
        return _is_kept(sentence)
    if sentence.has("donation", begin, end):
        return sentence.has("obliged")
    if sentence.has("other-thing", begin, end) and sentence.has("needed", amount.last + 1, amount.last + 5):
        return True  # "the kit (25 €) is required"
    under = _under_costs(reading, run) or (row and _in_price_table(reading, run))
    return is_for_taking_part(sentence, amount, under_costs=under, whole=row)


def _is_taken_back(sentence: Sentence, amount: Amount, begin: int, end: int) -> bool:
    """Whether the price is history, a wish, denied, what others charge, or comes back."""
    found = modifiers(sentence, amount.first, amount.last)
    if found & {"past", "quoted"} or ("wished" in found and "question" not in found and not sentence.has("entry")):
        return True
    denials = sum(
        sentence.is_a(i, "waives") and not (sentence.is_a(i, "non") and sentence.is_a(i + 1, "taker"))  # "non soci"
        for i in range(begin, end + 1)
    )
    if sentence.has("deposit", begin, end) and _is_kept(sentence):
        return False  # "a deposit of 20 € that is not returned"
    if denials and not sentence.has("mandatory", begin, end) and not sentence.has("only", begin, end):
        if denials == 1 or not sentence.has("without", begin, end):
            return True
    if sentence.has("usually") or sentence.states("charged-elsewhere", begin, amount.first - 1):
        return True
    if sentence.has("option") and sentence.has("desire") and not sentence.has("attend"):
        return True  # "… if you want to stay for the play"
    behind = amount.last + 1
    if sentence.has("returned", behind) and sentence.has("get", behind) and not sentence.has("negator"):
        return True
    if sentence.has("get", amount.first - 2, amount.first - 1) and sentence.has("returned", behind, behind + 1):
        return True  # "get 10 € back"
    return sentence.states("repaid", behind) or sentence.states("unneeded", behind)


def _is_of_another_kind(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether it is money that people are given, or that sponsors pay."""
    if sentence.has("tier", begin, end):
        return True
    return sentence.has("prize", begin, end) and not sentence.has("entry", begin, end)


def _is_kept(sentence: Sentence) -> bool:
    """Whether a deposit does not come back."""
    returned = sentence.has("returned")
    return (
        (sentence.has("mandatory") and not returned) or (returned and sentence.has("negator")) or sentence.has("kept")
    )


def _is_ranked(reading: Reading, sentence: Sentence, run: TextRun) -> bool:
    """Whether a numbered item begins with a place: "1. Platz: 500 Euro" is a prize."""
    if run.where.item is None or sentence.place(0)[1] or not sentence.is_a(0, "entry") or sentence.words[1:2] != [":"]:
        return False
    at = run.span(0, 1).start
    text = reading.page.source.text
    return _NUMBERED.fullmatch(text[text.rfind("\n", 0, at) + 1 : at]) is not None


def _travels(reading: Reading, run: TextRun) -> bool:
    """Whether a run stands under headings, or behind a lead-in, about travel: its tickets are for buses."""
    pack = reading.pack(run)
    if pack is None or run.kind == "heading":
        return False
    runs = reading.page.runs
    texts = [runs[index].text for index in reading.layout.headings(run)]
    lead = reading.lead_in(runs.index(run)) if run.where.list is not None or run.where.row is not None else ""
    if any(pack.is_a(word, "travel") for word in compiled(r"[\p{L}-]+").findall(lead)):
        return True
    return any(len(text) <= 60 and pack.phrases("travel").search(text) is not None for text in texts)


def _in_price_table(reading: Reading, run: TextRun) -> bool:
    """Whether the first row of the run's table speaks of prices."""
    pack = reading.pack(run)
    rows = [r for r in reading.page.runs if r.where.table == run.where.table and r.where.table is not None]
    if pack is None or not rows:
        return False
    header = " ".join(r.text for r in rows if r.where.row == rows[0].where.row)
    words = compiled(r"[\p{L}-]+").findall(header)
    return any(pack.is_a(w, "cost-heading") for w in words) and not any(pack.is_a(w, "other-thing") for w in words)


def _under_costs(reading: Reading, run: TextRun) -> bool:
    """Whether a run stands under a heading about what taking part costs."""
    pack, heading = reading.pack(run), reading.heading(run)
    if pack is None or run.kind == "heading":
        return False
    words = compiled(r"[\p{L}-]+").findall(heading)
    return (
        len(words) <= _LONGEST_HEADING
        and any(pack.is_a(w, "cost-heading") for w in words)
        and not any(pack.is_a(w, name) for w in words for name in ("other-thing", "tier"))
    )
