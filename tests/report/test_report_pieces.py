"""JSON that is written piece by piece is what the library writes."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ots_lint.report._pieces import write_around, write_array

SCALARS = st.none() | st.booleans() | st.integers() | st.text(st.characters())
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(st.lists(VALUES, max_size=5), st.booleans())
def test_an_array_is_what_the_library_writes(items: list[Any], ascii_only: bool) -> None:
    stream = io.StringIO()
    write_array(stream, iter(items), ascii_only=ascii_only)
    written = json.dumps(items, indent=2, ensure_ascii=ascii_only)
    assert stream.getvalue() == written or (not ascii_only and json.loads(stream.getvalue()) == items)
    assert ascii_only or not re.search("[\x7f-\x9f\u202e\u2066]", stream.getvalue())


def test_characters_that_move_a_terminal_are_escaped() -> None:
    stream = io.StringIO()
    write_array(stream, ["ä – 🎉\x9b31m\u202e\x7f", {"\x90": "\U000e0041"}], ascii_only=False)
    assert '"ä – 🎉\\u009b31m\\u202e\\u007f"' in stream.getvalue()
    assert '"\\u0090": "\\udb40\\udc41"' in stream.getvalue()


@pytest.mark.parametrize("items", [[], [1], [{"a": []}, {"b": {"c": "ä\ud800"}, "d": {}}]])
def test_so_is_a_document_around_one(items: list[Any]) -> None:
    stream = io.StringIO()
    document = {"text": '"results": []', "runs": [{"tool": {"results": []}, "results": []}]}
    write_around(stream, document, items)
    document["runs"][0]["results"] = items  # type: ignore[index]
    assert stream.getvalue() == json.dumps(document, indent=2)
