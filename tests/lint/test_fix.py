"""Applying fixes."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from ots_lint.finding import Edit, Finding, Fix
from ots_lint.lint.fix import apply_fixes, fix_page
from ots_lint.lint.result import Linted
from ots_lint.text.run import Span
from ots_lint.text.source import Source


def finding(*edits: tuple[int, int, str], kind="safe", code: str = "OTS101", severity="error") -> Finding:
    spans = tuple(Edit(Span(start, end), content) for start, end, content in edits)
    return Finding(code, "name", severity, "message", spans[0].span, Fix(kind, "write it so", spans))


def test_fixes_are_applied_from_one_reading() -> None:
    text, applied = apply_fixes("abcdef", [finding((4, 5, "EE")), finding((0, 1, "")), finding((1, 2, "B"))])
    assert text == "BcdEEf"
    assert len(applied) == 3


def test_only_wanted_fixes_are_applied() -> None:
    findings = [finding((0, 1, "A")), finding((1, 2, "B"), kind="unsafe"), finding((2, 3, "C"), kind="suggestion")]
    assert apply_fixes("abc", findings)[0] == "Abc"
    assert apply_fixes("abc", findings, unsafe=True)[0] == "ABc"


def test_a_fix_is_applied_whole_or_not_at_all() -> None:
    both = finding((0, 1, "A"), (4, 5, "E"))
    assert apply_fixes("abcde", [both, finding((3, 5, "xy"))])[0] == "AbcdE"
    assert apply_fixes("abcde", [finding((0, 2, "xy")), finding((1, 2, "B"), (4, 5, "E"))])[0] == "xycde"


def test_safe_fixes_go_before_unsafe_ones() -> None:
    findings = [finding((0, 4, "whole"), kind="unsafe"), finding((1, 2, "B"))]
    text, applied = apply_fixes("abcd", findings, unsafe=True)
    assert (text, [f.fix.applicability for f in applied]) == ("aBcd", ["safe"])


def test_insertions_at_one_place_conflict() -> None:
    assert apply_fixes("ab", [finding((1, 1, "x")), finding((1, 1, "y"), code="OTS102")])[0] == "axb"
    assert apply_fixes("ab", [finding((1, 1, "x")), finding((1, 2, "y"))])[0] == "axb"


def test_broken_fixes_are_left_out() -> None:
    broken = [finding((0, 9, "x")), finding((2, 1, "x")), finding((0, 2, "x"), (1, 2, "y")), finding((0, 1, "a"))]
    assert apply_fixes("abc", broken) == ("abc", [])


def test_line_ends_and_encoding_are_those_of_the_file() -> None:
    assert apply_fixes("ab", [finding((1, 1, "\nx\r\n"))], newline="\r\n")[0] == "a\r\nx\r\nb"
    assert apply_fixes("ab", [finding((1, 1, "\n"))], newline="\r")[0] == "a\rb"
    assert apply_fixes("ab", [finding((1, 1, "’")), finding((0, 1, "A"))], encoding="latin-1")[0] == "Ab"


@given(
    st.text("abc", min_size=1, max_size=20),
    st.lists(
        st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.text("xy", max_size=3)), min_size=1, max_size=3)
    ),
)
def test_applied_edits_are_all_there_and_nothing_else(text: str, fixes: list[list[tuple[int, int, str]]]) -> None:
    findings = [finding(*(sorted(edits))) for edits in fixes]
    new, applied = apply_fixes(text, findings)
    edits = sorted((edit for f in applied for edit in f.fix.edits), key=lambda e: e.span)
    rebuilt, at = "", 0
    for edit in edits:
        assert edit.span.start >= at, "edits overlap"
        rebuilt += text[at : edit.span.start] + edit.content
        at = edit.span.end
    assert new == rebuilt + text[at:]


def replacing(*pairs: tuple[str, str, str]) -> Callable[[Source], Linted]:
    """A linter that finds words; (code, wrong, right)."""

    def lint(source: Source) -> Linted:
        findings = []
        for code, wrong, right in pairs:
            at = source.text.find(wrong)
            while at >= 0:
                findings.append(finding((at, at + len(wrong), right), code=code))
                at = source.text.find(wrong, at + 1)
        return Linted(source, findings)

    return lint


def test_a_page_is_fixed_pass_by_pass() -> None:
    lint = replacing(("OTS101", "ab", "b"), ("OTS102", "bd", "!"))  # they overlap: one pass each
    outcome = fix_page(Source("abd abd"), lint)
    assert outcome.source.text == "! !"
    assert [f.code for f in outcome.applied] == ["OTS101", "OTS101", "OTS102", "OTS102"]
    assert outcome.linted.findings == []


def test_fixes_that_go_round_in_circles_end() -> None:
    outcome = fix_page(Source("a a a"), replacing(("OTS101", "a", "b"), ("OTS101", "b", "a")))
    assert outcome.source.text == "a a a"
    assert outcome.applied == []
    assert outcome.undone


def test_a_fix_that_adds_an_error_is_undone_and_the_others_stay() -> None:
    lint = replacing(("OTS101", "a", "x"), ("OTS102", "b", "BAD BAD"), ("OTS301", "BAD", "BAD"))
    outcome = fix_page(Source("a b a b a"), lint)
    assert outcome.source.text == "x b x b x"
    assert {f.code for f in outcome.undone} == {"OTS102"}
    assert [f.code for f in outcome.linted.findings] == ["OTS102", "OTS102"]


def test_many_bad_fixes_do_not_take_forever() -> None:
    calls = 0
    inner = replacing(("OTS101", "a", "bb"), ("OTS102", "b", "b"))

    def lint(source: Source) -> Linted:
        nonlocal calls
        calls += 1
        return inner(source)

    outcome = fix_page(Source("a " * 1000), lint)
    assert outcome.source.text == "a " * 1000
    assert calls < 100


def test_encoding_and_mark_stay() -> None:
    source = Source("a", "x.md", "utf-16-le", b"\xff\xfe")
    outcome = fix_page(source, replacing(("OTS101", "a", "ü")))
    assert outcome.source.encode() == b"\xff\xfe" + "ü".encode("utf-16-le")


def test_what_one_text_did_not_take_another_may() -> None:
    from ots_lint.api import fix_text

    page = "Join Open Tech School today.\n\n# OpenTechScool\n\nUnterstützt von Open Tech School.\n"
    fixed = fix_text(page, unsafe=True, relationship="unofficial")
    assert fixed.fixed == 4
    assert "Unterstützt von OpenTechSchool." in fixed.text
    assert fix_text(fixed.text, unsafe=True, relationship="unofficial").fixed == 0
