"""A text as it looks: without invisible characters, with look-alike letters and signs made plain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

#: Characters that a reader does not see: soft hyphen, zero-width characters, joiners, marks of direction and of style, tags.
#: They are what Unicode calls default-ignorable, but for the fillers.
INVISIBLE = frozenset(
    map(chr, [
        0xAD, 0x34F, 0x61C, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F),
        *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, *range(0xFFF0, 0xFFF9), *range(0x1BCA0, 0x1BCA4),
        *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000),
    ])
)  # fmt: skip
#: Letters that are blank: fillers of Hangul.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0")
#: What a sign at the foot or head of a line becomes, a trade mark or the number of a note: neither letter nor digit.
SIGN = "\u00ae"

_CONFUSABLES = str.maketrans(
    "аеорсухіјѕһԁԍԛԝкмнтвΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαενρтνАВЕКМНОРСТУХЅІЈɑɡοσсһᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "aeopcyxijshdgqwkmhtbABEZHIKMNOPTYXoaevptvABEKMHOPCTYXSIJagoochABCDEFGHIJKLMNOPRSTUVWYZ",
)
#: What may not stand for itself: blanks and hyphens that are none in ASCII, raised digits, other scripts, signs.
_FOREIGN = re.compile("[^\0-\x9f\xa1-\xa9\xab\xac\xae-\xb1\xb4-\xb8\xbb\xbf-\u024f]")
_RAISED = frozenset("\u00aa\u00ba\u00b2\u00b3\u00b9\u00bc\u00bd\u00be")


class Folded(NamedTuple):
    """A text as it looks, with the way back: `starts[i]` and `ends[i]` for folded character i."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    confused: frozenset[int]  # where letters of another script look like Latin ones


@lru_cache(maxsize=4096)
def _look(char: str) -> tuple[str, bool]:
    """What a character that is seen looks like, and whether it is a letter of another script that looks like a Latin one."""
    if char < "\u0250":
        return (" " if char == "\xa0" else SIGN if char in _RAISED else char), False
    if char in _BLANK:
        return " ", False
    plain = unicodedata.normalize("NFKC", char)
    if plain != char and _is_sign(char, plain):
        return SIGN, False
    look = plain.translate(_CONFUSABLES)
    return look, look != plain


def _is_sign(char: str, plain: str) -> bool:
    """Whether a character stands beside a word and not in it: ™ and ① do, the letters of a word in circles do not."""
    category = unicodedata.category(char)
    return category in ("No", "Lm") or (category == "So" and len(plain) > 1)


def _is_plain(char: str) -> bool:
    return char not in INVISIBLE and _look(char) == (char, False)


def fold(text: str) -> Folded:
    """Drop invisible characters, undo compatibility forms and look-alike letters."""
    if text.isascii() or all(map(_is_plain, set(_FOREIGN.findall(text)))):
        positions = range(len(text) + 1)
        return Folded(text, positions, positions[1:], frozenset())
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    confused: set[int] = set()
    for i, char in enumerate(text):
        if char in INVISIBLE:
            continue
        look, other_script = _look(char)
        if other_script:
            confused.add(len(out))
        for piece in look:
            out.append(piece)
            starts.append(i)
            ends.append(i + 1)
    starts.append(len(text))
    return Folded("".join(out), starts, ends, frozenset(confused))
