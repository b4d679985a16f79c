"""Insert a sentence into a page, in its language and format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.finding import Edit
from ots_lint.ruleset.template import render
from ots_lint.text.patterns import compiled, lazy
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule

#: Inline markup that closes behind the last word.
_CLOSING = lazy(r"(?:\*+|_+|</(?:em|strong|b|i|a|span|u|small|mark|abbr|cite|q)\s*>|\]\([^()\s]*\))+")
#: More than the attributes of a paragraph.
_GOES_ON = lazy(r"[ \t]*(?!\{:)\S")
#: Seconds that a pattern may take.
_TIMEOUT = 2.0
_BODY_END = lazy(r"(?i)</(?:main|article|body|html)\s*>")


def inserted(rule: Rule, reading: Reading, key: str) -> str:
    """A text that the rule's fix has to insert, by its language or another key; empty where it has none."""
    return render(str(rule.fix.get("insert", {}).get(key, "")), {"brand": reading.brand.name})


def after_run(reading: Reading, index: int, text: str) -> Edit | None:
    """Append a sentence to the paragraph of a run; None where there is none, or the run is no plain paragraph."""
    run = reading.page.runs[index]
    if not text or run.kind != "prose" or run.where.row is not None or run.where.list is not None:
        return None
    if run.where.region in {"footer", "nav", "header"}:
        return None
    source = reading.page.source.text
    last = next(reversed(run.segments), None)
    if last is None or not last.verbatim:
        return None
    end = last.start + len(last.text.rstrip())
    closing = _CLOSING.match(source, end)
    html = _is_html(reading, index)
    end = closing.end() if closing else end
    if not html and _GOES_ON.match(source, end):
        return None
    return Edit(Span(end, end), " " + (_html(text) if html else text))


def at_end(reading: Reading, text: str) -> Edit | None:
    """Append a paragraph, if there is one, to the main text: inside `<main>` or `<body>`, never behind `</html>`."""
    page = reading.page
    if not text or page.body is None:
        return None
    source = page.source.text
    newline = page.source.newline
    if page.format != "html":
        end = len(source[: page.body.end].rstrip())
        return Edit(Span(end, end), f"{newline}{newline}{text}" + ("" if source[end:] else newline))
    start, end = page.body
    footer = _last_footer(source[start:end])
    if footer is not None:
        end = start + footer
    elif (match := _BODY_END.search(source, start, end)) is not None:
        end = match.start()
    at = len(source[:end].rstrip())
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


def _last_footer(inner: str) -> int | None:
    """Where a footer at the end of the text begins."""
    found = None
    for match in compiled(r"(?i)<footer\b").finditer(inner):
        found = match.start()
    if found is None:
        return None
    rest = compiled(r"(?is)<footer\b.*?</footer\s*>").sub("", inner[found:], timeout=_TIMEOUT)
    rest = compiled(r"(?is)<script\b.*?</script\s*>|<!--.*?-->|<[^<>]*>").sub("", rest, timeout=_TIMEOUT)
    return found if not rest.strip() else None


def _indent(source: str, at: int) -> str:
    line = source[max(source.rfind("\n", 0, at), source.rfind("\r", 0, at)) + 1 : at]
    return line[: len(line) - len(line.lstrip(" \t"))]
