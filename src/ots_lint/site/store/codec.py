"""The compact form of a page's result, for the cache and between processes."""

from __future__ import annotations

import json
from typing import Any

from ots_lint.errors import OtsLintError
from ots_lint.finding import Edit, Finding, Fix, Local, Place, Relationship, Reported, ReportEdit
from ots_lint.site.result import PageResult
from ots_lint.text.run import Span

#: What the encoded form of a result begins with that holds findings and nothing else, as most do.
_PLAIN = b'[0,{},"","",0,"",'


def is_plain(data: bytes) -> bool:
    """Whether an encoded result, or none, says nothing but findings: nothing suppressed, fixed, unread, or that failed."""
    return not data or data.startswith(_PLAIN)


def encode(result: PageResult) -> bytes:
    """A result as JSON; empty for a clean one. Lines are stored once a page: thousands of findings may share a minified one."""
    if result.clean:
        return b""
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
            fix = [f.fix.applicability, f.fix.message, edits, f.fix.sentence]
        rel = f.relationship
        findings.append(
            [
                [
                    f.code,
                    f.name,
                    f.severity,
                    f.message,
                    *f.span,
                    f.url,
                    f.guideline,
                    f.guideline_url,
                    int(f.unread),
                    *f.local,
                ],
                fix,
                [rel.value, rel.source, rel.contributions, rel.team, rel.inferred, rel.span],
                [r.start.row, r.start.column, r.end.row, r.end.column],
                [lines.setdefault(text, len(lines)) for text in r.lines],
            ]
        )
    said = [result.suppressed, result.fixed, result.diff, result.problem, int(result.unread), result.language]
    data = [*said, findings, list(lines)]
    return json.dumps(data, separators=(",", ":")).encode("ascii")


def decode(data: bytes, filename: str) -> PageResult:
    """The result again, for the page of this name. Raises `OtsLintError` where the data is damaged."""
    try:
        if not data:
            return PageResult()
        suppressed, fixed, diff, problem, _, language, findings, lines = json.loads(data)
        read = [_decode(f, lines, filename) for f in findings]
        return PageResult(read, suppressed, fixed, diff, problem, language)
    except (ValueError, TypeError, IndexError, KeyError, RecursionError):
        raise OtsLintError("a stored result is damaged", filename) from None


#: What the findings of many pages have in common, held once: texts of rules, messages, relationships.
_common: dict[Any, Any] = {}
_MOST_COMMON = 1_000


def _decode(data: list[Any], lines: list[str], filename: str) -> Reported:
    (code, name, severity, message, start, end, url, guideline, guideline_url, unread, *local), fix, rel, at, rows = (
        data
    )
    if len(_common) > _MOST_COMMON:
        _common.clear()
    one = _common.setdefault
    first, last = Place(at[0], at[1]), Place(at[2], at[3])
    span = Span(start, end)
    fixed = None
    edits: list[Edit] = []
    reported: list[ReportEdit] = []
    if fix is not None:
        applicability, said, changes, sentence = fix
        for e in changes:
            content = one(e[2], e[2])
            edits.append(Edit(span if e[0] == start and e[1] == end else Span(e[0], e[1]), content))
            left = first if e[3:5] == at[:2] else Place(e[3], e[4])
            right = last if e[5:] == at[2:] else Place(e[5], e[6])
            reported.append(ReportEdit(left, right, content))
        fixed = Fix(one(applicability, applicability), one(said, said), tuple(edits), one(sentence, sentence))
    value, source, contributions, team, inferred, declared = rel
    known = value, source, tuple(contributions), team, inferred, Span(*declared) if declared else None
    finding = Finding(
        one(code, code),
        one(name, name),
        one(severity, severity),
        one(message, message),
        span,
        fixed,
        _common.get(known) or one(known, Relationship(*known)),
        one(url, url),
        one(guideline, guideline),
        one(guideline_url, guideline_url),
        bool(unread),
        Local(*(one(text, text) for text in local)),
    )
    return Reported(filename, finding, first, last, tuple(reported), tuple(lines[row] for row in rows))
