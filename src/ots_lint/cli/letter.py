"""Options that make a report a letter: its language, who sends it, about which site, when, and with which words."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from ots_lint.cli import completion
from ots_lint.errors import UsageError
from ots_lint.settings import Letter

#: Name of an option -> how click takes it.
OPTIONS: dict[str, dict[str, Any]] = {
    "--lang": {"metavar": "TAG", "shell_complete": completion.languages},
    "--sender": {"metavar": "NAME"},
    "--site": {"metavar": "NAME"},
    "--date": {"metavar": "DATE"},
    "--greeting": {"metavar": "TEXT"},
}


def language(given: Mapping[str, Any], more: Iterable[str] = ()) -> str:
    """The language that `--lang` asks for; empty where it is not given.

    `more` are languages that there is something in beside messages. Raises `UsageError`.
    """
    tag = given.get("lang") or ""
    if tag:
        from ots_lint.messages import languages

        known = sorted({*languages(), *more})
        if tag not in known:
            *some, last = known
            choices = f"{', '.join(some)} or {last}"
            raise UsageError(f"--lang: there are no messages in {tag[:20]!r}", hint=f"choose {choices}")
    return str(tag)


def locale() -> str:
    """The language of the user's locale."""
    from ots_lint.messages import language_of

    return language_of(os.environ)


def letter(given: Mapping[str, Any]) -> Letter:
    """What the options say about the letter."""
    date = given.get("date") or ""
    if date == "today":
        from datetime import date as day

        date = day.today().isoformat()
    return Letter(given.get("sender") or "", given.get("site") or "", date, given.get("greeting") or "")
