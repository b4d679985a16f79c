"""A page and what a run keeps of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ots_lint.finding import Finding, Place, Reported
    from ots_lint.text.source import Source

#: Rows of source that a report shows of one finding at most.
MAX_LINES = 40


class File(NamedTuple):
    """A page to look at: its name as reports show it, and its absolute path."""

    name: str
    path: str


class PageResult:
    """One page after linting, and fixing where that was asked for."""

    def __init__(
        self,
        findings: Sequence[Reported] = (),
        suppressed: int = 0,
        fixed: dict[str, int] | None = None,
        diff: str = "",
        problem: str = "",
        language: str = "",
    ) -> None:
        self.findings = findings
        self.suppressed = suppressed
        self.fixed = fixed if fixed is not None else {}  # rule code -> fixes applied
        self.diff = diff
        self.problem = problem  # why the page could not be dealt with as asked: exit status 2
        self.language = language  # of its text, where there is no language pack for that: it was read in part

    @property
    def unread(self) -> bool:
        """Whether the page was not read to its end."""
        return any(reported.finding.unread for reported in self.findings)

    @property
    def clean(self) -> bool:
        """Whether there is nothing to keep but that the page was looked at."""
        return not (self.findings or self.suppressed or self.fixed or self.diff or self.problem or self.language)


def report(source: Source, findings: list[Finding]) -> list[Reported]:
    """Findings with rows, columns and the rows that they stand in (the first `MAX_LINES` of each)."""
    from ots_lint.finding import Place, Reported, ReportEdit

    lines: dict[int, str] = {}

    def place(offset: int) -> Place:
        return Place(*source.position(min(max(offset, 0), len(source.text))))

    def line(row: int) -> str:
        if row not in lines:
            lines[row] = source.line(row)
        return lines[row]

    reported = []
    for finding in findings:
        start, end = place(finding.span.start), place(finding.span.end)
        edits = finding.fix.edits if finding.fix else ()
        reported.append(
            Reported(
                source.filename,
                finding,
                start,
                end,
                tuple(ReportEdit(place(e.span.start), place(e.span.end), e.content) for e in edits),
                tuple(line(row) for row in range(start.row, min(end.row, start.row + MAX_LINES - 1) + 1)),
            )
        )
    return reported
