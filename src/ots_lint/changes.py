"""Which lines a unified diff shows and which of them it adds, so that a report can keep to them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from ots_lint.errors import UsageError
from ots_lint.finding import Reported
from ots_lint.regular import open_given, read_all

#: In bytes; a larger diff is no pull request that anybody reads.
MAX_DIFF = 256 << 20
_HUNK = re.compile(rb"@@ -\d{1,9}(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@")
_ESCAPE = re.compile(rb'\\([0-7]{3}|[abtnvfr"\\])')
_ESCAPED = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}


class Changes:
    """Rows (from 1) of the new side of a diff, by path from the top of the repository."""

    def __init__(self) -> None:
        self.shown: dict[str, set[int]] = {}  # added, changed, and the lines around them
        self.added: dict[str, set[int]] = {}  # added or changed

    def touch(self, path: str, reported: Reported) -> bool:
        """Whether a finding in this file (path from the repository's top) stands on an added line."""
        rows = self.added.get(path)
        if not rows:
            return False
        first, last = reported.start.row, reported.end.row
        if last > first and reported.end.column == 1:  # it ends with the line end of the row before
            last -= 1
        if last - first > len(rows):
            return any(first <= row <= last for row in rows)
        return any(row in rows for row in range(first, last + 1))


def read(path: str) -> Changes:
    """The changes in a file (`-`: standard input). Raises `UsageError` where there is no diff in it."""
    import sys

    try:
        if path == "-":
            data = sys.stdin.buffer.read(MAX_DIFF + 1)
        else:
            with open_given(path) as stream:
                data = read_all(stream, MAX_DIFF + 1)
    except OSError as error:
        raise UsageError(f"the diff cannot be read: {error.strerror}", path, hint="git diff writes one") from None
    if len(data) > MAX_DIFF:
        raise UsageError(f"the diff is larger than {MAX_DIFF >> 20} MiB", path)
    changes = parse(data.split(b"\n"))
    if data.strip() and not changes.shown and b"\ndiff " not in b"\n" + data:
        raise UsageError("this is no unified diff", path, hint="git diff writes one")
    return changes


def parse(lines: Iterable[bytes]) -> Changes:
    """The changes in the lines of a unified diff, as `git diff` writes it (prefixes `a/` and `b/`)."""
    changes = Changes()
    path = ""
    old = new = 0  # lines that the hunk still has of each side: only they are content, whatever they look like
    row = 0
    for line in lines:
        if old > 0 or new > 0:
            kind = line[:1]
            if kind == b"+":
                changes.added[path].add(row)
            if kind in (b"+", b" ", b"", b"\r"):
                changes.shown[path].add(row)
                row += 1
                new -= 1
            if kind in (b"-", b" ", b"", b"\r"):
                old -= 1
            continue
        if line.startswith(b"+++ "):
            path = _path(line[4:])
        elif path and (hunk := _HUNK.match(line)):
            old, row, new = (int(number) if number is not None else 1 for number in hunk.groups())
            changes.shown.setdefault(path, set())
            changes.added.setdefault(path, set())
        elif line.startswith(b"diff "):
            path = ""
    return changes


def _path(name: bytes) -> str:
    """The path in a `+++` line; empty for a deleted file."""
    name = name.rstrip(b"\r")
    quoted = name.startswith(b'"')
    name = _ESCAPE.sub(_unescaped, name[1:].rpartition(b'"')[0]) if quoted else name.partition(b"\t")[0]
    if name == b"/dev/null":
        return ""
    return os.fsdecode(name.removeprefix(b"b/"))


def _unescaped(match: re.Match[bytes]) -> bytes:
    found = match.group(1)
    return bytes([int(found, 8) & 0xFF]) if len(found) == 3 else _ESCAPED.get(found, found)
