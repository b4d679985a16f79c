"""The words of a sentence that an amount may belong to: tickets, things, those who take part, and nouns that tell nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.sentence.event_words import is_titled
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.text.initials import is_capitalised, is_letters
from ots_lint.text.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ots_lint.meaning.sentence.lines import Sentence

#: Classes that tell what an amount is for, the most telling first.
ENTRY, OTHER, EVENT, TAKER, LABEL = "entry", "other-thing", "event-price", "taker", "cost-heading"
PRONOUN = "pronoun"
TELLING = (ENTRY, OTHER, TAKER, EVENT, LABEL)
#: Classes of words that name nothing: they are passed over on the way to what an amount belongs to.
_PASSED = (
    "passed",
    "det",
    "cost-verb",
    "preposition",
    "aux",
    "adv",
    "be",
    "for",
    "at",
    "in",
    "with",
    "number-word",
    "currency",
)
#: So many words behind a word for a seat, at most, stands what it is in.
_REACH = 4
#: So many words before what a share is for, at most, stands who gives it: "everyone chips in £5 for the room".
_SHARED = 6
#: The kind of contribution that rooms are.
_VENUE = "venue"
_ORDINAL = lazy(r"\d{1,2}\.|\d{1,2}(?:st|nd|rd|th)")
_ADDRESS = lazy(r"[\w-]++(?:\.[\w-]++)*\.\p{L}{2,}")


class Bearer(NamedTuple):
    """What an amount belongs to on one side of it: the word, and the class that tells (empty for another noun)."""

    word: int
    kind: str


def nearest(sentence: Sentence, places: Iterable[int]) -> Bearer | None:
    """The first of some places whose word tells what is priced, or who pays; else the first noun among them."""
    noun: Bearer | None = None
    known = bearers(sentence)
    for i in places:
        found = known[i]
        if found is not None and found.kind:
            if noun is not None and belongs_to_noun(sentence, i):
                return noun  # "das" of "das Taxi kostet …"
            if found.kind == PRONOUN and noun is not None and sentence.is_a(noun.word - 1, "det"):
                return noun  # "it is nice that the board costs …"
            return found
        noun = noun or found
    return noun


def is_thing_with_article(sentence: Sentence, i: int) -> bool:
    """Whether a noun that tells nothing stands there with an article of its own: "a permit"."""
    named = bearers(sentence)[i]
    at = i - 1
    while sentence.is_a(at, "adj") and not sentence.is_a(at, "det"):
        at -= 1
    looks_like_adjective = named is None and sentence.is_a(i, "adj") and at == i - 1  # "un routeur"
    if looks_like_adjective and "adjectives-follow" in sentence.language.traits:
        return sentence.is_a(at, "indefinite") and not sentence.is_any(i, *TELLING, *_PASSED)
    return named is not None and not named.kind and sentence.is_a(at, "indefinite")


def belongs_to_noun(sentence: Sentence, i: int) -> bool:
    """Whether a word only belongs to a noun behind it that tells nothing, with nothing but adjectives between."""
    if not sentence.is_a(i, "det"):
        return False
    noun = noun_of_article(sentence, i)
    named = bearers(sentence)[noun] if noun < len(sentence.words) else None
    return named is not None and not named.kind


def bearers(sentence: Sentence) -> list[Bearer | None]:
    """`_bearer` of each word: a sentence with many amounts asks for all of them again and again."""
    if "bearers" not in sentence.known:
        where = _where_it_is_had(sentence)
        sentence.known["bearers"] = [None if i in where else _bearer(sentence, i) for i in range(len(sentence.words))]
    found: list[Bearer | None] = sentence.known["bearers"]
    return found


def _where_it_is_had(sentence: Sentence) -> frozenset[int]:
    """The words that only say where or how a thing before them is had: "drinks on site 2 €", "a stand (on booking): 5 €"."""
    ways = [(way.first, way.last) for way in sentence.matches("attended") if _is_behind_thing(sentence, way.first)]
    ways += [(i - 1, i) for i in sentence.all_of(ENTRY) if _is_bracketed_way(sentence, i)]
    return frozenset(i for first, last in ways for i in range(first, last + 1))


def _is_behind_thing(sentence: Sentence, way: int) -> bool:
    """Whether what stands before a way to attend, with no sign between, is a thing: "lunch at noon on site"."""
    begin = max(way - _REACH, 0)
    begin = next((i + 1 for i in range(way - 1, begin - 1, -1) if not is_letters(sentence.words[i])), begin)
    return sentence.has(OTHER, begin, way - 1) and not sentence.has(ENTRY, begin, way - 1)


def _is_bracketed_way(sentence: Sentence, i: int) -> bool:
    """Whether brackets hold nothing but a word for a booking and what leads to it: "(on booking)"."""
    led = sentence.is_any(i - 1, "preposition", "at", "in", "with", "for", "where")
    return led and sentence.word(i - 2) == "(" and sentence.word(i + 1)[:1] == ")" and i > 2


def _bearer(sentence: Sentence, i: int) -> Bearer | None:
    word = sentence.words[i]
    if any(is_no_bearer(sentence, i) for is_no_bearer in (_is_place_of_payment, _is_left_out, _is_of_people)):
        return None
    if sentence.is_a(i, "month") or (sentence.is_a(i, "calendar") and sentence.is_a(i - 1, "preposition")):
        return None  # "by 14 March", "on Saturday"
    for kind in TELLING:
        if kind == TAKER and (_is_one_more(sentence, i) or _describes(sentence, i)):
            continue
        if sentence.is_a(i, kind) and not (kind == OTHER and _is_booking(sentence, i)):
            of_another = kind == ENTRY and any(is_other(sentence, i) for is_other in _OF_ANOTHER)
            of_another = of_another or (kind == LABEL and (is_for_thing(sentence, i) or sentence.is_a(i - 1, "rank")))
            return Bearer(i, OTHER if of_another else kind)  # "a bus ticket", "1. Platz", "första pris"
    if (not is_letters(word) and word not in {ORG, CREW}) or _ADDRESS.fullmatch(word):
        return None  # "… on tickets.example" is where they are sold
    if sentence.is_a(i, "neuter") and not sentence.place(i)[1] and sentence.is_a(i + 1, "cost-verb"):
        return Bearer(i, PRONOUN)  # "Es kostet 15 €" at the beginning of a text: nothing else is named yet
    if sentence.is_any(i, *_PASSED) or (sentence.is_a(i, "adj") and not sentence.is_capital_noun(i)):
        return None
    return Bearer(i, PRONOUN if sentence.is_any(i, "pronoun", "we") else "")


def _is_one_more(sentence: Sentence, i: int) -> bool:
    """Whether a word that may mean people belongs to one: "each further sheet", "each Saturday"."""
    return sentence.is_a(i + 1, "further") or (
        sentence.is_a(i + 1, "day-word") and not sentence.is_a(i + 1, "crew-link")
    )


def _describes(sentence: Sentence, i: int) -> bool:
    """Whether a word that may mean people only describes the noun behind it: "externe Monitore"."""
    if not sentence.capital_nouns or not sentence.is_a(i, "adj"):
        return False
    return is_capitalised(sentence.word(i + 1)) and not sentence.is_any(i + 1, *TELLING)


def _is_booking(sentence: Sentence, i: int) -> bool:
    """Whether what looks like a thing is a verb of taking part: "book now", "to book"."""
    if not sentence.is_a(i, "attend"):
        return False
    return sentence.is_a(i - 1, "preposition") if i else sentence.word(1) not in {":", CELL}


def is_ranked(sentence: Sentence, i: int) -> bool:
    """Whether an ordinal stands before a word for a seat, which then is a place that is won."""
    return _ORDINAL.fullmatch(sentence.word(i - 1)) is not None or sentence.is_a(i - 1, "rank")


def _is_rate(sentence: Sentence, i: int) -> bool:
    """Whether a word is the rate at which another thing is sold: "lunch at the usual fee"."""
    at = i - 1 if sentence.is_a(i - 1, "where") else i - 2
    return sentence.is_a(at, "where") and sentence.is_a(at - 1, OTHER)


def _is_to_another(sentence: Sentence, i: int) -> bool:
    """Whether a ticket is one for another thing, which stands before it: "a bus ticket"."""
    return sentence.is_any(i - 1, OTHER, "lasting")


def _is_to_elsewhere(sentence: Sentence, i: int) -> bool:
    """Whether it is admission to something that is not this event: "admission to the galleries"."""
    held = sentence.is_a(i + 1, "into-the")  # "entrée au château"
    if not held and not sentence.is_a(i + 1, "into"):
        return False
    at = i + 2 if sentence.is_a(i + 2, "det") else i + 1
    if at == i + 1 and _is_name_of_another(sentence, i + 2):
        return True  # "tickets to Hamlet"
    if at == i + 1 and not held and not sentence.capital_nouns:
        return False  # "to get in"; where nouns are capitalised, the article may be in the preposition
    noun = noun_of_article(sentence, at)
    if sentence.is_a(noun, "visited"):
        return not is_titled(sentence, sentence.word(noun))
    return not sentence.is_a(i + 2, "this-event") and is_unheard_of(sentence, noun)


def noun_of_article(sentence: Sentence, det: int) -> int:
    """The noun that an article belongs to. Many a noun looks like an adjective ("play"): the last one is the noun."""
    at = det + 1
    if sentence.capital_nouns:
        while sentence.is_a(at, "adj") and not is_capitalised(sentence.word(at)):
            at += 1
        return at
    if "adjectives-follow" in sentence.language.traits:
        return at
    while sentence.is_a(at, "adj") and _goes_on(sentence, at + 1):
        at += 1
    return at


def _goes_on(sentence: Sentence, i: int) -> bool:
    """Whether a word may belong to the noun that an adjective before it does."""
    return is_letters(sentence.word(i)) and not sentence.is_any(i, *_PASSED, "and", "includes")


def is_unheard_of(sentence: Sentence, noun: int) -> bool:
    """Whether a word is a noun that names neither the event nor those who take part, nor any word of the page's titles."""
    if not is_letters(sentence.word(noun)):
        return False
    if sentence.is_any(noun, *TELLING, *_PASSED, "attend", "all", "event", "pronoun"):
        return sentence.is_a(noun, OTHER)
    return sentence.word(noun).lower() not in sentence.notes.facts.titles


def is_cost_of_thing(sentence: Sentence, label: int) -> bool:
    """Whether a word for a cost tells what something else costs: "the cost of the hall", "le coût de la salle"."""
    if not sentence.is_any(label + 1, "preposition", "for", "source"):
        return False
    at = label + 1 if sentence.is_a(label + 1, "det") else label + 2
    noun = noun_of_article(sentence, at) if sentence.is_a(at, "det") else at  # "för lokalen"
    room = "venue" in sentence.language.kinds_of(sentence.word(noun))
    return room or (noun != at and is_unheard_of(sentence, noun))


def is_plain(sentence: Sentence, i: int) -> bool:
    """Whether a word for a ticket stands by itself: not "match tickets", "tickets for Hamlet"."""
    known = bearers(sentence)[i]
    if known is not None and known.kind == OTHER:
        return False
    before = sentence.word(i - 1)
    if not is_letters(before) or sentence.is_any(i - 1, *TELLING, *_PASSED, "adj", "pronoun"):
        return True
    return not sentence.language.is_unknown(before)


def is_room_in(sentence: Sentence, thing: int) -> bool:
    """Whether a thing is what a seat is in: "a place in the dormitory", "a seat on the bus"."""
    before = thing - 1
    while sentence.is_a(before, "adj") and not sentence.is_any(before, "det", "preposition"):
        before -= 1
    before = before - 1 if sentence.is_a(before, "det") and not sentence.is_a(before, "preposition") else before
    inside = sentence.is_any(before, "at", "where", "preposition")
    return inside and sentence.is_a(before - 1, "seat")


def _is_seat_in_thing(sentence: Sentence, i: int) -> bool:
    """Whether it is a seat in a thing which has nothing to do with the event."""
    if not sentence.is_a(i, "seat"):
        return False
    return any(is_room_in(sentence, k) for k in sentence.all_of(OTHER, i + 1, i + _REACH))


def _is_for_name(sentence: Sentence, i: int) -> bool:
    """Whether a ticket is for something that has a name and no article: "tickets for Hamlet"."""
    return sentence.is_a(i + 1, "for") and _is_name_of_another(sentence, i + 2)


def _is_name_of_another(sentence: Sentence, i: int) -> bool:
    """Whether a word is a name that is in no title of the page: "Hamlet", "AcmeConf"."""
    word = sentence.word(i)
    if word in {ORG, CREW} or not is_capitalised(word):
        return False
    if any(map(str.isupper, word[1:])) and not word.isupper():  # a word with a capital inside is nothing but a name
        return is_letters(word) and word.lower() not in sentence.notes.facts.titles
    return sentence.language.may_name(word) and is_unheard_of(sentence, i)


def is_for_thing(sentence: Sentence, i: int) -> bool:
    """Whether a ticket is said to be for something that is not this event: "the fee for the boat race"."""
    if not sentence.is_a(i + 1, "for") or sentence.is_a(i + 1, "with") or not sentence.is_a(i + 2, "det"):
        return False
    if sentence.is_any(i + 2, "indefinite", "this-event"):
        return False
    return is_unheard_of(sentence, noun_of_article(sentence, i + 2))


#: What makes a ticket, a seat or a fee that of something else.
_OF_ANOTHER = (_is_to_another, is_ranked, _is_rate, is_for_thing, _is_for_name, _is_to_elsewhere, _is_seat_in_thing)


def _is_place_of_payment(sentence: Sentence, i: int) -> bool:
    """Whether a word is where people pay: "at the bar", "into the jar"."""
    if sentence.is_a(i, "till") and sentence.is_a(sentence.back_over(i, ("det", "adj")), "preposition"):
        return True
    at = sentence.is_a(i, OTHER) and sentence.is_a(sentence.before_noun(i), "where")
    return at and not is_room_in(sentence, i)


def _is_left_out(sentence: Sentence, i: int) -> bool:
    """Whether a word is what the price is without: "a camp without a bed"."""
    return sentence.is_a(i, OTHER) and sentence.is_a(sentence.before_noun(i), "without")


def _is_paid_from_it(sentence: Sentence, i: int) -> bool:
    """Whether a word is what the organisers pay with the money: "£5 towards the room"."""
    at = sentence.before_noun(i)
    while sentence.is_a(at, "and") or sentence.word(at) == ",":
        if _VENUE in sentence.language.kinds_of(sentence.word(at - 1)):
            return _is_shared(sentence, sentence.before_noun(at - 1))  # "12 € a head for the room and lunch"
        at = sentence.before_noun(at - 1)
    return sentence.is_a(at, "towards")


def _is_shared(sentence: Sentence, purpose: int) -> bool:
    """Whether money is said to be for something, and before that, what each of those who take part gives of it."""
    said = sentence.is_a(purpose, "for") or sentence.is_a(purpose, "towards")
    return said and sentence.has(TAKER, purpose - _SHARED, purpose)


def _is_whose(sentence: Sentence, i: int) -> bool:
    """Whether a word only says which people pay: "zoo members"."""
    return sentence.is_a(i + 1, TAKER) and not sentence.is_a(i + 1, "passed")


def _is_of_people(sentence: Sentence, i: int) -> bool:
    """Whether a word only says whose members or friends a label begins with: "Friends of the museum | 7 €"."""
    if not sentence.is_a(i, OTHER) or not sentence.is_any(0, TAKER, "people"):
        return False
    return i in {2, 3} and sentence.is_a(1, "crew-link") and (i == 2 or sentence.is_a(2, "det"))


#: What takes a word for a thing out of those that are paid for.
_NO_THING = (_is_booking, _is_place_of_payment, _is_left_out, _is_paid_from_it, _is_whose, _is_of_people)


def others_of(sentence: Sentence) -> list[int]:
    """The words that are things which an amount may be the price of."""
    if "others" not in sentence.known:
        sentence.known["others"] = [
            i for i in sentence.all_of(OTHER) if not any(is_none(sentence, i) for is_none in _NO_THING)
        ]
    found: list[int] = sentence.known["others"]
    return found
