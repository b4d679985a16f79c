"""Write the sample reports again: `python examples/regenerate.py`, or with `--check` only look whether they are current.

Every report format is run over `examples/site`; the results are in `examples/reports`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SITE = HERE / "site"
REPORTS = HERE / "reports"
_SUFFIXES = {
    "checkstyle": "xml",
    "github-review": "json",
    "gitlab": "json",
    "html": "html",
    "json": "json",
    "jsonl": "jsonl",
    "junit": "xml",
    "markdown": "md",
    "rdjsonl": "jsonl",
    "sarif": "sarif",
}


def build(folder: Path) -> None:
    """Write one report of each format to a folder. Raises `RuntimeError` where the linter refuses to run."""
    from ots_lint.report import formats

    outputs = {name: folder / f"{name}.{_SUFFIXES.get(name, 'txt')}" for name in formats()}
    command = [sys.executable, "-m", "ots_lint", "check", "site", "--no-cache", "--exit-zero", "--color=never"]
    for name, path in outputs.items():
        command += ["--output-file", f"{name}={path}"]
    environment = {**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(done.stderr or done.stdout)
    for path in outputs.values():
        text = path.read_text("utf-8")
        # the one thing that differs from run to run
        path.write_text(re.sub(r' time="[\d.]+"', ' time="0.000"', text), "utf-8", newline="\n")


def stale() -> list[str]:
    """Names of the sample reports that are missing, out of date, or of no format any more."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder)
        fresh = {path.name: path.read_bytes() for path in folder.iterdir()}
    there = {path.name: path.read_bytes() for path in REPORTS.iterdir()} if REPORTS.is_dir() else {}
    return sorted(name for name in fresh.keys() | there.keys() if fresh.get(name) != there.get(name))


def main() -> int:
    """Regenerate or check; the exit status is 1 where reports are stale."""
    if not SITE.is_dir():
        print(f"{SITE} does not exist: there are no pages to report on")
        return 0
    if "--check" in sys.argv[1:]:
        names = stale()
        if names:
            print(f"out of date: {', '.join(names)}; run python examples/regenerate.py")
        return 1 if names else 0
    REPORTS.mkdir(exist_ok=True)
    for path in REPORTS.iterdir():
        path.unlink()
    build(REPORTS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
