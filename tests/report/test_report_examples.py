"""The sample reports in `examples/reports` are what the formats write today."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.mark.skipif(not (EXAMPLES / "site").is_dir(), reason="there is no examples/site")
def test_sample_reports_are_current() -> None:
    spec = importlib.util.spec_from_file_location("regenerate", EXAMPLES / "regenerate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.stale() == [], "run python examples/regenerate.py"
