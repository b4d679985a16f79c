"""Reads documents of LibreOffice (`.odt`), which are only read: findings name the paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.errors import PageError
from ots_lint.pages.extracted import Extracted, Paragraph, Piece, extracted, read_extracted
from ots_lint.pages.format import reader
from ots_lint.pages.zipped import Archive

if TYPE_CHECKING:
    from ots_lint.pages.base import Page
    from ots_lint.text.source import Source

_STRUCTURE = {
    "text:list": "ul", "text:list-item": "li", "table:table": "table", "table:table-row": "tr", "table:table-cell": "td",
    "style:header": "header", "style:footer": "footer",
}  # fmt: skip
_ALTERNATIVES = frozenset({"svg:title", "svg:desc"})
#: What is no text of the document: what was taken out, and what people note beside it.
_SKIPPED = frozenset(
    {"text:tracked-changes", "office:annotation", "text:note-citation", "office:forms", "text:sequence-decls"}
)


def decode(data: bytes, filename: str) -> Extracted:
    """The text of a document. Raises `PageError` where it cannot be read."""
    archive = Archive(data, filename)
    pieces: list[Piece] = []
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise PageError("the document is encrypted", filename)
    archive.need("content.xml")
    for name in ("content.xml", "styles.xml"):
        part = _Part(pieces)
        archive.parse(name, part.start, part.end, part.text)
    archive.need_text(any(piece.text for piece in pieces))
    return extracted(pieces, filename, data)


@reader(
    ".odt", ".ott",
    title="OpenDocument texts",
    named=True,
    coded=True,
    decodes=True,
    reads="paragraphs, headings, lists, tables, text boxes, headers, footers, notes and alternative texts; rows are paragraphs",
    fixes="nothing: it is only read",
)  # fmt: skip
def read(source: Source) -> Page:
    """Read a document that `decode` gave."""
    return read_extracted(source)


class _Part:
    """Takes the pieces out of one XML file."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.titles = {"Title"}  # styles of titles: so it is called in every language, and what is made from it
        self.paragraphs: list[Paragraph] = []  # one in another: a text box, or a note
        self.skipped = 0
        self.alternative: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.skipped or tag in _SKIPPED:
            self.skipped += 1
        elif tag in _STRUCTURE:
            self.pieces.append(Piece("open", _STRUCTURE[tag]))
        elif tag == "style:style" and attributes.get("style:parent-style-name") in self.titles:
            self.titles.add(attributes.get("style:name", ""))
        elif tag == "text:p":
            self.paragraphs.append(Paragraph("h1" if attributes.get("text:style-name") in self.titles else "p"))
        elif tag == "text:h":
            level = attributes.get("text:outline-level", "1")
            self.paragraphs.append(Paragraph(f"h{min(max(int(level), 1), 6) if level.isdigit() else 1}"))
        elif tag in _ALTERNATIVES:
            self.alternative = []
        elif not self.paragraphs:
            return
        elif tag in ("text:s", "text:tab", "text:line-break"):
            self.paragraphs[-1].add(" ")
        elif tag == "text:a":
            self.paragraphs[-1].begin_link(attributes.get("xlink:href", ""))

    def end(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif tag in _STRUCTURE:
            self.pieces.append(Piece("close", _STRUCTURE[tag]))
        elif tag in _ALTERNATIVES:
            said = " ".join("".join(self.alternative or ()).split())
            self.alternative = None
            if said:
                self.pieces.append(Piece("alt", "", said))
        elif tag == "text:a" and self.paragraphs:
            self.paragraphs[-1].end_link()
        elif tag in ("text:p", "text:h") and self.paragraphs:
            self.pieces += self.paragraphs.pop().pieces()

    def text(self, text: str) -> None:
        if self.skipped:
            return
        text = text.replace("\n", " ").replace("\r", " ")
        if self.alternative is not None:
            self.alternative.append(text)
        elif self.paragraphs:
            self.paragraphs[-1].add(text)
