"""What a denial is about: the tie of this event to the organisation, or something else.

"The raffle is not run by Acme" and "Acme is not responsible for lost luggage" leave open who runs the event. What is
denied stands in the subject before the claim, or, where the organisation is the subject, in what follows its verb.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.sentence.clause import clause
from ots_lint.meaning.sentence.event_words import COMPOUND, FUNCTION, is_in_title, is_titled
from ots_lint.meaning.sentence.statement import Reason
from ots_lint.meaning.sentence.tied import BESIDE
from ots_lint.text.initials import is_capitalised, is_letters

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Statement

#: Nouns of the event itself, of those who hold it, and of their page.
_THIS = ("event", "event-plural", "hosts")
#: Nouns that name the tie itself: "Acme plays no role".
_TIES = ("tie", "role", "involvement", "cooperation", "certificate", "official", "people")
_VERBS = ("be", "aux", "runs-fin", "supports-fin", "endorses-fin")
_ACTS = (*_VERBS, "provides-fin")
#: Families that are about the event as a whole, not about what somebody gives to it.
_WHOLE = frozenset({"runs", "co-runs", "event-of", "event-mention", "part-of", "acts-for", "independent"})
#: Families of what the organisation does, at this event or everywhere.
_DOING = frozenset({"runs", "provides", "supports"})
#: Families of a tie that is one of whatever a sentence is about: "Mia belongs to Acme", "the award was given by Acme".
_TYING = frozenset({"partner", "part-of"})
_GENITIVES = frozenset({"'s", "'"})
#: What stands behind a subject without an article: a verb, or a passive in one word ("garderoben sköts inte av …").
_PREDICATES = ("copula", "past-copula", "runs-pp", "supports-pp", "endorses-pp", "provides-pp")
#: So many words has a noun with what belongs to it.
_LONGEST = 5
#: So many words with the verb behind it say where or when something is: "Drinks in the foyer are …".
_PLACE = 10


class Phrase(NamedTuple):
    """A noun and the words that belong to it; `first` is its article, if it has one."""

    first: int
    noun: int
    last: int


def target_of(statement: Statement, reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """That a denial is about a part of the event, or empty where it is about the event itself."""
    if not any(reason.modifier == "negated" for reason in reasons):
        return ()
    if statement.family == "acts-for" and CREW in statement.sentence.words[: statement.first]:
        return ()  # "coaches of Acme teach the second part, not on behalf of Acme"
    words = other_subject(statement)
    return (Reason("part", words),) if words else ()


def other_subject(statement: Statement) -> str:
    """The words for what else a statement is about; empty where that is this event, or nothing is named."""
    sentence = statement.sentence
    begin, end = clause(sentence, statement.first, statement.last)
    begin = _behind_lead_in(sentence, begin, statement.first)
    regions: tuple[tuple[int, int, bool], ...]
    if _is_subject(statement):
        regions = ((statement.org + 1, end, True), (begin, statement.org - 1, False))
    elif sentence.is_a(statement.last + 1, "be") or _opens_with_verb(statement, begin):
        regions = ((begin, statement.first - 1, False), (statement.last + 1, end, True))
    else:
        regions = ((begin, statement.first - 1, False),)
    for first, last, bare in regions:
        phrases = [*_phrases(sentence, first, last, bare=bare)]
        if not bare:  # "at this evening the raffle is not run by …": what says when or where is no subject
            phrases.sort(key=lambda phrase: _says_where(sentence, phrase))
        for phrase in phrases:
            if _stands_beside(sentence, phrase.last + 1):
                continue  # "neither the school nor Acme is …"
            if bare and sentence.is_a(phrase.noun, "negator"):
                break  # "with the raffle Acme has nothing to do"
            decided = _is_this(sentence, phrase, whole=not bare and statement.family in _WHOLE)
            if decided is not None:
                takes_up = decided and phrase.first == phrase.last and not sentence.is_a(phrase.noun, "we")
                return _taken_up(sentence, begin) if takes_up else "" if decided else _words(sentence, phrase)
    return _taken_up(sentence, begin)


def _opens_with_verb(statement: Statement, begin: int) -> bool:
    """Whether a clause has its subject right behind what it denies: "non è un evento di Acme la festa"."""
    sentence = statement.sentence
    if "adjectives-follow" not in sentence.language.traits or not sentence.is_a(statement.last + 1, "det"):
        return False
    return all(sentence.has_any(("be", "negator", "indefinite"), i, i) for i in range(begin, statement.first))


def opens_without_noun(sentence: Sentence) -> bool:
    """Whether a sentence opens with a word that takes up a noun, and its verb follows: "that one is", "it is"."""
    if not sentence.is_any(0, "pronoun", "det"):
        return False
    if sentence.is_a(0, "we") or (sentence.is_a(0, "this-event") and sentence.is_a(0, "det")):
        return False  # "this is no official event": the page's own
    behind = 2 if sentence.is_a(1, "one-of") or sentence.word(1)[:1] == "-" else 1  # "that one", "celui-là"
    return sentence.is_any(behind, "negator", *_VERBS, *_PREDICATES)


def aside_in(sentence: Sentence, classes: Sequence[str]) -> str:
    """The word of some classes by which a text names something beside the event: "and the raffle?", "the quiz"."""
    for i, word in enumerate(sentence.words):
        if sentence.is_any(i, *classes) and not is_titled(sentence, word):
            return word
    return ""


def _taken_up(sentence: Sentence, begin: int) -> str:
    """What a clause without a noun is about, where one before it names a pastime: "the quiz is on Friday, it is not …"."""
    for phrase in _phrases(sentence, 0, begin - 1, bare=False):
        return _words(sentence, phrase) if _is_pastime(sentence, phrase) else ""
    return ""


def _words(sentence: Sentence, phrase: Phrase) -> str:
    return " ".join(sentence.words[phrase.first : phrase.last + 1])


def _says_where(sentence: Sentence, phrase: Phrase) -> bool:
    before = phrase.first - 1
    return sentence.is_any(before, "at", "preposition")


def _stands_beside(sentence: Sentence, index: int) -> bool:
    """Whether the organisation is named in one breath with what stands before a word."""
    if not sentence.is_any(index, "and", "neither"):
        return False
    after = index + 2 if sentence.is_a(index + 1, "det") else index + 1
    return sentence.word(after) == ORG


def _behind_lead_in(sentence: Sentence, begin: int, first: int) -> int:
    """Where the subject of a clause may begin: "unlike last year, the day is not …" is about the day."""
    commas = [i for i in range(begin, first) if sentence.words[i] == ","]
    if not commas or not sentence.is_a(commas[0] + 1, "det"):
        return begin
    listed = len(commas) > 1 or commas[0] > begin + 2  # not "this evening, the raffle is …"
    return begin if listed and sentence.is_any(begin, "det", "this-event") else commas[0] + 1


def is_loose(statement: Statement) -> bool:
    """Whether nothing ties what is said to this event ("Acme offers a good way to begin", "a member of Acme").

    Neither this event nor those who hold it are named, nor anything that they get; and no reader is spoken to.
    """
    if statement.family in _TYING:
        return is_of_something_else(statement)
    if statement.family not in _DOING or not _acts(statement):
        return False
    sentence = statement.sentence
    begin, end = clause(sentence, statement.first, statement.last)
    if sentence.word(end + 1) == ":":
        end = len(sentence.words) - 1  # "Acme presents: the night of code"
    elif (
        sentence.word(end + 1) == "," and begin == statement.first and sentence.is_any(begin, "runs-pp", "supports-pp")
    ):
        end = clause(sentence, end + 2, end + 2)[1]  # "organised by the town and Acme, the evening begins at eight"
    if sentence.is_a(statement.last + 1, "pronoun") or sentence.has("invites", statement.first, statement.last):
        return False  # "Acme invites you"
    words = range(begin, end + 1)
    return not _speaks_of_event(sentence, words, given=statement.family != "supports")


def is_of_something_else(statement: Statement) -> bool:
    """Whether a clause that names a tie, or denies it, names something else that has it, and no word of this event."""
    sentence = statement.sentence
    begin, end = clause(sentence, statement.first, statement.last)
    words = [i for i in range(begin, end + 1) if i != statement.org + 1]  # "part of the Acme project"
    beside = [i for i in words if not statement.first <= i <= statement.last and is_letters(sentence.words[i])]
    if all(sentence.is_any(i, *BESIDE) for i in beside):
        return False
    if any(sentence.is_a(i, name) for i in words for name in ("runs-pp", "runs-fin", "lesson", "course")):
        return False
    return not _speaks_of_event(sentence, [i for i in words if not _is_in_name(sentence, i)])


def _is_in_name(sentence: Sentence, i: int) -> bool:
    """Whether a word is one of a name that no title has: "Code" in "Code for Chad" on the page of a robot club."""
    if not sentence.is_capital_name(i):
        return False
    titles = sentence.notes.facts.titles
    return bool(titles) and not is_in_title(sentence, sentence.words[i]) and not sentence.is_a(i - 1, "this-event")


def _speaks_of_event(sentence: Sentence, words: Iterable[int], *, given: bool = True) -> bool:
    """Whether one of some words is of this event, of those who hold it, or of what they get.

    `given`: whether the verb gives what stands behind it; to support a thing is something else than to support with it.
    """
    return any(
        is_in_title(sentence, sentence.words[i])
        or (sentence.language.kinds_of(sentence.words[i]) and (given or _comes_with(sentence, i)))
        or sentence.is_any(i, "this-event", "beneficiary", "specific", *_THIS)
        for i in words
    )


def _comes_with(sentence: Sentence, noun: int) -> bool:
    """Whether a preposition stands right before a noun and what belongs to it: "with free pizza"."""
    return sentence.is_a(sentence.back_over(noun, ("det", "adj")), "preposition")


def _acts(statement: Statement) -> bool:
    """Whether the organisation is the subject of a verb, on either side of it; not where it is done "by" it."""
    sentence, org = statement.sentence, statement.org
    if org > statement.first and sentence.is_any(statement.first, "preposition", "source"):
        return False  # "with the support of Acme"
    before = org - 1
    while before > statement.first and sentence.is_a(before, "det"):
        before -= 1
    if sentence.is_any(before, "preposition", "by"):
        return False
    return any(sentence.is_any(i, *_ACTS) for i in range(statement.first, statement.last + 1) if i != org)


def _is_subject(statement: Statement) -> bool:
    """Whether the organisation is the subject: a verb of the claim stands behind it."""
    sentence, org = statement.sentence, statement.org
    return org <= statement.first + 1 and sentence.has_any(_VERBS, org, statement.last)


def _phrases(sentence: Sentence, first: int, last: int, *, bare: bool) -> Iterator[Phrase]:
    """The noun phrases of some words, in order. `bare`: also nouns without an article, behind a preposition."""
    i = first
    while i <= last:
        if sentence.is_a(i, "this-event") and not sentence.is_a(i, "det"):
            yield Phrase(i, i, i)  # "we", "tonight"
            i += 1
            continue
        opens = sentence.is_a(i, "det") and not _is_clitic(sentence, i)
        loose = (i == first and not bare) or (bare and sentence.is_a(i - 1, "preposition"))
        if not opens and not (loose and _is_noun(sentence, i)):
            i += 1
            continue
        noun = i
        while noun <= last and sentence.is_any(noun, "adj", "det") and not _is_noun(sentence, noun):
            noun += 1
        if noun > last or not _is_noun(sentence, noun):
            if sentence.is_a(i, "this-event"):
                yield Phrase(i, i, i)
            i += 1
            continue
        end = noun
        while end < last and end - noun < _LONGEST and (_is_noun(sentence, end + 1) or _is_genitive(sentence, end + 1)):
            end += 1
        if not opens and not bare and not _opens(sentence, noun, end):
            i += 1
            continue
        yield Phrase(i, noun, end)
        i = end + 1


def _is_clitic(sentence: Sentence, i: int) -> bool:
    """Whether an article is a pronoun before its verb, where a language has both alike: "no lo avala"."""
    if "clitic-articles" not in sentence.language.traits:
        return False
    return any(sentence.is_a(i + 1, name) for name in _VERBS if name != "aux")


def _opens(sentence: Sentence, noun: int, end: int) -> bool:
    """Whether words without an article are the subject that a sentence opens with: "Drinks (in the bar) are not …"."""
    beside = sentence.has_any(("side-show", "pastime"), noun, end)
    behind = range(end + 1, end + (_PLACE if beside else 2))
    verb = next((i for i in behind if sentence.is_any(i, *_PREDICATES)), None)
    if verb is None or "," in sentence.words[end:verb]:
        return False
    if sentence.capital_nouns and not noun:
        return sentence.is_a(end, "side-show") or bool(sentence.language.kinds_of(sentence.words[end]))
    return True


def _is_genitive(sentence: Sentence, i: int) -> bool:
    return sentence.words[i] in _GENITIVES and _is_noun(sentence, i + 1)


def _is_noun(sentence: Sentence, i: int) -> bool:
    word = sentence.word(i)
    if word in {ORG, CREW} or not is_letters(word) or sentence.is_a(i, "this-event"):
        return False
    if sentence.is_any(i, *_THIS):
        return True
    if sentence.capital_nouns:
        return is_capitalised(word) and not sentence.is_any(i, "det", *FUNCTION)
    return not sentence.is_any(i, "det", *FUNCTION)


def _is_festivity(sentence: Sentence, phrase: Phrase, event: int) -> bool:
    """Whether an event is one that others hold beside this one, whose title does not name it: "the party on the beach"."""
    word, titles = sentence.words[event], sentence.notes.facts.titles
    if (
        not (titles or _names_another(sentence))
        or sentence.is_a(event, "hosts")
        or any(sentence.is_a(i, "this-event") for i in range(phrase.first, phrase.noun))
    ):
        return False
    told = sentence.has_any(("at", "in", "preposition", "crew-link"), phrase.last + 1, phrase.last + 1)
    days = sentence.all_of("day-word", phrase.first, event)
    told = told or any(not sentence.is_any(i, "det", "preposition") for i in days)  # "the Sunday party"
    aside = bool(sentence.language.kinds_of(word)) or (told and sentence.is_a(event, "festivity"))
    return aside and not is_titled(sentence, word)


def _names_another(sentence: Sentence) -> bool:
    """Whether a sentence before names an event that is no festivity, where no title says which one the page is about."""
    before = sentence.notes.sentences[: sentence.index]
    return any(not each.is_a(i, "festivity") for each in before for i in each.all_of("event"))


def _is_pastime(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase names an event of leisure that no title has: "the quiz night", not "our quiz night"."""
    if any(sentence.is_a(i, "this-event") for i in range(phrase.first, phrase.noun)):
        return False
    inside = [i for i in range(phrase.noun, phrase.last + 1) if sentence.is_a(i, "pastime")]
    words = [sentence.words[i].lower() for i in inside]
    if any(is_titled(sentence, word) for word in words):
        return False
    if not sentence.capital_nouns:
        return bool(words)
    titles = [title for title in sentence.notes.facts.titles if len(title) >= COMPOUND]
    return bool(words) and not any(word.startswith(title) for word in words for title in titles)


def _is_this(sentence: Sentence, phrase: Phrase, *, whole: bool) -> bool | None:
    """Whether a phrase means this event (or those who hold it), or something else; None where it says nothing."""
    words, titles = sentence.words, sentence.notes.facts.titles
    inside = range(phrase.noun, phrase.last + 1)
    if phrase.noun == phrase.last == phrase.first and sentence.is_a(phrase.first, "this-event"):
        return True
    heads = [
        i for i in inside if i == phrase.last or sentence.is_any(i + 1, "at", "in", "day-word")
    ]  # "drinks on Sunday"
    if any(sentence.is_a(i, "side-show") for i in heads) or _is_pastime(sentence, phrase):
        return False
    named = [i for i in inside if sentence.is_any(i, *_THIS)]
    if named:
        head = next((i for i in named if sentence.is_a(i, "festivity")), named[0])  # "the Sunday party"
        return not (sentence.is_a(head, "event") and _is_festivity(sentence, phrase, head))
    if any(is_titled(sentence, words[i]) for i in inside):
        return True
    if any(sentence.is_a(i, name) for i in inside for name in _TIES):
        return None
    pointed = any(sentence.is_a(i, "this-event") for i in range(phrase.first, phrase.noun))
    if pointed and not sentence.is_a(phrase.first, "own"):
        return not sentence.language.kinds_of(words[phrase.last])
    if sentence.is_capital_name(phrase.last):
        return True  # a name: the event's, or that of those who hold it
    # without any title, the page may call its event so: "the supper is not organised by …"
    return whole and not titles and not sentence.language.kinds_of(words[phrase.last])
