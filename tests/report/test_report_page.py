"""Fixes as replacements of whole rows: writing them gives the same page as the edits."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from report_builders import found

from ots_lint.finding import Edit, Finding, Fix, Place, Reported
from ots_lint.report._page import apply, compatible, rewrites
from ots_lint.text.run import Span
from ots_lint.text.source import Source


def fixed(*edits: tuple[int, int, str], applicability: Any = "safe") -> Reported:
    made = tuple(Edit(Span(start, end), content) for start, end, content in edits)
    finding = Finding("OTS101", "name-spelling", "error", "m", made[0].span, Fix(applicability, "f", made))
    return Reported("a.md", finding, Place(1, 1), Place(1, 1))


def lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def by_rows(source: Source, findings: list[Reported]) -> str:
    """The page after its rewrites, bottom up, as a forge applies suggestions."""
    starts = source.line_starts
    text = source.text
    for rewrite in reversed(rewrites(source, findings)):
        end = starts[rewrite.last_row] if rewrite.last_row < len(starts) else len(source.text)
        text = text[: starts[rewrite.first_row - 1]] + rewrite.content + text[end:]
    return lf(text)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, list[Reported]]:
    text = draw(st.text(alphabet="ab \n\r", max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        edits.append((start, end, draw(st.text(alphabet="xy\n", max_size=4))))
    return text, [fixed(edit) for edit in edits]


@given(pages())
@example(("\n\na", [fixed((0, 1, "x")), fixed((1, 2, ""))]))
def test_rewrites_equal_the_edits(page: tuple[str, list[Reported]]) -> None:
    text, findings = page
    source = Source(text)
    made = rewrites(source, findings)
    # what cuts a CRLF in two, or makes one, is no edit that a rule writes
    _, edits = compatible(findings)
    if any(
        text[e.span.start - 1 : e.span.start + 1] == "\r\n" or text[e.span.end - 1 : e.span.end + 1] == "\r\n"
        for e in edits
    ):
        return
    expected = apply(text, edits)
    if "\r" in text:
        expected, got = lf(expected).replace("\n", ""), by_rows(source, findings).replace("\n", "")
        assert got == expected
        return
    got = by_rows(source, findings)
    # a suggestion always ends its last row
    assert got in (expected, expected + "\n")
    assert sorted(id(f) for r in made for f in r.findings) == sorted(id(f) for f in compatible(findings)[0])
    for one, two in pairwise(made):
        assert one.last_row < two.first_row


@pytest.mark.parametrize(
    ("text", "edits", "rows", "content"),
    [
        ("a\nb\nc\n", [(2, 3, "x")], (2, 2), "x\n"),
        ("a\nb\nc\n", [(2, 4, "")], (2, 2), ""),
        ("a\nb\nc\n", [(3, 4, " ")], (2, 3), "b c\n"),
        ("a\nb\nc\n", [(2, 2, "new\n\n")], (2, 2), "new\n\nb\n"),
        ("a\nb\n", [(4, 4, "end\n")], (2, 2), "b\nend\n"),
        ("a\nb", [(3, 3, "\nend")], (2, 2), "b\nend\n"),
        ("a\r\nb\r\n", [(3, 4, "x")], (2, 2), "x\n"),
        ("a\nb\nc\n", [(0, 1, "x"), (4, 5, "z")], (1, 3), "x\nb\nz\n"),
        ("", [(0, 0, "x\n")], (1, 1), "x\n"),
    ],
)
def test_rows_of_a_fix(text: str, edits: list[tuple[int, int, str]], rows: tuple[int, int], content: str) -> None:
    (rewrite,) = rewrites(Source(text), [fixed(*edits)])
    assert ((rewrite.first_row, rewrite.last_row), rewrite.content) == (rows, content)


def test_the_first_of_two_overlapping_fixes_wins() -> None:
    first, second = fixed((0, 4, "x")), fixed((2, 6, "y"))
    assert compatible([second, first]) == ([first], [Edit(Span(0, 4), "x")])


def test_a_shared_edit_is_applied_once() -> None:
    first, second = fixed((0, 0, "x")), fixed((0, 0, "x"))
    assert compatible([first, second]) == ([first, second], [Edit(Span(0, 0), "x")])


def test_suggestions_are_not_applied() -> None:
    assert compatible([fixed((0, 1, "x"), applicability="suggestion")]) == ([], [])


def test_edits_for_another_text_are_left_out() -> None:
    source = Source("short", "a.md")
    assert rewrites(source, [fixed((90, 95, "x"))]) == []
    assert rewrites(source, [found(source, "short")]) == []
