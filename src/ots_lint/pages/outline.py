"""A page's markup, mark by mark: what has to be the same before and after words of it are changed.

`Page` knows what rules look at. An outline knows the rest, too: emphasis, anchors, scripts, comments,
where an element begins and ends. It is only made to compare two readings of a page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from ots_lint.pages.base import Page, module_of, read_page
from ots_lint.pages.front_matter import block as frontmatter
from ots_lint.pages.html import Pieces
from ots_lint.pages.markdown_elements import Elements, markdown_elements
from ots_lint.pages.opened import clean
from ots_lint.pages.suffixes import format_of
from ots_lint.pages.tags import BLOCK, VOID
from ots_lint.text.mask import mask
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import OBJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ots_lint.text.source import Source

#: Elements of Markdown that stand in a line; all others are blocks.
_INLINE = frozenset({"Link", "Image", "Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"})
#: Elements that only make letters look different, by either name.
_LOOKS = frozenset(
    {"Emphasis", "Strong", "b", "big", "em", "font", "i", "mark", "small", "span", "strong", "tt", "u"},
)
_TAG = lazy_re(r"<(/?)([A-Za-z][^\s/>]*)")
_BARE_TAG = lazy_re(r"</?[A-Za-z][A-Za-z0-9]*\s*/?>")
_LONE_RETURN = lazy_re(r"\r(?!\n)")
_new = tuple.__new__  # of a NamedTuple, in half the time that its constructor takes


class Mark(NamedTuple):
    """One piece of a page: a text, the start or the end of an element, or something else that is seen or meant.

    `detail` is the text, or what makes the mark this one; where `raw`, it is the source from `start` to `end`.
    """

    kind: str  # text | open | close | other
    name: str  # of the element; comment, br, code, …
    detail: Any
    start: int
    end: int
    block: bool = False  # the start or end of a block
    raw: bool = False

    @property
    def looks(self) -> bool:
        """Whether it only makes letters look different, and nothing can refer to it."""
        return self.name in _LOOKS and (not self.raw or _BARE_TAG.fullmatch(self.detail) is not None)


def outline(source: Source) -> list[Mark]:
    """The marks of a page below its front matter, in document order. Never raises, whatever the page holds."""
    told = format_of(source.filename)
    markdown = told is None or told.markup == "markdown"
    if told is not None and told.markup == "own":
        own: Callable[[Source], list[Mark]] | None = getattr(module_of(told), "outline", None)
        return own(source) if own is not None else marks_around(read_page(source))
    text = clean(source.text)
    found = frontmatter.cut(text)
    start = found.end if found else 0
    masked, _ = mask(text, start, markdown=markdown)
    if markdown:
        return list(markdown_marks(source.text, masked, start, len(masked)))
    pieces = Pieces()
    pieces.add(masked[start:], start, len(masked))
    return list(_html(source.text, masked[start:], pieces))


def marks_around(page: Page) -> list[Mark]:
    """The marks of a page of any format: its texts, and whatever of the source stands between and around them."""
    source = page.source.text
    pieces = sorted({(s.start, s.end, s.text) for run in page.runs for s in run.segments if s.text != OBJECT})
    marks: list[Mark] = []
    at = 0
    for start, end, text in pieces:
        if start < at:
            continue  # what two runs share
        if start > at:
            marks.append(Mark("other", "markup", source[at:start], at, start, raw=True))
        marks.append(Mark("text", "", text, start, end))
        at = end
    if at < len(source):
        marks.append(Mark("other", "markup", source[at:], at, len(source), raw=True))
    return marks


def markdown_marks(
    source: str,
    masked: str,
    base: int,
    stop: int,
    depth: int = 0,
    find_elements: Callable[[str], Elements] = markdown_elements,
) -> Iterator[Mark]:
    """The marks of Markdown that stands at `source[base:stop]`, with all that is none covered in `masked`."""
    from ots_lint.pages.markdown import MAX_DEPTH
    from ots_lint.pages.markdown_links import parser
    from ots_lint.pages.offsets import Offsets

    text = masked[base:stop]
    if "\r" in text:  # as the reader takes it
        text = _LONE_RETURN.sub("\n", text)
    elements = find_elements(text)
    text = elements.text
    inner = [(base + start, base + end) for start, end in elements.inner] if depth < MAX_DEPTH else []
    convert = Offsets(text, base).convert
    plain = text.isascii()
    pieces: Pieces | None = None
    detail: Any
    for event, found in parser().events_with_range(text, merge_text=False):
        start, end = found["start"], found["end"]
        if plain:
            start += base
            end += base
        else:
            start, end = convert(start), convert(end)
        if isinstance(event, str):
            if event == "SoftBreak":
                yield _new(Mark, ("text", "", " ", start, end, False, False))
            else:
                yield Mark("other", "br" if event == "HardBreak" else event, "", start, end, event == "Rule")
            continue
        ((kind, value),) = event.items()
        if kind == "Text":
            if pieces is not None:
                pieces.add(value, start, end)
            elif start < end:
                exact = end - start == len(value)
                yield _new(Mark, ("text", "", source[start:end] if exact else value, start, end, False, False))
        elif kind == "Start":
            if isinstance(value, str):
                name, detail = value, ""
                if value == "HtmlBlock":
                    pieces = Pieces()
            else:
                ((name, detail),) = value.items()
                if name == "Link" or name == "Image":
                    # How it is written may change, and titles are compared where the page's texts are.
                    detail = detail["dest_url"], bool(detail["title"])
                else:
                    detail = repr(detail)
            yield _new(Mark, ("open", name, detail, start, end, name not in _INLINE, False))
        elif kind == "End":
            if pieces is not None:
                at = 0
                block = "".join(pieces.parts)
                if inner and len(pieces.starts) == 1:
                    shift = pieces.starts[0]
                    for left, right in inner[bisect_left(inner, (shift, 0)) :]:
                        if left - shift > len(block):
                            break
                        if left - shift >= at and right - shift <= len(block):
                            yield from _html(source, block[at : left - shift], pieces.part(at, left - shift))
                            yield from markdown_marks(source, masked, left, right, depth + 1)
                            at = right - shift
                yield from _html(source, block[at:], pieces.part(at, len(block)) if at else pieces)
                pieces = None
            name = value if isinstance(value, str) else next(iter(value))
            yield _new(Mark, ("close", name, "", start, end, name not in _INLINE, False))
        elif kind == "InlineHtml":
            yield _tag(source, start, end)
        elif kind == "Html" and pieces is not None:
            pieces.add(value, start, end)
        else:
            yield Mark("other", kind, value, start, end)


def _tag(source: str, start: int, end: int) -> Mark:
    """The mark of a tag, or of a comment or the like, that stands at `source[start:end]`."""
    raw = source[start:end]
    match = _TAG.match(raw)
    if match is None:
        return Mark("other", "comment", raw, start, end, raw=True)
    name = match[2].lower()
    kind = "other" if name in VOID else "close" if match[1] else "open"
    return Mark(kind, name, raw, start, end, name in BLOCK, raw=True)


def _html(source: str, text: str, pieces: Pieces) -> Iterator[Mark]:
    from turbohtml import TokenType, tokenize

    if not text:
        return
    if "\r" in text:  # the tokeniser counts CRLF as one character
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    lines = [0, *accumulate(map(len, text.split("\n")))]  # without the line ends
    for token in tokenize(text, resolve_references=False, capture_source=True, capture_attributes=False):
        row = token.line - 1
        start = lines[row] + row + token.col
        if token.type is TokenType.TEXT:
            data = token.data or ""
            for left, right, source_left, source_right in pieces.ranges(start, start + len(data)):
                exact = right - left == source_right - source_left
                piece = source[source_left:source_right] if exact else data[left - start : right - start]
                yield Mark("text", "", piece, source_left, source_right)
            continue
        left, right = pieces.at(start), pieces.until(start + len(token.source or ""))
        if token.type is TokenType.CHARACTER_REFERENCE:
            yield Mark("text", "", token.data or "", left, right)
        else:
            yield _tag(source, left, right)


_SPACES = re.compile(r"[ \t\r\n\f]+")


def collapsed(text: str) -> str:
    """The text with each stretch of white space as one blank, as it is shown."""
    return _SPACES.sub(" ", text)
