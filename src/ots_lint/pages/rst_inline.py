"""Reads the inline markup of reStructuredText: which of its characters people see, and where these stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from ots_lint.pages.lines_of_text import Line, LinesOfText
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.pages.builder import Builder

_START = lazy_re(
    r"\\(?P<escaped>.|\n)|(?P<literal>``)|(?P<strong>\*\*)|(?P<emphasis>\*)|(?P<target>_`)|:(?P<role>[A-Za-z][\w.:+-]*):(?=`)"
    r"|(?P<interpreted>`)|(?P<substitution>\|)|(?P<note>\[(?:\d+|#[\w.-]*|\*|[A-Za-z][\w.-]*)\]_(?!\w))"
    r"|(?<![\w.:+`-])(?P<reference>[^\W_](?:[^\W_]|[-_.:+](?=[^\W_])){0,200}__?)(?![\w`])",
    re.DOTALL,
)
_ENDS = {
    "literal": lazy_re(r"(?<!\s)``(?P<more>)(?P<role>)"),
    "strong": lazy_re(r"(?<![\s\\])\*\*(?P<more>)(?P<role>)"),
    "emphasis": lazy_re(r"(?<![\s\\])\*(?P<more>)(?P<role>)"),
    "target": lazy_re(r"(?<![\s\\])`(?P<more>)(?P<role>)"),
    "interpreted": lazy_re(r"(?<![\s\\])`(?:(?P<more>__?)|:(?P<role>[A-Za-z][\w.:+-]*):)?"),
    "substitution": lazy_re(r"(?<![\s\\])\|(?P<more>_{0,2})(?P<role>)"),
}
_EMBEDDED = lazy_re(r"(?:(?:\A|(?<=\s))<([^<>]*)>)\Z")
_ESCAPE = lazy_re(r"\\(.|\n)", re.DOTALL)
#: Roles whose text is code, and those that show another text where they are given none.
_CODE = frozenset(
    [
        "code",
        "math",
        "raw",
        "literal",
        "kbd",
        "samp",
        "file",
        "program",
        "command",
        "envvar",
        "option",
        "regexp",
        "mimetype",
        "makevar",
        "dfn-code",
        "any-code",
        "eq",
        "numref",
        "keyword",
        "token",
    ]
)
_ELSEWHERE = frozenset(["ref", "doc", "any", "download", "slug", "pep", "rfc", "issue", "fa", "icon", "youtube"])
#: ASCII characters that may stand before and after inline markup.
_BEFORE, _AFTER = frozenset(" \t\n-:/'\"<([{"), frozenset(" \t\n'\")]}>-/\\:.,;!?")
_QUOTES = {'"': '"', "'": "'", "(": ")", "[": "]", "{": "}", "<": ">"}


class Targets(NamedTuple):
    """What names in a page stand for: addresses of links, and texts of substitutions."""

    addresses: dict[str, str]
    texts: dict[str, str]
    used: list[Span]  # where a text stands for another


def inline(builder: Builder, lines: Sequence[Line], targets: Targets) -> None:
    """Give the text of some lines to a builder."""
    _Inline(builder, lines, targets).read()


class _Inline(LinesOfText):
    def __init__(self, builder: Builder, lines: Sequence[Line], targets: Targets) -> None:
        super().__init__(builder, lines)
        self.targets = targets
        self.missing: set[str] = set()

    def read(self) -> None:
        """Go through the text from markup to markup."""
        text, at, position = self.text, 0, 0
        while match := _START.search(text, position):
            kind = match.lastgroup or ""
            left, position = match.span()
            if kind == "escaped":
                self.plain(at, left)
                if not match["escaped"].isspace():
                    self.builder.replaced(match["escaped"], self.place(left), self.place(position - 1) + 1)
                at = position
                continue
            if kind in ("note", "reference"):
                if self._may_start(left, left + 1) and self._may_end(position):
                    self.plain(at, left)
                    self._reference(match, kind)
                    at = position
                else:
                    position = left + 1 if kind == "note" else position
                continue
            role = match["role"] or ""
            opened = position + 1 if role else position
            kind = "interpreted" if role else kind
            end = self._end(kind, left, opened)
            if end is None:
                continue
            self.plain(at, left)
            self._marked(kind, role or end["role"], left, opened, end)
            at = position = end.end()
        self.plain(at, len(text))

    def _may_start(self, left: int, inner: int) -> bool:
        """Whether markup may begin: behind white space or what opens something, and before what is no white space."""
        text = self.text
        if inner >= len(text) or text[inner].isspace():
            return False
        if left == 0:
            return True
        before = text[left - 1]
        if _QUOTES.get(before) == text[inner]:
            return False
        return before in _BEFORE if before < "\x80" else before.isspace() or _opens(before)

    def _may_end(self, at: int) -> bool:
        if at >= len(self.text):
            return True
        behind = self.text[at]
        return behind in _AFTER if behind < "\x80" else behind.isspace() or _closes(behind)

    def _end(self, kind: str, left: int, opened: int) -> re.Match[str] | None:
        """Where markup ends that begins at `left`, its text at `opened`; None where it is none."""
        text = self.text
        if kind in self.missing or not self._may_start(left, opened):
            return None
        at = opened + 1
        while match := _ENDS[kind].search(text, at):
            if kind in ("emphasis",) and text.startswith("**", match.start()):
                at = match.start() + 2
                continue
            if self._may_end(match.end()):
                return match
            at = match.start() + 1
        self.missing.add(kind)
        return None

    def _reference(self, match: re.Match[str], kind: str) -> None:
        builder, (left, right) = self.builder, match.span()
        if kind == "note":
            builder.object(self.place(left), self.place(right - 1) + 1)
            return
        name = match.group().rstrip("_")
        self._link(
            left, left + len(name), self.targets.addresses.get(_name(name)), self.place(left), self.place(right - 1) + 1
        )

    def _link(self, left: int, right: int, href: str | None, start: int, end: int) -> None:
        """A link whose text is `text[left:right]`, written at `source[start:end]`."""
        builder = self.builder
        frame = builder.open("a", start, start)
        if href is not None:
            builder.begin_link(frame, href, Span(start, end), "link")
        self.unescaped(left, right)
        builder.close(frame, end, end)

    def _marked(self, kind: str, role: str, left: int, opened: int, end: re.Match[str]) -> None:
        """Text between marks."""
        builder, closing = self.builder, end.start()
        start, stop = self.place(left), self.place(end.end() - 1) + 1
        if kind == "literal" or (role and _is_code(role)):
            builder.object(start, stop)
            if not builder.context.skip:
                builder.page.masked.append(Span(start, stop))
        elif kind == "substitution":
            text = self.targets.texts.get(_name(self.text[opened:closing]))
            if text:
                builder.replaced(text, start, stop)
                self.targets.used.append(Span(start, stop))
            else:
                builder.object(start, stop)
        elif kind == "interpreted" and (end["more"] or role):
            embedded = _EMBEDDED.search(self.text[opened:closing])
            last = opened + embedded.start() if embedded else closing
            last -= len(self.text[opened:last]) - len(self.text[opened:last].rstrip())
            if embedded and last <= opened:
                self._link(opened + embedded.start(1), closing - 1, embedded[1], start, stop)
            elif end["more"]:
                href = self._address(embedded[1]) if embedded else None
                href = href or self.targets.addresses.get(_name(self.text[opened:last]))
                self._link(opened, last, href, start, stop)
            elif role in _ELSEWHERE and not embedded:
                builder.object(start, stop)
            elif role in ("sup", "sub", "superscript", "subscript"):
                frame = builder.open("sup", start, start + 1)
                self.unescaped(opened, closing)
                builder.close(frame, stop, stop)
            else:
                self.unescaped(opened, last if embedded and role in _ELSEWHERE | {"abbr"} else closing)
        else:
            self.unescaped(opened, closing)

    def _address(self, embedded: str) -> str:
        address = "".join(embedded.split()).replace("\\", "")
        if address.endswith("_"):
            return self.targets.addresses.get(_name(embedded.rstrip("_")), "")
        return address

    def unescaped(self, left: int, right: int) -> None:
        """Text in which only escapes mean something."""
        at = left
        for match in _ESCAPE.finditer(self.text, left, right):
            self.plain(at, match.start())
            if not match[1].isspace():
                self.builder.replaced(match[1], self.place(match.start()), self.place(match.end() - 1) + 1)
            at = match.end()
        self.plain(at, right)


def _name(text: str) -> str:
    """A name as targets are compared: in small letters, with single blanks."""
    return " ".join(text.replace("\\", "").lower().split())


def names_of(text: str) -> str:
    """See `_name`."""
    return _name(text)


def _is_code(role: str) -> bool:
    return role in _CODE or ":" in role


@lru_cache(maxsize=500)
def _opens(character: str) -> bool:
    return category(character) in ("Ps", "Pi", "Pf", "Pd", "Po")


@lru_cache(maxsize=500)
def _closes(character: str) -> bool:
    return category(character) in ("Pe", "Pi", "Pf", "Pd", "Po")
