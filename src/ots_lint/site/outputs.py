"""The files that reports go to: opened before the first page is changed, written when all pages are done."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ots_lint.disk.opening import is_open, open_regular
from ots_lint.disk.replacing import Replacement, write_root
from ots_lint.errors import PageError, UsageError
from ots_lint.pages.suffixes import EVERYWHERE, PAGES
from ots_lint.report import is_report
from ots_lint.site.walk import Found


class Wanted(NamedTuple):
    """A report that was asked for: its format, empty for that of the configuration, and where it goes."""

    format: str
    path: str


class Output:
    """A file that a report goes to. Making one raises `UsageError` where it cannot be written."""

    def __init__(self, wanted: Wanted) -> None:
        self.format, self.path = wanted
        self._special: BinaryIO | None = None
        self._replacement: Replacement | None = None
        try:
            mode = _mode(self.path)
            if is_open(self.path) or stat.S_ISCHR(mode):  # /dev/stderr, /dev/null
                self._special = open(self.path, "wb")  # noqa: PTH123, SIM115
            elif mode and not stat.S_ISREG(mode):
                what = "this is a folder" if stat.S_ISDIR(mode) else "this is a pipe or a device"
                raise UsageError(f"the report cannot be written: {what}", self.path)
            else:  # a link may come with a pull request
                self._replacement = Replacement(self.path, root=write_root(self.path))
        except PageError as error:
            raise UsageError(self._failed(error.message.rpartition(": ")[2]), self.path) from None
        except OSError as error:
            raise UsageError(self._failed(error.strerror or str(error)), self.path) from None

    def _failed(self, why: str) -> str:
        hint = "" if os.path.isdir(os.path.dirname(self.path) or ".") else " (make the folder first)"  # noqa: PTH112, PTH120
        return f"the report cannot be written: {why}{hint}"

    def write(self, write: Callable[[BinaryIO], object]) -> str:
        """Write the report; what went wrong, if anything did."""
        try:
            if self._special is not None:
                with self._special:
                    write(self._special)
            elif self._replacement is not None:
                write(self._replacement.stream)
                self._replacement.commit()
        except PageError as error:
            return f"{self.path}: {self._failed(error.message.rpartition(': ')[2])}"
        except OSError as error:
            self.discard()
            return f"{self.path}: {self._failed(error.strerror or str(error))}"
        return ""

    def discard(self) -> None:
        """Leave what was there before; after writing, this does nothing."""
        if self._replacement is not None:
            self._replacement.discard()


def open_all(wanted: Sequence[Wanted], inputs: Iterable[str | os.PathLike[str]], found: Found) -> list[Output]:
    """Open the files that reports go to.

    A report of an earlier run that is found in the place of one is no page, and taken out of
    what was found. Raises `UsageError` for one that would take the place of a page or of
    something that the run reads, and for one that cannot be written; then nothing is left behind.
    """
    check_places(wanted, inputs, found)
    outputs: list[Output] = []
    try:
        for one in wanted:
            outputs.append(Output(one))  # noqa: PERF401 - those made so far are discarded where one fails
    except BaseException:
        for output in outputs:
            output.discard()
        raise
    return outputs


def check_baseline(path: str, inputs: Iterable[str | os.PathLike[str]], found: Found) -> None:
    """Raise `UsageError` where a new baseline would take the place of a page, or of anything that the run reads."""
    check_places([Wanted("", path)], inputs, found)
    if path.lower().endswith(PAGES) and os.path.isfile(path) and not _is_baseline(path):  # noqa: PTH113
        raise _page(path, Wanted("", path))


def check_places(wanted: Sequence[Wanted], inputs: Iterable[str | os.PathLike[str]], found: Found) -> None:
    """What `open_all` says about places. Raises `UsageError`.

    Of files that the run does not read, those are pages whose suffix is that of pages wherever they are;
    `report.json` and `report.txt` of an earlier run are written anew, whatever they hold.
    """
    places: dict[tuple[int, int] | str, Wanted] = {}
    for one in wanted:
        if is_open(one.path):
            continue
        place = _place(one.path) or os.path.realpath(one.path)
        if place in places:
            raise UsageError(f"{places[place].path} and {one.path} are one file, and two reports go there")
        places[place] = one
    there = {place: one for place, one in places.items() if isinstance(place, tuple)}
    if there:
        for path in inputs:
            if (taken := there.get(_place(path) or (0, 0))) is not None:
                text = "what is written would take the place of this file, which the run reads"
                raise UsageError(text, taken.path, hint="name another file")
        _take_out(found, there)
        for one in there.values():
            if one.path.lower().endswith(EVERYWHERE) and not _is_report(one.path):
                raise _page(one.path, one)


def _page(name: str, taken: Wanted) -> UsageError:
    return UsageError(f"what is written would take the place of the page {name}", taken.path, hint="name another file")


def _take_out(found: Found, there: dict[tuple[int, int], Wanted]) -> None:
    """Take the reports out of the pages. Raises `UsageError` where what is there is no report."""
    reports: set[str] = set()
    for file in found.files:
        taken = there.get(_place(file.path) or (0, 0))
        if taken is not None:
            if not _is_report(file.path):
                raise _page(file.name, taken)
            reports.add(file.path)
    if reports:
        from ots_lint.site.file_list import FileList

        found.files = FileList(file for file in found.files if file.path not in reports)


def _is_report(path: str) -> bool:
    try:
        with open_regular(path) as stream:
            return is_report(stream.read(1000))
    except OSError:
        return False


def _is_baseline(path: str) -> bool:
    from ots_lint.errors import ConfigError
    from ots_lint.site import baseline

    try:
        baseline.load(Path(path))
    except ConfigError:
        return False
    return True


def _mode(path: str) -> int:
    try:
        return os.stat(path).st_mode  # noqa: PTH116
    except FileNotFoundError:
        return 0


def _place(path: str | os.PathLike[str]) -> tuple[int, int] | None:
    """What two names of one regular file have in common; None where there is none yet."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None
