"""Path patterns, against git itself and against patterns made to be slow."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from ots_lint.site.globs import PathPatterns

PATHS = [
    "a.md", "b.html", "events/a.md", "events/friends/a.md", "events/friends/deep/b.md", "drafts/x.md", "x/drafts/y.md",
    "docs/a b.md", "docs/[x].md", "docs/éé.md", "build/out/index.html", "build/keep.md", "a/b/c/d.md", "#odd.md", "!odd.md",
    "trailing .md",
]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["*.md"], ["/*.md"], ["drafts"], ["drafts/"], ["/drafts"], ["events/**"], ["events/*"], ["**/friends"], ["a/**/d.md"],
        ["a/**/b/**/d.md"], ["*", "!*.md"], ["*.md", "!a.md"], ["build/", "!build/keep.md"], ["build/*", "!build/keep.md"],
        ["[ab].*"], ["[!a].md"], ["[a-b].md"], ["docs/\\[x\\].md"], ["docs/[[]x].md"], ["a ?.md", "docs/a ?.md"], ["\\#odd.md"],
        ["\\!odd.md"], ["# comment", "", "b.html"], ["?.md"], ["e*/f*s/"], ["[z-a].md"], ["[a"], ["**"], ["/"], ["**/"],
        ["events/friends/"], ["friends/deep"], ["x/**/y.md"], ["trailing .md   "], ["*é"], ["*é*"],
    ],
)  # fmt: skip
def test_patterns_match_as_in_git(tmp_path: Path, lines: list[str]) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / ".gitignore").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [
        "git",
        "-C",
        tmp_path,
        "-c",
        "core.excludesFile=/dev/null",
        "check-ignore",
        "--no-index",
        "--stdin",
        "-z",
    ]
    answer = subprocess.run(command, input="\0".join(PATHS), text=True, capture_output=True)
    expected = {path for path in answer.stdout.split("\0") if path}
    assert {path for path in PATHS if PathPatterns(lines).cover(path)} == expected


@pytest.mark.parametrize(
    "pattern", ["*a" * 60 + "b", "**/a/" * 60 + "b", "*?" * 60, "a/**/" * 60 + "*.md", "[a]*" * 60 + "b"]
)
def test_hostile_patterns_take_no_time(pattern: str) -> None:
    start = time.perf_counter()
    for path in ("a" * 250, "/".join("a" * 120), "a/" * 100 + "x"):
        PathPatterns([pattern]).cover(path)
    assert time.perf_counter() - start < 2


def test_a_pattern_of_absurd_length_is_left_out() -> None:
    assert not PathPatterns(["a" * 5000])
