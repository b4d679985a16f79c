"""What was compiled from rule files, in the user's cache: read and written under the hash of what it was made from."""

from __future__ import annotations

import os
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


def read_compiled(name: str) -> dict[str, Any] | None:
    """What `write_compiled` kept under a name, or None where there is nothing that can be used."""
    import json

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
        data = json.loads(body)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def write_compiled(name: str, data: dict[str, Any]) -> None:
    """Keep what was compiled; where the cache cannot be written, nothing is kept."""
    path = _place(name)
    if path is None:
        return
    import json

    body = json.dumps(data, separators=(",", ":")).encode("ascii")
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(blake2b(body, digest_size=16).digest() + body)
        temporary.replace(path)
    except OSError:
        return
