"""How a page's texts stand to each other: rows, items, headings, lead-ins. No language is needed for that."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ots_lint.pages.base import Page
    from ots_lint.text.run import TextRun

#: A run of a list item that is longer, or ends a sentence, is a paragraph of its own.
_LONGEST_LABEL = 80
#: A text before a list that ends a sentence introduces it where it is no longer.
_LONGEST_LEAD_IN = 60
#: So many pictures at most belong to the line above them.
_MOST_PICTURES = 40


class Layout:
    """The structure of one page. `skipped`: the runs that are no text."""

    def __init__(self, page: Page, skipped: frozenset[int]) -> None:
        self.page = page
        self._skipped = skipped
        self._lead_ins: dict[tuple[int | None, int | None], tuple[int, int]] = {}  # of lists and tables: from, to

    @cached_property
    def units(self) -> list[list[int]]:
        """The runs that are read as one text: table rows and definition groups together, others alone."""
        groups: list[list[int]] = []
        open_groups: dict[tuple[str, int], list[int]] = {}
        for i, run in enumerate(self.page.runs):
            if i in self._skipped:
                continue
            key = _group(run)
            if key is not None and key in open_groups:
                group = open_groups[key]
                if key[0] == "row" or _is_label(self.page.runs[group[-1]].text):
                    group.append(i)
                    continue
            group = [i]
            if key is not None:
                open_groups[key] = group
            groups.append(group)
        return groups

    @cached_property
    def unit_of(self) -> dict[int, int]:
        """Run → number of its unit."""
        return {run: number for number, group in enumerate(self.units) for run in group}

    @cached_property
    def first_rows(self) -> dict[int, list[int]]:
        """Table → the runs of its first row."""
        found: dict[int, list[int]] = {}
        for number, run in enumerate(self.page.runs):
            table, row = run.where.table, run.where.row
            if table is not None:
                first = found.setdefault(table, [])
                if not first or self.page.runs[first[0]].where.row == row:
                    first.append(number)
        return found

    @cached_property
    def several_rows(self) -> frozenset[int]:
        """The tables with more than one row."""
        first: dict[int, int | None] = {}
        places = [(run.where.table, run.where.row) for run in self.page.runs if run.where.table is not None]
        return frozenset(table for table, row in places if table is not None and first.setdefault(table, row) != row)

    @cached_property
    def columns(self) -> dict[tuple[int | None, int], list[int]]:
        """Table and column → the runs in it."""
        found: dict[tuple[int | None, int], list[int]] = {}
        for number, run in enumerate(self.page.runs):
            if run.where.column is not None:
                found.setdefault((run.where.table, run.where.column), []).append(number)
        return found

    @cached_property
    def entries(self) -> dict[tuple[str, str], list[int]]:
        """Kind of data and key of an entry ("sponsors.0") → the runs that are its values."""
        found: dict[tuple[str, str], list[int]] = {}
        for number, run in enumerate(self.page.runs):
            entry, dot, _ = run.key.rpartition(".")
            if dot:
                found.setdefault((run.kind, entry), []).append(number)
        return found

    def headings(self, run: TextRun) -> Iterator[int]:
        """The headings that a run stands under, as numbers of runs: the nearest first, then those above it."""
        index, level = run.where.heading, inf
        runs = self.page.runs
        while index is not None and index < len(runs):
            here = runs[index].where.level or level
            if here < level:
                level = here
                yield index
            index = runs[index].where.heading if runs[index].where.heading != index else None

    def heading(self, run: TextRun) -> str:
        """The text of the heading that a run stands under."""
        return next((self.page.runs[index].text for index in self.headings(run)), "")

    def lead_in(self, index: int) -> str:
        """The sentence that introduces a list, a table or pictures ("We thank these groups:"), or an empty string."""
        where = self.page.runs[index].where
        if self.page.runs[index].kind == "alt" and (where.list, where.table) == (None, None):
            return self._lead_in_of_picture(index)
        at = self.before_list(index)
        if at is None:
            return ""
        text = self.page.runs[at].text.rstrip()
        goes_on = text[-1:] not in {".", "!", "?"} or len(text) <= _LONGEST_LEAD_IN  # "Our thanks go to"
        return self.page.runs[at].text if goes_on else ""

    def before_list(self, index: int) -> int | None:
        """The number of the prose right before a list or a table, or None."""
        where = self.page.runs[index].where
        place = where.list, where.table
        # Every row of a list or table has the same one: what was gone through before is not gone through again.
        first, lead = self._lead_ins.get(place, (-1, -1)) if place != (None, None) else (-1, -1)
        at = index - 1
        while at >= 0:
            if lead <= at <= first:
                at = lead
                break
            run = self.page.runs[at]
            if not (
                (where.list is not None and (run.where.list or 0) >= where.list)  # lists inside of it count on
                or (where.table is not None and run.where.table == where.table)
            ):
                break
            at -= 1
        self._lead_ins[place] = max(index, first) if at == lead else index, at
        return at if at >= 0 and self.page.runs[at].kind == "prose" else None

    def line_before(self, index: int) -> str:
        """The line right before a text, where that ends with a colon ("We thank our supporters:"), or an empty string."""
        run = self.page.runs[max(index - 1, 0)]
        return run.text if index and run.kind == "prose" and run.text.rstrip().endswith(":") else ""

    def _lead_in_of_picture(self, index: int) -> str:
        at = index - 1
        while at >= 0 and index - at <= _MOST_PICTURES and self.page.runs[at].kind == "alt":
            at -= 1
        run = self.page.runs[max(at, 0)]
        return run.text if run.kind == "prose" and run.text.rstrip().endswith(":") else ""


def _group(run: TextRun) -> tuple[str, int] | None:
    """What a run is read together with: its table row, or its list item."""
    where = run.where
    if where.row is not None and run.kind in {"prose", "heading", "alt"}:
        return "row", where.row
    if where.item is not None and run.kind == "prose":
        return "item", where.item
    return None


def _is_label(text: str) -> bool:
    return len(text) < _LONGEST_LABEL and not text.rstrip().endswith((".", "!", "?"))
