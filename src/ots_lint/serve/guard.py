"""Which requests are answered at all: those of our own page, in a browser on this computer.

Any website that somebody has open can send requests to 127.0.0.1, and with a name of its own that leads there (DNS
rebinding) it could read the answers, too. So a request must name this server as its host; whoever asks for more than
the page must come from it, by what browsers say of that, and know the token that stands in it. (Browsers give no other
site the page to read.)
"""

from __future__ import annotations

import hmac
import secrets
from email.message import Message
from typing import NamedTuple

from ots_lint.serve.asked import MOST

#: What browsers say of a request where our own page, or nobody, caused it.
_OWN = ("same-origin", "none")


class Refused(Exception):  # noqa: N818 - it says what happens to a request
    """A request that is not answered: its status, and the text of the catalogue that says why."""

    def __init__(self, status: int, key: str) -> None:
        super().__init__(status, key)
        self.status = status
        self.key = key


class Guard(NamedTuple):
    """One server's own addresses, and the token that its page has."""

    hosts: tuple[str, ...]
    token: str

    @classmethod
    def of(cls, port: int) -> Guard:
        """For a server on a port of this computer, with a new token."""
        names = ("127.0.0.1", "localhost")
        hosts = [f"{name}:{port}" for name in names]
        return cls((*hosts, *(names if port == 80 else ())), secrets.token_urlsafe(32))

    def check(self, headers: Message) -> None:
        """Raise `Refused` unless a request is meant for this server, by that name."""
        given = headers.get_all("Host") or []
        if len(given) != 1 or given[0].strip().lower() not in self.hosts:
            raise Refused(421, "serve-foreign")

    def check_question(self, headers: Message) -> int:
        """The bytes that a question has. Raises `Refused` unless our own page asks it, and at a bearable length."""
        origins = headers.get_all("Origin") or []
        if len(origins) > 1 or any(origin not in self._origins(headers) for origin in origins):
            raise Refused(403, "serve-foreign")
        if any(site not in _OWN for site in headers.get_all("Sec-Fetch-Site") or []):
            raise Refused(403, "serve-foreign")
        lengths = headers.get_all("Content-Length") or []
        if headers.get("Transfer-Encoding") is not None or len(lengths) != 1:
            raise Refused(411, "serve-foreign")
        length = lengths[0].strip()
        if not (length.isascii() and length.isdecimal()):
            raise Refused(400, "serve-foreign")
        if len(length) > 9 or int(length) > MOST:
            raise Refused(413, "serve-too-long")
        return int(length)

    def check_token(self, token: str) -> None:
        """Raise `Refused` unless whoever asks knows the token of the page."""
        if not hmac.compare_digest(token.encode("utf-8", "surrogatepass"), self.token.encode()):
            raise Refused(403, "serve-old-page")

    def _origins(self, headers: Message) -> tuple[str, ...]:
        return (f"http://{headers.get('Host', '').strip().lower()}",)
