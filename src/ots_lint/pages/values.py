"""Attribute values and where they come from."""

from __future__ import annotations

import re
from typing import NamedTuple

from ots_lint.text.run import Segment


class Attribute(NamedTuple):
    """An attribute's value: resolved, and where it stands in the source (without its quotes)."""

    value: str
    start: int
    end: int


Attributes = dict[str, Attribute]

_VALUE = re.compile(r"[ \t]*[\r\n][ \t\r\n]*|&#?[0-9A-Za-z]{1,40};?")
_VALUE_SPACE = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")


def value_segments(source: str, start: int, end: int, entities: bool = True) -> list[Segment]:
    """The segments of an attribute's value, its entities and line breaks replaced."""
    if start >= end:
        return []
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
    from html import unescape

    if text[1] == "#" or text[-1] == ";":
        resolved = unescape(text)
        if resolved == text:
            return None
        if text[-1] != ";" or not resolved.endswith(";") or len(resolved) == 1:
            rest = 0
            if text[-1] != ";" and text[1] == "#":
                match = re.match(r"&#(?:[xX][0-9A-Fa-f]+|[0-9]+)", text)
                rest = len(text) - match.end() if match else 0
                return unescape(text[: len(text) - rest]), rest
            return resolved, rest
        return None  # `&notit;` is resolved in text, not in attributes
    if following == "=" or following.isalnum():
        return None
    resolved = unescape(text)
    return None if resolved == text or len(resolved) > 2 else (resolved, 0)
