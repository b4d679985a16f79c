"""What tells a page about an event from a long one about something else, and what is reported on neither."""

from __future__ import annotations

import pytest

from ots_lint.lint.check import check_page
from ots_lint.meaning.page import event_page
from ots_lint.meaning.reading import Reading
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()
SAID = "We read the numbers in the morning and write down what the birds do."
#: More words than a page needs to be about nothing, and so many that a place counts only beside a day.
LONG, VERY_LONG = "\n\n".join([SAID] * 20), "\n\n".join([SAID] * 50)
USED = "We use the exercises by OpenTechSchool."


def codes(text: str, relationship: str = "", *, head: str = "", title: str = "Birds in numbers") -> list[str]:
    page = f"---\nlang: en\n{head}---\n\n# {title}\n\n{text}\n"
    findings = check_page(read_page(Source(page, "page.md")), RULESET, Settings(relationship=relationship))
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("text", "head", "announces"),
    [
        (f"On 4 May at 18.30 we meet.\n\n{LONG}", "", True),
        (f"On 4 May at 18:30 we meet.\n\n{LONG}", "", True),
        (f"The value of 4 May is 0.25, of 5 May 12.14.\n\n{LONG}", "", False),
        (f"{LONG}", "date: 2026-05-04\ntime: '18:30'\n", False),
        (f"{LONG}", "date: 2026-05-04\nvenue: Town hall\n", True),
        (f"On 4 May it rained.\n\n{LONG}\n\nPlace: the hall", "", True),
        (f"On 4 May it rained.\n\n{LONG}\n\n3 points (first place)", "", False),
        (f"On 4 May it rained.\n\n{VERY_LONG}\n\n## Location\n\nIn the sheet.", "", False),
        (f"{VERY_LONG}\n\nOn 4 May it rained.\n\n## Location\n\nIn the sheet.", "", True),
    ],
)
def test_a_long_page_is_about_an_event_where_it_announces_one(text: str, head: str, announces: bool) -> None:
    assert codes(f"{text}\n\n{USED}", head=head) == (["OTS405"] if announces else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our dates will be announced on the OpenTechSchool website.", ["OTS404"]),
        ("The new programme will be listed as such on the OpenTechSchool website.", []),
        ("Thank you OpenTechSchool for the evening!", ["OTS201"]),
        ("So thank you OpenTechSchool!", []),
    ],
)
def test_a_page_about_no_event_speaks_of_what_it_names(text: str, found: list[str]) -> None:
    assert codes(f"{LONG}\n\nOn Monday it rained.\n\n{text}", title="Handbook") == found


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("Handbook", "40 € per person.", False),
        ("Tickets", "40 € per person.", True),
        ("Handbook", "A ticket costs 40 €.", True),
    ],
)
def test_a_price_on_a_page_about_no_event_is_that_of_a_ticket(title: str, text: str, found: bool) -> None:
    page = f"{LONG}\n\nOn Monday it rained.\n\nOpenTechSchool helps. {text}"
    assert ("OTS401" in codes(page, "partner", title=title)) == found


@pytest.mark.parametrize(("title", "found"), [("Handbook", False), ("Bird evening", True)])
def test_a_channel_on_a_page_about_no_event_is_for_none(title: str, found: bool) -> None:
    page = f"{LONG}\n\nOn Monday it rained.\n\nQuestions? Write on the OpenTechSchool mailing list."
    assert ("OTS303" in codes(page, "unofficial", title=title)) == found


def test_what_the_organisation_offers_is_no_name_in_a_list() -> None:
    assert codes("## Sponsors\n\n- OpenTechSchool") == ["OTS201"]
    assert codes("## Sponsors\n\n- OpenTechSchool Mini Events") == []


def test_the_text_of_an_image_uses_material_only_where_it_says_so() -> None:
    assert codes("![OpenTechSchool Guides](/logo.png)") == []
    assert codes("![We use OpenTechSchool guides](/photo.jpg)") == ["OTS405"]


def reading(text: str, head: str = "", title: str = "Birds in numbers") -> Reading:
    page = read_page(Source(f"---\nlang: en\n{head}---\n\n# {title}\n\n{text}\n", "page.md"))
    return Reading(page, RULESET, Settings())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("on 4 May", True),
        ("on May 4", True),
        ("on the 4th May", True),
        ("2026-05-04", True),
        ("4.5. in the hall", True),
        ("9 de mayo", True),
        ("9 de perros", False),
        ("sábado 9", True),
        ("perros 9", False),
        ("le 1er juin", True),
        ("9", False),
        ("mayo", False),
        ("version 2.14", False),
    ],
)
def test_whether_a_text_names_a_day(text: str, *, names: bool) -> None:
    assert event_page.names_a_day(text, {"mayo", "sábado", "juin"}.__contains__) is names


@pytest.mark.parametrize(
    ("text", "time", "day", "place"),
    [
        ("18:30", True, False, False),
        ("18.30", True, False, False),
        ("0.25", False, False, False),
        ("12.14", False, False, False),
        ("at 7 pm", True, False, False),
        ("7 people", False, False, False),
        ("cada lunes", False, True, False),
        ("each cat", False, False, False),
        ("Where: in the hall of the big school", False, False, True),
        ("Where", False, False, True),
        ("Where we meet: here", False, False, True),
        ("Where we all meet: here", False, False, False),
        ("3 points (first place)", False, False, False),
        (": here", False, False, False),
        ("Cat: here", False, False, False),
    ],
)
def test_what_a_text_tells_of_an_event(text: str, *, time: bool, day: bool, place: bool) -> None:
    page = reading("Tea.")
    assert any(True for _ in event_page._times(page, text)) is time
    assert event_page._tells_day(page, text) is day
    assert event_page._is_place_label(page, text) is place


@pytest.mark.parametrize(
    ("title", "head", "text", "event", "undated", "none"),
    [
        ("Birds", "", "On 4 May at 18:30.", True, False, False),
        ("Birds", "", "On 4 May we meet.", False, False, False),
        ("Birds", "", "We meet at 18:30.", False, False, False),
        ("Birds", "", "On 4 May we meet.\n\nWhere: here", True, False, False),
        ("Birds", "venue: Hall\ndate: 2027-05-04\n", "Tea.", True, False, False),
        ("Birds", "ots: {relationship: partner}\n", "Tea.", True, False, False),
        ("Birds", "ots: {relationship: partner}\n", LONG, True, False, False),
        ("Birds", "", LONG, False, True, True),
        ("Birds", "", f"On 4 May.\n\n{LONG}", False, False, True),
        ("Birds", "", f"At 18:30.\n\n{LONG}", False, False, True),
        ("Birds", "", f"On 4 May at 18:30.\n\n{LONG}", True, False, False),
        ("Bird workshop", "", LONG, False, True, False),
        ("Privacy policy", "", "On 4 May at 18:30.", False, False, True),
        ("Privacy workshop", "", "On 4 May at 18:30.", False, False, False),
        ("Privacy workshop", "", "Tea.", False, False, True),
        ("Birds", "", "2001, 2002, 2003, 2004, 2005", False, False, False),
        ("Birds", "", "2001, 2002, 2003, 2004, 2005, 2006", False, False, True),
    ],
)
def test_what_a_page_is_about(title: str, head: str, text: str, *, event: bool, undated: bool, none: bool) -> None:
    page = reading(text, head, title)
    assert event_page.is_event_page(page) is event
    assert event_page.is_undated(page) is undated
    assert event_page.is_of_no_event(page) is none
