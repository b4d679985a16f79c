"""SARIF 2.1.0 with fixes, for code scanning and editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from ots_lint.finding import Place, Reported
from ots_lint.report import _safe
from ots_lint.report._fingerprint import marked
from ots_lint.report._pieces import write_around
from ots_lint.report.model import Report
from ots_lint.text.web import is_address

if TYPE_CHECKING:
    from ots_lint.report.model import RuleInfo

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: Key of our own: GitHub computes `primaryLocationLineHash` itself and warns about another's.
FINGERPRINT = "otsLintFinding/v1"
#: A longer context, in characters, is left out: viewers have the page.
MAX_SNIPPET = 2000
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def write(report: Report, stream: TextIO) -> None:
    """Write one run with all findings; those that the baseline knows are marked `unchanged`."""
    tally = report.tally()
    first = tally.every
    codes = sorted({*report.rules, *first})
    index = {code: number for number, code in enumerate(codes)}
    driver: dict[str, Any] = {
        "name": "ots-lint",
        "rules": [_rule(report.rules[code]) if code in report.rules else _unlisted_rule(first[code]) for code in codes],
    }
    if report.version:
        driver["version"] = report.version
    if report.url:
        driver["informationUri"] = report.url
    baseline = tally.known > 0
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "ots-lint/"},
        # no absolute address: a report that is passed on tells nothing about the machine it was made on
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder of the project."}}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [],
    }
    results = (
        _result(report, reported, mark, index[reported.finding.code], baseline)
        for reported, mark in marked(report.every())
    )
    write_around(stream, {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, results)
    stream.write("\n")


def artifact_location(report: Report, filename: str) -> dict[str, str]:
    """The page as an RFC 3986 address: a published one's own; a file's relative to `SRCROOT` where it is inside."""
    import os
    from pathlib import Path
    from urllib.parse import quote

    path = report.relative(filename).removeprefix("./")
    if is_address(path):
        return {"uri": path}
    if Path(path).is_absolute() or path.startswith("../"):
        whole = os.path.normpath(report.cwd / filename).replace(os.sep, "/")
        return {"uri": "file://" + ("" if whole.startswith("/") else "/") + quote(os.fsencode(whole), safe="/:")}
    # fsencode gives back the bytes of a name that is not UTF-8
    return {"uri": quote(_bytes(path), safe="/"), "uriBaseId": "SRCROOT"}


def _bytes(path: str) -> bytes:
    import os

    try:
        return os.fsencode(path)
    except UnicodeEncodeError:  # a lone surrogate that stands for no byte
        return path.encode("utf-8", "replace")


def _rule(rule: RuleInfo) -> dict[str, Any]:
    summary, explanation = _safe.lines(rule.summary), _safe.lines(rule.explanation)
    text = "\n\n".join(
        part for part in (explanation or summary, rule.guideline and f"Guideline: {_safe.line(rule.guideline)}") if part
    )
    markdown = explanation or _safe.markdown(summary)
    if rule.guideline:
        markdown += f"\n\nGuideline: {_safe.markdown_link(rule.guideline, rule.guideline_url)}"
    return _descriptor(rule.code, rule.name, rule.severity, rule.url) | {
        "shortDescription": {"text": summary or rule.code},
        "fullDescription": {"text": explanation or summary or rule.code},
        "help": {"text": text or rule.code, "markdown": markdown or rule.code},
    }


def _unlisted_rule(reported: Reported) -> dict[str, Any]:
    finding = reported.finding
    words = _safe.line(finding.name).replace("-", " ")
    return _descriptor(finding.code, finding.name, finding.severity, finding.url) | {
        "shortDescription": {"text": words},
        "fullDescription": {"text": words},
        "help": {"text": words},
    }


def _descriptor(code: str, name: str, severity: str, url: str) -> dict[str, Any]:
    descriptor: dict[str, Any] = {
        "id": code,
        # SARIF wants PascalCase
        "name": "".join(part.capitalize() for part in _safe.line(name).split("-")),
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {
            "tags": ["branding"],
            "problem.severity": {"info": "recommendation"}.get(severity, severity),
        },
    }
    address = _safe.web_address(url)
    return descriptor | ({"helpUri": address} if address else {})


def _result(report: Report, reported: Reported, mark: str, index: int, baseline: bool) -> dict[str, Any]:
    finding = reported.finding
    region: dict[str, Any] = _region(reported.start, reported.end)
    location: dict[str, Any] = {"artifactLocation": artifact_location(report, reported.filename), "region": region}
    if 0 < sum(map(len, reported.lines)) <= MAX_SNIPPET:
        location["contextRegion"] = {
            "startLine": reported.start.row,
            "endLine": reported.start.row + len(reported.lines) - 1,
            "snippet": {"text": _safe.unicode("\n".join(reported.lines))},
        }
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _safe.lines(finding.message) or finding.code},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {FINGERPRINT: mark},
    }
    if baseline:
        result["baselineState"] = "unchanged" if reported.baseline else "new"
    properties: dict[str, Any] = {}
    if finding.relationship.value:
        properties["relationship"] = {
            "value": finding.relationship.value,
            "source": _safe.line(finding.relationship.source),
        }
    if finding.guideline:
        properties["guideline"] = _safe.line(finding.guideline)
    if finding.fix is not None:
        properties["suggestion"] = _safe.lines(finding.fix.message)
        if reported.edits:
            result["fixes"] = [_fix(report, reported)]
    if properties:
        result["properties"] = properties
    return result


def _fix(report: Report, reported: Reported) -> dict[str, Any]:
    assert reported.finding.fix is not None
    fix = reported.finding.fix
    replacements = [
        {
            "deletedRegion": _region(edit.start, edit.end),
            "insertedContent": {"text": _safe.unicode(edit.content)},
        }
        for edit in reported.edits
    ]
    change = {"artifactLocation": artifact_location(report, reported.filename), "replacements": replacements}
    return {
        "description": {"text": _safe.lines(fix.message) or "Replace the text."},
        "artifactChanges": [change],
        "properties": {"applicability": fix.applicability},
    }


def _region(start: Place, end: Place) -> dict[str, int]:
    return {"startLine": start.row, "startColumn": start.column, "endLine": end.row, "endColumn": end.column}
