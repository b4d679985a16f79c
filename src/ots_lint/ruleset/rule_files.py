"""Which files a rule set is made of: found in their folders, told apart, and read within limits."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ots_lint.errors import RuleError
from ots_lint.places import check_inside
from ots_lint.regular import open_regular, read_all
from ots_lint.ruleset.contract import FILE as CONTRACT

#: The folder of a language whose files add to rules.
LANGUAGE_RULES = "rules"
#: Rule files of one folder; all files of all folders, in bytes.
MAX_FILES = 2_000
MAX_BYTES = 8_000_000
_TAG = re.compile(r"[a-z]{2,3}")


class RuleFile(NamedTuple):
    """A file with what it is about: a brand, its guideline, a rule, the contract for language packs, or what belongs to
    the language of a tag: its pack, what it adds to a rule, its name words."""

    path: Path
    about: str
    tag: str
    pack: Path  # the folder of rules that it was found in
    ours: bool  # whether it came with the program
    content: bytes = b""

    @property
    def text(self) -> str:
        """The content. Raises `RuleError` where it is not UTF-8."""
        try:
            return self.content.decode("utf-8")
        except UnicodeDecodeError:
            raise RuleError("the file is not UTF-8", str(self.path)) from None


def read_files(folders: Sequence[Path], shipped: Path) -> list[RuleFile]:
    """The rule files in these folders. In a folder that is not ours, no link may lead out of it."""
    read: list[RuleFile] = []
    left = MAX_BYTES
    for file in _files(folders, shipped):
        try:
            with open_regular(file.path) as stream:
                content = read_all(stream, left + 1)
        except OSError as error:
            raise RuleError(f"the file cannot be read: {error.strerror}", str(file.path)) from None
        left -= len(content)
        if left < 0:
            raise RuleError(f"the rule files are larger than {MAX_BYTES // 1_000_000} MB together", str(file.path))
        read.append(file._replace(content=content))
    return read


def _files(folders: Sequence[Path], shipped: Path) -> list[RuleFile]:
    found: list[RuleFile] = []
    for folder in folders:
        if not os.path.isdir(folder):  # noqa: PTH112
            raise RuleError("there is no such folder of rules", str(folder), hint=instead_of(folder))
        ours = folder.is_relative_to(shipped)
        if not ours:
            check_inside(folder, "the folder of rules", str(folder))
        inside = folder.resolve()
        before = len(found)
        for parent, names, files in os.walk(folder):
            names[:] = sorted(n for n in names if not n.startswith("."))
            for name in sorted(files):
                if not name.endswith((".yaml", ".yml")):
                    continue
                path = Path(parent, name)
                if not ours:
                    _check_place(path, inside)
                found.append(_file(path, folder, ours=ours))
            if len(found) - before > MAX_FILES:
                raise RuleError("the folder holds too many rule files", str(folder))
    return found


def _file(path: Path, folder: Path, *, ours: bool) -> RuleFile:
    within = path.relative_to(folder.parent).parts
    if "languages" in within[:-1]:
        below = within[len(within) - within[::-1].index("languages") :]
        if below == (CONTRACT,):
            if not ours:
                raise RuleError(
                    "the contract for language packs comes with the program", str(path), hint="take it away"
                )
            return RuleFile(path, "contract", "", folder, ours)
        tag = below[0] if len(below) > 1 else path.stem
        if not _TAG.fullmatch(tag):
            raise RuleError(f"{tag!r} is no language", str(path), hint="languages/ holds folders and files such as fr")
        about = "language-rule" if below[1:-1] == (LANGUAGE_RULES,) else "language"
        return RuleFile(path, about, tag, folder, ours)
    if path.parent.name == "name-words":
        return RuleFile(path, "name-words", path.stem, folder, ours)
    about = {"brand.yaml": "brand", "guideline.yaml": "guideline"}.get(path.name, "rule")
    return RuleFile(path, about, "", folder, ours)


def _check_place(path: Path, inside: Path) -> None:
    """Raise `RuleError` for what no error message should quote: a file outside, a device, a pipe."""
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            raise RuleError("this link leads out of the folder of rules", str(path))
        regular = path.is_file()
    except (OSError, RuntimeError):  # a loop of links
        regular = False
    if not regular:
        raise RuleError("this is no regular file", str(path))


def instead_of(folder: Path) -> str:
    """A hint for a folder that is not there: the nearest name, or what else to do."""
    from ots_lint.nearby import instead

    return instead(str(folder), "name a folder of rule files, or leave it out for the shipped ones")
