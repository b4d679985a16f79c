"""Reads YAML front matter from parser events: nothing recursive, aliases never expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ots_lint.pages.base import Key
from ots_lint.pages.front_matter.value import MAX_DEPTH, Broken, Keys, Value
from ots_lint.text.run import Segment, Span

_FLOW = re.compile(r"[\[{\]}]")
_MANY_NESTED = re.compile(r"^[ \t]*(?:[-?][ \t]+){20}", re.MULTILINE)
_PREFIX = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t\r\n]+)+")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*")
_DOUBLE = re.compile(
    r"(?P<gone>\\(?:\r\n|\r|\n)[ \t\r\n]*)|\\(?:x(?P<x>[0-9A-Fa-f]{2})|u(?P<u>[0-9A-Fa-f]{4})|U(?P<U>[0-9A-Fa-f]{8})|"
    r"(?P<letter>[^\r\n]))|(?P<fold>[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*)",
)
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_OPEN = Span(0, 0)  # of a container whose end is not known yet
_new = tuple.__new__  # of a NamedTuple, in half the time that its constructor takes


@cache
def _loader() -> Any:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, start: int, end: int, keys: Keys | None = None, *, lists: bool = False) -> list[Value]:
    """The scalars of the YAML mapping `text[start:end]`, whose keys are added to `keys`. Raises `Broken`.

    With `lists`, it may be a list as well.
    """
    import yaml

    part = text[start:end]
    _check_depth(part, start)
    values: list[Value] = []
    try:
        _read(part, start, values, keys if keys is not None else [], lists)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Broken(_explain(error.problem or str(error)), start + (mark.index if mark else 0)) from None
    except yaml.reader.ReaderError as error:
        raise Broken(f"it holds a character that YAML forbids ({error.reason})", start + error.position) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Broken(str(error), start) from None
    return values


def _explain(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "a value that holds a colon and a blank has to stand in quotation marks"
    if "found character that cannot start any token" in problem or "\\t" in problem:
        return "a value that starts with a special character (@, %, `, a tab) has to stand in quotation marks"
    return problem


def _check_depth(part: str, start: int) -> None:
    """Refuse hostile nesting before the parser, whose time grows with the square of it."""
    depth = 0
    brackets = part.count("[") + part.count("{")
    for match in _FLOW.finditer(part) if brackets > MAX_DEPTH else ():
        depth += 1 if match.group() in "[{" else -1
        depth = max(depth, 0)
        if depth > MAX_DEPTH:
            raise Broken(f"brackets are nested deeper than {MAX_DEPTH} levels", start + match.start())
    if part.count("-") + part.count("?") >= 20 and (nested := _MANY_NESTED.search(part)):
        raise Broken("lists are nested too deeply", start + nested.start())


class _Open:
    """A mapping or sequence that is being read."""

    __slots__ = ("count", "first", "key", "mapping", "path", "start")

    def __init__(self, mapping: bool, path: tuple[str | int, ...], start: int, first: int) -> None:
        self.mapping = mapping
        self.path = path
        self.start = start
        self.first = first  # index of the first value in it
        self.key: str | None = None  # waits for its value
        self.count = 0

    def next_path(self) -> tuple[str | int, ...]:
        if not self.mapping:
            self.count += 1
            return (*self.path, self.count - 1)
        key, self.key = self.key, None
        return (*self.path, key or "")


def _events(part: str) -> Iterator[tuple[str, Any]]:
    """The parser's events, each with the name of its kind."""
    loader = _loader()(part)
    try:
        while loader.check_event():
            event = loader.get_event()
            yield type(event).__name__, event
    finally:
        loader.dispose()


def _read(part: str, base: int, values: list[Value], keys: Keys, lists: bool) -> None:
    anchors: dict[str, Any] = {}
    resolver = _resolver()
    stack: list[_Open] = []
    for kind, event in _events(part):
        if kind == "ScalarEvent":
            top = stack[-1] if stack else None
            if top is not None and top.mapping and top.key is None:
                top.key = str(event.value)
                left, right, _ = _scalar(part, event, event.start_mark.index, event.end_mark.index)
                keys.append(Key((*top.path, top.key), Span(base + left, base + right)))
                continue
            left, right = event.start_mark.index, event.end_mark.index
            if top is None:
                if lists and not event.value:  # a document without anything, behind the first
                    continue
                raise Broken("it has to be a list of “key: value” lines", base + left)
            value = resolver.value(event)
            if event.anchor is not None:
                anchors[event.anchor] = value
            left, right, segments = _scalar(part, event, left, right)
            moved: list[Segment] | None = None
            if isinstance(value, str) and not resolver.is_date:
                moved = [Segment(text, at + base, end + base, verbatim) for text, at, end, verbatim in segments]
            values.append(_new(Value, (top.next_path(), value, Span(base + left, base + right), _OPEN, moved)))
        elif kind == "AliasEvent":
            left, right = event.start_mark.index, event.end_mark.index
            if not stack:
                raise Broken("it has to be a list of “key: value” lines", base + left)
            top = stack[-1]
            if top.mapping and top.key is None:
                top.key = ""
                continue
            path = top.next_path()
            if event.anchor in anchors:
                span = Span(base + left, base + right)
                values.append(Value(path, anchors[event.anchor], span, _OPEN, None))
        elif kind == "MappingStartEvent" or kind == "SequenceStartEvent":
            left = event.start_mark.index
            if not stack:
                if kind != "MappingStartEvent" and not lists:
                    raise Broken("it has to be a list of “key: value” lines", base + left)
                path = ()
            elif stack[-1].mapping and stack[-1].key is None:
                raise Broken("a key has to be a plain word", base + left)
            else:
                path = stack[-1].next_path()
            if len(stack) >= MAX_DEPTH:
                raise Broken(f"it is nested deeper than {MAX_DEPTH} levels", base + left)
            stack.append(_Open(kind == "MappingStartEvent", path, left, len(values)))
        elif kind == "MappingEndEvent" or kind == "SequenceEndEvent":
            done = stack.pop()
            container = Span(base + done.start, base + event.end_mark.index)
            depth = len(done.path) + 1
            for i in range(done.first, len(values)):
                inner = values[i]
                if len(inner.path) == depth:
                    values[i] = _new(Value, (inner.path, inner.value, inner.span, container, inner.segments))


@cache
def _resolver() -> _Resolver:
    import yaml

    return _Resolver(yaml)


class _Resolver:
    """What YAML 1.1 makes of a plain scalar; dates stay as they are written."""

    def __init__(self, yaml: Any) -> None:
        self.yaml = yaml
        self.resolver = yaml.resolver.Resolver()
        self.constructor = yaml.constructor.SafeConstructor()
        self.is_date = False  # of the last value

    def value(self, event: Any) -> Any:
        tag = event.tag
        text: str = event.value
        self.is_date = False
        if tag in (None, "!"):
            if tag == "!" or not event.implicit[0]:
                return text
            tag = self.resolver.resolve(self.yaml.ScalarNode, text, (True, False))
        name = tag.rpartition(":")[2]
        self.is_date = name == "timestamp"
        node = self.yaml.ScalarNode(tag, text)
        try:
            if name == "null":
                return None
            if name == "bool":
                return self.constructor.construct_yaml_bool(node)
            if name == "int":
                return self.constructor.construct_yaml_int(node) if len(text) < 400 else text
            if name == "float":
                return self.constructor.construct_yaml_float(node)
        except (ValueError, LookupError, OverflowError):  # IndexError: "!!int" without a number
            pass
        return text


def _scalar(part: str, event: Any, left: int, right: int) -> tuple[int, int, list[Segment]]:
    """The span of a scalar without anchor, tag and quotes, and its segments."""
    value: str = event.value
    if (event.anchor is not None or event.tag is not None) and (prefix := _PREFIX.match(part, left, right)):
        left = prefix.end()
    style = event.style
    if style in ("'", '"'):
        left, right = left + 1, right - 1
        segments = _single(part, left, right) if style == "'" else _double(part, left, right)
    elif style in ("|", ">"):
        header = _BLOCK_HEADER.match(part, left)
        left = header.end() if header else left
        right = left + len(part[left:right].rstrip(" \t\r\n"))
        value = value.rstrip("\n")
        segments = _block(part, left, right, value)
    else:
        right = left + len(part[left:right].rstrip(" \t\r\n"))
        segments = _folded(part, left, right)
    if "".join([segment.text for segment in segments]) != value:
        segments = [Segment(value, left, right, False)] if value else []
    return left, right, segments


def _fold(piece: str) -> str:
    """What a line break and the empty lines after it mean in a folded scalar."""
    breaks = piece.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    return " " if breaks == 1 else "\n" * (breaks - 1)


def _folded(part: str, left: int, right: int) -> list[Segment]:
    text = part[left:right]
    if text and "\n" not in text and "\r" not in text:
        return [Segment(text, left, right)]
    segments, at = [], left
    for match in _BREAK.finditer(part, left, right):
        start, end = match.span()
        if start > at:
            segments.append(Segment(part[at:start], at, start))
        segments.append(Segment(_fold(match.group()), start, end, False))
        at = end
    if at < right:
        segments.append(Segment(part[at:right], at, right))
    return segments


def _single(part: str, left: int, right: int) -> list[Segment]:
    segments: list[Segment] = []
    at = left
    while (quote := part.find("''", at, right)) >= 0:
        segments += _folded(part, at, quote)
        segments.append(Segment("'", quote, quote + 2, False))
        at = quote + 2
    return segments + _folded(part, at, right)


def _double(part: str, left: int, right: int) -> list[Segment]:
    if part.find("\\", left, right) < 0:
        return _folded(part, left, right)
    segments, at = [], left
    for match in _DOUBLE.finditer(part, left, right):
        start, end = match.span()
        if start > at:
            segments.append(Segment(part[at:start], at, start))
        code = match["x"] or match["u"] or match["U"]
        if match["gone"] is not None:
            text = ""
        elif code:
            number = int(code, 16)
            text = chr(number) if number < 0x110000 else "\ufffd"
        elif match["letter"] is not None:
            text = _ESCAPES.get(match["letter"], match["letter"])
        else:
            text = _fold(match.group())
        segments.append(Segment(text, start, end, False))
        at = end
    if at < right:
        segments.append(Segment(part[at:right], at, right))
    return segments


def _block(part: str, left: int, right: int, value: str) -> list[Segment]:
    """Align the lines of a literal or folded block with its value."""
    segments: list[Segment] = []
    at, position = 0, left
    gap = left  # where the source of white space that is due begins
    first = True
    indentation = None
    while position < right:
        line = _LINE.match(part, position, right)
        if line is None:
            break
        content = line[1]
        if content.strip(" \t"):
            if indentation is None:
                indentation = len(content) - len(content.lstrip(" ")) - (len(value) - len(value.lstrip(" ")))
            cut = max(indentation, 0)
            start = position + cut
            text = content[cut:]
            due = at
            while due < len(value) and value[due] in " \n" and not value.startswith(text, due):
                due += 1
            if not value.startswith(text, due):
                return [Segment(value, left, right, False)]
            if due > at:
                segments.append(Segment(value[at:due], gap, start, False))
            elif not first:
                return [Segment(value, left, right, False)]
            segments.append(Segment(text, start, start + len(text)))
            at, gap, first = due + len(text), start + len(text), False
        if line.end() == position:
            break
        position = line.end()
    return segments
