from __future__ import annotations

import pytest
from page_helpers import check, html, run_with, source_of, texts

from ots_lint import lint_text
from ots_lint.pages.base import read_page
from ots_lint.text.source import Source


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<P>one<P>two", ["one", "two"]),
        ("<ul><li>one<ul><li>sub</ul>more<li>two</ul>", ["one", "sub", "more", "two"]),
        ("<table><caption>c</caption><tr><th>a<th>b<tr><td>1<td><p>2</table>after", ["c", "a", "b", "1", "2", "after"]),
        ("<dl><dt>t<dd>d<dt>u</dl>", ["t", "d", "u"]),
        ("<figure><img src=a><figcaption>cap</figcaption></figure>", ["cap"]),
        ("<details><summary>sum</summary>body</details>", ["sum", "body"]),
        ("<form><fieldset><legend>leg</legend><label>lab <input></label></fieldset></form>", ["leg", "lab ¤"]),
        ("<select><optgroup><option>a<option>b</select>", ["a", "b"]),
        ("<textarea>a &amp;\n b</textarea>", ["a &\nb"]),
        ("<noscript><p>no &amp; <b>script</b></p></noscript>", ["no & script"]),
        ("<p>a <button>go</button> b</p>", ["a ¤ b", "go"]),
        ("<p>Open<b>Tech</b><i>School</i></p>", ["OpenTechSchool"]),
        ("<p>Open <b> Tech </b> School</p>", ["Open Tech School"]),
        ("<p>  Open\n\t Tech  School \n</p>", ["Open\nTech School"]),
        ("<p>Open<br>Tech<br/>School</p>", ["Open\nTech\nSchool"]),
        ("<p>Open<br>\n  Tech</p>", ["Open\nTech"]),
        ("<p>Open<wbr>Tech<!-- x -->School</p>", ["OpenTechSchool"]),
        ("<p>Open&shy;Tech\u200bSchool</p>", ["Open\xadTech\u200bSchool"]),
        ("<p>Open&nbsp;Tech&#32;School</p>", ["Open\xa0Tech School"]),
        ("<p>Open<img src=a>Tech</p>", ["Open¤Tech"]),
        ("<p>Open<sup>1</sup>Tech</p>", ["Open¤1¤Tech"]),
        ("<p>a <code>b</code> <kbd>c</kbd> <samp>d</samp> <q>e</q></p>", ["a ¤ ¤ ¤ e"]),
        ("<p>a <del>b</del> <s>c</s> <strike>d</strike> <ins>e</ins></p>", ["a ¤ ¤ ¤ e"]),
        ("<del><p>gone</p></del><p>here</p>", ["here"]),
        ("<p>a</p><pre>b <b>c</b></pre><p>d</p>", ["a", "d"]),
        ("<script>a</script><style>b</style><template><p>c</p></template><math><mi>x</mi></math>d", ["¤d"]),
        ("<p hidden>hid</p><div style='display:none'>den</div>", ["hid", "den"]),
        ("<b><p>one</b> two</p>three", ["one two", "three"]),
        ("<div>a</table>b</div>", ["ab"]),
        ("<td>a</td>", ["a"]),
        ("<p>text <unfinished", ["text"]),
        ("a </nothing> b", ["a b"]),
        ("<body>bare <p>para</p> tail</body>", ["bare", "para", "tail"]),
        ("<iframe>x</iframe><p>1 < 2 & 3</p>", ["1 < 2 & 3"]),
        ("<p>cond<!--[if IE]> ie <![endif]--></p>", ["cond"]),
        ("<head><title>T</title></head>", ["T"]),
        ("<p>a\xa0 b</p>", ["a\xa0 b"]),
    ],
)  # fmt: skip
def test_blocks_and_inline(page: str, expected: list[str]) -> None:
    assert texts(html(page)) == expected
    check(html(page))


def test_svg_texts_stand_alone() -> None:
    page = html(
        "<p>See <svg><title>logo &amp; co</title><text>Open <tspan>Tech</tspan><tspan x=1>School</tspan></text>"
        "<text>two</text><style>x</style><g/></svg> here</p>"
    )
    assert texts(page) == ["See ¤ here", "logo & co", "Open Tech", "School", "two"]
    assert [run.kind for run in page.runs] == ["prose"] * 5


def test_cdata_is_text_in_svg_alone() -> None:
    assert texts(html("<svg><text>a<![CDATA[b < c]]></text></svg><p>d<![CDATA[e]]></p>")) == ["ab < c", "d"]


def test_entities_and_breaks_are_one_segment_each() -> None:
    page = html("<p>A &amp;\r\n   B&nbsp;&#x43;</p>")
    assert [(s.text, s.verbatim) for s in page.runs[0].segments] == [
        ("A ", True), ("&", False), ("\n", False), ("B", True), ("\xa0", False), ("C", False),
    ]  # fmt: skip
    assert source_of(page, "& \nB"[:1] + "\nB") == "&amp;\r\n   B"


def test_kinds_headings_and_title() -> None:
    page = html("<title>T &lt;</title><h2>H <em>x</em></h2><p>p</p>")
    assert [(r.kind, r.text, r.where.level, r.where.region) for r in page.runs] == [
        ("title", "T <", 0, "head"), ("heading", "H x", 2, "main"), ("prose", "p", 0, "main"),
    ]  # fmt: skip


def test_attributes_are_runs_with_exact_spans() -> None:
    page = html(
        """<img src=l.png ALT='Logo &amp; "x"' title=T><a href=u aria-label="lab&nbsp;x" data-x="no" class="no">t</a>
        <input placeholder="ph" name=no value=no><input type=SUBMIT value="Send &gt;"><input type=reset value=R>
        <optgroup label=og><option label="ol">o</option></optgroup><track label=tr><div label=no aria-description=desc>"""
    )
    found = [(r.kind, r.key, r.text, page.source.text[slice(*r.element)]) for r in page.runs if r.kind != "prose"]
    assert found == [
        ("alt", "alt", 'Logo & "x"', 'Logo &amp; "x"'),
        ("attribute", "title", "T", "T"),
        ("attribute", "aria-label", "lab\xa0x", "lab&nbsp;x"),
        ("attribute", "placeholder", "ph", "ph"),
        ("attribute", "value", "Send >", "Send &gt;"),
        ("attribute", "value", "R", "R"),
        ("attribute", "label", "og", "og"),
        ("attribute", "label", "ol", "ol"),
        ("attribute", "label", "tr", "tr"),
        ("attribute", "aria-description", "desc", "desc"),
    ]
    assert source_of(page, "& ") == "&amp; "


def test_attribute_entities_follow_the_standard() -> None:
    page = html('<p title="a&ampb &amp=c &copy; &copy &notit; &#65x &#x110000;">x</p>')
    assert page.runs[0].text == "a&ampb &amp=c © © &notit; Ax �"


def test_repeated_attribute_counts_once() -> None:
    assert texts(html('<img alt="one" alt="two">')) == ["one"]


def test_metas() -> None:
    page = html(
        '<meta name=Description content="Text &quot;x&quot;"><meta property="og:title" content=T>'
        '<meta property="og:url" content="http://x"><meta name="ots:relationship" content="unofficial">'
        '<meta name="keywords" content="k"><meta name=viewport content=w><meta charset=utf-8>'
    )
    assert [(m.name, m.content, page.source.text[slice(*m.value_span)], m.run) for m in page.metas] == [
        ("description", 'Text "x"', "Text &quot;x&quot;", 0),
        ("og:title", "T", "T", 1),
        ("og:url", "http://x", "http://x", -1),
        ("ots:relationship", "unofficial", "unofficial", -1),
        ("keywords", "k", "k", 2),
        ("viewport", "w", "w", -1),
    ]
    assert {run.where.region for run in page.runs} == {"head"}


@pytest.mark.parametrize(
    ("page", "text", "region"),
    [
        ("<header><p>x</header>", "x", "header"),
        ("<footer><div>x</div></footer>", "x", "footer"),
        ("<nav><ul><li>x</ul></nav>", "x", "nav"),
        ("<aside>x</aside>", "x", "aside"),
        ("<main><p>x</main>", "x", "main"),
        ("<nav>y</nav><p>x", "x", "main"),
        ("<div role=contentinfo>x</div>", "x", "footer"),
        ("<div class='wide site-footer'>x</div>", "x", "footer"),
        ("<head><title>x</title>", "x", "head"),
    ],
)
def test_regions(page: str, text: str, region: str) -> None:
    assert run_with(html(page), text).where.region == region


def test_headings_above() -> None:
    page = html(
        "<p>before<h1>One</h1><p>a<h2>Two</h2><p>b<section><h2>Three</h2><p>c</section><p>d<h2>Four</h2><p>e"
        "<footer><p>f</footer><p>g"
    )

    def above(text: str) -> str | None:
        (heading,) = (run.where.heading for run in page.runs if run.text == text)
        return None if heading is None else page.runs[heading].text

    assert [above(t) for t in ("before", "One", "a", "Two", "b", "Three", "c", "d", "Four", "e", "f", "g")] == [
        None, None, "One", "One", "Two", "One", "Three", "Two", "One", "Four", None, "Four",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("block", "above"),
    [
        ("<div><h2>Sponsors</h2><ul><li>Bell</ul></div>", "Day"),
        ("<div><div><h2>Sponsors</h2></div><ul><li>Bell</ul></div>", "Day"),
        ("<div><h2>Sponsors</h2></div>", "Sponsors"),
        ("<div><h2>Sponsors</h2></div><ul><li>Bell</ul>", "Sponsors"),
        ("<div><h2>Sponsors</h2><p>Who makes it possible:</div>", "Sponsors"),
        ("<div><h2>Sponsors</h2><h3>Gold</h3><ul><li>Bell</ul></div>", "Sponsors"),
        ("<div><h2>Sponsors</h2><ul><li>Bell</ul>", "Sponsors"),
    ],
)
def test_a_div_that_holds_a_heading_and_its_list_is_the_whole_of_a_part(block: str, above: str) -> None:
    for inner in ("Silver", "<b>Silver</b>"):  # elements that hold nothing but text are read in a way of their own
        page = html(f"<h1>Day</h1>{block}<div><h3>{inner}</h3><p>Acme</div>")
        heading = run_with(page, "Silver").where.heading
        assert heading is not None
        assert page.runs[heading].text == above


def test_lists_tables_and_quotes() -> None:
    page = html(
        "<ul><li>a<p>b<ul><li>c</ul>d<li>e</ul><table><tr><th>f<th>g<tr><td>h<td>i</table>"
        "<dl><dt>j<dd>k<dd>l<dt>m</dl><blockquote><p>n</blockquote>o"
    )
    where = {run.text: run.where for run in page.runs}
    assert where["a"].item == where["b"].item == where["d"].item != where["e"].item
    assert where["a"].list == where["e"].list != where["c"].list
    assert where["c"].item not in (where["a"].item, where["e"].item)
    assert where["f"].table == where["i"].table
    assert where["f"].row == where["g"].row != where["h"].row == where["i"].row
    assert [where[t].column for t in "fghi"] == [0, 1, 0, 1]
    assert where["j"].item == where["k"].item == where["l"].item != where["m"].item
    assert (where["n"].quote, where["o"].quote) == (True, False)
    assert where["o"].list is where["o"].table is None
    assert len({w.block for w in where.values()}) == len(where)


def test_alt_shares_the_block_of_its_paragraph() -> None:
    page = html("<p>text <img alt=x> more<p>next")
    assert page.runs[0].where.block == page.runs[1].where.block != page.runs[2].where.block


def test_language() -> None:
    page = html("<html lang='de-AT'><p>a <p lang=EN>b <span lang=fr>c</span><p lang=de>d")
    assert page.language == "de"
    assert [run.language for run in page.runs] == ["", "en", ""]


def test_links() -> None:
    page = html(
        '<p>See <a href="/x?a=1&amp;b">the <b>site</b> </a> now <a href=y><img src=i alt=I></a>'
        "<form action=/send><button formaction=/other>ok</button></form><iframe src=f></iframe><link href=s.css>"
        "<a name=n>anchor</a> <a href=w><div>block</div></a>"
    )
    assert [
        (link.href, page.source.text[slice(*link.span)], link.kind, page.runs[link.run].text[link.start : link.end])
        if link.run >= 0
        else (link.href, link.kind)
        for link in page.links
    ] == [
        ("/x?a=1&b", "/x?a=1&amp;b", "link", "the site"),
        ("y", "link"),
        ("/send", "form"),
        ("/other", "form"),
        ("f", "embed"),
        ("s.css", "resource"),
        ("w", "w", "link", "block"),
    ]  # fmt: skip
    (image,) = page.images
    assert (image.src, image.alt, image.link, page.runs[image.alt_run].text) == ("i", "I", "y", "I")
    assert page.source.text[slice(*image.span)] == "<img src=i alt=I>"


def test_links_in_code_count_and_in_templates_do_not() -> None:
    page = html("<code><a href=a title=no>x</a></code><template><a href=b>y</a></template><s><a href=c>z</a></s>")
    assert [(link.href, link.run) for link in page.links] == [("a", -1)]
    assert page.runs == []


def test_comments() -> None:
    page = html("<!-- one --><p>x<!--two--></p><!--[if lt IE 9]><p>y</p><![endif]-->")
    assert [(c.text, page.source.text[slice(*c.span)]) for c in page.comments] == [
        (" one ", "<!-- one -->"),
        ("two", "<!--two-->"),
        ("[if lt IE 9]><p>y</p><![endif]", "<!--[if lt IE 9]><p>y</p><![endif]-->"),
    ]


@pytest.mark.parametrize(
    ("page", "inner"),
    [
        ("<html><body class=x><p>a</p></body></html>", "<p>a</p>"),
        ("<body><main>\nm</main>f</body>", "\nm"),
        ("<p>a</p>", "<p>a</p>"),
        ("---\na: b\n---\n<p>a", "<p>a"),
        ("<body>open", "open"),
    ],
)
def test_body(page: str, inner: str) -> None:
    found = html(page)
    assert found.body is not None
    assert found.source.text[slice(*found.body)] == inner


def test_masked_ranges() -> None:
    page = html("<p>a <code>b</code> {{ c }}</p><script>d</script><pre>e</pre>")
    found = sorted(page.source.text[slice(*span)] for span in page.masked)
    assert found == ["<code>b</code>", "<pre>e</pre>", "<script>d</script>", "{{ c }}"]


def test_front_matter_above_html() -> None:
    page = html("---\r\nlayout: default\r\ntitle: Open Tech\r\nlang: de\r\n---\r\n<p>x</p>")
    assert texts(page) == ["Open Tech", "x"]
    assert (page.language, page.front_matter_format) == ("de", "yaml")
    assert page.front_matter == (0, page.source.text.index("<p>"))


def test_element_spans() -> None:
    page = html("<div><p class=x>a <b>b</b></p>c</div>")
    assert page.source.text[slice(*run_with(page, "a b").element)] == "<p class=x>a <b>b</b></p>"


def test_element_of_a_button_in_a_line() -> None:
    page = html("<p>a <button title=t>go</button> b</p>")
    assert page.source.text[slice(*run_with(page, "go").element)] == "<button title=t>go</button>"
    assert page.source.text[slice(*run_with(page, "a ").element)].startswith("<p>")


def test_xhtml_prologue_and_upper_case() -> None:
    page = html(
        '<?xml version="1.0"?>\n<!DOCTYPE HTML>\n<HTML LANG="DE"><BODY><H1 TITLE="T">H</H1><UL><LI>a<LI>b</UL></BODY></HTML>'
    )
    assert texts(page) == ["T", "H", "a", "b"]
    assert page.language == "de"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>We like </> code and Open Tech School.</p>\n", "We like code and Open Tech School."),
        ("<a href=x>to </> Open Tech School</a>", "to Open Tech School"),
        ("<p>0</>\r\n", "0"),
        ("<b>a</></>b</b>", "ab"),
        ("<title>a</>b</title>", "a</>b"),
    ],
)
def test_an_end_tag_without_a_name_is_no_text(text: str, said: str) -> None:
    page = html(text)
    assert [run.text for run in page.runs] == [said]
    check(page)


def test_neither_is_one_in_a_block_of_html_of_markdown() -> None:
    page = read_page(Source("<div>\nWe like </> Open Tech School.\n</div>\n", "page.md"))
    assert [run.text for run in page.runs] == ["We like Open Tech School."]
    check(page)


@pytest.mark.parametrize(
    "name", ["_includes/head.html", "src/components/Hero.astro", "site/layouts/partials/a.html", "_Layouts/b.liquid"]
)
def test_a_piece_of_other_pages_lacks_nothing(name: str) -> None:
    text = "<p>An evening with coaches of OpenTechSchool.</p>"
    assert [found.finding.code for found in lint_text(text, name, relationship="unofficial")] == []
    assert [found.finding.code for found in lint_text("<p>Hi</p>", name, relationship="partner")] == []
    whole = "includes" + name[-6:]  # a page with such a name is one
    assert [found.finding.code for found in lint_text(text, whole, relationship="unofficial")] == ["OTS302"]
