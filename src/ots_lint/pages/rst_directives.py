"""What begins with two dots in reStructuredText: directives, targets, notes, substitutions, comments, and metadata."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ots_lint.pages.base import Comment, Datum, Image, Link, Meta
from ots_lint.pages.html import Pieces, feed
from ots_lint.pages.keys import is_text_key, is_text_meta
from ots_lint.pages.lines_of_text import Line
from ots_lint.pages.rst_inline import Targets, names_of
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Segment, Span

if TYPE_CHECKING:
    from ots_lint.pages.rst import RstReader

_TARGET = lazy_re(r"^[ \t]*\.\. _(?:`([^`\r\n]+)`|((?:[^:\\\r\n]|\\.)+)):[ \t]*(\S[^\r\n]*)?", 8)  # each line
_REPLACED = lazy_re(r"^[ \t]*\.\. \|([^|\r\n]+)\| (replace|unicode)::[ \t]*([^\r\n]*)", 8)
_DIRECTIVE = lazy_re(r"\.\.[ \t]+(?:\|([^|]+)\|[ \t]+)?([A-Za-z][\w.:+-]*?)[ \t]?::(?:[ \t]+|\Z)")
_NOTE = lazy_re(r"\.\.[ \t]+\[(?:\d+|#[\w.-]*|\*|[\w.-]+)\](?:[ \t]+|\Z)")
_OWN_TARGET = lazy_re(r"\.\.[ \t]+_")
_OPTION = lazy_re(r":([\w-]+):(?:[ \t]+|\Z)")
#: A line of metadata in a comment, as Nikola has it.
_METADATUM = lazy_re(r"\.\.[ \t]+([A-Za-z]\w*):[ \t]+(\S.*)")
#: Two words, of which the first has a capital.
_WORDED = lazy_re(r"[^\W\d_a-z][^\W\d_]+ [^\W\d_]")
#: Of the markup in a text that stands for another, what is no text.
_MARKUP = lazy_re(r"(?::[\w.:+-]+:)?`+([^`<]*?)(?:\s*<[^<>`]*>)?`+_{0,2}|\\(?:\s|(?=.))|\*+")
_CODE_POINT = lazy_re(r"(?:0x|x|\\x|U\+|u)([0-9A-Fa-f]{1,6})|&#x([0-9A-Fa-f]{1,6});|(\d{1,7})")

#: Directives whose content is code, names of files, or for programs.
_SKIPPED = frozenset(
    [
        "code",
        "code-block",
        "sourcecode",
        "literalinclude",
        "math",
        "raw",
        "parsed-literal",
        "doctest",
        "testcode",
        "testsetup",
        "testoutput",
        "testcleanup",
        "graphviz",
        "digraph",
        "graph",
        "mermaid",
        "uml",
        "plantuml",
        "toctree",
        "include",
        "contents",
        "index",
        "tabularcolumns",
        "role",
        "default-role",
        "highlight",
        "currentmodule",
        "module",
        "sectnum",
        "header",
        "footer",
        "date",
        "title",
        "restructuredtext-test-directive",
        "target-notes",
        "class",
        "rst-class",
        "meta",
        "youtube",
        "vimeo",
        "soundcloud",
        "gist",
        "media",
        "template",
        "listing",
        "slides",
        "chart",
        "publication_list",
        "post-list",
        "postlist",
        "datatemplate",
        "plot",
        "ipython",
        "jupyter-execute",
        "prompt",
        "program-output",
        "command-output",
        "nbgallery",
        "autosummary",
        "ifconfig-code",
        "geo",
        "map",
        "include-file",
        "video",
        "iframe",
        "calendar",
        "eventlist",
        "sphinx-design-code",
        "csv-file",
    ]
)
_IMAGES = frozenset(["image", "figure", "thumbnail"])
#: Directives whose first line is a part of their content.
_ADMONITIONS = frozenset(
    [
        "attention",
        "caution",
        "danger",
        "error",
        "hint",
        "important",
        "note",
        "tip",
        "warning",
        "seealso",
        "todo",
        "versionadded",
        "versionchanged",
        "deprecated",
        "epigraph",
        "highlights",
        "pull-quote",
        "compound",
        "rubric",
        "centered",
        "acks",
    ]
)
#: Directives whose first line is a title that people see.
_TITLED = frozenset(
    [
        "admonition",
        "topic",
        "sidebar",
        "table",
        "list-table",
        "csv-table",
        "card",
        "grid-item-card",
        "dropdown",
        "tab-item",
        "tab",
        "tab-set",
        "collapse",
        "details",
    ]
)
#: Options whose value people see or hear.
_SEEN = {"alt": "alt", "caption": "title", "title": "title", "subtitle": "title", "text": "title"}


def find_targets(text: str) -> Targets:
    """The addresses and texts that names in a page stand for."""
    addresses: dict[str, str] = {}
    texts: dict[str, str] = {}
    if ".. _" in text:
        for match in _TARGET.finditer(text):
            address = (match[3] or "").strip()
            addresses.setdefault(names_of(match[1] or match[2]), address)
    if ".. |" in text:
        for match in _REPLACED.finditer(text):
            said = match[3].strip()
            texts.setdefault(
                names_of(match[1]), _characters(said) if match[2] == "unicode" else _MARKUP.sub(r"\1", said)
            )
    for name, address in addresses.items():
        if address.endswith("_"):  # another name of a target
            address = addresses.get(names_of(address.strip("`_")), "")
        addresses[name] = "".join(address.split())
    return Targets(addresses, texts, [])


def _characters(said: str) -> str:
    shown = ""
    for word in said.partition("..")[0].split():
        match = _CODE_POINT.fullmatch(word)
        number = 0 if match is None else int(match[1] or match[2] or "0", 16) or int(match[3] or "0")
        shown += chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else word if not number else ""
    return shown


class Directives:
    """Reads explicit markup for a reader of blocks."""

    def __init__(self, reader: RstReader) -> None:
        self.reader = reader
        self.builder = reader.builder
        self.text = reader.text

    def explicit(self, lines: Sequence[Line]) -> None:
        """Read the block that begins with two dots."""
        reader = self.reader
        content = reader.content(lines[0]).rstrip()
        start = lines[0][0]
        if match := _DIRECTIVE.match(content):
            first = (min(start + match.end(), lines[0][1]), lines[0][1])
            self._directive(match[2].lower(), first, reader.dedented(lines[1:]), start)
        elif match := _NOTE.match(content):
            first = (min(start + match.end(), lines[0][1]), lines[0][1])
            frame = self.builder.open("div", start, start)
            reader.blocks([first, *reader.dedented(lines[1:])])
            self.builder.close(frame, lines[-1][1], lines[-1][1])
        elif _OWN_TARGET.match(content):
            self._target(lines)
        elif not reader.begun and len(lines) == 1 and (match := _METADATUM.match(content)):
            self.metadatum(match[1], [(start + match.start(2), start + match.end(2))])
        else:
            inner = start + len(content) - len(content[2:].lstrip())
            inner = min(max(inner, start + 2), lines[-1][1])
            text = self.text[inner : lines[-1][1]]
            self.builder.page.comments.append(Comment(text, Span(start, lines[-1][1]), inner - start))

    def _target(self, lines: Sequence[Line]) -> None:
        """An address that a name stands for is a link of nobody's text."""
        match = _TARGET.match(self.text, lines[0][0], lines[0][1])
        if match is None or not match[3] or match[3].endswith("_") or self.builder.context.skip:
            return
        place = Span(*match.span(3))
        self.builder.page.links.append(Link(match[3].strip(), place, where=self.builder.where(), kind="resource"))

    def metadatum(self, name: str, lines: Sequence[Line]) -> None:
        """What a page says about itself: as in front matter."""
        lines = [line for line in lines if not self.reader.is_blank(line)]
        key = name.strip().lower()
        builder, page = self.builder, self.builder.page
        if not lines:
            return
        span = Span(lines[0][0], lines[0][0] + len(self.text[lines[0][0] : lines[-1][1]].rstrip()))
        segments = self._segments(lines)
        value = "".join([segment.text for segment in segments])
        if key in ("lang", "language") and value[:2].isalpha() and not page.language:
            page.language = value[:2].lower()
        run = builder.add_run("front-matter", key, segments, span, "head") if is_text_key(key) else -1
        page.data.append(Datum("front-matter", (key,), (), value, span, span, run))

    def _segments(self, lines: Sequence[Line]) -> list[Segment]:
        """A text of some lines as it is."""
        segments: list[Segment] = []
        for start, end in lines:
            at = start + self.reader.indent((start, end))
            content = self.text[at:end].rstrip()
            if segments:
                segments.append(Segment("\n", segments[-1].end, at, False))
            segments += self.builder.value(at, at + len(content), entities=False)
        return segments

    def _directive(self, name: str, first: Line, lines: list[Line], start: int) -> None:
        reader, builder = self.reader, self.builder
        at = 0
        argument = [] if reader.is_blank(first) else [first]
        while at < len(lines) and not reader.is_blank(lines[at]) and not _OPTION.match(reader.content(lines[at])):
            argument.append(lines[at])  # the argument goes on, or the content begins at once
            at += 1
        options: dict[str, Line] = {}
        while at < len(lines) and (option := _OPTION.match(reader.content(lines[at]))):
            left, right = lines[at]
            options[option[1].lower()] = (min(left + option.end(), right), right)
            at += 1
            while at < len(lines) and not reader.is_blank(lines[at]) and reader.indent(lines[at]):
                at += 1
        content = lines[at:]
        last = (lines[-1] if lines else first)[1]
        if name == "html" or (name == "raw" and argument and "html" in reader.content(argument[0]).lower()):
            self._html(content)
        elif name == "meta":
            self._metas([*argument, *lines])
        elif name in ("replace", "unicode"):
            return  # read where it is used
        elif name in _IMAGES:
            self._image(argument, options, start, last)
            if name == "figure":
                reader.nested("figure", content)
        elif name in _SKIPPED or name.startswith("auto") or ":" in name:
            if last > start and not builder.context.skip and name not in ("class", "rst-class"):
                builder.page.masked.append(Span(start, last))
            if name in ("class", "rst-class", "header", "footer"):
                reader.nested("div", content)
        elif name in _ADMONITIONS:
            self._seen(options)
            reader.nested("div", [*argument, *content])
        else:
            self._seen(options)
            if name in _TITLED:
                reader.paragraph("p", argument)
                reader.nested("div", content)
            else:  # of what is not known, what stands below it is surely text, and what people may read of its options
                self._told(options)
                reader.nested("div", [*argument[1:], *content])

    def _seen(self, options: dict[str, Line]) -> None:
        for name, kind in _SEEN.items():
            if name in options:
                self._attribute(kind, options[name])

    def _told(self, options: dict[str, Line]) -> None:
        """Options that hold some words as people write them, with a capital: a site's own directives show them."""
        for name, line in options.items():
            if name not in _SEEN and is_text_key(name) and _WORDED.search(self.text[slice(*line)]):
                self._attribute(name, line)

    def _attribute(self, name: str, line: Line) -> tuple[int, str]:
        """The run of an option's text, and the text."""
        segments = self._segments([line])
        kind = "alt" if name == "alt" else "attribute"
        run = self.builder.add_run(kind, name, segments, Span(*line)) if segments else -1
        return run, "".join([segment.text for segment in segments])

    def _image(self, argument: Sequence[Line], options: dict[str, Line], start: int, end: int) -> None:
        builder, reader = self.builder, self.reader
        if builder.context.skip:
            return
        builder.flush()
        address = "".join(reader.content(argument[0]).split()) if argument else ""
        run, alt = self._attribute("alt", options["alt"]) if "alt" in options else (-1, "")
        target = reader.content(options["target"]).strip() if "target" in options else ""
        link = target if not target.endswith("_") else reader.targets.addresses.get(names_of(target.strip("`_")), "")
        builder.page.images.append(Image(address, alt, "", Span(start, end), builder.where(), run, link))
        if link:
            builder.page.links.append(Link(link, Span(*options["target"]), where=builder.where()))

    def _html(self, lines: Sequence[Line]) -> None:
        """HTML that is taken over as it is."""
        pieces, parts = Pieces(), []
        for start, end in lines:
            parts.append(self.text[start:end] + "\n")
            pieces.add(self.text[start:end], start, end)
            pieces.add("\n", end, min(end + 1, len(self.text)))
        if parts:
            self.builder.flush()
            feed(self.builder, "".join(parts), pieces=pieces)
            self.builder.flush()

    def _metas(self, lines: Sequence[Line]) -> None:
        builder = self.builder
        for line in lines:
            option = _OPTION.match(self.reader.content(line))
            if option is None:
                continue
            place = (min(line[0] + option.end(), line[1]), line[1])
            segments = self._segments([place])
            key, span = option[1].lower(), Span(*place)
            run = builder.add_run("meta", key, segments, span, "head") if is_text_meta(key) and segments else -1
            content = "".join([segment.text for segment in segments])
            builder.page.metas.append(Meta(key, content, Span(*line), span, run))
