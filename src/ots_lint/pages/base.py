"""A page as its readers see it, the same for every format."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from ots_lint.pages.format import Format
from ots_lint.pages.suffixes import format_of, is_piece
from ots_lint.text.run import Span, TextRun, Where
from ots_lint.text.source import Source


class Comment(NamedTuple):
    """A comment: its inner text, the span of the whole `<!-- … -->`, and how far into that the inner text begins."""

    text: str
    span: Span
    inner: int = 4


class Link(NamedTuple):
    """A link or an address that a reader can follow.

    `href` is resolved (entities and escapes undone); `span` is the source of the address, or
    of the whole link where the address stands elsewhere; `run`, `start`, `end` say which text
    of which run is its link text (run is -1 for none). `kind` is link (an `<a>` or Markdown
    link), autolink (`<https://…>`), form (`action`), embed (`<iframe src>`), resource (`<link href>`).
    """

    href: str
    span: Span
    run: int = -1
    start: int = 0
    end: int = 0
    where: Where = Where()
    kind: str = "link"


class Image(NamedTuple):
    """An image: source address, alt and title texts, the span of the whole element."""

    src: str
    alt: str
    title: str
    span: Span
    where: Where = Where()
    alt_run: int = -1  # index in Page.runs of the alt text
    link: str = ""  # the address of the link around it


class Meta(NamedTuple):
    """A `<meta>` with `name`/`property` and `content`; `span` covers the whole tag, `value_span` the content's value."""

    name: str
    content: str
    span: Span
    value_span: Span
    run: int = -1


class Datum(NamedTuple):
    """One value of structured data or front matter.

    `path` leads from the root object to it, such as ("organizer", 0, "name"); `types` are the
    `@type`s of the objects on the way, outermost first. `value` is str, int, float, bool or None.
    `span` is the value in the source, `container` the innermost object or element around it.
    """

    vocabulary: str  # json-ld | microdata | rdfa | front-matter
    path: tuple[str | int, ...]
    types: tuple[str, ...]
    value: Any
    span: Span
    container: Span
    run: int = -1  # index in Page.runs where the value is a text that is looked at


class Key(NamedTuple):
    """A key of a mapping in front matter: the path to it, itself last, and where it stands, without quotes."""

    path: tuple[str | int, ...]
    span: Span


class FrontMatterError(NamedTuple):
    """Front matter that is not what it says to be: a message and where."""

    message: str
    span: Span


class Lost(NamedTuple):
    """A part of a page that people see and nobody could read: why, and where it stands."""

    message: str
    span: Span


class Page:
    """Everything that rules may look at. Runs stand in document order, front matter first."""

    def __init__(self, source: Source, format: str) -> None:  # noqa: A002 - its name in the specification
        self.source = source
        self.format = format  # markdown | html | text | … : how what is added to it has to be written
        self.runs: list[TextRun] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.metas: list[Meta] = []
        self.data: list[Datum] = []
        self.comments: list[Comment] = []
        self.language = ""  # `lang`, front matter `lang`/`language`, lower case primary tag; else empty
        self.front_matter: Span | None = None  # with its fences
        self.front_matter_keys: list[Key] = []  # all, in document order; none where it is broken
        self.front_matter_format = ""  # yaml | toml
        self.front_matter_error: FrontMatterError | None = None
        self.lost: list[Lost] = []
        self.masked: list[Span] = []  # code, scripts, template tags: never looked at
        self.ids = 0  # the highest that texts which were read apart have for their lists, rows and blocks
        self._links_of: dict[int, list[Link]] | None = None
        self._data_of: dict[int, Datum] | None = None
        self._starts: list[tuple[int, int]] | None = None  # of the elements of runs
        # Where visible text may be added: inside <main>, <body> or the Markdown text; None for nowhere.
        self.body: Span | None = None
        self.part = False  # what is read here is shown on other pages, so what it lacks may stand there
        self.coded = False  # what is read does not stand in the source as it is: see `as_read`
        #: Says of an edit whether the format can hold it, where it is not one that can hold any.
        self.holds: Callable[[Span, str], bool] | None = None

    def as_read(self, span: Span) -> str:
        """What people read of a stretch of the source: the text of the run that it is in, or the source.

        Where the source is what people write (not `coded`), a stretch over several runs is the source, too.
        To be asked when the page is complete.
        """
        if self._starts is None:
            self._starts = sorted((run.element.start, number) for number, run in enumerate(self.runs))
        first = bisect_right(self._starts, (span.start, len(self.runs)))
        for _, number in reversed(self._starts[max(first - 20, 0) : first]):  # of those that hold one another
            run = self.runs[number]
            if span.start < run.element.end and (self.coded or span.end <= run.element.end):
                pieces = [
                    s.text[max(span.start - s.start, 0) : max(span.end - s.start, 0)] if s.verbatim else s.text
                    for s in run.segments
                    if s.start < span.end and span.start < s.end
                ]
                if pieces:
                    return "".join(pieces)
        return self.source.text[span.start : span.end]

    def links_of(self, run: int) -> Sequence[Link]:
        """The links whose text is in a run, in document order. To be asked when the page is complete."""
        if self._links_of is None:
            self._links_of = {}
            for link in self.links:
                self._links_of.setdefault(link.run, []).append(link)
        return self._links_of.get(run, ())

    def datum_of(self, run: TextRun) -> Datum | None:
        """The first value whose text is this run. To be asked when the page is complete."""
        if self._data_of is None:
            self._data_of = {}
            for datum in self.data:
                if datum.run >= 0:
                    self._data_of.setdefault(id(self.runs[datum.run]), datum)
        return self._data_of.get(id(run))


Reader = Callable[[Source], Page]


def read_page(source: Source) -> Page:
    """Parse a page with the reader of its file name's suffix (Markdown where there is none)."""
    told = format_of(source.filename)
    read: Reader = module_of(told).read
    page = read(source)
    if page.format == "html" and is_piece(source.filename):
        page.part = True
    return page


def decode_page(data: bytes, filename: str = "", sent: str | None = None) -> Source:
    """The text of a page's bytes, by the rules of its format. Raises `PageError` where they are no such page.

    `sent` is Python's name of the encoding that a server says.
    """
    told = format_of(filename)
    if told is not None and told.decodes:
        source: Source = module_of(told).decode(data, filename)
        return source
    return Source.decode(data, filename, declared_first=told is None or told.markup == "html", sent=sent)


def module_of(told: Format | None) -> Any:
    """The module that reads a format; the one for Markdown where there is none."""
    return _module(told.name if told else "markdown")


@cache
def _module(name: str) -> Any:
    return import_module(f"ots_lint.pages.{name}")
