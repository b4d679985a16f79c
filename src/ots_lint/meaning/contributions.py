"""What a page says that the organisation contributed, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.meaning.context import modifiers
from ots_lint.meaning.notes import CELL
from ots_lint.ruleset.language import CREW, ORG

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence

_LIST_SIGNS = {"–", "—", "-", ":", "(", CELL, "="}
_BREAKS = {",", ";", ":", CELL, "–", "—"}


class Contribution(NamedTuple):
    """A contribution of the organisation: its kind and the words that state it."""

    kind: str
    sentence: Sentence
    first: int
    last: int


def contributions(sentence: Sentence, *, previous: Sentence | None = None) -> list[Contribution]:
    """The contributions that a sentence states.

    `previous`: a sentence before it, close by, that names the organisation, so that a pronoun or "the
    latter" means it.
    """
    return [
        Contribution(kind, sentence, first, last) for kind, first, last in dict.fromkeys(_stated(sentence, previous))
    ]


def _stated(sentence: Sentence, previous: Sentence | None) -> Iterator[tuple[str, int, int]]:
    language, words = sentence.language, sentence.words
    actors = [i for i, w in enumerate(words) if w in {ORG, CREW}]
    if not actors:
        referring = _referring(sentence, previous) if previous is not None else None
        if referring is None:
            return
        actors = [referring]
    else:
        actors += [
            i
            for i in range(actors[0] + 1, len(words))
            if language.is_a(words[i], "org-pronoun")
            and (
                words[i - 1] in _BREAKS
                or language.is_a(words[i - 1], "and")
                or language.is_a(words[i - 1], "clause-opener")
                or language.is_a(words[i], "latter")
                or (language.is_a(words[i], "relative-of") and words[i - 2] in _BREAKS)  # ", in whose rooms"
            )
            and not (language.is_a(words[i], "relative-of") and _follows_another(sentence, i))
        ]
        if _defines(sentence, actors[0]):
            return
    if sentence.is_question or _elsewhere(sentence):
        return
    bounds = _segments(sentence)
    owner: bool = False
    before: list[tuple[str, int]] = []
    latest: list[tuple[str, int]] = []
    people = False  # whether the owner is people of the organisation
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
            carried = carried and words[inside[0]] not in {ORG, CREW}  # ", who never sigh, and a workbook"
            people = words[inside[0]] == CREW
            if (
                len(bounds) > 1
                and _subject_before(sentence, begin, inside[0])
                and not _tied(sentence, begin, stop, inside)
            ):
                owner = False
        elif (
            owner
            and words[begin - 1] != ":"
            and not (words[begin - 1] == CELL and _is_thing(sentence, begin, stop))
            and not (people and _is_apposition(sentence, begin, stop))
            and _other_actor(sentence, begin, stop)
        ):
            owner = False
            carried = False
        if not owner:
            continue
        tied = (
            fetched or _tied(sentence, begin, stop, inside)
            if inside
            else carried or _row(sentence, begin) or _goes_on(sentence, begin, stop)
        )
        if tied and inside and _denied(sentence, inside[0], stop - 1, begin):
            carried = False  # "it sends nobody, but the cake is good"
        else:
            carried = carried or tied or _row(sentence, stop)
        if not tied:
            continue
        if inside and _from(sentence, inside[0]):
            kinds = _nearest(kinds, inside[0])
        for kind, index in kinds:
            reach = [index, *(inside or [index])]
            if _denied(sentence, min(inside[0], index) if inside else begin, max(reach), begin):
                continue
            if kind == "promotion" and _promised(sentence):
                continue
            yield (kind, min(reach), max(reach))
        if inside and words[inside[0]] == CREW and any(language.is_a(w, "coach-verb") for w in words[inside[0] : stop]):
            yield ("coaches", inside[0], stop - 1)
        if (
            inside
            and not kinds
            and _gives(sentence, inside[0], stop)
            and not _denied(sentence, inside[0], stop - 1, begin)
        ):
            yield ("", inside[0], stop - 1)


def _follows_another(sentence: Sentence, index: int) -> bool:
    """Whether a relative pronoun follows somebody else's name: "… and Acme, whose coaches"."""
    language, words = sentence.language, sentence.words
    place = max(i for i, word in enumerate(words[:index]) if word in {ORG, CREW})
    between = words[place + 1 : index]
    return any(language.is_a(w, "and") for w in between) and between[-2:][0][:1].isupper()


#: Classes of which a sentence that takes up an organisation has a word.
_REFERRING = ("latter", "former", "its", "its-own", "org-pronoun", "theirs", "there", "source")


def _referring(sentence: Sentence, before: Sentence) -> int | None:
    """The token that takes up the organisation of the sentence before, or None."""
    if not sentence.has_any(_REFERRING):
        return None
    language, words = sentence.language, sentence.words
    for i in range(min(6, len(words) - 1)):
        if _means_org(sentence, i, before):
            return i
    for i in range(len(words) - 1):
        if i and language.is_a(words[i], "theirs") and language.is_a(words[i - 1], "be"):
            return i  # "half of the staff is theirs"
        if language.is_a(words[i], "there"):
            # "von dort kommen …", "we got … from them", "dort führt man …"
            if i and language.is_a(words[i - 1], "source") and not _is_place(sentence, i):
                return i
            if _is_impersonal(sentence, i):
                return i
        elif language.is_a(words[i], "source") and _names_again(sentence, i + 1, before):
            return i + 1
    return None


def _means_org(sentence: Sentence, index: int, before: Sentence) -> bool:
    """Whether a word near the beginning of a sentence takes up the organisation of the sentence before."""
    language, words = sentence.language, sentence.words
    if language.is_a(words[index], "latter"):
        return _named_last(before)
    if language.is_a(words[index], "former"):
        return _named_first(before) and not (index and language.is_a(words[index - 1], "indefinite"))
    if language.is_a(words[index], "its") and _is_share(sentence, index + 1):
        return True  # "its part: …"
    if index < 2 and _owns(sentence, index):
        return True  # "its coaches …", "without its coaches …"
    if not language.is_a(words[index], "org-pronoun") or _is_place(sentence, index):
        return False
    if language.is_a(words[index], "det"):
        # "die stellt …", but "die Schule stellt …" is somebody else
        return words[index + 1][:1].islower() and language.is_a(words[index + 1], "provides-fin")
    return True


def _owns(sentence: Sentence, index: int) -> bool:
    """Whether "its", and a word for a contribution, stand here."""
    language, words = sentence.language, sentence.words
    return language.is_a(words[index], "its-own") and bool(language.kinds_of(words[index + 1]))


def _is_share(sentence: Sentence, index: int) -> bool:
    """Whether a word for a share begins here, with what it is: "part: …", "share is …"."""
    language, words = sentence.language, sentence.words
    return (
        index + 1 < len(words)
        and language.is_a(words[index], "share-of")
        and (words[index + 1] in _LIST_SIGNS or language.is_a(words[index + 1], "be"))
    )


def _named_last(sentence: Sentence) -> bool:
    """Whether the organisation is the second of two: "Acme and …"."""
    places = [i for i, word in enumerate(sentence.words) if word == ORG]
    return bool(places) and any(
        sentence.language.is_a(w, "and") for w in sentence.words[max(places[-1] - 3, 0) : places[-1]]
    )


def _named_first(sentence: Sentence) -> bool:
    """Whether the organisation is the first of two: "… and Acme"."""
    place = next((i for i, word in enumerate(sentence.words) if word == ORG), len(sentence.words))
    return any(sentence.language.is_a(w, "and") for w in sentence.words[place + 1 : place + 2])


def _names_again(sentence: Sentence, index: int, before: Sentence) -> bool:
    """Whether "the same group", or "the partner" where it is called a partner before, begins here."""
    language, words = sentence.language, sentence.words
    if index + 1 >= len(words):
        return False
    if language.is_a(words[index], "same"):
        return True
    if not language.is_a(words[index], "det"):
        return False
    if language.is_a(words[index + 1], "same"):
        return True
    if not language.is_a(words[index + 1], "role"):
        return False
    place = next((i for i, word in enumerate(before.words) if word == ORG), None)
    return place is not None and words[index + 1] in before.words[place + 1 : place + 5]


def takes_up(sentence: Sentence) -> bool:
    """Whether a sentence means somebody who was named before the last one: "The latter …", "Theirs is …"."""
    language, words = sentence.language, sentence.words
    return any(language.is_a(word, "contrast") for word in words[:2]) or any(
        language.is_a(word, "there") and _is_impersonal(sentence, i) for i, word in enumerate(words)
    )


def _is_place(sentence: Sentence, index: int) -> bool:
    """Whether "from there" is where somebody walks from, and nothing is given or got."""
    language = sentence.language
    return language.is_a(sentence.words[index], "place-word") and not any(
        language.is_a(w, "provides-fin") or language.is_a(w, "provides-pp") or language.is_a(w, "get")
        for w in sentence.words
    )


def _is_impersonal(sentence: Sentence, index: int) -> bool:
    """Whether somebody unnamed does something there: "dort führt man …"."""
    return any(sentence.language.is_a(w, "one") for w in sentence.words[max(index - 4, 0) : index + 3])


def _goes_on(sentence: Sentence, begin: int, stop: int) -> bool:
    """Whether a segment says what the organisation does: ", which brings …", "and sends …"."""
    language = sentence.language
    words = sentence.words[begin:stop]
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
        behind = words[index + 1 : index + 3]  # "a coach from our team"
        ours = len(behind) > 1 and language.is_a(behind[0], "source") and language.is_a(behind[1], "own")
        if ours or any(language.is_a(w, "own") for w in near) or (words and language.is_a(words[0], "we")):
            if not any(language.is_a(w, "negator") for w in near[-2:]):
                yield Contribution(kind, sentence, index, index)


def answered(question: Sentence, answers: Iterable[Sentence]) -> Iterator[Contribution]:
    """ "What does … bring? Eleven coaches and a stack of worksheets." """
    language = question.language
    if not question.mentions or not any(language.is_a(word, "provides-fin") for word in question.words):
        return
    for answer in answers:
        words = answer.words
        if answer.is_question or any(language.is_a(word, "negator") for word in words):
            return
        if answer.index and any(language.is_a(word, "provides-fin") for word in words):
            return  # somebody does something: no list of what is brought any more
        for kind, index in _kinds(answer, 0, len(words)):
            yield Contribution(kind, answer, index, index)


def _denied(sentence: Sentence, first: int, last: int, begin: int) -> bool:
    """Whether what lies between the organisation and what it gives is denied, wished for or quoted."""
    language, words = sentence.language, sentence.words
    for i in range(max(first - 3, begin), last + 1):
        following = words[i + 1] if i + 1 < len(words) else ""
        if language.is_a(words[i], "negator") and not language.is_a(following, "only"):
            if not language.is_a(words[i], "without"):
                return True
            return "quoted" in modifiers(
                sentence, first, first
            )  # "without their coaches we would be alone" states them
    return bool(modifiers(sentence, first, first) & {"wished", "quoted"})


def _from(sentence: Sentence, actor: int) -> bool:
    return actor > 0 and sentence.language.is_a(sentence.words[actor - 1], "source")


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
    return bool(sentence.matches("promotion"))


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
    if "past" not in modifiers(sentence, actor, actor) or any(language.is_a(w, "specific") for w in words):
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
    return any(0 <= k < len(sentence.words) and sentence.words[k] in _LIST_SIGNS for k in (index - 1, index))


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
        if language.is_a(before, "at") and not thanked and not language.is_a(words[actor], "relative-of"):
            continue
        if words[actor] == CREW or sentence.states("owed", begin, stop - 1):
            return True
        after = words[actor + 1] if actor + 1 < len(words) else ""
        if after in {"'s", "'", "’s", "’"} or after.startswith("-"):
            return True
        if language.is_a(words[actor], "contrast") and language.is_a(after, "be"):
            return True  # "theirs is …"
        if language.is_a(words[actor], "theirs") and language.is_a(before, "be"):
            return True
        if language.is_a(words[actor], "its") and _is_share(sentence, actor + 1):
            return True
        if actor < 2 and after and _owns(sentence, actor):
            return True
        if language.is_a(words[actor], "there") and _is_impersonal(sentence, actor):
            return any(language.is_a(w, "provides-fin") or language.is_a(w, "provides-pp") for w in words[begin:stop])
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
        if begin and language.is_a(words[begin - 1], "clause-opener") and _ends_with_giving(sentence, stop):
            return True  # "…, wobei sich Letzteres um Plan und Helfer kümmert"
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


def _ends_with_giving(sentence: Sentence, start: int) -> bool:
    """Whether the verb that gives ends the sentence, and nobody else is named before it."""
    language, words = sentence.language, sentence.words
    last = next((i for i in range(len(words) - 1, start, -1) if words[i][:1].isalpha()), 0)
    return bool(last) and language.is_a(words[last], "provides-fin") and not {ORG, CREW} & set(words[start:last])


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


def _is_thing(sentence: Sentence, begin: int, stop: int) -> bool:
    """Whether a cell names what is given, not who gives: "The Python course", "the rooms"."""
    language, words = sentence.language, sentence.words
    lead = begin + 1 if language.is_a(words[begin], "det") else begin
    return any(language.kinds_of(word) for word in words[lead : min(lead + 3, stop)]) and not any(
        language.is_a(word, "provides-fin") for word in words[lead:stop]
    )


def _is_apposition(sentence: Sentence, begin: int, stop: int) -> bool:
    """Whether a segment only says who they are: "two coaches of …, Mia and Noa, help"."""
    return all(word[:1].isupper() for word in sentence.words[begin:stop])


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
    if (
        position
        and language.is_a(segment[position - 1], "indefinite")
        and position + 1 < len(segment)
        and language.kinds_of(segment[position + 1])
    ):
        return False  # "einen Stapel Übungen"
    # a name or a noun, followed by what it gives
    return position + 1 < len(segment) and not language.is_a(segment[position + 1], "conjunction")
