"""The names of many files in little memory: as text without the folders that they share."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

#: Names that are kept together, and made into objects together when one of them is asked for: at most so many, and
#: if they are at least so many only those in one folder, as these begin alike.
_CHUNK = 256
_FOLDER = 32


class File(NamedTuple):
    """A page to look at: its name as reports show it, and its absolute path."""

    name: str
    path: str


class _Chunk(NamedTuple):
    """Files in a row: what their names and their paths begin with, and the rest of the names, each ended by NUL."""

    name: str
    path: str
    rest: str


class FileList(Sequence[File]):
    """Files in the order in which they were given; some dozen bytes each.

    One of a name that a path does not end with takes as much as its texts do.
    """

    __slots__ = ("_at", "_chunks", "_length", "_opened", "_starts")

    def __init__(self, files: Iterable[File] = ()) -> None:
        self._chunks: list[_Chunk] = []
        self._starts: list[int] = []  # numbers of the first files of the chunks
        self._length = 0
        self._at = -1  # the chunk that is opened
        self._opened: list[File] = []
        waiting: list[str] = []
        name_head = path_head = folder = ""
        for file in files:
            name, path = file
            rest = name[len(name_head) :]
            if (
                len(waiting) == _CHUNK
                or (len(waiting) >= _FOLDER and rest[: rest.rfind("/") + 1] != folder)
                or not name.startswith(name_head)
                or len(path) != len(path_head) + len(rest)
                or not path.startswith(path_head)
                or path[len(path_head) :] != _native(rest)
            ):
                self._add(name_head, path_head, waiting)
                waiting = []
                name_head, path_head = _heads(name, path)
                rest = name[len(name_head) :]
                folder = rest[: rest.rfind("/") + 1]
            waiting.append(rest)
        self._add(name_head, path_head, waiting)

    def _add(self, name: str, path: str, rests: list[str]) -> None:
        if not rests:
            return
        shared = os.path.commonprefix([min(rests), max(rests)])  # noqa: RUF071 - it may end within a name
        packed = "\0".join(rest[len(shared) :] for rest in rests)
        self._chunks.append(_Chunk(name + shared, path + _native(shared), packed))
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
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError(index)
        at = bisect_right(self._starts, index) - 1
        if at != self._at:
            self._opened = list(_files(self._chunks[at]))
            self._at = at
        return self._opened[index - self._starts[at]]


class Names(Sequence[str]):
    """The names in a list of files."""

    __slots__ = ("_files",)

    def __init__(self, files: Sequence[File]) -> None:
        self._files = files

    def __len__(self) -> int:
        return len(self._files)

    def __iter__(self) -> Iterator[str]:
        return (file.name for file in self._files)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [file.name for file in self._files[index]]
        return self._files[index].name


def _files(chunk: _Chunk) -> Iterator[File]:
    name, path, rests = chunk
    for rest in rests.split("\0"):
        yield File(name + rest, path + _native(rest))


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
