"""Which fixes stand: a page after its safe fixes is the old one but for the name, and labels say what `--fix` does."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from ots_lint.lint import disputed, proof
from ots_lint.lint.fix import fix_page
from ots_lint.lint.page import lint_source
from ots_lint.lint.result import Linted
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source


@cache
def _ruleset() -> Any:
    return load_ruleset()


def lint(source: Source) -> Linted:
    return lint_source(source, _ruleset(), Settings())


def fixed(text: str, name: str = "page.md") -> str:
    """The page after its safe fixes; what was called safe has to be what was done."""
    source = Source(text, name)
    before = lint(source)
    outcome = fix_page(source, lint, linted=before)
    safe = [f for f in before.findings if f.fix is not None and f.fix.applicability == "safe"]
    left = [f for f in outcome.linted.findings if f.fix is not None and f.fix.applicability == "safe"]
    assert bool(safe) == (outcome.source.text != text)
    assert not left
    return outcome.source.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # links keep their texts
        ("Open Tech [School](/u)", "OpenTech[School](/u)"),
        ("[Open](/a) [Tech](/b) [School](/c)", "[Open](/a)[Tech](/b)[School](/c)"),
        ("[Open Tech](/a) School", "[OpenTech](/a)School"),
        ("Open Tech [School]\n\n[School]: /u", "OpenTech[School]\n\n[School]: /u"),
        ("[Open]\nTech School\n\n[Open]: /u", "[Open]TechSchool\n\n[Open]: /u"),
        # so does emphasis that goes beyond a word, or is within one
        ("**O**pen **T**ech **S**chool", "**O**pen**T**ech**S**chool"),
        ("the **very Open** *Tech School now* x", "the **very Open***TechSchool now* x"),
        ("Open *Tech School* x", "Open*TechSchool* x"),
        ("Open _Tech School_ x", "_OpenTechSchool_ x"),
        # what only looks different goes with the old words
        ("Open **Tech** School", "OpenTechSchool"),
        ("Open <b>Tech</b>\n*School*", "Open<b>Tech</b>*School*"),
        # anchors, scripts, comments and elements with attributes stay
        ('Open <a id="b"></a>Tech School', 'Open<a id="b"></a>TechSchool'),
        ("Open <!-- more --> Tech School", "Open<!-- more -->TechSchool"),
        ('Open <b id="x">Tech</b> School', 'Open<b id="x">Tech</b>School'),
        ("Open <script>t()</script> Tech School", "Open<script>t()</script>TechSchool"),
        # references keep their labels
        ("[Open Tech School]\n\n[Open Tech School]: /u", "[OpenTechSchool][Open Tech School]\n\n[Open Tech School]: /u"),
        ("![Open Tech School]\n\n[open tech school]: /u", "![OpenTechSchool][Open Tech School]\n\n[open tech school]: /u"),
        ("![Open Tech School][]\n\n[Open Tech School]: /u", "![OpenTechSchool][Open Tech School]\n\n[Open Tech School]: /u"),
        ("![a Open Tech School b]\n\n[a Open Tech School b]: /u", "![a OpenTechSchool b][a Open Tech School b]\n\n[a Open Tech School b]: /u"),
        # a page of a wiki keeps its name
        ("[[Open Tech School]] [[Open Tech School|opentechschool]]", "[[OpenTechSchool]] [[Open Tech School|OpenTechSchool]]"),
        # code in an alternative text is code
        ("![`opentechschool x` by Open Tech School](a.png)", "![`opentechschool x` by OpenTechSchool](a.png)"),
        ("![the `opentechschool`](a.png)", "![the `opentechschool`](a.png)"),
    ],
)  # fmt: skip
def test_markup_stays(before: str, after: str) -> None:
    assert fixed(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('Open <a href="/u">Tech School</a>', 'Open<a href="/u">TechSchool</a>'),
        ("<b>O</b>pen <b>T</b>ech <b>S</b>chool", "<b>O</b>pen<b>T</b>ech<b>S</b>chool"),
        ('<font color="red">Open <b>Tech</b> School</font>', '<font color="red">OpenTechSchool</font>'),
        ("<u>Open<br/>\nTech</u> School", "<u>OpenTech</u>School"),
        ("Open <style>b{}</style> Tech <i>School</i>", "Open<style>b{}</style>Tech<i>School</i>"),
    ],
)
def test_markup_stays_in_html(before: str, after: str) -> None:
    assert fixed(f"<p>{before}</p>\n", "page.html") == f"<p>{after}</p>\n"


@pytest.mark.parametrize(
    "text",
    [
        "[Host]: Open Tech School",  # would be a definition, which nobody sees
        "- [ ] [Host]: Open Tech School",
        "[our friends](Open Tech School)",  # would be a link
        "[OTS][Open Tech School]\n\n[OTS]: /a\n[OpenTechSchool]: /b",
        "[Open] [Tech] School\n\n[Open]: /a\n[Tech]: /b",  # would be one link
        "a [^Open Tech <b>School</b>] b",  # some take it for a footnote
        "[^a b]: note\n\n    Open Tech School",  # code for some
        "see www.![Open-Tech <u>School</u>](/i.png) x",
        "Open\nTech School\n: x",  # some know no terms of two lines
        "| Open\nTech School | b |\n|---|---|",
        "Open Tech School is kind.\n\n*[Open Tech School]: a network\n",  # some explain each of these
    ],
)
def test_what_would_do_damage_is_left_to_the_author(text: str) -> None:
    (finding, *_) = lint(Source(text, "page.md")).findings
    assert finding.code == "OTS101"
    assert finding.fix is not None
    assert finding.fix.applicability == "suggestion"
    assert finding.fix.edits == ()
    assert "by hand" in finding.fix.message
    assert fixed(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "**Open <b>Tech *School</b>****",
        "<!-- x --> <kbd>\nOpen Tech School</kbd> and Open Tech School",  # the browser ignores this end
    ],
)
def test_where_programs_differ_nothing_is_changed(text: str) -> None:
    assert any(f.code == "OTS101" for f in lint(Source(text, "page.md")).findings)
    assert fixed(text) == text


def test_other_abbreviations_are_no_hindrance() -> None:
    text = "see [[Open Tech School]](/u) and Open Tech School (OTS)\n\n*[OTS]: Open Tech School\n"
    assert fixed(text) == text.replace("Open Tech School", "OpenTechSchool")


def test_the_others_on_the_page_are_fixed() -> None:
    bad = "[our friends](Open Tech School)"
    assert fixed(f"Open Tech School\n\n{bad} and Open Tech School, opentechschool {bad}\n\n# opentechschool\n") == (
        f"OpenTechSchool\n\n{bad} and OpenTechSchool, OpenTechSchool {bad}\n\n# OpenTechSchool\n"
    )


def test_what_makes_a_definition_does_not_spoil_its_neighbours() -> None:
    text = "[Host]: Open Tech School\n\nOpen Tech School, says [Host].\n"
    assert fixed(text) == "[Host]: Open Tech School\n\nOpenTechSchool, says [Host].\n"


def test_a_heading_that_the_page_links_to_is_changed_on_request_only() -> None:
    text = "[about](#about-open-tech-school)\n\n# About Open Tech School\n"
    (finding,) = lint(Source(text, "page.md")).findings
    assert finding.fix is not None
    assert finding.fix.applicability == "unsafe"
    assert "#about-open-tech-school" in finding.fix.message
    assert fixed(text) == text
    own = "[about](#x)\n\n# About Open Tech School {#x}\n"
    assert fixed(own) == own.replace("Open Tech", "OpenTech").replace("Tech School", "TechSchool")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<table>\n<tr>\n<td>a</td>\nC\n    <td>b</td>\n</tr>\n</table>\n", "<table>\n<tr>\n<td>a</td>\n    <td>b</td>\n</tr>\n</table>\n"),
        ("<p>\na\nC\n# b\n</p>\n", "<p>\na\n# b\n</p>\n"),
        ("a\nC\nb\n", "a\n\nb\n"),
        ("- a\n  C\n  b\n", "- a\n  C\n  b\n"),  # would be a list with space between its items
        ("- [ ] C\n", "- [ ] C\n"),  # would be no task
        ("- C **a**\n", "- C **a**\n"),  # HTML up to the end of the line: the stars are seen
        ("a C\n", "a\n"),
        ("C\n", ""),
        ("C C ", " "),
        ("C C\n\nC C", "\n\n"),
        (" C \n", ""),
    ],
)  # fmt: skip
def test_a_comment_goes_without_a_trace(before: str, after: str) -> None:
    comment = "<!-- ots-lint-disable-next-line OTS402 -->"
    assert fixed(before.replace("C", comment)) == after.replace("C", comment)


def test_lines_that_a_suppression_tells_apart_are_not_joined() -> None:
    text = "<!-- ots-lint-disable-next-line OTS101 --> Open\nTech School and Opentechschool\n"
    assert fixed(text, "page.html") == text


def test_a_page_is_read_once_more_however_many_findings_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = 0
    inner = proof.read_page

    def counted(source: Source) -> Any:
        nonlocal readings
        readings += 1
        return inner(source)

    monkeypatch.setattr(proof, "read_page", counted)
    lint(Source("Open Tech School and **Open** Tech [School](/u)\n\n" * 200, "page.md"))
    assert readings == 1


def test_bad_fixes_do_not_make_a_page_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = 0
    inner = proof.Before.damages

    def counted(self: proof.Before, edits: Any, after: str) -> Any:
        nonlocal tries
        tries += 1
        return inner(self, edits, after)

    monkeypatch.setattr(proof.Before, "damages", counted)
    lint(Source("[our friends](Open Tech School) and Open Tech School " * 300, "page.md"))
    assert tries <= 26


def test_a_long_line_of_names_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    inner = disputed._MARKS

    class Counted:
        def search(self, *arguments: Any) -> Any:
            nonlocal looks
            looks += 1
            return inner.search(*arguments)

    monkeypatch.setattr(disputed, "_MARKS", Counted())
    assert fixed("**O**pen **T**ech **S**chool " * 30).startswith("**O**pen**T**ech**S**chool **O**pen")
    assert 0 < looks <= 6, "each edit looks through its whole line"


def test_codes_go_from_a_list_in_front_matter() -> None:
    text = "---\nots:\n  ignore:\n  - OTS400\n  - OTS101\n  - OTS401\ntitle: x\n---\n# Open Tech School\n\n[a](b) ![c](d)\n"
    assert fixed(text) == text.replace("  - OTS400\n", "").replace("  - OTS401\n", "")
    flow = "---\nots: {ignore: [OTS400, OTS101, OTS401]}\n---\nOpen Tech School\n"
    assert fixed(flow) == flow.replace("OTS400, ", "").replace(", OTS401", "")
