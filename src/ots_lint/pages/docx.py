"""Reads documents of Word (`.docx`), which are only read: findings name the paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.pages.extracted import Extracted, Paragraph, Piece, extracted, read_extracted
from ots_lint.pages.format import reader
from ots_lint.pages.zipped import Archive
from ots_lint.text.patterns import lazy_re

if TYPE_CHECKING:
    from ots_lint.pages.base import Page
    from ots_lint.text.source import Source

_PART = lazy_re(r"word/(?:header|footer)\d{0,3}\.xml")
_HEADING = lazy_re(r"(?i)heading (\d)")
_STRUCTURE = {"w:tbl": "table", "w:tr": "tr", "w:tc": "td"}
_GAPS = {"w:tab": " ", "w:br": " ", "w:cr": " ", "w:noBreakHyphen": "-", "w:softHyphen": ""}
#: What is no text of the document: what was taken out, instructions, and what stands there a second time.
_SKIPPED = frozenset({"w:del", "w:moveFrom", "mc:Fallback", "w:instrText"})


def decode(data: bytes, filename: str) -> Extracted:
    """The text of a document. Raises `PageError` where it cannot be read."""
    archive = Archive(data, filename)
    levels = _levels(archive)
    pieces: list[Piece] = []
    main = _main(archive)
    archive.need(main)
    names = [main, *sorted(name for name in archive.names if _PART.fullmatch(name))]
    for name in (*names, "word/footnotes.xml", "word/endnotes.xml"):
        region = "header" if "/header" in name else "footer" if "/footer" in name else ""
        if region:
            pieces.append(Piece("open", region))
        part = _Part(pieces, levels, _addresses(archive, name))
        archive.parse(name, part.start, part.end, part.text)
        if region:
            pieces.append(Piece("close", region))
    archive.need_text(any(piece.text for piece in pieces))
    return extracted(pieces, filename, data)


@reader(
    ".docx",
    title="Word documents",
    named=True,
    coded=True,
    decodes=True,
    reads="paragraphs, headings, lists, tables, text boxes, headers, footers, notes and alternative texts; rows are paragraphs",
    fixes="nothing: it is only read",
)  # fmt: skip
def read(source: Source) -> Page:
    """Read a document that `decode` gave."""
    return read_extracted(source)


def _main(archive: Archive) -> str:
    """The name of the part that holds the text: some programs call it document2.xml, or put it elsewhere."""
    name = "word/document.xml"

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal name
        if tag == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            name = attributes.get("Target", "").lstrip("/") or name

    archive.parse("_rels/.rels", start, lambda tag: None, lambda text: None)
    return name


def _levels(archive: Archive) -> dict[str, int]:
    """The level of the headings of each style, by its identifier."""
    levels: dict[str, int] = {}
    style = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal style
        if tag == "w:style":
            style = attributes.get("w:styleId", "")
        elif style and tag == "w:name":
            name = attributes.get("w:val", "")
            if match := _HEADING.fullmatch(name):
                levels[style] = int(match[1])
            elif name.lower() == "title":
                levels[style] = 1
        elif style and tag == "w:outlineLvl" and attributes.get("w:val", "").isdigit():
            levels.setdefault(style, int(attributes["w:val"]) + 1)

    archive.parse("word/styles.xml", start, lambda tag: None, lambda text: None)
    return levels


def _addresses(archive: Archive, name: str) -> dict[str, str]:
    """The addresses of a part's links, by their identifiers."""
    folder, _, last = name.rpartition("/")
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") == "External":
            found[attributes.get("Id", "")] = attributes.get("Target", "")

    archive.parse(f"{folder}/_rels/{last}.rels", start, lambda tag: None, lambda text: None)
    return found


class _Part:
    """Takes the pieces out of one XML file."""

    def __init__(self, pieces: list[Piece], levels: dict[str, int], addresses: dict[str, str]) -> None:
        self.pieces = pieces
        self.levels = levels
        self.addresses = addresses
        self.paragraphs: list[Paragraph] = []  # one in another: a text box
        self.skipped = 0
        self.in_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.skipped or tag in _SKIPPED:
            self.skipped += 1
        elif tag in _STRUCTURE:
            self.pieces.append(Piece("open", _STRUCTURE[tag]))
        elif tag == "w:p":
            self.paragraphs.append(Paragraph("p"))
        elif not self.paragraphs:
            return
        elif tag == "w:t":
            self.in_text = True
        elif tag in _GAPS:
            self.paragraphs[-1].add(_GAPS[tag])
        elif tag == "w:pStyle":
            level = self.levels.get(attributes.get("w:val", ""))
            if level:
                self.paragraphs[-1].tag = f"h{min(level, 6)}"
        elif tag == "w:numPr" and self.paragraphs[-1].tag == "p":
            self.paragraphs[-1].tag = "li"
        elif tag == "w:hyperlink":
            self.paragraphs[-1].begin_link(self.addresses.get(attributes.get("r:id", ""), ""))
        elif tag == "wp:docPr" and (said := attributes.get("descr") or attributes.get("title")):
            self.pieces.append(Piece("alt", "", " ".join(said.split())))

    def end(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif tag in _STRUCTURE:
            self.pieces.append(Piece("close", _STRUCTURE[tag]))
        elif tag == "w:t":
            self.in_text = False
        elif tag == "w:hyperlink" and self.paragraphs:
            self.paragraphs[-1].end_link()
        elif tag == "w:p" and self.paragraphs:
            self.pieces += self.paragraphs.pop().pieces()

    def text(self, text: str) -> None:
        if self.in_text and not self.skipped and self.paragraphs:
            self.paragraphs[-1].add(text)
