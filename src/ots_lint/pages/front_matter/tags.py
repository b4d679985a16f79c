"""Template tags in front matter: covered before it is parsed, and taken out of its values again."""

from __future__ import annotations

from ots_lint.pages.front_matter.value import Value
from ots_lint.text.mask import Mask, Masks, find_masks
from ots_lint.text.run import OBJECT, Segment

#: What a tag becomes that is a value or a part of one: something that the format takes for one.
_FILLERS = {"yaml": "x", "toml": "1", "json": "x"}
#: No number in TOML may be longer than what Python reads.
_MOST_DIGITS = 4_000


def cover_tags(text: str, start: int, end: int, kind: str) -> tuple[str, Masks]:
    """The text with the template tags in `text[start:end]` covered, in equal length, and where they are."""
    if not any(text.find(mark, start, end) >= 0 for mark in ("{{", "{%", "<%")):
        return text, Masks([])
    masks = find_masks(text[:end], start)
    pieces, at = [text[:start]], start
    for left, right in _groups(text, masks, start, end):
        pieces.append(text[at:left])
        if _is_line(text, left, right, start, end):
            pieces.append((" " if kind == "json" else "#") * (right - left))
        else:
            filler = _FILLERS[kind]
            pieces.append(filler * (right - left) if right - left < _MOST_DIGITS else "x" * (right - left))
        at = right
    pieces.append(text[at:])
    return "".join(pieces), masks


def _groups(text: str, masks: Masks, start: int, end: int) -> list[tuple[int, int]]:
    """The tags; those with nothing but blanks between them as one, if nothing else is in their line."""
    found: list[tuple[int, int]] = []
    for mask in masks.masks:
        if found and not text[found[-1][1] : mask.start].strip(" \t") and found[-1][1] < mask.start:
            joined = (found[-1][0], mask.end)
            if _is_line(text, *joined, start, end):
                found[-1] = joined
                continue
        found.append((mask.start, mask.end))
    return found


def _is_line(text: str, left: int, right: int, start: int, end: int) -> bool:
    """Whether nothing else stands in the line or lines of a tag."""
    while left > start and text[left - 1] in " \t":
        left -= 1
    while right < end and text[right] in " \t":
        right += 1
    return (left == start or text[left - 1] in "\r\n") and (right == end or text[right] in "\r\n")


def without_tags(values: list[Value], masks: Masks) -> list[Value]:
    """The values with an object in place of each template tag."""
    return [_without(value, masks.within(*value.span)) if value.span[0] < value.span[1] else value for value in values]


def _without(value: Value, masks: list[Mask]) -> Value:
    if not masks:
        return value
    if value.segments is None:
        return value._replace(value=OBJECT)
    segments: list[Segment] = []
    for segment in value.segments:
        inside = [mask for mask in masks if mask.start < segment.end and segment.start < mask.end]
        segments += split_at(segment, inside) if segment.verbatim else [segment]
    return value._replace(value="".join([segment.text for segment in segments]), segments=segments)


def split_at(segment: Segment, masks: list[Mask]) -> list[Segment]:
    """A verbatim segment with an object in place of each mask."""
    pieces, at = [], segment.start
    for mask in masks:
        left, right = max(mask.start, segment.start), min(mask.end, segment.end)
        if left > at:
            pieces.append(Segment(segment.text[at - segment.start : left - segment.start], at, left))
        pieces.append(Segment(OBJECT, left, right, False))
        at = right
    if at < segment.end:
        pieces.append(Segment(segment.text[at - segment.start :], at, segment.end))
    return pieces
