"""Plain front matter is read as PyYAML reads it, and all other is left to that."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest

from ots_lint.pages.front_matter.value import Broken, Value
from ots_lint.pages.front_matter.yaml_plain import read_plain
from ots_lint.pages.front_matter.yaml_text import read_yaml

PLAIN = """\
title: "Tea: an evening"
date: 2024-05-01 18:00
lang: de
draft: no
seats: 12
ots:
  relationship: partner
  contributions: [coaches, 'the room']
tags:
- tea
- "cake, too"

speakers: {first: Ada, second: "Grace H."}
# a comment
"""
SIMPLE = ["b", "b c", '"x y"', "'x'", "[a, b]", "5", "2024-05-01", "yes", '{a: b, c: "d e"}', "é x", "[]", '["q" ,  c]', "http://x.y/z", "a#c", "a:b", "Null", "{}", '""', "😀 x", "/a/b.png"]  # fmt: skip
ODD = ["2024-5-1 18:00:00", "2024-05-01T10:00:00Z", "05", "1.5", "~", "a: b", "a #c", "x:", "-5", "- a", '"a\\"b"', "'it''s'", "|", ">", "&x y", "*x", "!t v", "12:30", "1_000", "0x1F", "a]", "<<", "=", "@x", "`a", "? a", "[a, b", "[a b: c]", "[-a]", "  c  ", "", "\u00a0x", "a\tb", "1e3", ".5", "[a,]", "[,]", "{a: [b]}", "{a: b", "{a:b}", "{a}", "{a: b c: d}", "[a}", "{a: b]", "\ufeffx", "a\rb", "\x85", "%a"]  # fmt: skip


def by_pyyaml(text: str) -> list[Value] | str:
    try:
        return read_yaml(text, 0, len(text))
    except Broken as error:
        return error.message


def types(values: list[Value]) -> list[type]:
    return [type(value.value) for value in values]


def page(chance: random.Random) -> str:
    """Front matter, most often such as people write it."""
    values = SIMPLE if chance.random() < 0.6 else SIMPLE + ODD
    lines = []
    for _ in range(chance.randint(1, 6)):
        indent = chance.choice(["", "", "", "  ", "  ", "    ", " "])
        kind, value = chance.random(), chance.choice(values)
        gap = chance.choice([" ", " ", " ", "  ", ""])
        if kind < 0.6:
            lines.append(f"{indent}{chance.choice(['a', 'b', 'c-d', 'e.f', 'yes', 'Ä', '1a'])}:{gap}{value}")
        elif kind < 0.75:
            lines.append(f"{indent}key:")
        elif kind < 0.92:
            lines.append(f"{indent}-{gap}{value}")
        else:
            lines.append(chance.choice(["", "   ", f"{indent}# c: d", "text"]))
    return "\n".join(lines) + chance.choice(["", "\n", "\n\n"])


def test_it_is_read_as_pyyaml_reads_it() -> None:
    chance = random.Random(11)
    plain = 0
    for _ in range(15_000):
        text = page(chance)
        values = read_plain(text, 0, len(text))
        if values is None:
            continue
        plain += 1
        expected = by_pyyaml(text)
        assert values == expected, text
        assert types(values) == types(expected), text
    assert plain > 500


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("form", ["a: {}\nb: c\n", "a:\n  - {}\n", "a:\n  b: {}\nc: d\n", "a: [x, {}]\n"])
def test_odd_values_are_read_as_pyyaml_reads_them_or_not_at_all(value: str, form: str) -> None:
    text = form.format(value)
    values = read_plain(text, 0, len(text))
    assert values is None or values == by_pyyaml(text)


def test_what_people_write_is_plain() -> None:
    text = f"---\n{PLAIN}---\n"
    values = read_plain(text, 4, len(text) - 4)
    assert values is not None
    assert values == read_yaml(text, 4, len(text) - 4)
    assert {value.path: value.value for value in values}["ots", "contributions", 1] == "the room"
    assert all(text[slice(*value.span)] == value.value for value in values if isinstance(value.value, str))


def test_pyyaml_is_not_imported_for_it() -> None:
    program = (
        "import sys\nfrom ots_lint.pages.base import read_page\nfrom ots_lint.text.source import Source\n"
        "page = read_page(Source('---\\n' + sys.stdin.read() + '---\\nTea.\\n', 'a.md'))\n"
        "print(len(page.data), 'yaml' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], input=PLAIN, capture_output=True, text=True, check=True)
    assert run.stdout == "12 False\n"


@pytest.mark.parametrize(
    "text",
    [
        "a: [b" + " " * 150_000 + "c: d]\n",
        "a: [b," + " " * 150_000 + "]\n",
        "a: {" + " " * 150_000 + ":}\n",
        "a: b" + " " * 150_000 + "#c\n",
        "a: 2024-05-01 " + " " * 150_000 + "x\n",
        "".join(f"{' ' * i}a:\n" for i in range(500)),
        "- " * 50_000,
        "a: " + "[" * 100_000,
        "a:\n" * 60_000,
    ],
)
def test_hostile_front_matter_is_passed_on_at_once(text: str) -> None:
    start = time.process_time()
    assert read_plain(text, 0, len(text)) is None
    assert time.process_time() - start < 1.0
