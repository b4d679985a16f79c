"""Which lines a unified diff shows and which of them it adds, so that a report can keep to them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from ots_lint.disk.opening import open_given, read_all
from ots_lint.errors import UsageError
from ots_lint.finding import Reported

#: In bytes; a larger diff is no pull request that anybody reads.
MAX_DIFF = 256 << 20
_HUNK = re.compile(rb"@@ -\d{1,9}(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@")
_ESCAPE = re.compile(rb'\\([0-7]{3}|[abtnvfr"\\])')
_ESCAPED = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
#: What git puts before the old and the new name, by what is compared (`diff.mnemonicPrefix`), and turned round.
_PREFIXES = frozenset(
    pair
    for old, new in (b"ab", b"iw", b"ci", b"cw", b"ow", b"12")
    for pair in ((b"%c/" % old, b"%c/" % new), (b"%c/" % new, b"%c/" % old))
)
_NOWHERE = b"/dev/null"
_HINT = (
    "this writes one that can be read: "
    "git diff --no-color --no-ext-diff --no-textconv --no-relative --src-prefix=a/ --dst-prefix=b/"
)


class Changes:
    """Rows (from 1) of the new side of a diff, by path from the top of the repository."""

    def __init__(self) -> None:
        self.shown: dict[str, set[int]] = {}  # added, changed, and the lines around them
        self.added: dict[str, set[int]] = {}  # added or changed
        self.whole: set[str] = set()  # files whose lines the diff does not show, for git takes them for no text

    def touch(self, path: str, reported: Reported) -> bool:
        """Whether a finding in this file (path from the repository's top) stands on an added line."""
        if path in self.whole:
            return True
        rows = self.added.get(path)
        if not rows:
            return False
        first, last = reported.start.row, reported.end.row
        if last > first and reported.end.column == 1:  # it ends with the line end of the row before
            last -= 1
        if last - first > len(rows):
            return any(first <= row <= last for row in rows)
        return any(row in rows for row in range(first, last + 1))


def read(path: str, root: Path | None = None) -> Changes:
    """The changes in a file (`-`: standard input). Raises `UsageError` for what is no diff or cannot be understood.

    `root` is the top of the repository: a diff of other files than those there is refused.
    """
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
    changes = parse(data.split(b"\n"), path)
    if data.strip() and not (changes.shown or changes.whole) and b"\ndiff " not in b"\n" + data:
        raise UsageError("this is no unified diff", path, hint="git diff writes one")
    named = [*changes.shown, *changes.whole]
    if root is not None and named and not any(os.path.lexists(root / name) for name in named):
        message = f"none of the files in this diff is there, such as {named[0]}"
        raise UsageError(message, path, hint="its names are to be from the top of the repository")
    return changes


class _File:
    """One file of a diff, as far as it is read."""

    def __init__(self, header: bytes = b"") -> None:
        self.header = header  # what follows `diff --git `
        self.moved = b""  # a name without any prefix: of a rename or a copy
        self.old: bytes | None = None
        self.new: bytes | None = None
        self.shown: set[int] = set()
        self.added: set[int] = set()
        self.hunks = 0
        self.binary = False


def parse(lines: Iterable[bytes], filename: str = "") -> Changes:
    """The changes in the lines of a unified diff. Raises `UsageError` where it is of a kind that is not understood."""
    files = list(_files(lines, filename))
    changes = Changes()
    plain = _are_plain(files)
    for file in files:
        if file.new is not None and file.new != _NOWHERE and not file.hunks and not file.binary:
            raise UsageError(f"the diff shows no lines of {_text(file.new)}", filename, hint=_HINT)
        for path in _paths(file, plain, filename):
            if file.binary:
                changes.whole.add(path)
            elif file.hunks:
                changes.shown.setdefault(path, set()).update(file.shown)
                changes.added.setdefault(path, set()).update(file.added)
    return changes


def _files(lines: Iterable[bytes], filename: str) -> Iterable[_File]:
    file = _File()
    old = new = 0  # lines that the hunk still has of each side: only they are content, whatever they look like
    row = number = 0
    for number, line in enumerate(lines, 1):
        if old > 0 or new > 0:
            kind = line[:1]
            if kind == b"+":
                file.added.add(row)
            if kind in (b"+", b" ", b"", b"\r"):
                file.shown.add(row)
                row += 1
                new -= 1
            if kind in (b"-", b" ", b"", b"\r"):
                old -= 1
            if kind not in (b"+", b" ", b"", b"\r", b"-", b"\\") or old < 0 or new < 0:
                raise UsageError("this line of the diff is none of the old or the new file", filename, number, _HINT)
            continue
        if line.startswith((b"diff --cc ", b"diff --combined ", b"@@@ ")):
            raise UsageError(
                "this diff is of a merge, with several old sides", filename, number, "compare with one commit alone"
            )
        if line.startswith(b"diff "):
            yield file
            file = _File(line[11:].rstrip(b"\r") if line.startswith(b"diff --git ") else b"")
        elif line.startswith((b"rename to ", b"copy to ")):
            file.moved = _name(line.partition(b" to ")[2])
        elif line.startswith(b"--- "):
            if file.hunks:  # of a diff without `diff` lines
                yield file
                file = _File()
            file.old = _name(line[4:])
        elif line.startswith(b"+++ "):
            if file.hunks:
                yield file
                file = _File()
            file.new = _name(line[4:])
        elif line.startswith((b"Binary files ", b"GIT binary patch")):
            file.binary = True
        elif file.new is not None and (hunk := _HUNK.match(line)):
            old, row, new = (int(number) if number is not None else 1 for number in hunk.groups())
            file.hunks += 1
    if old > 0 or new > 0:
        raise UsageError("the diff ends in the middle of a file", filename, number)
    yield file


def _are_plain(files: Iterable[_File]) -> bool | None:
    """Whether the names have no prefix (`diff.noprefix`); None where nothing tells."""
    for file in files:
        sides = _sides(file)
        if sides is None:
            continue
        old, new = sides
        if file.moved:
            return new == file.moved
        return old == new
    return None


def _sides(file: _File) -> tuple[bytes, bytes] | None:
    """The old and the new name with whatever prefix they have, where both are known."""
    if file.old not in (None, _NOWHERE) and file.new not in (None, _NOWHERE):
        assert file.old is not None
        assert file.new is not None
        return file.old, file.new
    header = file.header
    if header.startswith(b'"'):
        quoted = re.match(rb'("(?:[^"\\]|\\.)*") (.+)\Z', header, re.DOTALL)
        return (_name(quoted[1]), _name(quoted[2])) if quoted else None
    if header.endswith(b'"'):
        first, _, second = header.partition(b' "')
        return first, _name(b'"' + second)
    # Of a file that keeps its name, both sides are as long: prefixes are.
    middle = len(header) // 2
    if len(header) % 2 and header[middle : middle + 1] == b" ":
        return header[:middle], header[middle + 1 :]
    return None


def _paths(file: _File, plain: bool | None, filename: str) -> list[str]:
    """The path of a file's new side; none for a deleted one, two where nothing says which it is."""
    if file.new == _NOWHERE or (file.new is None and not file.binary):
        return []
    if file.moved:
        return [_text(file.moved)]
    sides = _sides(file)
    name = file.new if file.new is not None else sides[1] if sides else None
    if name is None:
        raise UsageError("the diff does not say of which file it shows no lines", filename, hint=_HINT)
    if plain:
        return [_text(name)]
    if sides is not None:
        if (sides[0][:2], sides[1][:2]) in _PREFIXES:
            return [_text(name[2:])]
        raise UsageError(f"the name {_text(name)} in the diff has an unknown prefix", filename, hint=_HINT)
    # A new file in a diff that tells nothing of its prefixes: `b/` may be one, or a folder.
    return [_text(name[2:]), _text(name)] if name.startswith(b"b/") else [_text(name)]


def _name(name: bytes) -> bytes:
    """A name as it stands in a line of a diff, without quotes and what follows a tab."""
    name = name.rstrip(b"\r")
    if name.startswith(b'"'):
        return _ESCAPE.sub(_unescaped, name[1:].rpartition(b'"')[0])
    return name.partition(b"\t")[0]


def _unescaped(match: re.Match[bytes]) -> bytes:
    found = match.group(1)
    return bytes([int(found, 8) & 0xFF]) if len(found) == 3 else _ESCAPED.get(found, found)


def _text(name: bytes) -> str:
    return os.fsdecode(name)
