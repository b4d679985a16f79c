"""Material or recordings of a workshop may not be shared. `subject`: material or recording."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import shown, simple_fix
from ots_lint.meaning.restricted import Work, is_restricted
from ots_lint.meaning.titles import is_legal_page

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule
    from ots_lint.text.run import TextRun


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each sentence that restricts the subject."""
    reading = context.reading
    subject = str(rule.options["subject"])
    legal = is_legal_page(reading)
    work = Work(subject, "recording" if subject == "material" else "material")
    for number in sorted(reading.units_with("restricts")):
        run = reading.page.runs[reading.units[number][0]]
        if run.kind not in {"prose", "heading"} or run.where.region == "nav":
            continue
        heading = _label(reading, run, work)
        if not heading and number not in reading.units_with(subject):
            continue
        if not reading.may_state(number, "restricted"):
            continue
        about_page = legal or run.where.region == "footer" or reading.heading_has_word(run, "website")
        for sentence in reading.sentences(number):
            if not is_restricted(sentence, work, under=heading, about_page=about_page):
                continue
            span = sentence.source(0, len(sentence.words) - 1)
            values = {"seen": shown(reading, span, 120)}
            yield Hit(span, values, simple_fix(rule, {"brand": reading.brand.name, **values}))


def _label(reading: Reading, run: TextRun, work: Work) -> bool:
    """Whether a run stands under a short heading that names the work: "Slides", not "Slide night"."""
    index = next(reading.layout.headings(run), None)
    if index is None or run.kind == "heading" or index not in reading.unit_of:
        return False
    sentences = reading.sentences(reading.unit_of[index])
    return len(sentences) == 1 and work.labels(sentences[0])
