"""What a run is asked to do, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.report.model import Report
from ots_lint.settings import Letter
from ots_lint.site.store.findings import Findings

if TYPE_CHECKING:
    from ots_lint.site.changes import Changes
    from ots_lint.site.store.findings import Diffs


#: (pages done, pages in all)
Progress = Callable[[int, int], None]


class Options(NamedTuple):
    """What a run is asked to do; the command line and the Python API fill it alike."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    relationship: str = ""
    config: Path | None = None
    isolated: bool = False
    rules: tuple[Path, ...] = ()
    fix: bool = False
    unsafe: bool = False
    diff: bool = False  # with fix: show what would change instead of writing
    jobs: int | None = None  # None: as many as pages and cores make sensible
    cache: bool = True
    cache_dir: str | None = None
    exclude: tuple[str, ...] = ()
    force_exclude: bool = True
    gitignore: bool = True
    baseline: Path | None = None
    no_baseline: bool = False
    fail_level: str = ""
    changes: Changes | None = None  # lines that a review may comment on
    private: bool = False  # whether published pages may come from hosts outside of the public network
    only_changes: bool = False  # report only what stands on a line that `changes` adds
    lang: str = ""  # of messages for people
    locale: str = ""  # the same where neither options nor configuration say one
    letter: Letter = Letter()  # what reports to send say about themselves


class Outcome:
    """A finished run: its report, and what does not belong in a report."""

    def __init__(self, report: Report, findings: Findings | None) -> None:
        self.report = report
        self.findings = findings  # those of the report
        self.notes: list[str] = []  # for standard error
        self.problems: list[str] = []  # for standard error; exit status 2
        self.details: list[str] = []  # for standard error with --verbose
        self.diffs: Diffs | tuple[()] = ()  # by file, in order
        self.changed = 0  # pages that were, or with diff would be, changed
        self.fixes: dict[str, int] = {}  # rule code -> fixes applied
        self.format = ""  # what the configuration asks for
        self.text = b""  # of standard input, fixed where that was asked for

    @property
    def failed(self) -> bool:
        """Whether a new finding is at or above the level that fails. Costs nothing once a report is written."""
        return self.findings is not None and self.findings.failed
