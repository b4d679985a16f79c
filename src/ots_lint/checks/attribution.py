"""Learning material of the organisation is used, and nothing says where it is or how it is licensed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import shown
from ots_lint.checks._insert import after_run
from ots_lint.finding import Applicability, Fix
from ots_lint.meaning.context import modifiers
from ots_lint.meaning.lines import Sentence
from ots_lint.meaning.titles import is_title
from ots_lint.ruleset.template import render
from ots_lint.text.patterns import compiled, lazy

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule

_LICENCE = lazy(r"(?i)\bCC[ -]?(?:BY|0)|creative commons|\bCC0\b|\bBY-SA\b|public domain|gemeinfrei")


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit at the first use, on a page without a link to material or a named licence."""
    reading = context.reading
    if any(reading.brand.has_material(link.href) for link in reading.own_links):
        return
    for sentence in reading.mentioning:
        run = reading.page.runs[sentence.run_of(0)]
        if run.kind in {"structured-data", "front-matter"} or run.where.quote or is_title(run):
            continue  # "… Summer Course" as a title is the event
        place = _used(sentence)
        if place is None:
            continue
        if _licensed(reading) or _address_in_text(reading):
            return
        first, last = place
        span = sentence.source(first, last)
        values = {"seen": shown(reading, span, 90)}
        yield Hit(span, values, _fix(rule, reading, sentence.run_of(first), values))
        return


def _used(sentence: Sentence) -> tuple[int, int] | None:
    language = sentence.language
    found: list[tuple[int, int, int]] = []
    for a, b, _ in sentence.matches("material-used"):
        if modifiers(sentence, a, b) & {"negated", "wished", "question", "quoted", "past"}:
            continue
        if not any(language.is_a(w, "use") for w in sentence.words) and _has_verb(sentence):
            continue
        if any(language.is_a(w, "endorses-pp") for w in sentence.words[a : b + 3]):
            continue  # "a curriculum certified by …" is somebody else's material
        found.append((b - a, a, b))
    return min(found)[1:] if found else None


def _has_verb(sentence: Sentence) -> bool:
    language = sentence.language
    return any(
        language.is_a(w, "be") or language.is_a(w, "provides-fin") or language.is_a(w, "past-verb")
        for w in sentence.words
    )


def _licensed(reading: Reading) -> bool:
    """Whether a licence is named anywhere in the text."""
    return any(
        _LICENCE.search(run.text) for _, run in reading.runs_of(("prose", "heading", "meta", "attribute", "alt"))
    )


def _address_in_text(reading: Reading) -> bool:
    return any(
        reading.brand.has_material(match.group().rstrip(".,;:!?)"))
        for _, run in reading.runs_of(("prose", "heading"))
        if reading.brand.may_own(run.text)
        for match in compiled(r"(?i)(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s<>()\"']*)?").finditer(
            run.text, timeout=2.0
        )
    )


def _fix(rule: Rule, reading: Reading, index: int, values: Mapping[str, object]) -> Fix | None:
    if not rule.fix:
        return None
    texts = rule.fix.get("insert", {})
    text = render(texts.get(reading.language) or texts.get("en", ""), {"brand": reading.brand.name})
    message = render(str(rule.fix["message"]), {"brand": reading.brand.name, "text": text, **values})
    edit = after_run(reading, index, text) if text else None
    if edit is None:
        return Fix("suggestion", message)
    return Fix(cast(Applicability, rule.fix["applicability"]), message, (edit,))
