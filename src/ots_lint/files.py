"""Which pages a run looks at, and how a page is read and written."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from ots_lint.config import Configs
from ots_lint.errors import PageError, UsageError
from ots_lint.globs import PathPatterns
from ots_lint.leftout import EXCLUDED, IGNORED, LINKS, SPECIAL, LeftOut, built_in
from ots_lint.pages.suffixes import EVERYWHERE, PAGES, is_taken, may_be_included, taken, taken_below
from ots_lint.places import project_root
from ots_lint.regular import NOT_REGULAR, open_given, open_regular, read_all
from ots_lint.results import File

if TYPE_CHECKING:
    from ots_lint.filelist import FileList

#: In bytes; a larger file is no page that anybody reads.
MAX_PAGE = 64 << 20
_MAX_IGNORE_FILE = 1 << 20


class Found:
    """What `discover` found, and what it has to say about the paths that it was given."""

    def __init__(self, files: Sequence[File] = (), skipped: int = 0) -> None:
        self.files = files
        self.skipped = skipped
        self.errors: list[str] = []  # wrong paths: exit status 2
        self.left_out: list[str] = []  # what was not looked at, and why


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
    walk = _Walk(configs, PathPatterns(exclude), gitignore)
    seen = _Seen()
    named: list[File] = []
    for given, from_pattern in _expand(paths):
        path = os.path.abspath(given)  # noqa: PTH100 - links stay links
        try:
            mode = os.stat(path).st_mode  # noqa: PTH116
        except (OSError, ValueError) as error:
            found.errors.append(_missing(given, error))
            continue
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            found.errors.append(f"{given}: {NOT_REGULAR}")
            continue
        if stat.S_ISDIR(mode):
            seen.add_folder(path, _below(walk, given, path, found, seen, force_exclude=force_exclude))
            continue
        if path in seen:
            continue
        name = _name(given, path)
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
            named.append(File(_harmless(name), path))
    named.sort()
    found.left_out = walk.left_out.said()
    if not seen.folders:
        found.files = named
    elif not named and len(seen.folders) == 1:
        found.files = seen.folders[0]
    else:
        from heapq import merge

        from ots_lint.filelist import FileList

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
        self._apart.append((_base(path), files))

    def __contains__(self, path: str) -> bool:
        if self._apart:
            self._look_up(lambda base: path.startswith(base))
        return path in self._paths

    def overlap(self, folder: str) -> bool:
        """Whether files in or below a folder may have been found."""
        own = _base(folder)
        self._look_up(lambda base: own.startswith(base) or base.startswith(own))
        return any(path.startswith(own) for path in self._paths)

    def _look_up(self, wanted: Callable[[str], bool]) -> None:
        for base, files in self._apart:
            if wanted(base):
                self._paths.update(file.path for file in files)
        self._apart = [(base, files) for base, files in self._apart if not wanted(base)]


def _base(folder: str) -> str:
    return folder if folder.endswith(os.sep) else folder + os.sep


def _below(walk: _Walk, given: str, path: str, found: Found, seen: _Seen, *, force_exclude: bool) -> FileList:
    """The pages below a folder that were not found before, sorted."""
    from ots_lint.filelist import FileList

    counted = 0
    before = walk.left_out.state()
    apart = not seen.overlap(path)
    files = FileList()
    for shown, base, names in walk.pages(given, path, found, force_exclude=force_exclude):
        counted += len(names)
        wanted = names if apart else [name for name in names if base + name not in seen]
        if shown or not any(map(_is_harmful, wanted)):
            files.extend(_harmless(shown), base, wanted)
        else:
            for name in wanted:
                files.add(File(_harmless(name), base + name))
    if not counted and not any(error.startswith(f"{given}: ") for error in found.errors):
        why = "; left out: " + ", ".join(said) if (said := walk.left_out.said(before)) else ""
        found.errors.append(f"{given}: no page was looked at in this folder (pages are {' '.join(EVERYWHERE)}){why}")
    return files.end()


def is_excluded(path: str, configs: Configs, exclude: Sequence[str]) -> bool:
    """Whether a pattern of the command line or of the configuration excludes a file (absolute path)."""
    return _Walk(configs, PathPatterns(exclude), False).excludes_named(path)


def _expand(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The paths, with patterns such as `events/*.md` expanded: some shells leave that to the program.

    With each, the pattern that it comes from, if any: of what fits one, only pages are meant.
    """
    for path in paths:
        fitting = sorted(_glob(path)) if any(c in path for c in "*?[") and not os.path.lexists(path) else []
        if any(_is_meant(_name(n, os.path.abspath(n)), n, path) or os.path.isdir(n) for n in fitting):  # noqa: PTH100, PTH112
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


def _missing(path: str, error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return f"{path}: there is no permission to read it"
    if os.path.islink(path):  # noqa: PTH114
        return f"{path}: this link leads nowhere"
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        from ots_lint.nearby import instead

        return f"{path}: there is no such file or folder ({instead(path, 'a dot stands for everything here')})"
    return f"{path}: {error.strerror}"


def _name(given: str, path: str) -> str:
    """A file's name in reports: from the current folder where it is below it."""
    cwd = os.getcwd()  # noqa: PTH109
    prefix = cwd if cwd.endswith(os.sep) else cwd + os.sep
    name = path[len(prefix) :] if path.startswith(prefix) else os.path.normpath(given)
    return name if os.sep == "/" else name.replace(os.sep, "/")


def _is_harmful(name: str) -> bool:
    """Whether a CI service takes a name for a command (`::error::`, `##[…]`, `##vso[…]`) at the start of a line."""
    return name.startswith((":", "#"))


def _harmless(name: str) -> str:
    return "./" + name if _is_harmful(name) else name


#: The `.gitignore` files that hold for a folder, innermost first: the length of their own folder's path, and patterns.
_Ignores = tuple[tuple[int, PathPatterns], ...]


class _Frame(NamedTuple):
    """A folder on a walk, with the names that are still to come."""

    base: str  # its path, with a separator
    shown: str  # what its names begin with
    ignores: _Ignores
    taken: tuple[str, ...]  # the suffixes of what is taken in it
    names: Iterator[str]


class _Walk:
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
        shown = _name(given, path)
        prefix = "" if path + os.sep == self.cwd else shown.rstrip("/") + "/"
        root = os.path.realpath(path)

        def unreadable(where: str, error: OSError) -> None:
            found.errors.append(f"{where or given}: the folder cannot be read: {error.strerror}")

        top = _base(path.rstrip(os.sep))
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
        names.sort(key=None if shown else _harmless)
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
        return target.startswith(_base(root)) and os.path.isfile(target) and target.lower().endswith(EVERYWHERE)  # noqa: PTH113

    def _worth_following(self, path: str, root: str) -> bool:
        """Whether a link found on the way is a page of its own.

        Not if it leads out of the folder, and not if its target is met by its own name.
        """
        target = os.path.realpath(path)
        if not target.startswith(_base(root)) or not os.path.isfile(target):  # noqa: PTH113
            return False
        return not target.lower().endswith(EVERYWHERE) or not self._is_met(target[len(_base(root)) :])

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
    if target != root and not target.startswith(_base(root)):
        return True
    path = root.rstrip(os.sep)
    for name in Path(target).parts[len(Path(root).parts) :]:
        path += os.sep + name
        if built_in(name, path) is not None:
            return True
    return False


def read_bytes(path: str, name: str) -> bytes:
    """The bytes of a page. Raises `PageError` where it cannot be read or is larger than `MAX_PAGE`."""
    try:
        with open_regular(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > MAX_PAGE:
                raise PageError(f"the file is larger than {MAX_PAGE >> 20} MiB", name)
            data = stream.read(size + 1) if size else b""
            if size and len(data) == size:  # it ends there, or the answer would be longer
                return data
            while True:  # a file that grew
                more = stream.read(1 << 20)
                if not more:
                    return data
                data += more
                if len(data) > MAX_PAGE:
                    raise PageError(f"the file is larger than {MAX_PAGE >> 20} MiB", name)
    except OSError as error:
        raise PageError(f"the file cannot be read: {error.strerror or error}", name) from None


def read_list(path: str) -> list[str]:
    """The paths in a file (`-`: standard input), separated by NUL bytes, or by line ends where there are none."""
    try:
        data = standard_input() if path == "-" else _read_given(path)
    except OSError as error:
        raise UsageError(
            f"the list of files cannot be read: {error.strerror}", path, hint="name a file of paths, one a line"
        ) from None
    separator = b"\0" if b"\0" in data else b"\n"
    return [os.fsdecode(item) for item in (part.rstrip(b"\r") for part in data.split(separator)) if item]


def _read_given(path: str) -> bytes:
    with open_given(path) as stream:
        return stream.readall() or b""


def standard_input(most: int = -1) -> bytes:
    """What standard input holds, up to so many bytes. Raises `OSError` where it is closed or cannot be read."""
    import sys

    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    return sys.stdin.buffer.read(most)


def write_atomically(path: str, data: bytes, *, expected: bytes | None = None, root: Path | None = None) -> None:
    """Replace a file's content; see `replace_file`."""
    replace_file(path, lambda stream: stream.write(data), expected=expected, root=root)


def replace_file(
    path: str, write: Callable[[BinaryIO], object], *, expected: bytes | None = None, root: Path | None = None
) -> None:
    """Replace a file's content by what `write` writes; see `Replacement`. Raises `PageError`."""
    replacement = Replacement(path, root=root, expected=expected)
    try:
        write(replacement.stream)
    except OSError as error:
        replacement.discard()
        raise _unwritable(path, error) from None
    except BaseException:
        replacement.discard()
        raise
    replacement.commit()


def _unwritable(path: str, error: OSError) -> PageError:
    return PageError(f"not changed: the file cannot be written: {error.strerror or error}", path)


class Replacement:
    """A new content for a file, which takes the old one's place by a rename: a crash or a full disk leaves one of them.

    Keeps the file's mode, and its owner where that is allowed. A link is followed to its
    target, where that is inside `root` (absolute; None: anywhere). Making one, and `commit`,
    raise `PageError` where the link leads out, the file is read-only, is no longer `expected`,
    or cannot be written. One that is not committed is to be discarded.
    """

    def __init__(self, path: str, *, root: Path | None = None, expected: bytes | None = None) -> None:
        self._path = path
        self._expected = expected
        self._target = target = os.path.realpath(path)
        if root is not None and not Path(target).is_relative_to(os.path.realpath(root)):
            raise PageError("not changed: the path leads out of the project by a link", path)
        folder, name = os.path.split(target)
        self._old: os.stat_result | None = None
        try:
            self._old = os.stat(target)  # noqa: PTH116
        except FileNotFoundError:
            if expected is not None:
                raise PageError("not changed: the file is gone", path) from None
        except OSError as error:
            raise _unwritable(path, error) from None
        if self._old is not None and not stat.S_ISREG(self._old.st_mode):
            raise PageError("not changed: this is no regular file", path)
        if self._old is not None and not os.access(target, os.W_OK):
            raise PageError("not changed: the file is read-only", path)
        if len(name) > 200:  # the temporary name must not be longer than a file system allows
            name = "page"
        self._temporary = os.path.join(folder, f".{name}.{os.urandom(6).hex()}.tmp")  # noqa: PTH118
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            handle = os.open(self._temporary, flags, 0o600 if self._old else 0o666)
        except OSError as error:
            raise _unwritable(path, error) from None
        self.stream: BinaryIO = os.fdopen(handle, "wb")

    def commit(self) -> None:
        """Let the new content take the place of the old one. Raises `PageError`."""
        handle = self.stream.fileno()
        try:
            with self.stream:
                self.stream.flush()
                if self._old is not None:
                    _keep_attributes(handle, self._target)
                    _keep_owner_and_mode(handle, self._old)
                os.fsync(handle)
            if self._expected is not None and Path(self._target).read_bytes() != self._expected:
                raise PageError("not changed: the file was changed meanwhile; run again", self._path)
            os.replace(self._temporary, self._target)  # noqa: PTH105
        except OSError as error:
            raise _unwritable(self._path, error) from None
        finally:
            self.discard()
        _sync_folder(os.path.dirname(self._target))  # noqa: PTH120

    def discard(self) -> None:
        """Leave the old content; once the new one has its place, this does nothing."""
        with suppress(OSError):
            self.stream.close()
        _remove(self._temporary)


def _keep_owner_and_mode(handle: int, old: os.stat_result) -> None:
    if not hasattr(os, "fchmod"):
        return
    new = os.fstat(handle)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        with suppress(OSError):  # only the administrator may give a file away
            os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _keep_attributes(handle: int, old: str) -> None:
    """Copy extended attributes and access lists, where the system has them and allows it."""
    if not hasattr(os, "listxattr"):
        return
    with suppress(OSError):
        for name in os.listxattr(old):
            with suppress(OSError):
                os.setxattr(handle, name, os.getxattr(old, name))


def _sync_folder(folder: str) -> None:
    """Make a rename outlast a power cut; where that cannot be asked for, the old or the new file is there."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)  # noqa: PTH108


def write_root(path: str) -> Path:
    """The folder that a page may not be written outside of, whatever links it goes through.

    It is the repository that the page is in; without one the current folder, or else its own.
    """
    full = Path(os.path.abspath(path))  # noqa: PTH100
    repository = project_root(str(full.parent))
    if os.path.lexists(repository / ".git"):
        return repository
    cwd = Path.cwd()
    return cwd if full.is_relative_to(cwd) else full.parent
