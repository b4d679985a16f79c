"""Every input that the fuzzer has once failed on, run again without the fuzzer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "fuzz"))

import targets  # noqa: E402

CASES = sorted(path for path in (Path(__file__).parent / "cases").rglob("*") if path.is_file())


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.name[:20]}")
def test_what_failed_once_fails_no_more(case: Path) -> None:
    targets.TARGETS[case.parent.name](case.read_bytes())


@pytest.mark.parametrize("target", sorted(targets.TARGETS))
@pytest.mark.parametrize(
    "data", [b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"---\n", b"+++\n", b"{", b"a: *a", b"!!bool x"]
)
def test_targets_take_anything(target: str, data: bytes) -> None:
    targets.TARGETS[target](data)
