from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_helpers import html, markdown, run_with, texts

from ots_lint.text.mask import mask


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("a {{ b }} c", ["{{ b }}"]),
        ("{% if a %}b{% endif %}", ["{% if a %}", "{% endif %}"]),
        ("{%- assign x = 'y' -%}", ["{%- assign x = 'y' -%}"]),
        ('{{< figure src="x" >}}', ['{{< figure src="x" >}}']),
        ("{{% note %}}text{{% /note %}}", ["{{% note %}}", "{{% /note %}}"]),
        ("{{/* a }} b */}}c", ["{{/* a }} b */}}"]),
        ('{{< ref "a" >}} {{- /* b */ -}} c {{/* d */}}', ['{{< ref "a" >}}', "{{- /* b */ -}}", "{{/* d */}}"]),
        ("{# jinja\n\n comment #}x", ["{# jinja\n\n comment #}"]),
        ("{{{ raw }}}x", ["{{{ raw }}}"]),
        ("{% comment %} Open {% endcomment %}x", ["{% comment %} Open {% endcomment %}"]),
        ("{% highlight py %}\na\n\nb\n{% endhighlight %}x", ["{% highlight py %}\na\n\nb\n{% endhighlight %}"]),
        ("{%- raw -%}{{ a }}{%- endraw -%}x", ["{%- raw -%}{{ a }}{%- endraw -%}"]),
        ("{{< highlight go >}}x{{< /highlight >}}y", ["{{< highlight go >}}x{{< /highlight >}}"]),
        ("<?php echo 'a > b' ?>x", ["<?php echo 'a > b' ?>"]),
        ("<%= a > b %>x", ["<%= a > b %>"]),
        ("{% raw %} never closed", ["{% raw %}"]),
        ("{{ never closed", []),
        ("{{ a\n\nb }}", []),
        ("{{ open {{ closed }}", ["{{ closed }}"]),
        ("## Head {#id}\n\n#}", []),
        ("{ % a % }", []),
        ("{: .x}", []),
        ("{%include a.html%}", ["{%include a.html%}"]),
    ],
)
def test_what_is_covered(text: str, covered: list[str]) -> None:
    masked, masks = mask(text)
    assert [text[m.start : m.end] for m in masks.masks] == covered
    assert len(masked) == len(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "{{",
                "}}",
                "{%",
                "%}",
                "{#",
                "#}",
                "{:",
                "}",
                "é",
                "😀",
                "\n",
                "\r\n",
                " ",
                "x",
                "raw",
                "endraw",
                "<",
                ">",
            ]
        ),
        max_size=30,
    ).map("".join),
    st.booleans(),
)
def test_filler_fits(text: str, is_markdown: bool) -> None:
    masked, masks = mask(text, markdown=is_markdown)
    assert len(masked) == len(text)
    assert len(masked.encode()) == len(text.encode())
    last = 0
    for found in masks.masks:
        assert last <= found.start < found.end <= len(text)
        last = found.end


def test_kramdown_is_covered_in_markdown_alone() -> None:
    assert not mask("{: .x}")[1]
    (found,) = mask("a {: .x} b", markdown=True)[1].masks
    assert found.silent


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("{% include header.html %}\n# Title\n\n{% if x %}\n- item\n{% endif %}\n", ["Title", "item"]),
        ("Hello {{ name }}!\n", ["Hello ¤!"]),
        ("{% if x %}\nSetext\n---\n", ["Setext"]),
        ("{% for s in x %}\n| a | b |\n|---|---|\n| c | {{ d }} |\n{% endfor %}\n", ["a", "b", "c"]),
        ("<ul>\n    {% for x in y %}\n    <li>Item {{ x }}</li>\n    {% endfor %}\n</ul>\n", ["Item ¤"]),
        ("text\n{% comment %}\nhidden\n\nmore hidden\n{% endcomment %}\nafter\n", ["text", "after"]),
        ("{% highlight html %}\n<p>code</p>\n{% endhighlight %}\n\nafter\n", ["after"]),
        ("[a]({{ u }}/x) [b]({% link c.md %})\n", ["a b"]),
        ("**{{ x }}** and _{{ y }}_ z\n", ["¤ and ¤ z"]),
        ('{{< figure\n  src="x"\n  title="Open Tech" >}}\n\nafter\n', ["after"]),
        ("a\n{: .lead}\nb\n", ["a", "b"]),
    ],
)
def test_markdown_with_templates(page: str, expected: list[str]) -> None:
    assert texts(markdown(page)) == expected
    assert texts(markdown(page.replace("\n", "\r\n"))) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<a href="{{ "a" | b }}" title="x {{ y }} z">t</a>', ["x ¤ z", "t"]),
        ('<ul><li{% if a %} class="b"{% endif %}>one<li{% if a %} class="b"{% endif %}>two</ul>', ["one", "two"]),
        ("<p {{ attrs }}>x</p>", ["x"]),
        ("{% extends 'x' %}<title>{{ site }} – Night</title>", ["¤ – Night"]),
        ("<p>{# jinja <b> #}text</p>", ["¤text"]),
        ("<p>a{% comment %}</p>{% endcomment %}b</p>", ["a¤b"]),
    ],
)
def test_html_with_templates(page: str, expected: list[str]) -> None:
    assert texts(html(page)) == expected


def test_filler_is_no_comment_of_the_page() -> None:
    page = markdown("{% if x %}\ntext\n{% endif %}\n\n<!-- real -->\n")
    assert [comment.text for comment in page.comments] == [" real "]


def test_addresses_keep_their_template() -> None:
    page = html('<a href="{{ site.url }}/&amp;">x</a><img src="{{ y }}">')
    assert page.links[0].href == "{{ site.url }}/&"
    assert page.images[0].src == "{{ y }}"


def test_object_covers_the_tag() -> None:
    page = html("<p>a {{ b }} c</p>")
    run = run_with(page, "a ")
    start, end = run.span(2, 3)
    assert page.source.text[start:end] == "{{ b }}"
