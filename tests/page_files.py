"""Write pages for a test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def write(root: Path, files: dict[str, str | bytes]) -> Sequence[Path]:
    """Write files below a folder."""
    paths = []
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(path)
    return paths
