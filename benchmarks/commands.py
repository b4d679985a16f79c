"""The commands that are timed, section by section."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import peers
from corpus import CACHE, Corpus, corpus, file_of, single
from measure import Command
from results import AGAIN, FIRST, GREP, NAMES, PAGES, SMALL, SPACY, START

#: Where other linters are installed.
PEERS = CACHE / "peers"
_PATTERN = "open.?tech.?school"
_NAMES = ("--select", "OTS1")


class Planned(NamedTuple):
    """A command, the pages it reads, and the pattern of its output's lines about the name; empty where there are none."""

    command: Command
    corpus: Corpus
    naming: str = ""


@cache
def environment() -> dict[str, str]:
    """As an installation has it: compiled modules, no colours, and caches that are not the user's."""
    unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
    kept = {key: value for key, value in os.environ.items() if key not in unwanted}
    if "PYTHONPATH" in kept:  # it may be relative, and commands run elsewhere
        paths = kept["PYTHONPATH"].split(os.pathsep)
        kept["PYTHONPATH"] = os.pathsep.join(str(Path(path).absolute()) for path in paths if path)
    caches = {"PYTHONPYCACHEPREFIX": str(CACHE / "compiled"), "XDG_CACHE_HOME": str(CACHE / "caches")}
    return {**kept, **caches, "NO_COLOR": "1"}


def linter(*words: str) -> list[str]:
    """The ots-lint of this Python."""
    script = Path(sys.executable).with_name("ots-lint")
    return [*([str(script)] if script.exists() else [sys.executable, "-m", "ots_lint"]), *words]


def planned(section: str, with_peers: bool) -> list[Planned]:
    """All commands of a section, in the order of their turns: those that are compared stand beside each other."""
    if section == "single":
        return list(_on_one_page(with_peers))
    if section == "50000":
        return list(_on_large(corpus(50_000), with_peers))
    return list(_on_many(corpus(int(section)), with_peers))


def _on_one_page(with_peers: bool) -> Iterator[Planned]:
    pages, wrong = single(), file_of("name error")
    yield _start(pages)
    yield Planned(Command(SPACY, [sys.executable, "-c", "import spacy"], pages.folder), pages)
    yield Planned(Command("ots-lint --version", linter("--version"), pages.folder), pages)
    for kind, name in PAGES.items():
        words = linter("--isolated", "--format", "concise", "--no-cache", file_of(kind))
        yield Planned(Command(name, words, pages.folder), pages)
    yield Planned(Command(GREP, ["grep", "-ciE", _PATTERN, wrong], pages.folder), pages)
    yield from _theirs(pages, with_peers, page=wrong).values()


def _on_many(pages: Corpus, with_peers: bool) -> Iterator[Planned]:
    theirs = _theirs(pages, with_peers, most=3 if pages.pages <= 100 else 0)
    yield _start(pages)
    yield _grep(pages)
    if "codespell" in theirs:
        yield theirs.pop("codespell")
    yield _ours(FIRST, pages, "all")
    yield _ours(AGAIN, pages, "all", fresh=False)
    if "typos" in theirs:
        yield theirs.pop("typos")
    yield _ours(NAMES, pages, "names", *_NAMES)
    yield _ours(f"{NAMES}, repeated", pages, "names", *_NAMES, fresh=False)
    yield _ours(f"{FIRST}, one process", pages, "one", "--jobs", "1")
    yield _ours(f"{FIRST}, one process, repeated", pages, "one", "--jobs", "1", fresh=False)
    yield _ours(f"{NAMES}, one process", pages, "one-names", "--jobs", "1", *_NAMES)
    yield from theirs.values()


def _on_large(pages: Corpus, with_peers: bool) -> Iterator[Planned]:
    """Each is warmed up and runs once more; ots-lint on 5,000 pages as well, to compare."""
    theirs = _theirs(pages, with_peers)
    commands = [
        _start(pages),
        _grep(pages),
        _ours(SMALL, corpus(5_000), "small"),
        _ours(FIRST, pages, "all"),
        _ours(AGAIN, pages, "all", fresh=False),
        *(theirs[name] for name in ["typos"] if name in theirs),
        _ours(NAMES, pages, "names", *_NAMES),
    ]
    yield from (item._replace(command=item.command._replace(most=1)) for item in commands)


def _start(pages: Corpus) -> Planned:
    """The bare interpreter."""
    return Planned(Command(START, [sys.executable, "-c", "pass"], pages.folder), pages)


def _grep(pages: Corpus) -> Planned:
    """The machine's limit: every file read once and searched once."""
    return Planned(Command(GREP, ["grep", "-rciE", _PATTERN, "."], pages.folder), pages)


def _ours(name: str, pages: Corpus, kept: str, *words: str, fresh: bool = True) -> Planned:
    """ots-lint, with one line a finding as its peers have it; `kept` is the folder in which it stores results."""
    stored = CACHE / "caches" / kept
    command = linter("--isolated", "--format", "concise", "--cache-dir", str(stored), *words, ".")
    return Planned(Command(name, command, pages.folder, cache=stored if fresh else None), pages, "OTS1")


def _theirs(pages: Corpus, wanted: bool, page: str | None = None, most: int = 3) -> dict[str, Planned]:
    """The installed other linters, by name; the slow ones run at most so many times."""
    return {
        peer.name: Planned(
            Command(peer.name, words, place, peer.statuses, most=most if peer.slow else 7),
            pages,
            "" if page else peer.naming,
        )
        for peer, words, place in (peers.installed(PEERS, pages.folder, page) if wanted else ())
    }
