"""Opening files for reading without ever waiting: what is a pipe or a device is refused.

Trees come from strangers. A pipe among their files would hold a run up for ever, and a device may never end.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from io import FileIO

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
#: What whoever started the program has opened for it: `/dev/stdin`, `<(git diff)`.
_OPEN = re.compile(r"/dev/(?:stdin|stdout|stderr|fd/\d+)|/proc/self/fd/\d+")
NOT_REGULAR = "this is a pipe or a device, not a file"


def open_regular(path: str | os.PathLike[str]) -> FileIO:
    """Open a file for reading, without a buffer. Raises `OSError`, also where it is not a regular file."""
    if stat.S_ISREG(mode := os.stat(path).st_mode):  # noqa: PTH116 - opening some devices does something to them
        handle = os.open(path, _FLAGS)
        if stat.S_ISREG(mode := os.fstat(handle).st_mode):
            return FileIO(handle, "rb", closefd=True)
        os.close(handle)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
    raise OSError(errno.EINVAL, NOT_REGULAR, os.fspath(path))


def is_open(path: str | os.PathLike[str]) -> bool:
    """Whether a path stands for a file, pipe or terminal that this process was started with."""
    return _OPEN.fullmatch(os.fspath(path)) is not None


def open_given(path: str | os.PathLike[str]) -> FileIO:
    """The same for a path on the command line, which may also stand for what the process was started with."""
    return FileIO(path, "rb") if is_open(path) else open_regular(path)


def read_all(stream: FileIO, most: int) -> bytes:
    """What a file holds, up to so many bytes. Raises `OSError`."""
    data = b""
    while len(data) < most and (more := stream.read(min(most - len(data), 1 << 24))):
        data += more
    return data
