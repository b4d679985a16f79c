"""What programs that show Markdown do not agree on, so that a fix keeps away from it.

The reader takes a page in one way. Where others are known to take it in another, words that are
changed there, or lines that are joined, might make another page for their readers. Lines are also
what suppression comments are about.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.finding import Edit
    from ots_lint.pages.base import Page
    from ots_lint.pages.outline import Mark

_IN_BRACKETS = r"(?:[^\[\]\\]|\\.){1,1000}"
#: Some take any such text for a footnote's label, or for the label of a link.
_LABEL = lazy_re(
    rf"(?:\[\^|\]\[){_IN_BRACKETS}\]|\[\^(?:[^\[\]\\\n]|\\.){{0,1000}}\[[^\n]*|\[{_IN_BRACKETS}\]\[\^",
    re.DOTALL,
)
_BRACKETS = lazy_re(rf"\[{_IN_BRACKETS}\]", re.DOTALL)
#: Some take any such text for an address, with all that is glued to it.
_ADDRESS = lazy_re(
    r"(?<![(\"'=<])(?:https?://|www\.)[^\s<]*|(?<=\()(?:https?://|www\.)[^\s<)]*",
    re.IGNORECASE,
)
#: The name of another page of a wiki or vault, which readers do not see: "[[Acme|our friends]]".
_PAGE_LINK = lazy_re(r"\[\[[^\[\]|\n]{1,200}(?=\|)")
#: Where one of these is, programs pair the marks of emphasis differently.
_MARKS = lazy_re(r"\*{4}|_{4}|\[\^")
#: Some take what follows the box of a task for a definition, some do not.
_TASK = lazy_re(r"\[[ xX]\][ \t]+(\[[^\[\]\n]+\]:[ \t]*\n?[^\n]*)")
#: What is explained wherever it stands, letter for letter, for some; so many of these are looked for.
_ABBREVIATION = lazy_re(r"^ {0,3}\*\[([^\[\]\n]{1,100})\]:", re.MULTILINE)
_MOST_ABBREVIATIONS = 50
_TAG_ABOVE = lazy_re(r"(?:\A|\n)[ \t>]*<[^\n]*\n\Z")
_DEFINITION = lazy_re(r"\n[ \t>]*:[ \t]")
_CODE = frozenset({"code", "kbd", "pre", "samp"})
_EMPHASIS = ("*", "_", "~")
_BLANK_LINE = lazy_re(r"\n[ \t]*\r?\n")
#: A comment that is about the line below it.
_NEXT_LINE = "disable-next-line"
#: So far above a line, in characters, such a comment is looked for.
_WINDOW = 2000


class Disputed:
    """Where on a page, and which edits."""

    def __init__(self, page: Page, marks: Sequence[Mark]) -> None:
        self.text = page.source.text
        self.markdown = page.format == "markdown"
        self.start = page.front_matter.end if page.front_matter else 0
        self.lists: list[Span] = []
        self.spans = joined(
            [*_code(marks, len(self.text)), *_nested_links(marks, len(self.text)), *_overlapping(marks, len(self.text))]
        )
        self.crowded: dict[int, bool] = {}  # whether so many marks are in the line that begins there
        self.ends: set[int] = set()  # of lists of definitions
        if self.markdown:
            self.ends = {self._before(m.end) for m in marks if m.kind == "open" and m.name == "DefinitionList"}
            lists = [mark for mark in marks if mark.kind == "open" and mark.name == "List"]
            self.lists = joined(Span(mark.start, mark.end) for mark in lists)
            self.spans = joined([*self.spans, *_spans(self.text, self.start, marks)])

    def touched(self, edits: Iterable[Edit]) -> list[Span]:
        """The places that some edits would change and had better not."""
        starts = [span.start for span in self.spans]
        found = []
        for edit in edits:
            start, end = edit.span
            if start == end:
                continue
            near = self.spans[max(bisect_right(starts, start) - 1, 0) : bisect_left(starts, end)]
            found += [span for span in near if span.start < end and start < span.end]
            if (
                self._joins_lines(edit.span)
                or self._leaves_blank_line(edit)
                or self._turns_marks(edit.span)
                or (not edit.content and self.ends and self._before(start) in self.ends)
            ):
                found.append(edit.span)
        return found

    def _before(self, offset: int) -> int:
        """Where the text before an offset ends, without the white space after it."""
        while offset and self.text[offset - 1] in " \t\r\n>":
            offset -= 1
        return offset

    def _leaves_blank_line(self, edit: Edit) -> bool:
        """Whether a line in a list, or below HTML, becomes empty: programs differ in what that does to them."""
        text, (start, end) = self.text, edit.span
        if edit.content or not self.markdown or text[end - 1 : end] in ("\r", "\n"):
            return False
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        if (text[first:start] + text[end : last if last >= 0 else len(text)]).strip(" \t\r>"):
            return False
        if _TAG_ABOVE.search(text, max(first - _WINDOW, 0), first):
            return True
        i = bisect_right(self.lists, (start, len(text))) - 1
        return i >= 0 and start < self.lists[i].end

    def _turns_marks(self, span: Span) -> bool:
        """Whether marks of emphasis get another neighbour, among more of them than programs agree on."""
        text, (start, end) = self.text, span
        if not self.markdown or not (text[end : end + 1] in _EMPHASIS or text[max(start - 1, 0) : start] in _EMPHASIS):
            return False
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        if first not in self.crowded:
            self.crowded[first] = _MARKS.search(text, first, last if last >= 0 else len(text)) is not None
        return self.crowded[first]

    def _joins_lines(self, span: Span) -> bool:
        """Whether two lines become one that may be rows of a table, a term of a list, or that a comment tells apart."""
        text = self.text
        gone = text[span.start : span.end]
        if ("\n" not in gone and "\r" not in gone) or "<!--" in gone or span.start < self.start:
            return False
        first = text.rfind("\n", 0, span.start) + 1
        last = text.find("\n", span.end)
        if self.markdown and "|" in text[first : last if last >= 0 else len(text)]:
            return True
        if self.markdown and last >= 0 and _DEFINITION.match(text, last):
            return True
        above = text[max(first - _WINDOW, 0) : first].rstrip(" \t\r\n>")
        return _NEXT_LINE in above[above.rfind("\n") + 1 :] + text[first : span.start]


def _code(marks: Iterable[Mark], end: int) -> Iterator[Span]:
    """What stands behind a tag of code up to the tag that ends it: where that is in another block, up to the end."""
    name, start, depth, images, torn = "", 0, 0, 0, False
    for mark in marks:
        if mark.name == "Image":
            images += 1 if mark.kind == "open" else -1
        elif depth and mark.block and mark.name != name:
            torn = True
        elif images or not mark.raw or mark.name not in _CODE or (depth and mark.name != name):
            continue
        elif mark.kind == "open":
            name, start, depth = mark.name, start if depth else mark.end, depth + 1
        elif depth and not torn:
            depth -= 1
            if not depth:
                yield Span(start, mark.start)
    if depth:
        yield Span(start, end)


def _nested_links(marks: Iterable[Mark], end: int) -> Iterator[Span]:
    """Links with links in them: where the outer one ends, browsers and we may differ."""
    start, depth, images, nested = 0, 0, 0, False
    for mark in marks:
        if mark.name == "Image":
            images += 1 if mark.kind == "open" else -1
        elif images or mark.name not in ("a", "Link"):
            continue
        elif mark.kind == "open":
            nested = nested or depth > 0
            start, depth = start if depth else mark.start, depth + 1
        elif depth:
            depth -= 1
            if not depth and nested:
                yield Span(start, mark.end)
                nested = False
    if depth and nested:
        yield Span(start, end)


def _last(marks: Sequence[Mark], name: str) -> int:
    """The number of the last of a few marks with this name, or -1."""
    return next((i for i in range(len(marks) - 1, max(len(marks) - 100, -1), -1) if marks[i].name == name), -1)


def _overlapping(marks: Iterable[Mark], end: int) -> Iterator[Span]:
    """Elements of a line that end before those in them do: browsers then begin some of them again."""
    opened: list[Mark] = []
    torn: list[str] = []  # what was still open when an element around it ended
    start = 0
    for mark in marks:
        if mark.block:
            if torn:
                yield Span(start, mark.start)
            opened, torn = [], []
        elif not mark.raw:
            continue
        elif mark.kind == "open":
            opened.append(mark)
        elif mark.kind == "close" and mark.name in torn:
            torn.remove(mark.name)
            if not torn:
                yield Span(start, mark.end)
        elif mark.kind == "close" and (at := _last(opened, mark.name)) >= 0:
            if at < len(opened) - 1:
                start = start if torn else opened[at].start
                torn += [inner.name for inner in opened[at + 1 :]]
            del opened[at:]
    if torn:
        yield Span(start, end)


def _spans(text: str, below: int, marks: Sequence[Mark]) -> Iterator[Span]:
    """What Markdown programs do not agree on, so that words in it are nobody's to change."""
    for pattern in (_LABEL, _ADDRESS, _PAGE_LINK):
        yield from (Span(*match.span()) for match in pattern.finditer(text, below))
    tasks = [Span(*match.span(1)) for match in _TASK.finditer(text, below)]
    yield from tasks
    if tasks:  # then some take what stands in brackets elsewhere for a link
        yield from (Span(*match.span()) for match in _BRACKETS.finditer(text, below))
    explained = {re.escape(match[1]) for match in islice(_ABBREVIATION.finditer(text, below), _MOST_ABBREVIATIONS)}
    if explained:
        known = re.compile("|".join(sorted(explained)))
        yield from (Span(*match.span()) for match in known.finditer(text, below))
    titled = broken = False
    for mark in marks:
        if mark.kind == "open" and mark.name == "FootnoteDefinition" and " " in mark.detail:
            yield Span(mark.start, mark.end)
        elif mark.name == "DefinitionListTitle":
            titled = mark.kind == "open"
            broken = broken and not titled
        elif titled and (mark.name == "br" or (mark.kind == "text" and "\n" in text[mark.start : mark.end])):
            broken = True  # a term of two lines is none for some: then what is indented below it is code
            yield Span(mark.start, mark.end)
        elif broken and mark.kind == "open" and mark.name == "DefinitionListDefinition":
            if blank := _BLANK_LINE.search(text, mark.start, mark.end):
                yield Span(blank.start(), mark.end)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, with those that overlap made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(span.end, out[-1].end))
        else:
            out.append(span)
    return out
