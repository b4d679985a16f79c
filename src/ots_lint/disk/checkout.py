"""Where the checkout that a run works in begins, and what of the user's lies in it."""

from __future__ import annotations

import os
from pathlib import Path

from ots_lint.disk.project import project_root


def holds(path: Path) -> bool:
    """Whether a path lies in the checkout around the current folder, whose files may be anybody's.

    A home folder that is a checkout itself, as some keep theirs, is its owner's.
    """
    root = os.path.realpath(project_root(os.getcwd()))  # noqa: PTH109
    home = os.path.realpath(os.path.expanduser("~"))  # noqa: PTH111
    if home == root or home.startswith(root.rstrip(os.sep) + os.sep):
        return False
    return os.path.realpath(path).startswith(root.rstrip(os.sep) + os.sep)
