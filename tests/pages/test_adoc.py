"""AsciiDoc: what Asciidoctor shows of a page is what is read of it, and attributes stand for what they say."""

from __future__ import annotations

import time

import pytest
from page_helpers import check, run_with, source_of, texts

from ots_lint import fix_text, lint_text
from ots_lint.pages.base import Page, read_page
from ots_lint.text.source import Source


def adoc(text: str) -> Page:
    page = read_page(Source(text, "a.adoc"))
    check(page)
    return page


SHOWN = {
    "header": ("= One\nJo Doe <jo@a.example>\nv1.0, 2026-11-28\n:toc:\n// c\n\ntwo\n", ["One", "Jo Doe <jo@a.example>", "two"]),
    "titles": ("== One ==\n\n### Two\n\nThree\n-----\n\nfour\n\n'''\n\n.Five\n----\ncode\n----\n", ["One", "Two", "Three", "four", "Five"]),
    "marks": (
        "*one* _two_ **th**ree __fo__ur #five# [.x]#six# a*b*c 2 * 3 * 4 *_seven_ eight* \\*nine* it_is_so\n",
        ["one two three four five six a*b*c 2 * 3 * 4 seven eight *nine* it_is_so"],
    ),
    "code": ("`one` two ``th``ree `+four+` +five+ +++<b>six</b>+++ pass:[<i>seven</i>] $$ei*gh*t$$\n", ["¤ two ¤ree ¤ five six seven ei*gh*t"]),
    "characters": ("one{nbsp}two &amp; (three&#41; \"`four`\" '`five`' {unknown} six\n", ["one\xa0two & (three) “four” ‘five’ ¤ six"]),
    "footnotes and indexes": ("onefootnote:[Two _three_.] ((four)) (((five,six))) seven[[a]]\n", ["one¤ four seven", "Two three."]),
    "lists": (
        "* one\ntwo\n** three\n* four\n+\nfive\n+\n----\nsix\n----\n. seven\n.. eight\n\n* [x] nine\n\nten\n",
        ["one\ntwo", "three", "four", "five", "seven", "eight", "nine", "ten"],
    ),
    "terms": ("one:: two\nthree::\n  four\nfive:::\n\nsix\n\nseven::\n* eight\n\nnine\n", ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]),
    "blocks": (
        "====\none\n\n====\n\n****\ntwo\n****\n\n[quote, Three, 'Four']\n____\nfive\n____\n\n--\nsix\n--\n\n....\nx\n....\n\n"
        "```js\ny\n```\n\n////\nz\n////\n\n[source]\nw\n\nTIP: seven\n\n[NOTE]\neight\n\n literal\n\n> nine\n",
        ["one", "two", "Three", "Four", "five", "six", "seven", "eight", "nine"],
    ),
    "passed": ("++++\n<p>one <a href='x'>two</a></p>\n<script>three</script>\n++++\n", ["one two"]),
    "tables": (
        "[cols=\"1,2\"]\n|===\n|one |two\n\n2+|three\na|* four\n|five\nsix\n|===\n\n,===\nseven,\"eight, nine\"\n,===\n",
        ["one", "two", "three", "four", "five\nsix", "seven", '"eight, nine"'],
    ),
    "conditions": ("ifdef::a[]\none\nendif::[]\nifndef::b[two]\ninclude::c.adoc[]\nthree\n", ["one\ntwo\nthree"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_is_what_is_read(name: str) -> None:
    text, wanted = SHOWN[name]
    assert sorted(texts(adoc(text), "prose", "heading")) == sorted(wanted)


def test_titles_lists_and_tables_are_told_apart() -> None:
    page = adoc(
        "= One\n\n== Two\n\n* three\n** four\n* five\n\n|===\n|six |seven\n|eight |nine\n|===\n\n____\nten\n____\n"
    )
    assert [(run.text, run.where.level) for run in page.runs if run.kind == "heading"] == [("One", 1), ("Two", 2)]
    three, four, five = (run_with(page, name).where for name in ("three", "four", "five"))
    assert three.list == five.list != four.list
    assert len({three.item, four.item, five.item}) == 3
    assert [run_with(page, name).where.column for name in ("six", "seven", "eight")] == [0, 1, 0]
    assert run_with(page, "six").where.row != run_with(page, "eight").where.row
    assert run_with(page, "ten").where.quote


def test_links_have_their_addresses_and_texts() -> None:
    page = adoc(
        ':home: https://a.example\n\nhttps://b.example[One *two*^], link:c.html[three,window=_blank], mailto:d@e.example["four, five"],\n'
        "{home}/x[six], xref:y[seven], <<z,eight>>, https://f.example\n"
    )
    found = [(link.href, page.runs[link.run].text[link.start : link.end]) for link in page.links if link.run >= 0]
    assert found == [
        ("https://b.example", "One two"), ("c.html", "three"), ("mailto:d@e.example", "four, five"),
        ("https://a.example/x", "six"), ("#y", "seven"), ("#z", "eight"),
    ]  # fmt: skip
    assert source_of(page, "One two") == "One *two"


def test_images_have_alternative_texts() -> None:
    page = adoc(
        'image::a.png[Logo of us,300]\n\nimage:b.png[alt="B, c"] and image::d.png[]\n\n.Title\nimage::e.png[title="E"]\n'
    )
    assert [(image.src, image.alt) for image in page.images][:2] == [("a.png", "Logo of us"), ("b.png", "B, c")]
    assert texts(page, "alt") == ["Logo of us", "B, c"]
    assert "Title" in texts(page)
    assert "E" in texts(page)


def test_attributes_are_metadata_and_shown_where_they_are_named() -> None:
    text = ":org: Open Tech School\n:page-description: With friends\n:lang: de\n\nBy {org}, {ORG}.\n"
    page = adoc(text)
    assert page.language == "de"
    assert [datum.path for datum in page.data] == [("org",), ("description",), ("lang",)]
    assert texts(page, "prose") == ["By Open Tech School, Open Tech School."]
    found = [
        (r.finding.span.start, r.finding.fix.applicability)
        for r in lint_text(text, "a.adoc")
        if r.finding.code == "OTS101"
    ]
    # What it stands for would change with it, so its author has to look.
    assert found == [(6, "suggestion"), (text.index("{org"), "suggestion"), (text.index("{ORG"), "suggestion")]
    assert fix_text(text, "a.adoc", unsafe=True).text == text
    alone = ":org: Open Tech School\n\nText.\n"
    assert fix_text(alone, "a.adoc").text == alone.replace("Open Tech School", "OpenTechSchool")


def test_comments_are_comments() -> None:
    wrong = "// ots-lint-disable-next-line OTS101\nOpentechschool\n"
    assert [r.finding.code for r in lint_text(wrong, "a.adoc")] == []
    useless = "One\n// ots-lint-disable-next-line OTS101\nTwo\n"
    assert [r.finding.code for r in lint_text(useless, "a.adoc")] == ["OTS901"]
    declared = "// ots-lint: relationship=unofficial\nPresented by OpenTechSchool.\n"
    assert "OTS301" in [r.finding.code for r in lint_text(declared, "a.adoc")]
    block = "////\nots-lint: relationship=unofficial\n////\nPresented by OpenTechSchool.\n"
    assert "OTS301" in [r.finding.code for r in lint_text(block, "a.adoc")]


def test_a_title_with_a_line_below_it_keeps_its_length() -> None:
    title = "Open Tech School\n----------------\n"
    (finding,) = [r.finding for r in lint_text(title, "a.adoc") if r.finding.code == "OTS101"]
    assert finding.fix is not None
    assert finding.fix.applicability == "suggestion"
    assert fix_text("== Open Tech School\n", "a.adoc").text == "== OpenTechSchool\n"


def test_front_matter_and_tags_of_templates() -> None:
    page = adoc("---\ntitle: One\n---\n= Two\n\n{% if a %}three{% endif %} {{ four }}\n")
    assert texts(page) == ["One", "Two", "¤three¤ ¤"]


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 30_000,
        "a* " * 30_000,
        "_*" * 30_000,
        "`a " * 30_000,
        "{a} " * 30_000,
        ":a: {a}\n" * 5_000 + "\n" + "{a}" * 5_000,
        "<<a " * 30_000,
        "((a " * 30_000,
        "link:a[" * 20_000,
        "http://" * 20_000,
        "+++a " * 20_000,
        "====\n" * 20_000,
        "".join("=" * n + "\n" for n in range(4, 500)),
        "* a\n+\n" * 10_000,
        "".join("*" * (1 + n % 5) + " a\n" for n in range(20_000)),
        "* a\n+\n----\n" * 5_000,
        "a:: b\n" * 10_000,
        "a::\n\n" * 10_000,
        "|===\n" + "|a " * 50_000 + "\n|===\n",
        "|===\n" + "|a\n" * 20_000,
        "a\n--\n" * 10_000,
        "[a]\n" * 20_000,
        ".a\n" * 20_000,
        "// a\n" * 20_000,
    ],
    ids=range(24),
)
def test_hostile_pages_take_linear_time(text: str) -> None:
    began = time.process_time()
    adoc(text)
    assert time.process_time() - began < 15
