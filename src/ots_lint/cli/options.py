"""The options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from ots_lint.cli import completion, letter
from ots_lint.cli.groups import apply, option
from ots_lint.cli.quick import CACHE_DIR, codes, jobs, report_format, row

if TYPE_CHECKING:
    _Type = click.ParamType[Any]
else:
    _Type = click.ParamType  # generic in newer versions of click only


class _Read(_Type):
    """What a function reads from a text; its `ValueError`s are wrong usage."""

    def __init__(self, name: str, read: Callable[[str], Any]) -> None:
        self.name = name
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return self._read(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


_CODES = _Read("CODES", codes)


_FORMAT = _Read("FORMAT", report_format)


_JOBS = _Read("auto|N", jobs)


_ROW = _Read("ROW", row)


class _Output(_Type):
    """`FORMAT=PATH`."""

    name = "FORMAT=PATH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, separator, path = str(value).partition("=")
        if not separator or not path:
            self.fail(f"{value!r} is to be a format and a path, such as sarif=report.sarif", param, ctx)
        return _FORMAT.convert(name, param, ctx), path


PATHS = click.argument("paths", nargs=-1, metavar="PATH...", type=click.UNPROCESSED, shell_complete=completion.files)


SELECTION = apply(
    option("Rules", "--select", type=_CODES, multiple=True, shell_complete=completion.codes),
    option("Rules", "--ignore", type=_CODES, multiple=True, shell_complete=completion.codes),
    option("Rules", "--relationship", type=click.Choice(["official", "partner", "supported", "unofficial", "none"])),
    option("Rules", "--rules", "rules", metavar="DIR", multiple=True, shell_complete=completion.folders),
)


PRIVATE = option("Files", "--allow-private-addresses", is_flag=True)


FILES = apply(
    option("Files", "--exclude", metavar="PATTERN", multiple=True),
    option("Files", "--force-exclude/--no-force-exclude", default=True),
    option("Files", "--no-gitignore", is_flag=True),
    option("Files", "--files-from", metavar="FILE", shell_complete=completion.files),
    option("Files", "--stdin-filename", metavar="NAME"),
    PRIVATE,
)


CONFIG = apply(
    option("Configuration", "--config", metavar="FILE", shell_complete=completion.files),
    option("Configuration", "--isolated", is_flag=True),
)


RUNNING = apply(
    option("Running", "-j", "--jobs", type=_JOBS, default="auto"),
    option("Running", "--no-cache", is_flag=True),
    option("Running", "--cache-dir", metavar="DIR", envvar=CACHE_DIR, shell_complete=completion.folders),
)


#: The language of messages, for commands that write no report to send.
LANG = option("Report", "--lang", **letter.OPTIONS["--lang"])
LETTER = apply(*(option("Report to send", name, **attributes) for name, attributes in letter.OPTIONS.items()))
COLOR = option("Report", "--color", type=click.Choice(["auto", "always", "never"]), default="auto")
