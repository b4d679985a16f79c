"""What was compiled from rule files, in the user's cache: read and written under the hash of what it was made from."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ots_lint.disk import checkout
from ots_lint.disk.digest import blake2b
from ots_lint.disk.opening import open_regular


def _place(name: str) -> Path | None:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH118, PTH111
    if not os.path.isabs(base):  # noqa: PTH117 - XDG says: relative paths are ignored
        return None
    path = Path(base, "ots-lint", f"rules-{name}.bin")
    # Rules that came with a checkout could be anybody's, and say that nothing is wrong.
    return None if checkout.holds(path) else path


class Kept(Mapping[str, Any]):
    """What `write_compiled` kept: each value is read when it is asked for, since a page needs a part of them.

    `where`: key → the line that has its value, or the same for a mapping.
    """

    def __init__(self, lines: Sequence[bytes], where: Mapping[str, Any]) -> None:
        self._lines = lines
        self._where = where
        self._read: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        try:
            return self._read[key]
        except KeyError:
            at = self._where[key]
            found = self._read[key] = Kept(self._lines, at) if isinstance(at, dict) else json.loads(self._lines[at])
            return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._where)

    def __len__(self) -> int:
        return len(self._where)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self) == dict(other)

    __hash__ = None  # type: ignore[assignment]  # as a dictionary has none


def read_compiled(name: str) -> Mapping[str, Any] | None:
    """What `write_compiled` kept under a name, or None where there is nothing that can be used."""
    path = _place(name)
    if path is None:
        return None
    try:
        with open_regular(path) as stream:
            content = stream.readall()
        body = content[16:]
        if blake2b(body, digest_size=16).digest() != content[:16]:
            return None
        # JSON, for what lies in a folder should never be more than data.
        first, *lines = body.split(b"\n")
        where = json.loads(first)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return Kept(lines, where) if isinstance(where, dict) else None


def write_compiled(name: str, data: Mapping[str, Any]) -> None:
    """Keep what was compiled; where the cache cannot be written, nothing is kept."""
    path = _place(name)
    if path is None:
        return
    lines: list[str] = []

    def line_of(value: Any) -> int:
        lines.append(json.dumps(value, separators=(",", ":")))
        return len(lines) - 1

    where = {
        key: {inner: line_of(value[inner]) for inner in value} if isinstance(value, dict) else line_of(value)
        for key, value in data.items()
    }
    body = "\n".join([json.dumps(where, separators=(",", ":")), *lines]).encode("ascii")
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(blake2b(body, digest_size=16).digest() + body)
        temporary.replace(path)
    except OSError:
        return
