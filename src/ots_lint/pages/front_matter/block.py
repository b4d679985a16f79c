"""Front matter: YAML between `---`, TOML between `+++`, or JSON, at the very start of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.pages.base import Datum, FrontMatterError, Key
from ots_lint.pages.front_matter.tags import cover_tags, split_at, without_tags
from ots_lint.pages.front_matter.value import MAX_SIZE, Broken, Keys, Value
from ots_lint.pages.keys import is_text_key
from ots_lint.text.mask import Masks
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Segment, Span

if TYPE_CHECKING:
    from ots_lint.pages.builder import Builder
    from ots_lint.pages.front_matter.json_text import JsonReader, Node

#: Blank lines may stand before it, as Hugo and Astro allow.
_FENCE = lazy_re(r"(?:[ \t]*(?:\r\n|\r|\n)){0,9}(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")
_LANGUAGE = lazy_re(r"[A-Za-z]{2,3}(?=[-_.]|\Z)")
_LANGUAGE_KEYS = ("lang", "language", "locale", "languagecode")


class Found(NamedTuple):
    """Front matter in a page: its format, the span of its content, and where the page goes on."""

    format: str
    inner: Span
    end: int


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
    if not _begins_with_key(text, start, inner_end, fence):
        return None
    if match.start(1) and _PLAIN_KEY.match(text, start, inner_end) is None:
        return None  # where text may stand between two rules, only what is surely meant as front matter
    return Found("yaml" if fence == "---" else "toml", Span(start, inner_end), after)


#: The first line of what is surely meant as front matter: a key of few words, or a template tag.
_FIRST_KEY = {
    "---": lazy_re(
        r"[ \t]*(?:[\"'?{&!]|<<:|<%|(?:(?!-[ \t])[^\s:]+[ \t]+){0,2}(?!-[ \t])[^\s:]+(?::[^\s:]+)*[ \t]*:(?=\s|\Z))"
    ),
    "+++": lazy_re(r"[ \t]*(?:\[|\{[{%]|<%|[\w.\"' -]+[=:])"),
}
_PLAIN_KEY = lazy_re(r"[A-Za-z][\w-]*[ \t]*[:=](?=\s)")
_KEY_ALONE = lazy_re(r"[\w-]+[ \t]*[:=](?=\s|\Z)")


def _begins_with_key(text: str, start: int, end: int, fence: str) -> bool:
    """Whether these lines are front matter, right or broken, and no text between two rules."""
    at, first = start, True
    while at < end:
        line = _LINE.match(text, at, end)
        if line is None or line.end() == at:
            break
        content = line[1].strip()
        if content and content[0] != "#":
            if first and _FIRST_KEY[fence].match(line[1]):
                return True
            if _KEY_ALONE.match(line[1]):
                return True
            first = False
        elif not content and not first:
            return False  # a paragraph
        at = line.end()
    return first


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


_JSON_START = lazy_re(r"\{\s*\"(?:[^\"\\]|\\.)*+\"\s*:")
_JSON_END = lazy_re(r"^\}[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_LINE_END = lazy_re(r"[ \t]*(?:\r\n|\r|\n|\Z)")


def _cut_json(text: str) -> Found | None:
    if _JSON_START.match(text) is None:
        return None
    from ots_lint.pages.front_matter.json_text import JsonReader

    size = min(len(text), MAX_SIZE)
    masked, masks = cover_tags(text, 0, size, "json")
    node = JsonReader(text, masked, masks, 0, size).read()
    if node is not None and node.kind == "object" and text[node.end - 1] == "}":
        if after := _LINE_END.match(text, node.end):
            return Found("json", Span(0, node.end), after.end())
    closing = _JSON_END.search(masked, 0, size)  # where it is broken
    return Found("json", Span(0, closing.start() + 1), closing.end()) if closing else None


def read(builder: Builder, found: Found) -> None:
    """Read front matter into the page that is being built: data, runs, language, or what is wrong with it."""
    page = builder.page
    page.front_matter = Span(0, found.end)
    page.front_matter_format = found.format
    start, end = found.inner
    text = page.source.text
    if not text[start:end].strip():
        return
    masks = Masks([])
    try:
        if end - start > MAX_SIZE:
            raise Broken(f"it is longer than {MAX_SIZE} characters", start)
        masked, masks = cover_tags(text, start, end, found.format)
        page.masked.extend(Span(mask.start, mask.end) for mask in masks.masks)
        values = _values(text, masked, masks, found, page.front_matter_keys)
    except Broken as error:
        offset = min(max(error.offset, start), max(end - 1, start))
        row = page.source.position(offset)[0]
        message = f"the front matter is not valid {found.format.upper()}, line {row}: {error.message}"
        line_end = _LINE.match(text, offset)
        page.front_matter_keys.clear()
        page.front_matter_error = FrontMatterError(message, Span(offset, line_end.end(1) if line_end else offset))
        if end - start <= MAX_SIZE:
            save_texts(builder, start, end, masks)
        return
    for value in values:
        add_value(builder, value)


def _values(text: str, masked: str, masks: Masks, found: Found, keys: Keys) -> list[Value]:
    """The values of front matter whose template tags are covered in `masked`; its keys are added. Raises `Broken`."""
    start, end = found.inner
    if found.format == "json":
        from ots_lint.pages.front_matter.json_text import JsonReader

        return read_json(JsonReader(text, masked, masks, start, end), keys)
    if found.format == "toml":
        from ots_lint.pages.front_matter.toml_text import read_toml

        values = read_toml(masked, start, end, keys)
    else:
        values = _read_yaml(masked, start, end, keys)
    return without_tags(values, masks) if masks else values


#: Tabs in lines of nothing else, or before a comment: YAML forbids them, and the builders of sites read past them.
_IDLE_TABS = lazy_re(r"^ *\t[ \t]*(?=#|\r|\n|\Z)", re.MULTILINE)


def _read_yaml(text: str, start: int, end: int, keys: Keys) -> list[Value]:
    from ots_lint.pages.front_matter.yaml_plain import read_plain

    values = read_plain(text, start, end, keys)
    if values is not None:
        return values
    from ots_lint.pages.front_matter.yaml_text import read_yaml

    try:
        return read_yaml(text, start, end, keys)
    except Broken:
        part = text[start:end]
        cleared = _IDLE_TABS.sub(lambda match: " " * len(match.group()), part)
        if cleared == part:
            raise
        keys.clear()
        return read_yaml(text[:start] + cleared + text[end:], start, end, keys)


#: A line of broken front matter that surely is a key and its text; in JSON, they may stand anywhere in one.
_KEY_AND_TEXT = lazy_re(
    r"^\t?(?P<mark>[\"']?)(?P<key>[A-Za-z_][\w-]*)(?P=mark)[ \t]*[:=][ \t]+(?P<text>[^\r\n]+)", re.MULTILINE
)
#: The same in a file of data, where keys stand in keys and lists.
_NESTED = lazy_re(
    r"^[ \t]*(?:-[ \t]+){0,3}(?P<mark>[\"']?)(?P<key>[A-Za-z_][\w-]*)(?P=mark)[ \t]*[:=][ \t]+(?P<text>[^\r\n]+)",
    re.MULTILINE,
)
_JSON_TEXT = lazy_re(r'"(?P<key>[A-Za-z_][\w-]*)"[ \t]*:[ \t]*"(?P<text>(?:[^"\\\r\n]|\\.)+)')
#: What says that the text stands in the lines below, and those.
_BELOW = lazy_re(r"[|>][+\-\d]*[ \t]*\Z")
_INDENTED = lazy_re(r"(?:\r\n?|\n)((?:[ \t]+[^\r\n]*(?:\r\n?|\n|\Z))+)")
#: What may stand around a text and is none of it: a quotation mark, and signs that have broken the front matter.
_BEFORE, _BEHIND = " \t\"'[{&*!%@`", " \t\r\n\"',]}"


def save_texts(builder: Builder, start: int, end: int, masks: Masks, *, nested: bool = False) -> None:
    """Look at the texts of broken front matter all the same: people see them. They declare nothing."""
    pattern = _NESTED if nested else _KEY_AND_TEXT
    if builder.page.front_matter_format == "json":
        pattern = _JSON_TEXT
    for match in pattern.finditer(builder.source, start, end):
        if not is_text_key(match["key"]):
            continue
        text, (first, last) = match["text"], match.span("text")
        if _BELOW.match(text):
            below = _INDENTED.match(builder.source, last, end)
            if below is None:
                continue
            text, first = below[1], below.start(1)
        first += len(text) - len(text.lstrip(_BEFORE))
        text = text.lstrip(_BEFORE).rstrip(_BEHIND)
        if text:
            span = Span(first, first + len(text))
            pieces = split_at(Segment(text, *span), masks.within(*span))
            builder.add_run("front-matter", match["key"], pieces, span, "head")


#: Without one of these, a value is neither HTML nor Markdown.
_MAY_BE_MARKED = lazy_re(r"[<&`#]|\]\(|\]:|\*\*|__")


def add_value(builder: Builder, value: Value, is_text: Callable[[str], bool] = is_text_key) -> None:
    """Add a value to the page that is being built, and its text where `is_text` says so of its key."""
    page, path = builder.page, value.path
    names = [step for step in path if isinstance(step, str)]
    if not page.language and len(path) == 1 and isinstance(value.value, str) and names[0].lower() in _LANGUAGE_KEYS:
        name = value.value.strip().lower()
        match = _LANGUAGE.match(name)
        # Else it may be the name of a language, which the reading knows.
        page.language = match.group() if match else name if name.isalpha() else ""
    run = -1
    if value.segments and names and is_text(names[-1]):
        key = ".".join(map(str, path))
        shown = None
        if isinstance(value.value, str) and _MAY_BE_MARKED.search(value.value):
            from ots_lint.pages.front_matter.marked_up import add_marked_up

            shown = add_marked_up(builder, key, value.segments, value.span)
        run = builder.add_run("front-matter", key, value.segments, value.span, "head") if shown is None else shown
    page.data.append(Datum("front-matter", path, (), value.value, value.span, value.container, run))


def read_json(reader: JsonReader, keys: Keys) -> list[Value]:
    """The scalars of a JSON text, whose keys are added to `keys`. Raises `Broken`."""
    start, end = reader.position, reader.end
    root = reader.read()
    if root is None or reader.broken:
        raise Broken("look for a missing comma, bracket or quotation mark", max(min(reader.position, end - 1), start))
    values: list[Value] = []

    def walk(node: Node, path: tuple[str | int, ...], container: Span) -> None:
        span = Span(node.start, node.end)
        if node.kind == "object":
            for key, item in node.items:
                if item.start in reader.keys:
                    keys.append(Key((*path, key), Span(*reader.keys[item.start])))
                walk(item, (*path, key), span)
        elif node.kind == "array":
            for index, (_, item) in enumerate(node.items):
                walk(item, (*path, index), span)
        else:
            segments = reader.segments(node.start, node.end) if node.kind == "string" else None
            values.append(Value(path, node.value, span, container, segments))

    walk(root, (), Span(start, end))
    return values
