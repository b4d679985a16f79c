"""What there is to say about an open page, found out once for each state of it."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.errors import OtsLintError
from ots_lint.messages import catalogue
from ots_lint.pages.suffixes import is_coded
from ots_lint.text.encodings import declared

if TYPE_CHECKING:
    from ots_lint.finding import Finding
    from ots_lint.lint.result import Linted
    from ots_lint.messages import Catalogue
    from ots_lint.server.documents import Document
    from ots_lint.site.live import Live, Way
    from ots_lint.text.source import Source
    from ots_lint.why.model import Explanation

logger = logging.getLogger(__name__)

#: Characters of a page that is explained while somebody waits; a longer one takes too long.
_EXPLAINED = 200_000


class Checked(NamedTuple):
    """What was found in a page."""

    way: Way | None = None  # None where the settings or rules are wrong
    linted: Linted | None = None  # None where the page is not looked at
    findings: tuple[Finding, ...] = ()  # those that the baseline does not know
    error: OtsLintError | None = None  # what is wrong with settings or rules
    bug: str = ""  # how this program failed at the page

    @property
    def words(self) -> Catalogue:
        """What is said around the findings."""
        return catalogue(self.way.lang if self.way else "en")


def check(document: Document, live: Live) -> Checked:
    """The findings in a page as it is now. Never raises."""
    if document.checked is None:
        start = time.perf_counter()
        document.checked = _checked(document, live)
        document.seconds = time.perf_counter() - start
    return document.checked


def _checked(document: Document, live: Live) -> Checked:
    if not document.name:
        return Checked()
    try:
        way = live.of(document.path, document.name)
        if way.left_out or not document.is_text:
            return Checked(way)
        linted = lint(document.source, document, way)
        return Checked(way, linted, _new(document, linted, way))
    except OtsLintError as error:
        return Checked(error=error)
    except Exception as error:  # a bug, or memory: the other pages are still linted
        from ots_lint.site.linter import bug

        return Checked(bug=bug(error))


def lint(source: Source, document: Document, way: Way) -> Linted:
    """Lint a state of a page as the command line would lint it from a file."""
    from ots_lint.lint.page import lint_source
    from ots_lint.lint.result import Linted, unreadable

    problem = document.disk.problem or _binary(source)
    if problem:
        return unreadable(problem, document.name, way.ruleset, way.settings)
    data = source.text.encode("utf-8")
    plain = not is_coded(document.name) and declared(data) in (None, "utf-8")
    if plain and not way.ruleset.may_matter(data, way.settings):
        return Linted(source, [])
    return lint_source(source, way.ruleset, way.settings)


def explanation(document: Document, checked: Checked) -> Explanation | None:
    """How the page was read, for those who ask why; None where that cannot be told, or would take long."""
    if document.explained is None and checked.way is not None and len(document.text) < _EXPLAINED:
        from ots_lint.why.explain import explain
        from ots_lint.why.model import Declared

        try:
            document.explained = explain(document.source, checked.way.ruleset, checked.way.settings, Declared())
        except Exception as error:  # it is only a help; what was found stands without it
            logger.error("%s", error)
    return document.explained


def _binary(source: Source) -> str:
    """Why a text is no page, in the words of `Source.decode`; empty where it is one."""
    from ots_lint.errors import PageError
    from ots_lint.text.source import check_text

    try:
        check_text(source.text, source.filename)
    except PageError as error:
        return error.message
    return ""


def _new(document: Document, linted: Linted, way: Way) -> tuple[Finding, ...]:
    """The findings that the baseline does not know."""
    if way.known is None or way.baseline is None:
        return tuple(linted.findings)
    from ots_lint.site.baseline import mark
    from ots_lint.site.result import report

    reported = [entry._replace(filename=document.path) for entry in report(linted.source, linted.findings)]
    marks, _ = mark(reported, way.known, way.baseline)
    return tuple(finding for finding, known in zip(linted.findings, marks, strict=True) if not known)
