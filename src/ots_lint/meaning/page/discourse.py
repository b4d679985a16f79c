"""What goes over the border of a sentence: what follows it, and which words of it take up the organisation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.sentence.contributions import PLACE_KIND, POSSESSIVE, Contribution, contributions, is_possessive
from ots_lint.meaning.sentence.group_nouns import names_such, takes_up
from ots_lint.meaning.sentence.lines import Sentence
from ots_lint.meaning.sentence.things import before, listed
from ots_lint.text.initials import is_capitalised

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading

#: A pronoun so far from the beginning of a sentence still takes up the organisation.
_NEAR = 6
#: So many words away is what stands beside a word at most: "Acme and the library", "dort führt man …".
_BESIDE = 3
#: So many sentences in a row may go on about the organisation; one more may stand between.
_MOST = 4
#: Verbs that state a contribution, and what may stand before one whose subject is dropped.
_GIVING = ("gives-fin", "does-fin", "helps-fin", "teaches-fin")
_GIVEN = ("given-pp", "teaches-pp", "provides-pp")
_BEFORE_VERB = ("aux", "adv", "beneficiary")
#: Families of words that credit the organisation, and so many sentences behind one more thanks may go to it.
_CREDITING, _FURTHER = frozenset({"thanks", "credited", "co-runs", "partner", "supports"}), 8
#: Words behind which the reason of thanks stands.
_REASONS = ("for", "clause-opener", "conjunction", "relative", "crew-link")
#: The kind of what no reader is asked to bring.
_PEOPLE = "coaches"
#: The classes of the words that may take up the organisation, or its people: most sentences have none of them.
_TAKING_UP = (
    "latter",
    "former",
    "house",
    "org-noun",
    "its",
    "its-own",
    "there",
    "where-from",
    "org-pronoun",
    *POSSESSIVE,
)


def following(reading: Reading, sentence: Sentence) -> Sentence | None:
    """The sentence after one, in the same unit or in the next one of the same list or paragraph flow."""
    unit = sentence.unit
    if sentence.index + 1 < len(unit.sentences):
        return unit.sentences[sentence.index + 1]
    number = goes_on(reading, reading.unit_of.get(unit.runs[0]))
    sentences = reading.sentences(number) if number is not None else ()
    return sentences[0] if sentences else None


def goes_on(reading: Reading, number: int | None) -> int | None:
    """The unit that goes on from one in the same list or paragraph flow; None where none does."""
    if number is None or number + 1 >= len(reading.units):
        return None
    runs = reading.page.runs
    here, there = runs[reading.units[number][-1]], runs[reading.units[number + 1][0]]
    if there.kind != here.kind and not (here.kind == "heading" and there.kind == "prose"):
        return None
    if here.where.heading != there.where.heading and here.kind != "heading":
        return None
    return number + 1


def taken_up(reading: Reading, sentence: Sentence) -> Iterator[Contribution]:
    """What the sentences after one that names the organisation say of it by "it", "the latter", "from them"."""
    after, passed = sentence, 0
    for _ in range(_MOST):
        following_one = None if _is_left(reading, after, passed) else following(reading, after)
        if following_one is None or ORG in following_one.words or CREW in following_one.words:
            return
        after = following_one
        found = _stated_of(after, sentence)
        passed += not found and next(resolved(after, sentence), None) is None
        if passed > 1:
            return  # one sentence may stand between: "Ours is the room. Theirs is the rest."
        yield from found


def _is_left(reading: Reading, sentence: Sentence, passed: int) -> bool:
    """Whether the texts behind a sentence surely do not take anything up, so that they need not be read.

    `passed`: how many sentences already did not. Each text has one at least, and the second of them ends it.
    """
    unit = sentence.unit
    if sentence.index + 1 < len(unit.sentences):
        return False
    number = reading.unit_of.get(unit.runs[0])
    for _ in range(passed, 2):
        number = goes_on(reading, number)
        if number is None:
            return True
        pack = reading.pack(reading.page.runs[reading.units[number][0]])
        if pack is not None and ("dropped-subjects" in pack.traits or reading.may_have(number, *_TAKING_UP, "theirs")):
            return False
    return True


def resolved(sentence: Sentence, before: Sentence) -> Iterator[Sentence]:
    """The sentence with a word for the organisation in place of each that may take it up from the one before."""
    for i in sentence.places_of(_TAKING_UP):
        people = sentence.people_for(i) if i < _NEAR and is_possessive(sentence, i) else None
        if people is not None and not _is_background(before):
            yield people  # "five of its people"
        if _takes_up(sentence, i, before):
            yield sentence.standing_for(i)


def answered(reading: Reading, question: Sentence) -> Iterator[Contribution]:
    """ "What does … bring? Eleven coaches and a stack of worksheets." """
    answer = following(reading, question) if question.is_question else None
    if answer is None or not (question.has("gives-fin") or question.has("does-fin")):
        return
    for sentence in answer.unit.sentences[answer.index :]:
        if sentence.is_question or sentence.has("negator") or ORG in sentence.words:
            return
        if sentence.index > answer.index and sentence.has("gives-fin"):
            return  # somebody does something: no list of what is brought any more
        for thing in listed(sentence):
            yield Contribution(thing.kind, sentence, thing.first, thing.last)


def asked(sentence: Sentence) -> Iterator[Contribution]:
    """ "Who pays for the tea? … does." """
    if not sentence.index or ORG not in sentence.words[:2] or sentence.has("negator"):
        return
    question = sentence.unit.sentences[sentence.index - 1]
    who = int(question.words[0] == "¿")
    if question.is_question and question.is_a(who, "who") and ORG not in question.words:
        words = [ORG, *question.words[who + 1 : -1]]
        told = Sentence(question.notes, question.start, words, question.index)
        for found in contributions(told):
            yield found._replace(sentence=sentence, first=0, last=len(sentence.words) - 1)


def named_before(sentence: Sentence) -> Iterator[Contribution]:
    """ "The keyboards? A loan from …." A thing that a question only names is what its answer is about."""
    if not sentence.index or ORG not in sentence.words:
        return
    question = sentence.unit.sentences[sentence.index - 1]
    thing = [i for i, word in enumerate(question.words) if question.language.kinds_of(word)]
    if not question.is_question or not thing or not _only_names(question):
        return
    answer = [word.lower() for word in sentence.words]
    told = Sentence(question.notes, question.start, [*question.words[:-1], ",", *answer], question.index)
    for found in contributions(told):
        if found.first < len(question.words) <= found.last:
            yield found._replace(sentence=sentence, first=0, last=len(sentence.words) - 1)


def thanked_after(sentence: Sentence) -> Iterator[Contribution]:
    """ "Drinks are provided. Thank you, Acme!" Somebody gives a thing, and the next words thank for it."""
    if not sentence.index or len(sentence.words) > _NEAR or sentence.is_question or not sentence.matches("thanks"):
        return
    earlier = sentence.unit.sentences[sentence.index - 1]
    given = next(iter(earlier.all_of("given-pp")), 0)
    if earlier.is_question or {ORG, CREW} & set(earlier.words) or earlier.has_any(("by", "we", "negator")):
        return
    if any(_is_giver(earlier, i) for i in range(given + 1, len(earlier.words))):
        return  # "the snacks come courtesy of our sponsor Bell"
    for word in earlier.words[:given]:
        for kind in earlier.language.kinds_of(word):
            yield Contribution(kind, sentence, 0, len(sentence.words) - 1)
            return


def _is_giver(sentence: Sentence, i: int) -> bool:
    """Whether somebody is named there from whom a thing comes, by a role or by a name."""
    named = is_capitalised(sentence.words[i]) and sentence.language.may_name(sentence.words[i])
    return sentence.is_a(i, "role") or (named and sentence.is_any(i - 1, "crew-link", "source"))


def thanked_on(reading: Reading, sentence: Sentence) -> Iterator[Contribution]:
    """ "Thanks to Acme. Thank you also for the hall." Further thanks that name nobody go to whom was thanked before."""
    if not any(s.family in _CREDITING for s in reading.statements(sentence)):
        return
    last = max(reading.units_with("thank"), default=-1)
    after = sentence
    for _ in range(_FURTHER):
        unit = after.unit
        here = reading.unit_of.get(unit.runs[0], -1)
        if after.index + 1 == len(unit.sentences) and last <= here:
            return  # so that no text need be read for nothing
        following_one = following(reading, after)
        if following_one is None or {ORG, CREW} & set(following_one.words):
            return
        after = following_one
        told = _addressed(after)
        for found in contributions(told) if told is not None else ():
            yield found._replace(sentence=after, first=0, last=len(after.words) - 1)


def _addressed(sentence: Sentence) -> Sentence | None:
    """Thanks that name nobody, as if they went to the organisation; None where a sentence is none."""
    thank = next((i for i in range(min(_NEAR, len(sentence.words))) if sentence.is_a(i, "thank")), None)
    if thank is None or sentence.is_question or sentence.has("negator", last=thank):
        return None
    reasons = (i for i in range(thank + 1, thank + _BESIDE + 1) if sentence.is_any(i, *_REASONS))
    reason = next(reasons, None)
    if reason is None or any(is_capitalised(sentence.words[i]) for i in range(thank + 1, reason)):
        return None  # "thank you, Bell", "thanks to Bell for the hall"
    words = [*sentence.words[: thank + 1], ORG, *sentence.words[reason:]]
    return Sentence(sentence.notes, sentence.start, words, sentence.index)


def _only_names(question: Sentence) -> bool:
    """Whether a question is a thing alone that readers know of: "The keyboards?", and not "Questions?"."""
    if len(question.words) > _NEAR or {ORG, CREW} & set(question.words):
        return False
    known = question.is_a(0, "det") or "suffixed-articles" in question.language.traits
    return known and not question.has_any((*_GIVING, "indefinite", "be", "who", "channel-use", "channel-act"))


def _stated_of(sentence: Sentence, earlier: Sentence) -> list[Contribution]:
    found = [*theirs(sentence)]
    for reading in resolved(sentence, earlier):
        found += [
            contribution._replace(sentence=sentence)
            for contribution in contributions(reading)
            if contribution.kind or sentence.has("beneficiary")  # "it makes mistakes" is no help
        ]
    return found or [*_going_on(sentence, earlier)]


def _going_on(sentence: Sentence, earlier: Sentence) -> Iterator[Contribution]:
    """What a sentence says of the organisation before it, in a language that drops subjects: "También trae pizza."."""
    verb = _bare_verb(sentence)
    if verb is None:
        return
    lead = [word.lower() for word in sentence.words[:verb] if word.isalpha()]  # "Además, trae pizza."
    words = [ORG, *lead, sentence.words[verb].lower(), *sentence.words[verb + 1 :]]
    told = Sentence(sentence.notes, sentence.start, words, sentence.index)
    shift = len(sentence.words) - len(words)
    goes_on = earlier.unit is sentence.unit and earlier.index + 1 == sentence.index and earlier.words[0] == ORG
    given = sentence.has("beneficiary") or any(  # "brings laptops for whoever has none"
        sentence.is_a(i, "for") and sentence.is_a(i + 1, "option") for i in range(verb, len(sentence.words))
    )
    asks = verb == 0 and sentence.is_a(0, "request") and not given and not goes_on
    for found in contributions(told):
        if asks and found.kind != _PEOPLE:
            continue  # "Trae tu portátil."
        yield Contribution(found.kind, sentence, max(found.first + shift, 0), found.last + shift)


def _bare_verb(sentence: Sentence) -> int | None:
    """The verb of giving that a sentence without a subject of its own opens with; small words may stand before it."""
    if "dropped-subjects" not in sentence.language.traits:
        return None
    verb = next((i for i in range(min(_NEAR, len(sentence.words))) if _gives(sentence, i)), None)
    if verb is None or any(not sentence.is_any(i, *_BEFORE_VERB) for i in range(verb) if sentence.words[i].isalpha()):
        return None
    for i in range(verb + 1, len(sentence.words)):
        word = sentence.words[i]
        if sentence.language.may_name(word) and not sentence.is_a(i - 1, "preposition"):
            return None  # "Pone la pizza Acme": somebody else
    return verb


def _gives(sentence: Sentence, index: int) -> bool:
    """Whether a verb of giving stands here ("trae"), or its participle behind a helping verb ("ha cedido")."""
    if sentence.is_any(index, "impersonal", "copula"):
        return False
    if sentence.is_any(index, *_GIVING):
        return True
    given = sentence.is_any(index, *_GIVEN)
    return given and sentence.has("be", last=index)


def theirs(sentence: Sentence) -> Iterator[Contribution]:
    """ "Theirs is the rest: nine tutors", "half of the staff is theirs"."""
    at = next(iter(sentence.places_of(("theirs",))), None)
    if at is None or sentence.has("negator", at - _NEAR, at):
        return
    verb = at - 1 if sentence.is_a(at - 1, "be") else at - 2  # "are all theirs"
    if sentence.is_a(at + 1, "be"):
        given = listed(sentence, at + 2)
    else:
        given = before(sentence, verb - 1, is_open=False) if sentence.is_a(verb, "be") else []
    for thing in given:
        yield Contribution(thing.kind, sentence, min(at, thing.first), max(at, thing.last))


def _takes_up(sentence: Sentence, index: int, before: Sentence) -> bool:
    """Whether a word may stand for the organisation of the sentence before."""
    is_a = sentence.is_a
    if is_a(index, "latter"):
        return _is_named(before, first=False)
    if is_a(index, "former"):
        return _is_named(before, first=True) and not is_a(index - 1, "indefinite")
    if is_a(index, "house"):
        return any(given.kind == PLACE_KIND for given in contributions(before))  # "a coach of the house"
    if is_a(index, "org-noun"):
        return takes_up(sentence, index, before)
    opens = index < 2 or (index == 2 and is_a(1, "copula"))  # "it is their coaches who …"
    opens = opens or is_a(index - 1, "without") or is_a(index + 1, "share-of")  # "…, for their part"
    if (is_a(index, "its") or is_a(index, "its-own")) and opens:
        owned = _is_owned(sentence, index + 1)  # "its share", "its coaches …", "without its coaches …"
        if owned or not is_a(index, "plural-pronoun"):
            return owned  # "sono loro a …": a possessive may be a pronoun, too
    if is_a(index, "we") or _is_background(before):
        return False
    if is_a(index, "neuter"):  # "es gibt …", "war es"
        if (
            is_a(index + 1, "impersonal")
            or is_a(index - 1, "impersonal")
            or is_a(index - 1, "copula")
            or is_a(index - 1, "past-copula")
        ):
            return False
    if index > 2 and is_a(index - 1, "crew-link") and is_a(index - 2, "one-of"):
        return False  # "…; one of them": of those whom the sentence itself names
    if is_a(index, "where-from") and is_a(index - 1, "source"):
        return True  # "six coaches come from there"
    if is_a(index, "there") and any(is_a(index - 1, name) for name in ("source", "without", "preposition")):
        return True  # "we got … from them"
    if is_a(index, "there") and _is_impersonal(sentence, index):
        return True
    if is_a(index, "person") and not is_a(index, "neuter") and CREW not in before.words:
        return False  # "she mails her slides"
    if names_such(before, sentence.words[index]):
        return False  # "föreningen" behind the name of another one
    far = index >= _NEAR and not _is_set_against_us(sentence, index) and not _is_thanked_for(sentence, index, before)
    if far or not is_a(index, "org-pronoun") or _is_of_noun(sentence, index):
        return False
    # "that room" is no group, and "die Schule" is another one
    near = is_a(index + 1, "gives-fin") or is_a(index + 1, "be") or is_a(index - 1, "copula")  # "sono loro a …"
    return not is_a(index, "det") or near


def _is_set_against_us(sentence: Sentence, index: int) -> bool:
    """Whether a clause about others follows one about those who write: "we bring the room; they bring coaches"."""
    opens = sentence.words[index - 1] in {",", ";"} or sentence.is_a(index - 1, "and")
    return opens and sentence.is_a(index, "plural-pronoun") and sentence.has("we", last=index)


def _is_thanked_for(sentence: Sentence, index: int, before: Sentence) -> bool:
    """Whether a thing is named behind thanks by who gave it: "Thanks to Acme. We sat on the chairs they paid for."."""
    if not sentence.is_a(index, "plural-pronoun") or not sentence.is_a(index + 1, "gives-fin"):
        return False
    return bool(sentence.language.kinds_of(sentence.words[index - 1])) and before.has("thank")


def _is_of_noun(sentence: Sentence, index: int) -> bool:
    """Whether a word opens a clause about the noun before it: "the tutors are members who …"."""
    if not index or not sentence.is_a(index, "relative") or sentence.is_a(index, "plural-pronoun"):
        return False
    if sentence.is_any(index, "neuter", "and"):
        return False
    before = sentence.words[index - 1]
    small = ("aux", "adv", "and", "be", "clause-opener", "gives-fin", "does-fin", "preposition")
    return before in {",", "("} or (before.isalpha() and not sentence.is_any(index - 1, *small))


def _is_background(sentence: Sentence) -> bool:
    """Whether the organisation is only where somebody works: "She is a consultant at …"."""
    return ORG in sentence.words and sentence.is_at(sentence.words.index(ORG))


def _is_owned(sentence: Sentence, index: int) -> bool:
    """Whether a word for a share or a contribution stands here, or behind an adjective."""
    for i in range(index, min(index + 2, len(sentence.words))):
        if sentence.is_a(i, "share-of") or sentence.language.kinds_of(sentence.words[i]):
            return True
        if not sentence.is_a(i, "adj"):
            return False
    return False


def _is_named(sentence: Sentence, *, first: bool) -> bool:
    """Whether the organisation is the first, or the last, of two that a sentence names."""
    places = [i for i, word in enumerate(sentence.words) if word == ORG]
    if not places:
        return False
    if first:
        return sentence.has("and", places[0], places[0] + _BESIDE)
    return sentence.has("and", places[-1] - _BESIDE, places[-1])


def _is_impersonal(sentence: Sentence, index: int) -> bool:
    """Whether somebody unnamed does something there: "dort führt man …"."""
    return sentence.has("one", index - _BESIDE, index + _BESIDE)
