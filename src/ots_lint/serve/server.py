"""The server of the page: loopback only, answers from memory, lints in the main thread.

There alone the time that a text may take can be bounded (see `lint.limit`), so threads hand their questions over and
wait; one question is answered after the other.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from http.server import ThreadingHTTPServer
from queue import Empty, Full, Queue
from typing import Any

from ots_lint.errors import UsageError
from ots_lint.serve.answer import Answer, answer
from ots_lint.serve.asked import Asked
from ots_lint.serve.guard import Guard, Refused
from ots_lint.serve.handler import Handler
from ots_lint.serve.page import Pages, static_files
from ots_lint.site.live import Live, Way
from ots_lint.text.visible import visible

logger = logging.getLogger(__name__)

#: The only address that is listened on.
HOST = "127.0.0.1"
#: Connections at once, and questions that wait for their turn.
_CONNECTIONS, _WAITING = 32, 8
#: Seconds between two looks whether the server is to end.
_LOOK = 0.5
_Job = tuple[Asked, "Future[Answer]"]


class Server(ThreadingHTTPServer):
    """Listens on this computer's own address. Raises `UsageError` where the port cannot be had."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there, two programs would share the port

    def __init__(self, live: Live, folder: str, port: int, lang: str = "") -> None:
        self._live = live
        self._folder = folder
        self.lang = lang  # of the page, where no browser asks for another one; empty: what the browser asks for
        self.way: Way = self._look()
        self.files = static_files()
        self._questions: Queue[_Job] = Queue(_WAITING)
        self._slots = threading.BoundedSemaphore(_CONNECTIONS)
        self._ended = threading.Event()
        try:
            super().__init__((HOST, port), Handler)
        except OSError as error:
            raise UsageError(*_not_had(error, port)) from None
        self.guard = Guard.of(self.port)
        self.pages = Pages(self.guard.token, live.options.relationship)

    def server_bind(self) -> None:
        """Bind, and ask no name server what this computer is called."""
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = HOST, self.server_address[1]

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{HOST}:{self.port}/"

    # ------------------------------------------------------------ the main thread

    def run(self, first: Callable[[], None] | None = None) -> None:
        """Answer until `end`, or until something raises in this thread, Ctrl-C say; do something else `first`."""
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": _LOOK}, daemon=True).start()
        try:
            if first is not None:
                first()
            while not self._ended.is_set():
                try:
                    asked, future = self._questions.get(timeout=_LOOK)
                except Empty:
                    continue
                if future.set_running_or_notify_cancel():
                    self._answer(asked, future)
        finally:
            self.shutdown()
            self.server_close()

    def end(self) -> None:
        """Let `run` return soon."""
        self._ended.set()

    def _answer(self, asked: Asked, future: Future[Answer]) -> None:
        try:
            self._live.look()
            self.way = self._look()
            future.set_result(answer(asked, self.way.ruleset, self.way.settings))
        except Exception as error:
            future.set_exception(error)

    def _look(self) -> Way:
        """The rules and settings of the folder, read anew if they have changed. Raises `OtsLintError`."""
        return self._live.of(os.path.join(self._folder, "page.md"))  # noqa: PTH118

    # ------------------------------------------------------------ the threads of requests

    def asked(self, asked: Asked) -> Answer:
        """The answer to a question, once the main thread has found it. Raises `Refused` where too many wait."""
        future: Future[Answer] = Future()
        try:
            self._questions.put_nowait((asked, future))
        except Full:
            raise Refused(503, "serve-busy") from None
        return future.result()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give a connection its thread, or end it where there are too many."""
        if self._slots.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Speak with one browser."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._slots.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say in one line what went wrong; nothing of browsers that go away."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            logger.error("%s: %s", type(error).__name__, visible(str(error)))


def _not_had(error: OSError, port: int) -> tuple[str, str, None, str]:
    """What to say where a port cannot be listened on."""
    if error.errno == errno.EADDRINUSE:
        text, hint = f"port {port} is taken, by another program or another ots-lint serve", "--port 0 takes a free one"
    elif isinstance(error, PermissionError):
        text, hint = f"port {port} is not for everybody to listen on", "take one above 1023"
    else:
        text, hint = f"port {port} cannot be listened on: {error.strerror or error}", "--port 0 takes a free one"
    return text, "", None, hint
