"""Documents that are archives of XML files: opened with bounds, without entities, and gone through as a stream."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from ots_lint.errors import PageError

#: In bytes: what one file of an archive may hold, and what all that are read may hold together.
MAX_PART, MAX_ALL = 32 << 20, 64 << 20
#: Archives with more entries, and XML with deeper nesting or more elements, are nobody's document.
MAX_ENTRIES, MAX_DEPTH, MAX_ELEMENTS = 5_000, 500, 2_000_000

Start = Callable[[str, dict[str, str]], None]


class Archive:
    """The files of a document. Raises `PageError` for what is none, or larger than it may be."""

    def __init__(self, data: bytes, filename: str) -> None:
        self.filename = filename
        self.left = MAX_ALL
        try:
            self._zip = ZipFile(BytesIO(data))
            names = self._zip.namelist()
        except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError, RuntimeError):
            raise PageError("this is not the document that its name says: it cannot be opened", filename) from None
        if len(names) > MAX_ENTRIES:
            raise PageError(f"the document holds more than {MAX_ENTRIES:,} files", filename)
        self.names = names

    def read(self, name: str) -> bytes:
        """What a file of the archive holds; nothing where there is none of this name."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as stream:
                data = stream.read(min(MAX_PART, self.left) + 1)
        except RuntimeError:  # it wants a password
            raise PageError("the document is encrypted", self.filename) from None
        except Exception:  # whatever a broken archive makes its library raise
            raise PageError(f"the document is damaged: {name[:100]} cannot be read", self.filename) from None
        self.left -= len(data)
        if len(data) > MAX_PART or self.left < 0:
            raise PageError("the document unpacks to more than anybody reads", self.filename)
        return data

    def parse(self, name: str, start: Start, end: Callable[[str], None], text: Callable[[str], None]) -> None:
        """Go through a file as XML, telling of elements (`prefix:name`, by their usual prefixes) and text.

        No entity but those of XML itself is known: a document type is refused. Raises `PageError`.
        """
        from xml.parsers.expat import ExpatError, ParserCreate

        data = self.read(name)
        if not data:
            return
        parser = ParserCreate()
        parser.buffer_text = True
        depth = count = 0

        def started(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth, count
            depth += 1
            count += 1
            if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                raise PageError("the document is nested too deeply, or holds too many elements", self.filename)
            start(tag, attributes)

        def ended(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(tag)

        def refused(*_: object) -> None:
            raise PageError("the document declares entities, which no office program writes", self.filename)

        parser.StartElementHandler = started
        parser.EndElementHandler = ended
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = refused
        parser.EntityDeclHandler = refused
        try:
            parser.Parse(data, True)
        except (ExpatError, ValueError, LookupError):
            raise PageError(f"the document is damaged: {name[:100]} is no XML", self.filename) from None
