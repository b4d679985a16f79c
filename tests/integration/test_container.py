"""The image: its wheel is built from what the Dockerfile copies, and starts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from actions_runner import ROOT


def test_the_wheel_is_built_from_what_is_copied(tmp_path: Path, pypi: None) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for line in (ROOT / "Dockerfile").read_text("utf-8").splitlines():
        if line.startswith("COPY") and "--from" not in line:
            *names, _ = line.split()[1:]
            for name in names:
                if (ROOT / name).is_dir():
                    shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    shutil.copy(ROOT / name, source / name)
    wheel = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--wheel-dir",
        str(tmp_path / "wheels"),
        str(source),
    ]
    done = subprocess.run(wheel, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = (tmp_path / "wheels").iterdir()
    installed = tmp_path / "installed"
    shutil.unpack_archive(built, installed, "zip")
    (tmp_path / "a.md").write_text("Join Open Tech School.\n")
    code = f"import sys; sys.path.insert(0, {str(installed)!r}); from ots_lint.cli.main import run; sys.exit(run(['a.md', '--no-cache']))"
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "OTS101" in done.stdout) == (1, True), done.stderr
