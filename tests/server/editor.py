"""A small editor for tests: starts the server, speaks JSON-RPC with it, and keeps pages as editors keep them.

Nothing of the server is used here: positions are counted in UTF-16 by encoding the text.
"""

from __future__ import annotations

import itertools
import json
import os
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ots_lint

SECONDS = 300.0  # the machine may be busy


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends, as the protocol has them."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z|\Z", text) or [""]


def offset_of(text: str, position: dict[str, int]) -> int:
    """The offset in code points of a position; it has to be one."""
    lines = lines_of(text)
    if position["line"] == len(lines):
        assert position["character"] == 0
        return len(text)
    line = lines[position["line"]]
    units = line.rstrip("\r\n").encode("utf-16-le")
    assert 2 * position["character"] <= len(units), (position, line)
    return sum(map(len, lines[: position["line"]])) + len(units[: 2 * position["character"]].decode("utf-16-le"))


def position_of(text: str, offset: int) -> dict[str, int]:
    """The position of an offset in code points."""
    before = re.split(r"\r\n|\r|\n", text[:offset])
    return {"line": len(before) - 1, "character": len(before[-1].encode("utf-16-le")) // 2}


def applied(text: str, edits: Sequence[dict[str, Any]]) -> str:
    """A text after edits of the protocol, which all speak of the text before."""
    spans = sorted(
        (offset_of(text, e["range"]["start"]), offset_of(text, e["range"]["end"]), e["newText"]) for e in edits
    )
    for (_, end, _), (start, _, _) in itertools.pairwise(spans):
        assert end <= start, "edits overlap"
    for start, end, new in reversed(spans):
        text = text[:start] + new + text[end:]
    return text


class Editor:
    """A session with a server of its own."""

    def __init__(
        self,
        folder: Path,
        *options: str,
        folders: Sequence[Path] = (),
        env: dict[str, str] | None = None,
        **client: Any,
    ) -> None:
        # the program that is tested here, wherever another one is installed
        environment = {**os.environ, "PYTHONPATH": str(Path(ots_lint.__file__).resolve().parent.parent), **(env or {})}
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ots_lint", "server", *options],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._number = 0
        self._errors: list[bytes] = []
        self.shown: dict[str, list[dict[str, Any]]] = {}  # what is shown of a page, by its address
        self.told: list[str] = []  # messages in a window
        self.registered: list[dict[str, Any]] = []
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=lambda: self._errors.extend(self.process.stderr or ()), daemon=True).start()
        self.folder = folder
        capabilities = {
            "textDocument": {
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "codeAction": {"resolveSupport": {"properties": ["edit"]}, "dataSupport": True},
            },
            "workspace": {
                "workspaceEdit": {"documentChanges": True},
                "didChangeWatchedFiles": {"dynamicRegistration": True},
            },
            "general": {"positionEncodings": ["utf-8", "utf-16"]},
        }
        params = {
            "processId": os.getpid(),
            "rootUri": folder.as_uri(),
            "workspaceFolders": [{"uri": f.as_uri(), "name": f.name} for f in (folders or [folder])],
            "capabilities": capabilities,
            **client,
        }
        self.server = self.ask("initialize", params)
        self.notify("initialized", {})

    # ---------------------------------------------------------- messages

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline()).strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                self._messages.put(None)
                return
            self._messages.put(json.loads(stream.read(length)))

    def send_bytes(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        """The result of a request."""
        answer = self.answer(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def answer(self, method: str, params: Any) -> dict[str, Any]:
        """The whole answer to a request."""
        self._number += 1
        number = self._number
        self.send({"id": number, "method": method, "params": params})
        return self.until(lambda message: message.get("id") == number and "method" not in message)

    def until(self, wanted: Any, seconds: float = SECONDS) -> dict[str, Any]:
        """Take messages until one is wanted."""
        while True:
            try:
                message = self._messages.get(timeout=seconds)
            except queue.Empty:
                raise AssertionError(f"no answer; standard error: {self.errors}") from None
            assert message is not None, f"the server has ended: {self.errors}"
            self._take(message)
            if wanted(message):
                return message

    def _take(self, message: dict[str, Any]) -> None:
        params = message.get("params") or {}
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self.shown[params["uri"]] = params["diagnostics"]
        elif method == "window/showMessage":
            self.told.append(params["message"])
        elif method == "client/registerCapability":
            self.registered += params["registrations"]
            self.send({"id": message["id"], "result": None})

    @property
    def errors(self) -> str:
        return b"".join(self._errors).decode()

    # ---------------------------------------------------------- pages

    def open(self, path: Path | str, text: str | None = None, language: str = "markdown") -> str:
        """Open a page; its address."""
        uri = path.as_uri() if isinstance(path, Path) else path
        if text is None:
            assert isinstance(path, Path)
            text = path.read_bytes().decode("utf-8-sig")
        self.texts[uri] = text
        self.versions[uri] = 1
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return uri

    def see(self, uri: str) -> list[dict[str, Any]]:
        """What is shown of the present state of a page."""

        def is_it(message: dict[str, Any]) -> bool:
            params = message.get("params") or {}
            return (
                message.get("method") == "textDocument/publishDiagnostics"
                and params["uri"] == uri
                and params.get("version") == self.versions.get(uri)
            )

        self.until(is_it)
        return self.shown[uri]

    def edit(self, uri: str, *changes: tuple[int, int, str]) -> None:
        """Replace places (offsets, one after the other) by texts, in one message."""
        sent = []
        text = self.texts[uri]
        for start, end, new in changes:
            place = {"start": position_of(text, start), "end": position_of(text, end)}
            sent.append({"range": place, "text": new})
            text = text[:start] + new + text[end:]
        self._changed(uri, text, sent)

    def replace(self, uri: str, text: str) -> None:
        """Send a whole new text."""
        self._changed(uri, text, [{"text": text}])

    def _changed(self, uri: str, text: str, changes: list[dict[str, Any]]) -> None:
        self.texts[uri] = text
        self.versions[uri] += 1
        identifier = {"uri": uri, "version": self.versions[uri]}
        self.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": changes})

    def save(self, uri: str, path: Path) -> None:
        path.write_bytes(self.texts[uri].encode())
        self.notify("textDocument/didSave", {"textDocument": {"uri": uri}})

    def spans(self, uri: str) -> list[tuple[str, str]]:
        """The codes and the marked texts of what is shown of a page."""
        text = self.texts[uri]
        return [
            (d["code"], text[offset_of(text, d["range"]["start"]) : offset_of(text, d["range"]["end"])])
            for d in self.shown[uri]
        ]

    def hover(self, uri: str, offset: int) -> Any:
        place = position_of(self.texts[uri], offset)
        return self.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})

    def actions(self, uri: str, start: int, end: int, only: list[str] | None = None) -> list[dict[str, Any]]:
        text = self.texts[uri]
        place = {"start": position_of(text, start), "end": position_of(text, end)}
        context: dict[str, Any] = {"diagnostics": []}
        if only is not None:
            context["only"] = only
        params = {"textDocument": {"uri": uri}, "range": place, "context": context}
        result: list[dict[str, Any]] = self.ask("textDocument/codeAction", params)
        return result

    def after(self, uri: str, action: dict[str, Any]) -> str:
        """The page as it is after an action."""
        if "edit" not in action:
            action = self.ask("codeAction/resolve", action)
        (change,) = action["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": uri, "version": self.versions[uri]}
        return applied(self.texts[uri], change["edits"])

    # ---------------------------------------------------------- the end

    def end(self) -> int:
        """Shut down as an editor does; the exit status."""
        self.ask("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(SECONDS)

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
