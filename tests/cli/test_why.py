"""`ots-lint why PAGE [ROW]`: what it shows, to people and to programs, and what it says where it cannot."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ots_lint.cli.main import run

PAGE = """\
---
lang: en
ots: {relationship: unofficial}
---

# Hack Night

Tonight is organised by OpenTechSchool Berlin.

We would love OpenTechSchool to sponsor us one day. Coffee costs 2 € at the bar.

This is not an official OpenTechSchool event.

Der Abend ist keine Veranstaltung von OpenTechSchool, und niemand muss etwas bezahlen.
"""
TEXT = """\
night.md
  Relationship: unofficial (front matter, line 3)
  Language: English (the page says so); German line 14
  Findings: OTS301 (line 8)

line 8  Tonight is organised by OpenTechSchool Berlin.
  counts: claim, credit: the organisation runs the event (“organised by
    OpenTechSchool Berlin”)
    → OTS301 implied-endorsement

line 10  We would love OpenTechSchool to sponsor us one day.
  does not count: claim, credit: the organisation supports the event
    (“OpenTechSchool to sponsor”)
    → somebody hopes, asks or plans for it; it is not so yet (“would”)

line 10  Coffee costs 2 € at the bar.
  does not count: price of taking part (“2 €”)
    → nothing ties the money to taking part

line 12  This is not an official OpenTechSchool event.
  counts: denied, as a disclaimer: it is an event of the organisation (“is not
    an official OpenTechSchool event”)

line 14  Der Abend ist keine Veranstaltung von OpenTechSchool, und niemand muss
  etwas bezahlen.
  counts: denied, as a disclaimer: it is an event of the organisation (“ist
    keine Veranstaltung von OpenTechSchool”)
"""
ROW_IN_GERMAN = """\
night.md
  Verhältnis: inoffiziell (Kopf der Seite, Zeile 3)
  Sprache: Englisch (die Seite gibt es an); Deutsch Zeile 14
  Funde: OTS301 (Zeile 8)

Zeile 8  Tonight is organised by OpenTechSchool Berlin.
  zählt: Behauptung, Nennung: die Organisation richtet die Veranstaltung aus
    („organised by OpenTechSchool Berlin“)
    → OTS301 implied-endorsement
"""
_COLOR = re.compile(r"\x1b\[[\d;]*m")


@pytest.fixture
def why(site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Ask about a page; what is printed."""
    (site / "night.md").write_text(PAGE, "utf-8")
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str, status: int = 0) -> str:
        capsys.readouterr()
        assert run(["why", *arguments]) == status
        captured = capsys.readouterr()
        return captured.err if status else captured.out

    return call


def test_people_get_it_in_80_columns(why: Callable[..., str]) -> None:
    assert why("night.md") == TEXT
    assert max(map(len, TEXT.splitlines())) <= 80


def test_a_row_in_german(why: Callable[..., str]) -> None:
    assert why("night.md", "8", "--lang", "de") == ROW_IN_GERMAN


def test_colours_change_nothing_else(why: Callable[..., str]) -> None:
    colored = why("night.md", "--color", "always")
    assert colored != TEXT
    assert _COLOR.sub("", colored) == TEXT
    counts, not_ = "\x1b[1;32mcounts\x1b[0m", "\x1b[2mdoes not count\x1b[0m"
    assert colored.count(counts) == TEXT.count("  counts:")
    assert colored.count(not_) == TEXT.count("  does not count:")


def test_a_narrow_terminal(why: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert max(map(len, why("night.md").splitlines())) <= 50


def test_programs_get_json_in_english(why: Callable[..., str]) -> None:
    found = json.loads(why("night.md", "--format", "json", "--lang", "de"))
    assert found["relationship"] == {
        "value": "unofficial",
        "source": "front matter",
        "inferred": False,
        "file": "night.md",
        "row": 3,
        "contributions": [],
    }
    assert [sentence["location"]["row"] for sentence in found["sentences"]] == [8, 10, 10, 12, 14]
    wish = found["sentences"][1]["readings"][0]
    assert wish["counts"] is False
    assert wish["against"] == [
        {
            "name": "wished",
            "means": "somebody hopes, asks or plans for it; it is not so yet",
            "words": "would",
        }
    ]
    assert [finding["code"] for finding in found["findings"]] == ["OTS301"]
    assert [sentence["language"] for sentence in found["sentences"]] == ["en", "en", "en", "en", "de"]
    alone = json.loads(why("night.md", "12", "-f", "json"))
    assert [sentence["text"] for sentence in alone["sentences"]] == ["This is not an official OpenTechSchool event."]


def test_the_page_with_marks(why: Callable[..., str], site: Path) -> None:
    assert why("night.md", "--html", "why.html") == ""
    text = (site / "why.html").read_text("utf-8")
    assert '<mark class="found" data-n="1">organised by OpenTechSchool Berlin</mark>' in text
    assert '<mark class="not" data-n="2">OpenTechSchool to sponsor</mark>' in text
    assert text.count('class="card found"') == 1
    assert text.count('class="card counts"') == 2
    assert "<script" not in text
    german = why("night.md", "--html", "why.html", "--lang", "de", "--format", "text")
    assert german.startswith("night.md\n  Verhältnis: inoffiziell")
    assert "Wie diese Seite gelesen wurde" in (site / "why.html").read_text("utf-8")


def test_what_a_page_says_stays_text(why: Callable[..., str], site: Path) -> None:
    (site / "bad.md").write_text("Run by OpenTechSchool &lt;script>alert(1)&lt;/script> \x1b[31m\u202e.\n", "utf-8")
    assert "\x1b" not in why("bad.md")
    why("bad.md", "--html", "why.html")
    text = (site / "why.html").read_text("utf-8")
    assert "<script" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_the_page_takes_the_place_of_nothing_that_is_read(why: Callable[..., str], site: Path) -> None:
    (site / "ots-lint.toml").write_text("", "utf-8")
    for name in ("night.md", "ots-lint.toml"):
        assert "would take the place" in why("night.md", "--html", name, status=2)
    assert (site / "night.md").read_text("utf-8") == PAGE
    assert "make the folder first" in why("night.md", "--html", "no/why.html", status=2)


def test_the_configuration_holds(why: Callable[..., str], site: Path) -> None:
    settings = '[[events]]\npaths = ["**"]\nrelationship = "partner"\n\n[[events]]\npaths = ["a.md"]\n'
    (site / "ots-lint.toml").write_text(settings + 'relationship = "unofficial"\n', "utf-8")
    (site / "a.md").write_text("Hosted by OpenTechSchool.\n", "utf-8")
    (site / "b.md").write_text("Hosted by OpenTechSchool.\n", "utf-8")
    (site / "c.md").write_text("Organised by OpenTechSchool.\n", "utf-8")
    assert "Relationship: unofficial (configuration: ots-lint.toml, line 7)" in why("a.md")
    assert "Relationship: partner (configuration: ots-lint.toml, line 3)" in why("b.md")
    assert "no finding: OTS301 is for pages that are unofficial; this one is partner" in " ".join(why("b.md").split())
    assert "official (inferred from “Organised by OpenTechSchool”, line 1)" in why("c.md", "--isolated")
    assert "the page is taken as official because of this" in why("c.md", "--isolated")
    assert "Relationship: none (command line)" in why("b.md", "--relationship", "none")
    assert "no finding: OTS301 is switched off" in why("a.md", "--ignore", "OTS301")


def test_a_document_is_read_by_its_format(why: Callable[..., str], site: Path) -> None:
    sample = Path(__file__).parents[1] / "pages" / "samples" / "sample.docx"
    (site / "a.docx").write_bytes(sample.read_bytes())
    assert "OTS301 implied-endorsement" in why("a.docx", "--relationship", "unofficial")


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [
        ("Some OpenTechSchool coaches help us privately.", "unofficial", "private help"),
        ("This is not an official OpenTechSchool event.", "unofficial", "denied, as a disclaimer"),
        ("The fair is supported by OpenTechSchool.", "supported", "claim, credit"),
        ("OpenTechSchool invites you to the fair.", "official", "claim"),
    ],
)
def test_what_a_page_is_taken_for_and_because_of_which_words(
    why: Callable[..., str], site: Path, text: str, value: str, role: str
) -> None:
    (site / "a.md").write_text(f"# Fair\n\nAll are welcome.\n\n{text}\n", "utf-8")
    out = " ".join(why("a.md", "5").split())
    assert f"Relationship: {value} (inferred from" in out
    assert f"counts: {role}" in out
    assert f"→ the page is taken as {value} because of this" in out
    found = json.loads(why("a.md", "--format", "json"))
    assert found["relationship"]["row"] == 5
    assert [reading["basis"] for reading in found["sentences"][0]["readings"]].count(True) == 1


def test_a_reading_that_is_not_certain_is_told_as_such(why: Callable[..., str], site: Path) -> None:
    (site / "a.md").write_text("---\nlang: de\n---\n\nEinen guten Einstieg bietet OpenTechSchool.\n", "utf-8")
    out = " ".join(why("a.md", "--relationship", "unofficial").split())
    assert "OTS301 implied-endorsement (a lower level, since it is not certain that this event is meant)" in out
    found = json.loads(why("a.md", "--relationship", "unofficial", "--format", "json"))
    assert found["sentences"][0]["readings"][0]["unsure"] is True
    assert found["findings"][0]["severity"] == "warning"


def test_a_suppressed_finding_is_told_as_such(why: Callable[..., str], site: Path) -> None:
    page = "<!-- ots-lint: relationship=unofficial -->\n\n<!-- ots-lint-disable-next-line OTS301 -->\nRun by OpenTechSchool.\n"
    (site / "a.md").write_text(page, "utf-8")
    out = why("a.md")
    assert "Relationship: unofficial (comment, line 1)" in out
    assert "no finding: OTS301 is suppressed here" in out
    assert "(1 suppressed)" in out


def test_a_page_that_does_not_name_the_organisation(why: Callable[..., str], site: Path) -> None:
    (site / "a.md").write_text("# Tea\n\nTickets are 5 €.\n", "utf-8")
    out = why("a.md")
    assert "This page does not name OpenTechSchool, so nothing is read about it." in out
    assert "Diese Seite nennt OpenTechSchool nicht" in why("a.md", "--lang", "de")
    assert "price of taking part (“Tickets are 5 €.”)" in out


def test_a_language_that_no_rule_reads(why: Callable[..., str], site: Path) -> None:
    (site / "a.md").write_text("---\nlang: pl\n---\n\nWieczór organizuje OpenTechSchool.\n", "utf-8")
    out = why("a.md")
    assert "Language: Polish (the page says so); Polish line 5 (no rule can read it)" in out
    assert "does not count: it is in a language that no rule can read (Polish)" in out


def test_a_row_in_which_nothing_stands(why: Callable[..., str]) -> None:
    assert "Nothing that counts or might count stands in line 6" in why("night.md", "6")
    assert why("night.md", "99", status=2) == "ots-lint: night.md: there is no line 99: the page has 15\n"


def test_standard_input(why: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(PAGE.encode())

    monkeypatch.setattr("sys.stdin", Input())
    assert why("-", "--stdin-filename", "night.md") == TEXT


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no.md"], "no.md: there is no such file or folder (a dot stands for everything here)"),
        (["nigth.md"], "nigth.md: there is no such file or folder (did you mean night.md?)"),
        (["."], ".: this is a folder, and one page is explained at a time (name a page in it)"),
        (["binary.md"], "binary.md: this looks like a binary file, not like a page: there is a NUL in line 1"),
        (["night.md", "eight"], "ROW: 'eight' is no number of a line: the first line is 1"),
        ([], "PAGE: it is missing (ots-lint why --help explains it)"),
        (["night.md", "--format", "xml"], "--format: 'xml' is none of text, json"),
        (["night.md", "--select", "OTS999"], "--select OTS999: no rule has this code (did you mean OTS903?)"),
    ],
)
def test_what_is_wrong_is_one_line(
    why: Callable[..., str], site: Path, arguments: list[str], message: str, capsys: Any
) -> None:
    (site / "binary.md").write_bytes(b"a\0b")
    assert why(*arguments, status=2) == f"ots-lint: {message}\n"
