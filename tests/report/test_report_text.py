"""The reports for people."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ots_lint.finding import Edit, Finding, Fix
from ots_lint.report import concise, formats, json, load, text
from ots_lint.report.model import Report
from ots_lint.report.text import clip, wrap
from ots_lint.site.result import report as reported
from ots_lint.text.run import Span
from ots_lint.text.source import Source
from ots_lint.text.visible import width


def block(
    page: str, start: int, end: int, columns: int = 80, message: str = "It is wrong.", fix: Fix | None = None
) -> list[str]:
    finding = Finding("OTS101", "name", "error", message, Span(start, end), fix)
    stream = io.StringIO()
    text.write(Report(reported(Source(page, "a.md"), [finding]), 1, width=columns, quiet=True), stream)
    return stream.getvalue().split("\n")


def test_carets_stand_under_wide_and_combining_characters() -> None:
    page = "日本 e\u0301 wrong here"
    start = page.index("wrong")
    lines = block(page, start, start + 5)
    assert lines[3:5] == [f"    1 | {page}", "      |        ^^^^^"]


def test_tabs_are_shown_as_blanks() -> None:
    assert block("a\twrong", 2, 7)[3:5] == ["    1 | a   wrong", "      |     ^^^^^"]


def test_controls_are_shown_as_escapes() -> None:
    lines = block("\x1b[31m\u202ewrong", 6, 11)
    assert lines[3:5] == ["    1 | \\e[31m<U+202E>wrong", "      |               ^^^^^"]


def test_long_rows_are_cut_around_the_span() -> None:
    page = "x" * 5000 + " wrong " + "y" * 5000
    lines = block(page, 5001, 5006)
    assert all(width(line) <= 80 for line in lines)
    row, carets = lines[3], lines[4]
    assert row[8] == "…"
    assert row[-1] == "…"
    at = carets.index("^")
    assert row[at : at + 5] == "wrong"


def test_a_row_of_a_megabyte_is_cut_at_once() -> None:
    import time

    page = "word " * 400_000
    start = time.perf_counter()
    for _ in range(50):
        clip(page, 1_000_000, 1_000_400, 80)
    assert time.perf_counter() - start < 2


def test_a_span_over_rows_shows_the_first_ones() -> None:
    page = "one two\nthree\nfour\nfive\nsix"
    lines = block(page, 4, page.index("six") + 3)
    assert lines[3:10] == [
        "    1 | one two",
        "      |     ^^^",
        "    2 | three",
        "      | ^^^^^",
        "    3 | four",
        "      | ^^^^",
        "      | … up to line 5",
    ]
    assert block("one\ntwo\n", 0, 4)[3:6] == ["    1 | one", "      | ^^^", ""]


def test_an_empty_span_gets_one_caret() -> None:
    assert block("one", 3, 3)[3:5] == ["    1 | one", "      |    ^"]
    assert block("", 0, 0)[3:] == ["", ""]


def test_messages_are_wrapped_and_made_visible() -> None:
    lines = block("x", 0, 1, 60, message="A long \x1b[2J message " * 6, fix=Fix("suggestion", "write it " * 12))
    assert all(len(line) <= 60 for line in lines)
    assert "\x1b" not in "".join(lines)
    assert any(line.startswith("    help: write it") for line in lines)


@given(
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=300),
    st.integers(0, 300),
    st.integers(0, 60),
    st.integers(20, 100),
)
def test_a_cut_row_always_fits_and_holds_its_span(row: str, start: int, length: int, columns: int) -> None:
    shown, before, marked = clip(row, start, start + length, columns)
    assert width(shown) <= columns
    assert before + marked <= columns
    assert not any(c in shown for c in "\n\r\x1b\t")


@given(st.text("ab 日", max_size=80), st.integers(5, 30))
def test_wrapping_loses_nothing(words: str, columns: int) -> None:
    assert " ".join(wrap(words, columns)).split() == words.split()


def test_no_line_begins_with_a_command_of_a_ci_service() -> None:
    """Blanks before it do not help: they are passed over there."""
    for command in ("::stop-commands::x", "##[error]x", "##vso[task.complete]"):
        for columns in range(5, 40):
            assert not any(
                line.lstrip().startswith(("::", "##")) for line in wrap(f"Write: one two {command} x", columns)
            )


def test_the_summary_counts() -> None:
    fix = Fix("safe", "m", (Edit(Span(0, 1), "y"),))
    unsafe = Fix("unsafe", "m", (Edit(Span(0, 1), "y"),))
    findings = [
        Finding("OTS101", "n", "error", "m", Span(0, 1), fix),
        Finding("OTS102", "n", "error", "m", Span(0, 1), unsafe),
        Finding("OTS201", "n", "warning", "m", Span(0, 1)),
        Finding("OTS103", "n", "info", "m", Span(0, 1), Fix("suggestion", "m")),
    ]
    stream = io.StringIO()
    concise.write(Report(reported(Source("x", "a.md"), findings), 3, suppressed=2), stream)
    assert stream.getvalue().splitlines()[-1] == (
        "Found 2 errors, 1 warning and 1 note in 1 of 3 pages."
        " 1 can be fixed with --fix, 1 more with --unsafe-fixes. (2 suppressed)"
    )


def test_json_is_as_specified() -> None:
    import json as standard

    from ots_lint.finding import Relationship

    fix = Fix("safe", "Write it so", (Edit(Span(5, 8), "n̈ew"),))
    finding = Finding(
        "OTS101",
        "name-spelling",
        "error",
        "m “x”",
        Span(5, 8),
        fix,
        Relationship("unofficial", "front matter"),
        "https://x",
    )
    source = Source("one\r\n\U0001f600wo three", "events/a.md")
    stream = io.StringIO()
    json.write(Report(reported(source, [finding]), 1), stream)
    place = {"location": {"row": 2, "column": 1}, "end_location": {"row": 2, "column": 4}}
    assert standard.loads(stream.getvalue()) == [
        {
            "code": "OTS101",
            "name": "name-spelling",
            "severity": "error",
            "message": "m “x”",
            "filename": "events/a.md",
            **place,
            "fix": {"applicability": "safe", "message": "Write it so", "edits": [{**place, "content": "n̈ew"}]},
            "url": "https://x",
            "relationship": {"value": "unofficial", "source": "front matter"},
        }
    ]
    stream = io.StringIO()
    json.write(Report([]), stream)
    assert stream.getvalue() == "[]\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_stays_json_in_any_encoding(encoding: str) -> None:
    import json as standard

    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="backslashreplace")
    finding = Finding("OTS101", "n", "error", "é ’ \U0001f600", Span(0, 0))
    json.write(Report(reported(Source("", "\udcff.md"), [finding]), 1), stream)
    stream.flush()
    found = standard.loads(raw.getvalue().decode(encoding))
    assert found[0]["message"] == "é ’ \U0001f600"
    assert found[0]["filename"] == "\udcff.md"


def test_formats_are_found_by_listing_files() -> None:
    names = formats()
    assert {"text", "concise", "json"} <= set(names)
    assert not {"model", "templates"} & set(names)
    for name, module in names.items():
        assert load(name).__name__ == module  # type: ignore[attr-defined]
