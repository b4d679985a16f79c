"""Lists of addresses: a calendar of what many groups do, links to other communities, a directory of mailing lists."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ots_lint.brand.facts import bare_address, host_of
from ots_lint.meaning.page.channels import MAIL, Channel, use_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ots_lint.meaning.reading import Reading
    from ots_lint.pages.base import Link

#: Where a page lists so many accounts of others, on the sites where the organisation has one, its own is one of many.
_OTHERS = 2
#: So many e-mail addresses or mailing lists of the organisation are a directory of them.
_DIRECTORY = 4
#: Uses of accounts that a page may list all of.
_LISTED_USES = frozenset({MAIL, "mailing-list", "forum", "chat"})


class Listings:
    """The lists of addresses of one page."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def is_one_of_many(self, channel: Channel) -> bool:
        """Whether a channel stands in a list, where the page lists those of other groups."""
        return self._is_listed(channel.run) and self._lists_others

    def is_in_directory(self, channel: Channel) -> bool:
        """Whether a channel is one of many of the organisation's that the page lists or has in headings."""
        if channel.use not in _LISTED_USES or not self._is_directory:
            return False
        run = self._reading.page.runs[channel.run]
        alone = len(run.text.split()) <= len(run.text[channel.start : channel.end].split()) + 1
        return alone or run.kind == "heading" or self._is_listed(channel.run)

    def _is_listed(self, index: int) -> bool:
        where = self._reading.page.runs[index].where
        return where.item is not None or where.row is not None

    @cached_property
    def _lists_others(self) -> bool:
        sites = {host for account in self._reading.brand.accounts if (host := host_of(account.url))}
        return len({name for link in self._listed_links if (name := self._other(link, sites))}) >= _OTHERS

    @property
    def _listed_links(self) -> Iterator[Link]:
        return (link for link in self._reading.page.links if link.run >= 0 and self._is_listed(link.run))

    def _other(self, link: Link, sites: set[str]) -> str:
        """The account of somebody else to which a link leads; empty where it leads to none."""
        site, _, path = bare_address(link.href).partition("/")
        owner = path.partition("/")[0]
        if site not in sites or not owner or self._reading.brand.owns_address(link.href):
            return ""
        return f"{site}/{owner}"

    @cached_property
    def _is_directory(self) -> bool:
        found = set()
        for link in self._reading.own_links:
            if use_of(self._reading, link.href) in _LISTED_USES:
                found.add(link.href.lower())
        for run in self._reading.page.runs:
            for word in run.text.split() if "@" in run.text else ():
                if self._reading.brand.owns_mail(word):
                    found.add(f"mailto:{word.lower()}")
        return len(found) >= _DIRECTORY
