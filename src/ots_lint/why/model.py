"""An explanation as plain data. Everything that comes from a page is untrusted: each format escapes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ots_lint.finding import Finding, Relationship
    from ots_lint.language.contract import Contract
    from ots_lint.meaning.sentence.statement import Reason
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.text.run import Span
    from ots_lint.text.source import Source


#: What may become of words that a rule asks for: reported; suppressed; off in the settings; the rule is for pages of
#: another relationship, a whole one, or about an event; it reports one place, and that is another; the page has what it asks for.
STATES = ("found", "suppressed", "off", "relationship", "part", "no-event", "once", "content")


class Outcome(NamedTuple):
    """What became of some words under a rule that asks for them: one of `STATES`."""

    code: str
    state: str


class Read(NamedTuple):
    """Some words of a sentence, what they were taken for, and what speaks against that; where nothing does, they count."""

    roles: tuple[str, ...]
    name: str  # of the family, or the kind of contribution, restriction or channel
    label: str  # what stands over a bare name
    span: Span
    text: str
    against: tuple[Reason, ...]
    unsure: bool
    basis: bool  # whether the page's relationship was inferred from them
    outcomes: tuple[Outcome, ...]

    @property
    def counts(self) -> bool:
        """Whether nothing speaks against them."""
        return not self.against

    @property
    def codes(self) -> list[str]:
        """The rules that report them."""
        return [outcome.code for outcome in self.outcomes if outcome.state == "found"]


class Line(NamedTuple):
    """A sentence that names the organisation, or in which something was read."""

    span: Span
    text: str
    language: str
    readable: bool  # whether there is a language pack for it
    reads: Sequence[Read]
    codes: tuple[
        str, ...
    ]  # findings that begin in it and stand on nothing that was read: about the name, or what is missing

    @property
    def counts(self) -> bool:
        """Whether anything in it counts."""
        return any(read.counts for read in self.reads)


class Block(NamedTuple):
    """Texts of a page, one after the other, that were taken for the same language."""

    span: Span
    language: str
    readable: bool


class Declared(NamedTuple):
    """Where the relationship comes from: a file (empty: the page) and the row in it; 0 where no row says it."""

    file: str = ""
    row: int = 0


class Explanation(NamedTuple):
    """How a page was read."""

    source: Source
    ruleset: Ruleset
    contract: Contract
    relationship: Relationship
    declared: Declared
    language: str
    language_declared: bool
    blocks: Sequence[Block]
    named: bool  # whether the page names the organisation
    lines: Sequence[Line]
    findings: Sequence[Finding]
    suppressed: int

    def near(self, row: int) -> list[Line]:
        """The sentences that stand in a row."""
        return [line for line in self.lines if self.rows(line.span)[0] <= row <= self.rows(line.span)[1]]

    def rows(self, span: Span) -> tuple[int, int]:
        """The first and the last row of a span."""
        first = self.source.position(span.start)[0]
        return first, max(first, self.source.position(max(span.end - 1, span.start))[0])
