"""Undoes what mail does to a text, piece by piece: quoted-printable, base64, and encoded words in headers."""

from __future__ import annotations

import codecs
from binascii import Error, a2b_base64
from bisect import bisect_right

from ots_lint.pages.embedded import Decoded
from ots_lint.text.encodings import codec
from ots_lint.text.patterns import lazy_re

_QUOTED = lazy_re(r"(?:=[0-9A-Fa-f]{2}|=[ \t]*(?:\r\n|\r|\n))+|(?<![ \t])[ \t]++(?=[\r\n]|\Z)")
_TOKEN = lazy_re(r"=([0-9A-Fa-f]{2})|=[ \t]*(?:\r\n|\r|\n)")
_BASE64 = lazy_re(r"[A-Za-z0-9+/]+")
_WORDS = lazy_re(r"\s+|[^\s<>]+|[<>]")
_SHIFT = lazy_re(r"\x1b(?:\([A-Z]|\$[@AB]|\$\([A-Z])")
#: What shifts back to letters that stand for themselves.
_TO_LETTERS = frozenset({"\x1b(B", "\x1b(J"})
_ENCODED_WORD = lazy_re(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?\s]*)\?=")
_FOLD = lazy_re(r"(?<![ \t])[ \t]*+(?:\r\n|\r|\n)[ \t]*+")
#: Encodings in which one byte stands for itself whatever is around it only if it is no ASCII.
_PLAIN = frozenset({"utf-8", "ascii"})


def python_codec(label: str) -> str:
    """Python's name of a charset; UTF-8 for what the web does not know."""
    name = codec(label.strip("\"' ")) or "utf-8"
    return name if not name.startswith(("utf-16", "utf-32")) else "utf-8"


def is_stateful(charset: str) -> bool:
    """Whether ASCII letters may stand for other characters in this encoding."""
    return charset.startswith("iso2022")


def quoted_printable(into: Decoded, source: str, start: int, end: int, charset: str) -> None:
    """Decode `source[start:end]`; a soft line break leaves nothing, and blanks at the end of a line neither."""
    at = start
    for match in _QUOTED.finditer(source, start, end):
        left, right = match.span()
        into.add(source[at:left], at, left)
        if source[left] == "=":
            _octets(into, source, left, right, charset)
        at = right
    into.add(source[at:end], at, end)


def _octets(into: Decoded, source: str, start: int, end: int, charset: str) -> None:
    """Decode a stretch of `=C3=A9`, in which a line may break."""
    decoder = codecs.getincrementaldecoder(charset)("replace")
    first = -1
    for token in _TOKEN.finditer(source, start, end):
        if token[1] is None:
            continue
        first = token.start() if first < 0 else first
        text = decoder.decode(bytes([int(token[1], 16)]))
        if text:
            into.add(_shown(text), first, token.end(), verbatim=False)
            first = -1
    if first >= 0:
        into.add(_shown(decoder.decode(b"", True)), first, end, verbatim=False)


def base64(into: Decoded, source: str, start: int, end: int, charset: str) -> None:
    """Decode `source[start:end]`, word by word; what is no base64 in it is passed over."""
    lines = [match.span() for match in _BASE64.finditer(source, start, end)]
    letters = "".join([source[left:right] for left, right in lines])
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        data = a2b_base64(letters + "=" * (-len(letters) % 4))
    except Error:
        return
    starts, count = [], 0
    for left, right in lines:
        starts.append(count)
        count += right - left

    def place(letter: int) -> int:
        """Where a letter of the base64 text stands."""
        i = max(bisect_right(starts, letter) - 1, 0)
        return min(lines[i][0] + letter - starts[i], lines[i][1])

    octets = 0
    text = data.decode(charset, "replace")
    for match in _WORDS.finditer(text):
        word = match.group()
        # A broken character is one octet here, though it may have been more.
        size = len(word.encode(charset, "replace")) if "\ufffd" not in word else len(word)
        left, right = octets // 3 * 4 + octets % 3, (octets + size - 1) // 3 * 4 + (octets + size - 1) % 3 + 2
        into.add(_shown(word), place(left), place(right - 1) + 1 if lines else place(right), verbatim=False)
        octets += size


def shifted(into: Decoded, source: str, start: int, end: int, charset: str) -> None:
    """Decode `source[start:end]` in an encoding with shifts (ISO-2022-JP): between two of them as a whole."""
    at, shift = start, ""

    def add(until: int) -> None:
        piece = source[at:until]
        if shift:
            text = (shift + piece).encode("latin-1", "replace").decode(charset, "replace")
            into.add(_shown(text), at, until, verbatim=False)
        else:
            into.add(piece, at, until)

    for match in _SHIFT.finditer(source, start, end):
        add(match.start())
        at, shift = match.end(), "" if match.group() in _TO_LETTERS else match.group()
    add(end)


def header(source: str, start: int, end: int) -> tuple[Decoded, bool]:
    """The text of a header's value, its lines joined and encoded words decoded, and whether there are any of these."""
    into, at, word_end = Decoded(), start, -1
    for match in _ENCODED_WORD.finditer(source, start, end):
        left, right = match.span()
        between = source[at:left]
        if not (at == word_end and not between.strip()):  # white space between two of them is not shown
            _unfolded(into, source, at, left)
        charset = python_codec(match[1].partition("*")[0])
        inner, last = match.span(3)
        if match[2] in "bB" or is_stateful(charset):
            _whole_word(into, match[3], match[2], charset, left, right)
        else:
            _q_word(into, source, inner, last, charset, left)
        at = word_end = right
    _unfolded(into, source, at, end)
    return into, word_end >= 0


def _unfolded(into: Decoded, source: str, start: int, end: int) -> None:
    at = start
    for match in _FOLD.finditer(source, start, end):
        into.add(source[at : match.start()], at, match.start())
        into.add(" ", *match.span(), verbatim=False)
        at = match.end()
    into.add(source[at:end], at, end)


def _q_word(into: Decoded, source: str, start: int, end: int, charset: str, word: int) -> None:
    """An encoded word in which letters stand as they are, and blanks as underscores."""
    at = start
    while at < end:
        under = source.find("_", at, end)
        stop = under if under >= 0 else end
        quoted_printable(into, source, at, stop, charset)
        if under >= 0:
            into.add(" ", under, under + 1, verbatim=False)
        at = stop + 1


def _whole_word(into: Decoded, text: str, kind: str, charset: str, start: int, end: int) -> None:
    try:
        data = a2b_base64(text + "=" * (-len(text) % 4)) if kind in "bB" else text.encode("ascii", "replace")
    except Error:
        return
    into.add(_shown(data.decode(charset, "replace")), start, end, verbatim=False)


def _shown(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\0", "\ufffd")
