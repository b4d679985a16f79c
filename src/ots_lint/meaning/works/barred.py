"""Whether a clause restricts a work that it names, in whatever order it says so.

It does where what may be done with the work (a deed: copying, showing) is barred, is denied, is left to some, or needs
leave; where the work is somebody's, is closed, is for some alone, or stays where others do not come. No word of it says
more than that: a clause with things of its own is about those ("the codec cannot be used for videos").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.sentence.clause import clause
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.meaning.sentence.nouns import SMALL, is_ours
from ots_lint.text.initials import is_capitalised, is_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ots_lint.language.together import Ways
    from ots_lint.meaning.sentence.lines import Sentence

#: So many words of a clause at most are none of those by which a restriction is told.
_STRANGE = 1
#: So many words at most stand between a label's work and its colon.
_LABEL = 5
#: Behind so many words of a clause at most stands what tells readers not to: "please do not".
_OPENING = 2
#: Behind a comma, so few words may end what is said of the work: "to upload the slides, is out of place".
_TAIL = 5
#: So far behind "the only" stands its noun, where that is a work: "the only book in Turkish".
_NEAR, _WORKS = 3, ("material", "recording")
#: What joins what a line is about with what is said of it: "Copies of the slides: only with permission".
_JOINTS = frozenset({":", CELL, "–", "—", "-"})
#: Classes of words that join what is said, and say nothing by themselves.
_JOINING = (*SMALL, "in", "for", "relative", "conjunction", "clause-opener")
#: What may stand before a predicate.
_BEFORE = ("adv", "only", "exclusive", "and", "closed", "det", "adj", "for", "insiders")
#: What tells that a clause restricts.
_TELLING = (
    *("share", "bars", "permits", "may", "insiders", "outsiders", "keepers", "closed", "kept-in", "needs", "leave"),
    *("only", "negator", "belongs", "stays", "rights", "of-event", "material", "recording", "without", "event"),
    *("thing-pronoun", "exclusive", "everything", "freely"),
)

#: What each reading of `_told` cannot do without.
MAY_BAR: Ways = (
    (("share",), ("bars", "negator")),
    (("may",), ("negator",), ("outsiders",)),
    (("only", "exclusive"),),
    (("leave",), ("needs", "share")),
    (("belongs", "closed", "stays"),),
)


class _Clause:
    """The words of a clause from `first` to `last`, and where in it words of some classes are."""

    def __init__(self, sentence: Sentence, first: int, last: int, works: Sequence[int]) -> None:
        self.sentence = sentence
        self.first = first
        self.last = last
        self.works = [i for i in works if first <= i <= last]
        self.aside = _insertion(sentence, last)

    def all(self, *names: str) -> list[int]:
        """The words of some classes, but for those that name the work."""
        found = {i for name in names for i in self.sentence.all_of(name, self.first, self.last)}
        return sorted(found.difference(self.works, self.aside))

    @property
    def denials(self) -> list[int]:
        """The words that deny, but for "not only", and those of a clause about others: "all who are not in town"."""
        return [i for i in self.all("negator") if not self.sentence.is_a(i + 1, "only") and not self._tells_who(i)]

    def _tells_who(self, denial: int) -> bool:
        sentence = self.sentence
        who = next((i for i in (denial - 1, denial - 2) if sentence.is_a(i, "relative")), 0)
        before = who - 1 if sentence.word(who - 1) != "," else who - 2
        if before < self.first or sentence.is_a(who, "and"):
            return False
        return sentence.is_any(before, "insiders", "outsiders", "all") or self._is_name(before)

    @property
    def owners(self) -> list[int]:
        """Who may keep a work: names, those who hold an event, those who take part."""
        named = self.sentence.capital_nouns
        is_name = self._is_bare_name if named else self._is_name
        found = {i for i in range(self.first, self.last + 1) if i not in self.works and is_name(i)}
        return sorted(found.union(self.all("keepers", "insiders")))

    def _is_name(self, i: int) -> bool:
        word = self.sentence.words[i]
        opens = i == 0 and not self.sentence.is_any(1, "only", "exclusive")
        return not opens and self.sentence.language.may_name(word)

    def _is_bare_name(self, i: int) -> bool:
        """Whether it is a name where nouns have capital letters, too: it has no article, or a second word."""
        sentence = self.sentence
        if not self._is_name(i):
            return False
        described = sentence.is_any(i - 1, "det", "adj") and (i == 1 or not is_capitalised(sentence.words[i - 1]))
        return is_capitalised(sentence.word(i + 1)) or not described

    @property
    def is_label(self) -> bool:
        """Whether it has no verb of its own and names the work before a colon: "slides: for participants only"."""
        last = min(min(self.works, default=self.last) + _LABEL, self.last)
        return not _JOINTS.isdisjoint(self.sentence.words[self.first : last]) and not self.all("be", "may", "past-verb")

    def is_strange(self, told: Sequence[int]) -> bool:
        """Whether words by which no restriction is told stand between the work and those that tell."""
        known = [*told, *self.works]
        first, last = (min(known), max(known)) if self.works else (self.first, self.last)
        count = sum(self.is_stranger(i) for i in range(first, last + 1))
        return count > _STRANGE

    def is_stranger(self, i: int) -> bool:
        sentence, word = self.sentence, self.sentence.words[i]
        if not is_letters(word) or i in {*self.works, *self.aside, *self.owners} or sentence.is_any(i, *_TELLING):
            return False
        return sentence.is_capital_noun(i) or not sentence.is_any(i, *_JOINING)


def barred(sentence: Sentence, works: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last word by which clauses of a sentence restrict one of the works that they name.

    Where it names none, it is about one all the same if it is short enough to be one clause.
    """
    if not _may_bar(sentence):
        return
    clauses = [each for work in works for each in _clauses(sentence, work)] or [(0, len(sentence.words) - 1)]
    for first, last in dict.fromkeys(clauses):
        part = _Clause(sentence, first, last, works)
        told = _told(part)
        if told and not _is_elsewhere(part, told) and not part.is_strange(told):
            yield min(told), max(told)


def _may_bar(sentence: Sentence) -> bool:
    return any(all(sentence.has_any(names) for names in way) for way in MAY_BAR)


def leaves_to_some(sentence: Sentence) -> bool:
    """Whether a sentence, which names no work, leaves what it speaks of to some alone: "That is up to Acme alone."."""
    part = _Clause(sentence, 0, len(sentence.words) - 1, ())
    return bool(_beside_only(part)) and not part.denials


def strangers(sentence: Sentence, works: Sequence[int], first: int, last: int) -> int:
    """How many words by which no restriction is told stand between the nearest work and the words `first` to `last`."""
    near = min(works, key=lambda i: max(first - i, i - last, 0))
    part = _Clause(sentence, min(first, near), max(last, near), works)
    return sum(part.is_stranger(i) for i in range(part.first, part.last + 1) if not first <= i <= last)


def _clauses(sentence: Sentence, work: int) -> Iterator[tuple[int, int]]:
    """The clause that names a work, with what is said of it behind a colon, and the relative clause behind it."""
    first, last = clause(sentence, work, work)
    if _insertion(sentence, work):
        first = 0
    if sentence.word(last + 1) == "," and sentence.is_a(last + 2, "relative") and last - work <= _STRANGE:
        yield last + 2, _end(sentence, last + 3)
    if sentence.word(last + 1) in _JOINTS:
        last = _end(sentence, last + 2)
    elif sentence.word(first - 1) in _JOINTS and first > 1:
        first = clause(sentence, first - 2, first - 2)[0]
    if sentence.is_a(last + 1, "and") and sentence.is_any(last + 2, "may", "be"):
        last = _end(sentence, last + 2)  # "the pictures are Acme's, and may not be shown"
    if sentence.word(last + 1) == ",":
        end = _end(sentence, last + 2)
        goes_on = sentence.has_any(("be", "may", "negator", "bars", "exclusive"), last + 2, last + 3)
        if (
            (goes_on and end - last - 1 <= _TAIL)
            or sentence.is_a(first, "everything")
            or sentence.states("made", first, last)
        ):
            last = end
    yield first, last


def _insertion(sentence: Sentence, last: int) -> range:
    """What is said between two commas of those who alone may do something: "only Acme, which is free, may show it"."""
    only = next((i for i in (0, 1) if sentence.is_any(i, "only", "exclusive")), None)
    commas = [i for i in range(last) if sentence.words[i] == ","]
    if only is None or len(commas) != 2 or commas[0] > only + _NEAR:
        return range(0)
    return range(*commas) if sentence.is_a(commas[1] + 1, "may") else range(0)


def _end(sentence: Sentence, i: int) -> int:
    """The last word of the clause that goes on at a word, which may be none any more."""
    i = min(i, len(sentence.words) - 1)
    return clause(sentence, i, i)[1]


def _told(part: _Clause) -> list[int]:
    """The words by which a clause restricts; none: it does not."""
    readers = (_denied, _left_to_some, _asking_leave, _somebodys, _closed)
    return next((told for read in readers if (told := read(part))), [])


def _denied(part: _Clause) -> list[int]:
    """A deed that is forbidden: "may not be copied", "no copying", "copying is taboo"; or a way to others that is."""
    sentence, deeds, denials = part.sentence, part.all("share"), part.denials
    if part.all("without") and len(denials) > 1 and not part.all("leave"):
        return []  # "do not go without your booklet"
    bars = [i for i in part.all("bars") if _is_predicate(part, i, deeds)]
    if deeds and bars:
        return [*deeds, *bars]
    permits, without = part.all("permits"), part.all("without")
    refused = [i for i in denials if not any(k <= i for k in without)]
    if deeds and permits and refused:
        return [*deeds, *permits, *refused]
    may = part.all("may")
    deeds = [k for k in deeds if not _is_purpose(part, k)]
    if not part.is_label:
        denials = [i for i in denials if not any(_are_apart(sentence, i, k, may) for k in deeds)]
    if may and not sentence.capital_nouns:
        deeds = [k for k in deeds if k >= min(may)]
    if deeds and denials and (may or _is_order(part, deeds, denials)) and not _is_ours(sentence, deeds, denials, may):
        return [*deeds, *denials, *may]
    outsiders = [i for i in part.all("outsiders") if not any(_is_told_of(sentence, i, k) for k in denials)]
    return [*denials, *outsiders] if may and denials and outsiders else []


def _is_purpose(part: _Clause, deed: int) -> bool:
    """Whether a deed is what something else is for: "you must not install anything for using the slides"."""
    return bool(part.works) and part.sentence.is_a(deed - 1, "for") and deed < min(part.works)


def _is_told_of(sentence: Sentence, who: int, denial: int) -> bool:
    """Whether a relative clause tells what those do not do: "for others in the club who may not come"."""
    return sentence.has("relative", who + 1, denial)


def _are_apart(sentence: Sentence, denial: int, deed: int, may: Sequence[int]) -> bool:
    """Whether a deed is said of something else than what is denied: "nothing is secret: the slides may be copied"."""
    between = sentence.words[denial:deed]
    if sentence.is_any(denial - 1, "be", "aux") and any(denial < i < deed for i in may):
        return True  # "it is not clear who may use it"
    if deed < denial and sentence.is_a(denial - 1, "preposition") and not sentence.is_a(denial + 1, "outsiders"):
        return is_letters(sentence.word(denial + 1))  # "we can publish the clips with no delay"
    allowed = "," in between and any(denial + between.index(",") < i < deed for i in may)
    return allowed or ":" in between  # "do not touch the screen, the slides you may share"


def _left_to_some(part: _Clause) -> list[int]:
    """A deed, or the work itself, that is for some alone: "Acme alone may show it", "for members only"."""
    sentence, deeds, beside = part.sentence, part.all("share"), _beside_only(part)
    only, some = _only(part), _some(part)
    under = [i for i in only for k in part.all("may") if "," not in sentence.words[min(i, k) : max(i, k)]]
    if deeds and some and (under or any(_is_joined(sentence, told, [*deeds, *part.works]) for told in beside)):
        return [*deeds, *only]
    return next((told for told in beside if _is_predicate(part, min(told), part.works)), [])


def _is_joined(sentence: Sentence, told: Sequence[int], deeds: Sequence[int]) -> bool:
    """Whether no comma parts words from the nearest deed: not "share them freely, name only the authors".

    Two commas part nothing, for what stands between them is put in: "copies, whole or in part, only with permission".
    """
    near = min(deeds, key=lambda i: min(abs(i - k) for k in told))
    return sentence.words[min(near, *told) : max(near, *told)].count(",") % 2 == 0


def _only(part: _Clause) -> list[int]:
    sentence = part.sentence
    found = [i for i in part.all("only", "exclusive") if not sentence.is_a(i - 1, "negator")]
    return [i for i in found if not (sentence.is_a(i - 1, "det") and sentence.has_any(_WORKS, i + 1, i + _NEAR))]


def _some(part: _Clause) -> list[int]:
    """Those to whom something may be left, the leave that it takes, and where it stays."""
    sentence = part.sentence
    placed = {i for i in part.owners if sentence.is_a(i - 1, "in") and sentence.is_a(i - 1, "at")}  # "only in English"
    return sorted({*part.owners, *part.all("leave", "kept-in"), *_behind_only(part)} - placed)


def _behind_only(part: _Clause) -> Iterator[int]:
    """The nouns with an article right behind a word for "only": "only the castle's office may show them"."""
    sentence = part.sentence
    for i in _only(part):
        at = next((k for k in range(i + 1, part.last + 1) if not sentence.is_any(k, "det", "adj")), part.last)
        if sentence.is_capital_noun(at) and at > i + 1 and at not in part.works:
            yield at


def _beside_only(part: _Clause) -> list[list[int]]:
    """The words for "only" with those for whom it is."""
    return [[i, k] for i in _only(part) for k in _some(part) if _is_beside(part.sentence, i, k)]


def _asking_leave(part: _Clause) -> list[int]:
    """A deed that needs leave: "use of the photos requires our consent"."""
    deeds, leave, needs = part.all("share"), part.all("leave"), part.all("needs")
    without = [i for i in part.all("without") if i < max(leave, default=0)]
    if deeds and leave and (part.is_label or needs or without):
        return [*deeds, *leave]
    return next(([i, k] for i in needs for k in leave if i < k and _is_beside(part.sentence, i, k)), [])


def _somebodys(part: _Clause) -> list[int]:
    """That the work is somebody's: "the photos belong to Acme"."""
    told = ([i, k] for i in part.all("belongs") for k in part.owners if _has(part.sentence, i, k))
    return next(told, []) if not part.denials else []


def _closed(part: _Clause) -> list[int]:
    """That the work is closed, or stays where others do not come: "the slides are confidential"."""
    sentence = part.sentence
    closed = [i for i in part.all("closed") if _is_predicate(part, i, part.works)]
    if closed:
        return closed
    some = [*part.all("kept-in"), *part.owners]
    told = next(([i, k] for i in part.all("stays") for k in some if _has(sentence, i, k)), [])
    return [] if told and any(i > max(told) for i in part.all("all")) else told  # "stay in the room for everybody"


def _has(sentence: Sentence, verb: int, owner: int) -> bool:
    """Whether it is somebody whom a work belongs to, beside the verb: not "case studies belong to our tasks"."""
    return _is_beside(sentence, verb, owner) and (verb < owner or not sentence.is_a(verb + 1, "preposition"))


def _is_ours(sentence: Sentence, deeds: Sequence[int], denials: Sequence[int], may: Sequence[int]) -> bool:
    """Whether it is only said what somebody does not do: "we do not use the slides of Acme", "they do not use them"."""
    said = () if may else sentence.all_of("pronoun", 0, min(denials))
    ours = bool(said) or any(is_ours(sentence, i) for i in range(min(denials) + 1))
    ours = ours or any(sentence.is_a(i, "we") for i in may)  # "non possiamo"
    return ours and all(sentence.is_a(i, "uses") for i in deeds)


def _is_order(part: _Clause, deeds: Sequence[int], denials: Sequence[int]) -> bool:
    """Whether a deed is forbidden without a word that allows: "please do not share", "no copying of the slides"."""
    sentence = part.sentence
    for i in denials:
        after = i + 1
        while sentence.is_any(after, "det", "adj", "adv") and after not in deeds:
            after += 1
        told = i - part.first <= _OPENING and sentence.is_a(i - 1, "be")
        if after in deeds and (told or sentence.is_a(i, "det")):
            return True
    return False


def _is_elsewhere(part: _Clause, told: Sequence[int]) -> bool:
    """Whether the words that restrict stand before a comma or an "and", and all works behind it."""
    words = part.sentence.words
    if not part.works or max(told) > min(part.works):
        return False
    return any(words[i] in {",", ";"} or part.sentence.is_a(i, "and") for i in range(max(told) + 1, min(part.works)))


def _is_predicate(part: _Clause, i: int, things: Sequence[int]) -> bool:
    """Whether what begins at a word is said of a thing: "the slides are strictly confidential", "slides: confidential"."""
    sentence = part.sentence
    if i + 1 in part.works:
        return False  # "a private repository"
    at = i - 1
    while at > part.first and at not in things and sentence.is_any(at, *_BEFORE):
        if sentence.is_a(at, "negator"):
            return False  # a denial may be an adverb: "il n'est pas interdit"
        at -= 1
    if sentence.words[at] in _JOINTS:
        return part.is_label
    if not sentence.is_any(at, "copula", "stays"):
        return i == part.first and sentence.word(i + 1) in {*_JOINTS, ","}
    before = max((k for k in [*things, *part.works] if k < at), default=at if things else part.first - 1)
    return _is_beside(sentence, before, at) and not sentence.is_a(at - 1, "relative")  # "works that are closed"


def _is_beside(sentence: Sentence, i: int, k: int) -> bool:
    """Whether only small words stand between two words: "for registered participants only"."""
    return all(sentence.is_any(at, *_JOINING) for at in range(min(i, k) + 1, max(i, k)))
