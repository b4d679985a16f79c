"""Reads tables of comma-separated values, with the place of every cell."""

from __future__ import annotations

from ots_lint.pages.front_matter.value import Broken, Value
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import Segment, Span

#: Tables with more cells than this are nobody's list.
MAX_CELLS = 200_000
_SEPARATORS = ",;\t|"
_QUOTED = lazy_re(r'(?:[^"]|"")*+')
_ESCAPE = lazy_re(r'""|\r\n|\r')
_NUMBER = lazy_re(r"[-+]?\d+(?:[.,]\d+)?")
#: A row of keys: short words in each cell.
_LONGEST_KEY = 60

_Cell = tuple[int, int, bool]  # where it stands, without quotes, and whether it has any


def read_csv(text: str, name: str) -> list[Value]:
    """The cells of a table, each under `(name, row, key)`: the first row has the keys, if it looks like it. Raises `Broken`."""
    first = text[: _end_of_line(text, 0)]
    separator = max(_SEPARATORS, key=first.count)
    rows = _rows(text, separator)
    if not rows:
        return []
    keys = _keys(text, rows[0])
    values: list[Value] = []
    for number, row in enumerate(rows[1:] if keys else rows):
        container = Span(row[0][0] - row[0][2], row[-1][1] + row[-1][2])
        for column, (start, end, quoted) in enumerate(row):
            key: str | int = keys[column] if column < len(keys) else column
            segments = _segments(text, start, end, quoted)
            value = "".join([segment.text for segment in segments])
            if value.strip():
                values.append(Value((name, number, key), value, Span(start, end), container, segments))
    return values


def _end_of_line(text: str, at: int) -> int:
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
    return min(ends, default=len(text))


def _rows(text: str, separator: str) -> list[list[_Cell]]:
    """The rows that hold anything."""
    rows: list[list[_Cell]] = []
    row: list[_Cell] = []
    unquoted = lazy_re(rf"[^{separator}\r\n]*")
    at, cells = 0, 0
    while True:
        cells += 1
        if cells > MAX_CELLS:
            raise Broken(f"there are more than {MAX_CELLS:,} cells", at)
        begin = at
        while text[at : at + 1] == " ":
            at += 1
        if text[at : at + 1] == '"':
            match = _QUOTED.match(text, at + 1)
            end = match.end() if match else at + 1
            if end >= len(text):
                raise Broken("a quotation mark is not closed", at)
            row.append((at + 1, end, True))
            rest = unquoted.match(text, end + 1)
            at = rest.end() if rest else end + 1
        else:
            match = unquoted.match(text, begin)
            at = match.end() if match else begin
            content = text[begin:at]
            start = begin + len(content) - len(content.lstrip())
            row.append((start, max(begin + len(content.rstrip()), start), False))
        if text[at : at + 1] == separator:
            at += 1
            continue
        if any(end > start for start, end, _ in row):
            rows.append(row)
        row = []
        if at >= len(text):
            return rows
        at += 2 if text.startswith("\r\n", at) else 1


def _keys(text: str, row: list[_Cell]) -> list[str]:
    """The cells of a first row as keys; none where it is a row like the others."""
    keys = [text[start:end].strip().lower().replace(" ", "_") for start, end, _ in row]
    while keys and not keys[-1]:
        keys.pop()
    plain = all(0 < len(key) <= _LONGEST_KEY and not _NUMBER.fullmatch(key) and "\n" not in key for key in keys)
    return keys if plain and len(set(keys)) == len(keys) and (len(keys) > 1 or len(row) == 1) else []


def _segments(text: str, start: int, end: int, quoted: bool) -> list[Segment]:
    segments: list[Segment] = []
    at = start
    for match in _ESCAPE.finditer(text, start, end) if quoted else ():
        if match.start() > at:
            segments.append(Segment(text[at : match.start()], at, match.start()))
        segments.append(Segment('"' if match.group()[0] == '"' else "\n", *match.span(), False))
        at = match.end()
    if at < end:
        segments.append(Segment(text[at:end], at, end))
    return segments
