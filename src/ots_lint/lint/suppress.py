"""Suppressions: comments and front matter that keep findings quiet, and those that keep none.

<!-- ots-lint-disable-next-line OTS101 -- quoting an old poster -->
… <!-- ots-lint-disable-line OTS101 -->
<!-- ots-lint-disable OTS101,OTS3 --> … <!-- ots-lint-enable OTS3 -->
<!-- ots-lint-disable-file -->
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ots_lint.finding import Finding
from ots_lint.lint import unused
from ots_lint.lint.directives import Directive, from_front_matter, read_directives
from ots_lint.lint.result import rule_of_kind
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.pages.base import Page
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings


def apply(
    page: Page, findings: Iterable[Finding], ruleset: Ruleset, settings: Settings, key: str = "ots"
) -> tuple[list[Finding], int]:
    """What is left of a page's findings, with those about useless suppressions, and how many were suppressed.

    `key` is the brand's key in front matter (`ots: {ignore: [OTS103]}`).
    """
    findings = list(findings)
    directives, unknown = read_directives(page.comments)
    listed = from_front_matter(page, key)
    if not directives and not unknown and not listed:
        return findings, 0
    suppressions = _Suppressions(page, directives, listed)
    kept = [finding for finding in findings if not suppressions.suppress(finding)]
    suppressed = len(findings) - len(kept)
    rule = rule_of_kind(ruleset, "unused-suppression")
    if rule is not None and settings.selects(rule.code):
        unused_findings = unused.find(page, rule, directives, unknown, listed, ruleset, settings, key)
        # Only a directive that names this rule keeps it quiet: else "disable" would hide itself.
        left = [finding for finding in unused_findings if not suppressions.suppress(finding, named=True)]
        suppressed += len(unused_findings) - len(left)
        kept += left
    return kept, suppressed


class _Suppressions:
    """Answers which directive, if any, suppresses a finding; the most specific one is given the credit."""

    def __init__(self, page: Page, directives: Sequence[Directive], listed: Sequence[Directive]) -> None:
        self.source = page.source
        self.ranges = [d for d in directives if d.kind in ("disable", "enable")]
        self.whole = [d for d in directives if d.kind == "disable-file"] + list(listed)
        self.lines: dict[int, list[Directive]] = {}
        self._open: dict[str, tuple[list[int], list[tuple[Directive, int] | None]]] = {}
        self._file: dict[str, tuple[Directive, int] | None] = {}
        for directive in directives:
            if directive.kind == "disable-line":
                last = self._row(max(directive.span.end - 1, directive.span.start))
                for row in range(self._row(directive.span.start), last + 1):
                    self.lines.setdefault(row, []).append(directive)
        next_lines = [d for d in directives if d.kind == "disable-next-line"]
        if next_lines:
            blank = _passed_over(page, directives)
            behind: dict[int, int] = {}  # blank rows, and the first behind each that is none
            for row in sorted(blank, reverse=True):
                behind[row] = behind.get(row + 1, row + 1)
            for directive in next_lines:
                row = self._row(max(directive.span.end - 1, directive.span.start)) + 1
                self.lines.setdefault(behind.get(row, row), []).append(directive)
        self._pair()

    def _row(self, offset: int) -> int:
        return bisect_right(self.source.line_starts, offset)

    def suppress(self, finding: Finding, *, named: bool = False) -> bool:
        """Whether a directive covers the finding, which then counts as used."""
        for directive in self.lines.get(self._row(finding.span.start), ()) if self.lines else ():
            index = _covering(directive, finding.code, named)
            if index is not None:
                directive.used.add(index)
                return True
        for credit in (self._in_range(finding, named), self._in_file(finding.code, named)):
            if credit is not None:
                credit[0].used.add(credit[1])
                return True
        return False

    def _in_range(self, finding: Finding, named: bool) -> tuple[Directive, int] | None:
        if not self.ranges:
            return None
        key = finding.code if not named else f"={finding.code}"
        if key not in self._open:
            starts: list[int] = []
            states: list[tuple[Directive, int] | None] = []
            for directive in self.ranges:
                index = _covering(directive, finding.code, named and directive.kind == "disable")
                if index is not None:
                    starts.append(directive.span.end)
                    states.append((directive, index) if directive.kind == "disable" else None)
            self._open[key] = starts, states
        starts, states = self._open[key]
        position = bisect_right(starts, finding.span.start)
        return states[position - 1] if position else None

    def _in_file(self, code: str, named: bool) -> tuple[Directive, int] | None:
        key = code if not named else f"={code}"
        if key not in self._file:
            covering = ((d, _covering(d, code, named)) for d in self.whole)
            self._file[key] = next(((d, index) for d, index in covering if index is not None), None)
        return self._file[key]

    def _pair(self) -> None:
        """Note which enable ends exactly one disable, so that both can go together."""
        open_ones: list[Directive] = []
        for directive in self.ranges:
            if directive.kind == "disable":
                open_ones.append(directive)
                directive.opens = 1
                continue
            ended = [d for d in open_ones if _ends(directive, d)]
            directive.opens = len(ended)
            if not ended:
                continue
            whole = [d for d in ended if all(_covered(opened, directive) for opened in d.first)]
            if len(ended) == 1 and whole:
                ended[0].closed_by = directive
            gone = set(map(id, whole))
            open_ones = [d for d in open_ones if id(d) not in gone]
            if len(open_ones) > 100:  # nobody nests so deep; keep hostile pages cheap
                del open_ones[:50]


#: No rule's code is as long as this: of a longer text only the whole and its first letters are compared.
_LONG = 40


def _covered(text: str, by: Directive) -> bool:
    """Whether one of a directive's codes is the code with this text, or its beginning."""
    return text in by.first or any(text[:length] in by.first for length in range(min(len(text), _LONG) + 1))


def _ends(enable: Directive, disable: Directive) -> bool:
    """Whether an enable ends a part of a disable: a code of the one begins with a code of the other."""
    return any(_covered(opened, enable) for opened in disable.first) or any(
        _covered(text, disable) for text in enable.first
    )


def _covering(directive: Directive, code: str, named: bool) -> int | None:
    """Index of the directive's first code that covers a rule; `named`: not by standing for all rules."""
    first = directive.first
    found = [first[code[:length]] for length in range(int(named), len(code) + 1) if code[:length] in first]
    return min(found, default=None)


def _passed_over(page: Page, directives: Sequence[Directive]) -> set[int]:
    """The rows that a `disable-next-line` skips: blank ones and those that hold only directives."""
    text = page.source.text
    starts = page.source.line_starts
    blank = re.compile(r"[ \t\r\n\f>]*\Z" if page.format == "markdown" else r"[ \t\r\n\f]*\Z")
    by_row: dict[int, list[Span]] = {}
    rows: set[int] = set()
    for directive in directives:
        first = bisect_right(starts, directive.span.start)
        last = bisect_right(starts, directive.span.end - 1)
        by_row.setdefault(first, []).append(directive.span)
        rows.update(range(first + 1, last))
        if last != first:
            by_row.setdefault(last, []).append(directive.span)
    for i, start in enumerate(starts):
        row = i + 1
        end = starts[row] if row < len(starts) else len(text)
        if row == len(starts) and start == end:
            continue
        if row in by_row:
            parts, at = "", start
            for span in by_row[row]:
                parts += text[at : max(span.start, at)]
                at = max(at, min(span.end, end))
            if blank.match(parts + text[at:end]):
                rows.add(row)
        elif blank.match(text, start, end):
            rows.add(row)
    return rows
