"""A sentence, list item or image that says something of the families that a rule looks for.

Options of a rule: `find`: families of statements, the most telling first; `unless`: modifiers that make it none
(default: any); `titles`: those of the families that count in a title; `quiet-titles`: whether what only repeats
the event's title is none; `inferred`: whether families count from which a relationship is inferred (default: yes);
`lists`: a word class of headings under which a bare name says it, too; `mark`: `words` (default) or `sentence`;
`once`: `sentence` (default) or `page`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import shown
from ots_lint.checks._rewrite import rewritten
from ots_lint.meaning.bare import bare_names
from ots_lint.meaning.select import Wanted, selected
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each sentence, list item, table row or image, or the first of the page."""
    reading = context.reading
    hits = _hits(reading, rule)
    if rule.options.get("once") == "page":
        first = next(hits, None)
        hits = iter([first] if first else [])
    yield from hits


def _hits(reading: Reading, rule: Rule) -> Iterator[Hit]:
    options = rule.options
    seen: set[tuple[int, int]] = set()
    elsewhere = _data_runs(reading)
    for statement in selected(reading, Wanted.of(options)):
        sentence = statement.sentence
        if sentence.run_of(max(statement.org, 0)) in elsewhere:
            continue
        seen.add(_key(sentence))
        whole = options.get("mark") == "sentence"
        span = sentence.source(0, len(sentence.words) - 1) if whole else statement.span
        values = {
            "seen": shown(reading, span, 120 if whole else 90),
            "family": statement.family,
            "brand": reading.brand.name,
            "key": reading.brand.key,
        }
        yield Hit(span, values, rewritten(rule, reading, statement, values), statement.family)
    if "lists" not in options:
        return
    for sentence, word in bare_names(reading, str(options["lists"]), thanks=False):
        if _key(sentence) in seen or sentence.run_of(word) in elsewhere:
            continue
        seen.add(_key(sentence))
        span = sentence.source(word, word)
        heading = " ".join(reading.heading(reading.page.runs[sentence.run_of(word)]).split())
        values = {"seen": shown(reading, span), "family": "list", "heading": heading, "brand": reading.brand.name}
        yield Hit(span, values, None, "list")


def _key(sentence: Sentence) -> tuple[int, int]:
    return id(sentence.unit), sentence.index


def _data_runs(reading: Reading) -> set[int]:
    """Runs that are a value under an organiser's key: they are another rule's."""
    from ots_lint.checks.metadata import organiser_data

    keys = {str(k) for rule in reading.ruleset.rules.values() if rule.kind == "metadata" for k in rule.options["keys"]}
    return {d.run for d in organiser_data(reading, sorted(keys)) if d.run >= 0}


__all__ = ["Span", "find"]
