"""Known findings: a file that lists them, so that only new ones count.

A finding is known again by its page, its rule and the text that it stands in, not by its row;
where one line has it several times, as many are known as the file counts.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from ots_lint.errors import ConfigError
from ots_lint.files import write_atomically, write_root
from ots_lint.finding import Reported
from ots_lint.places import check_inside

#: The name that `ots-lint baseline` uses where nobody says another.
FILE = "ots-lint-baseline.json"
VERSION = 1
_MAX_SIZE = 64 << 20
Known = Counter[tuple[str, str, str]]


def fingerprint(reported: Reported) -> str:
    """What stays of a finding when lines move: its place's text without indentation."""
    lines = [" ".join(line.split()) for line in reported.lines]
    first = reported.lines[0] if reported.lines else ""
    marked = first[
        reported.start.column - 1 : reported.end.column - 1 if reported.end.row == reported.start.row else None
    ]
    text = "\0".join([*lines, marked])
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _key(reported: Reported, base: Path, cwd: Path) -> tuple[str, str, str]:
    path = os.path.relpath(cwd / reported.filename, base).replace(os.sep, "/")
    return path, reported.finding.code, fingerprint(reported)


def write(path: Path, findings: Iterable[Reported]) -> int:
    """Write a baseline of these findings; returns their number. Raises `PageError` where that fails."""
    import json

    base, cwd = Path(os.path.abspath(path)).parent, Path.cwd()  # noqa: PTH100
    counted: Counter[tuple[str, str, str]] = Counter(_key(reported, base, cwd) for reported in findings)
    entries = [
        json.dumps({"file": file, "code": code, "fingerprint": mark, "count": count})
        for (file, code, mark), count in sorted(counted.items())
    ]
    listed = ",\n    ".join(entries)
    body = f"\n    {listed}\n  " if entries else ""
    text = f'{{\n  "version": {VERSION},\n  "findings": [{body}]\n}}\n'
    write_atomically(str(path), text.encode(), root=write_root(str(path)))
    return counted.total()


def load(path: Path) -> Known:
    """The known findings in a baseline file. Raises `ConfigError` where it cannot be used."""
    import json

    check_inside(path, "the baseline", str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(_MAX_SIZE + 1)
    except FileNotFoundError:
        raise ConfigError(
            "there is no such baseline file", str(path), hint=f"write one with: ots-lint baseline --file {path} ."
        ) from None
    except OSError as error:
        raise ConfigError(f"the baseline cannot be read: {error.strerror}", str(path)) from None
    try:
        if len(data) > _MAX_SIZE:
            raise ValueError
        document = json.loads(data)
        if document["version"] != VERSION:
            raise ConfigError("the baseline was written by another version", str(path), hint="write it again")
        known: Known = Counter()
        for entry in document["findings"]:
            file, code, mark, count = (entry[key] for key in ("file", "code", "fingerprint", "count"))
            if not all(isinstance(text, str) for text in (file, code, mark)) or type(count) is not int or count < 0:
                raise ValueError
            known[file, code, mark] += count
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ConfigError("this is no baseline file", str(path), hint="write one with: ots-lint baseline") from None
    return known


def mark(findings: Iterable[Reported], known: Known, path: Path) -> tuple[bytearray, int]:
    """Which of the findings are known (1) or not (0), and how many of the file's entries are found no more."""
    base, cwd = Path(os.path.abspath(path)).parent, Path.cwd()  # noqa: PTH100
    left = known.copy()
    marks = bytearray()
    for reported in findings:
        key = _key(reported, base, cwd)
        is_known = left[key] > 0
        if is_known:
            left[key] -= 1
        marks.append(is_known)
    return marks, sum(count for count in left.values() if count > 0)
