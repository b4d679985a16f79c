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
    option(
        "Rules",
        "--select",
        type=_CODES,
        multiple=True,
        shell_complete=completion.codes,
        help="Only these rules: codes or their beginnings (OTS1), separated by commas.",
    ),
    option("Rules", "--ignore", type=_CODES, multiple=True, shell_complete=completion.codes, help="Not these rules."),
    option(
        "Rules",
        "--relationship",
        type=click.Choice(["official", "partner", "supported", "unofficial", "none"]),
        help="How the events relate to the brand, whatever the pages say.",
    ),
    option(
        "Rules",
        "--rules",
        "rules",
        metavar="DIR",
        multiple=True,
        shell_complete=completion.folders,
        help="Use the rules in this folder, too, or instead of the shipped ones where it has a brand.yaml.",
    ),
)


PRIVATE = option(
    "Files",
    "--allow-private-addresses",
    is_flag=True,
    help="Fetch published pages from this computer and the networks around it, too.",
)


FILES = apply(
    option(
        "Files", "--exclude", metavar="PATTERN", multiple=True, help="Leave out what this .gitignore pattern matches."
    ),
    option(
        "Files",
        "--force-exclude/--no-force-exclude",
        default=True,
        help="Whether excludes hold for files that are named, as pre-commit names them.  [default: they do]",
    ),
    option("Files", "--no-gitignore", is_flag=True, help="Look at what .gitignore files leave out, too."),
    option(
        "Files",
        "--files-from",
        metavar="FILE",
        shell_complete=completion.files,
        help="Read more paths from a file (- for standard input), one a line or separated by NUL.",
    ),
    option("Files", "--stdin-filename", metavar="NAME", help="The name of the page that - reads from standard input."),
    PRIVATE,
)


CONFIG = apply(
    option(
        "Configuration",
        "--config",
        metavar="FILE",
        shell_complete=completion.files,
        help="Use this configuration file and look for no other; its paths are relative to the current folder.",
    ),
    option("Configuration", "--isolated", is_flag=True, help="Use no configuration file."),
)


RUNNING = apply(
    option("Running", "-j", "--jobs", type=_JOBS, default="auto", show_default=True, help="How many processes to use."),
    option("Running", "--no-cache", is_flag=True, help="Neither use nor store results of unchanged pages."),
    option(
        "Running",
        "--cache-dir",
        metavar="DIR",
        envvar=CACHE_DIR,
        shell_complete=completion.folders,
        help="Where to store them.",
    ),
)


LETTER = apply(*(option("Report to send", name, **attributes) for name, attributes in letter.OPTIONS.items()))
COLOR = option(
    "Report",
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When to use colours.",
)
