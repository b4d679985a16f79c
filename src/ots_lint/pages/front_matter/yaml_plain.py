"""Reads the YAML that most pages begin with, without PyYAML, whose import is a tenth of a short run.

That is: keys with values on one line, lists, and mappings below one another; texts without escapes.
Whatever is not surely such is left to `yaml_text`, and what is read here is read as it reads it.
"""

from __future__ import annotations

import re
from typing import Any

from ots_lint.pages.base import Key
from ots_lint.pages.front_matter.value import MAX_DEPTH, Keys, Value
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Segment, Span

_ENTRY = re.compile(r"([A-Za-z_][\w.-]*):(?: +(?=[^ ])|$)")
_ITEM = re.compile(r"- +(?=[^ ])")
_QUOTED = re.compile(r"\"[^\"\\]*\"|'[^']*'")
#: Characters that a plain text may begin with; besides these, letters, and what is no ASCII.
_FIRST = frozenset("(/_$")
#: What ends a plain text, or makes it something else.
_SPECIAL = re.compile(r": | #|:$")
_FLOW_KEY = lazy_re(r" *+([A-Za-z_][\w.-]*): +")
_FLOW_ITEM = lazy_re(r" *+((?:\"[^\"\\]*+\"|'[^']*+') *+|[^ \[\]{},:#\"'?&*!|>%@`-][^\[\]{},:#\"'?&*!|>%@`]*+)([,\]}])")
#: YAML 1.1: words, dates, and numbers without signs.
_WORDS: dict[str, Any] = {
    form: value
    for word, value in {
        "yes": True, "no": False, "true": True, "false": False, "on": True, "off": False, "null": None,
    }.items()
    for form in (word, word.capitalize(), word.upper())
}  # fmt: skip
_DATE = lazy_re(
    r"\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]| +)\d\d?:\d\d:\d\d(?:\.\d*)?(?: *(?:Z|[-+]\d\d?(?::\d\d)?))?", re.ASCII
)
_DATE_AND_HOUR = lazy_re(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d", re.ASCII)
_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")
_OPEN = Span(0, 0)  # of a container whose end is not known yet
Path = tuple[str | int, ...]


class _NotPlain(Exception):  # noqa: N818 - no error: the text is for another reader
    """This is more than plain YAML."""


class _Block:
    """A mapping or a list that is being read."""

    def __init__(self, path: Path, indent: int, start: int, first: int, *, listed: bool) -> None:
        self.path = path
        self.indent = indent
        self.start = start
        self.first = first  # index of the first value in it
        self.listed = listed
        self.count = 0  # items of a list


def read_plain(text: str, start: int, end: int, keys: Keys | None = None) -> list[Value] | None:
    """The scalars of the YAML mapping `text[start:end]`, or None where it is not surely a plain one.

    Its keys are added to `keys`.
    """
    part = text[start:end]
    lines = part.split("\n")
    if not all(map(str.isprintable, lines)):
        return None
    reader = _Reader(start)
    try:
        values = reader.read(lines)
    except _NotPlain:
        return None
    if keys is not None:
        keys += reader.keys
    return values


class _Reader:
    def __init__(self, start: int) -> None:
        self.at = start  # of the line
        self.values: list[Value] = []
        self.keys: Keys = []
        self.blocks: list[_Block] = []
        self.pending: tuple[Path, int] | None = None  # a key without a value yet, and its indentation

    def read(self, lines: list[str]) -> list[Value]:
        for line in lines:
            body = line.strip(" ")
            if body and body[0] != "#":
                indent = len(line) - len(line.lstrip(" "))
                if body[0] == "-":
                    self._item(body, indent)
                else:
                    self._entry(body, indent)
            self.at += len(line) + 1
        if self.pending is not None or not self.blocks:
            raise _NotPlain
        self._close(-1, self.at - 1)
        return self.values

    def _entry(self, body: str, indent: int) -> None:
        """A line with a key."""
        match = _ENTRY.match(body)
        if match is None:
            raise _NotPlain
        at = self.at + indent
        if self.pending is not None:
            path, outer = self.pending
            if indent <= outer:
                raise _NotPlain  # a key without a value
            self._open(path, indent, at, listed=False)
        elif not self.blocks:
            self._open((), indent, at, listed=False)
        else:
            self._close(indent, at, listed=False)
        block = self.blocks[-1] if self.blocks else None
        if block is None or block.listed or block.indent != indent:
            raise _NotPlain
        path = (*block.path, match[1])
        self.keys.append(Key(path, Span(at, at + len(match[1]))))
        if match.end() == len(body):
            self.pending = path, indent
        else:
            self._value(path, body[match.end() :], at + match.end())

    def _item(self, body: str, indent: int) -> None:
        """A line of a list."""
        match = _ITEM.match(body)
        if match is None:
            raise _NotPlain
        at = self.at + indent
        if self.pending is not None:
            path, outer = self.pending
            if indent < outer:
                raise _NotPlain
            self._open(path, indent, at, listed=True)
        else:
            self._close(indent, at, listed=True)
        block = self.blocks[-1] if self.blocks else None
        if block is None or not block.listed or block.indent != indent:
            raise _NotPlain
        block.count += 1
        self._value((*block.path, block.count - 1), body[match.end() :], at + match.end())

    def _open(self, path: Path, indent: int, at: int, *, listed: bool) -> None:
        if len(self.blocks) >= MAX_DEPTH:
            raise _NotPlain
        self.blocks.append(_Block(path, indent, at, len(self.values), listed=listed))
        self.pending = None

    def _close(self, indent: int, at: int, *, listed: bool = False) -> None:
        """Close the blocks that a line with this indentation is not in; it begins at `at`."""
        while self.blocks:
            block = self.blocks[-1]
            if block.indent < indent or (block.indent == indent and (listed or not block.listed)):
                return
            self.blocks.pop()
            self._contain(block.first, len(block.path) + 1, Span(block.start, at))

    def _contain(self, first: int, depth: int, container: Span) -> None:
        for i in range(first, len(self.values)):
            if len(self.values[i].path) == depth:
                self.values[i] = self.values[i]._replace(container=container)

    def _value(self, path: Path, body: str, at: int) -> None:
        """What stands behind a key or the dash of a list."""
        if body[0] in "[{":
            self._flow(path, body, at)
        elif body[0] in "\"'":
            if _QUOTED.fullmatch(body) is None:
                raise _NotPlain
            self._add(path, body[1:-1], at + 1)
        elif _SPECIAL.search(body):
            raise _NotPlain
        else:
            self._add(path, body, at, plain=True)

    def _flow(self, path: Path, body: str, at: int) -> None:
        """A list or a mapping in brackets, of values alone."""
        mapping, end = body[0] == "{", "}" if body[0] == "{" else "]"
        first, position = len(self.values), 1
        if body[1:-1].strip(" ") == "" and body[-1] == end:
            position = len(body)
        count = 0
        while position < len(body):
            step: str | int = count
            if mapping:
                key = _FLOW_KEY.match(body, position)
                if key is None:
                    raise _NotPlain
                step, position = key[1], key.end()
                self.keys.append(Key((*path, step), Span(at + key.start(1), at + key.end(1))))
            match = _FLOW_ITEM.match(body, position)
            if match is None or (match[2] != ",") != (match.end() == len(body)):
                raise _NotPlain
            text, place = match[1].rstrip(" "), at + match.start(1)
            if text[0] in "\"'":
                self._add((*path, step), text[1:-1], place + 1)
            else:
                self._add((*path, step), text, place, plain=True)
            count += 1
            position = match.end()
        if body[-1] != end:
            raise _NotPlain
        self._contain(first, len(path) + 1, Span(at, at + len(body)))

    def _add(self, path: Path, text: str, at: int, *, plain: bool = False) -> None:
        """A value that is written as `text`, in quotation marks or `plain`; what stands for itself has segments."""
        end = at + len(text)
        value, itself = _resolved(text) if plain else (text, True)
        segments = [Segment(text, at, end)] if text else []
        self.values.append(Value(path, value, Span(at, end), _OPEN, segments if itself else None))


def _resolved(text: str) -> tuple[Any, bool]:
    """What YAML 1.1 makes of a plain text, and whether that is the text itself (a date is not, but stays as written)."""
    first = text[0]
    if text in _WORDS:
        return _WORDS[text], False
    if first.isascii() and first.isdigit():
        if _DATE.fullmatch(text):
            return text, False
        if _NUMBER.fullmatch(text):
            return int(text), False
        if not _DATE_AND_HOUR.fullmatch(text):
            raise _NotPlain
    elif first.isascii() and not first.isalpha() and first not in _FIRST:
        raise _NotPlain
    return text, True
