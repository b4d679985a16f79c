"""Edits that are not proved: whatever is called plain, reading the page again would have found harmless as well."""

from __future__ import annotations

from itertools import product

import pytest

from ots_lint.finding import Edit, Finding, Fix, Relationship
from ots_lint.lint.plain_edits import all_plain
from ots_lint.lint.settle import _Trial
from ots_lint.pages.base import read_page
from ots_lint.text.run import Span
from ots_lint.text.source import Source

NAME, RIGHT = "Open Tech School", "OpenTechSchool"
PLAIN = {
    "page.md": [
        f"An evening with {NAME}.\n",
        f"# Welcome to {NAME}\n\nText.\n",
        f"- one\n- {NAME}, two\n",
        f"Have a look at [{NAME}](https://www.example.org/) today.\n",
        f"It is kept at <https://example.org/a> by {NAME} and us.\n",
        f"---\ntitle: a\n---\n\nAn evening with {NAME}\n",
    ],
    "page.html": [
        f"<p>An evening with {NAME}.</p>",
        f"<ul><li>{NAME}</li></ul>",
        f'<pre>print()</pre>\n<p>Look at <a href="/x">{NAME}</a>.</p>',
        f'<p><a href="/x">one</a> and <a href="/y">two</a></p><p>With {NAME} now</p>',
    ],
}
#: What stands around the name here might be damaged, or only a reading tells that it is not.
DOUBTFUL = {
    "page.md": [
        f"See [{NAME}].\n\n[{NAME}]: /u\n",
        f"An evening with **{NAME}**.\n",
        f"`{NAME}`\n\nwww.{NAME}.org\n",
        f"---\ntitle: {NAME}\n---\n\nText.\n",
        f"<code>\n\nWith {NAME} now.\n",
        f"{{{{ a }}}} With {NAME} now.\n",
        f"Term {NAME}\nmore\n: what it is\n",
        "An evening with Open\nTech School.\n",
        f"<{NAME}:x>\n",
    ],
    "page.html": [
        f'<p title="{NAME}">x</p>',
        f"<p><b>{NAME}</b></p>",
        f"<p><code><p>With {NAME} now",
        f'<a href="/x"><p>With {NAME} now</p>',
        f"</a><p>With {NAME} now</p>",
        f'<a href="/x"><a href="/y"><p>With {NAME} now</p>',
        f'<div itemscope><p itemprop="name">{NAME}</p></div>',
        f"<p>&amp{NAME}</p>",
    ],
    "page.rst": [f"An evening with {NAME}.\n"],
}


def edit_of(text: str, new: str = RIGHT) -> Edit:
    start, end = text.find("Open"), text.find("School") + len("School")
    return Edit(Span(start, end), new)


def is_plain(name: str, text: str) -> bool:
    return all_plain(read_page(Source(text, name)), [edit_of(text)])


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in PLAIN.items() for text in texts])
def test_words_in_a_plain_text_need_no_proof(name: str, text: str) -> None:
    assert is_plain(name, text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in DOUBTFUL.items() for text in texts])
def test_others_do(name: str, text: str) -> None:
    assert not is_plain(name, text)


BEFORE = ["", "a ", "a (", "a\n", "# ", "> ", "- ", "1. ", "| a | ", "*a* ", "*", "[", "<b>", "</b> ", "<p>", "<td>a ", "<!-- ",
          "&amp ", "<code>a</code> ", "<a href='/x'>", "<div title='", "www. ", "![a ", "~~a ", "    ", "a\n: ", "<x ", "<https://a.b> "]  # fmt: skip
BEHIND = ["", " b", ".", ", b", ") b", "\n", "\n---", " |\n|---|---|\n| a | b |", "*", "](/u)", "]: /u", "</b>", "</p>", "</a>", " -->",
          ";", ":", ":x>", "' x", "](/u) [b]", "~~", "\n: b", " = b", "`"]  # fmt: skip
ABOVE = ["", "<a>", "text\n\n", "<pre>\n\n", "<p><i>", "[x]: /y\n\n", "<ul><li>", "---\na: b\n---\n\n", "{% raw %}\n"]


@pytest.mark.parametrize("name", ["page.md", "page.html"])
def test_what_is_called_plain_does_no_harm(name: str) -> None:
    plain = 0
    for above, before, behind in [*product(ABOVE, BEFORE, BEHIND)][::5]:  # which are all pairs of them
        text = above + before + NAME + behind
        page, edit = read_page(Source(text, name)), edit_of(text)
        if all_plain(page, [edit]):
            plain += 1
            fix = Fix("safe", "", (edit,))
            finding = Finding("X", "x", "error", "", edit.span, fix, Relationship())
            assert _Trial(page, [finding], [0]).fixes() == {0: fix}, text
    assert plain > 20
