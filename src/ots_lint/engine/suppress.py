"""Suppressions: comments and front matter that keep findings quiet, and those that keep none.

<!-- ots-lint-disable-next-line OTS101 -- quoting an old poster -->
… <!-- ots-lint-disable-line OTS101 -->
<!-- ots-lint-disable OTS101,OTS3 --> … <!-- ots-lint-enable OTS3 -->
<!-- ots-lint-disable-file -->
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.finding import Edit, Finding, Fix
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.pages.base import Comment, Page
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings

_DIRECTIVE = lazy_re(r"\s*ots-lint-([a-z][a-z-]*)(?![\w:])", re.IGNORECASE)
_REASON = lazy_re(r"(?:^|(?<=\s))(?:--+|—|–)(?=\s|$)")
_CODE = lazy_re(r"[^\s,;]+")
KINDS = ("disable-line", "disable-next-line", "disable", "enable", "disable-file")


class Code(NamedTuple):
    """A rule code, or the beginning of one, in a directive; an empty text stands for all rules."""

    text: str
    span: Span

    def covers(self, code: str) -> bool:
        """Whether this is the code, or its beginning."""
        return code.startswith(self.text)


class Directive:
    """One suppression: what it is about and which of its codes have suppressed something."""

    def __init__(self, kind: str, span: Span, codes: tuple[Code, ...], item: int = -1) -> None:
        self.kind = kind
        self.span = span
        self.codes = codes
        self.item = item  # of front matter: the place in the list
        self.used: set[int] = set()  # indexes into codes
        self.first: dict[str, int] = {}  # the texts of the codes, and which is the first of each
        for index, code in enumerate(codes):
            self.first.setdefault(code.text, index)
        self.opens = 0  # how many codes are still open; of an enable: how many it closes
        self.closed_by: Directive | None = None  # the enable that ends all of it and nothing else


def apply(
    page: Page, findings: Iterable[Finding], ruleset: Ruleset, settings: Settings, key: str = "ots"
) -> tuple[list[Finding], int]:
    """What is left of a page's findings, with those about useless suppressions, and how many were suppressed.

    `key` is the brand's key in front matter (`ots: {ignore: [OTS103]}`).
    """
    findings = list(findings)
    directives, unknown = read_directives(page.comments)
    listed = _front_matter(page, key)
    if not directives and not unknown and not listed:
        return findings, 0
    suppressions = _Suppressions(page, directives, listed)
    kept = [finding for finding in findings if not suppressions.suppress(finding)]
    suppressed = len(findings) - len(kept)
    from ots_lint.engine.lint import rule_of_kind

    rule = rule_of_kind(ruleset, "unused-suppression")
    if rule is not None and settings.selects(rule.code):
        from ots_lint.engine import unused

        unused_findings = unused.find(page, rule, directives, unknown, listed, ruleset, settings, key)
        # Only a directive that names this rule keeps it quiet: else "disable" would hide itself.
        left = [finding for finding in unused_findings if not suppressions.suppress(finding, named=True)]
        suppressed += len(unused_findings) - len(left)
        kept += left
    return kept, suppressed


def read_directives(comments: Sequence[Comment]) -> tuple[list[Directive], list[tuple[str, Span]]]:
    """The directives in a page's comments in document order, and the words that look like one but are none."""
    directives: list[Directive] = []
    unknown: list[tuple[str, Span]] = []
    for comment in comments:
        match = _DIRECTIVE.match(comment.text)
        if match is None:
            continue
        kind = match.group(1).lower()
        if kind not in KINDS:
            unknown.append((kind, comment.span))
            continue
        rest = comment.text[match.end() :]
        reason = _REASON.search(rest)
        if reason:
            rest = rest[: reason.start()]
        # Where a reader undid something in the inner text, only the whole is known.
        start = comment.span.start + comment.inner + match.end()
        codes = tuple(
            Code(word.group().upper(), Span(start + word.start(), start + word.end())) for word in _CODE.finditer(rest)
        )
        directives.append(Directive(kind, comment.span, codes or (Code("", comment.span),)))
    directives.sort(key=lambda directive: directive.span)
    return directives, unknown


def _front_matter(page: Page, key: str) -> list[Directive]:
    """One directive per code that front matter ignores."""
    found = []
    for datum in page.data:
        if datum.vocabulary != "front-matter" or tuple(datum.path[:2]) != (key, "ignore"):
            continue
        if not isinstance(datum.value, str):
            found.append(Directive("front-matter", datum.span, (Code(str(datum.value).upper(), datum.span),)))
            continue
        item = datum.path[2] if len(datum.path) > 2 and isinstance(datum.path[2], int) else -1
        found += [
            Directive("front-matter", datum.span, (Code(word.upper(), datum.span),), item=item)
            for word in _CODE.findall(datum.value)
        ]
    return found


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


def removals(text: str, span: Span, *, markdown: bool) -> list[Edit]:
    """The edits that may take a comment away, the most likely one first: with its line where it stands alone on it.

    A Markdown comment between two lines of text leaves a blank line, or the two would become one
    paragraph; inside HTML it leaves none, or the HTML would end there.
    """
    start, end = span
    line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    ends = [i for i in (text.find("\n", end), text.find("\r", end)) if i >= 0]
    line_end = min(ends, default=len(text))
    bare = Edit(span, "")
    if text[line_start:start].strip(" \t") or text[end:line_end].strip(" \t"):
        # With one of the blanks around it, so that two words do not end up two blanks apart.
        if text[start - 1 : start] in (" ", "\t") and (text[end : end + 1] in (" ", "\t", "") or end == line_end):
            return [Edit(Span(start - 1, end), ""), bare]
        return [bare]
    if line_end == len(text):
        return [Edit(Span(line_start, line_end), ""), bare]
    after = line_end + (2 if text[line_end : line_end + 2] == "\r\n" else 1)
    line, content = Edit(Span(line_start, after), ""), Edit(Span(line_start, line_end), "")
    before, behind = _line_before(text, line_start).strip(), _line_after(text, after).strip()
    if not before and not behind and after < len(text):  # not two blank lines either
        after = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)").match(text, after).end()  # type: ignore[union-attr]
        return [Edit(Span(line_start, after), ""), line, bare]
    if markdown and before and behind and not (before[0] == "<" or behind[0] == "<"):
        return [content, line, bare]
    return [line, content, bare]


def _line_before(text: str, at: int) -> str:
    if at == 0:
        return ""
    line_end = at - (2 if text[:at].endswith("\r\n") else 1)
    begin = max(text.rfind("\n", 0, line_end), text.rfind("\r", 0, line_end)) + 1
    return text[begin:line_end]


def _line_after(text: str, at: int) -> str:
    ends = [i for i in (text.find("\n", at), text.find("\r", at)) if i >= 0]
    return text[at : min(ends, default=len(text))]


def other_removals(page: Page, fix: Fix, starts: Sequence[int]) -> Iterator[tuple[Edit, ...]]:
    """Other ways to take away the comments that a fix takes away; `starts` says where the page's comments begin."""
    spans = []
    for edit in fix.edits:
        covered = page.comments[bisect_left(starts, edit.span.start) : bisect_left(starts, edit.span.end)]
        spans += [comment.span for comment in covered if comment.span.end <= edit.span.end]
    if len(spans) != len(fix.edits):
        return
    ways = [removals(page.source.text, span, markdown=page.format == "markdown") for span in spans]
    for edits in product(*ways):
        if edits != fix.edits:
            yield edits


def removal_fix(edits: Iterable[Edit], message: str) -> Fix:
    """A safe fix that takes a suppression away."""
    return Fix("safe", message, tuple(sorted(edits, key=lambda edit: edit.span)))
