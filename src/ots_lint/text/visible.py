"""Untrusted text made safe for a terminal, and how wide it is there."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import category, combining, east_asian_width

from ots_lint.text.patterns import lazy_re

#: Characters that could move the cursor, colour, reorder or hide what a terminal shows:
#: controls, surrogates, line separators, bidirectional controls, invisible format characters.
_UNSAFE = lazy_re(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
#: What is not surely one column wide: all but Latin letters and common punctuation.
_UNUSUAL = lazy_re("[^\x00-\xac\xae-\u02ff\u2010-\u2027\u20ac]")
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\x1b": "\\e", "\u202f": "\u202f", "\u200d": "\u200d"}


def visible(text: str, keep: str = "") -> str:
    """The text with every character that could fool a terminal written as an escape.

    Characters in `keep` stay (`"\\n"` where line breaks are wanted).
    """
    if text.isascii() and text.isprintable():
        return text
    return rewritten(text, lambda character: character if character in keep else escape(character))


def rewritten(text: str, way: Callable[[str], str]) -> str:
    """The text with every such character written another way."""
    return _UNSAFE.sub(lambda match: way(match.group()), text)


def escape(character: str) -> str:
    """How an unsafe character is written: `\\t`, `\\x07`, `<U+202E>`."""
    short = _SHORT.get(character)
    if short is not None:
        return short
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x80 else f"<U+{number:04X}>"


def is_narrow(text: str) -> bool:
    """Whether every character surely takes one column; False where one may take another number."""
    return text.isascii() or _UNUSUAL.search(text) is None


def width(text: str) -> int:
    """Columns that a text takes on a terminal; wide East Asian characters and emoji take two."""
    if is_narrow(text):
        return len(text)
    return sum(
        0 if combining(c) or category(c) in ("Mn", "Me", "Cf") else 2 if east_asian_width(c) in "WF" else 1
        for c in text
    )


def is_command(name: str) -> bool:
    """Whether a CI service takes a name for a command (`::error::`, `##[…]`, `##vso[…]`) at the start of a line."""
    return name.startswith((":", "#"))


def harmless(name: str) -> str:
    """A name that no CI service takes for a command, wherever it stands."""
    return "./" + name if is_command(name) else name
