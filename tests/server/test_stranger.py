"""A folder from a stranger is opened: nothing in it is run, and nothing outside of it is read for it."""

from __future__ import annotations

from pathlib import Path

from editor import Editor

#: What Python would import from the current folder, and what it runs at its start.
MODULES = ("sitecustomize", "usercustomize", "spacy", "pygls", "lsprotocol", "yaml", "ots_lint", "jinja2", "markdown")


def test_nothing_in_a_folder_is_run(tmp_path: Path, server_cache: dict[str, str]) -> None:
    folder = tmp_path / "folder"
    (folder / ".git").mkdir(parents=True)
    mark = tmp_path / "was-run"
    code = f"open({str(mark)!r}, 'w').close()\n"
    for name in MODULES:
        (folder / f"{name}.py").write_text(code)
    model = folder / "de_evil_core_sm"
    model.mkdir()
    (model / "__init__.py").write_text(f"{code}def load(**given):\n    raise OSError\n")
    (folder / "rules").mkdir()
    (folder / "rules" / "evil.py").write_text(code)
    (folder / "rules" / "777.yaml").write_text("!!python/object/apply:os.system ['touch " + str(mark) + "']\n")
    editor_settings = folder / ".vscode"
    editor_settings.mkdir()
    (editor_settings / "settings.json").write_text('{"ots-lint.rules": "../.."}')
    editor = Editor(
        folder,
        env=server_cache,
        initializationOptions={"rules": ["rules"], "config": "/etc/passwd", "command": ["touch", str(mark)]},
    )
    try:
        for config, told in (
            ('model = "de_evil_core_sm"', "the spaCy model 'de_evil_core_sm' is not installed"),
            ('rules = ["rules"]', "777.yaml"),
            ('rules = ["../.."]', "is not a path in this project"),
            ('baseline = "/etc/passwd"', "is not a path in this project"),
        ):
            (folder / "ots-lint.toml").write_text(config)
            editor.notify("workspace/didChangeWatchedFiles", {"changes": []})
            uri = editor.open(folder / f"{len(editor.told)}.md", "Hosted by OpenTechSchool: opentechschool.\n")
            editor.see(uri)
            assert told in editor.told[-1], config
        (folder / "ots-lint.toml").unlink()
        (folder / "ots-lint.toml").symlink_to("/etc/passwd")
        uri = editor.open(folder / "link.md", "opentechschool\n")
        editor.notify("workspace/didChangeWatchedFiles", {"changes": []})
        editor.until(lambda message: "leads out of the project" in str(message.get("params")))
        assert "root:" not in "".join(editor.told)
        assert editor.end() == 0
    finally:
        editor.kill()
    assert not mark.exists()


def test_a_page_that_is_a_pipe_or_a_link_out_is_never_waited_for(tmp_path: Path, server_cache: dict[str, str]) -> None:
    import os

    folder = tmp_path / "folder"
    folder.mkdir()
    os.mkfifo(folder / "a.md")
    editor = Editor(folder, env=server_cache)
    try:
        uri = editor.open(folder / "a.md", "opentechschool\n")
        assert [d["code"] for d in editor.see(uri)] == ["OTS900"]
        assert editor.end() == 0
    finally:
        editor.kill()
