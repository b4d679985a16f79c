"""Whether a name with a word replaced ("Free Code Guild" for "Free Code Club") is shown as somebody else's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ots_lint.text.patterns import lazy

if TYPE_CHECKING:
    from ots_lint.brand.facts import Brand
    from ots_lint.brand.names import Mention
    from ots_lint.pages.base import Page

#: Longer items of a list than this, besides the name, tell more than who else there is.
_SHORT = 40
_SENTENCE_END = lazy(r"[.!?]\s")


def is_namesake(page: Page, brand: Brand, index: int, mention: Mention, names: Mapping[int, Sequence[Mention]]) -> bool:
    """Whether a mention in a run is another organisation: linked elsewhere, or named beside the right name."""
    return _leads_elsewhere(page, brand, index, mention) or _is_beside(page, index, mention, names)


def _leads_elsewhere(page: Page, brand: Brand, index: int, mention: Mention) -> bool:
    return any(
        link.run == index
        and link.start <= mention.start
        and mention.end <= link.end
        and link.href.startswith(("http://", "https://", "//"))
        and not brand.owns_address(link.href)
        for link in page.links
    )


def _is_beside(page: Page, index: int, mention: Mention, names: Mapping[int, Sequence[Mention]]) -> bool:
    """Whether the right name stands in the same sentence, or in another short item of the same list."""
    run = page.runs[index]
    for other in names.get(index, ()):
        if other.kind == "right":
            between = run.text[min(other.end, mention.end) : max(other.start, mention.start)]
            if not _SENTENCE_END.search(between):
                return True
    place = run.where.list if run.where.list is not None else run.where.table
    if place is None or len(run.text) > len(mention.fixed) + _SHORT:
        return False
    for i, others in names.items():
        where = page.runs[i].where
        same = (where.list if run.where.list is not None else where.table) == place
        if i != index and same and len(page.runs[i].text) <= len(mention.fixed) + _SHORT:
            if any(other.kind == "right" for other in others):
                return True
    return False
