"""Astro's components: what the browser gets of them is read, and their scripts are not."""

from __future__ import annotations

import time

import pytest
from page_helpers import check, texts

from ots_lint import fix_text
from ots_lint.pages.base import Page, read_page
from ots_lint.text.source import Source


def astro(text: str) -> Page:
    page = read_page(Source(text, "a.astro"))
    check(page)
    return page


def test_the_script_above_is_no_text() -> None:
    for script in ("---\nconst a = '<p>x</p>';\n---\n", "\n<!-- y -->\n---\nconst a = `\n--- b`;\n---\n", "---\n---\n"):
        page = astro(f"{script}<p>One</p>\n")
        assert texts(page) == ["One"]
        assert page.format == "html"
    assert texts(astro("<p>One</p>\n---\ntwo\n---\n")) == ["One", "---\ntwo\n---"]


def test_elements_in_expressions_are_read() -> None:
    page = astro(
        "<ul>{list.map((one) => (\n  <li class={one > 2 ? 'a' : 'b'}>{one} of <b>us</b></li>\n))}</ul>\n"
        "{open ? <p>Yes</p> : <p>No</p>}{a < b && c}<p>{`text ${<b>none</b>}`}</p>"
    )
    assert texts(page) == ["¤ of us", "Yes", "No"]
    assert page.runs[0].where.list is not None


def test_components_are_no_elements_of_the_same_name() -> None:
    page = astro('<Title><a href="/a">One</a></Title><Style>two</Style><Picture src={x} alt="three" />')
    assert texts(page, "prose") == ["Onetwo¤"]
    assert [image.alt for image in page.images] == ["three"]
    assert page.links[0].href == "/a"


def test_comments_and_fixes() -> None:
    text = '<p>{/* Open Tech School */}Open Tech School{" "}</p>\n<script>"Open Tech School"</script>\n'
    assert fix_text(text, "a.astro").text == text.replace("}Open Tech School", "}OpenTechSchool")


@pytest.mark.parametrize(
    "text",
    ["{" * 50_000, "{<a>" * 10_000, "{<a b={" * 10_000, "{<" * 50_000, "---\n" * 20_000, "{'" * 50_000, "{a <b" * 20_000,
     "{<!--" * 20_000, "{<script>" * 10_000, "<A>" * 20_000, "{(<a/>" * 20_000 + ")}" * 20_000],
    ids=range(11),
)  # fmt: skip
def test_hostile_components_take_linear_time(text: str) -> None:
    began = time.process_time()
    astro(text)
    assert time.process_time() - began < 15
