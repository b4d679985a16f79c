"""The stored results that a run uses, with their keys, or none at all."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ots_lint.disk.project import project_root
from ots_lint.site.result import PageResult
from ots_lint.site.store.spool import Spool

if TYPE_CHECKING:
    from ots_lint.site.options import Options
    from ots_lint.site.store.cache import Cache


class Store:
    """The cache with its keys, or nothing at all."""

    def __init__(self, cache: Cache | None) -> None:
        self._cache = cache
        if cache is not None:
            from ots_lint.site.store.cache import Keys

            self._key = Keys.key

    def key(self, data: bytes, salt: bytes) -> bytes:
        """The key of a page; empty without a cache."""
        return self._key(data, salt) if self._cache is not None else b""

    def find(self, key: bytes) -> int | None:
        """The number of the stored result for a key."""
        return self._cache.find(key) if self._cache is not None else None

    def read(self, number: int) -> bytes:
        """A stored result, encoded. Raises `OtsLintError`."""
        return self._cache.read(number) if self._cache is not None else b""

    def keep(self, key: bytes, encoded: bytes, place: int = -1) -> None:
        """Store what a page is found to hold; `place` says where in the run's spool it is already."""
        if self._cache is None:
            return
        if encoded:
            from ots_lint.site.store.codec import decode, encode, is_plain

            if not is_plain(encoded):
                result = decode(encoded, "")
                if result.problem or result.unread:
                    return
                if result.fixed:  # the page as it is now was not fixed
                    encoded, place = (
                        encode(PageResult(result.findings, result.suppressed, language=result.language)),
                        -1,
                    )
        self._cache.put(key, encoded, place)

    def save(self) -> None:
        """Write what is new."""
        if self._cache is not None:
            self._cache.save()

    @property
    def note(self) -> str:
        """Why the cache was of no use."""
        return self._cache.note if self._cache is not None else ""


def open_cache(options: Options, spool: Spool) -> Store:
    """The cache that a run uses, which finds in the spool what is new."""
    if not options.cache:
        return Store(None)
    from ots_lint.site.store.cache import Cache
    from ots_lint.site.store.folder import folder

    return Store(Cache(folder(options.cache_dir), str(project_root(os.getcwd())), spool))  # noqa: PTH109


def program_version(package: Path | None = None) -> list[str]:
    """What changes when this program, in this folder, or a library that it reads pages with does."""
    from importlib.machinery import PathFinder

    from ots_lint import __version__

    package = package or Path(__file__).parents[2]
    parts = [__version__]
    found = PathFinder.find_spec("regex")  # without importing it
    site = Path(found.origin).parent.parent if found and found.origin else Path()
    libraries = ("spacy-", "turbohtml-", "pyromark-", "regex-", "pyyaml-", "jinja2-")
    try:
        parts += sorted(
            name.lower()
            for name in os.listdir(site)  # noqa: PTH208
            if name.endswith(".dist-info") and (name.lower().startswith(libraries) or "_core_" in name)
        )
        if (package.parent.parent / "pyproject.toml").exists():  # a checkout: its code changes between versions
            for folder, _, names in os.walk(package):
                stats = ((name, os.stat(f"{folder}{os.sep}{name}")) for name in sorted(names) if name.endswith(".py"))  # noqa: PTH116
                parts += [f"{folder}/{name} {s.st_size} {s.st_mtime_ns}" for name, s in stats]
        elif (record := package.parent / f"ots_lint-{__version__}.dist-info" / "RECORD").exists():
            # the same version may be installed anew from its repository, which has changed
            parts.append(f"{record.stat().st_size} {record.stat().st_mtime_ns}")
    except OSError:
        parts.append(str(time.time()))
    return parts
