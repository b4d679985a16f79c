"""A decoded file: text, encoding, line table, and how to write it back."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from ots_lint.errors import PageError
from ots_lint.text.encodings import declared
from ots_lint.text.patterns import lazy_re

_LINE_END = lazy_re(r"\r\n|\r|\n")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: UTF-32, which the standard of the web has not: its first bytes are those of UTF-16.
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


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
    def decode(cls, data: bytes, filename: str = "", *, declared_first: bool = True, sent: str | None = None) -> Source:
        """Decode the bytes of a page: BOM, else what the server says that sent it, else `<meta>`, else UTF-8.

        What is no HTML becomes UTF-8 whatever a tag in it quotes: without `declared_first` that is tried first.
        `sent` is Python's name of the encoding that a server says: it counts for every format, and more than a tag.

        Raises `PageError` where the bytes fit none of them (SPEC section 7: there is no
        silent fallback) or where the file is binary (it holds NUL).
        """
        if data.startswith(_UTF_32):
            raise PageError("the page is in UTF-32, which browsers do not read; save it as UTF-8", filename)
        for bom, encoding in _BOMS:
            if data.startswith(bom):
                try:
                    return cls._checked(data[len(bom) :].decode(encoding), filename, encoding, bom)
                except UnicodeDecodeError as error:
                    raise PageError(
                        f"the file starts with a {encoding} byte order mark, but byte {error.start} does not fit",
                        filename,
                    ) from None
        said = sent or declared(data)
        tried = ["utf-8"] if said in (None, "utf-8") else [said, "utf-8"]
        if not declared_first and not sent:
            tried.reverse()
        at = 0
        for encoding in tried:
            try:
                return cls._checked(data.decode(encoding), filename, encoding)
            except UnicodeDecodeError as error:  # a wrong declaration is common; UTF-8 is self-checking
                at = error.start if encoding == "utf-8" else at
        row = len(_LINE_END.findall(data[:at].decode("latin-1"))) + 1
        names = f"{said} (declared) or UTF-8" if len(tried) > 1 else "UTF-8"
        raise PageError(f"the bytes are not {names}: byte {at} in line {row}; save the page as UTF-8", filename)

    @classmethod
    def _checked(cls, text: str, filename: str, encoding: str, bom: bytes = b"") -> Source:
        check_text(text, filename)
        return cls(text, filename, encoding, bom)

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


def check_text(text: str, filename: str) -> None:
    """Raise `PageError` for a text that is no page's: one that holds NUL."""
    at = text.find("\0")
    if at >= 0:
        row = len(_LINE_END.findall(text[:at])) + 1
        raise PageError(f"this looks like a binary file, not like a page: there is a NUL in line {row}", filename)
