"""Results of pages that have not changed, by a hash of all that decides them.

One file for a project holds everything: for a page without findings just its key, 16 bytes,
for the others the result as well. It is read once, without copying results, and replaced
atomically, so that processes may share it, be killed, or find it damaged: then it is empty.
Nothing in it is executed: keys and JSON.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable
from pathlib import Path

from ots_lint.digest import blake2b
from ots_lint.errors import OtsLintError
from ots_lint.results import CLEAN_BEFORE, PageResult

_MAGIC = b"ots-lint cache 1\n"
_HEADER = struct.Struct("<II")  # clean keys, stored results
_ENTRY = struct.Struct("<16sII")  # key, offset, length
_SUM = 16
#: Pages without findings, and bytes of stored results, that one project keeps at most.
MAX_CLEAN = 200_000
MAX_STORED = 64 << 20
#: Projects that a cache folder holds at most; the ones unused for longest go first.
MAX_PROJECTS = 100
SUFFIX = ".results"


def folder(explicit: str | None = None) -> Path | None:
    """The cache folder: the one asked for, else `ots-lint` in the user's cache folder; None where there is none."""
    if explicit:
        return Path(os.path.abspath(explicit))  # noqa: PTH100
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # noqa: PTH117 - the XDG specification: relative ones are ignored
        if os.name == "nt":
            base = os.environ.get("LOCALAPPDATA", "")
        else:
            home = os.path.expanduser("~")  # noqa: PTH111
            base = os.path.join(home, ".cache") if os.path.isabs(home) else ""  # noqa: PTH117, PTH118
    return Path(base, "ots-lint") if base else None


class Cache:
    """The stored results of one project. Without a folder it stores nothing."""

    def __init__(self, where: Path | None, project: str) -> None:
        self.path = where / (blake2b(os.fsencode(project), digest_size=12).hexdigest() + SUFFIX) if where else None
        self.note = ""  # why the cache is of no use, for --verbose
        self._clean: set[bytes] = set()
        self._stored: dict[bytes, tuple[int, int]] = {}
        self._blob = b""
        self._used: dict[bytes, None] = {}
        self._new_clean: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}
        if self.path is not None:
            self._load(self._read())

    def get(self, key: bytes, filename: str) -> PageResult | None:
        """The result stored under a key, for the page of this name."""
        if key in self._clean or key in self._new_clean:
            return CLEAN_BEFORE
        data = self._new.get(key)
        if data is None:
            place = self._stored.get(key)
            if place is None:
                return None
            data = self._blob[place[0] : place[0] + place[1]]
            self._used[key] = None
        from ots_lint.encoded import decode

        try:
            result = decode(data, filename)
        except OtsLintError:
            self._stored.pop(key, None)
            return None
        result.cached = True
        return result

    def put(self, key: bytes, result: PageResult, encoded: bytes = b"") -> None:
        """Store a result; `encoded` where that is known."""
        if self.path is None:
            return
        if result.clean:
            self._new_clean.add(key)
        else:
            if not encoded:
                from ots_lint.encoded import encode

                encoded = encode(result)
            self._new[key] = encoded

    def save(self) -> None:
        """Write what is new, together with what other processes have written meanwhile. Never raises."""
        if self.path is None or not (self._new_clean or self._new):
            return
        others = self._read()
        if others is not None:
            clean, stored, blob = others
        else:
            clean, stored, blob = self._clean, self._stored, self._blob
        entries = dict(self._new)
        size = sum(map(len, entries.values()))
        # Used ones first, so that what nobody asked for is what falls out.
        for key in [*(k for k in self._used if k in stored), *(k for k in stored if k not in self._used)]:
            offset, length = stored[key]
            if key not in entries and size + length <= MAX_STORED:
                entries[key] = blob[offset : offset + length]
                size += length
        keys = self._new_clean | clean
        if len(keys) > MAX_CLEAN:
            keys = self._new_clean if len(self._new_clean) <= MAX_CLEAN else set(list(self._new_clean)[:MAX_CLEAN])
        self._write(_pack(keys, entries))

    def _read(self) -> tuple[set[bytes], dict[bytes, tuple[int, int]], bytes] | None:
        assert self.path is not None
        try:
            with self.path.open("rb") as stream:
                data = stream.read(2 * MAX_STORED)
        except FileNotFoundError:
            return None
        except OSError as error:
            self.note = f"the cache cannot be read: {error.strerror}"
            return None
        unpacked = _unpack(data)
        if unpacked is None:
            self.note = "the cache was damaged and starts afresh"
        return unpacked

    def _load(self, unpacked: tuple[set[bytes], dict[bytes, tuple[int, int]], bytes] | None) -> None:
        if unpacked is not None:
            self._clean, self._stored, self._blob = unpacked

    def _write(self, data: bytes) -> None:
        assert self.path is not None
        temporary = self.path.with_name(f"{self.path.name}.{os.urandom(6).hex()}.tmp")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            tagged = self.path.parent / "CACHEDIR.TAG"
            if not tagged.exists():
                tagged.write_bytes(
                    b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by ots-lint; may be deleted.\n"
                )
            temporary.write_bytes(data)
            temporary.replace(self.path)
            _forget_old(self.path.parent)
        except OSError as error:
            self.note = f"the cache cannot be written: {error.strerror}"
            try:
                temporary.unlink()
            except OSError:
                return


def _pack(clean: Iterable[bytes], entries: dict[bytes, bytes]) -> bytes:
    keys = list(clean)
    index: list[bytes] = []
    offset = 0
    for key, data in entries.items():
        index.append(_ENTRY.pack(key, offset, len(data)))
        offset += len(data)
    body = b"".join([_HEADER.pack(len(keys), len(index)), *keys, *index, *entries.values()])
    return _MAGIC + blake2b(body, digest_size=_SUM).digest() + body


def _unpack(data: bytes) -> tuple[set[bytes], dict[bytes, tuple[int, int]], bytes] | None:
    start = len(_MAGIC) + _SUM
    body = memoryview(data)[start:]
    if len(body) < _HEADER.size or data[: len(_MAGIC)] != _MAGIC:
        return None
    if blake2b(body, digest_size=_SUM).digest() != data[len(_MAGIC) : start]:
        return None
    clean, stored = _HEADER.unpack_from(body)
    keys_end = _HEADER.size + 16 * clean
    index_end = keys_end + _ENTRY.size * stored
    if index_end > len(body):
        return None
    packed = bytes(body[_HEADER.size : keys_end])
    keys = {packed[i : i + 16] for i in range(0, len(packed), 16)}
    blob = bytes(body[index_end:])
    index = {key: (offset, length) for key, offset, length in _ENTRY.iter_unpack(body[keys_end:index_end])}
    if any(offset + length > len(blob) for offset, length in index.values()):
        return None
    return keys, index, blob


def _forget_old(where: Path) -> None:
    """Delete the results of the projects that were not linted for longest, and what killed processes left."""
    import time

    found: list[tuple[float, Path]] = []
    now = time.time()
    for path in where.iterdir():
        if path.suffix == SUFFIX:
            found.append((path.stat().st_mtime, path))
        elif path.suffix == ".tmp" and now - path.stat().st_mtime > 3600:
            path.unlink(missing_ok=True)
    for _, path in sorted(found)[:-MAX_PROJECTS]:
        path.unlink(missing_ok=True)


def clear(where: Path) -> int:
    """Delete what this program has stored in a cache folder, and nothing else. Returns the number of files.

    Raises `OSError` where something cannot be deleted.
    """
    count = 0
    if not where.is_dir():
        return 0
    for path in sorted(where.iterdir()):
        ours = path.suffix == SUFFIX or (path.name.startswith("rules-") and path.suffix == ".bin")
        if (ours or path.suffix == ".tmp") and path.is_file() and not path.is_symlink():
            path.unlink()
            count += 1
    return count


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
