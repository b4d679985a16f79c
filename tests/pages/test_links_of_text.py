"""Links that hold nothing but text are written in one step, and come out as those that are opened and closed."""

from __future__ import annotations

import random

import pytest

from ots_lint.pages.base import Page, read_page
from ots_lint.pages.builder import Builder
from ots_lint.text.source import Source

PIECES = [
    "[a](http://x.y)", '[a b](x "t")', "[*a*](b)", "[a][r]", "[r]", "<http://x.y>", "<a@b.c>", "[![i](x)](y)", "[a\nb](c)",
    "[ a ](b)", "[](c)", "[`c`](d)", "[a&amp;b](c)", "[a\\*b](c)", "[ü–😀](ö)", "[a  b](c)", "<a href=x>a</a>",
    "<a href='x' class=c>a b</a>", "<a href=x> a </a>", "<a href=x></a>", "<a href=x>a<b>c</b></a>", "<a href=x>a &amp; b</a>",
    "<a href=x><a href=y>b</a>", "<a href=x title=t>a</a>", "<a href=x rel=r>a</a>", "<a href=x>a\n b</a>", "<a href=x/>a",
    "<a href=x>a", "</a>", "<li>", "<p>", "</p>", "<td>", "<head>", "<svg>", "</svg>", "<noscript>", "</noscript>", "<del>",
    "</del>", "<button>", "</button>", "<img src=x alt='a b'>", "{{ x }}", " ", "\n", "\n\n", "text", "* ", "> ", "# ", "~~",
    "| a | b |\n|---|---|\n| c | d |\n", "&amp;", "\t", "\r\n", "\n[r]: http://r.s 'title'\n", "<span itemprop=url>", "</span>",
]  # fmt: skip


def all_of(page: Page) -> tuple[object, ...]:
    """Everything that a page holds."""
    runs = [(r.kind, r.text, r.key, r.element, r.language, r.where, list(r.segments)) for r in page.runs]
    return runs, page.links, page.images, page.comments, page.masked, page.body, page.data


def step_by_step(builder: Builder, tag, href, span, kind, text, closing) -> None:  # type: ignore[no-untyped-def]
    builder.begin_link(builder.open("a", *tag), href, span, kind)
    builder.text(*text)
    builder.close_tag("a", *closing)


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_both_ways_give_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(name)
    texts = ["".join(chance.choices(PIECES, k=chance.randint(1, 12))) for _ in range(4_000)]
    quick = [all_of(read_page(Source(text, name))) for text in texts]
    monkeypatch.setattr(Builder, "link", step_by_step)
    for text, found in zip(texts, quick, strict=True):
        assert found == all_of(read_page(Source(text, name))), text
    assert sum(len(found[1]) for found in quick) > 1_000
