"""Results of pages that have not changed, by a hash of all that decides them.

One file for a project holds everything: for a page without findings just its key, 16 bytes,
for the others the result as well. Keys are held in memory, a result is read when it is asked
for. The file is replaced atomically, so that processes may share it, be killed, or find it
damaged: then it is empty. Nothing in it is executed: keys and JSON.
"""

from __future__ import annotations

import io
import os
import struct
import sys
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ots_lint.disk.digest import blake2b
from ots_lint.disk.opening import open_regular
from ots_lint.errors import OtsLintError
from ots_lint.site.store.folder import SUFFIX, forget_old
from ots_lint.site.store.spool import Spool, read_at

if TYPE_CHECKING:
    from array import array
    from typing import IO

# Keys are sorted by the numbers that their halves are, which each kind of machine reads in its own way.
_MAGIC = f"ots-lint cache 3 {sys.byteorder}\n".encode()
_HEADER = struct.Struct("=II")  # clean keys, stored results
_KEY = struct.Struct("=QQ")
_SUM = 16
_START = len(_MAGIC) + _SUM + _HEADER.size
_BLOCK = 1 << 18
#: Rows that are sorted at a time: a list of all of them would take more memory than they do.
_SORTED = 1_000
#: Pages without findings, and bytes of stored results, that one project keeps at most.
MAX_CLEAN = 200_000
MAX_STORED = 64 << 20
#: What takes the place of a result's number where a page is clean.
CLEAN = -1


class Cache:
    """The stored results of one project. Without a folder it stores nothing."""

    def __init__(self, where: Path | None, project: str, spool: Spool | None = None) -> None:
        self.path = where / (blake2b(os.fsencode(project), digest_size=12).hexdigest() + SUFFIX) if where else None
        self.note = ""  # why the cache is of no use, for --verbose
        self._spool = Spool() if spool is None else spool  # where new results are
        self._new: _New | None = None
        self._stored = self._read() or _Stored()
        self._used = bytearray(len(self._stored.results))

    def find(self, key: bytes) -> int | None:
        """The number of the result that is stored under a key: `CLEAN` for a clean page, None where there is none."""
        halves = _KEY.unpack(key)
        if self._stored.clean.find(*halves) >= 0:
            return CLEAN
        number = self._stored.results.find(*halves)
        if number < 0:
            return None
        self._used[number] = 1
        return number

    def read(self, number: int) -> bytes:
        """An encoded result that was found. Raises `OtsLintError` where the file fails, or was changed."""
        if number == CLEAN:
            return b""
        try:
            return self._stored.result(number)
        except OSError as error:
            raise OtsLintError(f"the cache cannot be read: {error.strerror}") from None

    def put(self, key: bytes, encoded: bytes, place: int = -1) -> None:
        """Store an encoded result, empty for a clean page; `place` says where the spool has it already."""
        if self.path is None:
            return
        new = self._new = self._new or _New()
        if not encoded:
            new.clean.extend(_KEY.unpack(key))
        elif new.size + len(encoded) <= MAX_STORED:
            new.size += len(encoded)
            new.keys.extend(_KEY.unpack(key))
            new.places.append(place if place >= 0 else self._spool.add(encoded))
            new.lengths.append(len(encoded))

    def save(self) -> None:
        """Write what is new, together with what other processes have written meanwhile. Never raises."""
        new = self._new
        if self.path is None or new is None:
            return
        old = self._stored if self._stored.is_at(self.path) else self._read() or self._stored
        temporary = self.path.with_name(f"{self.path.name}.{os.urandom(6).hex()}.tmp")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            tagged = self.path.parent / "CACHEDIR.TAG"
            if not tagged.exists():
                tagged.write_bytes(
                    b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by ots-lint; may be deleted.\n"
                )
            with temporary.open("wb", buffering=0) as stream:
                self._write(_Writer(stream), old, new)
            temporary.replace(self.path)
            forget_old(self.path.parent)
        except (OSError, OtsLintError) as error:
            self.note = f"the cache cannot be written: {getattr(error, 'strerror', error)}"
            try:
                temporary.unlink()
            except OSError:
                return

    def _read(self) -> _Stored | None:
        """What is stored now; None where that is nothing."""
        if self.path is None:
            return None
        try:
            stored = _Stored.open(self.path)
        except FileNotFoundError:
            return None
        except OSError as error:
            self.note = f"the cache cannot be read: {error.strerror}"
            return None
        if stored is None:
            self.note = "the cache was damaged and starts afresh"
        return stored

    def _write(self, writer: _Writer, old: _Stored, new: _New) -> None:
        """Write all that is to be kept. Raises `OSError`, and `OtsLintError` where the spool fails."""
        from array import array

        new_clean = new.clean[: 2 * MAX_CLEAN]
        fits = len(new_clean) // 2 + len(old.clean) <= MAX_CLEAN
        clean = 0
        for rows in _in_order(new_clean, old.clean if fits else _Table(2)):
            clean += len(rows)
            writer.write(array("Q", (half for row in rows for half in row[:2])).tobytes())
        sources = array("I")
        end = 0
        for rows in _in_order(new.keys, old.results, self._kept(old, new)):
            packed = array("Q")
            for head, tail, source in rows:
                length = old.results.value(source >> 1) & _LENGTH if source & 1 else new.lengths[source >> 1]
                packed.extend((head, tail, end << 32 | length))
                end += length
                sources.append(source)
            writer.write(packed.tobytes())
        for source in sources:
            number = source >> 1
            writer.write(
                old.result(number) if source & 1 else self._spool.read(new.places[number], new.lengths[number])
            )
        writer.end(clean, len(sources))

    def _kept(self, old: _Stored, new: _New) -> bytearray:
        """Which of the stored results stay; those that were used first, so that what nobody asked for falls out."""
        own = self._stored.results
        results = old.results
        kept = bytearray(len(results))
        room = MAX_STORED - new.size
        for turn in (True, False):
            for row in range(len(results)):
                found = row if results is own else own.find(*results.key(row))
                if (found >= 0 and bool(self._used[found])) is turn:
                    length = results.value(row) & _LENGTH
                    if length <= room:
                        room -= length
                        kept[row] = 1
        return kept


class _New:
    """What a run adds: keys in two halves, and for those of results where the spool has these."""

    def __init__(self) -> None:
        from array import array

        self.clean = array("Q")
        self.keys = array("Q")
        self.places = array("Q")
        self.lengths = array("I")
        self.size = 0  # of the results, in bytes


#: The lower half of a result's number in a file.
_LENGTH = (1 << 32) - 1


class _Table:
    """Keys in two halves, sorted, each with a number where `width` is 3: an offset and, in its lower half, a length."""

    def __init__(self, width: int, packed: bytes = b"") -> None:
        self._rows = memoryview(packed).cast("Q")
        self._width = width
        self.heads = self._rows[::width]

    def __len__(self) -> int:
        return len(self.heads)

    def find(self, head: int, tail: int) -> int:
        """The row of a key, or -1."""
        row = bisect_left(self.heads, head)
        while row < len(self.heads) and self.heads[row] == head:
            if self._rows[row * self._width + 1] == tail:
                return row
            row += 1
        return -1

    def key(self, row: int) -> tuple[int, int]:
        """The key of a row."""
        return self._rows[row * self._width], self._rows[row * self._width + 1]

    def value(self, row: int) -> int:
        """The number of a row."""
        return self._rows[row * self._width + 2]


class _Stored:
    """What a file holds; nothing without one."""

    def __init__(self, clean: bytes = b"", results: bytes = b"", file: IO[bytes] | None = None) -> None:
        self.clean = _Table(2, clean)
        self.results = _Table(3, results)
        self._file = file
        self._data = _START + len(clean) + len(results)
        self._seen: tuple[int, ...] | None = None

    @classmethod
    def open(cls, path: Path) -> _Stored | None:
        """What the file holds, or None where it is damaged. Raises `OSError`."""
        file: IO[bytes] = open_regular(path)
        status = os.fstat(file.fileno())
        if os.name == "nt":  # what is open cannot be replaced there
            with file:
                file = io.BytesIO(file.read(2 * MAX_STORED))
        stored = cls._checked(file) if status.st_size <= 2 * MAX_STORED else None
        if stored is None:
            file.close()
        else:
            stored._seen = _identity(status)
        return stored

    @classmethod
    def _checked(cls, file: IO[bytes]) -> _Stored | None:
        head = file.read(_START)
        if len(head) < _START or head[: len(_MAGIC)] != _MAGIC:
            return None
        counts = head[-_HEADER.size :]
        clean, results = _HEADER.unpack(counts)
        clean_rows = file.read(16 * clean)
        rows = file.read(24 * results)
        digest = blake2b(clean_rows, digest_size=_SUM)
        digest.update(rows)
        block = memoryview(bytearray(_BLOCK))
        while size := file.readinto(block):  # type: ignore[attr-defined]
            digest.update(block[:size])
        digest.update(counts)
        if digest.digest() != head[len(_MAGIC) : -_HEADER.size] or len(rows) < 24 * results:
            return None
        return cls(clean_rows, rows, file)

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    def is_at(self, path: Path) -> bool:
        """Whether the file is still what it was."""
        try:
            return self._seen == _identity(path.stat())
        except FileNotFoundError:
            return self._seen is None
        except OSError:
            return False

    def result(self, row: int) -> bytes:
        """The result in a row. Raises `OSError`, and `OtsLintError` where the file does not hold it any more."""
        assert self._file is not None
        value = self.results.value(row)
        length = value & _LENGTH
        data = read_at(self._file, self._data + (value >> 32), length)
        if len(data) < length:
            raise OtsLintError("the cache was changed while it was in use")
        return data


def _identity(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _in_order(new: array[int], old: _Table, kept: bytearray | None = None) -> Iterator[list[tuple[int, int, int]]]:
    """The keys of new rows and of those of the old ones that are kept, sorted, each once, some thousand at a time.

    The third number says where a key comes from: twice its place among the new ones, or that
    of the old ones and 1 more.
    """
    heads = new[::2]
    parts = (len(heads) + len(old)) // _SORTED + 1
    for part in range(parts):
        low, high = (part << 64) // parts, (part + 1 << 64) // parts
        rows = {(head, new[2 * i + 1]): 2 * i for i, head in enumerate(heads) if low <= head < high}
        for i in range(bisect_left(old.heads, low), bisect_left(old.heads, high)):
            if kept is None or kept[i]:
                rows.setdefault(old.key(i), 2 * i + 1)
        yield sorted((head, tail, source) for (head, tail), source in rows.items())


class _Writer:
    """Writes a cache file, so that any damage to it is noticed."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = blake2b(digest_size=_SUM)
        self._waiting = bytearray(_START)  # what the file begins with is known at its end

    def write(self, data: bytes) -> None:
        """Write what comes next."""
        self._digest.update(data)
        self._waiting += data
        if len(self._waiting) > _BLOCK:
            self._flush()

    def end(self, clean: int, results: int) -> None:
        """Write what the file begins with: so many keys and results."""
        self._flush()
        counts = _HEADER.pack(clean, results)
        self._digest.update(counts)
        self._stream.seek(0)
        self._waiting += _MAGIC + self._digest.digest() + counts
        self._flush()

    def _flush(self) -> None:
        with memoryview(self._waiting) as rest:
            done = 0
            while done < len(rest):
                done += self._stream.write(rest[done:])
        self._waiting.clear()


class Keys:
    """Makes keys: of the bytes of a page, and of all else that decides its result."""

    def __init__(self, *parts: str) -> None:
        self._parts = "\0".join(parts)
        self._salts: dict[tuple[object, str], bytes] = {}

    def salt(self, settings: object, reader: str) -> bytes:
        """What stands for the settings and the page format in a key; settings need an exact `repr`."""
        salt = self._salts.get((settings, reader))
        if salt is None:
            text = f"{self._parts}\0{settings!r}\0{reader}"
            salt = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
            self._salts[settings, reader] = salt
        return salt

    @staticmethod
    def key(data: bytes, salt: bytes) -> bytes:
        """The key of a page."""
        return blake2b(data, digest_size=16, key=salt).digest()
