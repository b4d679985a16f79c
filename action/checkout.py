"""Where the files of the pull request lie, found without asking what lies there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from repository import GitError, is_sha
from workflow import InputError, value


@dataclass(frozen=True)
class Checkout:
    """A folder that actions/checkout filled: its top, and the commit that it shows."""

    top: Path
    head: str

    @property
    def git(self) -> Path:
        """What git keeps of it. Nothing there is read but objects, the commit, and where history is cut off."""
        return self.top / ".git"

    @property
    def is_partial(self) -> bool:
        """Whether objects were left out when it was fetched."""
        return any((self.git / "objects" / "pack").glob("*.promisor"))


def working_folder() -> Path:
    """The folder that paths start from, absolute. Raises `InputError` where a link leads out of the workspace."""
    workspace = _workspace()
    folder = Path(os.path.abspath(workspace / (value("WORKING_DIRECTORY") or ".")))  # noqa: PTH100 - see below
    if not folder.is_dir():
        raise InputError(f"The input working-directory is to be a folder; there is no folder {folder}.")
    # A pull request may have put a link there.
    if folder.is_relative_to(workspace) and not folder.resolve().is_relative_to(workspace.resolve()):
        raise InputError("The input working-directory leads out of the workspace by a link.")
    return folder


def checkouts(folder: Path) -> Iterator[Checkout]:
    """The checkouts that a folder may belong to, the outermost first.

    No commit can hold a `.git`, but a pull request can hold folders that look like what is in one: so the way goes
    from the workspace down, and only what is called `.git` counts.
    """
    workspace = _workspace()
    way = [folder, *folder.parents]
    for top in reversed(way[: way.index(workspace) + 1] if workspace in way else way):
        git = top / ".git"
        if git.is_dir() and not git.is_symlink():
            head = _head(git)
            if head:
                yield Checkout(top, head)


def _workspace() -> Path:
    return Path(os.path.abspath(os.environ.get("GITHUB_WORKSPACE") or "."))  # noqa: PTH100


def _head(git: Path) -> str:
    """The commit that is checked out; empty where that cannot be told."""
    try:
        text = (git / "HEAD").read_text(encoding="utf-8").strip()
        name = re.fullmatch(r"ref: (refs/[\w./+-]+)", text)
        if name is None:
            return text if is_sha(text) else ""
        if ".." in name[1]:
            return ""
        if (git / name[1]).is_file():
            text = (git / name[1]).read_text(encoding="utf-8").strip()
            return text if is_sha(text) else ""
        for line in (git / "packed-refs").read_text(encoding="utf-8").splitlines():
            sha, _, packed = line.partition(" ")
            if packed == name[1] and is_sha(sha):
                return sha
    except (OSError, ValueError):
        pass
    return ""


def contents(top: Path, name: str) -> bytes | None:
    """The bytes of a file of a checkout; None where it is none, or is reached through a link."""
    path = top / name
    try:
        if os.path.realpath(path) != os.path.join(os.path.realpath(top), *name.split("/")):  # noqa: PTH118
            return None
        return path.read_bytes() if path.is_file() else None
    except (OSError, ValueError) as error:
        raise GitError(f"A file of the checkout cannot be read: {error}.") from None
