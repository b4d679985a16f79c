"""What files and standard input hold, within limits."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from ots_lint.disk.opening import open_given, open_regular
from ots_lint.errors import PageError, UsageError

if TYPE_CHECKING:
    pass


#: In bytes; a larger file is no page that anybody reads.
MAX_PAGE = 64 << 20


def read_bytes(path: str, name: str) -> bytes:
    """The bytes of a page. Raises `PageError` where it cannot be read or is larger than `MAX_PAGE`."""
    try:
        with open_regular(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > MAX_PAGE:
                raise PageError(f"the file is larger than {MAX_PAGE >> 20} MiB", name)
            data = stream.read(size + 1) if size else b""
            if size and len(data) == size:  # it ends there, or the answer would be longer
                return data
            while True:  # a file that grew
                more = stream.read(1 << 20)
                if not more:
                    return data
                data += more
                if len(data) > MAX_PAGE:
                    raise PageError(f"the file is larger than {MAX_PAGE >> 20} MiB", name)
    except OSError as error:
        raise PageError(f"the file cannot be read: {error.strerror or error}", name) from None


def read_list(path: str) -> list[str]:
    """The paths in a file (`-`: standard input), separated by NUL bytes, or by line ends where there are none."""
    try:
        data = standard_input() if path == "-" else _read_given(path)
    except OSError as error:
        raise UsageError(
            f"the list of files cannot be read: {error.strerror}", path, hint="name a file of paths, one a line"
        ) from None
    separator = b"\0" if b"\0" in data else b"\n"
    return [os.fsdecode(item) for item in (part.rstrip(b"\r") for part in data.split(separator)) if item]


def _read_given(path: str) -> bytes:
    with open_given(path) as stream:
        return stream.readall() or b""


def standard_input(most: int = -1) -> bytes:
    """What standard input holds, up to so many bytes. Raises `OSError` where it is closed or cannot be read."""
    import sys

    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    return sys.stdin.buffer.read(most)
