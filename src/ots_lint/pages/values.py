"""Attribute values and where they come from."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Segment


class Attribute(NamedTuple):
    """An attribute's value: resolved, and where it stands in the source (without its quotes)."""

    value: str
    start: int
    end: int


Attributes = dict[str, Attribute]

_VALUE = lazy_re(r"[ \t]*[\r\n][ \t\r\n]*|&#?[0-9A-Za-z]{1,40};?")
_QUOTED = r"[ \t]*[\r\n][ \t\r\n]*>?[ \t\r\n>]*"
_QUOTED_SPACE = lazy_re(_QUOTED)
_QUOTED_VALUE = lazy_re(_QUOTED + r"|&#?[0-9A-Za-z]{1,40};?")
_VALUE_SPACE = lazy_re(r"[ \t]*[\r\n][ \t\r\n]*")


def value_segments(source: str, start: int, end: int, entities: bool = True, quoted: bool = False) -> list[Segment]:
    """The segments of a value, its entities and line breaks replaced; `quoted` ones have `> ` before each line."""
    if start >= end:
        return []
    whole = source[start:end]
    if "\n" not in whole and "\r" not in whole and ("&" not in whole or not entities):
        return [Segment(whole, start, end)]
    if quoted and source.find("\n", start, end) >= 0:
        pattern = _QUOTED_VALUE if entities else _QUOTED_SPACE
    else:
        pattern = _VALUE if entities and source.find("&", start, end) >= 0 else _VALUE_SPACE
    segments, at = [], start
    for match in pattern.finditer(source, start, end):
        left, right = match.span()
        text = match.group()
        if text[0] == "&":
            resolved = resolve_entity(text, source[right : right + 1])
            if resolved is None:
                continue
            text, rest = resolved
            right -= rest
        else:
            text = "\n"
        if left > at:
            segments.append(Segment(source[at:left], at, left))
        segments.append(Segment(text, left, right, False))
        at = right
    if at < end:
        segments.append(Segment(source[at:end], at, end))
    return segments


def resolve_entity(text: str, following: str) -> tuple[str, int] | None:
    """An attribute's entity: its characters, and how many of `text`'s last ones are not in it."""
    if text[1] == "#":
        from html import unescape

        match = _NUMBER.match(text)
        return (unescape(match.group()), len(text) - match.end()) if match else None
    if text[-1] != ";" and following == "=":
        return None
    found = _entities().get(text[1:])
    return (found, 0) if found is not None else None


@cache
def _entities() -> dict[str, str]:
    from html.entities import html5

    return html5


def resolved(source: str, start: int, end: int) -> str:
    """The text of a value, its entities replaced; line breaks stay as they are where there is no entity."""
    value = source[start:end]
    ampersands = value.count("&")
    if not ampersands:
        return value
    if ampersands == value.count("&amp;") and "\n" not in value and "\r" not in value:
        return value.replace("&amp;", "&")
    return "".join([segment.text for segment in value_segments(source, start, end)])


_NUMBER = lazy_re(r"&#(?:[xX][0-9A-Fa-f]+|[0-9]+);?")
