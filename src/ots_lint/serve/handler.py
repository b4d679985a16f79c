"""One request to the server of the page, and what is answered to it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from ots_lint.errors import OtsLintError
from ots_lint.messages import ENGLISH, catalogue, languages
from ots_lint.serve.asked import MOST, Asked, Unclear, of_form, of_json
from ots_lint.serve.guard import Refused
from ots_lint.serve.page import File
from ots_lint.text.visible import visible

if TYPE_CHECKING:
    from ots_lint.serve.server import Server

logger = logging.getLogger(__name__)

#: Seconds that a browser may be silent in the middle of a request.
_SILENCE = 10.0
#: No script or style but the page's own files, nothing from elsewhere, in nobody's frame, kept nowhere.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_HTML = "text/html; charset=utf-8"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    timeout = _SILENCE

    def do_GET(self) -> None:
        """The page, or what it is shown with."""
        self._guarded(self._get)

    do_HEAD = do_GET  # noqa: N815 - the names that the library calls

    def do_POST(self) -> None:
        """A question."""
        self._guarded(self._post)

    def _get(self) -> None:
        self.server.guard.check(self.headers)
        parts = urlsplit(self.path)
        file = self.server.files.get(parts.path)
        if file is not None:
            self._send(200, file)
        elif parts.path == "/":
            pages = self.server.pages
            asked = pages.empty(self._lang())
            self._send(200, File(_HTML, pages.page(asked, self.server.way.ruleset).encode()))
        else:
            raise Refused(404, "serve-nothing")

    def _post(self) -> None:
        guard = self.server.guard
        guard.check(self.headers)
        read = {"/": ("application/x-www-form-urlencoded", of_form), "/check": ("application/json", of_json)}
        path = urlsplit(self.path).path
        if path not in read:
            raise Refused(404, "serve-nothing")
        length = guard.check_question(self.headers)
        wanted, reader = read[path]
        if self.headers.get_content_type() != wanted:
            raise Refused(415, "serve-foreign")
        data = self.rfile.read(length)
        try:
            if len(data) < length:
                raise Unclear
            asked = reader(data)
        except Unclear:
            raise Refused(400, "serve-foreign") from None
        guard.check_token(asked.token)
        self._wanted = asked.lang
        asked = asked._replace(lang=self._lang(asked.lang))
        if path == "/check":
            self._send_json(asked)
        else:
            self._send_page(asked)

    def _send_json(self, asked: Asked) -> None:
        """The answer for the page's script."""
        if not asked.text.strip():
            raise Refused(400, "serve-empty")
        html = self.server.pages.result(self.server.asked(asked))
        self._send(200, File("application/json", json.dumps({"html": html}).encode()))

    def _send_page(self, asked: Asked) -> None:
        """The whole page, for browsers without scripts, and in another language."""
        found, problem = None, ""
        try:
            found = self.server.asked(asked) if asked.text.strip() else None
        except Refused as refused:
            problem = self._said(refused, asked.lang)
        page = self.server.pages.page(asked, self.server.way.ruleset, found, problem)
        self._send(200, File(_HTML, page.encode("utf-8", "replace")))

    def _guarded(self, work: Callable[[], None]) -> None:
        """Answer, or say in a line why not."""
        self._wanted = ""
        try:
            work()
        except Refused as refused:
            self._refuse(refused.status, self._said(refused, self._lang()))
        except OtsLintError as error:  # settings or rules that somebody is just changing
            self._refuse(500, error.line(catalogue(self._lang())))
        except OSError:  # the browser went away
            self.close_connection = True
        except Exception as error:
            from ots_lint.site.linter import bug

            logger.error("%s", visible(str(error)))
            self._refuse(500, catalogue(self._lang()).phrase(bug(error), "fault"))

    def _said(self, refused: Refused, lang: str) -> str:
        return catalogue(lang)(refused.key, number=f"{MOST // 1024:,} KiB")

    def _refuse(self, status: int, text: str) -> None:
        file = File("text/plain; charset=utf-8", f"{text}\n".encode("utf-8", "replace"))
        if self.headers.get("Accept", "").startswith("application/json"):
            file = File("application/json", json.dumps({"error": text}).encode())
        self.close_connection = True
        self._send(status, file)

    def _send(self, status: int, file: File) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", file.type)
        self.send_header("Content-Length", str(len(file.data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(file.data)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the library refuses by itself, requests with other methods say, without a page about it."""
        self.close_connection = True
        status = 405 if code == 501 else code
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        if status == 405:
            self.send_header("Allow", "GET, HEAD, POST")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def version_string(self) -> str:
        """What answers name as their server: nothing that tells its version."""
        return "ots-lint"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library calls it so
        """Nothing is noted of what is asked."""

    #: The language that the question itself is in, once it is read.
    _wanted = ""

    def _lang(self, wanted: str = "") -> str:
        """The language of an answer: chosen on the page, else as the server was told, else as the browser asks."""
        known = languages()
        chosen: list[str] = parse_qs(urlsplit(self.path).query[:1000]).get("lang", [])
        for tag in (wanted, *chosen, self._wanted, self.server.lang):
            if tag in known:
                return tag
        return preferred(self.headers.get("Accept-Language", ""), known)


def preferred(accepted: str, known: Sequence[str]) -> str:
    """The language that a browser likes best of those that there are; English where it likes none."""
    best, most = ENGLISH, 0.0
    for part in accepted[:1000].split(","):
        tag, _, rest = part.partition(";")
        tag = tag.strip().lower().partition("-")[0]
        try:
            liking = float(rest.partition("q=")[2] or 1)
        except ValueError:
            continue
        if tag in known and liking > most:
            best, most = tag, liking
    return best
