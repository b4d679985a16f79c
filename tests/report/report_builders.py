"""Hand-made reports: the formats are tested without the engine."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ots_lint.finding import Edit, Finding, Fix, Place, Relationship, Reported, ReportEdit, Severity
from ots_lint.report import load
from ots_lint.report.model import Report
from ots_lint.text.run import Span
from ots_lint.text.source import Source


@dataclass(frozen=True)
class Rule:
    """A rule as `RuleInfo` wants it."""

    code: str
    name: str
    summary: str = "The letters of the name are right, their shape is not."
    severity: Severity = "error"
    guideline: str = "Requirements, co-partnered"
    guideline_url: str = "https://handbook.example.org/partnerships#co-partnered"
    url: str = "https://example.org/rules/OTS101"
    explanation: str = "The name is one word.\n\nWrite it **as one word**."

    def local(self, key: str, language: str) -> str:
        return str(getattr(self, key))


RULES = {
    "OTS101": Rule("OTS101", "name-spelling"),
    "OTS201": Rule(
        "OTS201",
        "contribution-missing",
        "Nothing says what was contributed.",
        "warning",
        url="https://example.org/rules/OTS201",
    ),
    "OTS302": Rule("OTS302", "disclaimer-missing", "No disclaimer.", url="https://example.org/rules/OTS302"),
    "OTS103": Rule(
        "OTS103", "abbreviation-alone", "Only the abbreviation.", "info", url="https://example.org/rules/OTS103"
    ),
}


def found(
    source: Source,
    wrong: str,
    content: str | None = None,
    *,
    occurrence: int = 0,
    code: str = "OTS101",
    applicability: Any = "safe",
    message: str = "",
    edits: tuple[tuple[int, int, str], ...] = (),
    **changes: Any,
) -> Reported:
    """A finding on the n-th occurrence of `wrong`, with a fix that puts `content` there (or `edits`)."""
    start = -1
    for _ in range(occurrence + 1):
        start = source.text.index(wrong, start + 1)
    span = Span(start, start + len(wrong))
    made = tuple(Edit(Span(a, b), text) for a, b, text in edits)
    if content is not None:
        made = (Edit(span, content), *made)
    fix = Fix(applicability, f'Write "{content}".' if content is not None else "Say it in words.", made)
    rule = RULES[code]
    finding = Finding(
        code,
        rule.name,
        rule.severity,
        message or f'"{wrong}" is spelled differently.',
        span,
        fix if made or content is not None or applicability == "suggestion" else None,
        Relationship("unofficial", "front matter"),
        rule.url,
        rule.guideline,
        rule.guideline_url,
    )
    finding = finding._replace(**{k: v for k, v in changes.items() if k != "baseline"})
    row, column = source.position(span.start)
    end_row, end_column = source.position(span.end)
    return Reported(
        source.filename,
        finding,
        Place(row, column),
        Place(end_row, end_column),
        tuple(
            ReportEdit(Place(*source.position(e.span.start)), Place(*source.position(e.span.end)), e.content)
            for e in (finding.fix.edits if finding.fix else ())
        ),
        tuple(source.line(r) for r in range(row, end_row + 1)),
        changes.get("baseline", False),
    )


def report_of(*findings: Reported, sources: Mapping[str, Source] | None = None, **changes: Any) -> Report:
    """A report of findings in sources, in the order that a run gives them."""
    known = dict(sources or {})

    def read(filename: str) -> str:
        if filename not in known:
            raise OSError(filename)
        return known[filename].text

    ordered = sorted(findings, key=lambda r: (r.filename, r.finding.span))
    values: dict[str, Any] = {
        "files": len({r.filename for r in findings} | set(known)),
        "filenames": sorted({r.filename for r in findings} | set(known)),
        "root": Path("/project"),
        "cwd": Path("/project"),
        "rules": RULES,
        "version": "0.1.0",
        "url": "https://example.org/ots-lint",
        "sources": read,
    }
    return Report(ordered, **(values | changes))


def text_of(report: Report, name: str) -> str:
    """What a format writes."""
    stream = io.StringIO()
    load(name).write(report, stream)
    return stream.getvalue()


PAGE = """---
title: Open Tech School night
---

# Open Tech School night

🎉 Join Open Tech School and opentechschool in Berlin.
With thanks to OpenTechSchool.

See you & <b>your friends</b> there | or `not`.
"""


def sample_source() -> Source:
    """The page of `sample_report`."""
    return Source(PAGE, "events/a.md")


def sample_report(**changes: Any) -> Report:
    """A page with fixes of each kind, several on one line, ones without edits, and a clean page."""
    source = sample_source()
    end = len(source.text)
    return report_of(
        found(source, "Open Tech School", "OpenTechSchool"),
        found(source, "Open Tech School", "OpenTechSchool", occurrence=1),
        found(source, "Open Tech School", "OpenTechSchool", occurrence=2),
        found(source, "opentechschool", "OpenTechSchool"),
        found(source, "With thanks to OpenTechSchool", code="OTS201", applicability="suggestion"),
        found(
            source,
            "Join",
            code="OTS302",
            applicability="unsafe",
            edits=((end, end, "\nThis is not an official OpenTechSchool event.\n"),),
        ),
        found(source, "Berlin", code="OTS103"),
        sources={source.filename: source, "events/clean.html": Source("<p>Fine</p>", "events/clean.html")},
        **changes,
    )
