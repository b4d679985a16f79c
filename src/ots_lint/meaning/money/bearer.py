"""What an amount of money is the price of.

By default it is the price of something else. It is the price of taking part where the words that it belongs to say so:
a ticket, a seat, admission, the event itself with a verb of costing, or the people who take part; or where it stands
alone under a heading about costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.marks import ORG
from ots_lint.meaning.money.amounts import Amount, amounts
from ots_lint.meaning.money.payables import (
    ENTRY,
    EVENT,
    LABEL,
    OTHER,
    PRONOUN,
    TAKER,
    TELLING,
    Bearer,
    bearers,
    is_cost_of_thing,
    is_room_in,
    is_thing,
    is_unheard_of,
    nearest,
    noun_behind,
    others_of,
)
from ots_lint.meaning.money.whose import NEAR, is_for_who_pays, is_included_in_price, is_of_each_thing, is_of_who_comes
from ots_lint.meaning.page.event_page import names_a_day
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.text.initials import is_letters

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence

#: So many words, at most, stand before the amount in a label.
_LONGEST_LABEL = 4
#: Classes of verbs, of which a label has none.
_VERBS = ("be", "cost-verb", "charge-verb", "runs-fin", "gives-fin", "does-fin", "provides-fin")
_STOPS = frozenset({";", CELL, "–", "—", "(", ")", "?", "!"})


def segment(sentence: Sentence, amount: Amount) -> tuple[int, int]:
    """The part of a sentence around an amount: between commas, dashes, semicolons and the words that open clauses."""
    words = sentence.words
    start, end = amount.first, amount.last
    stops = _STOPS
    small = _before_small(sentence, amount)
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
        if words[start - 1] in stops or _opens(sentence, start - 1):
            break
        if words[start - 1] == "," and _has_bearer(sentence, start, amount.first - 1):  # not "the fee, set at 90 €"
            break
        start -= 1
    while end + 1 < len(words):
        if words[end + 1] in {*_STOPS, ",", "."} or sentence.is_a(end + 1, "clause-opener"):
            break
        verb = end + 3 if sentence.is_a(end + 2, "be") else end + 2
        if sentence.is_a(end + 1, "and") and sentence.is_any(verb, "pay-verb", "attend"):
            break  # "places are 12 euros and are paid for when you book"
        end += 1
    return start, end


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
    opens = _before_small(sentence, amount)
    if sentence.word(opens) == "(" and is_thing(sentence, opens - 1):
        return Bearer(opens - 1, "")  # "drivers buy a permit (£4)"
    return nearest(sentence, reversed(range(start, amount.first)))


def behind(sentence: Sentence, amount: Amount, end: int) -> Bearer | None:
    """What stands behind an amount in its segment: "25 € admission", "5 € per person", "3 € for a coffee"."""
    return nearest(sentence, range(amount.last, end + 1))


def is_said_of_another(sentence: Sentence, start: int, word: int) -> bool:
    """Whether a word that says "not free" is said of things that are no part of taking part: "servers cost money"."""
    itself, said_of = bearers(sentence)[word], nearest(sentence, reversed(range(start, word)))
    if (itself and itself.kind) or said_of is None or said_of.kind:
        return False
    verb = word - 2 if sentence.is_a(word - 1, "adv") else word - 1
    return sentence.is_a(verb, "be")


def _is_subject(sentence: Sentence, thing: int, before: int) -> bool:
    """Whether a thing is what a word further on is said of: "copies are subject to a fee of 3 €"."""
    at = sentence.back_over(thing, ("det", "adj"))
    return thing < before and not sentence.is_a(at, "preposition") and sentence.has("be", thing, before)


def _is_purpose(sentence: Sentence, thing: int, ticket: int) -> bool:
    """Whether a thing is what a ticket further on is for: "for the bus you need a ticket", but not "for the tea and a seat"."""
    if not thing < ticket or not sentence.is_a(sentence.before_noun(thing), "for"):
        return False
    if not sentence.is_a(thing - 1, "det") or sentence.has("and", thing, ticket):
        return False
    return sentence.is_a(0, "for") or sentence.has_any(("pronoun", "we"), thing, ticket)


def _charged_by_others(sentence: Sentence, start: int, amount: Amount) -> bool:
    """Whether somebody else is the one who charges: "Private schools ask 300 €"."""
    verbs = (i for i in range(start, amount.first) if sentence.is_a(i, "charge-verb"))
    verb = next((i for i in verbs if not sentence.is_a(i - 1, "det")), None)  # not "a charge of 4 €"
    if verb is None:
        return False
    if sentence.is_a(verb + 1, "we"):
        return False  # "for both days take we", where the verb stands second
    if any(sentence.is_a(i, EVENT) and sentence.is_a(i - 1, "this-event") for i in range(verb, amount.first)):
        return False  # "the school takes 22 € for this course"
    subject = nearest(sentence, reversed(range(start, verb))) or nearest(sentence, range(verb, amount.first))
    return subject is not None and subject.kind in {"", OTHER} and sentence.words[subject.word] != ORG


def _paid_by_us(sentence: Sentence, start: int, amount: Amount) -> bool:
    """Whether those who write pay it: "we pay the $95", "the hall costs us 400 €"."""
    for i in range(start, amount.first - 1):
        if sentence.is_a(i, "cost-verb") and not sentence.is_a(i, "pay-verb") and sentence.is_a(i + 1, "beneficiary"):
            return True
        if sentence.is_a(i, "cost-verb") and not sentence.is_a(i, "pay-verb") and _is_somebody(sentence, i + 1):
            return True
    verb = next((i for i in range(amount.first, start, -1) if sentence.is_a(i, "pay-verb")), None)
    if verb is None:
        return False
    return sentence.is_a(sentence.back_over(verb, ("aux", "adv")), "own")


def _is_somebody(sentence: Sentence, i: int) -> bool:
    """Whether the noun behind a verb of costing is neither the event nor in its titles: "heating costs the parish 22 €"."""
    return sentence.is_a(i, "det") and is_unheard_of(sentence, noun_behind(sentence, i))


def _is_beside(sentence: Sentence, start: int) -> bool:
    """Whether a clause only says for whom it is more or less than the amount before tells: "11 €, children 8 €"."""
    return any(a.last == start - 2 and sentence.words[start - 1] == "," for a in amounts(sentence))


def _is_asked_for(sentence: Sentence, start: int, amount: Amount) -> bool:
    """Whether readers are told to pay it, and nobody says what for: "please transfer 12 € by Friday"."""
    first = next((i for i in range(start, amount.first) if not sentence.is_a(i, "passed")), amount.first)
    if not sentence.is_a(first, "pay-verb"):
        return False
    right = nearest(sentence, range(amount.last, len(sentence.words)))
    behind = sentence.is_a(amount.last + 1, "for") and is_letters(sentence.word(amount.last + 2))  # not "bring 5 € mit"
    return not behind or (right is not None and right.kind in {EVENT, ENTRY, TAKER})


def _closes_label(sentence: Sentence, start: int, end: int, event: int, amount: Amount) -> bool:
    """Whether an amount ends what is said of an event: "single evening 8 €", "learn to code in a day for 49 €"."""
    if amount.last != end or sentence.has("own", start, end) or sentence.has("share", start, end):
        return False
    if event == amount.first - 1:
        return amount.first - start <= _LONGEST_LABEL
    between = range(event + 1, amount.first)
    return sentence.is_a(between[0], "for") and all(sentence.is_a(i, "passed") or i == between[0] for i in between)


def _is_verb(sentence: Sentence, start: int, word: int) -> bool:
    """Whether a word of a label is the verb of what stands before it: "this can cost 5 €", "the app costs 5 €"."""
    if not sentence.is_a(word, "cost-verb") or word == start or sentence.is_capital_noun(word):
        return False  # „die Kosten betragen 5 €“
    if sentence.is_a(word - 1, "aux"):
        return True
    named = bearers(sentence)[word - 1]
    return named is not None and named.kind in {"", OTHER} and sentence.word(word + 1) not in {":", CELL, "("}


def _label_head(sentence: Sentence, amount: Amount) -> Bearer | None:
    """What a label begins with, where that is taking part with something, or a ticket for another thing.

    "Taking part, with all meals: 48 €"; "Starting fee for the regatta: 6 €". None for any other label.
    """
    opens = amount.first - 2 if sentence.word(amount.first - 2).isdecimal() else amount.first  # "12 to 31 €"
    if sentence.word(opens - 1) not in {":", CELL}:
        return None
    taken = sentence.is_a(0, TAKER) and sentence.has("includes", 2, amount.first)  # "Adults, lunch included | £16"
    at = next((i for i in range(3) if sentence.is_any(i, ENTRY, "attend")), 0 if taken else None)
    if at is None or sentence.has(OTHER, last=at):
        return None
    head = bearers(sentence)[at]
    if head is not None and head.kind == OTHER:
        return head
    with_it = sentence.word(at + 1) in {",", "("} or sentence.is_a(at + 1, "includes")
    return Bearer(at, ENTRY) if with_it else None


def _buys_thing(sentence: Sentence, right: Bearer | None) -> bool:
    """Whether a thing with an article stands behind an amount: "all can join: for 15 € you get a router"."""
    if right is None or right.kind not in {"", PRONOUN}:
        return False
    return any(is_thing(sentence, i) for i in range(right.word, len(sentence.words)))


def _sells_thing(sentence: Sentence, start: int, end: int, amount: Amount) -> bool:
    """Whether a clause opens with the price of a thing, of which it names nothing else: "for 15 € you can buy a router"."""
    at = amount.first - 1
    opens = sentence.is_a(at, "for") and (at == start or sentence.word(at - 1) in {":", ","})
    told = any(found and found.kind in {ENTRY, EVENT} for found in bearers(sentence)[amount.last : end + 1])
    return opens and not told and _buys_thing(sentence, behind(sentence, amount, end))


def _is_given(sentence: Sentence, left: Bearer | None, amount: Amount) -> bool:
    """Whether those who take part get it: "the best team gets £500"."""
    return left is not None and left.kind == TAKER and sentence.is_a(amount.first - 1, "get")


def _is_beside_day(sentence: Sentence, start: int, end: int, amount: Amount) -> bool:
    """Whether an amount stands alone in a line that says when something is: "Saturday, 4 May, Town Hall, 12 €"."""
    parted = sentence.word(_before_small(sentence, amount)) in {",", CELL, "·", "•"}
    if not parted or amount.last != end or sentence.has_any((OTHER, "be", "own", "tier", "prize", "travel")):
        return False
    if sentence.capital_nouns:  # where "5 Personen" looks like "4 May"
        return sentence.has("calendar")
    return names_a_day(" ".join(sentence.words), lambda word: sentence.language.is_a(word, "calendar"))


def _is_listed(sentence: Sentence, end: int, amount: Amount) -> bool:
    """Whether an amount ends one part of a sentence without a verb: "summer course, five afternoons, 60 €"."""
    if sentence.word(amount.first - 1) != "," or amount.last != end:
        return False
    return sentence.has(TAKER) and not sentence.has_any((OTHER, "own", "tier", "prize", "travel", *_VERBS))


def _before_small(sentence: Sentence, amount: Amount) -> int:
    """The word before an amount, and before such as "only", "a"."""
    at = amount.first - 1
    while sentence.is_a(at, "passed") and not sentence.is_a(at, "for"):
        at -= 1
    return at


def _with_it(sentence: Sentence, start: int, thing: Bearer) -> Bearer:
    """What a thing before an amount is included in: "a seat with coffee: 9 €"; where nothing is named, the thing."""
    includes = next((i for i in range(start, thing.word) if sentence.is_a(i, "includes")), start)
    return nearest(sentence, reversed(range(start, includes))) or thing


def _follows_free(sentence: Sentence, amount: Amount) -> bool:
    """Whether it is the price of what is free at first: "the first time is free, then 5 €"."""
    begin = next((i for i in range(amount.first, 0, -1) if sentence.words[i] in {",", ";", "–"}), 0)
    then = sentence.has("afterwards", begin, amount.first)
    return then and sentence.has("free", last=begin) and not sentence.has(OTHER, begin, amount.first)


def _includes(sentence: Sentence, start: int, end: int, amount: Amount) -> bool:
    """Whether something is said to be included; not "reckon with 5 €", nor by the particle of "bringt 2 € mit"."""
    return any(i != amount.first - 1 for i in sentence.all_of("includes", start, end - 1))


def _is_relative(sentence: Sentence, word: int) -> bool:
    return sentence.is_a(word, "relative") and sentence.word(word - 1) == ","


def _opens_with_purpose(sentence: Sentence, start: int, pronoun: int) -> bool:
    """Whether what the money is taken for stands first, and is not the event: "for a second badge we charge 5 €"."""
    if not sentence.is_a(start, "for"):
        return False
    return sentence.is_a(start + 1, "det") and is_unheard_of(sentence, noun_behind(sentence, start + 1))


def is_for_taking_part(
    sentence: Sentence, amount: Amount, *, under_costs: bool, whole: bool, dated: bool = True
) -> bool:
    """Whether an amount is the price of taking part.

    `under_costs`: it stands under a heading, or in a column, about costs; `whole`: the whole sentence is one segment,
    as the cells of a table row are; `dated`: a line that says when something is may be about the event.
    """
    start, end = (0, len(sentence.words) - 1) if whole else segment(sentence, amount)
    left, right = before(sentence, start, amount), behind(sentence, amount, end)
    if left is not None and left.kind == TAKER and _is_beside(sentence, start):
        return False
    if is_of_each_thing(sentence, start, left, right) and not sentence.states("entry-said"):
        return False
    head = _label_head(sentence, amount)
    if head is not None:
        told = sentence.matches("entry-said") if head.kind == OTHER else ()  # "we share the rent of the hall: 6 € each"
        return head.kind != OTHER or any(match.first < amount.first <= match.last for match in told)
    includes = _includes(sentence, start, end, amount)
    if includes and is_included_in_price(sentence, amount, right):
        return True
    if includes and left is not None and left.kind == OTHER:
        left = _with_it(sentence, start, left)
        if left.kind == OTHER:
            return False  # "a pizza with a drink is 8 €"
    others = [i for i in others_of(sentence) if start <= i <= end]
    purposed = any(sentence.is_a(sentence.before_noun(i), "for") for i in others)  # "for lunch we ask 8 € of everybody"
    if sentence.states("entry-said", start, end) and not purposed and not any(is_room_in(sentence, i) for i in others):
        return True  # "we invoice you 80 €"
    if _charged_by_others(sentence, start, amount) or _paid_by_us(sentence, start, amount):
        return False
    if _is_given(sentence, left, amount) or _sells_thing(sentence, start, end, amount):
        return False
    entered = right is not None and right.kind == ENTRY and bool(others) and right.word < min(others)
    if others and not includes and not entered:  # but "£4 pays for your seat and a cup of tea"
        if left is None or left.kind != ENTRY or any(left.word < i < amount.first for i in others):
            return False
        return not any(_is_subject(sentence, i, left.word) or _is_purpose(sentence, i, left.word) for i in others)
    if under_costs and right is not None and right.kind == TAKER and sentence.word(amount.first - 1) == CELL:
        return True  # "Sound archives | 15 February | £6 a head"
    if any(found is not None and found.kind == ENTRY for found in bearers(sentence)[start : end + 1]):
        return True
    paid = sentence.has("cost-verb", start, end)
    if paid and any(not sentence.has("free", i, i + NEAR) for i in sentence.all_of("attend")):
        return True  # "please transfer £12 to take part", but not "the bus is 12 €, taking part is free"
    for_it = sentence.is_a(_before_small(sentence, amount), "for") and not _buys_thing(sentence, right)
    if for_it and sentence.has("attend", start, amount.first):
        return True  # "book now for £15"
    if for_it and sentence.has("attend", amount.last, amount.last + NEAR):
        return True  # the same where the verb stands last
    if sentence.has("attend", amount.last, amount.last + NEAR) and sentence.has("be", start, amount.last + 1):
        return True  # "it is a tenner to join", "with 15 € are you in"
    if left is not None and left.kind == LABEL and _is_verb(sentence, start, left.word):
        left = nearest(sentence, reversed(range(start, left.word)))  # "this can cost …" is a verb, no label
    if dated and _is_beside_day(sentence, start, end, amount):
        return True
    if _follows_free(sentence, amount) and (right is None or right.kind in {TAKER, ENTRY}):
        return True
    suits = right is None or bool(right.kind) or includes
    asked = (left is None or left.kind == PRONOUN) and _is_asked_for(sentence, start, amount)
    asked = asked and (right is None or right.kind not in {OTHER, PRONOUN, LABEL})
    if left is None:
        if asked:
            return True
        if right is None or right.kind == LABEL or includes:
            return under_costs or includes or (paid and is_for_who_pays(sentence, start))
        said = under_costs or paid or (amount.first == start and sentence.is_a(amount.last + 1, "for"))
        return right.kind == TAKER or (
            right.kind == EVENT and said
        )  # "reckon on 20 € for the day", "15 € for both days"
    if left.kind in {LABEL, TAKER}:
        ours = sentence.is_a(left.word, "attend") and sentence.is_a(left.word - 1, "we")  # "we book a van for 40 €"
        return not ours and (left.kind == TAKER or not is_cost_of_thing(sentence, left.word))
    if sentence.is_a(left.word, "det") or left.kind == PRONOUN:
        earlier = nearest(sentence, reversed(range(start)))  # "if you bring a tent, that costs 42 €"
        if earlier is not None and earlier.kind == OTHER:
            return False
        if earlier is not None and earlier.kind == ENTRY and _is_relative(sentence, left.word):
            return True  # "you need a ticket, which is 20 €"
    if left.kind == EVENT and sentence.is_a(left.word, "day-word") and not dated and not under_costs:
        return False  # "Judo | Monday | 42 €" in a list of courses
    if left.kind == EVENT and right is None and _closes_label(sentence, start, end, left.word, amount):
        return True
    if left.kind == EVENT:
        said = paid or under_costs or includes or sentence.has("be", left.word, amount.first)
        said = said or _is_listed(sentence, end, amount)
        return suits and (said or sentence.words[amount.first - 1] in {":", "):", CELL, "("})
    if left.kind == PRONOUN:
        return asked or (paid and suits and not _opens_with_purpose(sentence, start, left.word))
    if right is not None and right.kind == TAKER:
        return paid or (under_costs and sentence.is_a(0, "people"))  # "Friends of the museum | 7 € a head"
    return right is not None and right.kind == EVENT and paid and is_of_who_comes(sentence, amount)
