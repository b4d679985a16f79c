"""`ots-lint serve` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ots_lint.cli.main import run
from ots_lint.serve.server import Server

if TYPE_CHECKING:
    from conftest import Visitor


def stopped(server: Server, first: object) -> None:
    raise KeyboardInterrupt


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Server, "run", stopped)


def test_it_says_where_the_page_is_and_ends_with_ctrl_c(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--port", "0"]) == 0
    out, said = capfd.readouterr()
    first, last = said.splitlines()
    assert first.startswith("Open http://127.0.0.1:") and first.endswith("/ in a browser; Ctrl-C ends it.")
    assert (out, last) == ("", "No longer there.")


def test_a_port_that_is_taken_is_one_line(visitor: Visitor, capfd: pytest.CaptureFixture[str]) -> None:
    port = visitor.server.port
    assert run(["serve", "--port", str(port)]) == 2
    assert capfd.readouterr() == (
        "",
        f"ots-lint: port {port} is taken, by another program or another ots-lint serve (--port 0 takes a free one)\n",
    )


@pytest.mark.parametrize("port", ["x", "-1", "65536", "99999999999", "٣"])
def test_what_is_no_port_is_one_line(port: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", f"--port={port}"]) == 2
    assert capfd.readouterr().err == f"ots-lint: --port: {port!r} is no port: take a number up to 65535\n"


def test_wrong_settings_are_told_before_anything_is_served(capfd: pytest.CaptureFixture[str]) -> None:
    Path("ots-lint.toml").write_text("rulez = []\n", "utf-8")
    assert run(["serve", "--port", "0"]) == 2
    assert "rulez" in capfd.readouterr().err


def test_options_hold_for_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def shown(server: Server, first: object) -> None:
        seen.append(server.pages.page(server.pages.empty(server.lang), server.way.ruleset))

    monkeypatch.setattr(Server, "run", shown)
    assert run(["serve", "--port", "0", "--lang", "de", "--relationship", "partner", "--isolated"]) == 0
    assert '<html lang="de">' in seen[0]
    assert 'value="partner" checked' in seen[0]
    Path("ots-lint.toml").write_text('lang = "de"\n', "utf-8")
    assert run(["serve", "--port", "0"]) == 0
    assert '<html lang="de">' in seen[1]


def test_a_browser_is_opened_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert run(["serve", "--port", "0"]) == 0
    assert opened == []
    assert run(["serve", "--port", "0", "--open"]) == 0
    assert opened[0].startswith("http://127.0.0.1:")
