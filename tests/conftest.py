"""Fixtures for all tests; this file also makes the helper modules in this folder importable."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from loopback import FakeNetwork, Loopback

if os.environ.get("CI") == "true":  # the same examples every time: chance should not decide what lands
    hypothesis.settings.register_profile("ci", derandomize=True)
    hypothesis.settings.load_profile("ci")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in a job in the background: no child would hear Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Run:
    """What one call of the command line did."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests away from the user's cache and from what the terminal says about colours and language."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "OTS_LINT_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one and the root of a repository."""
    root = tmp_path / "site"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def fake_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the rules by a handful of simple ones (see `fakes`)."""
    import fakes

    fakes.install(monkeypatch)


@pytest.fixture
def ots_lint(fake_rules: None, capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Run]:
    """Call the command line in this process, with the fake rules."""
    from ots_lint.cli.main import run

    def call(*arguments: str) -> Run:
        capsysbinary.readouterr()
        status = run(arguments)
        captured = capsysbinary.readouterr()
        return Run(status, captured.out.decode(), captured.err.decode())

    return call


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    """A server on this computer for all tests of a file (see `loopback`)."""
    from loopback import Loopback

    server = Loopback()
    yield server
    server.close()


@pytest.fixture
def network(server: Loopback) -> FakeNetwork:
    """A network in which every name leads to that server, which answers nothing yet."""
    from loopback import FakeNetwork

    server.answers.clear()
    server.asked.clear()
    return FakeNetwork(server)
