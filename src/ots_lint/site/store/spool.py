"""Bytes that are put aside: a few in memory, more in a temporary file that has no name.

What a run finds would otherwise take more memory the more pages there are.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ots_lint.errors import OtsLintError

if TYPE_CHECKING:
    from typing import IO

#: So many bytes are held in memory before there is a file, and so many at a time go to it then.
IN_MEMORY = 1 << 20
BLOCK = 1 << 18


class Spool:
    """Records one after the other, each known by the place where it begins.

    Where no file can be written, as when the disk is full, everything more stays in memory.
    """

    def __init__(self) -> None:
        self._written = 0  # bytes that are in the file
        self._held = bytearray()  # what follows them
        self._limit = IN_MEMORY
        self._file: IO[bytes] | None = None

    def add(self, record: bytes) -> int:
        """Put bytes aside; returns where they are."""
        place = self._written + len(self._held)
        self._held += record
        if len(self._held) >= self._limit:
            self._write()
        return place

    def read(self, place: int, length: int) -> bytes:
        """A record again. Raises `OtsLintError` where the file fails."""
        if place >= self._written:
            start = place - self._written
            return bytes(self._held[start : start + length])
        assert self._file is not None
        try:
            data = read_at(self._file, place, length)
        except OSError as error:
            raise OtsLintError(f"a temporary file cannot be read: {error.strerror}") from None
        if len(data) < length:
            raise OtsLintError("a temporary file was cut short")
        return data

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    def _write(self) -> None:
        try:
            if self._file is None:
                from tempfile import TemporaryFile

                self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - it lasts as long as this
            self._file.seek(self._written)
            rest = memoryview(self._held)
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError:
            self._limit = 1 << 62
            return
        self._written += len(self._held)
        self._held = bytearray()
        self._limit = BLOCK


def read_at(file: IO[bytes], place: int, length: int) -> bytes:
    """Up to `length` bytes of an unbuffered file from a place on. Raises `OSError`."""
    if hasattr(os, "pread"):  # processes that share the file do not get into each other's way
        return os.pread(file.fileno(), length, place)
    file.seek(place)
    return file.read(length)
