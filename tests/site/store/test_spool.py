"""The spool: every record comes back, wherever it is."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest

from ots_lint.errors import OtsLintError
from ots_lint.site.store import spool as module
from ots_lint.site.store.spool import Spool

RECORDS = [bytes([number % 256]) * (number % 700) for number in range(300)]


@pytest.fixture(params=[1, 100, 5_000, 1 << 20])
def limit(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Bytes that are held in memory at most."""
    monkeypatch.setattr(module, "IN_MEMORY", request.param)
    monkeypatch.setattr(module, "BLOCK", min(request.param, 1000))
    return int(request.param)


def places(spool: Spool) -> list[int]:
    """Where all records are, once they are there; some are read meanwhile."""
    found = []
    for number, record in enumerate(RECORDS):
        found.append(spool.add(record))
        if number % 7 == 0:
            assert spool.read(found[number // 2], len(RECORDS[number // 2])) == RECORDS[number // 2]
    return found


def test_records_come_back(limit: int) -> None:
    spool = Spool()
    for place, record in zip(places(spool), RECORDS, strict=True):
        assert spool.read(place, len(record)) == record


def test_few_records_need_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: pytest.fail("a file was made"))
    places(Spool())


def test_the_file_is_gone_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(module, "IN_MEMORY", 10)
    spool = Spool()
    places(spool)
    del spool
    assert list(tmp_path.iterdir()) == []


REAL = tempfile.TemporaryFile


class FullDisk:
    """A file that takes so many bytes."""

    def __init__(self, room: int) -> None:
        self._file: Any = REAL(buffering=0)
        self._room = room

    def write(self, data: memoryview) -> int:
        if not self._room:
            raise OSError(28, "No space left on device")
        written = self._file.write(data[: self._room])
        self._room -= written
        return int(written)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@pytest.mark.parametrize("room", [0, 1, 4_999, 30_000])
def test_a_full_disk_leaves_the_rest_in_memory(room: int, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: FullDisk(room))
    spool = Spool()
    for place, record in zip(places(spool), RECORDS, strict=True):
        assert spool.read(place, len(record)) == record


def test_without_a_folder_for_files_all_is_in_memory(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(**_: Any) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryFile", nowhere)
    spool = Spool()
    for place, record in zip(places(spool), RECORDS, strict=True):
        assert spool.read(place, len(record)) == record


def test_a_file_that_fails_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IN_MEMORY", 10)
    made: list[Any] = []
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **given: made.append(REAL(**given)) or made[0])
    spool = Spool()
    place = spool.add(b"x" * 100)
    made[0].truncate(50)
    with pytest.raises(OtsLintError, match="cut short"):
        spool.read(place, 100)

    def broken(*_: Any) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(module, "read_at", broken)
    with pytest.raises(OtsLintError, match="cannot be read: Input/output error"):
        spool.read(place, 100)
