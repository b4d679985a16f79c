"""The names of many files in little memory: as text without the folders that they share."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from ots_lint.site.result import File

#: Names that are kept together, and made into objects together when one of them is asked for: at most so many, and
#: if they are at least so many only those in one folder, as these begin alike.
_CHUNK = 256
_FOLDER = 32


#: Files in a row: what their names and their paths begin with, and the rest of the names with NUL between them.
_Chunk = tuple[str, str, str]


class FileList(Sequence[File]):
    """Files in the order in which they were added; some dozen bytes each.

    One of a name that a path does not end with takes as much as its texts do.
    """

    __slots__ = ("_chunks", "_first", "_folder", "_head", "_length", "_opened", "_starts", "_waiting")

    def __init__(self, files: Iterable[File] = ()) -> None:
        self._chunks: list[_Chunk] = []
        self._starts: list[int] = []  # numbers of the first files of the chunks
        self._length = 0
        self._waiting: list[str] = []  # the rests of names that are in no chunk yet
        self._head = "", ""  # what their names and paths begin with
        self._folder = ""  # that the first of them is in
        self._opened: list[File] = []  # those of the chunk that was asked for last
        self._first = 0  # the number of the first of them
        for file in files:
            self.add(file)
        self.end()

    def add(self, file: File) -> None:
        """Add one file; it is there after `end`."""
        name, path = file
        name_head, path_head = self._head
        rest = name[len(name_head) :]
        if (
            len(self._waiting) == _CHUNK
            or (len(self._waiting) >= _FOLDER and rest[: rest.rfind("/") + 1] != self._folder)
            or not name.startswith(name_head)
            or len(path) != len(path_head) + len(rest)
            or not path.startswith(path_head)
            or path[len(path_head) :] != _native(rest)
        ):
            self.end()
            self._head = _heads(name, path)
            rest = name[len(self._head[0]) :]
            self._folder = rest[: rest.rfind("/") + 1]
        self._waiting.append(rest)

    def extend(self, shown: str, base: str, names: Sequence[str]) -> None:
        """Add the files of these names in a folder, given what their names and their paths begin with."""
        if len(names) < _FOLDER:
            for name in names:
                self.add(File(shown + name, base + name))
            return
        self.end()
        for first in range(0, len(names), _CHUNK):
            self._pack(shown, base, names[first : first + _CHUNK])

    def end(self) -> FileList:
        """Make all files that were added available."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._pack(*self._head, waiting)
        return self

    def _pack(self, name: str, path: str, rests: Sequence[str]) -> None:
        # They begin alike as far as the first and the last of them in their order do.
        shared = os.path.commonprefix([min(rests), max(rests)])  # noqa: RUF071 - it may end within a name
        start = len(shared)
        self._chunks.append((name + shared, path + _native(shared), "\0".join([rest[start:] for rest in rests])))
        self._starts.append(self._length)
        self._length += len(rests)

    def __len__(self) -> int:
        return self._length

    def __bool__(self) -> bool:
        return self._length > 0

    def __iter__(self) -> Iterator[File]:
        for chunk in self._chunks:
            yield from _files(chunk)

    @overload
    def __getitem__(self, index: int) -> File: ...
    @overload
    def __getitem__(self, index: slice) -> list[File]: ...
    def __getitem__(self, index: int | slice) -> File | list[File]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self._length))]
        at = index - self._first
        if not 0 <= at < len(self._opened):
            if index < 0:
                index += self._length
            if not 0 <= index < self._length:
                raise IndexError(index)
            chunk = bisect_right(self._starts, index) - 1
            self._opened = _files(self._chunks[chunk])
            self._first = self._starts[chunk]
            at = index - self._first
        return self._opened[at]


def _files(chunk: _Chunk) -> list[File]:
    name, path, rests = chunk
    # As `File(…)` would, but without its keywords: a run goes through all files several times.
    make = tuple.__new__
    if os.sep == "/":
        return [make(File, (name + rest, path + rest)) for rest in rests.split("\0")]
    return [make(File, (name + rest, path + _native(rest))) for rest in rests.split("\0")]


def _native(name: str) -> str:
    return name if os.sep == "/" else name.replace("/", os.sep)


def _heads(name: str, path: str) -> tuple[str, str]:
    """What a name and a path begin with before what they have in common."""
    for start in (0, 2):  # a harmless name is one behind `./`
        tail = _native(name[start:])
        if tail and path.endswith(tail):
            return name[:start], path[: len(path) - len(tail)]
    start = name.rfind("/") + 1
    tail = name[start:]
    return (name[:start], path[: len(path) - len(tail)]) if path.endswith(tail) else (name, path)
