"""MDX: what is JavaScript is no text, and Markdown goes on in every element."""

from __future__ import annotations

import time

import pytest
from page_helpers import check, run_with, source_of, texts

from ots_lint import fix_text, lint_text
from ots_lint.pages.base import Page, read_page
from ots_lint.text.source import Source


def mdx(text: str) -> Page:
    page = read_page(Source(text, "a.mdx"))
    check(page)
    return page


@pytest.mark.parametrize(
    "module",
    [
        "import A from 'a'",
        'import { A,\n  B } from "b"\nimport C from "c"',
        "export const a = {\n  b: 'c',\n\n  d: 'e',\n}",
        "export default ({ children }) => <div>{children}</div>",
        "export const text = `a } {\n\nb`",
    ],
)
def test_modules_are_no_text(module: str) -> None:
    assert texts(mdx(f"{module}\n\nOne.\n\n{module}\n\nTwo.\n")) == ["One.", "Two."]


def test_what_only_begins_like_a_module_is_text() -> None:
    page = mdx("One\nexport is a word here.\n\nimporting, too.\n\n```js\nimport a from 'b'\n```\n\n- import x\n")
    assert texts(page) == ["One\nexport is a word here.", "importing, too.", "import x"]


def test_expressions_are_objects_and_their_braces_may_stand_in_strings() -> None:
    page = mdx("One {a.b({c: '}'})} two {`}${d}`} three \\{four} `{five` six.\n")
    assert texts(page) == ["One ¤ two ¤ three {four} ¤ six."]
    assert texts(mdx("It's one {x} and don't {y} be.\n")) == ["It's one ¤ and don't ¤ be."]


def test_elements_in_expressions_are_read_but_not_those_in_attributes() -> None:
    page = mdx(
        "{open && (\n  <p>One {two} *three*</p>\n)} {a < b ? <b>four</b> : <>five {six && <i>seven</i>}</>}\n\n"
        '<Box icon={<b>eight</b>} title="nine">ten</Box>\n\n{list.map((x) => <li key={x > 1}>eleven</li>)}\n'
    )
    words = " ".join(texts(page)).replace("¤", " ").split()
    assert words == ["One", "three", "four", "five", "seven", "nine", "ten", "eleven"]
    assert texts(mdx("One {two <b>three\n\nFour\n"))[-1] == "Four"


def test_comments_are_comments() -> None:
    page = mdx("One {/* two { */} three.\n\n{/*\nfour\n\n}\n*/}\n\nFive.\n")
    assert texts(page) == ["One three.", "Five."]
    assert [comment.text.strip() for comment in page.comments] == ["two {", "four\n\n}"]
    wrong = "Opentechschool {/* ots-lint-disable-line OTS101 */}\n"
    assert [r.finding.code for r in lint_text(wrong, "a.mdx")] == []
    useless = "One {/* ots-lint-disable-line OTS101 */} two.\n"
    assert [r.finding.code for r in lint_text(useless, "a.mdx")] == ["OTS901"]
    assert fix_text(useless, "a.mdx").text.split() == ["One", "two."]
    declared = "{/* ots-lint: relationship=unofficial */}\n\nPresented by OpenTechSchool.\n"
    assert "OTS301" in [r.finding.code for r in lint_text(declared, "a.mdx")]


def test_markdown_goes_on_in_elements_however_deep_they_are_indented() -> None:
    page = mdx(
        "<Box>\n    <Item>\n        One *two*\n        [three](x)\n\n        Four\n    </Item>\n</Box>\n\n"
        "<details>\n  <summary>**Five** six</summary>\n  <div>\n    Seven **eight**\n  </div>\n</details>\n"
    )
    assert texts(page) == ["One two\nthree", "Four", "Five six", "Seven eight"]
    assert [link.href for link in page.links] == ["x"]
    assert texts(mdx("- a\n\n      b\n")) == ["a"]  # outside of elements it is code


def test_what_follows_a_list_in_an_element_is_read() -> None:
    page = mdx("<div>\n    One\n    - two,\n    - three.\n\n    Four.\n</div>\n")
    assert texts(page) == ["One\n- two,\n- three.", "Four."]
    assert texts(mdx("<div>\n\n- a\n    - b\n\n    c\n\n</div>\n"))[-1] == "c"


def test_components_are_no_elements_of_the_same_name() -> None:
    page = mdx("<Title>One</Title>\n\n<Script>Two</Script>\n\n<Style>Three</Style> <>four</>\n")
    assert texts(page) == ["One", "Two", "Three four"]
    assert {run.kind for run in page.runs} == {"prose"}
    page = mdx('<Image src={logo} alt="One" /> <Link href="/x" className={y}>two</Link>\n')
    assert page.images[0].alt == "One"
    assert [(link.href, page.runs[link.run].text[link.start : link.end]) for link in page.links] == [("/x", "two")]


def test_texts_of_components_stand_where_they_stand() -> None:
    text = '<Card\n  title="By Open Tech School"\n  when={<b>Open Tech School</b>}\n>\n  Friends of Open **Tech** School\n</Card>\n'
    page = mdx(text)
    assert source_of(page, "Open Tech School", run_with(page, "By Open")) == "Open Tech School"
    fixed = fix_text(text, "a.mdx", unsafe=True).text
    assert fixed.count("OpenTechSchool") == 2
    assert "{<b>Open Tech School</b>}" in fixed


@pytest.mark.parametrize(
    "text",
    [
        "{" * 60_000,
        "}" * 60_000,
        "{ `" * 20_000,
        "{ '" * 20_000,
        "{/*" * 20_000,
        "{a}" * 20_000,
        "import a {\n\n" * 20_000,
        "import a\n\n" * 20_000,
        "<A>" * 20_000,
        "<A>\n" * 20_000,
        "<A\n" * 20_000,
        "<A x={" * 20_000,
        "    <A>\n\n        b\n" * 10_000,
        "<A>\n\n```\n" * 10_000,
    ],
    ids=range(14),
)
def test_hostile_pages_take_linear_time(text: str) -> None:
    began = time.process_time()
    mdx(text)
    assert time.process_time() - began < 15
