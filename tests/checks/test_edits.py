"""How a fix writes other words for some that markup goes through, and what a message shows of them."""

from __future__ import annotations

import pytest

from ots_lint.checks._edits import MAX_PIECES, narrower, replace_fix, replacements, shown
from ots_lint.finding import Fix
from ots_lint.lint.page import lint_source
from ots_lint.meaning.reading import Reading
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.run import Span
from ots_lint.text.source import Source

RULESET = load_ruleset()


def ways(text: str, old: str, new: str, name: str = "page.md") -> list[str]:
    """The page as each way would leave it."""
    page = read_page(Source(text, name))
    index, start = next((i, run.text.index(old)) for i, run in enumerate(page.runs) if old in run.text)
    out = []
    for edits in replacements(page, index, start, start + len(old), new):
        changed = text
        for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
            assert text[edit.span.start : edit.span.end] != edit.content
            changed = changed[: edit.span.start] + edit.content + changed[edit.span.end :]
        out.append(changed)
    return out


@pytest.mark.parametrize(
    ("text", "old", "new", "written"),
    [
        ("Open School here.\n", "Open School", "OpenSchool", ["OpenSchool here.\n"]),
        # looks go with the words, or each letter stays where it stands
        (
            "**Open**School here.\n",
            "OpenSchool",
            "Openschool",
            ["**Open**school here.\n", "**Openschool** here.\n", "****Openschool here.\n"],
        ),
        (
            "**Open** School here.\n",
            "Open School",
            "OpenSchool",
            ["**Open**School here.\n", "**OpenSchool** here.\n", "****OpenSchool here.\n"],
        ),
        # a link is no look: what it links stays what it is
        (
            "[Open](a.html)school here.\n",
            "Openschool",
            "OpenSchool",
            ["[Open](a.html)School here.\n"],
        ),
        # letters that nothing stands for go where the letter before them is
        ("[Op](a.html)Sch here.\n", "OpSch", "OpenSch", ["[Open](a.html)Sch here.\n"]),
        ("[Op](a.html)Sch here.\n", "OpSch", "TheOpSch", ["[TheOp](a.html)Sch here.\n"]),
        ("[Op](a.html)[Sch](b.html)\n", "OpSch", "OpenSchool", ["[Open](a.html)[School](b.html)\n"]),
        ("[Op](a.html)[Sch](b.html)\n", "OpSch", "S", ["[](a.html)[S](b.html)\n"]),
        # a blank between marks holds no name
        (
            "**Open** **School** here.\n",
            "Open School",
            "OpenSchool",
            [
                "**OpenSchool** here.\n",
                "**Open****School** here.\n",
                "**OpenSchool****** here.\n",
                "******OpenSchool** here.\n",
            ],
        ),
        # a letter whose small form is two
        ("[İp](a.html)Sch here.\n", "İpSch", "İpsch", ["[İp](a.html)sch here.\n"]),
        # the label of a reference is kept
        ("[Open School]\n\n[open school]: a.html\n", "Open School", "OpenSchool", ["[OpenSchool][Open School]\n"]),
        ("[Open School][]\n\n[open school]: a.html\n", "Open School", "OpenSchool", ["[OpenSchool][Open School]\n"]),
        ("[Open School][a]\n\n[a]: a.html\n", "Open School", "OpenSchool", ["[OpenSchool][a]\n"]),
        ("[Open School](a.html)\n", "Open School", "OpenSchool", ["[OpenSchool](a.html)\n"]),
        ("Open School [b](a.html)\n", "Open School", "OpenSchool", ["OpenSchool [b](a.html)\n"]),
        ("Open School [b] c\n\n[b]: a.html\n", "Open School", "OpenSchool", ["OpenSchool [b] c\n"]),
        ("[b] Open School [c] d\n\n[b]: a.html\n[c]: a.html\n", "Open School", "O", ["[b] O [c] d\n"]),
        (
            "[The *Open School*  here]\n\n[the *open school* here]: a.html\n",
            "Open School",
            "O",
            ["[The *O*  here][The *Open School* here]\n"],
        ),
        ("[Open School \\](]\n\n[open school \\](]: a.html\n", "Open School", "O", ["[O \\](][Open School \\](]\n"]),
        (
            "[![Open School]][x]\n\n[open school]: a.png\n[x]: a.html\n",
            "Open School",
            "O",
            ["[![O][Open School]][x]\n"],
        ),
    ],
)
def test_words_in_markdown(text: str, old: str, new: str, written: list[str]) -> None:
    found = [way.partition("\n\n[")[0].rstrip("\n") + "\n" for way in ways(text, old, new)]
    assert found == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<p>Open<b> School</b></p>\n", ["<p>Open<b>School</b></p>\n"]),
        ("<p><b>Open</b> <i>School</i></p>\n", ["<p><b>Open</b><i>School</i></p>\n"]),
        ("<p>Open <a href='a'>School</a></p>\n", ["<p>Open<a href='a'>School</a></p>\n"]),
    ],
)
def test_words_in_html(text: str, written: list[str]) -> None:
    assert ways(text, "Open School", "OpenSchool", "page.html") == written


def test_a_name_in_too_many_pieces_is_left_alone() -> None:
    name = "x" * (MAX_PIECES + 1)
    text = "".join(f"<a>{letter}</a>" for letter in name)
    assert ways(f"<p>{text}</p>\n", name, "y", "page.html") == []
    assert len(ways(f"<p>{text[7:]}</p>\n", name[1:], "x" * (MAX_PIECES - 1), "page.html")) == 1


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<p>Hosted by <b>OpenTechSchool</b>.</p>\n", "Hosted by OpenTechSchool"),
        ("<p>Hosted by&nbsp;OpenTechSchool.</p>\n", "Hosted by OpenTechSchool"),
        ("<p>Hosted\n   by OpenTechSchool.</p>\n", "Hosted by OpenTechSchool"),
    ],
)
def test_a_message_shows_words_as_people_see_them(text: str, seen: str) -> None:
    settings = Settings(event_relationship="unofficial", select=("OTS301",), lang="en")
    page = f'<html lang="en"><body>{text}</body></html>\n'
    found = lint_source(Source(page, "page.html"), RULESET, settings).findings
    assert [f"“{seen}”" in finding.message for finding in found] == [True]


def test_no_fix_where_markup_would_break() -> None:
    rule = RULESET.rules["OTS101"]
    letters = "x" * (MAX_PIECES + 1)
    text = "<p>" + "".join(f"<a>{letter}</a>" for letter in letters) + "</p>\n"
    reading = Reading(read_page(Source(text, "page.html")), RULESET, Settings())
    assert replace_fix(rule, reading, 0, 0, len(letters), "y", {}) is None
    assert replace_fix(rule, reading, 0, 0, 1, "y", {"seen": "x", "fixed": "y"}) is not None
    assert replace_fix(rule._replace(fix={}), reading, 0, 0, 1, "y", {}) is None


def test_other_ways_are_sought_in_the_run_that_holds_the_words() -> None:
    text = "Tea.\n\n**Open** School\n"
    page = read_page(Source(text, "page.md"))
    start = text.index("Open")
    span = Span(start, text.index("School") + len("School"))
    fix = Fix("safe", "", next(replacements(page, 1, 0, len("Open School"), "OpenSchool")))
    assert len([*narrower(page, fix, span, [0, 1])]) == len([*narrower(page, fix, span, [1])]) == 2
    assert [*narrower(page, fix, span, [0])] == []
    assert [*narrower(page, fix, Span(start - 2, span.end), [1])] == []


@pytest.mark.parametrize(("length", "limit", "seen"), [(5, 5, 5), (6, 5, 5), (90, 90, 90), (91, 90, 90)])
def test_a_message_shows_no_more_than_fits(length: int, limit: int, seen: int) -> None:
    reading = Reading(read_page(Source("x" * length + "\n", "page.md")), RULESET, Settings())
    said = shown(reading, Span(0, length), limit)
    assert len(said) == seen
    assert said.endswith("…") is (length > limit)
    assert limit != 90 or said == shown(reading, Span(0, length))
