"""The organisation is credited, and the page never says what it contributed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import rule_fix, shown
from ots_lint.checks._insert import after_run, at_end, inserted
from ots_lint.finding import Fix
from ots_lint.language.marks import ORG
from ots_lint.meaning.credit.credits import listed_credits
from ots_lint.meaning.declared.kinds import states_any
from ots_lint.meaning.page.event_page import credits_no_event, is_report, may_be_of_no_event
from ots_lint.meaning.page.reports import covers_a_time, is_minutes, tells_of_event
from ots_lint.meaning.page.titles import is_legal_page
from ots_lint.meaning.select import Wanted, judged, selected
from ots_lint.meaning.sentence.event_words import FUNCTION, names_this_event
from ots_lint.meaning.sentence.lines import Sentence
from ots_lint.meaning.sentence.tied import is_tied
from ots_lint.meaning.sentence.verdict import Verdict, because
from ots_lint.ruleset.template import render
from ots_lint.text.patterns import compiled

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.statement import Reason, Statement
    from ots_lint.ruleset.rule import Rule
    from ots_lint.text.run import Span

_HIDDEN = frozenset({"meta", "title", "structured-data", "front-matter"})
_THANKS = frozenset({"thanks", "credited"})
#: What parts those who are thanked from a clause on others: "everyone who helped, and Acme".
_APART = frozenset({",", ":", ";", "(", "–", "—"})
#: What may be a relative pronoun in some languages, and joins two names in others.
_JOINS = ("and", "det", "adv", "aux", "adj", "preposition")
_CREDITS = ("supports", "partner", "listed", "co-runs", "runs")


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit at the first credit (else the first mention, on a declared page)."""
    reading = context.reading
    if not reading.mentions:
        return
    known = bool(context.relationship.value)
    if known and _is_told(reading):  # which has to be known then in any case, and many pages need no more
        return
    first = credit(context, [str(key) for key in rule.options.get("keys", ())])
    if first is None:
        if not known or context.relationship.inferred:
            return  # what a tie was inferred from is a credit itself, unless something speaks against it
        place = reading.first_mention
        if place is None:
            return
        index, mention = place
        first = Credit(reading.page.runs[index].span(mention.start, mention.end), index)
    if not known and _is_told(reading):
        return
    if states_any(reading, context.relationship.contributions):
        return  # it says a part of what is declared, in words that alone would not tell
    values = {"seen": first.seen or shown(reading, first.span)}
    fix = contribution_fix(context, rule, first.run, values)
    yield Hit(first.span, values, fix, unsure=may_be_of_no_event(reading), verdict=first.verdict)


def _is_told(reading: Reading) -> bool:
    """Whether the page says what was contributed, or may say it in a language without words for it."""
    return reading.contributes or not reading.reads("gives")


def credit(context: Context, keys: Sequence[str] = ()) -> Credit | None:
    """The first credit on the page. `keys`: those of data blocks that list supporters."""
    runs = context.reading.page.runs
    found = [credit for credit in credits_of(context, keys) if credit.counts]
    visible = [f for f in found if runs[f.run].kind not in _HIDDEN] or found
    return min(visible, key=lambda f: f.span, default=None)


class Credit(NamedTuple):
    """A place that may credit the organisation; where it is no value of a data block, with the verdict on its words."""

    span: Span
    run: int
    seen: str = ""
    verdict: Verdict | None = None

    @property
    def counts(self) -> bool:
        """Whether it is a credit."""
        return self.verdict is None or self.verdict.counts


def verdicts(context: Context, rule: Rule) -> Iterator[Verdict]:
    """What could be a credit, and what speaks against it."""
    for found in credits_of(context, [str(key) for key in rule.options.get("keys", ())]):
        if found.verdict is not None:
            yield found.verdict


def credits_of(context: Context, keys: Sequence[str] = ()) -> Iterator[Credit]:
    """What could be a credit. `keys`: those of data blocks that list supporters."""
    reading = context.reading
    declared = context.relationship.value and not context.relationship.inferred
    passed_over = _PassedOver(reading)

    def no_event(statement: Statement) -> tuple[Reason, ...]:
        return because("no-event") if not declared and passed_over(statement) else ()

    for statement, against in judged(reading, Wanted(_CREDITS)):
        if statement.family == "runs" and context.relationship.value in {"", "official"}:
            continue
        if not against and not context.relationship.value and not is_tied(statement):
            against = because("loose")
        yield _credit(reading, statement, against or no_event(statement))
    for statement in reading.all_statements:
        if statement.family in _THANKS:
            against = _no_thanks(statement) or no_event(statement)
            yield _credit(reading, statement, against)
    for listed in listed_credits(reading, keys):
        if not declared and passed_over.minutes:
            break  # "Sponsors: waiting for Acme"
        verdict = None
        if listed.sentence is not None:
            verdict = Verdict("credit", "list", listed.sentence, listed.word, listed.word)
        yield Credit(listed.span, listed.run, "", verdict)


class _PassedOver:
    """Which credits and thanks are passed over: on a page about no event those that name none themselves.

    A list of supporters still credits. Where the organisation runs what such a page tells of, nothing is credited to it.
    Nothing is found out about a page before there is a credit to ask it of.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def __call__(self, statement: Statement) -> bool:
        if not self._no_event:
            return False
        if self._runs_it:
            return True
        if self._reports_event and statement.family in _THANKS:  # its event is over, and whoever helped is thanked
            return not (self._on_event or names_this_event(statement.sentence, "vague-event"))
        if self._reports_event:
            return True
        return self._closed or not names_this_event(statement.sentence)

    @cached_property
    def _no_event(self) -> bool:
        return credits_no_event(self._reading)

    @cached_property
    def minutes(self) -> bool:
        """Whether the page is the minutes of a meeting, where a list of sponsors is one of whom to write to."""
        return is_minutes(self._reading)

    @cached_property
    def _runs_it(self) -> bool:
        return next(selected(self._reading, Wanted(("runs", "event-of"))), None) is not None

    @cached_property
    def _reports_event(self) -> bool:
        return is_report(self._reading) and not covers_a_time(self._reading)

    @cached_property
    def _on_event(self) -> bool:
        """Whether a report is on an event: a title or heading names one, not a year, a release or a gift."""
        return tells_of_event(self._reading)

    @cached_property
    def _closed(self) -> bool:
        return is_legal_page(self._reading) or covers_a_time(self._reading)


def _credit(reading: Reading, statement: Statement, against: tuple[Reason, ...]) -> Credit:
    span = statement.span
    verdict = Verdict.of("credit", statement, against)
    return Credit(span, statement.sentence.run_of(statement.org), shown(reading, span), verdict)


def _no_thanks(statement: Statement) -> tuple[Reason, ...]:
    """What takes away from thanks."""
    # "we would like to thank" thanks; "thank you for coming to …" thanks somebody else
    taken = {"negated", "question", "quoted", "other-actor"}
    denying = ("without", "negator") if statement.family == "credited" else ("without",)
    if any(statement.sentence.has(name, statement.first, statement.last) for name in denying):
        taken -= {"negated"}  # "impossible without $org", "no better partner than $org"
    against = tuple(reason for reason in statement.reasons if reason.modifier in taken)
    if not against and statement.family == "thanks" and not _thanks_org(statement.sentence, statement.org):
        return because("people")
    if not against and statement.first < statement.org and _is_what_others_do(statement):
        return because("people")
    return against


def _thanks_org(sentence: Sentence, org: int) -> bool:
    """Whether the thanks go to the organisation, not through or about it, or to a person of it: "Mia Lee (Acme)"."""
    words = sentence.words
    if org > 2 and words[org - 1] == "(" and all(map(sentence.language.may_name, words[org - 3 : org - 1])):
        return False
    at_friends = sentence.is_a(org - 2, "friends")  # "thanks to our friends at Acme"
    return not sentence.is_a(org - 1, "at") or at_friends or sentence.has("thank-at")


def _is_what_others_do(statement: Statement) -> bool:
    """Whether the organisation stands in a clause on those who are thanked: "thanks to all who make Acme possible"."""
    sentence, org = statement.sentence, statement.org
    for i in range(org - 2, statement.first, -1):
        if sentence.words[i] in _APART or sentence.words[i] == ORG:
            return False
        if sentence.is_a(i, "relative") and not sentence.is_any(i, *_JOINS):
            verb = next((j for j in range(i + 1, org) if not sentence.is_any(j, "aux", "be", "adv")), org)
            return sentence.words[verb].islower() and not sentence.is_any(verb, *FUNCTION, "det", "adj")
    return False


def contribution_fix(context: Context, rule: Rule, index: int | None, values: Mapping[str, object]) -> Fix | None:
    """A sentence made from the declared contributions, or what to write.

    It is in the language of the text that it joins, and there is none where the rule does not know that.
    """
    reading = context.reading
    runs = reading.page.runs
    here = reading.tongues.of(runs[index]) if index is not None else reading.language
    text = contribution_sentence(context, rule, here)
    edit = after_run(reading, index, text) if index is not None else None
    if edit is None:
        text = contribution_sentence(context, rule, reading.language)
        edit = at_end(reading, text)
    example = inserted(rule, reading, f"{here}:such-as")
    return rule_fix(rule, {"brand": reading.brand.name, **values, "text": text, "such_as": example}, edit)


def contribution_sentence(context: Context, rule: Rule, language: str) -> str:
    """The sentence that states the declared contributions, in a language; empty where it could not state all of them."""
    declared = context.relationship.contributions
    texts = rule.fix.get("insert", {})
    if not declared or f"{language}:sentence" not in texts:
        return ""
    said = [texts.get(f"{language}:{kind}") or _own_words(context, kind) for kind in declared]
    if not all(said):
        return ""  # what it leaves out would be found missing, and the sentence taken back
    joined = _joined(said, texts.get(f"{language}:and", "&"))
    return render(texts[f"{language}:sentence"], {"brand": context.reading.brand.name, "contributions": joined})


def _own_words(context: Context, kind: str) -> str:
    """A contribution that is declared in somebody's own words; empty for a kind that has a name, and for markup."""
    from ots_lint.meaning.tongues.blocks import packs_of

    if kind in packs_of(context.reading.ruleset).kinds():
        return ""
    return kind if compiled(r"[\p{L}\p{N}](?:[\p{L}\p{N} '’-]*[\p{L}\p{N}])?").fullmatch(kind) else ""


def _joined(parts: list[str], word: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"
