"""A connection to the very address that was checked, with one clock and one count of bytes for all that comes over it."""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ots_lint.errors import FetchError
from ots_lint.fetch.address import Address
from ots_lint.fetch.reach import is_public

#: A host may have many addresses: so many are tried, and each may take so many seconds to answer.
_MOST_TRIED, _PATIENCE = 4, 8.0
#: Bytes that come besides the page: headers, what a secure connection needs no count of, the marks of its pieces.
_ROOM = 1 << 20


def _looked_up(host: str, port: int) -> list[str]:
    """The IP addresses that the system knows for a host. Raises `OSError` and `ValueError`."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _dialled(ip: str, port: int, seconds: float) -> socket.socket:
    """A connection to an IP address. Raises `OSError`."""
    return socket.create_connection((ip, port), timeout=seconds)


class Network(NamedTuple):
    """How names become addresses, addresses connections, and what time it is: tests have one of their own."""

    look_up: Callable[[str, int], Sequence[str]] = _looked_up
    dial: Callable[[str, int, float], socket.socket] = _dialled
    clock: Callable[[], float] = time.monotonic


class Deadline:
    """The end of the time that everything about one page has together."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Seconds that are left. Raises `FetchError` where there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> FetchError:
        """What to say when the time is over."""
        return FetchError(f"fetching the page took longer than {self._seconds:g} seconds, so it was given up")


class Stream:
    """A connection as `http.client` wants it; every wait ends with the deadline, however slowly bytes drip."""

    def __init__(self, connected: socket.socket, deadline: Deadline, most: int) -> None:
        self._socket = connected
        self._deadline = deadline
        self._left = most + _ROOM

    def sendall(self, data: bytes) -> None:
        """Send all of the data. Raises `OSError` and `FetchError`."""
        self._socket.settimeout(self._deadline.left())
        self._socket.sendall(data)

    def makefile(self, *_: Any) -> io.BufferedReader:
        """What comes over the connection."""
        return io.BufferedReader(_Incoming(self))

    def receive(self, buffer: Any) -> int:
        """Fill a buffer with what has come, and return how many bytes that is.

        Raises `OSError`, and `FetchError` where the time is over or more comes than was asked for.
        """
        self._socket.settimeout(self._deadline.left())
        try:
            number = self._socket.recv_into(buffer)
        except TimeoutError:
            raise self._deadline.passed() from None
        self._left -= number
        if self._left < 0:
            raise FetchError("the server sends more than a page: what came was no longer listened to")
        return number

    def close(self) -> None:
        """End the connection."""
        self._socket.close()


class _Incoming(io.RawIOBase):
    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._stream.receive(buffer)


def connect(address: Address, network: Network, deadline: Deadline, most: int, *, private: bool = False) -> Stream:
    """A connection to an address's host, over TLS for https. Raises `FetchError`.

    The name is looked up once, and all that it leads to is checked: who answers something else the next time gains
    nothing by it. Without `private`, every one of them has to be public.
    """
    found = list(dict.fromkeys(_resolved(address, network, deadline)))
    for ip in found:
        if not private and not is_public(ip):
            where = address.host if ip == address.host else f"{address.host} ({ip})"
            hint = "--allow-private-addresses fetches it all the same"
            raise FetchError(f"{where} is not in the public network", hint=hint)
    problem: OSError | None = None
    for ip in found[:_MOST_TRIED]:
        try:
            connected = network.dial(ip, address.port, min(deadline.left(), _PATIENCE))
        except OSError as error:
            problem = error
            continue
        return Stream(_secured(connected, address, deadline), deadline, most)
    if isinstance(problem, TimeoutError):
        deadline.left()
        raise FetchError(f"the server {address.authority} does not answer")
    reason = (problem.strerror if problem else "") or "no way there is known"
    raise FetchError(f"the server {address.authority} cannot be reached: {reason}")


def _resolved(address: Address, network: Network, deadline: Deadline) -> Sequence[str]:
    """The IP addresses of a host, asked for in a thread of its own: the system has no limit for how long that takes."""
    from queue import Empty, SimpleQueue
    from threading import Thread

    answers: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(network.look_up(address.host, address.port))
        except Exception as error:
            answers.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except Empty:
        raise deadline.passed() from None
    if isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN:
        raise FetchError(f"the name {address.host} cannot be looked up: is this computer connected?")
    if isinstance(answer, Exception) or not answer:
        raise FetchError(f"there is no host called {address.host}")
    return answer


def _secured(connected: socket.socket, address: Address, deadline: Deadline) -> socket.socket:
    """The connection itself for http, for https one over TLS to the host of that name. Raises `FetchError`."""
    if address.scheme == "http":
        return connected
    try:
        connected.settimeout(deadline.left())
        return ssl.create_default_context().wrap_socket(connected, server_hostname=address.host)
    except BaseException as error:
        connected.close()
        if isinstance(error, ssl.SSLCertVerificationError):
            raise FetchError(f"the server's certificate is not to be trusted: {error.verify_message}") from None
        if isinstance(error, TimeoutError):
            raise deadline.passed() from None
        if isinstance(error, OSError):  # all errors of TLS among them
            raise FetchError(f"no secure connection to {address.authority} came about") from None
        raise
