"""Settings about pages that there are none of: mostly a slip in a path."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ots_lint.site.config import Config
from ots_lint.site.config_rows import did_you_mean, row_of
from ots_lint.site.configs import Configs
from ots_lint.site.globs import PathPatterns
from ots_lint.site.result import File

#: Folders whose names may be meant instead.
_MOST_FOLDERS = 2_000


def unmatched(configs: Configs, files: Iterable[File], paths: Sequence[str]) -> list[str]:
    """A note for each pattern in `[[events]]` that no page matches, where all pages of its configuration were looked at.

    `paths` are those that the run was given: one that names a single page says nothing about the others.
    """
    given = [os.path.abspath(path) for path in paths]  # noqa: PTH100
    return [
        note
        for config in configs.used()
        if config.events and any(Path(config.root).is_relative_to(path) for path in given)
        for note in _notes(config, files)
    ]


def _notes(config: Config, files: Iterable[File]) -> Iterator[str]:
    pending = [
        (number, pattern, PathPatterns([pattern]))
        for number, event in enumerate(config.events)
        for pattern in event.shown
        if not pattern.startswith("!")
    ]
    folders: set[str] = set()
    for file in files:
        relative = config.relative(file.path)
        if relative is None:
            continue
        pending = [item for item in pending if not item[2].cover(relative)]
        if not pending:
            return
        if len(folders) < _MOST_FOLDERS:
            folders.add(relative.rpartition("/")[0])
    for number, pattern, _ in pending:
        near = did_you_mean(pattern, [f"{folder}/**" for folder in folders if folder])
        row = row_of(config, ("events", number), "paths")
        shown = os.path.relpath(str(config.path)).replace(os.sep, "/")
        place = f"{shown}:{row}" if row else shown
        yield f"{place}: no page matches {pattern!r} in events ({near or 'correct the path, or remove it'})"
