"""Where the checkout that a run works in begins, and what of the user's lies in it."""

from __future__ import annotations

import os
from pathlib import Path


def project_root(folder: str) -> Path:
    """The nearest folder upwards that has a `.git`; without one, the folder itself."""
    path = Path(os.path.abspath(folder))  # noqa: PTH100
    for candidate in (path, *path.parents):
        if os.path.lexists(candidate / ".git"):
            return candidate
    return path


def holds(path: Path) -> bool:
    """Whether a path lies in the checkout around the current folder, whose files may be anybody's.

    A home folder that is a checkout itself, as some keep theirs, is its owner's.
    """
    root = os.path.realpath(project_root(os.getcwd()))  # noqa: PTH109
    home = os.path.realpath(os.path.expanduser("~"))  # noqa: PTH111
    if home == root or home.startswith(root.rstrip(os.sep) + os.sep):
        return False
    return os.path.realpath(path).startswith(root.rstrip(os.sep) + os.sep)
