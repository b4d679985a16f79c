from __future__ import annotations

from typing import Any

import pytest
from page_helpers import check, html, markdown, texts

from ots_lint.pages.base import Page


def values(page: Page) -> dict[tuple[str | int, ...], Any]:
    return {datum.path: datum.value for datum in page.data}


def sources(page: Page) -> dict[str, str]:
    return {
        ".".join(map(str, datum.path)): page.source.text[slice(*datum.span)]
        for datum in page.data
        if datum.vocabulary == "front-matter"
    }


@pytest.mark.parametrize(
    ("yaml", "text", "segments"),
    [
        ("plain text", "plain text", ["plain text"]),
        ("a\n  b\n\n  c", "a b\nc", ["a", "\n  ", "b", "\n\n  ", "c"]),
        ("'it''s'", "it's", ["it", "''", "s"]),
        ('"a\\u00e9\\n\\"b\\""', 'aé\n"b"', ["a", "\\u00e9", "\\n", '\\"', "b", '\\"']),
        ('"a\n  b"', "a b", ["a", "\n  ", "b"]),
        ('"a\\\n  b"', "ab", ["a", "\\\n  ", "b"]),
        (">\n  a\n  b\n\n  c\n   d", "a b\nc\n d", None),
        (">-\n  a\n\n\n  b", "a\n\nb", None),
        ("|\n  a\n  b\n\n   c", "a\nb\n\n c", None),
        ("|2-\n   a\n  b", " a\nb", None),
        ("!!str 5", "5", ["5"]),
        ("&x anchored", "anchored", ["anchored"]),
        ("text # comment", "text", ["text"]),
        ("é 😀 Tech", "é 😀 Tech", ["é 😀 Tech"]),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_yaml_scalars(yaml: str, text: str, segments: list[str] | None, newline: str) -> None:
    page = markdown(f"---\ntitle: {yaml}\nx: 1\n---\nbody\n".replace("\n", newline))
    run = page.runs[0]
    assert (run.kind, run.key, run.text) == ("front-matter", "title", text)
    if segments is not None and newline == "\n":
        assert [page.source.text[s.start : s.end] for s in run.segments] == segments
    words = [s for s in run.segments if s.text.strip()]
    assert any(s.verbatim for s in words)
    assert page.source.text[slice(*page.data[-1].span)] == "1"
    check(page)


def test_yaml_structure() -> None:
    page = markdown(
        "---\ntitle: T\nots:\n  relationship: none\n  contributions: [coaches, 'learning material']\n"
        "talks:\n  - title: A\n    speaker: {name: B}\n  - title: C\nfree: yes\nprice: 5\nrate: 1.5\n"
        "date: 2014-05-01\nnothing: ~\nquoted: '5'\n---\n"
    )
    assert values(page) == {
        ("title",): "T",
        ("ots", "relationship"): "none",
        ("ots", "contributions", 0): "coaches",
        ("ots", "contributions", 1): "learning material",
        ("talks", 0, "title"): "A",
        ("talks", 0, "speaker", "name"): "B",
        ("talks", 1, "title"): "C",
        ("free",): True,
        ("price",): 5,
        ("rate",): 1.5,
        ("date",): "2014-05-01",
        ("nothing",): None,
        ("quoted",): "5",
    }
    assert sources(page)["ots.contributions.1"] == "learning material"
    assert sources(page)["talks.0.speaker.name"] == "B"
    inner = next(d for d in page.data if d.path == ("talks", 0, "speaker", "name"))
    assert page.source.text[slice(*inner.container)] == "{name: B}"
    assert [run.key for run in page.runs] == [
        "title", "ots.relationship", "ots.contributions.0", "ots.contributions.1",
        "talks.0.title", "talks.0.speaker.name", "talks.1.title", "quoted",
    ]  # fmt: skip
    assert all(page.data[i].run < 0 or page.runs[page.data[i].run].text for i in range(len(page.data)))


@pytest.mark.parametrize(
    "key",
    [
        "layout",
        "permalink",
        "slug",
        "id",
        "url",
        "image",
        "aliases",
        "tags",
        "categories",
        "keywords",
        "cover_image",
        "event_url",
        "imageUrl",
        "canonical-url",
    ],
)
def test_keys_that_hold_no_text(key: str) -> None:
    page = markdown(f"---\n{key}: open tech school\nlist:\n  {key}: [x y]\n---\n")
    assert page.runs == []
    assert len(page.data) == 2


@pytest.mark.parametrize(
    "key",
    [
        "title",
        "description",
        "teaser",
        "subtitle",
        "excerpt",
        "summary",
        "organizer",
        "caption",
        "image_alt",
        "tagline",
    ],
)
def test_keys_that_hold_text(key: str) -> None:
    assert texts(markdown(f"---\n{key}: open tech school\n---\n")) == ["open tech school"]


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ("---\nlang: de-DE\n---\n", "de"),
        ("---\nlanguage: EN\n---\n", "en"),
        ("---\nlocale: pt_BR\n---\n", "pt"),
        ("---\nlanguage: Deutsch\n---\n", "deutsch"),
        ("---\nlanguage: Klingon\n---\n", "klingon"),
        ("---\nlang: Deutschländisch sprechen\n---\n", ""),
        ("+++\nlang = 'sv'\n+++\n", "sv"),
    ],
)
def test_language(page: str, language: str) -> None:
    assert markdown(page).language == language


def test_html_language_wins() -> None:
    assert html("---\nlang: de\n---\n<html lang=fr>").language == "fr"


@pytest.mark.parametrize(
    ("page", "row", "words"),
    [
        ("---\ntitle: a: b\n---\ntext\n", 2, "quotation marks"),
        ("---\nok: 1\ntitle: [a\n---\ntext\n", 4, "YAML"),
        ("---\ntitle: @x\n---\ntext\n", 2, "quotation marks"),
        ("---\ntitle: \x07\n---\ntext\n", 2, "character"),
        ("+++\ntitle = a\n+++\ntext\n", 2, "TOML"),
        ("+++\na = 1\na = 2\n+++\ntext\n", 3, "TOML"),
    ],
)
@pytest.mark.parametrize("read", [markdown, html])
def test_broken_front_matter(read: Any, page: str, row: int, words: str) -> None:
    found = read(page)
    error = found.front_matter_error
    assert error is not None
    assert found.source.position(error.span.start)[0] in (row, row - 1)
    assert words in error.message
    assert f"line {found.source.position(error.span.start)[0]}" in error.message
    assert texts(found)[-1] == "text"
    assert found.data == []


@pytest.mark.parametrize("page", ["---\n- a\n- b\n---\ntext\n", "---\njust words\n---\ntext\n"])
@pytest.mark.parametrize("read", [markdown, html])
def test_lines_without_a_key_are_no_front_matter(read: Any, page: str) -> None:
    found = read(page)
    assert found.front_matter is None
    assert found.front_matter_error is None
    assert " ".join(texts(found)).endswith("text")


def test_aliases_are_not_expanded() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
    )
    page = markdown(f"---\n{bomb}---\ntext\n")
    assert page.front_matter_error is None
    assert len(page.data) < 100


def test_alias_of_a_scalar_has_its_value() -> None:
    page = markdown("---\nname: &n Night\ntitle: *n\n---\n")
    assert values(page)["title",] == "Night"
    assert texts(page) == ["Night"]


def test_empty_and_unclosed() -> None:
    assert markdown("---\n---\ntext\n").front_matter == (0, 8)
    assert markdown("---\n# only a comment\n---\ntext\n").front_matter_error is None
    assert markdown("---\ntitle: x\n\ntext\n").front_matter is None
    assert texts(markdown("---\ntitle: x\n...\ntext\n")) == ["x", "text"]


def test_blank_lines_may_stand_before_it() -> None:
    assert texts(markdown("\n \r\n---\ntitle: x\n---\ntext\n")) == ["x", "text"]
    assert texts(markdown("\n+++\ntitle = 'x'\n+++\ntext\n")) == ["x", "text"]
    for between in ("# Night", "", "> words"):
        assert markdown(f"\n---\n{between}\n---\ntext\n").front_matter is None


TOML = '''+++
title = "Hack \\"Night\\" \\u00e9"   # comment "x"
literal = 'C:\\x'
price = 1_000
rate = 2.5
free = true
date = 2014-05-01 10:00:00
long = """
one\\
   two "quoted" three"""
raw = \'\'\'
it's\'\'\'
"quoted key" = "v"
a.b.c = "dotted"
list = ["x", ["y"], {n = "z"}, 5]

[ots]
relationship = "unofficial"
contributions = [
  "coaches", # why
  "materials",
]

[[talks]]
title = "A"
[talks.speaker]
name = "B"
[[talks]]
title = "C"
+++
text
'''


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_toml(newline: str) -> None:
    page = markdown(TOML.replace("\n", newline))
    assert page.front_matter_error is None
    assert values(page) == {
        ("title",): 'Hack "Night" é',
        ("literal",): "C:\\x",
        ("price",): 1000,
        ("rate",): 2.5,
        ("free",): True,
        ("date",): "2014-05-01 10:00:00",
        ("long",): 'onetwo "quoted" three',
        ("raw",): "it's",
        ("quoted key",): "v",
        ("a", "b", "c"): "dotted",
        ("list", 0): "x",
        ("list", 1, 0): "y",
        ("list", 2, "n"): "z",
        ("list", 3): 5,
        ("ots", "relationship"): "unofficial",
        ("ots", "contributions", 0): "coaches",
        ("ots", "contributions", 1): "materials",
        ("talks", 0, "title"): "A",
        ("talks", 0, "speaker", "name"): "B",
        ("talks", 1, "title"): "C",
    }
    assert sources(page)["title"] == 'Hack \\"Night\\" \\u00e9'
    assert sources(page)["talks.0.speaker.name"] == "B"
    assert page.front_matter_format == "toml"
    assert texts(page)[-1] == "text"
    check(page)


def test_json_front_matter() -> None:
    page = markdown('{\n  "title": "Hack \\u00e9",\n  "tags": ["no"],\n  "ots": {"team": "Berlin"}\n}\n\ntext\n')
    assert texts(page) == ["Hack é", "Berlin", "text"]
    assert values(page) == {("title",): "Hack é", ("tags", 0): "no", ("ots", "team"): "Berlin"}
    assert page.front_matter_format == "json"


@pytest.mark.parametrize(
    "text", ["{% include x %}\n\ntext\n", '{"a" is no json}\n\ntext\n', "{: .x}\n\ntext\n", "{{ x }}\n\ntext\n"]
)
def test_other_braces_are_no_front_matter(text: str) -> None:
    page = markdown(text)
    assert page.front_matter is None
    assert texts(page)[-1] == "text"


def test_runs_come_first_and_stand_in_the_head() -> None:
    page = html("---\ntitle: x\n---\n<title>y</title>")
    assert [(r.text, r.where.region) for r in page.runs] == [("x", "head"), ("y", "head")]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("We drink **tea**", "We drink tea"),
        ("We drink __tea__", "We drink tea"),
        ("We drink [tea](a.html)", "We drink tea"),
        ("We drink <i>tea</i>", "We drink tea"),
        ("We drink tea &amp; milk", "We drink tea & milk"),
        ("## We drink tea", "We drink tea"),
        ("We drink `tea`", "We drink ¤"),
        ("We drink [tea]\\n\\n[tea]: a.html", "We drink tea"),
        # what is no markup stays
        ("We drink *tea* _now_", "We drink *tea* _now_"),
        ("Tea & milk < 5 # cups", "Tea & milk < 5 # cups"),
        ("We drink [that]: tea", "We drink [that]: tea"),
    ],
)
def test_each_mark_alone_makes_a_value_marked_up(value: str, shown: str) -> None:
    page = markdown(f'---\nteaser: "{value}"\n---\nbody\n')
    assert texts(page, "front-matter") == [shown]
    check(page)
