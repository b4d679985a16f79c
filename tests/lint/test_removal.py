"""The edits that take a comment away: which lines and blanks go with it."""

from __future__ import annotations

import pytest

from ots_lint.lint.removal import removals
from ots_lint.text.run import Span

COMMENT = "<!-- c -->"


def left(text: str, *, markdown: bool = True) -> list[str]:
    """The text as each way would leave it."""
    start = text.index(COMMENT)
    edits = removals(text, Span(start, start + len(COMMENT)), markdown=markdown)
    return [text[: edit.span.start] + edit.content + text[edit.span.end :] for edit in edits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a <!-- c --> b\n", "a b\n"),
        ("a\t<!-- c -->\tb\n", "a\tb\n"),
        ("a <!-- c -->\n", "a\n"),
        ("a<!-- c --> b\n", "a b\n"),
        ("a <!-- c -->b\n", "a b\n"),
        ("a <!-- c -->", "a"),
        ("<!-- c --> b\n", " b\n"),
        ("<!-- c -->", ""),
        ("a\n<!-- c -->", "a\n"),
        ("<!-- c -->\nb\n", "b\n"),
        ("\n<!-- c -->\nb\n", "\nb\n"),
        ("\r<!-- c -->\rb\r", "\rb\r"),
        ("\r\n<!-- c -->\r\nb\r\n", "\r\nb\r\n"),
        ("\n \t<!-- c --> \t\nb\n", "\nb\n"),
        # between two texts a blank line stays, in HTML none
        ("a\n<!-- c -->\nb\n", "a\n\nb\n"),
        ("a\r\n<!-- c -->\r\nb\r\n", "a\r\n\r\nb\r\n"),
        ("<p>\n<!-- c -->\nb\n", "<p>\nb\n"),
        ("a\n<!-- c -->\n</p>\n", "a\n</p>\n"),
        # of two blank lines one goes, too
        ("a\n\n<!-- c -->\n\nb\n", "a\n\nb\n"),
        ("a\r\n\r\n<!-- c -->\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"),
        ("a\n\n<!-- c -->\nb\n", "a\n\nb\n"),
        ("a\n\n<!-- c -->\n", "a\n\n"),
    ],
)
def test_the_first_way_in_markdown(text: str, first: str) -> None:
    assert left(text)[0] == first


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("a <!-- c --> b\n", ["a b\n", "a  b\n"]),
        ("a\n<!-- c -->\nb\n", ["a\nb\n", "a\n\nb\n", "a\n\nb\n"]),
        ("a\n\n <!-- c -->\n\nb\n", ["a\n\nb\n", "a\n\n\nb\n", "a\n\n \n\nb\n"]),
    ],
)
def test_all_ways_in_html(text: str, ways: list[str]) -> None:
    assert left(text, markdown=False) == ways
