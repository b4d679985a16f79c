"""Mails: what Python's own library reads of them, we read, and know where it stands."""

from __future__ import annotations

import quopri
import time
from contextlib import suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from page_helpers import check, run_with, source_of, texts

from ots_lint import fix_text, lint_text
from ots_lint.errors import PageError
from ots_lint.pages.base import Page, decode_page, read_page
from ots_lint.text.run import Span
from ots_lint.text.source import Source

WORDS = "Für alle, mit Freunden der Open Tech School. Ein Café-Abend: 1 + 1 = 2, und 日本語 dazu"


def mail(text: str) -> Page:
    page = read_page(Source(text, "a.eml"))
    check(page)
    return page


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-8 and long lines"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_parts_are_read_as_pythons_library_reads_them(encoding: str, charset: str, newline: str) -> None:
    words = WORDS if charset.startswith("utf-8") else WORDS.replace("日本語", "Öl")
    text = f"{words}\n\n" + (words + " ") * (20 if "long" in charset else 1) + "\n"
    if encoding == "8bit" and "long" in charset:
        text = text.replace(". ", ".\n")
    message = EmailMessage(policy=SMTP.clone(linesep=newline))
    message["Subject"] = words
    message["From"] = "Jürgen von der Open Tech School <j@example.org>"
    message.set_content(text, charset=charset.split()[0], cte=encoding)
    source = decode_page(message.as_bytes(), "a.eml")
    assert source.encode() == message.as_bytes()
    page = read_page(source)
    check(page)
    there = message_from_bytes(message.as_bytes(), policy=SMTP)
    assert " ".join(texts(page, "title")[0].split()) == " ".join(there["Subject"].split())
    assert texts(page, "meta") == ["Jürgen von der Open Tech School"]
    wanted = message.get_content()
    assert " ".join(" ".join(texts(page, "prose")).split()) == " ".join(wanted.split())


def test_words_in_base64_are_found_where_their_letters_stand() -> None:
    message = EmailMessage()
    message.set_content("Guten Tag, hier schreibt Open Tech School.\n" * 4, cte="base64")
    page = mail(message.as_string())
    shown = source_of(page, "schreibt")
    from base64 import b64decode

    body = page.source.text.partition("\n\n")[2].replace("\n", "")
    at = body.index(shown)
    start = at // 4 * 4
    assert b"schreibt" in b64decode(body[start : -(-(at + len(shown)) // 4) * 4])


def test_a_soft_line_break_in_a_name_stays_where_it_is() -> None:
    text = "Subject: x\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nFriends of Open=\ntechschool.\n"
    assert fix_text(text, "a.eml").text == text.replace("Open=\ntechschool", "Open=\nTechSchool")
    folded = "Subject: Friends of Open\n Tech School\n\nHi\n"
    assert fix_text(folded, "a.eml", unsafe=True).text == folded.replace("Open\n Tech School", "OpenTechSchool")


def test_messages_quote_what_people_read() -> None:
    message = EmailMessage()
    message.set_content("This evening is presented by OpenTechSchool.\n", cte="base64")
    told = [f.finding.message for f in lint_text(message.as_string(), "a.eml", relationship="unofficial")]
    assert any("presented by OpenTechSchool" in text for text in told)


def test_a_fix_is_a_suggestion_where_the_mail_cannot_hold_it() -> None:
    head = "Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
    encoded = f"{head}base64\n\nRnJpZW5kcyBvZiBPcGVuIFRlY2ggU2Nob29sCg==\n"
    short = f"{head}quoted-printable\n\nThis evening is =\npresented by OpenTechSchool.\n"
    long = f"{head}quoted-printable\n\nAll of you come on Friday. This evening is presented by OpenTechSchool.\n"
    for text, code, wanted in (
        (encoded, "OTS101", "suggestion"),
        (short, "OTS301", "unsafe"),
        (long, "OTS301", "suggestion"),
    ):
        told = [f.finding for f in lint_text(text, "a.eml", relationship="unofficial") if f.finding.code == code]
        assert [finding.fix.applicability for finding in told] == [wanted], code
        if wanted == "suggestion":
            assert fix_text(text, "a.eml", unsafe=True).text == text


def test_attachments_are_left_alone_and_forwarded_mails_are_read() -> None:
    inner = EmailMessage()
    inner["Subject"] = "Inner"
    inner.set_content("Within.\n")
    message = EmailMessage()
    message["Subject"] = "Outer"
    message.set_content("Without.\n")
    message.add_attachment("Attached.\n", filename="a.txt")
    message.add_attachment(inner)
    seen = texts(mail(message.as_string()))
    assert "Outer" in seen
    assert "Without." in seen
    assert "Attached." not in seen
    assert "Within." not in seen  # attached, too
    forwarded = "Subject: a\nContent-Type: message/rfc822\n\nSubject: b\n\nWithin.\n"
    assert texts(mail(forwarded)) == ["a", "Within."]


def test_a_part_in_an_encoding_with_shifts_is_read_and_never_written() -> None:
    words = "すみません。 Open Tech School の友達 opentechschool も\n"
    message = EmailMessage(policy=SMTP)
    message.set_content(words, charset="iso-2022-jp", cte="7bit")
    text = message.as_bytes().decode("ascii")
    assert texts(mail(text), "prose") == [words.strip()]
    assert fix_text(text, "a.eml").text == text


INVITATION = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@acme.example\r\n"
    "SUMMARY;LANGUAGE=en:Python night with Open Tech School\r\n"
    "ORGANIZER;CN=OpenTechSchool Ulm:mailto:ulm@opentechschool.org\r\nLOCATION:Café Opentechschool\\, Ulm\r\n"
    "DESCRIPTION:Come and learn. Supported by opentechschool\\, who bring some\r\n"
    "  coaches from Open Tech\r\n  School. Bring a laptop.\\nTea is free.\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def invitation(encoding: str) -> str:
    """A mail as calendar programs send it: a few words, the event, and the event once more as an attachment."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Python night"
    message["From"] = "Ada <ada@acme.example>"
    message.set_content("Come to the Python night.\n")
    message.add_alternative(
        INVITATION.encode(), "text", "calendar", cte="base64", params={"charset": "utf-8", "method": "REQUEST"}
    )
    part = message.get_payload()[1]
    if encoding != "base64":
        text = INVITATION.replace("\r\n", "\n")
        part.set_payload(quopri.encodestring(text.encode()).decode() if encoding == "quoted-printable" else text)
        part.replace_header("Content-Transfer-Encoding", encoding)
    message.add_attachment(INVITATION.encode(), "application", "ics", filename="invite.ics")
    return message.as_bytes().decode("utf-8") if encoding != "8bit" else message.as_string()


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable", "base64"])
def test_an_invitation_in_a_mail_is_read_as_in_a_file_of_its_own(encoding: str) -> None:
    page = mail(invitation(encoding))
    alone = read_page(Source(INVITATION, "a.ics"))
    assert [(run.kind, run.key, run.text) for run in page.runs[-len(alone.runs) :]] == [
        (run.kind, run.key, run.text) for run in alone.runs
    ]
    assert [(one.path, one.value) for one in page.data] == [(one.path, one.value) for one in alone.data]
    assert sum("coaches from Open Tech School." in text for text in texts(page, "prose")) == 1  # not the attachment
    found, there = (
        [(f.finding.code, f.finding.message) for f in lint_text(text, name, relationship="unofficial")]
        for text, name in ((page.source.text, "a.eml"), (INVITATION, "a.ics"))
    )
    assert found == there
    assert "OTS305" in dict(found)


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable"])
@pytest.mark.parametrize("unsafe", [False, True])
def test_an_invitation_in_a_mail_is_repaired_as_in_a_file_of_its_own(encoding: str, unsafe: bool) -> None:
    text = invitation(encoding)
    fixed = fix_text(text, "a.eml", unsafe=unsafe, relationship="unofficial").text
    parts = message_from_bytes(fixed.encode(), policy=SMTP).walk()
    there = next(part for part in parts if part.get_content_type() == "text/calendar").get_payload(decode=True).decode()
    alone = fix_text(INVITATION, "a.ics", unsafe=unsafe, relationship="unofficial").text
    assert there.replace("\r\n", "\n").rstrip() == alone.replace("\r\n", "\n").rstrip()
    assert max(len(line.encode()) for line in there.splitlines()) <= 75
    assert "coaches from OpenTech\n School." in there.replace("\r\n", "\n")
    assert fixed.rpartition("application/ics")[2] == text.rpartition("application/ics")[2]


def test_what_a_calendar_cannot_hold_is_written_into_none_in_a_mail() -> None:
    page = mail(invitation("8bit"))
    at = page.source.text.index("opentechschool\\,")
    assert page.holds is not None
    assert page.holds(Span(at, at + 14), "OpenTechSchool")
    assert not page.holds(Span(at, at + 14), "Open, Tech")  # a comma ends the value
    assert not page.holds(Span(at, at + 14), "OpenTechSchool, and people from its community")
    assert not page.holds(Span(at, at + 14), "x" * 40)  # the line would be longer than a calendar's
    head = page.source.text.index("BEGIN:VEVENT")
    assert not page.holds(Span(head, head + 5), "Begin")


def test_kinds_of_parts_that_are_seldom_named() -> None:
    page = mail("Content-Type: text; charset=us-ascii\n\nOne\n")
    assert texts(page) == ["One"]
    head = "Content-Type: multipart/mixed; boundary*0*=us-ascii''a%20;\n boundary*1=b\n\n"
    assert texts(mail(head + "--a b\n\nTwo\n--a b--\nThree\n")) == ["Two"]
    digest = "Content-Type: multipart/digest; boundary=c\n\n--c\n\nSubject: x\n\nFour\n--c--\n"
    assert texts(mail(digest)) == ["Four"]


def test_html_parts_are_read_as_pages_with_links_and_images() -> None:
    message = EmailMessage()
    html = '<h1>Café</h1><p>By <a href="https://a.example/?b=1&amp;c=2">friends</a></p><img alt="Ein Öl" src="x=y.png">'
    message.set_content(html, subtype="html", cte="quoted-printable")
    page = mail(message.as_string())
    assert [(link.href, page.runs[link.run].text[link.start : link.end]) for link in page.links] == [
        ("https://a.example/?b=1&c=2", "friends")
    ]
    assert page.images[0].alt == "Ein Öl"
    assert page.images[0].src == "x=y.png"
    assert page.runs[page.images[0].alt_run].text == "Ein Öl"
    assert run_with(page, "By friends").where.heading == 0


def test_a_mail_in_latin_1_without_any_encoding_is_read_and_written() -> None:
    data = "Subject: x\nContent-Type: text/plain; charset=iso-8859-1\n\nFür alle\n".encode("latin-1")
    source = decode_page(data, "a.eml")
    assert source.encode() == data
    assert "Für alle" in texts(read_page(source))
    with pytest.raises(PageError):
        decode_page(b"Subject: x\n\nF\xfcr alle\n", "a.eml")


def test_who_wrote_it_can_be_reached() -> None:
    page = mail('From: "A, B" <a@example.org>\nReply-To: c@example.org\nSubject: x\n\nHi\n')
    assert [link.href for link in page.links] == ["mailto:a@example.org", "mailto:c@example.org"]
    assert texts(page, "meta") == ["A, B"]


@pytest.mark.parametrize(
    "text",
    [
        "Content-Type: multipart/mixed; boundary=a\n\n" + "--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 5_000,
        "Content-Type: multipart/mixed; boundary=a\n\n" + "--a\n\nx\n" * 50_000,
        "Subject: " + "=?utf-8?q?a?= " * 50_000 + "\n\nx\n",
        "Subject: " + "=?" * 100_000 + "\n\nx\n",
        "A: b\n" * 30_000 + "\nx\n",
        "Content-Type: text/plain" + '; a="b' * 50_000 + "\n\nx\n",
        "Content-Transfer-Encoding: base64\n\n" + "QUFB" * 250_000,
        "Content-Transfer-Encoding: base64\n\n" + "IEEg\n" * 50_000,
        "Content-Transfer-Encoding: quoted-printable\n\n" + "=C3" * 100_000,
        "Content-Transfer-Encoding: quoted-printable\n\n" + "=\n" * 200_000,
        "Content-Transfer-Encoding: quoted-printable\n\n" + " " * 500_000 + "x",
        "Content-Type: text/html\n\n" + "<div>" * 50_000,
        "Content-Type: message/rfc822\n\n" * 20_000,
    ],
    ids=range(13),
)
def test_hostile_mails_take_linear_time(text: str) -> None:
    began = time.process_time()
    with suppress(PageError):
        mail(text)
    assert time.process_time() - began < 15


def nested(levels: int) -> str:
    """A mail with a text in so many parts of parts."""
    heads = (f"Content-Type: multipart/mixed; boundary=b{level}x\n\n--b{level}x\n" for level in range(levels))
    return "".join(heads) + "Content-Type: text/plain\n\nOne\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (nested(14), "nested deeper than 12 levels"),
        ("Content-Type: message/rfc822\n\n" * 14 + "Subject: One\n", "nested deeper than 12 levels"),
        ("Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nOne\n" * 501, "more than 500 parts"),
    ],
)
def test_parts_that_are_not_read_are_told(text: str, told: str) -> None:
    with pytest.raises(PageError, match=told):
        read_page(Source(text, "a.eml"))
    assert texts(read_page(Source(nested(12), "a.eml"))) == ["One"]


@pytest.mark.parametrize("kind", ["message/rfc822", "message/global", "message/news"])
def test_a_mail_that_is_passed_on_is_read_by_whatever_name(kind: str) -> None:
    inner = f"Content-Type: {kind}\n\nSubject: One\nContent-Type: text/html\n\n<p>Two<b>fold</b></p>\n"
    text = f"Subject: Zero\nContent-Type: multipart/mixed; boundary=a\n\n--a\n{inner}--a--\n"
    assert texts(read_page(Source(text, "a.eml"))) == ["Zero", "Twofold"]
