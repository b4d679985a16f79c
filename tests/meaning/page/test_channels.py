"""Which pages and places use an official channel for an event: beside the examples of the rule, what needs a page."""

from __future__ import annotations

import pytest

from ots_lint.lint.check import check_page
from ots_lint.meaning.page.event_page import is_event_page
from ots_lint.meaning.reading import Reading
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()

GROUP = "https://www.meetup.com/opentechschool-oslo"
LONG = "We keep notes of how we work, so that whoever joins later can read them and need not ask. " * 8


def used(text: str, name: str = "a.md", relationship: str = "unofficial") -> list[str]:
    found = check_page(read_page(Source(text, name)), RULESET, Settings(relationship=relationship))
    return [text[f.span.start : f.span.end] for f in found if f.code == "OTS303"]


def test_a_bare_link_to_the_event_counts_on_the_page_of_an_event() -> None:
    link = f"[Board games]({GROUP}/events/12/)\n"
    assert used(f"# Board games\n\n4 May, 19:00, Ekely\n\n{link}") == [f"{GROUP}/events/12/"]
    assert used(f"# Board games\n\nWe like them.\n\n{link}") == []


def test_an_address_in_front_matter_counts_on_the_page_of_an_event() -> None:
    links = f"links:\n  Meetup: {GROUP}/events/12/\n"
    assert used(f"---\ndate: 2026-05-04 19:00\nlocation: ekely\n{links}---\n\nGames\n") == [f"{GROUP}/events/12/"]
    assert used(f"---\nrsvp: {GROUP}/\n---\n\nGames\n") == [f"{GROUP}/"]
    assert used(f"---\nredirect_to: {GROUP}/\n---\n\nGames\n") == []


@pytest.mark.parametrize("heading", ["## Other meetups", "## Termine anderer Gruppen"])
def test_a_calendar_of_many_groups_is_no_use(heading: str) -> None:
    others = (
        "- [4 May: Rust night](https://www.meetup.com/rust-oslo/events/1/)\n- [5 May](https://www.meetup.com/elm/)\n"
    )
    row = f"- [6 May: Open house]({GROUP}/events/12/)\n"
    assert used(f"{heading}\n\n{others}{row}") == []
    assert used(f"{heading}\n\n{row}") == [f"{GROUP}/events/12/"]


def test_a_directory_of_addresses_is_no_use() -> None:
    people = [f"- {name}@opentechschool.org\n" for name in ("ann", "bo", "cleo", "dan")]
    assert used("# Board games\n\n4 May, 19:00\n\n" + "".join(people)) == []
    assert len(used("# Board games\n\n4 May, 19:00\n\n" + people[0])) == 1
    assert used("# Board games\n\n4 May, 19:00\n\nQuestions go to ann@opentechschool.org.\n\n" + "".join(people)) == [
        "ann@opentechschool.org"
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [("Imprint", "Contact: team |at| opentechschool |dot| org"), ("Impressum", "Kontakt: team@opentechschool.org")],
)
def test_an_imprint_is_undated(title: str, text: str) -> None:
    assert used(f"# {title}\n\n{text}\n") == []
    assert len(used(f"# Board games\n\n{text}\n")) == 1


def test_a_long_page_without_a_day_is_undated() -> None:
    ask = "Ask on the [list](https://lists.opentechschool.org/all).\n"
    assert used(f"# How we work\n\n{LONG}\n\n{ask}") == []
    assert len(used(f"# How we work\n\n4 May, 19:00. {LONG}\n\n{ask}")) == 1
    declared = "---\nots: {relationship: unofficial}\n---\n\n"
    assert len(used(f"{declared}# How we work\n\n{LONG}\n\n{ask}", relationship="")) == 1
    assert len(used(f"# How we work\n\n{LONG}\n\nSign up in [our group]({GROUP}/).\n")) == 1


def test_a_form_that_writes_to_the_organisation_counts() -> None:
    assert used('<form action="mailto:oslo@opentechschool.org"><button>Join</button></form>', "a.html")
    assert not used('<form action="https://lists.opentechschool.org/subscribe"><button>Join</button></form>', "a.html")


def test_groups_on_another_site_are_known_by_their_fragment() -> None:
    def ask(address: str) -> list[str]:
        return used(f"Ask in [our group]({address}) who brings the cables.\n")

    site = "https://groups.google.com/forum/"
    assert ask(f"{site}#!forum/opentechschool-oslo")
    assert ask(f"{site}?fromgroups#!forum/opentechschool-oslo")
    assert not ask(f"{site}#!forum/acme")
    assert not ask("https://groups.google.com/a/opentechschool.org/forum/?fromgroups=#!topic/coaches/phQ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Games\n\n4 May, 19:00\n", True),
        ("# Games\n\nAm 4. Mai um 19 Uhr\n", True),
        ("# Juegos\n\nEl sábado 9 a las 15 h\n", True),
        ("# Giochi\n\nIl 4 maggio, ore 19:00\n", True),
        ("# Jeux\n\nLe 1er mai à 19:00\n", True),
        ("# Juegos\n\nHoy somos 9 en casa a las 15 h\n", False),
        ("---\ndate: 2026-05-04\nvenue: Ekely\n---\n\n# Games\n", True),
        ("# Games\n\nWhere: Ekely\n\nWhen: 4 May\n", True),
        ("---\ndate: 2026-05-04\n---\n\n# How it was\n", False),
        ("# Games\n\nWe meet at 19:00.\n", False),
        ("# Imprint\n\n4 May 2026, 19:00\n", False),
        ("---\nots: {relationship: partner}\n---\n\n# Games\n", True),
    ],
)
def test_an_event_has_a_day_and_a_time_or_a_place(text: str, expected: bool) -> None:
    assert is_event_page(Reading(read_page(Source(text, "a.md")), RULESET, Settings())) is expected
