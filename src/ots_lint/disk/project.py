"""Where a project begins and ends: what may be taken for a part of it, and what leads out of it."""

from __future__ import annotations

import os
from pathlib import Path

from ots_lint.errors import ConfigError


def project_root(folder: str) -> Path:
    """The nearest folder upwards that has a `.git`; without one, the folder itself.

    A `.git` of somebody else counts as little as git lets it count: in a folder that all may write to, whoever
    makes one would decide for everybody below.
    """
    path = Path(os.path.abspath(folder))  # noqa: PTH100
    for candidate in (path, *path.parents):
        if has_git(candidate, path):
            return candidate
    return path


def has_git(folder: Path, below: Path) -> bool:
    """Whether a folder has a `.git` that belongs to the user, or to who owns the folder `below` it."""
    owner = _owner(str(folder / ".git"))
    return owner is not None and (folder == below or owner in (_user(), _owner(str(below))))


def is_foreign(parent: str, folder: str) -> bool:
    """Whether what is above a folder (a folder or a file) is somebody else's, and no repository holds them together."""
    owner, own = _owner(parent), _owner(folder)
    if owner is None or own is None or owner == own:
        return False
    return not os.path.lexists(project_root(folder) / ".git")


def check_inside(path: str | os.PathLike[str], what: str, shown: str) -> None:
    """Raise `ConfigError` where a file or folder of the project is reached through a link that leaves it.

    Nothing of what the link leads to is read, so no message can quote it. What is named outside of any project is
    left to who names it.
    """
    lexical = Path(os.path.abspath(path))  # noqa: PTH100 - links are looked at below
    root = project_root(str(lexical.parent))
    if not os.path.lexists(root / ".git"):
        root = Path.cwd()
        if not lexical.is_relative_to(root):
            return
    try:
        real = Path(os.path.realpath(lexical, strict=True))
    except (OSError, RuntimeError, ValueError):  # nothing, or a loop of links
        if os.path.islink(lexical):  # noqa: PTH114
            raise ConfigError(f"{what} is a link that leads nowhere", shown) from None
        return
    if not real.is_relative_to(os.path.realpath(root)):
        raise ConfigError(f"{what} is reached through a link that leads out of the project", shown)


def _owner(path: str) -> int | None:
    """Who owns a file or folder, or the link at its place; None where there is nothing."""
    try:
        return os.lstat(path).st_uid
    except OSError:
        return None


def _user() -> int | None:
    return os.geteuid() if hasattr(os, "geteuid") else None
