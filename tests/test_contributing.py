"""What a contributor touches, tried: one file for each, and the finding is there (see the table in CONTRIBUTING.md).

`tests/test_generality.py` tries a brand, `tests/ruleset/test_language_rules.py` what a language adds to a rule.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import ADDED_RULE

from ots_lint import lint_text, pages, report
from ots_lint.lint.rule_examples import try_examples
from ots_lint.pages.suffixes import READERS
from ots_lint.report import formats, load
from ots_lint.report.model import Report
from ots_lint.ruleset.load import data_folder, load_ruleset

ROOT = Path(__file__).parent.parent
NAME = load_ruleset().brand.name
Codes = Callable[[str], list[str]]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A folder of rules that has the shipped English in files of its own."""
    shutil.copytree(data_folder() / "languages" / "en", tmp_path / "languages" / "en")
    return tmp_path


@pytest.fixture
def codes(pack: Path) -> Codes:
    """The codes of what is found on an unofficial page that disclaims."""

    def found(sentence: str) -> list[str]:
        text = f"---\nlang: en\n---\n\n{sentence.replace('NAME', NAME)}\n\nThis is not an official {NAME} event.\n"
        return [item.finding.code for item in lint_text(text, relationship="unofficial", rules=[pack])]

    return found


def changed(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), "utf-8")


def test_a_word_is_one_word_in_a_class(pack: Path, codes: Codes) -> None:
    """Every frame with the class learns it."""
    sentences = ("A day zorked by NAME.", "The day is kindly zorked by Acme and NAME.")
    assert [codes(sentence) for sentence in sentences] == [[], []]
    changed(pack / "languages/en/claims.yaml", "  supports-pp: >-\n", "  supports-pp: >-\n    zorked\n")
    assert [codes(sentence) for sentence in sentences] == [["OTS301"], ["OTS301"]]


def test_a_frame_is_one_line_in_a_family(pack: Path, codes: Codes) -> None:
    sentence = "Up above it hovers the benevolent shadow of NAME."
    assert codes(sentence) == []
    changed(pack / "languages/en/claims.yaml", "\n  runs:\n", "\n  runs:\n    - 'shadow of ~ $org'\n")
    assert codes(sentence) == ["OTS301"]


def test_a_modifier_is_one_entry_of_the_context(pack: Path, codes: Codes) -> None:
    sentence = "In dreamland the day is hosted by NAME."
    assert codes(sentence) == ["OTS301"]
    entry = "  - {is: wished, when: 'dreamland', reach: forward, in: sentence, good: ['In dreamland $org hosts it.']}\n"
    head = "context: # what takes away from a statement; contract.yaml explains the keys\n"
    changed(pack / "languages/en/context.yaml", head, head + entry)
    assert codes(sentence) == []


def test_a_rule_is_one_file_and_its_examples_are_its_test(tmp_path: Path) -> None:
    (tmp_path / "owned.yaml").write_text(ADDED_RULE.replace("{{ brand }}⟧", f"{NAME}⟧"), "utf-8")
    assert "OTS777" in load_ruleset([tmp_path]).rules
    tried = try_examples([tmp_path])
    assert (tried.examples, tried.differences) == (2, ())


def test_a_near_language_is_one_line(tmp_path: Path) -> None:
    """A text that looks English is not read as English where two words are those of its neighbour."""
    text = f"We blaw that the evening is run by {NAME}, and sklent with all our friends until six.\n"

    def codes(folder: Path) -> list[str]:
        return [item.finding.code for item in lint_text(text, relationship="unofficial", rules=[folder])]

    near = tmp_path / "languages" / "near.yaml"
    near.parent.mkdir()
    near.write_text("sco: yestreen\n", "utf-8")
    assert codes(tmp_path) == ["OTS301", "OTS302"]
    near.write_text("sco: yestreen blaw sklent\n", "utf-8")
    assert codes(tmp_path) == []


def test_a_report_format_is_one_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = (
        '"""Only how many."""\n\ndef write(report, stream):\n    stream.write(f"{sum(1 for _ in report.new())}\\n")\n'
    )
    (tmp_path / "count_only.py").write_text(module, "utf-8")
    monkeypatch.setattr(report, "__path__", [*report.__path__, str(tmp_path)])
    assert "count-only" in formats()
    stream = io.StringIO()
    load("count-only").write(Report(()), stream)
    assert stream.getvalue() == "0\n"


def test_a_page_format_is_one_module_and_its_suffix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = (
        '"""Notes, as Markdown."""\n\nfrom ots_lint.pages.markdown import read as markdown\n\n'
        "def read(source):\n    return markdown(source)\n"
    )
    (tmp_path / "notes.py").write_text(module, "utf-8")
    monkeypatch.setattr(pages, "__path__", [*pages.__path__, str(tmp_path)])
    monkeypatch.setitem(READERS, ".note", "notes")
    (found,) = lint_text("We met `Open Tech School` and Open Tech School.\n", "a.note", relationship="none")
    assert (found.finding.code, found.start.column) == ("OTS101", 31)


def test_the_table_names_files_that_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = text.partition("\n| What | Where | Its test |\n")[2].partition("\n\n")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines()[1:]]
    wanted = ("word", "frame", "modifier", "rule", "near language", "report format", "page format", "brand", "language")
    for what in wanted:
        assert any(re.fullmatch(rf"an? \*\*{what}\*\*.*", row[0]) for row in rows), what
    for row in rows:
        for path in re.findall(r"`((?:rules|src|tests|examples)/[^`]*)`", " ".join(row[1:])):
            there = re.split(r"\*|NUMBER|LANG", path)[0]
            assert (ROOT / there).exists(), path
