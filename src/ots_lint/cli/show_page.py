"""What one page itself declares, for people who wonder why: understood, not understood, and inferred from which line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ots_lint.errors import PageError
from ots_lint.text.run import Span
from ots_lint.text.visible import visible

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings


def rows_of_page(path: str, name: str, ruleset: Ruleset, settings: Settings) -> list[tuple[str, str]]:
    """What a page says about itself: a label and a text each."""
    from ots_lint.lint import limit
    from ots_lint.lint.check import check_page
    from ots_lint.meaning.declared import read_declarations
    from ots_lint.meaning.reading import Reading
    from ots_lint.pages.base import decode_page, read_page

    try:
        source = decode_page(Path(path).read_bytes(), name)
        limit.check_source(source)
        with limit.limited(source):
            page = read_page(source)
            limit.check_page(page)
            found = read_declarations(page, ruleset)
            said = []
            if found.relationship:
                said.append(f"relationship {found.relationship} ({found.source}{_line(source, found.span)})")
            if found.contributions:
                said.append("contributions " + ", ".join(found.contributions))
            if found.team:
                said.append(f"team {found.team}")
            rows = [("declares", "; ".join(said) or "nothing")]
            wrong = settings._replace(select=_codes_of(ruleset, "declaration", "front-matter"), ignore=())
            rows += [
                ("not understood", f"line {source.position(finding.span.start)[0]}: {finding.message}")
                for finding in (check_page(page, ruleset, wrong) if wrong.select else ())
            ]
            if not (found.relationship or settings.relationship or settings.event_relationship):
                rows.append(("inferred", _inferred(Reading(page, ruleset, settings))))
    except OSError as error:
        return [("page", f"cannot be read: {error.strerror}")]
    except PageError as error:
        return [("page", f"cannot be read: {error.message}")]
    except (TimeoutError, RecursionError):
        return [("page", "takes too long to be read")]
    return rows


def _codes_of(ruleset: Ruleset, *kinds: str) -> tuple[str, ...]:
    return tuple(rule.code for rule in ruleset.rules.values() if rule.kind in kinds)


def _line(source: object, span: Span | None) -> str:
    from ots_lint.text.source import Source

    assert isinstance(source, Source)
    return f", line {source.position(span.start)[0]}" if span is not None else ""


def _inferred(reading: Reading) -> str:
    """What the page is taken for, although it declares nothing, and which words say so."""
    from ots_lint.lint.own_page import SOURCE, is_own
    from ots_lint.lint.relationship import inferred

    if reading.mentions and is_own(reading):
        return f"official, by {SOURCE}"
    found = inferred(reading) if reading.mentions else None
    if found is None:
        return "nothing: no statement says what the page is"
    value, place = found
    source = reading.page.source
    words = " ".join(source.text[place.start : place.end].split())
    return f"{value}, from line {source.position(place.start)[0]}: “{visible(words[:60])}”"
