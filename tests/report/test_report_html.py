"""The HTML report, as far as it can be told without a browser (see tests/browser for the rest)."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest
from report_builders import found, report_of, sample_report, text_of

from ots_lint.settings import Letter
from ots_lint.text.source import Source


def plain(html: str) -> str:
    return unescape(re.sub("<[^>]*>", "", html))


def source_rows(html: str) -> dict[int, str]:
    """Row number -> markup of the row, of the first page's source."""
    source = html.partition('<div class="source">')[2].partition("<h4")[0]
    rows = {}
    for start, block in re.findall(r'<ol start="(\d+)">(.*?)</ol>', source, re.DOTALL):
        for number, row in enumerate(re.findall(r"<li>(.*?)</li>", block, re.DOTALL), int(start)):
            rows[number] = row
    return rows


def test_only_its_own_style_and_script_may_run() -> None:
    html = text_of(sample_report(), "html")
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', html).group(1))  # type: ignore[union-attr]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        text = re.search(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL).group(1)  # type: ignore[union-attr]
        assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r'\b(src|style)="', html)


def test_the_page_is_shown_as_it_is() -> None:
    report = sample_report()
    rows = source_rows(text_of(report, "html"))
    text = report.sources("events/a.md").split("\n")
    for number, row in rows.items():
        assert plain(re.sub(r'<a class="ref".*?</a>', "", row)) == text[number - 1]
    assert len(rows) == 10


def test_findings_are_marked_in_place() -> None:
    row = source_rows(text_of(sample_report(), "html"))[7]
    assert re.findall(
        r'<mark class="(\w+)" data-n="(\d)">([^<]*)</mark><a class="ref" href="#f(\d)" id="m(\d)"', row
    ) == [
        ("error", "3", "Join", "3", "3"),
        ("error", "4", "Open Tech School", "4", "4"),
        ("error", "5", "opentechschool", "5", "5"),
        ("info", "6", "Berlin", "6", "6"),
    ]


def test_overlapping_findings_share_marks() -> None:
    source = Source("one two three\nfour", "a.md")
    report = report_of(
        found(source, "one two", code="OTS103"),
        found(source, "two three\nfo"),
        found(source, "two", code="OTS201"),
        sources={"a.md": source},
    )
    rows = source_rows(text_of(report, "html"))
    marks = re.findall(r'<mark class="(\w+)" data-n="([\d ]+)">([^<]*)</mark>', rows[1] + rows[2])
    assert [text for *_, text in marks] == ["one ", "two", " three", "fo"]
    assert marks[0][0] == "info"
    assert marks[1][0] == "error"
    assert len(marks[1][1].split()) == 3
    refs = re.findall(r'class="ref" href="#f(\d)"', rows[1] + rows[2])
    assert sorted(refs) == ["1", "2", "3"]


def test_an_empty_place_is_marked() -> None:
    source = Source("page", "a.md")
    rows = source_rows(text_of(report_of(found(source, ""), sources={"a.md": source}), "html"))
    assert '<mark class="error point" data-n="1"></mark><a class="ref"' in rows[1]


def test_every_finding_has_its_card() -> None:
    html = text_of(sample_report(), "html")
    for number in range(1, 8):
        assert f'id="f{number}"' in html
        assert f'id="m{number}"' in html
    assert html.count("See before and after") == 5
    assert "This page counts as: unofficial (front matter)." in html
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]*)"', html):
        assert target in ids


def test_before_and_after() -> None:
    html = text_of(sample_report(), "html")
    hunks = html.split('<div class="hunk"')[1:]
    assert len(hunks) == 4
    assert "<del>opentechschool</del>" in hunks[2]
    assert "🎉 Join <ins>OpenTechSchool</ins> and <ins>OpenTechSchool</ins> in Berlin." in hunks[2]
    assert "<ins>This is not an official OpenTechSchool event.</ins>" in hunks[3]
    assert "Please read it first" in hunks[3]
    assert "Please read it first" not in hunks[2]


def test_rows_far_from_findings_are_folded() -> None:
    source = Source("".join(f"row {i}\n" for i in range(1, 101)), "a.md")
    html = text_of(report_of(found(source, "row 50"), sources={"a.md": source}), "html")
    assert "46 lines without findings</summary>" in html
    assert len(source_rows(html)) == 100


def test_on_paper_pages_are_open_and_rows_far_from_findings_are_not() -> None:
    html = text_of(sample_report(), "html")
    assert re.findall(r"(\S*details\S*)::details-content", html) == ["details.page:not([open])"]


def test_rows_of_a_very_long_page_are_left_out() -> None:
    source = Source("".join(f"row {i}\n" for i in range(1, 2001)), "a.md")
    html = text_of(report_of(found(source, "row 50\n"), sources={"a.md": source}), "html")
    assert "1947 lines without findings left out" in html
    assert min(source_rows(html)) == 47
    assert len(html) < 30_000


def test_very_long_rows_are_shortened_between_findings() -> None:
    source = Source("x" * 500_000 + " opentechschool " + "y" * 500_000, "a.md")
    html = text_of(report_of(found(source, "opentechschool", "OpenTechSchool"), sources={"a.md": source}), "html")
    assert len(html) < 40_000
    assert "… 499401 characters …" in html


def test_pages_with_errors_are_open_and_the_others_closed() -> None:
    sources = {name: Source("x", name) for name in (f"{i}.md" for i in range(9))}
    codes = {name: "OTS103" if name == "4.md" else "OTS201" if name == "5.md" else "OTS101" for name in sources}
    html = text_of(report_of(*(found(s, "x", code=codes[n]) for n, s in sources.items()), sources=sources), "html")
    opened = {number: bool(mark) for number, mark in re.findall(r'data-page="(\d+)"( open)?>\n<summary', html)}
    assert [number for number, is_open in opened.items() if not is_open] == ["5", "6"]
    assert len(opened) == 9


def test_pages_come_first_and_the_table_of_rules_last() -> None:
    html = text_of(sample_report(), "html")
    places = [
        html.index(mark) for mark in ('id="findings"', 'data-page="1"', 'id="mail-title"', 'id="rules"', "<table")
    ]
    assert places == sorted(places)
    assert html.count("<table") == 1


def test_names_of_files_break_at_their_marks_only() -> None:
    source = Source("x", "events/2026-05/code_night.de.md")
    html = text_of(report_of(found(source, "x"), sources={source.filename: source}), "html")
    assert '<h3 class="path">events/<wbr>2026-<wbr>05/<wbr>code_<wbr>night.<wbr>de.<wbr>md</h3>' in html


def test_a_letter_says_who_sends_it_and_when() -> None:
    letter = Letter("Ada <3", "codenight.example", "2026-05-31", "Dear Li,")
    html = text_of(sample_report().but(letter=letter), "html")
    header = html.partition("<header>")[2].partition("</header>")[0]
    for text in ("Ada &lt;3", "codenight.example", "31 May 2026", "Dear Li,"):
        assert text in header
    assert "<dl" not in text_of(sample_report(), "html")


def test_the_page_is_in_the_language_of_the_report() -> None:
    html = text_of(sample_report().but(lang="de", letter=Letter(date="2026-05-31")), "html")
    assert '<html lang="de">' in html
    assert "31. Mai 2026" in html
    assert "Seite für Seite" in html
    assert "Page by page" not in html


def test_a_sentence_to_copy_stands_in_every_card_that_has_one() -> None:
    html = text_of(sample_report(), "html")
    sentences = re.findall(r'<p id="(c\d+)">([^<]*)</p><button type="button" class="copy" data-copy="(c\d+)"', html)
    assert sentences and all(own == target for own, _, target in sentences)
    assert "🎉 Join OpenTechSchool and opentechschool in Berlin." in [unescape(text) for _, text, _ in sentences]


def test_a_page_that_cannot_be_read_shows_its_lines() -> None:
    html = text_of(report_of(found(Source("a\nb x\nc", "a.md"), "x", "y")), "html")
    assert "could not be read" in html
    assert source_rows(html).keys() == {2}


def test_a_page_without_any_lines_keeps_its_link() -> None:
    bare = found(Source("x", "a.md"), "x")._replace(lines=())
    assert 'id="m1"' in text_of(report_of(bare), "html")


def test_nothing_to_change() -> None:
    html = text_of(report_of(files=3), "html")
    assert "3 pages checked, nothing to change." in html
    assert "<form" not in html
    assert 'class="skip"' not in html


def test_known_findings_are_counted_only() -> None:
    html = text_of(report_of(found(Source("x", "a.md"), "x", baseline=True)), "html")
    assert "1 finding that was known before is not shown." in html


@pytest.mark.parametrize("character", ["\x1b", "\x00", "\u202e", "\x85"])
def test_harmful_characters_are_visible(character: str) -> None:
    source = Source(f"a{character}b x", "a.md")
    row = source_rows(text_of(report_of(found(source, "x"), sources={"a.md": source}), "html"))[1]
    assert re.match(r'a<span class="ctl">\\[xu]\w+</span>b ', row)
