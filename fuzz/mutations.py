"""Small changes of a module, one at a time: what `mutants.py` puts in the place of a function.

Every function also gets a body that does nothing but return a constant, so that one that nobody would miss shows.
"""

from __future__ import annotations

import ast
import copy
import types
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
CONDITIONS, COMPARISONS, NUMBERS = "returns and conditions", "comparisons", "numbers and sums"
CONSTANTS = "functions as constants"
#: What a function may return instead, by the beginning of what it says it returns.
_EMPTY = (
    ("bool", ("True", "False")), ("int", ("0", "1")), ("str", ("''",)), ("list", ("[]",)), ("tuple", ("()",)),
    ("Sequence", ("()",)), ("dict", ("{}",)), ("Mapping", ("{}",)), ("set", ("set()",)),
    ("frozenset", ("frozenset()",)), ("Set", ("frozenset()",)), ("Iterator", ("iter(())",)),
)  # fmt: skip


class Mutant(NamedTuple):
    """A function with one change."""

    path: Path
    row: int  # of the change
    rows: range  # of the statement that it belongs to; of a whole function where that returns a constant
    name: str  # of the function
    first: int  # the row that the function's code begins at
    sort: str  # of change
    change: str
    code: Callable[[], types.CodeType | None]

    def said(self, sources: Path) -> str:
        """Where it is, and what was changed."""
        return f"{self.path.relative_to(sources)}:{self.row} {self.name}: {self.change}"


def mutants(path: Path) -> Iterator[Mutant]:
    """All mutants of a module."""
    tree = ast.parse(path.read_text("utf-8"))
    for function in outer_functions(tree):
        rows = range(function.body[0].lineno, (function.end_lineno or function.lineno) + 1)
        for value in _constants(function):
            changed = copy.copy(function)
            changed.body = [ast.parse(f"return {value}").body[0], *function.body]
            what = "does nothing" if value == "None" and _returns(function) == "None" else f"is always {value}"
            code = partial(_code, tree, function, function, changed, path)
            yield Mutant(path, function.lineno, rows, function.name, _first(function), CONSTANTS, what, code)
        for statement, place in _places(function):
            for change, new in _changes(place):
                row = getattr(place, "lineno", statement[0])
                code = partial(_code, tree, function, place, new, path)
                yield Mutant(path, row, statement, function.name, _first(function), _sort(place), change, code)


def shares(tried: Iterable[Mutant], left: Iterable[Mutant], sources: Path) -> Iterator[str]:
    """How many are left, in words: of each room, and of each sort of change in it."""

    def kinds(mutant: Mutant) -> tuple[str, str]:
        room = mutant.path.relative_to(sources).parts[0]
        return room, f"{room}, {mutant.sort}"

    counts = Counter(kind for mutant in tried for kind in kinds(mutant))
    survived = Counter(kind for mutant in left for kind in kinds(mutant))
    for kind, count in sorted(counts.items()):
        yield f"{kind}: {survived[kind]} of {count} survive ({survived[kind] / count:.1%})"


def outer_functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Functions and methods that are worth a change; one in another belongs to that, whose code holds it."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef):
            yield from outer_functions(node)
        elif not (len(node.body) == 1 and isinstance(node.body[0], (ast.Expr, ast.Pass, ast.Raise))) or _calls(node):
            yield node


def _calls(function: ast.FunctionDef) -> bool:
    body = function.body[0]
    return isinstance(body, ast.Expr) and not isinstance(body.value, ast.Constant)


def _first(function: ast.FunctionDef) -> int:
    """The row that a function's code begins at."""
    return min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])


def _returns(function: ast.FunctionDef) -> str:
    return ast.unparse(function.returns).strip("'\"") if function.returns else ""


def _constants(function: ast.FunctionDef) -> tuple[str, ...]:
    """What the function could return always: nothing where it is a generator, or may return nothing."""
    if any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in ast.walk(function)):
        return ("None",)
    said = _returns(function)
    if said in {"NoReturn", "Never"}:
        return ()
    values = next((values for beginning, values in _EMPTY if said.startswith(beginning)), ())
    if not values or said.endswith("| None"):
        values = (*values, "None")
    last = function.body[-1]
    only = len(function.body) - bool(ast.get_docstring(function)) == 1 and isinstance(last, ast.Return)
    return tuple(v for v in values if not (only and ast.unparse(last).removeprefix("return ") == v))


def _places(function: ast.FunctionDef) -> Iterator[tuple[range, ast.AST]]:
    """All nodes of a body, each with the rows of its own statement, without those that stand inside that."""

    def within(node: ast.AST, rows: range) -> Iterator[tuple[range, ast.AST]]:
        if isinstance(node, ast.stmt):
            inner = [c.lineno for c in ast.iter_child_nodes(node) if isinstance(c, (ast.stmt, ast.excepthandler))]
            end = min(inner) if inner else (node.end_lineno or node.lineno) + 1
            rows = range(node.lineno, max(end, node.lineno + 1))
        named = isinstance(node, ast.keyword) and node.arg in {"strict", "timeout"}
        if named or isinstance(node, (ast.JoinedStr, ast.Assert)):
            return  # that two lists are of one length, or seconds; how a message is put; what types alone need
        yield rows, node
        for child in ast.iter_child_nodes(node):
            yield from within(child, rows)

    for statement in function.body:
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
            yield from within(statement, range(0))


def _sort(place: ast.AST) -> str:
    """Of which sort the changes of a place are."""
    if isinstance(place, ast.Compare):
        return COMPARISONS
    number = isinstance(place, ast.Constant) and not isinstance(place.value, bool)
    return NUMBERS if number or isinstance(place, ast.BinOp) else CONDITIONS


def _is_nothing(value: ast.expr) -> bool:
    """Whether an expression is an empty tuple, list or dictionary."""
    return not getattr(value, "elts", getattr(value, "keys", True))


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What can be changed at a place, in words, and what then stands there."""
    if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        if _is_nothing(node.value):
            yield "goes on here", ast.Pass()
        else:
            yield "returns None here", ast.Return(ast.Constant(None))
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)) and not isinstance(node.test, (ast.Compare, ast.UnaryOp)):
        changed = copy.copy(node)
        changed.test = ast.UnaryOp(ast.Not(), node.test)
        yield f"not ({ast.unparse(node.test)[:60]})", changed
    elif isinstance(node, ast.comprehension):
        for number, test in enumerate(node.ifs):
            kept = copy.copy(node)
            kept.ifs = [*node.ifs[:number], *node.ifs[number + 1 :]]
            yield f"without if {ast.unparse(test)[:60]}", kept
    elif isinstance(node, ast.BoolOp):
        turned = copy.copy(node)
        turned.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield f"{type(turned.op).__name__.lower()} in {ast.unparse(node)[:60]}", turned
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in _TURNED:
        compared = copy.copy(node)
        compared.ops = [_TURNED[type(node.ops[0])](), *node.ops[1:]]
        yield ast.unparse(compared)[:80], compared
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"without not: {ast.unparse(node)[:60]}", node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{not node.value} for {node.value}", ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        yield f"{node.value + 1} for {node.value}", ast.Constant(node.value + 1)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        if not any(isinstance(n, (ast.JoinedStr, ast.List, ast.Tuple)) for n in (node.left, node.right)):
            summed = copy.copy(node)
            summed.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
            yield f"{ast.unparse(summed)[:80]}", summed


def _code(tree: ast.Module, function: ast.FunctionDef, old: ast.AST, new: ast.AST, path: Path) -> types.CodeType | None:
    """The code of a function in which one node is replaced."""
    module = _replaced(tree, old, new)
    return _code_of(compile(ast.fix_missing_locations(module), str(path), "exec"), function)


def _replaced(tree: ast.Module, old: ast.AST, new: ast.AST) -> ast.Module:
    """The module with one node replaced; what does not hold it is shared, what does is copied."""

    def put(node: ast.AST) -> ast.AST:
        if node is old:
            return ast.copy_location(new, old) if isinstance(old, (ast.stmt, ast.expr)) else new
        for name, value in ast.iter_fields(node):
            if isinstance(value, list):
                items = [put(item) if isinstance(item, ast.AST) else item for item in value]
                changed = any(item is not was for item, was in zip(items, value, strict=True))
            else:
                items = put(value) if isinstance(value, ast.AST) else value
                changed = items is not value
            if changed:
                held = copy.copy(node)
                setattr(held, name, items)
                return held
        return node

    return put(tree)  # type: ignore[return-value]


def _code_of(code: types.CodeType, function: ast.FunctionDef) -> types.CodeType | None:
    first = _first(function)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            if constant.co_name == function.name and constant.co_firstlineno == first:
                return constant
            if (found := _code_of(constant, function)) is not None:
                return found
    return None
