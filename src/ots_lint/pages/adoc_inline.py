"""Reads the inline markup of AsciiDoc: which of its characters people see, and where these stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ots_lint.pages.base import Image, Link
from ots_lint.pages.lines_of_text import Line, LinesOfText
from ots_lint.pages.values import resolve_entity
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.pages.builder import Builder

_TOKEN = lazy_re(
    r"\\(?P<escaped>(?:https?|ftp|irc|link|image|mailto|xref|[*_`#^~+{\[<&|'\"\\-]{1,2}))"
    r"|(?P<passed>\+{3}[^+]|\$\$|pass:[a-z,]*\[)|(?P<macro>(?:footnote(?:ref)?|(?<![\w:/])(?:link|mailto|xref|image|icon|kbd|btn|menu"
    r"|stem|latexmath|asciimath|anchor|indexterm2?|video|audio)):(?P<target>[^\s\[\]]{0,500})\[)"
    r"|(?P<url>(?<![\w/])(?:https?|ftp|irc)://[^\s\[\]<>\"]{1,1000}\[)|(?P<cross><<(?=[^\s<>]))|(?P<anchor>\[\[[^\[\]\s]*\]\])"
    r"|(?P<role>\[[.%#][^\[\]\s]*\](?=#))|(?P<attribute>\{(?P<name>[A-Za-z_][\w-]{0,100})\})|(?P<counter>\{(?:counter2?|set):[^{}]*\})"
    r"|(?P<entity>&#?\w{1,40};)|(?P<index>\(\(\(?(?=[^\s()]))|(?P<curved>\"`|'`|`\"|`')"
    r"|(?P<mark>\*\*|__|``|\#\#|\+\+|[*_`#^~+])",
)
_WHOLE = frozenset({"kbd", "icon", "stem", "latexmath", "asciimath", "anchor", "indexterm", "video", "audio"})
_BRACKET = lazy_re(r"(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*+\]", re.DOTALL)
_PASSED_END = {"+++": "+++", "$$": "$$"}
#: What the attributes stand for that every page has.
_INTRINSIC = {
    "nbsp": "\xa0", "sp": " ", "empty": "", "blank": "", "zwsp": "\u200b", "wj": "\u2060", "apos": "'", "quot": '"',
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°", "plus": "+", "brvbar": "¦", "vbar": "|",
    "amp": "&", "lt": "<", "gt": ">", "startsb": "[", "endsb": "]", "caret": "^", "asterisk": "*", "tilde": "~",
    "backslash": "\\", "backtick": "`", "two-colons": "::", "two-semicolons": ";;", "cpp": "C++", "pp": "++",
}  # fmt: skip
#: What an attribute stands for that begins a link, and what of the link may stand behind it.
_ADDRESS = lazy_re(r"(?:link:|https?:|ftp:|mailto:|\{[\w-]+\}(?:/|\Z))")
_REST = lazy_re(r"([^\s\[\]<>\"]{0,500})\[")
_MARKUP = lazy_re(
    r"(?:link|mailto|xref|image|icon):[^\s\[\]]*\[([^\[\]]*)\]|(?:https?|ftp)://[^\s\[\]]+\[([^\[\]]*)\]|[*_`#]|\{[\w-]+\}"
)
_HARD_BREAK = lazy_re(r"[ \t]\+(?=\n|\Z)")
_NAMED = lazy_re(r"\s*([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^,\"']*))\s*(?:,|\Z)")
_FIRST = lazy_re(r"\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^,]*))")
_CLOSERS = {
    mark: lazy_re(rf"(?<!\s){re.escape(mark)}" + ("" if len(mark) == 2 or mark in "^~" else r"(?!\w)"))
    for mark in ("**", "__", "``", "##", "++", "*", "_", "`", "#", "^", "~", "+")
}


class Attributes:
    """The attributes of a page, and where one of them is shown."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.used: list[Span] = []


def inline(builder: Builder, lines: Sequence[Line], attributes: Attributes) -> None:
    """Give the text of some lines to a builder."""
    if lines:
        _Inline(builder, lines, attributes).read()


class _Inline(LinesOfText):
    def __init__(self, builder: Builder, lines: Sequence[Line], attributes: Attributes) -> None:
        super().__init__(builder, lines)
        self.attributes = attributes
        self.missing: set[str] = set()
        self.closers: dict[int, int] = {}  # where marks stand that end something, and where these end
        if "+" in self.text:
            for match in _HARD_BREAK.finditer(self.text):
                self.closers[match.start() + 1] = match.end()

    def read(self) -> None:
        """Go through the whole text."""
        self.part(0, len(self.text))

    def part(self, left: int, right: int) -> None:
        """Go through a stretch of the text from markup to markup."""
        text, at, position = self.text, left, left
        while match := _TOKEN.search(text, position, right):
            start, end = match.span()
            if start in self.closers:
                self.plain(at, start)
                at = position = self.closers.pop(start)
                continue
            kind = match.lastgroup or ""
            if match["mark"]:
                kind = "mark"
            elif match["macro"]:
                kind = "macro"
            elif match["attribute"]:
                kind = "attribute"
            done = self._token(kind, match, at, right)
            if done is None:
                position = start + 1 if kind != "escaped" else end
            else:
                at = position = done
        self.plain(at, right)

    def _token(self, kind: str, match: re.Match[str], at: int, right: int) -> int | None:
        """Handle what was found, behind the plain text from `at` on; where to go on, or None where it is none."""
        text, builder, (start, end) = self.text, self.builder, match.span()
        if kind == "escaped":
            self.plain(at, start)
            self.plain(start + 1, end)
            return end
        if kind == "mark":
            return self._mark(match["mark"], at, start, right)
        if kind == "passed":
            return self._passed(match["passed"], at, start, right)
        if kind in ("macro", "url"):
            bracket = _BRACKET.match(text, end, right)
            if bracket is None:
                return None
            self.plain(at, start)
            self._macro(match, end, bracket.end() - 1)
            return bracket.end()
        if kind == "attribute":
            self.plain(at, start)
            value = self.attributes.values.get(match["name"].lower(), "")
            if _ADDRESS.match(value) and (rest := _REST.match(text, end, right)):
                bracket = _BRACKET.match(text, rest.end(), right)
                if bracket is not None:
                    self._link(value.removeprefix("link:") + rest[1], start, rest.end(), bracket.end() - 1)
                    return bracket.end()
            self._attribute(match["name"].lower(), start, end)
            return end
        if kind == "cross":
            return self._cross(at, start, right)
        if kind in ("anchor", "counter", "role"):
            self.plain(at, start)
            return end
        if kind == "entity":
            found = resolve_entity(match.group(), text[end : end + 1])
            if found is None:
                return None
            self.plain(at, start)
            builder.replaced(found[0], self.place(start), self.place(end - 1) + 1)
            return end
        if kind == "index":
            return self._index(match.group(), at, start, right)
        self.plain(at, start)  # a curved quotation mark
        builder.replaced(
            {'"`': "“", '`"': "”", "'`": "‘", "`'": "’"}[match.group()], self.place(start), self.place(end - 1) + 1
        )
        return end

    def _mark(self, mark: str, at: int, start: int, right: int) -> int | None:
        inner = start + len(mark)
        end = self._closer(mark, start, inner, right)
        if end is None and len(mark) == 2:
            mark, inner = mark[0], start + 1
            end = self._closer(mark, start, inner, right)
        if end is None:
            return None
        self.plain(at, start)
        stop = end + len(mark)
        if mark in ("`", "``") or (mark in ("+", "++") and "compat-mode" in self.attributes.values):
            self._whole(start, stop, masked=True)
            return stop
        if mark in ("+", "++"):
            self.plain(inner, end)
            return stop
        if mark in ("^", "~"):
            frame = self.builder.open("sup", self.place(start), self.place(start) + 1)
            self.part(inner, end)
            place = self.place(end)
            self.builder.close(frame, place, place + 1)
            return stop
        self.closers[end] = stop
        return inner

    def _closer(self, mark: str, start: int, inner: int, right: int) -> int | None:
        """Where the mark stands that ends the one at `start`."""
        text = self.text
        if mark in self.missing or inner >= right or (text[inner].isspace() and len(mark) == 1):
            return None
        if len(mark) == 1 and mark not in "^~":
            before = text[start - 1 : start]
            if before and (before.isalnum() or before in "_;:}" or (mark == "`" and before in "\"'")):
                return None
        spaceless = mark in ("^", "~")
        position = inner + 1
        while match := _CLOSERS[mark].search(text, position, right):
            end = match.start()
            if spaceless and any(space in text[inner:end] for space in " \n\t"):
                return None
            if len(mark) == 1 and text.startswith(mark, end + 1) and mark not in "^~":
                position = end + 2
                continue
            if end not in self.closers:
                return end
            position = end + 1
        self.missing.add(mark)
        return None

    def _passed(self, mark: str, at: int, start: int, right: int) -> int | None:
        """What is taken over as it is: HTML, or text without markup."""
        text = self.text
        if mark.startswith("pass:"):
            bracket = _BRACKET.match(text, start + len(mark), right)
            if bracket is None:
                return None
            self.plain(at, start)
            self._html(start + len(mark), bracket.end() - 1)
            return bracket.end()
        opening = mark[:3] if mark.startswith("+++") else mark
        inner = start + len(opening)
        end = text.find(opening, inner, right)
        if end < 0:
            return None
        self.plain(at, start)
        if opening == "+++":
            self._html(inner, end)
        else:
            self.plain(inner, end)
        return end + len(opening)

    def _html(self, left: int, right: int) -> None:
        from ots_lint.pages.html import Pieces, feed

        pieces = Pieces()
        at = left
        for number, line in enumerate(self.text[left:right].split("\n")):
            start = self.place(at)
            if number:
                pieces.add("\n", start, start)
            pieces.add(line, start, start + len(line))
            at += len(line) + 1
        feed(self.builder, self.text[left:right], pieces=pieces)

    def _whole(self, start: int, end: int, *, masked: bool = False) -> None:
        place = Span(self.place(start), self.place(end - 1) + 1)
        self.builder.object(*place)
        if masked and not self.builder.context.skip:
            self.builder.page.masked.append(place)

    def _attribute(self, name: str, start: int, end: int) -> None:
        builder = self.builder
        place = Span(self.place(start), self.place(end - 1) + 1)
        value = _INTRINSIC.get(name)
        if value is not None:
            builder.replaced(value, *place)
        elif value := self.attributes.values.get(name):
            shown = _MARKUP.sub(lambda match: match[1] or match[2] or "", value)
            if shown.strip():
                builder.replaced(shown, *place)
            self.attributes.used.append(place)
        else:
            builder.object(*place)

    def _macro(self, match: re.Match[str], left: int, right: int) -> None:
        """A macro whose brackets hold `text[left:right]`."""
        text, builder = self.text, self.builder
        name = match["macro"].partition(":")[0] if match["macro"] else "link"
        target = match["target"] if match["macro"] else match["url"][:-1]
        start, stop = match.start(), right + 1
        if name == "image":
            self._image(target, start, left, right, stop)
        elif name in _WHOLE:
            self._whole(start, stop, masked=name in ("kbd", "stem", "latexmath", "asciimath"))
        elif name in ("footnote", "footnoteref"):
            frame = builder.open("label", self.place(start), self.place(start))
            self.part(left + (text[left:right].find(",") + 1 if name == "footnoteref" else 0), right)
            place = self.place(right)
            builder.close(frame, place, place + 1)
        elif name in ("btn", "menu", "indexterm2"):
            self.part(left, right)
        else:
            href = (
                f"mailto:{target}"
                if name == "mailto"
                else f"#{target}"
                if name == "xref" and "." not in target
                else target
            )
            self._link(href, match.start(), left, right)

    def _link(self, href: str, start: int, left: int, right: int) -> None:
        """A link whose text stands in brackets, perhaps with attributes behind it."""
        builder, text = self.builder, self.text
        left, right = shown_part(text, left, right)
        place = Span(self.place(start), self.place(right) + 1)
        if left >= right:
            builder.object(*place)
            href_only = self._href_link(href, place)
            builder.page.links.append(href_only)
            return
        frame = builder.open("a", place.start, place.start)
        builder.begin_link(frame, href, place, "link")
        self.part(left, right)
        end = self.place(right)
        builder.close(frame, end, end)

    def _href_link(self, href: str, place: Span) -> Link:

        return Link(href, place, where=self.builder.where(), kind="autolink")

    def _image(self, target: str, start: int, left: int, right: int, stop: int) -> None:
        builder = self.builder
        place = Span(self.place(start), self.place(stop - 1) + 1)
        builder.object(*place)
        if builder.context.skip:
            return
        alt = alternative(self.text, left, right)
        run = -1
        if alt[0] < alt[1] and "\n" not in self.text[alt[0] : alt[1]]:
            first = self.place(alt[0])
            span = Span(first, first + alt[1] - alt[0])
            run = builder.add_run("alt", "alt", builder.value(*span), span)
        builder.page.images.append(
            Image(target, self.text[alt[0] : alt[1]], "", place, builder.where(), run, builder.around())
        )

    def _cross(self, at: int, start: int, right: int) -> int | None:
        text = self.text
        end = text.find(">>", start + 2, right) if "<<" not in self.missing else -1
        if end < 0:
            self.missing.add("<<")
            return None
        target, comma, _ = text[start + 2 : end].partition(",")
        self.plain(at, start)
        if not comma:
            self._whole(start, end + 2)
            return end + 2
        left = start + 3 + len(target)
        builder = self.builder
        place = Span(self.place(start), self.place(end + 1) + 1)
        frame = builder.open("a", place.start, place.start)
        builder.begin_link(frame, f"#{target}", place, "link")
        self.part(left, end)
        last = self.place(end)
        builder.close(frame, last, last)
        return end + 2

    def _index(self, mark: str, at: int, start: int, right: int) -> int | None:
        """Terms of an index: in two parentheses they are shown, in three they are not."""
        closing = ")" * len(mark)
        end = self.text.find(closing, start, right) if mark not in self.missing else -1
        if end < 0:
            self.missing.add(mark)
            return None
        self.plain(at, start)
        if len(mark) == 2:
            self.part(start + 2, end)
        return end + len(closing)


def shown_part(text: str, left: int, right: int) -> tuple[int, int]:
    """The part of a link's brackets that is its text: before attributes, without quotation marks and a caret."""
    inner = text[left:right]
    if "=" in inner or inner.startswith('"'):
        first = _FIRST.match(inner)
        if first is not None and (first[1] is not None or _NAMED.match(inner, first.end() + 1)):
            group = 1 if first[1] is not None else 2
            return left + first.start(group), left + first.end(group)
        if _NAMED.match(inner):
            return left, left
    if inner.endswith("^"):
        right -= 1
    return left, right


def alternative(text: str, left: int, right: int) -> tuple[int, int]:
    """The part of an image's brackets that is its alternative text."""
    at = left
    while at < right:
        named = _NAMED.match(text, at, right)
        if named is None:
            break
        if named[1] == "alt":
            return next(named.span(group) for group in (2, 3, 4) if named[group] is not None)
        at = max(named.end(), at + 1)
    first = _FIRST.match(text, left, right)
    if first is None or _NAMED.match(text, left, right):
        return left, left
    start, end = first.span(1 if first[1] is not None else 2)
    return start, start + len(text[start:end].rstrip())
