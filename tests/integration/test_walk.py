"""The documents' first page, walked as a newcomer would: from an empty folder to a green pull request."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest
from actions_runner import ROOT, Forge, Github, Runner, git

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("git") is None or shutil.which("bash") is None, reason="needs git and bash"
)


def module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("walk", ROOT / "examples" / "walk.py")
    assert spec
    assert spec.loader
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


walk = module()


@pytest.mark.parametrize("document", ["index.md", "index.de.md"])
def test_from_an_empty_folder_to_a_green_pull_request(tmp_path: Path, document: str) -> None:
    """At the two places where the page tells of the check, the action runs on what has been pushed by then."""
    reader = walk.Walk(tmp_path / "reader")
    said: list[tuple[str, int, str]] = []

    def look(word: str, reader: walk.Walk) -> None:
        folder = tmp_path / f"forge-{len(said)}"
        folder.mkdir()
        forge = Forge(folder)
        git(forge.work, "fetch", "--quiet", str(reader.origin), "main:base", "hack-night:change")
        git(forge.work, "push", "--quiet", "origin", "base:main")
        event = forge.pull_request(base="base")
        with Github(folder / "server").serving() as server:
            places = tmp_path / f"workspace-{len(said)}", tmp_path / f"temp-{len(said)}"
            runner = Runner(*places, {"GITHUB_SERVER_URL": server.url})
            runner.prepare()
            forge.checkout(runner.workspace)
            result = runner.run(event, args="")
        said.append((word, result.status, " ".join(code for _, _, code in result.annotations())))

    text = (ROOT / "docs" / document).read_text("utf-8")
    assert reader.go(text, look) == text, "run python examples/regenerate.py"
    assert said == [("red", 1, "OTS101"), ("green", 0, "")]
    # what init wrote is what the check on GitHub needs
    assert "uses: OpenTechSchool/ots-lint@" in (reader.folder / ".github/workflows/ots-lint.yml").read_text()


def test_a_command_that_fails_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="status 2"):
        walk.Walk(tmp_path / "a").go("```console\n$ ots-lint --fux .\n```\n")
    with pytest.raises(RuntimeError, match="status 64"):
        walk.Walk(tmp_path / "b").go("```sh\npip install otslint\n```\n")
    with pytest.raises(RuntimeError, match="status 1"):
        walk.Walk(tmp_path / "c").go("```sh\nfalse\n```\n")


def test_outputs_are_written_anew_and_other_blocks_stay(tmp_path: Path) -> None:
    text = "<!-- file: a.md -->\n\n```markdown\nJoin Open Tech School.\n```\n\n```console\n$ ots-lint -q -f concise a.md\nold\n```\n"
    new = walk.Walk(tmp_path / "a").go(text)
    assert new == text.replace(
        "old",
        "a.md:1:6: error OTS101 “Open Tech School” is written OpenTechSchool: one word, three capital letters. [--fix]",
    )
    passed = "<!-- walk: no -->\n\n```sh\nrm -rf /nowhere; false\n```\n"
    assert walk.Walk(tmp_path / "b").go(passed) == passed


def test_a_reader_leaves_nothing_behind(tmp_path: Path) -> None:
    """Commands of documents run with a home of their own."""
    reader = walk.Walk(tmp_path / "a")
    assert reader.call("echo ~")[1].strip() == str(reader.home)
    assert os.environ.get("HOME") != str(reader.home)


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_every_command_in_the_documents_is_one_that_is_run(name: str) -> None:
    """A block of commands is `sh` or `console`; nothing hides from the walk under another name."""
    import re

    text = (ROOT / "docs" / name).read_text("utf-8")
    for kind, body in re.findall(r"(?ms)^ *```([a-z]*)\n(.*?)^ *```$", text):
        if kind not in ("sh", "console"):
            assert not re.search(r"(?m)^\s*\$ (?!ots-lint events/django-day\.md$)", body), body
    assert "<!-- walk: no -->" not in text
