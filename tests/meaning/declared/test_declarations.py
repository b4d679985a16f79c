"""What is meant as a declaration and says nothing is found where it stands, with the nearest right word."""

from __future__ import annotations

import re

import pytest

from ots_lint.finding import Finding
from ots_lint.lint.page import lint_bytes
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings

RULESET = load_ruleset()

TEXT = "OpenTechSchool is a network.\n"


def lint(page: str, filename: str) -> list[Finding]:
    return lint_bytes(page.encode(), filename, RULESET, Settings()).findings


def check(marked: str, wanted: str, filename: str = "page.md", text: str = TEXT) -> None:
    """`⟦…⟧` marks what is not understood; `wanted` stands in the message."""
    plain = re.sub("[⟦⟧]", "", marked)
    found = [f for f in lint(plain + text, filename) if f.code == "OTS903"]
    shown = plain
    for finding in reversed(found):
        start, end = finding.span
        shown = f"{shown[:start]}⟦{shown[start:end]}⟧{shown[end:]}"
    assert shown == marked, [(f.span, f.message) for f in found]
    assert all(wanted in f.message for f in found), [f.message for f in found]
    assert all(f.severity == "error" for f in found)
    # a page without a word about the organisation is looked at, too
    if found and filename.endswith(".md"):
        alone = lint_bytes((plain + "x\n").encode(), filename, RULESET, Settings())
        assert RULESET.may_matter((plain + "x\n").encode(), Settings())
        assert [f.span for f in alone.findings if f.code == "OTS903"] == [f.span for f in found]


YAML = [
    ("ots: {relationship: ⟦partnr⟧}", "partner"),
    ("ots: {relationship: ⟦inoffiziell⟧}", "unofficial"),
    ("ots:\n  relationship: ⟦Unoficial⟧\n  team: Berlin", "unofficial"),
    ("ots:\n  relationship: ⟦unterstützt⟧", "supported"),
    ("ots:\n  relationship: ⟦non-officiel⟧", "unofficial"),
    ("ots:\n  relationship: ⟦friends⟧", "official, partner, supported, unofficial, none"),
    ("ots:\n  relationship: ⟦{{ relationship }}⟧", "template"),
    ("ots:\n  ⟦relationship⟧:", "nothing"),
    ("ots:\n  relationship: ⟦true⟧", "Known are"),
    ("ots:\n  relationship: ⟦no⟧", "“none”"),
    ("ots:\n  relationship: [⟦partner⟧, supported]", "one"),
    ("ots:\n  relationship: {kind: ⟦partner⟧}", "one"),
    ("ots: ⟦partner⟧", "relationship: partner"),
    ("ots: [⟦partner⟧]", "relationship:"),
    ("⟦ots⟧:", "nothing"),
    ("⟦ots⟧:\nrelationship: unofficial", "nothing"),
    ("⟦ots⟧: {}", "nothing"),
    ("⟦OTS⟧: {relationship: partner}", "ots"),
    ("⟦Ots⟧:\n  relationship: partner\n  team: Berlin", "ots"),
    ("⟦OTS⟧: partner", "ots"),
    ("⟦ots-lint⟧:\n  relationship: partner", "ots"),
    ("⟦opentechschool⟧:\n  relationship: partner", "ots"),
    ("⟦ost⟧:\n  relationship: partner", "ots"),
    ("ots:\n  ⟦contribution⟧: [coaches]", "contributions"),
    ("ots:\n  ⟦Relationship⟧: partner", "relationship"),
    ("ots:\n  ⟦relation⟧: partner", "relationship"),
    ("ots:\n  ⟦releationship⟧: partner\n  ⟦colour⟧: red", ""),
    ("ots:\n  relationship: partner\n  ⟦colour⟧: red", "relationship, contributions, team, ignore"),
    ("ots:\n  ⟦contributions⟧:\n  relationship: partner", "nothing"),
    ("ots:\n  contributions: {coaches: ⟦6⟧}\n  relationship: partner", "list"),
    ("ots:\n  contributions: {coaches: ⟦Mia⟧}\n  relationship: partner", "list"),
    ("ots:\n  contributions: [[⟦coaches⟧], materials]\n  relationship: partner", "list"),
    ("ots:\n  contributions: [⟦6⟧, coaches]\n  relationship: partner", "list"),
    ("ots:\n  relationship: partner\n  team: [⟦Berlin⟧]", "team"),
    ("⟦ots.relationship⟧: partner", "ots"),
    ("⟦ots_relationship⟧: partner", "ots"),
    ("⟦ots-contributions⟧: coaches", "ots"),
    ("⟦relationship⟧: unofficial", "ots"),
    ("params:\n  ⟦ots⟧:\n    relationship: partner", "top"),
    ("ots: {relationship: partner, contributions: [coaches, a cake], team: Berlin, ignore: [OTS103]}", ""),
    ("ots: {relationship: ' Partner '}", ""),
    ("ots: {contributions: 'coaches, materials'}", ""),
    ("relationship: it is complicated", ""),
    ("tags: [ots, partner]\nrelationships: [partner]\nbots: partner\nrobots: none", ""),
    ("others: {name: ots, relation: partner}", ""),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("front", "wanted"), YAML)
def test_yaml(front: str, wanted: str, newline: str) -> None:
    page = f"---\ntitle: A day\n{front}\n---\n\n"
    check(page.replace("\n", newline), wanted)
    check(page.replace("\n", newline), wanted, "page.html")


TOML = [
    ('[ots]\nrelationship = "⟦partnr⟧"', "partner"),
    ('ots = {relationship = "⟦partnr⟧"}', "partner"),
    ('ots.relationship = "⟦partnr⟧"', "partner"),
    ('ots = "⟦partner⟧"', "relationship"),
    ('[⟦OTS⟧]\nrelationship = "partner"', "ots"),
    ('[ots]\n⟦contribution⟧ = ["coaches"]', "contributions"),
    ("[ots]\nrelationship = ⟦true⟧", "Known are"),
    ('[params.⟦ots⟧]\nrelationship = "partner"', "top"),
    ("[⟦ots⟧]", "nothing"),
    ('[ots]\nrelationship = "partner"\ncontributions = ["coaches"]', ""),
]


@pytest.mark.parametrize(("front", "wanted"), TOML)
def test_toml(front: str, wanted: str) -> None:
    check(f'+++\ntitle = "A day"\n{front}\n+++\n\n', wanted)


JSON = [
    ('"ots": {"relationship": "⟦partnr⟧"}', "partner"),
    ('"ots": "⟦partner⟧"', "relationship"),
    ('"⟦OTS⟧": {"relationship": "partner"}', "ots"),
    ('"ots": {"⟦contribution⟧": ["coaches"]}', "contributions"),
    ('"ots": {"⟦relationship⟧": null}', "nothing"),
    ('"ots": {"relationship": "partner"}', ""),
]


@pytest.mark.parametrize(("front", "wanted"), JSON)
def test_json(front: str, wanted: str) -> None:
    check(f'{{\n"title": "A day",\n{front}\n}}\n\n', wanted)


METAS = [
    ('<meta name="ots:relationship" content="⟦partnr⟧">', "partner"),
    ('<meta name="ots:relationship" content="⟦inoffiziell⟧">', "unofficial"),
    ("<meta content='⟦partnr⟧' property='ots:relationship'/>", "partner"),
    ('⟦<meta name="ots:contribution" content="coaches">⟧', "ots:contributions"),
    ('⟦<meta name="ots-relationship" content="partner">⟧', "ots:relationship"),
    ('⟦<meta name="ots.relationship" content="partner">⟧', "ots:relationship"),
    ('⟦<meta name="OpenTechSchool:relationship" content="partner">⟧', "ots:relationship"),
    ('⟦<meta name="ots-lint:relationship" content="partner">⟧', "ots:relationship"),
    ('⟦<meta name="ots:relationship" value="partner">⟧', "nothing"),
    ('⟦<meta name="ots:relationship" content="">⟧', "nothing"),
    ('⟦<meta name="ots" content="partner">⟧', "ots:relationship"),
    ('⟦<meta name="OpenTechSchool" content="Inoffiziell">⟧', "ots:relationship"),
    ('⟦<meta name="ots-lint" content="relationship=unofficial">⟧', "ots:relationship"),
    ('<meta name="ots" content="42"><meta name="ots-lint" content="0.1.0">', ""),
    ('<meta name="OTS:relationship" content="partner">', ""),
    ('<meta name="ots:team" content="Berlin"><meta name="ots:contributions" content="coaches, a cake">', ""),
    ('<meta name="robots" content="none"><meta name="bots:relationship" content="none">', ""),
]


@pytest.mark.parametrize(("meta", "wanted"), METAS)
def test_metas(meta: str, wanted: str) -> None:
    check(f"<html><head>{meta}</head><body>\n", wanted, "page.html", f"<p>{TEXT}</p>")
    check(meta + "\n\n", wanted)


COMMENTS = [
    ("<!-- ots-lint: relationship=⟦partnr⟧ -->", "partner"),
    ("<!-- ots-lint: relationship=⟦inoffiziell⟧ contributions=coaches -->", "unofficial"),
    ("<!-- ots-lint: relationship=partner ⟦contribution⟧=coaches -->", "contributions"),
    ("<!-- ots-lint: ⟦Relationship⟧=partner -->", "relationship"),
    ("<!-- ots-lint: ⟦partner⟧ -->", "relationship=partner"),
    ("<!-- ots-lint: ⟦relationship: partner⟧ -->", "relationship=partner"),
    ("<!-- ots-lint: relationship=partner ⟦please⟧ -->", "relationship="),
    ("<!-- ots-lint: relationship=⟦⟧ -->", "nothing"),
    ("⟦<!-- ots-lint: -->⟧", "nothing"),
    ("⟦<!-- ots-lint relationship=partner -->⟧", "ots-lint:"),
    ("⟦<!-- OTS-Lint: relationship=partner -->⟧", "ots-lint:"),
    ("⟦<!-- otslint: relationship=partner -->⟧", "ots-lint:"),
    ("⟦<!-- ots: relationship=partner -->⟧", "ots-lint:"),
    ("⟦<!-- OTS relationship=partner -->⟧", "ots-lint:"),
    ("⟦<!-- ots_lint: unofficial -->⟧", "ots-lint:"),
    ("⟦<!-- ots-lint-relationship: partner -->⟧", "ots-lint:"),
    ("⟦<!-- ots-relationship=unofficial -->⟧", "ots-lint:"),
    ("<!-- ots-lint: relationship=⟦partnr⟧ team='Berlin" + " " * 2_500 + "' -->", "partner"),
    ('<!-- ots-lint: relationship = "unofficial" contributions="coaches, a cake" team=\'Berlin\' -->', ""),
    ("<!--ots-lint:relationship=partner-->", ""),
    ("<!-- ots-lint is run on every push -->", ""),
    ("<!-- OTS asked for this: see the mail -->", ""),
    ("<!-- ots-lint-disable OTS101 --><!-- ots-lint-enable -->", ""),
    ("<!-- our relationship=partner is over -->", ""),
]


@pytest.mark.parametrize(("comment", "wanted"), COMMENTS)
def test_comments(comment: str, wanted: str) -> None:
    check(comment + "\n\n", wanted)
    check(f"<body>{comment}<p>", wanted, "page.html", f"{TEXT}</p>")


def test_what_is_understood_beside_it_counts() -> None:
    page = "---\nots:\n  relationship: unofficial\n  contribution: [coaches]\n---\n\nOpenTechSchool invites you.\n"
    found = lint(page, "a.md")
    assert {"OTS301", "OTS302", "OTS903"} <= {f.code for f in found}
    assert {f.relationship.value for f in found if f.relationship} == {"unofficial"}


def test_the_suggestion_is_not_applied() -> None:
    (found,) = [f for f in lint("---\nots: {relationship: partnr}\n---\n" + TEXT, "a.md") if f.code == "OTS903"]
    assert found.fix is not None
    assert found.fix.applicability == "suggestion"
    assert found.fix.edits[0].content == "partner"


def test_it_can_be_suppressed() -> None:
    page = "<!-- ots-lint-disable-next-line OTS903 -->\n<!-- ots-lint: relationship=partnr -->\n\n" + TEXT
    assert [f.code for f in lint(page, "a.md")] == []


def test_unreadable_front_matter() -> None:
    page = "---\ntitle: Open Tech School: a day\nots: {relationship: partner}\n---\n\nx\n"
    found = lint(page, "a.md")
    assert [(f.code, f.severity) for f in found] == [("OTS101", "error"), ("OTS902", "warning")]


def test_a_name_in_unreadable_front_matter_is_a_mention() -> None:
    page = "---\ntitle: OpenTechSchool: a day\n---\n\n<!-- ots-lint: relationship=partner -->\n\nWe code.\n"
    codes = {f.code for f in lint(page, "a.md")}
    assert "OTS902" in codes
    assert "OTS203" not in codes


def test_template_tags_cost_nothing_else() -> None:
    page = "---\nlocation: {{ city }}\nots: {relationship: unofficial}\n---\n\nWith OpenTechSchool.\n"
    found = lint(page, "a.md")
    assert "OTS902" not in {f.code for f in found}
    assert "OTS302" in {f.code for f in found}


def test_front_matter_of_a_page_about_something_else_is_nobodys_business() -> None:
    page = b"---\ntitle: a: b\n---\n\nText.\n"
    assert lint_bytes(page, "a.md", RULESET, Settings()).findings == []
