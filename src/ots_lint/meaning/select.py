"""Which statements of a page count: the plain ones, of some families, at most one in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ots_lint.language.marks import ORG
from ots_lint.meaning.claims import statements_of
from ots_lint.meaning.families import BRANDING, CLAIMS
from ots_lint.meaning.titles import is_title, repeats_title

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.statement import Statement


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

    def holds(self, statement: Statement) -> bool:
        """Whether nothing takes away from a statement that would make it none."""
        return statement.plain if self.unless is None else statement.modifiers.isdisjoint(self.unless)


def selected(reading: Reading, wanted: Wanted) -> Iterator[Statement]:
    """The statements that count, in document order."""
    for sentence in reading.mentioning:
        run = reading.page.runs[sentence.run_of(0)]
        title = is_title(run)
        if run.where.quote or (title and run.kind == "structured-data"):
            continue
        found = [s for s in _of(reading, sentence, wanted) if wanted.holds(s) and _counts(reading, s, title=title)]
        if found and not _is_answered(reading, sentence):
            yield min(found, key=lambda s: (wanted.families.index(s.family), s.first))


def _of(reading: Reading, sentence: Sentence, wanted: Wanted) -> Iterator[Statement]:
    claimed = set(sentence.language.families)
    yield from (s for s in reading.statements(sentence) if s.family in wanted.families)
    terms = [family for family in wanted.families if family not in claimed]
    if terms:
        yield from statements_of(sentence, terms)


def _counts(reading: Reading, statement: Statement, *, title: bool) -> bool:
    sentence = statement.sentence
    if statement.family in CLAIMS and sentence.words[statement.org] != ORG:
        return False
    if title:
        official = sentence.has("official", statement.first, statement.last)
        return statement.family not in BRANDING or official
    return statement.family != "event-of" or not repeats_title(reading, statement)


def _is_answered(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence is a question whose answer is what counts."""
    return sentence.is_question and reading.following(sentence) is not None
