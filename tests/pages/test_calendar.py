"""Calendars: what another library reads of them, we read, and a fix keeps their lines as they are."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_helpers import check, run_with, source_of, texts

from ots_lint import fix_text, lint_text
from ots_lint.errors import PageError
from ots_lint.pages.base import Page, read_page
from ots_lint.text.source import Source

HEAD, FOOT = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "END:VEVENT\r\nEND:VCALENDAR\r\n"


def calendar(text: str) -> Page:
    page = read_page(Source(text, "a.ics"))
    check(page)
    return page


def event(*lines: str) -> str:
    return HEAD + "".join(f"{line}\r\n" for line in lines) + FOOT


def test_an_event_is_a_heading_with_what_is_said_below_it() -> None:
    page = calendar(event("DESCRIPTION:One.\\n\\nTwo", "SUMMARY:Night", "LOCATION:Here") + event("SUMMARY:Day"))
    assert [(run.kind, run.text, run.where.heading) for run in page.runs] == [
        ("heading", "Night", None), ("prose", "One.", 0), ("prose", "Two", 0), ("structured-data", "Here", 0),
        ("heading", "Day", None),
    ]  # fmt: skip


def test_what_one_event_of_a_calendar_says_goes_for_that_one() -> None:
    ours = event("SUMMARY:Night", "DESCRIPTION:Run in cooperation with OpenTechSchool\\, who bring the coaches.")
    other = event("SUMMARY:Day", "DESCRIPTION:Tickets cost 25 €.")

    def found(text: str) -> set[str]:
        return {r.finding.code for r in lint_text(text, "a.ics")}

    assert "OTS401" in found(ours.replace("coaches.", "coaches. Tickets cost 25 €."))
    assert "OTS401" not in found(ours + other)
    assert "OTS401" in found(ours + other.replace("Tickets", "With OpenTechSchool. Tickets"))


def test_folds_and_escapes_are_read_through_and_stay() -> None:
    text = event("SUMMARY:Open Te", " ch \tSchool\\, the n", "\tight\\\\ \\;\\Nx")
    page = calendar(text)
    assert page.runs[0].text == "Open Tech \tSchool, the night\\ ;\nx"
    assert source_of(page, "Tech") == "Te\r\n ch"
    assert fix_text(event("SUMMARY:Open Te", " chSchool"), "a.ics").text == event("SUMMARY:OpenTe", " chSchool")


def test_descriptions_in_html_are_read_as_such() -> None:
    page = calendar(event('DESCRIPTION:<p>By <a href="https://a.example/?b\\,c">fri', " ends</a></p><p>Two</p>"))
    assert texts(page) == ["By friends", "Two"]
    assert page.links[0].href == "https://a.example/?b,c"


def test_alarms_time_zones_and_other_properties_are_no_text() -> None:
    page = calendar(
        "BEGIN:VCALENDAR\nPRODID:a\nBEGIN:VTIMEZONE\nTZID:b\nCOMMENT:c\nEND:VTIMEZONE\n"
        "BEGIN:VEVENT\nUID:d\nSUMMARY:e\nCATEGORIES:f\nBEGIN:VALARM\nDESCRIPTION:g\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert texts(page) == ["e"]


def test_an_organizer_is_structured_data() -> None:
    text = event("SUMMARY:Night", "ORGANIZER;ROLE=CHAIR;CN=OpenTechSchool Berlin:mailto:a@opentechschool.org")
    found = [r.finding.code for r in lint_text(text, "a.ics", relationship="unofficial")]
    assert "OTS305" in found
    page = calendar(text)
    assert page.links[0].href == "mailto:a@opentechschool.org"
    assert page.data[0].path == ("organizer", "name")
    assert texts(calendar(event("ORGANIZER:mailto:a@example.org"))) == []


def test_template_tags_are_objects() -> None:
    page = calendar(
        "---\nlayout: null\n---\n"
        + event("SUMMARY:{{ a }} with Op{{ b }}en, {% if c %}d{% endif %}", "LOCATION:{{ e }}")
    )
    assert texts(page) == ["¤ with Op¤en, ¤d¤"]


def test_languages_are_those_of_the_parameters() -> None:
    page = calendar(event("SUMMARY;LANGUAGE=de-DE:Nacht", "DESCRIPTION;LANGUAGE=en:Night"))
    assert page.language == "de"
    assert run_with(page, "Night").language == "en"


def test_a_fix_is_a_suggestion_where_the_line_cannot_hold_it() -> None:
    for line, wanted in (
        ("DESCRIPTION:The event is presented by OpenTechSchool.", {"suggestion"}),
        ("DESCRIPTION:Opentechschool" + " and so on" * 4, {"safe"}),
    ):
        told = [r.finding.fix for r in lint_text(event(line), "a.ics", relationship="unofficial") if r.finding.fix]
        assert {fix.applicability for fix in told if "isclaimer" not in fix.message} & {"safe", "unsafe"} == wanted - {
            "suggestion"
        }
        fixed = fix_text(event(line), "a.ics", unsafe=True, relationship="unofficial").text
        assert all(len(part.encode()) <= 75 for part in fixed.split("\r\n"))
        check(read_page(Source(fixed, "a.ics")))


TEXTS = st.text(st.sampled_from('ab ,;:\\"\né😀n'), min_size=1, max_size=150).map(str.strip).filter(bool)


def test_texts_are_what_another_library_reads() -> None:
    icalendar = pytest.importorskip("icalendar")

    @settings(max_examples=150, deadline=None, database=None)
    @given(summary=TEXTS, place=TEXTS, organizer=st.text(st.sampled_from("ab é;,:"), max_size=90))
    def same(summary: str, place: str, organizer: str) -> None:
        there = icalendar.Calendar()
        one = icalendar.Event()
        one.add("summary", summary)
        one.add("location", place)
        address = icalendar.vCalAddress("mailto:a@example.org")
        address.params["CN"] = organizer
        one["organizer"] = address
        there.add_component(one)
        page = calendar(there.to_ical().decode())
        assert [run.text for run in page.runs if run.kind == "heading"] == [summary]
        assert [run.text for run in page.runs if run.key == "location.name"] == [place]
        named = [run.text for run in page.runs if run.key == "organizer.name"]
        assert named == ([organizer] if organizer.strip() else [])

    same()


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VEVENT\n" * 40_000,
        HEAD + "SUMMARY:a\n" * 40_000,
        HEAD + "SUMMARY:" + "\n a" * 200_000,
        HEAD + "SUMMARY:" + "\\n" * 200_000,
        HEAD + "SUMMARY" + ";A=" * 100_000,
        HEAD + "SUMMARY" + ';A="' * 100_000,
        HEAD + "DESCRIPTION:" + "<b>" * 100_000,
        HEAD + "DESCRIPTION:" + "<" * 300_000,
        (HEAD + "DESCRIPTION:a\\nb\n" + FOOT) * 4_000,
        "A:b\n" * 200_000,
    ],
    ids=range(10),
)
def test_hostile_calendars_take_linear_time(text: str) -> None:
    began = time.process_time()
    calendar(text)
    assert time.process_time() - began < 15


def test_lines_that_are_not_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ots_lint.pages.calendar.MAX_PROPERTIES", 3)
    lines = "BEGIN:VEVENT\nSUMMARY:One\nEND:VEVENT\n"
    assert texts(read_page(Source(lines, "a.ics"))) == ["One"]
    with pytest.raises(PageError, match="more than 3 lines"):
        read_page(Source(lines + lines, "a.ics"))
