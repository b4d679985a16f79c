"""A page's relationship to the brand: declared, configured or inferred (SPEC section 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.finding import Relationship
from ots_lint.lint.own_page import SOURCE, is_own
from ots_lint.meaning.sentence.families import CLAIMS
from ots_lint.meaning.sentence.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.statement import Statement
    from ots_lint.text.run import Span

#: Families that must be tied to this event; who works together, or invites, mostly does so for it.
_TIED = frozenset({"event-of", "supports"})
#: What takes back that people help privately.
_NOT_PRIVATE = frozenset({"negated", "wished", "question", "past", "general"})


def relationship(reading: Reading) -> Relationship:
    """The relationship that rules go by: declared, else inferred from an explicit statement."""
    said = reading.declared
    if said.value or not reading.mentions:
        return said
    if is_own(reading):
        return Relationship("official", SOURCE, said.contributions, said.team, inferred=True, span=said.span)
    found = inferred(reading)
    if found is None:
        return said
    value, place = found
    words = _quoted(reading, place)
    return Relationship(value, f"inferred from “{words}”", said.contributions, said.team, inferred=True, span=said.span)


def _is_of_many_events(reading: Reading) -> bool:
    """Whether the page is a calendar with events that do not name the organisation: what one says goes for that one."""
    if reading.page.format != "calendar":
        return False
    runs = reading.page.runs
    events = {number for number, run in enumerate(runs) if run.kind == "heading" and run.where.heading is None}
    named = set()
    for number in reading.mentions:
        while (above := runs[number].where.heading) is not None:
            number = above
        named.add(number)
    return len(events) > 1 and not events <= named


def inferred(reading: Reading) -> tuple[str, Span] | None:
    """The relationship that an explicit statement gives, and where the statement stands."""
    if not reading.may_say_something or _is_of_many_events(reading):
        return None
    found = _stated(reading)
    return None if found is None or reading.of_no_event else found


def _stated(reading: Reading) -> tuple[str, Span] | None:
    """The relationship that some statement of the page gives, and where it stands."""
    from ots_lint.checks.disclaimer import disclaimers
    from ots_lint.meaning.select import Wanted, selected
    from ots_lint.meaning.sentence.target import is_loose, is_of_something_else
    from ots_lint.meaning.sentence.tied import is_aside, is_tied

    denial = next((d for d in disclaimers(reading) if not is_of_something_else(d)), None)
    if denial is not None:
        return "unofficial", denial.span
    for verdict in private_help(reading):
        if verdict.counts:
            return "unofficial", verdict.span
    found: dict[str, Span] = {}
    for statement in selected(reading, Wanted(tuple(CLAIMS))):
        value = CLAIMS[statement.family]
        if (
            not value
            or is_loose(statement)
            or (statement.family in _TIED and not is_tied(statement))
            or is_aside(statement)
            or _only_hosts(reading, statement)
            or _runs_a_slot(statement)
        ):
            continue
        if value == "official" and statement.with_others:
            value = "partner"
        if value not in found:
            found[value] = statement.span
    for value in ("partner", "supported", "official"):
        if value in found:
            return value, found[value]
    return None


def _only_hosts(reading: Reading, statement: Statement) -> bool:
    """Whether a statement says where the event takes place: whose house it is need not run it ("our host was …")."""
    if CLAIMS[statement.family] != "official":
        return False
    return any(
        given.kind == "venue"
        and given.sentence is statement.sentence
        and given.first <= statement.last
        and statement.first <= given.last
        for given in reading.contributions
    )


def _runs_a_slot(statement: Statement) -> bool:
    """Whether a statement is of one session of something larger: who runs a workshop at a festival need not run that."""
    if CLAIMS[statement.family] != "official":
        return False
    sentence = statement.sentence
    is_a, titles = sentence.language.is_a, sentence.notes.facts.titles
    if not any(is_a(word, "umbrella") for word in titles) or sentence.has("umbrella"):
        return False
    return any(
        sentence.is_a(i, "slot") and word.lower() not in titles and not sentence.is_a(i - 1, "this-event")
        for i, word in enumerate(sentence.words)
    )


def private_help(reading: Reading) -> Iterator[Verdict]:
    """The statements that people of the organisation help privately, and what speaks against them."""
    for statement in reading.all_statements:
        if statement.family == "private":
            yield Verdict.of("private", statement, tuple(r for r in statement.reasons if r.modifier in _NOT_PRIVATE))


def _quoted(reading: Reading, span: Span) -> str:
    text = " ".join(reading.page.as_read(span).split())
    return text if len(text) <= 60 else text[:57] + "…"
