"""Taking part in an event costs money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import shown
from ots_lint.checks._price_again import priced_again
from ots_lint.checks._price_data import priced_data
from ots_lint.checks._price_free import free_parts, is_free_beside, part_of
from ots_lint.checks._price_parts import is_about_taking_part, names_its_title
from ots_lint.checks._price_purpose import elsewhere, not_for_taking_part
from ots_lint.checks._price_sold import sold
from ots_lint.checks._price_surroundings import (
    answers,
    heads_sponsors,
    is_for_sponsors,
    is_label,
    is_of_members,
    sells_tickets,
    under_costs,
)
from ots_lint.meaning.money.amounts import Amount, amounts
from ots_lint.meaning.money.payables import ENTRY, LABEL, TAKER, is_plain
from ots_lint.meaning.page.asked import ASIDE, asked_aside
from ots_lint.meaning.page.titles import is_legal_page
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.meaning.sentence.target import aside_in
from ots_lint.meaning.sentence.verdict import Verdict, because

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Reason
    from ots_lint.ruleset.rule import Rule
    from ots_lint.text.run import TextRun

#: Texts that are read elsewhere, or name no price.
_ELSEWHERE = frozenset({"front-matter", "structured-data", "title", "alt"})
_DIGIT_OR_SIGN = re.compile(r"[\d€$£¥₹]")
#: An amount without a currency: "20.–".
_WHOLE = re.compile(r"\d[.,:/][-–—]")
_NUMBERED = re.compile(r"[\s>]*\d{1,2}[.)]\s+")
_NOTHING: tuple[Reason, ...] = ()


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each sentence, list item, table row, and price in metadata."""
    reading = context.reading
    yield from priced_data(reading, rule.options)
    for verdict in verdicts(context, rule):
        if verdict.counts:
            yield Hit(verdict.span, {"seen": shown(reading, verdict.span)}, verdict=verdict)


def verdicts(context: Context, rule: Rule) -> Iterator[Verdict]:
    """What could be a price of taking part, and what speaks against it."""
    reading = context.reading
    if is_legal_page(reading) or (context.relationship.inferred and reading.of_no_event):
        return
    costing = _costing(reading)
    if not costing:
        return
    to_sponsors = is_for_sponsors(reading) or is_of_members(reading)
    aside = not to_sponsors and reading.of_no_event and not sells_tickets(reading)
    free: frozenset[int | None] | None = None
    found: list[tuple[Verdict, TextRun]] = []
    for number in costing:
        run = reading.page.runs[reading.units[number][0]]
        for sentence in reading.sentences(number):
            verdict = _verdict(reading, sentence, run)
            if verdict is None:
                continue
            if verdict.counts and (
                (to_sponsors and not _is_admission(sentence))
                or _is_of_sponsors(reading, sentence, run)
                or (aside and not sentence.has(ENTRY))
            ):
                verdict = verdict._replace(against=because("other-kind"))
            if verdict.counts and _is_aside(reading, sentence):
                verdict = verdict._replace(against=because("other-event"))
            if verdict.counts:
                free = free_parts(reading) if free is None else free
                if free and _is_free_here(reading, sentence, run, free):
                    verdict = verdict._replace(against=because("waived"))
            if verdict.counts and not amounts(sentence) and is_free_beside(reading, number):
                verdict = verdict._replace(against=because("waived"))
            found.append((verdict, run))
            if verdict.counts and run.where.row is not None:
                break
            if verdict.counts and amounts(sentence):
                found.extend(priced_again(reading, number, sentence))
    counted = [run for verdict, run in found if verdict.counts]
    said = bool(counted) and not sells_tickets(reading)
    said = said and (bool(free) or any(priced_data(reading, rule.options)) or _says_it_in_place(reading, counted))
    for verdict, run in found:
        placed = _may_say_it(reading, run, free or frozenset()) or answers(reading, verdict.sentence)
        if said and verdict.counts and not placed:
            yield verdict._replace(against=because("elsewhere"))
        else:
            yield verdict


def _says_it_in_place(reading: Reading, counted: list[TextRun]) -> bool:
    """Whether one of the texts that price taking part stands where a page does so."""
    return any(is_about_taking_part(reading, run) for run in counted)


def _may_say_it(reading: Reading, run: TextRun, free: frozenset[int | None]) -> bool:
    """Whether a text stands where the page may say what taking part costs."""
    return is_about_taking_part(reading, run) or names_its_title(reading, run) or part_of(reading, run) in free


def _is_free_here(reading: Reading, sentence: Sentence, run: TextRun, free: frozenset[int | None]) -> bool:
    """Whether other parts of the page say that taking part is free, and the sentence is in none about costs."""
    if sentence.has("mandatory") or _names_admission(sentence):
        return False
    if part_of(reading, run) in free:
        return not (
            sentence.has_any((TAKER, "attend")) or any(map(partial(is_plain, sentence), sentence.all_of(ENTRY)))
        )
    return not (under_costs(reading, run, sentence.unit.runs[0]) and sentence.has_any((ENTRY, TAKER)))


def _is_aside(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is about something beside the event: "The party is not run by Acme and costs 10 euros"."""
    denied = [s.modifiers for s in reading.statements(sentence) if "negated" in s.modifiers]
    if any(not of.isdisjoint(("part", "other-event")) for of in denied):
        return True
    return bool((denied and aside_in(sentence, ASIDE)) or asked_aside(reading, sentence.unit, sentence))


def _names_admission(sentence: Sentence) -> bool:
    """Whether a sentence begins with what is paid: "Entry 5 €", "Our tickets are 5 €"."""
    first = next((i for i in range(len(sentence.words)) if not sentence.is_a(i, "det")), 0)
    return sentence.is_a(first, ENTRY) and sentence.is_a(first, "cost-heading")


def _is_admission(sentence: Sentence) -> bool:
    """Whether what is said of money to sponsors is said of an amount, and of what visitors pay."""
    return bool(amounts(sentence)) and sentence.has(ENTRY) and not sentence.has_any(("tier", "sponsoring"))


def _is_of_sponsors(reading: Reading, sentence: Sentence, run: TextRun) -> bool:
    """Whether a sentence stands in a section for sponsors, and says nothing of visitors: a mere "fee" is the sponsors'."""
    if not heads_sponsors(reading, run):
        return False
    return not _is_admission(sentence) or all(sentence.is_a(i, LABEL) for i in sentence.all_of(ENTRY))


def _costing(reading: Reading) -> list[int]:
    """The units that may say that something costs money; that the others do not is certain."""
    runs, cued, whole, numbered = reading.page.runs, reading.units_with("fee-cue"), [], []
    for number, group in enumerate(reading.units):
        if (
            (run := runs[group[0]]).kind in _ELSEWHERE
            or run.where.region == "nav"
            or group[0] in reading.said_by_people
        ):
            continue
        text = " ".join([runs[i].text for i in group])
        figured = _DIGIT_OR_SIGN.search(text) is not None
        if (figured and _WHOLE.search(text)) or (number in cued and reading.may_state(number, "fee")):
            whole.append(number)
        elif figured or number in cued:
            numbered.append(number)
    return sorted({*whole, *reading.those_with(numbered, "currency")})


def _verdict(reading: Reading, sentence: Sentence, run: TextRun) -> Verdict | None:
    """Whether a sentence says that taking part costs money; None where nothing in it could.

    With an amount that is the whole sentence, so that a reader sees what it is for.
    """
    found = amounts(sentence)
    if sentence.is_question and not found:
        return None
    if _is_ranked(reading, sentence, run):
        return Verdict("price", "", sentence, *found[0], because("prize")) if found else None
    place, against = found[0] if found else None, _NOTHING
    for amount in found:
        more = not_for_taking_part(reading, sentence, run, amount)
        if not more:
            return Verdict("price", "", sentence, _value(sentence, run, amount), len(sentence.words) - 1)
        against = against or more
    for first, last, more in () if is_label(reading, sentence, run) else sold(sentence, found):
        more = more or elsewhere(reading, sentence, run)
        if not more:
            return Verdict("price", "", sentence, first, last)
        place, against = place or Amount(first, last), against or more
    return Verdict("price", "", sentence, *place, against) if place is not None else None


def _value(sentence: Sentence, run: TextRun, amount: Amount) -> int:
    """The first word of what to show of a price: all of a row or a sentence, of a label and its value below the value."""
    if run.where.row is not None or CELL not in sentence.words[: amount.first]:
        return 0
    return max(i for i in range(amount.first) if sentence.words[i] == CELL) + 1


def _is_ranked(reading: Reading, sentence: Sentence, run: TextRun) -> bool:
    """Whether a numbered item begins with a place: "1. Platz: 500 Euro" is a prize."""
    if run.where.item is None or sentence.place(0)[1] or not sentence.is_a(0, "entry") or sentence.words[1:2] != [":"]:
        return False
    at = run.span(0, 1).start
    text = reading.page.source.text
    return _NUMBERED.fullmatch(text[:at].rpartition("\n")[2]) is not None
