"""Folders of generated pages below the user's cache folder, and where wrong names stand in them."""

from __future__ import annotations

import os
import re
import shutil
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import generate

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ots-lint-benchmarks"
#: What is added to a plain page to make one of each kind.
ADDED = {
    "no brand": "An evening about tea, with coaches and cake.",
    "name error": "Welcome to Opentechschool.",
    "meaning": "A day in cooperation with OpenTechSchool.\n\nThanks to OpenTechSchool and Acme!",
}
_PLACE = re.compile(r"event-(\d+)\.(?:md|html)\W{1,3}(\d+)")

Place = tuple[int, int]


class Corpus(NamedTuple):
    """A folder of pages."""

    folder: Path
    pages: int
    #: Bytes of all pages.
    size: int
    #: Page and line of every wrong name.
    planted: frozenset[Place] = frozenset()


@cache
def corpus(pages: int) -> Corpus:
    """The folder with so many generated pages; made again when the generator has changed."""
    version = blake2b(Path(generate.__file__).read_bytes(), digest_size=6).hexdigest()
    folder, mark = CACHE / f"pages-{pages}", CACHE / f"pages-{pages}.version"
    if not mark.exists() or mark.read_text() != version:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        generate.generate(pages, folder)
        mark.write_text(version)
    files = list(folder.rglob("event-*"))
    planted = frozenset(place for path in files for place in _planted(path))
    return Corpus(folder, pages, sum(path.stat().st_size for path in files), planted)


def _planted(path: Path) -> list[Place]:
    data = path.read_bytes()
    wrong = [name for name in map(str.encode, generate.WRONG) if name in data]
    lines = data.split(b"\n") if wrong else []
    return [(int(path.stem[6:]), i) for i, line in enumerate(lines, 1) if any(name in line for name in wrong)]


def told(output: str, naming: str) -> set[Place]:
    """Page and line of every place where a linter says, in lines with this pattern, that the name is wrong."""
    lines = (line for line in output.splitlines() if re.search(naming, line))
    return {(int(match[1]), int(match[2])) for line in lines if (match := _PLACE.search(line))}


@cache
def single() -> Corpus:
    """The folder with one page of each kind: a generated one of 4 KB, and what is added."""
    pages = (generate.Page(number) for number in range(0, 10_000, 2))
    plain = next(
        page.data() for page in pages
        if page.language == "en" and not page.named and not page.relationship and 3_900 < page.size < 4_100
    )  # fmt: skip
    folder = CACHE / "single"
    folder.mkdir(parents=True, exist_ok=True)
    for kind, text in ADDED.items():
        folder.joinpath(file_of(kind)).write_bytes(plain + f"\n{text}\n".encode())
    return Corpus(folder, 1, len(plain))


def file_of(kind: str) -> str:
    """The name of a single page."""
    return f"{kind.replace(' ', '-')}.md"
