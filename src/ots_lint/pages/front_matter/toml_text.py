"""Reads TOML front matter: the standard parser judges it, a small scanner finds the places."""

from __future__ import annotations

import contextlib
import re
from typing import Any

from ots_lint.pages.base import Key
from ots_lint.pages.front_matter.value import MAX_DEPTH, Broken, Keys, Value
from ots_lint.text.run import Segment, Span
from ots_lint.text.toml_keys import endless_key

_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WORD = re.compile(r"[^\s,\]}#]+(?: [0-9][^\s,\]}#]*)?")
_ESCAPE = re.compile(
    r"\\(?:u(?P<u>[0-9A-Fa-f]{4})|U(?P<U>[0-9A-Fa-f]{8})|(?P<gone>[ \t]*(?:\r\n|\n)[ \t\r\n]*)|(?P<letter>.))|(?P<crlf>\r\n)"
)
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
_BASIC_END = re.compile(r'(?:[^"\\\r\n]|\\.)*+"')
_LONG_BASIC_END = re.compile(r'(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5}', re.DOTALL)
_LONG_LITERAL_END = re.compile(r"(?:[^']|'{1,2}(?!'))*+'{3,5}")
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_toml(text: str, start: int, end: int, keys: Keys | None = None) -> list[Value]:
    """The scalars of the TOML document `text[start:end]`, whose keys are added to `keys`. Raises `Broken`."""
    import tomllib

    part = text[start:end].replace("\r\n", " \n")
    depth = 0
    for match in re.finditer(r"[\[{\]}]", part):
        depth = max(depth + (1 if match.group() in "[{" else -1), 0)
        if depth > MAX_DEPTH:
            raise Broken(f"brackets are nested deeper than {MAX_DEPTH} levels", start + match.start())
    if endless_key(part) is not None:
        raise Broken("a key has too many parts", start)
    try:
        tomllib.loads(text[start:end])
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        offset = start
        if found := _WHERE.search(message):
            rows = [0, *(m.end() for m in re.finditer("\n", part))]
            offset += rows[min(int(found[1]), len(rows)) - 1] + int(found[2]) - 1
            message = message[: found.start()].strip()
        raise Broken(message[:1].lower() + message[1:], offset) from None
    except (ValueError, RecursionError) as error:
        raise Broken(str(error), start) from None
    scanner = _Scanner(text, start, end)
    with contextlib.suppress(IndexError, ValueError, RecursionError):  # what was read until there counts
        scanner.document()
    if keys is not None:
        keys += scanner.keys
    return scanner.values


class _Scanner:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.position = start
        self.start = start
        self.end = end
        self.values: list[Value] = []
        self.keys: Keys = []
        self.counts: dict[tuple[str | int, ...], int] = {}

    def document(self) -> None:
        """Scan tables and key–value lines to the end."""
        table: tuple[str | int, ...] = ()
        container_start = self.start
        first = 0
        while self._skip():
            if self.text[self.position] == "[":
                self._contain(first, Span(container_start, self.position))
                container_start, first = self.position, len(self.values)
                array = self.text.startswith("[[", self.position)
                self.position += 2 if array else 1
                names = self._keys()
                table = self._resolve([name for name, _ in names], array)
                self._note((), names)
                self._skip()
                self.position += 2 if array else 1
            else:
                self._pair(table, Span(container_start, self.end))
        self._contain(first, Span(container_start, self.end))

    def _contain(self, first: int, container: Span) -> None:
        for i in range(first, len(self.values)):
            if self.values[i].container.end == self.end:
                self.values[i] = self.values[i]._replace(container=container)

    def _resolve(self, keys: list[str], array: bool) -> tuple[str | int, ...]:
        path: tuple[str | int, ...] = ()
        for i, key in enumerate(keys):
            path = (*path, key)
            if array and i == len(keys) - 1:
                count = self.counts[path] = self.counts.get(path, -1) + 1
                path = (*path, count)
            elif path in self.counts:
                path = (*path, self.counts[path])
        return path

    def _skip(self) -> bool:
        match = _SKIP.match(self.text, self.position, self.end)
        if match:
            self.position = match.end()
        return self.position < self.end

    def _note(self, path: tuple[str | int, ...], names: list[tuple[str, Span]]) -> None:
        """Note the keys of a table's head or of a pair."""
        for name, span in names:
            path = (*path, name)
            self.keys.append(Key(path, span))
            if path in self.counts:
                path = (*path, self.counts[path])

    def _keys(self) -> list[tuple[str, Span]]:
        keys = []
        while True:
            self._blanks()
            character = self.text[self.position]
            if character in "\"'":
                segments, span = self._string()
                keys.append(("".join(segment.text for segment in segments), span))
            else:
                match = _BARE.match(self.text, self.position, self.end)
                if match is None:
                    raise ValueError
                keys.append((match.group(), Span(*match.span())))
                self.position = match.end()
            self._blanks()
            if self.position >= self.end or self.text[self.position] != ".":
                return keys
            self.position += 1

    def _blanks(self) -> None:
        match = _BLANKS.match(self.text, self.position, self.end)
        if match:
            self.position = match.end()

    def _pair(self, path: tuple[str | int, ...], container: Span) -> None:
        keys = self._keys()
        if self.text[self.position] != "=":
            raise ValueError
        self.position += 1
        self._skip()
        self._note(path, keys)
        self._value((*path, *(name for name, _ in keys)), container)

    def _value(self, path: tuple[str | int, ...], container: Span) -> None:
        start = self.position
        character = self.text[start]
        if character in "\"'":
            segments, span = self._string()
            self.values.append(Value(path, "".join(segment.text for segment in segments), span, container, segments))
        elif character == "[":
            first, index = len(self.values), 0
            self.position += 1
            while self._skip() and self.text[self.position] != "]":
                if self.text[self.position] == ",":
                    self.position += 1
                    continue
                self._value((*path, index), Span(start, start))
                index += 1
            self.position += 1
            self._inside(first, start)
        elif character == "{":
            first = len(self.values)
            self.position += 1
            while self._skip() and self.text[self.position] != "}":
                if self.text[self.position] == ",":
                    self.position += 1
                    continue
                self._pair(path, Span(start, start))
            self.position += 1
            self._inside(first, start)
        else:
            match = _WORD.match(self.text, start, self.end)
            if match is None:
                raise ValueError
            self.position = match.end()
            self.values.append(Value(path, _plain(match.group()), Span(start, match.end()), container, None))

    def _inside(self, first: int, start: int) -> None:
        for i in range(first, len(self.values)):
            if self.values[i].container == (start, start):
                self.values[i] = self.values[i]._replace(container=Span(start, self.position))

    def _string(self) -> tuple[list[Segment], Span]:
        """The string at the position: its segments and its span within the quotes."""
        text, start = self.text, self.position
        quote = text[start]
        if text.startswith(quote * 3, start):
            left = start + 3
            pattern = _LONG_BASIC_END if quote == '"' else _LONG_LITERAL_END
            match = pattern.match(text, left, self.end)
            if match is None:
                raise ValueError
            right = match.end() - 3
            self.position = match.end()
            if text.startswith("\r\n", left):
                left += 2
            elif text.startswith("\n", left):
                left += 1
            right = max(left, right)
        else:
            left = start + 1
            if quote == '"':
                match = _BASIC_END.match(text, left, self.end)
                if match is None:
                    raise ValueError
                right = match.end() - 1
            else:
                right = text.index("'", left, self.end)
            self.position = right + 1
        return self._segments(left, right, quote == '"'), Span(left, right)

    def _segments(self, left: int, right: int, basic: bool) -> list[Segment]:
        segments, at = [], left
        for match in _ESCAPE.finditer(self.text, left, right):
            start, end = match.span()
            if match["crlf"] is None and not basic:
                continue
            if start > at:
                segments.append(Segment(self.text[at:start], at, start))
            if match["crlf"] is not None:
                text = "\n"
            elif match["gone"] is not None:
                text = ""
            elif code := match["u"] or match["U"]:
                number = int(code, 16)
                text = chr(number) if number < 0x110000 else "\ufffd"
            else:
                text = _ESCAPES.get(match["letter"], match["letter"])
            segments.append(Segment(text, start, end, False))
            at = end
        if at < right:
            segments.append(Segment(self.text[at:right], at, right))
        return segments


def _plain(word: str) -> Any:
    """A boolean or number; a date stays as it is written."""
    if word in ("true", "false"):
        return word == "true"
    try:
        return int(word.replace("_", ""), 0) if len(word) < 400 else word
    except ValueError:
        pass
    try:
        return float(word.replace("_", ""))
    except ValueError:
        return word
