"""What one page itself declares, for people who wonder why: understood, not understood, and inferred from which line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ots_lint.errors import PageError
from ots_lint.messages import ENGLISH, Catalogue
from ots_lint.text.run import Span
from ots_lint.text.visible import visible

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings
    from ots_lint.text.source import Source


def rows_of_page(path: str, name: str, ruleset: Ruleset, settings: Settings, words: Catalogue) -> list[tuple[str, str]]:
    """What a page says about itself: a label and a text each."""
    from ots_lint.lint import limit
    from ots_lint.lint.check import check_page
    from ots_lint.meaning.declared.sources import read_declarations
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
                said.append(f"relationship {_declared(source, found.relationship, found.source, found.span, words)}")
            if found.contributions:
                said.append("contributions " + ", ".join(found.contributions))
            if found.team:
                said.append(f"team {found.team}")
            rows = [(words("config-declares"), "; ".join(said) or words("config-nothing"))]
            lang = "" if words.language == ENGLISH else words.language
            wrong = settings._replace(lang=lang, select=_codes_of(ruleset, "declaration", "front-matter"), ignore=())
            for finding in check_page(page, ruleset, wrong) if wrong.select else ():
                row = source.position(finding.span.start)[0]
                rows.append((words("config-wrong"), words("config-at", row=row, text=finding.said)))
            if not (found.relationship or settings.relationship or settings.event_relationship):
                rows.append((words("config-inferred"), _inferred(Reading(page, ruleset, settings), words)))
    except OSError as error:
        return [(words("config-page"), words("config-unread", reason=error.strerror))]
    except PageError as error:
        return [(words("config-page"), words("config-unread", reason=words.phrase(error.message)))]
    except (TimeoutError, RecursionError):
        return [(words("config-page"), words("config-slow"))]
    return rows


def _codes_of(ruleset: Ruleset, *kinds: str) -> tuple[str, ...]:
    return tuple(rule.code for rule in ruleset.rules.values() if rule.kind in kinds)


def _declared(source: Source, value: str, where: str, span: Span | None, words: Catalogue) -> str:
    """What is declared, and where: the words of a configuration and of pages stay as they are to be written."""
    said = words.phrase(where, "source")
    if span is None:
        return words("relationship-source", value=value, source=said)
    return words("relationship-row", value=value, source=said, row=source.position(span.start)[0])


def _inferred(reading: Reading, words: Catalogue) -> str:
    """What the page is taken for, although it declares nothing, and which words say so."""
    from ots_lint.lint.own_page import SOURCE, is_own
    from ots_lint.lint.relationship import inferred

    if reading.mentions and is_own(reading):
        return words("config-own", value="official", source=words.phrase(SOURCE, "source"))
    found = inferred(reading) if reading.mentions else None
    if found is None:
        return words("config-no-statement")
    value, place = found
    source = reading.page.source
    seen = " ".join(source.text[place.start : place.end].split())
    return words("config-statement", value=value, row=source.position(place.start)[0], seen=visible(seen[:60]))
