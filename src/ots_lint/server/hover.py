"""What an editor shows beside a finding: what is wrong, why it was found, what to do, and where that is asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from ots_lint.lint.check import because
from ots_lint.report import _safe
from ots_lint.server.diagnostics import MOST, span_range
from ots_lint.server.pages import explanation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ots_lint.finding import Finding
    from ots_lint.server.documents import Document
    from ots_lint.server.pages import Checked
    from ots_lint.why.model import Explanation


def hover(document: Document, checked: Checked, place: lsp.Position, *, markdown: bool) -> lsp.Hover | None:
    """What there is to say about a place; None where nothing was found there."""
    at = document.offset(place.line, place.character)
    here = [finding for finding in checked.findings[:MOST] if finding.span.start <= at <= finding.span.end]
    inside = [finding for finding in here if at < finding.span.end or finding.span.start == finding.span.end]
    here = inside or here
    if not here:
        return None
    narrowest = min(here, key=lambda finding: finding.span.end - finding.span.start)
    explained = explanation(document, checked)
    parts = ["\n\n".join(_told(finding, checked, explained, markdown=markdown)) for finding in here]
    text = ("\n\n---\n\n" if markdown else "\n\n").join(parts)
    kind = lsp.MarkupKind.Markdown if markdown else lsp.MarkupKind.PlainText
    return lsp.Hover(lsp.MarkupContent(kind, text), span_range(narrowest.span, document))


def _told(finding: Finding, checked: Checked, explained: Explanation | None, *, markdown: bool) -> Iterator[str]:
    """The paragraphs about one finding. What comes from the page is shown as it is, never as markup."""
    words = checked.words
    shown = _escaped if markdown else _safe.line
    rule = checked.way.ruleset.rules.get(finding.code) if checked.way else None
    head = f"{finding.code} {finding.name}"
    yield f"**{shown(head)}** ({words(finding.severity)})" if markdown else f"{head} ({words(finding.severity)})"
    yield shown(finding.said)
    if finding.fix is not None:
        yield _labelled(words("what-to-do"), shown(finding.advice), markdown=markdown)
        if finding.fix.sentence and not finding.fix.edits:
            yield _labelled(words("to-copy"), shown(finding.fix.sentence), markdown=markdown)
    why = []
    if rule is not None:
        why.append(rule.local("explanation", words.language))
    if finding.relationship.value and rule is not None and "any" not in rule.when:
        said = _safe.sentence(words.phrase(because(finding.relationship), "because"))
        why.append(said[:1].upper() + said[1:])
    if why:
        yield _labelled(words("server-why"), shown(" ".join(why)), markdown=markdown)
    if explained is not None:
        from ots_lint.why.words import Words

        for what in Words(explained, words).taken_for(finding):
            yield _labelled(words("server-read"), shown(what), markdown=markdown)
    yield from _links(finding, checked, markdown=markdown)


def _escaped(text: str) -> str:
    """One line that Markdown shows as it is. Editors that show the source of Markdown want few signs before others."""
    text = re.sub(r"([\\`*_\[\]<&~|#])", r"\\\1", _safe.line(text))
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", text)  # at its beginning: no list, no underline


def _labelled(label: str, text: str, *, markdown: bool) -> str:
    return f"**{label}** {text}" if markdown else f"{label} {text}"


def _links(finding: Finding, checked: Checked, *, markdown: bool) -> Iterator[str]:
    words = checked.words
    rule = checked.way.ruleset.rules.get(finding.code) if checked.way else None
    section = rule.local("guideline", words.language) if rule is not None else finding.guideline
    for label, text, url in (
        (words("Guideline"), section, finding.guideline_url),
        (words("Rule"), finding.code, finding.url),
    ):
        address = _safe.web_address(url)
        if not text:
            continue
        if markdown:
            yield f"{label} [{_escaped(text)}]({address})" if address else f"{label} {_escaped(text)}"
        else:
            yield f"{label} {_safe.line(text)}" + (f" <{address}>" if address else "")
