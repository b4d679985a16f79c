"""Findings while somebody types: always those that the command line has for the same text, at exact places."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from editor import Editor, offset_of

from ots_lint import lint_text

PAGE = "# Night\n\n😀 Supported by Open Tech School. 𝓞 opentechschool!\n"


def expected(text: str, name: str) -> list[tuple[str, int, int]]:
    """The codes and spans that the command line has for a text."""
    lead = len(text) - len(text.removeprefix("\ufeff"))
    return [
        (r.finding.code, r.finding.span.start + lead, r.finding.span.end + lead)
        for r in lint_text(text.removeprefix("\ufeff"), name)
    ]


def seen(editor: Editor, uri: str) -> list[tuple[str, int, int]]:
    text = editor.texts[uri]
    return [
        (d["code"], offset_of(text, d["range"]["start"]), offset_of(text, d["range"]["end"])) for d in editor.see(uri)
    ]


def test_a_page_shows_its_findings(shared: Editor, project: Path) -> None:
    path = project / "a.md"
    path.write_text(PAGE)
    uri = shared.open(path)
    found = shared.see(uri)
    assert shared.spans(uri) == [
        ("OTS201", "Supported by Open Tech School"),
        ("OTS101", "Open Tech School"),
        ("OTS101", "opentechschool"),
    ]
    assert [d["severity"] for d in found] == [2, 1, 1]
    assert {d["source"] for d in found} == {"ots-lint"}
    assert found[1]["codeDescription"]["href"].endswith("/OTS101.md")
    assert found[1]["range"]["start"] == {"line": 2, "character": 16}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_places_are_exact(shared: Editor, project: Path, newline: str, bom: str, name: str) -> None:
    text = bom + PAGE.replace("\n", newline)
    uri = shared.open(project / name, text, "x")
    assert seen(shared, uri) == expected(text, name)
    assert ("OTS101", "opentechschool") in shared.spans(uri)


def test_what_only_python_takes_for_a_line_end_is_none(shared: Editor, project: Path) -> None:
    text = "One\u2028two\x0bthree\x85four opentechschool\n\nOpentechschool\n"
    uri = shared.open(project / "a.md", text)
    assert seen(shared, uri) == expected(text, "a.md")
    assert [d["range"]["start"]["line"] for d in shared.shown[uri]] == [0, 2]


def test_each_edit_is_answered_for_its_own_state(shared: Editor, project: Path) -> None:
    uri = shared.open(project / "a.md", "An evening with tea.\n")
    assert seen(shared, uri) == []
    shared.edit(uri, (15, 19, "OpenTechScho😀ol"))
    shared.see(uri)
    at = shared.texts[uri].index("😀")
    shared.edit(uri, (at, at + 1, ""), (0, 0, "# 𝓞\r\n\r\nopentechschool "))
    assert seen(shared, uri) == expected(shared.texts[uri], "a.md")
    assert shared.spans(uri) == [("OTS101", "opentechschool")]
    shared.replace(uri, "Nothing.\n")
    assert seen(shared, uri) == []


def test_after_any_edits_the_findings_are_those_of_the_text(shared: Editor, project: Path) -> None:
    chance = random.Random(7)
    uri = shared.open(project / "a.md", PAGE)
    pieces = ["\r\n", "\n", "😀", "Open Tech School", "opentechschool", " ", "# ", "supported by OTS ", "\n\n", "ä", ""]
    for _ in range(12):
        changes = []
        text = shared.texts[uri]
        for _ in range(3):
            start = chance.randrange(len(text) + 1)
            end = min(start + chance.randrange(6), len(text))
            if any(text[at - 1 : at + 1] == "\r\n" for at in (start, end)):
                continue
            new = chance.choice(pieces)
            changes.append((start, end, new))
            text = text[:start] + new + text[end:]
        shared.edit(uri, *changes)
        assert seen(shared, uri) == expected(shared.texts[uri], "a.md")


def test_a_page_in_no_file_goes_by_what_the_editor_calls_it(shared: Editor) -> None:
    uri = shared.open("untitled:Untitled-1", "<p>Welcome to <b>Open</b> Tech School", "html")
    shared.see(uri)
    assert shared.spans(uri) == [("OTS101", "Open</b> Tech School")]


CALENDAR = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Tea 😀 with Open Tech School
END:VEVENT
END:VCALENDAR
"""
MAIL = "From: Ada <ada@example.org>\nSubject: Tea\nContent-Type: text/plain\n\nTea with Open Tech School.\n"


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("a.rst", "restructuredtext", "Tea\n===\n\nTea 😀 with Open Tech School.\n"),
        ("a.adoc", "asciidoc", "= Tea\n\nTea 😀 with Open Tech School.\n"),
        ("a.mdx", "mdx", "# Tea\n\n<Tea>Tea 😀 with Open Tech School.</Tea>\n"),
        ("a.njk", "njk", "{% if tea %}<p>Tea 😀 with Open Tech School.</p>{% endif %}\n"),
        ("a.astro", "astro", "---\nconst tea = 1;\n---\n<p>Tea 😀 with Open Tech School.</p>\n"),
        ("a.ics", "icalendar", CALENDAR),
        ("a.eml", "mail", MAIL),
        ("_data/a.yml", "yaml", "title: Tea with Open Tech School\n"),
    ],
)
def test_every_format_of_the_command_line_is_read(
    shared: Editor, project: Path, name: str, language: str, text: str
) -> None:
    uri = shared.open(project / name, text, language)
    assert seen(shared, uri) == expected(text, name)
    assert shared.spans(uri) == [("OTS101", "Open Tech School")]
    at = text.index("Open")
    (action,) = shared.actions(uri, at, at, ["quickfix"])
    assert shared.after(uri, action) == text.replace("Open Tech School", "OpenTechSchool")


def test_what_a_run_over_the_folder_leaves_alone_is_left_alone(shared: Editor, project: Path) -> None:
    text = "Tea with opentechschool\n"
    for name in ("notes.txt", "package.json", "settings.yml", "a.docx", "a.pdf"):
        uri = shared.open(project / name, text if name[-4:] != "json" else f'{{"title": "{text[:-1]}"}}', "plaintext")
        assert shared.see(uri) == [], name
    (project / "ots-lint.toml").write_text('include = ["*.txt", "*.docx"]\n')
    for name, wanted in {"news.txt": ["OTS101"], "LICENSE.txt": [], "b.docx": []}.items():
        uri = shared.open(project / name, text, "plaintext")
        assert [d["code"] for d in shared.see(uri)] == wanted, name


def test_what_is_no_page_is_left_alone(shared: Editor, project: Path) -> None:
    uri = shared.open(project / "a.py", "# opentechschool\n", "python")
    assert shared.see(uri) == []


def test_a_page_that_is_closed_shows_nothing(shared: Editor, project: Path) -> None:
    uri = shared.open(project / "a.md", PAGE)
    assert shared.see(uri)
    shared.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    shared.until(lambda message: (message.get("params") or {}).get("uri") == uri)
    assert shared.shown[uri] == []


def test_a_page_of_a_megabyte_is_read_and_holds_nothing_up_for_ever(shared: Editor, project: Path) -> None:
    paragraph = "A talk about tea and cake, and how it is made at home in the evening.\n\n"
    text = paragraph * (1_000_000 // len(paragraph)) + "opentechschool 😀\n"
    uri = shared.open(project / "large.md", text)
    shared.see(uri)
    assert shared.spans(uri) == [("OTS101", "opentechschool")]
    for _ in range(5):  # nobody waits for an answer to each letter
        shared.edit(uri, (0, 0, "x"))
    shared.see(uri)
    assert shared.spans(uri) == [("OTS101", "opentechschool")]


def test_many_findings_are_cut_and_counted(shared: Editor, project: Path) -> None:
    uri = shared.open(project / "a.md", "opentechschool\n\n" * 1_200)
    found = shared.see(uri)
    assert len(found) == 1_001
    assert found[-1]["message"] == "200 more findings are not shown here; the command line lists all."
