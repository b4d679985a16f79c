"""A server's answer: what kind of page it says to be, and its bytes within limits."""

from __future__ import annotations

import zlib
from http.client import HTTPResponse
from typing import TYPE_CHECKING, cast

from ots_lint.errors import FetchError
from ots_lint.fetch.address import Address
from ots_lint.fetch.connection import Stream

if TYPE_CHECKING:
    import socket

_PIECE = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS
#: What servers call the packing that is asked for, and none.
_PACKED, _PLAIN = ("gzip", "x-gzip"), ("", "identity")


def ask(stream: Stream, address: Address, agent: str, accepted: str) -> HTTPResponse:
    """Ask for a page; its answer as far as the headers. Raises `HTTPException`, `OSError` and `FetchError`.

    Nothing else is told: no cookie, no language, no page that one came from.
    """
    lines = (
        f"GET {address.target} HTTP/1.1",
        f"Host: {address.authority}",
        f"User-Agent: {agent}",
        f"Accept: {accepted}",
        "Accept-Encoding: gzip",
        "Connection: close",
    )
    stream.sendall("".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii"))
    response = HTTPResponse(cast("socket.socket", stream), method="GET")  # which needs but `makefile`
    response.begin()
    return response


def body(response: HTTPResponse, most: int) -> bytes:
    """The bytes of the page that an answer holds, unpacked. Raises `HTTPException`, `OSError` and `FetchError`."""
    if (response.length or 0) > most:
        raise too_large(most)
    packing = (response.headers.get("Content-Encoding") or "").strip().lower()
    if packing not in _PLAIN and packing not in _PACKED:
        raise FetchError("the server packs the page in a way that was not asked for")
    unpacker = zlib.decompressobj(_GZIP) if packing in _PACKED else None
    pieces: list[bytes] = []
    size = 0
    while data := response.read(_PIECE):
        if unpacker is not None:
            data = _unpacked(unpacker, data, most + 1 - size)
        pieces.append(data)
        size += len(data)
        if size > most:
            raise too_large(most)
        if unpacker is not None and unpacker.eof:  # browsers pass over what follows, too
            return b"".join(pieces)
    if response.length or (unpacker is not None and not unpacker.eof):
        raise broken_off()
    return b"".join(pieces)


def _unpacked(unpacker: zlib._Decompress, data: bytes, room: int) -> bytes:
    try:
        return unpacker.decompress(data, room)
    except zlib.error:
        raise FetchError("the server says that the page is packed, but it cannot be unpacked") from None


def too_large(most: int) -> FetchError:
    """What to say of a page that is larger than so many bytes."""
    return FetchError(f"the page is larger than {most / (1 << 20):g} MiB")


def broken_off() -> FetchError:
    """What to say of a page that does not come to its end."""
    return FetchError("the connection broke off before all of the page was there")
