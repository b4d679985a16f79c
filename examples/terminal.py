"""Draws what a program says in a terminal as a picture (SVG) that is text: it can be searched, copied and compared."""

from __future__ import annotations

import re
from html import escape

_WIDTH, _HEIGHT, _SIZE, _PAD = 8.43, 20, 14, 18
#: The colours of SGR codes, readable on the dark ground.
_COLORS = {
    "31": "#ff7b72",
    "32": "#7ee787",
    "33": "#f2cc60",
    "34": "#79c0ff",
    "35": "#d2a8ff",
    "36": "#76e3ea",
    "2": "#9198a1",
}
_ESCAPE = re.compile(r"\x1b\[([\d;]*)m|\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\)")


def drawn(text: str, title: str) -> str:
    """A picture of text with colours (SGR codes); `title` says what it shows to those who do not see it."""
    lines = text.rstrip("\n").split("\n")
    columns = max(len(_ESCAPE.sub("", line)) for line in lines)
    width, height = round(columns * _WIDTH + 2 * _PAD), len(lines) * _HEIGHT + 2 * _PAD
    rows = [
        f'<text x="{_PAD}" y="{_PAD + _HEIGHT * number + _SIZE}" textLength="{_length(line)}">{_spans(line)}</text>'
        for number, line in enumerate(lines)
        if _ESCAPE.sub("", line).strip()
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(title)}">\n'
        f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>\n'
        f"<g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" "
        f'font-size="{_SIZE}" fill="#e6edf3">\n' + "\n".join(rows) + "\n</g>\n</svg>\n"
    )


def _length(line: str) -> str:
    """How wide a line is: with it, every font comes out in the same columns."""
    return f"{len(_ESCAPE.sub('', line)) * _WIDTH:.1f}"


def _spans(line: str) -> str:
    out, at, style = [], 0, ""
    for match in [*_ESCAPE.finditer(line), None]:
        piece = escape(line[at : match.start() if match else len(line)], quote=False).replace(" ", "\N{NO-BREAK SPACE}")
        if piece:
            out.append(f"<tspan{style}>{piece}</tspan>" if style else piece)
        if match is None:
            break
        at = match.end()
        if match[1] is not None:
            style = _style(match[1].split(";"))
    return "".join(out)


def _style(codes: list[str]) -> str:
    color = next((_COLORS[code] for code in codes if code in _COLORS), "")
    bold = "1" in codes
    return (f' fill="{color}"' if color else "") + (' font-weight="bold"' if bold else "")
