"""Positions of the protocol, and documents kept up to date edit by edit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from editor import offset_of, position_of
from hypothesis import given
from hypothesis import strategies as st

from ots_lint.server.documents import Change, Document, page_name
from ots_lint.server.positions import Positions

#: Every kind of line end, what only Python takes for one, and characters of one and of two code units.
TEXTS = st.text(st.sampled_from("ab é\u2028\u2029\x0b\x0c\x85\r\n\ufeff😀𝓞"), max_size=40)


@given(TEXTS)
def test_positions_are_lines_and_utf_16(text: str) -> None:
    positions = Positions(text)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] == "\r\n":
            continue  # nobody points into a line end
        line, character = positions.of(offset)
        assert {"line": line, "character": character} == position_of(text, offset)
        assert positions.offset(line, character) == offset == offset_of(text, {"line": line, "character": character})


def test_a_position_that_is_none_is_the_nearest_before_it() -> None:
    positions = Positions("😀b\r\nc")
    assert positions.offset(0, 1) == 0  # in the middle of a pair
    assert positions.offset(0, 2) == 1
    assert positions.offset(0, 99) == 2  # the line ends before its line end
    assert positions.offset(1, 99) == positions.offset(7, 0) == 5


@given(TEXTS, st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9), TEXTS), max_size=5), st.booleans())
def test_edits_give_the_text_that_the_editor_has(text: str, edits: list[tuple[int, int, str]], together: bool) -> None:
    document = Document("untitled:1", "/x/untitled.md", "markdown", 1, text)
    changes = []
    for start, length, new in edits:
        start = min(start, len(text))
        end = min(start + length, len(text))
        if any(text[at - 1 : at + 1] == "\r\n" for at in (start, end)):
            continue
        first, last = position_of(text, start), position_of(text, end)
        place = (first["line"], first["character"]), (last["line"], last["character"])
        changes.append(Change(new, *place))
        if not together:
            document.change(changes, 2)
            changes = []
        text = text[:start] + new + text[end:]
    document.change(changes, 3)
    assert document.text == text
    assert document.source.text == text.removeprefix("\ufeff")


def test_a_pair_that_comes_in_halves_becomes_a_character() -> None:
    document = Document("untitled:1", "/x/a.md", "markdown", 1, "ab")
    document.change([Change("\ud83d", (0, 1), (0, 1))], 2)
    assert document.source.text == "a\ufffdb"
    document.change([Change("\ude00", (0, 2), (0, 2))], 3)
    assert document.source.text == "a😀b"


@pytest.mark.parametrize(
    ("path", "language", "name"),
    [
        ("/x/a.md", "plaintext", "/x/a.md"),
        ("/x/a.HTM", "", "/x/a.HTM"),
        ("/x/a.html", "markdown", "/x/a.html"),
        ("/x/README", "markdown", "/x/README.md"),
        ("/x/Untitled-1", "html", "/x/Untitled-1.html"),
        ("/x/notes", "plaintext", ""),
        ("/x/notes", "restructuredtext", "/x/notes.rst"),
        ("/x/a.eml", "mail", "/x/a.eml"),
        ("/x/a.py", "python", ""),
        ("/x/a.j2", "html", ""),  # what the command line does not look at
    ],
)
def test_the_name_says_the_format_and_else_the_editor_does(path: str, language: str, name: str) -> None:
    assert page_name(path, language) == name


def test_the_file_says_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes('<meta charset="windows-1252"><p>Köln'.encode("cp1252"))
    document = Document(path.as_uri(), str(path), "html", 1, '<meta charset="windows-1252"><p>Köln')
    document.read_disk()
    assert document.source.encoding == "cp1252"
    assert re.match("<meta", document.source.text)
