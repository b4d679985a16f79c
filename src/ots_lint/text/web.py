"""Names of pages that are addresses on the web."""

from __future__ import annotations


def is_address(name: str) -> bool:
    """Whether a page's name is an address of the web and not a file's.

    No file that a walk finds has such a name: two slashes never follow each other in a path that was put together.
    """
    return name[:8].lower().startswith(("http://", "https://"))
