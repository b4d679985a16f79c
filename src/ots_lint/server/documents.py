"""A page as the editor has it: its text, kept up to date edit by edit, and what its name says about its format."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.disk.reading import read_bytes
from ots_lint.errors import PageError
from ots_lint.pages.base import decode_page
from ots_lint.pages.suffixes import OTHERS, READERS, format_of
from ots_lint.server.positions import Positions
from ots_lint.text.patterns import lazy_re
from ots_lint.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ots_lint.server.pages import Checked
    from ots_lint.why.model import Explanation

#: What editors call formats → the suffix that stands for it, where a file's name says nothing.
_OF_LANGUAGE = {
    "markdown": ".md",
    "html": ".html",
    "xhtml": ".xhtml",
    "mdx": ".mdx",
    "astro": ".astro",
    "restructuredtext": ".rst",
    "rst": ".rst",
    "asciidoc": ".adoc",
}
_BOM = "\ufeff"
_SURROGATES = lazy_re("[\ud800-\udfff]")


class Change(NamedTuple):
    """An edit: the positions that it goes from and to (none: the whole text), and what is written there."""

    text: str
    start: tuple[int, int] | None = None
    end: tuple[int, int] | None = None


class OnDisk(NamedTuple):
    """What a file says about a page beside its text."""

    encoding: str = "utf-8"
    problem: str = ""  # why the file cannot be read as a page


def page_name(path: str, language: str) -> str:
    """The name that a page is read by, by its file's suffix, else by what the editor calls its format; empty for no page."""
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122
    if suffix in READERS:
        return path
    named = _OF_LANGUAGE.get(language, "")
    return path + named if named in READERS and suffix not in OTHERS else ""


class Document:
    """One page that is open in the editor."""

    def __init__(self, uri: str, path: str, language: str, version: int | None, text: str) -> None:
        """`path` is absolute; where the page is in no file yet, the place that it would be in."""
        self.uri = uri
        self.path = path
        self.name = page_name(path, language)
        self.version = version
        self.disk = OnDisk()
        self.seconds = 0.0  # that linting it took the last time
        self.checked: Checked | None = None
        self.explained: Explanation | None = None
        self._set(text)

    def _set(self, text: str) -> None:
        if _SURROGATES.search(text):  # halves of a pair that came in two edits
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        self._text = text
        self.checked = self.explained = None
        for name in ("source", "positions"):
            self.__dict__.pop(name, None)

    @cached_property
    def source(self) -> Source:
        """The page for the linter: without its byte order mark, and without halves of characters."""
        text = self._text
        if _SURROGATES.search(text):
            text = _SURROGATES.sub("\ufffd", text)
        bom = b"\xef\xbb\xbf" if text.startswith(_BOM) else b""
        return Source(text.removeprefix(_BOM), self.name, self.disk.encoding, bom)

    @property
    def is_text(self) -> bool:
        """Whether the page is read from a text as the editor has it, and not from a file that only its program opens."""
        told = format_of(self.name)
        if told is None or not told.decodes:
            return True
        source = self.source
        try:
            return decode_page(source.bom + source.text.encode(), self.name).text == source.text
        except PageError:
            return False

    @cached_property
    def positions(self) -> Positions:
        """Where offsets of the text lie in the rows and columns of an editor."""
        return Positions(self._text)

    @property
    def text(self) -> str:
        """The text as the editor has it."""
        return self._text

    @property
    def lead(self) -> int:
        """How many characters of the text come before those of the source."""
        return 1 if self._text.startswith(_BOM) else 0

    def position(self, offset: int) -> tuple[int, int]:
        """The line and character of an offset in the source."""
        return self.positions.of(offset + self.lead)

    def offset(self, line: int, character: int) -> int:
        """The offset in the source of a position."""
        return max(self.positions.offset(line, character) - self.lead, 0)

    def change(self, changes: Iterable[Change], version: int | None) -> None:
        """Take over edits, each of which comes after the one before it."""
        for change in changes:
            if change.start is None or change.end is None:
                self._set(change.text)
                continue
            start = self.positions.offset(*change.start)
            end = max(self.positions.offset(*change.end), start)
            self._set(self._text[:start] + change.text + self._text[end:])
        self.version = version

    def read_disk(self) -> None:
        """Look at the file itself: which encoding it has, and whether it can be read at all."""
        self.disk = OnDisk()
        self.checked = self.explained = None
        self.__dict__.pop("source", None)
        if not self.name or not os.path.lexists(self.path) or not self.is_text:
            return
        try:
            source = decode_page(read_bytes(self.path, self.name), self.name)
        except PageError as error:
            self.disk = OnDisk(problem=error.message)
            return
        self.disk = OnDisk(source.encoding)
