"""Rows and columns of a decoded file."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ots_lint.text.source import Source


@given(st.text("a\u2028é\n\r\x0b\x0c", max_size=30) | st.text("a\n", max_size=30))
def test_rows_end_at_lf_crlf_and_lone_cr_alone(text: str) -> None:
    source = Source(text)
    assert source.line_starts == [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    for offset in range(len(text) + 1):
        assert source.offset(*source.position(offset)) == offset
