"""What is given: the things in a sentence that a frame's slot stands for, and where a list goes on to another giver.

"… sends six coaches, a stack of worksheets and, last but not least, cake; Acme the rooms": a list is read piece by
piece from the words that tie it to its giver, and ends where somebody else gives something.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.language.marks import CREW, ORG, class_mark
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.text.initials import is_capitalised, is_letters

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.line import Match
    from ots_lint.meaning.sentence.lines import Sentence

_BREAKS = frozenset({",", ";", ":", CELL, "–", "—", "-", "(", ")", ".", "!", "…", "•", "·"})
#: Signs that part a name from what it gives: "Acme: the rooms", "Acme (rooms)".
_LABELS = frozenset({":", "(", CELL, "–", "—", "-"})
#: Signs behind which something else is said.
_PARTING = frozenset({":", ";", "„", "“", "”", '"', "»", "«"})
#: So many words stand at most between a slot before a frame and its thing ("the coaches are all from …").
_NEAREST = 6
#: A piece of a list that stands before the one that is tied to the giver has at most so many words.
_LONGEST_ITEM = 5
#: Marks of the classes of words that no open phrase is made of.
_SMALL = frozenset(
    map(
        class_mark,
        (
            "det",
            "aux",
            "adv",
            "filler",
            "pronoun",
            "preposition",
            "negator",
            "own",
            "beneficiary",
            "thank",
            "and",
            "for",
        ),
    )
)
#: Classes of words that may tie a thing to somebody named before.
_TIED = ("relative-of", "source", "its", "its-own", "there", "theirs", "given-pp")


class Thing(NamedTuple):
    """Something that is given: its kind (empty for an open phrase that no kind has a word for) and its words."""

    kind: str
    first: int
    last: int


def things(sentence: Sentence, match: Match, slot: tuple[int, int] | None) -> list[Thing]:
    """What stands in the slot of a frame: `slot` are the words inside of the match, if it has some for it."""
    frame = match.frame
    is_open = frame.takes_anything
    if frame.slot == "inside":
        return _inside(sentence, *slot, is_open=is_open) if slot else []
    if frame.slot == "before":
        org = next((i for i in range(match.first, match.last) if sentence.words[i] in {ORG, CREW}), match.last)
        return before(sentence, org - 1 if slot else match.first - 1, is_open=is_open)
    return _behind(sentence, slot[0] if slot else match.last + 1, is_open=is_open)


def listed(sentence: Sentence, first: int = 0, *, is_open: bool = False) -> list[Thing]:
    """The things of a sentence, or the rest of one, that is nothing but a list of what is given."""
    if sentence.has("org-noun", first):
        return []  # "a network of volunteers" is somebody
    return _behind(sentence, first, is_open=is_open)


def _inside(sentence: Sentence, first: int, last: int, *, is_open: bool) -> list[Thing]:
    """What stands between the giver and the verb, where nobody else does anything there."""
    names = ("we", "gives-fin", "does-fin", "helps-fin")
    if "(" in sentence.words[first : last + 1] and ")" not in sentence.words[first : last + 1]:
        return []  # "$org , Acme (brings …"
    if sentence.is_a(first, "and") or any(
        sentence.words[i] in _PARTING
        or (sentence.is_any(i, *names) and not (sentence.is_a(i, "det") and _is_noun(sentence, i + 1)))
        for i in range(first, last + 1)
    ):
        return []
    found = [thing for piece in pieces(sentence, first, last) for thing in _known(sentence, *piece)]
    return found or (_open_phrase(sentence, first, last) if is_open else [])


def _behind(sentence: Sentence, first: int, *, is_open: bool) -> list[Thing]:
    """What is listed from a word on, until somebody else gives something."""
    found: list[Thing] = []
    opened = sentence.word(first - 1) == "("
    for number, (begin, end) in enumerate(pieces(sentence, first, len(sentence.words) - 1)):
        before = sentence.word(begin - 1)
        if before in {",", ";"} and says_who_else(sentence, begin, end):
            break  # "… stellt $org, die Aufgaben kommen aus der Bücherei"
        if opened and before == ")":
            break
        if number and (before in {".", "!"} or gives_else(sentence, begin, end)):
            break
        known = _known(sentence, begin, end)
        if not known and not number and is_open:
            known = _open_phrase(sentence, begin, end)
        found += known
        if not found and number > 1:
            break
    return found


def before(sentence: Sentence, last: int, *, is_open: bool) -> list[Thing]:
    """What stands before the words that name the giver: the nearest piece, and short ones before it in a list."""
    found: list[Thing] = []
    named = (i for i in range(last, -1, -1) if sentence.words[i] in {ORG, CREW})
    parts = [*pieces(sentence, next(named, -1) + 1, last)]
    for begin, end in reversed(parts):
        named_last = next((i + 1 for i in range(end, begin - 1, -1) if sentence.is_a(i, "be")), begin)
        known = _known(sentence, named_last, end) or _known(sentence, begin, end)  # "your guides will be two coaches"
        if found:
            if end - begin >= _LONGEST_ITEM or not known or sentence.words[end + 1] in _LABELS:
                break
            if gives_else(sentence, begin, end) or any(sentence.is_a(i, "preposition") for i in range(begin, end)):
                break
        elif not known:
            if is_open and (known := _open_phrase(sentence, begin, end)):
                return known
            if end - begin > _NEAREST:
                break
        found += known
    return found


def pieces(sentence: Sentence, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A stretch of words, parted at punctuation, "and", and words that open a clause."""
    words, begin = sentence.words, first
    for i in range(first, last + 2):
        if i > last or words[i] in _BREAKS or sentence.is_any(i, "and", "clause-opener"):
            if i > begin:
                yield begin, i - 1
            begin = i + 1
        if i <= last and words[i] in {ORG, CREW}:
            return


def _known(sentence: Sentence, first: int, last: int) -> list[Thing]:
    """The words of kinds of contribution from one word to another; not what the first of them is for, or where."""
    found: list[Thing] = []
    for i in range(first, last + 1):
        if found and says_where(sentence, i):
            break
        word = sentence.words[i].lstrip("-")
        if not (is_letters(word) or word in {"€", "$", "£"}) or not is_thing(sentence, i):
            continue
        found += [Thing(kind, i, i) for kind in sentence.language.kinds_of(sentence.words[i])]
    return found


def says_where(sentence: Sentence, index: int) -> bool:
    """Whether a preposition opens what something is for, or where it is: "coaches for the evening", "to the library"."""
    opens = sentence.is_any(index, "preposition", "at")
    return opens and not sentence.is_any(index, "with", "source", "by", "and")


def _is_small(sentence: Sentence, index: int) -> bool:
    return not _SMALL.isdisjoint(sentence.language.marks(sentence.words[index]))


def _is_topic(sentence: Sentence, index: int) -> bool:
    """Whether a word only says what an event is about: "the tutorial night", "la noche de tutoriales"."""
    if "adjectives-follow" in sentence.language.traits:
        return sentence.is_a(index - 1, "crew-link") and sentence.is_a(index - 2, "event")
    return sentence.is_a(index + 1, "event") and not sentence.language.kinds_of(sentence.words[index + 1])


def is_thing(sentence: Sentence, index: int) -> bool:
    """Whether a word of a kind of contribution means a thing, not the event, a time, or a part of a name."""
    others = (_is_topic, _is_the_event, _says_when, _is_part_of_name)
    return not any(is_other(sentence, index) for is_other in others)


def _says_when(sentence: Sentence, index: int) -> bool:
    """Whether a word only says when something is done: "during the exercises"."""
    at = index - 1
    while not sentence.is_a(at, "during") and sentence.is_any(at, "det", "adj"):
        at -= 1  # "during" looks like an adjective, as "durante" does
    return sentence.is_a(at, "during")


def _is_the_event(sentence: Sentence, index: int) -> bool:
    """Whether a word for material is the event itself: "this course", "a course by …". Material is used."""
    if not sentence.is_a(index, "event") or not sentence.is_a(index, "course") or sentence.has("use"):
        return False
    return sentence.is_any(index - 1, "indefinite", "this-event")


def _is_part_of_name(sentence: Sentence, index: int) -> bool:
    """Whether a word is a part of somebody's name: "Studio Maas", in a language that writes nouns in small letters."""
    if not sentence.is_capital_name(index):
        return False
    if "adjectives-follow" in sentence.language.traits and sentence.is_a(index + 1, "crew-link"):
        return is_capitalised(sentence.word(index + 2))  # "Cámara de Comercio"
    following = sentence.word(index + 1)
    return sentence.language.may_name(following)


def _open_phrase(sentence: Sentence, first: int, last: int) -> list[Thing]:
    """A phrase with a noun that no kind has, and no word that says nothing of what is given."""
    if sentence.is_any(first, "preposition", "source", "at"):
        return []  # "the $org in eighty cities gives …"
    content = [i for i in range(first, last + 1) if is_letters(sentence.words[i]) and not _is_small(sentence, i)]
    if any(sentence.is_a(i, name) for i in content for name in ("vague", "role", "people")):
        return []
    heads_last = "adjectives-follow" not in sentence.language.traits
    for i in range(first, last + 1):
        if sentence.is_a(i, "event") and not (heads_last and i in content and i + 1 in content):
            return []  # "workshop", but "workshop leaders" are a thing
    if sentence.capital_nouns:
        content = [i for i in content if is_capitalised(sentence.words[i])]
    else:
        content = [i for i in content if not sentence.is_a(i, "adj") or i == last]
    return [Thing("", first, last)] if content else []


def gives_else(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a piece of a list has a giver of its own: "Acme lends the rooms", "to Acme for the rooms", "Acme the rooms"."""
    words, is_a = sentence.words, sentence.is_a
    if is_a(first, "thank") and not {ORG, CREW} & set(words[first : last + 1]):
        return True  # "and thank you, Acme, for the tea"
    if is_a(first, "we") or (is_a(first, "pronoun") and not is_a(first, "org-pronoun") and not is_a(first, "det")):
        return True
    if says_who_else(sentence, first, last) or _thanks_another(sentence, first, last):
        return True
    verb = next((i for i in range(first, last + 1) if _is_verb(sentence, i)), None)
    if verb == first:
        return False  # what gives is what did before: "sends tutors, lends its hall"
    subject = range(first, verb if verb is not None else first)
    if any(is_letters(words[i]) and not _no_subject(sentence, i) for i in subject):
        return True
    if is_done_by_another(sentence, first, last):
        return True
    if _does_more(sentence, first, last):
        return False
    lead = first
    while lead < last and (is_a(lead, "det") or (is_a(lead, "adj") and words[lead].islower())):
        if sentence.language.kinds_of(words[lead]):
            return False
        lead += 1
    if is_a(first, "preposition") or is_a(first, "source"):
        named = next((i for i in range(first + 1, last + 1) if not is_a(i, "det")), last)
        return not is_a(first, "for") and _is_name(sentence, named)
    if sentence.language.kinds_of(words[lead]):
        return False
    if sentence.word(last + 1) in _LABELS and all(
        _is_name(sentence, i) or is_a(i, "det") for i in range(first, last + 1)
    ):
        return True
    if is_a(lead, "preposition") or not is_letters(words[lead]):
        return False
    return lead < last and is_a(lead + 1, "det") and not is_a(lead + 1, "source")  # "Acme the rooms"


def says_who_else(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a clause says of a thing before its verb whose it is: "the tasks come from Acme", "Coaches sind wir selbst"."""
    words, is_a = sentence.words, sentence.is_a
    if {ORG, CREW} & set(words[first : last + 1]) or not any(sentence.language.kinds_of(w) for w in words[first:last]):
        return False
    verb = next((i for i in range(first + 1, last) if is_a(i, "be") or is_a(i, "helps-fin")), None)
    if verb is None or (is_a(first, "relative") and not is_a(first, "det")):
        return False
    if _says_what_it_is(sentence, first, verb, last):
        return True
    if is_a(verb + 1, "we") and not is_a(verb + 1, "beneficiary"):
        return True
    named = verb + 3 if is_a(verb + 2, "det") else verb + 2
    return is_a(verb + 1, "source") and named <= last and _is_name(sentence, named)


def _thanks_another(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a piece goes on with thanks to somebody else: "… and Acme for the room"."""
    lead = first + 1 if sentence.is_a(first, "det") else first
    if not _is_name(sentence, lead) or not sentence.has("thank", last=first):
        return False
    thanked = next((i for i in range(lead + 1, last) if sentence.is_a(i, "for")), last)
    return thanked < last and all(_is_name(sentence, i) for i in range(lead, thanked))


def _says_what_it_is(sentence: Sentence, first: int, verb: int, last: int) -> bool:
    """Whether a clause says who or what a thing is: "the tutors are neighbours", "the worksheets are our own"."""
    if not sentence.is_a(verb, "copula") or not sentence.language.kinds_of(sentence.words[verb - 1]):
        return False
    if sentence.has_any(_TIED, first, last) or says_where(sentence, verb + 1):
        return False
    named = verb + 1
    while named < last and sentence.is_any(named, "det", "adj"):
        named += 1
    return sentence.has("own", verb, last) or _is_noun(sentence, named)


def _is_noun(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    if sentence.capital_nouns:
        return is_capitalised(word)
    if sentence.is_any(index, "friends", "people"):
        return True
    return is_letters(word) and not _is_small(sentence, index) and not sentence.is_a(index, "adj")


def _does_more(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the giver before does one thing more: "…, sends two coaches", but not "…, sends Acme two coaches"."""
    verb = sentence.is_any(first, "gives-fin", "does-fin", "provides-fin")
    if not verb or sentence.language.kinds_of(sentence.words[first]) or _is_name(sentence, first + 1):
        return False
    if not sentence.capital_nouns:
        return True
    return sum(is_capitalised(word) for word in sentence.words[first + 1 : last + 1]) == 1  # no subject behind the verb


def is_done_by_another(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a participle at the end has a name or "we" behind its helping verb: "die Blätter hat Frau Bell geschrieben".

    Or it is said by whom: "the exercises were written by our librarian".
    """
    if {ORG, CREW} & set(sentence.words[first : last + 1]):
        return False
    if _is_done_by_somebody(sentence, first, last):
        return True
    if not sentence.is_a(last, "given-pp"):
        return False
    helping = next((i for i in range(first + 1, last) if sentence.is_a(i, "be")), last)
    subject = helping + 1
    if sentence.is_any(subject, "we", "form-of-address"):
        return True
    if sentence.capital_nouns and sentence.is_a(subject, "det"):
        subject += 1  # "das Skript hat die Kantonsschule verfasst"
    return (
        subject < last
        and is_capitalised(sentence.words[subject])
        and sentence.language.is_unknown(sentence.words[subject])
    )


def _is_done_by_somebody(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a helping verb, a participle and a word such as "by" stand in a part of a sentence."""
    helping = next((i for i in range(first + 1, last) if sentence.is_a(i, "be")), last)
    if not sentence.has("given-pp", helping, last) or sentence.is_a(helping - 1, "relative"):
        return False
    by = next((i for i in range(helping, last) if sentence.is_a(i, "by")), last)
    return by < last and not sentence.is_a(by + 1, "org-pronoun")


def _is_verb(sentence: Sentence, index: int) -> bool:
    """Whether a word is a verb of giving, and not a noun like it: "the tutors"."""
    if not sentence.is_any(index, "gives-fin", "provides-fin"):
        return False
    if sentence.language.kinds_of(sentence.words[index]):
        return False
    if _takes_up_thing(sentence, index - 1):
        return True
    return not sentence.is_any(index - 1, "det", "preposition", "in")


def _takes_up_thing(sentence: Sentence, index: int) -> bool:
    """Whether what looks like an article takes up the thing before it: "la sala la pone el Ateneo"."""
    if "clitic-articles" not in sentence.language.traits or not sentence.is_a(index, "det"):
        return False
    return sentence.is_a(index, "aux") and bool(sentence.language.kinds_of(sentence.word(index - 1)))


def _no_subject(sentence: Sentence, index: int) -> bool:
    """Whether a word before a verb of giving is not the one who gives."""
    return sentence.is_any(index, "aux", "relative", "org-pronoun", "conjunction", "adv")


def _is_name(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    return is_capitalised(word) and not sentence.language.kinds_of(word)
