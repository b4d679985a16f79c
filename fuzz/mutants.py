"""Change the program in one place at a time, and see whether the examples of the rules and the sentences notice.

    python fuzz/mutants.py [--rooms meaning,checks] [--sample 300] [--seed 0] [--jobs 2] [--show 50]

A mutant is one function with one change: what it returns, a condition turned round, a comparison moved by one, `and`
for `or`. It survives where every example of every rule and every sentence of `tests/meaning` is still read as before.
Each is tried in a process that is forked once all is loaded, and ends with the first difference. Prints the share of
mutants that survive by room, and those that do.
"""

from __future__ import annotations

import argparse
import ast
import copy
import functools
import gc
import os
import random
import resource
import sys
import tempfile
import types
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "ots_lint"
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "meaning")]

#: Processor seconds that a mutant may take: one that never ends is noticed, too.
LIMIT = 60
_TURNED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}


class Mutant(NamedTuple):
    """A function with one change."""

    path: Path
    row: int  # of the change
    name: str  # of the function
    first: int  # the row that the function's code begins at
    change: str
    code: types.CodeType

    def __str__(self) -> str:
        return f"{self.path.relative_to(SOURCES)}:{self.row} {self.name}: {self.change}"


def mutants(path: Path) -> Iterator[Mutant]:
    """All mutants of a module."""
    tree = ast.parse(path.read_text("utf-8"))
    for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and not _is_inner(tree, n)]:
        for place in _own_nodes(function):
            for change, changed in _changes(place, function):
                module = _replaced(tree, place, changed)
                code = _code_of(compile(ast.fix_missing_locations(module), str(path), "exec"), function)
                if code is not None:
                    yield Mutant(path, place.lineno, function.name, code.co_firstlineno, change, code)  # type: ignore[attr-defined]


def _is_inner(tree: ast.AST, function: ast.FunctionDef) -> bool:
    """Whether a function stands in another one, whose code holds it."""
    return any(
        function in ast.walk(outer)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef) and outer is not function
    )


def _own_nodes(function: ast.FunctionDef) -> Iterator[ast.AST]:
    for statement in function.body:
        yield from ast.walk(statement)


def _changes(node: ast.AST, function: ast.FunctionDef) -> Iterator[tuple[str, ast.AST]]:
    """What can be changed at a place, in words, and what then stands there."""
    if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        for value in _others(ast.unparse(function.returns) if function.returns else "", ast.unparse(node.value)):
            yield f"returns {value}", ast.Return(ast.parse(value, mode="eval").body)
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, bool):
        yield f"returns {not node.value.value}", ast.Return(ast.Constant(not node.value.value))
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        changed = copy.copy(node)
        changed.test = ast.UnaryOp(ast.Not(), node.test)
        yield f"not ({ast.unparse(node.test)[:60]})", changed
    elif isinstance(node, ast.comprehension) and node.ifs:
        changed_for = copy.copy(node)
        changed_for.ifs = node.ifs[1:]
        changed_for.lineno = node.ifs[0].lineno  # type: ignore[attr-defined]
        node.lineno = node.ifs[0].lineno  # type: ignore[attr-defined]
        yield f"without if {ast.unparse(node.ifs[0])[:60]}", changed_for
    elif isinstance(node, ast.BoolOp):
        changed_bool = copy.copy(node)
        changed_bool.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield f"{type(changed_bool.op).__name__.lower()} in {ast.unparse(node)[:60]}", changed_bool
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in _TURNED:
        changed_compare = copy.copy(node)
        changed_compare.ops = [_TURNED[type(node.ops[0])](), *node.ops[1:]]
        yield ast.unparse(changed_compare)[:80], changed_compare


def _others(annotation: str, value: str) -> tuple[str, ...]:
    """Other values than the one that is returned, by what the function says it returns."""
    for beginning, values in (
        ("bool", ("True", "False")), ("int", ("0",)), ("str", ("''",)), ("list", ("[]",)), ("tuple", ("()",)),
        ("dict", ("{}",)), ("set", ("set()",)), ("frozenset", ("frozenset()",)), ("Iterator", ("iter(())",)),
    ):  # fmt: skip
        if annotation.startswith(beginning):
            return tuple(v for v in values if v != value)
    return ("None",)


def _replaced(tree: ast.Module, old: ast.AST, new: ast.AST) -> ast.Module:
    """The module with one node replaced; the others are shared."""

    class Replacer(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            if node is old:
                return (
                    ast.copy_location(new, old)
                    if hasattr(old, "lineno") and not isinstance(old, ast.comprehension)
                    else new
                )
            # a node on the way is copied, so that the next mutant finds the tree as it was
            held = copy.copy(node)
            for name, value in ast.iter_fields(node):
                if isinstance(value, list):
                    setattr(held, name, [self.visit(item) if isinstance(item, ast.AST) else item for item in value])
                elif isinstance(value, ast.AST):
                    setattr(held, name, self.visit(value))
            return held

    return Replacer().visit(tree)  # type: ignore[return-value]


def _code_of(code: types.CodeType, function: ast.FunctionDef) -> types.CodeType | None:
    first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            if constant.co_name == function.name and constant.co_firstlineno == first:
                return constant
            if (found := _code_of(constant, function)) is not None:
                return found
    return None


def put_in_place(mutant: Mutant) -> bool:
    """Give the function that runs the mutant's code; whether there is one."""
    from ots_lint.language.language import Language

    done = False
    for found in gc.get_objects():
        if (
            isinstance(found, types.FunctionType)
            and found.__code__.co_firstlineno == mutant.first
            and found.__code__.co_name == mutant.name
            and found.__code__.co_filename == str(mutant.path)
            and found.__code__.co_freevars == mutant.code.co_freevars
        ):
            found.__code__ = mutant.code
            done = True
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper):
            found.cache_clear()
        elif isinstance(found, Language):
            found.lines.clear()
    return done


def checks() -> list[tuple[str, Callable[[], Any]]]:
    """What is read, each with a name: its answer must stay the same."""
    import test_contribution_kinds
    import test_frames
    import test_kinds
    import test_rules
    import test_sentences
    import yaml

    from ots_lint.lint.check import check_page
    from ots_lint.pages.base import read_page
    from ots_lint.ruleset.load import load_ruleset
    from ots_lint.settings import Settings
    from ots_lint.text.source import Source

    def example(case: Any) -> Any:
        return [tuple(f.span) for f in case.findings(case.plain)], case.fix(case.plain) if case.spans else ""

    def kind(language: str, group: str, text: str) -> Any:
        page = text if text.startswith("---") else f"---\nlang: {language}\n---\n\n{text}\n"
        relationship = test_contribution_kinds.GROUPS[group][1]
        found = check_page(read_page(Source(page, "page.md")), load_ruleset(), Settings(relationship=relationship))
        return "OTS201" in {finding.code for finding in found}

    read: list[tuple[str, Callable[[], Any]]] = [
        (f"{case.values[0].rule.code} {case.id}", functools.partial(example, case.values[0]))
        for case in test_rules._cases()
        if case.id.endswith(("-markdown", "-html"))
    ]
    read += [(entry["kind"], functools.partial(test_kinds._read_wrongly, entry)) for entry in test_kinds.KINDS]
    read += [(str(case.id), functools.partial(kind, *case.values)) for case in test_contribution_kinds.cases()]
    read += [
        (entry["text"], functools.partial(test_frames.read, entry, language))
        for language, entries in test_frames.ENTRIES.items()
        for entry in entries
    ]
    for path in sorted((ROOT / "tests" / "meaning").glob("??-*.yaml")):
        language, family = path.stem.split("-")
        read += [
            (item["text"], functools.partial(test_sentences.found, item, language, family))
            for item in yaml.safe_load(path.read_text("utf-8"))
        ]
    return read


def survives(mutant: Mutant | None, read: list[tuple[str, Callable[[], Any]]], expected: list[Any]) -> bool:
    """Whether nothing notices a mutant, or the program as it is: tried in a child process."""
    child = os.fork()
    if not child:
        noticed = True
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT + 1))
            devnull = os.open(os.devnull, os.O_WRONLY)
            os.dup2(devnull, 1)
            os.dup2(devnull, 2)
            if mutant is not None and not put_in_place(mutant):
                os._exit(3)
            noticed = any(check() != was for (_, check), was in zip(read, expected, strict=True))
        except BaseException:
            noticed = True
        finally:
            os._exit(0 if not noticed else 1)
    return os.waitpid(child, 0)[1] == 0


def main() -> int:
    """Try the mutants."""
    parser = argparse.ArgumentParser(description="Which changes of the program do the examples not notice?")
    parser.add_argument("--rooms", default="meaning,checks", help="folders or modules below src/ots_lint")
    parser.add_argument("--sample", type=int, default=300, help="so many, chosen at random; 0: all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", type=int, default=50, help="how many of those that survive are shown")
    options = parser.parse_args()
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp()
    read = checks()
    expected = [check() for _, check in read]
    # what was slow the first time is known now, and whatever answers differently each time would notice every mutant
    again = [check() for _, check in read]
    stable = [i for i, was in enumerate(expected) if was == again[i]]
    read, expected = [read[i] for i in stable], [expected[i] for i in stable]
    order = list(range(len(read)))
    random.Random(options.seed).shuffle(order)  # noqa: S311 - no secrets here
    read, expected = [read[i] for i in order], [expected[i] for i in order]
    found: list[Mutant] = []
    for room in options.rooms.split(","):
        place = SOURCES / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]:
            found += mutants(path)
    total = len(found)
    if 0 < options.sample < total:
        found = random.Random(options.seed).sample(found, options.sample)  # noqa: S311
    gc.collect()
    gc.freeze()
    if not survives(None, read, expected):
        print("the program as it is does not answer the same twice", file=sys.stderr)
        return 2
    tried: Counter[str] = Counter()
    left: list[Mutant] = []
    with ThreadPoolExecutor(options.jobs) as pool:
        for mutant, alive in zip(found, pool.map(lambda m: survives(m, read, expected), found), strict=True):
            tried[mutant.path.relative_to(SOURCES).parts[0]] += 1
            if alive:
                left.append(mutant)
                print("survives:", mutant, flush=True) if len(left) <= options.show else None
    survived = Counter(mutant.path.relative_to(SOURCES).parts[0] for mutant in left)
    print(f"{len(read)} examples and sentences; {len(found)} of {total} mutants tried")
    for room, count in sorted(tried.items()):
        print(f"{room}: {survived[room]} of {count} survive ({survived[room] / count:.0%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
