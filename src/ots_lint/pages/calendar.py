"""Reads calendars and invitations (iCalendar, RFC 5545): what an event is called, said to be, where and by whom."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ots_lint.errors import PageError
from ots_lint.pages.base import Datum, Link, Page, read_page
from ots_lint.pages.embedded import Decoded, embed
from ots_lint.pages.format import reader
from ots_lint.text.mask import find_masks
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import OBJECT, Span, TextRun, Where
from ots_lint.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

#: More events, or properties of one, than these are not read.
MAX_PROPERTIES = 400_000
MAX_DEPTH = 20
#: A line is no longer than this, in octets.
_LONGEST_LINE = 75
_FOLD = r"(?:\r\n|\r|\n)[ \t]"
_LINE = lazy_re(rf"(?:[^\r\n]|{_FOLD})*+")
_LINE_END = lazy_re(r"\r\n|\r|\n")
_NAME = lazy_re(r"[A-Za-z0-9-]{1,60}")
_PARAMETER = lazy_re(
    rf";((?:[A-Za-z0-9-]|{_FOLD})++)=(\"(?:[^\"\r\n]|{_FOLD})*+\"|(?:[^\";:,\\\r\n]|\\[^\r\n]|{_FOLD})*+)(?:,[^;:\r\n]*+)?"
)
_PIECE = lazy_re(rf"{_FOLD}|\\(?:{_FOLD})*([\\;,nN])")
_HTML = lazy_re(r"<(?:p|br|b|i|a|ul|ol|li|div|span|strong|em|html|h[1-6])\b[^<>]*>", 2)  # ignoring case
_SPACE = " \t\r\n\xa0"
_LANGUAGE = lazy_re(r"[A-Za-z]{2,3}")
#: Components whose texts people read.
_COMPONENTS = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VCALENDAR"})
#: Properties of one, and what is made of them.
_TITLES = {"X-WR-CALNAME": "title", "NAME": "title", "SUMMARY": "heading"}
_TEXTS = ("DESCRIPTION", "X-ALT-DESC", "COMMENT", "X-WR-CALDESC")
_PLACES = {"LOCATION": ("location", "name"), "ORGANIZER": ("organizer", "name"), "CONTACT": ("contact",)}


class _Property:
    """One property: its name, parameters and value, as places in the source."""

    def __init__(self, name: str, parameters: dict[str, tuple[int, int]], start: int, end: int) -> None:
        self.name = name
        self.parameters = parameters
        self.start = start
        self.end = end


@reader(
    ".ics", ".ical", ".ifb",
    title="Calendars",
    coded=True,
    reads="summary, description (also as HTML), location, organizer and contact of each event, and the calendar's name; folded lines are joined",
    fixes="words that leave a line within 75 octets; nothing that needs an escape",
)  # fmt: skip
def read(source: Source) -> Page:
    """Read a calendar. Never raises, whatever it holds."""
    page = Page(source, "calendar")
    page.coded = True
    calendar = _Calendar(page)
    calendar.read()
    page.holds = calendar.holds
    return page


class _Calendar:
    """Reads the components of a calendar into its page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.source = page.source.text
        self.masks = find_masks(self.source)
        page.masked += [Span(mask.start, mask.end) for mask in self.masks.masks]
        self.values: list[Span] = []  # of what is looked at
        self.blocks = 0

    def holds(self, span: Span, content: str) -> bool:
        """Whether words can be written there: in a value, without what must be escaped, and within a line's length."""
        if any(mark in content for mark in ',;:"\\\r\n'):
            return False
        i = bisect_right(self.values, (span.start, len(self.source))) - 1
        if i < 0 or span.end > self.values[i].end:
            return False
        source = self.source
        first = max(source.rfind("\n", 0, span.start), source.rfind("\r", 0, span.start)) + 1
        match = _LINE_END.search(source, span.end)
        line = source[first : span.start] + content + source[span.end : match.start() if match else len(source)]
        return len(content) <= span.end - span.start or len(line.encode("utf-8", "replace")) <= _LONGEST_LINE

    def read(self) -> None:
        """Read all components, each when it ends: its summary may come last."""
        open_ones: list[tuple[str, list[_Property]]] = []
        for found in self._properties():
            if found.name == "BEGIN":
                kind = self.source[found.start : found.end].strip().upper()
                if len(open_ones) < MAX_DEPTH:
                    open_ones.append((kind, []))
            elif found.name == "END":
                if open_ones:
                    self._component(*open_ones.pop())
            elif open_ones:
                open_ones[-1][1].append(found)
        while open_ones:
            self._component(*open_ones.pop())
        self.values.sort()

    def _properties(self) -> Iterator[_Property]:
        source, at = self.source, 0
        for _ in range(MAX_PROPERTIES):
            if at >= len(source):
                return
            line = _LINE.match(source, at)
            assert line is not None
            end = line.end()
            name = _NAME.match(source, at, end)
            if name is not None:
                yield from self._property(name.group().upper(), name.end(), end)
            after = _LINE_END.match(source, end)
            at = after.end() if after else end + 1
        if at < len(source):
            raise PageError(f"the calendar has more than {MAX_PROPERTIES:,} lines", self.page.source.filename)

    def _property(self, name: str, at: int, end: int) -> Iterator[_Property]:
        parameters: dict[str, tuple[int, int]] = {}
        while match := _PARAMETER.match(self.source, at, end):
            left, right = match.span(2)
            if self.source[left : left + 1] == '"':
                left, right = left + 1, right - 1
            parameters.setdefault(match[1].upper(), (left, right))
            at = match.end()
        if self.source[at : at + 1] == ":":
            yield _Property(name, parameters, at + 1, end)

    def _component(self, kind: str, properties: list[_Property]) -> None:
        if kind not in _COMPONENTS:
            return
        self.blocks += 1
        heading: int | None = None
        for found in properties:
            if found.name in _TITLES:
                heading = self._title(found, _TITLES[found.name], heading)
        for found in properties:
            if found.name in _TEXTS:
                self._text(found, heading)
            elif found.name in _PLACES:
                self._place(found, heading)
            elif found.name == "URL":
                address = self.source[found.start : found.end].strip()
                self.page.links.append(Link(address, Span(found.start, found.end), kind="resource"))

    def _title(self, found: _Property, kind: str, heading: int | None) -> int | None:
        into = self._value(found.start, found.end)
        if not into.text.strip(OBJECT + _SPACE):
            return heading
        level = 1 if kind == "heading" else 0
        where = Where("main" if level else "head", level=level, block=self._block())
        self.page.runs.append(
            TextRun(kind, into.segments, "", Span(found.start, found.end), self._language(found), where)
        )
        return len(self.page.runs) - 1 if level else heading

    def _text(self, found: _Property, heading: int | None) -> None:
        into = self._value(found.start, found.end)
        told = self.source[slice(*found.parameters["FMTTYPE"])] if "FMTTYPE" in found.parameters else ""
        html = told.lower() == "text/html" or _HTML.search(into.text) is not None
        inner = read_page(Source(into.text, "part.html" if html else "part.txt"))
        first = len(self.page.runs)
        embed(self.page, inner, into, heading)
        language = self._language(found)
        for run in self.page.runs[first:]:
            run.language = run.language or language

    def _place(self, found: _Property, heading: int | None) -> None:
        """A value that names somebody or somewhere: what is said of an organizer stands in a parameter."""
        start, end = found.start, found.end
        if found.name == "ORGANIZER":
            address = self.source[start:end].strip()
            place = Span(start, end)
            start, end = found.parameters.get("CN", (end, end))
            run = len(self.page.runs) if end > start else -1
            self.page.links.append(Link(address, place, run, 0, max(end - start, 0) if run >= 0 else 0))
        into = self._value(start, end)
        if not into.text.strip(OBJECT + _SPACE):
            if self.page.links and self.page.links[-1].run == len(self.page.runs):
                self.page.links[-1] = self.page.links[-1]._replace(run=-1, end=0)
            return
        path = _PLACES[found.name]
        where = Where("head", heading=heading, block=self._block())
        element = Span(start, end)
        self.page.runs.append(
            TextRun("structured-data", into.segments, ".".join(path), element, self._language(found), where)
        )
        run = len(self.page.runs) - 1
        self.page.data.append(Datum("icalendar", path, ("Event",), into.text, element, element, run))
        if found.name == "ORGANIZER":
            self.page.links[-1] = self.page.links[-1]._replace(end=len(into.text))

    def _block(self) -> int:
        return 1 + max((run.where.block for run in self.page.runs[-1:]), default=0)

    def _language(self, found: _Property) -> str:
        """The language that a property names, if it is another than the page's; the first one is that."""
        if "LANGUAGE" not in found.parameters:
            return ""
        match = _LANGUAGE.match(self.source[slice(*found.parameters["LANGUAGE"])])
        language = match.group().lower() if match else ""
        self.page.language = self.page.language or language
        return language if language != self.page.language else ""

    def _value(self, start: int, end: int) -> Decoded:
        """A text without folds and escapes; template tags are objects in it."""
        into, whole = Decoded(), start
        for tag in self.masks.within(start, end) if self.masks else ():
            self._unescaped(into, start, tag.start)
            into.add(OBJECT, max(tag.start, start), min(tag.end, end), verbatim=False)
            start = min(tag.end, end)
        self._unescaped(into, start, end)
        if whole < end:
            self.values.append(Span(whole, end))
        return into

    def _unescaped(self, into: Decoded, start: int, end: int) -> None:
        at, source = start, self.source
        for match in _PIECE.finditer(source, start, end):
            into.add(source[at : match.start()], at, match.start())
            if match[1] is not None:
                into.add("\n" if match[1] in "nN" else match[1], *match.span(), verbatim=False)
            at = match.end()
        into.add(source[at:end], at, end)
