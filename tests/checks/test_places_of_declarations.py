"""Where a finding about what is declared stands: at the declaration that can be seen, else at the first mention."""

from __future__ import annotations

import pytest

from ots_lint.lint.page import lint_source
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()
HTML = '<!DOCTYPE html><html lang="en"><head>{}<title>Tea</title></head><body><p>{}</p></body></html>\n'


def marked(text: str, name: str, code: str, settings: Settings) -> str:
    found = [f for f in lint_source(Source(text, name), RULESET, settings).findings if f.code == code]
    assert len(found) == 1, found
    return text[found[0].span.start : found[0].span.end]


META = '<meta name="ots:relationship" content="supported">'
GIVES = '<meta name="ots:contributions" content="coaches, venue">'


@pytest.mark.parametrize(
    ("code", "body", "head", "place"),
    [
        ("OTS203", "Tea at ten.", META, META),
        ("OTS203", "Tea at ten.", META + GIVES, GIVES),
        ("OTS203", "Tea at ten.", GIVES + META, GIVES),
        ("OTS203", "Tea at ten.", "<!-- ots-lint: relationship=supported -->", ""),
        ("OTS202", "OpenTechSchool sends coaches.", META + GIVES, GIVES),
        ("OTS202", "OpenTechSchool sends coaches.", GIVES + META, GIVES),
        (
            "OTS202",
            "With OpenTechSchool, which sends coaches.",
            "<!-- ots-lint: relationship=supported contributions=coaches,venue -->",
            "OpenTechSchool",
        ),
    ],
)
def test_in_html(code: str, body: str, head: str, place: str) -> None:
    assert marked(HTML.format(head, body), "page.html", code, Settings()) == place


@pytest.mark.parametrize(
    ("code", "text", "place"),
    [
        ("OTS203", "---\nlang: en\nots:\n  relationship: partner\n---\n\nTea.\n", "partner"),
    ],
)
def test_in_front_matter(code: str, text: str, place: str) -> None:
    assert marked(text, "page.md", code, Settings()) == place


def test_what_the_configuration_declares_is_marked_on_the_page() -> None:
    settings = Settings(event_relationship="supported", event_contributions=("coaches", "venue"))
    text = "---\nlang: en\n---\n\nOpenTechSchool sends coaches.\n"
    assert marked(text, "page.md", "OTS202", settings) == "OpenTechSchool"
    assert marked("---\nlang: en\n---\n\nTea.\n", "page.md", "OTS203", settings) == ""
