"""Findings as an editor shows them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls import uris

from ots_lint.report import _safe

if TYPE_CHECKING:
    from ots_lint.errors import OtsLintError
    from ots_lint.finding import Finding
    from ots_lint.messages import Catalogue
    from ots_lint.server.documents import Document
    from ots_lint.server.pages import Checked
    from ots_lint.text.run import Span

SOURCE = "ots-lint"
#: More are not shown of a page at once: nobody reads them, and some editors stand still.
MOST = 1_000
_LEVELS = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}
_START = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))


def diagnostics(document: Document, checked: Checked) -> list[lsp.Diagnostic]:
    """What to show of a page: its findings, or that this program failed at it."""
    if checked.bug:
        return [lsp.Diagnostic(_START, _safe.lines(checked.bug), lsp.DiagnosticSeverity.Warning, source=SOURCE)]
    found = [diagnostic(finding, document, checked) for finding in checked.findings[:MOST]]
    if len(checked.findings) > MOST:
        text = checked.words("server-more", len(checked.findings) - MOST)
        found.append(lsp.Diagnostic(_START, text, lsp.DiagnosticSeverity.Information, source=SOURCE))
    return found


def diagnostic(finding: Finding, document: Document, checked: Checked) -> lsp.Diagnostic:
    """One finding; what it suggests is said where nothing but words can be suggested."""
    message = _safe.lines(finding.said)
    if finding.fix is not None and not finding.fix.edits:
        message += f"\n{_label(checked.words)}: {_safe.lines(finding.advice)}"
    url = _safe.web_address(finding.url)
    rule = checked.way.ruleset.rules.get(finding.code) if checked.way else None
    return lsp.Diagnostic(
        range=span_range(finding.span, document),
        message=message,
        severity=_LEVELS[finding.severity],
        code=finding.code,
        code_description=lsp.CodeDescription(url) if url else None,
        source=SOURCE,
        tags=[lsp.DiagnosticTag.Unnecessary] if rule is not None and rule.kind == "unused-suppression" else None,
    )


def _label(words: Catalogue) -> str:
    label = words("help")
    return label[:1].upper() + label[1:]


def span_range(span: Span, document: Document) -> lsp.Range:
    """The range of the protocol for a place in the page."""
    return lsp.Range(lsp.Position(*document.position(span.start)), lsp.Position(*document.position(span.end)))


def of_error(error: OtsLintError, words: Catalogue) -> tuple[str, lsp.Diagnostic] | None:
    """What is wrong in a file of settings or rules: its address, and what to show there; None where it is in no file."""
    if not error.filename:
        return None
    path = os.path.abspath(error.filename)  # noqa: PTH100 - errors name files from the current folder
    uri = uris.from_fs_path(path) if os.path.isfile(path) else None  # noqa: PTH113
    if uri is None:
        return None
    row = max((error.row or 1) - 1, 0)
    place = lsp.Range(lsp.Position(row, 0), lsp.Position(row + 1, 0))
    return uri, lsp.Diagnostic(place, _safe.lines(error.told(words)), lsp.DiagnosticSeverity.Error, source=SOURCE)
