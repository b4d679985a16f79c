"""action.yml and the example workflows against the published schemas, actionlint and zizmor."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from actions_runner import ACTION, ROOT

WORKFLOWS = ROOT / "examples" / "workflows"
OURS = sorted(f".github/workflows/{path.name}" for path in (ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted(path.name for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
GITHUB = sorted(path.name for path in WORKFLOWS.glob("*.yml") if not path.name.startswith("gitlab"))


def tool(name: str, hint: str) -> str:
    """The path of a program, beside this Python or on the PATH; skips where there is none."""
    places = [str(Path(sys.executable).parent), os.environ.get("PATH", ""), str(Path.home() / "go" / "bin")]
    found = shutil.which(name, path=os.pathsep.join(places))
    if found is None:
        pytest.skip(f"{name} is not installed ({hint})")
    return found


def passes(*call: str) -> None:
    done = subprocess.run(call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ("vendor.github-actions", "action.yml"),
        *(("vendor.github-workflows", f"examples/workflows/{name}") for name in GITHUB),
        ("vendor.gitlab-ci", "examples/workflows/gitlab-ci.yml"),
        *(("vendor.github-workflows", name) for name in OURS),
        *(("vendor.github-issue-forms", f".github/ISSUE_TEMPLATE/{name}") for name in FORMS),
        ("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
        ("vendor.dependabot", ".github/dependabot.yml"),
        ("vendor.citation-file-format", "CITATION.cff"),
    ],
)
def test_published_schemas(schema: str, name: str) -> None:
    passes(tool("check-jsonschema", "pip install -e '.[dev]'"), "--builtin-schema", schema, name)


def test_actionlint(tmp_path: Path) -> None:
    """With this checkout in place of the published action, so that the inputs are checked as well."""
    program = tool("actionlint", "go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.7")
    site = tmp_path / "site"
    folder = site / ".github" / "workflows"
    folder.mkdir(parents=True)
    (site / ".git").mkdir()
    shutil.copyfile(ROOT / "action.yml", site / "action.yml")
    for name in GITHUB:
        text = (WORKFLOWS / name).read_text()
        assert text.count("uses: OpenTechSchool/ots-lint@") == 1
        (folder / name).write_text(re.sub(r"OpenTechSchool/ots-lint@v[\d.]+", "./", text))
    done = subprocess.run([program, "-no-color"], cwd=site, capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode()) == (0, "")
    # and it would notice
    wrong = folder / "suggest.yml"
    wrong.write_text(wrong.read_text().replace("suggestions: true", "sugestions: true"))
    done = subprocess.run([program, "-no-color"], cwd=site, capture_output=True, check=False)
    assert b'"sugestions" is not defined' in done.stdout


def test_actionlint_of_our_own() -> None:
    passes(tool("actionlint", "go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.7"), "-no-color", *OURS)


def test_zizmor_of_our_own() -> None:
    passes(tool("zizmor", "pip install -e '.[dev]'"), "--offline", "--no-progress", ".github")


def test_zizmor(tmp_path: Path) -> None:
    """Nothing of a pull request gets into a script, permissions are narrow, no token is left behind."""
    program = tool("zizmor", "pip install -e '.[dev]'")
    config = tmp_path / "zizmor.yml"
    # Examples are for people to read and copy: versions in words. The action itself pins by hash.
    config.write_text(f"rules:\n  unpinned-uses:\n    ignore: [{', '.join(GITHUB)}]\n")
    files = ["action.yml", *(f"examples/workflows/{name}" for name in GITHUB)]
    passes(program, "--offline", "--no-progress", "--config", str(config), *files)


def test_shell_scripts() -> None:
    passes(tool("bash", "any"), "-n", "action/install.sh")
    passes(tool("shellcheck", "apt-get install shellcheck"), "action/install.sh")


def test_the_example_version_is_this_one() -> None:
    from ots_lint import __version__

    for path in WORKFLOWS.glob("*.yml"):
        assert f"v{__version__}" in path.read_text(), path.name


def test_every_input_is_explained_and_has_a_default() -> None:
    for name, spec in ACTION["inputs"].items():
        assert spec["description"].endswith((".", ")")), name
        assert "default" in spec, name
    for name, spec in ACTION["outputs"].items():
        assert spec["description"].endswith("."), name


@pytest.mark.parametrize("name", GITHUB)
def test_examples_use_inputs_that_exist(name: str) -> None:
    jobs = yaml.safe_load((WORKFLOWS / name).read_text())["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    (ours,) = [step for step in steps if step.get("uses", "").startswith("OpenTechSchool/ots-lint@")]
    assert set(ours.get("with", {})) <= set(ACTION["inputs"])


def test_the_gitlab_job_writes_the_reports_that_it_names(tmp_path: Path) -> None:
    """Its own command line, run in a folder with a wrong page."""
    job = yaml.safe_load((WORKFLOWS / "gitlab-ci.yml").read_text())["ots-lint"]
    (tmp_path / "a.md").write_text("Join Open Tech School today.\n")
    line = job["script"][-1]
    assert line.startswith("ots-lint check ")
    done = subprocess.run(
        [sys.executable, "-I", "-m", *line.replace("ots-lint check", "ots_lint check", 1).split()],
        cwd=tmp_path,
        env={**os.environ, "OTS_LINT_CACHE_DIR": str(tmp_path / "cache")},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    for report in job["artifacts"]["reports"].values():
        assert (tmp_path / report).stat().st_size > 0
