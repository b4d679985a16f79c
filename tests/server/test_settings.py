"""Settings in an editor: those of the command line, read anew when they change."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from editor import Editor
from fakes import ADDED_RULE

from ots_lint.cli.main import run

PAGE = "Supported by OpenTechSchool.\n\nopentechschool\n"


def codes(editor: Editor, uri: str) -> list[str]:
    return [d["code"] for d in editor.shown[uri]]


def shows(editor: Editor, uri: str, wanted: list[str]) -> bool:
    """Wait until a page shows these codes, for as long as an editor that tells nothing would."""
    end = time.monotonic() + 60
    while codes(editor, uri) != wanted:
        assert time.monotonic() < end, codes(editor, uri)
        editor.until(lambda message: message.get("method") == "textDocument/publishDiagnostics")
    return True


def test_the_nearest_file_holds(shared: Editor, project: Path) -> None:
    (project / "ots-lint.toml").write_text(
        'ignore = ["OTS101"]\nexclude = ["old/"]\n[per-file-ignores]\n"b.md" = ["OTS2"]\n'
    )
    (project / "deep").mkdir()
    (project / "deep" / "pyproject.toml").write_text('[tool.ots-lint]\nselect = ["OTS101"]\n')
    (project / "old").mkdir()
    for name, wanted in {
        "a.md": ["OTS201"],
        "b.md": [],
        "deep/c.md": ["OTS101"],
        "old/d.md": [],
    }.items():
        uri = shared.open(project / name, PAGE)
        shared.see(uri)
        assert codes(shared, uri) == wanted, name


def test_an_event_is_declared_in_a_file(shared: Editor, project: Path) -> None:
    (project / "ots-lint.toml").write_text('[[events]]\npaths = ["friends/**"]\nrelationship = "unofficial"\n')
    uri = shared.open(project / "friends" / "a.md", "Hosted by OpenTechSchool.\n")
    shared.see(uri)
    assert "OTS301" in codes(shared, uri)
    assert "declared unofficial (configuration)" in shared.shown[uri][0]["message"]


@pytest.mark.parametrize("told", [True, False])
def test_the_address_of_the_site_is_known(shared: Editor, project: Path, told: bool) -> None:
    uri = shared.open(project / "a.md", "The night is endorsed by OpenTechSchool.\n")
    shared.see(uri)
    assert codes(shared, uri) == ["OTS308"]
    (project / "CNAME").write_text("www.opentechschool.org\n")
    if told:
        event = {"uri": project.as_uri() + "/CNAME", "type": 1}
        shared.notify("workspace/didChangeWatchedFiles", {"changes": [event]})
    assert shows(shared, uri, [])


@pytest.mark.parametrize("told", [True, False])
def test_a_changed_file_holds_at_once(shared: Editor, project: Path, told: bool) -> None:
    """Editors that can tell of it are asked to; for the others, the server looks by itself."""
    config = project / "ots-lint.toml"
    first, second = (shared.open(project / name, PAGE) for name in ("a.md", "b.md"))
    shared.see(first)
    shared.see(second)
    for text, wanted in (
        ('ignore = ["OTS2"]\n', ["OTS101"]),
        ('ignore = ["OTS1"]\n', ["OTS201"]),
        ("", ["OTS201", "OTS101"]),
    ):
        config.write_text(text)
        if told:
            event = {"uri": config.as_uri(), "type": 2}
            shared.notify("workspace/didChangeWatchedFiles", {"changes": [event]})
        assert shows(shared, first, wanted)
        assert shows(shared, second, wanted)


def test_editors_are_asked_to_tell_of_changes(shared: Editor) -> None:
    (registration,) = shared.registered
    assert registration["method"] == "workspace/didChangeWatchedFiles"
    patterns = {watcher["globPattern"] for watcher in registration["registerOptions"]["watchers"]}
    assert {"**/ots-lint.toml", "**/pyproject.toml", "**/CNAME"} <= patterns


def test_two_folders_have_their_own_settings(tmp_path: Path, server_cache: dict[str, str]) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder, code in zip(folders, ("OTS1", "OTS2"), strict=True):
        folder.mkdir()
        (folder / "ots-lint.toml").write_text(f'select = ["{code}"]\n')
    editor = Editor(tmp_path, folders=folders, env=server_cache)
    try:
        uris = [editor.open(folder / "a.md", PAGE) for folder in folders]
        for uri in uris:
            editor.see(uri)
        assert [codes(editor, uri) for uri in uris] == [["OTS101"], ["OTS201"]]
        assert editor.end() == 0
    finally:
        editor.kill()


def test_a_broken_file_is_told_once_and_shown_where_it_is(shared: Editor, project: Path) -> None:
    config = project / "ots-lint.toml"
    config.write_text('lang = "en"\nselect = ["OTS1"\n')
    told = len(shared.told)
    uris = [shared.open(project / name, PAGE) for name in ("a.md", "b.md")]
    for uri in uris:
        assert shared.see(uri) == []
    (message,) = shared.told[told:]
    assert "ots-lint.toml:3: this is not valid TOML" in message
    (found,) = shared.shown[config.as_uri()]
    assert found["severity"] == 1
    assert found["range"]["start"] == {"line": 2, "character": 0}
    config.write_text('select = ["OTS1"]\n')
    for uri in uris:
        assert shows(shared, uri, ["OTS101"])
    assert shared.shown[config.as_uri()] == []
    assert len(shared.told) == told + 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('select = ["OTS777"]', "no rule has the code 'OTS777'"),
        ('model = "de_core_news_sm"', "the spaCy model 'de_core_news_sm' is not installed"),
        ('baseline = "none.json"', "there is no such baseline file"),
        ('rules = ["../elsewhere"]', "is not a path in this project"),
    ],
)
def test_what_is_wrong_in_it_is_a_message(shared: Editor, project: Path, text: str, said: str) -> None:
    (project / "ots-lint.toml").write_text(text)
    told = len(shared.told)
    uri = shared.open(project / "a.md", PAGE)
    assert shared.see(uri) == []
    assert [said in message for message in shared.told[told:]] == [True]


def test_rules_of_a_project_hold_and_are_read_anew(shared: Editor, project: Path) -> None:
    rules = project / "rules"
    rules.mkdir()
    own = rules / "777.yaml"
    rule = ADDED_RULE.replace("{{ brand }}⟧", "OpenTechSchool⟧")
    own.write_text(rule)
    (project / "ots-lint.toml").write_text('rules = ["rules"]\nselect = ["OTS777"]\n')
    uri = shared.open(project / "a.md", "© 2026 OpenTechSchool\n")
    (found,) = shared.see(uri)
    assert (found["code"], found["severity"]) == ("OTS777", 3)
    own.write_text(rule.replace("severity: info", "severity: error"))
    shared.until(lambda message: [d["severity"] for d in shared.shown[uri]] == [1])


def test_what_the_baseline_knows_is_not_shown(
    shared: Editor, project: Path, monkeypatch: pytest.MonkeyPatch, server_cache: dict[str, Any]
) -> None:
    (project / "events").mkdir()
    page = project / "events" / "a.md"
    page.write_text("opentechschool\n")
    monkeypatch.chdir(project)
    assert run(["baseline", "."]) == 0
    (project / "ots-lint.toml").write_text('baseline = "ots-lint-baseline.json"\n')
    uri = shared.open(page)
    assert shared.see(uri) == []
    shared.edit(uri, (0, 0, "Tea with Opentechschool\n\n"))
    shared.see(uri)
    assert shared.spans(uri) == [("OTS101", "Opentechschool")]
    (project / "ots-lint-baseline.json").unlink()
    (project / "ots-lint.toml").write_text("")
    assert shows(shared, uri, ["OTS101", "OTS101"])


def test_options_say_the_same_as_on_the_command_line(tmp_path: Path, server_cache: dict[str, str]) -> None:
    (tmp_path / "ots-lint.toml").write_text('ignore = ["OTS201"]\n')
    options = ["--relationship", "unofficial", "--select", "OTS3", "--exclude", "old/", "--lang", "de"]
    editor = Editor(tmp_path, *options, env=server_cache, locale="en-GB")
    try:
        uri = editor.open(tmp_path / "a.md", "Hosted by OpenTechSchool. opentechschool\n")
        editor.see(uri)
        assert codes(editor, uri) == ["OTS301", "OTS302"]
        assert "klingt, als stünde" in editor.shown[uri][0]["message"]
        uri = editor.open(tmp_path / "old" / "a.md", PAGE)
        assert editor.see(uri) == []
        assert editor.end() == 0
    finally:
        editor.kill()


@pytest.mark.parametrize(
    ("client", "config", "said"),
    [
        ({"locale": "de-AT"}, "", "schreibt sich"),
        (
            {"locale": "de-AT"},
            'lang = "en"\n',
            "is written",
        ),  # a project decides over the locale, as on the command line
        ({"locale": "fi"}, "", "is written"),
        ({}, 'lang = "de"\n', "schreibt sich"),
    ],
)
def test_the_language_is_that_of_the_editor(
    tmp_path: Path, server_cache: dict[str, str], client: dict[str, str], config: str, said: str
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "ots-lint.toml").write_text(config)
    editor = Editor(tmp_path, env=server_cache, **client)
    try:
        uri = editor.open(tmp_path / "a.md", "Tea with opentechschool.\n")
        (found,) = editor.see(uri)
        assert said in found["message"]
        title = editor.actions(uri, 10, 10)[-1]["title"]
        assert title.startswith("Alles" if said == "schreibt sich" else "Fix all")
        assert editor.end() == 0
    finally:
        editor.kill()


def test_a_file_that_cannot_be_read_is_one_finding(shared: Editor, project: Path) -> None:
    path = project / "a.md"
    path.write_bytes("Köln, opentechschool\n".encode("latin-1"))
    uri = shared.open(path, "K\ufffdln, opentechschool\n")
    (found,) = shared.see(uri)
    assert found["code"] == "OTS900"
    assert "save the page as UTF-8" in found["message"]
    shared.save(uri, path)  # as UTF-8
    shared.see(uri)
    assert codes(shared, uri) == ["OTS101"]
    shared.edit(uri, (0, 0, "\0"))
    (found,) = shared.see(uri)
    assert found["code"] == "OTS900"
    assert "NUL in line 1" in found["message"]
