"""The component that says what takes away from a statement: negated, wished, past, …

The modifiers are data (`context.yaml` of a language pack), in the manner of ConText: a cue, on which side of it
and how far it reaches, what ends it, and wordings in which it is none. What no word says is found here: a question,
and a quotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from functools import partial
from typing import TYPE_CHECKING

from ots_lint.language.marks import ORG
from ots_lint.meaning.sentence.clause import clause
from ots_lint.meaning.sentence.families import CLAIMS, DENIALS
from ots_lint.meaning.sentence.line import Match
from ots_lint.meaning.sentence.lines import Sentence
from ots_lint.meaning.sentence.notes import Component, Notes
from ots_lint.meaning.sentence.statement import Reason, Statement
from ots_lint.meaning.sentence.target import target_of
from ots_lint.text.initials import is_capitalised
from ots_lint.text.patterns import lazy

if TYPE_CHECKING:
    from ots_lint.language.frames import Frame, Modifier

_YEAR = lazy(r"(?:19|20)\d\d")
#: What is said of something else goes on where the next sentence takes it up by a pronoun.
_ELSEWHERE = ("past", "other-event")
#: Behind a word of these a year says when something was.
_BEFORE_YEAR = ("in", "past-verb", "past-copula", "adv", "filler", "affirmation")
_QUOTES = frozenset({'"', "“", "”", "„", "‟", "«", "»", "‹", "›", "''", "``"})


class Context(Component):
    """Sets the modifiers of all statements of a text."""

    def read(self, notes: Notes) -> None:
        notes.statements = [modified(statement) for statement in notes.statements]


def modified(statement: Statement) -> Statement:
    """A statement with all that takes away from it."""
    found = reasons(statement.sentence, statement.first, statement.last, statement.family)
    found += taken_up(statement.sentence, frozenset(reason.modifier for reason in found))
    if CLAIMS.get(statement.family) == "official" and _promises_promotion(statement):
        found += (Reason("promised", ""),)
    if statement.family in CLAIMS or statement.family in DENIALS:
        known = {reason.modifier for reason in found}
        found += tuple(reason for reason in target_of(statement, found) if reason.modifier not in known)
    return statement._replace(reasons=found) if found else statement


def _promises_promotion(statement: Statement) -> bool:
    """Whether a claim is no more than a promise to speak of events: "$org will announce each of our workshops"."""
    sentence, first, last = statement.sentence, statement.first, statement.last
    return sentence.has("promote", first, last) and bool(sentence.matches("promotion"))


def reasons(
    sentence: Sentence, first: int, last: int, family: str = "", only: Iterable[str] = ()
) -> tuple[Reason, ...]:
    """Why the words from `first` to `last` are no plain statement; empty where they are.

    `family`: of which family of statements they are, since some modifiers are for some alone. `only`: the
    modifiers that are asked for.
    """
    wanted = frozenset(only)
    return sentence.once(
        ("reasons", first, last, family, wanted), lambda: _reasons(sentence, first, last, family, wanted)
    )


def _reasons(sentence: Sentence, first: int, last: int, family: str, wanted: frozenset[str]) -> tuple[Reason, ...]:
    found: dict[str, Reason] = {}
    if sentence.is_question:
        found["question"] = Reason("question", "?")
    if _is_quoted(sentence, first, last):
        found["quoted"] = Reason("quoted", "“…”")
    bounds = clause(sentence, first, last)
    year = _past_year(sentence, *bounds) or (_past_year(sentence, 0, 0) if sentence.word(1) == ":" else "")
    if year:
        found["past"] = Reason("past", year)
    for modifier in sentence.of_words.modifiers:
        if modifier.name in found or (wanted and modifier.name not in wanted):
            continue
        if modifier.families and family not in modifier.families:
            continue
        cues = list(_cues(sentence, modifier))
        if not cues:
            continue
        reach = (0, len(sentence.words) - 1) if modifier.scope == "sentence" else bounds
        cue = next(filter(partial(_reaches, sentence, modifier, reach, first, last), cues), None)
        if cue is None:
            continue
        if modifier.name == "part" and _names_the_event(sentence, cue):
            continue
        if modifier.cancel and any(reach[0] <= m.first and m.last <= reach[1] for m in _all(sentence, modifier.cancel)):
            continue
        found[modifier.name] = Reason(modifier.name, " ".join(sentence.words[cue.first : cue.last + 1]))
    if wanted:
        return tuple(reason for reason in found.values() if reason.modifier in wanted)
    return tuple(found.values())


def _names_the_event(sentence: Sentence, cue: Match) -> bool:
    """Whether what looks like a thing beside the event is the event itself: a title of the page names it."""
    things = sentence.all_of("other-thing", cue.first, cue.last)
    return any(sentence.words[i].lower() in sentence.notes.facts.titles for i in things)


def is_affirmed(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words that deny in a part of a sentence all stand in wordings that affirm ("not only")."""
    cues = spared = 0
    for modifier in sentence.of_words.modifiers:
        if modifier.name == "negated":
            cues += sum(first <= cue.first <= last for cue in _all(sentence, modifier.cues))
            spared += sum(first <= cue.first <= last for cue in _cues(sentence, modifier))
    return cues > 0 and not spared


def modifiers(sentence: Sentence, first: int, last: int, family: str = "") -> frozenset[str]:
    """The names of what takes away from the words from `first` to `last`."""
    return frozenset(reason.modifier for reason in reasons(sentence, first, last, family))


def _cues(sentence: Sentence, modifier: Modifier) -> Iterator[Match]:
    """The cues of a modifier, but for those in a wording in which they are none."""
    spared = list(_all(sentence, modifier.unless))
    for match in _all(sentence, modifier.cues):
        if not any(pseudo.first <= match.first and match.last <= pseudo.last for pseudo in spared):
            yield match


def _all(sentence: Sentence, frames: Iterable[Frame]) -> Iterator[Match]:
    for frame in frames:
        yield from sentence.matches_of(frame)


def _reaches(sentence: Sentence, modifier: Modifier, reach: tuple[int, int], first: int, last: int, cue: Match) -> bool:
    """Whether a cue reaches the words from `first` to `last`."""
    if cue.last < reach[0] or cue.first > reach[1]:
        return False
    if cue.first > last:  # it stands behind them
        if modifier.reach == "forward" or cue.first - last - 1 > modifier.words:
            return False
        between = (last + 1, cue.first - 1)
    elif cue.last < first:
        if modifier.reach == "backward" or first - cue.last - 1 > modifier.words:
            return False
        between = (cue.last + 1, first - 1)
    else:
        return modifier.reach != "backward" or cue.first > first
    return not any(between[0] <= m.first and m.last <= between[1] for m in _all(sentence, modifier.stop))


def _past_year(sentence: Sentence, first: int, last: int) -> str:
    """The year that a clause speaks of, where it is before the page's own dates; else empty."""
    own = sentence.notes.facts.years
    latest = max(map(int, own), default=0)
    for i in range(first, last + 1):
        word = sentence.words[i]
        if not word.isdecimal() or not _YEAR.fullmatch(word):
            continue
        if i and not _is_dated(sentence, i, dated_page=latest > 0):
            continue
        if word in own or (latest and int(word) >= latest):
            return ""
        return word if not i or sentence.has_any(("past-verb", "past-copula"), first, last) else ""
    return ""


def taken_up(sentence: Sentence, known: Set[str]) -> tuple[Reason, ...]:
    """What a sentence takes over from the one before it: the year of a question, or of when "that was"."""
    if not sentence.index or sentence.is_question or not known.isdisjoint(_ELSEWHERE):
        return ()
    before = sentence.notes.sentences[sentence.index - 1]
    last = len(before.words) - 1
    if before.is_question:
        year = _past_year(before, 0, last)
        return (Reason("past", year),) if year else ()
    if not (sentence.is_a(0, "pronoun") and sentence.is_a(1, "past-copula")):
        return ()
    return reasons(before, last, last, only=_ELSEWHERE)


def former_year(question: Sentence, answer: Sentence) -> str:
    """The year of the event that a question names and an answer tells of in the past: "And the one of 2016?"; else empty."""
    facts, past = question.notes.facts, answer.places_of(("past-verb", "past-copula"))
    bare = 1 if answer.is_any(0, "pronoun", "det") else None  # "den arrangerades av …"
    told = any(i == bare or not answer.is_a(i, "runs-pp") for i in past)  # but not the participle of "is organised by"
    latest = max(map(int, facts.years), default=0)
    for word in question.words if told else ():
        if word.isdecimal() and _YEAR.fullmatch(word) and word not in facts.titles:
            return "" if latest and int(word) >= latest else word
    return ""


def _is_dated(sentence: Sentence, i: int, *, dated_page: bool) -> bool:
    """Whether a year says when something was: "in 2014", "yes, 2014", and on a page with a date "PyCamp 2014"."""
    before = sentence.words[i - 1]
    if before in {ORG, ","} or sentence.is_any(i - 1, *_BEFORE_YEAR):
        return True
    return is_capitalised(before) and (dated_page or sentence.is_a(i - 2, "in"))


def _is_quoted(sentence: Sentence, first: int, last: int) -> bool:
    words = sentence.words
    before = sum(word in _QUOTES for word in words[:first])
    return before % 2 == 1 and any(word in _QUOTES for word in words[last + 1 :])
