"""What the command line, the page or the configuration declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.finding import Relationship
from ots_lint.settings import RELATIONSHIPS
from ots_lint.text.patterns import lazy
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.pages.base import Page
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings

_DECLARATION = lazy(r"(?s)^\s*ots-lint:\s*(.*?)\s*$")
_PAIR = lazy(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+(?:\s*,\s*[^\s"'=]+(?!\s*=))*))""")


def declared(page: Page, ruleset: Ruleset, settings: Settings) -> Relationship:
    """What the command line, the page or the configuration says, the strongest first; else an empty one."""
    in_page = _in_page(page, ruleset)
    contributions = in_page.contributions or settings.event_contributions
    team = in_page.team or settings.event_team
    if settings.relationship:
        return Relationship(settings.relationship, "command line", contributions, team, span=None)
    if in_page.value:
        return Relationship(in_page.value, in_page.source, contributions, team, span=in_page.span)
    if settings.event_relationship:
        return Relationship(settings.event_relationship, "configuration", contributions, team)
    return Relationship("", "", contributions, team, span=in_page.span)


def _in_page(page: Page, ruleset: Ruleset) -> Relationship:
    key = ruleset.brand.key
    value, source, team = "", "", ""
    contributions: list[str] = []
    span: Span | None = None
    for datum in page.data:
        if datum.vocabulary != "front-matter" or not datum.path or datum.path[0] != key or len(datum.path) < 2:
            continue
        if datum.path[1] == "relationship" and isinstance(datum.value, str) and _known(datum.value):
            value, source = _known(datum.value), "front matter"
            span = span or datum.span
        elif datum.path[1] == "contributions" and isinstance(datum.value, str):
            contributions += [datum.value] if len(datum.path) > 2 else datum.value.split(",")
            span = datum.span
        elif datum.path[1] == "team" and isinstance(datum.value, str):
            team = datum.value
    for meta in page.metas:
        name = meta.name.lower()
        if name == f"{key}:relationship" and not value and _known(meta.content):
            value, source = _known(meta.content), "meta tag"
            span = span or meta.span
        elif name == f"{key}:contributions" and not contributions:
            contributions = meta.content.split(",")
            span = meta.span
        elif name == f"{key}:team" and not team:
            team = meta.content
    for comment in page.comments:
        match = _DECLARATION.match(comment.text)
        if match is None:
            continue
        for pair in _PAIR.finditer(match[1]):
            content = pair[2] or pair[3] or pair[4] or ""
            if pair[1] == "relationship" and not value and _known(content):
                value, source = _known(content), "comment"
            elif pair[1] == "contributions" and not contributions:
                contributions = content.split(",")
            elif pair[1] == "team" and not team:
                team = content
    cleaned = tuple(dict.fromkeys(c.strip() for c in contributions if c.strip()))
    return Relationship(value, source, cleaned, team.strip(), span=span)


def _known(value: str) -> str:
    value = value.strip().lower()
    return value if value in RELATIONSHIPS else ""
