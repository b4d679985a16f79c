"""What holds for any text: nothing is raised, positions are exact, line ends do not matter."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_helpers import check, html, markdown

READERS = pytest.mark.parametrize("read", [markdown, html])

PIECES = [
    *["<p>", "</p>", "<b>", "</b>", "<div>", "</div>", "<ul>", "<li>", "</li>", "</ul>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<h1>", "</h1>", "</a>", "<svg>"],
    *["</svg>", "<text>", "<code>", "</code>", "<del>", "</del>", "<br>", "<script>", "</script>", "<!--", "-->", "{%", "if", "%}", "{{", "x", "}}", "{%", "raw", "%}"],
    *["{{", "}}", "{%", "{#", "#}", "{%", "endraw", "%}", "{:", ".x}", "&amp;", "&shy;", "&notit;", "\\*", "*x*", "**", "`", "~~", "![", "](", ")", "[a]", "{", "}", ",", "[", "]", ">", "=", '"', "'"],
    *["<noscript>", "</noscript>", "<template>", "</template>", "<textarea>", "</textarea>", "<select>", "<option>", "<sup>", "</sup>"],
    *["<title>", "</title>", "<head>", "<body>", "<main>", "</main>", "</body>", "<button>", "</button>", "<blockquote>", "<dl>", "<dt>", "<dd>"],
    *["Open", "Tech", "School", "é", "😀", "\x00", "\x0c", "\ufeff", "\u200b", "\xa0", "itemscope", "itemprop=name"],
    '<a href="x&amp;y">', '<img alt="a&lt;b" src=q>', "<tspan x=1>", '<script type="application/ld+json">',
    '{"name":"x\\n","a":[1,{"@type":"E"', "<div itemscope itemtype=E>", "<span itemprop=name>", "<![CDATA[", "]]>",
    "\n", "\n\n", "\r\n", "\r", " ", "  ", "    ", "\t", "\n- ", "\n> ", "\n# ", "\n1. ", "\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    '[a]: u "t"\n', "\n[^1]: x", "[^1]", "\n: def", "<https://a.b>", "<foo", "---\n", "+++\n", "a: b\n", 'k = "v"\n',
    'title: "x\\u00e9\n  y"\n', "```\n", "\n===\n",
]  # fmt: skip
pages = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
fronts = st.sampled_from(["", "", "", "---\n", "---\na: b\n---\n", "+++\n", "+++\nk = 'v'\n+++\n", '{"a": "b"}\n'])


@READERS
@settings(max_examples=300, deadline=None)
@given(front=fronts, text=pages)
def test_positions_hold_in_any_mixture(read, front: str, text: str) -> None:
    check(read(front + text))


@READERS
@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=200))
def test_reading_never_raises(read, text: str) -> None:
    check(read(text))


@READERS
@settings(max_examples=250, deadline=None)
@given(front=fronts, text=pages)
def test_line_ends_do_not_matter(read, front: str, text: str) -> None:
    text = (front + text).replace("\r\n", "\n").replace("\r", "\n")

    def seen(page):
        return [(run.kind, run.key, run.text, run.where, run.language) for run in page.runs]

    assert seen(read(text)) == seen(read(text.replace("\n", "\r\n")))


@READERS
@settings(max_examples=150, deadline=None)
@given(text=pages)
def test_runs_are_in_document_order(read, text: str) -> None:
    page = read(text)
    body = [run for run in page.runs if run.kind not in ("attribute", "structured-data")]
    visible = [next((s.start for s in run.segments if s.text.strip(" \n\ufffc")), 0) for run in body]
    assert visible == sorted(visible)


DEEP = 20_000
HOSTILE = {
    "nested divs": "<div>" * DEEP,
    "nested inline": "<b>" * DEEP + "</i>" * DEEP,
    "stray ends in a cell": "<div><table><tr><td>" + "<b>" * DEEP + "</div>" * DEEP,
    "misnested": "<b><p>" * DEEP + "</b>" * DEEP,
    "nested tables": "<table><tr><td>" * DEEP,
    "nested lists": "<ul><li>" * DEEP,
    "attributes": "<p " + "a=b " * (10 * DEEP) + ">",
    "nested noscript": "<noscript>" * DEEP,
    "open tags of templates": "{{ " * DEEP + "{% " * DEEP,
    "open raw": "{% raw %}" * DEEP,
    "heading ids": "{#a} " * DEEP + "#}",
    "kramdown": "{::a" * DEEP,
    "properties": "<div itemscope itemprop=a><b itemprop=name>x" * DEEP,
    "json arrays": '<script type="application/ld+json">' + "[" * DEEP + "</script>",
    "json objects": '<script type="application/ld+json">' + '{"a":1,' * DEEP + "</script>",
    "brackets": "[a](" * DEEP,
    "titles": '[a](b "' + "](x " * DEEP + '")',
    "images": "![" * DEEP + "](x)" * DEEP,
    "quotations": "> " * 2000 + "x",
    "yaml flow": "---\na: " + "[" * DEEP + "\n---\n",
    "yaml lists": "---\n" + "- " * DEEP + "\n---\n",
    "yaml aliases": "---\n" + "a: &a [*a]\n" * 1000 + "---\n",
    "toml arrays": "+++\na = " + "[" * DEEP + "\n+++\n",
    "json front matter": '{"a":' * DEEP,
    "link around images": "<a href=x>" + "<img alt=x>" * DEEP,
}


@READERS
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_linear_time(read, name: str) -> None:
    text = HOSTILE[name]
    began = time.process_time()
    check(read(text))
    # generous for slow machines; anything quadratic takes minutes
    assert time.process_time() - began < 15
