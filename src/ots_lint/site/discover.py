"""Which pages a run looks at, and how a page is read and written."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ots_lint.disk.opening import NOT_REGULAR
from ots_lint.pages.suffixes import EVERYWHERE, PAGES, may_be_included, taken
from ots_lint.site.configs import Configs
from ots_lint.site.globs import PathPatterns
from ots_lint.site.result import File
from ots_lint.site.walk import Found, Walk, base_of, reported_name
from ots_lint.text.visible import harmless, is_command

if TYPE_CHECKING:
    from ots_lint.site.file_list import FileList

#: What is said of a folder without pages.
NO_PAGE = "no page was looked at in this folder"


def discover(
    paths: Sequence[str],
    configs: Configs,
    *,
    exclude: Sequence[str] = (),
    force_exclude: bool = True,
    gitignore: bool = True,
) -> Found:
    """The pages in these files and folders, sorted by name, each once.

    `exclude` are `.gitignore` patterns relative to the current folder. With `force_exclude`,
    they and those of the configurations hold for files that are named as well.
    """
    found = Found()
    walk = Walk(configs, PathPatterns(exclude), gitignore)
    seen = _Seen()
    named: list[File] = []
    for given, from_pattern in _expand(paths):
        path = os.path.abspath(given)  # noqa: PTH100 - links stay links
        try:
            mode = os.stat(path).st_mode  # noqa: PTH116
        except (OSError, ValueError) as error:
            found.errors.append(missing(given, error))
            continue
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            found.errors.append(f"{given}: {NOT_REGULAR}")
            continue
        if stat.S_ISDIR(mode):
            seen.add_folder(path, _below(walk, given, path, found, seen, force_exclude=force_exclude))
            continue
        if path in seen:
            continue
        name = reported_name(given, path)
        if from_pattern and not _is_meant(name, given, from_pattern):
            if (why := walk.left_out.other(name)) is not None:
                walk.left_out.page(why)
        elif not name.lower().endswith(PAGES):
            found.skipped += 1
            found.errors.append(f"{name}: this is not a page, so it was not looked at (pages are {' '.join(PAGES)})")
        elif force_exclude and walk.excludes_named(path):
            seen.add(path)
            found.skipped += 1
            walk.leave_out_named(path)
        else:
            seen.add(path)
            named.append(File(harmless(name), path))
    named.sort()
    found.left_out = walk.left_out.said()
    if not seen.folders:
        found.files = named
    elif not named and len(seen.folders) == 1:
        found.files = seen.folders[0]
    else:
        from heapq import merge

        from ots_lint.site.file_list import FileList

        found.files = FileList(merge(*seen.folders, named))
    return found


class _Seen:
    """The files that were found so far.

    Names take memory, so those below a folder are looked up only from when paths overlap.
    """

    def __init__(self) -> None:
        self.folders: list[Sequence[File]] = []
        self._paths: set[str] = set()
        self._apart: list[tuple[str, Sequence[File]]] = []  # the folders whose files are not in `_paths`

    def add(self, path: str) -> None:
        self._paths.add(path)

    def add_folder(self, path: str, files: Sequence[File]) -> None:
        self.folders.append(files)
        self._apart.append((base_of(path), files))

    def __contains__(self, path: str) -> bool:
        if self._apart:
            self._look_up(lambda base: path.startswith(base))
        return path in self._paths

    def overlap(self, folder: str) -> bool:
        """Whether files in or below a folder may have been found."""
        own = base_of(folder)
        self._look_up(lambda base: own.startswith(base) or base.startswith(own))
        return any(path.startswith(own) for path in self._paths)

    def _look_up(self, wanted: Callable[[str], bool]) -> None:
        for base, files in self._apart:
            if wanted(base):
                self._paths.update(file.path for file in files)
        self._apart = [(base, files) for base, files in self._apart if not wanted(base)]


def _below(walk: Walk, given: str, path: str, found: Found, seen: _Seen, *, force_exclude: bool) -> FileList:
    """The pages below a folder that were not found before, sorted."""
    from ots_lint.site.file_list import FileList

    counted = 0
    before = walk.left_out.state()
    apart = not seen.overlap(path)
    files = FileList()
    for shown, base, names in walk.pages(given, path, found, force_exclude=force_exclude):
        counted += len(names)
        wanted = names if apart else [name for name in names if base + name not in seen]
        if shown or not any(map(is_command, wanted)):
            files.extend(harmless(shown), base, wanted)
        else:
            for name in wanted:
                files.add(File(harmless(name), base + name))
    if not counted and not any(error.startswith(f"{given}: ") for error in found.errors):
        why = "; left out: " + ", ".join(said) if (said := walk.left_out.said(before)) else ""
        found.errors.append(f"{given}: {NO_PAGE} (pages are {' '.join(EVERYWHERE)}){why}")
    return files.end()


def _expand(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The paths, with patterns such as `events/*.md` expanded: some shells leave that to the program.

    With each, the pattern that it comes from, if any: of what fits one, only pages are meant.
    """
    for path in paths:
        fitting = sorted(_glob(path)) if any(c in path for c in "*?[") and not os.path.lexists(path) else []
        if any(_is_meant(reported_name(n, os.path.abspath(n)), n, path) or os.path.isdir(n) for n in fitting):  # noqa: PTH100, PTH112
            yield from ((name, path) for name in fitting)
        else:
            yield path, ""


def _is_meant(name: str, given: str, pattern: str) -> bool:
    """Whether a file that fits a pattern is a page: one that a run takes anyway, or whose suffix the pattern names."""
    if taken(name):
        return True
    suffix = os.path.splitext(pattern)[1].lower()  # noqa: PTH122
    return suffix in PAGES and given.lower().endswith(suffix) and may_be_included(os.path.basename(given))  # noqa: PTH119


def _glob(pattern: str) -> Iterator[str]:
    """The paths that fit a pattern. Unlike the library's, `**` follows no links: they may go round in circles."""
    from fnmatch import filter as fitting

    parts = pattern.replace(os.sep, "/").split("/")
    start = "/" if parts[0] == "" else ""
    levels = [part for part in parts if part]
    pending = [(start, 0)]
    seen: set[tuple[str, int]] = set()
    while pending:
        base, level = pending.pop()
        if (base, level) in seen:
            continue
        seen.add((base, level))
        if level == len(levels):
            yield base.rstrip("/") or "/"
            continue
        part = levels[level]
        if not any(c in part for c in "*?["):
            if os.path.lexists(base + part):
                pending.append((f"{base}{part}/", level + 1))
            continue
        try:
            with os.scandir(base or ".") as entries:
                # As in a shell, only a pattern that says so finds hidden names.
                listing = {e.name: e for e in entries if not e.name.startswith(".") or part.startswith(".")}
        except OSError:
            continue
        if part == "**":
            pending.append((base, level + 1))
            pending += [(f"{base}{e.name}/", level) for e in listing.values() if e.is_dir(follow_symlinks=False)]
            if level + 1 == len(levels):
                pending += [(f"{base}{name}/", level + 1) for name in listing]
        else:
            pending += [(f"{base}{name}/", level + 1) for name in fitting(listing, part)]


def missing(path: str, error: OSError | ValueError) -> str:
    """Why a path that was given cannot be looked at, in a line, with the nearest one that is there."""
    if isinstance(error, PermissionError):
        return f"{path}: there is no permission to read it"
    if os.path.islink(path):  # noqa: PTH114
        return f"{path}: this link leads nowhere"
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        from ots_lint.disk.nearby import instead

        return f"{path}: there is no such file or folder ({instead(path, 'a dot stands for everything here')})"
    return f"{path}: {error.strerror}"
