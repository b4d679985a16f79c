"""One page: bytes → source → page → findings → what suppressions leave of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.errors import PageError
from ots_lint.finding import Finding
from ots_lint.lint import local
from ots_lint.lint.result import MAX_FINDINGS, Linted, lost, unreadable
from ots_lint.text.source import Source

if TYPE_CHECKING:
    from ots_lint.pages.base import Page
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings


def lint_bytes(data: bytes, filename: str, ruleset: Ruleset, settings: Settings, sent: str | None = None) -> Linted:
    """Lint the bytes of a page. A page that cannot be decoded is one finding, not an error.

    `sent` is Python's name of the encoding that a server says.
    """
    try:
        source = decoded(data, filename, sent)
    except PageError as error:
        return unreadable(error.message, filename, ruleset, settings)
    return lint_source(source, ruleset, settings)


def may_matter(data: bytes, filename: str, ruleset: Ruleset, settings: Settings, sent: str | None = None) -> bool:
    """Whether the bytes of a page may hold something to find; where they cannot tell, it may."""
    from ots_lint.pages.suffixes import is_coded

    return sent not in (None, "utf-8") or is_coded(filename, data) or ruleset.may_matter(data, settings)


def decoded(data: bytes, filename: str, sent: str | None = None) -> Source:
    """The text of a page. Raises `PageError` where there is none, or where it takes too long to find out."""
    from ots_lint.lint import limit
    from ots_lint.pages.base import decode_page
    from ots_lint.pages.suffixes import is_coded

    if is_coded(filename):  # to find out what its text is may take as long as to read it
        with limit.limited(Source("", filename)):
            return decode_page(data, filename)
    return decode_page(data, filename, sent)


def lint_source(source: Source, ruleset: Ruleset, settings: Settings) -> Linted:
    """Lint a decoded page."""
    from ots_lint.lint import limit, suppress
    from ots_lint.lint.check import checked
    from ots_lint.pages.base import read_page

    try:
        limit.check_source(source)
        with limit.limited(source):
            page = read_page(source)
            limit.check_page(page)
            findings, language = checked(page, ruleset, settings)
            kept, suppressed = suppress.apply(page, findings, ruleset, settings, key=ruleset.brand.key)
            kept = [*_settled(page, _held(page, kept)), *lost(page, ruleset, settings)]
    except TimeoutError:  # of a single pattern
        message = "checking the page took too long, so it was given up; is there a very long sentence in it?"
        return unreadable(message, source.filename, ruleset, settings, source)
    except PageError as error:
        return unreadable(error.message, source.filename, ruleset, settings, source)
    except RecursionError:
        return unreadable("the page is nested too deeply to be read", source.filename, ruleset, settings, source)
    kept.sort(key=lambda finding: (finding.span, finding.code, finding.message))
    if len(kept) > MAX_FINDINGS:
        # Counted after the suppressions: what nobody sees must not take the place of what somebody should.
        told = unreadable(
            f"the page has more than {MAX_FINDINGS:,} findings, and only these are listed",
            source.filename,
            ruleset,
            settings,
            source,
        )
        return told._replace(
            findings=[*told.findings, *local.told(kept[:MAX_FINDINGS], ruleset, settings.lang)],
            suppressed=suppressed,
            readable=True,
        )
    return Linted(source, local.told(kept, ruleset, settings.lang), suppressed, language=language)


def _held(page: Page, findings: list[Finding]) -> list[Finding]:
    """The findings with the fixes that the page's format can hold."""
    holds = page.holds
    if holds is None:
        return findings
    from ots_lint.lint.fix import unheld

    return [
        finding._replace(fix=unheld(finding.fix))
        if finding.fix is not None and not all(holds(edit.span, edit.content) for edit in finding.fix.edits)
        else finding
        for finding in findings
    ]


def _settled(page: Page, findings: list[Finding]) -> list[Finding]:
    """The findings with the fixes that leave the rest of the page alone."""
    if not any(finding.fix is not None and finding.fix.edits for finding in findings):
        return findings
    from ots_lint.lint.settle import settle

    return settle(page, findings)
