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

from ots_lint.disk.opening import open_regular, read_all
from ots_lint.disk.project import check_inside
from ots_lint.disk.replacing import write_atomically, write_root
from ots_lint.errors import ConfigError, UsageError
from ots_lint.finding import Reported
from ots_lint.text.web import is_address

#: The name that `ots-lint baseline` uses where nobody says another.
FILE = "ots-lint-baseline.json"
VERSION = 1
_MAX_SIZE = 64 << 20
Known = Counter[tuple[str, str, str]]


class _Fingerprints:
    """What stays of findings when lines move: the text of their lines without indentation, and what of it they mark.

    The findings of a page share their lines, and one line may be a megabyte long: what they have in common is read
    once, so that all of them take no longer than the page is long. They come page by page.
    """

    def __init__(self, base: Path) -> None:
        self._base = base
        self._cwd = Path.cwd()
        self._filename: str | None = None
        self._path = ""
        self._states: dict[tuple[str, ...], blake2b] = {}

    def key(self, reported: Reported) -> tuple[str, str, str]:
        """What a finding is known again by."""
        if reported.filename != self._filename:
            self._filename = reported.filename
            self._path = reported.filename
            if not is_address(self._path):
                self._path = os.path.relpath(self._cwd / self._path, self._base).replace(os.sep, "/")
            self._states.clear()
        return self._path, reported.finding.code, self.of(reported)

    def of(self, reported: Reported) -> str:
        """The fingerprint of a finding."""
        lines = reported.lines
        state = self._states.get(lines)
        if state is None:
            text = "\0".join([*(" ".join(line.split()) for line in lines), ""])
            state = self._states[lines] = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8)
        first = lines[0] if lines else ""
        end = reported.end.column - 1 if reported.end.row == reported.start.row else None
        state = state.copy()
        state.update(first[reported.start.column - 1 : end].encode("utf-8", "surrogatepass"))
        return state.hexdigest()


def fingerprint(reported: Reported) -> str:
    """What stays of a finding when lines move: its place's text without indentation."""
    return _Fingerprints(Path()).of(reported)


def write(path: Path, findings: Iterable[Reported]) -> int:
    """Write a baseline of these findings; returns their number. Raises `PageError` where that fails.

    That a page was not read is not written down: nobody knows what stands in it.
    """
    import json

    marks = _Fingerprints(Path(os.path.abspath(path)).parent)  # noqa: PTH100
    counted = Counter(marks.key(reported) for reported in findings if not reported.finding.unread)
    entries = [
        json.dumps({"file": file, "code": code, "fingerprint": mark, "count": count})
        for (file, code, mark), count in sorted(counted.items())
    ]
    listed = ",\n    ".join(entries)
    body = f"\n    {listed}\n  " if entries else ""
    text = f'{{\n  "version": {VERSION},\n  "findings": [{body}]\n}}\n'
    write_atomically(str(path), text.encode(), root=write_root(str(path)))
    return counted.total()


def check_replaceable(path: Path) -> None:
    """Raise `UsageError` where another file than a baseline stands in the place of one."""
    if path.is_dir():
        raise UsageError("this is a folder", str(path), hint="name a file in it")
    try:
        with open_regular(path) as stream:
            head = stream.read(200)
    except OSError:
        return  # none is there, or writing will say what is wrong
    if head.strip() and b'"version"' not in head:
        raise UsageError(
            "what is written would take the place of this file, which is no baseline",
            str(path),
            hint="name another file",
        )


def load(path: Path) -> Known:
    """The known findings in a baseline file. Raises `ConfigError` where it cannot be used."""
    import json

    check_inside(path, "the baseline", str(path))
    try:
        with open_regular(path) as stream:
            data = read_all(stream, _MAX_SIZE + 1)
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
    fingerprints = _Fingerprints(Path(os.path.abspath(path)).parent)  # noqa: PTH100
    left = known.copy()
    marks = bytearray()
    for reported in findings:
        key = fingerprints.key(reported)
        is_known = left[key] > 0 and not reported.finding.unread
        if is_known:
            left[key] -= 1
        marks.append(is_known)
    return marks, sum(count for count in left.values() if count > 0)
