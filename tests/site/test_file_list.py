"""The compact list of files: what comes out is what was put in, in order."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_files import write

from ots_lint.site.configs import Configs
from ots_lint.site.discover import discover
from ots_lint.site.file_list import FileList
from ots_lint.site.result import File

NAMES = [
    "a.md",
    "a/b.md",
    "a-b.md",
    "a0.md",
    "a.b/c.md",
    ":odd.md",
    "#odd/x.md",
    "x\ny.md",
    "ä/😀.md",
    "\udcff.md",
    "A.MD",
]


def below(name: str) -> File:
    return File(name, f"/site/{name.removeprefix('./')}")


@given(st.lists(st.text(st.characters(exclude_characters="\0"), min_size=1), max_size=300), st.booleans())
def test_any_names_come_back(names: list[str], same: bool) -> None:
    files = [File(name, f"/site/{name}" if same else f"/{i}") for i, name in enumerate(names)]
    made = FileList(files)
    assert list(made) == files
    assert [made[i] for i in range(len(made))] == files


def test_it_is_a_sequence() -> None:
    files = [below(f"{i // 100}/page-{i:04}.md") for i in range(1000)]
    made = FileList(files)
    assert len(made) == 1000
    assert made[-1] == files[-1]
    assert made[5:700:3] == files[5:700:3]
    assert files[777] in made
    with pytest.raises(IndexError):
        made[1000]
    assert not FileList()


def test_names_take_little_memory() -> None:
    files = (below(f"{i // 200:03}/event-{i:05}.md") for i in range(20_000))
    tracemalloc.start()
    made = FileList(files)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(made) == 20_000
    assert taken < 20 * 20_000


@pytest.mark.skipif(os.name == "nt", reason="such names are not possible")
def test_a_folder_is_walked_through_in_the_order_of_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, dict.fromkeys(NAMES, "x\n"))
    harmless = [f"./{name}" if name.startswith((":", "#")) else name for name in NAMES]
    expected = [File(name, f"{tmp_path}/{name.removeprefix('./')}") for name in sorted(harmless)]
    assert list(discover(["."], Configs()).files) == expected
    # However they are given, and however often.
    assert list(discover(["a", ".", "a/b.md", "x\ny.md"], Configs()).files) == expected
    assert list(discover([".", "a", "#odd"], Configs()).files) == expected
    assert list(discover(["#odd/x.md", "a", "."], Configs()).files) == expected
    assert list(discover(NAMES, Configs()).files) == expected
    outside = tmp_path.parent / "outside"
    outside.mkdir()
    monkeypatch.chdir(outside)
    full = [File(f"{tmp_path}/{name}", f"{tmp_path}/{name}") for name in sorted(NAMES)]
    assert list(discover([str(tmp_path)], Configs()).files) == full
    relative = [File(f"../{tmp_path.name}/{name}", f"{tmp_path}/{name}") for name in sorted(NAMES)]
    assert list(discover([f"../{tmp_path.name}"], Configs()).files) == relative
