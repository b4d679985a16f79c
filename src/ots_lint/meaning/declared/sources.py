"""What the command line, the page or the configuration declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.finding import Relationship
from ots_lint.meaning.declared.declarations import Declarations, words_of
from ots_lint.meaning.declared.in_comments import from_comments
from ots_lint.meaning.declared.in_data import from_front_matter, from_metas

if TYPE_CHECKING:
    from ots_lint.pages.base import Page
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings


def declared(in_page: Declarations, settings: Settings) -> Relationship:
    """What the command line, the page or the configuration says, the strongest first; else an empty one."""
    contributions = in_page.contributions or settings.event_contributions
    team = in_page.team or settings.event_team
    span = in_page.span if in_page.contributions else None
    if settings.relationship:
        return Relationship(settings.relationship, settings.asked, contributions, team, span=span)
    if in_page.relationship:
        return Relationship(in_page.relationship, in_page.source, contributions, team, span=in_page.span)
    if settings.event_relationship:
        return Relationship(settings.event_relationship, "configuration", contributions, team, span=span)
    return Relationship("", "", contributions, team, span=in_page.span)


def read_declarations(page: Page, ruleset: Ruleset) -> Declarations:
    """What a page declares."""
    found = Declarations(ruleset.brand.key, words_of(ruleset))
    from_front_matter(page, found)
    from_metas(page, found)
    from_comments(page, found)
    found.problems.sort()
    return found
