"""What a file's name says about its format; apart, for it is asked before any page is read."""

from __future__ import annotations

import re
from functools import lru_cache
from os.path import splitext

from ots_lint.pages.format import Format
from ots_lint.pages.formats import FORMATS

#: File name suffix → module in this package that has `read(source) -> Page`.
READERS = {suffix: told.name for told in FORMATS for suffix in told.suffixes}
_FORMATS = {suffix: told for told in FORMATS for suffix in told.suffixes}
#: The suffixes of pages, whoever names them.
PAGES = tuple(READERS)
#: Those that a run over folders takes wherever they are.
EVERYWHERE = tuple(suffix for told in FORMATS if not (told.named or told.folders) for suffix in told.suffixes)
#: Those that it takes only from folders of these names, or if the settings include them.
_IN_FOLDERS = {
    folder: tuple(suffix for told in FORMATS if folder in told.folders for suffix in told.suffixes)
    for folder in {folder for told in FORMATS for folder in told.folders}
}
#: All of these, by whichever folder.
FOLDERED = tuple(suffix for told in FORMATS if told.folders for suffix in told.suffixes)
#: Those of formats that people write pages in, and that a run over folders leaves alone unless the settings include them.
NAMED = tuple(suffix for told in FORMATS if told.named for suffix in told.suffixes)
#: Other formats that people write pages in: nothing here reads them, and a run says so.
_UNREAD = (
    ".creole", ".doc", ".ejs", ".epub", ".erb", ".fodt", ".haml", ".hbs", ".ipynb", ".j2", ".jinja", ".jinja2", ".jsp",
    ".mbox", ".mediawiki", ".mkd", ".msg", ".mustache", ".odp", ".org", ".php", ".ppt", ".pptx", ".pug", ".qmd", ".rmd",
    ".rtf", ".shtml", ".slim", ".svelte", ".textile", ".twig", ".vue", ".xht",
)  # fmt: skip
OTHERS = tuple(suffix for suffix in _UNREAD if suffix not in READERS)


def format_of(name: str) -> Format | None:
    """The format of a page by its name; None where nothing reads it."""
    return _FORMATS.get(splitext(name)[1].lower())  # noqa: PTH122 - a tenth of what a path object costs


def taken_below(folder: str, above: tuple[str, ...] = EVERYWHERE) -> tuple[str, ...]:
    """The suffixes that a run takes in and below a folder of this name, `above` being those that it takes around it."""
    more = _IN_FOLDERS.get(folder, ())
    return above if not more or more[0] in above else (*above, *more)


def taken(path: str) -> bool:
    """Whether a run over the folder that this path (with slashes) begins in takes it, if no setting says otherwise."""
    *folders, name = path.split("/")
    suffixes = EVERYWHERE
    for folder in folders:
        suffixes = taken_below(folder, suffixes)
    return is_taken(name, suffixes)


def is_taken(name: str, suffixes: tuple[str, ...]) -> bool:
    """Whether a run takes a file of this name from a folder in which it takes these suffixes."""
    low = name.lower()
    return low.endswith(EVERYWHERE) or (
        len(suffixes) > len(EVERYWHERE) and low.endswith(suffixes) and may_be_included(name)
    )


def is_coded(name: str, data: bytes = b"") -> bool:
    """Whether what is read in a page does not stand in its bytes as it is, so that a search there says nothing."""
    told = format_of(name)
    return told is not None and (told.coded or (told.hides != "" and _pattern(told.hides).search(data) is not None))


@lru_cache(maxsize=8)
def _pattern(hides: str) -> re.Pattern[bytes]:
    return re.compile(hides.encode())


@lru_cache(maxsize=1000)
def may_be_included(name: str) -> bool:
    """Whether a file of this name is a page if a pattern covers it: not a licence, or what programs read."""
    told = format_of(name)
    if told is None:
        return False
    from fnmatch import fnmatchcase

    return not any(fnmatchcase(name.lower(), pattern) for pattern in told.never)


#: Folders in which sites keep what other pages are put together from.
_PIECES = frozenset(
    ["_includes", "_layouts", "_partials", "components", "includes", "layouts", "macros", "partials", "snippets"]
)


def is_piece(path: str) -> bool:
    """Whether a template is no page of its own, by the folder that it is in: other pages show it, with more around it."""
    return not _PIECES.isdisjoint(path.lower().replace("\\", "/").split("/")[:-1])


def hook_pattern() -> str:
    """A regular expression for the paths of what a run over a folder takes, for programs that call one with files."""
    anywhere = "|".join(suffix[1:] for suffix in EVERYWHERE)
    below = [rf"(^|/){folder}/.*\.({'|'.join(s[1:] for s in suffixes)})$" for folder, suffixes in _IN_FOLDERS.items()]
    return "|".join([rf"(?i)\.({anywhere})$", *sorted(below)])


def workflow_paths() -> list[str]:
    """The same as patterns of GitHub's workflows."""
    below = sorted(f"**/{folder}/**" for folder in _IN_FOLDERS)
    return [*(f"**{suffix}" for suffix in EVERYWHERE), *below]
