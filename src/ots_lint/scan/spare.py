"""Leave out of a page what no rule about names could object to, and see whether anything is left.

Spared are the name as it is written, standing apart from other letters, and the name in any
case where what stands beside it makes it a part of an address. Whatever is not surely so is
left for the full path. What counts as beside: characters that surely show or end a text, past
characters that may be markup and vanish.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ots_lint.scan.byte_views import GAP, LOWER, MARKUP

if TYPE_CHECKING:
    from ots_lint.brand.facts import Brand
    from ots_lint.scan.traces import Traces

#: They stand between two words for everybody who sees them, or end the text that the first is in.
_APART = frozenset(b" \t\r\n.,:;!?()<>\"'/-@#+%&|")
#: They may be markup: then what matters stands behind them.
_MARKUP = frozenset(MARKUP)
#: So many characters of markup are passed over.
_MOST_MARKUP = 12
#: In characters: how far back an address may begin.
_ADDRESS = 100
_SCHEME = re.compile(rb"://[A-Za-z0-9./-]*\Z")
_SPACED = bytes(code if code < 128 and chr(code).isalnum() else 32 for code in LOWER)
#: A line of front matter, stripped, that surely is a key with a value of its own, a value, or an item.
_LINE = re.compile(rb"(?:- )?(?:[\w-]+:[ \t]*)?(?:\"[^\"\\]*\"|\[[^\[\]\"']*\]|[^\"'|>\[\]{}&*!%@`-].*)?")
#: So many lines of front matter are looked at for the brand's key.
_MOST_LINES = 200


class Spare:
    """Knows what is right about one brand's name."""

    def __init__(self, brand: Brand, traces: Traces) -> None:
        self._name = brand.name.encode()
        self._low = brand.name.lower().encode()
        self._replaced = traces.replaced
        short = brand.abbreviation.lower().encode()
        self._short = short
        self._apart = re.compile(b" " + b" *".join(re.escape(short[i : i + 1]) for i in range(len(short))) + b" ")
        self._key = brand.key.encode() + b":"
        self._meta_start = b'<meta name="' + brand.key.encode() + b":"
        self._meta = re.compile(
            rb"[ \t]*" + re.escape(self._meta_start) + rb"[a-z-]+\" content=\"[^\"<>&\r\n]*\" ?/?>[ \t]*\r?\n"
        )

    def without_declarations(self, text: bytes) -> bytes:
        """A page without the brand's key where it surely is a key of front matter or of a `<meta>`."""
        if text.startswith((b"---\n", b"---\r\n")):
            return self._without_key(text)
        at = text.find(self._meta_start)
        if at < 0 or text.startswith((b"+++", b"{")):
            return text
        line = text.rfind(b"\n", 0, at) + 1
        match = self._meta.match(text, line)
        if match is None or _is_text(text[:line].lower()):
            return text
        return text[:line] + text[match.end() :]

    def _without_key(self, text: bytes) -> bytes:
        """A page without the brand's key in its front matter, where only plain lines stand before that."""
        at = text.find(b"\n" + self._key) + 1
        end = at + len(self._key)
        if not at or text[end : end + 80].lstrip(b" \t")[:1] not in {b"\r", b"\n"}:
            return text
        lines = [line.strip() for line in text[:at].split(b"\n", _MOST_LINES + 1)[1:-1]]
        if len(lines) >= _MOST_LINES or b"..." in lines or not all(map(_LINE.fullmatch, lines)):
            return text
        return text[:at] + text[end:]

    def doubts(self, form: bytes) -> bool:
        """Whether lines may be joined without a blank: by an escaped line end in front matter."""
        escapes = b"\\" in form and form.startswith((b"---", b"+++", b"{"))
        return escapes and (b"\\\n" in form or b"\\\r" in form)

    def without_right_names(self, form: bytes) -> bytes:
        """A form of a page without the names in it that are right, and those that are parts of addresses."""
        low = form.lower()
        name = self._low
        at = low.find(name)
        pieces: list[bytes] = []
        done = 0
        while at >= 0:
            end = at + len(name)
            if self._is_spared(form, at, end):
                pieces.append(form[done:at])
                done = end
            at = low.find(name, end)
        if not pieces:
            return form
        pieces.append(form[done:])
        return GAP.join(pieces)

    def _is_spared(self, form: bytes, start: int, end: int) -> bool:
        if not (_is_apart(form, start, -1) and _is_apart(form, end, 1)):
            return False
        return form[start:end] == self._name or _is_in_address(form, start, end)

    def replaced(self, letters: bytes) -> bool:
        """Whether the name with a word replaced, or with its words in another order, stands in a stream."""
        return self._replaced.stand_apart(letters)

    def abbreviates(self, form: bytes) -> bool:
        """Whether the abbreviation, in whatever shape, may stand in a form of a page."""
        short = self._short
        if not short:
            return False
        if self._apart.search(b" %b " % form.translate(_SPACED)) is None:
            return False
        if short + b"-" not in form:
            return True
        # a compound in small letters is never the abbreviation
        form = re.sub(re.escape(short) + rb"-(?=[a-z])", b" ", form)
        return self._apart.search(b" %b " % form.translate(_SPACED)) is not None


def _is_apart(form: bytes, at: int, step: int) -> bool:
    """Whether what begins or ends here surely stands apart from the letters before or after it."""
    if step < 0:
        at -= 1
    for _ in range(_MOST_MARKUP):
        if not 0 <= at < len(form) or form[at] in _APART:
            return True
        if form[at] not in _MARKUP:
            return False
        at += step
    return False


def _is_in_address(form: bytes, start: int, end: int) -> bool:
    """Whether a name that stands apart is a part of an address, by what touches it."""
    before, after = form[max(start - 2, 0) : start], form[end : end + 2]
    if before.endswith(b"@") or after.startswith(b"@"):
        return True
    if len(after) == 2 and after[0] in b"./" and _is_letter(after[1]):
        return True
    if len(before) == 2 and before[1] == ord(".") and _is_letter(before[0]):
        return True
    return before[-1:] in {b"/", b"."} and _SCHEME.search(form, max(start - _ADDRESS, 0), start) is not None


def _is_text(before: bytes) -> bool:
    """Whether an element whose content is text, not markup, may be open at the end of this part of a page."""
    return any(before.count(b"<" + name) != before.count(b"</" + name) for name in (b"title", b"textarea"))


def _is_letter(code: int) -> bool:
    return code < 128 and chr(code).isalnum()
