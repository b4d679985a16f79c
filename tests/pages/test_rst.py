"""reStructuredText: what docutils shows of a page is what is read of it, and a fix keeps tables and titles whole."""

from __future__ import annotations

import re
import time

import pytest
from page_helpers import check, run_with, source_of, texts

from ots_lint import fix_text, lint_text
from ots_lint.pages.base import Page, read_page
from ots_lint.text.source import Source

_WORD = re.compile(r"[^\W_]+")


def rst(text: str) -> Page:
    page = read_page(Source(text, "a.rst"))
    check(page)
    return page


def shown_by_docutils(text: str) -> list[str]:
    """The words that docutils shows of a page, without its code."""
    from docutils import nodes
    from docutils.core import publish_doctree

    settings = {"report_level": 5, "halt_level": 5, "file_insertion_enabled": False, "_disable_config": True}
    tree = publish_doctree(text, settings_overrides=settings)
    hidden = (
        nodes.literal, nodes.literal_block, nodes.comment, nodes.substitution_definition, nodes.system_message,
        nodes.doctest_block, nodes.footnote_reference, nodes.label, nodes.docinfo, nodes.option_group,
    )  # fmt: skip
    words: list[str] = []

    def walk(node: nodes.Node) -> None:
        if isinstance(node, nodes.Text):
            words.append(node.astext())
        elif not isinstance(node, hidden):
            for child in node.children:
                walk(child)
            if not isinstance(node, nodes.Inline):
                words.append("\n")

    walk(tree)
    return _WORD.findall("".join(words))


PAGES = {
    "titles": "=====\nOne\n=====\n\nTwo\n---\n\nthree\n\nFour\n=====\n\nfive\n\nSix\n---\n\n----\n\nseven\n",
    "lists": "- one\n  two\n\n  three\n\n  - four\n- five\n\n1. six\n#. seven\n\n   (a) eight\n\nnine\n1. ten\n",
    "definitions": "one\n  two\n\n  three\nfour : five\n  six\n\nseven *eight*\n    nine\n\n-a  ten\n--bc=D  eleven\n        twelve\n",
    "fields": "One\n===\n\nTwo\n---\n\n:three: four\n   five\n:six: eight\n\ntext\n\n:nine: ten\n",
    "quotations": "one\n\n   two\n\n   three\n\n      four\n\n   -- five\n\nsix\n",
    "code": "one::\n\n  two\n\nthree ``four`` five ::\n\n> six\n> seven\n\n::\n\n  eight\n\n>>> nine\nten\n\neleven\n",
    "lines": "| one\n| two *three*\n  four\n|\n| five\n\nsix\n",
    "inline": (
        "*one* **two three** `four` `five <http://x.example>`_ six_ `seven eight`_ |nine| :sub:`ten` [1]_ ele\\ ven\\*\n"
        "2*3*4 *x*y a*b '*' (*c*) “*d*” \\*e* f_g_h http://i_j.example/k_ l__\n\n.. _six: http://y.example\n"
        ".. _seven eight: six_\n.. |nine| replace:: twelve\n.. [1] thirteen\n.. __: http://z.example\n"
    ),
    "directives": (
        ".. note:: one\n   two\n\n   three\n\n.. admonition:: four\n   :class: x\n\n   five\n\n.. image:: a.png\n   :alt: x\n\n"
        ".. figure:: b.png\n   :width: 3\n\n   six\n\n   seven\n\n.. code:: python\n\n   eight\n\n.. topic:: nine\n\n   ten\n\n"
        ".. comment of\n   lines\n\n   and more\n\n..\n\n   eleven\n\n.. container:: x\n\n   twelve\n\n.. class:: y\n\nthirteen\n"
        "\n.. rubric:: fourteen\n\n.. epigraph::\n\n   fifteen\n\n.. contents::\n\n.. |s| unicode:: 0x41\n\nsixteen |s|\n"
    ),
    "grid": (
        "+-----+-------+\n| one | two   |\n| 1   |       |\n+=====+=======+\n| th  | - fo  |\n| ree |   ur  |\n+-----+-------+\n"
        "| five six    |\n+-----+-------+\n| se  | eight |\n|     +-------+\n| ven | nine  |\n+-----+-------+\n\nten\n"
    ),
    "simple": (
        "=====  =====\none    two\n=====  =====\nthree  four\n       five\nsix\n\nseven  eight and more\n=====  =====\n\nnine\n\n"
        "===  ===\na    b\n===  ===\n\nten\n"
    ),
    "tables in directives": (
        ".. table:: one\n\n   ===  ===\n   two  3\n   ===  ===\n\n.. list-table:: four\n   :header-rows: 1\n\n   * - five\n"
        "     - six\n   * - seven\n     - eight\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_what_docutils_shows_is_what_is_read(name: str) -> None:
    pytest.importorskip("docutils")
    page = rst(PAGES[name])
    seen = _WORD.findall("\n".join(run.text for run in page.runs if run.kind in ("prose", "heading")))
    assert sorted(seen) == sorted(shown_by_docutils(PAGES[name]))


def test_titles_lists_and_tables_are_told_apart() -> None:
    page = rst(
        "One\n===\n\nTwo\n---\n\n- three\n- four\n\n=== ===\nfive six\n=== ===\n\n   seven\n".replace(
            "five six", "5   6"
        )
    )
    assert [(run.text, run.where.level) for run in page.runs if run.kind == "heading"] == [("One", 1), ("Two", 2)]
    three, four = run_with(page, "three").where, run_with(page, "four").where
    assert three.list == four.list is not None
    assert three.item != four.item
    assert run_with(page, "6").where.column == 1
    assert run_with(page, "seven").where.quote


def test_links_have_their_addresses_and_texts() -> None:
    page = rst("See `One two <http://a.example/x>`_, three_ and\n`four`__.\n\n.. _Three: http://b.example\n")
    found = [(link.href, page.runs[link.run].text[link.start : link.end]) for link in page.links if link.run >= 0]
    assert found[:2] == [("http://a.example/x", "One two"), ("http://b.example", "three")]
    assert source_of(page, "One two") == "One two"


def test_images_have_alternative_texts() -> None:
    page = rst(
        ".. image:: a/logo.png\n   :alt: Logo of *us*\n   :target: http://a.example\n\n.. |x| image:: b.png\n   :alt: B\n"
    )
    assert [(image.src, image.alt, image.link) for image in page.images] == [
        ("a/logo.png", "Logo of *us*", "http://a.example"), ("b.png", "B", ""),
    ]  # fmt: skip
    assert texts(page, "alt") == ["Logo of *us*", "B"]


def test_metadata_of_pelican_nikola_and_sphinx() -> None:
    pelican = rst(
        "Title\n#####\n\n:date: 2026-11-28\n:summary: With friends\n:slug: a-b\n:lang: de\n\nText\n\n:not: so\n"
    )
    assert [datum.path for datum in pelican.data] == [("date",), ("summary",), ("slug",), ("lang",)]
    assert texts(pelican, "front-matter") == ["2026-11-28", "With friends"]
    assert pelican.language == "de"
    assert "so" in texts(pelican, "prose")
    nikola = rst(".. title: Night of friends\n.. slug: night\n.. tags: a\n\n.. a comment: with a colon\n\nText\n")
    assert texts(nikola, "front-matter") == ["Night of friends"]
    assert texts(rst(".. meta::\n   :description: One\n   :robots: two\n\nText\n")) == ["One", "Text"]
    contacts = rst("Contacts\n========\n\n:Head of all: One\n:Cook: Two\n")
    assert texts(contacts, "prose") == ["Head of all", "One", "Cook", "Two"]


def test_comments_are_comments() -> None:
    wrong = ".. ots-lint-disable-next-line OTS101\n\nOpentechschool\n"
    assert [r.finding.code for r in lint_text(wrong, "a.rst")] == []
    useless = "One\n\n.. ots-lint-disable-next-line OTS101\n\nTwo\n"
    assert [r.finding.code for r in lint_text(useless, "a.rst")] == ["OTS901"]
    assert texts(rst(fix_text(useless, "a.rst").text)) == ["One", "Two"]
    declared = ".. ots-lint: relationship=unofficial\n\nPresented by OpenTechSchool.\n"
    assert "OTS301" in [r.finding.code for r in lint_text(declared, "a.rst")]


def test_raw_html_is_read_as_html() -> None:
    page = rst(
        '.. raw:: html\n\n   <p>One <a href="x">two</a></p>\n   <script>three</script>\n\n.. raw:: latex\n\n   four\n'
    )
    assert texts(page) == ["One two"]
    assert page.links[0].href == "x"
    assert texts(rst(".. html::\n\n   <p>One <b>two</b></p>\n")) == ["One two"]  # as Pelican's plugins have it


def test_tags_of_templates_end_no_paragraph_wrongly() -> None:
    page = rst("{% if a %}\n.. note:: One {{ two }}\n\n{% endif %}\nThree\n=====\n{% include 'x' %}\n")
    assert texts(page) == ["One ¤", "Three"]
    assert page.runs[1].kind == "heading"


def test_a_fix_keeps_tables_and_titles_whole() -> None:
    title = "At OTS\n======\n\nOpenTechSchool\n"
    grid = (
        "+------------------+\n| Open Tech School |\n+------------------+\n| opentechschool   |\n+------------------+\n"
    )
    assert fix_text(grid, "a.rst").text == grid.replace("opentechschool", "OpenTechSchool")
    (first, _) = [r.finding for r in lint_text(grid, "a.rst") if r.finding.code == "OTS101"]
    assert first.fix is not None
    assert first.fix.applicability == "suggestion"
    assert fix_text(title, "a.rst", unsafe=True).text == title
    name = "Open Tech School\n================\n"
    assert fix_text(name, "a.rst").text == "OpenTechSchool\n================\n"


def test_escapes_and_line_breaks_in_names() -> None:
    page = rst("Open\\ TechSchool, *Open\nTech* School\n")
    assert page.runs[0].text.startswith("OpenTechSchool, Open")
    assert source_of(page, "OpenTechSchool") == "Open\\ TechSchool"


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 30_000,
        "`a " * 30_000,
        ":a:`" * 20_000,
        "|a " * 30_000,
        "a_ " * 30_000,
        "\\" * 60_000,
        "- " * 20_000,
        "\n".join(" " * (i % 400) + "- a" for i in range(4_000)),
        ".. note::\n" + "".join(" " * i + ".. note::\n\n" for i in range(3, 600)),
        ".. _a: a_\n" * 10_000,
        ".. |a| replace:: |a|\n\n|a|\n" * 5_000,
        "+-+\n| |\n" * 8_000,
        ("+" + "-+" * 2_000 + "\n" + "|" + " |" * 2_000 + "\n") * 20,
        "= =\n" * 10_000,
        "= =\na b\n" * 8_000,
        "a\n=\n\n" * 8_000,
        "a::\n\n b\n\n" * 8_000,
        ":a: b\n" * 10_000,
        ".. raw:: html\n\n   <div>\n\n" * 4_000,
        "a\n b\n" * 10_000,
        "1. a\n2. b\n" * 8_000,
        "| a\n" * 10_000,
        "..\n\n" * 20_000,
    ],
    ids=range(23),
)
def test_hostile_pages_take_linear_time(text: str) -> None:
    began = time.process_time()
    rst(text)
    assert time.process_time() - began < 15


def test_what_a_sites_own_directive_says_of_somebody_is_read() -> None:
    text = (
        ".. coach:: Mia\n   :community: Python Berlin and Open Tech School Berlin\n   :width: 100 px\n   :tags: Open Data\n"
        "   :web: https://a.example/\n\n   She knows.\n"
    )
    page = rst(text)
    assert texts(page) == ["Python Berlin and Open Tech School Berlin", "She knows."]
    assert fix_text(text, "a.rst").text == text.replace("Open Tech School", "OpenTechSchool")
