"""A walk through folders that honours `.gitignore` files and excludes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ots_lint.disk.opening import open_regular, read_all
from ots_lint.disk.project import project_root
from ots_lint.pages.suffixes import EVERYWHERE, is_taken, may_be_included, taken_below
from ots_lint.site.configs import Configs
from ots_lint.site.globs import PathPatterns
from ots_lint.site.left_out import ELSEWHERE, EXCLUDED, IGNORED, LINKS, SPECIAL, LeftOut, built_in
from ots_lint.site.result import File
from ots_lint.text.visible import harmless

_MAX_IGNORE_FILE = 1 << 20


class Found:
    """What `discover` found, and what it has to say about the paths that it was given."""

    def __init__(self, files: Sequence[File] = (), skipped: int = 0) -> None:
        self.files = files
        self.skipped = skipped
        self.errors: list[str] = []  # wrong paths: exit status 2
        self.left_out: list[str] = []  # what was not looked at, and why


def base_of(folder: str) -> str:
    """The path of a folder with one separator at its end, so that a name can be put behind it."""
    return folder if folder.endswith(os.sep) else folder + os.sep


def is_excluded(path: str, configs: Configs, exclude: Sequence[str]) -> bool:
    """Whether a pattern of the command line or of the configuration excludes a file (absolute path)."""
    return Walk(configs, PathPatterns(exclude), False).excludes_named(path)


def reported_name(given: str, path: str) -> str:
    """A file's name in reports: from the current folder where it is below it."""
    cwd = os.getcwd()  # noqa: PTH109
    prefix = cwd if cwd.endswith(os.sep) else cwd + os.sep
    name = path[len(prefix) :] if path.startswith(prefix) else os.path.normpath(given)
    return name if os.sep == "/" else name.replace(os.sep, "/")


#: The `.gitignore` files that hold for a folder, innermost first: the length of their own folder's path, and patterns.
_Ignores = tuple[tuple[int, PathPatterns], ...]


class _Frame(NamedTuple):
    """A folder on a walk, with the names that are still to come."""

    base: str  # its path, with a separator
    shown: str  # what its names begin with
    ignores: _Ignores
    taken: tuple[str, ...]  # the suffixes of what is taken in it
    names: Iterator[str]


class Walk:
    """A walk through folders that honours `.gitignore` files and excludes."""

    def __init__(self, configs: Configs, exclude: PathPatterns, gitignore: bool) -> None:
        self.configs = configs
        self.exclude = exclude
        self.gitignore = gitignore
        self.left_out = LeftOut()
        self._roots: list[str] = []  # the folders that were walked through
        self._top = ""  # the one that is walked through
        self._start: _Ignores = ()  # what holds for it from above
        cwd = os.getcwd()  # noqa: PTH109
        self.cwd = cwd if cwd.endswith(os.sep) else cwd + os.sep

    def leave_out_named(self, path: str) -> None:
        """Count a page that was named and is excluded, unless a walk came by and did."""
        if not any(path.startswith(walked) for walked in self._roots):
            self.left_out.page(EXCLUDED)

    def excludes_named(self, path: str, *, folder: bool = False) -> bool:
        """Whether an exclude covers a file or folder that was named."""
        config = self.configs.of(os.path.dirname(path))  # noqa: PTH120
        relative = config.relative(path)
        if relative is not None and config.excluded.cover(relative, folder=folder):
            return True
        if not self.exclude or not path.startswith(self.cwd):
            return False
        return self.exclude.cover(_slashed(path[len(self.cwd) :]), folder=folder)

    def pages(
        self, given: str, path: str, found: Found, *, force_exclude: bool
    ) -> Iterator[tuple[str, str, list[str]]]:
        """All pages below a folder in the order of their harmless names, those in a row that are in one folder together.

        What their names and their paths begin with, and the names.
        """
        if force_exclude and path + os.sep != self.cwd and self.excludes_named(path, folder=True):
            found.errors.append(f"{given}: this folder is excluded, so it was not looked at")
            return
        ignores = self._start = self._inherited(path) if self.gitignore else ()
        shown = reported_name(given, path)
        prefix = "" if path + os.sep == self.cwd else shown.rstrip("/") + "/"
        root = os.path.realpath(path)

        def unreadable(where: str, error: OSError) -> None:
            found.errors.append(f"{where or given}: the folder cannot be read: {error.strerror}")

        top = base_of(path.rstrip(os.sep))
        self._top = top
        suffixes = EVERYWHERE
        for name in prefix.split("/")[:-1] if path.startswith(self.cwd) else (os.path.basename(path),):  # noqa: PTH119
            suffixes = taken_below(name, suffixes)
        frames = [self._open(top, prefix, ignores, suffixes, root, unreadable)]
        while frames:
            frame = frames[-1]
            together: list[str] = []
            below = ""
            for name in frame.names:
                if name.endswith("/"):
                    below = name
                    break
                together.append(name)
            if together:
                yield frame.shown, frame.base, together
            if below:
                folder = frame.base + below[:-1] + os.sep
                suffixes = taken_below(below[:-1], frame.taken)
                frames.append(self._open(folder, frame.shown + below, frame.ignores, suffixes, root, unreadable))
            else:
                frames.pop()
        self._roots.append(top)

    def _open(
        self,
        base: str,
        shown: str,
        ignores: _Ignores,
        suffixes: tuple[str, ...],
        root: str,
        unreadable: Callable[[str, OSError], None],
    ) -> _Frame:
        """What a folder holds; `shown` is what names in it begin with."""
        folder = base if len(base) == 1 else base[:-1]
        if self.gitignore:
            patterns = _read_ignore(base + ".gitignore")
            if patterns:
                ignores = ((len(base), patterns), *ignores)
        names: list[str] = []
        try:
            with os.scandir(folder) as entries:
                names = list(self._wanted(entries, base, ignores, suffixes, root))
        except OSError as error:
            unreadable(shown, error)
        # As all names in a folder begin with its own and a slash, whole names come sorted.
        names.sort(key=None if shown else harmless)
        return _Frame(base, shown, ignores, suffixes, iter(names))

    def _wanted(
        self,
        entries: Iterable[os.DirEntry[str]],
        base: str,
        ignores: _Ignores,
        suffixes: tuple[str, ...],
        root: str,
    ) -> Iterator[str]:
        """The names of pages and, with a slash, of folders to look into."""
        excludes = self._excludes(base)
        included = self._included(base)
        # What was walked through before, by another path that was named, is counted already.
        out = LeftOut() if any(base.startswith(walked) for walked in self._roots) else self.left_out
        for entry in entries:
            name = entry.name
            try:
                is_folder = entry.is_dir(follow_symlinks=False)
                full = base + name
                is_page, other = False, None
                if is_folder:
                    if not _taken_back(full, name, excludes) and out.folder_by_name(name, full):
                        continue
                elif (
                    not (is_page := is_taken(name, suffixes) or (included is not None and included(name)))
                    and (other := out.other(name)) is None
                ):
                    if entry.is_symlink() and _leads_out(full, root):
                        out.page(LINKS)
                    continue
                why = _left_out_by(full, name, is_folder, ignores, excludes)
                if why is not None:
                    if is_folder:
                        out.folder(why, full)
                    elif is_page:
                        out.page(why)
                elif is_folder:
                    yield name + "/"
                elif other is not None:
                    if other != ELSEWHERE or not self._is_own(base, entry.name):
                        out.page(other)
                elif entry.is_symlink():
                    if self._worth_following(full, root):
                        yield name
                    elif not self._is_page_below(full, root):
                        out.page(LINKS)
                elif entry.is_file():
                    yield name
                else:
                    out.page(SPECIAL)
            except OSError:  # gone in between
                continue

    def _excludes(self, base: str) -> list[tuple[int, PathPatterns]]:
        """The excludes that hold in a folder: one more list of patterns, which no .gitignore can take back."""
        config = self.configs.of(base if len(base) == 1 else base[:-1])
        excludes = [(len(str(config.root).rstrip(os.sep)) + 1, config.excluded)] if config.excluded else []
        if excludes and config.relative(base) is None:
            excludes = []
        if self.exclude and base.startswith(self.cwd):
            excludes.append((len(self.cwd), self.exclude))
        return excludes

    def _is_own(self, base: str, name: str) -> bool:
        """Whether a file is one of the rules or the baseline that the settings name: they are no pages."""
        config = self.configs.of(base if len(base) == 1 else base[:-1])
        is_baseline = config.baseline is not None and str(config.baseline) == base + name
        return is_baseline or any(base.startswith(base_of(str(folder))) for folder in config.rules)

    def _included(self, base: str) -> Callable[[str], bool] | None:
        """Whether the settings that hold in a folder include a file that a run over folders leaves alone; None for never."""
        config = self.configs.of(base if len(base) == 1 else base[:-1])
        relative = config.relative(base) if config.included else None
        if relative is None:
            return None
        return lambda name: may_be_included(name) and config.included.cover(relative + name)

    def _is_page_below(self, path: str, root: str) -> bool:
        """Whether a link leads to a page below the folder, by that page's own name."""
        target = os.path.realpath(path)
        return target.startswith(base_of(root)) and os.path.isfile(target) and target.lower().endswith(EVERYWHERE)  # noqa: PTH113

    def _worth_following(self, path: str, root: str) -> bool:
        """Whether a link found on the way is a page of its own.

        Not if it leads out of the folder, and not if its target is met by its own name.
        """
        target = os.path.realpath(path)
        if not target.startswith(base_of(root)) or not os.path.isfile(target):  # noqa: PTH113
            return False
        return not target.lower().endswith(EVERYWHERE) or not self._is_met(target[len(base_of(root)) :])

    def _is_met(self, relative: str) -> bool:
        """Whether the walk comes by a page, whose path is from the folder that is walked through."""
        base, ignores = self._top, self._start
        names = Path(relative).parts
        for i, name in enumerate(names):
            is_folder = i + 1 < len(names)
            excludes = self._excludes(base)
            if is_folder and not _taken_back(base + name, name, excludes) and built_in(name, base + name) is not None:
                return False
            if self.gitignore and (patterns := _read_ignore(base + ".gitignore")):
                ignores = ((len(base), patterns), *ignores)
            if _left_out_by(base + name, name, is_folder, ignores, excludes) is not None:
                return False
            base += name + os.sep
        return True

    def _inherited(self, path: str) -> _Ignores:
        """The `.gitignore` files above a folder, innermost first, and the repository's own excludes."""
        root = str(project_root(path))
        if not os.path.lexists(os.path.join(root, ".git")):  # noqa: PTH118
            return ()
        ignores = []
        folder = path
        while folder != root:
            folder = os.path.dirname(folder)  # noqa: PTH120
            base = folder if folder.endswith(os.sep) else folder + os.sep
            patterns = _read_ignore(base + ".gitignore")
            if patterns:
                ignores.append((len(base), patterns))
        base = root if root.endswith(os.sep) else root + os.sep
        patterns = _read_ignore(os.path.join(root, ".git", "info", "exclude"))  # noqa: PTH118
        if patterns:
            ignores.append((len(base), patterns))
        return tuple(ignores)


def _slashed(path: str) -> str:
    return path if os.sep == "/" else path.replace(os.sep, "/")


def _ignored(tests: Sequence[tuple[int, PathPatterns]], path: str, name: str, folder: bool) -> bool:
    for base, patterns in tests:
        decided = patterns.decide(_slashed(path[base:]), name, folder=folder)
        if decided is not None:
            return decided
    return False


def _read_ignore(path: str) -> PathPatterns | None:
    """The patterns of a `.gitignore`; None where it is absent, empty, a link, or oversized."""
    try:
        if os.path.islink(path):  # noqa: PTH114 - git does not follow it either
            return None
        with open_regular(path) as stream:
            data = read_all(stream, _MAX_IGNORE_FILE)
    except OSError:
        return None
    return PathPatterns(data.decode("utf-8-sig", "replace").split("\n")) or None


def _left_out_by(
    path: str, name: str, folder: bool, ignores: _Ignores, excludes: Sequence[tuple[int, PathPatterns]]
) -> int | None:
    """Why a page or folder is left out, if it is."""
    if ignores and _ignored(ignores, path, name, folder):
        return IGNORED
    if excludes and any(patterns.decide(_slashed(path[n:]), name, folder=folder) for n, patterns in excludes):
        return EXCLUDED
    return None


def _taken_back(path: str, name: str, excludes: Sequence[tuple[int, PathPatterns]]) -> bool:
    """Whether an exclude with a `!` wants a folder that is otherwise never looked into."""
    return any(patterns.decide(_slashed(path[n:]), name, folder=True) is False for n, patterns in excludes)


def _leads_out(path: str, root: str) -> bool:
    """Whether a link leads to a folder outside of the one that is walked through, or to a hidden one in it."""
    if not os.path.isdir(path):  # noqa: PTH112
        return False
    target = os.path.realpath(path)
    if target != root and not target.startswith(base_of(root)):
        return True
    path = root.rstrip(os.sep)
    for name in Path(target).parts[len(Path(root).parts) :]:
        path += os.sep + name
        if built_in(name, path) is not None:
            return True
    return False
