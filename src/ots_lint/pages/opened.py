"""How a page of text with front matter and template tags is begun, whatever is written in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ots_lint.pages.base import Page
from ots_lint.pages.builder import Builder
from ots_lint.pages.front_matter import block as frontmatter
from ots_lint.text.mask import mask
from ots_lint.text.patterns import lazy_re

if TYPE_CHECKING:
    from ots_lint.text.source import Source


_SURROGATE = lazy_re("[\ud800-\udfff]")


class Opened(NamedTuple):
    """A page whose front matter has been read, and the text behind it."""

    page: Page
    builder: Builder
    text: str  # of the whole page, with template tags covered, of equal length
    start: int  # where the text behind the front matter begins


def opened(source: Source, kind: str) -> Opened:
    """Begin a page of a kind ("html", "rst", …)."""
    page = Page(source, kind)
    text = clean(source.text)
    found = frontmatter.cut(text)
    start = found.end if found else 0
    masked, masks = mask(text, start)
    builder = Builder(page, masked, masks)
    if found:
        frontmatter.read(builder, found)
    return Opened(page, builder, masked, start)


def clean(text: str) -> str:
    """The text without half surrogate pairs, which no parser takes; of equal length."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text
