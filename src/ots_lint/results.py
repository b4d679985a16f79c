"""What a run keeps of one page, and its compact form for the cache and between processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ots_lint.errors import OtsLintError
from ots_lint.finding import Edit, Finding, Fix, Place, Relationship, Reported, ReportEdit
from ots_lint.text.run import Span
from ots_lint.text.source import Source

#: Rows of source that a report shows of one finding at most.
MAX_LINES = 40


@dataclass(eq=False, repr=False)
class PageResult:
    """One page after linting, and fixing where that was asked for."""

    findings: list[Reported] = field(default_factory=list)
    suppressed: int = 0
    fixed: dict[str, int] = field(default_factory=dict)  # rule code -> fixes applied
    diff: str = ""
    problem: str = ""  # why the page could not be dealt with as asked: exit status 2
    cached: bool = False

    @property
    def clean(self) -> bool:
        """Whether there is nothing to keep but that the page was looked at."""
        return not (self.findings or self.suppressed or self.fixed or self.diff or self.problem)


#: The results of most pages; shared, so never to be changed. The second comes from the cache.
CLEAN = PageResult()
CLEAN_BEFORE = PageResult(cached=True)


def report(source: Source, findings: list[Finding]) -> list[Reported]:
    """Findings with rows, columns and the rows that they stand in (the first `MAX_LINES` of each)."""
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


def encode(result: PageResult) -> bytes:
    """A result as JSON. Lines are stored once a page: thousands of findings may share a minified one."""
    import json

    lines: dict[str, int] = {}
    findings = []
    for r in result.findings:
        f = r.finding
        fix = None
        if f.fix:
            edits = [
                [*e.span, e.content, p.start.row, p.start.column, p.end.row, p.end.column]
                for e, p in zip(f.fix.edits, r.edits, strict=True)
            ]
            fix = [f.fix.applicability, f.fix.message, edits]
        rel = f.relationship
        findings.append(
            [
                [f.code, f.name, f.severity, f.message, *f.span, f.url, f.guideline, f.guideline_url],
                fix,
                [rel.value, rel.source, rel.contributions, rel.team, rel.inferred, rel.span],
                [r.start.row, r.start.column, r.end.row, r.end.column],
                [lines.setdefault(text, len(lines)) for text in r.lines],
            ]
        )
    data = [findings, list(lines), result.suppressed, result.fixed, result.diff, result.problem]
    return json.dumps(data, separators=(",", ":")).encode("ascii")


def decode(data: bytes, filename: str) -> PageResult:
    """The result again, for the page of this name. Raises `OtsLintError` where the data is damaged."""
    import json

    try:
        findings, lines, suppressed, fixed, diff, problem = json.loads(data)
        return PageResult([_decode(f, lines, filename) for f in findings], suppressed, fixed, diff, problem)
    except (ValueError, TypeError, IndexError, KeyError, RecursionError):
        raise OtsLintError("a stored result is damaged", filename) from None


def _decode(data: list[Any], lines: list[str], filename: str) -> Reported:
    (code, name, severity, message, start, end, url, guideline, guideline_url), fix, rel, at, rows = data
    fixed = None
    edits: tuple[ReportEdit, ...] = ()
    if fix is not None:
        fixed = Fix(fix[0], fix[1], tuple(Edit(Span(e[0], e[1]), e[2]) for e in fix[2]))
        edits = tuple(ReportEdit(Place(e[3], e[4]), Place(e[5], e[6]), e[2]) for e in fix[2])
    relationship = Relationship(rel[0], rel[1], tuple(rel[2]), rel[3], rel[4], Span(*rel[5]) if rel[5] else None)
    finding = Finding(
        code, name, severity, message, Span(start, end), fixed, relationship, url, guideline, guideline_url
    )
    return Reported(
        filename, finding, Place(at[0], at[1]), Place(at[2], at[3]), edits, tuple(lines[row] for row in rows)
    )
