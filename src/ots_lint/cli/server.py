"""`ots-lint server`: what editors start, and speak with over standard input and output."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from ots_lint.cli import completion
from ots_lint.cli.check import options_of
from ots_lint.cli.groups import CONTEXT, Grouped, option
from ots_lint.cli.letter import OPTIONS
from ots_lint.cli.options import CONFIG, SELECTION
from ots_lint.cli.quick import given_by_default
from ots_lint.cli.terminal import say
from ots_lint.errors import UsageError


@click.command(cls=Grouped, context_settings=CONTEXT)
@SELECTION
@option("Files", "--exclude", metavar="PATTERN", multiple=True, help="Leave out what this .gitignore pattern matches.")
@CONFIG
@option(
    "Report",
    "--baseline",
    metavar="FILE",
    shell_complete=completion.files,
    help="Do not show the findings that this file lists (see ots-lint baseline).",
)
@option("Report", "--no-baseline", is_flag=True, help="Show them, whatever the configuration says.")
@option("Report", "--lang", **{**OPTIONS["--lang"], "help": OPTIONS["--lang"]["help"].replace("locale", "editor")})
@option("Running", "--stdio", is_flag=True, hidden=True, help="What some editors add; there is no other way.")
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
        say("ots-lint server waits for an editor to speak with; Ctrl-C ends it.")
    status = serve(options)
    sys.stderr.flush()
    os._exit(status)  # a thread may still wait for a message
