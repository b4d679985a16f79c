"""What a file's name says about its format; apart, for it is asked before any page is read."""

from __future__ import annotations

#: File name suffix → module in this package that has `read(source) -> Page`.
READERS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
