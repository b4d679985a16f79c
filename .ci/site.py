"""Hooks of the documentation site: links that lead out of `docs` lead to the repository, schemas are served as they are."""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import Any

_LINK = re.compile(r"(\]\()(\.\./[^)\s#]+)")
#: A line of links to the same page in other languages, for readers on GitHub: the site has a menu for that.
_OTHERS = re.compile(r"(?m)^\[\w+\]\(\w+(?:\.[a-z]{2,3})?\.md\)(?: · \[\w+\]\([\w.]+\.md\))*\n\n")
_FENCE = re.compile(r"(?ms)^(`{3,}).*?^\1`*$")


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """Rewrite `../examples/site` to its place in the repository, outside of code; take links to other languages away."""
    markdown = _OTHERS.sub("", markdown, count=1)
    docs = Path(config["docs_dir"])
    folder = posixpath.dirname(page.file.src_uri)

    def rewritten(match: re.Match[str]) -> str:
        path = Path(os.path.normpath(docs / folder / match[2]))
        if path.is_relative_to(docs):
            return match[0]
        inside = path.relative_to(docs.parent).as_posix()
        kind = "tree" if path.is_dir() else "blob"
        return f"{match[1]}{config['repo_url'].rstrip('/')}/{kind}/main/{inside}"

    pieces, at = [], 0
    for fence in _FENCE.finditer(markdown):
        pieces += [_LINK.sub(rewritten, markdown[at : fence.start()]), fence[0]]
        at = fence.end()
    return "".join([*pieces, _LINK.sub(rewritten, markdown[at:])])


def on_post_page(output: str, page: Any, config: Any, **_: Any) -> str:
    """Give the dialog of the search a name, which the theme does not."""
    found = re.search(r'<input[^>]*class="md-search__input"[^>]*aria-label="([^"]+)"', output)
    name = f' aria-label="{found[1]}"' if found else ""
    return output.replace('data-md-component="search" role="dialog"', f'data-md-component="search" role="dialog"{name}')
