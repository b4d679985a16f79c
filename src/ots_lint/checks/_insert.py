"""Insert a sentence into a page, in its language and format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.finding import Edit
from ots_lint.text.patterns import compiled, lazy
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading

_BODY_END = lazy(r"(?i)</(?:main|article|body|html)\s*>")


def after_run(reading: Reading, index: int, text: str) -> Edit | None:
    """Append a sentence to the paragraph of a run; None where the run is no plain paragraph."""
    run = reading.page.runs[index]
    if run.kind != "prose" or run.where.row is not None or run.where.list is not None or not run.segments:
        return None
    if run.where.region in {"footer", "nav", "header"}:
        return None
    source = reading.page.source.text
    last = next((s for s in reversed(run.segments) if s.text.strip()), None)
    if last is None or not last.verbatim:
        return None
    end = last.start + len(last.text.rstrip()) if last.verbatim else last.end
    # go behind inline markup that closes here
    rest = source[end : end + 200]
    closing = compiled(r"(?:\*+|_+|~~|</(?:em|strong|b|i|a|span|u|small|mark|abbr|cite|q)\s*>|\]\([^()\s]*\))*").match(
        rest
    )
    end += closing.end() if closing else 0
    html = _is_html(reading, index)
    if (
        not html
        and compiled(r"[ \t]*[^\r\n\s]").match(source[end : end + 80])
        and not source[end:].lstrip(" \t").startswith(("{:", "\n", "\r"))
    ):
        return None
    return Edit(Span(end, end), " " + (_html(text) if html else text))


def at_end(reading: Reading, text: str) -> Edit | None:
    """Append a paragraph to the main text: inside `<main>` or `<body>`, never behind `</html>`."""
    page = reading.page
    if page.body is None:
        return None
    source = page.source.text
    newline = page.source.newline
    html = page.format == "html"
    if not html:
        end = len(source[: page.body.end].rstrip())
        gap = source[end:]
        if _ends_in_html(source[:end]):
            return Edit(Span(end, end), f"{newline}{newline}{text}")
        return Edit(Span(end, end), f"{newline}{newline}{text}" + ("" if gap else newline))
    start, end = page.body
    inner = source[start:end]
    footer = _last_footer(inner)
    at = start + (footer if footer is not None else len(inner.rstrip()))
    if footer is not None:
        at = start + len(inner[:footer].rstrip())
    match = _BODY_END.search(source, start, at)
    if match is not None and footer is None:
        at = start + len(source[start : match.start()].rstrip())
    indent = _indent(source, at)
    return Edit(Span(at, at), f"{newline}{indent}<p>{_html(text)}</p>")


def _html(text: str) -> str:
    from html import escape  # the table of all entities comes with it

    return escape(text, quote=False)


def _is_html(reading: Reading, index: int) -> bool:
    run = reading.page.runs[index]
    if reading.page.format == "html":
        return True
    source = reading.page.source.text
    line = source.rfind("\n", 0, run.element.start) + 1
    return source[line : run.element.end].lstrip().startswith("<")


def _ends_in_html(text: str) -> bool:
    return text.rstrip().endswith(">")


def _last_footer(inner: str) -> int | None:
    """Where a footer at the end of the text begins."""
    found = None
    for match in compiled(r"(?i)<footer\b").finditer(inner):
        found = match.start()
    if found is None:
        return None
    rest = compiled(r"(?is)<footer\b.*?</footer\s*>").sub("", inner[found:], timeout=2)
    rest = compiled(r"(?is)<script\b.*?</script\s*>|<!--.*?-->|<[^<>]*>").sub("", rest, timeout=2)
    return found if not rest.strip() else None


def _indent(source: str, at: int) -> str:
    line = max(source.rfind("\n", 0, at), source.rfind("\r", 0, at)) + 1
    match = compiled(r"[ \t]*").match(source[line:at])
    return match.group() if match else ""
