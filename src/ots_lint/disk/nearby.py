"""What somebody may have meant by a path that leads nowhere."""

from __future__ import annotations

import os

#: Names in a folder that are compared.
_MOST = 5_000


def nearest(path: str) -> str:
    """The path with its last part replaced by the nearest name that is there, or an empty text."""
    from difflib import get_close_matches

    folder, name = os.path.split(path.rstrip("/" + os.sep))
    if not name:
        return ""
    try:
        with os.scandir(folder or ".") as entries:
            names = [entry.name for entry, _ in zip(entries, range(_MOST), strict=False)]
    except (OSError, ValueError):
        return ""
    close = get_close_matches(name[:200], names, 1, 0.75)
    return os.path.join(folder, close[0]).replace(os.sep, "/") if close else ""  # noqa: PTH118


def instead(path: str, otherwise: str) -> str:
    """A hint: the nearest path, or what else to do."""
    near = nearest(path)
    return f"did you mean {near}?" if near else otherwise
