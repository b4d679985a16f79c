"""Who is answered: our own page in a browser on this computer, and nobody else."""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from ots_lint.serve import server as module
from ots_lint.serve.answer import Answer
from ots_lint.serve.asked import MOST, Asked
from ots_lint.serve.server import HOST, Server
from ots_lint.site.live import Live

if TYPE_CHECKING:
    from conftest import Visitor

TEXT = "Thanks to Open Tech School!\n"


def test_the_page_is_for_its_own_files_alone(visitor: Visitor) -> None:
    got = visitor.get()
    assert got.status == 200
    policy = got.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert got.headers["Cache-Control"] == "no-store"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert not {name.lower() for name in got.headers} & {"set-cookie", "access-control-allow-origin"}
    assert got.headers["Server"] == "ots-lint"
    assert "<style" not in got.text and "onclick" not in got.text and got.text.count("<script") == 1


def test_it_listens_on_this_computer_alone(visitor: Visitor) -> None:
    assert visitor.server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("path", ["/serve.css", "/serve.js", "/icon.svg"])
def test_what_the_page_is_shown_with(visitor: Visitor, path: str) -> None:
    got = visitor.get(path)
    assert (got.status, bool(got.body)) == (200, True)
    head = visitor.request("HEAD", path)
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", str(len(got.body)))


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/..%2fserve.css",
        "/serve.css/../serve.js",
        "/templates/page.html.j2",
        "/serve.css%00.txt",
        "\\..\\..\\windows",
        "http://127.0.0.1/etc/passwd",
        "/check",
    ],
)
def test_no_path_leads_to_a_file(visitor: Visitor, path: str) -> None:
    got = visitor.get(path)
    assert (got.status, got.text) == (404, "There is nothing here.\n")


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:{port}",
        "localhost.:{port}",
        "[::1]:{port}",
        "0.0.0.0:{port}",
        "127.0.0.1:{port}, evil.example",
        "evil@127.0.0.1:{port}",
    ],
)
@pytest.mark.parametrize("path", ["/", "/serve.js", "/check"])
def test_another_name_for_this_computer_is_refused(visitor: Visitor, host: str | None, path: str) -> None:
    host = host if host is None else host.format(port=visitor.server.port)
    got = visitor.ask(TEXT, headers={"Host": host}) if path == "/check" else visitor.get(path, Host=host)
    assert got.status == 421
    assert visitor.token not in got.text


def test_localhost_is_a_name_of_this_computer(visitor: Visitor) -> None:
    host = f"localhost:{visitor.server.port}"
    assert visitor.get(Host=host).status == 200
    assert visitor.ask(TEXT, headers={"Host": host, "Origin": f"http://{host}"}).status == 200
    assert visitor.ask(TEXT, headers={"Host": host}).status == 403  # the origin is the other name


@pytest.mark.parametrize("token", ["", "x", "é\ud800", None])
def test_a_question_without_the_token_is_refused(visitor: Visitor, token: str | None) -> None:
    given = {"text": TEXT} if token is None else {"text": TEXT, "token": token}
    headers = {"Content_Type": "application/json", "Accept": "application/json"}
    got = visitor.request("POST", "/check", json.dumps(given).encode(), **headers)
    assert got.status == 403
    assert "from an earlier run" in got.json["error"]
    form = urlencode({key: value.encode("utf-8", "replace") for key, value in given.items()}).encode()
    got = visitor.request("POST", "/", form, Content_Type="application/x-www-form-urlencoded")
    assert got.status == 403


def test_each_server_has_its_own_token(visitor: Visitor, live: Live, tmp_path: Path) -> None:
    other = Server(live, str(tmp_path), 0)
    try:
        assert len(other.guard.token) >= 40
        assert other.guard.token != visitor.token
    finally:
        other.server_close()


@pytest.mark.parametrize(
    "origin", ["null", "http://evil.example", "https://{host}", "http://127.0.0.1", "http://{host}.x"]
)
def test_another_site_is_refused_although_it_knows_the_token(visitor: Visitor, origin: str) -> None:
    assert visitor.ask(TEXT, headers={"Origin": origin.format(host=visitor.host)}).status == 403


@pytest.mark.parametrize(("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 200)])
def test_what_a_browser_says_of_a_request_counts(visitor: Visitor, site: str, status: int) -> None:
    assert visitor.ask(TEXT, headers={"Sec-Fetch-Site": site, "Origin": None}).status == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X"])
def test_other_methods_are_refused(visitor: Visitor, method: str) -> None:
    got = visitor.request(method, "/check")
    assert (got.status, got.headers["Allow"], got.body) == (405, "GET, HEAD, POST", b"")
    assert "Access-Control-Allow-Origin" not in got.headers


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None])
def test_what_forms_of_other_sites_can_send_is_refused(visitor: Visitor, kind: str | None) -> None:
    assert visitor.ask(TEXT, headers={"Content_Type": kind}).status == 415


def test_a_question_that_is_too_long_is_refused_unread(visitor: Visitor) -> None:
    got = visitor.request("POST", "/check", b"", Content_Length=str(MOST + 1), Accept="application/json")
    assert got.status == 413
    assert got.json == {"error": "The text is too long: at most 256 KiB are read."}
    assert visitor.request("POST", "/check", b"", Content_Length="9" * 5000).status == 413


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content_Length": None}, 411),
        ({"Content_Length": "-1"}, 400),
        ({"Content_Length": "1e3"}, 400),
        ({"Content_Length": "٣"}, 400),
        ({"Transfer_Encoding": "chunked"}, 411),
    ],
)
def test_a_length_that_is_none_is_refused(visitor: Visitor, headers: dict[str, str | None], status: int) -> None:
    headers = {key: value.encode().decode("latin-1") if value else value for key, value in headers.items()}
    assert visitor.request("POST", "/check", b"", Content_Type="application/json", **headers).status == status


def test_a_browser_that_goes_away_in_the_middle_harms_nobody(visitor: Visitor) -> None:
    head = (
        f"POST /check HTTP/1.1\r\nHost: {visitor.host}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n"
    )
    with socket.create_connection((HOST, visitor.server.port), timeout=5) as half:
        half.sendall(head.encode() + b'{"text": "a')
        half.shutdown(socket.SHUT_WR)
        assert half.recv(100).startswith(b"HTTP/1.0 400 ")
    assert visitor.ask(TEXT).status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b"\xff\xfe",
        b"[" * 100000,
        b'{"text": 1}',
        b'{"text": {"a": "b"}}',
        b'{"text": ["a", 1]}',
        b'{"relationship": "partnr"}',
        b'{"format": "../../etc/passwd"}',
        b'{"format": "exe"}',
        json.dumps({"chosen": ["a"] * 1000}).encode(),
    ],
    ids=lambda body: body[:30].decode("latin-1"),
)
def test_what_no_page_of_ours_sends_is_refused(visitor: Visitor, body: bytes) -> None:
    got = visitor.request("POST", "/check", body, Content_Type="application/json", Accept="application/json")
    assert got.status == 400
    assert got.json == {"error": "This was not asked by the page of ots-lint serve, so it is not answered."}


def test_a_form_with_too_many_fields_is_refused(visitor: Visitor) -> None:
    body = urlencode({f"a{number}": "b" for number in range(100)}).encode()
    assert visitor.request("POST", "/", body, Content_Type="application/x-www-form-urlencoded").status == 400


def test_refusals_are_told_in_the_language_of_the_browser(visitor: Visitor) -> None:
    got = visitor.get("/nothing", Accept_Language="de")
    assert (got.status, got.text) == (404, "Hier ist nichts.\n")


def test_the_port_cannot_be_had_twice(visitor: Visitor, live: Live, tmp_path: Path) -> None:
    with pytest.raises(module.UsageError, match="is taken"):
        Server(live, str(tmp_path), visitor.server.port)


def test_too_many_connections_are_ended(live: Live, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CONNECTIONS", 2)
    server = Server(live, str(tmp_path), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    idle = [socket.create_connection((HOST, server.port), timeout=5) for _ in range(3)]
    try:
        assert idle[2].recv(1) == b""
        for connection in idle:
            connection.close()
    finally:
        server.shutdown()
        server.server_close()


def test_too_many_questions_are_told_to_wait(visitor: Visitor, live: Live, tmp_path: Path) -> None:
    server = Server(live, str(tmp_path), 0)
    server._questions = Queue(1)
    server._questions.put((Asked(), module.Future()))  # and nobody takes it
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        got = type(visitor)(server, threading.current_thread()).ask(TEXT)
        assert (got.status, got.json["error"]) == (503, "There is too much to check just now. Please try again.")
    finally:
        server.shutdown()
        server.server_close()


def test_texts_are_linted_where_their_time_can_be_bounded(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[threading.Thread] = []
    plain = module.answer

    def noted(*given: object) -> Answer:
        seen.append(threading.current_thread())
        return plain(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "answer", noted)
    assert visitor.ask(TEXT).status == 200
    assert seen == [visitor.thread]  # the main one of a program, see `limit`


def test_a_bug_is_told_in_a_line_and_the_next_question_is_answered(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(module, "answer", lambda *given: 1 / 0)
        got, german = visitor.ask(TEXT), visitor.ask(TEXT, lang="de")
    assert got.status == 500
    assert got.json["error"].startswith("this page could not be linted: ZeroDivisionError")
    assert german.json["error"].startswith("diese Seite konnte nicht geprüft werden: ZeroDivisionError")
    assert german.json["error"].endswith("(bitte melde das als Fehler)")
    assert visitor.ask(TEXT).status == 200


def test_nothing_of_what_is_asked_is_written_anywhere(visitor: Visitor, capfd: pytest.CaptureFixture[str]) -> None:
    visitor.ask("My secret plan with Open Tech School")
    visitor.get("/secret")
    assert capfd.readouterr() == ("", "")
