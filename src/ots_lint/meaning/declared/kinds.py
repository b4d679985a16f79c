"""Whether a page says of a kind of contribution that it comes from the organisation, where that is declared.

What is declared is true until the page says otherwise. So it is only asked whether a word of that kind stands where the
organisation is spoken of, and is neither denied nor somebody else's; which verb ties the two does not matter: "… supports
the lab: four coaches are in the room", "… makes light of our paperwork".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.credit.helping import CREW_KIND, HELPS, helps, is_taken_back
from ots_lint.meaning.page.discourse import following, resolved
from ots_lint.meaning.page.titles import is_title
from ots_lint.meaning.sentence.contributions import PLACE_KIND
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.meaning.sentence.things import gives_else, is_done_by_another, is_thing, says_where, says_who_else
from ots_lint.meaning.works.uses import material_verdicts
from ots_lint.text.initials import is_capitalised
from ots_lint.text.patterns import compiled

if TYPE_CHECKING:
    from ots_lint.language.language import Language
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence

#: What is given where its learning material is used.
_MATERIAL_KIND = "materials"
#: Signs behind a name that say what it gives: "Acme: coaches", "Acme (coaches)".
_LABELS = frozenset({":", "(", CELL, "–", "—", "-", "=", "'s", "'"})
#: What is no sentence of the page's.
_NO_TEXT = frozenset({"title", "meta", "front-matter", "structured-data"})
#: Signs between the links of a footer or a menu.
_DOTS = frozenset({"·", "•"})
_BREAKS = frozenset({",", ";", ":", CELL, "–", "—", "(", ")", *_DOTS})
#: A noun with what stands before it has so many words.
_NOUN = 3
_GENITIVES = frozenset({"'s", "'"})
#: Classes of verbs by which somebody gets something.
_GIVES = ("gives-fin", "does-fin", "helps-fin", "teaches-fin", "supports-fin")
#: Classes of small words that may stand between two of a list.
_BETWEEN = ("and", "filler", "det", "adj", "adv", "aux")


def unstated(reading: Reading, declared: Sequence[str], more: Set[str] = frozenset()) -> list[str]:
    """Those of the declared contributions that the page states nowhere. `more`: kinds that it states elsewhere."""
    if not declared:
        return []
    stated = {c.kind for c in reading.contributions}.union(reading.said_kinds, more)
    return [kind for kind in declared if not _is_stated(reading, kind, stated)]


def states_any(reading: Reading, declared: Sequence[str]) -> bool:
    """Whether the page states one of the declared contributions; one without words cannot be told."""
    telling = [kind for kind in declared if _words(kind)]
    return len(unstated(reading, telling)) < len(telling)


def known_kinds(reading: Reading) -> set[str]:
    """The kinds of contribution that a language has words for; others are declared in words of their own."""
    from ots_lint.meaning.tongues.blocks import packs_of

    return packs_of(reading.ruleset).kinds()


def _is_stated(reading: Reading, kind: str, stated: Set[str]) -> bool:
    if kind in known_kinds(reading):
        return kind in stated
    # free text: its words, or those of a kind that one of them is of, stand in a sentence with the organisation
    words = _words(kind)
    if not words or any(not stated.isdisjoint(pack.kinds_of(w)) for pack in _packs(reading) for w in words):
        return True
    lines = [" ".join(s.words).lower() for s in reading.mentioning]
    lines += [" ".join(c.sentence.words).lower() for c in reading.contributions]
    return any(any(w[: max(4, len(w) - 2)] in line for w in words) for line in lines)


def _words(kind: str) -> list[str]:
    return [word.lower() for word in compiled(r"\p{L}{4,}").findall(kind)]


def _packs(reading: Reading) -> list[Language]:
    """The packs of the languages in which the page names the organisation."""
    found = {id(pack): pack for run in reading.mentions if (pack := reading.pack(reading.page.runs[run])) is not None}
    return [*found.values()]


def said_kinds(reading: Reading) -> frozenset[str]:
    """The kinds of contribution that stand where the organisation is spoken of."""
    found: set[str] = set()
    privately = reading.declared.value == "unofficial"  # where people may help that the organisation does not send
    for sentence in _spoken_of(reading):
        run = reading.page.runs[sentence.run_of(0)]
        if run.kind == "title" or is_title(run) or sentence.is_question:
            continue
        for i, word in enumerate(sentence.words):
            kinds = set(sentence.language.kinds_of(word)) - found
            if kinds and not _is_promised(sentence, i) and _is_said(sentence, i) and _is_tied(sentence, i, privately):
                found |= kinds
        if helps(reading, sentence, privately) and (privately or not _is_background(sentence)):
            found.add(CREW_KIND)
        if any(verdict.counts for verdict in material_verdicts(sentence, None)):
            found.add(_MATERIAL_KIND)
    return frozenset(found)


def own_kinds(reading: Reading, wanted: Collection[str]) -> frozenset[str]:
    """The kinds, of those that are wanted, that a page speaks of on which the organisation itself speaks."""
    names = known_kinds(reading).intersection(wanted)
    found: set[str] = set()
    for number in range(len(reading.units)):
        if not names or not reading.may_have(number, *names):
            continue
        for sentence in reading.sentences(number):
            if sentence.is_question or reading.page.runs[sentence.run_of(0)].kind in _NO_TEXT:
                continue
            for i, word in enumerate(sentence.words):
                kinds = names.intersection(sentence.language.kinds_of(word)) - found
                if kinds and _is_said(sentence, i, ours=True):
                    found |= kinds
    return frozenset(found)


def speaks_of(reading: Reading, kind: str) -> bool:
    """Whether a text of the page has a word for a kind of contribution."""
    return any(
        kind in sentence.language.kinds_of(word)
        for number in range(len(reading.units))
        if kind in known_kinds(reading) and reading.may_have(number, kind)
        for sentence in reading.sentences(number)
        if reading.page.runs[sentence.run_of(0)].kind not in _NO_TEXT
        for word in sentence.words
    )


def _spoken_of(reading: Reading) -> Iterator[Sentence]:
    """The sentences that name the organisation, and the next ones in which a word takes it up, with it for that word."""
    for sentence in reading.mentioning:
        yield sentence
        after = following(reading, sentence)
        if after is not None and not {ORG, CREW} & set(after.words):
            yield from resolved(after, sentence)


def _is_said(sentence: Sentence, word: int, *, ours: bool = False) -> bool:
    """Whether a word of a kind is the organisation's: nothing denies it, and nobody else has it.

    `ours`: what is the organisers' own is the organisation's.
    """
    if not is_thing(sentence, word) or _is_a_name(sentence, word):
        return False
    if not ours and _is_in_list_with_org(sentence, word):
        return False
    if is_taken_back(sentence, word):
        return False
    first, last = _piece(sentence, word)
    if _is_in_verb(sentence, word) or (sentence.is_a(first, "relative-of") and sentence.words[first - 2] != ORG):
        return False  # "by Acme, whose coaches"
    if _is_for_another(sentence, first, word) or _is_asked_for(sentence, first, last):
        return False
    if _is_for_oneself(sentence, last):
        return False
    if ORG in sentence.words[first : last + 1] or CREW in sentence.words[first : last + 1]:
        return True
    if ours and any(not _is_object(sentence, i, first) for i in sentence.all_of("we", first, last)):
        return True
    if ours:
        return not (_is_others(sentence, word, first, last) or _costs(sentence, first, last))
    return not (_is_ours(sentence, word, first, last) or _is_others(sentence, word, first, last))


def _is_object(sentence: Sentence, pronoun: int, first: int) -> bool:
    """Whether a pronoun that may be both is an object, with its subject before it: "la bibliothèque nous prête"."""
    return (
        sentence.is_a(pronoun, "objective")
        and pronoun > first
        and sentence.words[pronoun - 1].isalpha()
        and not sentence.is_any(pronoun - 1, "adv", "preposition", "relative", "be", "at")
    )


def _is_tied(sentence: Sentence, word: int, privately: bool) -> bool:
    """Whether nothing shows that a thing only stands beside the organisation. `privately`: its people alone may give."""
    words, named = sentence.words, [i for i, here in enumerate(sentence.words) if here in {ORG, CREW}]
    near = min(named, key=lambda i: abs(i - word), default=word)
    between = range(min(near, word) + 1, max(near, word))
    if not _DOTS.isdisjoint(words[i] for i in between):
        return False  # the links of a footer
    in_title = words[word].lower().lstrip("-") in sentence.notes.facts.titles
    if in_title and PLACE_KIND in sentence.language.kinds_of(words[word]):
        return False  # "the Lab is held with …": it is the event
    if words[0][:1].isdigit() and CELL in words and CELL in (words[i] for i in between):
        return False  # a row of the programme
    first, last = _piece(sentence, word)
    if sentence.has_any(("endorses-pp", "endorses-fin"), first, last) and not sentence.has_any(_GIVES, first, last):
        return False  # "… has approved the room"
    if first <= near <= last and (_denied(sentence, between) or _is_joined(sentence, word, near, first)):
        return False
    if not privately and _is_of_somebody_there(sentence, word, near, first):
        return False
    return not _is_only_told(sentence, word, near, first, last)


def _is_joined(sentence: Sentence, word: int, near: int, first: int) -> bool:
    """Whether "and" parts a thing from the organisation behind it: "the tutors are paid by Acme and …"."""
    joint = next((i for i in range(min(near, word), max(near, word)) if sentence.is_a(i, "and")), 0)
    return bool(joint) and word < near and is_done_by_another(sentence, first, joint - 1)


def _denied(sentence: Sentence, between: range) -> bool:
    """Whether what stands between a thing and the organisation denies it: "the tutors are not provided by …"."""
    return any(sentence.is_a(i, "negator") and not sentence.is_a(i + 1, "only") for i in between)


def _is_of_somebody_there(sentence: Sentence, word: int, near: int, first: int) -> bool:
    """Whether the organisation is where somebody works who has a thing, or is one: "a coach at …", "she works at …"."""
    at = sentence.back_over(near, ("det",))
    if not (sentence.is_a(at, "at") or (sentence.is_a(at, "for") and word == at - 1)) or sentence.is_a(at, "with"):
        return False
    if word < near:
        return word == at - 1 or sentence.is_a(word - 1, "own")  # "our tutors learned at …"
    return not sentence.is_a(first, "relative")


def _is_only_told(sentence: Sentence, word: int, near: int, first: int, last: int) -> bool:
    """Whether the organisation does with a thing what gives nobody anything: "… publishes tutorials", "… has mentors"."""
    if word < near:
        return False  # "in the basement Acme calls home"
    if _owns_somebody(sentence, near):
        return not sentence.has_any(_GIVES, near + 2, word - 1)  # "…'s board meets at the tutors' table"
    verb = near + 1
    while sentence.is_a(verb, "adv"):
        verb += 1
    if not first <= near < verb <= last or not sentence.is_a(verb, "idle") or not sentence.words[verb].isalpha():
        return False
    if sentence.is_any(verb, *_GIVES, "and", "with", "preposition"):
        return False
    return not sentence.has_any(("beneficiary", "own", "we", "this-event"), first, last)


def _owns_somebody(sentence: Sentence, org: int) -> bool:
    """Whether the organisation is named as whose somebody or something is that has no kind: "the board of …"."""
    if sentence.word(org + 1) in _GENITIVES:
        noun = org + 2
    elif sentence.capital_nouns and sentence.is_a(org - 1, "source"):
        noun = org - 2
    else:
        return False
    if not sentence.word(noun).isalpha() or any(map(sentence.language.kinds_of, sentence.words[noun : noun + _NOUN])):
        return False
    return not sentence.is_any(noun, "people", "share-of", "adj", "source", "at", "preposition")


def _is_background(sentence: Sentence) -> bool:
    """Whether the organisation's people are named only to say who somebody is: "she is a coach at …"."""
    return CREW in sentence.words and sentence.is_at(sentence.words.index(CREW))


def _is_promised(sentence: Sentence, word: int) -> bool:
    """Whether a word stands in a promise of promotion: "… will announce the course in its newsletter"."""
    return any(match.first <= word <= match.last for match in sentence.matches("promotion"))


def _is_for_oneself(sentence: Sentence, last: int) -> bool:
    """Whether a label has a value by which everybody sees to it: "Food: bring your own"."""
    behind = sentence.words[last + 1 :]
    return behind[:1] in ([":"], [CELL]) and ORG not in behind and sentence.has("for-oneself", last + 2)


def _is_in_verb(sentence: Sentence, word: int) -> bool:
    """Whether a word is a part of a verb: "a lieu"."""
    return "adjectives-follow" in sentence.language.traits and sentence.is_a(word - 1, "be")


def _is_for_another(sentence: Sentence, first: int, word: int) -> bool:
    """Whether a word only says what another thing is for, or where it is: "coaches for our exercises"."""
    opens = next((i for i in range(word - 1, first, -1) if says_where(sentence, i)), first)
    between = [i for i in range(first, opens) if sentence.language.kinds_of(sentence.words[i])]
    if not between:
        return False
    return not any(sentence.is_a(i, name) for i in range(between[-1] + 1, opens) for name in HELPS)


def _is_asked_for(sentence: Sentence, first: int, last: int) -> bool:
    """Whether readers are asked for a thing: "bring your own lunch"."""
    return sentence.word(first - 1) in {"", ";"} and sentence.is_a(first, "gives-fin")


def _costs(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a thing costs readers something."""
    return sentence.has_any(("cost-verb", "currency"), first, last)


def _is_a_name(sentence: Sentence, word: int) -> bool:
    """Whether a word is one for an organisation."""
    return sentence.is_any(word, "org-noun", "role")


def _is_in_list_with_org(sentence: Sentence, word: int) -> bool:
    """Whether a word stands beside the organisation in a list of those who are named: "with $org and many volunteers"."""
    words = sentence.words
    places = [i for i, here in enumerate(words) if here in {ORG, CREW}]
    near = min(places, key=lambda i: abs(i - word), default=word)
    between = range(min(near, word) + 1, max(near, word))
    if not between or (near < word and words[near + 1] in _LABELS) or (word < near and words[near - 1] in _LABELS):
        return False
    joined = [i for i in between if words[i] == "," or sentence.is_a(i, "and")]
    return bool(joined) and all(
        words[i] == "," or is_capitalised(words[i]) or sentence.is_any(i, *_BETWEEN) for i in between
    )


def _piece(sentence: Sentence, word: int) -> tuple[int, int]:
    """The words around one, up to signs and words at which a clause may begin."""
    words = sentence.words
    first = last = word
    while first and words[first - 1] not in _BREAKS and not sentence.is_a(first - 1, "clause-opener"):
        first -= 1
    while last + 1 < len(words) and words[last + 1] not in _BREAKS and not sentence.is_a(last + 1, "clause-opener"):
        last += 1
    return _clause_of(sentence, word, first, last)


def _clause_of(sentence: Sentence, word: int, first: int, last: int) -> tuple[int, int]:
    """The part of a piece around a word where "and" joins two that have a verb of giving each."""
    verbs = sentence.all_of("gives-fin", first, last)
    joints = sentence.all_of("and", verbs[0], verbs[-1]) if verbs else []
    before = [i + 1 for i in joints if i < word]
    behind = [i - 1 for i in joints if i > word]
    return (before[-1] if before else first), (behind[0] if behind else last)


def _is_ours(sentence: Sentence, word: int, first: int, last: int) -> bool:
    """Whether the organisers have it, or do it: "our own coaches", "we write the worksheets"."""
    at = word - 1
    while at > first and sentence.is_a(at, "adj") and not sentence.is_a(at, "own"):
        at -= 1
    if at >= first and sentence.is_a(at, "own"):
        return True
    return any(not sentence.is_a(i, "beneficiary") for i in sentence.all_of("we", first, last))


def _is_others(sentence: Sentence, word: int, first: int, last: int) -> bool:
    """Whether somebody else gives what a piece of a sentence speaks of: "from the library", "Ms Bell wrote"."""
    # who helps is the subject: "our coaches bring patience"
    if CREW_KIND not in sentence.language.kinds_of(sentence.words[word]) and gives_else(sentence, first, last):
        return True
    if is_done_by_another(sentence, first, last) or sentence.has("belongs", first, last):
        return True
    if says_who_else(sentence, first, last):
        return True
    if sentence.word(first - 1) == "(" and first > 1 and sentence.words[first - 2] not in {ORG, CREW}:
        return is_capitalised(sentence.words[first - 2])  # "Acme (rooms)"
    also = any(sentence.is_any(i, "source", "by") for i in _before_names(sentence))
    for i in range(first, last):
        if not sentence.is_any(i, "source", "by") or sentence.is_a(i, "and"):
            continue
        named = next((k for k in range(i + 1, last + 1) if not sentence.is_a(k, "det")), last)
        if sentence.is_any(named, "org-pronoun", "its", "there", "theirs"):
            continue
        if also and i > word and sentence.is_a(i + 1, "det"):
            return True  # "the tutors are from …, the worksheets from the library"
        if is_capitalised(sentence.words[named]) and not sentence.language.kinds_of(sentence.words[named]):
            return True
        if sentence.is_capital_name(named + 1):
            return True  # "mentors of the cooperative Nodo"
    return False


def _before_names(sentence: Sentence) -> Iterator[int]:
    """The words before the organisation's name, and before its article."""
    for i, word in enumerate(sentence.words):
        if word == ORG:
            yield sentence.before_noun(i)
