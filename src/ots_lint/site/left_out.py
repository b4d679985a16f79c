"""What a run did not look at, and why: counted, so that the summary can say it."""

from __future__ import annotations

import os
from collections import Counter

from ots_lint.pages.suffixes import EVERYWHERE, FOLDERED, NAMED, OTHERS, may_be_included

#: Folders that a site's own generator writes.
GENERATED_FOLDERS = frozenset({"_site", "public"})
#: Folders of what others have written. A virtual environment is one by whatever name.
FOREIGN_FOLDERS = frozenset({"node_modules", "bower_components", "site-packages", "vendor", "__pycache__"})
#: The file that makes a folder a virtual environment.
_ENVIRONMENT = "pyvenv.cfg"
#: Where version control keeps its own files: nobody's pages.
_VERSION_CONTROL = frozenset({".git", ".hg", ".svn", ".bzr", ".jj", ".sl"})
#: So many names of a folder are looked at for a page; one with more is taken to hold some.
_MOST_NAMES = 2_000

#: Reasons, in the order in which they are told.
EXCLUDED, IGNORED, HIDDEN, FOREIGN, LINKS, SPECIAL, FORMATS, GENERATED, UNNAMED, ELSEWHERE = range(10)


def built_in(name: str, path: str) -> int | None:
    """Why a folder that nobody names is not looked into, whatever the settings, if it is not."""
    if name.startswith("."):
        return HIDDEN
    if name in FOREIGN_FOLDERS or os.path.isfile(path + os.sep + _ENVIRONMENT):  # noqa: PTH113
        return FOREIGN
    return GENERATED if name in GENERATED_FOLDERS else None


class LeftOut:
    """Counts of pages and folders by the reason why they were not looked at."""

    def __init__(self) -> None:
        self._pages: Counter[int] = Counter()
        self._folders: Counter[int] = Counter()

    def page(self, why: int) -> None:
        """Count a page, or what might be one."""
        self._pages[why] += 1

    def folder(self, why: int, path: str) -> None:
        """Count a folder, if pages are in it: those without any are no news."""
        if os.path.basename(path) not in _VERSION_CONTROL and _holds_pages(path):  # noqa: PTH119
            self._folders[why] += 1

    def folder_by_name(self, name: str, path: str) -> bool:
        """Whether a folder is not looked into because of what it is; then it is counted."""
        why = built_in(name, path)
        if why is None:
            return False
        self.folder(why, path)
        return True

    def other(self, name: str) -> int | None:
        """Why a file is not taken that is in a format that people write pages in; None where it is in no such format."""
        name = name.lower()
        if name.endswith(OTHERS):
            return FORMATS
        why = UNNAMED if name.endswith(NAMED) else ELSEWHERE if name.endswith(FOLDERED) else None
        return why if why is not None and may_be_included(os.path.basename(name)) else None  # noqa: PTH119

    def state(self) -> tuple[Counter[int], Counter[int]]:
        """What is counted so far, for `since`."""
        return self._pages.copy(), self._folders.copy()

    def said(self, since: tuple[Counter[int], Counter[int]] | None = None) -> list[str]:
        """What was left out, reason by reason, in words."""
        pages, folders = (self._pages, self._folders)
        if since is not None:
            pages, folders = pages - since[0], folders - since[1]
        said = [_both(pages[why], folders[why], word) for why, word in ((EXCLUDED, "excluded"), (IGNORED, "ignored"))]
        if said[1]:
            said[1] += " (.gitignore)"
        if count := folders[HIDDEN]:
            said.append(_plural(count, "hidden folder"))
        if count := folders[FOREIGN]:
            said.append(_plural(count, "folder") + " of other people's files")
        if count := folders[GENERATED]:
            said.append(_plural(count, "folder") + " of generated files")
        if count := pages[LINKS]:
            said.append(
                f"{_plural(count, 'link')} that {'leads' if count == 1 else 'lead'} nowhere, out or to a folder"
            )
        if count := pages[SPECIAL]:
            said.append(f"{count} pipe{'s' if count > 1 else ''} or device{'s' if count > 1 else ''}")
        if count := pages[UNNAMED]:
            said.append(_plural(count, "file") + " neither named nor included (.txt and the like)")
        if count := pages[ELSEWHERE]:
            said.append(_plural(count, "data file") + " outside of data folders")
        if count := pages[FORMATS]:
            said.append(_plural(count, "file") + " in other formats")
        return [text for text in said if text]


def _both(pages: int, folders: int, word: str) -> str:
    parts = [_plural(count, noun) for count, noun in ((pages, "page"), (folders, "folder")) if count]
    return f"{' and '.join(parts)} {word}" if parts else ""


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _holds_pages(folder: str) -> bool:
    left = _MOST_NAMES
    pending = [folder]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    left -= 1
                    if left < 0 or entry.name.lower().endswith(EVERYWHERE):
                        return True
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
        except OSError:  # what cannot be looked into may hold anything
            return True
    return False
