"""The compiled form of rule files in the user's cache: read and written under the hash of what it was made from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ots_lint.disk import checkout
from ots_lint.disk.digest import blake2b
from ots_lint.disk.opening import open_regular


class Languages(Mapping[str, Mapping[str, Any]]):
    """Compiled language packs, each read when it is first asked for: many runs need none."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed = packed
        self._read: dict[str, Mapping[str, Any]] = {}

    def __getitem__(self, tag: str) -> Mapping[str, Any]:
        if tag not in self._read:
            import json

            self._read[tag] = json.loads(self._packed[tag])
        return self._read[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _compiled_path(fingerprint: str) -> Path | None:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH118, PTH111
    if not os.path.isabs(base):  # noqa: PTH117 - XDG says: relative paths are ignored
        return None
    path = Path(base, "ots-lint", f"rules-{fingerprint}.bin")
    # Rules that came with a checkout could be anybody's, and say that nothing is wrong.
    return None if checkout.holds(path) else path


def read_compiled(fingerprint: str) -> dict[str, Any] | None:
    """What `write_compiled` kept, or None where there is nothing that can be used."""
    import json

    path = _compiled_path(fingerprint)
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
        data = json.loads(first)
        if len(data["languages"]) != len(lines):
            return None
        data["languages"] = Languages(dict(zip(data["languages"], lines, strict=True)))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def write_compiled(fingerprint: str, data: dict[str, Any]) -> None:
    """Keep compiled rules; where the cache cannot be written, nothing is kept."""
    path = _compiled_path(fingerprint)
    if path is None:
        return
    import json

    parts = [{**data, "languages": list(data["languages"])}, *data["languages"].values()]
    body = "\n".join(json.dumps(part, separators=(",", ":")) for part in parts).encode("ascii")
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(blake2b(body, digest_size=16).digest() + body)
        temporary.replace(path)
    except OSError:
        return
