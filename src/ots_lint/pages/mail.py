"""Reads mails as they are stored (`.eml`): the subject, who they are from, and the parts that people read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from ots_lint.errors import PageError
from ots_lint.pages.base import Link, Page, read_page
from ots_lint.pages.builder import Builder
from ots_lint.pages.embedded import Decoded, embed
from ots_lint.pages.format import reader
from ots_lint.pages.transfer import base64, header, is_stateful, python_codec, quoted_printable, shifted
from ots_lint.text.encodings import codec
from ots_lint.text.mask import Masks
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Segment, Span
from ots_lint.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Holds = Callable[[Span, str], bool]

#: Deeper nesting, more parts, or longer headers than these are nobody's mail.
MAX_DEPTH, MAX_PARTS, MAX_HEADERS, MAX_HEADER = 12, 500, 1_000, 50_000
#: A line of quoted-printable, and of any mail, in characters (RFC 2045, RFC 5322).
_QUOTED_LINE, _LINE = 76, 998
_CHARSET = lazy_re(r"charset=[\"']?([\w.:+-]{1,40})")
_NAME = lazy_re(r"([!-9;-~]{1,100})[ \t]*:")
_HEADER_END = lazy_re(r"(?:\r\n|\r(?!\n)|\n)(?![ \t])|\Z")
_BREAK = lazy_re(r"\r\n|\r|\n")
_PARAMETER = lazy_re(r";\s*([\w*-]{1,60})\s*=\s*(?:\"((?:[^\"\\]|\\.)*+)\"|([^\s;\"]+))")
_LANGUAGE = lazy_re(r"[A-Za-z]{2,3}")
_ADDRESS = lazy_re(r"<([^<>\s]+@[^<>\s]+)>|([^\s<>,;\"]+@[^\s<>,;\"]+)")
#: Headers that name somebody to whoever reads the mail.
_SENDERS = ("from", "reply-to", "organization")
#: Parts that are mails themselves, as they are passed on.
_MAILS = frozenset({"message/rfc822", "message/global", "message/news"})
#: The parts that are read, by their type, and the name that says so to the reader of their format.
_READ = {"text/plain": "part.txt", "text/html": "part.html", "text/calendar": "part.ics", "text/markdown": "part.md"}


class _Header(NamedTuple):
    """A header's value: where it stands, and as it is written."""

    span: Span
    text: str


class _Encoding(NamedTuple):
    """A stretch in which words can be changed: how long a line may be, and whether all must be ASCII, without `=`."""

    span: Span
    line: int
    ascii_only: bool
    quoted: bool
    text: Decoded | None = None  # of a part whose own format has a say, too
    holds: Holds | None = None


def decode(data: bytes, filename: str) -> Source:
    """The text of a mail: UTF-8, else in the first encoding that a part declares and that fits it all."""
    try:
        return Source.decode(data, filename, declared_first=False)
    except PageError as error:
        labels = dict.fromkeys(_CHARSET.findall(data[:200_000].decode("latin-1").lower()))
        for label in list(labels)[:8]:
            name = codec(label)
            if name is None or name == "utf-8":
                continue
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return Source(text, filename, name)
        raise error


@reader(
    ".eml",
    title="Mail",
    coded=True,
    decodes=True,
    reads="""subject, sender's name, and the parts in plain text, HTML, Markdown and iCalendar; attachments are left alone""",
    fixes="parts in 7bit, 8bit and quoted-printable, and plain headers; base64 is only read",
)  # fmt: skip
def read(source: Source) -> Page:
    """Read a mail. Never raises, whatever it holds."""
    page = Page(source, "mail")
    page.coded = True
    mail = _Mail(page)
    mail.part(0, len(source.text), 0)
    page.holds = mail.holds
    return page


class _Mail:
    """Reads the parts of a mail into its page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.source = page.source.text
        self.parts = 0
        self.writable: list[_Encoding] = []

    def holds(self, span: Span, content: str) -> bool:
        """Whether words can be written there: in a stretch that is no base64, in its letters, and in a line's length."""
        source = self.source
        for stretch, line, ascii_only, quoted, text, holds in self.writable:
            if not stretch.start <= span.start <= span.end <= stretch.end:
                continue
            if text is not None and holds is not None:
                inside = text.back(span)
                if inside is None or not holds(inside, content):
                    return False
            if "\n" in content or (ascii_only and not content.isascii()) or (quoted and "=" in content):
                return False
            first = max(source.rfind("\n", 0, span.start), source.rfind("\r", 0, span.start)) + 1
            match = _BREAK.search(source, span.end)
            last = match.start() if match else len(source)
            grown = len(content) - (span.end - span.start)
            return grown <= 0 or last - first + grown <= line
        return False

    def part(self, start: int, end: int, depth: int, default: str = "text/plain") -> None:
        """Read a mail, or a part of one, that stands at `source[start:end]`; `default` is its type if it names none."""
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise PageError(f"the mail holds more than {MAX_PARTS} parts", self.page.source.filename)
        if depth > MAX_DEPTH:
            raise PageError(
                f"the parts of the mail are nested deeper than {MAX_DEPTH} levels", self.page.source.filename
            )
        headers, body = self._headers(start, end)
        if depth == 0:
            self._envelope(headers)
        kind, parameters = _typed(headers, "content-type", default)
        if kind.startswith("multipart/"):
            boundary = parameters.get("boundary", "")
            if boundary:
                within = "message/rfc822" if kind == "multipart/digest" else "text/plain"
                for left, right in self._parts(boundary, body, end):
                    self.part(left, right, depth + 1, within)
            return
        if _typed(headers, "content-disposition", "")[0] == "attachment":
            return
        if kind in _MAILS:
            self.part(body, end, depth + 1)
            return
        name = _READ.get(kind)
        if name is not None:
            encoding = headers["content-transfer-encoding"].text if "content-transfer-encoding" in headers else "7bit"
            self._text(name, body, end, encoding.strip().lower(), python_codec(parameters.get("charset", "utf-8")))

    def _headers(self, start: int, end: int) -> tuple[dict[str, _Header], int]:
        """The headers of a part, the first of each name, and where its body begins."""
        found: dict[str, _Header] = {}
        at, source = start, self.source
        for _ in range(MAX_HEADERS):
            if at >= end:
                break
            if blank := _BREAK.match(source, at, end):
                return found, blank.end()
            match = _HEADER_END.search(source, at, end)
            assert match is not None
            name = _NAME.match(source, at, match.start())
            if name is None and not (at == start and source.startswith("From ", at)):
                return found, at  # no header: the text has begun
            if name is not None and match.start() - name.end() <= MAX_HEADER:
                span = Span(name.end(), match.start())
                found.setdefault(name[1].lower(), _Header(span, source[span.start : span.end].strip()))
            at = max(match.end(), at + 1)
        return found, min(at, end)

    def _parts(self, boundary: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the parts between the lines of a boundary stand."""
        source, mark = self.source, "--" + boundary
        at, opened = source.find(mark, start, end), -1
        while at >= 0:
            line = at == start or source[at - 1] in "\r\n"
            after = at + len(mark)
            rest = source[after : after + 2]
            if line and (rest == "--" or rest[:1] in ("", " ", "\t", "\r", "\n") or after >= end):
                if opened >= 0:
                    stop = at - (2 if source[at - 2 : at] == "\r\n" else 1)
                    yield opened, max(stop, opened)
                if rest == "--":
                    return
                match = _BREAK.search(source, after, end)
                opened = match.end() if match else end
            at = source.find(mark, after, end)
        if opened >= 0:
            yield opened, end

    def _text(self, name: str, start: int, end: int, encoding: str, charset: str) -> None:
        """Read the text of a part."""
        into = Decoded()
        writable = not is_stateful(charset)
        line, ascii_only, quoted = _LINE, encoding != "8bit", False
        if encoding == "base64":
            base64(into, self.source, start, end, charset)
            writable = False
        elif encoding == "quoted-printable":
            quoted_printable(into, self.source, start, end, charset)
            line, ascii_only, quoted = _QUOTED_LINE, True, True
        elif is_stateful(charset):
            shifted(into, self.source, start, end, charset)
        else:
            into.add(self.source[start:end], start, end)
        inner = read_page(Source(into.text, name))
        if writable:
            self.writable.append(_Encoding(Span(start, end), line, ascii_only, quoted, into, inner.holds))
        embed(self.page, inner, into)

    def _envelope(self, headers: Mapping[str, _Header]) -> None:
        """Read the headers that people see."""
        page = self.page
        language = headers.get("content-language")
        if language is not None and (match := _LANGUAGE.match(language.text)):
            page.language = match.group().lower()
        builder = Builder(page, self.source, Masks([]))
        for name in ("subject", *_SENDERS):
            if name not in headers:
                continue
            span = headers[name].span
            into, encoded = header(self.source, *span)
            if not encoded:
                self.writable.append(_Encoding(span, _LINE, True, False))
            run = -1
            if (shown := _named(into.text, name)) is not None:
                segments = into.pieces([_verbatim(into.text, shown)])
                kind, key = ("title", "") if name == "subject" else ("meta", name)
                run = builder.add_run(kind, key, segments, into.place(shown), "head")
            if name in _SENDERS:
                for match in _ADDRESS.finditer(into.text):
                    place = into.place(Span(*match.span(match.lastindex or 1)))
                    page.links.append(Link("mailto:" + match[match.lastindex or 1], place, run, 0, 0))
        for number, link in enumerate(page.links):
            if link.run >= 0:
                page.links[number] = link._replace(end=len(page.runs[link.run].text))


def _verbatim(text: str, span: Span) -> Segment:
    return Segment(text[span.start : span.end], span.start, span.end)


def _named(text: str, header_name: str) -> Span | None:
    """What people see of a header: all, or without the address of who is named."""
    end = len(text)
    if header_name in ("from", "reply-to"):
        match = _ADDRESS.search(text)
        end = match.start() if match else end
    shown = text[:end]
    start = len(shown) - len(shown.lstrip(' \t"'))
    end = len(shown.rstrip(' \t"<'))
    return Span(start, end) if start < end else None


def _typed(headers: Mapping[str, _Header], name: str, default: str) -> tuple[str, dict[str, str]]:
    """The type that a header gives, in small letters, and its parameters."""
    text = headers[name].text if name in headers else default
    kind = text.partition(";")[0].strip().lower() or default
    if name == "content-type" and "/" not in kind:
        kind = "text/plain"
    parameters: dict[str, str] = {}
    for match in _PARAMETER.finditer(text.partition(";")[1] + text.partition(";")[2]):
        key, star, number = match[1].lower().partition("*")
        value = match[2] or match[3] or ""
        if star and (not number or match[1].endswith("*")):  # RFC 2231
            value = unquote(value.rpartition("'")[2] if number in ("", "0*") else value)
        parameters[key] = parameters.get(key, "") + value if number else parameters.get(key, value)
    return kind, parameters
