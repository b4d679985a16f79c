"""The configuration: `ots-lint.toml`, or `[tool.ots-lint]` in `pyproject.toml`.

The nearest one above a file holds for it, up to the folder that has a `.git`. A configuration
may come with a stranger's pull request: it is data, and every path in it stays in the project.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.settings import Letter
from ots_lint.site.config_rows import row_at
from ots_lint.site.globs import NO_PATTERNS, PathPatterns

if TYPE_CHECKING:
    from ots_lint.finding import Severity

FILE = "ots-lint.toml"
#: What a file of that kind is called by mistake: passed over in silence, its settings would seem to hold.
MISNAMED = (".ots-lint.toml", "ots_lint.toml")
FAIL_LEVELS = ("error", "warning", "info", "never")


class Event(NamedTuple):
    """One `[[events]]` entry: what it says about the pages that its paths match."""

    paths: PathPatterns
    relationship: str
    contributions: tuple[str, ...]
    team: str
    shown: tuple[str, ...]  # the paths as written


class Config(NamedTuple):
    """What one configuration file says; with no file, the defaults."""

    path: Path | None = None
    root: Path = Path()  # absolute: what its paths are relative to
    text: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, PathPatterns, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    excluded: PathPatterns = NO_PATTERNS
    include: tuple[str, ...] = ()
    included: PathPatterns = NO_PATTERNS
    severity: tuple[tuple[str, Severity], ...] = ()
    fail_level: str = ""
    events: tuple[Event, ...] = ()
    rules: tuple[Path, ...] = ()
    page_language: str = ""
    model: str = ""
    format: str = ""
    baseline: Path | None = None
    lang: str = ""
    report: Letter = Letter()

    def row(self, key: str) -> int | None:
        """The row of a key in the file, for errors about its value."""
        return row_at(self.text, self.path, (), key)

    def relative(self, path: str) -> str | None:
        """An absolute path from this configuration's folder, or None where it is outside."""
        base = str(self.root)
        prefix = base if base.endswith(os.sep) else base + os.sep
        if not path.startswith(prefix):
            return None
        relative = path[len(prefix) :]
        return relative if os.sep == "/" else relative.replace(os.sep, "/")


class Overrides(NamedTuple):
    """What the command line says about settings; it wins over every configuration."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    relationship: str = ""
    lang: str = ""  # of messages for people, beside English; empty for English alone
