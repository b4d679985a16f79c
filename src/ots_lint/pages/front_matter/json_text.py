"""Reads JSON that keeps its offsets, and forgives what people and templates leave in it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ots_lint.text.mask import Masks
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import OBJECT, Segment

#: Deeper nesting, or more values, than this is not read.
MAX_DEPTH = 64
MAX_VALUES = 50_000

_TOKEN = lazy_re(
    r"[\s\ufeff]*(?:(?P<mark>[{}\[\],:])"
    r'|"(?P<string>(?:[^"\\]|\\.)*+)"'
    r"|(?P<number>-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w.])"
    r"|(?P<word>[^\s{}\[\],:\"]+))",
    re.DOTALL,
)
_ESCAPE = lazy_re(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL
)
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS = {"true": True, "false": False, "null": None}


class Node(NamedTuple):
    """A value: `kind` is object, array, string, number, word or masked.

    An object's items are (key, node); an array's key is empty. Spans of strings lie within their quotes.
    """

    kind: str
    value: Any
    start: int
    end: int
    items: tuple[tuple[str, Node], ...] = ()


class _End(Exception):  # noqa: N818 - no error, the text just goes no further
    pass


class JsonReader:
    """Reads `masked[start:end]`; where it breaks, what was read until there counts."""

    def __init__(self, source: str, masked: str, masks: Masks, start: int, end: int, most: int = MAX_VALUES) -> None:
        self.most = most
        self.source = source
        self.masked = masked
        self.masks = masks
        self.position = start
        self.end = end
        self.broken = False
        self.count = 0
        self.keys: dict[int, tuple[int, int]] = {}  # where a value starts → its key, without quotes
        self.token: tuple[str, int, int] = ("", start, start)

    def read(self) -> Node | None:
        """The value at the start, or None; `broken` tells whether all of it was JSON."""
        self._next()
        return self._value(0)

    def _next(self) -> None:
        while True:
            match = _TOKEN.match(self.masked, self.position, self.end)
            if match is None:
                rest = self.masked[self.position : self.end]
                if rest.strip():
                    self.broken = True
                self.token = ("end", self.end, self.end)
                return
            kind = match.lastgroup or ""
            start, end = match.span(kind)
            self.position = match.end()
            if kind == "word":
                text = self.masked[start : start + 2]
                if text == "//" or text == "/*":
                    close = self.masked.find("\n" if text == "//" else "*/", start, self.end)
                    self.position = self.end if close < 0 else close + 2 - (text == "//")
                    continue
            self.token = (match.group(kind) if kind == "mark" else kind, start, end)
            return

    def _value(self, depth: int) -> Node | None:
        kind, start, end = self.token
        self.count += 1
        if depth > MAX_DEPTH or self.count > self.most:
            self.broken = True
            self.position = self.end
            self.token = ("end", self.end, self.end)
            return None
        if kind == "{":
            return self._object(start, depth)
        if kind == "[":
            return self._array(start, depth)
        if kind == "string":
            segments = self.segments(start, end)
            self._next()
            return Node("string", "".join(segment.text for segment in segments), start, end)
        if kind == "number":
            text = self.source[start:end]
            self._next()
            whole = text.lstrip("-").isdigit() and len(text) < 400
            return Node("number", int(text) if whole else float(text), start, end)
        if kind == "word":
            text = self.source[start:end]
            self._next()
            if self.masks and self.masks.within(start, end):
                return Node("masked", None, start, end)
            if text in _WORDS:
                return Node("word", _WORDS[text], start, end)
            self.broken = True
            return None
        return None

    def _object(self, start: int, depth: int) -> Node:
        items: list[tuple[str, Node]] = []
        self._next()
        while True:
            kind, left, right = self.token
            if kind == "}":
                self._next()
                return Node("object", None, start, right, tuple(items))
            if kind == "end":
                self.broken = True
                return Node("object", None, start, self.end, tuple(items))
            if kind == "string":
                key = "".join(segment.text for segment in self.segments(left, right))
                self._next()
                if self.token[0] == ":":
                    self._next()
                    value = self._value(depth + 1)
                    if value is not None:
                        self.keys[value.start] = (left, right)
                        items.append((key, value))
                else:
                    self.broken = True
            elif kind == "," or (kind == "word" and self.masks and self.masks.within(left, right)):
                self._next()
            else:
                self.broken = True
                if kind in "]":
                    return Node("object", None, start, left, tuple(items))
                self._next()

    def _array(self, start: int, depth: int) -> Node:
        items: list[tuple[str, Node]] = []
        self._next()
        while True:
            kind, left, right = self.token
            if kind == "]":
                self._next()
                return Node("array", None, start, right, tuple(items))
            if kind == "end":
                self.broken = True
                return Node("array", None, start, self.end, tuple(items))
            if kind == ",":
                self._next()
            elif kind == "}":
                self.broken = True
                return Node("array", None, start, left, tuple(items))
            elif kind == ":":
                self.broken = True
                self._next()
            else:
                value = self._value(depth + 1)
                if value is not None:
                    items.append(("", value))

    def segments(self, start: int, end: int) -> list[Segment]:
        """The segments of a string between its quotes: escapes replaced, template tags objects."""
        segments: list[Segment] = []
        for mask in self.masks.within(start, end) if self.masks else ():
            segments += self._escaped(start, mask.start)
            segments.append(Segment(OBJECT, max(start, mask.start), min(mask.end, end), False))
            start = max(start, mask.end)
        return segments + self._escaped(start, end)

    def _escaped(self, start: int, end: int) -> list[Segment]:
        source = self.source
        segments: list[Segment] = []
        if start >= end:
            return segments
        if source.find("\\", start, end) < 0:
            return [Segment(source[start:end], start, end)]
        for match in _ESCAPE.finditer(source, start, end):
            left, right = match.span()
            high, low, code, letter = match.groups()
            if left > start:
                segments.append(Segment(source[start:left], start, left))
            if high:
                text = chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
            elif code:
                number = int(code, 16)
                text = "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)
            else:
                text = _ESCAPES.get(letter, letter)
            segments.append(Segment(text, left, right, False))
            start = right
        if start < end:
            segments.append(Segment(source[start:end], start, end))
        return segments
