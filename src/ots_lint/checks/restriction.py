"""Material or recordings of a workshop may not be shared. `subject`: material or recording."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import SHOWN_OF_SENTENCE, rule_fix, shown
from ots_lint.meaning.page.elsewhere import speaks_of_others
from ots_lint.meaning.page.event_page import is_event_page
from ots_lint.meaning.page.titles import is_legal_page
from ots_lint.meaning.sentence.verdict import because
from ots_lint.meaning.works.refused import refused
from ots_lint.meaning.works.restricted import may_restrict, restrictions, restricts
from ots_lint.meaning.works.works import Work
from ots_lint.ruleset.template import render

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.verdict import Verdict
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each sentence that restricts the subject."""
    reading = context.reading
    texts = rule.fix.get("insert", {})
    for verdict in verdicts(context, rule):
        if verdict.counts:
            sentence, brand = verdict.sentence, reading.brand.name
            span = sentence.source(0, len(sentence.words) - 1)
            values = {"seen": shown(reading, span, SHOWN_OF_SENTENCE), "telling": shown(reading, verdict.span)}
            example = render(str(texts.get(sentence.language.tag, "")), {"brand": brand})
            fix = rule_fix(rule, {"brand": brand, **values, "example": example})
            yield Hit(span, values, fix, verdict=verdict)


def verdicts(context: Context, rule: Rule) -> Iterator[Verdict]:
    """What could restrict the subject, and what speaks against it."""
    reading = context.reading
    subject = str(rule.options["subject"])
    legal = is_legal_page(reading)
    work = Work(subject, "recording" if subject == "material" else "material")
    named = frozenset[int]().union(*(reading.units_with(name) for name in work.classes))
    introduced = _introduced(reading, named)
    told: set[tuple[int, int]] = set()
    for number in sorted(reading.units_with("restricts")):
        run = reading.page.runs[reading.units[number][0]]
        if run.kind not in {"prose", "heading"} or run.where.region == "nav":
            continue
        if reading.units[number][0] in reading.said_by_people:
            continue
        above = next(reading.layout.headings(run), None)
        title, listed = None if above is None else reading.unit_of.get(above), introduced.get(number)
        heading = title in named and run.kind != "heading" and _is_label(reading, title, work)
        if (not heading and listed is None and number not in named) or not may_restrict(reading, number):
            continue
        saying = [sentence for sentence in reading.sentences(number) if restricts(sentence)]
        if not saying:
            continue
        about_page = legal or run.where.region == "footer" or reading.heading_has_word(run, "website")
        others = speaks_of_others(reading, run, reading.units[number][0])
        for sentence in saying:
            over = listed is not None and sentence.words[-1] == ":" and _is_label(reading, listed, work)
            found = restrictions(sentence, work, under=heading or over, about_page=about_page)
            if others:
                found = [verdict._replace(against=verdict.against or because("other-event")) for verdict in found]
            elif found and _is_of_no_event(reading):
                found = [verdict._replace(against=verdict.against or because("no-event")) for verdict in found]
            first = sorted(found, key=lambda verdict: (not verdict.counts, verdict.first))[:1]
            told.update(_place(verdict.sentence) for verdict in first if verdict.counts)
            yield from first
    yield from _refusals(reading, work, told)


def _place(sentence: Sentence) -> tuple[int, int]:
    return id(sentence.notes), sentence.index


def _refusals(reading: Reading, work: Work, told: set[tuple[int, int]]) -> Iterator[Verdict]:
    """The questions whether the subject may be used that are answered with no, but for answers that are told already."""
    runs = reading.page.runs
    for number in sorted(reading.units_with(work.name)):
        asks = any("?" in runs[index].text for index in reading.units[number])
        if asks and reading.may_state(number, "leave-asked"):
            for sentence in reading.sentences(number):
                answer = reading.following(sentence) if sentence.is_question else None
                verdict = refused(sentence, answer, work)
                if (
                    verdict is not None
                    and not _is_of_no_event(reading)
                    and (answer is None or _place(answer) not in told)
                ):
                    yield verdict


def _is_of_no_event(reading: Reading) -> bool:
    """Whether a page, which a whole folder is declared with, is a handbook or the like: long, and without the hour of a day."""
    return reading.of_no_event and not is_event_page(reading)


def _introduced(reading: Reading, named: frozenset[int]) -> dict[int, int]:
    """The units right before a list, and the first of its items that names a work: "The following stays with us:"."""
    found: dict[int, int] = {}
    for number in sorted(named):
        first = reading.units[number][0]
        if reading.page.runs[first].where.item is not None:
            before = reading.layout.before_list(first)
            if before in reading.unit_of:
                found.setdefault(reading.unit_of[before], number)
    return found


def _is_label(reading: Reading, number: int, work: Work) -> bool:
    """Whether a unit is a short text that names the work, and nothing more: "Slides", not "Slide night"."""
    sentences = reading.sentences(number)
    return len(sentences) == 1 and work.labels(sentences[0])
