"""How large a page may be and how long it may take: hostile pages end as a finding, not as a hanging run.

The time is processor time of this process, so that a busy computer changes no verdict. It is
watched by an interval timer, which also interrupts a search for a pattern; where there is none
(Windows, or another thread than the main one), the limits of size and of single patterns remain.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ots_lint.errors import PageError
from ots_lint.pages.suffixes import format_of

if TYPE_CHECKING:
    from ots_lint.pages.base import Page
    from ots_lint.text.source import Source

#: Processor seconds for any page, and for each MiB of it.
SECONDS = 20.0
SECONDS_PER_MIB = 2.0
#: Pages smaller than this, in characters, may be of nothing but markup.
SMALL = 1 << 20
#: Marks of markup in a larger page: each costs a reader up to a kilobyte of memory.
MAX_MARKS = 1_000_000
_MARKS = {
    "html": ("<", "&", "{"),
    "markdown": ("<", "&", "{", "*", "_", "[", "`", "|", "\\", "~", "\n", "\r", "> ", ">>", "- ", "+ ", ". ", ") "),
}
#: Characters of visible text in one paragraph, and in a whole page.
MAX_RUN = 1_000_000
MAX_TEXT = 5_000_000
#: A page shorter than this has no such text: nothing in a source stands for much more than itself.
SMALL_TEXT = 100_000


class _TooLong(BaseException):
    """Raised by the timer; not an `Exception`, so that nothing on the way catches it."""


def check_source(source: Source) -> None:
    """Raise `PageError` for a page whose markup alone would fill the memory."""
    text = source.text
    if len(text) <= SMALL:
        return
    told = format_of(source.filename)
    kind = "html" if told is not None and told.markup == "html" else "markdown"
    if sum(map(text.count, _MARKS[kind])) > MAX_MARKS:
        raise PageError("the page holds too much markup to be read", source.filename)


def check_page(page: Page) -> None:
    """Raise `PageError` for a page with more text than anybody reads."""
    if len(page.source.text) <= SMALL_TEXT:
        return
    sizes = [len(run.text) for run in page.runs]
    if max(sizes, default=0) > MAX_RUN:
        run = next(run for run in page.runs if len(run.text) > MAX_RUN)
        row = page.source.position(run.element.start)[0]
        raise PageError(f"a paragraph is longer than {MAX_RUN:,} characters (row {row})", page.source.filename)
    if sum(sizes) > MAX_TEXT:
        raise PageError(f"the page holds more than {MAX_TEXT:,} characters of text", page.source.filename)


def seconds_for(source: Source) -> float:
    """The processor time that a page may take."""
    return SECONDS + SECONDS_PER_MIB * len(source.text) / (1 << 20)


@contextmanager
def limited(source: Source) -> Iterator[None]:
    """Raise `PageError` in the body when the page takes longer than `seconds_for` it."""
    import signal
    import threading

    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    if signal.getitimer(signal.ITIMER_PROF)[0] > 0:  # inside another page, or somebody else's timer
        yield
        return
    seconds = seconds_for(source)
    running = True

    def ring(number: int, frame: Any) -> None:
        if running:
            raise _TooLong

    before = signal.signal(signal.SIGPROF, ring)
    try:
        # It rings again, since an exception that is raised in a destructor is lost.
        signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)
        yield
        running = False
    except _TooLong:
        running = False
        raise PageError(
            f"checking the page took longer than {seconds:.0f} seconds, so it was given up; split it into smaller ones",
            source.filename,
        ) from None
    finally:
        running = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before if before is not None else signal.SIG_DFL)
