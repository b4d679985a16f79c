"""The pre-commit hooks, run by pre-commit itself on repositories made here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from actions_runner import ROOT, git

fcntl = pytest.importorskip("fcntl", reason="needs POSIX file locks")

PRE_COMMIT = shutil.which("pre-commit", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
pytestmark = [
    pytest.mark.skipif(PRE_COMMIT is None, reason="pre-commit is not installed (pip install -e '.[dev]')"),
    pytest.mark.skipif(shutil.which("git") is None, reason="needs git"),
]

BAD = "# Night\n\nJoin Open Tech School today.\n"
GOOD = "# Night\n\nJoin OpenTechSchool today.\n"
UNFIXABLE = "---\nots:\n  relationship: official\n---\n\n# Night\n\nOpenTechSchool invites you. Tickets: 25 €.\n"


@dataclass
class PreCommit:
    """pre-commit with a store of its own, and a copy of this checkout as a repository of hooks."""

    hooks: Path
    revision: str
    store: Path

    def __call__(self, site: Path, *arguments: str) -> tuple[int, str]:
        """Run it in a repository: exit status and output."""
        env = {
            **{name: text for name, text in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))},
            "PRE_COMMIT_HOME": str(self.store),
            "PRE_COMMIT_COLOR": "never",
        }
        assert PRE_COMMIT is not None
        done = subprocess.run(
            [PRE_COMMIT, *arguments], cwd=site, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        return done.returncode, done.stdout.decode()


@pytest.fixture(scope="module")
def pre_commit(tmp_path_factory: pytest.TempPathFactory, pypi: None) -> PreCommit:
    """The environment of the hooks is built by the first run and used by all, other test processes too."""
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "pre-commit"
    root.mkdir(exist_ok=True)
    hooks = root / "hooks"
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not hooks.exists():
            copy_checkout(root / "new")
            (root / "new").rename(hooks)
    return PreCommit(hooks, git(hooks, "rev-parse", "HEAD"), root / "store")


def copy_checkout(hooks: Path) -> None:
    """Make a repository of what the package is built from; the checkout may hold what is not committed."""
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, listed):
        if name.startswith(("src/", "rules/")) or "/" not in name:
            source, target = ROOT / name, hooks / name
            if source.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
    git(hooks, "init", "--quiet")
    git(hooks, "add", "--all")
    git(hooks, "commit", "--quiet", "--message", "All")


@pytest.fixture
def site(tmp_path: Path, pre_commit: PreCommit) -> Path:
    """A repository that uses the hook `ots-lint`."""
    root = tmp_path / "site"
    root.mkdir()
    git(root, "init", "--quiet")
    use(root, pre_commit, {"id": "ots-lint"})
    return root


def use(site: Path, pre_commit: PreCommit, *hooks: dict[str, object]) -> None:
    repository = {"repo": str(pre_commit.hooks), "rev": pre_commit.revision, "hooks": list(hooks)}
    (site / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [repository]}))
    git(site, "add", ".pre-commit-config.yaml")


def stage(site: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    git(site, "add", "--all")


def test_only_staged_pages_are_linted(site: Path, pre_commit: PreCommit) -> None:
    stage(
        site, {"events/a b.md": BAD, "b.html": "<p>Join opentechschool</p>\n", "c.txt": BAD, "d.py": f"'''{BAD}'''\n"}
    )
    (site / "unstaged.md").write_text(BAD)
    status, output = pre_commit(site, "run")
    assert status == 1, output
    assert "ots-lint....." in output
    assert "exit code: 1" in output
    assert "events/a b.md\n  3:6 error OTS101" in output
    assert "b.html\n  1:9 error OTS101" in output
    assert "Found 2 errors in 2 pages." in output
    assert "unstaged" not in output
    assert "files were modified" not in output
    assert (site / "events/a b.md").read_text() == BAD


def test_good_pages_pass_and_others_are_skipped(site: Path, pre_commit: PreCommit) -> None:
    stage(site, {"a.md": GOOD})
    status, output = pre_commit(site, "run")
    assert (status, output.split(".")[-1].strip()) == (0, "Passed")
    stage(site, {"c.txt": BAD})
    git(site, "rm", "--quiet", "--cached", "a.md")
    status, output = pre_commit(site, "run")
    assert status == 0
    assert "Skipped" in output


def test_fixes_fail_once_and_pass_then(site: Path, pre_commit: PreCommit) -> None:
    use(site, pre_commit, {"id": "ots-lint-fix"})
    stage(site, {"a.md": BAD, "b.md": GOOD})
    status, output = pre_commit(site, "run")
    assert status == 1, output
    assert "files were modified by this hook" in output
    assert "exit code" not in output  # nothing is left: it fails for the change alone
    assert "Fixed 1 finding." in output
    assert (site / "a.md").read_text() == GOOD
    assert pre_commit(site, "run")[0] == 1, "pre-commit asks to stage what was changed"
    git(site, "add", "a.md")
    status, output = pre_commit(site, "run")
    assert (status, "Passed" in output) == (0, True)


def test_what_no_fix_settles_still_fails(site: Path, pre_commit: PreCommit) -> None:
    use(site, pre_commit, {"id": "ots-lint-fix"})
    stage(site, {"a.md": UNFIXABLE})
    status, output = pre_commit(site, "run")
    assert status == 1
    assert "a.md\n  8:" in output
    assert "OTS401" in output
    assert "exit code: 1" in output
    assert (site / "a.md").read_text() == UNFIXABLE


def test_excludes_and_arguments_hold(site: Path, pre_commit: PreCommit) -> None:
    stage(site, {"ots-lint.toml": 'exclude = ["archive/"]\n', "archive/a.md": BAD, "b.md": BAD})
    status, output = pre_commit(site, "run", "--all-files")
    assert status == 1
    assert "archive" not in output
    assert "b.md\n  3:6" in output
    use(site, pre_commit, {"id": "ots-lint", "args": ["--ignore", "OTS101"]})
    assert pre_commit(site, "run", "--all-files")[0] == 0
    use(site, pre_commit, {"id": "ots-lint", "exclude": "^b"})
    assert pre_commit(site, "run", "--all-files")[0] == 0


def test_a_name_is_never_an_option_or_a_command(site: Path, pre_commit: PreCommit) -> None:
    stage(site, {"rules.md": GOOD, "--fix.md": BAD, "-h.md": BAD})
    status, output = pre_commit(site, "run")
    assert status == 1
    assert "Found 2 errors" in output
    assert (site / "--fix.md").read_text() == BAD


def test_a_git_commit_is_stopped(site: Path, pre_commit: PreCommit) -> None:
    stage(site, {"a.md": BAD})
    assert pre_commit(site, "install")[0] == 0
    env = {**os.environ, "PRE_COMMIT_HOME": str(pre_commit.store), "GIT_CONFIG_GLOBAL": os.devnull}
    call = ["git", "-c", "user.name=Mia", "-c", "user.email=m@example.org", "commit", "--message", "A page"]
    done = subprocess.run(call, cwd=site, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    assert done.returncode == 1
    assert b"OTS101" in done.stdout
    stage(site, {"a.md": GOOD})
    assert subprocess.run(call, cwd=site, env=env, capture_output=True, check=False).returncode == 0


def test_try_repo_as_the_readme_of_pre_commit_says(tmp_path: Path, pre_commit: PreCommit) -> None:
    """It builds an environment of its own, as somebody does who tries the hooks without configuring them."""
    git(tmp_path, "init", "--quiet")
    stage(tmp_path, {"a.md": BAD})
    status, output = pre_commit(tmp_path, "try-repo", str(pre_commit.hooks), "ots-lint", "--files", "a.md")
    assert status == 1, output
    assert "a.md\n  3:6 error OTS101" in output


def test_the_manifest_is_valid(pre_commit: PreCommit) -> None:
    status, output = pre_commit(ROOT, "validate-manifest", ".pre-commit-hooks.yaml")
    assert (status, output) == (0, "")
