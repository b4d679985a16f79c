"""Elements that hold nothing but text are read at once; they must come out as if they were read piece by piece."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_helpers import check, html, markdown, source_of

PIECES = [
    *["<p>", "</p>", "<li>", "</li>", "<ul>", "</ul>", "<td>", "</td>", "<tr>", "<table>", "</table>", "<h1>", "</h1>"],
    *["<h2>", "</h2>", "<div>", "</div>", "<div/>", "<dl>", "<dt>", "</dt>", "<dd>", "</dd>", "<nav>", "</nav>", "<main>"],
    *["<b>", "</b>", "<s>", "</s>", "<pre>", "</pre>", "<svg>", "</svg>", "<a href=x>", "</a>", "<p class=x>", "<li lang=de>"],
    *["<sup>", "<section>", "</section>", "<button>", "</button>", "<head>", "<body>", "<div itemscope itemtype=E>"],
    *["<p itemprop=name>", "one", " two ", "\n", "three\nfour", "five  six", "a\n\nb", "\xa0", "é", "&amp;", "<br>"],
]  # fmt: skip
_END = re.compile(r"(?=</(?:p|li|td|h1|h2|div|dt|dd)>)")


@settings(max_examples=500, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_a_comment_before_the_end_of_an_element_changes_nothing(text: str) -> None:
    page, pieces = html(text), html(_END.sub("<!---->", text))
    check(page)
    assert [(r.kind, r.text, r.where, r.language, _shape(r)) for r in page.runs] == [
        (r.kind, r.text, r.where, r.language, _shape(r)) for r in pieces.runs
    ]
    assert [link[2:] for link in page.links] == [link[2:] for link in pieces.links]
    assert [(d.path, d.value, d.run) for d in page.data] == [(d.path, d.value, d.run) for d in pieces.data]


def _shape(run) -> list[tuple[str, bool]]:
    return [(segment.text, segment.verbatim) for segment in run.segments]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text",
    [
        "one\ntwo three\nfour",
        "- one\n  two\n- three",
        "> one\n> two",
        "| one | two |\n|---|---|\n| ö | four |\n",
        "# one",
    ],
)
def test_pieces_of_markdown_lead_back_to_their_source(text: str, end: str) -> None:
    page = markdown(text.replace("\n", end))
    check(page)
    for run in page.runs:
        for word in run.text.split():
            assert source_of(page, word, run) == word
