"""What a page format is, and the mark of the function that reads one.

A module of this package that reads a format has

    @reader(".rst", ".rest", title="reStructuredText", reads="…", fixes="…")
    def read(source: Source) -> Page: ...

Nothing else names its suffixes: `formats.py` is generated from these marks (`python examples/regenerate.py`), since
importing every reader would take longer than most runs do, and hooks, workflows and documents follow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Format(NamedTuple):
    """A page format: who reads it, which files are in it, and what a run does with them.

    A run over folders takes these files wherever they are, but for those with `folders`, of which it takes those
    below a folder of such a name, and for those that are `named`, of which it takes what the setting `include` covers.
    """

    name: str  # the module
    title: str  # what people call it
    suffixes: tuple[str, ...]
    folders: tuple[str, ...] = ()
    named: bool = False
    never: tuple[str, ...] = ()  # patterns of names in small letters that are no pages: only who names them means them
    markup: str = "own"  # html | markdown | own: whose marks a page of this format is made of
    coded: bool = False  # what is read does not stand in the file's bytes as it is
    hides: str = ""  # a pattern: where it stands in the bytes, words may stand for others
    decodes: bool = False  # the module has a `decode(data, filename) -> Source` of its own
    extra: str = ""  # the optional part of the package that it needs
    reads: str = ""  # what of such a file is looked at, for the documents
    fixes: str = ""  # what of it can be fixed


#: The mark of a reader is this attribute of its function.
MARK = "page_format"


def reader(
    *suffixes: str,
    title: str,
    reads: str,
    fixes: str,
    folders: tuple[str, ...] = (),
    named: bool = False,
    never: tuple[str, ...] = (),
    markup: str = "own",
    coded: bool = False,
    hides: str = "",
    decodes: bool = False,
    extra: str = "",
) -> Callable[[_Function], _Function]:
    """Mark a function as the reader of the files with these suffixes; see `Format`."""

    def mark(function: _Function) -> _Function:
        name = function.__module__.rpartition(".")[2]
        told = Format(
            name,
            title,
            suffixes,
            folders,
            named,
            never,
            markup,
            coded,
            hides,
            decodes,
            extra,
            " ".join(reads.split()),
            fixes,
        )
        setattr(function, MARK, told)
        return function

    return mark


def marked() -> list[Format]:
    """The formats of all readers in this package, by importing each of its modules."""
    import pkgutil
    from importlib import import_module

    package = __name__.rpartition(".")[0]
    names = [module.name for module in pkgutil.iter_modules(import_module(package).__path__)]
    functions = [getattr(import_module(f"{package}.{name}"), "read", None) for name in names]
    return sorted(
        (getattr(function, MARK) for function in functions if hasattr(function, MARK)),
        key=lambda told: (bool(told.extra), told.named, bool(told.folders), told.title.lower()),
    )
