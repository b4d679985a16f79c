"""Which fixes stand: a fix that would damage the page is written more narrowly, or it is none.

Fixes that plainly can damage nothing stand. Else all of a page are tried at once, which costs one more reading. Only where
that damages something are those nearby tried in smaller groups and other ways.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ots_lint.finding import Edit, Finding, Fix
from ots_lint.lint.fix import apply_fixes, merged, provable, withdrawn
from ots_lint.lint.plain_edits import all_plain
from ots_lint.text.patterns import lazy_re

if TYPE_CHECKING:
    from ots_lint.lint.proof import Before, Damage
    from ots_lint.pages.base import Page

#: How often a page is read again at most, and how many characters of it in all.
MAX_READINGS = 24
MAX_CHARACTERS = 500_000
#: So many fixes are tried once more one at a time.
MAX_DOUBTFUL = 4
#: So many texts may begin between the start of one and a place in it.
MAX_NESTED = 100
#: Other ways that are tried for all fixes of a page together.
MAX_OTHERS = 1000
#: Ways to write one fix that are tried.
MAX_WAYS = 6
_COUNTER = lazy_re(r"-\d+\Z")


def settle(page: Page, findings: list[Finding]) -> list[Finding]:
    """The findings with fixes that leave everything else on the page as it is; the others become suggestions."""
    numbers = [i for i, finding in enumerate(findings) if provable(finding.fix)]
    if not numbers:
        return findings
    settled = list(findings)
    if not all_plain(page, (edit for i in numbers if (fix := findings[i].fix) is not None for edit in fix.edits)):
        for number, fix in _Trial(page, findings, numbers).fixes().items():
            settled[number] = settled[number]._replace(fix=fix)
    if page.format == "markdown":
        _mind_addresses(page, settled, numbers)
    return settled


class _Trial:
    """The state of the search: which fixes are known to do no harm, and which are still to be tried."""

    def __init__(self, page: Page, findings: Sequence[Finding], numbers: Sequence[int]) -> None:
        from ots_lint.lint.proof import Before

        self.page = page
        self.findings = findings
        self.before: Before = Before(page)
        self.fix: dict[int, Fix] = {i: fix for i in numbers if (fix := findings[i].fix) is not None}
        self.ways: dict[int, Iterator[tuple[Edit, ...]]] = {}
        self.tries: dict[int, int] = {}
        self.elements = sorted((run.element.start, i) for i, run in enumerate(page.runs) if run.segments)
        self.others = 0
        self.comments = [comment.span.start for comment in page.comments]
        self.good: list[int] = []
        self.doubtful: list[int] = []
        # Each stack of groups is about places that have nothing to do with those of the others.
        self.stacks: list[list[list[int]]] = [[list(self.fix)]]
        self.readings = min(MAX_READINGS, max(MAX_CHARACTERS // (len(page.source.text) + 1), 3))

    def fixes(self) -> dict[int, Fix]:
        """The fixes that stand, and suggestions for the others."""
        dirty = self._search()
        if self.doubtful:  # once more
            for number in self.doubtful:
                self.ways.pop(number, None)
                self.tries.pop(number, None)
                fix = self.findings[number].fix
                assert fix is not None
                self.fix[number] = fix
            # Where there are many, all at once: that is nobody's page.
            singles = [[number] for number in self.doubtful]
            self.stacks = [singles] if len(singles) <= MAX_DOUBTFUL else [[single] for single in singles]
            dirty = self._search()
        if dirty and self.good and self._damages(self.good):
            self.good.clear()
        good = set(self.good)
        return {number: fix if number in good else withdrawn(fix) for number, fix in self.fix.items()}

    def _search(self) -> bool:
        """Try what is on the stacks; whether the last reading showed any damage."""
        dirty = False
        while self.stacks and self.readings > 0:
            groups = [stack.pop() for stack in self.stacks]
            damages = self._damages([*self.good, *(i for group in groups for i in group)])
            dirty = bool(damages)
            self._judge(groups, damages)
        return dirty

    def _damages(self, numbers: Sequence[int]) -> list[Damage]:
        self.readings -= 1
        source = self.page.source
        chosen = [self.findings[i]._replace(fix=self.fix[i]) for i in sorted(numbers)]
        text, applied = apply_fixes(source.text, chosen, True, source.newline, source.encoding)
        return self.before.damages(merged(applied), text)

    def _judge(self, groups: list[list[int]], damages: list[Damage]) -> None:
        """Keep the groups that did no harm; split the others, or try their only fix another way."""
        hits = self._hits(groups, damages)
        if damages and not hits:  # nobody is near
            hits = [{i for group in groups for i in group}]
        blamed = set().union(*hits)
        self.good += [i for group in groups for i in group if i not in blamed]
        stack_of = {i: place for place, group in enumerate(groups) for i in group}
        waiting = self.stacks
        self.stacks = []
        for hit in hits:
            stack: list[list[int]] = []
            for place in sorted(
                {stack_of[i] for i in hit}
            ):  # whoever waits behind one of them may be of the same place
                stack += waiting[place]
                waiting[place] = []
            self.stacks.append([*stack, *self._smaller(sorted(hit), alone=len(hits) == 1)])
        self.stacks = [stack for stack in [*self.stacks, *waiting] if stack]

    def _hits(self, groups: list[list[int]], damages: list[Damage]) -> list[set[int]]:
        """The fixes of some groups at each damaged place; where one is at two places, these are one."""
        edits = sorted(
            (edit.span.start, edit.span.end, i) for group in groups for i in group for edit in self.fix[i].edits
        )
        starts = [start for start, _, _ in edits]
        longest = max((end - start for start, end, _ in edits), default=0)
        hit_of: dict[int, set[int]] = {}
        for damage in damages:
            if damage.span is None:
                continue
            start, end = damage.span
            window = edits[bisect_left(starts, start - longest) : bisect_right(starts, end)]
            hit = {i for _, last, i in window if last >= start}
            for other in {id(hit_of[i]): hit_of[i] for i in hit if i in hit_of}.values():
                hit |= other
            for i in hit:
                hit_of[i] = hit
        return list({id(hit): hit for hit in hit_of.values()}.values())

    def _smaller(self, group: list[int], *, alone: bool) -> list[list[int]]:
        """What to try instead of a group that does harm."""
        if len(group) > 1:
            half = len(group) // 2
            return [group[half:], group[:half]]
        number = group[0]
        if number not in self.ways:
            self.ways[number] = self._other_ways(number)
        self.tries[number] = self.tries.get(number, 0) + 1
        self.others += 1
        more = self.tries[number] < MAX_WAYS and self.others <= MAX_OTHERS
        edits = next(self.ways[number], None) if more else None
        if edits is None:
            if not alone:
                self.doubtful.append(number)  # another one may have been to blame
            return []
        self.fix[number] = self.fix[number]._replace(edits=edits)
        return [group]

    def _other_ways(self, number: int) -> Iterator[tuple[Edit, ...]]:
        from ots_lint.checks._edits import narrower
        from ots_lint.lint.removal import other_removals

        finding = self.findings[number]
        fix = finding.fix
        assert fix is not None
        if any(edit.content for edit in fix.edits):
            start, end = finding.span
            near = self.elements[max(bisect_right(self.elements, (start, len(self.page.runs))) - MAX_NESTED, 0) :]
            runs = [i for at, i in near[:MAX_NESTED] if at <= start and end <= self.page.runs[i].element.end]
            return narrower(self.page, fix, finding.span, reversed(runs))
        return other_removals(self.page, fix, self.comments)


def _mind_addresses(page: Page, findings: list[Finding], numbers: Sequence[int]) -> None:
    """A heading whose address a link on the page leads to is only changed on request: the address changes with it."""
    targets = {_letters(link.href[1:]): link.href[1:] for link in page.links if link.href.startswith("#")}
    if not targets:
        return
    headings = [run for run in page.runs if run.kind == "heading"]
    for number in numbers:
        fix = findings[number].fix
        if fix is None or fix.applicability != "safe":
            continue
        for run in headings:
            if run.element.start <= fix.edits[0].span.start < run.element.end:
                target = targets.get(_letters(run.text))
                if target is not None and not _has_own(page, target):
                    message = f"{fix.message}, and change the links to #{target} that lead here"
                    findings[number] = findings[number]._replace(fix=Fix("unsafe", message, fix.edits))


def _letters(text: str) -> str:
    return "".join(c for c in unquote(_COUNTER.sub("", text)).lower() if c.isalnum())


def _has_own(page: Page, target: str) -> bool:
    """Whether something on the page has this address for good."""
    source = page.source.text
    return any(mark + target in source for mark in ("{#", "{: #", 'id="', "id='", "id=", 'name="', "name='", "name="))
