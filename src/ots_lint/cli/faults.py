"""Errors and notes in the language of who reads them: that of `--lang`, the configuration or the locale."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ots_lint.cli.terminal import say
from ots_lint.errors import OtsLintError
from ots_lint.messages import Catalogue, catalogue, languages, spoken, tag_of


def words(arguments: Sequence[str] | None = None) -> Catalogue:
    """What to say errors with. `arguments` may be wrong, and so may the configuration: then they name no language."""
    asked = _asked(sys.argv[1:] if arguments is None else arguments)
    return catalogue(asked if asked in languages() else spoken(_configured() or tag_of(os.environ)))


def _asked(arguments: Sequence[str]) -> str:
    """What follows the last `--lang`."""
    found = ""
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        name, joined, value = argument.partition("=")
        if name == "--lang":
            found = value if joined else "".join(arguments[number + 1 : number + 2])
    return found


def _configured() -> str:
    from ots_lint.site.configs import Configs

    try:
        return Configs().of(str(Path.cwd())).lang
    except (OtsLintError, OSError):
        return ""


def told(fault: OtsLintError | str, words: Catalogue) -> str:
    """An error or a note in a line."""
    return words.phrase(fault, "fault") if isinstance(fault, str) else fault.line(words)


def complain(fault: OtsLintError | str, words: Catalogue) -> None:
    """Say an error or a note on standard error."""
    say(f"ots-lint: {told(fault, words)}")
