from __future__ import annotations

import pytest
from page_helpers import check, markdown, run_with, source_of, texts


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("# H\n\ntext\n", ["H", "text"]),
        ("Set\next\n===\n", ["Set\next"]),
        ("one\n  two\n", ["one\ntwo"]),
        ("one  \ntwo\\\nthree\n", ["one\ntwo\nthree"]),
        ("Open *Tech* **School**\n", ["Open Tech School"]),
        ("> one\n> two\nlazy\n", ["one\ntwo\nlazy"]),
        ("- a\n- b\n  c\n", ["a", "b\nc"]),
        ("* [x] task\n", ["task"]),
        ("a `code` b\n", ["a ¤ b"]),
        ("a ![alt](x.png) b\n", ["a ¤ b", "alt"]),
        ("a ~~gone~~ b\n", ["a ¤ b"]),
        ("a <b>bold</b><br>c <!-- x -->d\n", ["a bold\nc d"]),
        ("a <code>x *y*</code> <del>z</del>\n", ["a ¤ ¤"]),
        ("a&nbsp;b &amp; c\\*\n", ["a\xa0b & c*"]),
        ("    code\n\n```\nfenced\n```\n\ntext\n", ["text"]),
        ("a [link](http://x) b\n", ["a link b"]),
        ("a[^1]\n\n[^1]: foot\n    note\n", ["a¤", "foot\nnote"]),
        ("[ref] and [text][ref]\n\n[ref]: http://x\n", ["ref and text"]),
        ("<https://a.b> and <c@d.e>\n", ["https://a.b and c@d.e"]),
        ("| a | b |\n|---|---|\n| c \\| d | e |\n", ["a", "b", "c | d", "e"]),
        ("Term\n: def\n", ["Term", "def"]),
        ("# Head {#id .cls}\n", ["Head"]),
        ("## Head\n{: .x}\n\npara\n{: #y .z}\n\n* TOC\n{:toc}\n", ["Head", "para", "TOC"]),
        ("text [link](x){: .btn} more\n", ["text link more"]),
        ("{::comment}\nhidden\n{:/comment}\n\nshown\n", ["shown"]),
        ("> [!NOTE]\n> alert\n", ["alert"]),
        ("a\n\n* * *\n\nb\n", ["a", "b"]),
        ("a\rb\r\rc\r", ["a\nb", "c"]),
    ],
)
def test_blocks_and_inline(page: str, expected: list[str]) -> None:
    assert texts(markdown(page)) == expected
    check(markdown(page))


def test_segments_of_a_paragraph() -> None:
    page = markdown("> a\\* &amp; b\n>   c d\n")
    assert [(s.text, s.verbatim) for s in page.runs[0].segments] == [
        ("a", True), ("*", False), (" ", True), ("&", False), (" b", True), ("\n", False), ("c d", True),
    ]  # fmt: skip
    assert source_of(page, "b\nc") == "b\n>   c"
    assert source_of(page, "* & ") == "\\* &amp; "


def test_break_with_blanks_before_it() -> None:
    page = markdown("Open Tech \r\n  School\r\n")
    assert page.runs[0].text == "Open Tech\nSchool"
    assert source_of(page, "h\nS") == "h \r\n  S"


def test_positions_after_wide_characters() -> None:
    page = markdown("é 😀 *ü* — Open **Tech** School\n\n\u0800x \U0001f600\U0001f600é y\n")
    assert source_of(page, "Open Tech School") == "Open **Tech** School"
    assert source_of(page, "y") == "y"


def test_inline_html_over_lines() -> None:
    page = markdown('> a <b\n> title="x &amp;\n> y">bold</b>\n')
    assert texts(page) == ["a bold", "x &\ny"]
    assert source_of(page, "x &") == "x &amp;"
    check(page)


def test_html_blocks() -> None:
    page = markdown(
        '<div class="x" title="tip &amp; co">\n  <p>one &amp;\n two</p>\n\n**three**\n\n</div>\n\n'
        "<details>\n<summary>Sum</summary>\n\nfour `x`\n\n</details>\n\n<template>\n\ngone *here*\n\n</template>\n\nfive\n"
    )
    assert texts(page) == ["tip & co", "one &\ntwo", "three", "Sum", "four ¤", "five"]
    assert source_of(page, "& ") == "&amp; "
    assert source_of(page, "&\ntwo") == "&amp;\n two"


def test_html_in_quotations_and_lists() -> None:
    page = markdown("> <div>\r\n>   foo &amp;\r\n> bar</div>\r\n\r\n- <p>\r\n\tx\r\n  </p>\r\n")
    assert texts(page) == ["foo &\nbar", "x"]
    assert source_of(page, "foo &") == "foo &amp;"
    assert page.runs[0].where.quote
    assert page.runs[1].where.item is not None
    check(page)


def test_containers_span_blocks() -> None:
    page = markdown("<footer>\n\nfoot\n\n</footer>\n\nmain\n\n<blockquote>\n\nquoted\n\n</blockquote>\n\n<p>a\n\nb\n")
    assert [(r.text, r.where.region, r.where.quote) for r in page.runs] == [
        ("foot", "footer", False), ("main", "main", False), ("quoted", "main", True), ("a", "main", False), ("b", "main", False),
    ]  # fmt: skip


def test_script_over_blank_lines() -> None:
    page = markdown('<script type="application/ld+json">\n{"@type": "Event",\n\n"name": "Night"}\n</script>\n\nx\n')
    assert texts(page) == ["Night", "x"]
    assert page.data[1].path == ("name",)
    assert page.source.text[slice(*page.data[1].span)] == "Night"


def test_images() -> None:
    page = markdown('![Open *Tech* &amp; `x`](a.png "Ti\\"tle") [![in](b.png)](http://l)\n\n![ref]\n\n[ref]: c.png\n')
    assert texts(page, "alt") == ["Open Tech & ¤", "in", "ref"]  # code is not looked at
    assert page.images[0].alt == "Open Tech & x"
    assert source_of(page, "Open Tech & ") == "Open *Tech* &amp; "
    assert [(i.src, i.alt, i.title, i.link) for i in page.images] == [
        ("a.png", "Open Tech & x", 'Ti"tle', ""), ("b.png", "in", "", "http://l"), ("c.png", "ref", "", ""),
    ]  # fmt: skip
    assert page.source.text[slice(*page.images[1].span)] == "![in](b.png)"
    assert [page.runs[i.alt_run].text.replace("\ufffc", "¤") for i in page.images] == texts(page, "alt")


@pytest.mark.parametrize(
    ("link", "title", "source"),
    [
        ('[a](b "t")', "t", "t"),
        ("[a](b 't')", "t", "t"),
        ("[a](b (t))", "t", "t"),
        ('[a](<b c> "t \\"q\\" &amp; u")', 't "q" & u', 't \\"q\\" &amp; u'),
        ('[a [b](c)](d "e](f")', None, None),
        ('[a](b "x](y")', "x](y", "x](y"),
        ('![a](b "t")', "t", "t"),
        ('[a](b\n  "t\n  u")', "t\nu", "t\n  u"),
        ('[a]\n\n[a]: b "t \\* u"', "t * u", "t \\* u"),
        ("[x]: b 'unused'", "unused", "unused"),
        ("[x]:\n  <b>\n  (round)", "round", "round"),
        ("[a](b)", None, None),
    ],
)
def test_link_titles(link: str, title: str | None, source: str | None) -> None:
    page = markdown(link + "\n")
    if title is not None:
        assert texts(page, "attribute") == [title]
        (run,) = [r for r in page.runs if r.kind == "attribute"]
        assert run.key == "title"
        assert page.source.text[slice(*run.element)] == source


def test_links() -> None:
    page = markdown(
        "See [the *site* ](http://x?a&amp;b) and [ref], [Ref][], [txt][ref], <https://a.b>, <m@a.b> "
        "and [e]({{ site.url }}/x).\n\n[ref]: <http://foo bar>\n"
    )
    text = page.source.text
    found = [(x.href, text[slice(*x.span)], x.kind, page.runs[x.run].text[x.start : x.end]) for x in page.links]
    assert found == [
        ("http://x?a&b", "http://x?a&amp;b", "link", "the site"),
        ("http://foo bar", "[ref]", "link", "ref"),
        ("http://foo bar", "[Ref][]", "link", "Ref"),
        ("http://foo bar", "[txt][ref]", "link", "txt"),
        ("https://a.b", "https://a.b", "autolink", "https://a.b"),
        ("mailto:m@a.b", "m@a.b", "autolink", "m@a.b"),
        ("{{ site.url }}/x", "{{ site.url }}/x", "link", "e"),
    ]  # fmt: skip


def test_labels_are_no_text() -> None:
    page = markdown("x[^Open Tech]\n\n[Open Tech School]: http://x\n[^Open Tech]: note\n")
    assert not any("Open" in text for text in texts(page))


def test_structure() -> None:
    page = markdown(
        "# One\n\na\n\n- b\n- c\n\n  d\n  1. e\n\n| f | g |\n|---|---|\n| h | i |\n\n> j\n\n## Two\n\nk\n\nTerm\n: l\n"
    )
    where = {run.text: run.where for run in page.runs}
    assert where["b"].list == where["c"].list != where["e"].list
    assert where["c"].item == where["d"].item != where["b"].item
    assert where["f"].row == where["g"].row != where["h"].row == where["i"].row
    assert [where[t].column for t in "fghi"] == [0, 1, 0, 1]
    assert where["j"].quote
    assert where["Term"].item == where["l"].item
    assert page.runs[where["k"].heading or 0].text == "Two"
    assert page.runs[where["a"].heading or 0].text == "One"
    assert (where["One"].level, where["Two"].level) == (1, 2)


def test_comments_and_masked() -> None:
    page = markdown("<!-- ots-lint-disable X -->\n\na <!--b--> `c` {{ d }}\n\n    code\n\n<!-- open\n\nclose -->\n")
    assert [c.text for c in page.comments] == [" ots-lint-disable X ", "b", " open\n\nclose "]
    masked = [page.source.text[slice(*span)] for span in page.masked]
    assert sorted(text.strip() for text in masked) == ["`c`", "code", "{{ d }}"]


def test_body_starts_after_front_matter() -> None:
    page = markdown("---\ntitle: x\n---\ntext\n")
    assert page.body is not None
    assert page.source.text[slice(*page.body)] == "text\n"


def test_rule_in_the_page_is_no_front_matter() -> None:
    page = markdown("# a\n\n---\n\ntitle: x\n\n---\n")
    assert page.front_matter is None
    assert "title: x" in texts(page)[1]


def test_element_of_a_paragraph_ends_with_its_text() -> None:
    page = markdown("a *b*\nc\n\nd\n")
    assert page.source.text[slice(*run_with(page, "a b").element)] == "a *b*\nc"
