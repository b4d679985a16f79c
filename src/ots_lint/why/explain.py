"""Read a page as the checks read it, and note what they decided; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.checks import Context, weigher
from ots_lint.checks.disclaimer import weighed
from ots_lint.errors import PageError
from ots_lint.language.contract import read_contract
from ots_lint.language.marks import CREW, ORG
from ots_lint.lint import limit
from ots_lint.lint.check import ELSEWHERE, hits, spared
from ots_lint.lint.page import lint_source
from ots_lint.lint.relationship import inferred, private_help, relationship
from ots_lint.meaning.reading import Reading
from ots_lint.meaning.select import Wanted, judged
from ots_lint.meaning.sentence.contributions import taken_back
from ots_lint.meaning.sentence.families import CLAIMS
from ots_lint.meaning.sentence.notes import CELL
from ots_lint.meaning.sentence.verdict import Verdict
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import data_folder
from ots_lint.ruleset.rule_files import CONTRACT
from ots_lint.text.run import Span
from ots_lint.why.model import Block, Declared, Explanation, Line, Outcome, Read

if TYPE_CHECKING:
    from ots_lint.finding import Finding
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Reason
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings
    from ots_lint.text.source import Source


def explain(source: Source, ruleset: Ruleset, settings: Settings, configured: Declared) -> Explanation:
    """How a page was read. `configured` is where the configuration says its relationship.

    Raises `PageError` for a page that cannot be read to its end.
    """
    linted = lint_source(source, ruleset, settings)
    if not linted.readable:
        raise PageError(linted.problem or linted.findings[0].said, source.filename)
    with limit.limited(source):
        page = read_page(source)
        reading = Reading(page, ruleset, settings)
        context = Context(reading, relationship(reading))
        asked = _Asked(context, settings, linted.findings)
        lines = [*_lines(reading, asked)]
        found = Explanation(
            source,
            ruleset,
            read_contract(data_folder() / "languages" / CONTRACT),
            context.relationship,
            _declared(reading, context, configured),
            reading.language,
            bool(page.language),
            _blocks(reading),
            bool(reading.mentions),
            lines,
            linted.findings,
            linted.suppressed,
        )
        reading.release()
    return found


class _Asked:
    """What each rule makes of what was read."""

    def __init__(self, context: Context, settings: Settings, findings: Sequence[Finding]) -> None:
        self.context = context
        self.settings = settings
        self.findings = findings
        self.verdicts: dict[object, Verdict] = {}
        self._weighed: dict[object, list[str]] = {}  # the rules under which a verdict counts
        self._hit: dict[object, dict[str, str]] = {}  # found or suppressed, by rule
        self._hits: set[str] = set()  # rules that have one
        self.placed: set[tuple[str, Span]] = set()  # findings that stand on a verdict
        rules = [rule for rule in context.reading.ruleset.rules.values() if rule.kind not in ELSEWHERE]
        for verdict in _of_the_page(context):
            self._add(verdict)
        for rule in rules:
            weigh = weigher(rule.kind)
            for verdict in weigh(context, rule) if weigh is not None else ():
                self._add(verdict)
                if verdict.counts:
                    codes = self._weighed.setdefault(verdict.key, [])
                    codes += [] if rule.code in codes else [rule.code]
        reported = {(finding.code, finding.span) for finding in findings}
        for rule in rules:
            for hit in hits(rule, context) if settings.selects(rule.code) else ():
                self._hits.add(rule.code)
                if hit.verdict is None:
                    continue
                self._add(hit.verdict)
                is_there = (rule.code, hit.span) in reported
                self._hit.setdefault(hit.verdict.key, {})[rule.code] = "found" if is_there else "suppressed"
                if is_there:
                    self.placed.add((rule.code, hit.span))
        place = None
        if context.relationship.inferred and (said := inferred(context.reading)) is not None:
            place = said[1]
        self._basis = place

    def _add(self, verdict: Verdict) -> None:
        known = self.verdicts.get(verdict.key)
        if known is None or (verdict.counts and (verdict.unsure or not known.counts)):
            self.verdicts[verdict.key] = verdict

    def outcomes(self, verdict: Verdict) -> tuple[Outcome, ...]:
        """What became of a verdict under each rule that asks for it."""
        states = dict(self._hit.get(verdict.key, ()))
        for code in self._weighed.get(verdict.key, ()):
            states.setdefault(code, self._state(code))
        return tuple(Outcome(code, states[code]) for code in sorted(states))

    def _state(self, code: str) -> str:
        """Why a rule that asks for something says nothing of it."""
        rule = self.context.reading.ruleset.rules[code]
        if not self.settings.selects(code):
            return "off"
        return spared(rule, self.context) or ("once" if code in self._hits else "content")

    def is_basis(self, verdict: Verdict) -> bool:
        """Whether the relationship was inferred from it."""
        inferring = verdict.role in {"disclaimer", "private"} or bool(CLAIMS.get(verdict.name))
        return verdict.counts and inferring and verdict.role != "credit" and verdict.span == self._basis


def _of_the_page(context: Context) -> Iterator[Verdict]:
    """What the page says whatever the rules ask: claims, disclaimers, private help, contributions."""
    reading = context.reading
    for statement, against in judged(reading, Wanted(tuple(CLAIMS))):
        yield Verdict.of("claim", statement, against)
    for statement, against in weighed(reading):
        yield Verdict.of("disclaimer", statement, against)
    yield from private_help(reading)
    for given in reading.contributions:
        yield Verdict("contribution", given.kind, given.sentence, given.first, given.last)
    for sentence in reading.mentioning:
        for thing, against in taken_back(sentence):
            yield Verdict("contribution", thing.kind, sentence, thing.first, thing.last, against)


def _lines(reading: Reading, asked: _Asked) -> Iterator[Line]:
    """The sentences that name the organisation or in which something was read, in document order."""
    by_sentence: dict[tuple[int, int], list[Verdict]] = {}
    units: dict[int, None] = dict.fromkeys(reading.unit_of[run] for run in reading.mentions if run in reading.unit_of)
    for verdict in asked.verdicts.values():
        sentence = verdict.sentence
        by_sentence.setdefault((id(sentence.notes), sentence.index), []).append(verdict)
        units.setdefault(reading.unit_of[sentence.run_of(0)])
    lines: list[Line] = []
    for number in units:
        run = reading.page.runs[reading.units[number][0]]
        language = reading.tongues.of(run)
        if reading.pack(run) is None:
            text = " ".join(reading.page.runs[index].text for index in reading.units[number])
            lines.append(_line(reading, asked, _place(reading, number), text, language, None))
        for sentence in reading.sentences(number):
            said = by_sentence.get((id(sentence.notes), sentence.index), [])
            if said or ORG in sentence.words or CREW in sentence.words:
                last = len(sentence.words) - 1
                span = sentence.source(0, last)
                lines.append(_line(reading, asked, span, _words(reading, sentence, 0, last), language, said))
    return iter(sorted(lines, key=lambda line: line.span))


def _line(reading: Reading, asked: _Asked, span: Span, text: str, language: str, said: list[Verdict] | None) -> Line:
    codes = dict.fromkeys(
        finding.code
        for finding in asked.findings
        if span.start <= finding.span.start < max(span.end, span.start + 1)
        and (finding.code, finding.span) not in asked.placed
    )
    reads = _reads(reading, asked, said or [])
    return Line(span, " ".join(text.split()), language, said is not None, reads, tuple(codes))


class _Alike(NamedTuple):
    """What verdicts that are told as one have in common."""

    name: str
    first: int
    last: int
    modifiers: tuple[object, ...]
    label: str


def _reads(reading: Reading, asked: _Asked, verdicts: list[Verdict]) -> list[Read]:
    denied = {(v.name, v.first, v.last) for v in verdicts if v.role == "disclaimer" and v.counts}
    groups: dict[_Alike, list[Verdict]] = {}
    for v in verdicts:
        if v.role in {"claim", "credit"} and not v.counts and (v.name, v.first, v.last) in denied:
            continue  # what is denied is told once, as the disclaimer that it is
        if not asked.outcomes(v) and _is_inside(v, verdicts):
            continue
        groups.setdefault(_Alike(v.name, v.first, v.last, v.against, v.label), []).append(v)
    reads = []
    for alike, group in groups.items():
        outcomes = {outcome.code: outcome for verdict in group for outcome in asked.outcomes(verdict)}
        reads.append(
            Read(
                tuple(dict.fromkeys(verdict.role for verdict in group)),
                alike.name,
                alike.label,
                group[0].span,
                _words(reading, group[0].sentence, alike.first, alike.last),
                tuple(_as_read(reading, reason) for reason in group[0].against),
                any(verdict.unsure for verdict in group),
                any(asked.is_basis(verdict) for verdict in group),
                tuple(outcomes[code] for code in sorted(outcomes)),
            )
        )
    return sorted(reads, key=lambda read: (not read.counts, read.span))


def _is_inside(verdict: Verdict, others: list[Verdict]) -> bool:
    """Whether something is told by other words of its kind, around it or telling more, so that it is told once."""
    if any(reason.modifier == "outdone" for reason in verdict.against):
        return any(o.counts and o.role == verdict.role and _overlap(o, verdict) for o in others)
    if verdict.role not in {"disclaimer", "contribution"}:
        return False
    return any(
        other.role == verdict.role
        and (other.name == verdict.name or verdict.role == "disclaimer")
        and other.counts == verdict.counts
        and other.first <= verdict.first <= verdict.last <= other.last
        and (other.first, other.last) != (verdict.first, verdict.last)
        for other in others
    )


def _overlap(one: Verdict, other: Verdict) -> bool:
    return one.first <= other.last and other.first <= one.last


def _as_read(reading: Reading, reason: Reason) -> Reason:
    """A reason with the words that it was told by as people write them."""
    words = reason.words.replace(CELL, "|")
    for mark in (ORG, CREW):
        words = words.replace(mark, reading.brand.name)
    return reason._replace(words=words)


def _words(reading: Reading, sentence: Sentence, first: int, last: int) -> str:
    """Words of a sentence as a reader sees them, in one line; what stands in another cell or line behind a stroke."""
    pieces: dict[int, tuple[int, int]] = {}  # run -> where they begin and end in it
    for word in range(first, last + 1):
        run, start, end = sentence.place(word)
        begin, stop = pieces.get(run, (start, end))
        pieces[run] = min(begin, start), max(stop, end)
    runs = reading.page.runs
    return " | ".join(" ".join(runs[run].text[start:end].split()) for run, (start, end) in pieces.items())


def _place(reading: Reading, number: int) -> Span:
    """The source of the texts of a unit."""
    runs = [reading.page.runs[index] for index in reading.units[number]]
    return Span(runs[0].span(0, 1).start, max(run.element.end for run in runs))


def _blocks(reading: Reading) -> list[Block]:
    """What language each text of the page was taken for."""
    blocks: list[Block] = []
    for number, run in enumerate(reading.page.runs):
        if number in reading.skipped or not any(map(str.isalpha, run.text)):
            continue
        language = reading.tongues.of(run)
        if blocks and blocks[-1].language == language:
            blocks[-1] = blocks[-1]._replace(
                span=Span(blocks[-1].span.start, max(blocks[-1].span.end, run.element.end))
            )
        else:
            blocks.append(Block(run.element, language, reading.pack(run) is not None))
    return blocks


def _declared(reading: Reading, context: Context, configured: Declared) -> Declared:
    """Where the page's relationship comes from."""
    known, page = context.relationship, reading.page
    if known.source == "configuration":
        return configured
    span = _place_in(reading, context)
    return Declared(row=page.source.position(span.start)[0]) if span is not None else Declared()


def _place_in(reading: Reading, context: Context) -> Span | None:
    known = context.relationship
    if known.inferred:
        said = inferred(reading) if known.source.startswith("inferred") else None
        return said[1] if said is not None else None
    said_in_page = reading.declarations
    return said_in_page.place if known.source == said_in_page.source else None
