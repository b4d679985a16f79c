"""Where text is looked at, and where not, in whole pages: `⟦…⟧` marks every name that is seen wrong."""

from __future__ import annotations

import re

import pytest

from ots_lint.lint.page import lint_source
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

_NAMES = Settings(select=("OTS101", "OTS102"))


def check(marked: str, filename: str) -> None:
    text = re.sub("[⟦⟧]", "", marked)
    found = lint_source(Source(text, filename), load_ruleset(), _NAMES).findings
    assert not found or load_ruleset().may_matter(text.encode(), _NAMES)
    shown = text
    for finding in reversed(found):
        start, end = finding.span
        shown = f"{shown[:start]}⟦{shown[start:end]}⟧{shown[end:]}"
    assert shown == marked


HTML = {
    "noscript-entity": "<noscript>Q&A by ⟦Open Tech School⟧</noscript>",
    "noscript-entity-resolved": "<noscript>R&amp;D by ⟦Open&nbsp;Tech School⟧ &lt; all</noscript>",
    "noscript-angle": "<noscript>3 < 4, says ⟦Open Tech School⟧</noscript>",
    "noscript-markup": "<noscript><p>By <b>⟦Open Tech School⟧</b> & friends</p></noscript>",
    "glued-alt": '<img {% if page.logo %}alt="⟦Open Tech School⟧"{% endif %} src="a.png">',
    "glued-title": '<a href="x" {{ attrs }}title="⟦Open Tech School⟧">y</a>',
    "glued-value": '<input type="submit" {{ extra }}value="Join ⟦Open Tech School⟧">',
    "glued-behind": '<img alt="⟦Open Tech School⟧"{{ more }}src="a.png">',
    "glued-both": "<img {% if x %}alt='⟦Open Tech School⟧'{% else %}alt='⟦Opentechschool⟧ too'{% endif %} src=a.png>",
    "glued-php": '<img <?php if ($x) { ?>alt="⟦Open Tech School⟧"<?php } ?> src="a.png">',
    "glued-erb": '<a href="x" <% if x %>title="⟦Open Tech School⟧"<% end %>>y</a>',
    "glued-unquoted": "<img alt={{ alt }} title=⟦Opentechschool⟧ src={{ src }}>",
    "glued-name": '<p {{ x }}title{{ y }}="⟦Open Tech School⟧">y</p>',
    "value-with-tag": '<img alt="{{ who }} and ⟦Open Tech School⟧" src="{{ a }}.png">',
    "marks-in-scripts": ('<script>var a = "{{";</script>\n<p>⟦Open Tech School⟧</p>\n<script>var b = "}}";</script>'),
    "marks-in-styles": "<style>a::after{content:'<%'}</style>\n<p>⟦Open Tech School⟧</p>\n<pre>%></pre>",
    "marks-in-comments": "<!-- {% -->\n<p>⟦Open Tech School⟧</p>\n<!-- %} -->",
    "marks-in-code": "<code>{{</code> <p>⟦Open Tech School⟧</p> <code>}}</code>",
    "script-with-tag": '<script>var a = "{{ "</script>" }}";</script><p>⟦Open Tech School⟧</p>',
    "kbd": '<kbd title="Open Tech School"><img alt="Open Tech School" title="Open Tech School" src="a"></kbd>',
    "places": (
        '<head><title>⟦Open Tech School⟧</title><meta name="author" content="⟦Open Tech School⟧">'
        '<meta name="application-name" content="⟦Open Tech School⟧"><meta name="keywords" content="⟦Open Tech School⟧">'
        '<meta property="og:title" content="⟦Open Tech School⟧"><meta name="twitter:title" content="⟦Open Tech School⟧">'
        '<meta name="generator" content="Open Tech School"></head>'
        '<select><optgroup label="⟦Open Tech School⟧"><option>⟦Open Tech School⟧</option></optgroup></select>'
        '<video><track label="⟦Open Tech School⟧"></video><textarea>⟦Open Tech School⟧</textarea>'
        '<input type="submit" value="⟦Open Tech School⟧"><input type="text" value="Open Tech School">'
        '<input type="button" value="⟦Open Tech School⟧"><input type="reset" value="⟦Open Tech School⟧">'
        '<input placeholder="⟦Open Tech School⟧"><p aria-label="⟦Open Tech School⟧" hidden>⟦Open Tech School⟧</p>'
        "<details><summary>⟦Open Tech School⟧</summary></details><button>⟦Open Tech School⟧</button>"
        "<del>Open Tech School</del><s>Open Tech School</s><template>Open Tech School</template>"
        '<p id="opentechschool" class="opentechschool" data-x="Open Tech School">x</p>'
        "Open<br>Tech<br>School <p>Open</p><p>Tech</p><p>School</p>"
    ).replace("Open<br>Tech<br>School", "⟦Open<br>Tech<br>School⟧"),
    "objects-in-the-name": 'Open <img src="a"> Tech School, Open<sup>1</sup> Tech School',
    "svg": (
        '<svg aria-label="⟦Open Tech School⟧"><title>⟦Opentechschool⟧</title><desc>⟦Opentechschool⟧</desc>'
        '<text><tspan x="1">Open</tspan><tspan x="9">Tech School</tspan></text></svg>'
    ),
    "structured": (
        '<script type="application/ld+json">{"@type": "Event", "name": "⟦Open Tech School⟧", "@id": "opentechschool",'
        '"alternateName": "⟦Opentechschool⟧", "headline": "⟦Opentechschool⟧", "identifier": "opentechschool",'
        '"url": "opentechschool", "description": "by ⟦Opentechschool⟧"}</script>'
    ),
    "dollars-are-no-maths": "<p>$$ ⟦Open Tech School⟧ $$</p>",
    "front": "---\ntitle: ⟦Open Tech School⟧\nlocation: {{ city }}\n---\n<p>⟦Open Tech School⟧</p>",
    "no-front": "---\n<p>⟦Open Tech School⟧</p>\n---\n",
}
MARKDOWN = {
    "marks-in-spans": "Write `{%` first.\n\n⟦Open Tech School⟧ runs it.\n\nThen close with `%}`.",
    "marks-in-long-spans": "Write `` {{ ` `` first, ⟦Open Tech School⟧, then `}}`.",
    "marks-in-fences": "```text\n<%\n```\n\n⟦Open Tech School⟧ runs it.\n\n```text\n%>\n```",
    "marks-in-tilde-fences": "~~~\n{%\n~~~\n\n⟦Open Tech School⟧\n\n~~~\n%}\n~~~",
    "marks-in-quoted-fences": "> ```\n> {%\n> ```\n\n⟦Open Tech School⟧\n\n> ```\n> %}\n> ```",
    "marks-in-listed-fences": "- ```\n  {%\n  ```\n\n⟦Open Tech School⟧\n\n- ```\n  %}\n  ```",
    "marks-in-indented-code": "Write\n\n    {{\n\nfirst. ⟦Open Tech School⟧ says: then\n\n    }}\n",
    "marks-in-comments": "<!-- {% -->\n\n⟦Open Tech School⟧\n\n<!-- %} -->",
    "marks-in-elements": "<code>{%</code> ⟦Open Tech School⟧ <kbd>%}</kbd>",
    "comment-in-fence": "```\n{% comment %}\n```\n⟦Open Tech School⟧\n\n```\n{% endcomment %}\n```",
    "raw-in-span": "`{% raw %}` then ⟦Open Tech School⟧ then `{% endraw %}`",
    "tag-with-backticks": "{{ '`' | append: x }} ⟦Open Tech School⟧ {{ '`' }}",
    "tag-in-fence": "```\n{{ Open Tech School }}\n```\n\n{% if x %}⟦Open Tech School⟧{% endif %}",
    "highlight-with-fence": "{% highlight md %}\n```\nOpen Tech School\n{% endhighlight %}\n\n⟦Open Tech School⟧\n",
    "kbd-image": 'Press <kbd>![x](/i.png "Opentechschool mug")</kbd> now.',
    "samp-image": '<samp>![Open Tech School](a.png "Open Tech School")</samp>',
    "code-link": '<code>[x](/u "Open Tech School")</code> and [x](/u "⟦Open Tech School⟧")',
    "kramdown-span": '<div markdown="1">\nRun `opentechschool` now, says ⟦Open Tech School⟧.\n</div>',
    "kramdown-fence": '<div class="box" markdown="1">\n~~~\nOpen Tech School\n\nmore\n~~~\n</div>\n\n⟦Open Tech School⟧',
    "kramdown-emphasis": '<div markdown="1">\nWe are ⟦Open *Tech* School⟧.\n</div>',
    "kramdown-block": "<section markdown='block'>\n\n* `opentechschool`\n* ⟦Open *Tech* School⟧\n\n</section>",
    "kramdown-line": '<div markdown="1">We are ⟦Open *Tech* School⟧, `opentechschool`.</div>',
    "kramdown-paragraph": '<p markdown="span">We are ⟦Open *Tech* School⟧,\n`opentechschool`.</p>\n\n⟦Open *Tech* School⟧',
    "kramdown-cell": (
        '<table><tr><td markdown="1">⟦Open *Tech* School⟧, `opentechschool`</td><td>Open *Tech* School</td></tr></table>'
    ),
    "kramdown-nested": (
        '<div markdown="1">\n<div>\nOpen *Tech* School `⟦opentechschool⟧`\n</div>\n\n⟦Open *Tech* School⟧\n</div>\n'
        "⟦Open *Tech* School⟧\n"
    ),
    "kramdown-in-list": '- one\n  <div markdown="1">\n  `opentechschool`, ⟦Open *Tech* School⟧\n  </div>',
    "kramdown-in-quotation": '> <div markdown="1">\n> `opentechschool`, ⟦Open *Tech* School⟧\n> </div>',
    "kramdown-twice": '<div class="a"><p markdown="1">`opentechschool`</p><p markdown="1">⟦Open *Tech* School⟧</p></div>',
    "kramdown-none": '<div markdown="0">\n`⟦opentechschool⟧` Open *Tech* School\n</div>',
    "kramdown-in-code": '```\n<div markdown="1">\n```\n⟦Open *Tech* School⟧ `opentechschool`',
    "kramdown-bare": "<div markdown>\n`opentechschool` and ⟦Open *Tech* School⟧\n</div>",
    "maths": "Let $$x = Open Tech School$$ be, says ⟦Open Tech School⟧.",
    "maths-block": "$$\nOpen Tech School\n$$\n\n⟦Open Tech School⟧",
    "maths-in-code": "`$$` then ⟦Open Tech School⟧ then `$$`",
    "maths-money": "It costs $$ here.\n\n⟦Open Tech School⟧ asks for $$ too.",
    "maths-escaped": "Write \\$$ then ⟦Open Tech School⟧ then \\$$ again.",
    "rule-first": "---\n\n⟦Open Tech School⟧ is here.\n\n---\n\n⟦Open Tech School⟧",
    "rule-and-heading": "---\n# ⟦Open Tech School⟧\n\nText of ⟦Open Tech School⟧\n\n---\n",
    "rule-and-list": "---\n- ⟦Open Tech School⟧\n---\n",
    "rule-and-sentence": "---\nWe met at eight: ⟦Open Tech School⟧ sang. Then we left.\n\nAll of us.\n---\n",
    "plus-first": "+++\nWe are ⟦Open Tech School⟧\n+++\n",
    "front-comment-first": "---\n# a comment\ntitle: ⟦Open Tech School⟧\n---\n",
    "front-of-words": "---\nevent title: ⟦Open Tech School⟧\n---\n",
    "struck": "~~Open Tech School~~ and ⟦Open Tech School⟧ and ~~old `x` **Open Tech School**~~.",
    "struck-once": "~Open Tech School~ and ⟦Open Tech School⟧",
    "struck-in-cell": "| a |\n|---|\n| ~~Open Tech School~~ |\n| ⟦Open Tech School⟧ |",
    "notes": "x[^opentechschool] [y][opentechschool]\n\n[^opentechschool]: ⟦Open Tech School⟧\n\n[opentechschool]: /u\n",
    "front-places": (
        "---\ntitle: ⟦Open Tech School⟧\nteaser: ⟦Opentechschool⟧\nlayout: opentechschool\npermalink: /opentechschool\n"
        "slug: open-tech-school\nid: opentechschool\nimage: opentechschool\naliases: [opentechschool]\ntags: [opentechschool]\n"
        "categories: opentechschool\nkeywords: opentechschool\nextra: {name: ⟦Opentechschool⟧, url: opentechschool}\n"
        "# Open Tech School\n---\nx\n"
    ),
    "front-template": (
        "---\ntitle: ⟦Open Tech School⟧ in {{ city }}\nlocation: {{ city }}\n{% if x %}\nteaser: {{ x }} ⟦Opentechschool⟧\n"
        "{% endif %}\nwhere: {{ 'Open Tech School' }}\nlist: [{{ a }}, ⟦Opentechschool⟧]\n---\nx\n"
    ),
    "front-toml-template": (
        '+++\ntitle = "⟦Open Tech School⟧ {{ replace .Name "-" " " }}"\ndate = {{ .Date }}\ndraft = true\n'
        "where = '⟦Opentechschool⟧'\n+++\nx\n"
    ),
    "front-json-template": '{\n"title": "⟦Open Tech School⟧",\n"date": {{ .Date }},\n"where": "{{ x }} ⟦Opentechschool⟧"\n}\n\nx\n',
    "front-tabs": "---\ntitle: ⟦Open Tech School⟧\t# x\n\t\t# a comment\n\t\nteaser: '⟦Opentechschool⟧'\n---\nx\n",
    "front-broken": "---\ntitle: The ⟦Open Tech School⟧: a day\nlocation: [\nteaser: ⟦Opentechschool⟧\n---\nx ⟦Opentechschool⟧\n",
    "front-broken-unclosed": '---\ntitle: "The ⟦Open Tech School⟧\nots: {relationship: unofficial}\n---\nx\n',
    "front-broken-sign": "---\ntitle: @all ⟦Open Tech School⟧\nteaser: `⟦Opentechschool⟧\nsummary: %⟦Opentechschool⟧\n---\nx\n",
    "front-broken-bracket": "---\ntitle: [ The ⟦Open Tech School⟧\n---\nx\n",
    "front-broken-folded": "---\ntitle: >\n  The\n  ⟦Open Tech School⟧\nteaser: |\n  ⟦Opentechschool⟧\nx: [\n---\nx\n",
    "front-broken-tab": "---\n\ttitle: The ⟦Open Tech School⟧\n---\nx\n",
    "front-broken-slug": "---\nslug: open-tech-school\nurl: [ opentechschool\ntitle: a: b\n---\nx\n",
    "front-broken-json-line": '{"a": oops, "title": "⟦Open Tech School⟧ \\"now\\"", "slug": "opentechschool"}\n\nx ⟦Opentechschool⟧\n',
    "front-broken-toml-unclosed": '+++\ntitle = "The ⟦Open Tech School⟧\n+++\nx\n',
    "front-broken-toml": '+++\ntitle = "⟦Open Tech School⟧"\nlocation = [\n+++\nx ⟦Opentechschool⟧\n',
    "front-broken-json": '{\n"title": "⟦Open Tech School⟧",\n"location": [\n}\n\nx ⟦Opentechschool⟧\n',
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", HTML)
def test_html(name: str, newline: str) -> None:
    check(HTML[name].replace("\n", newline), "page.html")


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown(name: str, newline: str) -> None:
    check(MARKDOWN[name].replace("\n", newline), "page.md")
