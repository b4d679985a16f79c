"""The pull request's pages beside what the base branch says about their check.

Whoever writes a pull request should not decide how it is checked. So the pages are laid out in a folder of ours, with
the configuration, rules, baseline and .gitignore files of the base branch, and ots-lint runs there: a setting of the
pull request is not overruled, it is not there.
"""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checkout import contents
from repository import Entry, GitError, Repository
from workflow import InputError

CONFIG = "ots-lint.toml"
PYPROJECT = "pyproject.toml"
IGNORE = ".gitignore"
#: What git itself leaves out of this clone; no branch has such a file.
EXCLUDE = ".git/info/exclude"
#: Files that decide wherever they lie, and those that say whose site it is.
_DECIDING = (CONFIG, PYPROJECT, IGNORE)
_SITE = ("CNAME",)
_DATA = (".toml", ".yaml", ".yml", ".json")
#: In bytes; a configuration or a site's settings are smaller, a baseline or rules may be larger.
_MAX_DATA = 1 << 20
_MAX_NAMED = 64 << 20


@dataclass
class Overlay:
    """The folder to check in, and what of the pull request was left out of it."""

    root: Path
    #: Paths from the top of what decides about the check and is other here than on the base branch.
    differing: list[str] = field(default_factory=list)


def lay_out(
    root: Path,
    repository: Repository,
    base: Mapping[str, Entry],
    top: Path,
    pages: Iterable[str],
    named: Sequence[str],
    is_page: Callable[[str], bool],
) -> Overlay:
    """Fill `root` with pages of the checkout at `top` and what decides of `base`.

    Names are paths from the top; `named` are files and folders that an input of the action names as settings,
    `is_page` says of a path whether it is a page. Raises `InputError` where one of the named is not on the base branch, and where a page
    finds no place.
    """
    root.mkdir()
    (root / ".git").mkdir()  # where the project begins
    overlay = Overlay(root)
    for name in named:
        if not any(path == name or path.startswith(f"{name}/") for path in base):
            raise InputError(
                f"{name} is not on the base branch, whose settings count in a pull request. "
                "Merge it first, or give the input settings: head."
            )
    every, base = base, {name: entry for name, entry in base.items() if not is_page(name)}
    always = {name for name, entry in base.items() if _may_decide(name, entry)}
    links = _write(root, repository, base, always)
    # Rules that lie among the pages stay the base branch's own.
    deciding_names = [*named, *_referred(root, always)]
    referred = _below(every, deciding_names)
    base |= {name: every[name] for name in referred}
    links |= _write(root, repository, base, (referred | _below(base, _inside(links))) - always)
    folders = {""}
    placed: set[str] = set()
    for name in pages:
        if name.lower().endswith(_DATA) and any(f"{name}/".startswith(f"{given}/") for given in deciding_names):
            continue
        folders |= _parents(name)
        _place(root, top, name, placed)
    for name, target in links.items():
        _link(root, name, target)
    deciding = {name for name in base if name.rpartition("/")[2] in _DECIDING} | referred
    deciding |= {f"{folder}{name}" for folder in folders for name in _DECIDING}
    overlay.differing = sorted(_differing(repository, base, top, deciding))
    if _patterns(contents(top, EXCLUDE)):
        overlay.differing.append(EXCLUDE)
    return overlay


def pages_of(top: Path, is_page: Callable[[str], bool], enter: Callable[[str], bool]) -> Iterator[str]:
    """All pages of a checkout, and the links to what they may show, by their paths from the top.

    `enter` says of a folder's name whether to look into it.
    """
    base = os.path.realpath(top)
    for folder, names, files in os.walk(base):
        prefix = os.path.relpath(folder, base).replace(os.sep, "/") + "/"
        prefix = "" if prefix == "./" else prefix
        for name in files:
            if is_page(prefix + name):
                yield prefix + name
        for name in names:
            if os.path.islink(os.path.join(folder, name)):  # noqa: PTH114, PTH118
                yield prefix + name
        names[:] = [name for name in names if name != ".git" and enter(name)]


def _may_decide(name: str, entry: Entry) -> bool:
    last = name.rpartition("/")[2]
    return last in _DECIDING + _SITE or (last.endswith(_DATA) and entry.size <= _MAX_DATA)


def _below(base: Mapping[str, Entry], names: Iterable[str]) -> set[str]:
    """The files of these names and in these folders."""
    found: set[str] = set()
    for name in names:
        found.update(path for path in base if path == name or path.startswith(f"{name}/"))
    return {path for path in found if base[path].size <= _MAX_NAMED}


def _referred(root: Path, chosen: Iterable[str]) -> set[str]:
    """What the base branch's configurations name: rules and baselines."""
    found = set()
    for name in chosen:
        folder, _, last = name.rpartition("/")
        if last not in (CONFIG, PYPROJECT) or not (root / name).is_file():
            continue
        table = _table(last, (root / name).read_bytes()) or {}
        rules = table.get("rules")
        for path in [*(rules if isinstance(rules, list) else [rules]), table.get("baseline")]:
            if isinstance(path, str) and path and "\0" not in path:
                found.add(os.path.normpath(os.path.join(folder, path)).replace(os.sep, "/"))  # noqa: PTH118
    return {path for path in found if path != "." and not path.startswith(("../", "/"))}


def _inside(links: Mapping[str, str]) -> set[str]:
    """What links of the base branch lead to, where they stay in it."""
    ends = {os.path.normpath(os.path.join(os.path.dirname(name), target)) for name, target in links.items()}  # noqa: PTH118, PTH120
    return {end.replace(os.sep, "/") for end in ends if not end.startswith(("..", os.sep))}


def _table(name: str, content: bytes) -> dict[str, object] | None:
    """The settings in a configuration; None where it has none or cannot be read."""
    try:
        document: object = tomllib.loads(content.decode("utf-8-sig"))
        if name == PYPROJECT:
            document = document["tool"]["ots-lint"]  # type: ignore[index]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _write(root: Path, repository: Repository, base: Mapping[str, Entry], names: Iterable[str]) -> dict[str, str]:
    """Write files of the base branch; the links among them (name -> target) are for later."""
    links = {}
    order = sorted(names)
    for name, content in zip(order, repository.blobs(base[name].sha for name in order), strict=True):
        if base[name].mode == "120000":
            links[name] = os.fsdecode(content)
            continue
        _room(root, name).write_bytes(content)
    return links


def _room(root: Path, name: str) -> Path:
    """The path of a file to be, with its folders. Raises `GitError` for names that no checkout has."""
    parts = name.split("/")
    if any(part in ("", ".", "..") or part.lower() == ".git" for part in parts) or (
        os.name == "nt" and set(name) & set("\\:")
    ):
        raise GitError(f"The base branch has a file with a name that no folder can hold: {name!r}.")
    path = root.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _place(root: Path, top: Path, name: str, placed: set[str]) -> None:
    """Put a page of the checkout where it belongs; a link only where it stays inside, with what it leads to."""
    source = top.joinpath(*name.split("/"))
    inside = os.path.realpath(top)
    try:
        if source.is_symlink():
            target = os.path.realpath(source)
            if not Path(target).is_relative_to(inside) or not os.path.exists(target):  # noqa: PTH110
                return
            from_top = os.path.relpath(target, inside).replace(os.sep, "/")
            if os.path.isfile(target) and from_top not in placed:  # noqa: PTH113
                if not os.path.lexists(root / from_top):  # else the base branch's own file is there
                    _copy(Path(target), _room(root, from_top))
                placed.add(from_top)
            _link(root, name, os.path.relpath(target, os.path.realpath(source.parent)))
        elif source.is_file() and name not in placed:
            _copy(source, _room(root, name))
            placed.add(name)
    except (OSError, GitError) as error:
        raise InputError(f"{name} cannot be checked beside the base branch's files: {error}") from None


def _copy(source: Path, target: Path) -> None:
    """The same file under another name where the system can, else a copy."""
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        shutil.copyfile(source, target, follow_symlinks=False)


def _link(root: Path, name: str, target: str) -> None:
    path = _room(root, name)
    if not os.path.lexists(path):
        path.symlink_to(target)


def _parents(name: str) -> set[str]:
    """The folders above a file, each with a slash; the top is empty."""
    parts = name.split("/")[:-1]
    return {"/".join(parts[:number]) + "/" for number in range(1, len(parts) + 1)} | {""}


def _differing(repository: Repository, base: Mapping[str, Entry], top: Path, names: Iterable[str]) -> Iterator[str]:
    """Which of these files say something else in the checkout than on the base branch."""
    known = sorted(name for name in names if name in base)
    pairs = zip(known, repository.blobs(base[name].sha for name in known), strict=True)
    for name, there in pairs:
        here = contents(top, name)
        if here is None or _said(name, here) != _said(name, there):
            yield name
    for name in set(names) - set(known):
        if os.path.lexists(top / name):
            here = contents(top, name)
            if here is None or _said(name, here) != _said(name, b""):
                yield name


def _said(name: str, content: bytes) -> object:
    """What a file decides: for Python projects, our own table alone."""
    last = name.rpartition("/")[2]
    if last == PYPROJECT:
        table = _table(last, content)
        return table if table is not None or b"ots-lint" not in content else content
    if last == IGNORE:
        return _patterns(content)
    return content.replace(b"\r\n", b"\n")


def _patterns(content: bytes | None) -> list[bytes]:
    lines = [line.strip() for line in (content or b"").split(b"\n")]
    return [line for line in lines if line and not line.startswith(b"#")]
