"""Which pronouns can only mean the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.language.marks import CREW, NAME_MARK, ORG

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence

_BREAKS = frozenset({";", ":", ","})
#: A denial stands at most so far behind its subject.
_NEAR = 3
_VERBS = ("singular-verb", "plural-verb", "runs-fin", "supports-fin", "provides-fin", "endorses-fin")

#: The classes of the words that the pronouns here are of; most sentences have none of them.
_ASKED = ("in-return", "theirs", "there", "possessive", "neuter", "org-kind", "plural-pronoun")


def own_pronoun(sentence: Sentence) -> int | None:
    """The word that takes up the organisation in the sentence itself: "do not ask Acme; it does not run this"."""
    words = sentence.words
    named = [i for i, word in enumerate(words) if word in {ORG, CREW}]
    if len(named) != 1:
        return None
    for i in sentence.places_of(_ASKED):
        if i <= named[0]:
            continue
        if _is_theirs(sentence, i) or _is_spoken_for(sentence, i) or _is_the_organisation(sentence, i):
            return i
        opens = sentence.is_a(i - 1, "clause-opener")
        if words[named[0]] == ORG:
            opens = opens or words[i - 1] in _BREAKS or sentence.is_a(i - 1, "and")
        if opens and sentence.is_a(i, "neuter") and sentence.is_a(i + 1, "singular-verb"):
            return i
        if (
            opens
            and sentence.is_a(i, "plural-pronoun")
            and sentence.is_a(i + 1, "plural-verb")
            and _is_alone(sentence, i)
        ):
            return i
        if words[i - 1] == ":" and sentence.is_a(i, "plural-pronoun") and _has_verb(sentence, i + 1):
            return i
    return None


def referring_pronoun(sentence: Sentence, before: Sentence) -> int | None:
    """The word that takes up the organisation of the sentence before: "Acme helps. It brings coaches."."""
    words = sentence.words
    if ORG in words or before.words.count(ORG) + before.words.count(CREW) != 1:
        return None
    asked = sentence.places_of(_ASKED)
    if not asked:
        return None
    if CREW in before.words:
        return next((i for i in asked if _is_theirs(sentence, i) or _is_represented(sentence, i)), None)
    subject = ORG in before.words[:2] and not before.is_a(before.words.index(ORG) - 1, "preposition")
    for i in range(min(2, len(words) - 1)):
        if sentence.is_a(i, "neuter") and sentence.is_a(i + 1, "singular-verb"):
            return i
        if sentence.is_a(i, "plural-pronoun") and _has_verb(sentence, i + 1):
            if subject or (sentence.is_a(i + 1, "plural-verb") and _is_alone(before, len(before.words))):
                return i
    if (giver := _in_return(sentence)) is not None:
        # "the room is free for Acme; in return they announce …": who gets something gives something back
        if subject or (sentence.is_a(giver, "plural-pronoun") and _is_alone(before, len(before.words))):
            return giver
    return next((i for i in asked if _is_theirs(sentence, i) or _is_the_organisation(sentence, i)), None)


def _in_return(sentence: Sentence) -> int | None:
    """The pronoun of whoever gives something back: "in return they announce …", and not "in return we …"."""
    said = next(iter(sentence.all_of("in-return", 0, 1)), None)
    if said is None:
        return None
    for i in range(said + 1, said + 1 + _NEAR):
        if sentence.is_a(i, "we"):
            return None
        if sentence.is_a(i, "plural-pronoun") or sentence.is_a(i, "neuter"):
            return i
    return None


def _has_verb(sentence: Sentence, i: int) -> bool:
    return sentence.is_any(i, *_VERBS)


def _is_theirs(sentence: Sentence, i: int) -> bool:
    """Whether a word is the possessive of "one of their events", "an event of theirs", "in their name"."""
    if sentence.is_a(i, "theirs") and sentence.is_a(i - 1, "crew-link"):
        return not sentence.is_a(i, "plural-pronoun")  # "una di loro" is one of some people
    if sentence.is_a(i, "there") and sentence.is_a(i - 2, "one-of") and sentence.is_a(i - 3, "this-event"):
        return True  # "… does not make this one of them"
    if not sentence.is_a(i, "possessive"):
        return False
    if sentence.is_a(i + 1, "behalf"):
        return not sentence.is_a(i + 2, "private")  # "en leur nom propre" is in their own
    if not sentence.is_any(i - 1, "crew-link", "one-of", "negator"):
        return False
    at = i + 1
    while sentence.is_a(at, "adj") and not sentence.is_a(at, "event"):
        at += 1
    return sentence.is_any(at, "event", "event-plural")


def _is_spoken_for(sentence: Sentence, i: int) -> bool:
    """Whether a word is the pronoun of "we do not represent it", "do not speak for them"."""
    verb = i - 2 if sentence.is_a(i - 1, "for") else i - 1
    return sentence.is_a(verb, "represent") and sentence.is_any(i, "neuter", "there")


def _is_the_organisation(sentence: Sentence, i: int) -> bool:
    """Whether a word is the noun of "this is not an event of the organisation"."""
    if not sentence.is_a(i, "org-kind") or sentence.is_a(i + 1, "crew-link"):
        return False
    if _is_represented(sentence, i) or _is_tied(sentence, i) or _is_denied(sentence, i):
        return True
    of = i - 1 if sentence.is_a(i - 1, "crew-link") else i - 2
    if of < 1 or not (of == i - 1 or (sentence.is_a(i - 1, "det") and sentence.is_a(of, "crew-link"))):
        return False
    return not _is_work(sentence, of - 1)


def _is_tied(sentence: Sentence, i: int) -> bool:
    """Whether a noun is what something is tied to: "not affiliated to the organisation"."""
    known = sentence.is_a(i - 1, "det") and not sentence.is_a(i - 1, "indefinite")
    return known and sentence.is_a(i - 2, "preposition") and sentence.is_a(i - 3, "tie")


def _is_denied(sentence: Sentence, i: int) -> bool:
    """Whether a noun is the subject of a denial: "; the organisation itself is not involved"."""
    known = sentence.is_a(i - 1, "det") and not sentence.is_a(i - 1, "indefinite")
    opens = sentence.word(i - 2) in {"", *_BREAKS} or sentence.is_a(i - 2, "clause-opener")
    return known and opens and sentence.has("negator", i + 1, i + _NEAR)


def _is_work(sentence: Sentence, i: int) -> bool:
    """Whether a word, or the one before it, says that somebody does it: "sees to the organisation"."""
    return any(sentence.is_a(k, name) for k in (i, i - 1) for name in ("does-fin", "given-pp"))


def _is_represented(sentence: Sentence, i: int) -> bool:
    """Whether a noun is the object of "they do not represent the organisation"."""
    if not sentence.is_a(i, "org-kind"):
        return False
    known = sentence.is_a(i - 1, "det") and not sentence.is_a(i - 1, "indefinite")
    if not known and "suffixed-articles" not in sentence.language.traits:
        return False
    return sentence.is_a(sentence.back_over(i, ("det", "negator", "adv", "for")), "represent")


def _is_alone(sentence: Sentence, end: int) -> bool:
    """Whether the words up to `end` name nobody beside the organisation who could be "they"."""
    marks = sentence.language.marks
    others = [i for i in range(1, end) if sentence.words[i] != ORG]
    return not any(NAME_MARK in marks(sentence.words[i]) or sentence.is_a(i, "crew-of") for i in others)
