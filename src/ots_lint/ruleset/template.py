"""Messages and fixes: jinja2 in a sandbox, with plain look-ups done without it.

A template sees only the values that the check gives it. Most are `{{ name }}` and need no
engine; jinja2 (80 ms to import) is loaded for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import regex

from ots_lint.errors import RuleError
from ots_lint.messages.said import Said

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from ots_lint.schema.keys import Node

_PLAIN = regex.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
#: Longest text that a template may give, in characters.
MAX_OUTPUT = 5_000


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        """Values are texts and numbers: there is no attribute that a template may read."""

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            return False

        def call(self, *args: Any, **kwargs: Any) -> Any:
            from jinja2.exceptions import SecurityError

            raise SecurityError("templates cannot call functions")

    environment = Environment(undefined=StrictUndefined, autoescape=False)
    allowed = {"upper", "lower", "title", "capitalize", "trim", "join", "default", "first", "last", "length", "replace"}
    environment.filters = {name: _bounded(f) for name, f in environment.filters.items() if name in allowed}
    environment.globals.clear()
    return environment


def _bounded(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that takes and gives no more text than a template may."""
    from functools import wraps

    @wraps(function)  # keeps what jinja2 has marked on it
    def filtered(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        if isinstance(result, str) and len(result) > MAX_OUTPUT:
            raise ValueError("a filter gives too much text")
        return result

    return filtered


def render(template: str, values: Mapping[str, Any]) -> str:
    """Fill a template; the text knows where it comes from (`Said`). Raises `RuleError` where it fails or gives too much text."""
    return Said(_filled(template, values), template, values)


def _filled(template: str, values: Mapping[str, Any]) -> str:
    if "{%" not in template and template.count("{{") == len(_PLAIN.findall(template)):
        try:
            return _PLAIN.sub(lambda m: _text(values[m[1]]), template)[:MAX_OUTPUT]
        except KeyError as error:
            raise RuleError(f"the template {template!r} asks for {error}, which is not known here") from None
    from jinja2 import TemplateError

    try:
        out: list[str] = []
        size = 0
        for piece in _compiled(template).generate(**values):
            out.append(piece)
            size += len(piece)
            if size > MAX_OUTPUT:
                raise RuleError(f"the template {template[:60]!r} gives too much text")
        return "".join(out)
    except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
        raise RuleError(f"the template {template!r} fails: {error}") from None
    except (RecursionError, SyntaxError, MemoryError):  # of Jinja's parser, and of Python's behind it
        raise RuleError(f"the template {template[:60]!r} is nested too deeply") from None


@lru_cache(maxsize=512)
def _compiled(template: str) -> Any:
    environment = _environment()
    if what := _refused(environment.parse(template)):
        raise RuleError(f"the template {template[:60]!r} fails: {what} are not allowed in templates")
    return environment.from_string(template)


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def check_template(node: Node, words: Sequence[str] | None = None) -> None:
    """Raise `RuleError` where a template cannot be parsed, could run long, or asks for what is none of its words."""
    template = node.value
    if "{{" not in template and "{%" not in template:
        return
    if len(template) > MAX_OUTPUT:
        raise node.error("the template is too long")
    from jinja2 import TemplateError
    from jinja2.meta import find_undeclared_variables

    try:
        tree = _environment().parse(template)
        if what := _refused(tree):
            raise node.error(f"{what} are not allowed in templates")
        _environment().from_string(template)
        for name in sorted(find_undeclared_variables(tree)):
            if words is not None and name not in words:
                known = ", ".join(f"{{{{ {word} }}}}" for word in words)
                raise node.error(f"nothing is known here of {{{{ {name} }}}}", f"known are {known}")
    except TemplateError as error:
        raise node.error(f"the template is broken: {error}") from None
    except (RecursionError, SyntaxError, MemoryError):  # of Jinja's parser, and of Python's behind it
        raise node.error("the template is nested too deeply") from None


def _refused(tree: nodes.Template) -> str:
    """What a template holds that could run long, fill the memory or reach further; empty where it is harmless."""
    from jinja2 import nodes

    for kind, what in (
        (nodes.For, "loops"),
        ((nodes.Macro, nodes.CallBlock, nodes.FilterBlock), "macros"),
        (nodes.Call, "calls"),
        (nodes.Getattr, "attributes"),
        (nodes.Pow, "powers"),
        (nodes.Mul, "multiplications"),
        (nodes.Mod, "remainders and formats"),
        ((nodes.Assign, nodes.AssignBlock), "variables"),
        ((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends), "other files"),
    ):
        if next(tree.find_all(kind), None) is not None:
            return what
    return ""
