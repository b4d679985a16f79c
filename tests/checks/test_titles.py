"""Which titles of an unofficial page are an event's own, and which of them make a brand of the name."""

from __future__ import annotations

import json

import pytest

from ots_lint.lint.page import lint_source
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()
NIGHT = "OpenTechSchool Night"


def titles(text: str, name: str = "page.md") -> list[str]:
    settings = Settings(event_relationship="unofficial", select=("OTS304",))
    found = lint_source(Source(text, name), RULESET, settings).findings
    return [text[finding.span.start : finding.span.end] for finding in found]


def html(head: str = "", body: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>\n'


@pytest.mark.parametrize(
    ("head", "body", "found"),
    [
        (f"<title>{NIGHT}</title>", "", 1),
        (f'<meta property="og:title" content="{NIGHT}">', "", 1),
        (f'<meta name="twitter:title" content="{NIGHT}">', "", 1),
        (f'<meta property="og:description" content="{NIGHT}">', "", 0),
        ("", f"<h1> {NIGHT} </h1>", 1),
        ("", f"<h2>{NIGHT}</h2>", 0),
        ("", f"<table><tr><td><h1>{NIGHT}</h1></td></tr></table>", 0),
        ("<title>Night</title>", "<h1>Night</h1>", 0),
    ],
)
def test_titles_of_a_page(head: str, body: str, found: int) -> None:
    assert titles(html(head, body), "page.html") == [NIGHT] * found


@pytest.mark.parametrize(
    ("key", "found"),
    [("title", 1), ("Title", 1), ("event", 1), ("event_name", 1), ("description", 0), ("organizer", 0)],
)
def test_titles_in_front_matter(key: str, found: int) -> None:
    assert titles(f"---\nlang: en\n{key}: {NIGHT}\n---\n\n# Night\n") == [NIGHT] * found


@pytest.mark.parametrize(("text", "found"), [(f"title: {NIGHT}\n", 1), (f"title: {NIGHT}\n---\ntitle: Tea\n", 0)])
def test_titles_in_data(text: str, found: int) -> None:
    assert titles(text, "films.yml") == [NIGHT] * found


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"@type": "Event", "name": NIGHT}, 1),
        ({"@type": "EducationEvent", "headline": NIGHT}, 1),
        ({"@type": ["Thing", "Hackathon"], "alternateName": NIGHT}, 1),
        ({"@graph": [{"@type": "Course", "name": NIGHT}]}, 1),
        ({"name": NIGHT}, 1),
        ({"@type": "Organization", "name": NIGHT}, 0),
        ({"@type": ["Event", "Organization"], "name": NIGHT}, 0),
        ({"@type": "Event", "description": NIGHT}, 0),
        ({"@type": "Event", "location": {"@type": "Place", "name": NIGHT}}, 0),
    ],
)
def test_names_in_structured_data(data: dict[str, object], found: int) -> None:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert titles(html(script), "page.html") == [NIGHT] * found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("OpenTechSchool Night", True),
        ("What is OpenTechSchool?", False),
        ("About OpenTechSchool", False),
        ("Night about OpenTechSchool", True),
        ("OpenTechSchool sponsors", False),
        ("The OpenTechSchool sponsors", False),
        ("Great OpenTechSchool sponsors", True),
        ("OpenTechSchool Night sponsors", True),
        ("Unofficial OpenTechSchool Night", False),
        ("A night that is independent of OpenTechSchool", False),
        ("A night with no ties to OpenTechSchool", False),
        ("A night with people from OpenTechSchool", False),
        ("A night with tea for all people from OpenTechSchool", False),
    ],
)
def test_a_title_that_makes_no_brand_of_the_name(title: str, found: bool) -> None:
    assert titles(f"---\nlang: en\n---\n\n# {title}\n") == [title] * found


def test_a_title_in_a_language_without_a_pack_disclaims_by_the_words_of_all() -> None:
    assert titles("---\nlang: fi\n---\n\n# OpenTechSchool-ilta\n") == ["OpenTechSchool-ilta"]
    assert titles("---\nlang: fi\n---\n\n# OpenTechSchool-ilta (unofficial)\n") == []


def test_a_finding_says_which_title_it_is_in_one_line_without_tags() -> None:
    settings = Settings(event_relationship="unofficial", select=("OTS304",), lang="en")
    page = html(f"<title>{NIGHT}</title>", "<h1>OpenTechSchool <b>Game</b>\n  Night</h1>")
    found = lint_source(Source(page, "page.html"), RULESET, settings).findings
    assert [finding.message.partition(" uses ")[0] for finding in found] == [
        f"The page title “{NIGHT}”",
        "The main heading “OpenTechSchool Game Night”",
    ]
