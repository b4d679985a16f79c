"""Taking part in an event costs money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import shown
from ots_lint.checks._price_data import priced_data
from ots_lint.checks._price_free import free_parts, part_of
from ots_lint.checks._price_surroundings import (
    answers,
    in_column_of,
    is_below_entry,
    is_for_sponsors,
    is_label,
    is_sort_of_ticket,
    sells_tickets,
    travels,
    under_costs,
)
from ots_lint.meaning.amounts import Amount, amounts
from ots_lint.meaning.bearer import is_for_taking_part, is_said_of_another, segment
from ots_lint.meaning.clause import clause
from ots_lint.meaning.context import reasons
from ots_lint.meaning.elsewhere import speaks_of_others
from ots_lint.meaning.notes import CELL
from ots_lint.meaning.payables import ENTRY, EVENT, OTHER, is_article, is_ranked
from ots_lint.meaning.titles import is_legal_page
from ots_lint.meaning.verdict import Verdict, because, told_by

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.statement import Reason
    from ots_lint.ruleset.rule import Rule
    from ots_lint.text.run import TextRun

#: Texts that are read elsewhere, or name no price.
_ELSEWHERE = frozenset({"front-matter", "structured-data", "title", "alt"})
_DIGIT_OR_SIGN = re.compile(r"[\d€$£¥₹]")
#: An amount without a currency: "20.–".
_WHOLE = re.compile(r"\d[.,:/][-–—]")
_NUMBERED = re.compile(r"[\s>]*\d{1,2}[.)]\s+")
#: A label is a few words before a colon.
_LONGEST_LABEL = 4
#: Classes of words without which a thing costs nothing.
_MONEY = (ENTRY, "cost-heading", "currency", "donation")
_NOTHING: tuple[Reason, ...] = ()


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each sentence, list item, table row, and price in metadata."""
    reading = context.reading
    yield from priced_data(reading, rule.options)
    for verdict in verdicts(context, rule):
        if verdict.counts:
            yield Hit(verdict.span, {"seen": shown(reading, verdict.span, 90)}, verdict=verdict)


def verdicts(context: Context, rule: Rule) -> Iterator[Verdict]:
    """What could be a price of taking part, and what speaks against it."""
    reading = context.reading
    if is_legal_page(reading) or (context.relationship.inferred and reading.of_no_event):
        return
    cued = reading.units_with("fee-cue")
    to_sponsors = is_for_sponsors(reading)
    aside = not to_sponsors and reading.of_no_event and not sells_tickets(reading)
    free: frozenset[int | None] | None = None
    for number, group in enumerate(reading.units):
        run = reading.page.runs[group[0]]
        if run.kind in _ELSEWHERE or run.where.region == "nav" or not _may_cost(reading, number, cued=number in cued):
            continue
        for sentence in reading.sentences(number):
            verdict = _verdict(reading, sentence, run)
            if (
                verdict is not None
                and verdict.counts
                and ((to_sponsors and not _is_admission(sentence)) or (aside and not sentence.has(ENTRY)))
            ):
                verdict = verdict._replace(against=because("other-kind"))
            if verdict is not None and verdict.counts:
                free = free_parts(reading) if free is None else free
                if free and _is_free_here(reading, sentence, run, free):
                    verdict = verdict._replace(against=because("waived"))
            if verdict is not None:
                yield verdict
            if verdict is not None and verdict.counts and run.where.row is not None:
                break


def _is_free_here(reading: Reading, sentence: Sentence, run: TextRun, free: frozenset[int | None]) -> bool:
    """Whether other parts of the page say that taking part is free, and the sentence is in none about costs."""
    if part_of(reading, run) in free or sentence.has("mandatory") or _names_admission(sentence):
        return False
    return not under_costs(reading, run, sentence.unit.runs[0])


def _names_admission(sentence: Sentence) -> bool:
    """Whether a sentence begins with what is paid: "Entry 5 €", "Our tickets are 5 €"."""
    first = next((i for i in range(len(sentence.words)) if not sentence.is_a(i, "det")), 0)
    return sentence.is_a(first, ENTRY) and sentence.is_a(first, "cost-heading")


def _is_admission(sentence: Sentence) -> bool:
    """Whether what a page for sponsors says of money is said of an amount, and of what visitors pay."""
    return bool(amounts(sentence)) and sentence.has(ENTRY) and not sentence.has_any(("tier", "sponsoring"))


def _may_cost(reading: Reading, number: int, *, cued: bool) -> bool:
    """Whether a unit may say that something costs money; False is certain."""
    text = " ".join(reading.page.runs[i].text for i in reading.units[number])
    if _WHOLE.search(text):
        return True
    numbered = cued or _DIGIT_OR_SIGN.search(text) is not None
    return (numbered and reading.may_have(number, "currency")) or (cued and reading.may_state(number, "fee"))


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
        more = _no_fee(reading, sentence, run, amount)
        if not more:
            return Verdict("price", "", sentence, _value(sentence, run, amount), len(sentence.words) - 1)
        against = against or more
    for first, last, more in () if is_label(reading, sentence, run) else _sold(sentence, found):
        if not more:
            return Verdict("price", "", sentence, first, last)
        place, against = place or Amount(first, last), against or more
    return Verdict("price", "", sentence, *place, against) if place is not None else None


def _value(sentence: Sentence, run: TextRun, amount: Amount) -> int:
    """The first word of what to show of a price: all of a row or a sentence, of a label and its value below the value."""
    if run.where.row is not None or CELL not in sentence.words[: amount.first]:
        return 0
    return max(i for i in range(amount.first) if sentence.words[i] == CELL) + 1


def _sold(sentence: Sentence, found: list[Amount]) -> Iterator[tuple[int, int, tuple[Reason, ...]]]:
    """Where tickets are sold or a fee is asked for, without an amount, and what speaks against that."""
    for first, last, _ in sentence.matches("fee"):
        begin, end = clause(sentence, first, last)
        must = sentence.has("mandatory", begin, end) or sentence.has("obliged", begin, end)
        if any(begin <= amount.first <= end for amount in found) and not must:
            continue  # the amount has been judged already
        yield first, last, _not_sold(sentence, first, last)


def _not_sold(sentence: Sentence, first: int, last: int) -> tuple[Reason, ...]:
    denies = sentence.has("negator", first, last) or sentence.has("free", first, last)  # "not free", "no longer free"
    # "if you cannot afford a ticket" takes for granted that it costs something
    names = {"question", "past", "quoted"} | (set() if denies else {"negated", "wished"})
    taken_back = tuple(reason for reason in reasons(sentence, first, last, "fee") if reason.modifier in names)
    if taken_back:
        return taken_back
    value = next((i + 1 for i in range(last + 1, last + 4) if sentence.word(i) in {":", CELL}), None)
    if value is not None and (sentence.is_a(value, "waives") or sentence.is_a(value, "free")):
        return because("waived", sentence.words[value])  # "Cost of the course | none"
    begin, end = clause(sentence, first, last)
    if begin > 1 and sentence.words[begin - 1] == "(":
        begin = clause(sentence, begin - 2, begin - 2)[0]  # "the car park (with costs)"
    if sentence.has("includes", begin, end) and sentence.has(ENTRY, first, last):
        return ()  # "lunch is included in the ticket price"
    if sentence.has("free", begin, end) and not denies and not sentence.has("pays"):
        return told_by("waived", sentence, "free", begin, end)
    if not denies and _is_free_after_all(sentence, last):
        return told_by("waived", sentence, "free", last + 1)
    if is_said_of_another(sentence, begin, first) or _is_aside(sentence):
        return because("not-entry")
    if sentence.has("includes", first, last + 2) or sentence.states("entry-said", first, last):
        return ()  # "the ticket price includes food", "a materials fee"
    if not sentence.has(ENTRY, first, last):
        sides = told_by("other-kind", sentence, "tier", last + 1), told_by("other-kind", sentence, "tier", 0, first - 1)
        if any(sides):
            return sides[0] or sides[1]  # "sponsors can pay by card and get an invoice"
    return told_by("other-kind", sentence, "other-thing", begin, end)


def _is_free_after_all(sentence: Sentence, last: int) -> bool:
    """Whether what is sold costs nothing: "tickets are on sale, but free"."""
    free = sentence.all_of("free", last + 1, last + 4)
    return any(not any(map(str.isalpha, sentence.word(i + 1))) for i in free)


def _no_fee(reading: Reading, sentence: Sentence, run: TextRun, amount: Amount) -> tuple[Reason, ...]:
    """Why an amount is not what taking part costs; nothing: it is."""
    row = run.where.row is not None
    begin, end = (0, len(sentence.words) - 1) if row else segment(sentence, amount)
    against = (
        _taken_back(sentence, amount, begin, end)
        or _of_another_kind(sentence, amount, begin, end)
        or _labelled_as_other(sentence, amount)
    )
    if against:
        return against
    if travels(reading, run, sentence.unit.runs[0]) or _goes_there(sentence, begin):
        return because("travel")
    if speaks_of_others(reading, run, sentence.unit.runs[0]):
        return because("elsewhere")
    if reading.heading_has_word(run, "past"):
        return because("past")  # a list of what was, "In former years"
    if sentence.has("deposit", begin, end):
        return () if _is_kept(sentence) else told_by("returned", sentence, "deposit", begin, end)
    if sentence.has("donation", begin, end):
        return () if sentence.has("obliged") else told_by("voluntary", sentence, "donation", begin, end)
    if sentence.has_any(("donation", "pay-verb"), 0, begin) and sentence.has("obliged", begin, end):
        return ()  # "pay what you want, but 5 € at the least"
    if sentence.has("other-thing", begin, end) and _is_needed(sentence, amount):
        return ()  # "the kit (25 €) is required"
    if _is_of_an_item(sentence, run):
        return because("other-kind")
    if _recurs(sentence, amount) and not _is_of_event(sentence, begin, end):
        return because("not-entry")  # "we need 1,500 € a month"
    under = under_costs(reading, run, sentence.unit.runs[0]) or (row and in_column_of("cost-heading", reading, run))
    under = under or answers(sentence)
    alone = sentence.word(amount.first - 1) == CELL and amount.last == len(sentence.words) - 1
    if row and alone and in_column_of(ENTRY, reading, run) and not sentence.has(OTHER):
        return ()  # "Residents | £35" under "Admission"
    if row and alone and is_sort_of_ticket(reading, sentence, run):
        return ()
    entry = is_for_taking_part(sentence, amount, under_costs=under, whole=row)
    return () if entry else because("not-entry")


def _taken_back(sentence: Sentence, amount: Amount, begin: int, end: int) -> tuple[Reason, ...]:
    """Whether the price is history, a wish, denied, what others charge, or comes back."""
    found = {reason.modifier: reason for reason in reasons(sentence, amount.first, amount.last)}
    taken: list[str] = [name for name in ("past", "quoted") if name in found]
    told = "wished" in found and "question" not in found and not _is_of_next(sentence, amount)
    if told and not (sentence.has(ENTRY) or _is_for_who_comes(sentence, amount) or sentence.states("entry-said")):
        taken.append("wished")
    if taken:
        return tuple(found[name] for name in taken)
    if sentence.has("deposit", begin, end) and _is_kept(sentence):
        return ()  # "a deposit of 20 € that is not returned"
    if _is_aside(sentence):
        return because("optional")
    said = max((i for i in range(begin, amount.first) if sentence.words[i] == ":"), default=begin)  # "Not quite: 4 €"
    if sentence.is_a(begin, "option") and "," in sentence.words[begin : amount.first]:
        said = sentence.words.index(",", begin)  # "Who is no student, pays 5 €"
    denials = sum(_waives(sentence, i) for i in range(said, end + 1)) if sentence.has("waives") else 0
    if denials and not sentence.has("mandatory", begin, end) and not sentence.has("only", begin, end):
        if denials == 1 or not sentence.has("without", begin, end):
            return told_by("waived", sentence, "waives", begin, end)
    if sentence.has("usually", 0, end) or sentence.states("charged-elsewhere", max(begin - 1, 0), amount.first - 1):
        return told_by("elsewhere", sentence, "usually", 0, end) or because("elsewhere")
    if sentence.has("option") and sentence.has("desire") and not sentence.has("attend"):
        return told_by("optional", sentence, "option")  # "… if you want to stay for the play"
    behind = amount.last + 1
    if sentence.has("returned", behind) and sentence.has("get", behind) and not sentence.has("negator"):
        return because("returned")
    if sentence.has("get", amount.first - 2, amount.first - 1) and sentence.has("returned", behind, behind + 1):
        return because("returned")  # "get 10 € back"
    repaid = _is_repaid(sentence, behind) or sentence.states("unneeded", behind)
    return because("returned") if repaid else ()


def _is_of_next(sentence: Sentence, amount: Amount) -> bool:
    """Whether a condition is that of another amount further on: "12 € (6 € if you study)"."""
    return any(sentence.is_a(other.last + 1, "if") for other in amounts(sentence) if other.first > amount.last)


def _is_for_who_comes(sentence: Sentence, amount: Amount) -> bool:
    """Whether a condition before an amount is to come: "if you only come on Sunday it is 8 €"."""
    return sentence.is_a(0, "option") and sentence.has("attend", 1, amount.first - 1) and not sentence.has(OTHER)


def _is_aside(sentence: Sentence) -> bool:
    """Whether what a sentence prices is something more than taking part, or stands in an exercise."""
    return sentence.states("priced-aside")


def _is_repaid(sentence: Sentence, first: int) -> bool:
    """Whether a sentence says from a word on that the money comes back, and does not deny it."""
    found = (match.first for match in sentence.matches("repaid") if match.first >= first)
    return any(not sentence.has("negator", max(i - 2, 0), i) for i in found)


def _lacks_money(sentence: Sentence, without: int) -> bool:
    """Whether it is money that something is without: "without a fee", "without paying", "ohne zu zahlen"."""
    verb = without + 2 if sentence.is_a(without + 1, "preposition") else without + 1
    return sentence.has_any(_MONEY, without + 1, without + 3) or sentence.has_any(("cost-verb", "pay-verb"), verb, verb)


def _waives(sentence: Sentence, i: int) -> bool:
    """Whether a word denies the price; "non" of "non-members", "who are no members" denies only who they are."""
    if sentence.is_a(i, "without") and not _lacks_money(sentence, i):
        return False  # "a camp without a bed: 39 €", "people without a job"
    who = i + 2 if sentence.is_a(i + 1, "be") or sentence.is_a(i + 1, "indefinite") else i + 1
    if sentence.is_a(i, "negator") and sentence.has("returned", i + 1, i + 3):
        return False  # "25 €, which is not refunded"
    return sentence.is_a(i, "waives") and not (sentence.is_a(i, "non") and sentence.is_a(who, "taker"))


def _of_another_kind(sentence: Sentence, amount: Amount, begin: int, end: int) -> tuple[Reason, ...]:
    """Whether it is money that people are given, or that sponsors pay."""
    if sentence.states("entry-said", begin, end) or is_below_entry(sentence, amount):
        return ()  # "we invoice you 80 €"
    entries = [i for i in sentence.all_of("entry", begin, end) if not is_ranked(sentence, i)]
    if entries:
        verbs = all(sentence.is_a(i, "attend") for i in entries)  # "a grant of 500 € to attend"
        against = told_by("prize", sentence, "prize", begin, amount.first) if verbs else ()
        return against or told_by("other-kind", sentence, "tier", begin, end)
    against = told_by("other-kind", sentence, "tier", begin, end)
    if not against and not _is_price(sentence, amount, begin):
        against = told_by("prize", sentence, "prize", begin, end)
    return against or _listed_behind(sentence, amount)


def _is_price(sentence: Sentence, amount: Amount, begin: int) -> bool:
    """Whether a word that may be a prize, too, is a label for what is paid: "Preis: 15 €"."""
    prizes = sentence.all_of("prize", begin)
    if not prizes or not all(sentence.is_a(i, "cost-heading") and i < amount.first for i in prizes):
        return False
    return prizes == [0] and (sentence.word(1) in {":", CELL} or sentence.is_a(1, "passed"))


def _listed_behind(sentence: Sentence, amount: Amount) -> tuple[Reason, ...]:
    """Whether it is one of a list that money for others opens: "2025: a grant for Ghana (500 €); a day in Rio (250 €)"."""
    sold = any(not sentence.is_a(i, "attend") for i in sentence.all_of(ENTRY))
    if sold or ";" not in sentence.words[: amount.first]:
        return ()
    return told_by("prize", sentence, "prize", 0, sentence.words.index(";"))


def _recurs(sentence: Sentence, amount: Amount) -> bool:
    """Whether an amount is one of every month or year: "20 € per month"."""
    return sentence.has("period", amount.last + 1, amount.last + 3)


def _is_of_event(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether a part of a sentence names the event, or taking part in it."""
    if sentence.has("attend", begin, end):
        return True
    return any(sentence.is_a(i, EVENT) and not is_article(sentence, i) for i in range(begin, end + 1))


def _is_needed(sentence: Sentence, amount: Amount) -> bool:
    """Whether what an amount is for is required: "the kit (25 €) is required", and not "is not required"."""
    needed = sentence.all_of("needed", amount.last + 1, amount.last + 5)
    return any(not sentence.has("negator", amount.last + 1, i) for i in needed)


def _labelled_as_other(sentence: Sentence, amount: Amount) -> tuple[Reason, ...]:
    """Whether a label before an amount names something else: "Food: falafel next door, 12 €"."""
    colon = sentence.words.index(":") if ":" in sentence.words[:_LONGEST_LABEL] else 0
    if not 0 < colon < amount.first or any(sentence.has(name, 0, colon - 1) for name in (ENTRY, "event-price")):
        return ()
    against = told_by("other-kind", sentence, "other-thing", 0, colon - 1)
    return against or (() if _is_price(sentence, amount, 0) else told_by("prize", sentence, "prize", 0, colon - 1))


def _is_kept(sentence: Sentence) -> bool:
    """Whether a deposit does not come back."""
    returned = sentence.all_of("returned")
    denied = any(sentence.has("negator", clause(sentence, i, i)[0], clause(sentence, i, i)[1]) for i in returned)
    return (sentence.has("mandatory") and not returned) or denied or sentence.has("kept")


def _is_ranked(reading: Reading, sentence: Sentence, run: TextRun) -> bool:
    """Whether a numbered item begins with a place: "1. Platz: 500 Euro" is a prize."""
    if run.where.item is None or sentence.place(0)[1] or not sentence.is_a(0, "entry") or sentence.words[1:2] != [":"]:
        return False
    at = run.span(0, 1).start
    text = reading.page.source.text
    return _NUMBERED.fullmatch(text[text.rfind("\n", 0, at) + 1 : at]) is not None


def _is_of_an_item(sentence: Sentence, run: TextRun) -> bool:
    """Whether a sentence is a later one of a list item that begins with something else: "Wine. 6 bottles. 36 euros."."""
    if run.where.item is None or not sentence.index or sentence.has(ENTRY):
        return False
    opening = sentence.unit.sentences[0]
    return opening.has(OTHER) and not opening.has(ENTRY)


def _goes_there(sentence: Sentence, before: int) -> bool:
    """Whether what stands before a price is a way of getting there: "By bus 331, day ticket 7 €", "The tram needs …"."""
    first = next((i for i in range(before, len(sentence.words)) if not sentence.is_a(i, "det")), 0)
    if sentence.is_a(first, "travel") and not sentence.has_any(("event-price", "attend")):
        return True
    return any(
        sentence.is_a(i, "travel") and any(sentence.is_a(i - k, name) for k in (1, 2) for name in ("with", "by"))
        for i in range(1, before)
    )
