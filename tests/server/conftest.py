"""An editor with a project that the tests of a module share: a session takes seconds to begin."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from editor import Editor

_NUMBERS = count()


@pytest.fixture(scope="session")
def server_cache(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables that keep a server away from the user's cache and language."""
    folder = tmp_path_factory.getbasetemp() / "cache"
    return {"XDG_CACHE_HOME": str(folder), "LC_ALL": "C.UTF-8"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, server_cache: dict[str, str]) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("editor")
    editor = Editor(folder, env=server_cache)
    yield editor
    assert editor.end() == 0
    assert editor.errors == ""


@pytest.fixture
def project(shared: Editor) -> Path:
    """A project of its own in the folder of the shared editor."""
    folder = shared.folder / f"project-{next(_NUMBERS)}"
    (folder / ".git").mkdir(parents=True)
    return folder
