"""Replacing a file's content: wholly or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ots_lint.disk.project import project_root
from ots_lint.errors import PageError

if TYPE_CHECKING:
    pass


def write_atomically(path: str, data: bytes, *, expected: bytes | None = None, root: Path | None = None) -> None:
    """Replace a file's content; see `replace_file`."""
    replace_file(path, lambda stream: stream.write(data), expected=expected, root=root)


def replace_file(
    path: str, write: Callable[[BinaryIO], object], *, expected: bytes | None = None, root: Path | None = None
) -> None:
    """Replace a file's content by what `write` writes; see `Replacement`. Raises `PageError`."""
    replacement = Replacement(path, root=root, expected=expected)
    try:
        write(replacement.stream)
    except OSError as error:
        replacement.discard()
        raise _unwritable(path, error) from None
    except BaseException:
        replacement.discard()
        raise
    replacement.commit()


def _unwritable(path: str, error: OSError) -> PageError:
    return PageError(f"not changed: the file cannot be written: {error.strerror or error}", path)


class Replacement:
    """A new content for a file, which takes the old one's place by a rename: a crash or a full disk leaves one of them.

    Keeps the file's mode, and its owner where that is allowed. A link is followed to its
    target, where that is inside `root` (absolute; None: anywhere). Making one, and `commit`,
    raise `PageError` where the link leads out, the file is read-only, is no longer `expected`,
    or cannot be written. One that is not committed is to be discarded.
    """

    def __init__(self, path: str, *, root: Path | None = None, expected: bytes | None = None) -> None:
        self._path = path
        self._expected = expected
        self._target = target = os.path.realpath(path)
        if root is not None and not Path(target).is_relative_to(os.path.realpath(root)):
            raise PageError("not changed: the path leads out of the project by a link", path)
        folder, name = os.path.split(target)
        self._old: os.stat_result | None = None
        try:
            self._old = os.stat(target)  # noqa: PTH116
        except FileNotFoundError:
            if expected is not None:
                raise PageError("not changed: the file is gone", path) from None
        except OSError as error:
            raise _unwritable(path, error) from None
        if self._old is not None and not stat.S_ISREG(self._old.st_mode):
            raise PageError("not changed: this is no regular file", path)
        if self._old is not None and not os.access(target, os.W_OK):
            raise PageError("not changed: the file is read-only", path)
        if len(name) > 200:  # the temporary name must not be longer than a file system allows
            name = "page"
        self._temporary = os.path.join(folder, f".{name}.{os.urandom(6).hex()}.tmp")  # noqa: PTH118
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            handle = os.open(self._temporary, flags, 0o600 if self._old else 0o666)
        except OSError as error:
            raise _unwritable(path, error) from None
        self.stream: BinaryIO = os.fdopen(handle, "wb")

    def commit(self) -> None:
        """Let the new content take the place of the old one. Raises `PageError`."""
        handle = self.stream.fileno()
        try:
            with self.stream:
                self.stream.flush()
                if self._old is not None:
                    _keep_attributes(handle, self._target)
                    _keep_owner_and_mode(handle, self._old)
                os.fsync(handle)
            if self._expected is not None and Path(self._target).read_bytes() != self._expected:
                raise PageError("not changed: the file was changed meanwhile; run again", self._path)
            os.replace(self._temporary, self._target)  # noqa: PTH105
        except OSError as error:
            raise _unwritable(self._path, error) from None
        finally:
            self.discard()
        _sync_folder(os.path.dirname(self._target))  # noqa: PTH120

    def discard(self) -> None:
        """Leave the old content; once the new one has its place, this does nothing."""
        with suppress(OSError):
            self.stream.close()
        _remove(self._temporary)


def _keep_owner_and_mode(handle: int, old: os.stat_result) -> None:
    if not hasattr(os, "fchmod"):
        return
    new = os.fstat(handle)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        with suppress(OSError):  # only the administrator may give a file away
            os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _keep_attributes(handle: int, old: str) -> None:
    """Copy extended attributes and access lists, where the system has them and allows it."""
    if not hasattr(os, "listxattr"):
        return
    with suppress(OSError):
        for name in os.listxattr(old):
            with suppress(OSError):
                os.setxattr(handle, name, os.getxattr(old, name))


def _sync_folder(folder: str) -> None:
    """Make a rename outlast a power cut; where that cannot be asked for, the old or the new file is there."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)  # noqa: PTH108


def write_root(path: str) -> Path:
    """The folder that a page may not be written outside of, whatever links it goes through.

    It is the repository that the page is in; without one the current folder, or else its own.
    """
    full = Path(os.path.abspath(path))  # noqa: PTH100
    repository = project_root(str(full.parent))
    if os.path.lexists(repository / ".git"):
        return repository
    cwd = Path.cwd()
    return cwd if full.is_relative_to(cwd) else full.parent
