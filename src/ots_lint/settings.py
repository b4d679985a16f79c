"""What a run or a configuration file asks of the rules for one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ots_lint.finding import Severity

RELATIONSHIPS = ("official", "partner", "supported", "unofficial", "none")


class Letter(NamedTuple):
    """What makes a report a letter to somebody; each may be empty."""

    sender: str = ""
    site: str = ""
    date: str = ""
    greeting: str = ""

    def over(self, other: Letter) -> Letter:
        """The same, filled up with what another one says."""
        return Letter(*(own or its for own, its in zip(self, other, strict=True)))


class Settings(NamedTuple):
    """Resolved for one file; equal settings and equal bytes give equal findings.

    `select` and `ignore` hold codes or prefixes of codes (`OTS1`); an empty `select` means all.
    `relationship` comes from the command line (or from whom `asked` names), `event_*` from the last matching
    `[[events]]`, `site` from the folders around the file.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    relationship: str = ""
    event_relationship: str = ""
    event_contributions: tuple[str, ...] = ()
    event_team: str = ""
    site: str = ""  # the address of the site around the file, without a scheme
    lang: str = ""  # of messages for people, beside English
    page_language: str = ""  # of pages whose language cannot be told
    place_language: str = ""  # of the folder or name that the file has
    model: str = ""  # name of an installed spaCy model, for its sentence boundaries
    asked: str = "command line"  # who says `relationship`, as `finding.Relationship.source` has it

    def selects(self, code: str) -> bool:
        """Whether a rule is on: the longest prefix that names it decides, `ignore` winning a tie."""
        chosen = max((len(p) for p in self.select if code.startswith(p)), default=0 if not self.select else -1)
        ignored = max((len(p) for p in self.ignore if code.startswith(p)), default=-1)
        return chosen > ignored
