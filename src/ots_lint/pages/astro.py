"""Reads Astro's components: HTML, with a script before it and JavaScript in braces, which are covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.pages.base import Page
from ots_lint.pages.builder import Builder
from ots_lint.pages.format import reader
from ots_lint.pages.html import feed
from ots_lint.pages.jsx import COMPONENT, javascript, without_name
from ots_lint.pages.opened import clean
from ots_lint.text.code_regions import CodeRegions
from ots_lint.text.mask import Mask, Masks, cover
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.text.source import Source

_SCRIPT = lazy_re(r"\s*(?:<!--(?:[^-]|-(?!->))*+-->\s*)?---[ \t]*(?:\r\n|\r|\n)")
_SCRIPT_END = lazy_re(r"(?:\A|(?<=[\r\n]))---[ \t]*(?:\r\n|\r|\n|\Z)")


@reader(
    ".astro",
    title="Astro components",
    reads="as HTML, also of elements in expressions; the script above and JavaScript are covered",
    fixes="all",
)  # fmt: skip
def read(source: Source) -> Page:
    """Read a component. Never raises, whatever it holds."""
    page = Page(source, "html")
    text = clean(source.text)
    start = _end_of_script(text)
    if start:
        page.masked.append(Span(0, start))
    text = text[:start] + COMPONENT.sub(without_name, text[start:])
    found = javascript(text, start, CodeRegions(text, start, markdown=False))
    masks = [Mask(left, right, text.startswith(("{/*", "{ /*"), left)) for left, right in sorted(found) if left < right]
    covered = cover(text, start, masks, False)
    builder = Builder(page, covered, Masks(masks))
    feed(builder, covered[start:], base=start)
    builder.finish(len(text))
    if page.body is None:
        page.body = Span(start, len(text))
    return page


def _end_of_script(text: str) -> int:
    opening = _SCRIPT.match(text)
    if opening is None:
        return 0
    closing = _SCRIPT_END.search(text, opening.end())
    return closing.end() if closing else 0
