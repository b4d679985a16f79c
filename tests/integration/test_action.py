"""The GitHub Action: its steps as they are written, with a real git history and GitHub's API on loopback."""

from __future__ import annotations

import importlib
import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from actions_runner import ACTION, REPOSITORY, ROOT, SECRETS, TOKEN, Forge, Github, Runner, git
from jsonschema import Draft202012Validator

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or shutil.which("bash") is None, reason="needs git and bash"
)

SCHEMAS = ROOT / "tests" / "schemas"
OLD = "# Old\n\nMeet Open Tech School.\n" + "\nMore.\n" * 20
BAD = "# Night\n\nJoin Open Tech School today.\n"


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    """A site with an old mistake; its pull request adds a page, and the base went on since."""
    forge = Forge(tmp_path)
    forge.commit(
        {"events/old.md": OLD, "events/untouched.md": BAD, "index.html": "<h1>Hello</h1>\n", "logo.svg": "<svg/>"}
    )
    forge.commit({"events/night.md": BAD, "events/old.md": OLD + "\nRead about opentechschool.\n"}, "change")
    forge.commit({"events/later.md": BAD}, "main")
    return forge


@pytest.fixture
def runner(tmp_path: Path, server: Github) -> Runner:
    runner = Runner(tmp_path / "workspace", tmp_path / "temp", {"GITHUB_SERVER_URL": server.url})
    runner.prepare()
    return runner


def test_only_what_the_pull_request_changes_is_checked(forge: Forge, runner: Runner) -> None:
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event)
    assert result.status == 1
    assert result.annotations() == [
        ("events/night.md", 3, "OTS101"),
        ("events/old.md", 3, "OTS101"),
        ("events/old.md", 45, "OTS101"),
    ]
    assert (result.outputs["findings"], result.outputs["errors"], result.outputs["warnings"]) == ("3", "3", "0")
    assert (result.outputs["status"], result.outputs["sarif"], result.outputs["comments"]) == ("1", "", "0")
    assert "The pull request changes 2 pages that are to be checked." in result.log
    assert "❌ 3 errors on 2 pages" in result.summary
    assert "events/night.md" in result.summary
    assert "untouched" not in result.summary + result.log
    assert git(runner.workspace, "status", "--porcelain") == ""


def test_only_lines_that_it_changes(forge: Forge, runner: Runner) -> None:
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event, changed_lines_only="true")
    assert result.annotations() == [("events/night.md", 3, "OTS101"), ("events/old.md", 45, "OTS101")]
    assert result.outputs["findings"] == "2"


@pytest.mark.parametrize(("event_name", "depth"), [("push", 1), ("pull_request", 1), ("pull_request", 0)])
def test_all_pages(forge: Forge, runner: Runner, event_name: str, depth: int) -> None:
    event = forge.pull_request()
    forge.checkout(runner.workspace, depth=depth)
    inputs = {"changed_files_only": "false"} if event_name == "pull_request" else {}
    result = runner.run(event if event_name == "pull_request" else {"ref": "refs/heads/main"}, **inputs)
    files = {file for file, _, _ in result.annotations()}
    assert files == {"events/later.md", "events/night.md", "events/old.md", "events/untouched.md"}


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        (".", {"events/a b.md", "talks/t.md"}),
        ("events", {"events/a b.md"}),
        ("events/ talks", {"events/a b.md", "talks/t.md"}),
        ("events\ntalks\n", {"events/a b.md", "talks/t.md"}),
        ('"events/a b.md"', {"events/a b.md"}),
        ("*/*.md", {"events/a b.md", "talks/t.md"}),
        ("'events/* *.md'", {"events/a b.md"}),
        ("*.md", set()),
        (".github", {".github/template.md"}),
        ("even", set()),
    ],
)
def test_paths(tmp_path: Path, runner: Runner, paths: str, files: set[str]) -> None:
    forge = Forge(tmp_path)
    forge.commit({"index.md": "Hello\n"})
    names = ("events/a b.md", "talks/t.md", ".github/template.md", "node_modules/x/README.md", "x.txt")
    forge.commit(dict.fromkeys(names, BAD), "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    # a path that is no longer there is no error where only changed pages count
    result = runner.run(event, paths=paths)
    assert {file for file, _, _ in result.annotations()} == files
    assert result.status == (1 if files else 0)
    if not files:
        assert "changes no event pages" in result.summary


def test_from_a_folder_of_the_workspace(forge: Forge, runner: Runner) -> None:
    event = forge.pull_request()
    runner.workspace.mkdir()
    forge.checkout(runner.workspace / "site")
    result = runner.run(event, working_directory="site/events", paths=".")
    assert result.annotations()[0] == ("events/night.md", 3, "OTS101")
    assert len(result.annotations()) == 3


def test_renamed_and_deleted_pages(tmp_path: Path, runner: Runner, github: Github) -> None:
    forge = Forge(tmp_path)
    forge.commit({"a.md": OLD, "gone.md": BAD})
    (forge.work / "a.md").unlink()
    forge.commit({"b.md": OLD + "\nopentechschool\n", "gone.md": None}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    runner.env["GITHUB_API_URL"] = github.url
    result = runner.run(event, suggestions="true", annotations="true", changed_lines_only="true")
    assert result.annotations() == [("b.md", 45, "OTS101")]
    # GitHub shows a rename as such, and takes comments on its changed lines alone
    assert [(comment["path"], comment["line"]) for comment in github.comments] == [("b.md", 45)]


def test_suggestions_are_posted_once(forge: Forge, runner: Runner, github: Github) -> None:
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    runner.env["GITHUB_API_URL"] = github.url
    github.comments = [{"body": f"A word of a person, {number}."} for number in range(150)]
    result = runner.run(event, suggestions="true")
    assert result.status == 1
    assert [(request.method, request.path) for request in github.requests] == [
        ("GET", f"/repos/{REPOSITORY}/pulls/7/comments?per_page=100&page=1"),
        ("GET", f"/repos/{REPOSITORY}/pulls/7/comments?per_page=100&page=2"),
        ("POST", f"/repos/{REPOSITORY}/pulls/7/reviews"),
    ]
    for request in github.requests:
        assert request.headers["authorization"] == f"token {TOKEN}"
        assert request.headers["accept"] == "application/vnd.github+json"
        assert request.headers["x-github-api-version"] == "2022-11-28"
    review = github.posted()[0]
    Draft202012Validator(json.loads((SCHEMAS / "github-review.json").read_text())).validate(
        {key: part for key, part in review.items() if key != "commit_id"}
    )
    assert review["commit_id"] == event["pull_request"]["head"]["sha"]
    assert review["event"] == "COMMENT"
    # the old mistake in line 3 is on no line of the diff
    assert [(comment["path"], comment["line"]) for comment in review["comments"]] == [
        ("events/night.md", 3),
        ("events/old.md", 45),
    ]
    assert "```suggestion\nJoin OpenTechSchool today.\n```" in review["comments"][0]["body"]
    assert result.annotations() == []
    assert result.outputs["comments"] == "2"
    assert result.notices() == [
        "ots-lint added 2 comments to the pull request. “Commit suggestion” applies what a comment suggests. "
        "The summary of the job lists 1 more finding."
    ]
    assert "ots-lint added 2 comments" in result.summary

    # The next push changes nothing about them ...
    second = Runner(runner.workspace, runner.temp, runner.env).run(event, suggestions="true")
    assert len(github.posted()) == 1
    assert second.status == 1
    assert second.outputs["comments"] == "0"
    assert second.notices() == [
        "The pull request has all comments already (2). The summary of the job lists 1 more finding."
    ]

    # ... and the one after it adds a line above and one more mistake.
    forge.commit({"events/night.md": "# Night\n\n\nJoin Open Tech School today.\n\nAsk OpenTech School.\n"}, "change")
    event = forge.pull_request()
    third = Runner(runner.workspace.with_name("third"), runner.temp, runner.env)
    forge.checkout(third.workspace)
    third.run(event, suggestions="true")
    assert len(github.posted()) == 2
    assert [(c["path"], c["line"]) for c in github.posted()[1]["comments"]] == [("events/night.md", 6)]
    assert "has 1 comment to add" in github.posted()[1]["body"]


@pytest.mark.parametrize(
    ("method", "status", "body", "words"),
    [
        (
            "POST",
            403,
            {"message": "Resource not accessible by integration"},
            ["may not comment", "forks", "pull-requests: write"],
        ),
        ("GET", 403, {"message": "Resource not accessible by integration"}, ["may not comment"]),
        ("POST", 404, {"message": "Not Found"}, ["may not comment"]),
        (
            "POST",
            422,
            {"message": "Unprocessable Entity", "errors": ["Line could not be resolved"]},
            ["changed meanwhile", "Line could not"],
        ),
        ("POST", 502, {"message": "Server Error"}, ["status 502"]),
        ("POST", 302, {"message": "Moved"}, ["status 302"]),
    ],
)
def test_a_refused_review_becomes_annotations(
    forge: Forge,
    runner: Runner,
    github: Github,
    method: str,
    status: int,
    body: dict[str, object],
    words: list[str],
) -> None:
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    runner.env["GITHUB_API_URL"] = github.url
    github.refuse[method] = status, body
    result = runner.run(event, suggestions="true")
    assert result.status == 1
    assert len(result.annotations()) == 3
    (notice,) = result.notices()
    assert all(word in notice for word in [*words, "The findings are in the annotations"])
    assert result.outputs["comments"] == "0"
    assert len(github.posted()) == (method == "POST")


def test_no_server_and_no_token(forge: Forge, runner: Runner) -> None:
    event = forge.pull_request()
    forge.checkout(runner.workspace, depth=0)
    result = runner.run(event, suggestions="true", fail_level="never")
    assert result.status == 0
    assert len(result.annotations()) == 3
    assert result.notices()[0].startswith("GitHub could not be reached")
    result = runner.run(event, suggestions="true", token="", annotations="false", summary="false")
    assert (result.status, result.annotations(), result.summary) == (1, [], "")
    assert result.notices()[0].startswith("There is no token")


def test_no_comment_where_lines_differ_from_the_pull_request(tmp_path: Path, runner: Runner, github: Github) -> None:
    """The merge that GitHub checks out holds the base's changes: its lines are not those of the diff."""
    forge = Forge(tmp_path)
    forge.commit({"a.md": OLD, "b.md": OLD})
    forge.commit({"a.md": OLD + "\nopentechschool\n", "b.md": OLD + "\nopentechschool\n"}, "change")
    forge.commit({"a.md": "# New\n\nOpen Tech School\n\n" + OLD})
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    runner.env["GITHUB_API_URL"] = github.url
    result = runner.run(event, suggestions="true", annotations="true", changed_lines_only="true")
    assert [(comment["path"], comment["line"]) for comment in github.comments] == [("b.md", 45)]
    assert result.annotations() == [("a.md", 49, "OTS101"), ("b.md", 45, "OTS101")]
    # with the pull request's own commit, both fit
    github.comments.clear()
    runner.workspace = tmp_path / "head"
    forge.checkout(runner.workspace, "refs/pull/7/head")
    runner.run(event, suggestions="true")
    assert [(comment["path"], comment["line"]) for comment in github.comments] == [("a.md", 45), ("b.md", 45)]


@pytest.mark.parametrize("commits", [3, 130])
def test_a_shallow_clone_fetches_what_it_needs(tmp_path: Path, runner: Runner, commits: int) -> None:
    forge = Forge(tmp_path)
    forge.commit({"untouched.md": BAD})
    forge.commit({"a.md": BAD}, "change")
    git(forge.work, "checkout", "--quiet", "main")
    for _ in range(commits):
        git(forge.work, "commit", "--quiet", "--allow-empty", "--message", "Later")
    git(forge.work, "push", "--quiet", "origin", "main")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event)
    assert result.annotations() == [("a.md", 3, "OTS101")]
    assert result.notices() == []


def test_a_complete_clone_stays_complete(forge: Forge, runner: Runner) -> None:
    event = forge.pull_request()
    forge.checkout(runner.workspace, "refs/pull/7/head", depth=0)
    result = runner.run(event)
    assert len(result.annotations()) == 3
    assert git(runner.workspace, "rev-parse", "--is-shallow-repository") == "false"


def test_the_token_of_the_job_fetches(forge: Forge, runner: Runner, server: Github) -> None:
    event = forge.pull_request()
    forge.checkout(runner.workspace, url="/nowhere")
    result = runner.run(event)
    assert len(result.annotations()) == 3
    assert result.notices() == []
    assert {allowed for _, allowed in server.git_calls} == {True}
    kept = [
        path
        for path in runner.temp.rglob("*")
        if path.is_file() and not path.is_relative_to(runner.temp / "ots-lint-venv")
    ]
    assert kept
    for path in [*kept, runner.workspace / ".git" / "config"]:
        assert not any(secret in path.read_bytes() for secret in SECRETS), path


def test_what_cannot_be_fetched_is_checked_in_whole(forge: Forge, runner: Runner) -> None:
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    runner.env["GITHUB_SERVER_URL"] = "http://127.0.0.1:9"
    result = runner.run(event, suggestions="true", settings="head")
    assert {file for file, _, _ in result.annotations()} >= {"events/untouched.md", "events/night.md"}
    assert result.notices()[0].startswith(
        "What the pull request changes could not be found out, so all pages are checked."
    )
    assert "It is not known which lines" in result.notices()[1]


def test_without_the_settings_of_the_base_branch_nothing_passes(forge: Forge, runner: Runner) -> None:
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    runner.env["GITHUB_SERVER_URL"] = "http://127.0.0.1:9"
    result = runner.run(event)
    assert result.status == 2
    assert "settings: head" in result.notices()[0]


def test_the_base_alone_is_not_taken_for_the_pull_request(forge: Forge, runner: Runner) -> None:
    """pull_request_target checks out the base unless told otherwise."""
    event = forge.pull_request()
    forge.checkout(runner.workspace, "main")
    result = runner.run(event)
    assert result.status == 2
    assert "The files here are not those of the pull request." in result.notices()[0]
    runner.workspace = runner.workspace.with_name("head")
    forge.checkout(runner.workspace, "refs/pull/7/head")
    assert len(runner.run(event).annotations()) == 3


def test_sarif(forge: Forge, runner: Runner) -> None:
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(
        event, sarif="reports/ots-lint.sarif", fail_level="never", changed_files_only="false", annotations="false"
    )
    assert result.status == 0
    path = Path(result.outputs["sarif"])
    assert path == runner.workspace / "reports" / "ots-lint.sarif"
    report = json.loads(path.read_text())
    assert len(report["runs"][0]["results"]) == 5
    assert (result.annotations(), result.notices()) == ([], [])
    clean = runner.run(event, sarif="b.sarif", paths="index.html")
    assert (clean.status, clean.outputs["findings"]) == (0, "0")
    assert json.loads((runner.workspace / "b.sarif").read_text())["runs"][0]["results"] == []


def test_options_reach_the_linter(forge: Forge, runner: Runner) -> None:
    forge.commit({"ots.toml": 'ignore = ["OTS101"]\n'}, "main")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    assert runner.run(event, config="ots.toml", args="").outputs["findings"] == "0"
    assert runner.run(event, args="--ignore OTS101").outputs["status"] == "0"
    result = runner.run(event, relationship="unofficial", args="--ignore OTS1 --exclude 'events/old.md'")
    assert {code for _, _, code in result.annotations()} == {"OTS302"}
    assert {file for file, _, _ in result.annotations()} == {"events/night.md"}


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"suggestions": "yes"}, "The input suggestions is to be true or false, not 'yes'."),
        ({"annotations": "x"}, "The input annotations is to be true, false or auto"),
        ({"paths": "'events"}, "quotation mark that is never closed"),
        ({"args": "--fix"}, "The input args cannot hold --fix"),
        ({"args": "-fjson"}, "The input args cannot hold -fjson"),
        ({"sarif": "../../../x.sarif"}, "inside of the workspace"),
        ({"fail_level": "high"}, "high"),
        ({"config": "absent.toml"}, "absent.toml"),
        ({"paths": "absent", "changed_files_only": "false"}, "absent: there is no such file or folder"),
    ],
)
def test_wrong_inputs_are_explained(forge: Forge, runner: Runner, inputs: dict[str, str], words: str) -> None:
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event, **inputs)
    assert result.status == 2
    assert words in "\n".join(result.notices())
    assert "Traceback" not in result.log


def test_hostile_pull_request(tmp_path: Path, runner: Runner, github: Github) -> None:
    """Names, texts, modules, links and settings of a stranger do nothing but stand in a report."""
    mark = tmp_path / "pwned"
    module = f"open({str(mark)!r}, 'w')\n"
    names = [
        "::error file=x,line=1::boo.md",
        "$(touch pwned).md",
        "-rf.md",
        "--fix.md",
        "new\nline\n::warning::x.md",
        "quo'te\".md",
        "ümläut.md",
        "tab\there.md",
        b"\xff.md".decode("utf-8", "surrogateescape"),
        "a,b:c%0A.md",
    ]
    page = "\n::set-output name=status::0\n::error::boo\n##[error]boo\n\n## Open Tech School ```suggestion <script>\n\nSupported by OTS.\n"
    forge = Forge(tmp_path)
    forge.commit({"index.md": "Hello\n"})
    files: dict[str, str | bytes | None] = dict.fromkeys(names, page)
    for name in (
        "json.py",
        "workflow.py",
        "venv.py",
        "pip.py",
        "ots_lint/__init__.py",
        "ots_lint/__main__.py",
        "spacy.py",
        "sitecustomize.py",
    ):
        files[name] = module
    files["ots-lint.toml"] = 'model = "en_strange_web_sm"\n'
    files["en_strange_web_sm/config.cfg"] = "[nlp]\n"
    files["en_strange_web_sm-1.0.dist-info/METADATA"] = "Name: en_strange_web_sm\n"
    files["en_strange_web_sm/__init__.py"] = module
    files[".gitattributes"] = "*.md diff=evil filter=evil\n"
    forge.work.joinpath("secret.md").symlink_to(tmp_path / "outside.md")
    forge.work.joinpath("report.sarif").symlink_to(tmp_path / "outside.md")
    forge.work.joinpath("folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "outside.md").write_text(BAD)
    (tmp_path / "elsewhere").mkdir()
    forge.commit(files, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    runner.env["GITHUB_API_URL"] = github.url

    result = runner.run(event, suggestions="true", annotations="true", args="", settings="head")
    assert result.status == 2  # the stranger's model is no model
    assert "'en_strange_web_sm' is not installed" in result.log
    assert "Traceback" not in result.log

    result = runner.run(event, suggestions="true", annotations="true", sarif="report.sarif")
    assert result.status == 1
    assert result.outputs["status"] == "1"
    assert not mark.exists()
    assert not any("pwned" in path.name for path in runner.workspace.iterdir() if path.name not in names)
    assert {file for file, _, _ in result.annotations()} == {*names[:8], "\\xff.md", names[9]} - {
        "new\nline\n::warning::x.md",
        "tab\there.md",
    } | {
        "new\\x0aline\\x0a::warning::x.md",
        "tab\\x09here.md",
    }
    assert [message for message in result.notices() if "boo" in message] == []
    assert (tmp_path / "outside.md").read_text() == BAD
    assert not (runner.workspace / "report.sarif").is_symlink()
    assert "secret.md" not in result.summary
    assert "<script>" not in result.summary
    assert "\n::" not in result.summary
    assert len(github.comments) == 7
    for comment in github.comments:
        assert "````suggestion\n## OpenTechSchool ```suggestion <script>\n````" in comment["body"]
        assert (runner.workspace / comment["path"]).exists()
    result = runner.run(event, sarif="folder/report.sarif")
    assert result.status == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_inputs_are_never_part_of_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert "${{" not in step.get("name", "")
    text = (ROOT / "action.yml").read_text()
    assert set(re.findall(r"\$\{\{ inputs\.([a-z-]+) \}\}", text)) == set(ACTION["inputs"])


def test_what_does_not_fit_into_the_summary_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "action"))
    workflow = importlib.import_module("workflow")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    (tmp_path / "summary.md").write_bytes(b"x" * (workflow.MAX_SUMMARY - 10))
    workflow.add_to_summary("## Findings")
    assert (tmp_path / "summary.md").read_text().lstrip("x").startswith("The findings do not fit into this summary.")


def test_a_huge_pull_request_fits_the_summary(tmp_path: Path, runner: Runner) -> None:
    forge = Forge(tmp_path)
    forge.commit({"index.md": "Hello\n"})
    forge.commit({f"events/{'n' * 200}{number}.md": BAD * 200 for number in range(12)}, "change")
    event = forge.pull_request()
    forge.checkout(runner.workspace)
    result = runner.run(event)
    assert result.outputs["findings"] == "2400"
    assert len(result.annotations()) == 10
    assert 0 < len(result.summary.encode()) < 1 << 20
    [(name, told, message)] = [command for command in result.commands if "more finding" in command[1].get("title", "")]
    assert (name, told["title"]) == ("notice", "2390 more findings")
    assert message.startswith("GitHub shows ten of each level here.")


def test_installation(forge: Forge, runner: Runner, pypi: None) -> None:
    """Once for real: a new environment, this checkout, its dependencies."""
    fresh = Runner(runner.workspace, runner.temp.with_name("fresh"), runner.env)
    fresh.prepare(installed=False)
    event = forge.pull_request()
    forge.checkout(fresh.workspace)
    result = fresh.run(event, python_version="3.12", args="")
    assert result.steps == ["Set up Python", "Install ots-lint", "Check the pages", "Report the findings"]
    assert len(result.annotations()) == 3, result.log
    assert not (fresh.temp / "ots-lint-venv").is_symlink()
    again = fresh.run(event)
    assert "Install ots-lint" not in again.log
    assert len(again.annotations()) == 3


def test_an_old_python_is_refused_kindly(forge: Forge, runner: Runner, tmp_path: Path) -> None:
    fresh = Runner(runner.workspace, runner.temp.with_name("fresh"), runner.env)
    fresh.prepare(installed=False)
    old = tmp_path / "old"
    old.mkdir()
    (old / "python3").write_text(f"#!/bin/sh\nexec {sys.executable} -I -c 'import sys; sys.exit(1)'\n")
    (old / "python3").chmod(0o755)
    fresh.env["PATH"] = f"{old}{os.pathsep}{os.environ['PATH']}"
    event = forge.pull_request()
    forge.checkout(fresh.workspace)
    result = fresh.run(event)
    assert result.status == 2
    assert result.notices() == [
        "ots-lint needs Python 3.11 or newer. Set the input python-version, for example to 3.12."
    ]
