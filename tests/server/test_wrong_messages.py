"""What is no message is passed over, and a session ends as it should."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from editor import SECONDS, Editor

PAGE = "opentechschool\n"


@pytest.fixture
def editor(tmp_path: Path, server_cache: dict[str, str]) -> Iterator[Editor]:
    editor = Editor(tmp_path, env=server_cache)
    yield editor
    editor.kill()


def body(text: str | bytes, header: str = "Content-Length") -> bytes:
    data = text.encode() if isinstance(text, str) else text
    return f"{header}: {len(data)}\r\n\r\n".encode() + data


def test_what_is_no_message_is_passed_over(editor: Editor, tmp_path: Path) -> None:
    deep = "[" * 100_000
    item = {"uri": (tmp_path / "a.md").as_uri()}
    for data in (
        b"\r\n",
        b"hello\r\n\r\n",
        b"Content-Length: many\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: 0\r\n\r\n",
        b"x" * 100_000 + b"\r\n",
        body("no JSON"),
        body(b"\xff\xfe"),
        body(deep),
        body('"text"'),
        body("[]"),
        body("{}"),
        body("null"),
        body('{"jsonrpc": "2.0"}'),
        body('{"jsonrpc": "1.0", "method": "initialized"}'),
        body('{"jsonrpc": "2.0", "method": 7}'),
        body('{"jsonrpc": "2.0", "method": "textDocument/didOpen"}'),
        body('{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": 7}}'),
        body('{"jsonrpc": "2.0", "method": "$/unknown", "params": {"a": [1]}}'),
        body('{"jsonrpc": "2.0", "id": 999, "result": null}'),
        body('{"jsonrpc": "2.0", "id": "x", "error": {"code": 1, "message": "no"}}'),
    ):
        editor.send_bytes(data)
    nowhere = {"line": 10**9, "character": 10**9}
    change = {"range": {"start": nowhere, "end": nowhere}, "text": "x"}
    for method, params in (
        ("textDocument/didChange", {"textDocument": {**item, "version": 3}, "contentChanges": [change]}),
        ("textDocument/didClose", {"textDocument": item}),
        ("textDocument/didSave", {"textDocument": item}),
        ("workspace/didChangeConfiguration", {"settings": {"ots-lint": {"rules": "/"}}}),
        ("$/setTrace", {"value": "verbose"}),
    ):
        editor.notify(method, params)
    uri = editor.open(tmp_path / "a.md", PAGE)
    assert [d["code"] for d in editor.see(uri)] == ["OTS101"]
    assert "Traceback" not in editor.errors
    assert editor.told == []
    assert editor.end() == 0


def test_headers_may_be_written_as_the_web_has_them(editor: Editor, tmp_path: Path) -> None:
    item = {"uri": (tmp_path / "a.md").as_uri(), "languageId": "markdown", "version": 1, "text": PAGE}
    message = {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}}
    data = json.dumps(message).encode()
    kind = b"content-type: application/vscode-jsonrpc; charset=utf-8\r\n"
    editor.send_bytes(kind + b"content-length:%d\r\n\r\n" % len(data) + data)
    editor.until(lambda message: message.get("method") == "textDocument/publishDiagnostics")


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("textDocument/hover", {"textDocument": 7}, -32602),
        ("textDocument/hover", None, -32602),
        ("textDocument/codeAction", {"textDocument": {"uri": "x"}}, -32602),
        ("no/such/method", {}, -32601),
        ("workspace/executeCommand", {"command": "rm"}, -32602),
    ],
)
def test_a_request_that_cannot_be_understood_is_answered(editor: Editor, method: str, params: Any, code: int) -> None:
    assert editor.answer(method, params)["error"]["code"] == code
    assert editor.end() == 0


def test_requests_about_pages_that_are_not_open_have_no_answer(editor: Editor, tmp_path: Path) -> None:
    uri = (tmp_path / "a.md").as_uri()
    place = {"line": 0, "character": 0}
    assert editor.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place}) is None
    params = {"textDocument": {"uri": uri}, "range": {"start": place, "end": place}, "context": {"diagnostics": []}}
    assert editor.ask("textDocument/codeAction", params) == []
    action = {"title": "x", "data": {"uri": uri}}
    assert editor.ask("codeAction/resolve", action) == action


def test_odd_addresses_and_names_are_pages_as_well(editor: Editor, tmp_path: Path) -> None:
    for uri in (
        (tmp_path / "ä b#c%.md").as_uri(),
        "untitled:",
        "untitled:a/../../b",
        "git:/x/y.md?%7B%7D",
        "file:///no/such/folder/a.md",
        "file://host/share/a.md",
        "x",
    ):
        editor.open(uri, PAGE)
        assert [d["code"] for d in editor.see(uri)] == ["OTS101"], uri
    uri = editor.open("file:///a%00b.md", PAGE)
    editor.see(uri)
    assert editor.end() == 0


def test_it_ends_with_the_editor(editor: Editor) -> None:
    assert editor.process.stdin is not None
    editor.process.stdin.close()
    assert editor.process.wait(SECONDS) == 1  # the editor did not say that it would


def test_leaving_without_goodbye_is_a_failure(editor: Editor) -> None:
    editor.notify("exit", None)
    assert editor.process.wait(SECONDS) == 1


def test_nothing_is_answered_after_the_end(editor: Editor, tmp_path: Path) -> None:
    editor.ask("shutdown", None)
    editor.open(tmp_path / "a.md", PAGE)
    editor.notify("exit", None)
    assert editor.process.wait(SECONDS) == 0
    assert editor.errors == ""


def test_control_c_ends_it_at_once(editor: Editor) -> None:
    editor.process.send_signal(signal.SIGINT)
    assert editor.process.wait(SECONDS) in (1, 130)
    assert "Traceback" not in editor.errors


def test_a_missing_package_is_one_line(tmp_path: Path) -> None:
    program = (
        "import sys\nsys.modules['pygls'] = None\nsys.argv = ['ots-lint', 'server']\n"
        "from ots_lint.__main__ import main\nmain()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "ots-lint: editors need one more package, pygls (pip install 'ots-lint[server]' installs it)\n"
    )
    assert done.stdout == ""
