"""Reads PDF files that hold text, which are only read: findings name the page."""

from __future__ import annotations

from collections.abc import Iterator, Set
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ots_lint.errors import PageError
from ots_lint.pages.extracted import Extracted, Piece, extracted, read_extracted
from ots_lint.pages.format import reader
from ots_lint.text.patterns import lazy_re

if TYPE_CHECKING:
    from ots_lint.pages.base import Page
    from ots_lint.text.source import Source

#: Longer files are books.
MAX_PAGES = 100
#: A line that is shorter than this, or than this part of its page's longest, ends a paragraph.
_SHORT, _FULL = 40, 0.7
_ENDS = tuple(".!?:;")
#: In a narrow block, only a line this long may go on.
_NARROW = 20
#: Words of one letter, and longer ones than this, are odd: where so many of a page's are, it is read by its layout again.
_LONG, _ODD = 24, 0.15
#: Where this part of its words are none whatever was tried, a page could not be read.
_LOST = 0.5
#: What a page without text writes at least that shows something, in bytes.
_DRAWS = 300
#: With fewer words, nothing can be told; and no more pages of a file than these are read twice.
_FEW, MAX_AGAIN = 20, 20


def decode(data: bytes, filename: str) -> Extracted:
    """The text of a PDF. Raises `PageError` where it cannot be read."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise PageError("to read PDF, install what it takes: pip install 'ots-lint[documents]'", filename) from None
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a broken file, we say
    try:
        pdf = PdfReader(BytesIO(data), strict=False)
        pages = _pages(pdf, filename)
        lost = {
            number for number, lines in enumerate(pages)
            if _is_lost(lines) or (not any(lines) and _draws(pdf.pages[number]))
        }  # fmt: skip
    except PageError:
        raise
    except Exception:  # whatever a broken file makes the library raise
        raise PageError("this is not the PDF that its name says: it cannot be read", filename) from None
    if not any(pages):
        raise PageError("there is no text in this PDF: it may be a picture, which is not read", filename)
    return extracted(_pieces(pages, lost), filename, data)


def _pages(pdf: Any, filename: str) -> list[list[str]]:
    """The lines of each page."""
    if pdf.is_encrypted and not pdf.decrypt(""):
        raise PageError("the PDF is encrypted", filename)
    if len(pdf.pages) > MAX_PAGES:
        raise PageError(f"the PDF has more than {MAX_PAGES} pages: it is a book, and no flyer", filename)
    again = MAX_AGAIN
    pages = []
    for page in pdf.pages:
        text = page.extract_text() or ""
        if again and (oddness := _oddness(text)) >= _ODD:
            again -= 1
            text = _by_layout(page, text, oddness)
        pages.append([" ".join(_closed_up(line).split()) for line in text.splitlines()])
    return pages


#: Letters with a blank between each two: as some programs write a title that is spaced out.
_SPACED = lazy_re(r"(?<!\S)[^\W\d_](?: [^\W\d_]){4,}(?!\S)")
#: In characters with the blanks: what is longer is no title, and nobody knows where its words end.
_LONGEST = 80
_WORD, _GAP = lazy_re(r"\S\S?(?: \S\S?)*"), lazy_re(r" {2,}")


def _closed_up(line: str) -> str:
    """A line without the blanks between letters that are spaced out: `F l y e r   N i g h t`."""
    found = [match[0] for match in _SPACED.finditer(line)]
    if not found or max(map(len, found)) > _LONGEST:
        return line
    words = _GAP.split(line.strip())
    pairs = sum(len(token) == 2 for token in line.split())  # letters that stand close by their shape: `Wo r k`
    if all(map(_WORD.fullmatch, words)) and 4 * pairs <= len(line.split()) and not _is_row(line):
        return " ".join(word.replace(" ", "") for word in words)
    return _SPACED.sub(lambda found: found[0] if _is_row(found[0]) else found[0].replace(" ", ""), line)


def _is_row(line: str) -> bool:
    """Whether letters are names of seats or points of a drawing, and no word: `A B C D E`, `o o o o o`."""
    letters = line.split()
    return letters == sorted(letters) or len({*letters}) < 3


def _is_lost(lines: list[str]) -> bool:
    """Whether what is left of a page is no text."""
    return _oddness("\n".join(lines)) >= _LOST


def _draws(page: Any) -> bool:
    """Whether a page without text shows something: a picture, or letters that are drawn."""
    try:
        if (page.get("/Resources") or {}).get("/XObject"):
            return True
        contents = page.get_contents()
        return contents is not None and len(contents.get_data()) > _DRAWS
    except Exception:  # whatever a broken page makes the library raise
        return True


def _oddness(text: str) -> float:
    """How many of a text's words are no words: letters that stand apart, or several words in one."""
    words = [word for word in text.split() if not {"/", "@"} & {*word} and any(map(str.isalpha, word))]
    if len(words) < _FEW:
        return 0.0
    return sum(len(word) == 1 or len(word) > _LONG for word in words) / len(words)


def _by_layout(page: Any, text: str, oddness: float) -> str:
    """The text of a page by where its letters stand, if there are more words in it and no fewer letters; else as it was.

    That puts columns into one another, so it is not what is tried first.
    """
    try:
        other: str = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    except Exception:  # whatever a broken page makes the library raise
        return text
    letters, of_other = (sum(map(str.isalnum, each)) for each in (text, other))
    return other if of_other >= 0.95 * letters and _oddness(other) <= 0.75 * oddness else text


def _pieces(pages: list[list[str]], lost: Set[int]) -> Iterator[Piece]:
    """A row for each page, in which its paragraphs follow one another."""
    for number, lines in enumerate(pages):
        longest = max(map(len, lines), default=0)
        kind, joined = "lost" if number in lost else "text", False
        for paragraph in _paragraphs(lines, longest):
            yield Piece(kind, "p", paragraph, joined=joined)
            kind, joined = "text", True
        if not joined:
            yield Piece(kind, "p", "\N{NO-BREAK SPACE}")  # a page without text is a row, too


def _paragraphs(lines: list[str], longest: int) -> Iterator[str]:
    """The lines put together again that were broken because the page ends."""
    text = ""
    open_line = False  # the last one may go on
    for number, line in enumerate(lines):
        if not line or (text and not open_line):
            if text:
                yield text
            text = ""
        if not line:
            continue
        if text.endswith("-") and text[-2:-1].isalnum() and line[:1].isalpha():
            text = (text[:-1] if line[0].islower() else text) + line  # the hyphen before a capital is the word's own
        else:
            text = f"{text} {line}" if text else line
        full = len(line) >= max(_FULL * longest, _SHORT) or _is_full(lines, number)
        open_line = full and not line.endswith(_ENDS)
    if text:
        yield text


def _is_full(lines: list[str], number: int) -> bool:
    """Whether a line of a narrow block goes on in the next one: of a column, a cell of a table, or a title.

    It does where that begins with a small letter; else only in a text, which lists of names are not, and where the line had
    no room for the next word.
    """
    line, after = lines[number], lines[number + 1 : number + 3]
    if len(line) < _NARROW or line.count(" ") < 2 or not after or not after[0][:1].isalpha():
        return False
    word = after[0].split()[0]
    if "@" in word or "/" in word:
        return False
    if word[0].islower():
        return True
    length = 1 + len(line) + len(word)
    if number and line[0].islower() and length >= len(lines[number - 1]) > 0:
        return True
    return after[-1][:1].islower() and length >= len(after[0])


@reader(
    ".pdf",
    title="PDF",
    named=True,
    coded=True,
    decodes=True,
    extra="documents",
    reads="the text of up to 100 pages, as far as the file holds any (pages that are pictures are told); rows are pages",
    fixes="nothing: it is only read",
)  # fmt: skip
def read(source: Source) -> Page:
    """Read a PDF that `decode` gave."""
    return read_extracted(source)
