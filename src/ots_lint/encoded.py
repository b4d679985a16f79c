"""The compact form of a page's result, for the cache and between processes."""

from __future__ import annotations

import json
from typing import Any

from ots_lint.errors import OtsLintError
from ots_lint.finding import Edit, Finding, Fix, Place, Relationship, Reported, ReportEdit
from ots_lint.results import PageResult
from ots_lint.text.run import Span


def encode(result: PageResult) -> bytes:
    """A result as JSON. Lines are stored once a page: thousands of findings may share a minified one."""
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
