"""Links that leave the project, and parent folders of somebody else: neither decides, and nothing of them is told."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from page_files import write

from ots_lint.cli.main import run
from ots_lint.disk.project import project_root
from ots_lint.site.configs import Configs
from ots_lint.site.discover import discover

SECRET = "[tool.ots-lint]\nhunter2 = 'hunter2'\nhunter2\n"
BAD = "Join Open Tech School.\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    status = run([*arguments, "--no-cache"])
    seen = capsys.readouterr()
    return status, seen.out + seen.err


@pytest.fixture
def outside(site: Path) -> Path:
    """A folder beside the project with secrets in files and folders of all names."""
    folder = site.parent / "outside"
    write(folder, dict.fromkeys(("ots-lint.toml", "pyproject.toml", "known.json", "rules/brand.yaml"), SECRET))
    write(site, {"a.md": BAD, "sub/b.md": BAD})
    return folder


@pytest.mark.parametrize(
    ("link", "target", "options"),
    [
        ("ots-lint.toml", "ots-lint.toml", []),
        ("pyproject.toml", "pyproject.toml", []),
        ("sub/ots-lint.toml", "known.json", []),
        ("sub/pyproject.toml", "pyproject.toml", []),
        ("ots.toml", "ots-lint.toml", ["--config", "ots.toml"]),
        ("folder", "", ["--config", "folder/ots-lint.toml"]),
        ("known.json", "known.json", ["--baseline", "known.json"]),
        ("folder", "", ["--baseline", "folder/known.json"]),
        ("rules", "rules", ["--rules", "rules"]),
        ("folder", "", ["--rules", "folder/rules"]),
        ("ots-lint.toml", "nowhere", []),
        ("ots.toml", "nowhere", ["--config", "ots.toml"]),
    ],
)
def test_a_link_that_leaves_the_project_is_refused(
    site: Path, outside: Path, capsys: pytest.CaptureFixture[str], link: str, target: str, options: list[str]
) -> None:
    (site / link).symlink_to(outside / target if target else outside)
    status, said = call(capsys, ".", *options)
    assert status == 2
    assert "hunter2" not in said
    assert "link that leads" in said
    assert said.count("\n") == 1


def test_a_link_within_a_link_is_seen(site: Path, outside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "inner.toml").symlink_to(outside / "ots-lint.toml")
    (site / "ots-lint.toml").symlink_to("inner.toml")
    status, said = call(capsys, ".")
    assert (status, "hunter2" in said, "leads out of the project" in said) == (2, False, True)


def test_links_that_stay_count(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site, {"lint/settings.toml": 'exclude = ["sub/"]\n', "a.md": "x\n", "sub/b.md": BAD})
    (site / "ots-lint.toml").symlink_to("lint/settings.toml")
    assert call(capsys, ".")[0] == 0
    (site / "sub" / "ots-lint.toml").symlink_to("../lint/settings.toml")
    assert call(capsys, ".")[0] == 0
    assert call(capsys, ".", "--config", "ots-lint.toml")[0] == 0


def test_what_lies_outside_of_any_project_may_be_named(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever types the command line may: only what a project brings along must not lead out of it."""
    write(tmp_path, {"shared/real.toml": 'ignore = ["OTS"]\n'})
    write(site, {"a.md": BAD})
    (tmp_path / "shared" / "mine.toml").symlink_to("real.toml")
    assert call(capsys, ".", "--config", "../shared/mine.toml")[0] == 0


def test_without_git_the_current_folder_is_the_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"secret": SECRET, "here/a.md": BAD, "here/sub/b.md": BAD, "here/all.toml": 'exclude = ["*"]\n'})
    monkeypatch.chdir(tmp_path / "here")
    Path("sub/ots-lint.toml").symlink_to("../all.toml")
    assert "1 error in 1 page" in call(capsys, ".")[1]
    Path("ots-lint.toml").symlink_to("../secret")
    status, said = call(capsys, ".")
    assert (status, "hunter2" in said) == (2, False)


# ------------------------------------------------------------------ owners

needs_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
STRANGER = 12345


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder such as /tmp, with somebody's own below it."""
    write(tmp_path / "shared", {"ots-lint.toml": 'ignore = ["OTS"]\n', ".gitignore": "*.md\n", "own/pages/a.md": BAD})
    monkeypatch.chdir(tmp_path / "shared" / "own")
    return tmp_path / "shared"


def owned(path: Path, owner: int) -> None:
    os.lchown(path, owner, owner)


@needs_root
def test_a_parent_folder_of_another_owner_decides_nothing(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, ".")[0] == 0  # one's own does
    owned(shared, STRANGER)
    assert call(capsys, ".")[0] == 1
    assert Configs().of(str(shared / "own" / "pages")).path is None


@needs_root
def test_a_file_of_another_owner_in_a_folder_for_all_decides_nothing(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    owned(shared / "ots-lint.toml", STRANGER)
    assert call(capsys, ".")[0] == 1


@needs_root
@pytest.mark.parametrize("makes", ["folder", "file"])
def test_a_git_of_another_owner_holds_nothing_together(
    shared: Path, capsys: pytest.CaptureFixture[str], makes: str
) -> None:
    """As git itself has it since CVE-2022-24765."""
    if makes == "folder":
        (shared / ".git").mkdir()
    else:
        (shared / ".git").write_text("gitdir: elsewhere\n")
    for name in (".git", "ots-lint.toml", ".gitignore"):
        owned(shared / name, STRANGER)
    assert project_root(str(shared / "own" / "pages")) == shared / "own" / "pages"
    assert call(capsys, ".")[0] == 1


@needs_root
def test_within_a_repository_owners_may_differ(shared: Path) -> None:
    """A build as root in one's own checkout, and a checkout of somebody else in a container."""
    (shared / ".git").mkdir()
    for path in (shared, shared / ".git", shared / "ots-lint.toml", shared / "own", shared / "own" / "pages"):
        owned(path, STRANGER)
    assert Configs().of(str(shared / "own" / "pages")).path == shared / "ots-lint.toml"
    owned(shared / ".git", 0)
    assert Configs().of(str(shared / "own")).path == shared / "ots-lint.toml"


def test_a_folder_that_is_named_can_be_excluded(site: Path) -> None:
    """Whether its pattern ends with a slash or not."""
    write(site, {"ots-lint.toml": 'exclude = ["drafts/"]\n', "drafts/a.md": BAD, "old/b.md": BAD})
    found = discover(["drafts", "old"], Configs(), exclude=["/old/"])
    assert list(found.files) == []
    assert found.errors == [f"{name}: this folder is excluded, so it was not looked at" for name in ("drafts", "old")]
