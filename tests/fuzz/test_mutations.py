"""The changes that the search for unnoticed mutants makes, on modules of a few lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "fuzz"))

from mutations import CONSTANTS, Mutant, mutants, shares  # noqa: E402


def made(tmp_path: Path, text: str) -> list[Mutant]:
    path = tmp_path / "module.py"
    path.write_text(text, "utf-8")
    return list(mutants(path))


def answers(mutant: Mutant, text: str, *arguments: Any) -> Any:
    """What the changed function returns."""
    names: dict[str, Any] = {}
    exec(compile(text, str(mutant.path), "exec"), names)
    code = mutant.code()
    assert code is not None
    names[mutant.name].__code__ = code
    return names[mutant.name](*arguments)


@pytest.mark.parametrize(
    ("body", "change", "argument", "before", "after"),
    [
        ("return x < 3", "x <= 3", 3, False, True),
        ("return x < 3", "4 for 3", 3, False, True),
        ("return x == 3 or x == 4", "and in x == 3 or x == 4", 3, True, False),
        ("return x not in (1, 2)", "x in (1, 2)", 1, False, True),
        ("return x is None", "x is not None", None, True, False),
        ("return not x", "without not: not x", 1, False, 1),
        ("return 5 if x else 6", "not (x)", 0, 6, 5),
        ("return [y for y in x if y if y > 1]", "without if y > 1", [0, 1, 2], [2], [1, 2]),
        ("return [y for y in x if y if y > 1]", "without if y", [0, 1, 2], [2], [2]),
        ("return x + 2", "x - 2", 3, 5, 1),
        ("return x", "returns None here", 3, 3, None),
        ("return True", "False for True", 3, True, False),
    ],
)
def test_a_change(tmp_path: Path, body: str, change: str, argument: Any, before: Any, after: Any) -> None:
    text = f"def f(x):\n    '''Says.'''\n    {body}\n"
    names: dict[str, Any] = {}
    exec(text, names)
    assert names["f"](argument) == before
    found = [mutant for mutant in made(tmp_path, text) if mutant.change == change]
    assert len(found) == 1
    assert answers(found[0], text, argument) == after
    assert found[0].row == 3


@pytest.mark.parametrize(
    ("returns", "changes"),
    [
        ("bool", {"is always True", "is always False"}),
        ("list[str]", {"is always []"}),
        ("str | None", {"is always ''", "is always None"}),
        ("'Page'", {"is always None"}),
        ("None", {"does nothing"}),
        ("NoReturn", set()),
    ],
)
def test_a_function_as_a_constant(tmp_path: Path, returns: str, changes: set[str]) -> None:
    text = f"from __future__ import annotations\n\ndef f(x) -> {returns}:\n    y = g(x)\n    return y\n"
    assert {mutant.change for mutant in made(tmp_path, text) if mutant.sort == CONSTANTS} == changes


def test_a_generator_gives_nothing(tmp_path: Path) -> None:
    text = "def f(x) -> Iterator[int]:\n    yield x\n".replace("Iterator[int]", "object")
    constant = next(mutant for mutant in made(tmp_path, text) if mutant.sort == CONSTANTS)
    assert list(answers(constant, text, 3)) == []


def test_a_method_and_what_stands_in_it_are_one_function(tmp_path: Path) -> None:
    text = (
        "class A:\n    @property\n    def f(self):\n        def g(x):\n            return x > 1\n"
        "        return [\n            g(1),\n            2,\n        ]\n"
    )
    found = made(tmp_path, text)
    assert {(mutant.name, mutant.first) for mutant in found} == {("f", 2)}
    assert {mutant.rows for mutant in found if mutant.row == 8} == {range(6, 10)}
    assert {mutant.rows for mutant in found if mutant.change == "x >= 1"} == {range(5, 6)}
    assert all(code is not None and code.co_name == "f" for code in (mutant.code() for mutant in found))


def test_what_does_nothing_by_design_is_left_alone(tmp_path: Path) -> None:
    assert made(tmp_path, "def f():\n    '''Says.'''\n\ndef g():\n    ...\n\ndef h():\n    raise ValueError\n") == []


def test_one_change_leaves_the_others_alone(tmp_path: Path) -> None:
    text = "def f(x):\n    if x > 1 and x < 5:\n        return x + 1\n    return 0\n"
    found = made(tmp_path, text)
    once = [answers(mutant, text, 2) for mutant in found]
    assert [answers(mutant, text, 2) for mutant in reversed(found)] == once[::-1]
    assert 3 in once


def test_shares_of_each_sort_of_change(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    found = made(tmp_path / "room", "def f(x):\n    if x > 1 or not x:\n        return x + 1\n    return False\n")
    left = [mutant for mutant in found if mutant.change in {"2 for 1", "and in x > 1 or not x", "True for False"}]
    assert [*shares(found, left, tmp_path)] == [
        "room: 4 of 10 survive (40.0%)",
        "room, comparisons: 0 of 1 survive (0.0%)",
        "room, functions as constants: 0 of 1 survive (0.0%)",
        "room, numbers and sums: 2 of 3 survive (66.7%)",
        "room, returns and conditions: 2 of 5 survive (40.0%)",
    ]
