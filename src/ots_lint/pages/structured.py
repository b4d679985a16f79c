"""Structured data: JSON-LD, microdata and RDFa, each value with its path, types and place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ots_lint.pages.base import Datum
from ots_lint.pages.front_matter.json_text import JsonReader, Node
from ots_lint.pages.keys import STRUCTURED_PARTIES, STRUCTURED_TEXT
from ots_lint.pages.values import Attribute, Attributes
from ots_lint.text.run import OBJECT, Span

if TYPE_CHECKING:
    from ots_lint.pages.flow import Flow, Frame, TextBuilder

#: Longer texts of properties are cut; nobody compares more than a beginning.
MAX_TEXT = 2000
#: Elements that hold one another's properties deeper than this are not read.
MAX_OPEN = 50
_ADDRESS_ATTRIBUTES = {
    "a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src", "source": "src",
    "embed": "src", "iframe": "src", "object": "data", "track": "src",
}  # fmt: skip
_VALUE_ATTRIBUTES = {"time": "datetime", "data": "value", "meter": "value"}
_CONCERNING = frozenset({"itemprop", "itemscope", "itemtype", "property", "typeof", "vocab", "rel"})
_SOCIAL = ("og:", "fb:", "twitter:", "article:", "profile:", "book:", "music:", "video:", "al:")


class Item:
    """An object of structured data."""

    __slots__ = ("data", "path", "start", "types", "vocabulary")

    def __init__(self, vocabulary: str, path: tuple[str | int, ...], types: tuple[str, ...], start: int) -> None:
        self.vocabulary = vocabulary
        self.path = path
        self.types = types
        self.start = start
        self.data: list[int] = []  # indexes in Page.data, whose container is this


class Scope:
    """What an element begins: properties of the item around it, an item of its own, or both."""

    __slots__ = ("flow", "inner", "item", "names", "owner", "runs", "segments")

    def __init__(self, owner: Item | None, names: list[str], item: Item | None) -> None:
        self.owner = owner
        self.names = names
        self.item = item
        self.flow: Flow | None = None  # where the property's text begins
        self.segments = 0
        self.runs = 0
        self.inner = 0


class Structured:
    """Collects the structured data of a page on behalf of its builder."""

    def __init__(self, builder: TextBuilder, masked: str) -> None:
        self.builder = builder
        self.masked = masked
        self.items: list[Item] = []
        self.open_properties = 0
        self.vocabulary = ""

    # ── JSON-LD ───────────────────────────────────────────────────────────────────────────────

    def json_ld(self, start: int, end: int) -> None:
        """Read the content of a JSON-LD script."""
        builder = self.builder
        while start < end and self.masked[start] in "/ \t\r\n<!-[CDAT":  # `//<![CDATA[`, `<!--`
            if self.masked[start] == "[" and not self.masked.startswith("[CDATA[", start):
                break
            start += 7 if self.masked.startswith("[CDATA[", start) else 1
        reader = JsonReader(builder.source, self.masked, builder.masks, start, end)
        node = reader.read()
        if node is not None:
            self._walk(reader, node, (), (), Span(node.start, node.end))

    def _walk(
        self, reader: JsonReader, node: Node, path: tuple[str | int, ...], types: tuple[str, ...], container: Span
    ) -> None:
        if node.kind == "object":
            types += _types(node)
            container = Span(node.start, node.end)
            for key, value in node.items:
                if key == "@graph" and not path:
                    self._walk(reader, value, (), types, container)
                elif key != "@context":
                    self._walk(reader, value, (*path, short(key)), types, container)
        elif node.kind == "array":
            for index, (_, value) in enumerate(node.items):
                self._walk(reader, value, (*path, index) if path else (), types, container)
        elif node.kind != "masked" and path:
            run = -1
            if node.kind == "string" and _is_text(path, node.value):
                segments = reader.segments(node.start, node.end)
                key = ".".join(map(str, path))
                run = self.builder.add_run("structured-data", key, segments, Span(node.start, node.end))
            self._add("json-ld", path, types, node.value, Span(node.start, node.end), container, run)

    def _add(
        self,
        vocabulary: str,
        path: tuple[str | int, ...],
        types: tuple[str, ...],
        value: Any,
        span: Span,
        container: Span,
        run: int,
    ) -> None:
        self.builder.page.data.append(Datum(vocabulary, path, types, value, span, container, run))

    # ── microdata and RDFa ────────────────────────────────────────────────────────────────────

    def concerns(self, attributes: Attributes) -> bool:
        """Whether an element has to do with microdata or RDFa."""
        return not _CONCERNING.isdisjoint(attributes)

    def open(self, frame: Frame, tag: str, attributes: Attributes) -> None:
        """An element begins: it may be an item, a property, or both."""
        owner = self.items[-1] if self.items else None
        if "vocab" in attributes:
            self.vocabulary = attributes["vocab"].value
        microdata = "itemprop" in attributes or "itemscope" in attributes
        names = self._names(attributes)
        item = None
        if "itemscope" in attributes or "typeof" in attributes:
            if len(self.items) >= MAX_OPEN:
                return
            kinds = attributes.get("itemtype") if microdata else attributes.get("typeof")
            types = tuple(short(word) for word in kinds.value.split()[:10]) if kinds else ()
            path: tuple[str | int, ...] = ()
            if owner is not None and names:
                path, types = (*owner.path, names[0]), owner.types + types
            item = Item("microdata" if microdata else "rdfa", path, types, frame.start)
            self.items.append(item)
            frame.scope = Scope(owner, [], item)
            return
        if not names or owner is None:
            return
        if self._from_attributes(owner, names, tag, attributes, Span(frame.start, frame.inner)):
            return
        if self.open_properties >= MAX_OPEN:
            return
        builder = self.builder
        scope = Scope(owner, names, None)
        scope.flow, scope.segments, scope.runs = builder.flow, len(builder.flow.segments), len(builder.page.runs)
        scope.inner = frame.inner
        self.open_properties += 1
        frame.scope = scope

    def void(self, tag: str, start: int, end: int, attributes: Attributes) -> None:
        """An element without content: `<meta itemprop>`, `<link property>`, `<img itemprop>`."""
        names = self._names(attributes)
        if names and self.items:
            self._from_attributes(self.items[-1], names, tag, attributes, Span(start, end))

    def _names(self, attributes: Attributes) -> list[str]:
        named = attributes.get("itemprop") or attributes.get("property")
        if named is None and "typeof" in attributes:
            named = attributes.get("rel")
        if named is None:
            return []
        return [short(word) for word in named.value.split()[:10] if not word.startswith(_SOCIAL)]

    def _from_attributes(self, owner: Item, names: list[str], tag: str, attributes: Attributes, element: Span) -> bool:
        content = attributes.get("content") or attributes.get(_VALUE_ATTRIBUTES.get(tag, "content"))
        if content is not None:
            for name in names:
                run = -1
                if name in STRUCTURED_TEXT or (name in STRUCTURED_PARTIES and not _is_address(content.value)):
                    key = ".".join(map(str, (*owner.path, name)))
                    segments = self.builder.value(content.start, content.end)
                    run = self.builder.add_run("structured-data", key, segments, Span(content.start, content.end))
                self._property(owner, name, content.value, Span(content.start, content.end), run)
            return True
        address: Attribute | None = attributes.get(_ADDRESS_ATTRIBUTES.get(tag, ""))
        if address is not None:
            for name in names:
                self._property(owner, name, address.value.strip(), Span(address.start, address.end), -1)
            # a link may be the name of something as well as its address
            return tag != "a" or names[0] not in STRUCTURED_TEXT
        return tag in ("meta", "link", "img")

    def _property(self, owner: Item, name: str, value: Any, span: Span, run: int) -> None:
        owner.data.append(len(self.builder.page.data))
        self._add(owner.vocabulary, (*owner.path, name), owner.types, value, span, span, run)

    def close(self, frame: Frame, start: int, end: int) -> None:
        """The element ends with the end tag `source[start:end]`."""
        scope = frame.scope
        if not isinstance(scope, Scope):
            return
        if scope.item is not None:
            container = Span(scope.item.start, end)
            data = self.builder.page.data
            for index in scope.item.data:
                data[index] = data[index]._replace(container=container)
            if scope.item in self.items:
                self.items.remove(scope.item)
            return
        self.open_properties -= 1
        owner = scope.owner
        if owner is None:
            return
        found = self._text(scope, start)
        if found is None:
            return
        value, span, run = found
        for name in scope.names:
            self._property(owner, name, value, span, run)

    def _text(self, scope: Scope, end: int) -> tuple[str, Span, int] | None:
        """The visible text of a property's element, where it is, and its first run."""
        builder = self.builder
        flow = builder.flow
        if flow is scope.flow and flow.run is not None:
            segments = flow.segments[scope.segments :]
            while segments and not segments[-1].text.strip(" \n"):
                segments.pop()
            if not segments:
                return None
            text, length = [], 0
            for segment in segments:
                text.append(segment.text)
                length += len(segment.text)
                if length > MAX_TEXT:
                    break
            value = "".join(text)[:MAX_TEXT].replace(OBJECT, " ").strip()
            return (value, Span(segments[0].start, segments[-1].end), flow.index) if value else None
        runs = builder.page.runs
        parts, first = [], -1
        for index in range(scope.runs, min(len(runs), scope.runs + 40)):
            if runs[index].kind in ("prose", "heading", "title"):
                first = index if first < 0 else first
                parts.append("".join(segment.text for segment in runs[index].segments[:200])[:MAX_TEXT])
        value = " ".join(parts)[:MAX_TEXT].replace(OBJECT, " ").strip()
        return (value, Span(scope.inner, end), first) if value else None


def short(name: str) -> str:
    """A name without its vocabulary: `https://schema.org/Event`, `schema:Event` → `Event`."""
    if name.startswith("@"):
        return name
    for mark in "/#":
        if mark in name:
            name = name.rstrip(mark).rpartition(mark)[2]
    return name.rpartition(":")[2]


def _types(node: Node) -> tuple[str, ...]:
    for key, value in node.items:
        if key == "@type" or key == "type":
            if value.kind == "string":
                return (short(value.value),)
            if value.kind == "array":
                return tuple(short(v.value) for _, v in value.items[:10] if v.kind == "string")
    return ()


def _is_text(path: tuple[str | int, ...], value: str) -> bool:
    names = [step for step in path if isinstance(step, str)]
    name = names[-1]
    if name == "@value" and len(names) > 1:
        name = names[-2]
    return name in STRUCTURED_TEXT or (name in STRUCTURED_PARTIES and not _is_address(value))


def _is_address(value: str) -> bool:
    value = value.strip()
    return (
        "://" in value or value.startswith(("#", "/", "mailto:", "_:", "www.")) or ("@" in value and " " not in value)
    )
