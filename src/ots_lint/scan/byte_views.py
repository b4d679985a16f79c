"""The bytes of a page in the forms that a reader may see: with and without markup, entities and escapes.

A name can be hidden from a search by what stands between its letters: tags, comments, template
tags, addresses of links. What is taken out leaves a `GAP`, so that it can be told from nothing.
Everything is linear in the page, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

#: Stands where something was taken out; no text has it.
GAP = b"\x01"
_ASCII = bytes(range(128))

_ENTITY = rb"&(?:#0*[0-9]{1,7}|#[xX]0*[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,40});?"
#: An entity that may stand for a letter, or for nothing that is seen.
_TELLING = rb"&(?!(?:amp|lt|gt|quot|apos);)(?:#|[A-Za-z])"
#: The escapes of JSON, YAML and TOML.
_ESCAPE = rb"((?:\\u[0-9a-fA-F]{4})+)|\\(?:x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|[tnrbfaev0NLP_])"
_HIDING = rb"<(?=[!sStT])(?:!--|((?i:script|style|template))\b[^<>]*>)"
_TAG = rb"<[/!?]?[A-Za-z][^<>]*>"
#: What the patterns above could take for less or for more than it is.
_DOUBTFUL_TAG = rb"=\s*(?:\"[^\"<>]*+[<>][^\"]*+\"|'[^'<>]*+[<>][^']*+')"
_LEFT_TAG = rb"<[A-Za-z!/?]"
_BRACE_TEMPLATE = rb"\{[{%#:]"
_ANGLE_TEMPLATE = rb"<[%?]"
_COMMENT_TAG = rb"\{%-?\s*comment\b"
_TEMPLATE_ENDS = {b"{{": b"}}", b"{%": b"%}", b"{#": b"#}", b"{:": b"}", b"<%": b"%>", b"<?": b"?>"}
#: The brackets of Markdown: the address of a link, its label, a footnote, attributes.
_ADDRESS = rb"\]\([^()]*(?:\([^()]*\)[^()]*)*\)"
_LABEL = rb"\]\s?\[[^\[\]]*\]"
_FOOTNOTE = rb"\[\^[^\[\]]*\]"
_BRACES = rb"\{[^{}]*\}"
#: It may hold an angle bracket, an escape, a template tag, or a quotation mark with a parenthesis behind it.
_DOUBTFUL_ADDRESS = rb"\]\((?:\s*<|[^()\\{\"']*+(?:(?:\([^()]*\)|[\"'](?![^\"'()]*[()]))[^()\\{\"']*+)*+[\\{\"'])"


@cache
def _pattern(pattern: bytes) -> re.Pattern[bytes]:
    """A pattern, compiled when it is first needed: most short runs need none."""
    return re.compile(pattern)


def forms(data: bytes, *, escapes: bool = True) -> Iterator[bytes | None]:
    """Every form of a page in UTF-8, the page itself first; None where it is not certain what stands there."""
    yield data
    telling = b"&" in data and _pattern(_TELLING).search(data) is not None
    if telling:
        yield _resolved(data)
    if b"<" in data or b"{" in data or b"[" in data:
        for bare in _bare(data):
            yield _resolved(bare) if telling and bare is not None else bare
    if escapes and b"\\" in data:
        unescaped = _pattern(_ESCAPE).sub(_character, data)
        if unescaped != data:
            plain = seen(unescaped)
            if plain is None or b"\0" in plain:
                yield None
            else:
                yield from forms(plain, escapes=False)


def _bare(data: bytes) -> Iterator[bytes | None]:
    """The page without what can stand inside a name."""
    tagged, braced = b"<" in data, b"{" in data
    text = data
    if (braced and _pattern(_BRACE_TEMPLATE).search(text)) or (tagged and _pattern(_ANGLE_TEMPLATE).search(text)):
        text = _without_templates(text)
    if tagged:
        if _pattern(_DOUBTFUL_TAG).search(text):
            yield None
            return
        shown = _without_hidden(text)
        if shown is None:
            yield None
            return
        if shown is not text and b"`" in text:  # that may be code about tags
            yield _pattern(_TAG).sub(GAP, text)
        text = _pattern(_TAG).sub(GAP, shown)
        if _pattern(_LEFT_TAG).search(text):
            yield None
            return
    if text is not data:
        yield text
    linked = text
    if b"[" in text:
        if b"](" in text:
            if _pattern(_DOUBTFUL_ADDRESS).search(text):
                yield None
                return
            text = _pattern(_ADDRESS).sub(GAP, text)
        text = _pattern(_LABEL).sub(GAP, text)
        text = _pattern(_FOOTNOTE).sub(GAP, text)
    if braced:
        text = _pattern(_BRACES).sub(GAP, text)
    if text is not linked and text != linked:
        yield text


def _without_templates(text: bytes) -> bytes:
    """The text without template tags, and without what stands between those of a comment."""
    pieces: list[bytes] = []
    missing: set[bytes] = set()
    at = 0
    for match in _pattern(_BRACE_TEMPLATE + b"|" + _ANGLE_TEMPLATE).finditer(text):
        start = match.start()
        kind = match.group()
        if start < at or kind in missing:
            continue
        end = text.find(_TEMPLATE_ENDS[kind], start + 2)
        if end < 0:
            missing.add(kind)
            continue
        end += len(_TEMPLATE_ENDS[kind])
        closer = b""
        if kind == b"{:" and text.startswith(b"{::comment", start):
            closer = b"{:/"
        elif kind == b"{%" and _pattern(_COMMENT_TAG).match(text, start):
            closer = b"endcomment"
        if closer and closer not in missing:
            close = text.find(closer, end)
            if close < 0:
                missing.add(closer)
            else:
                close = text.find(_TEMPLATE_ENDS[kind], close)
                end = close + len(_TEMPLATE_ENDS[kind]) if close >= 0 else end
        pieces += text[at:start], GAP
        at = end
    pieces.append(text[at:])
    return b"".join(pieces)


def _without_hidden(text: bytes) -> bytes | None:
    """The text without comments, scripts, styles and templates; None where it is not certain where one ends."""
    opener = _pattern(_HIDING)
    match = opener.search(text)
    if match is None:
        return text
    low = text.lower()
    if b"--!>" in text:
        return None
    pieces: list[bytes] = []
    at = 0
    while match is not None:
        pieces += text[at : match.start()], GAP
        if match[1] is None:
            at = text.find(b"-->", match.start() + 2)
            if at < 0:
                return None
            at += 3
        else:
            name = match[1].lower()
            end = low.find(b"</" + name, match.end())
            inner = low[match.end() : end]
            if end < 0 or (b"<" + name) in inner or (b"<!--" in inner and b"<script" in inner):
                return None
            at = text.find(b">", end) + 1
            if not at:
                return None
        match = opener.search(text, at)
    pieces.append(text[at:])
    return b"".join(pieces)


def _resolved(text: bytes) -> bytes:
    """The text with its entities (`&#79;`) resolved."""
    return _pattern(_ENTITY).sub(lambda match: _entity(match.group()), text)


@lru_cache(maxsize=4096)
def _entity(reference: bytes) -> bytes:
    from html import unescape

    if reference.startswith(b"&#0"):  # a number may begin with more noughts than Python cares to read
        reference = b"&#" + reference[2:].lstrip(b"0")
    text = unescape(reference.decode())
    return b" " if text == "\xa0" else seen(text.encode("utf-8", "replace")) or b""


def _character(match: re.Match[bytes]) -> bytes:
    """What an escape stands for."""
    units, short, long = match.groups()
    if units:
        return bytes.fromhex(units.replace(b"\\u", b"").decode()).decode("utf-16-be", "replace").encode()
    code = int(short or long or b"20", 16)
    return chr(code).encode("utf-8", "replace") if code < 0x110000 else b"?"


#: Characters of one page that look like others; a page with more of them is not looked at closer.
_MANY = 300
_known: dict[str, bytes | None] = {}


def seen(text: bytes) -> bytes | None:
    """UTF-8 with all letters and digits that look like ASCII ones replaced by them; None where they are many."""
    if text.isascii():
        return text
    special = 0
    for char in set(text.translate(None, _ASCII).decode("utf-8", "replace")):
        if char not in _known:
            if len(_known) > 20_000:
                _known.clear()
            _known[char] = _look(char)
        look = _known[char]
        if look is not None:
            special += 1
            if special > _MANY:
                return None
            text = text.replace(char.encode(), look)
    return text


#: Letters below U+0250 that a search ignoring case takes for ASCII ones.
_LOW = {"\u017f": b"s", "\u0130": b"i", "\u0131": b"i"}


def _look(char: str) -> bytes | None:
    """The ASCII letters and digits that a character looks like, or None."""
    if char < "\u0250":
        return _LOW.get(char)
    import unicodedata

    plain = unicodedata.normalize("NFKC", char)
    if plain == char and unicodedata.category(char)[0] in "SPZC":
        return None
    from ots_lint.text.looks import fold

    return bytes(code for code in fold(char).text.encode("ascii", "ignore") if chr(code).isalnum()) or None


LOWER = bytes(range(256)).lower()


#: It may be markup that a reader does not see.
MARKUP = b"*_~`^=$[]{}\\" + GAP
