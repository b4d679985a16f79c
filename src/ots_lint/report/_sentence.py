"""What to write instead, as a sentence that somebody can copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from ots_lint.finding import Edit, Reported
from ots_lint.report import _safe
from ots_lint.report._page import apply
from ots_lint.text.source import Source

#: A longer sentence is left out, in characters: nobody copies a paragraph unread.
LONGEST = 600
#: Fewer words are a name, and no sentence.
FEWEST_WORDS = 3
_END = re.compile(r"[.!?…](?:[\"'”’“»)]*)(?=\s|<|$)")
#: Where in HTML something of its own begins or ends, which no sentence goes over.
_EDGE = re.compile(
    r"</?(?:address|article|aside|blockquote|body|br|caption|dd|details|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|head|header|hr|html|legend|li|link|main|meta|nav|ol|option|p|pre|script"
    r"|section|select|style|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_MARKER = re.compile(r"^(?:\s*(?:#{1,6}|>|[-*+]|\d{1,3}[.)])\s+)+")
_KEY = re.compile(r"^\s*[\w-]+\s*[:=]\s+")
#: A row that begins something of its own: a heading, an item, markup, or nothing.
_BEGINS = re.compile(r"\s*(?:#{1,6}\s|>|[-*+]\s|\d{1,3}[.)]\s|<|[-=~`:]{3}|\||\Z)")
#: A row that is markup alone, and says nothing: a tag of a template, attributes, a directive.
_SILENT = re.compile(r"\s*(?:\{(?::[^{}]*|%[^%]*%|\{[<%][^{}]*[>%]\})\}|:::.*|={3,}|\.\. .*|\[[A-Z]+\])\s*\Z")
#: Rows of a paragraph that are looked at, each way.
_ROWS = 8


def to_write(reported: Reported, source: Source | None) -> str:
    """The sentence that a finding asks for, as text on one line; empty where it names none."""
    fix = reported.finding.fix
    if fix is None:
        return ""
    if fix.edits:
        return _after(fix.edits, source)
    return _clean(fix.sentence) if len(fix.sentence.split()) >= FEWEST_WORDS else ""


def _after(edits: Sequence[Edit], source: Source | None) -> str:
    """The sentence around edits as these leave it; of edits that only insert sentences, these."""
    inserted = " ".join(edit.content.strip() for edit in edits if edit.content.strip())
    if not inserted:
        return ""  # something goes away: there is nothing to write
    only_new = all(edit.span.start == edit.span.end for edit in edits)
    if source is None or edits[-1].span.end > len(source.text) or (only_new and len(inserted.split()) >= FEWEST_WORDS):
        return _clean(inserted)
    text, first, last = source.text, edits[0].span.start, edits[-1].span.end
    in_head = first < _head(text)
    start, end = _rows_around(source, source.position(first)[0], source.position(last)[0], 0 if in_head else _ROWS)
    low, high = max(start, first - LONGEST), min(end, last + LONGEST)
    before = [match.end() for ending in (_END, _EDGE) for match in ending.finditer(text, low, first)]
    stop, edge = _END.search(text, last, high), _EDGE.search(text, last, high)
    behind = [place for place in (stop and stop.end(), edge and edge.start()) if place is not None]
    if (low > start and not before) or (high < end and not behind):
        return ""  # no end of a sentence is near
    start, end = max(before, default=start), min(behind, default=end)
    sentence = apply(text, edits, start, end)
    return _clean(_KEY.sub("", sentence) if in_head else sentence)


def _rows_around(source: Source, first: int, last: int, most: int) -> tuple[int, int]:
    """Where the rows of a paragraph begin and end, `most` each way: up to a blank one, or one that begins something."""
    rows = len(source.line_starts)
    for _ in range(most):
        above = source.line(first - 1) if first > 1 else ""
        if _BEGINS.match(source.line(first)) or not above.strip() or _SILENT.match(above):
            break
        first -= 1
    for _ in range(most):
        if last >= rows or _BEGINS.match(source.line(last + 1)) or _SILENT.match(source.line(last + 1)):
            break
        last += 1
    return source.line_starts[first - 1], source.line_starts[last - 1] + len(source.line(last))


def _head(text: str) -> int:
    """Where the front matter ends; 0 without one."""
    fence = text[:3]
    return text.find(f"\n{fence}", 3) + 1 if fence in ("---", "+++") else 0


def _clean(text: str) -> str:
    text = unescape(_TAG.sub("", _MARKER.sub("", text)))
    text = _safe.line(re.sub(r"\s+", " ", text))
    return text if len(text) <= LONGEST else ""
