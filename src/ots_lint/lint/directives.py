"""Suppressions as they are written: comments and front matter, read, and the ways to take a comment away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.pages.base import Comment, Page


_DIRECTIVE = lazy_re(r"\s*ots-lint-([a-z][a-z-]*)(?![\w:])", re.IGNORECASE)


#: What somebody meant as one: "ots-lint disable-file", "otslint-disable".
_MEANT = lazy_re(r"\s*(ots[-_ ]?lint[-_ \t]+(?:disable|enable|ignore)[a-z-]*)(?![\w:=])", re.IGNORECASE)


_REASON = lazy_re(r"(?:^|(?<=\s))(?:--+|—|–)(?=\s|$)")


_CODE = lazy_re(r"[^\s,;]+")


KINDS = ("disable-line", "disable-next-line", "disable", "enable", "disable-file")


class Code(NamedTuple):
    """A rule code, or the beginning of one, in a directive; an empty text stands for all rules."""

    text: str
    span: Span

    def covers(self, code: str) -> bool:
        """Whether this is the code, or its beginning."""
        return code.startswith(self.text)


class Directive:
    """One suppression: what it is about and which of its codes have suppressed something."""

    def __init__(self, kind: str, span: Span, codes: tuple[Code, ...], item: int = -1) -> None:
        self.kind = kind
        self.span = span
        self.codes = codes
        self.item = item  # of front matter: the place in the list
        self.used: set[int] = set()  # indexes into codes
        self.first: dict[str, int] = {}  # the texts of the codes, and which is the first of each
        for index, code in enumerate(codes):
            self.first.setdefault(code.text, index)
        self.opens = 0  # how many codes are still open; of an enable: how many it closes
        self.closed_by: Directive | None = None  # the enable that ends all of it and nothing else


def read_directives(comments: Sequence[Comment]) -> tuple[list[Directive], list[tuple[str, Span]]]:
    """The directives in a page's comments in document order, and the words that look like one but are none."""
    directives: list[Directive] = []
    unknown: list[tuple[str, Span]] = []
    for comment in comments:
        match = _DIRECTIVE.match(comment.text)
        if match is None:
            if meant := _MEANT.match(comment.text):
                unknown.append((meant[1].lower(), comment.span))
            continue
        kind = match.group(1).lower()
        if kind not in KINDS:
            unknown.append((f"ots-lint-{kind}", comment.span))
            continue
        rest = comment.text[match.end() :]
        reason = _REASON.search(rest)
        if reason:
            rest = rest[: reason.start()]
        # Where a reader undid something in the inner text, only the whole is known.
        start = comment.span.start + comment.inner + match.end()
        codes = tuple(
            Code(word.group().upper(), Span(start + word.start(), start + word.end())) for word in _CODE.finditer(rest)
        )
        directives.append(Directive(kind, comment.span, codes or (Code("", comment.span),)))
    directives.sort(key=lambda directive: directive.span)
    return directives, unknown


def from_front_matter(page: Page, key: str) -> list[Directive]:
    """One directive per code that front matter ignores."""
    found = []
    for datum in page.data:
        if datum.vocabulary != "front-matter" or tuple(datum.path[:2]) != (key, "ignore"):
            continue
        if not isinstance(datum.value, str):
            found.append(Directive("front-matter", datum.span, (Code(str(datum.value).upper(), datum.span),)))
            continue
        item = datum.path[2] if len(datum.path) > 2 and isinstance(datum.path[2], int) else -1
        found += [
            Directive("front-matter", datum.span, (Code(word.upper(), datum.span),), item=item)
            for word in _CODE.findall(datum.value)
        ]
    return found
