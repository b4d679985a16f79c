"""Make text from pages and file names harmless, one function for each language it is written into."""

from __future__ import annotations

import re

# Characters that move a cursor, reorder or hide what a reader sees, or have no place in UTF-8:
# controls, line and paragraph separators, bidirectional controls, interlinear marks, the
# byte order mark, lone surrogates (bytes of a file name that fit no encoding), noncharacters, and
# the invisible tag letters, in which text can be hidden.
_HARMFUL = (
    r"\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f"
)
HARMFUL = re.compile(f"[{_HARMFUL}]")
HARMFUL_IN_LINES = re.compile(f"(?![\\n\\t])[{_HARMFUL}]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_MARKDOWN = re.compile(r"([\\`*_\[\]#|~$])")
_XML_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape_sequence(character: str) -> str:
    r"""How a harmful character is shown: `\x1b`, `\u202e`; an undecodable byte of a file name as `\xff`."""
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # os.fsdecode keeps undecodable bytes there (PEP 383)
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _escaped(match: re.Match[str]) -> str:
    return escape_sequence(match.group())


def line(text: str) -> str:
    """One line of harmless plain text: every run of line ends and tabs becomes one space."""
    return HARMFUL.sub(_escaped, re.sub(r"[\r\n\t]+", " ", text)).strip()


def lines(text: str) -> str:
    """Harmless plain text that keeps its lines (ended by LF) and tabs."""
    return HARMFUL_IN_LINES.sub(_escaped, _LINE_END.sub("\n", text))


def sentence(text: str) -> str:
    """Text with a full stop where it has no end of its own; nothing stays nothing."""
    text = text.rstrip()
    if not text or text.rstrip("\"'”’“‘»«)").endswith((".", "!", "?", "…", ":")):
        return text
    return text + "."


def name(filename: str) -> str:
    """A file name as text: everything harmful in it, line ends too, is shown as an escape."""
    return HARMFUL.sub(_escaped, filename)


def opening(filename: str) -> str:
    """A file name at the beginning of a line: as `name`, and no line that a CI service takes for a command."""
    shown = name(filename)
    return f"./{shown}" if shown.lstrip().startswith(("::", "##")) else shown


def unicode(text: str) -> str:
    """Text as it is, but for lone surrogates, which no UTF-8 can hold: they become U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)


def xml(text: str) -> str:
    """Text for XML 1.0 content and double-quoted attributes; forbidden characters are shown as escapes."""
    text = _XML_FORBIDDEN.sub(_escaped, lines(text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;")


def markdown(text: str) -> str:
    """One line of GitHub-flavoured Markdown that shows `text` and nothing else.

    No markup, no HTML, no table cell ends; no @mention, #reference or address becomes a link
    (a zero-width space breaks them, as forges look for them after the HTML is made).
    """
    text = line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _MARKDOWN.sub(r"\\\1", text)
    text = re.sub(r"(?:[@!]|\\#)(?=[\w-])", lambda match: match.group() + "&#8203;", text)
    text = re.sub(r"(?i)\b(GH)(-\d)", r"\1&#8203;\2", text)
    text = re.sub(r"(\w)://", r"\1:&#8203;//", text)
    text = re.sub(r"(?i)\bwww\.", lambda match: match.group()[:-1] + "&#8203;.", text)
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", text)  # at its beginning: no list, no underline


def markdown_code(text: str) -> str:
    """`markdown` in a monospaced font; unlike a code span it is safe in table cells."""
    return f"<code>{markdown(text)}</code>"


def web_address(url: str) -> str:
    """An address that may stand in a link: http or https, percent-encoded; else nothing."""
    if not re.match(r"(?i)https?://[^\s/]", url):
        return ""
    from urllib.parse import quote

    return quote(unicode(url), safe="/:?#@!$&*+,;=%~._-")


def markdown_link(text: str, url: str) -> str:
    """A Markdown link, or its text alone where the address is none for the web."""
    address = web_address(url)
    return f"[{markdown(text)}]({address})" if address else markdown(text)
