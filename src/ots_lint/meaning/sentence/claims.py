"""The component that finds claims: which family, about which mention, in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.language.marks import CREW, ORG
from ots_lint.meaning.sentence.families import CLAIMS
from ots_lint.meaning.sentence.notes import CELL, Component, Notes
from ots_lint.meaning.sentence.statement import Statement
from ots_lint.text.initials import is_capitalised

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ots_lint.meaning.sentence.lines import Sentence


#: Signs at the ends of a match that are no part of the claim.
_SIGNS = frozenset({".", ",", "!", ":", ";", "–"})
#: Families of what may be done for an organisation, too.
_FOR_ORGANISATIONS = frozenset({"supports", "endorses"})
_PARTICIPLES = ("runs-pp", "supports-pp", "endorses-pp", "provides-pp")
#: A name beside the organisation is not so many words away.
_NEAR = 4
_STOPS = frozenset({",", ";", ":", "–", "—", "(", ")", "¿", "¡", CELL})


class Claims(Component):
    """Matches the frames of all claim families, and keeps the best reading of each mention."""

    def read(self, notes: Notes) -> None:
        for sentence in notes.sentences:
            notes.statements += claims_of(sentence, self._pack.families)

    def write(self, notes: Notes, doc: Doc) -> None:
        from spacy.tokens import Span

        if notes.statements:
            doc.spans["claims"] = [
                Span(doc, s.sentence.start + s.first, s.sentence.start + s.last + 1, label=s.family)
                for s in notes.statements
            ]


def statements_of(sentence: Sentence, families: Sequence[str]) -> list[Statement]:
    """What a sentence says, of some families, with all that takes away from it."""
    from ots_lint.meaning.sentence.context import modified

    return [modified(statement) for statement in claims_of(sentence, families)]


def claims_of(sentence: Sentence, families: Sequence[str]) -> list[Statement]:
    """What a sentence says of the organisation, of some families, in the order of its words."""
    if ORG not in sentence.words and CREW not in sentence.words:
        return []
    found = sentence.once(("claims", *families), lambda: _claims_of(sentence, families))
    return [Statement(c.family, sentence, c.first, c.last, c.org, c.with_others) for c in found]


class _Claim(NamedTuple):
    """A statement, as far as it is told from the words of its sentence."""

    family: str
    first: int
    last: int
    org: int
    with_others: bool


def _claims_of(sentence: Sentence, families: Sequence[str]) -> list[_Claim]:
    found: dict[tuple[str, int], list[_Claim]] = {}
    for family in sentence.fitting_of(families):
        for claim in _readings(sentence, family):
            found.setdefault((family, claim.org), []).append(claim)
    return sorted((_best(readings) for readings in found.values()), key=lambda c: (c.first, c.last))


def _readings(sentence: Sentence, family: str) -> Iterator[_Claim]:
    words = sentence.words
    people = family not in CLAIMS
    for first, last, frame in sentence.matches(family):
        org = next((i for i in range(last, first - 1, -1) if words[i] in {ORG, CREW}), None)
        if org is None or (words[org] == CREW and not people):
            continue
        while words[last] in _SIGNS or (words[last].islower() and sentence.is_a(last, "det")):
            last -= 1  # "Acme organises the": an article belongs to what follows
        while words[first] in _SIGNS:
            first += 1
        if _leaves_a_bracket(words, first, last):
            continue  # "(a group of Acme) provide …": what stands in brackets belongs to the word before them
        if frame.has_verb and org == first and not _is_taken_up(sentence, org) and _is_object(sentence, first):
            continue  # "She learned at … and runs": somebody else is the subject
        if org > first and org == last and _begins_anew(sentence, org):
            continue  # "With the help of the library, Acme will …": it is the subject of what follows
        if frame.has_verb and last > org and _is_passive(sentence, org, last):
            continue  # "Acme was announced": it is done to the organisation
        if org == first and _is_told_of_another(sentence, org):
            continue  # "She codes for Acme, organiser of …": what follows tells who she is
        if frame.has_verb and is_impersonal(sentence, org, last):
            continue  # "…, und es gibt Kuchen": nobody does it
        if frame.has_verb and last > org and _ends_a_name(sentence, last):
            continue  # "Acme and the Malala Fund receive …": no verb
        if first + 1 == org == last and first and sentence.is_a(first, "role") and _is_name(sentence, first - 1):
            continue  # "Bell sponsors Acme": a verb, whose object it is
        if frame.opens_with_verb and _has_subject(sentence, first, family):
            continue  # "Acme unterstützt …": the organisation is the object
        yield _Claim(family, first, last, org, with_others(sentence, org, first=first))


def _leaves_a_bracket(words: Sequence[str], first: int, last: int) -> bool:
    """Whether a bracket closes in a match that has opened before it."""
    depth = 0
    for word in words[first:last]:
        depth += (word == "(") - (word == ")")
        if depth < 0:
            return "(" in words[:first]
    return False


def _best(readings: Sequence[_Claim]) -> _Claim:
    """Of several readings of one mention, the one with the fewest words is the claim; its span may begin earlier."""
    core = min(readings, key=lambda c: (c.last - c.first, c.first))
    return min((c for c in readings if c.last == core.last), key=lambda c: c.first)


def is_impersonal(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a verb behind a word, up to another one, has nobody as its subject: "und es gibt Kuchen"."""
    return any(
        sentence.is_a(i, "impersonal")
        and sentence.is_a(i, "provides-fin")
        and (sentence.is_a(i - 1, "neuter") or sentence.is_a(i + 1, "neuter"))
        for i in range(first + 1, last + 1)
    )


def _is_taken_up(sentence: Sentence, org: int) -> bool:
    """Whether a clause of its own is about the organisation: "… by Acme, who run it"."""
    return sentence.word(org + 1) == "," and sentence.is_a(org + 2, "relative")


def _is_object(sentence: Sentence, org: int) -> bool:
    """Whether the organisation stands behind a preposition, and cannot be the subject of what follows."""
    if sentence.is_a(org - 1, "crew-link") and sentence.is_capital_noun(org - 2) and not sentence.is_a(org - 2, "det"):
        return True  # "ein Kurs der …": a genitive
    before = org - 1
    while sentence.word(before).islower() and not sentence.is_a(before, "preposition"):
        if not sentence.is_any(before, "det", "adj"):
            return False
        before -= 1
    return sentence.is_a(before, "preposition")


def _is_told_of_another(sentence: Sentence, org: int) -> bool:
    """Whether a name without an article follows the organisation, behind whose preposition it says who somebody is."""
    role = org + 2
    if sentence.word(org + 1) != "," or not sentence.is_a(role, "role") or sentence.capital_nouns:
        return False
    named = is_capitalised(sentence.words[role]) or is_capitalised(sentence.word(role + 1))  # "…, hosts Ada and Bela"
    return named and _is_object(sentence, org)


def _begins_anew(sentence: Sentence, org: int) -> bool:
    """Whether the organisation stands between a comma and a verb that tells what it is or will be."""
    return sentence.word(org - 1) == "," and sentence.is_a(org + 1, "be")


def _is_passive(sentence: Sentence, org: int, verb: int) -> bool:
    """Whether a participle behind a form of "be" closes a match that begins with the organisation."""
    if not sentence.is_a(verb - 1, "passive") and not (
        sentence.is_a(verb - 1, "adv") and sentence.is_a(verb - 2, "passive") and verb - 2 > org
    ):
        return False
    return sentence.is_any(verb, *_PARTICIPLES)


def _ends_a_name(sentence: Sentence, last: int) -> bool:
    """Whether a word is the end of a name that an article opens, as in "the City Fund"; a title has capitals, too."""
    first = last
    while first and is_capitalised(sentence.words[first]) and sentence.words[first] != ORG:
        first -= 1
    return last - first > 1 and sentence.words[first].islower() and sentence.is_a(first, "det")


def _has_subject(sentence: Sentence, verb: int, family: str) -> bool:
    """Whether a subject stands before the verb, so that what stands behind it is the object.

    A thing cannot run an organisation, so with those verbs only a name or "we" is one; anybody may support it.
    """
    begin = verb
    while begin and sentence.words[begin - 1] not in _STOPS and not sentence.is_a(begin - 1, "clause-opener"):
        begin -= 1
    if begin == verb or sentence.is_any(begin, "preposition", "in"):
        return False
    before = range(begin, verb)
    if any(sentence.is_a(i, name) for i in before for name in ("objective", "event", "conjunction")):
        return False
    if any(sentence.is_a(i, "we") or (i == begin and _is_name(sentence, i)) for i in before):
        return True
    if "dropped-subjects" in sentence.language.traits and sentence.is_a(begin, "det"):
        return not sentence.is_a(begin, "this-event")  # "La ponente dirige Acme", but "Este año invita Acme"
    return family in _FOR_ORGANISATIONS and any(is_capitalised(sentence.words[i]) for i in before if i > begin)


def _is_name(sentence: Sentence, i: int) -> bool:
    return sentence.language.may_name(sentence.words[i])


def with_others(sentence: Sentence, org: int, *, first: int | None = None) -> bool:
    """Whether somebody else is named beside the organisation: "Acme and $org", "$org and Acme".

    `first`: the first word of a claim, inside of which somebody need have no capital ("run by the film club and
    $org"); where that is the organisation, what stands before a comma is no name of a list: "On May 1, $org will …".
    """
    words = sentence.words

    def names(index: int, step: int) -> bool:
        return (sentence.word(index) == "," or sentence.is_a(index, "joiner")) and any(
            0 <= k < len(words) and is_capitalised(words[k]) for k in range(index + step, index + _NEAR * step, step)
        )

    joiner = org - 2 if sentence.is_a(org - 1, "preposition") else org - 1
    if first is not None and first < joiner - 1 and sentence.is_a(joiner, "joiner"):
        return True
    before = org > 0 and names(org - 1, -1) and not (first == org and words[org - 1] == ",")
    return before or names(org + 1, 1)
