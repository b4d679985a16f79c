"""What an editor offers to do about findings: each fix by itself, and all safe ones at once."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from ots_lint.lint.fix import fix_page, sound, wanted, with_newlines
from ots_lint.report import _safe
from ots_lint.server.diagnostics import MOST, diagnostic
from ots_lint.server.pages import Checked, lint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ots_lint.finding import Finding
    from ots_lint.messages import Catalogue
    from ots_lint.server.documents import Document

#: The kind of the action that applies all safe fixes; editors that run `source.fixAll` on saving find it.
FIX_ALL = f"{lsp.CodeActionKind.SourceFixAll.value}.ots-lint"
KINDS = [lsp.CodeActionKind.QuickFix, FIX_ALL]
#: Lines of a page up to which it is found out which of them a fix changes; a longer one is written anew from the first on.
_MANY_LINES = 5_000


def actions(
    document: Document, checked: Checked, place: lsp.Range, only: Sequence[str] | None, *, versioned: bool, later: bool
) -> list[lsp.CodeAction]:
    """What can be done at a place; the edit that fixes all comes `later` for editors that ask for it when it is chosen."""
    found: list[lsp.CodeAction] = []
    if checked.way is None or checked.linted is None:
        return found
    if _asked(lsp.CodeActionKind.QuickFix.value, only):
        start = document.offset(place.start.line, place.start.character)
        end = document.offset(place.end.line, place.end.character)
        for finding in checked.findings[:MOST]:
            if finding.span.start <= end and finding.span.end >= start:
                action = _quick_fix(finding, document, checked, versioned=versioned)
                if action is not None:
                    found.append(action)
    if _asked(FIX_ALL, only) and any(wanted(finding, unsafe=False) for finding in checked.findings):
        action = lsp.CodeAction(checked.words("server-fix-all"), FIX_ALL, data={"uri": document.uri})
        if not later:
            action = fixed_all(action, document, checked, versioned=versioned)
        found.append(action)
    return found


def _asked(kind: str, only: Sequence[str] | None) -> bool:
    """Whether an action of this kind is asked for: by its own kind, or by one above it."""
    return only is None or any(not asked or kind == asked or kind.startswith(f"{asked}.") for asked in only)


def _quick_fix(finding: Finding, document: Document, checked: Checked, *, versioned: bool) -> lsp.CodeAction | None:
    """The fix of one finding; None where it has none, or none that can be written."""
    fix, source = finding.fix, document.source
    if fix is None or not fix.edits or not sound(source.text, fix.edits, source.encoding):
        return None
    edits = [
        _edit(document, edit.span.start, edit.span.end, with_newlines(edit.content, source.newline))
        for edit in fix.edits
    ]
    return lsp.CodeAction(
        title=_title(finding, checked.words),
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(finding, document, checked)],
        is_preferred=True if fix.applicability == "safe" else None,
        edit=_workspace_edit(document, edits, versioned=versioned),
    )


def _title(finding: Finding, words: Catalogue) -> str:
    """What a fix does, in one line, and whether it wants to be read again."""
    assert finding.fix is not None
    what = _safe.line(finding.advice)
    what = what[:1].upper() + what[1:]
    if finding.fix.applicability == "safe":
        return what
    return words("server-unsafe" if finding.fix.applicability == "unsafe" else "server-suggestion", what=what)


def fixed_all(action: lsp.CodeAction, document: Document, checked: Checked, *, versioned: bool) -> lsp.CodeAction:
    """The action with its edit: what `--fix` makes of the page."""
    way, linted = checked.way, checked.linted
    if way is None or linted is None:
        return action
    known = linted._replace(source=document.source, findings=list(checked.findings))
    outcome = fix_page(document.source, lambda source: lint(source, document, way), False, known)
    edits = list(_difference(document, outcome.source.text))
    action.edit = _workspace_edit(document, edits, versioned=versioned)
    return action


def _difference(document: Document, after: str) -> Iterator[lsp.TextEdit]:
    """The edits that make another text of the page: as small as lines, and what is alike at their ends, allow."""
    before = document.source.text
    if before == after:
        return
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(old), len(new)) > _MANY_LINES:
        yield _trimmed(document, 0, before, after)
        return
    at = [0]
    for line in old:
        at.append(at[-1] + len(line))
    for tag, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _trimmed(document, at[first], before[at[first] : at[last]], "".join(new[new_first:new_last]))


def _trimmed(document: Document, start: int, before: str, after: str) -> lsp.TextEdit:
    """An edit without what is alike at its two ends."""
    shorter = min(len(before), len(after))
    head = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    if head and before[head - 1] == "\r":  # a line end is one thing
        head -= 1
    tail = next((i for i in range(shorter - head) if before[-1 - i] != after[-1 - i]), shorter - head)
    if tail and before[len(before) - tail : len(before) - tail + 1] == "\n":
        tail -= 1
    return _edit(document, start + head, start + len(before) - tail, after[head : len(after) - tail])


def _edit(document: Document, start: int, end: int, text: str) -> lsp.TextEdit:
    return lsp.TextEdit(
        lsp.Range(lsp.Position(*document.position(start)), lsp.Position(*document.position(end))), _safe.unicode(text)
    )


def _workspace_edit(document: Document, edits: list[lsp.TextEdit], *, versioned: bool) -> lsp.WorkspaceEdit:
    """Edits of one page; where the editor understands that, only for the state that they were made for."""
    if not versioned:
        return lsp.WorkspaceEdit(changes={document.uri: edits})
    identifier = lsp.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(identifier, list(edits))])
