"""How the texts of a page stand to each other."""

from __future__ import annotations

import pytest

from ots_lint.meaning.page.layout import Layout
from ots_lint.pages.base import read_page
from ots_lint.text.source import Source


def layout(text: str) -> Layout:
    return Layout(read_page(Source(f"{text}\n", "page.md")), frozenset())


def run_of(found: Layout, text: str) -> int:
    return next(i for i, run in enumerate(found.page.runs) if run.text.strip() == text)


LONG = "We met so many people at so many tables in so many halls that we can hardly count all of them."


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Tea.\n\nCake.", [["Tea."], ["Cake."]]),
        ("| A | B |\n|---|---|\n| Tea | Cake |", [["A", "B"], ["Tea", "Cake"]]),
        ("- Tea\n- Cake", [["Tea"], ["Cake"]]),
        ("- Tea\n\n  Cake", [["Tea", "Cake"]]),
        ("- Tea.\n\n  Cake", [["Tea."], ["Cake"]]),
        (f"- {LONG[:-1]}\n\n  Cake", [[LONG[:-1]], ["Cake"]]),
        ("<dl><dt>Tea</dt><dd>Cake</dd></dl>", [["Tea", "Cake"]]),
    ],
)
def test_what_is_read_as_one_text(text: str, units: list[list[str]]) -> None:
    found = layout(text)
    assert [[found.page.runs[i].text.strip() for i in unit] for unit in found.units] == units
    assert all(found.unit_of[run] == number for number, unit in enumerate(found.units) for run in unit)


def test_skipped_texts_are_no_unit() -> None:
    page = read_page(Source("Tea.\n\nCake.\n", "page.md"))
    assert [[page.runs[i].text for i in unit] for unit in Layout(page, frozenset({0})).units] == [["Cake."]]


@pytest.mark.parametrize(
    ("text", "of", "lead"),
    [
        ("We thank:\n\n- Tea\n- Cake", "Tea", "We thank:"),
        ("We thank:\n\n- Tea\n- Cake", "Cake", "We thank:"),
        ("We thank:\n\n- Tea\n  - Juice\n- Cake", "Cake", "We thank:"),
        ("We thank:\n\n- Tea\n  - Juice\n- Cake", "Juice", "Tea"),
        ("We thank.\n\n- Tea", "Tea", "We thank."),
        (f"{LONG}\n\n- Tea", "Tea", ""),
        (f"{LONG[:-1]}\n\n- Tea", "Tea", LONG[:-1]),
        ("# We thank\n\n- Tea", "Tea", ""),
        ("- Tea", "Tea", ""),
        ("We thank:\n\n| Tea | Cake |\n|---|---|\n| Juice | Water |", "Water", "We thank:"),
        ("We thank:\n\n- Tea\n\nThey thank:\n\n- Cake", "Cake", "They thank:"),
        ("We thank:\n\n![Tea](a.png)", "Tea", "We thank:"),
        ("We thank:\n\n![Tea](a.png)\n\n![Cake](b.png)", "Cake", "We thank:"),
        ("We thank\n\n![Tea](a.png)", "Tea", ""),
        ("# We thank:\n\n![Tea](a.png)", "Tea", ""),
    ],
)
def test_what_introduces_a_list(text: str, of: str, lead: str) -> None:
    found = layout(text)
    assert found.lead_in(run_of(found, of)).strip() == lead
    for i in range(len(found.page.runs)):  # what is kept for one row says nothing else of another
        found.lead_in(i)
    assert found.lead_in(run_of(found, of)).strip() == lead


def test_a_line_that_ends_with_a_colon_stands_before_a_text() -> None:
    found = layout("We thank:\n\nTea\n\nCake\n\n# Juice:\n\nWater")
    lines = {run.text: found.line_before(i) for i, run in enumerate(found.page.runs)}
    assert {text: line for text, line in lines.items() if line} == {"Tea": "We thank:"}


def test_headings_from_the_nearest_upwards() -> None:
    found = layout("Zero\n\n# One\n\n## Two\n\nText\n\n## Three\n\n# Four\n\nMore")
    above = {
        text: [found.page.runs[i].text for i in found.headings(found.page.runs[run_of(found, text)])]
        for text in ("Zero", "Text", "More", "Three")
    }
    assert above == {"Zero": [], "Text": ["Two", "One"], "More": ["Four"], "Three": ["One"]}
    assert found.heading(found.page.runs[run_of(found, "Text")]) == "Two"
    assert found.heading(found.page.runs[run_of(found, "Zero")]) == ""


def test_rows_and_columns() -> None:
    found = layout("| A | B |\n|---|---|\n| C | D |\n\nText\n\n| E | F |\n|---|---|")
    text = [run.text.strip() for run in found.page.runs]
    assert [[text[i] for i in runs] for runs in found.first_rows.values()] == [["A", "B"], ["E", "F"]]
    assert [[text[i] for i in runs] for runs in found.columns.values()] == [["A", "C"], ["B", "D"], ["E"], ["F"]]
    assert len(found.several_rows) == 1
