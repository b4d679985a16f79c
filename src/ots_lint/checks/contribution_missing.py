"""The organisation is credited, and the page never says what it contributed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import shown
from ots_lint.checks._insert import after_run, at_end
from ots_lint.finding import Applicability, Fix
from ots_lint.meaning.credits import listed_credits
from ots_lint.meaning.lines import Sentence
from ots_lint.meaning.select import Wanted, selected
from ots_lint.ruleset.template import render

if TYPE_CHECKING:
    from ots_lint.ruleset.rule import Rule
    from ots_lint.text.run import Span

_THANKS = frozenset({"thanks", "credited"})
_CREDITS = ("supports", "partner", "listed", "co-runs", "runs")


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit at the first credit (else the first mention, on a declared page)."""
    reading = context.reading
    if not reading.mentions:
        return
    first = credit(context, [str(key) for key in rule.options.get("keys", ())])
    if first is None:
        if not context.relationship.value:
            return
        place = reading.first_mention
        if place is None:
            return
        index, mention = place
        span, words = reading.page.runs[index].span(mention.start, mention.end), ""
    else:
        index, span, words = first
    if reading.contributions:
        return
    values = {"seen": words or shown(reading, span)}
    yield Hit(span, values, contribution_fix(context, rule, index, values))


def credit(context: Context, keys: Sequence[str] = ()) -> tuple[int, Span, str] | None:
    """The first credit on the page: run, span and words. `keys`: those of data blocks that list supporters."""
    reading = context.reading
    runs = reading.page.runs
    found: list[tuple[Span, int, str]] = []
    for statement in selected(reading, Wanted(_CREDITS)):
        if statement.family == "runs" and context.relationship.value in {"", "official"}:
            continue
        sentence = statement.sentence
        span = statement.span
        found.append((span, sentence.run_of(statement.org), shown(reading, span)))
    for statement in reading.all_statements:
        taken = statement.modifiers & {"negated", "question", "quoted"}  # "we would like to thank" thanks
        if statement.sentence.has("without", statement.first, statement.last):
            taken -= {"negated"}  # "impossible without $org"
        if statement.family not in _THANKS or taken:
            continue
        if statement.family == "thanks" and not _thanks_org(statement.sentence, statement.org):
            continue
        span = statement.span
        found.append((span, statement.sentence.run_of(statement.org), shown(reading, span)))
    found += [(span, run, "") for span, run in listed_credits(reading, keys)]
    visible = [f for f in found if runs[f[1]].kind not in {"meta", "title", "structured-data", "front-matter"}] or found
    if not visible:
        return None
    span, index, words = min(visible, key=lambda f: f[0])
    return index, span, words


def _thanks_org(sentence: Sentence, org: int) -> bool:
    """Whether the thanks go to the organisation, not through or about it."""
    return not sentence.is_a(org - 1, "at") or sentence.has("thank-at")


def contribution_fix(context: Context, rule: Rule, index: int | None, values: Mapping[str, object]) -> Fix | None:
    """A sentence made from the declared contributions, or what to write."""
    reading = context.reading
    if not rule.fix:
        return None
    values = {"brand": reading.brand.name, **values}
    text = contribution_sentence(context, rule)
    if not text:
        return Fix("suggestion", render(str(rule.fix["message"]), {**values, "text": ""}))
    message = render(str(rule.fix["message"]), {**values, "text": text})
    edit = (after_run(reading, index, text) if index is not None else None) or at_end(reading, text)
    if edit is None:
        return Fix("suggestion", message)
    return Fix(cast(Applicability, rule.fix["applicability"]), message, (edit,))


def contribution_sentence(context: Context, rule: Rule) -> str:
    """The sentence that states the declared contributions, in the page's language; empty without any."""
    declared = context.relationship.contributions
    texts = rule.fix.get("insert", {})
    language = context.reading.language
    if not declared or f"{language}:sentence" not in texts:
        return ""
    known = [texts[f"{language}:{kind}"] for kind in declared if f"{language}:{kind}" in texts]
    if len(known) != len(declared) and not known:
        return ""
    joined = _joined(known, texts.get(f"{language}:and", "and"))
    return render(texts[f"{language}:sentence"], {"brand": context.reading.brand.name, "contributions": joined})


def _joined(parts: list[str], word: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"
