"""Findings, fixes and edits. No logic, no formats."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ots_lint.text.run import Span

Severity = Literal["error", "warning", "info"]
#: From the least to the most severe.
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")

#: `safe` is applied by --fix, `unsafe` by --unsafe-fixes, `suggestion` is only shown.
Applicability = Literal["safe", "unsafe", "suggestion"]


class Edit(NamedTuple):
    """Replace the characters of `span` by `content`; an empty span inserts."""

    span: Span
    content: str


class Fix(NamedTuple):
    """What to write instead. `edits` are sorted, do not overlap, and belong together.

    A `suggestion` may have no edits: then `message` says what to do in words.
    """

    applicability: Applicability
    message: str
    edits: tuple[Edit, ...] = ()
    sentence: str = ""  # to write, in the language of the page, where there are no edits that do it


class Relationship(NamedTuple):
    """A page's relationship to the brand and where that is said.

    `value` is official, partner, supported, unofficial, none, or empty where nothing says;
    `source` is "command line", "your answer" (in the browser), "front matter", "meta tag", "comment",
    "configuration", "inferred from “…”", "the site's own address", or empty.
    """

    value: str = ""
    source: str = ""
    contributions: tuple[str, ...] = ()
    team: str = ""
    inferred: bool = False
    span: Span | None = None  # the declaration in the page, where it is in visible metadata


class Local(NamedTuple):
    """What a finding says in the language of the run; empty where that is English."""

    message: str = ""
    fix: str = ""


class Finding(NamedTuple):
    """One problem at one place of one file."""

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    fix: Fix | None = None
    relationship: Relationship = Relationship()
    url: str = ""  # of the rule's documentation
    guideline: str = ""  # the section that asks for it, in words
    guideline_url: str = ""
    unread: bool = False  # the page was not read to its end: no filter hides this, and the run fails
    local: Local = Local()

    @property
    def said(self) -> str:
        """The message for people."""
        return self.local.message or self.message

    @property
    def advice(self) -> str:
        """The fix in words, for people; empty where there is none."""
        return self.local.fix or (self.fix.message if self.fix else "")


class Place(NamedTuple):
    """A row and column, both from 1, columns in Unicode code points."""

    row: int
    column: int


class ReportEdit(NamedTuple):
    """An `Edit` in rows and columns."""

    start: Place
    end: Place
    content: str


class Reported(NamedTuple):
    """A finding as reports need it: with its file, rows, columns and the lines that it stands in.

    Everything that comes from a page or a file name is untrusted: each format escapes it.
    """

    filename: str
    finding: Finding
    start: Place
    end: Place
    edits: tuple[ReportEdit, ...] = ()
    lines: tuple[str, ...] = ()  # the source rows from start.row to end.row, without line ends
    baseline: bool = False  # known from the baseline: shown in no count, failing nothing
