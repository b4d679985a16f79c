"""Where a finding in a document is said to be, against where another library has put the wrong name.

The files are written with python-docx, odfpy and reportlab, which know nothing of the readers: text of several runs, tables,
lists, links, headers, columns and pages, with the name in one known place of each. What counts there are the paragraphs with text
from the top, or the pages. Calendars are folded by a hand that knows only octets.
"""

from __future__ import annotations

import random
from io import BytesIO

import pytest

from ots_lint.lint.fix import fix_page
from ots_lint.lint.page import lint_bytes, lint_source
from ots_lint.pages.base import decode_page, read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULES = load_ruleset()
SETTINGS = Settings(relationship="none", select=("OTS101",))
WRONG, RIGHT = "Open Tech School", "OpenTechSchool"
TEXT = "the evening begins with tea at six and everybody brings a laptop für Anfänger 日本 and “friends” – welcome"
WORDS = TEXT.split()


def sentence(rnd: random.Random, least: int = 3) -> list[str]:
    return [rnd.choice(WORDS) for _ in range(rnd.randint(least, 14))]


def planted(rnd: random.Random) -> tuple[str, str]:
    """A sentence, as it is without and with the wrong name."""
    words = sentence(rnd)
    at = rnd.randint(0, len(words))
    return " ".join(words), " ".join([*words[:at], WRONG, *words[at:]])


def pieces(rnd: random.Random, text: str) -> list[str]:
    """A text as an office program stores it: cut anywhere, also inside words."""
    cuts = sorted(rnd.sample(range(1, len(text)), min(4, len(text) - 1)))
    return [text[left:right] for left, right in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def found(data: bytes, name: str) -> list[tuple[int, str, int]]:
    """Row, marked text and column of each finding."""
    linted = lint_bytes(data, name, RULES, SETTINGS)
    source = linted.source
    assert not [f for f in linted.findings if f.code == "OTS900"]
    return [
        (source.position(f.span.start)[0], source.text[f.span.start : f.span.end], source.position(f.span.start)[1])
        for f in linted.findings
        if f.code == "OTS101"
    ]


def word_file(rnd: random.Random, texts: list[str]) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    left = list(texts)

    def fill(paragraph, text: str) -> None:  # type: ignore[no-untyped-def]
        for number, piece in enumerate(pieces(rnd, text)):
            run = paragraph.add_run(piece)
            run.bold = number % 2 == 1

    while left:
        kind = rnd.choice(["p", "p", "h", "li", "empty", "table", "break"])
        if kind == "table" and len(left) >= 4:
            table = document.add_table(rows=2, cols=2)
            for row in table.rows:
                for cell in row.cells:
                    fill(cell.paragraphs[0], left.pop(0))
        elif kind == "empty":
            document.add_paragraph("")
        elif kind == "break":
            document.add_page_break()
        elif kind == "h":
            fill(document.add_heading("", level=rnd.randint(1, 3)), left.pop(0))
        else:
            fill(document.add_paragraph("", style="List Bullet" if kind == "li" else None), left.pop(0))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def office_file(rnd: random.Random, texts: list[str]) -> bytes:
    pytest.importorskip("odf")
    from odf.opendocument import OpenDocumentText
    from odf.table import Table, TableCell, TableRow
    from odf.text import H, LineBreak, List, ListItem, P, Span

    document = OpenDocumentText()
    left = list(texts)

    def fill(element, text: str):  # type: ignore[no-untyped-def]
        for number, piece in enumerate(pieces(rnd, text)):
            element.addElement(Span(text=piece)) if number % 2 else element.addText(piece)
        return element

    while left:
        kind = rnd.choice(["p", "p", "h", "list", "empty", "table", "break"])
        if kind == "table" and len(left) >= 4:
            table = Table()
            for _ in range(2):
                row = TableRow()
                for _ in range(2):
                    cell = TableCell()
                    cell.addElement(fill(P(), left.pop(0)))
                    row.addElement(cell)
                table.addElement(row)
            document.text.addElement(table)
        elif kind == "list":
            listed = List()
            item = ListItem()
            item.addElement(fill(P(), left.pop(0)))
            listed.addElement(item)
            document.text.addElement(listed)
        elif kind == "empty":
            document.text.addElement(P())
        elif kind == "break":
            paragraph = fill(P(), left.pop(0))
            paragraph.addElement(LineBreak())
            document.text.addElement(paragraph)
        else:
            document.text.addElement(fill(H(outlinelevel=2) if kind == "h" else P(), left.pop(0)))
    stream = BytesIO()
    document.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_name_in_a_document_is_found_in_its_paragraph(kind: str, seed: int) -> None:
    rnd = random.Random(seed)
    texts = [" ".join(sentence(rnd)) for _ in range(rnd.randint(5, 25))]
    wanted = []
    for number in sorted(rnd.sample(range(len(texts)), 3)):
        _, texts[number] = planted(rnd)
        wanted.append((number + 1, WRONG, texts[number].index(WRONG) + 1))
    data = (word_file if kind == "docx" else office_file)(rnd, texts)
    assert found(data, f"flyer.{kind}") == wanted


@pytest.mark.parametrize("seed", range(20))
def test_a_name_in_a_pdf_is_found_on_its_page(seed: int) -> None:
    pytest.importorskip("pypdf")
    pytest.importorskip("reportlab")
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

    rnd = random.Random(seed)
    style = getSampleStyleSheet()
    plain = [word for word in WORDS if word.isascii()]
    flow: list = []
    wanted = []
    for number in range(1, rnd.randint(3, 7)):
        texts = [" ".join(rnd.choice(plain) for _ in range(rnd.randint(4, 60))) for _ in range(4)]
        texts[0] = " ".join(texts[0].split()[:4])
        if rnd.random() < 0.6:
            at = rnd.randint(1, 3)
            words = texts[at].split()
            words.insert(rnd.randint(0, len(words)), WRONG)
            texts[at] = " ".join(words)
            wanted.append((number, WRONG))
        flow += [
            Paragraph(texts[0], style["Title"]), Paragraph(texts[1], style["Normal"]), Spacer(0, 12),
            Paragraph(f"{texts[2]}", style["Italic"]), Table([[Paragraph(texts[3], style["Normal"]), "at eight"]]), PageBreak(),
        ]  # fmt: skip
    stream = BytesIO()
    SimpleDocTemplate(stream, pagesize=A4).build(flow)
    assert [(row, text) for row, text, _ in found(stream.getvalue(), "flyer.pdf")] == wanted


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str, width: int) -> list[str]:
    """A line in pieces of so many octets at most, as RFC 5545 folds it."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > width - bool(parts):
            parts.append(part)
            part = ""
        part += letter
    return [*parts, part]


@pytest.mark.parametrize("seed", range(60))
def test_a_name_in_a_calendar_is_found_just_where_it_is_written_and_only_it_is_fixed(seed: int) -> None:
    rnd = random.Random(seed)
    width = rnd.choice([20, 31, 48, 75])
    newline = rnd.choice(["\r\n", "\n"])
    text, fixed, places = "", "", []  # what is written, what it becomes, and the names as they stand with their folds

    def add(line: str) -> None:
        nonlocal text, fixed
        parts = folded(line, width)
        written = (newline + rnd.choice([" ", "\t"])).join(parts)
        at, last = 0, 0
        breaks = []  # where folds stand in the line, and how long they are
        for part in parts[:-1]:
            at += len(part)
            breaks.append(at)
        fold = len(newline) + 1

        def place(offset: int, *, end: bool) -> int:
            return offset + fold * sum(b < offset or (b == offset and not end) for b in breaks)

        start = line.find(WRONG)
        while start >= 0:
            left, right = place(start, end=False), place(start + len(WRONG), end=True)
            places.append(text_length() + left)
            named.append(written[left:right])
            fixed += written[last:left] + without_blanks(written[left:right])
            last = right
            start = line.find(WRONG, start + 1)
        fixed += written[last:] + newline
        text += written + newline

    def text_length() -> int:
        return len(text)

    def without_blanks(piece: str) -> str:
        """The name without its two blanks, its folds where they are."""
        out, i = "", 0
        while i < len(piece):
            if piece.startswith(newline, i):
                out += piece[i : i + len(newline) + 1]
                i += len(newline) + 1
            else:
                out += piece[i].strip(" ")
                i += 1
        return out

    named: list[str] = []
    for line in ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a//b", "BEGIN:VEVENT", "UID:1@a.example"):
        add(line)
    for name in ("SUMMARY", "LOCATION", "DESCRIPTION"):
        words = [*sentence(rnd), rnd.choice(["a, b", "c; d", "e\\f", "one\ntwo"])]
        rnd.shuffle(words)
        words.insert(rnd.randint(1, len(words)), WRONG)
        add(f"{name}:{escaped(' '.join(words))}")
    for line in ("END:VEVENT", "END:VCALENDAR"):
        add(line)
    source = Source(text, "evening.ics")
    told = [f for f in lint_source(source, RULES, SETTINGS).findings if f.code == "OTS101"]
    assert [f.span.start for f in told] == places
    assert [text[f.span.start : f.span.end] for f in told] == named
    after = fix_page(source, lambda s: lint_source(s, RULES, SETTINGS), False).source.text
    assert after == fixed
    assert [run.text.replace(WRONG, RIGHT) for run in read_page(source).runs] == [
        run.text for run in read_page(Source(after, "evening.ics")).runs
    ]
    assert decode_page(after.encode(), "evening.ics").text == after
