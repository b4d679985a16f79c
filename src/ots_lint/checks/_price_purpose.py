"""What an amount is paid for, told from its words and from what stands around them: why it is not for taking part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.checks._price_surroundings import (
    answers,
    heads_other_things,
    heads_raffle,
    in_column_of,
    is_below_entry,
    is_sort_of_ticket,
    travels,
    under_costs,
)
from ots_lint.checks._price_waived import is_kept, taken_back
from ots_lint.meaning.money.amounts import Amount, amounts
from ots_lint.meaning.money.bearer import is_for_taking_part
from ots_lint.meaning.money.corrected import corrected
from ots_lint.meaning.money.ledgers import is_in_ledger
from ots_lint.meaning.money.payables import (
    ENTRY,
    EVENT,
    LABEL,
    OTHER,
    TAKER,
    bearers,
    belongs_to_noun,
    is_ranked,
    others_of,
)
from ots_lint.meaning.money.segment import segment
from ots_lint.meaning.page.days import is_held_on_another_day, is_on_another_day, is_on_its_day
from ots_lint.meaning.page.elsewhere import speaks_of_others
from ots_lint.meaning.sentence.context import reasons
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.meaning.sentence.verdict import because, told_by
from ots_lint.text.initials import is_letters

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Reason
    from ots_lint.text.run import TextRun


#: A label is a few words before a colon.
_LONGEST_LABEL = 4


def not_for_taking_part(reading: Reading, sentence: Sentence, run: TextRun, amount: Amount) -> tuple[Reason, ...]:
    """Why an amount is not what taking part costs; nothing: it is."""
    row = run.where.row is not None
    instead = corrected(sentence, amount)
    if instead is not None and any(bearers(sentence)[: instead.denial]):
        amount = instead.amount  # "entry is not 5 € but 8 €": the second is the price of what the first is
    begin, end = (0, len(sentence.words) - 1) if row else segment(sentence, amount)
    if compelled := _compelled(sentence):
        other = any(begin <= i <= end and i not in compelled for i in others_of(sentence))
        return because("other-kind") if other else elsewhere(reading, sentence, run)
    against = (
        taken_back(sentence, amount, begin, end, instead.denial if instead else amount.first)
        or _of_another_kind(sentence, amount, begin, end)
        or _labelled_as_other(sentence, amount)
    )
    if against:
        return against
    if is_for_works(sentence, amount.first):
        return because("other-kind")
    if _goes_there(sentence, begin, amount.first):
        return because("travel")
    if against := elsewhere(reading, sentence, run):
        return against
    if sentence.has("deposit", begin, end):
        return () if is_kept(sentence) else told_by("returned", sentence, "deposit", begin, end)
    if sentence.has("donation", begin, end):
        return () if _obliges(sentence) else told_by("voluntary", sentence, "donation", begin, end)
    if sentence.has_any(("donation", "pay-verb"), last=begin) and sentence.has("obliged", begin, end):
        return ()  # "pay what you want, but 5 € at the least"
    if sentence.has("other-thing", begin, end) and _is_needed(sentence, amount):
        return ()  # "the kit (25 €) is required"
    if _is_of_an_item(sentence, run) or (heads_other_things(reading, run) and not _names_entry(sentence, amount)):
        return because("other-kind")
    if row and in_column_of("period", reading, run) and not sentence.has(ENTRY):
        return because("not-entry")  # "Full | £38" under "Monthly"
    if _is_lodging(sentence, amount) or _is_more_of_thing(sentence, begin, end):
        return because("other-kind")
    if _recurs(sentence, amount) and not _is_of_event(sentence, begin, end):
        return because("not-entry")  # "we need 1,500 € a month"
    under = under_costs(reading, run, sentence.unit.runs[0]) or (row and in_column_of("cost-heading", reading, run))
    asked = answers(reading, sentence)
    if asked and sentence.is_a(0, "affirmation") and not sentence.has(OTHER, last=end):
        return ()  # "Do I have to pay?" – "Yes, 9 € a head"
    under = under or asked
    alone = sentence.word(amount.first - 1) == CELL and _is_followed_by_amounts(sentence, amount)
    if row and alone and in_column_of(ENTRY, reading, run) and not sentence.has(OTHER):
        return ()  # "Residents | £35" under "Admission"
    if row and alone and is_sort_of_ticket(reading, sentence, run):
        return ()
    dated = _announces_event(reading, sentence, run)
    entry = is_for_taking_part(sentence, amount, under_costs=under, whole=row, dated=dated)
    return () if entry else because("not-entry")


def _compelled(sentence: Sentence) -> set[int]:
    """The words by which a gift of money is the condition of coming in: "no donation, no seat"; not what was so once."""
    found = sentence.matches("compels")
    if not found or any(r.modifier in {"past", "quoted"} for m in found for r in reasons(sentence, m.first, m.last)):
        return set()
    return {i for match in found for i in range(match.first, match.last + 1)}


def _obliges(sentence: Sentence) -> bool:
    """Whether somebody must give: not "nobody must", "it is not compulsory"."""
    return any(
        not sentence.has("waives", max(sentence.back_over(i, ("be", "aux")) - 1, 0), i - 1)
        for i in sentence.all_of("obliged")
    )


def elsewhere(reading: Reading, sentence: Sentence, run: TextRun) -> tuple[Reason, ...]:
    """Whether a sentence stands in a part of the page that is about the way there, a raffle, a budget, others, another day, or what was."""
    if travels(reading, run, sentence.unit.runs[0]):
        return because("travel")
    if heads_raffle(reading, run) or is_in_ledger(reading, run):
        return because("other-kind")
    if speaks_of_others(reading, run, sentence.unit.runs[0]) or is_on_another_day(reading, sentence, run):
        return because("elsewhere")
    if is_held_on_another_day(reading, sentence):
        return because("other-event")
    if reading.heading_has_word(run, "past"):
        return because("past")  # a list of what was, "In former years"
    return ()


def _announces_event(reading: Reading, sentence: Sentence, run: TextRun) -> bool:
    """Whether a line with a day in it may be about the page's event: one of a list of many things is about its own."""
    if is_on_its_day(reading, sentence, run):
        return True
    return run.where.region != "footer" and (not reading.own_days or (run.where.item is None and run.where.row is None))


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
    if not against and not _is_price(sentence, begin):
        against = told_by("prize", sentence, "prize", begin, end)
    return against or _listed_behind(sentence, amount)


def _is_price(sentence: Sentence, begin: int) -> bool:
    """Whether a word that may be a prize, too, is a label for what is paid: "Preis: 15 €"."""
    named = 1 if sentence.is_a(0, "det") else 0
    if sentence.all_of("prize", begin) != [named] or not sentence.is_a(named, "cost-heading"):
        return False
    if sentence.is_a(named + 1, "cost-verb"):
        return True  # "der Preis beträgt 5 €"
    return not named and (sentence.word(1) in {":", CELL} or sentence.is_a(1, "passed"))


def _listed_behind(sentence: Sentence, amount: Amount) -> tuple[Reason, ...]:
    """Whether it is one of a list that money for others opens: "2025: a grant for Ghana (500 €); a day in Rio (250 €)"."""
    sold = any(not sentence.is_a(i, "attend") for i in sentence.all_of(ENTRY))
    if sold or ";" not in sentence.words[: amount.first]:
        return ()
    return told_by("prize", sentence, "prize", last=sentence.words.index(";"))


def _names_entry(sentence: Sentence, amount: Amount) -> bool:
    """Whether a ticket or the like is named, but for what a row says that one gets for an amount: "Gold | 900 € | two tickets"."""
    gets = CELL in sentence.words[: amount.first] and CELL in sentence.words[amount.last :]
    return sentence.has(ENTRY, last=amount.last if gets else None)


def _recurs(sentence: Sentence, amount: Amount) -> bool:
    """Whether an amount is one of every month or year: "20 € per month"."""
    if sentence.has("period", amount.last, amount.last + 3):
        return True
    paid = (i + 1 for i in sentence.all_of("period", last=amount.first))
    return any(sentence.is_any(i, ENTRY, LABEL) for i in paid)  # "a monthly contribution of 10 €"


def _is_followed_by_amounts(sentence: Sentence, amount: Amount) -> bool:
    """Whether nothing but further amounts, and for whom they are, stands behind one: "Students | 10 € | 15 €"."""
    rest = {i for other in amounts(sentence) for i in range(other.first, other.last + 1)}
    behind = [i for i in range(amount.last + 1, len(sentence.words)) if i not in rest]
    return all(not is_letters(sentence.words[i]) or sentence.is_a(i, TAKER) for i in behind)


def _is_lodging(sentence: Sentence, amount: Amount) -> bool:
    """Whether an amount is one for each night, and no title speaks of one: "$169 / night"."""
    nights = sentence.all_of("overnight", amount.last, amount.last + 3)
    return any(sentence.words[i].lower() not in sentence.notes.facts.titles for i in nights)


def _is_more_of_thing(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause is about more time with a thing that is named before: "bikes are free, each further day is 5 €"."""
    if not any(sentence.has(EVENT, i - 1, i + 1) for i in sentence.all_of("further", start, end)):
        return False
    return any(i < start for i in others_of(sentence))


def _is_of_event(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether a part of a sentence names the event, or taking part in it."""
    if sentence.has("attend", begin, end):
        return True
    return any(sentence.is_a(i, EVENT) and not belongs_to_noun(sentence, i) for i in range(begin, end + 1))


def _is_needed(sentence: Sentence, amount: Amount) -> bool:
    """Whether what an amount is for is required: "the kit (25 €) is required", and not "is not required"."""
    needed = sentence.all_of("needed", amount.last, amount.last + 5)
    return any(not sentence.has("negator", amount.last, i) for i in needed)


def _labelled_as_other(sentence: Sentence, amount: Amount) -> tuple[Reason, ...]:
    """Whether a label before an amount names something else: "Food: falafel next door, 12 €"."""
    colon = sentence.words.index(":") if ":" in sentence.words[:_LONGEST_LABEL] else 0
    if not 0 < colon < amount.first or any(sentence.has(name, last=colon) for name in (ENTRY, "event-price")):
        return ()
    against = told_by("other-kind", sentence, "other-thing", last=colon)
    if against or _is_price(sentence, 0) or sentence.states("entry-said"):
        return against
    return told_by("prize", sentence, "prize", last=colon)


def _is_of_an_item(sentence: Sentence, run: TextRun) -> bool:
    """Whether a sentence is a later one of a list item that begins with something else: "Wine. 6 bottles. 36 euros."."""
    if run.where.item is None or not sentence.index or sentence.has(ENTRY):
        return False
    opening = sentence.unit.sentences[0]
    return opening.has(OTHER) and not opening.has(ENTRY)


def is_for_works(sentence: Sentence, first: int) -> bool:
    """Whether the money is for using what was made for the event: "who reuses the lesson plans pays a fee of 200 €"."""
    named = sentence.has_any(("material", "recording"), last=first) and sentence.has("share", last=first)
    return named and not sentence.has_any((ENTRY, EVENT))


def _goes_there(sentence: Sentence, before: int, amount: int) -> bool:
    """Whether what stands before a price is a way of getting there: "By bus 331, day ticket 7 €", "The tram needs …"."""
    entries = sentence.all_of(ENTRY)
    rides = entries and all(sentence.is_a(i, "fare") for i in entries)
    opens = 0 if rides else before  # "Tram 1, Town Hall; the ticket costs 2 €"
    first = next(i for i in range(opens, len(sentence.words)) if not sentence.is_a(i, "det"))
    if sentence.has("travel", first, first + 1) and not sentence.has_any(("event-price", "attend")):
        return True  # "The island ferry"
    if rides and not sentence.has("event-price") and _rides_first(sentence, min(amount, entries[0])):
        return True
    return any(
        sentence.is_a(i, "travel") and any(sentence.is_a(i - k, name) for k in (1, 2) for name in ("with", "by"))
        for i in range(1, before)
    )


def _rides_first(sentence: Sentence, ticket: int) -> bool:
    """Whether a phrase before a ticket says with what one comes, or what it is for: "For the bus, the ticket costs 2 €"."""
    return any(
        sentence.is_a(i, "travel") and sentence.has_any(("for", "with", "by", "in", "preposition"), i - 2, i - 1)
        for i in range(1, ticket)
    )
