"""Whether a sentence ties the organisation to this event, in words by which a careful reader would know it.

A page that declares nothing may speak of much: of a speaker's employer, of a company that another one belongs to, of a
licence. So it is not enough that nothing says otherwise. The clause names those who hold the event ("our", "us"), the
event itself, or what its title is; or it is a line of its own, which is said of what it stands under.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.sentence.clause import clause
from ots_lint.meaning.sentence.event_words import FUNCTION, is_in_title, names_event
from ots_lint.text.initials import is_capitalised, is_letters

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Statement

#: What stands beside a tie that is a line of its own, and says of nothing else that it has it: "Certified by Acme!"
BESIDE = ("det", "adj", "adv", "aux", "preposition", "and", "by", "with", "source", "for")
#: Words by which those who hold the event speak of themselves.
_OURS = ("own", "beneficiary")
#: What of theirs may be of an event, or taught there.
_THEIRS = ("event", "event-plural", "lesson", "hosts", "role", "friends")
#: What is done by somebody who stands behind an event.
_DONE = ("endorses-pp", "supports-pp", "runs-pp")
#: Verbs of issuing something, or of vouching for it.
_ISSUED = ("endorses-pp", "endorses-fin")
#: Families of ties that several may have beside the organisation.
_LISTED = frozenset({"supports", "runs", "co-runs", "partner", "listed"})
#: What may stand behind an organisation that is called a sponsor, if nothing else is said of it.
_GOING_ON = ("and", "joiner", "with", "for", "preposition", "source", "at", "in", "by", "relative")
#: So many words at most before what the organisation is called stands whose it is: "our main sponsor".
_NEAR_ROLE = 4
_GENITIVES = frozenset({"'s", "’s", "'", "’"})
#: So many words has the name of an event.
_LONGEST_NAME = 5


def is_tied(statement: Statement) -> bool:
    """Whether the clause of a statement is about this event, those who hold it, or nothing that it names."""
    sentence, family = statement.sentence, statement.family
    begin, end = clause(sentence, statement.first, statement.last)
    if sentence.is_a(begin, "be") and sentence.is_a(begin - 1, "and"):
        begin = clause(sentence, begin - 2, begin - 2)[0]  # "the talks are at two and are under the patronage of …"
    beside = [i for i in range(begin, end + 1) if not statement.first <= i <= statement.last]
    if family == "acts-for":
        return _is_done_here(statement, beside)
    if is_aside(statement) or _is_for_others(statement, begin, end):
        return False
    if family == "owns":
        ahead = [i for i in beside if i < statement.first and is_letters(sentence.words[i])]
        return not ahead or any(sentence.is_a(i, "this-event") for i in ahead)
    if family == "part-of" and _is_attribute(sentence, statement.first):
        return _is_of_event(sentence, statement.first - 1)
    if family == "endorses" and sentence.has("website", statement.first, statement.last):
        return False  # "the official site of Acme"
    if family == "endorses" and _is_endorsed(statement, begin, beside):
        return True
    if _is_said_of_a_name(statement, begin) or _is_alone(statement, begin, beside):
        return True
    if any(not sentence.is_a(i, "own") and names_event(sentence, i) for i in beside):
        return True
    return _hosts_are_meant(sentence) or any(is_in_title(sentence, sentence.words[i]) for i in beside)


def is_aside(statement: Statement) -> bool:
    """Whether the organisation is called a sponsor or partner in passing, by a sentence that says something else.

    "Our sponsor Acme will be at the fair" and "a message from our sponsor Acme" say no more than whom the group has.
    """
    sentence, org = statement.sentence, statement.org
    role = org - 1
    if statement.family not in _LISTED or statement.last != org or not sentence.is_a(role, "role"):
        return False
    opens = next((i for i in range(role - 1, role - _NEAR_ROLE, -1) if sentence.is_a(i, "own")), None)
    if opens is None:
        return False
    said = is_letters(sentence.word(org + 1)) and not sentence.is_any(org + 1, *_GOING_ON)
    passed = opens > 1 and sentence.is_a(opens - 1, "crew-link") and not sentence.is_a(opens - 1, "with")
    if not said and not passed:
        return False
    return not any(
        sentence.is_any(i, "this-event", "specific") for i in range(len(sentence.words)) if not opens <= i <= org
    )


def _is_done_here(statement: Statement, beside: list[int]) -> bool:
    """Whether somebody acts for the organisation at this event, and has no post there that is only mentioned."""
    sentence, first, org = statement.sentence, statement.first, statement.org
    if sentence.is_a(first - 1, "det"):
        return False  # "one representative of Acme" among others
    owned = org + 1 + (sentence.word(org + 1).lower() in _GENITIVES)
    glued = owned == org + 1 and "genitive-s" in sentence.language.traits
    while owned > org + 1 and is_capitalised(sentence.word(owned)):
        owned += 1  # "Acme's Python products"
    if sentence.is_a(first, "represent") and (owned > org + 1 or glued) and _is_plain_noun(sentence, owned):
        return False  # "she represents Acme's products"
    if not sentence.is_a(first, "emissary") or sentence.is_a(first - 1, "as"):
        return True
    return any(
        not sentence.is_a(i, "own") and (names_event(sentence, i) or is_in_title(sentence, sentence.words[i]))
        for i in beside
    )


def _is_plain_noun(sentence: Sentence, i: int) -> bool:
    """Whether a word is a noun in small letters, and no team, which acts for the whole."""
    word = sentence.word(i)
    return word.islower() and is_letters(word) and not sentence.is_any(i, *FUNCTION, "det", "adj", "team", "with", "by")


def _is_for_others(statement: Statement, begin: int, end: int) -> bool:
    """Whether the organisation helps somebody else: "Acme helps companies to plan their events"."""
    sentence = statement.sentence
    if statement.family != "supports" or statement.first != statement.org:
        return False
    noun = statement.last + 1
    while noun <= end and sentence.is_any(noun, "det", "adj"):
        noun += 1
    if noun > end or not _is_plain_noun(sentence, noun) or names_event(sentence, noun):
        return False
    if is_in_title(sentence, sentence.words[noun]) or sentence.language.kinds_of(sentence.words[noun]):
        return False
    return not sentence.has_any((*_OURS, "we", "this-event", "specific"), begin, end)


def _is_attribute(sentence: Sentence, first: int) -> bool:
    """Whether words stand right behind a noun, of which they say something: "projects affiliated with Acme"."""
    noun = first - 1
    if noun < 0 or not is_letters(sentence.words[noun]) or sentence.words[noun] in {ORG, CREW}:
        return False
    verb = sentence.is_any(noun, "runs-pp", "runs-fin")  # "is held under the umbrella of …"
    return not verb and not sentence.is_any(noun, *FUNCTION, "negator", "det", "we", "adj")


def _is_of_event(sentence: Sentence, noun: int) -> bool:
    """Whether a noun, with what stands before it, is this event or those who hold it: "our group", "the workshop"."""
    before = sentence.back_over(noun, ("adj",))
    return (
        names_event(sentence, noun)
        or is_in_title(sentence, sentence.words[noun])
        or sentence.has_any(_OURS, before, noun)
    )


def hosts_speak(sentence: Sentence) -> bool:
    """Whether those who hold the event speak of themselves."""
    names = (*_OURS, "we") if "dropped-subjects" in sentence.language.traits else _OURS
    return bool(sentence.places_of(names))


def _hosts_are_meant(sentence: Sentence) -> bool:
    """Whether a sentence is about those who hold the event, or what is theirs and of an event: "our evening".

    "Our newsletter" and "our members" may be anything.
    """
    names = (*_OURS, "we") if "dropped-subjects" in sentence.language.traits else _OURS
    places = sentence.places_of(names)
    return any(not sentence.is_a(i, "det") or _is_of_hosts(sentence, i) for i in places)


def _is_of_hosts(sentence: Sentence, i: int) -> bool:
    """Whether what stands behind "our" is an event, the group, or somebody whom it has for one: "our first big sponsor"."""
    noun = i + 1
    while noun < i + _NEAR_ROLE and sentence.is_a(noun, "adj") and not sentence.is_any(noun, *_THEIRS):
        noun += 1
    word = sentence.word(noun)
    return word in {ORG, CREW} or sentence.is_any(noun, *_THEIRS) or bool(word and is_in_title(sentence, word))


def _is_endorsed(statement: Statement, begin: int, beside: list[int]) -> bool:
    """Whether it is told what the organisation vouches for, or to whom: "the camp", "a curriculum", "you get"."""
    sentence = statement.sentence
    if any(sentence.language.kinds_of(sentence.words[i]) for i in beside) or _is_issued(statement):
        return True
    if any(sentence.is_a(i, "event") for i in (*beside, *range(statement.first, statement.org))):
        return True
    if sentence.has("certificate", statement.first, statement.last) and any(
        sentence.is_a(i, "pronoun") for i in beside
    ):
        return True
    return sentence.is_a(begin, "det") and not sentence.is_a(begin, "indefinite")


def _is_issued(statement: Statement) -> bool:
    """Whether a statement tells both what is issued and by whom: "certificates are signed by Acme"."""
    sentence = statement.sentence
    said = statement.first, statement.last
    return sentence.has("certificate", *said) and sentence.has_any(_ISSUED, *said)


def _is_said_of_a_name(statement: Statement, begin: int) -> bool:
    """Whether a clause begins with a name and says next what is done by the organisation: "PyLunch is backed by Acme"."""
    sentence = statement.sentence
    name = begin
    while name < statement.first and name - begin < _LONGEST_NAME and is_name(sentence, name):
        name += 1
    if name == begin or not sentence.is_a(name, "be"):
        return False
    return any(sentence.has(done, statement.first, statement.last) for done in _DONE)


def is_name(sentence: Sentence, i: int) -> bool:
    """Whether a word may be one of a name: it has a capital, and the language does not know it."""
    word = sentence.words[i]
    return word != ORG and (word.isdecimal() or is_capitalised(word)) and sentence.language.is_unknown(word)


def _is_alone(statement: Statement, begin: int, beside: list[int]) -> bool:
    """Whether nothing is named that a statement could be said of: "Certified by Acme!", "Partners: Bell, Acme"."""
    sentence = statement.sentence
    words = [i for i in beside if is_letters(sentence.words[i]) and sentence.words[i] not in {ORG, CREW}]
    if statement.family in _LISTED and not sentence.is_a(statement.first, "det") and statement.first < statement.org:
        ahead = [i for i in words if i < statement.first]
        if all(sentence.is_any(i, *BESIDE) for i in ahead):
            return True
        if sentence.is_any(begin, *_DONE):
            return True  # "held by the library with the help of Acme"
    return all(sentence.is_any(i, *BESIDE) for i in words)
