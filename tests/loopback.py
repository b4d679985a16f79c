"""A server on this computer that misbehaves as it is told, and a network that leads every name to it."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Sequence

from ots_lint.fetch.connection import Network

#: An address of the public network: nothing is ever sent there.
PUBLIC = "93.184.215.14"

Answer = bytes | Callable[[socket.socket], None]


def page(
    body: bytes = b"<p>Tea", kind: str = "text/html; charset=utf-8", *headers: str, status: str = "200 OK"
) -> bytes:
    """An answer as a good server gives it."""
    given = [f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
    return f"HTTP/1.1 {status}\r\n{''.join(f'{line}' + chr(13) + chr(10) for line in given)}\r\n".encode() + body


def leading(to: str, status: int = 302) -> bytes:
    """An answer that leads on to another address."""
    return f"HTTP/1.1 {status} Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


class Loopback:
    """Answers each path with the bytes, or by the function, that stand for it; keeps what it was asked."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self._context = context
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            if self._context is not None:
                connection = self._context.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                more = connection.recv(65_536)
                if not more:
                    return
                head += more
                if head.startswith(b"\x16"):  # it is greeted over TLS, which it does not speak
                    connection.sendall(page(status="400 Bad Request"))
                    return
            self.asked.append(head.decode("ascii"))
            answer = self.answers.get(head.split()[1].decode("ascii"), page(status="404 Not Found"))
            if callable(answer):
                answer(connection)
            else:
                connection.sendall(answer)
            with contextlib.suppress(OSError):  # what is still to come is waited for, or the answer would be lost
                connection.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        self._listening.close()


def endless(head: bytes, piece: bytes) -> Callable[[socket.socket], None]:
    """An answer that never ends."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(piece)

    return answer


class FakeNetwork:
    """Names lead where they are told, and connections to any address end at one server."""

    def __init__(self, server: Loopback) -> None:
        self.server = server
        self.names: dict[str, list[Sequence[str]]] = {}  # what a name leads to, the first time, the second, …
        self.looked_up: list[str] = []
        self.dialled: list[tuple[str, int]] = []
        self.step = 0.001  # seconds that pass whenever somebody looks at the clock: what never ends is given up here
        self._now = 0.0

    def look_up(self, host: str, port: int) -> Sequence[str]:
        self.looked_up.append(host)
        answers = self.names.get(host, [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def dial(self, ip: str, port: int, seconds: float) -> socket.socket:
        self.dialled.append((ip, port))
        return socket.create_connection(("127.0.0.1", self.server.port), timeout=seconds)

    def clock(self) -> float:
        self._now += self.step
        return self._now

    @property
    def network(self) -> Network:
        return Network(self.look_up, self.dial, self.clock)
