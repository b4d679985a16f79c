"""What holds for every page format, tried on its sample (`samples/sample.SUFFIX`) and on mixtures of its pieces.

A new format needs its reader, its sample, and a test of what is its own.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_helpers import check

from ots_lint.lint.fix import fix_page
from ots_lint.lint.page import lint_bytes, lint_source
from ots_lint.pages.base import Page, decode_page, read_page
from ots_lint.pages.format import marked
from ots_lint.pages.formats import FORMATS
from ots_lint.pages.outline import outline
from ots_lint.pages.suffixes import format_of
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())
TEXTS = [path for path in SAMPLES if type(decode_page(path.read_bytes(), path.name)) is Source]
RULES = load_ruleset()
SETTINGS = Settings(relationship="unofficial", select=("OTS1",))
READS = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
WRITES = pytest.mark.parametrize("sample", TEXTS, ids=lambda path: path.name)


def page_of(path: Path) -> Page:
    return read_page(decode_page(path.read_bytes(), path.name))


def seen(page: Page) -> list[tuple]:
    return [(run.kind, run.key, run.text, run.where, run.language) for run in page.runs]


def test_the_list_of_formats_is_what_the_readers_say() -> None:
    assert tuple(marked()) == FORMATS


def test_no_two_formats_share_a_suffix_and_each_has_a_sample() -> None:
    suffixes = [suffix for told in FORMATS for suffix in told.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert {told.name for told in FORMATS} == {format_of(path.name).name for path in SAMPLES}


@READS
def test_pieces_lead_back_to_their_source(sample: Path) -> None:
    page = page_of(sample)
    check(page)
    assert len(page.runs) >= 3
    assert any("Night" in run.text for run in page.runs)


@READS
def test_a_page_that_is_written_unchanged_has_the_same_bytes(sample: Path) -> None:
    data = sample.read_bytes()
    assert decode_page(data, sample.name).encode() == data


@WRITES
def test_a_byte_order_mark_is_kept_and_is_no_column(sample: Path) -> None:
    data = b"\xef\xbb\xbf" + sample.read_bytes()
    source = decode_page(data, sample.name)
    assert source.encode() == data
    assert seen(read_page(source)) == seen(page_of(sample))


@WRITES
def test_line_ends_do_not_matter_for_a_sample(sample: Path) -> None:
    text = sample.read_text("utf-8")
    crlf = read_page(Source(text.replace("\n", "\r\n"), sample.name))
    check(crlf)
    assert seen(crlf) == seen(page_of(sample))


@READS
def test_wrong_names_are_found_where_they_stand(sample: Path) -> None:
    linted = lint_bytes(sample.read_bytes(), sample.name, RULES, SETTINGS)
    found = [f for f in linted.findings if f.code == "OTS101"]
    assert len(found) >= 2
    for finding in found:
        shown = linted.source.text[finding.span.start : finding.span.end]
        assert finding.span.end > finding.span.start, shown


def fixed(source: Source, unsafe: bool = False) -> Source:
    return fix_page(source, lambda s: lint_source(s, RULES, SETTINGS), unsafe).source


@READS
def test_fixes_write_the_name_and_nothing_else_and_twice_is_once(sample: Path) -> None:
    source = decode_page(sample.read_bytes(), sample.name)
    left = lint_source(source, RULES, SETTINGS).findings
    safe = [f for f in left if f.fix is not None and f.fix.applicability == "safe"]
    once = fixed(source)
    assert (once.text != source.text) == bool(safe)
    assert fixed(once).text == once.text
    again = read_page(once)
    check(again)
    words = [re.sub(r"\W", "", run.text).lower() for run in page_of(sample).runs]
    assert [re.sub(r"\W", "", run.text).lower() for run in again.runs] == words
    remaining = lint_source(once, RULES, SETTINGS).findings
    assert not [f for f in remaining if f.fix is not None and f.fix.applicability == "safe"]


@WRITES
def test_the_marks_of_an_outline_are_in_order_and_in_the_source(sample: Path) -> None:
    source = decode_page(sample.read_bytes(), sample.name)
    last = 0
    for mark in outline(source):
        if mark.kind in ("text", "other"):
            assert last <= mark.start <= mark.end <= len(source.text)
            last = mark.start
        if mark.raw:
            assert source.text[mark.start : mark.end] == mark.detail


def pieces_of(path: Path) -> list[str]:
    """A sample cut at the borders of its words and marks."""
    text = decode_page(path.read_bytes(), path.name).text
    more = [
        "\n",
        "\n\n",
        " ",
        "    ",
        "\t",
        "é",
        "😀",
        "\x00",
        "\ufeff",
        "\xa0",
        "\\",
        "'",
        '"',
        "{",
        "}",
        "<",
        ">",
        "#",
    ]
    return [piece for piece in re.split(r"(\W+|\n)", text) if piece] + more


def mixtures() -> Iterator[tuple[str, list[str]]]:
    for path in TEXTS:
        if format_of(path.name).markup == "own":
            yield path.name, pieces_of(path)


MIXED = pytest.mark.parametrize(("name", "pieces"), list(mixtures()), ids=[name for name, _ in mixtures()])


@MIXED
def test_positions_hold_in_any_mixture(name: str, pieces: list[str]) -> None:
    @settings(max_examples=80, deadline=None, database=None)
    @given(st.lists(st.sampled_from(pieces), max_size=60).map("".join))
    def holds(text: str) -> None:
        check(read_page(Source(text, name)))

    holds()


@MIXED
def test_reading_never_raises_and_line_ends_do_not_matter(name: str, pieces: list[str]) -> None:
    @settings(max_examples=60, deadline=None, database=None)
    @given(st.one_of(st.text(max_size=150), st.lists(st.sampled_from(pieces), max_size=60).map("".join)))
    def holds(text: str) -> None:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        page = read_page(Source(text, name))
        check(page)
        assert seen(page) == seen(read_page(Source(text.replace("\n", "\r\n"), name)))

    holds()


MARKS = "-*_`~=+#|:.>[]{}()<!\\\"'/;,&%$@^"


@pytest.mark.parametrize("name", [name for name, _ in mixtures()])
def test_hostile_texts_take_linear_time(name: str) -> None:
    began = time.process_time()
    for mark in MARKS:
        for text in (mark * 4_500, f"{mark} " * 2_000, f"{mark}\n" * 2_000, f"a{mark}\n{mark * 3}\n" * 500):
            read_page(Source(text, name))
    read_page(Source("x" * 1_000_000, name))
    read_page(Source("word " * 100_000, name))
    for deep in range(0, 4_000, 80):
        read_page(Source(" " * deep + "- a\n", name))
    check(read_page(Source("".join(" " * n + "- a\n" for n in range(600)), name)))
    # generous for slow machines; anything quadratic takes minutes
    assert time.process_time() - began < 20


@WRITES
def test_half_a_sample_is_read_too(sample: Path) -> None:
    data = sample.read_bytes()
    for cut in range(0, len(data), max(len(data) // 60, 1)):
        check(read_page(Source(data[:cut].decode("utf-8", "ignore"), sample.name)))


#: How a finding is kept quiet in the formats that have comments, as the documents say.
COMMENTS = {
    "a.md": "{} <!-- ots-lint-disable-line OTS101 -->",
    "a.html": "{} <!-- ots-lint-disable-line OTS101 -->",
    "a.astro": "<p>{} <!-- ots-lint-disable-line OTS101 --></p>",
    "a.njk": "{} <!-- ots-lint-disable-line OTS101 -->",
    "a.mdx": "{} {{/* ots-lint-disable-line OTS101 */}}",
    "a.rst": ".. ots-lint-disable-next-line OTS101\n\n{}",
    "a.adoc": "// ots-lint-disable-next-line OTS101\n{}",
    "a.yml": "name: {} # ots-lint-disable-line OTS101",
    "a.toml": 'name = "{}" # ots-lint-disable-line OTS101',
}


@pytest.mark.parametrize("name", COMMENTS)
def test_comments_of_each_format_keep_a_finding_quiet(name: str) -> None:
    text = COMMENTS[name].format("Open Tech School") + "\n"
    settings_ = Settings(select=("OTS101", "OTS901"))
    assert [f.code for f in lint_source(Source(text, name), RULES, settings_).findings] == []
    loud = text.replace("ots-lint-", "other-")
    assert [f.code for f in lint_source(Source(loud, name), RULES, settings_).findings] == ["OTS101"]
    right = text.replace("Open Tech School", "OpenTechSchool")
    assert [f.code for f in lint_source(Source(right, name), RULES, settings_).findings] == ["OTS901"]


HIDDEN = {
    "a.rst": "By Open |nbsp| Tech |nbsp| School.\n\n.. |nbsp| unicode:: 0xA0\n",
    "b.rst": "By |org| School.\n\n.. |org| replace:: Open Tech\n",
    "a.adoc": "= Night\n:a: Tech\n\nBy Open {a} School.\n",
    "b.adoc": "By Open{nbsp}Tech{nbsp}School.\n",
    "a.ics": "BEGIN:VEVENT\r\nSUMMARY:By Open Te\r\n ch School\r\nEND:VEVENT\r\n",
    "a.eml": "Content-Transfer-Encoding: base64\n\nQnkgT3BlbiBUZWNoIFNjaG9vbC4=\n",
    "b.eml": "Subject: x\n\nBy Open\n Tech School\n",
    "a.yml": 'name: "By Open\\x20Tech\\u0020School"\n',
    "a.mdx": "By Open{/* a */}techschool.\n",
    "a.astro": "By <b>Open</b>{/* a */}tech<i>school</i>.\n",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_run_holds_no_page_back_whose_name_is_written_in_another_way(name: str, tmp_path: Path) -> None:
    """What a run looks for in a page's bytes first has to let each of these through."""
    from ots_lint.site.options import Options
    from ots_lint.site.run import run

    path = tmp_path / name
    path.write_text(HIDDEN[name], "utf-8", newline="")
    outcome = run([str(path)], Options(cache=False))
    assert [reported.finding.code for reported in outcome.report.findings] == ["OTS101"]


def test_hooks_are_called_with_what_a_run_over_a_folder_takes() -> None:
    import re as patterns

    from ots_lint.pages.suffixes import PAGES, hook_pattern, taken

    names = [
        f"{folder}a{suffix}"
        for suffix in (*PAGES, ".png", "")
        for folder in ("", "a/", "data/", "a/_data/b/", "metadata/")
    ]
    called = [name for name in names if patterns.search(hook_pattern(), name)]
    assert called == [name for name in names if taken(name)]
    assert patterns.search(hook_pattern(), "A.MD")
