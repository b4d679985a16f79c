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

#: Other formats that people write pages in: nothing here reads them, and a run says so.
OTHERS = (
    ".adoc", ".asciidoc", ".astro", ".creole", ".docx", ".ejs", ".erb", ".haml", ".hbs", ".ipynb", ".j2", ".jinja",
    ".jinja2", ".jsp", ".liquid", ".mdx", ".mediawiki", ".mkd", ".mustache", ".njk", ".odt", ".org", ".pdf", ".php",
    ".pug", ".qmd", ".rmd", ".rst", ".shtml", ".slim", ".svelte", ".textile", ".twig", ".txt", ".vue", ".xht",
)  # fmt: skip
