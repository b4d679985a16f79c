"""Which edits change places that programs read in different ways."""

from __future__ import annotations

import pytest

from ots_lint.finding import Edit
from ots_lint.lint.disputed import Disputed
from ots_lint.pages.base import read_page
from ots_lint.text.run import Span
from ots_lint.text.source import Source


def disputed(text: str, *spans: tuple[int, int], ends: tuple[int, ...] = ()) -> Disputed:
    found = Disputed(read_page(Source(text, "page.md")), ())
    found.spans = [Span(*span) for span in spans]
    found.ends = set(ends)
    return found


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        ((1, 2), []), ((1, 3), []), ((1, 4), [(3, 5)]), ((3, 5), [(3, 5)]), ((4, 5), [(3, 5)]), ((5, 6), []),
        ((4, 9), [(3, 5), (8, 9)]), ((5, 8), []), ((5, 9), [(8, 9)]), ((0, 12), [(3, 5), (8, 9)]), ((4, 4), []),
    ],
)  # fmt: skip
def test_an_edit_touches_what_it_shares_a_letter_with(edit: tuple[int, int], found: list[tuple[int, int]]) -> None:
    asked = disputed("abcdefghijklmn\n", (3, 5), (8, 9))
    assert asked.touched([Edit(Span(*edit), "x")]) == [Span(*span) for span in found]


def test_what_ends_a_list_of_definitions_is_not_taken_away() -> None:
    asked = disputed("term more\n\nabc def\n", ends=(9,))
    assert asked.touched([Edit(Span(11, 14), "")]) == [Span(11, 14)]
    assert asked.touched([Edit(Span(11, 14), "x")]) == []
    assert asked.touched([Edit(Span(15, 18), "")]) == []
