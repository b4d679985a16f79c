"""Pull requests, and earlier steps, that would rather not be checked: nothing of theirs is run, believed or told."""

from __future__ import annotations

import http.server
import os
import re
import shutil
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from actions_runner import SECRETS, TOKEN, Forge, Github, Result, Runner, git

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None or shutil.which("bash") is None, reason="needs git and bash"),
    pytest.mark.skipif(sys.platform == "win32", reason="the traps are shell scripts"),
]

BAD = "# Night\n\nJoin Open Tech School today.\n"


class Trap:
    """A command that leaves a mark, and what it got to see."""

    def __init__(self, folder: Path) -> None:
        self.mark = folder / "sprung"
        self.path = folder / "trap"
        # Only git is a way for a stranger to run something: each calls it with what it then knows.
        self.path.write_text(f"#!/bin/sh\n{{ echo \"$0 $@\"; env; }} >>'{self.mark}'\n")
        self.path.chmod(0o755)

    def __str__(self) -> str:
        return str(self.path)

    def assert_safe(self) -> None:
        assert not self.mark.exists(), self.mark.read_text()


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path)


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    forge = Forge(tmp_path)
    forge.commit({"index.md": "Hello\n", "ev/old.md": "Hello\n"})
    return forge


@pytest.fixture
def runner(tmp_path: Path, server: Github) -> Runner:
    runner = Runner(tmp_path / "workspace", tmp_path / "temp", {"GITHUB_SERVER_URL": server.url})
    runner.prepare()
    return runner


def listed(result: Result) -> list[str]:
    """The files of which the summary says that they differ from the base branch's."""
    lines = re.findall(r"^- <code>(.*)</code>$", result.summary, re.MULTILINE)
    return [line.replace("\\", "") for line in lines]


class Thief(http.server.BaseHTTPRequestHandler):
    """Writes down what comes."""

    heard: list[str]

    def do_GET(self) -> None:
        self.heard.append(f"{self.path}\n{self.headers}")
        self.send_response(404)
        self.end_headers()

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the tests quiet."""


@pytest.fixture
def thief() -> Iterator[type[Thief]]:
    """A server of somebody else."""
    kind = type("Thief", (Thief,), {"heard": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.socket.settimeout(5)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    kind.url = f"http://127.0.0.1:{server.server_address[1]}"  # type: ignore[attr-defined]
    yield kind
    server.shutdown()
    server.server_close()


#: Settings that make git run a command or go elsewhere; {trap} is a command, {thief} and {server} are addresses.
TRAPS = {
    "commands": """
[core]
	sshCommand = {trap}
	fsmonitor = {trap}
	askPass = {trap}
	pager = {trap}
	hooksPath = {hooks}
	alternateRefsCommand = {trap}
[credential]
	helper = "!{trap}"
[remote "origin"]
	url = ssh://git@example.org/x
[diff]
	external = {trap}
[diff "evil"]
	command = {trap}
	textconv = {trap}
[filter "evil"]
	clean = {trap}
	smudge = {trap}
	process = {trap}
	required = true
[pager]
	diff = {trap}
""",
    "ext": '[protocol "ext"]\n\tallow = always\n[remote "origin"]\n\turl = "ext::{trap} %S"\n',
    "upload pack": '[remote "origin"]\n\turl = file:///\n\tuploadpack = {trap}\n',
    "rewritten to a command": '[protocol "ext"]\n\tallow = always\n[url "ext::{trap} "]\n\tinsteadOf = {server}\n',
    "rewritten to a thief": '[url "{thief}/"]\n\tinsteadOf = {server}/\n[http]\n\tproxy = {thief}\n',
    "included": "[include]\n\tpath = {included}\n[core]\n\tworktree = /etc\n",
    "prefixes": "[diff]\n\tmnemonicPrefix = true\n\trelative = true\n[color]\n\tui = always\n",
    "no prefixes": "[diff]\n\tnoprefix = true\n\tcontext = 0\n",
    "no settings": "[core\n",
}


def settings(name: str, trap: Trap, thief: type[Thief], server: str) -> str:
    """The text of one of the traps."""
    hooks = trap.path.with_name("hooks")
    hooks.mkdir(exist_ok=True)
    for hook in ("reference-transaction", "post-checkout", "post-index-change", "pre-auto-gc", "fsmonitor-watchman"):
        shutil.copyfile(trap.path, hooks / hook)
        (hooks / hook).chmod(0o755)
    included = trap.path.with_name("included")
    included.write_text(f"[core]\n\tfsmonitor = {trap}\n\tsshCommand = {trap}\n")
    places = {"trap": trap, "hooks": hooks, "included": included, "server": server, "thief": thief.url}  # type: ignore[attr-defined]
    return TRAPS[name].format(**places)


@pytest.mark.parametrize(("name", "shape"), [*((name, "bare") for name in TRAPS), ("commands", "gitfile")])
def test_a_folder_shaped_like_a_repository(
    forge: Forge, runner: Runner, trap: Trap, thief: type[Thief], name: str, shape: str
) -> None:
    """A pull request can commit all that makes git take a folder for a repository."""
    text = settings(name, trap, thief, runner.env["GITHUB_SERVER_URL"])
    head = "[core]\n\trepositoryFormatVersion = 0\n\tbare = false\n\tworktree = ..\n"
    bare = {
        "HEAD": "ref: refs/heads/main\n",
        "config": head + text,
        "objects/.keep": "",
        "refs/heads/.keep": "",
        "packed-refs": "",
    }
    forge.commit({**{f"ev/{path}": content for path, content in bare.items()}, "ev/a.md": BAD}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    if shape == "gitfile":  # git would not commit that, but an earlier step may unpack it
        (runner.workspace / "ev" / ".git").write_text("gitdir: .\n")
    result = runner.run(event, working_directory="ev")
    trap.assert_safe()
    assert thief.heard == []
    assert result.annotations() == [("ev/a.md", 3, "OTS101")]
    assert result.status == 1


@pytest.mark.parametrize("name", TRAPS)
def test_settings_that_an_earlier_step_left(
    forge: Forge, runner: Runner, trap: Trap, thief: type[Thief], name: str
) -> None:
    """In `.git/config`, with attributes of the pull request that use them."""
    attributes = "*.md diff=evil filter=evil\n"
    forge.commit({".gitattributes": attributes, "ev/a.md": BAD, "ev/old.md": "Hello\n\nOpen Tech School\n"}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace, url="/nowhere")  # so that the token is what fetches
    with (runner.workspace / ".git" / "config").open("a") as stream:
        stream.write(settings(name, trap, thief, runner.env["GITHUB_SERVER_URL"]))
    (runner.workspace / ".git" / "info" / "attributes").write_text(attributes)
    hook = runner.workspace / ".git" / "hooks"
    hook.mkdir(exist_ok=True)
    for each in ("reference-transaction", "post-index-change"):
        shutil.copyfile(trap.path, hook / each)
        (hook / each).chmod(0o755)
    result = runner.run(event, changed_lines_only="true")
    trap.assert_safe()
    assert thief.heard == []
    assert result.annotations() == [("ev/a.md", 3, "OTS101"), ("ev/old.md", 3, "OTS101")]
    assert result.status == 1


def test_settings_in_the_environment(forge: Forge, runner: Runner, trap: Trap, thief: type[Thief]) -> None:
    forge.commit({"ev/a.md": BAD, ".gitattributes": "*.md diff=evil\n"}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    runner.env |= {
        "GIT_SSH_COMMAND": str(trap),
        "GIT_EXTERNAL_DIFF": str(trap),
        "GIT_ASKPASS": str(trap),
        "GIT_PAGER": str(trap),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{thief.url}/.insteadOf",  # type: ignore[attr-defined]
        "GIT_CONFIG_VALUE_0": f"{runner.env['GITHUB_SERVER_URL']}/",
        "GIT_DIR": str(runner.workspace / "ev"),
        "PYTHONPATH": str(runner.workspace),
        "XDG_CACHE_HOME": str(runner.workspace),
    }
    home = runner.temp.parent / "home"
    (home / ".gitconfig").write_text(f"[core]\n\tfsmonitor = {trap}\n[diff]\n\texternal = {trap}\n")
    (home / ".netrc").write_text("default login thief password x\n")
    result = runner.run(event)
    trap.assert_safe()
    assert thief.heard == []
    assert result.annotations() == [("ev/a.md", 3, "OTS101")]


def test_no_other_program_sees_the_token(forge: Forge, runner: Runner, tmp_path: Path, github: Github) -> None:
    """With a git, a gh and a Python that write down what they are given."""
    forge.commit({"ev/a.md": BAD}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    tools = tmp_path / "tools"
    tools.mkdir()
    seen = tmp_path / "seen"
    for name in ("git", "gh"):
        real = shutil.which(name) or "/bin/false"
        (tools / name).write_text(f'#!/bin/sh\n{{ echo "{name} $@"; env; }} >>{seen}\nexec {real} "$@"\n')
        (tools / name).chmod(0o755)
    runner.env["PATH"] = f"{tools}{os.pathsep}{os.environ['PATH']}"
    runner.env["GITHUB_API_URL"] = github.url
    result = runner.run(event, suggestions="true")
    assert result.outputs["comments"] == "1"
    assert "git fetch" in seen.read_text() or " fetch " in seen.read_text()
    assert not any(secret in seen.read_bytes() for secret in SECRETS)
    assert TOKEN not in result.log


def test_programs_in_the_checkout_are_not_found(forge: Forge, runner: Runner, trap: Trap) -> None:
    program = f"#!/bin/sh\n{trap}\n"
    forge.commit({"ev/a.md": BAD, "bin/git": program, "bin/gh": program, "ev/git": program}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    for path in ("bin/git", "bin/gh", "ev/git"):
        (runner.workspace / path).chmod(0o755)
    runner.env["PATH"] = os.pathsep.join([str(runner.workspace / "bin"), "", ".", os.environ["PATH"]])
    result = runner.run(event, working_directory="ev")
    trap.assert_safe()
    assert result.annotations() == [("ev/a.md", 3, "OTS101")]


def test_a_server_that_sends_elsewhere_gets_nothing_passed_on(forge: Forge, runner: Runner, thief: type[Thief]) -> None:
    forge.commit({"ev/a.md": BAD}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)

    class Sending(Thief):
        heard: list[str] = []  # noqa: RUF012

        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", thief.url + self.path)  # type: ignore[attr-defined]
            self.end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Sending)
    server.socket.settimeout(5)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    runner.env["GITHUB_SERVER_URL"] = f"http://127.0.0.1:{server.server_address[1]}"
    result = runner.run(event)
    server.shutdown()
    server.server_close()
    assert result.status == 2
    assert thief.heard == []


# ------------------------------------------------------------------ what hides a change


@pytest.mark.parametrize(
    "attributes",
    ["*.md -diff\n", "*.md binary\n", "* -text diff=astextplain export-ignore\n"],
)
def test_attributes_hide_nothing(forge: Forge, runner: Runner, github: Github, attributes: str) -> None:
    forge.commit({".gitattributes": attributes, "ev/a.md": BAD, "ev/old.md": "Hello\n\nOpen Tech School\n"}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    runner.env["GITHUB_API_URL"] = github.url
    result = runner.run(event, changed_lines_only="true", suggestions="true", annotations="true")
    assert result.annotations() == [("ev/a.md", 3, "OTS101"), ("ev/old.md", 3, "OTS101")]
    assert [comment["path"] for comment in github.comments] == ["ev/a.md", "ev/old.md"]


def test_folders_called_like_prefixes(forge: Forge, runner: Runner) -> None:
    names = ["b/a.md", "a/b/a.md", "b/b/a.md", "a/a.md", "w/a.md", "b /b/ a.md", "dev/null/a.md"]
    forge.commit(dict.fromkeys(names, BAD), "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event, changed_lines_only="true")
    assert result.annotations() == [(name, 3, "OTS101") for name in sorted(names)]


def test_pages_that_hold_no_text_are_said(forge: Forge, runner: Runner) -> None:
    """A NUL makes git take a page for binary."""
    forge.commit({"ev/a.md": "# Night\n\0\nJoin Open Tech School today.\n"}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event, changed_lines_only="true", args="")
    assert result.status == 1
    assert result.annotations()


# ------------------------------------------------------------------ what decides about the check

HEADS = {
    "exclude": {"ots-lint.toml": 'exclude = ["*"]\n'},
    "exclude below": {"ev/ots-lint.toml": 'exclude = ["*"]\n'},
    "ignore": {"ots-lint.toml": 'ignore = ["OTS1"]\nfail-level = "never"\n'},
    "for a file": {"ots-lint.toml": '[per-file-ignores]\n"**" = ["OTS"]\n'},
    "severity": {"ots-lint.toml": '[severity]\nOTS101 = "info"\n'},
    "a Python project": {"ev/pyproject.toml": '[tool.ots-lint]\nexclude = ["*"]\n'},
    "rules": {"ots-lint.toml": 'rules = ["rules"]\n', "rules/brand.yaml": "x: 1\n"},
    "baseline": {"ots-lint.toml": 'baseline = "known.json"\n', "known.json": '{"version": 1, "findings": []}\n'},
    "gitignore": {".gitignore": "ev/\n"},
    "gitignore below": {"ev/.gitignore": "*.md\n"},
    "broken": {"ots-lint.toml": "exclude = [\n"},
}


@pytest.mark.parametrize(("name", "files_only"), [*((name, "true") for name in HEADS), ("gitignore", "false")])
def test_the_pull_request_does_not_decide(forge: Forge, runner: Runner, name: str, files_only: str) -> None:
    forge.commit({"ev/a.md": BAD}, "change")
    git(forge.work, "checkout", "--quiet", "change")
    for path, text in HEADS[name].items():
        (forge.work / path).parent.mkdir(parents=True, exist_ok=True)
        (forge.work / path).write_text(text)
    git(forge.work, "add", "--all", "--force")
    git(forge.work, "commit", "--quiet", "--message", "Settings")
    git(forge.work, "push", "--quiet", "--force", "origin", "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event, changed_files_only=files_only, working_directory="ev", args="")
    assert [place for place in result.annotations() if place[2] == "OTS101"] == [("ev/a.md", 3, "OTS101")]
    assert result.status == 1
    first = min(HEADS[name], key=lambda path: path == "known.json")
    assert f"{first}" in listed(result)
    assert any(first in notice and "base branch" in notice for notice in result.notices())


@pytest.mark.parametrize("name", ["exclude", "severity", "rules", "baseline", "gitignore below"])
def test_the_pull_request_decides_where_the_workflow_says_so(forge: Forge, runner: Runner, name: str) -> None:
    forge.commit({"ev/a.md": BAD}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    for path, text in HEADS[name].items():
        (runner.workspace / path).parent.mkdir(exist_ok=True)
        (runner.workspace / path).write_text(text)
    result = runner.run(event, changed_files_only="false", working_directory="ev", args="", settings="head")
    found = [place for place in result.annotations() if place[2] == "OTS101"]
    expected = {"severity": 0, "baseline": 1}.get(name, 2)  # that no page is left to look at is no success
    assert result.status == expected
    assert found == ([("ev/a.md", 3, "OTS101")] if name in ("severity", "baseline") else [])
    assert "base branch" not in result.summary


def test_the_base_branch_decides(forge: Forge, runner: Runner) -> None:
    """Its configurations, rules, baseline and .gitignore hold, whatever the pull request makes of them."""
    shipped = Path(__file__).parents[2] / "rules" / "opentechschool"
    rules = {f"lint/rules/{path.relative_to(shipped).as_posix()}": path.read_text() for path in shipped.rglob("*.yaml")}
    forge.commit(
        {
            **rules,
            "ots-lint.toml": 'rules = ["lint/rules"]\nbaseline = "lint/known"\nexclude = ["drafts/"]\n',
            "lint/known": '{"version": 1, "findings": []}\n',
            "talks/ots-lint.toml": 'exclude = ["t.md"]\n',
            ".gitignore": "ev/ignored.md\n",
            "CNAME": "example.org\n",
        }
    )
    git(forge.work, "checkout", "--quiet", "-b", "change")
    for path in ("ev/a.md", "ev/ignored.md", "talks/t.md", "drafts/d.md"):
        (forge.work / path).parent.mkdir(exist_ok=True)
        (forge.work / path).write_text(BAD)
    for path in ("ots-lint.toml", "talks/ots-lint.toml", ".gitignore", "lint/known"):
        (forge.work / path).unlink()
    shutil.rmtree(forge.work / "lint" / "rules")
    git(forge.work, "add", "--all", "--force")
    git(forge.work, "commit", "--quiet", "--message", "Away with them")
    git(forge.work, "push", "--quiet", "--force", "origin", "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event, changed_files_only="false")
    assert result.annotations() == [("ev/a.md", 3, "OTS101")], result.log
    for name in ("ots-lint.toml", "talks/ots-lint.toml", ".gitignore", "lint/known", "lint/rules/brand.yaml"):
        assert f"{name}" in listed(result)
    assert "CNAME" not in result.summary


def test_what_inputs_name_comes_from_the_base_branch(forge: Forge, runner: Runner) -> None:
    forge.commit({"lint/ots": "", "other.toml": '[per-file-ignores]\n"**" = ["OTS101"]\n'})
    forge.commit({"ev/a.md": BAD, "other.toml": "", "lint/ots": 'ignore = ["OTS101"]\n', "new.toml": ""}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    for config in ("lint/ots", str(runner.workspace / "lint" / "ots")):
        result = runner.run(event, config=config)
        assert result.annotations() == [("ev/a.md", 3, "OTS101")]
        assert "lint/ots" in listed(result)
    assert runner.run(event, config="../other.toml", working_directory="ev").outputs["findings"] == "0"
    result = runner.run(event, config="new.toml")
    assert result.status == 2
    assert "new.toml is not on the base branch" in result.notices()[0]
    result = runner.run(event, args="--rules lint/absent --select OTS101")
    assert "lint/absent is not on the base branch" in result.notices()[0]


def test_settings_that_are_the_same_are_not_mentioned(forge: Forge, runner: Runner) -> None:
    forge.commit(
        {"ots-lint.toml": 'exclude = ["x"]\n', "pyproject.toml": "[project]\nname = 'a'\n", ".gitignore": "x\n"}
    )
    changed = {"pyproject.toml": "[project]\nname = 'b'\n", ".gitignore": "# less\nx\n\n"}
    forge.commit({"ev/a.md": BAD, **changed}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event)
    assert result.annotations() == [("ev/a.md", 3, "OTS101")]
    assert "base branch" not in result.summary + "".join(result.notices())


def test_what_git_leaves_out_of_this_clone_alone(forge: Forge, runner: Runner) -> None:
    forge.commit({"ev/a.md": BAD}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    exclude = runner.workspace / ".git" / "info" / "exclude"
    exclude.parent.mkdir(exist_ok=True)
    exclude.write_text("# mine\n*.md\n")
    result = runner.run(event, changed_files_only="false")
    assert result.annotations() == [("ev/a.md", 3, "OTS101")]
    assert ".git/info/exclude" in listed(result)


@pytest.mark.parametrize("files_only", ["true", "false"])
def test_no_page_checked_is_no_tick(forge: Forge, runner: Runner, files_only: str) -> None:
    forge.commit({"ots-lint.toml": 'exclude = ["ev/"]\n'})
    forge.commit({"ev/a.md": BAD, "ev/.hidden/b.md": BAD}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event, changed_files_only=files_only, paths="ev")
    assert result.status == (0 if files_only == "true" else 2)  # a folder that is named should hold pages
    assert "✅" not in result.summary
    assert "⚠️ 2 pages change, and none of them was checked" in result.summary
    assert [name for name, _, message in result.commands if "none of them was checked" in message] == ["warning"]


def test_a_page_that_becomes_a_link_is_no_tick(forge: Forge, runner: Runner, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(BAD + "hunter2\n")
    git(forge.work, "checkout", "--quiet", "-b", "change")
    (forge.work / "ev" / "old.md").unlink()
    (forge.work / "ev" / "old.md").symlink_to(tmp_path / "secret.md")
    forge.commit({}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    for files_only in ("true", "false"):
        result = runner.run(event, paths="ev", changed_files_only=files_only)
        assert "✅" not in result.summary
        assert "1 page changes, and it was not checked" in result.summary
        assert "hunter2" not in result.log + result.summary


def test_pages_outside_of_the_paths_are_said(forge: Forge, runner: Runner) -> None:
    forge.commit({"README.md": BAD}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event, paths="ev")
    assert (result.status, "✅" in result.summary) == (0, False)
    assert "no event pages below the paths that are checked (1 elsewhere)" in result.summary


# ------------------------------------------------------------------ links


@pytest.mark.parametrize(
    ("name", "settings_"),
    [
        *(
            (name, "head")
            for name in ("ots-lint.toml", "ev/ots-lint.toml", "pyproject.toml", "named.toml", "known.json")
        ),
        *((name, "base") for name in ("ots-lint.toml", "known.json")),
    ],
)
def test_links_that_leave_the_checkout(forge: Forge, runner: Runner, tmp_path: Path, name: str, settings_: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("[tool.ots-lint]\nhunter2 = 'hunter2'\nhunter2\n")
    (forge.work / "lint").mkdir()
    forge.commit({"named.toml": "", "known.json": "{}", "pyproject.toml": "", "lint/x": ""})
    git(forge.work, "checkout", "--quiet", "-b", "change")
    (forge.work / name).unlink(missing_ok=True)
    (forge.work / name).symlink_to(secret)
    forge.commit({"ev/a.md": BAD}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    inputs = {"named.toml": {"config": name}, "known.json": {"args": f"--baseline {name} --select OTS101"}}.get(
        name, {}
    )
    result = runner.run(event, settings=settings_, **inputs)
    assert "hunter2" not in result.log + result.summary
    if settings_ == "head":
        assert result.status == 2
        assert any(name in notice and "link" in notice for notice in result.notices())
    else:
        assert result.status == (2 if name == "known.json" else 1)  # the base's own is no baseline


def test_a_working_directory_that_leaves_the_checkout(forge: Forge, runner: Runner, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.md").write_text(BAD)
    git(forge.work, "checkout", "--quiet", "-b", "change")
    shutil.rmtree(forge.work / "ev")
    (forge.work / "ev").symlink_to(tmp_path / "outside")
    forge.commit({}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event, working_directory="ev", changed_files_only="false")
    assert result.status == 2
    assert "leads out of the workspace by a link" in result.notices()[0]


@pytest.mark.parametrize("settings_", ["base", "head"])
def test_links_that_stay_in_the_checkout(forge: Forge, runner: Runner, settings_: str) -> None:
    git(forge.work, "checkout", "--quiet", "-b", "change")
    for name, target in {"a-link.md": "ev/page.md", "text.md": "ev/text.txt", "docs": "ev", "ev/loop": ".."}.items():
        (forge.work / name).symlink_to(target)
    forge.commit({"ev/page.md": BAD, "ev/text.txt": BAD}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event, changed_files_only="false", settings=settings_)
    assert result.annotations() == [("ev/page.md", 3, "OTS101"), ("text.md", 3, "OTS101")]
    result = runner.run(event, changed_files_only="false", settings=settings_, paths="docs")
    assert result.annotations() == [("docs/page.md", 3, "OTS101")]


def test_settings_beside_the_checkout_are_those_of_the_workflow(forge: Forge, runner: Runner) -> None:
    forge.commit({"ev/a.md": BAD}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace / "site")
    (runner.workspace / "tools").mkdir()
    (runner.workspace / "tools" / "ots.toml").write_text('exclude = ["a.md"]\n')
    result = runner.run(event, working_directory="site/ev", config="../../tools/ots.toml", changed_files_only="false")
    assert (result.status, result.outputs["findings"]) == (0, "0"), result.log


def test_reports_go_where_they_should(forge: Forge, runner: Runner, tmp_path: Path) -> None:
    """Also those that args ask for: into the checkout, replacing links instead of following them."""
    outside = tmp_path / "outside"
    outside.write_text("mine\n")
    git(forge.work, "checkout", "--quiet", "-b", "change")
    (forge.work / "report.html").symlink_to(outside)
    forge.commit({"ev/a.md": BAD}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event, args="--select OTS101 --output-file html=report.html --output-file=json=r/report.json")
    assert result.status == 1
    assert outside.read_text() == "mine\n"
    assert "OTS101" in (runner.workspace / "report.html").read_text()
    assert "OTS101" in (runner.workspace / "r" / "report.json").read_text()
    assert stat.S_ISREG((runner.workspace / "report.html").lstat().st_mode)


def test_two_checkouts(forge: Forge, runner: Runner) -> None:
    """The tools of the base branch around the pull request's files."""
    forge.commit({"ev/a.md": BAD}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace, "main")
    forge.checkout(runner.workspace / "site")
    result = runner.run(event, working_directory="site")
    assert result.annotations() == [("ev/a.md", 3, "OTS101")]


def test_a_partial_clone(forge: Forge, runner: Runner, tmp_path: Path) -> None:
    """It has not the objects that its commits name."""
    git(forge.origin, "config", "uploadpack.allowFilter", "true")
    forge.commit({"ev/a.md": "Hello\n" * 20})
    forge.commit({"ev/a.md": "Hello\n" * 20 + "Open Tech School\n"}, "change")
    event = forge.pull_request()
    address = forge.origin.as_uri()
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", "--no-checkout", address, str(runner.workspace))
    git(runner.workspace, "fetch", "--quiet", "origin", "refs/pull/7/merge")
    git(runner.workspace, "checkout", "--quiet", "--detach", "FETCH_HEAD")
    result = runner.run(event, changed_lines_only="true")
    assert result.annotations() == [("ev/a.md", 21, "OTS101")], result.log


def test_pages_with_other_line_ends_than_git_keeps(forge: Forge, runner: Runner, github: Github) -> None:
    """As on Windows, or as an attribute asks for."""
    forge.commit({".gitattributes": "*.md text eol=crlf\n", "ev/a.md": "# Night\n\nHello\n"})
    forge.commit({"ev/a.md": BAD}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    assert b"\r\n" in (runner.workspace / "ev" / "a.md").read_bytes()
    runner.env["GITHUB_API_URL"] = github.url
    result = runner.run(event, changed_lines_only="true", suggestions="true")
    assert result.outputs["comments"] == "1"
