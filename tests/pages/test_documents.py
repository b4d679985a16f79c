"""Documents and PDF: read with bounds, by paragraph or page, and never written."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from page_helpers import check, run_with, texts

from ots_lint import fix_text
from ots_lint.cli.main import run
from ots_lint.errors import PageError
from ots_lint.lint.page import lint_bytes
from ots_lint.pages.base import Page, decode_page, read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings

SAMPLES = Path(__file__).parent / "samples"
WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="r" xmlns:wp="wp" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
STYLES = (
    f'<w:styles {WORD}><w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>'
)


def archive(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return stream.getvalue()


def word(body: str, **parts: str) -> bytes:
    files = {"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>", "word/styles.xml": STYLES}
    return archive(files | {f"word/{name}.xml": text for name, text in parts.items()})


def office(body: str) -> bytes:
    return archive({"content.xml": f"<office:document-content>{body}</office:document-content>"})


def pdf(*pages: list[str]) -> bytes:
    """A PDF whose pages show these lines."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 12 Tf 60 780 Td {shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R {resources} >>"
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    text, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(text))
        text += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    return (text + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}").encode("latin-1")


def page(data: bytes, name: str) -> Page:
    found = read_page(decode_page(data, name))
    check(found)
    return found


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_word_document_is_read_by_paragraphs() -> None:
    body = (
        paragraph("One", '<w:pStyle w:val="Titel"/>')
        + paragraph("Two", '<w:pStyle w:val="berschrift2"/>')
        + "<w:p><w:r><w:t>th</w:t></w:r><w:r><w:b/><w:t>ree</w:t><w:tab/><w:t>four</w:t><w:br/><w:t>five</w:t></w:r>"
        "<w:del><w:r><w:delText>six</w:delText></w:r></w:del><w:ins><w:r><w:t> seven</w:t></w:r></w:ins></w:p>"
        + paragraph("eight", "<w:numPr/>")
        + f"<w:tbl><w:tr><w:tc>{paragraph('nine')}</w:tc><w:tc>{paragraph('ten')}</w:tc></w:tr></w:tbl>"
        + f'<w:p><mc:AlternateContent><mc:Choice><wp:docPr descr="eleven"/><w:txbxContent>{paragraph("twelve")}'
        f"</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph('twelve')}</w:txbxContent></mc:Fallback>"
        '</mc:AlternateContent><w:hyperlink r:id="rId1"><w:r><w:t>thirteen</w:t></w:r></w:hyperlink></w:p>'
    )
    found = page(word(body, footer1=f"<w:ftr {WORD}>{paragraph('fourteen')}</w:ftr>"), "a.docx")
    assert [(run.kind, run.text, run.where.level) for run in found.runs] == [
        ("heading", "One", 1), ("heading", "Two", 2), ("prose", "three four five seven", 0), ("prose", "eight", 0),
        ("prose", "nine", 0), ("prose", "ten", 0), ("alt", "eleven", 0), ("prose", "twelve", 0), ("prose", "thirteen", 0),
        ("prose", "fourteen", 0),
    ]  # fmt: skip
    assert [found.source.position(run.element.start)[0] for run in found.runs] == list(range(1, 11))
    assert run_with(found, "ten").where.column == 1
    assert run_with(found, "fourteen").where.region == "footer"


def test_links_of_a_word_document_have_their_addresses() -> None:
    links = '<Relationships><Relationship Id="rId1" Target="https://a.example" TargetMode="External"/></Relationships>'
    body = '<w:p><w:r><w:t>By </w:t></w:r><w:hyperlink r:id="rId1"><w:r><w:t>friends</w:t></w:r></w:hyperlink></w:p>'
    files = {
        "word/document.xml": f"<w:document {WORD}>{body}</w:document>",
        "word/_rels/document.xml.rels": links,
    }
    found = page(archive(files), "a.docx")
    assert [(link.href, found.runs[link.run].text[link.start : link.end]) for link in found.links] == [
        ("https://a.example", "friends")
    ]


@pytest.mark.parametrize("name", ["word/document2.xml", "elsewhere/text.xml"])
def test_the_text_of_a_word_document_may_have_another_name(name: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = f'<Relationships><Relationship Id="rId1" Type="{kind}" Target="/{name}"/></Relationships>'
    files = {"_rels/.rels": relations, name: f"<w:document {WORD}><w:body>{paragraph('one')}</w:body></w:document>"}
    assert run_with(page(archive(files), "a.docx"), "one").kind == "prose"


@pytest.mark.parametrize(
    "text",
    [
        '<x:document xmlns:x="{}"><x:body><x:p><x:r><x:t>one</x:t></x:r></x:p></x:body></x:document>',
        '<document xmlns="{}"><body><p><r><t>one</t></r></p></body></document>',
        '<document><w:p xmlns:w="{}"><w:r><w:t>one</w:t></w:r></w:p></document>',
        '<w:document xmlns:w="{}"><w:p><w:r><w:t>one</w:t></w:r></w:p><del xmlns="a">two</del></w:document>',
        '<document><del xmlns="{}"/><p xmlns="{}"><r><t>one</t></r></p></document>',
        '<document><b xmlns="{}"/><del><w:p xmlns:w="{}"><w:t>one</w:t></w:p></del></document>',
    ],
)
@pytest.mark.parametrize(
    "space",
    [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ],
)
def test_prefixes_are_what_a_document_says_they_are(text: str, space: str) -> None:
    """Programs that write XML anew name prefixes as they like, and the text is no less there."""
    assert texts(page(archive({"word/document.xml": text.replace("{}", space)}), "a.docx")) == ["one"]


def test_prefixes_of_an_open_document_are_what_it_says_they_are() -> None:
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    body = (
        f'<ns0:document-content xmlns:ns0="{spaces}:office:1.0" xmlns:ns1="{spaces}:text:1.0" xmlns:text="a">'
        '<ns1:h ns1:outline-level="2">one</ns1:h><ns0:annotation><ns1:p>gone</ns1:p></ns0:annotation>'
        "<ns1:p>two</ns1:p></ns0:document-content>"
    )
    found = page(archive({"content.xml": body}), "a.odt")
    assert [(run.text, run.where.level) for run in found.runs] == [("one", 2), ("two", 0)]


def test_an_open_document_is_read_by_paragraphs() -> None:
    body = (
        '<text:h text:outline-level="2">One</text:h><text:p>two<text:s/><text:span>three</text:span><text:line-break/>four'
        '<text:a xlink:href="https://a.example">five</text:a><text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>six</text:p></text:note-body></text:note></text:p>"
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        "<text:list><text:list-item><text:p>seven</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>eight</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p><draw:frame><svg:title>nine</svg:title></draw:frame><office:annotation><text:p>gone</text:p></office:annotation></text:p>"
    )
    found = page(office(body), "a.odt")
    assert texts(found) == ["One", "six", "two three fourfive", "seven", "eight", "nine"]
    assert found.runs[0].where.level == 2
    assert found.links[0].href == "https://a.example"
    assert run_with(found, "eight").where.table is not None


def test_a_title_of_an_open_document_is_a_heading_also_in_a_style_made_from_it() -> None:
    styles = (
        '<style:style style:name="P1" style:parent-style-name="Title"/><style:style style:name="P2" style:parent-style-name="P1"/>'
        '<style:style style:name="P3" style:parent-style-name="Standard"/>'
    )
    lines = (f'<text:p text:style-name="{style}">{style}</text:p>' for style in ("Title", "P1", "P2", "P3"))
    found = page(office(styles + "".join(lines)), "a.odt")
    assert [(run.kind, run.where.level) for run in found.runs] == [("heading", 1)] * 3 + [("prose", 0)]


def test_a_pdf_is_read_by_pages() -> None:
    pytest.importorskip("pypdf")
    long = "A line that is so long that it goes on below, as lines of a para-"
    found = page(pdf(["Night", long, "graph do. End."], [], ["Third"]), "a.pdf")
    assert texts(found) == ["Night", long[:-1] + "graph do. End.", "Third"]
    assert found.source.position(run_with(found, "Third").element.start) == (3, 1)
    assert found.source.position(run_with(found, "graph").element.start)[0] == 1


@pytest.mark.parametrize(
    ("first", "then", "read"),
    [
        ("para-", "graph", "paragraph"),
        ("at the OpenTechSchool-", "Workshop", "at the OpenTechSchool-Workshop"),
        ("tea -", "Coffee", "tea - Coffee"),
        ("10-", "15 people", "10- 15 people"),
    ],
)
def test_a_word_that_a_line_breaks_is_one_word(first: str, then: str, read: str) -> None:
    pytest.importorskip("pypdf")
    before = "A line that is so long that it goes on below: "
    assert texts(page(pdf([before + first, then]), "a.pdf")) == [before + read]


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (["with the help of two of our", "friends we meet"], ["with the help of two of our friends we meet"]),
        (["friends of ours, and of the", "OpenTechSchool, who bring all", "laptops"],
         ["friends of ours, and of the OpenTechSchool, who bring all laptops"]),
        (["Anna of the Hack Space in Bern", "Bert of the Free Lab in Basel", "Cleo of the Maker Room"],
         ["Anna of the Hack Space in Bern", "Bert of the Free Lab in Basel", "Cleo of the Maker Room"]),
        (["University of Toronto, Canada", "anna@toronto.example"], ["University of Toronto, Canada", "anna@toronto.example"]),
        (["Supported by our good", "OpenTechSchool"], ["Supported by our good", "OpenTechSchool"]),
        (["we meet here at six.", "and eat"], ["we meet here at six.", "and eat"]),
    ],
)  # fmt: skip
def test_a_narrow_block_is_one_text_and_a_list_of_names_is_none(lines: list[str], read: list[str]) -> None:
    pytest.importorskip("pypdf")
    wide = "A line of a wide block above it all, which is as long as lines of a page of text are in a flyer.", ""
    assert texts(page(pdf([*wide, *lines]), "a.pdf"))[1:] == read


def test_a_page_of_glued_letters_is_read_by_its_layout() -> None:
    from ots_lint.pages import pdf as reader

    class Read:
        def __init__(self, plain: str, layout: str | None) -> None:
            self.plain, self.layout, self.times = plain, layout, 0

        def extract_text(self, extraction_mode: str = "plain", **_: object) -> str:
            if extraction_mode == "plain":
                return self.plain
            self.times += 1
            if self.layout is None:
                raise ValueError
            return self.layout

    class File:
        is_encrypted = False

        def __init__(self, *pages: Read) -> None:
            self.pages = pages

    good = "we meet at the old town hall this evening and everybody is welcome to bring a friend or some tea " * 2
    apart, glued = " ".join(good.replace(" ", "")), " ".join([good.replace(" ", "")] * 2 + ["word"] * 9)
    expected = [good.strip()]
    assert reader._pages(File(Read(apart, good)), "a.pdf") == [expected]
    assert reader._pages(File(Read(good, "x")), "a.pdf") == [expected]
    for kept in (
        Read(apart, good[: len(good) // 2]),
        Read(apart, None),
        Read(apart, apart),
    ):  # letters are lost, or no help
        assert reader._pages(File(kept), "a.pdf") == [[apart]]
    assert reader._oddness(glued) == 0  # too few words to tell
    many = [Read(apart, good) for _ in range(reader.MAX_AGAIN + 5)]
    reader._pages(File(*many), "a.pdf")
    assert sum(read.times for read in many) == reader.MAX_AGAIN


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("O p e n T e c h S c h o o l", "OpenTechSchool"),
        ("  N i g h t   ( w i t h   u s )", "Night (with us)"),
        ("Wo r k s h o p s  a n d  Te a", "Workshops and Tea"),
        ("it is s o m e o n e of us", "it is someone of us"),
        ("at F a s n a c h t in Bern", "at Fasnacht in Bern"),
        ("A B C D E F", "A B C D E F"),
        ("o o o o o o", "o o o o o o"),
        ("a b c", "a b c"),
    ],
)
def test_letters_that_are_spaced_out_are_a_word(line: str, read: str) -> None:
    from ots_lint.pages import pdf as reader

    assert " ".join(reader._closed_up(line).split()) == read


def test_a_page_that_could_not_be_read_is_told() -> None:
    pytest.importorskip("pypdf")
    apart = ["x y 7 a q b 7 z l c"] * 6
    drawn = [""] * 40
    data = pdf(["By Open Tech School"], apart, drawn, [], ["End"])
    found = page(data, "a.pdf")
    assert [(found.source.position(part.span.start)[0]) for part in found.lost] == [2, 3]
    rules = load_ruleset()
    told = [found for found in lint_bytes(data, "a.pdf", rules, Settings()).findings if found.code == "OTS900"]
    assert [(finding.severity, finding.unread, finding.message[:6]) for finding in told] == [
        ("warning", False, "Page 2"), ("warning", False, "Page 3"),
    ]  # fmt: skip
    german = lint_bytes(data, "a.pdf", rules, Settings(lang="de")).findings
    assert "Seite 2 ließ sich nicht lesen" in " ".join(finding.local.message for finding in german)
    quiet = lint_bytes(data, "a.pdf", rules, Settings(ignore=("OTS9",))).findings
    assert {finding.code for finding in quiet} == {"OTS101"}
    loud = lint_bytes(data, "a.pdf", rules, Settings(severity=(("OTS900", "error"),))).findings
    assert [finding.severity for finding in loud if finding.code == "OTS900"] == ["error"] * 2


@pytest.mark.parametrize("name", ["sample.docx", "sample.odt", "sample.pdf"])
def test_documents_are_never_written(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / name
    data = (SAMPLES / name).read_bytes()
    path.write_bytes(data)
    status = run(
        [str(path), "--fix", "--unsafe-fixes", "--no-cache", "--relationship", "unofficial", "--select", "OTS1"]
    )
    assert status == 1
    assert "by hand" in capsys.readouterr().out
    assert path.read_bytes() == data
    with pytest.raises(PageError):
        decode_page(data, name).encode("other")


def test_what_no_document_is_is_told(tmp_path: Path) -> None:
    def why(data: bytes, name: str) -> str:
        with pytest.raises(PageError) as told:
            read_page(decode_page(data, name))
        return told.value.message

    assert "cannot be opened" in why(b"nothing", "a.docx")
    assert "cannot be opened" in why(b"PK\x03\x04 nothing", "a.odt")
    assert "no XML" in why(word("<w:p>"), "a.docx")
    assert "no text is in it" in why(archive({"a.xml": "<a/>"}), "a.docx")
    assert "no text is in it" in why(archive({"word/document.xml": ""}), "a.docx")
    assert "no text is in it" in why(archive({"styles.xml": "<a/>"}), "a.odt")
    assert "without a password" in why(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx")
    locked = {"META-INF/manifest.xml": "<manifest:encryption-data/>", "content.xml": b"\x00\x01"}
    assert "encrypted" in why(archive(locked), "a.odt")
    picture = archive({"word/document.xml": f"<w:document {WORD}><w:p/></w:document>", "word/media/image1.png": b"P"})
    assert "a picture" in why(picture, "a.docx")
    assert "a picture" in why(archive({"content.xml": "<a/>", "Pictures/1.png": b"P"}), "a.odt")
    entities = '<!DOCTYPE a [<!ENTITY b "c">]><w:document>&b;</w:document>'
    assert "declares entities" in why(archive({"word/document.xml": entities}), "a.docx")
    outside = '<!DOCTYPE a SYSTEM "file:///etc/passwd"><w:document/>'
    assert "declares entities" in why(archive({"word/document.xml": outside}), "a.docx")
    assert "unpacks to more" in why(archive({"word/document.xml": b" " * (33 << 20)}), "a.docx")
    assert "nested too deeply" in why(word("<w:p>" * 600 + "</w:p>" * 600), "a.docx")
    assert "characters of text" in why(word(paragraph("word " * 500_000)), "a.docx")
    pytest.importorskip("pypdf")
    assert "cannot be read" in why(b"%PDF-1.4 nothing", "a.pdf")
    assert "no text" in why(pdf([]), "a.pdf")
    assert "more than 100 pages" in why(pdf(*[["a"]] * 101), "a.pdf")


def test_without_the_library_a_pdf_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(PageError, match=r"pip install 'ots-lint\[documents\]'"):
        decode_page(pdf(["a"]), "a.pdf")


def test_a_text_that_is_called_a_document_is_read_line_by_line() -> None:
    fixed = fix_text("Open Tech School\nTwo\n", "a.docx")
    assert fixed.text == "Open Tech School\nTwo\n"
    assert "OTS101" in [r.finding.code for r in fixed.findings]


@pytest.mark.parametrize(
    "data",
    [
        word("<w:p/>" * 300_000),
        word(paragraph("a") * 60_000),
        word("<w:p><w:r>" + "<w:t>a</w:t><w:tab/>" * 100_000 + "</w:r></w:p>"),
        word("<w:tbl>" * 400 + "</w:tbl>" * 400),
        word("<w:p>" + '<w:hyperlink r:id="a"><w:t>a</w:t></w:hyperlink>' * 50_000 + "</w:p>"),
        archive(
            {"word/document.xml": "<w:document/>"}
            | {f"word/header{i}.xml": f"<w:hdr {WORD}>{paragraph('a')}</w:hdr>" for i in range(900)}
        ),
    ],
    ids=range(6),
)
def test_hostile_documents_take_linear_time(data: bytes) -> None:
    began = time.process_time()
    page(data, "a.docx")
    assert time.process_time() - began < 15
