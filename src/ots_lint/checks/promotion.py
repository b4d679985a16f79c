"""A page promises or demands promotion by the organisation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import shown, simple_fix
from ots_lint.meaning.context import modifiers
from ots_lint.meaning.lines import Sentence

if TYPE_CHECKING:
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each sentence."""
    reading = context.reading
    for sentence in reading.mentioning:
        run = reading.page.runs[sentence.run_of(0)]
        if run.kind in {"title", "structured-data"} or run.where.quote:
            continue
        if not _promises(sentence):
            continue
        span = sentence.source(0, len(sentence.words) - 1)
        values = {"seen": shown(reading, span, 120)}
        yield Hit(span, values, simple_fix(rule, {"brand": reading.brand.name, **values}))


def _promises(sentence: Sentence) -> bool:
    language = sentence.language
    if sentence.is_question:
        return False
    for a, b, _ in sentence.matches("promotion"):
        if modifiers(sentence, a, b) & {"negated", "wished", "quoted"}:
            continue
        if any(language.is_a(w, "decides") for w in sentence.words):
            continue
        return True
    return False
