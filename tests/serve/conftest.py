"""One running server for all tests here, and a browser's side of it that can say whatever a stranger would."""

from __future__ import annotations

import http.client
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ots_lint.serve.server import HOST, Server
from ots_lint.site.live import Live
from ots_lint.site.options import Options


class Got(NamedTuple):
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Visitor:
    """Somebody who speaks with the server, with the token of its page."""

    def __init__(self, server: Server, thread: threading.Thread) -> None:
        self.server = server
        self.thread = thread
        self.host = f"{HOST}:{server.port}"
        self.token = server.guard.token

    def request(self, method: str, path: str, body: bytes | None = None, **headers: str | None) -> Got:
        """A request with the headers of our own page; `None` takes one away, `_` stands for a dash."""
        sent = {"Host": self.host}
        if body is not None:
            sent |= {"Content-Length": str(len(body)), "Origin": f"http://{self.host}"}
        for name, value in headers.items():
            sent.pop(name.replace("_", "-"), None)
            if value is not None:
                sent[name.replace("_", "-")] = value
        connection = http.client.HTTPConnection(HOST, self.server.port, timeout=300)  # the machine may be busy
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                connection.putheader(name, value)
            connection.endheaders()
            if body:
                connection.send(body)
            answer = connection.getresponse()
            return Got(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def get(self, path: str = "/", **headers: str | None) -> Got:
        return self.request("GET", path, **headers)

    def ask(
        self, text: str, *, path: str = "/check", headers: dict[str, str | None] | None = None, **given: Any
    ) -> Got:
        """A question as the page's script sends it."""
        body = json.dumps({"token": self.token, "lang": "en", "text": text, **given}).encode()
        more = {"Content_Type": "application/json", "Accept": "application/json", **(headers or {})}
        return self.request("POST", path, body, **more)

    def html(self, text: str, **given: Any) -> str:
        """The answer to a question."""
        got = self.ask(text, **given)
        assert got.status == 200, got
        return str(got.json["html"])

    def choices(self, html: str) -> list[str]:
        return re.findall(r'name="chosen" value="(\w+)"', html)

    def fixed(self, html: str) -> str:
        from html import unescape

        match = re.search(r'<textarea id="fixed-text"[^>]*>\n(.*?)</textarea>', html, re.S)
        assert match, html
        return unescape(match[1])


@pytest.fixture(scope="session")
def live() -> Live:
    return Live(Options(isolated=True))


@pytest.fixture(scope="session")
def visitor(live: Live, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    folder: Path = tmp_path_factory.mktemp("served")
    server = Server(live, str(folder), 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Visitor(server, thread)
    server.end()
    thread.join(5)
