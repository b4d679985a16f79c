"""The name is part of the event's own title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import regex

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import simple_fix
from ots_lint.ruleset.language import CREW, ORG
from ots_lint.text.patterns import compiled

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.names import Mention
    from ots_lint.ruleset.rule import Rule
    from ots_lint.text.run import TextRun


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each title that bears the name: title element, h1, og:title, front matter, event name in data."""
    reading = context.reading
    for index, mentions in reading.mentions.items():
        run = reading.page.runs[index]
        if not is_event_title(reading, run) or not mentions:
            continue
        if _disclaims(reading, index, run) or _is_about(reading, run, mentions):
            continue
        text = run.text.strip()
        start = run.text.index(text)
        span = run.span(start, start + len(text))
        values = {"seen": " ".join(text.split())[:90], "place": _place(run)}
        yield Hit(span, values, simple_fix(rule, {"brand": reading.brand.name, **values}))


def is_event_title(reading: Reading, run: TextRun) -> bool:
    """Whether a run is one of the titles that an event is known by."""
    if run.kind == "title":
        return True
    if run.kind == "heading":
        return run.where.level == 1 and run.where.row is None
    if run.kind == "meta":
        return run.key.lower() in {"og:title", "twitter:title"}
    if run.kind == "front-matter":
        return run.key.lower() in {"title", "event", "name", "event_name", "eventname"}
    if run.kind == "structured-data":
        leaf = run.key.rpartition(".")[2].lower()
        if leaf not in {"name", "headline", "alternatename"}:
            return False
        datum = reading.page.datum_of(run)
        if datum is None:
            return False
        names = [str(p).lower() for p in datum.path if isinstance(p, str) and p not in {"@graph"}]
        kinds = [t.lower() for t in datum.types]
        return len(names) == 1 and (
            not kinds
            or any(
                k.endswith(("event", "webpage", "website", "course", "series", "festival", "hackathon", "instance"))
                for k in kinds[-1:]
            )
        )
    return False


def _disclaims(reading: Reading, index: int, run: TextRun) -> bool:
    unit = reading.unit_of.get(index)
    if unit is None:
        return False
    for sentence in reading.sentences(unit):
        if ORG not in sentence.words and CREW not in sentence.words:
            continue
        if any(
            sentence.language.is_a(w, "negator")
            or compiled(r"(?i)in?official|un?official|inoffiziell|unofficial").match(w)
            for w in sentence.words
        ):
            return True
        if ORG not in sentence.words and CREW in sentence.words:
            # "An evening with friends from the community" is no brand
            text = " ".join(sentence.words)
            if compiled(rf"\b(?:from|of|with|by|von|aus|mit)\s+(?:\S+\s+){{0,3}}{regex.escape(CREW)}").search(text):
                return True
    return not reading.sentences(unit) and bool(
        compiled(r"(?i)\b(?:not|no|kein\w*|nicht|inte|ikke|pas|no es)\b").search(run.text)
    )


def _is_about(reading: Reading, run: TextRun, mentions: Sequence[Mention]) -> bool:
    """Whether a title is about the organisation or asks something, and names no event ("What is …?", "… sponsors")."""
    text = run.text.strip()
    pack = reading.pack(run)
    if text.endswith("?"):
        return True
    if pack is None or not pack.has_class("about"):
        return False
    opening = compiled(r"[\p{L}-]+").search(text)
    behind = compiled(r"[\p{L}-]+").search(run.text, mentions[0].end)
    first = compiled(r"[\p{L}\d]").search(run.text)
    if opening and first and first.start() < mentions[0].start and pack.is_a(opening[0], "about"):
        return True
    leads = first is not None and first.start() >= mentions[0].start - 4
    return bool(leads and behind and pack.is_a(behind[0].lower(), "about"))


def _place(run: TextRun) -> str:
    return {
        "title": "page title",
        "heading": "main heading",
        "meta": run.key,
        "front-matter": f"front matter ({run.key})",
    }.get(run.kind, "structured data")
