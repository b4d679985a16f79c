"""Finding, reading and writing pages."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from ots_lint.disk import reading
from ots_lint.disk.reading import read_bytes, read_list
from ots_lint.disk.replacing import write_atomically, write_root
from ots_lint.errors import PageError
from ots_lint.site.configs import Configs
from ots_lint.site.discover import discover


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("page\n", encoding="utf-8")


def names(*paths: str, **options) -> list[str]:
    return [file.name for file in discover(paths or (".",), Configs(), **options).files]


def test_a_walk_takes_pages_and_leaves_the_rest(site: Path) -> None:
    make(
        site,
        "a.md",
        "B.HTML",
        "c.txt",
        "d.xhtml",
        "sub/e.markdown",
        "sub/f.htm",
        ".hidden/g.md",
        "node_modules/x/h.md",
        ".i.md",
    )
    assert names() == [".i.md", "B.HTML", "a.md", "d.xhtml", "sub/e.markdown", "sub/f.htm"]
    assert names("sub") == ["sub/e.markdown", "sub/f.htm"]
    assert names("./sub/", "sub/e.markdown", str(site / "sub")) == ["sub/e.markdown", "sub/f.htm"]
    assert names(".hidden") == [".hidden/g.md"]


def test_names_are_relative_to_the_current_folder(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(site, "sub/a.md", "b.md")
    monkeypatch.chdir(site / "sub")
    assert names("..") == ["../b.md", "../sub/a.md"]
    assert names(str(site / "sub")) == ["a.md"]


def test_gitignore_files_hold_below_their_folder(site: Path) -> None:
    make(site, "a.md", "drafts/b.md", "drafts/keep.md", "x/drafts/c.md", "x/d.md", "x/y/d.md", "build/e.md")
    (site / ".gitignore").write_text("drafts/*\n!keep.md\n/build/\n", encoding="utf-8")
    (site / "x" / ".gitignore").write_text("/d.md\n", encoding="utf-8")
    assert names() == ["a.md", "drafts/keep.md", "x/drafts/c.md", "x/y/d.md"]
    assert names("x") == ["x/drafts/c.md", "x/y/d.md"]
    assert names("drafts/b.md") == ["drafts/b.md"]  # named by hand
    assert "build/e.md" in names(gitignore=False)


def test_excludes_hold_for_named_files(site: Path) -> None:
    make(site, "a.md", "old/b.md", "old/sub/c.md")
    (site / "ots-lint.toml").write_text('exclude = ["old/"]', encoding="utf-8")
    assert names() == ["a.md"]
    assert names("old/b.md", "a.md") == ["a.md"]
    assert names("old/sub") == []
    assert names("old/b.md", force_exclude=False) == ["old/b.md"]
    assert names(exclude=["a.md"]) == []
    assert discover(["old/b.md"], Configs()).skipped == 1


def test_what_is_wrong_is_said_and_the_rest_is_found(site: Path) -> None:
    make(site, "a.md", "image.png")
    (site / "empty").mkdir()
    (site / "dangling.md").symlink_to("nowhere")
    found = discover(["nix.md", "dangling.md", "a.md", "empty", "image.png", "with\0nul"], Configs())
    assert [file.name for file in found.files] == ["a.md"]
    assert [error.partition(": ")[0] for error in found.errors] == [
        "nix.md", "dangling.md", "empty", "image.png", "with\0nul"
    ]  # fmt: skip
    assert found.errors[2].startswith("empty: no page was looked at in this folder")
    assert found.errors[3].startswith("image.png: this is not a page")


def test_links_are_not_followed_out_of_the_tree(site: Path) -> None:
    make(site.parent, "outside/secret.md", "outside/README")
    make(site, "real/a.md", "real/README")
    (site / "out").symlink_to(site.parent / "outside")
    (site / "out.md").symlink_to(site.parent / "outside" / "secret.md")
    (site / "again.md").symlink_to("real/a.md")
    (site / "readme.md").symlink_to("real/README")
    (site / "real" / "loop").symlink_to(site)
    assert names() == ["readme.md", "real/a.md"]


def test_patterns_that_the_shell_left_are_expanded(site: Path) -> None:
    make(site, "a.md", "b.md", "x/c.md", "we[ir]d.md")
    assert names("*.md") == ["a.md", "b.md", "we[ir]d.md"]
    assert names("**/c.md") == ["x/c.md"]
    assert names("we[ir]d.md") == ["we[ir]d.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="such names exist on Linux")
def test_strange_names_are_found(site: Path) -> None:
    make(site, "-rf.md", "new\nline.md")
    (site / "\udcff.md").touch()
    assert sorted(names()) == sorted(["-rf.md", "new\nline.md", "\udcff.md"])


def test_reading_has_a_limit(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(site, "a.md")
    monkeypatch.setattr(reading, "MAX_PAGE", 3)
    with pytest.raises(PageError, match="larger than"):
        read_bytes("a.md", "a.md")
    with pytest.raises(PageError, match="cannot be read"):
        read_bytes("nix.md", "nix.md")


def test_lists_of_files_are_separated_by_nul_or_lines(site: Path) -> None:
    (site / "list").write_bytes(b"a.md\r\nb c.md\n\n")
    assert read_list("list") == ["a.md", "b c.md"]
    (site / "list").write_bytes(b"a\nb.md\0c.md\0")
    assert read_list("list") == ["a\nb.md", "c.md"]


def test_writing_keeps_mode_and_replaces_at_once(site: Path) -> None:
    make(site, "a.md")
    path = site / "a.md"
    path.chmod(0o640)
    old = path.stat().st_ino
    write_atomically(str(path), b"new", expected=b"page\n", root=site)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.stat().st_ino != old
    assert sorted(path.name for path in site.iterdir()) == [".git", "a.md"]


def test_a_file_that_changed_meanwhile_is_left_alone(site: Path) -> None:
    make(site, "a.md")
    with pytest.raises(PageError, match="changed meanwhile"):
        write_atomically(str(site / "a.md"), b"new", expected=b"old", root=site)
    assert (site / "a.md").read_bytes() == b"page\n"
    assert sorted(path.name for path in site.iterdir()) == [".git", "a.md"]


def test_links_are_written_through_only_inside(site: Path) -> None:
    make(site.parent, "outside.md")
    make(site, "real.txt")
    (site / "out.md").symlink_to(site.parent / "outside.md")
    (site / "in.md").symlink_to("real.txt")
    with pytest.raises(PageError, match="leads out"):
        write_atomically(str(site / "out.md"), b"new", expected=b"page\n", root=site)
    assert (site.parent / "outside.md").read_bytes() == b"page\n"
    write_atomically(str(site / "in.md"), b"new", expected=b"page\n", root=site)
    assert (site / "real.txt").read_bytes() == b"new"
    assert (site / "in.md").is_symlink()


def test_a_full_disk_loses_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(site, "a.md")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PageError, match="No space left"):
        write_atomically(str(site / "a.md"), b"new", expected=b"page\n", root=site)
    assert (site / "a.md").read_bytes() == b"page\n"
    assert sorted(path.name for path in site.iterdir()) == [".git", "a.md"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may write everything")
def test_a_read_only_file_is_not_replaced(site: Path) -> None:
    make(site, "a.md")
    (site / "a.md").chmod(0o444)
    with pytest.raises(PageError, match="read-only"):
        write_atomically(str(site / "a.md"), b"new", expected=b"page\n", root=site)


def test_the_root_for_writing_is_the_repository(site: Path) -> None:
    make(site, "sub/a.md")
    assert write_root(str(site / "sub" / "a.md")) == site
    assert write_root("/somewhere/else/a.md") == Path("/somewhere/else")
    (site / ".git").rmdir()
    assert write_root(str(site / "sub" / "a.md")) == site  # the current folder
    (site.parent / ".git").mkdir()
    assert write_root(str(site / "sub" / "a.md")) == site.parent
