"""A real browser for the tests of this folder. Needs Chromium and Node with this folder's packages: `npm ci` here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NODE = shutil.which("node")
NEEDED = [
    pytest.mark.skipif(BROWSER is None, reason="no chromium, chromium-browser or google-chrome in PATH"),
    pytest.mark.skipif(NODE is None, reason="no node in PATH"),
    pytest.mark.skipif(not (HERE / "node_modules").is_dir(), reason="run `npm ci` in tests/browser"),
]


def seen_by(script: str, *arguments: str | Path) -> Any:
    """What a script of this folder saw."""
    # not below a test's own folder: with its name in it, the path of the browser's socket gets too long
    with tempfile.TemporaryDirectory(prefix="ots-", ignore_cleanup_errors=True) as short:
        done = subprocess.run(
            [str(NODE), str(HERE / script), str(BROWSER), *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=240,
            env={**os.environ, "TMPDIR": short},
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
