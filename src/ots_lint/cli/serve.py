"""`ots-lint serve`: a page in the browser where one pastes an announcement."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from ots_lint.cli.check import options_of
from ots_lint.cli.groups import CONTEXT, Grouped, option
from ots_lint.cli.options import CONFIG, LANG, SELECTION
from ots_lint.cli.quick import given_by_default
from ots_lint.cli.terminal import say

#: Where the page is unless somebody says otherwise; browsers go to no port that other protocols have.
PORT = 8642

if TYPE_CHECKING:
    _Type = click.ParamType[Any]
else:
    _Type = click.ParamType  # generic in newer versions of click only


class _Port(_Type):
    """A port of this computer, or 0."""

    name = "PORT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not (text.isascii() and text.isdecimal() and int(text[:6]) <= 65535):
            self.fail(f"{text[:20]!r} is no port: take a number up to 65535", param, ctx)
        return int(text)


@click.command(cls=Grouped, context_settings=CONTEXT)
@option("Running", "--port", type=_Port(), default=PORT)
@option("Running", "--open", "open_", is_flag=True)
@SELECTION
@CONFIG
@LANG
def serve(**given: Any) -> int:
    """Check a text in the browser: paste an announcement, see what to change, copy it.

    The page is there for this computer alone, until Ctrl-C. Nothing that is pasted leaves it, or is kept.
    """
    from ots_lint.messages import ENGLISH, catalogue
    from ots_lint.serve.server import Server
    from ots_lint.site.live import Live, warm

    options = options_of({**given_by_default(), **given})
    live, folder = Live(options), os.getcwd()  # noqa: PTH109
    server = Server(live, folder, given["port"], options.lang or live.attend(folder).lang)
    words = catalogue(server.way.lang or ENGLISH)
    say(words("serve-at", address=server.address))
    if given["open_"]:
        import webbrowser

        webbrowser.open(server.address)
    try:
        server.run(lambda: warm(server.way))
    except KeyboardInterrupt:
        say(words("serve-end"))
    return 0
