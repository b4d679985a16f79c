"""Edits that can damage nothing, told without reading the page again: letters for letters in the middle of plain text.

Most fixes write a name in its right shape: words and single blanks become other words, blanks or marks stand on both
sides, and nothing around them could be joined by them to markup. Reading the page before and after such an edit takes
half as long as everything else that is done for the page, and finds nothing. What is not surely of this kind is proved.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ots_lint.pages.tags import BLOCK
from ots_lint.text.patterns import lazy_re

if TYPE_CHECKING:
    from ots_lint.finding import Edit
    from ots_lint.pages.base import Page
    from ots_lint.text.run import TextRun

_WORDS = lazy_re(r"[A-Za-z]+(?:[ -][A-Za-z]+)*")
#: What may stand right behind, in Markdown and in HTML.
_BEHIND = lazy_re(r"[.,;:!?]*(?:[ \n]|\Z)")
_BEHIND_HTML = lazy_re(r"[.,;:!?]*(?:[ \n<]|\Z)")
#: Where one of these is on a page, something may reach far beyond its place: template tags; of Markdown, definitions of
#: links, notes, abbreviations and terms, double brackets, and HTML that hides or holds a text over blank lines.
_FAR = lazy_re(r"\{[{%#:]|<[?%!]\[|<[?%]|\$\$")
_HOLDING = ("code", "kbd", "pre", "samp", "a", "textarea", "script", "style", "svg", "math")
_FAR_MARKDOWN = lazy_re(rf"\]:|\]\[|\[\^|\[\[|\n[ \t>]*:[ \t]|<(?:{'|'.join(_HOLDING)})\b", re.IGNORECASE)
_ADDRESS = lazy_re(r"<https?://[^\s<>]*>")
#: What has no place in a block of Markdown where an edit is plain, beside links with their texts.
_MARKUP = lazy_re(r"[<`\\${}^]")
_TAG = lazy_re(r"<(/?)([a-z][a-z0-9]*)(?:\s[^<>]*)?>", re.I)
_LINK_TAG = lazy_re(r"<(/?)a(?=[\s>])", re.I)
_WHOLE_CODE = lazy_re(r"<(code|kbd|pre|samp)\b[^<>]*>[^<>]*</\1>", re.I)
_CODE_TAG = lazy_re(r"</?(?:code|kbd|pre|samp)\b", re.I)
_KINDS = frozenset({"prose", "heading"})
#: What is around each edit is looked at anew; for more than so many, reading the page once takes less.
_MOST = 50
#: Data whose values stand in the texts themselves.
_IN_TEXTS = frozenset({"microdata", "rdfa"})


def all_plain(page: Page, edits: Iterable[Edit]) -> bool:
    """Whether the page after these edits is surely the page before with other words in their places."""
    edits = [*edits]
    if len(edits) > _MOST:
        return False
    text = page.source.text
    markdown = page.format == "markdown"
    suffix = page.source.filename.rpartition(".")[2].lower()
    if suffix not in {"md", "html"} or page.coded or page.holds is not None or _FAR.search(text):
        return False
    if any(datum.vocabulary in _IN_TEXTS for datum in page.data):
        return False
    below = page.front_matter.end if page.front_matter else 0
    if markdown and _FAR_MARKDOWN.search(text, below):
        return False
    runs = sorted((run.element.start, i) for i, run in enumerate(page.runs) if run.kind in _KINDS)
    around = _is_plain_markdown if markdown else _is_plain_html
    for edit in edits:
        start, end = edit.span
        if start <= below or not _WORDS.fullmatch(text, start, end) or not _WORDS.fullmatch(edit.content):
            return False
        at = bisect_right(runs, (start, len(page.runs))) - 1
        if at < 0 or not _holds(page.runs[runs[at][1]], text, start, end) or not around(text, start, end):
            return False
    return True


def _holds(run: TextRun, text: str, start: int, end: int) -> bool:
    """Whether a range of the source is a part of a run, letter for letter."""
    return any(
        segment.verbatim
        and segment.start <= start
        and end <= segment.end
        and segment.text == text[segment.start : segment.end]
        for segment in run.segments
    )


def _is_plain_markdown(text: str, start: int, end: int) -> bool:
    """Whether a range stands between blanks, or is the text of a link, in a block that has no other markup."""
    linked = text[start - 1] == "[" and text.startswith("](", end)
    if not linked and not (text[start - 1] in " \n" and _BEHIND.match(text, end)):
        return False
    first, last = text.rfind("\n\n", 0, start) + 2, text.find("\n\n", end)
    block = text[max(first, 0) : last if last >= 0 else len(text)]
    return "\r" not in block and not _MARKUP.search(_ADDRESS.sub("", block))


def _is_plain_html(text: str, start: int, end: int) -> bool:
    """Whether a range stands right behind the tag of a block, or of a link there, with words and marks between."""
    opening = text.rfind("<", 0, start)
    tag = _TAG.match(text, opening) if opening >= 0 else None
    if tag is None or tag.end() > start:
        return False
    linked = tag[2].lower() == "a" and not tag[1]
    if linked:
        if not text.startswith("</a>", end) or tag.end() != start:
            return False
        opening = text.rfind("<", 0, opening)
        tag = _TAG.match(text, opening) if opening >= 0 else None
        if tag is None:
            return False
    elif not (text[start - 1] in " \n>" and _BEHIND_HTML.match(text, end)):
        return False
    return tag[2].lower() in BLOCK and _is_closed(text, opening)


def _is_closed(text: str, end: int) -> bool:
    """Whether no link, and no code that may go on, is open at a place of an HTML page."""
    is_open = False
    for match in _LINK_TAG.finditer(text, 0, end):
        if is_open != bool(match[1]):
            return False
        is_open = not is_open
    return not is_open and not _CODE_TAG.search(_WHOLE_CODE.sub("", text[:end]))
