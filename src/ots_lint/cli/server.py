"""`ots-lint server`: what editors start, and speak with over standard input and output."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from ots_lint.cli import completion
from ots_lint.cli.check import options_of
from ots_lint.cli.groups import CONTEXT, Grouped, option
from ots_lint.cli.options import CONFIG, LANG, SELECTION
from ots_lint.cli.quick import given_by_default
from ots_lint.cli.terminal import say
from ots_lint.cli.worded import words
from ots_lint.errors import UsageError


@click.command(cls=Grouped, context_settings=CONTEXT)
@SELECTION
@option("Files", "--exclude", metavar="PATTERN", multiple=True)
@CONFIG
@option("Report", "--baseline", metavar="FILE", shell_complete=completion.files)
@option("Report", "--no-baseline", is_flag=True)
@LANG
@option("Running", "--stdio", is_flag=True, hidden=True)
def server(**given: Any) -> int:
    """Speak with an editor: findings while you type, fixes, explanations.

    An editor starts it (docs/editors.md says how) and speaks the Language Server Protocol with it, over standard input
    and output.
    """
    options = options_of({**given_by_default(), **given})
    try:
        from ots_lint.server.session import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError(
            "editors need one more package, pygls", hint="pip install 'ots-lint[server]' installs it"
        ) from None
    if sys.stdin is None or sys.stdout is None:
        raise UsageError("an editor speaks over standard input and output, and one of them is closed")
    if sys.stdin.isatty():
        say(words()("server-waits"))
    status = serve(options)
    sys.stderr.flush()
    os._exit(status)  # a thread may still wait for a message
