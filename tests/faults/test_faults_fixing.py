"""Fixing any page: the same structure, the same bytes around the edits, never more findings, and soon at an end."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pyromark
import pytest
import turbohtml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ots_lint.lint.fix import apply_fixes, fix_page, wanted
from ots_lint.lint.page import lint_bytes, lint_source
from ots_lint.lint.result import Linted
from ots_lint.pages.front_matter.block import cut
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

WRONG = ["Open Tech School", "opentechschool", "Opentechschool", "Open-Tech-School", "OPENTECHSCHOOL", "OpenTechScool"]
FINE = [
    "OpenTechSchool",
    "OTS",
    "nobody",
    "the coaches",
    "é",
    "😀",
    "&amp;",
    "a@opentechschool.org",
    "`open tech school`",
]
MARKDOWN = [
    "Join {} today.", "# {}", "- {}\n- {}", "1. {}", "> {} says", "**{}** and *{}*", "[{}](https://example.org/open-tech-school)",
    "[{}][]\n\n[Open Tech School]: /x", "![{}](opentechschool.png \"{}\")", "| a | b |\n|---|---|\n| {} | x |", "<p title=\"{}\">{}</p>",
    "    {} as code", "```\n{}\n```", "{}\nand {}", "<!-- {} -->", "\\*{}\\*", "~~{}~~ {}", "[^1] {}\n\n[^1]: {}",
    "{}{{: .x }}", "{{% include {} %}} {}", "<https://opentechschool.org> {}", "Setext {}\n===", "a  \n{}", "* * *\n{}",
]  # fmt: skip
HTML = [
    "<p>Join {} today.</p>", "<h1>{}</h1>", "<ul><li>{}<li>{}</ul>", "<p title='{}'>{}", "<img alt=\"{}\" src=opentechschool.png>",
    "<a href=/open-tech-school>{}</a>", "<table><tr><td>{}<td>x</table>", "<!-- {} -->", "<script>var a = '{}'</script>",
    "<style>.{}{{}}</style>", "<code>{}</code> {}", "<b>{}</b>&nbsp;<i>{}</i>", "<textarea>{}</textarea>", "<svg><text>{}</text></svg>",
    '<script type="application/ld+json">{{"@type":"Event","name":"{}"}}</script>', "<details><summary>{}</summary>{}</details>",
    "<template>{}</template>", "<p>{}<br>{}", "<input type=submit value='{}'>", "<noscript>{}</noscript>",
]  # fmt: skip
#: Names with markup or line breaks in them, whose fix may take markup away that is inside the name alone.
SPLIT = {
    "markdown": [
        "Open *Tech* School",
        "**Open** Tech School",
        "Open\nTech School",
        "[Open Tech](x) School",
        "Open&nbsp;Tech&shy;School",
    ],
    "html": [
        "Open <b>Tech</b> School",
        "<b>Open</b> Tech School",
        "Open\n Tech School",
        "Open&nbsp;Tech <i>School</i>",
        "Open<br>Tech School",
    ],
}
CLAIMS = [
    "Supported by OpenTechSchool.", "The evening is hosted by Open Tech School.", "This is not an official OpenTechSchool event.",
    "We use the materials of OpenTechSchool.", "Thanks to Open Tech School for the coaches.", "Unterstützt von Open Tech School.",
]  # fmt: skip
DIRECTIVES = [
    "<!-- ots-lint-disable OTS101 -->",
    "<!-- ots-lint-enable -->",
    "<!-- ots-lint-disable-next-line OTS301, OTS101 -->",
]
FRONTS = [
    "",
    "",
    "---\ntitle: {}\nots: {{ignore: [OTS103, OTS301]}}\n---\n",
    "+++\ntitle = '{}'\n+++\n",
    "---\nlayout: x\n---\n",
]
FILES = [
    ("utf-8", b""),
    ("utf-8", b"\xef\xbb\xbf"),
    ("utf-16-le", b"\xff\xfe"),
    ("utf-16-be", b"\xfe\xff"),
    ("cp1252", b""),
]


@cache
def rules() -> Any:
    return load_ruleset()


@st.composite
def pages(draw: st.DrawFn, split: bool = False) -> tuple[str, bytes]:
    """File name and bytes of a page."""
    kind = draw(st.sampled_from(["markdown", "html"]))
    words = st.sampled_from([*WRONG * 2, *FINE, *(SPLIT[kind] * 3 if split else ())])
    shapes = st.sampled_from(
        [
            *(MARKDOWN if kind == "markdown" else HTML),
            *(f"<p>{c}</p>" if kind == "html" else c for c in CLAIMS),
            *DIRECTIVES,
        ]
    )
    front = draw(st.sampled_from(FRONTS))
    blocks = [draw(shapes) for _ in range(draw(st.integers(1, 6)))]
    filled = [part.format(*(draw(words) for _ in range(part.count("{}")))) for part in (front, *blocks)]
    text = filled[0] + "\n\n".join(filled[1:]) + draw(st.sampled_from(["\n", "", "\n\n", "  \n"]))
    encoding, bom = draw(st.sampled_from(FILES))
    if encoding == "cp1252":
        if kind == "html":
            text = ("" if front else "<meta charset=iso-8859-1>") + text
            if front:
                encoding = "utf-8"
        else:
            encoding = "utf-8"
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))
    data = bom + text.encode(encoding, "ignore")
    return f"page.{'md' if kind == 'markdown' else 'html'}", data


def _in_image(out: list[Any]) -> bool:
    """Whether the last image that was opened is still open."""
    opened = sum(o[0] == "Image" for o in out if isinstance(o, tuple))
    return opened > sum(o == ("End", "Image") for o in out)


def structure(name: str, text: str) -> list[Any]:
    """What the parser makes of a page, without its text: its blocks, tags and attribute names, addresses."""
    found = cut(text)
    text = text[found.end :] if found else text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if name.endswith(".html"):
        out: list[Any] = []
        for token in turbohtml.tokenize(text):
            if token.type.name in ("START_TAG", "END_TAG"):
                keep = {k: v for k, v in token.attrs or () if k in ("href", "src", "id", "class")}
                out.append((token.type.name, token.tag, sorted(k for k, _ in token.attrs or ()), keep))
        return out
    markdown = pyromark.Markdown(
        options=pyromark.Options.ENABLE_TABLES
        | pyromark.Options.ENABLE_FOOTNOTES
        | pyromark.Options.ENABLE_STRIKETHROUGH
    )
    out = []
    for event in markdown.events(text):
        if isinstance(event, str):
            continue
        ((kind, value),) = event.items()
        if kind in ("Text", "Html", "InlineHtml"):  # tags are compared below
            out += [t.tag for t in turbohtml.tokenize(value) if t.type.name.endswith("TAG")] if kind != "Text" else []
        elif kind == "Start" and isinstance(value, dict) and ("Link" in value or "Image" in value):
            ((what, link),) = value.items()
            out.append((what, link["dest_url"]))
        elif kind == "Code":
            # In the text of an image nobody sees that it is code.
            out += [(kind, value)] if not _in_image(out) else []
        else:
            out.append((kind, str(value)))
    return out


COMMON = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RELATIONSHIPS = st.sampled_from(["", "unofficial", "supported", "partner", "official"])


@COMMON
@given(page=pages(), relationship=RELATIONSHIPS)
def test_safe_fixes_keep_the_structure_and_every_other_byte(page: tuple[str, bytes], relationship: str) -> None:
    name, data = page
    linted = lint_bytes(data, name, rules(), Settings(relationship=relationship, ignore=("OTS901",)))
    source = linted.source
    assert source.encode() == data
    text, applied = apply_fixes(source.text, linted.findings, newline=source.newline, encoding=source.encoding)
    edits = sorted((e for f in applied if f.fix for e in f.fix.edits), key=lambda e: e.span)
    for finding in linted.findings:
        assert not wanted(finding, unsafe=False) or source.text[finding.span.start : finding.span.end]
    rebuilt, at = [], 0
    for edit in edits:
        assert edit.span.start >= at
        rebuilt += [source.text[at : edit.span.start], edit.content]
        at = edit.span.end
    assert "".join(rebuilt) + source.text[at:] == text
    assert structure(name, text) == structure(name, source.text)


@COMMON
@given(page=pages(split=True), relationship=RELATIONSHIPS, unsafe=st.booleans())
def test_fixing_ends_and_makes_nothing_worse(page: tuple[str, bytes], relationship: str, unsafe: bool) -> None:
    name, data = page
    chosen = Settings(relationship=relationship, event_contributions=("coaches",) if relationship else ())
    rounds = 0

    def lint(source: Source) -> Linted:
        nonlocal rounds
        rounds += 1
        return lint_source(source, rules(), chosen)

    before = lint_bytes(data, name, rules(), chosen)
    outcome = fix_page(before.source, lint, unsafe, before)
    assert rounds <= 61
    assert len(outcome.linted.findings) <= len(before.findings)
    errors = Counter(f.code for f in outcome.linted.findings if f.severity == "error")
    assert not errors - Counter(f.code for f in before.findings if f.severity == "error")
    again = fix_page(outcome.source, lint, unsafe)
    assert again.source.text == outcome.source.text
    written = outcome.source.encode()
    read = Source.decode(written, name)
    assert (read.text, read.bom) == (outcome.source.text, before.source.bom)
    if outcome.source.text == before.source.text:
        assert written == data
    if before.source.newline == "\r\n":  # no lone line feed comes in
        assert outcome.source.text.count("\n") - outcome.source.text.count("\r\n") == 0


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_code_behind_a_comment_stays_code(newline: str) -> None:
    text = "a\n\n<!-- c -->\n\nJoin `open tech school`, opentechschool.\n".replace("\n", newline)
    linted = lint_bytes(text.encode(), "page.md", rules(), Settings())
    fixed = apply_fixes(text, linted.findings, newline=newline)[0]
    assert fixed == text.replace("opentechschool", "OpenTechSchool")


@pytest.mark.parametrize("unsafe", [False, True])
def test_the_result_does_not_depend_on_the_order_of_findings(unsafe: bool) -> None:
    text = "---\ntitle: opentechschool\n---\n[Open Tech School][], **opentechschool** by OpenTechScool\n\n[Open Tech School]: /x\n"
    linted = lint_bytes(text.encode(), "page.md", rules(), Settings(relationship="unofficial"))
    assert len(linted.findings) > 3
    expected = apply_fixes(text, linted.findings, unsafe)[0]
    assert apply_fixes(text, linted.findings[::-1], unsafe)[0] == expected
