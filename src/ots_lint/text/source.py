"""A decoded file: text, encoding, line table, and how to write it back."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from ots_lint.errors import PageError
from ots_lint.text.patterns import lazy_re

_LINE_END = lazy_re(r"\r\n|\r|\n")
_META_CHARSET = re.compile(rb"""<meta\b[^>]{0,512}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: How far into an HTML page its declared encoding is looked for, in bytes (WHATWG: 1024).
META_CHARSET_WINDOW = 1024


class Source:
    """The text of one file and the way back to its bytes.

    `text` has no byte order mark and keeps its line ends; every offset in the
    program is a code point offset into it. Rows end at LF, CRLF and lone CR.
    """

    __slots__ = ("__dict__", "bom", "encoding", "filename", "text")

    def __init__(self, text: str, filename: str = "", encoding: str = "utf-8", bom: bytes = b"") -> None:
        self.text = text
        self.filename = filename
        self.encoding = encoding
        self.bom = bom

    @classmethod
    def decode(cls, data: bytes, filename: str = "") -> Source:
        """Decode the bytes of a page: BOM, else UTF-8, else what `<meta charset>` declares.

        Raises `PageError` where the bytes fit none of them (SPEC section 7: there is no
        silent fallback) or where the file is binary (it holds NUL bytes).
        """
        for bom, encoding in _BOMS:
            if data.startswith(bom):
                try:
                    return cls(data[len(bom) :].decode(encoding), filename, encoding, bom)
                except UnicodeDecodeError as error:
                    raise PageError(
                        f"the file starts with a {encoding} byte order mark, but byte {error.start} does not fit",
                        filename,
                    ) from None
        declared = _declared_encoding(data)
        if declared and declared != "utf-8":
            try:
                return cls._checked(data.decode(declared), filename, declared)
            except (UnicodeError, LookupError):
                pass  # a wrong declaration is common, and "rot13" is no text encoding; UTF-8 below is self-checking
        try:
            return cls._checked(data.decode("utf-8"), filename, "utf-8")
        except UnicodeDecodeError as error:
            row = len(_LINE_END.findall(data[: error.start].decode("latin-1"))) + 1
            tried = f"{declared} (declared) or UTF-8" if declared and declared != "utf-8" else "UTF-8"
            raise PageError(
                f"the bytes are not {tried}: byte {error.start} in line {row}; save the page as UTF-8", filename
            ) from None

    @classmethod
    def _checked(cls, text: str, filename: str, encoding: str) -> Source:
        if "\0" in text[:8192]:
            raise PageError("this looks like a binary file, not like a page", filename)
        return cls(text, filename, encoding)

    def encode(self, text: str | None = None) -> bytes:
        """The bytes of `text` (default: this text) in this file's encoding, with its BOM.

        Raises `PageError` where a character has no place in the encoding.
        """
        try:
            return self.bom + (self.text if text is None else text).encode(self.encoding)
        except UnicodeEncodeError as error:
            bad = error.object[error.start]
            raise PageError(
                f"{bad!r} cannot be written in {self.encoding}; save the page as UTF-8", self.filename
            ) from None

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset of the first character of every row."""
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")[:-1]), initial=0))

    @cached_property
    def newline(self) -> str:
        """The line end that this file uses first, or LF."""
        match = _LINE_END.search(self.text)
        return match.group() if match else "\n"

    def position(self, offset: int) -> tuple[int, int]:
        """Row and column of an offset, both from 1, columns in code points."""
        row = bisect_right(self.line_starts, offset)
        return row, offset - self.line_starts[row - 1] + 1

    def offset(self, row: int, column: int) -> int:
        """The offset of a row and column (both from 1)."""
        return self.line_starts[row - 1] + column - 1

    def line(self, row: int) -> str:
        """The text of a row without its line end."""
        start = self.line_starts[row - 1]
        end = self.line_starts[row] if row < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


def _declared_encoding(data: bytes) -> str | None:
    match = _META_CHARSET.search(data, 0, META_CHARSET_WINDOW)
    if match is None:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
    except LookupError:
        return None
    # WHATWG: a page that can be read this far as ASCII is not UTF-16, whatever it says;
    # and the label iso-8859-1 means windows-1252.
    if name.startswith(("utf-16", "utf-32")):
        return "utf-8"
    return {"iso8859-1": "cp1252", "ascii": "utf-8"}.get(name, name)
