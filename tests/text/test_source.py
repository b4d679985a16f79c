"""How bytes become text, and rows and columns of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ots_lint.errors import PageError
from ots_lint.pages.base import decode_page
from ots_lint.text.encodings import declared
from ots_lint.text.source import Source


@given(st.text("a\u2028é\n\r\x0b\x0c", max_size=30) | st.text("a\n", max_size=30))
def test_rows_end_at_lf_crlf_and_lone_cr_alone(text: str) -> None:
    source = Source(text)
    assert source.line_starts == [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    for offset in range(len(text) + 1):
        assert source.offset(*source.position(offset)) == offset


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b"<meta charset=latin1>", "cp1252"),
        (b"<META\nCHARSET = ' Windows-1251 ' >", "cp1251"),
        (b'<!doctype html><html lang=de><head><meta name=a content=b><meta charset="koi8-r"/>', "koi8-r"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">', "cp932"),
        (b"<meta charset=utf-16>", "utf-8"),
        (b"<!--><meta charset=koi8-r>", "koi8-r"),
        (b"<!-- <meta charset=koi8-r> -->", None),
        (b"<!-- a --><!-- <meta charset=koi8-r> --><p>", None),
        (b"<meta charset=cp037>", None),
        (b"<meta charset=rot13>", None),
        (b"<meta charset=utf-7>", None),
        (b"<meta charset=utf-32>", None),
        (b"<meta charset=hz>", None),
        (b"<meta charset=unicode_escape>", None),
        (b'<meta name=description content="charset=koi8-r">', None),
        (b'<p title="<meta charset=koi8-r>">', None),
        (b"<metadata charset=koi8-r>", None),
        (b"</meta charset=koi8-r>", None),
        (b"<!meta charset=koi8-r>", None),
        (b"<? <meta charset=koi8-r> ?>", None),
        (b" " * 1024 + b"<meta charset=koi8-r>", None),
    ],
)
def test_only_encodings_of_the_web_count_and_only_where_a_browser_looks(head: bytes, encoding: str | None) -> None:
    assert declared(head) == encoding


def test_every_label_has_a_codec() -> None:
    from codecs import lookup

    from ots_lint.text import encodings

    assert len(encodings._CODECS) > 200
    for codec in encodings._CODECS.values():
        assert "Open Tech School".encode(lookup(codec).name) == b"Open Tech School"


@pytest.mark.parametrize(
    "data",
    [
        b"Open Tech School" + b" x" * 5000 + b"\0",
        "Open Tech School".encode("utf-32"),
        "\ufeffOpen Tech School".encode("utf-32-be"),
        "Open Tech School".encode("utf-16-le"),
        "\ufeffOpen\0 Tech School".encode("utf-16-le"),
        "\ufeffOpen\0 Tech School".encode(),
        b"<!-- <meta charset=cp037> -->\xe9",
        "<meta charset=cp037>Open Tech Schoöl".encode("latin-1"),
    ],
)
def test_what_is_no_text_of_the_web_is_an_error(data: bytes) -> None:
    for name in ("a.html", "a.md"):
        with pytest.raises(PageError):
            Source.decode(data, name)


def test_a_tag_that_is_quoted_in_markdown_declares_nothing() -> None:
    text = "A page in Latin-1 says `<meta charset=latin1>`: so é is one byte.\n"
    assert decode_page(text.encode(), "a.md").text == text
    assert decode_page(text.encode(), "a.html").text != text
    old = "<meta charset=latin1>\ncafé\n"
    assert decode_page(old.encode("latin-1"), "a.md").text == old
