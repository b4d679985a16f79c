"""What a page says that the organisation contributed, by kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ots_lint.meaning.sentences import CELL, Sentence
from ots_lint.meaning.statements import flags
from ots_lint.ruleset.language import CREW, ORG

_LIST_SIGNS = {"–", "—", "-", ":", "(", CELL, "="}
_BREAKS = {",", ";", ":", CELL, "–", "—"}


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
        opening = next((i for i in range(min(6, len(words) - 1)) if _means_org(sentence, i)), None)
        if opening is None:
            return
        actors = [opening]
    else:
        actors += [
            i
            for i in range(actors[0] + 1, len(words))
            if language.is_a(words[i], "org-pronoun")
            and (words[i - 1] in _BREAKS or language.is_a(words[i - 1], "and") or language.is_a(words[i], "latter"))
        ]
        if _defines(sentence, actors[0]):
            return
    if sentence.is_question or _elsewhere(sentence):
        return
    bounds = _segments(sentence)
    owner: bool = False
    before: list[tuple[str, int]] = []
    latest: list[tuple[str, int]] = []
    carried = False  # whether a segment before said how the organisation is tied to what follows
    for begin, stop in bounds:
        inside = [i for i in actors if begin <= i < stop]
        kinds = list(_kinds(sentence, begin, stop))
        before, latest = latest, [] if inside else kinds
        fetched = False
        if inside:
            if not kinds and before and _fetched(sentence, begin, stop, inside[0]):
                kinds, fetched = before, True  # "a dozen laptops, on loan from …", "laptops that … lends us"
            owner = True
            carried = False
            if (
                len(bounds) > 1
                and _subject_before(sentence, begin, inside[0])
                and not _tied(sentence, begin, stop, inside)
            ):
                owner = False
        elif owner and words[begin - 1] != ":" and _other_actor(sentence, begin, stop):
            owner = False
            carried = False
        if not owner:
            continue
        tied = (
            fetched or _tied(sentence, begin, stop, inside)
            if inside
            else carried or _row(sentence, begin) or _goes_on(sentence, begin, stop)
        )
        carried = carried or tied or _row(sentence, stop)
        if not tied:
            continue
        if inside and _from(sentence, inside[0]):
            kinds = _nearest(kinds, inside[0])
        for kind, index in kinds:
            reach = [index, *(inside or [index])]
            if _denied(sentence, min(inside[0], index) if inside else begin, max(reach)):
                continue
            if kind == "promotion" and _promised(sentence):
                continue
            yield Contribution(kind, sentence, min(reach), max(reach))
        if inside and words[inside[0]] == CREW and any(language.is_a(w, "coach-verb") for w in words[inside[0] : stop]):
            yield Contribution("coaches", sentence, inside[0], stop - 1)
        if inside and not kinds and _gives(sentence, inside[0], stop) and not _denied(sentence, inside[0], stop - 1):
            yield Contribution("", sentence, inside[0], stop - 1)


def _means_org(sentence: Sentence, index: int) -> bool:
    """Whether a word near the beginning of a sentence takes up the organisation of the sentence before."""
    language, words = sentence.language, sentence.words
    if not language.is_a(words[index], "org-pronoun") or language.is_a(words[index], "latter"):
        return False
    if language.is_a(words[index], "det"):
        # "die stellt …", but "die Schule stellt …" is somebody else
        return words[index + 1][:1].islower() and language.is_a(words[index + 1], "provides-fin")
    return True


def _goes_on(sentence: Sentence, begin: int, stop: int) -> bool:
    """Whether a segment says what the organisation does: ", which brings …", "and sends …"."""
    language = sentence.language
    words = [t.text for t in sentence.tokens[begin:stop]]
    lead = next((k for k, w in enumerate(words) if w[:1].isalpha() and not language.is_a(w, "aux")), None)
    if lead is None:
        return False
    if language.is_a(words[lead], "provides-fin"):
        return True
    return language.is_a(words[lead], "relative") and any(language.is_a(w, "provides-fin") for w in words)


def own_contributions(sentence: Sentence) -> Iterator[Contribution]:
    """What "we" give, on a page on which the organisation itself speaks ("our coaches help you")."""
    language, words = sentence.language, sentence.words
    if sentence.is_question:
        return
    for kind, index in _kinds(sentence, 0, len(words)):
        near = words[max(0, index - 4) : index]
        if any(language.is_a(w, "own") for w in near) or (words and language.is_a(words[0], "we")):
            if not any(language.is_a(w, "negator") for w in near[-2:]):
                yield Contribution(kind, sentence, index, index)


def answered(question: Sentence, answer: Sentence) -> Iterator[Contribution]:
    """ "What does … bring? Eleven coaches and a stack of worksheets." """
    language = question.language
    asks = any(language.is_a(t.text, "provides-fin") for t in question.tokens)
    if not asks or not question.mentions or answer.is_question:
        return
    if any(language.is_a(t.text, "negator") for t in answer.tokens):
        return
    for kind, index in _kinds(answer, 0, len(answer.tokens)):
        yield Contribution(kind, answer, index, index)


def _denied(sentence: Sentence, first: int, last: int) -> bool:
    """Whether what lies between the organisation and what it gives is denied, wished for or quoted."""
    language, words = sentence.language, sentence.words
    for i in range(max(first - 3, 0), last + 1):
        following = words[i + 1] if i + 1 < len(words) else ""
        if language.is_a(words[i], "negator") and not language.is_a(following, "only"):
            if not language.is_a(words[i], "without"):
                return True  # "without their coaches we would sit here alone" states them
    return bool(flags(sentence, first, first) & {"wished", "quoted"})


def _from(sentence: Sentence, actor: int) -> bool:
    return actor > 0 and sentence.language.is_a(sentence.tokens[actor - 1].text, "source")


def _nearest(kinds: list[tuple[str, int]], actor: int) -> list[tuple[str, int]]:
    """Of several things before "… from the organisation", those that stand next to it."""
    before = [k for k in kinds if k[1] < actor]
    if not before:
        return kinds
    last = max(index for _, index in before)
    return [k for k in kinds if k[1] > actor or last - k[1] <= 4]


def _fetched(sentence: Sentence, begin: int, stop: int, actor: int) -> bool:
    """Whether a segment says that what stands before it comes from the organisation."""
    language, words = sentence.language, sentence.words
    lead = words[begin]
    if actor == begin and actor and words[actor - 1] in {CELL, ":"}:
        return True
    gives = any(
        language.is_a(w, "provides-fin") or language.is_a(w, "provides-pp") or language.is_a(w, "gives")
        for w in words[begin:stop]
    )
    if language.is_a(lead, "relative") or language.is_a(lead, "det"):
        return gives and actor - begin <= 3
    return (
        actor > begin
        and language.is_a(words[actor - 1], "source")
        and not any(language.is_a(w, "vague-pp") or language.is_a(w, "endorses-pp") for w in words[begin:stop])
    )


def _promised(sentence: Sentence) -> bool:
    """Whether promotion is promised or demanded: that is no contribution yet."""
    return any(frame.search(sentence.line) for frame in sentence.frames("promotion"))


def _defines(sentence: Sentence, actor: int) -> bool:
    """ "… is a network of volunteers": what the organisation is, not what it gives."""
    language, words = sentence.language, sentence.words
    rest = words[actor + 1 : actor + 4]
    return (
        len(rest) > 2
        and language.is_a(rest[0], "copula")
        and words[actor] == ORG
        and language.is_a(rest[1], "indefinite")
        and not any(language.is_a(w, "specific") for w in words[actor + 1 :])
    )


def _elsewhere(sentence: Sentence) -> bool:
    """Whether it is about another time and another event ("last spring … to a hackathon in Sligo")."""
    language, words = sentence.language, sentence.words
    actor = next((i for i, w in enumerate(words) if w in {ORG, CREW}), 0)
    if "past" not in flags(sentence, actor, actor) or any(language.is_a(w, "specific") for w in words):
        return False
    return any(
        language.is_a(words[i], "indefinite") and any(language.is_a(w, "event") for w in words[i + 1 : i + 3])
        for i in range(len(words) - 1)
    )


def _segments(sentence: Sentence) -> list[tuple[int, int]]:
    words, language = sentence.words, sentence.language
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
    return any(0 <= k < len(sentence.words) and sentence.tokens[k].text in _LIST_SIGNS for k in (index - 1, index))


def _kinds(sentence: Sentence, begin: int, stop: int) -> Iterator[tuple[str, int]]:
    kinds_of = sentence.language.kinds_of
    for i in range(begin, stop):
        word = sentence.words[i].lstrip("-")
        if word[:1].isalpha() or word in {"€", "$", "£"}:
            for kind in kinds_of(word):
                yield kind, i


def _tied(sentence: Sentence, begin: int, stop: int, actors: list[int]) -> bool:
    """Whether the words of a segment tie what is given to the organisation."""
    language, words = sentence.language, sentence.words
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
            scope = words[begin:actor] if language.is_a(before, "by") else words[begin:stop]
            if not any(language.is_a(w, "endorses-pp") or language.is_a(w, "vague-pp") for w in scope):
                return True
        if thanked and any(language.is_a(w, "for") for w in words[actor : actor + 8]):
            return True
        verbs = [*words[max(begin, actor - 3) : actor], *words[actor + 1 : stop]]
        if any(language.is_a(w, "provides-fin") or language.is_a(w, "provides-pp") for w in verbs):
            between = words[actor + 1 : stop]
            if not any(language.is_a(w, "we") for w in between[:2]):
                return True
        if (
            _row(sentence, actor + 1)
            or after == "("
            or (before in _LIST_SIGNS and any(True for _ in _kinds(sentence, begin, actor - 1)))
        ):
            return True
        if actor == begin and after and language.is_a(after, "det"):
            return True  # "…, $org the room and the tutors"
        # "… is there with five coaches", "… helps with laptops"
        if any(language.is_a(w, "with") for w in words[actor + 1 : actor + 5]):
            return True
        if after and any(language.is_a(after, kind) for kind in language.kinds()):
            return True
    return False


def _gives(sentence: Sentence, actor: int, stop: int) -> bool:
    """Whether the organisation plainly gives something that no kind has a word for."""
    language, words = sentence.language, sentence.words
    if _promised(sentence):
        return False
    rest = words[actor + 1 :]
    inside = rest[: stop - actor - 1]
    if any(language.is_a(w, "gives") for w in inside[:5]) and len(inside) > 2:
        return not any(language.is_a(w, "vague") for w in inside)
    before = words[max(0, actor - 8) : actor]
    if any(language.is_a(w, "thank") for w in before):
        # "thanks to … for lending us the van", not "for the support"
        for k, word in enumerate(rest[:4]):
            if language.is_a(word, "for"):
                what = [w for w in rest[k + 1 : k + 8] if w[:1].isalpha() and not language.is_a(w, "det")]
                return bool(what) and not any(language.is_a(w, "vague") for w in what[:3])
    verb = next((w for w in inside[:3] if not language.is_a(w, "aux") and w[:1].islower()), "")
    if verb and not language.is_a(verb, "vague") and not language.is_a(verb, "filler"):
        return any(language.is_a(w, "beneficiary") for w in inside[:8]) and not any(
            language.is_a(w, "vague") for w in inside[:8]
        )
    return False


def _subject_before(sentence: Sentence, begin: int, actor: int) -> bool:
    """Whether somebody else does something to or with the organisation in this segment."""
    language, words = sentence.language, sentence.words
    return any(language.is_a(w, "provides-fin") for w in words[begin:actor]) and not any(
        language.is_a(w, "source") for w in words[max(begin, actor - 3) : actor]
    )


def _other_actor(sentence: Sentence, begin: int, stop: int) -> bool:
    """Whether a segment has an actor of its own: "Acme the rooms", "the library provides rooms"."""
    language, words = sentence.language, sentence.words
    segment = words[begin:stop]
    verb = next((k for k, w in enumerate(segment) if language.is_a(w, "provides-fin")), None)
    if verb and language.is_a(segment[verb - 1], "conjunction"):
        verb = None  # "advice on how to make …"
    if verb is not None and any(
        w[:1].isalpha() and not language.is_a(w, "aux") and not language.is_a(w, "org-pronoun") for w in segment[:verb]
    ):
        lead = [w for w in segment[:verb] if w[:1].isalpha()]
        if not all(language.is_a(w, "relative") or language.is_a(w, "aux") for w in lead):
            return not all(
                language.is_a(w, "det") or language.is_a(w, "adj") or any(language.is_a(w, k) for k in language.kinds())
                for w in lead
            )
    if segment and language.is_a(segment[0], "conjunction"):
        return False  # "advised us on how we …"
    if any(language.is_a(w, "we") for w in segment[:2]):
        return True
    position = 0
    while position < len(segment) and (
        language.is_a(segment[position], "det") or language.is_a(segment[position], "source")
    ):
        position += 1
    if position >= len(segment):
        return False
    first = segment[position]
    if any(language.is_a(first, kind) for kind in language.kinds()):
        return False
    if not first[:1].isupper():
        return False
    # a name or a noun, followed by what it gives
    return position + 1 < len(segment) and not language.is_a(segment[position + 1], "conjunction")
