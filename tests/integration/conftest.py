"""What tests with other programs need."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.fixture(scope="session")
def pypi() -> None:
    """Skip where packages cannot be had."""
    call = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--no-cache-dir",
        "--retries=0",
        "--timeout=15",
    ]
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([*call, "--dest", folder, "iniconfig"], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no package index can be reached")
