"""What a run found, as every report format gets it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Protocol

    from ots_lint.finding import Applicability, Reported, Severity

    class RuleInfo(Protocol):
        """What a report may say about a rule; `ots_lint.ruleset.Rule` fits it."""

        @property
        def code(self) -> str: ...
        @property
        def name(self) -> str: ...
        @property
        def summary(self) -> str: ...
        @property
        def severity(self) -> Severity: ...
        @property
        def guideline(self) -> str: ...
        @property
        def guideline_url(self) -> str: ...
        @property
        def url(self) -> str: ...
        @property
        def explanation(self) -> str: ...


def no_source(filename: str) -> str:
    """The default of `Report.sources`: nothing can be read."""
    raise OSError(f"{filename}: the text of the page is not at hand")


@dataclass(eq=False, repr=False)
class Report:
    """The outcome of one run.

    `findings` are sorted by file and position and hold the ones known from the baseline too
    (`Reported.baseline`): count with `counts()`, and show them only where the format can mark
    them (SARIF); else use `new()`. After `--fix` they are what is left, and `fixed` counts the
    fixes that were applied. File names are as the user gave them, relative to the current
    folder where possible, with forward slashes; `relative()` gives them from the project's
    root, which is what forges want. File names and page texts are untrusted: escape them.
    """

    findings: Sequence[Reported]
    files: int = 0  # pages that were looked at, clean ones too
    filenames: Sequence[str] = ()  # their names, sorted, when they were kept (a format asks by `NEEDS_FILENAMES`)
    suppressed: int = 0  # findings that a comment or front matter keeps quiet
    fixed: int = 0  # fixes applied in this run
    skipped: int = 0  # named pages that an exclude or an unknown suffix kept out
    unchanged: int = 0  # pages whose result came from the cache
    elapsed: float = 0.0  # seconds
    color: bool = False
    width: int = 80  # columns of the terminal
    show_source: bool = True
    statistics: bool = False
    quiet: bool = False  # no summary
    fail_level: str = "warning"  # error | warning | info | never
    root: Path = field(default_factory=Path)  # absolute: the project, or the current folder
    cwd: Path = field(default_factory=Path)  # absolute: what file names are relative to
    rules: Mapping[str, RuleInfo] = field(default_factory=dict)  # every rule of this run by code
    version: str = ""
    url: str = ""  # home page of the tool, for formats that name their producer
    # rows that a pull request shows, by `relative()` file name: other places get no review comment
    changed_lines: Mapping[str, AbstractSet[int]] | None = None
    sources: Callable[[str], str] = no_source  # file name of a finding -> decoded text; raises OSError

    def new(self) -> list[Reported]:
        """The findings that the baseline does not know."""
        return [reported for reported in self.findings if not reported.baseline]

    def counts(self) -> Counter[str]:
        """New findings by severity."""
        return Counter(reported.finding.severity for reported in self.new())

    def by_code(self) -> Counter[str]:
        """New findings by rule code."""
        return Counter(reported.finding.code for reported in self.new())

    def by_file(self) -> dict[str, list[Reported]]:
        """New findings by file name, in order."""
        groups: dict[str, list[Reported]] = {}
        for reported in self.new():
            groups.setdefault(reported.filename, []).append(reported)
        return groups

    def fixable(self) -> Counter[Applicability]:
        """New findings that have edits, by applicability (`safe`, `unsafe`)."""
        return Counter(
            r.finding.fix.applicability
            for r in self.new()
            if r.finding.fix and r.finding.fix.edits and r.finding.fix.applicability != "suggestion"
        )

    def failed(self) -> bool:
        """Whether a new finding is at or above the level that fails a run."""
        return fails(self.new(), self.fail_level)

    def relative(self, filename: str) -> str:
        """The path of a file from `root`, with forward slashes; unchanged where it is outside."""
        try:
            return (self.cwd / filename).relative_to(self.root).as_posix()
        except ValueError:
            return filename


def fails(findings: Sequence[Reported], level: str) -> bool:
    """Whether a finding is at or above `level` (error, warning, info; `never` always passes)."""
    if level == "never" or not findings:
        return False
    from ots_lint.finding import SEVERITIES

    floor = SEVERITIES.index(level)
    return any(SEVERITIES.index(reported.finding.severity) >= floor for reported in findings)
