"""Whether a page is the organisation's own, by its address or by that of the site around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.meaning.page.event_page import is_event_page
from ots_lint.text.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule

#: What is given as the source of the relationship.
SOURCE = "the site's own address"
#: Kinds of rules about the terms of an event: on a page that only happens to be the organisation's they mean nothing.
_TERMS = frozenset({"price", "restriction"})
_CANONICAL = lazy(r"(?is)<link\b[^<>]*\brel\s*=\s*[\"']?canonical\b")


def is_own(reading: Reading) -> bool:
    """Whether one of a page's addresses is the organisation's."""
    return any(reading.brand.owns_address(address) for address in _addresses(reading) if address)


def is_passed_over(rule: Rule, reading: Reading) -> bool:
    """Whether a rule about the terms of an event has no place on an own page, since that is about none."""
    return rule.kind in _TERMS and not is_event_page(reading)


def _addresses(reading: Reading) -> Iterator[str]:
    """The page's own addresses, then that of its site."""
    page = reading.page
    for meta in page.metas:
        if meta.name.lower() == "og:url":
            yield meta.content
    for datum in page.data:
        if datum.vocabulary == "front-matter" and datum.path == ("url",) and isinstance(datum.value, str):
            yield datum.value
    for link in reading.own_links:
        if link.kind == "resource":
            start = page.source.text.rfind("<", 0, link.span.start + 1)
            if _CANONICAL.match(page.source.text[max(start, 0) : link.span.end + 200].partition(">")[0] + ">"):
                yield link.href
    yield reading.settings.site
