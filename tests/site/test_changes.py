"""Diffs: which lines are shown, which are added, and reports that keep to them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_files import write

from ots_lint.errors import UsageError
from ots_lint.site.changes import parse, read

WRONG = "Join Open Tech School today.\n"


def git_diff(root: Path) -> bytes:
    return subprocess.run(
        ["git", "diff", "--no-index", "old", "new"], cwd=root, capture_output=True, check=False
    ).stdout


def test_lines_of_a_real_diff(tmp_path: Path) -> None:
    lines = [f"line {n}" for n in range(1, 31)]
    write(tmp_path, {"old": "\n".join(lines)})
    lines[9] = "changed"
    del lines[19]
    lines.append("added")
    write(tmp_path, {"new": "\n".join(lines)})
    changes = parse(git_diff(tmp_path).split(b"\n"))
    assert changes.added["new"] == {10, 29, 30}  # line 30 gained its line end
    assert changes.shown["new"] == {*range(7, 14), *range(17, 23), *range(26, 31)}


def test_content_that_looks_like_a_header_is_content() -> None:
    text = b"""diff --git a/a.md b/a.md
--- a/a.md
+++ b/a.md
@@ -1,2 +1,4 @@
-old
+++ b/evil.md
+@@ -1 +1 @@
+diff --git a/evil.md b/evil.md
 end
\\ No newline at end of file
diff --git a/gone.md b/gone.md
--- a/gone.md
+++ /dev/null
@@ -1 +0,0 @@
-x
"""
    changes = parse(text.split(b"\n"))
    assert changes.added == {"a.md": {1, 2, 3}}
    assert changes.shown == {"a.md": {1, 2, 3, 4}}


@pytest.mark.parametrize(
    ("header", "path"),
    [
        (b"b/plain.md", "plain.md"),
        (b"b/with blank.md\t", "with blank.md"),
        (b'"b/quo\\"te\\\\\\ttab\\303\\244.md"', 'quo"te\\\ttabä.md'),
        (b"b/\xc3\xa4.md", "ä.md"),
        (b"b/\xff.md", "\udcff.md"),
    ],
)
def test_file_names(header: bytes, path: str) -> None:
    old = header.replace(b"b/", b"a/", 1)
    for first in (b"--- " + old, b"--- /dev/null"):
        lines = [b"diff --git " + old.strip() + b" " + header.strip(), first, b"+++ " + header, b"@@ -0,0 +1 @@", b"+x"]
        assert parse(lines).added == {path: {1}}


PREFIXES = {
    "usual": [],
    "mnemonic": ["-c", "diff.mnemonicPrefix=true"],
    "none": ["-c", "diff.noprefix=true"],
    "turned round": ["-c", "diff.mnemonicPrefix=true", "-R"],
    "quoted": ["-c", "core.quotePath=true"],
    "no context": ["-c", "diff.context=0", "-c", "diff.suppressBlankEmpty=true"],
}
FOLDERS = ("b", "a", "w", "b/b", "i/c", "x", "b b/b", "ü")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With a page in folders of many names: changed, new, renamed, or gone."""
    root = tmp_path / "site"
    page = "# Night\n\n" + "".join(f"Line {number}.\n" for number in range(20))
    for folder in FOLDERS:
        write(root, {f"{folder}/{name}.md": page + folder for name in ("changed", "old name", "gone")})
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git(root, "init", "--quiet")
    commit(root)
    for folder in FOLDERS:
        write(root, {f"{folder}/new.md": "\n" + WRONG, f"{folder}/changed.md": page + folder + "\n" + WRONG})
        (root / folder / "gone.md").unlink()
        (root / folder / "old name.md").rename(root / folder / "a name.md")
        write(root, {f"{folder}/a name.md": page + WRONG + folder})
    git(root, "add", "--all")
    monkeypatch.chdir(root)
    return root


def git(root: Path, *arguments: str) -> bytes:
    call = ["git", "-c", "user.name=Mia", "-c", "user.email=m@example.org", *arguments]
    return subprocess.run(call, cwd=root, capture_output=True, check=True).stdout


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Pages")


@pytest.mark.parametrize("shape", PREFIXES)
@pytest.mark.parametrize("only", ["", *FOLDERS])
def test_whatever_prefixes_git_is_told_to_write(repository: Path, shape: str, only: str) -> None:
    settings = [option for option in PREFIXES[shape] if option != "-R"]
    where = ["--", f":(literal){only}"] if only else []
    if shape == "turned round":
        commit(repository)
        data = git(repository, *settings, "diff", "--cached", "-R", "HEAD~1", *where)
        expected = {folder: {"changed", "old name", "gone"} for folder in FOLDERS}
    else:
        data = git(repository, *settings, "diff", "--cached", "-M", *where)
        expected = {folder: {"changed", "a name", "new"} for folder in FOLDERS}
    names = {
        f"{f}/{name}.md" for f, each in expected.items() if (f + "/").startswith(only and only + "/") for name in each
    }
    assert {name for name, rows in parse(data.split(b"\n")).shown.items() if rows} == names


@pytest.mark.parametrize("shape", PREFIXES)
def test_a_single_new_page(repository: Path, ots_lint, shape: str) -> None:
    """Nothing else in the diff tells of its prefixes."""
    if shape == "turned round":
        return
    for folder in FOLDERS:
        (repository / "one.diff").write_bytes(
            git(repository, *PREFIXES[shape], "diff", "--cached", "--", f":(literal){folder}/new.md")
        )
        run = ots_lint(".", "--changes", "one.diff", "--only-changes", "--format", "json")
        assert [(f["filename"], f["location"]["row"]) for f in json.loads(run.out)] == [(f"{folder}/new.md", 2)]


def test_pages_that_git_takes_for_no_text_count_as_a_whole(repository: Path, ots_lint) -> None:
    write(repository, {".gitattributes": "new.md -diff\nchanged.md binary\n"})
    for shape in ("usual", "none", "mnemonic"):
        for more in ([], ["--binary"]):
            (repository / "c.diff").write_bytes(git(repository, *PREFIXES[shape], "diff", "--cached", *more))
            run = ots_lint(".", "--changes", "c.diff", "--only-changes", "--format", "json")
            found = {f["filename"] for f in json.loads(run.out)}
            assert found == {f"{folder}/{name}.md" for folder in FOLDERS for name in ("new", "changed", "a name")}
            review = json.loads(ots_lint(".", "--changes", "c.diff", "--format", "github-review").out)
            assert {c["path"] for c in review["comments"]} == {f"{folder}/a name.md" for folder in FOLDERS}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--src-prefix=old/", "--dst-prefix=new/"], "unknown prefix"),
        (["--color=always"], "no unified diff"),
        (["-c", "color.diff.meta=normal", "--color=always"], "shows no lines"),
        (
            ["-c", "color.diff.meta=normal", "-c", "color.diff.frag=normal", "--color=always"],
            "none of the old or the new",
        ),
        (["--word-diff"], "none of the old or the new"),
        (["--output-indicator-new=>"], "none of the old or the new"),
        (["--stat"], "no unified diff"),
        (["--relative=x"], "none of the files in this diff is there"),
    ],
)
def test_what_cannot_be_understood_is_said(repository: Path, ots_lint, options: list[str], words: str) -> None:
    settings = options[: 2 * options.count("-c")]
    (repository / "c.diff").write_bytes(git(repository, *settings, "diff", "--cached", *options[len(settings) :]))
    run = ots_lint(".", "--changes", "c.diff", "--only-changes")
    assert (run.status, words in run.err) == (2, True), run.err
    assert run.err.count("\n") == 1


def test_a_merge_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"c.diff": "diff --cc a.md\nindex 1,2..3\n--- a/a.md\n+++ b/a.md\n@@@ -1,1 -1,1 +1,1 @@@\n++x\n"})
    with pytest.raises(UsageError, match="of a merge"):
        read(str(tmp_path / "c.diff"))


@pytest.mark.parametrize("cut", [1, 2])
def test_half_a_diff_is_refused(tmp_path: Path, cut: int) -> None:
    write(tmp_path, {"c.diff": "\n".join(DIFF.split("\n")[: -1 - cut])})
    with pytest.raises(UsageError, match="in the middle"):
        read(str(tmp_path / "c.diff"))


@given(
    st.lists(
        st.sampled_from([b"+++ b/a", b"@@ -1,2 +3,4 @@", b"+", b"-", b" ", b"", b"diff ", b"\\", b"+++ /dev/null"])
    )
)
def test_no_diff_breaks_the_reader(lines: list[bytes]) -> None:
    try:
        changes = parse(lines)
    except UsageError:
        return
    assert changes.added.keys() == changes.shown.keys()
    assert all(changes.added[path] <= changes.shown[path] for path in changes.added)


def test_what_is_no_diff_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"a": "hello\n", "empty": "", "mode": "diff --git a/x b/x\nold mode 100644\nnew mode 100755\n"})
    with pytest.raises(UsageError, match="no unified diff"):
        read(str(tmp_path / "a"))
    with pytest.raises(UsageError, match="cannot be read"):
        read(str(tmp_path / "absent"))
    assert read(str(tmp_path / "empty")).shown == {}
    assert read(str(tmp_path / "mode")).shown == {}


DIFF = "--- a/events/a.md\n+++ b/events/a.md\n@@ -1,3 +1,4 @@\n # Night\n \n+" + WRONG + " " + WRONG


def test_some_of_the_files_of_a_diff_may_be_gone(tmp_path: Path) -> None:
    diff = "".join(f"--- a/{name}\n+++ b/{name}\n@@ -1 +1 @@\n-a\n+b\n" for name in ("a.md", "gone.md"))
    write(tmp_path, {"x.diff": diff, "a.md": "b\n"})
    assert read(str(tmp_path / "x.diff"), tmp_path).added == {"a.md": {1}, "gone.md": {1}}
    (tmp_path / "a.md").unlink()
    with pytest.raises(UsageError, match="none of the files in this diff is there"):
        read(str(tmp_path / "x.diff"), tmp_path)


@pytest.mark.parametrize(("end", "touched"), [((2, 1), False), ((2, 2), True), ((3, 1), True)])
def test_a_finding_that_ends_with_a_line_end_does_not_reach_the_next_line(end: tuple[int, int], touched: bool) -> None:
    changes = parse(b"--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c".split(b"\n"))
    reported = SimpleNamespace(start=SimpleNamespace(row=1), end=SimpleNamespace(row=end[0], column=end[1]))
    assert changes.touch("a.md", reported) == touched  # type: ignore[arg-type]


def test_only_changes_keeps_to_added_lines(site: Path, ots_lint) -> None:
    write(site, {"events/a.md": "# Night\n\n" + WRONG * 2, "b.md": WRONG, "c.diff": DIFF})
    run = ots_lint(".", "--changes", "c.diff", "--only-changes", "--format", "json")
    assert run.status == 1
    assert [(f["filename"], f["location"]["row"]) for f in json.loads(run.out)] == [("events/a.md", 3)]
    run = ots_lint("b.md", "--changes", "c.diff", "--only-changes")
    assert (run.status, run.out) == (0, "No findings in 1 page.\n")


def test_changes_limit_review_comments_alone(site: Path, ots_lint) -> None:
    write(site, {"events/a.md": "# Night\n\n" + WRONG * 2 + "\n" * 9 + WRONG, "b.md": WRONG, "c.diff": DIFF})
    run = ots_lint(".", "--changes", "c.diff", "--format", "github-review")
    review = json.loads(run.out)
    assert [(c["path"], c["line"]) for c in review["comments"]] == [("events/a.md", 3), ("events/a.md", 4)]
    assert "2 more are not shown here" in review["body"]
    assert len(json.loads(ots_lint(".", "--changes", "c.diff", "--format", "json").out)) == 4


def test_paths_are_the_repositorys_from_a_folder_below(site: Path, ots_lint, monkeypatch: pytest.MonkeyPatch) -> None:
    write(site, {"events/a.md": "# Night\n\n" + WRONG * 2, "c.diff": DIFF})
    monkeypatch.chdir(site / "events")
    run = ots_lint("a.md", "--changes", "../c.diff", "--only-changes", "--format", "json")
    assert [f["location"]["row"] for f in json.loads(run.out)] == [3]


@pytest.mark.parametrize("options", [["--only-changes"], ["--only-changes", "--changes", "c.diff", "--fix"]])
def test_options_that_do_not_go_together(site: Path, ots_lint, options: list[str]) -> None:
    write(site, {"a.md": WRONG, "c.diff": DIFF})
    run = ots_lint("a.md", *options)
    assert run.status == 2
    assert "--only-changes" in run.err
    assert (site / "a.md").read_text() == WRONG


def test_a_folder_of_the_project_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ots_lint.errors import ConfigError
    from ots_lint.language.language import Language
    from ots_lint.meaning.pipeline.build import pipeline

    write(tmp_path, {"model/config.cfg": '[nlp]\nlang = "en"\n', "model/meta.json": '{"lang": "en"}'})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="not installed"):
        pipeline(Language("en", {"words": {}, "kinds": {}, "frames": {}}), "model")
