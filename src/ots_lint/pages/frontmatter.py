"""Front matter: YAML between `---`, TOML between `+++`, or JSON, at the very start of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ots_lint.pages.base import Datum, FrontMatterError
from ots_lint.pages.keys import is_text_key
from ots_lint.text.mask import Masks
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Segment, Span

if TYPE_CHECKING:
    from ots_lint.pages.builder import Builder

#: Larger or deeper front matter is nobody's: in characters, and in levels.
MAX_SIZE = 200_000
MAX_DEPTH = 50

_FENCE = lazy_re(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")
_LANGUAGE = lazy_re(r"[A-Za-z]{2,3}(?=[-_.]|\Z)")
_LANGUAGE_NAMES = {"deutsch": "de", "german": "de", "english": "en", "englisch": "en"}
_LANGUAGE_KEYS = ("lang", "language", "locale", "languagecode")


class Found(NamedTuple):
    """Front matter in a page: its format, the span of its content, and where the page goes on."""

    format: str
    inner: Span
    end: int


class Value(NamedTuple):
    """A scalar: its path, its value, its span without quotes, its segments where it is a text."""

    path: tuple[str | int, ...]
    value: Any
    span: Span
    container: Span
    segments: list[Segment] | None


class Broken(Exception):  # noqa: N818 - becomes a FrontMatterError
    """Front matter that cannot be read: what is wrong, and at which offset."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def cut(text: str) -> Found | None:
    """Find the front matter at the start of a page, if it has one."""
    match = _FENCE.match(text)
    if match is None:
        return _cut_json(text)
    fence, start = match[1], match.end()
    end = _closing(text, start, fence)
    if end is None:
        return None
    inner_end, after = end
    return Found("yaml" if fence == "---" else "toml", Span(start, inner_end), after)


def _closing(text: str, start: int, fence: str) -> tuple[int, int] | None:
    """Where the content ends and where the line after the closing fence starts."""
    marks = ("---", "...") if fence == "---" else ("+++",)
    at = start
    while at <= len(text):
        line = _LINE.match(text, at)
        if line is None:
            return None
        if line[1].rstrip(" \t") in marks:
            return at, line.end()
        if line.end() == at or line.end() == len(text):
            return None
        at = line.end()
    return None


_LINE = lazy_re(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")


def _cut_json(text: str) -> Found | None:
    if re.match(r"\{\s*\"(?:[^\"\\]|\\.)*+\"\s*:", text) is None:
        return None
    from ots_lint.pages.json_text import JsonReader

    reader = JsonReader(text, text, Masks([]), 0, min(len(text), MAX_SIZE))
    node = reader.read()
    if node is None or node.kind != "object":
        return None
    if text[node.end - 1] != "}" or not (after := re.match(r"[ \t]*(?:\r\n|\r|\n|\Z)", text[node.end :])):
        return None
    return Found("json", Span(0, node.end), node.end + after.end())


def read(builder: Builder, found: Found) -> None:
    """Read front matter into the page that is being built: data, runs, language, or what is wrong with it."""
    page = builder.page
    page.front_matter = Span(0, found.end)
    page.front_matter_format = found.format
    start, end = found.inner
    if not page.source.text[start:end].strip():
        return
    try:
        if end - start > MAX_SIZE:
            raise Broken(f"it is longer than {MAX_SIZE} characters", start)
        if found.format == "yaml":
            from ots_lint.pages.yaml_plain import read_plain

            plain = read_plain(page.source.text, start, end)
            if plain is None:
                from ots_lint.pages.yaml_text import read_yaml

                plain = read_yaml(page.source.text, start, end)
            values = plain
        elif found.format == "toml":
            from ots_lint.pages.toml_text import read_toml

            values = read_toml(page.source.text, start, end)
        else:
            values = _read_json(page.source.text, start, end)
    except Broken as error:
        offset = min(max(error.offset, start), max(end - 1, start))
        row = page.source.position(offset)[0]
        message = f"the front matter is not valid {found.format.upper()}, line {row}: {error.message}"
        line_end = _LINE.match(page.source.text, offset)
        page.front_matter_error = FrontMatterError(message, Span(offset, line_end.end(1) if line_end else offset))
        return
    for value in values:
        _add(builder, value)


def _add(builder: Builder, value: Value) -> None:
    page, path = builder.page, value.path
    names = [step for step in path if isinstance(step, str)]
    if not page.language and len(path) == 1 and isinstance(value.value, str) and names[0].lower() in _LANGUAGE_KEYS:
        name = value.value.strip().lower()
        match = _LANGUAGE.match(name)
        page.language = match.group() if match else _LANGUAGE_NAMES.get(name, "")
    run = -1
    if value.segments and names and is_text_key(names[-1]):
        key = ".".join(map(str, path))
        run = builder.add_run("front-matter", key, value.segments, value.span, "head")
    page.data.append(Datum("front-matter", path, (), value.value, value.span, value.container, run))


def _read_json(text: str, start: int, end: int) -> list[Value]:
    from ots_lint.pages.json_text import JsonReader, Node

    reader = JsonReader(text, text, Masks([]), start, end)
    root = reader.read()
    if root is None or reader.broken:
        raise Broken("look for a missing comma, bracket or quotation mark", min(reader.position, end - 1))
    values: list[Value] = []

    def walk(node: Node, path: tuple[str | int, ...], container: Span) -> None:
        span = Span(node.start, node.end)
        if node.kind == "object":
            for key, item in node.items:
                walk(item, (*path, key), span)
        elif node.kind == "array":
            for index, (_, item) in enumerate(node.items):
                walk(item, (*path, index), span)
        else:
            segments = reader.segments(node.start, node.end) if node.kind == "string" else None
            values.append(Value(path, node.value, span, container, segments))

    walk(root, (), Span(start, end))
    return values
