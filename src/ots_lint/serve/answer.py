"""A question → what is found in the text, how it was read, and the text with its changes. No files, no network."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.errors import PageError
from ots_lint.lint.fix import fix_page
from ots_lint.lint.page import lint_source
from ots_lint.lint.result import Linted, unreadable
from ots_lint.messages import ENGLISH
from ots_lint.text.source import Source, check_text
from ots_lint.text.visible import visible

if TYPE_CHECKING:
    from ots_lint.finding import Finding, Relationship
    from ots_lint.lint.fix import FixOutcome
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.serve.asked import Asked
    from ots_lint.settings import Settings
    from ots_lint.why.model import Explanation

logger = logging.getLogger(__name__)

#: Who says the relationship, as findings name it.
_SOURCE = "your answer"


class Answer(NamedTuple):
    """What there is to say about a text."""

    asked: Asked
    ruleset: Ruleset
    linted: Linted
    explanation: Explanation | None  # how it was read; None where that cannot be told
    text: str  # with the safe changes, and those that were chosen
    made: int  # changes in it
    not_made: int  # chosen changes that would have damaged the text
    left: int  # findings that these changes leave

    @property
    def relationship(self) -> Relationship | None:
        """How the event is related, as the rules took it."""
        return self.explanation.relationship if self.explanation else None


def answer(asked: Asked, ruleset: Ruleset, settings: Settings) -> Answer:
    """Lint and fix a text. `settings` are those of the folder that the server was started in."""
    settings = _settings(asked, settings)
    source = Source(asked.text, asked.name)

    def lint(source: Source) -> Linted:
        return _lint(source, ruleset, settings)

    linted = lint(source)
    outcome, wanted = _fixed(linted, asked.chosen, lint)
    chosen = sum(finding.fix is not None and finding.fix.applicability == "unsafe" for finding in outcome.applied)
    return Answer(
        asked,
        ruleset,
        linted,
        _explained(source, ruleset, settings) if linted.readable else None,
        outcome.source.text,
        len(outcome.applied),
        max(wanted - chosen, 0),
        len(outcome.linted.findings),
    )


def _settings(asked: Asked, settings: Settings) -> Settings:
    """What holds for a text that is no file: what somebody says of it, and nothing that a folder says."""
    return settings._replace(
        relationship=asked.relationship,
        asked=_SOURCE,
        event_relationship="",
        event_contributions=asked.gives,
        event_team="",
        site="",
        place_language="",
        lang="" if asked.lang == ENGLISH else asked.lang,
    )


def _lint(source: Source, ruleset: Ruleset, settings: Settings) -> Linted:
    try:
        check_text(source.text, source.filename)
    except PageError as error:
        return unreadable(error.message, source.filename, ruleset, settings, source)
    return lint_source(source, ruleset, settings)


def _explained(source: Source, ruleset: Ruleset, settings: Settings) -> Explanation | None:
    from ots_lint.why.explain import explain
    from ots_lint.why.model import Declared

    try:
        return explain(source, ruleset, settings, Declared())
    except Exception as error:  # it is only a help; what was found stands without it
        logger.error("%s", visible(str(error)))
        return None


# ------------------------------------------------------------ the text with its changes


def is_choice(finding: Finding) -> bool:
    """Whether a finding has a change that somebody must want first."""
    return finding.fix is not None and finding.fix.applicability == "unsafe" and bool(finding.fix.edits)


def choice(finding: Finding) -> str:
    """The name of a change in questions: another one wherever the text, or the change, is another one."""
    assert finding.fix is not None
    edits = [(*edit.span, edit.content) for edit in finding.fix.edits]
    return sha256(repr((finding.code, edits)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _fixed(linted: Linted, chosen: frozenset[str], lint: Callable[[Source], Linted]) -> tuple[FixOutcome, int]:
    """The text with its safe changes and the chosen ones, and how many of those there are.

    Fixes are made in passes, and the text is read anew after each, so a change is not where it was. What is done in a
    later pass is known again by its words: only where all places with the same words are chosen.
    """
    source = linted.source
    choices = [finding for finding in linted.findings if is_choice(finding)]
    named = [finding for finding in choices if choice(finding) in chosen]
    every = Counter(_words(source, finding) for finding in choices)
    wanted = {words for words, n in Counter(_words(source, f) for f in named).items() if n == every[words]}

    def allowed(finding: Finding, source: Source, *, first: bool) -> bool:
        return choice(finding) in chosen if first else _words(source, finding) in wanted

    def narrowed(linted: Linted, *, first: bool = False) -> Linted:
        """The findings with the changes that nobody chose as suggestions."""
        return linted._replace(
            findings=[
                finding._replace(fix=finding.fix._replace(applicability="suggestion"))
                if finding.fix is not None and is_choice(finding) and not allowed(finding, linted.source, first=first)
                else finding
                for finding in linted.findings
            ]
        )

    outcome = fix_page(source, lambda page: narrowed(lint(page)), True, narrowed(linted, first=True))
    return outcome, len(named)


def _words(source: Source, finding: Finding) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What a change takes away and writes."""
    assert finding.fix is not None
    text = source.text
    return finding.code, tuple((text[edit.span.start : edit.span.end], edit.content) for edit in finding.fix.edits)
