"""A command's work done so that every error ends in one line and the right exit status."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from ots_lint.errors import OtsLintError

#: Errors of writing that come from where the output goes.
_OUTPUT_ERRORS = (errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EBADF, getattr(errno, "EDQUOT", None))


def guarded(work: Callable[[], Any], arguments: Sequence[str] | None = None) -> int:
    """Do a run's work; returns the exit status: what `work` returns, or what its error or end means.

    `arguments` are those of the run where they are not those of the process. An error that nobody expected is one line and status 2, as every other.
    """
    try:
        _prepare_streams()
        try:
            status = work()
            if sys.stdout is not None:
                sys.stdout.flush()
        except OtsLintError as error:
            from ots_lint.cli import faults

            faults.complain(error, faults.words(arguments))
            status = 2
    except KeyboardInterrupt:
        _quiet_end()
        return 130
    except BrokenPipeError:
        _quiet_end()
        return 141
    except Exception as error:
        _say_last(error, arguments)
        _quiet_end()
        return 2
    return status if isinstance(status, int) else 0


def _prepare_streams() -> None:
    if None in (sys.stdin, sys.stdout, sys.stderr):  # closed: no file that is opened may get their numbers
        while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
            continue
        os.close(handle)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what the terminal's encoding lacks is escaped, never an error
            stream.reconfigure(errors="backslashreplace")


def _say_last(error: Exception, arguments: Sequence[str] | None) -> None:
    """Say why a run ends that nobody thought would, if that can be said at all."""
    try:
        from ots_lint.cli import faults

        faults.complain(told(error), faults.words(arguments))
    except Exception:
        return


def told(error: Exception) -> str:
    """An error that nobody expected, in a line."""
    reason = " ".join(str(getattr(error, "strerror", None) or error).split())[:200]
    if isinstance(error, OSError):
        try:
            os.getcwd()  # noqa: PTH109
        except OSError:
            return "the current folder is gone"
        if error.errno in _OUTPUT_ERRORS and error.filename is None:
            return f"the output cannot be written: {reason}"
        where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        return f"{where}the run was given up: {reason}"
    if isinstance(error, MemoryError):
        return "the run was given up: there is too little memory"
    traceback, place = error.__traceback__, ""
    while traceback is not None:
        place = f" in {os.path.basename(traceback.tb_frame.f_code.co_filename)}:{traceback.tb_lineno}"  # noqa: PTH119
        traceback = traceback.tb_next
    what = f"{type(error).__name__}: {reason}" if reason else type(error).__name__
    return f"the run was given up: {what}{place} (please report this as a bug)"


def _quiet_end() -> None:
    """Leave nothing that the interpreter would try, and fail, to write at its end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
    except OSError:
        return
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError, AttributeError):
            continue
