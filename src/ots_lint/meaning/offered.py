"""Parts of libraries that their packages import only to offer them: tools for downloading, other people's command lines.

They bring along hundreds of modules, four of ten that are imported for a page, and nothing here calls them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class _Offered(ModuleType):
    """Stands for a module until something of it is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def called(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return called


@contextmanager
def offered(*names: str) -> Iterator[None]:
    """Have what is imported inside see modules of these names only when it calls their functions."""
    there = {name: _Offered(name) for name in names if name not in sys.modules}
    sys.modules.update(there)
    try:
        yield
    finally:
        for name in there:
            del sys.modules[name]


@contextmanager
def absent(*names: str) -> Iterator[None]:
    """Have what is imported inside find no modules of these names, unless they have been imported before.

    For those that a library looks for in case somebody uses them, and does without.
    """
    gone = [name for name in names if name not in sys.modules]
    # None is how Python says so
    sys.modules.update(dict.fromkeys(gone))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in gone:
            del sys.modules[name]
