"""What comes over the network: good pages whole, everything else as one line, whatever a server does.

Nothing here leaves the computer: names, connections and the clock are our own.
"""

from __future__ import annotations

import ast
import contextlib
import gzip
import socket
import ssl
import subprocess
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from loopback import PUBLIC, FakeNetwork, Loopback, endless, leading, page

import ots_lint.fetch
from ots_lint.errors import FetchError
from ots_lint.fetch.address import address
from ots_lint.fetch.page import Fetched, Limits, fetch
from ots_lint.messages import ENGLISH, catalogue, languages

SMALL = Limits(size=10_000, redirects=3)
#: Long enough for anything that is to come about, short enough to wait for what is not.
SHORT = Limits(seconds=0.05)
OK = b"HTTP/1.1 200 OK\r\n"
HTML = OK + b"Content-Type: text/html\r\n"


def fetched(
    network: FakeNetwork, given: str = "http://pages.example/", limits: Limits = SMALL, **more: bool
) -> Fetched:
    return fetch(address(given), "test/1", limits=limits, network=network.network, **more)


def refused(network: FakeNetwork, given: str = "http://pages.example/", limits: Limits = SMALL, **more: bool) -> str:
    """Why a page is not fetched; the address that was asked for stands before it."""
    with pytest.raises(FetchError) as caught:
        fetched(network, given, limits, **more)
    assert caught.value.filename == str(address(given))
    return caught.value.message


# ── good pages ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "path", "suffix", "charset"),
    [
        ("text/html; charset=ISO-8859-1", "/", ".html", "iso-8859-1"),
        ('TEXT/HTML;Charset="utf-8"', "/", ".html", "utf-8"),
        ("application/xhtml+xml", "/", ".xhtml", ""),
        ("text/markdown", "/", ".md", ""),
        ("text/plain; charset=utf-8", "/", ".txt", "utf-8"),
        ("text/plain", "/page.MD", ".md", ""),
        ("text/plain", "/page.html", ".txt", ""),  # a browser shows its source, too
    ],
)
def test_a_page_and_its_kind(network: FakeNetwork, kind: str, path: str, suffix: str, charset: str) -> None:
    network.server.answers[path] = page(b"Tea", kind)
    found = fetched(network, "http://pages.example" + path)
    assert (found.data, found.suffix, found.charset) == (b"Tea", suffix, charset)


def test_a_server_is_told_nothing_but_what_is_asked_for(network: FakeNetwork) -> None:
    network.server.answers["/a?b=c"] = page()
    fetched(network, "http://pages.example:8080/a?b=c#d")
    assert network.dialled == [(PUBLIC, 8080)]
    assert network.server.asked[0].split("\r\n") == [
        "GET /a?b=c HTTP/1.1",
        "Host: pages.example:8080",
        "User-Agent: test/1",
        "Accept: text/html, application/xhtml+xml, text/markdown, text/x-markdown, text/plain",
        "Accept-Encoding: gzip",
        "Connection: close",
        "",
        "",
    ]


def test_a_cookie_is_never_sent_back(network: FakeNetwork) -> None:
    network.server.answers["/"] = leading("/b").replace(b"Content-Length", b"Set-Cookie: a=b\r\nContent-Length")
    network.server.answers["/b"] = page()
    fetched(network)
    assert "cookie" not in "".join(network.server.asked).lower()


def chunked(body: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return HTML + b"Transfer-Encoding: chunked\r\n\r\n" + b"%x\r\n%s\r\n" % (len(body), body) + end


@pytest.mark.parametrize(
    "answer",
    [
        page(gzip.compress(b"<p>Tea"), "text/html", "Content-Encoding: gzip"),
        page(gzip.compress(b"<p>Tea") + b"what follows", "text/html", "Content-Encoding: X-GZIP"),
        page(b"<p>Tea", "text/html", "Content-Encoding: identity"),
        chunked(b"<p>Tea"),
        HTML + b"\r\n<p>Tea",  # to the end of the connection
        HTML + b"Content-Length: 6\r\n\r\n<p>Tea and what is not counted",
        b"HTTP/1.1 100 Continue\r\n\r\n" + page(),
    ],
)
def test_a_page_however_it_comes(network: FakeNetwork, answer: bytes) -> None:
    network.server.answers["/"] = answer
    assert fetched(network).data == b"<p>Tea"


def test_redirects_are_followed(network: FakeNetwork) -> None:
    network.server.answers |= {"/": leading("a/b", 301), "/a/b": leading("//other.example/c", 307), "/c": page()}
    found = fetched(network)
    assert (str(found.asked), str(found.address)) == ("http://pages.example/", "http://other.example/c")
    assert network.looked_up == ["pages.example", "pages.example", "other.example"]


# ── servers that misbehave ──────────────────────────────────────────────────────────────────────


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return packer.compress(bytes(size)) + packer.flush()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (page(status="404 Not Found"), "no page at this address (status 404)"),
        (page(status="410 Gone"), "no page at this address (status 410)"),
        (page(status="403 Forbidden"), "not show this page to everybody (status 403)"),
        (page(status="500 Oops"), "not answer with the page (status 500)"),
        (page(status="204 No Content"), "not answer with the page (status 204)"),
        (page(status="206 Partial Content"), "not answer with the page (status 206)"),
        (page(b"%PDF", "application/pdf"), "no page but application/pdf"),
        (page(b"GIF", "image/gif"), "no page but image/gif"),
        (OK + b"Content-Length: 3\r\n\r\nTea", "does not say what is at this address"),
        (page(b"x" * 10_001), "larger than"),
        (HTML + b"Content-Length: 99999999999999999999\r\n\r\nTea", "larger than"),
        (HTML + b"Content-Length: 100\r\n\r\nTea", "broke off"),
        (chunked(b"<p>Tea", b""), "broke off"),
        (chunked(b"<p>Tea", b"ffff\r\nTea"), "broke off"),
        (chunked(b"<p>Tea", b"zz\r\n"), "broke off"),
        (page(bomb(50 << 20), "text/html", "Content-Encoding: gzip"), "larger than"),
        (page(gzip.compress(b"<p>Tea")[:-4], "text/html", "Content-Encoding: gzip"), "broke off"),
        (page(b"<p>Tea", "text/html", "Content-Encoding: gzip"), "cannot be unpacked"),
        (page(b"<p>Tea", "text/html", "Content-Encoding: br"), "packs the page in a way"),
        (page(b"<p>Tea", "text/html", "Content-Encoding: gzip, gzip"), "packs the page in a way"),
        (b"", "cannot be understood"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "cannot be understood"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "cannot be understood"),
        (OK + b"X: " + b"x" * 70_000 + b"\r\n\r\n", "cannot be understood"),
        (OK + b"X: y\r\n" * 200 + b"\r\n", "cannot be understood"),
        (OK + b"Content-Type", "does not say what is at this address"),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "does not say to which"),
        (leading("ftp://pages.example/"), "only pages at http and https"),
        (leading("file:///etc/passwd"), "only pages at http and https"),
        (leading("http://me:secret@pages.example/"), "user's name or password"),
        (leading("http://[::1/"), "no address of a page"),
        (leading("/"), "more than 3 times"),
        (endless(HTML + b"\r\n", b"x" * 1_000), "larger than"),
        (endless(HTML + b"Transfer-Encoding: chunked\r\n\r\n", b"3\r\nTea\r\n"), "larger than"),
        (endless(OK, b"X: y\r\n"), "cannot be understood"),
        (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "sends more than a page"),
        (endless(HTML + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: " + b"y" * 60_000 + b"\r\n"), "sends more"),
    ],
)
def test_a_server_that_misbehaves_is_told_in_a_line(network: FakeNetwork, answer: bytes, why: str) -> None:
    network.server.answers["/"] = answer
    said = refused(network)
    assert why in said
    assert "\n" not in said
    assert "secret" not in said


def test_a_page_that_drips_ends_with_the_time(network: FakeNetwork) -> None:
    """Each byte comes in time, and all of them together do not."""
    network.server.answers["/"] = endless(HTML + b"\r\n", b"x")
    network.step = 0.2
    assert refused(network, limits=Limits(seconds=4)) == (
        "fetching the page took longer than 4 seconds, so it was given up"
    )


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200", HTML, HTML + b"\r\n<p>"])
def test_a_server_that_falls_silent_is_not_waited_for(network: FakeNetwork, head: bytes) -> None:
    end = threading.Event()

    def silent(connection: socket.socket) -> None:
        connection.sendall(head)
        end.wait(10)

    network.server.answers["/"] = silent
    real = network.network._replace(clock=__import__("time").monotonic)
    with pytest.raises(FetchError, match=r"longer than 0\.05 seconds"):
        fetch(address("http://pages.example/"), "test/1", limits=SHORT, network=real)
    end.set()


def test_a_name_that_is_looked_up_for_ever_is_not_waited_for(network: FakeNetwork) -> None:
    end = threading.Event()
    slow = network.network._replace(look_up=lambda *_: end.wait(10) and [])
    with pytest.raises(FetchError, match=r"longer than 0\.05 seconds"):
        fetch(address("http://pages.example/"), "test/1", limits=SHORT, network=slow)
    end.set()


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (socket.gaierror(socket.EAI_NONAME, "no"), "there is no host called pages.example"),
        (socket.gaierror(socket.EAI_AGAIN, "no"), "the name pages.example cannot be looked up"),
        (UnicodeError("label too long"), "there is no host called pages.example"),
    ],
)
def test_a_name_that_leads_nowhere(network: FakeNetwork, error: Exception, why: str) -> None:
    def look_up(host: str, port: int) -> list[str]:
        raise error

    with pytest.raises(FetchError, match=why):
        fetch(address("http://pages.example/"), "test/1", network=network.network._replace(look_up=look_up))


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "pages.example cannot be reached: Connection refused"),
        (OSError("strange"), "pages.example cannot be reached: no way there is known"),
        (TimeoutError(), "pages.example does not answer"),
    ],
)
def test_a_host_that_cannot_be_reached(network: FakeNetwork, error: OSError, why: str) -> None:
    def dial(ip: str, port: int, seconds: float) -> socket.socket:
        raise error

    with pytest.raises(FetchError, match=why):
        fetch(address("http://pages.example/"), "test/1", network=network.network._replace(dial=dial))


def test_another_address_of_a_host_is_tried(network: FakeNetwork) -> None:
    network.names["pages.example"] = [["2606:4700::1", PUBLIC]]
    network.server.answers["/"] = page()
    dial = network.dial

    def first_fails(ip: str, port: int, seconds: float) -> socket.socket:
        if ":" in ip:
            network.dialled.append((ip, port))
            raise OSError(101, "Network is unreachable")
        return dial(ip, port, seconds)

    fetch(address("http://pages.example/"), "test/1", network=network.network._replace(dial=first_fails))
    assert network.dialled == [("2606:4700::1", 80), (PUBLIC, 80)]


def test_a_connection_that_is_reset(network: FakeNetwork) -> None:
    def reset(connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()

    network.server.answers["/"] = reset
    assert "connection failed" in refused(network)


# ── hosts that are not everybody's ──────────────────────────────────────────────────────────────

LOCAL = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "fe80::1", "ff02::1"]


@pytest.mark.parametrize("ip", LOCAL)
def test_a_name_that_leads_into_a_private_network(network: FakeNetwork, ip: str) -> None:
    network.names["pages.example"] = [[PUBLIC, ip]]  # one of them is enough
    assert refused(network) == f"pages.example ({ip}) is not in the public network"
    assert network.dialled == []
    network.server.answers["/"] = page()
    assert fetched(network, private=True).data == b"<p>Tea"


def test_the_address_that_was_checked_is_the_one_that_is_dialled(network: FakeNetwork) -> None:
    """A name server that answers this computer's address the second time is not asked a second time."""
    network.names["pages.example"] = [[PUBLIC], ["127.0.0.1"]]
    network.server.answers["/"] = page()
    fetched(network)
    assert (network.looked_up, network.dialled) == (["pages.example"], [(PUBLIC, 80)])


def test_a_redirect_to_the_same_name_is_checked_anew(network: FakeNetwork) -> None:
    network.names["pages.example"] = [[PUBLIC], ["127.0.0.1"]]
    network.server.answers |= {"/": leading("/a"), "/a": page()}
    assert refused(network) == (
        "this leads on to http://pages.example/a: pages.example (127.0.0.1) is not in the public network"
    )
    assert len(network.dialled) == 1


@pytest.mark.parametrize("to", ["http://localhost/a", "http://127.0.0.1/a", "http://[::1]/a", "//169.254.169.254/a"])
def test_a_redirect_into_a_private_network(network: FakeNetwork, to: str) -> None:
    host = to.rpartition("/")[0].rpartition("/")[2].strip("[]")
    network.names |= {host: [["127.0.0.1"] if host == "localhost" else [host]]}
    network.server.answers |= {"/": leading(to), "/a": page()}
    said = refused(network)
    assert "is not in the public network" in said
    assert len(network.dialled) == 1


def test_only_who_asks_is_told_how_a_private_host_is_reached(network: FakeNetwork) -> None:
    network.names["intranet.example"] = [["10.0.0.1"]]
    network.server.answers["/"] = leading("http://intranet.example/")
    for given, hinted in (("http://intranet.example/", True), ("http://pages.example/", False)):
        with pytest.raises(FetchError) as caught:
            fetched(network, given)
        assert ("--allow-private-addresses" in str(caught.value)) == hinted


# ── https ───────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for pages.example that nobody knows, with its key."""
    if which("openssl") is None:
        pytest.skip("there is no openssl here to make a certificate with")
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=pages.example", "-addext", "subjectAltName=DNS:pages.example"]
    subprocess.run([*made, *named, "-keyout", path, "-out", f"{path}.crt"], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


@pytest.fixture
def secure(certificate: Path) -> Iterator[FakeNetwork]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = Loopback(context)
    server.answers |= {"/": page(), "/down": leading("http://pages.example/"), "/other": leading("https://a.example/")}
    yield FakeNetwork(server)
    server.close()


def test_https(secure: FakeNetwork, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "certificate is not to be trusted" in refused(secure, "https://pages.example/")
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    assert fetched(secure, "https://pages.example/").data == b"<p>Tea"
    assert "Hostname mismatch" in refused(secure, "https://other.example/")
    assert "Hostname mismatch" in refused(secure, "https://pages.example/other")
    assert "from https to http" in refused(secure, "https://pages.example/down")
    assert secure.dialled[-1] == (PUBLIC, 443)


def test_https_where_nobody_speaks_it(network: FakeNetwork) -> None:
    assert refused(network, "https://pages.example/") == "no secure connection to pages.example came about"


def test_the_environments_proxies_are_not_asked(network: FakeNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    network.server.answers["/"] = page()
    assert fetched(network).data == b"<p>Tea"
    assert network.dialled == [(PUBLIC, 80)]


# ── what is said ────────────────────────────────────────────────────────────────────────────────


def said_in(path: Path) -> Iterator[str]:
    """What the errors in a module say, with a letter for each value."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "FetchError"):
            continue
        for value in (node.args[0], *(keyword.value for keyword in node.keywords)):
            parts = value.values if isinstance(value, ast.JoinedStr) else [value]
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in parts)
            if text.strip("7"):
                yield text


@pytest.mark.parametrize("tag", [tag for tag in languages() if tag != ENGLISH])
def test_everything_is_said_in_every_language(tag: str) -> None:
    words = catalogue(tag)
    folder = Path(ots_lint.fetch.__file__).parent
    texts = [text for path in sorted(folder.glob("*.py")) for text in said_in(path)]
    assert len(texts) > 25
    assert [text for text in texts if words.phrase(text) == text] == []


def test_a_server_is_closed_after_its_answer(network: FakeNetwork) -> None:
    gone = threading.Event()

    def answer(connection: socket.socket) -> None:
        connection.sendall(page())
        with contextlib.suppress(OSError):
            while connection.recv(10):
                pass
        gone.set()

    network.server.answers["/"] = answer
    fetched(network)
    assert gone.wait(10)
