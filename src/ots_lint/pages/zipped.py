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

#: How files begin that Word once wrote, and now writes where a document has a password.
_OLDER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Where pictures of a document lie.
_PICTURES = ("word/media/", "Pictures/")
#: The prefix under which the elements of a namespace are told, whatever a file calls it.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
}


class _Prefixes:
    """The usual prefix of each prefix of a file, element by element."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._outer: list[dict[str, str] | None] = []  # of each open element; none where nothing is declared

    def enter(self, attributes: dict[str, str]) -> None:
        """An element begins that has these attributes."""
        declared = {
            name[6:]: _PREFIXES.get(value, name[6:]) for name, value in attributes.items() if name.startswith("xmlns")
        }
        self._outer.append(self._names if declared else None)
        if declared:
            self._names = self._names | declared

    def leave(self) -> None:
        """The innermost element ends."""
        outer = self._outer.pop()
        self._names = self._names if outer is None else outer

    def usual(self, name: str, *, element: bool = True) -> str:
        """A name with its usual prefix. An attribute without a prefix is in no namespace."""
        prefix, _, local = name.rpartition(":")
        if prefix or element:
            prefix = self._names.get(prefix, prefix)
        return f"{prefix}:{local}" if prefix else local


class Archive:
    """The files of a document. Raises `PageError` for what is none, or larger than it may be."""

    def __init__(self, data: bytes, filename: str) -> None:
        self.filename = filename
        self.left = MAX_ALL
        if data.startswith(_OLDER):
            raise PageError("this is of an older Word, or has a password: save it anew, without a password", filename)
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

    def need(self, name: str) -> None:
        """Raises `PageError` where the file that holds a document's text is not there."""
        if name not in self.names or not self._zip.getinfo(name).file_size:
            raise PageError("this is not the document that its name says: no text is in it", self.filename)

    def need_text(self, there_is: bool) -> None:
        """Raises `PageError` for a document that shows pictures and no text."""
        if not there_is and any(name.startswith(_PICTURES) for name in self.names):
            raise PageError("there is no text in this document: it may be a picture, which is not read", self.filename)

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
        prefixes = _Prefixes()
        depth = count = 0

        def started(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth, count
            depth += 1
            count += 1
            if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                raise PageError("the document is nested too deeply, or holds too many elements", self.filename)
            prefixes.enter(attributes)
            start(prefixes.usual(tag), {prefixes.usual(key, element=False): value for key, value in attributes.items()})

        def ended(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(prefixes.usual(tag))
            prefixes.leave()

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
