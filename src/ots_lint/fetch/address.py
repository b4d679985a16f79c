"""Addresses of the web: taken apart, checked, and written the same way however they were given."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from ots_lint.errors import FetchError

#: The scheme of what is fetched -> its port.
PORTS = {"http": 80, "https": 443}
_LONGEST = 4_000
#: Who the page is asked as: never shown, for a report or a log may be passed on.
_CREDENTIALS = re.compile(r"//[^/?#]*@")
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_IPV6 = re.compile(r"[0-9a-f:.]{2,45}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
#: What stays in a path or query as it is, percent signs of what is escaped already among it.
_KEPT = "/?%:@!$&'()*+,;=-._~"


class Address(NamedTuple):
    """An address that may be fetched."""

    scheme: str
    host: str  # in ASCII and small letters, of an IP address without brackets
    port: int
    path: str  # percent-encoded, and never empty
    query: str  # the same, with its question mark where there is one

    @property
    def authority(self) -> str:
        """The host as requests and people name it, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def target(self) -> str:
        """What the host is asked for."""
        return self.path + self.query

    @property
    def bare(self) -> str:
        """The address without its scheme and query."""
        return self.authority + self.path

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def address(text: str, base: Address | None = None) -> Address:
    """The address that a text gives, from `base` where it is a relative one. Raises `FetchError`."""
    shown = without_credentials(text)
    if _CONTROL.search(text) or len(text) > _LONGEST:
        raise FetchError("this is no address of a page", shown)
    try:
        parts = urlsplit(urljoin(str(base), text) if base else text)
        port = parts.port
        host = _host(parts.hostname or "")
        path, query = _escaped(parts.path) or "/", _escaped(parts.query)
    except ValueError:  # brackets that do not close, a port that is no number, a name that is too long, half a letter
        raise FetchError("this is no address of a page", shown) from None
    if parts.scheme not in PORTS:
        raise FetchError("only pages at http and https addresses can be fetched", shown)
    if "@" in parts.netloc:
        raise FetchError(
            "the address holds a user's name or password; ots-lint fetches only what everybody sees", shown
        )
    if not host or port == 0:
        raise FetchError("this is no address of a page", shown)
    return Address(parts.scheme, host, port or PORTS[parts.scheme], path, "?" + query if query else "")


def without_credentials(text: str) -> str:
    """An address as it may be shown."""
    return _CREDENTIALS.sub("//", text)


def _escaped(text: str) -> str:
    """A path or query in ASCII. Raises `ValueError`."""
    return quote(text, safe=_KEPT, errors="surrogateescape")  # bytes of an argument that are no UTF-8 stay these


def _host(name: str) -> str:
    """A host's name as the network knows it; empty for what is none. Raises `ValueError`."""
    if ":" in name:
        return name if _IPV6.fullmatch(name) else ""
    host = name.encode("idna").decode("ascii").lower().removesuffix(".")
    return host if _HOST.fullmatch(host) else ""
