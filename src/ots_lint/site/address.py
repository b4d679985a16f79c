"""The address of the site that a page's folder belongs to: a `CNAME` file, or the address in the site's configuration."""

from __future__ import annotations

import os
import re
from functools import lru_cache

#: Files that static site generators keep the address of a site in, and folders that a `CNAME` may lie in.
_CONFIGURATIONS = (
    *("_config.yml", "_config.yaml", "_config.toml", "config.toml", "config.yaml", "config.yml", "config.json"),
    *("hugo.toml", "hugo.yaml", "hugo.json", "mkdocs.yml", "config/_default/hugo.toml", "config/_default/config.toml"),
)
#: Those whose site is made of the pages in one folder, whose name they may give, with its usual name.
_WITH_PAGES = {"mkdocs.yml": "docs"}
_PAGES = re.compile(r"^docs_dir:[ \t]*[\"']?([\w.-]+)", re.MULTILINE)
_HOSTS = ("CNAME", "static/CNAME", "public/CNAME", "source/CNAME", "src/CNAME")
#: The names of all of these.
SITE_FILES = frozenset(name.rpartition("/")[2] for name in (*_CONFIGURATIONS, *_HOSTS))
_ADDRESS = re.compile(
    r"""^[ \t]{0,2}["']?(?:url|baseurl|base_url|site_url|baseURL)["']?[ \t]*[:=][ \t]*["']?(?:https?:)?//([^\s"'#,]+)""",
    re.IGNORECASE | re.MULTILINE,
)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
#: Local servers are nobody's address.
_LOCAL = ("localhost", "127.", "0.0.0.0", "example.")  # noqa: S104 - an address to pass over
#: All files that say what the address of a site is.
FILES = (*_HOSTS, *_CONFIGURATIONS)
#: So much of a file is read, and so far upwards is gone where there is no repository.
_LONGEST, _HIGHEST = 20_000, 12


def site_address(folder: str) -> str:
    """The address of the site that a folder (an absolute path) is part of, without a scheme; empty where nothing says.

    Looked for upwards to the root of the repository; the nearest says.
    """
    return _found(folder, "", _HIGHEST)


def forget() -> None:
    """Read the addresses anew from now on, for those who go on after a file may have changed."""
    _found.cache_clear()


@lru_cache(maxsize=4_096)
def _found(folder: str, below: str, steps: int) -> str:
    """`below`: the name of the folder in it from which the search comes, or empty."""
    try:
        names = set(os.listdir(folder))  # noqa: PTH208 - one call a folder of a run
    except OSError:
        names = set()
    here = _said_here(folder, below, names)
    parent = os.path.dirname(folder)  # noqa: PTH120
    if here or ".git" in names or parent == folder or not steps:
        return here
    return _found(parent, os.path.basename(folder), steps - 1)  # noqa: PTH119


def _said_here(folder: str, below: str, names: set[str]) -> str:
    for name in _HOSTS:
        if name.split("/", 1)[0] in names:
            match = _HOST.match(_text(folder, name).strip())
            if match:
                return match[0]
    for name in _CONFIGURATIONS:
        if name.split("/", 1)[0] in names:
            text = _text(folder, name)
            match = _ADDRESS.search(text)
            if name in _WITH_PAGES and below != (pages[1] if (pages := _PAGES.search(text)) else _WITH_PAGES[name]):
                continue  # the site is made of one folder; what lies beside it belongs to something else
            if match and not match[1].startswith(_LOCAL):
                return match[1]
    return ""


def _text(folder: str, name: str) -> str:
    try:
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:  # noqa: PTH118, PTH123
            return file.read(_LONGEST)
    except OSError:
        return ""
