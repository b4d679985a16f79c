"""The terminal: what it can show, what is said on it, and how far a run is."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from ots_lint.messages import Catalogue


#: Seconds after which a run shows how far it is.
PROGRESS_AFTER = 1.0


#: Terminals that show links, by what they say in TERM_PROGRAM or TERM.
_LINKING = frozenset(
    {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "WarpTerminal"}
    | {"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "contour", "wezterm"}
)


def say(text: str) -> None:
    """One or more lines on standard error, made safe for a terminal."""
    from ots_lint.text.visible import visible

    if sys.stderr is not None:
        sys.stderr.write(visible(text, keep="\n") + "\n")
        sys.stderr.flush()


def standard_output() -> TextIO:
    """Where reports go that no file is named for. Raises `UsageError` where it is closed."""
    if sys.stdout is None:
        from ots_lint.errors import UsageError

        raise UsageError("the output cannot be written: standard output is closed")
    return sys.stdout


def use_color(when: str, stream: TextIO) -> bool:
    """Whether to use colours: as asked for, then as NO_COLOR and FORCE_COLOR say, then on a terminal."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return os.environ["FORCE_COLOR"] not in ("0", "false")
    if os.environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    return os.name != "nt" or bool(os.environ.get("WT_SESSION") or os.environ.get("TERM"))


def shows_links(color: bool, stream: TextIO) -> bool:
    """Whether to write links: as FORCE_HYPERLINK says, else where colours are used and the terminal is known to show them."""
    wanted = os.environ.get("FORCE_HYPERLINK", "")
    if wanted:
        return wanted not in ("0", "false")
    if not color or not stream.isatty() or os.environ.get("TMUX") or os.environ.get("STY"):
        return False
    vte = os.environ.get("VTE_VERSION", "")
    if vte.isascii() and vte.isdigit():
        return int(vte) >= 5000
    named = os.environ.get("TERM_PROGRAM", "") in _LINKING or os.environ.get("TERM", "") in _LINKING
    return named or any(
        os.environ.get(name) for name in ("WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "DOMTERM")
    )


def columns_of(stream: TextIO) -> int:
    """Columns of the terminal; 80 where there is none, unless COLUMNS says otherwise."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and 0 < int(columns) < 10_000:
        return int(columns)
    try:
        return min(os.get_terminal_size(stream.fileno()).columns or 80, 120)
    except (OSError, ValueError, AttributeError):
        return 80


class Progress:
    """How far a run is, on a terminal, once it takes a while."""

    def __init__(self, words: Catalogue) -> None:
        import time

        self._words = words

        self._now = time.monotonic
        self._next = self._now() + PROGRESS_AFTER
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        now = self._now()
        if now >= self._next:
            self._next = now + 0.1
            self._shown = True
            filled = 30 * done // max(total, 1)
            sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{self._words('pages', total)}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
