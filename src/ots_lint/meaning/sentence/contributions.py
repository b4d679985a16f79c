"""The component that finds what the organisation gives: the frames of the families of giving, and their slots.

A frame says how something is tied to its giver ("$org <gives> {thing}"), `things` reads what stands in its slot, and
the modifiers of the context say whether that is taken back. A family `gives-venue` states its kind by itself
("hosted at $org").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.sentence.claims import is_impersonal
from ots_lint.meaning.sentence.givers import is_nobody
from ots_lint.meaning.sentence.notes import CELL, Component, Notes
from ots_lint.meaning.sentence.statement import Reason
from ots_lint.meaning.sentence.things import Thing, gives_else, is_done_by_another, pieces, things
from ots_lint.text.initials import is_capitalised

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ots_lint.language.language import Language
    from ots_lint.meaning.sentence.line import Match
    from ots_lint.meaning.sentence.lines import Sentence

#: What a family's name begins with; the rest is the kind that it states.
FAMILY = "gives"
#: The family of frames with any verb, which must not be one that gives nothing ("needs", "loves").
_ANY_WORK = "gives-work"
#: The kind of what an event may have its name from: "the Workshop".
PLACE_KIND = "venue"
#: Families of who runs an event.
_RUNNING = frozenset({"runs", "co-runs"})
#: What makes a contribution none; what is past, only on a page that has a date of its own, for it may report.
_TAKES_BACK = frozenset({"negated", "wished", "question", "quoted", "general", "other-event", "past"})
_BREAKS = frozenset({",", ";", ":", CELL, "–", "—"})
_ENDS = frozenset({".", "!", *_BREAKS})
_DASHES = frozenset({"–", "—", "-"})
#: The organisation, two dashes and a word between them.
_SHORTEST_INSERTION = 4
#: A word that denies a statement stands in it, behind it, or so many words before it.
_BEFORE = 3
#: Classes of words that say that what follows belongs to somebody named before.
POSSESSIVE = ("its", "its-own", "possessive", "relative-of")
#: No word of these is the verb that another one helps.
_NO_VERBS = ("aux", "adv", "idle", "pronoun", "preposition", "beneficiary")
#: A sentence is read with so many of its pronouns at most: more stand in no sentence that was written for people.
_MOST_READINGS = 5


class Contribution(NamedTuple):
    """A contribution of the organisation: its kind (empty where no kind has a word for it), and the words that state it."""

    kind: str
    sentence: Sentence
    first: int
    last: int


class Contributions(Component):
    """Has the contributions of all sentences of a text found, as soon as one asks for them."""

    def read(self, notes: Notes) -> None:
        notes.read_contributions = partial(_read, notes)

    def write(self, notes: Notes, doc: Doc) -> None:
        from spacy.tokens import Span

        if notes.contributions:
            doc.spans["contributions"] = [
                Span(doc, c.sentence.start + c.first, c.sentence.start + c.last + 1, label=c.kind or "other")
                for c in notes.contributions
            ]


def _read(notes: Notes) -> list[Contribution]:
    return [found for sentence in notes.sentences for found in contributions(sentence)]


def families(pack: Language) -> tuple[str, ...]:
    """The families of a pack that state contributions."""
    return pack.terms_of(FAMILY)


def contributions(sentence: Sentence) -> list[Contribution]:
    """The contributions that a sentence states, in the order of its words."""
    found = sentence.once("contributions", lambda: _given(sentence))
    return [Contribution(thing.kind, sentence, thing.first, thing.last) for thing in found]


def _given(sentence: Sentence) -> list[Thing]:
    found = dict.fromkeys(thing for thing, against in _weighed(sentence) if not against)
    return sorted(found, key=lambda thing: (thing.first, thing.last))


def taken_back(sentence: Sentence) -> Iterator[tuple[Thing, tuple[Reason, ...]]]:
    """What a sentence would state as contributions, were it not for what speaks against it."""
    return ((thing, against) for thing, against in _weighed(sentence) if against)


def _weighed(sentence: Sentence) -> Iterator[tuple[Thing, tuple[Reason, ...]]]:
    if not sentence.is_question:
        for reading in islice(_readings(sentence), _MOST_READINGS):
            yield from _stated(reading)


def _readings(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, and where a pronoun in it takes up the organisation, the same with that for its name."""
    words = sentence.words
    first = next((i for i, word in enumerate(words) if word in {ORG, CREW}), None)
    if first is None:
        return
    yield sentence
    for i in range(first + 1, len(words) - 1):
        if _is_relative_of(sentence, i) or (sentence.is_a(i, "where-from") and sentence.is_a(i - 1, "source")):
            yield sentence.standing_for(i)  # "…, from where six coaches come"
            continue
        if not sentence.is_a(i, "org-pronoun"):
            continue
        if sentence.is_a(i, "place-word") or is_impersonal(sentence, i - 2, i + 1):
            continue  # "…, und es gibt Kuchen"
        opens = words[i - 1] in _BREAKS or sentence.is_any(i - 1, "and", "clause-opener")
        opens = opens or sentence.is_any(i, "plural-pronoun", "relative-of")
        opens = opens or (is_possessive(sentence, i) and _begins_with_people(sentence, i))
        opens = opens or _begins_main_clause(sentence, i)
        if (opens and not _takes_up_another(sentence, i)) or sentence.is_a(i, "latter"):
            yield sentence.standing_for(i)
            people = sentence.people_for(i) if is_possessive(sentence, i) else None
            if people is not None:
                yield people


def is_possessive(sentence: Sentence, index: int) -> bool:
    """Whether a word says that what follows belongs to somebody named before: "its", "whose"."""
    return sentence.is_any(index, *POSSESSIVE)


def _begins_with_people(sentence: Sentence, index: int) -> bool:
    """Whether a possessive and people are the subject of a clause: "…, and six of its trainers"."""
    if sentence.people_for(index) is None:
        return False
    at = sentence.back_over(index, ("det", "source", "adj", "crew-of"))
    return sentence.word(at) in _BREAKS or sentence.is_any(at, "and", "clause-opener")


def _is_relative_of(sentence: Sentence, index: int) -> bool:
    """Whether a word opens a clause about the organisation right before it: "$org , which"."""
    behind = sentence.word(index - 2) == ORG and sentence.words[index - 1] == ","
    if not (behind or _is_behind_insertion(sentence, index)) or not sentence.is_a(index, "relative"):
        return False
    return not sentence.is_any(index, "and", "org-pronoun", "adv")


def _is_behind_insertion(sentence: Sentence, index: int) -> bool:
    """Whether only what stands between two dashes parts a word from the organisation: "$org – above all Mia – who"."""
    words = sentence.words
    if index < _SHORTEST_INSERTION or words[index - 1] not in _DASHES:
        return False
    opened = next((i for i in range(index - 2, 0, -1) if words[i] in _DASHES), 0)
    return opened > 0 and words[opened - 1] == ORG


def _begins_main_clause(sentence: Sentence, index: int) -> bool:
    """Whether a pronoun is the subject behind a clause without a comma: "since Acme joined us it has sent coaches"."""
    if not sentence.is_any(0, "condition", "clause-opener") or sentence.is_a(index, "det"):
        return False
    return sentence.is_any(index + 1, "be", "gives-fin", "does-fin", "teaches-fin")


def _takes_up_another(sentence: Sentence, index: int) -> bool:
    """Whether a pronoun follows somebody else's name: "… and Acme, whose coaches"."""
    words = sentence.words
    if _is_behind_insertion(sentence, index):
        return False
    if words[index - 1] == "," == words[index + 1] and words[index - 2] not in {ORG, CREW}:
        return True  # "the library, they, …": it repeats what stands before it
    place = max(i for i, word in enumerate(words[:index]) if word in {ORG, CREW})
    owns = sentence.is_any(index, "relative-of", "its", "its-own")
    if sentence.is_a(index, "det") and not owns and _has_thing_behind(sentence, index):
        return True
    if sentence.is_a(index, "det") and not owns and place != index - 2:
        return True  # "… , die Bücherei", and "Acme, die"
    if sentence.is_a(index, "relative") and not sentence.is_any(index, "neuter", "plural-pronoun"):
        return place != index - 2  # "to our neighbours, who"
    between = range(place + 1, index - 1)
    return any(words[i] in _BREAKS or sentence.is_a(i, "and") for i in between) and is_capitalised(words[index - 2])


def _has_thing_behind(sentence: Sentence, index: int) -> bool:
    """Whether what may be a pronoun has a thing behind it that a verb says something of: "…; die Coaches sind von uns"."""
    if not sentence.language.kinds_of(sentence.word(index + 1)):
        return False
    if not sentence.is_any(index + 2, "be", "source"):
        return False
    return sentence.word(index + 3) not in {"", *_ENDS}  # and not "…, die Coaches hat."


def _stated(sentence: Sentence) -> Iterator[tuple[Thing, tuple[Reason, ...]]]:
    for family in sentence.fitting_of(families(sentence.language)):
        kind = family[len(FAMILY) + 1 :]
        for match, slot in sentence.slots(family):
            if is_nobody(sentence, match):
                continue
            if family == _ANY_WORK and (_is_idle(sentence, match) or _is_owner(sentence, match.first)):
                continue
            given = things(sentence, match, slot) if match.frame.slot else [Thing(kind, match.first, match.last)]
            for thing in given:
                if (
                    _is_the_event(sentence, thing)
                    or _is_anothers(sentence, match, thing)
                    or (thing.first > match.first and _is_ours(sentence, thing.first, done=family != _ANY_WORK))
                ):
                    continue
                first, last = min(match.first, thing.first), max(match.last, thing.last)
                against = _against(sentence, match, thing, first, last)
                if not against and _is_promised(sentence, thing, first, last):
                    against = (Reason("promised", ""),)
                yield Thing(thing.kind, first, last), against


def _is_the_event(sentence: Sentence, thing: Thing) -> bool:
    """Whether a place is the event that is run, after its title: "the Workshop is run by …"."""
    if thing.kind != PLACE_KIND or not any(
        s.sentence.index == sentence.index and s.family in _RUNNING for s in sentence.notes.statements
    ):
        return False
    kinds_of, titles = sentence.language.kinds_of, sentence.notes.facts.titles
    places = [word.lower() for word in sentence.words[thing.first : thing.last + 1] if PLACE_KIND in kinds_of(word)]
    return bool(places) and titles.issuperset(places)


def _is_promised(sentence: Sentence, thing: Thing, first: int, last: int) -> bool:
    """Whether promotion is only promised; all that such words name belongs to it: "a place on its website"."""
    promised = sentence.matches("promotion")
    within = any(match.first - _BEFORE <= first and last <= match.last for match in promised)
    return bool(promised) and (thing.kind == "promotion" or within)


def _is_owner(sentence: Sentence, first: int) -> bool:
    """Whether the organisation is whose somebody is that works, in a language with a genitive: "der Vorstand der $org"."""
    if not sentence.capital_nouns or not sentence.is_a(first, "source"):
        return False
    return first > 0 and is_capitalised(sentence.words[first - 1]) and not sentence.is_a(first - 1, "people")


def _is_idle(sentence: Sentence, match: Match) -> bool:
    """Whether a verb of any sort gives nothing. "With" may stand behind one: "pitches in with coaches"."""
    idle = [i for i in sentence.all_of("idle", match.first, match.last) if not _only_helps(sentence, i, match.last)]
    return any(not sentence.is_a(i, "with") or i <= match.first + 1 for i in idle)


def _only_helps(sentence: Sentence, i: int, last: int) -> bool:
    """Whether a verb stands before another one, and that before its object: "has" of "has swept the hall"."""
    if not sentence.is_a(i, "aux"):
        return False
    article = next((k for k in range(i + 2, last + 1) if sentence.is_a(k, "det")), 0)
    return article > 0 and not sentence.is_any(article - 1, *_NO_VERBS)


def _is_anothers(sentence: Sentence, match: Match, thing: Thing) -> bool:
    """Whether somebody else is named between the organisation and a thing: "tutors from $org , while Bell wrote the texts"."""
    words = sentence.words
    org = max((i for i in range(match.first, thing.first) if words[i] in {ORG, CREW}), default=thing.first)
    if sentence.word(org + 1) == "(" and ")" in words[org : thing.first]:
        return True  # "$org (its address) and Acme (coaches)"
    begin, end = next((p for p in pieces(sentence, org + 1, len(words) - 1) if p[0] <= thing.first <= p[1]), (0, -1))
    if is_done_by_another(sentence, begin, end) or _comes_from_another(sentence, org, begin, end):
        return True
    if _is_of_another_name(sentence, org, thing.last) or _is_of_name_before(sentence, match, thing):
        return True
    if begin > org + 2 and sentence.is_a(begin, "relative-of") and is_capitalised(words[begin - 2]):
        return True  # "$org, whose tutorial we follow, and Acme, whose tutors …"
    if begin <= org + 1 or not match.frame.has_label or sentence.is_a(begin - 1, "and"):
        return False
    takes_up = sentence.has_any(("relative", "latter"), begin, end)
    return not takes_up and gives_else(sentence, begin, end)


def _is_of_another_name(sentence: Sentence, org: int, thing: int) -> bool:
    """Whether a clause says a thing of a name behind "and": "thanks to $org, and to Acme, which brings the buns"."""
    words = sentence.words
    for i in range(org + 3, thing):
        if words[i - 1] != "," or not sentence.is_a(i, "relative") or not is_capitalised(words[i - 2]):
            continue
        if words[i - 2] not in {ORG, CREW} and sentence.has("and", org + 1, i - 3):
            return True
    return False


def _is_of_name_before(sentence: Sentence, match: Match, thing: Thing) -> bool:
    """Whether a clause says a thing of a name, and ends before the organisation: "to Acme, which lends rooms, and to $org"."""
    words = sentence.words
    org = next((i for i in range(thing.last + 1, match.last + 1) if words[i] in {ORG, CREW}), None)
    if org is None or "," not in words[thing.last + 1 : org]:
        return False
    opens = (i for i in range(2, thing.first) if words[i - 1] == "," and sentence.is_a(i, "relative"))
    return any(words[i - 2] not in {ORG, CREW} and sentence.language.may_name(words[i - 2]) for i in opens)


def _comes_from_another(sentence: Sentence, org: int, begin: int, end: int) -> bool:
    """Whether a thing has a source as the one before it has: "the tutors are from $org, the worksheets from the library"."""
    before = sentence.before_noun(org)
    if not sentence.is_a(before, "source"):
        return False
    kinds_of, words = sentence.language.kinds_of, sentence.words
    sources = (i for i in range(begin + 1, end) if sentence.is_a(i, "source") and sentence.is_a(i + 1, "det"))
    sources = (i for i in sources if not sentence.is_a(i, "with"))  # "six coaches with a van"
    others = (i for i in sources if not is_possessive(sentence, i + 1) and not sentence.is_a(i + 1, "own"))
    return any(any(map(kinds_of, words[begin:i])) for i in others)


def _is_ours(sentence: Sentence, index: int, *, done: bool) -> bool:
    """Whether a thing is the organisers' own: "our posters". `done`: only where they do it: "adapted by our teacher"."""
    while index and sentence.is_a(index - 1, "adj") and not sentence.is_a(index - 1, "own"):
        index -= 1
    by_us = sentence.is_any(index - 2, "by", "source") and not sentence.is_a(index - 2, "with")
    return sentence.is_a(index - 1, "own") and (by_us or not done)


def _against(sentence: Sentence, match: Match, thing: Thing, first: int, last: int) -> tuple[Reason, ...]:
    """What takes a contribution back. A condition behind it does not: "coaches help you if …"."""
    from ots_lint.meaning.sentence.context import reasons, taken_up

    found = {r.modifier: r for r in reasons(sentence, first, last, FAMILY) if r.modifier in _TAKES_BACK}
    found.update((reason.modifier, reason) for reason in taken_up(sentence, found.keys()))
    cue = found["wished"].words if "wished" in found else ""
    if cue and sentence.language.is_a(cue, "condition") and cue not in sentence.words[: last + 1]:
        del found["wished"]
    if "past" in found and not (sentence.notes.facts.years and _is_outside(sentence, found["past"].words, first, last)):
        del found["past"]  # "sends whoever is needed: last time that was nine coaches"
    if match.frame.asks_for("thank"):
        found.pop("wished", None)  # "we would like to thank"
    if (
        "wished" in found
        and sentence.capital_nouns
        and sentence.is_a(len(sentence.words) - 2, "thank")
        and CREW not in sentence.words
    ):
        del found["wished"]  # "möchten wir uns bei … bedanken"
    if "other-event" in found and sentence.has("thank", last=first):
        del found["other-event"]  # "thanks to Acme, who pays for the drinks afterwards"
    if match.frame.asks_for("without", "negator"):
        # "without their coaches there would be no evening" states them
        return tuple(r for r in found.values() if r.modifier == "quoted")
    if denial := _denial(sentence, thing.first - 2, thing.first - 1):
        return (Reason("negated", denial),)
    near = _denial(sentence, max(match.first - _BEFORE, _turn(sentence, match)), match.last + 1)
    if not near and not _is_denied_at_the_end(sentence, last):
        found.pop("negated", None)  # "mentors, who never sigh" are given
    return tuple(found.values())


def _is_outside(sentence: Sentence, cue: str, first: int, last: int) -> bool:
    """Whether a cue stands before or behind some words."""
    return cue not in " ".join(sentence.words[first : last + 1])


def _denial(sentence: Sentence, first: int, last: int) -> str:
    """The word that denies, from one word to another; else empty."""
    for i in range(max(first, 0), min(last + 1, len(sentence.words))):
        if sentence.is_a(i, "negator") and not sentence.is_a(i + 1, "only"):
            return sentence.words[i]
    return ""


def _is_denied_at_the_end(sentence: Sentence, last: int) -> bool:
    """Whether a clause ends with its denial, where a language puts it there: "… stellt die Coaches leider nicht"."""
    if not sentence.capital_nouns:
        return False
    end = next((i for i in range(last + 1, len(sentence.words)) if sentence.words[i] in _ENDS), len(sentence.words))
    while sentence.is_a(end - 1, "given-pp"):
        end -= 1
    return sentence.is_a(end - 1, "negator")


def _turn(sentence: Sentence, match: Match) -> int:
    """Where a sentence turns from what it denies to what it says ("is not the host, but …"); 0 where it does not."""
    words = sentence.words
    turns = (
        i
        for i in range(match.first + 1, match.last)
        if sentence.is_a(i, "clause-opener") and "," in words[max(match.first, i - _BEFORE) : i]
    )
    return max(turns, default=0)
