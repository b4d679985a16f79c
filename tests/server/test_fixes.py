"""Fixes in an editor: the same texts as on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from editor import Editor, applied

from ots_lint import fix_text

ROOT = Path(__file__).parents[2]
SITE = ROOT / "examples" / "site"
PAGES = sorted(path for path in (SITE / "events").rglob("*") if path.suffix in (".md", ".html"))
ALL = "source.fixAll.ots-lint"


def test_a_safe_fix_is_preferred(shared: Editor, project: Path) -> None:
    text = "Welcome to Open Tech School 😀 and opentechschool.\n"
    uri = shared.open(project / "a.md", text)
    (action,) = shared.actions(uri, 14, 14, ["quickfix"])
    assert action["title"] == "Write “OpenTechSchool”"
    assert action["isPreferred"] is True
    assert [d["code"] for d in action["diagnostics"]] == ["OTS101"]
    assert shared.after(uri, action) == "Welcome to OpenTechSchool 😀 and opentechschool.\n"


def test_an_unsafe_fix_says_so(shared: Editor, project: Path) -> None:
    text = "Thanks to OpenTechScool for the rooms.\n"
    uri = shared.open(project / "a.md", text)
    (action,) = shared.actions(uri, 12, 12, ["quickfix"])
    assert action["title"] == "Write “OpenTechSchool” (unsafe: read it again)"
    assert "isPreferred" not in action
    assert shared.after(uri, action) == "Thanks to OpenTechSchool for the rooms.\n"


def test_a_suggestion_is_offered_as_one_and_shown_where_it_is_but_words(shared: Editor, project: Path) -> None:
    text = "---\nots:\n  relationship: partnr\n---\n\nOpenTechSchool brings the coaches.\n"
    uri = shared.open(project / "a.md", text)
    shared.see(uri)
    assert [d["code"] for d in shared.shown[uri]] == ["OTS903"]
    actions = shared.actions(uri, text.index("partnr"), text.index("partnr"), ["quickfix"])
    assert [shared.after(uri, action) for action in actions] == [text.replace("partnr", "partner")]
    assert [action["title"].endswith("(only a suggestion)") for action in actions] == [True]
    uri = shared.open(project / "b.md", "Supported by OpenTechSchool.\n")
    (found,) = shared.see(uri)
    assert "\nHelp: Say what OpenTechSchool contributes" in found["message"]
    assert shared.actions(uri, 0, 5, ["quickfix"]) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_all_safe_fixes_give_what_the_command_line_writes(
    shared: Editor, project: Path, path: Path, newline: str, bom: str
) -> None:
    text = path.read_text("utf-8").replace("\n", newline)
    uri = shared.open(project / path.name, bom + text)
    actions = shared.actions(uri, 0, 0, ["source.fixAll"])
    fixed = fix_text(text, path.name)
    assert [action["kind"] for action in actions] == [ALL] * bool(fixed.fixed)
    assert [shared.after(uri, action) for action in actions] == [bom + fixed.text] * len(actions)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_each_fix_settles_its_finding(shared: Editor, project: Path, path: Path) -> None:
    text = path.read_text("utf-8").replace("\n", "\r\n")
    uri = shared.open(project / path.name, text)
    before = [d["code"] for d in shared.see(uri)]
    actions = [(action, shared.after(uri, action)) for action in shared.actions(uri, 0, len(text), ["quickfix"])]
    for action, after in actions:
        assert after != text
        assert "\n" not in after.replace("\r\n", "")
        (code,) = [d["code"] for d in action["diagnostics"]]
        shared.replace(uri, after)
        assert [d["code"] for d in shared.see(uri)].count(code) == before.count(code) - 1, action["title"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_sentence_that_is_added_has_the_line_ends_of_the_page(shared: Editor, project: Path, newline: str) -> None:
    text = "---\nlang: en\nots: {relationship: partner, contributions: [coaches]}\n---\n\n# Tea\n\nTea and cake.\n"
    text = text.replace("\n", newline)
    uri = shared.open(project / "a.md", text)
    (found,) = shared.see(uri)
    assert found["code"] == "OTS203"
    (action,) = shared.actions(uri, 0, len(text), ["quickfix"])
    after = shared.after(uri, action)
    assert after == fix_text(text, "a.md", unsafe=True).text
    assert after.count("\n") > text.count("\n")
    assert after.count(newline) == after.count("\n")


def test_what_is_asked_for_is_offered(shared: Editor, project: Path) -> None:
    uri = shared.open(project / "a.md", "opentechschool\n\nTea.\n")
    kinds = {
        only: [action["kind"] for action in shared.actions(uri, 0, 3, [only])]
        for only in ("quickfix", "source", "source.fixAll", ALL, "source.organizeImports", "refactor")
    }
    assert kinds == {
        "quickfix": ["quickfix"],
        "source": [ALL],
        "source.fixAll": [ALL],
        ALL: [ALL],
        "source.organizeImports": [],
        "refactor": [],
    }
    assert [action["kind"] for action in shared.actions(uri, 0, 3)] == ["quickfix", ALL]
    assert shared.actions(uri, 17, 17, ["quickfix"]) == []


def test_an_edit_is_small(shared: Editor, project: Path) -> None:
    text = "# Tea\n\nopentechschool one.\n\n" + "More tea.\n" * 50 + "\nopentechschool two.\n"
    uri = shared.open(project / "a.md", text)
    (action,) = shared.actions(uri, 0, 0, ["source"])
    edits = shared.ask("codeAction/resolve", action)["edit"]["documentChanges"][0]["edits"]
    assert [len(edit["newText"]) < 15 for edit in edits] == [True, True]


def test_fixes_are_for_the_text_as_it_is_now(shared: Editor, project: Path) -> None:
    uri = shared.open(project / "a.md", "opentechschool\n")
    shared.edit(uri, (0, 0, "Tea 😀\n\n"))
    (action,) = shared.actions(uri, 8, 8, ["quickfix"])  # at once, before anything is shown
    assert shared.after(uri, action) == "Tea 😀\n\nOpenTechSchool\n"


def test_a_fix_that_the_encoding_of_the_file_cannot_hold_is_not_offered(shared: Editor, project: Path) -> None:
    text = '<meta charset="windows-1251"><p>Welcome to OpenTechScool'
    path = project / "a.html"
    path.write_bytes(text.encode("cp1251"))
    uri = shared.open(path, text, "html")
    at = text.index("OpenTechScool") + 1
    (action,) = shared.actions(uri, at, at, ["quickfix"])
    assert shared.after(uri, action) == text.replace("Scool", "School")


def test_an_editor_that_knows_little_gets_everything_at_once(tmp_path: Path, server_cache: dict[str, str]) -> None:
    editor = Editor(tmp_path, env=server_cache, capabilities={})
    try:
        uri = editor.open(tmp_path / "a.md", "opentechschool\n")
        quick, everything = editor.actions(uri, 0, 3)
        for action in (quick, everything):
            assert applied("opentechschool\n", action["edit"]["changes"][uri]) == "OpenTechSchool\n"
        told = editor.hover(uri, 3)["contents"]
        assert told["kind"] == "plaintext"
        assert told["value"].startswith("OTS101 name-spelling (error)\n\n")
        assert editor.registered == []
        assert editor.end() == 0
    finally:
        editor.kill()
