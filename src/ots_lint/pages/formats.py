"""Every page format. Generated from the marks of the readers by `python examples/regenerate.py`."""

from __future__ import annotations

from ots_lint.pages.format import Format

FORMATS: tuple[Format, ...] = (
    Format(
        name="html",
        title="HTML, and templates of it",
        suffixes=(".html", ".htm", ".xhtml", ".njk", ".liquid"),
        markup="html",
        reads="text, attributes that people see or hear, meta tags, structured data, front matter; in templates (Nunjucks, Liquid, Jinja, Hugo, ERB, PHP) the tags are covered, and what they write is not known",
        fixes="all",
    ),
    Format(
        name="mail",
        title="Mail",
        suffixes=(".eml",),
        coded=True,
        decodes=True,
        reads="subject, sender's name, and the parts in plain text, HTML, Markdown and iCalendar; attachments are left alone",
        fixes="parts in 7bit, 8bit and quoted-printable, and plain headers; base64 is only read",
    ),
    Format(
        name="markdown",
        title="Markdown",
        suffixes=(".md", ".markdown", ".mdown"),
        markup="markdown",
        reads="text, HTML in it, image and link titles, front matter",
        fixes="all",
    ),
    Format(
        name="text",
        title="Plain text",
        suffixes=(".txt", ".text"),
        named=True,
        never=(
            "*licen[sc]e*",
            "copying*",
            "notice*",
            "*requirements*",
            "*constraints*",
            "robots*",
            "humans*",
            "security*",
            "ads.txt",
            "app-ads.txt",
            "llms*",
            "cmakelists*",
            "changelog*",
            "version*",
        ),
        reads="all of it, by paragraphs, list items and underlined headings",
        fixes="all; it has no comments, so what shall stay is kept quiet by the settings",
    ),
)
