"""Cells of a table that hold passwords or codes, and no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ots_lint.brand.names import NameMatcher
    from ots_lint.pages.base import Page


def secret_cells(page: Page, matcher: NameMatcher) -> frozenset[int]:
    """The runs that are one word in a column whose head says that it is one of passwords or codes."""
    heads: dict[int, int] = {}  # table → its first row
    columns: set[tuple[int, int]] = set()
    found = []
    for i, run in enumerate(page.runs):
        where = run.where
        if where.table is None or where.row is None or where.column is None:
            continue
        if heads.setdefault(where.table, where.row) == where.row:
            if matcher.is_secrets_head(run.text):
                columns.add((where.table, where.column))
        elif (where.table, where.column) in columns and len(run.text.split()) == 1:
            found.append(i)
    return frozenset(found)
