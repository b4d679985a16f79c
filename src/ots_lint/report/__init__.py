"""The report formats: each is one module of this package with `write(report, stream)`.

Adding a format is adding one file; its name with dashes for underscores is the format's name
(`gitlab_codequality.py` is `gitlab-codequality`). The first line of the module's docstring is
what `ots-lint check --help` and an unknown `--format` say about it. A module says

    def write(report: Report, stream: TextIO) -> None: ...

`write` goes through the findings page by page and writes as it goes: there may be more of them
than memory holds (see `Report`). It ends its output with a newline, writes nothing about the
terminal (no colour) unless `report.color`, and may write any character: what the stream cannot
encode is escaped by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO, cast

if TYPE_CHECKING:
    from ots_lint.report.model import Report

    FORMATS: dict[str, str]

#: Stands near the top of reports in the format of a page. Such a report quotes what it found, and may lie where pages
#: are looked for: then nothing in it is found again, as in any page that says so.
MARK = "<!-- ots-lint-disable-file -- this is a report of ots-lint -->\n<!-- ots-lint-disable-file OTS901 -->\n"


def is_report(head: bytes) -> bool:
    """Whether a file that begins like this is a report in the format of a page."""
    return MARK.encode() in head[:1000]


#: Modules of this package that are not formats; so are those that begin with an underscore.
_NOT_FORMATS = {"model"}


class Format(Protocol):
    """A module of this package."""

    def write(self, report: Report, stream: TextIO) -> None:
        """Write the whole report to a text stream."""


def formats() -> dict[str, str]:
    """Name of every format -> the module that writes it, sorted by name."""
    import pkgutil

    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _NOT_FORMATS)
    return {name.replace("_", "-"): f"{__name__}.{name}" for name in names if not name.startswith("_")}


def load(name: str) -> Format:
    """The module of a format. Raises `UsageError` for a name that there is none for."""
    from importlib import import_module

    module = name.replace("-", "_")
    known = name.replace("-", "").isalnum() and name == name.lower() and "_" not in name
    if known and module not in _NOT_FORMATS:
        try:
            return cast(Format, import_module(f"{__name__}.{module}"))
        except ModuleNotFoundError as error:
            if error.name != f"{__name__}.{module}":
                raise
    from difflib import get_close_matches

    from ots_lint.errors import UsageError

    close = get_close_matches(name, formats(), 1)
    hint = f"did you mean {close[0]}?" if close else "there are " + ", ".join(formats())
    raise UsageError(f"there is no report format {name!r}", hint=hint)


def __getattr__(name: str) -> dict[str, str]:
    if name == "FORMATS":
        return formats()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
