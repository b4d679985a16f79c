"""Arguments of the command line that are understood without click.

Most runs, those of hooks above all, name only pages and a few options. click takes as long to import
as Python to start, so it is left to all else: help, errors, and the rarer options (see `cli`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ots_lint.errors import UsageError


def codes(text: str) -> tuple[str, ...]:
    """Rule codes or their beginnings, separated by commas or blanks. Raises `ValueError`."""
    found = tuple(code.upper() for code in text.replace(",", " ").split())
    for code in found:
        if not code.isascii() or not code.isalnum():
            raise ValueError(f"{code!r} is no rule code (codes look like OTS101)")
    return found


def jobs(text: str) -> int | None:
    """A number of processes, or None for `auto`. Raises `ValueError`."""
    if text == "auto":
        return None
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= 256:
        raise ValueError(f"{text!r} is neither auto nor a number from 1 to 256")
    return number


def row(text: str) -> int:
    """A row of a page, from 1. Raises `ValueError`."""
    if text.isascii() and text.isdecimal() and int(text[:10]):
        return int(text[:10])
    raise ValueError(f"{text[:20]!r} is no number of a line: the first line is 1")


def report_format(text: str) -> str:
    """The name of a report format. Raises `ValueError`."""
    from ots_lint.report import load

    try:
        load(text)
    except UsageError as error:
        raise ValueError(str(error)) from None
    return text


#: The variable that says where results are stored.
CACHE_DIR = "OTS_LINT_CACHE_DIR"

#: Options of the check command as they are where nobody gives them.
_DEFAULTS: dict[str, Any] = {
    "fix": False,
    "unsafe_fixes": False,
    "diff": False,
    "select": (),
    "ignore": (),
    "relationship": None,
    "rules": (),
    "format_": None,
    "output": None,
    "output_file": (),
    "statistics": False,
    "fail_level": None,
    "exit_zero": False,
    "baseline": None,
    "no_baseline": False,
    "changes": None,
    "only_changes": False,
    "color": "auto",
    "lang": None,
    "sender": None,
    "site": None,
    "date": None,
    "greeting": None,
    "quiet": False,
    "verbose": False,
    "exclude": (),
    "force_exclude": True,
    "no_gitignore": False,
    "files_from": None,
    "stdin_filename": None,
    "config": None,
    "isolated": False,
    "show_settings": False,
    "jobs": None,
    "no_cache": False,
    "cache_dir": None,
    "watch": False,
}
#: Flags that may stand with plain paths.
_FLAGS = {
    "--fix": "fix",
    "--unsafe-fixes": "unsafe_fixes",
    "--diff": "diff",
    "--statistics": "statistics",
    "--exit-zero": "exit_zero",
    "--no-baseline": "no_baseline",
    "-q": "quiet",
    "--quiet": "quiet",
    "-v": "verbose",
    "--verbose": "verbose",
    "--force-exclude": "force_exclude",
    "--no-gitignore": "no_gitignore",
    "--isolated": "isolated",
    "--no-cache": "no_cache",
}
#: Options with a value that may stand with plain paths: their names, whether they may be repeated, how they are read.
_VALUES: dict[str, tuple[str, bool, Callable[[str], Any]]] = {
    "-f": ("format_", False, report_format),
    "--format": ("format_", False, report_format),
    "--select": ("select", True, codes),
    "--ignore": ("ignore", True, codes),
    "--lang": ("lang", False, str),
    "-j": ("jobs", False, jobs),
    "--jobs": ("jobs", False, jobs),
    "--cache-dir": ("cache_dir", False, str),
}
#: What stands first in the arguments for another command.
COMMANDS = frozenset(
    {"check", "rules", "explain", "test", "baseline", "config", "cache", "init", "why", "server", "serve"}
)


def given_by_default() -> dict[str, Any]:
    """The options of the check command as they are where nobody gives them, for commands that have only some of them."""
    return dict(_DEFAULTS)


def plain(arguments: Sequence[str]) -> dict[str, Any] | None:
    """The options of a check, as click would give them, where there are but paths and common options; else None."""
    if not arguments or arguments[0] in COMMANDS or os.name == "nt":  # there click expands what shells leave
        return None
    given = given_by_default()
    given["cache_dir"] = os.environ.get(CACHE_DIR) or None
    paths: list[str] = []
    left = iter(arguments)
    for argument in left:
        if argument[:1] != "-":
            if not paths and argument in COMMANDS:
                return None
            paths.append(argument)
        elif argument in _FLAGS:
            given[_FLAGS[argument]] = True
        elif not _take(argument, left, given):
            return None
    if not paths:
        return None
    given["paths"] = tuple(paths)
    return given


def _take(argument: str, left: Iterator[str], given: dict[str, Any]) -> bool:
    """Take an option with its value, `--name value` or `--name=value`; False where it is not as simple as that."""
    option, assigned, value = argument.partition("=")
    if option not in _VALUES or (assigned and option[:2] != "--"):
        return False
    if not assigned:
        value = next(left, "-")
    name, repeated, read = _VALUES[option]
    if value[:1] == "-" or not value:
        return False
    try:
        found = read(value)
    except ValueError:
        return False
    given[name] = (*given[name], found) if repeated else found
    return True
