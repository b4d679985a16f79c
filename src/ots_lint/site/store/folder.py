"""The cache folder: where it is, and what may be deleted in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ots_lint.disk import checkout

if TYPE_CHECKING:
    pass


#: Projects that a cache folder holds at most; the ones unused for longest go first.
MAX_PROJECTS = 100


SUFFIX = ".results"


def folder(explicit: str | None = None) -> Path | None:
    """The cache folder: the one asked for, else `ots-lint` in the user's cache folder; None where there is none.

    The user's cache folder is not used where it lies in the checkout that is looked at.
    """
    if explicit:
        return Path(os.path.abspath(explicit))  # noqa: PTH100
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # noqa: PTH117 - the XDG specification: relative ones are ignored
        if os.name == "nt":
            base = os.environ.get("LOCALAPPDATA", "")
        else:
            home = os.path.expanduser("~")  # noqa: PTH111
            base = os.path.join(home, ".cache") if os.path.isabs(home) else ""  # noqa: PTH117, PTH118
    found = Path(base, "ots-lint") if base else None
    return None if found is not None and checkout.holds(found) else found  # results of strangers could hide findings


def forget_old(where: Path) -> None:
    """Delete the results of the projects that were not linted for longest, and what killed processes left."""
    import time

    found: list[tuple[float, Path]] = []
    now = time.time()
    for path in where.iterdir():
        if path.suffix == SUFFIX:
            found.append((path.stat().st_mtime, path))
        elif path.suffix == ".tmp" and now - path.stat().st_mtime > 3600:
            path.unlink(missing_ok=True)
    for _, path in sorted(found)[:-MAX_PROJECTS]:
        path.unlink(missing_ok=True)


def clear(where: Path) -> int:
    """Delete what this program has stored in a cache folder, and nothing else. Returns the number of files.

    Raises `OSError` where something cannot be deleted.
    """
    count = 0
    if not where.is_dir():
        return 0
    for path in sorted(where.iterdir()):
        ours = path.suffix == SUFFIX or (path.name.startswith("rules-") and path.suffix == ".bin")
        if (ours or path.suffix == ".tmp") and path.is_file() and not path.is_symlink():
            path.unlink()
            count += 1
    return count
