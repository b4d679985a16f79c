"""The HTML report in a real browser: layout, accessibility, filter, keyboard, no script, hostile pages.

Needs Chromium and Node with this folder's packages: `npm ci` here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))

from browser import NEEDED, seen_by
from report_builders import found, report_of, sample_report, text_of
from test_report_hostile import ATTACKS, hostile

from ots_lint.cli.main import run
from ots_lint.report.model import Report
from ots_lint.settings import Letter
from ots_lint.text.source import Source

pytestmark = NEEDED


def look(report: Report, folder: Path) -> Any:
    file = folder / "report.html"
    file.write_text(text_of(report, "html"), "utf-8")
    return look_at(file)


def look_at(file: Path) -> Any:
    return seen_by("inspect.mjs", file)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return look(sample_report(), tmp_path_factory.mktemp("report"))


def test_axe_finds_nothing_in_any_width_and_scheme(seen: Any) -> None:
    assert [(v["width"], v["colorScheme"]) for v in seen["views"]] == [
        (width, scheme) for width in (400, 900, 1400) for scheme in ("light", "dark")
    ]
    for view in seen["views"]:
        assert view["violations"] == [], view


def test_nothing_is_wider_than_the_screen(seen: Any) -> None:
    assert [view["overflow"] for view in seen["views"]] == [0] * 6


def test_no_network_and_no_complaints(seen: Any) -> None:
    assert seen["requests"] == []
    assert seen["console"] == []


def test_the_filter(seen: Any) -> None:
    steps = seen["filter"]
    assert steps["all"] == {"cards": 7, "hidden": 0, "refs": 7, "pages": 1, "count": "7 findings", "form": True}
    assert steps["withoutErrors"]["cards"] == steps["withoutErrors"]["refs"] == 2
    assert steps["withoutErrors"]["count"] == "2 of 7 findings"
    assert (steps["nothing"]["cards"], steps["nothing"]["pages"]) == (0, 0)
    assert steps["reset"] == steps["all"]
    assert steps["firstPage"]["cards"] == 7


def test_a_filter_opens_what_it_shows(seen: Any) -> None:
    opened = seen["filter"]["opened"]
    assert opened["cards"] == opened["refs"] == 6
    assert opened["count"] == "6 of 7 findings"


def test_a_sentence_can_be_copied(seen: Any) -> None:
    copy = seen["copy"]
    assert copy["buttons"] == 5
    assert copy["clipboard"] == copy["sentence"]
    assert copy["label"] == copy["told"] == "Copied"


def test_print_shows_every_finding_and_no_controls(seen: Any) -> None:
    assert seen["print"] == {"form": False, "buttons": 0, "cards": 7, "mail": False}


@pytest.mark.parametrize("width", [400, 900])
def test_names_of_files_break_at_their_marks(tmp_path: Path, width: int) -> None:
    name = "very-long-folder-of-events/2026-open-source-evenings/an_evening_with_friends.de.md"
    source = Source("opentechschool", name)
    seen = look(report_of(found(source, "opentechschool", "OpenTechSchool"), sources={name: source}), tmp_path)
    assert [view["overflow"] for view in seen["views"]] == [0] * 6
    rows = seen["rows"][str(width)]
    assert "".join(rows) == name
    assert all(row[-1] in "/-_." for row in rows[:-1])


def test_the_german_report_is_as_accessible(tmp_path: Path) -> None:
    letter = Letter("Ada", "codenight.example", "2026-05-31", "Liebe Li,")
    seen = look(sample_report().but(lang="de", letter=letter), tmp_path)
    for view in seen["views"]:
        assert view["violations"] == [], view
        assert view["overflow"] == 0
    assert seen["filter"]["withoutErrors"]["count"] == "2 von 7 Funde"
    assert seen["copy"]["label"] == "Kopiert"


def test_a_link_opens_what_it_points_to(seen: Any) -> None:
    assert seen["anchor"] is True


def test_the_skip_link_comes_first(seen: Any) -> None:
    assert seen["firstFocus"] == {"text": "Skip to the findings", "visible": True}


def test_all_is_there_without_scripts(seen: Any) -> None:
    assert seen["withoutScript"] == {"cards": 7, "form": False}


def test_hostile_pages_run_nothing_and_break_nothing(tmp_path: Path) -> None:
    seen = look(hostile("\n".join(ATTACKS.values()), "<img src=x onerror=alert(1)>.md"), tmp_path)
    assert seen["console"] == []
    assert seen["requests"] == []
    for view in seen["views"]:
        assert view["violations"] == [], view
        assert view["overflow"] == 0


def test_a_report_without_findings(tmp_path: Path) -> None:
    seen = look(Report([], files=3), tmp_path)
    for view in seen["views"]:
        assert view["violations"] == [], view
    assert "form" not in seen["filter"]["all"]


def test_an_explanation_at_every_width_and_in_both_schemes(tmp_path: Path) -> None:
    page = tmp_path / "a-page-with-quite-a-long-name-for-a-narrow-screen.md"
    text = "<!-- ots-lint: relationship=unofficial -->\n\nRun by OpenTechSchool. Not supported by OpenTechSchool.\n\n"
    page.write_text(
        text + f"It was {'x' * 300} by OpenTechSchool <b>\u202e. Tickets for OpenTechSchool: 5 €.\n", "utf-8"
    )
    assert run(["why", str(page), "--html", str(tmp_path / "why.html"), "--isolated", "--lang", "de"]) == 0
    seen = look_at(tmp_path / "why.html")
    assert seen["console"] == []
    assert seen["requests"] == []
    assert len(seen["views"]) == 6
    for view in seen["views"]:
        assert view["overflow"] <= 0, view
        assert view["violations"] == [], view
