"""The e-mail, the plain text, and the sentences to copy."""

from __future__ import annotations

import pytest
from report_builders import found, report_of, sample_report, text_of

from ots_lint.finding import Fix
from ots_lint.messages import languages
from ots_lint.report._letter import MOST
from ots_lint.report._sentence import to_write
from ots_lint.report.model import Report
from ots_lint.settings import Letter
from ots_lint.text.source import Source
from ots_lint.text.visible import width

LETTER = Letter("Ada", "codenight.example", "2026-05-31", "Dear Li,")


def test_an_email_has_subject_greeting_and_sender() -> None:
    lines = text_of(sample_report().but(letter=LETTER), "mail").split("\n")
    assert lines[0] == "Subject: Names and credits on codenight.example: 7 suggestions"
    assert lines[2] == "Dear Li,"
    assert lines[-3:] == ["Best regards", "Ada", ""]


def test_an_email_is_in_the_language_of_the_report() -> None:
    text = text_of(sample_report().but(lang="de"), "mail")
    assert text.startswith("Betreff: Namen und Nennungen: 7 Vorschläge\n\nHallo,\n")
    assert "Schreibt: 🎉 Join OpenTechSchool and opentechschool in Berlin." in text


def test_a_single_finding_is_no_plural() -> None:
    source = Source("x", "a.md")
    text = text_of(report_of(found(source, "x"), sources={"a.md": source}), "mail")
    assert "1 suggestion\n" in text
    assert "in 1 place:" in text


def test_an_email_without_findings_says_so() -> None:
    text = text_of(Report([], files=3), "mail")
    assert text.startswith("Subject: Names and credits: all is well\n")
    assert "we have looked at 3 of your event pages" in text


def test_an_email_does_not_grow_without_bounds() -> None:
    source = Source("x\n" * 200, "a.md")
    many = [found(source, "x", occurrence=i) for i in range(200)]
    text = text_of(report_of(*many, sources={"a.md": source}), "mail")
    assert text.count("- Line") == MOST
    assert f"{200 - MOST} more findings are in the report." in text


@pytest.mark.parametrize("language", languages())
def test_plain_text_fits_an_email_and_names_every_finding(language: str) -> None:
    report = sample_report().but(lang=language, letter=LETTER)
    lines = text_of(report, "plain").split("\n")
    assert [line for line in lines if width(line) > 72 and "http" not in line] == []
    assert [line.split(".")[0] for line in lines if line[:1].isdigit()] == [str(n) for n in range(1, 8)]
    last = max(i for i, line in enumerate(lines) if line == "events/a.md")
    assert lines.index(report.words("by-rule")) > last


def written(text: str, wrong: str, content: str, name: str = "a.md") -> str:
    source = Source(text, name)
    return to_write(found(source, wrong, content), source)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Meet opentechschool there! Three.", "Meet OTS there!"),
        ("- Meet opentechschool\n- Tea", "Meet OTS"),
        ("## Meet opentechschool\n\nTea.", "Meet OTS"),
        ("Tea at five. Meet\nopentechschool and\nAcme today. Four.", "Meet OTS and Acme today."),
        ("---\nteaser: Meet opentechschool\nlang: en\n---\n", "Meet OTS"),
        ("workshop: bring\nopentechschool cake.", "workshop: bring OTS cake."),
        ("<p>Meet <b>opentechschool</b> &amp; Li.</p>", "Meet OTS & Li."),
        (
            "<title>Tea</title><h1>Tea time</h1><p>Meet <b>opentechschool</b> there</p><ul><li>Go.</ul>",
            "Meet OTS there",
        ),
        ("{: .note}\n**Meet** opentechschool\n{% endnote %}\nTea.", "**Meet** OTS"),
        (":::tip\nMeet opentechschool\n:::\nTea.", "Meet OTS"),
        ("{{< note >}}\nMeet opentechschool\n{{< /note >}}", "Meet OTS"),
        ("[NOTE]\n====\nMeet opentechschool\n====\n", "Meet OTS"),
        (".. note::\n   Meet opentechschool\n", "Meet OTS"),
        ("Tea at [five]\n{{ page.day }} with Ada. Meet opentechschool.", "Meet OTS."),
        (
            "Meet {{ page.day }}\nopentechschool with {{ page.who }}\nand Li.",
            "Meet {{ page.day }} OTS with {{ page.who }} and Li.",
        ),
        ("<p>Free.<br>Meet opentechschool <img src=a.png alt=''> there.<div>Tea</div>", "Meet OTS there."),
    ],
)
def test_the_sentence_is_whole_and_nothing_but_the_sentence(text: str, sentence: str) -> None:
    assert written(text, "opentechschool", "OTS") == sentence


def test_of_an_insertion_the_new_sentence_is_copied() -> None:
    source = Source("Some of us met there.", "a.html")
    one = found(source, "met", edits=((21, 21, "\n\n<p>This is not an official event.</p>\n"),))
    assert to_write(one, source) == "This is not an official event."


def test_nothing_is_to_be_copied_where_something_goes_away() -> None:
    source = Source("We <!-- x --> met.", "a.md")
    assert to_write(found(source, "<!-- x -->", ""), source) == ""


def test_a_sentence_that_could_not_be_placed_is_there_to_copy() -> None:
    source = Source("x", "a.md")
    one = found(source, "x")
    placed = one._replace(finding=one.finding._replace(fix=Fix("suggestion", "Add “…”", (), "Ada brings the tea.")))
    assert to_write(placed, source) == "Ada brings the tea."
    assert to_write(found(source, "x", applicability="suggestion"), source) == ""


def test_a_row_without_end_gives_no_sentence() -> None:
    source = Source("word " * 2000 + "opentechschool " + "word " * 2000, "a.md")
    assert to_write(found(source, "opentechschool", "OTS"), source) == ""
