"""Reads MDX: Markdown with components, from which everything that is JavaScript is covered before it is parsed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ots_lint.pages.base import Comment, Page
from ots_lint.pages.format import reader
from ots_lint.pages.front_matter import block as frontmatter
from ots_lint.pages.jsx import COMPONENT, TOKEN, after, javascript, without_name
from ots_lint.pages.markdown import read_covered
from ots_lint.pages.markdown_elements import Elements, Lines
from ots_lint.pages.opened import clean
from ots_lint.text.code_regions import CodeRegions
from ots_lint.text.mask import Mask, Masks, cover
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.pages.outline import Mark
    from ots_lint.text.source import Source

_OPENING = lazy_re(r"[{`/\"']")
_ESM = lazy_re(r"^(?:import|export)(?=[ \t{*\"'])", re.MULTILINE)
_BLANK_LINE = lazy_re(r"\r\n[ \t]*\r?\n|\n[ \t]*\r?\n|\r[ \t]*\r(?!\n)|\Z")
_COMMENT = lazy_re(r"\{\s*/\*(.*?)\*/\s*\}", re.DOTALL)
_TAG = lazy_re(r"</?([A-Za-z][\w.:-]*)(?=[\s/>])[^<>]*>")
#: Elements whose content is no Markdown here either.
_RAW = frozenset({"pre", "script", "style", "textarea"})
_LINE = lazy_re(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_ITEM = lazy_re(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_FENCE = lazy_re(r"[ \t>]*(?:```|~~~)")


@reader(
    ".mdx",
    title="MDX",
    reads="as Markdown, components like the elements of HTML; imports, exports and expressions in braces are covered",
    fixes="all; comments are written `{/* ots-lint-disable-line */}`",
)  # fmt: skip
def read(source: Source) -> Page:
    """Read a page of MDX. Never raises, whatever it holds."""
    page = Page(source, "markdown")
    text = clean(source.text)
    found = frontmatter.cut(text)
    start = found.end if found else 0
    covered, masks = _covered(text, start)
    read_covered(page, found, covered, Masks(masks), _elements)
    for mask in masks:
        if mask.silent and (match := _COMMENT.fullmatch(text, mask.start, mask.end)):
            page.comments.append(Comment(match[1], Span(*match.span()), match.start(1) - match.start()))
            page.masked.remove(Span(*match.span()))  # it may be taken away
    page.comments.sort(key=lambda comment: comment.span)
    return page


def outline(source: Source) -> list[Mark]:
    """The marks of a page, as `pages.outline` has them for Markdown."""
    from ots_lint.pages.outline import markdown_marks

    text = clean(source.text)
    found = frontmatter.cut(text)
    start = found.end if found else 0
    covered, _ = _covered(text, start)
    return list(markdown_marks(source.text, covered, start, len(covered), find_elements=_elements))


def _covered(text: str, start: int) -> tuple[str, list[Mask]]:
    """The text without JavaScript, and without components that have the name of an element; and what is covered."""
    renamed = text[:start] + COMPONENT.sub(without_name, text[start:])
    masks = _masks(renamed, start, CodeRegions(renamed, start, markdown=True, indented=False))
    return cover(renamed, start, masks, markdown=True), masks


def _elements(text: str) -> Elements:
    """The tags of a page: Markdown goes on after each, where in Markdown a block of HTML would begin."""
    code = CodeRegions(text, 0, markdown=True, indented=False)
    lines = Lines(text)
    renamed = [
        tag.start(1)
        for tag in _TAG.finditer(text)
        if code.end(tag.start()) is None and tag[1].lower() not in _RAW and not lines.cover(tag.start())
    ]
    letters = list(lines.written())
    for at in renamed:
        letters[at] = "x"
    return Elements("".join(letters), sorted(lines.covered), [])


def _masks(text: str, start: int, code: CodeRegions) -> list[Mask]:
    """What is JavaScript: modules, and expressions; comments leave nothing, like fragments."""
    masks: list[Mask] = []
    modules = _modules(text, start, code)
    for left, right in [*modules, *javascript(text, start, code, modules)]:
        masks.append(Mask(left, right, _COMMENT.fullmatch(text, left, right) is not None))
    fragments = (match.span() for match in COMPONENT.finditer(text, start) if match[1] is None)
    masks += [Mask(left, right, True) for left, right in fragments if code.end(left) is None]
    masks += _indentations(text, start, code)
    masks.sort()
    apart: list[Mask] = []
    for mask in masks:
        if not apart or mask.start >= apart[-1].end:
            apart.append(mask)
    return apart


def _modules(text: str, start: int, code: CodeRegions) -> list[tuple[int, int]]:
    """The lines of imports and exports at the start of a block, up to a blank line that stands in no braces."""
    found: list[tuple[int, int]] = []
    last = text.rfind("*/")
    for match in _ESM.finditer(text, start):
        at = match.start()
        if found and at < found[-1][1]:
            continue
        before = text[max(at - 400, start) : at].rstrip(" \t")
        if code.end(at) is not None or not (
            not before.strip()
            or re.search(r"(?:\n[ \t]*\r?\n|\r[ \t]*\r)\Z", before)
            or (found and found[-1][1] >= at - 2)
        ):
            continue
        end = _end_of_module(text, at, last)
        found.append((at, at + len(text[at:end].rstrip())))
    return found


def _end_of_module(text: str, at: int, last: int) -> int:
    """Where a module that begins at `at` ends; `last`: where the last comment does."""
    depth, end = 0, _blank_line(text, at)
    if not _OPENING.search(text, at, end):
        return end
    while token := TOKEN.search(text, at):
        left, at = token.start(), after(text, token, last)
        if left >= end:
            if depth <= 0:
                return end
            end = _blank_line(text, left)
        if at > end:  # a text of several lines
            end = _blank_line(text, at)
        depth += {"{": 1, "}": -1}.get(token.group(), 0)
    return end if depth <= 0 else len(text)


def _blank_line(text: str, at: int) -> int:
    match = _BLANK_LINE.search(text, at)
    return match.start() if match else len(text)


def _indentations(text: str, start: int, code: CodeRegions) -> list[Mask]:
    """The indentation that would make code of a line in Markdown, which it does not here, outside of lists."""
    masks: list[Mask] = []
    at, blank, listed = start, True, -1  # how far the list is indented that a line may be in
    while at < len(text):
        line = _LINE.match(text, at)
        assert line is not None
        content = line[1]
        stripped = content.lstrip(" \t")
        indent = len(content) - len(stripped)
        if not stripped:
            blank = True
        else:
            if _ITEM.match(content) and not (blank and listed < 0 and indent >= 4):
                listed = indent if listed < 0 else min(listed, indent)
            elif indent == 0 or stripped.startswith("<") or (blank and indent <= listed):
                listed = -1
            if indent >= 4 and listed < 0 and code.end(at) is None and not _FENCE.match(content):
                masks.append(Mask(at, at + indent - 1, True))
            blank = False
        at = line.end()
    return masks
