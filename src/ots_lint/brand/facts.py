"""The facts about a brand that rules refer to, read from `brand.yaml`."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import Any, NamedTuple


class Account(NamedTuple):
    """An official account or site: where it is (without scheme, `*` as a wildcard) and what it is used for."""

    url: str
    use: str
    handle: str = ""


class Brand(NamedTuple):
    """One organisation: its name, how it may be written, and its official addresses."""

    key: str
    name: str
    words: tuple[str, ...]
    abbreviation: str
    website: str
    accepted: tuple[str, ...]
    genitive_s: tuple[str, ...]
    translations: tuple[str, ...]
    replacements: tuple[tuple[str, tuple[str, ...]], ...]
    other_words: tuple[str, ...]
    domains: tuple[str, ...]
    accounts: tuple[Account, ...]
    mail_domains: tuple[str, ...]
    material_sites: tuple[str, ...]
    stems: tuple[str, ...]  # of which one stands, in small letters, in each official address

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Brand:
        """Build from the data of a `brand.yaml` that was checked against `schema.keys.BRAND`."""
        return cls(
            key=data["key"],
            name=data["name"],
            words=tuple(data["words"]),
            abbreviation=data.get("abbreviation", ""),
            website=data.get("website", ""),
            accepted=tuple(data.get("accepted", ())),
            genitive_s=tuple(data.get("genitive-s", ())),
            translations=tuple(data.get("translations", ())),
            replacements=tuple((k, tuple(v)) for k, v in data.get("replacements", {}).items()),
            other_words=tuple(data.get("other-words", ())),
            domains=tuple(data.get("domains", ())),
            accounts=tuple(Account(a["url"], a["use"], a.get("handle", "")) for a in data.get("accounts", ())),
            mail_domains=tuple(data.get("mail-domains", ())),
            material_sites=tuple(data.get("material-sites", ())),
            stems=_stems(
                [
                    *(data.get(key, ()) for key in ("domains", "mail-domains", "material-sites")),
                    [account["url"] for account in data.get("accounts", ())],
                ]
            ),
        )

    def confused(self) -> Iterator[tuple[str, ...]]:
        """The words of the name with one of them replaced, and in every other order (of three or more)."""
        for original, others in self.replacements:
            for other in others:
                yield tuple(other if word == original else word for word in self.words)
        if len(self.words) > 2:
            yield from (order for order in permutations(self.words) if order != self.words)

    def may_own(self, address: str) -> bool:
        """A cheap test: whether an address may be one of the organisation's."""
        low = address.lower()
        for stem in self.stems:
            if stem in low:
                return True
        return False

    def owns_domain(self, host: str) -> bool:
        """Whether a host name is one of the official domains or below one."""
        host = host.lower().rstrip(".")
        return any(host == d or host.endswith("." + d) for d in self.domains)

    def account(self, address: str) -> Account | None:
        """The first of the official accounts that is at an address (`https://` and `www.` are passed over), or None."""
        plain, fragment = bare_address(address), address.lower().partition("#")[2]
        for account in self.accounts:
            pattern = account.url.lower()
            bare = f"{plain}/#{fragment}" if "#" in pattern else plain
            if fnmatch.fnmatchcase(bare, pattern) or bare.startswith(pattern.rstrip("*/") + "/"):
                return account
            if pattern.endswith("*") and fnmatch.fnmatchcase(bare, pattern + "/*"):
                return account
        return None

    def owns_address(self, address: str) -> bool:
        """Whether a link leads to the organisation: its sites or one of its accounts."""
        return self.owns_domain(host_of(address)) or self.account(address) is not None

    def owns_mail(self, address: str) -> bool:
        """Whether an e-mail address is the organisation's."""
        domain = address.lower().partition("?")[0].rpartition("@")[2].rstrip(".>) ")
        return any(domain == d or domain.endswith("." + d) for d in self.mail_domains)

    def has_material(self, address: str) -> bool:
        """Whether an address leads to learning material or to its repository."""
        bare = bare_address(address)
        for site in self.material_sites:
            pattern = site.lower().removeprefix("www.")
            if bare == pattern.rstrip("*") or bare.startswith(pattern.rstrip("*/") + "/"):
                return True
            if pattern.endswith("*") and fnmatch.fnmatchcase(bare, pattern):
                return True
        return False


def _stems(patterns: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The longest pieces of patterns that hold no wildcard; of those that hold each other, the shortest."""
    found = {
        max(re.split(r"[*?\[\]]+", pattern.lower().removeprefix("www.")), key=len).strip("/")
        for group in patterns
        for pattern in group
    }
    return tuple(sorted(stem for stem in found if not any(other in stem for other in found if other != stem)))


def bare_address(address: str) -> str:
    """An address in lower case without its scheme, `www.` or `m.`, query, fragment and trailing slash."""
    bare = address.strip().lower()
    scheme, sep, rest = bare.partition("://")
    bare = rest if sep and len(scheme) <= 6 else bare.removeprefix("//")
    bare = bare.partition("?")[0].partition("#")[0].rstrip("/")
    for prefix in ("www.", "m.", "mobile."):
        bare = bare.removeprefix(prefix)
    return bare


def host_of(address: str) -> str:
    """The host name of an address, or an empty string."""
    if address.lower().startswith(("mailto:", "tel:", "#", "/", ".")):
        return ""
    host = bare_address(address).partition("/")[0].partition(":")[0]
    return host if "." in host else ""
