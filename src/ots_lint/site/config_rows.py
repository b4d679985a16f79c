"""Where a key stands in a configuration, and which known word is near an unknown one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ots_lint.site.config import Config

PYPROJECT = "pyproject.toml"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the known word that is nearest, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(word[:60], list(known), 1, 0.6)
    return f"did you mean {close[0]}?" if close else ""


def row_at(text: str, path: Path | None, table: tuple[str | int, ...], key: str) -> int | None:
    """The row where a key is set, found by its table header; None where it cannot be told.

    The TOML reader keeps no positions; a wrong guess is only a wrong row in an error message.
    """
    prefix = "tool.ots-lint" if path is not None and path.name == PYPROJECT else ""
    names = [prefix] * bool(prefix) + [str(part) for part in table if isinstance(part, str)]
    wanted = ".".join(names)
    nth = next((part for part in table if isinstance(part, int)), 0)
    current, seen, at_header = "", -1, None
    for row, line in enumerate(text.split("\n"), 1):
        line = line[:300]  # no key is that long, and the patterns below are not linear
        header = re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$", line)
        if header:
            current = re.sub(r"""["'\s]""", "", header.group(1))
            if current == wanted:
                seen += 1
                if seen == nth:
                    at_header = row
            if key and current == (f"{wanted}.{key}" if wanted else key):
                return row
            continue
        if not key:
            continue
        if current == wanted and (not table or seen == nth or not isinstance(table[-1], int)):
            found = re.match(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*[=.]""", line)
            if found and key in found.groups():
                return row
        if table and current == prefix and re.match(rf"\s*{re.escape(str(table[0]))}\s*[=.]", line):
            at_header = row
    return at_header


def row_of(config: Config, table: tuple[str | int, ...], key: str) -> int | None:
    """The row of a key in a table of a configuration, such as `("events", 0), "paths"`; None where it cannot be told."""
    return row_at(config.text, config.path, table, key)
