"""Claims on an unofficial page that the organisation stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

import regex

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import shown
from ots_lint.checks.claims import bare_credits, claims
from ots_lint.finding import Applicability, Edit, Fix
from ots_lint.ruleset.template import render

if TYPE_CHECKING:
    from ots_lint.meaning.lines import Sentence
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each sentence, list item, table row or image that claims."""
    reading = context.reading
    runs = reading.page.runs
    seen: set[tuple[int, int]] = set()
    hidden_data = _data_runs(reading)
    for statement in claims(reading, rule.options.get("families", ())):
        sentence = statement.sentence
        index = sentence.run_of(statement.org)
        if index in hidden_data:
            continue
        seen.add((id(sentence.unit), sentence.index))
        span = statement.span
        values = {"seen": shown(reading, span), "family": statement.family}
        yield Hit(
            span, values, _fix(rule, reading, sentence, statement.first, statement.last, values), statement.family
        )
    for sentence, token in bare_credits(reading, claim=True):
        if (id(sentence.unit), sentence.index) in seen or sentence.run_of(token) in hidden_data:
            continue
        seen.add((id(sentence.unit), sentence.index))
        span = sentence.source(token, token)
        run = runs[sentence.run_of(token)]
        values = {"seen": shown(reading, span), "family": "list", "heading": " ".join(reading.heading(run).split())}
        yield Hit(span, values, None, "list")


def _data_runs(reading: Reading) -> set[int]:
    """Runs that are a value under an organiser key: they are another rule's."""
    from ots_lint.checks.metadata import ORGANISER_KEYS, organiser_data

    return {d.run for d in organiser_data(reading, ORGANISER_KEYS) if d.run >= 0}


def _fix(
    rule: Rule, reading: Reading, sentence: Sentence, first: int, last: int, values: Mapping[str, object]
) -> Fix | None:
    """A plain rewording where the rule has one for these words, else what to do."""
    if not rule.fix:
        return None
    brand = reading.brand
    (index, start, _), (other, _, end) = sentence.place(first), sentence.place(last)
    if index == other:
        run = reading.page.runs[index]
        text = run.text[start:end]
        source = run.span(start, end)
        verbatim = reading.page.source.text[source.start : source.end] == text
        names = "|".join(regex.escape(n) for n in (brand.name, brand.abbreviation) if n)
        for rewrite in rule.fix.get("rewrite", ()):
            if not verbatim or rewrite.get("language", sentence.language.tag) != sentence.language.tag:
                continue
            pattern = rewrite["find"].replace("$org", f"(?:{names})")
            match = regex.fullmatch(pattern, text, flags=regex.IGNORECASE, timeout=2)
            if match is None:
                continue
            content = render(
                rewrite["replace"], {"brand": brand.name, **{k: v or "" for k, v in match.groupdict().items()}}
            )
            if text[:1].isupper():
                content = content[:1].upper() + content[1:]
            message = render(str(rule.fix["message"]), {"brand": brand.name, "instead": content, **values})
            return Fix(cast(Applicability, rule.fix["applicability"]), message, (Edit(source, content),))
    message = render(str(rule.fix["message"]), {"brand": brand.name, "instead": "", **values})
    return Fix("suggestion", message)
