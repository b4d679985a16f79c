"""Which files a rule set is made of: found in their folders, told apart, and read within limits."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ots_lint.disk.opening import open_regular, read_all
from ots_lint.disk.project import check_inside
from ots_lint.errors import RuleError

CONTRACT = "contract.yaml"
#: Common words of languages without a pack that look like one with a pack.
NEAR = "near.yaml"
#: The folder of the words that tell names from phrases, a file for each language.
NAME_WORDS = "name-words"
#: The folder of a language whose files add to rules.
LANGUAGE_RULES = "rules"
#: Rule files of one folder; all files of all folders, in bytes.
MAX_FILES = 2_000
MAX_BYTES = 8_000_000
_TAG = re.compile(r"[a-z]{2,3}")


class RuleFile(NamedTuple):
    """A file with what it is about: a brand, its guideline, a rule, the contract for language packs, languages that are near
    to those with packs, or what belongs to the language of a tag: its pack, what it adds to a rule, its name words."""

    path: str
    about: str
    tag: str
    pack: Path  # the folder of rules that it was found in
    ours: bool  # whether it came with the program
    content: bytes

    @property
    def text(self) -> str:
        """The content. Raises `RuleError` where it is not UTF-8."""
        try:
            return self.content.decode("utf-8")
        except UnicodeDecodeError:
            raise RuleError("the file is not UTF-8", self.path) from None


def read_files(folders: Sequence[Path], shipped: Path) -> list[RuleFile]:
    """The rule files in these folders. In a folder that is not ours, no link may lead out of it.

    Every run does this, most of them for nothing else: paths are texts here.
    """
    read: list[RuleFile] = []
    left = MAX_BYTES
    for folder in folders:
        if not os.path.isdir(folder):  # noqa: PTH112
            raise no_folder(folder)
        ours = folder.is_relative_to(shipped)
        if not ours:
            check_inside(folder, "the folder of rules", str(folder))
        inside = folder.resolve()
        before = len(read)
        for parent, names, files in os.walk(folder):
            names[:] = sorted(n for n in names if not n.startswith("."))
            within = _below_languages(parent, str(folder))
            words = os.path.basename(parent) == NAME_WORDS  # noqa: PTH119
            for name in sorted(files):
                if not name.endswith((".yaml", ".yml")):
                    continue
                path = f"{parent}{os.sep}{name}"
                if not ours:
                    _check_place(Path(path), inside)
                if name == "brand.yaml" and not ours and parent != str(folder):
                    raise RuleError("the rules of a brand begin here", path, hint=f"name this folder: {parent}")
                about, tag = (NAME_WORDS, name.rpartition(".")[0]) if words else _about(name, within, path, ours=ours)
                try:
                    with open_regular(path) as stream:
                        content = read_all(stream, left + 1)
                except OSError as error:
                    raise RuleError(f"the file cannot be read: {error.strerror}", path) from None
                left -= len(content)
                if left < 0:
                    raise RuleError(f"the rule files are larger than {MAX_BYTES // 1_000_000} MB together", path)
                read.append(RuleFile(path, about, tag, folder, ours, content))
            if len(read) - before > MAX_FILES:
                raise RuleError("the folder holds too many rule files", str(folder))
    return read


def _below_languages(parent: str, folder: str) -> list[str] | None:
    """The folders below `languages` on the way to a folder; None where no folder of that name is on it."""
    within = [os.path.basename(folder), *parent[len(folder) :].split(os.sep)]  # noqa: PTH119, PTH206
    if "languages" not in within:
        return None
    return [name for name in within[len(within) - within[::-1].index("languages") :] if name]


def _about(name: str, within: list[str] | None, path: str, *, ours: bool) -> tuple[str, str]:
    """What a file is about, and of which language."""
    if within is None:
        return {"brand.yaml": "brand", "guideline.yaml": "guideline"}.get(name, "rule"), ""
    if not within and name == CONTRACT:
        if not ours:
            raise RuleError("the contract for language packs comes with the program", path, hint="take it away")
        return "contract", ""
    if not within and name == NEAR:
        return "near", ""
    tag = within[0] if within else name.rpartition(".")[0]
    if not _TAG.fullmatch(tag):
        raise RuleError(f"{tag!r} is no language", path, hint="languages/ holds folders and files such as fr")
    return ("language-rule" if within[1:] == [LANGUAGE_RULES] else "language"), tag


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


def no_folder(folder: Path) -> RuleError:
    """What is wrong with a folder of rules that is none, with the nearest name or what else to do."""
    if os.path.lexists(folder):
        return RuleError("this is no folder, and rules stand in one", str(folder), hint="name the folder that it is in")
    from ots_lint.disk.nearby import instead

    hint = instead(str(folder), "name a folder of rule files, or leave it out for the shipped ones")
    return RuleError("there is no such folder of rules", str(folder), hint=hint)
