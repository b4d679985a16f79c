"""Which statements of a page count: the plain ones, of some families, at most one in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ots_lint.language.marks import ORG
from ots_lint.meaning.page.answers import as_claimed, is_affirmed
from ots_lint.meaning.page.elsewhere import is_said_of_others
from ots_lint.meaning.page.portraits import is_portrayed
from ots_lint.meaning.page.titles import is_title, repeats_title
from ots_lint.meaning.sentence.claims import statements_of
from ots_lint.meaning.sentence.families import BRANDING, CLAIMS
from ots_lint.meaning.sentence.tied import is_name
from ots_lint.meaning.sentence.verdict import because

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Reason, Statement
    from ots_lint.text.run import TextRun


#: Families of what several do together.
_TOGETHER = frozenset({"co-runs", "partner"})
#: So many words are a first name and a surname.
_SURNAME = 2


class Wanted(NamedTuple):
    """What is looked for: families, the most telling first; `unless`: modifiers that make a statement none (None: any).

    `inferred`: also families that a relationship is inferred from.
    """

    families: Sequence[str]
    unless: frozenset[str] | None = None
    inferred: bool = True

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Wanted:
        """What the options of a rule ask for."""
        families = tuple(options.get("find", ()))
        inferred = bool(options.get("inferred", True))
        if not inferred:
            families = tuple(family for family in families if not CLAIMS.get(family))
        return cls(families, frozenset(options["unless"]) if "unless" in options else None, inferred)

    def against(self, statement: Statement) -> tuple[Reason, ...]:
        """What takes away from a statement so that it is none."""
        unless = self.unless
        return tuple(reason for reason in statement.reasons if unless is None or reason.modifier in unless)


def selected(reading: Reading, wanted: Wanted) -> Iterator[Statement]:
    """The statements that count, in document order."""
    return (statement for statement, against in judged(reading, wanted) if not against)


def judged(reading: Reading, wanted: Wanted) -> Iterator[tuple[Statement, tuple[Reason, ...]]]:
    """Every statement of the families, and what speaks against it; where nothing does, it counts."""
    for sentence in reading.mentioning:
        said = [*_of(reading, sentence, wanted)]
        if not said:
            continue  # as most sentences do, so that nothing else need be asked of them
        run = reading.page.runs[sentence.run_of(0)]
        affirmed = sentence.is_question and is_affirmed(reading, sentence)
        of = map(as_claimed, said) if affirmed else said
        found = [(s, _against(reading, s, wanted, run)) for s in of]
        plain = [statement for statement, against in found if not against]
        best = min(plain, key=lambda s: (wanted.families.index(s.family), s.first), default=None)
        answered = best is not None and not affirmed and _is_answered(reading, sentence)
        for statement, against in found:
            if not against and answered:
                against = because("answered")
            elif not against and best is not None and statement is not best:
                against = because("outdone")
            yield statement, against


def _against(reading: Reading, statement: Statement, wanted: Wanted, run: TextRun) -> tuple[Reason, ...]:
    title = is_title(run)
    if run.where.quote:
        return because("quotation")
    if title and run.kind == "structured-data":
        return because("title-data")
    against = wanted.against(statement) or _not_meant(reading, statement, title=title)
    if not against and statement.family in CLAIMS and is_said_of_others(reading, statement.sentence):
        return because("other-event")
    if not against and statement.family in CLAIMS and not title and is_portrayed(reading, statement):
        return because("portrait")
    return against


def _of(reading: Reading, sentence: Sentence, wanted: Wanted) -> Iterator[Statement]:
    yield from (s for s in reading.statements(sentence) if s.family in wanted.families)
    terms = _terms(tuple(sentence.language.families), tuple(wanted.families))
    if sentence.fitting_of(terms):
        yield from statements_of(sentence, terms)


@lru_cache(maxsize=256)
def _terms(claimed: tuple[str, ...], wanted: tuple[str, ...]) -> list[str]:
    """The wanted families that are not looked for in every sentence."""
    return [family for family in wanted if family not in claimed]


def _not_meant(reading: Reading, statement: Statement, *, title: bool) -> tuple[Reason, ...]:
    """Why a statement is about something else than the organisation at this event."""
    sentence = statement.sentence
    if statement.family in CLAIMS and (sentence.words[statement.org] != ORG or _is_with_somebody(statement)):
        return because("people")
    if title:
        official = sentence.has("official", statement.first, statement.last)
        return because("branding") if statement.family in BRANDING and not official else ()
    if statement.family == "event-of" and repeats_title(reading, statement):
        return because("repeats-title")
    return ()


def _is_with_somebody(statement: Statement) -> bool:
    """Whether it is done together with a person of the organisation, whose name stands before it: "with Mia Lee of Acme"."""
    if statement.family not in _TOGETHER or statement.last != statement.org:
        return False
    sentence = statement.sentence
    link = statement.org - 1
    while link > statement.first and sentence.is_a(link, "det") and not sentence.is_a(link, "crew-link"):
        link -= 1
    if not sentence.is_any(link, "crew-link", "at") or link - _SURNAME < statement.first:
        return False
    return all(is_name(sentence, i) for i in range(link - _SURNAME, link))


def _is_answered(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence is a question whose answer is what counts."""
    return sentence.is_question and reading.following(sentence) is not None
