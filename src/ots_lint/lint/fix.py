"""Applying fixes: never two at one place, never half of one, and never for the worse."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from time import process_time
from typing import TYPE_CHECKING

from ots_lint.errors import PageError
from ots_lint.finding import Edit, Finding, Fix
from ots_lint.lint.result import Linted
from ots_lint.messages.said import ENDING, Said
from ots_lint.text.run import Span
from ots_lint.text.source import Source

if TYPE_CHECKING:
    from ots_lint.lint.proof import Before

#: A page is read again after each pass, this often at most.
MAX_PASSES = 10
#: How often one page is linted at most while a pass that made it worse is taken apart.
MAX_TRIES = 60
#: Processor seconds after which no further pass is begun.
MAX_SECONDS = 120.0


class FixOutcome:
    """A page after `fix_page`: its source, what is left, and the findings whose fixes were applied."""

    def __init__(self, source: Source, linted: Linted) -> None:
        self.source = source
        self.linted = linted
        self.applied: list[Finding] = []
        self.undone: list[Finding] = []  # their fixes made the page worse


def wanted(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding has a fix that this run may apply."""
    fix = finding.fix
    return bool(fix and fix.edits and (fix.applicability == "safe" or (unsafe and fix.applicability == "unsafe")))


def provable(fix: Fix | None) -> bool:
    """Whether a fix writes other words in a text or takes something away; not one that adds a text of its own."""
    return (
        fix is not None
        and fix.applicability != "suggestion"
        and any(edit.span.start < edit.span.end for edit in fix.edits)
        and not any("\n" in edit.content for edit in fix.edits)
    )


def withdrawn(fix: Fix) -> Fix:
    """What to do by hand where the fix would damage the page."""
    return _by_hand(fix, "by hand: done here, it would change the links or other markup around it")


def unheld(fix: Fix) -> Fix:
    """What to do by hand where the format of the page cannot hold what the fix writes, or is only read."""
    return _by_hand(fix, "by hand: in this kind of file, ots-lint does not write there")


def _by_hand(fix: Fix, ending: str) -> Fix:
    """The fix as a suggestion whose message has one more phrase at its end."""
    text = f"{fix.message} {ending}"
    if isinstance(fix.message, Said):
        text = Said(text, fix.message.template, {**fix.message.values, ENDING: ending})
    return Fix("suggestion", text)


def apply_fixes(
    text: str, findings: Iterable[Finding], unsafe: bool = False, newline: str = "\n", encoding: str = "utf-8"
) -> tuple[str, list[Finding]]:
    """Apply the fixes that may be applied and do not conflict; the text, and whose fixes were applied.

    A fix is applied as a whole or not at all. Of fixes that overlap, a safe one comes before an
    unsafe one, then the one that starts first; the other has its turn when the page is read
    again. Line ends in new text become `newline`; a fix that the encoding cannot hold is left out.
    """
    candidates = [finding for finding in findings if wanted(finding, unsafe=unsafe)]
    candidates.sort(
        key=lambda f: (
            f.fix is not None and f.fix.applicability != "safe",
            f.fix.edits[0].span if f.fix else f.span,
            f.code,
        )
    )
    taken: list[tuple[int, int]] = []
    edits: list[Edit] = []
    applied: list[Finding] = []
    for finding in candidates:
        assert finding.fix is not None
        own = finding.fix.edits
        if not sound(text, own, encoding) or any(_conflicts(taken, edit.span) for edit in own):
            continue
        for edit in own:
            taken.insert(bisect_left(taken, (edit.span.start, edit.span.end)), (edit.span.start, edit.span.end))
        edits += own
        applied.append(finding)
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces += (text[at : edit.span.start], with_newlines(edit.content, newline))
        at = edit.span.end
    pieces.append(text[at:])
    return "".join(pieces), applied


def merged(findings: Iterable[Finding]) -> list[Edit]:
    """The edits of findings that were applied together, in order."""
    return sorted((edit for f in findings if f.fix is not None for edit in f.fix.edits), key=lambda edit: edit.span)


def with_newlines(content: str, newline: str) -> str:
    """The text of an edit with the line ends of the page."""
    if "\n" not in content and "\r" not in content:
        return content
    return content.replace("\r\n", "\n").replace("\r", "\n").replace("\n", newline)


def sound(text: str, edits: Sequence[Edit], encoding: str) -> bool:
    """Whether edits are in the text, in order, apart from each other, and change something."""
    at = 0
    changes = False
    for i, edit in enumerate(edits):
        start, end = edit.span
        if not at <= start <= end <= len(text) or (i and start == end == at):
            return False
        at = end
        changes = changes or text[start:end] != edit.content
        try:
            edit.content.encode(encoding)
        except UnicodeEncodeError:
            return False
    return changes


def _conflicts(taken: Sequence[tuple[int, int]], span: Span) -> bool:
    """Whether a span overlaps one that is taken; where one of them inserts, touching is overlapping."""
    i = bisect_left(taken, (span.start, span.end))
    for start, end in taken[max(i - 1, 0) : i + 1]:
        if start < span.end and span.start < end:
            return True
        if (start == end or span.start == span.end) and start <= span.end and span.start <= end:
            return True
    return False


def fix_page(
    source: Source, lint: Callable[[Source], Linted], unsafe: bool = False, linted: Linted | None = None
) -> FixOutcome:
    """Fix a page until nothing more can be fixed, linting it again after every pass.

    A pass that changes more than the words it is about, adds a finding at error level, or leaves as
    many findings as before, is taken back, and its fixes are tried in smaller groups, so that one bad
    fix does not stop the others. What is left of those taken back is said to have no fix.
    """
    outcome = FixOutcome(source, linted if linted is not None else lint(source))
    rejected: set[tuple[str, str, tuple[str, ...]]] = set()
    tries = 0
    end = process_time() + MAX_SECONDS
    for _ in range(MAX_PASSES):
        candidates = [f for f in outcome.linted.findings if _key(outcome.source.text, f) not in rejected]
        # Those that can be shown to leave the rest alone have their turn before those that add a text of their own.
        _, chosen = _try(outcome.source, [f for f in candidates if provable(f.fix)], unsafe)
        sure = bool(chosen)
        if not chosen:
            _, chosen = _try(outcome.source, candidates, unsafe)
        if not chosen:
            break
        before = _read(outcome.source) if sure else None
        groups = [chosen]
        changed = False
        while groups and tries < MAX_TRIES and process_time() < end:
            group = groups.pop()
            text, applied = _try(outcome.source, group, unsafe)
            tries += 1
            after: Linted | None = None
            try:
                if before is None or not before.damages(merged(applied), text):
                    after = lint(_with_text(outcome.source, text))
            except PageError:
                pass
            if after is not None and _better(outcome.linted, after):
                outcome.source = after.source
                outcome.linted = after
                outcome.applied += applied
                rejected.clear()  # what another text did not take, this one may
                outcome.undone.clear()
                changed = True
                break  # positions have moved: what is left has its turn in the next pass
            if len(group) == 1:
                rejected.add(_key(outcome.source.text, group[0]))
                outcome.undone.append(group[0])
            else:
                half = len(group) // 2
                groups += (group[half:], group[:half])
        if not changed and (tries >= MAX_TRIES or process_time() >= end):
            break  # else those that add a text of their own have their turn
    if rejected:
        text = outcome.source.text
        left = [
            f._replace(fix=withdrawn(f.fix)) if f.fix and _key(text, f) in rejected else f
            for f in outcome.linted.findings
        ]
        outcome.linted = outcome.linted._replace(findings=left)
    return outcome


def _read(source: Source) -> Before:
    from ots_lint.lint.proof import Before
    from ots_lint.pages.base import read_page

    return Before(read_page(source))


def _try(source: Source, findings: Sequence[Finding], unsafe: bool) -> tuple[str, list[Finding]]:
    return apply_fixes(source.text, findings, unsafe, source.newline, source.encoding)


def _with_text(source: Source, text: str) -> Source:
    """The same file with another text."""
    return Source(text, source.filename, source.encoding, source.bom)


def _key(text: str, finding: Finding) -> tuple[str, str, tuple[str, ...]]:
    """Knows a fix again after other fixes have moved it."""
    fix = finding.fix
    if fix is None or not fix.edits:
        return finding.code, "", ()
    old = "\0".join(text[edit.span.start : edit.span.end] for edit in fix.edits)
    return finding.code, old, tuple(edit.content for edit in fix.edits)


def _better(before: Linted, after: Linted) -> bool:
    """Whether a pass has done good: fewer findings, no new kind of error, still readable."""
    if not after.readable or len(after.findings) >= len(before.findings):
        return False
    old = Counter(f.code for f in before.findings if f.severity == "error")
    new = Counter(f.code for f in after.findings if f.severity == "error")
    return not new - old
