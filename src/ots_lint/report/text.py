"""The findings of each page with the lines that they stand in, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.text.visible import is_command, is_narrow, visible, width

if TYPE_CHECKING:
    from typing import TextIO

    from ots_lint.finding import Reported, Severity
    from ots_lint.report.model import Report

_COLORS: dict[Severity, str] = {"error": "1;31", "warning": "1;33", "info": "1;36"}
#: The text that counts the findings of a level.
_COUNTED = {"error": "errors", "warning": "warnings", "info": "notes"}
_TAB = 4
#: Rows of one finding that are shown; the rest is told in words.
_MAX_ROWS = 3


class Paint:
    """Colours for a terminal, or none."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, code: str) -> str:
        """The text in an ANSI style such as `1;31`."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text

    def level(self, text: str, severity: Severity) -> str:
        """The text in the colour of a level."""
        return self(text, _COLORS[severity])


def write(report: Report, stream: TextIO) -> None:
    """Write the findings below the name of their page, then statistics where wanted and the summary."""
    paint = Paint(report.color)
    columns = max(report.width, 40)
    page = None
    for reported in report.new():
        if reported.filename != page:
            page = reported.filename
            stream.write(paint(visible(page), "1;4") + "\n")
        stream.write(_block(reported, report, paint, columns) + "\n")
    if report.statistics:
        stream.write(statistics(report, paint) + ("" if report.quiet else "\n"))
    if not report.quiet:
        stream.write("\n".join(wrap(summary(report, paint).rstrip("\n"), columns)) + "\n")


def _block(reported: Reported, report: Report, paint: Paint, columns: int) -> str:
    finding, words = reported.finding, report.words
    level = paint.level(words(finding.severity), finding.severity)
    place = paint(f"{reported.start.row}:{reported.start.column}", "1")
    rule = f"{finding.code} {paint(finding.name, '2')}"
    lines = [f"  {place} {level} {link(rule, report.page_of(finding)) if report.links else rule}"]
    lines += _indented(visible(finding.said), columns)
    if report.show_source:
        lines += _excerpt(reported, report, columns)
    fix = finding.fix
    if fix is not None:
        how = words(f"fix-{fix.applicability}") if report.can_write(fix) else ""
        lines += _labelled(words("help"), visible(finding.advice) + how, paint, columns)
    if finding.guideline:
        section = _labelled(words("guideline"), visible(report.guideline_of(finding)), paint, columns)
        lines += [link(line, finding.guideline_url) for line in section] if report.links else section
    return "\n".join(lines) + "\n"


def link(text: str, url: str) -> str:
    """Text that terminals show as a link (OSC 8), its indentation aside; as it is where the address is none for the web."""
    from ots_lint.report._safe import web_address

    address = web_address(url)
    words = text.lstrip(" ")
    return f"{text[: len(text) - len(words)]}\x1b]8;;{address}\x1b\\{words}\x1b]8;;\x1b\\" if address else text


def _indented(text: str, columns: int, first: str = "    ", rest: str = "    ") -> list[str]:
    wrapped = wrap(text, columns - 4)
    return [(rest if i else first) + line for i, line in enumerate(wrapped)]


def _labelled(label: str, text: str, paint: Paint, columns: int) -> list[str]:
    lines = _indented(f"{label}: {text}", columns, rest="      ") if width(label + text) < columns - 6 else None
    lines = lines or _indented(f"{label}: {text}", columns - 2, rest="      ")
    lines[0] = lines[0].replace(f"{label}:", paint(f"{label}:", "1"), 1)
    return lines


def _excerpt(reported: Reported, report: Report, columns: int) -> list[str]:
    """The source rows with carets under the finding's span."""
    paint = Paint(report.color)
    if not any(line.strip() for line in reported.lines):
        return []
    start, end = reported.start, reported.end
    last = min(end.row, start.row + len(reported.lines) - 1)
    if last > start.row and end.column == 1 and last == end.row:
        last -= 1  # a span that ends with a line end does not reach into the next row
    rows = list(range(start.row, last + 1))[:_MAX_ROWS]
    gutter = len(str(rows[-1]))
    bar = paint("|", "2")
    lines = []
    for row in rows:
        text = reported.lines[row - start.row]
        first = start.column - 1 if row == start.row else len(text) - len(text.lstrip())
        until = end.column - 1 if row == end.row else len(text.rstrip())
        shown, before, marked = clip(text, first, until, columns - gutter - 7)
        lines.append(f"    {paint(f'{row:>{gutter}}', '2')} {bar} {shown}".rstrip())
        carets = paint.level("^" * max(marked, 1), reported.finding.severity)
        lines.append(f"    {' ' * gutter} {bar} {' ' * before}{carets}")
    if end.row > rows[-1] and not (end.row == rows[-1] + 1 and end.column == 1):
        lines.append(f"    {' ' * gutter} {bar} {report.words('up-to-line', row=end.row)}")
    return lines


def clip(text: str, start: int, end: int, columns: int) -> tuple[str, int, int]:
    """A row that fits into `columns`, cut around `text[start:end]`: with the columns before and of the span."""
    start = min(start, len(text))
    end = min(max(end, start), len(text))
    # Only the neighbourhood is looked at: a minified page is one row of a megabyte.
    low = max(start - columns, 0)
    high = min(max(end, start + 1) + columns, len(text), start + 2 * columns)
    near = text[low:high]
    span = start - low, min(end, high) - low
    cut = low > 0, high < len(text)
    if "\t" not in near and visible(near) == near and is_narrow(near):
        return _clip_plain(near, span, cut, columns)
    return _clip_cells(near, span, cut, columns)


def _clip_plain(text: str, span: tuple[int, int], cut: tuple[bool, bool], columns: int) -> tuple[str, int, int]:
    """What `clip` does, where each character is one column wide."""
    start, end = span
    cut_left, cut_right = cut
    first, until = 0, len(text)
    if cut_left or cut_right or len(text) > columns:
        room = columns - 2  # for an ellipsis on each side
        first = max(start - max((room - (end - start)) // 2, 8), 0)
        until = min(first + room, len(text))
        first = max(min(first, until - room), 0)  # the end was near: show more of the beginning
        cut_left, cut_right = cut_left or first > 0, cut_right or until < len(text)
    shown = ("…" if cut_left else "") + text[first:until] + ("…" if cut_right else "")
    return shown, cut_left + max(start - first, 0), max(min(end, until) - start, 0)


def _clip_cells(text: str, span: tuple[int, int], cut: tuple[bool, bool], columns: int) -> tuple[str, int, int]:
    """What `clip` does, where characters may be escaped, wide, or tabs."""
    span_start, span_end = span
    cut_left, cut_right = cut
    cells: list[tuple[str, int]] = []
    at = 0
    for character in text:
        shown = " " * (_TAB - at % _TAB) if character == "\t" else visible(character)
        cells.append((shown, width(shown)))
        at += cells[-1][1]
    first, until = 0, len(cells)
    if cut_left or cut_right or at > columns:
        room = columns - 2
        wanted = sum(w for _, w in cells[span_start:span_end])
        lead = max((room - wanted) // 2, 8)
        first = span_start
        while first > 0 and lead >= cells[first - 1][1]:
            first -= 1
            lead -= cells[first][1]
        until, used = first, 0
        while until < len(cells) and used + cells[until][1] <= room:
            used += cells[until][1]
            until += 1
        while first > 0 and used + cells[first - 1][1] <= room:
            first -= 1
            used += cells[first][1]
        cut_left, cut_right = cut_left or first > 0, cut_right or until < len(cells)
    pieces = [("…" if cut_left else ""), *(shown for shown, _ in cells[first:until]), ("…" if cut_right else "")]
    before = cut_left + sum(w for _, w in cells[first:span_start])
    return "".join(pieces), before, sum(w for _, w in cells[span_start : min(span_end, until)])


def wrap(text: str, columns: int) -> list[str]:
    """Break a text at blanks into lines of at most `columns`; longer words stay whole.

    No line begins with what a CI service takes for a command, not even where it would be too long.
    """
    measure = len if is_narrow(text) else width
    if measure(text) <= columns and text[:1] != " ":
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        size = measure(word)
        if line and used + 1 + size > columns and not is_command(word):
            lines.append(line)
            line, used = word, size
        elif line:
            line = f"{line} {word}"
            used += 1 + size
        else:
            line, used = word, size
    return [*lines, line]


def statistics(report: Report, paint: Paint) -> str:
    """How often each rule found something, most frequent first."""
    tally = report.tally()
    counts = sorted(tally.codes.items(), key=lambda item: (-item[1], item[0]))
    if not counts:
        return ""
    digits = max(len(str(count)) for _, count in counts)
    longest = max(len(code) for code, _ in counts)
    return "".join(
        f"{count:>{digits}}  {paint(f'{code:<{longest}}', '1')}  {tally.names[code]}\n" for code, count in counts
    )


def summary(report: Report, paint: Paint) -> str:
    """What was found, in a sentence or two."""
    tally, words = report.tally(), report.words
    found = [(n, level) for level in _COLORS if (n := tally.severities[level])]
    text = words("fixed", report.fixed) if report.fixed else ""
    if not report.files:
        text += words("no-pages")
    elif not found:
        text += paint(words("clean-left" if report.fixed else "clean", report.files), "32")
    else:
        parts = [paint(words(_COUNTED[level], n), _COLORS[level]) for n, level in found]
        listed = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + words("and") + parts[-1]
        where = words("in-some-pages", report.files, some=tally.pages)
        if tally.pages == report.files:
            where = words("in-pages", report.files)
        text += words("left" if report.fixed else "found", what=listed, where=where)
        text += can_be_fixed(report)
    aside = [words("from-baseline", number=tally.known)] if tally.known else []
    if report.suppressed:
        aside.append(words("suppressed", number=report.suppressed))
    text += f" ({', '.join(aside)})" if aside else ""
    if report.languages:
        text += f" {report.not_read}"
    if report.left_out:
        text += f" {report.not_looked_at}"
    return text + "\n"


def can_be_fixed(report: Report) -> str:
    """A sentence about what can be repaired, and how, behind a blank; empty for nothing."""
    tally, words = report.tally(), report.words
    safe, unsafe = tally.fixable["safe"], tally.fixable["unsafe"]
    if report.published:
        return words("can-fix-published", safe + unsafe) if safe or unsafe else ""
    if safe and unsafe:
        return words("can-fix-both", safe=safe, unsafe=unsafe)
    if safe:
        return words("can-fix-safe", safe)
    return words("can-fix-unsafe", unsafe) if unsafe else ""


def plural(count: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{count} {noun}" + ("" if count == 1 else "s")
