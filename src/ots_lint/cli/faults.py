"""Errors and notes in the language of who reads them: that of `--lang`, the configuration or the locale."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ots_lint.cli.terminal import say
from ots_lint.errors import OtsLintError, RuleError
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
    if isinstance(fault, str):
        return words.phrase(fault, "fault")
    about = fault.about if isinstance(fault, RuleError) else ""
    lines = fault.message.removeprefix(f"{about}: ").split("\n")
    message = "\n".join(_indented(line, words) for line in lines)
    if about:  # a key of the file, or the file
        message = f"{words.phrase(about, 'about')}: {message}"
    return str(OtsLintError(message, fault.filename, fault.row, words.phrase(fault.hint, "hint")))


def _indented(line: str, words: Catalogue) -> str:
    said = line.lstrip()
    return line[: len(line) - len(said)] + words.phrase(said, "fault")


def complain(fault: OtsLintError | str, words: Catalogue) -> None:
    """Say an error or a note on standard error."""
    say(f"ots-lint: {told(fault, words)}")
