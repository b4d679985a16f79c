"""What a page says that the organisation contributed, by kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ots_lint.meaning.sentences import CELL, Sentence
from ots_lint.meaning.statements import flags
from ots_lint.ruleset.language import CREW, ORG

_LIST_SIGNS = {"–", "—", "-", ":", "(", CELL, "="}
_BREAKS = {",", ";", CELL, "–", "—"}


class Contribution(NamedTuple):
    """A contribution of the organisation: its kind and the words that state it."""

    kind: str
    sentence: Sentence
    first: int
    last: int


def contributions(sentence: Sentence, *, continues: bool = False) -> Iterator[Contribution]:
    """The contributions that a sentence states.

    `continues`: the sentence before credits the organisation, so that a pronoun at the
    beginning means it.
    """
    language, tokens = sentence.language, sentence.tokens
    words = [t.text for t in tokens]
    actors = [i for i, w in enumerate(words) if w in {ORG, CREW}]
    if not actors:
        if not continues:
            return
        opening = next((i for i, w in enumerate(words[:4]) if language.is_a(w, "org-pronoun")), None)
        if opening is None:
            return
        actors = [opening]
    if sentence.is_question:
        return
    bounds = _segments(sentence)
    owner: bool = False
    carried = False  # whether a segment before said how the organisation is tied to what follows
    for begin, stop in bounds:
        inside = [i for i in actors if begin <= i < stop]
        kinds = list(_kinds(sentence, begin, stop))
        if inside:
            owner = True
            carried = False
            if len(bounds) > 1 and _subject_before(sentence, begin, inside[0]) and not _tied(sentence, begin, stop, inside):
                owner = False
        elif owner and _other_actor(sentence, begin, stop):
            owner = False
            carried = False
        if not owner:
            continue
        tied = _tied(sentence, begin, stop, inside) if inside else carried or _row(sentence, begin)
        carried = carried or tied or _row(sentence, stop)
        if not tied:
            continue
        for kind, index in kinds:
            reach = [index, *(inside or [index])]
            blocked = flags(sentence, min(reach), max(reach)) & {"negated", "wished", "quoted"}
            if blocked:
                continue
            yield Contribution(kind, sentence, min(reach), max(reach))
        if inside and not kinds and _gives(sentence, inside[0], stop):
            if not flags(sentence, inside[0], min(inside[0] + 2, len(tokens) - 1)) & {"negated", "wished", "quoted"}:
                yield Contribution("", sentence, inside[0], stop - 1)


def _segments(sentence: Sentence) -> list[tuple[int, int]]:
    words, language = [t.text for t in sentence.tokens], sentence.language
    out, begin = [], 0
    for i, word in enumerate(words):
        if word in _BREAKS or language.is_a(word, "and") or language.is_a(word, "clause-opener"):
            if i > begin:
                out.append((begin, i))
            begin = i + 1
    if begin < len(words):
        out.append((begin, len(words)))
    return out


def _row(sentence: Sentence, index: int) -> bool:
    """Whether a list sign ("Acme – the rooms", "| coaches |") stands beside this place."""
    return any(
        0 <= k < len(sentence.tokens) and sentence.tokens[k].text in _LIST_SIGNS for k in (index - 1, index)
    )


def _kinds(sentence: Sentence, begin: int, stop: int) -> Iterator[tuple[str, int]]:
    language = sentence.language
    for i in range(begin, stop):
        word = sentence.tokens[i].text.lstrip("-")
        if not word[:1].isalpha() and word not in {"€", "$", "£"}:
            continue
        for kind in language.kinds():
            if language.is_a(word, kind):
                yield kind, i


def _tied(sentence: Sentence, begin: int, stop: int, actors: list[int]) -> bool:
    """Whether the words of a segment tie what is given to the organisation."""
    language, words = sentence.language, [t.text for t in sentence.tokens]
    for actor in actors:
        before = words[actor - 1] if actor > begin else ""
        before2 = words[actor - 2] if actor - 1 > begin else ""
        thanked = any(language.is_a(w, "thank") for w in words)
        if language.is_a(before, "at") and not thanked:
            continue
        if words[actor] == CREW:
            return True
        after = words[actor + 1] if actor + 1 < len(words) else ""
        if after in {"'s", "'", "’s", "’"} or after.startswith("-"):
            return True
        if any(language.is_a(w, "source") for w in (before, before2)):
            # "certified by …" and "supported by …" say who, not what
            if not any(language.is_a(w, "endorses-pp") or language.is_a(w, "vague-pp") for w in words[begin:actor]):
                return True
        if thanked and any(language.is_a(w, "for") for w in words[actor : actor + 6]):
            return True
        if any(language.is_a(w, "provides-fin") or language.is_a(w, "provides-pp") for w in words[begin:stop]):
            between = words[actor + 1 : stop]
            if not any(language.is_a(w, "we") for w in between[:2]):
                return True
        if _row(sentence, actor + 1) or after == "(":
            return True
        if after and any(language.is_a(after, kind) for kind in language.kinds()):
            return True
    return False


def _gives(sentence: Sentence, actor: int, stop: int) -> bool:
    """Whether the organisation plainly gives something that no kind has a word for."""
    language, words = sentence.language, [t.text for t in sentence.tokens]
    return any(language.is_a(w, "gives") for w in words[actor + 1 : min(stop, actor + 5)]) and stop - actor > 3


def _subject_before(sentence: Sentence, begin: int, actor: int) -> bool:
    """Whether somebody else does something to or with the organisation in this segment."""
    language, words = sentence.language, [t.text for t in sentence.tokens]
    return any(language.is_a(w, "provides-fin") for w in words[begin:actor]) and not any(
        language.is_a(w, "source") for w in words[max(begin, actor - 3) : actor]
    )


def _other_actor(sentence: Sentence, begin: int, stop: int) -> bool:
    """Whether a segment has an actor of its own: "Acme the rooms", "the library provides rooms"."""
    language, words = sentence.language, [t.text for t in sentence.tokens]
    segment = words[begin:stop]
    verb = next((k for k, w in enumerate(segment) if language.is_a(w, "provides-fin")), None)
    if verb is not None and any(w[:1].isalpha() and not language.is_a(w, "aux") and not language.is_a(w, "org-pronoun") for w in segment[:verb]):
        lead = [w for w in segment[:verb] if w[:1].isalpha()]
        if not all(language.is_a(w, "relative") or language.is_a(w, "aux") for w in lead):
            return not any(any(language.is_a(w, kind) for kind in language.kinds()) for w in lead[-1:])
    if any(language.is_a(w, "we") for w in segment[:2]):
        return True
    position = 0
    while position < len(segment) and (language.is_a(segment[position], "det") or language.is_a(segment[position], "source")):
        position += 1
    if position >= len(segment):
        return False
    first = segment[position]
    if any(language.is_a(first, kind) for kind in language.kinds()):
        return False
    if not first[:1].isupper():
        return False
    # a name or a noun, followed by what it gives
    return position + 1 < len(segment) and language.tag != "xx"
