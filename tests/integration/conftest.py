"""What tests with other programs need."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from actions_runner import Github


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Github]:
    """The server that the repositories of `Forge` are fetched from, with the job's token alone."""
    with Github(tmp_path / "server").serving() as server:
        yield server


@pytest.fixture
def github() -> Iterator[Github]:
    """GitHub's API."""
    with Github().serving() as github:
        yield github


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
