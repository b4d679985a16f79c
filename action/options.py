"""The options that the workflow gives for ots-lint, and where its reports may be written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from workflow import InputError, temporary

#: Options that would change the pages or take the reports away from the next step.
_NOT_HERE = ("--fix", "--unsafe-fixes", "--diff", "--show-settings", "--output", "--format")
#: Options that name a file or folder which decides about the check.
_SETTINGS = ("--config", "--rules", "--baseline")


def checked(words: list[str], folder: Path, work: Path) -> tuple[list[str], dict[Path, Path]]:
    """The options as they are passed on, and the further reports: where they are written, and where they go.

    Raises `InputError` for what the action itself decides about.
    """
    kept: list[str] = []
    outputs: dict[Path, Path] = {}
    rest = iter(words)
    for word in rest:
        name, equals, given = word.partition("=")
        if name in _NOT_HERE or word[:2] in ("-f", "-o"):
            raise InputError(f"The input args cannot hold {word}: the action itself decides about it.")
        if name == "--output-file":
            kind, _, path = (given if equals else next(rest, "")).partition("=")
            written = work / f"output-{len(outputs)}"
            outputs[written] = target(folder, path, "args")
            kept.append(f"--output-file={kind}={written}")
        else:
            kept.append(word)
    return kept, outputs


def settings_named(words: list[str], folder: Path, top: Path) -> list[str]:
    """The paths from the top of files and folders in the checkout that options name as settings."""
    found = []
    for name, path in _pairs(words):
        whole = Path(os.path.abspath(folder / path))  # noqa: PTH100
        if name in _SETTINGS and path and whole != top and whole.is_relative_to(top):
            found.append(whole.relative_to(top).as_posix())
    return found


def moved(words: list[str], folder: Path, top: Path, root: Path) -> list[str]:
    """The options for a run in a folder below `root` instead of one below `top`, with the same files for them."""
    found = []
    for name, path in _pairs(words):
        if name in _SETTINGS:
            found.append(f"{name}={moved_path(path, folder, top, root)}")
        elif name:
            found.append(f"{name}={path}")
        else:
            found.append(moved_path(path, folder, top, root) if Path(path).is_absolute() else path)
    return found


def moved_path(path: str, folder: Path, top: Path, root: Path) -> str:
    """A path from a folder below `top`, for a folder in the same place below `root`."""
    whole = Path(os.path.abspath(folder / path))  # noqa: PTH100
    if not whole.is_relative_to(top):
        return str(whole)
    return str(root / whole.relative_to(top)) if Path(path).is_absolute() else path


def _pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    """Each word as an option's name and its value, with no name where the value stands alone."""
    rest = iter(words)
    for word in rest:
        name, equals, given = word.partition("=")
        if name in _SETTINGS:
            yield name, given if equals else next(rest, "")
        elif word.startswith("--") and equals:
            yield name, given
        else:
            yield "", word


def target(folder: Path, given: str, name: str) -> Path:
    """Where a report is to go. Raises `InputError` where that, or a link on the way, is outside of the workspace."""
    path = Path(os.path.abspath(folder / given))  # noqa: PTH100 - links are looked at below
    folders = [Path(os.environ.get("GITHUB_WORKSPACE") or os.getcwd()), temporary()]  # noqa: PTH109
    # A pull request may have put a link there.
    if not given or not any(path.parent.resolve().is_relative_to(allowed.resolve()) for allowed in folders):
        raise InputError(f"The input {name} is to name a path inside of the workspace for a report.")
    return path


def put(source: Path, path: Path) -> None:
    """Copy a report over whatever is there; a link is replaced, not followed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary_name = tempfile.mkstemp(prefix=".ots-lint-", dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(source.read_bytes())
    Path(temporary_name).chmod(0o644)
    Path(temporary_name).replace(path)
