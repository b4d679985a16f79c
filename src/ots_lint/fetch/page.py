"""Fetching one published page: redirects followed and checked again, kinds that are no pages refused."""

from __future__ import annotations

from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import NamedTuple

from ots_lint.errors import FetchError
from ots_lint.fetch import answer
from ots_lint.fetch.address import Address, address
from ots_lint.fetch.connection import Deadline, Network, connect

#: What a server calls the pages that are read → the suffix that files of this format have.
KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/plain": ".txt",
}
#: Servers that show files as they are call Markdown plain text; then its name tells.
_TOLD_BY_NAME = (".md", ".markdown", ".mdown")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})


class Limits(NamedTuple):
    """How much a page may take."""

    seconds: float = 30.0  # for all of it, redirects too
    size: int = 8 << 20  # in bytes, unpacked
    redirects: int = 5


class Fetched(NamedTuple):
    """A page as a server sent it."""

    asked: Address
    address: Address  # where it was in the end
    data: bytes
    suffix: str  # of the files that have its format
    charset: str  # the label of its encoding, where the server says one


#: The network of this computer.
NETWORK = Network()


def fetch(
    wanted: Address,
    agent: str,
    *,
    private: bool = False,
    limits: Limits | None = None,
    network: Network | None = None,
) -> Fetched:
    """Fetch a page. Raises `FetchError`, which names the address that was asked for.

    Without `private`, only hosts of the public network are asked, whoever leads to others.
    """
    limits, network = limits or Limits(), network or NETWORK
    deadline = Deadline(limits.seconds, network.clock)
    place = wanted
    try:
        for _ in range(limits.redirects + 1):
            found = _one(wanted, place, agent, private, limits, network, deadline)
            if isinstance(found, Fetched):
                return found
            place = found
        raise FetchError(f"the server leads on from address to address, more than {limits.redirects} times")
    except FetchError as error:
        why = error
    except IncompleteRead:
        why = answer.broken_off()
    except HTTPException:
        why = FetchError("the server's answer cannot be understood")
    except TimeoutError:
        why = deadline.passed()
    except OSError as error:
        why = FetchError(f"the connection failed: {error.strerror or type(error).__name__}")
    if place != wanted:  # who follows somebody else's lead is given no hint how to get there
        raise FetchError(f"this leads on to {place}: {why.message}", str(wanted))
    raise FetchError(why.message, str(wanted), hint=why.hint)


def _one(
    asked: Address, place: Address, agent: str, private: bool, limits: Limits, network: Network, deadline: Deadline
) -> Fetched | Address:
    """The page at a place, or where that leads to."""
    stream = connect(place, network, deadline, limits.size, private=private)
    try:
        with answer.ask(stream, place, agent, ", ".join(KINDS)) as response:
            if response.status in _REDIRECTS:
                return _next(place, response.headers.get("Location"))
            _check_status(response.status)
            suffix = _suffix(place, response)
            charset = response.headers.get_content_charset("")
            return Fetched(asked, place, answer.body(response, limits.size), suffix, charset)
    finally:
        stream.close()


def _next(place: Address, location: str | None) -> Address:
    """Where a redirect leads to. Raises `FetchError`."""
    if not location:
        raise FetchError("the server leads on to another address, and does not say to which")
    text = location.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    try:
        found = address(text, place)
    except FetchError as error:
        raise FetchError(f"the server leads on to another address: {error.message}") from None
    if place.scheme == "https" and found.scheme == "http":
        raise FetchError(f"the server leads on from https to http, where anybody may change the page: {found}")
    return found


def _check_status(status: int) -> None:
    """Raise `FetchError` for an answer that is not the page."""
    if status in _GONE:
        raise FetchError(f"there is no page at this address (status {status})")
    if status in (401, 403, 407):
        raise FetchError(f"the server does not show this page to everybody (status {status})")
    if status != 200:
        raise FetchError(f"the server does not answer with the page (status {status})")


def _suffix(place: Address, response: HTTPResponse) -> str:
    """The suffix of files in the format of an answer. Raises `FetchError` for what is no page."""
    if "Content-Type" not in response.headers:
        raise FetchError("the server does not say what is at this address")
    kind = response.headers.get_content_type()
    if kind not in KINDS:
        raise FetchError(f"what is at this address is no page but {kind[:60]}; HTML, plain text and Markdown are read")
    low = place.path.lower()
    return ".md" if kind == "text/plain" and low.endswith(_TOLD_BY_NAME) else KINDS[kind]
