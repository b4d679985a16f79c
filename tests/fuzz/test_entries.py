"""The entries of word classes: what `fuzz/entries.py` says of them, and that each of the shipped ones gives a word."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "fuzz"))
import entries as tool  # noqa: E402

from ots_lint.language.pack import CLASSES, Pack, merged  # noqa: E402
from ots_lint.schema.keys import read_yaml  # noqa: E402

PACKS = sorted(path.name for path in (ROOT / "rules" / "languages").iterdir() if path.is_dir())


def pack(words: str) -> Pack:
    text = (
        f"words: {{x: '{words}', host: 'host'}}\n"
        "forms: {run: 'run runs', ran: 'ran run', buy: 'buy bought'}\nslots: {pp: run|.*ed, s: .*s}\n"
    )
    return merged("xx", [read_yaml(text, "words.yaml")])


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("hosts run", []),
        ("host host", ["host"]),
        ("coach coach(?:es)?", ["coach"]),
        ("coach(?:es)? coach", ["coach"]),
        ("coach(?:es)? coache?s?", ["coach(?:es)?"]),
        ("events? [a-z]*events?", ["events?"]),
        ("[a-z]*night [a-z]*night", ["[a-z]*night"]),
        ("runs {run}", ["runs"]),
        ("{run}:s runs run", ["runs"]),
        ("{run ran}", []),
        ("{run}:pp {ran}", ["{run}:pp"]),
        ("host <host>", ["host"]),
        ("{run} run !run", ["run"]),
        ("{buy}:pp", ["{buy}:pp"]),
    ],
)
def test_an_entry_can_go_where_others_have_all_its_words(words: str, gone: list[str]) -> None:
    assert [entry.text for entry in tool.spare(tool.entries_of(pack(words), "x"))] == gone


@pytest.mark.parametrize("tag", PACKS)
def test_every_entry_of_a_shipped_pack_gives_a_word(tag: str) -> None:
    shipped = tool.pack_of(tag)
    names = [name for section in CLASSES for name in shipped.sections[section]]
    empty = [f"{name}: {entry.text}" for name in names for entry in tool.entries_of(shipped, name) if not entry.words]
    assert not empty, "no form fits the slot: list the forms under lemmas, or write the words that are meant"
