"""Whether files are still as they were: by their times and sizes, which cost little to ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator

#: When a file was changed, its size and its number on the disk; None where there is none.
Stamp = tuple[int, int, int] | None


def stamp(path: str) -> Stamp:
    """What tells a state of a file from another one."""
    try:
        found = os.stat(path)  # noqa: PTH116 - asked of every page of a site, again and again
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Stamps:
    """The states of some files, those that are not there among them."""

    def __init__(self) -> None:
        self._seen: dict[str, Stamp] = {}

    def add(self, path: str) -> None:
        """Remember a file as it is now, unless it is remembered already."""
        if path not in self._seen:
            self._seen[path] = stamp(path)

    def add_tree(self, folder: str, suffixes: tuple[str, ...]) -> None:
        """The same for a folder, the folders in it, and the files in them that end so."""
        for path in _tree(folder, suffixes):
            self.add(path)

    def changed(self) -> bool:
        """Whether any of them is not as it was."""
        return any(stamp(path) != known for path, known in self._seen.items())


def _tree(folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    for base, _, names in os.walk(folder):
        yield base
        yield from (os.path.join(base, name) for name in names if name.endswith(suffixes))  # noqa: PTH118
