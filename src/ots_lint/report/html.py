"""One HTML page to pass on: each page with its findings in place, and before and after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

from ots_lint.finding import SEVERITIES, Edit, Reported
from ots_lint.report import _safe
from ots_lint.report._page import Pages, rewrites
from ots_lint.report.model import Report, Tally
from ots_lint.text.source import Source

#: Rows shown around a finding; the others of a page are folded.
CONTEXT = 3
#: A page of at most so many rows is not folded.
SHORT_PAGE = 30
#: Folded rows of a longer page than this are left out, to keep the report small.
LONG_PAGE = 600
#: Text without findings that is longer than this is shortened within its row, in characters.
LONG_TEXT = 600
#: More pages than this start closed.
OPEN_PAGES = 6
_WORDS = {"error": "Please change", "warning": "Please check", "info": "Hint"}
_INTRO = {"error": "to change", "warning": "to check", "info": "as a hint"}
_PIECES = re.compile(f"({_safe.HARMFUL_IN_LINES.pattern})")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text of a source row: `marks` are the numbers of the findings on it, `refs` of those that end with it."""

    parts: Sequence[tuple[str, bool]]  # text, and whether it stands for a harmful character
    marks: tuple[int, ...] = ()
    refs: tuple[int, ...] = ()
    severity: str = ""
    point: bool = False  # a finding at a place without text
    change: str = ""  # del | ins


@dataclass(frozen=True, slots=True)
class _Block:
    """Consecutive rows of a source; `folded` ones hold no finding, `left_out` counts rows that are not there."""

    first: int
    rows: Sequence[Sequence[_Piece]]
    folded: bool = False
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Hunk:
    first: int
    last: int
    before: Sequence[Sequence[_Piece]]
    after: Sequence[Sequence[_Piece]]
    numbers: Sequence[int]
    unsafe: bool


@dataclass(frozen=True, slots=True)
class _Card:
    number: int
    reported: Reported
    rule: str
    word: str
    message: str
    instead: str
    url: str
    guideline: str
    guideline_url: str
    relationship: str
    hunk: int  # number of the first finding that the same change settles, or 0


@dataclass(slots=True)
class _PageView:
    number: int
    name: str
    cards: list[_Card]
    counts: list[tuple[str, str, int]]
    blocks: list[_Block] = field(default_factory=list)
    hunks: list[_Hunk] = field(default_factory=list)
    unread: bool = False
    relationship: str = ""  # where all findings say the same


def write(report: Report, stream: TextIO) -> None:
    """Write a self-contained page: no network, no script needed, everything from pages escaped."""
    from base64 import b64encode
    from hashlib import sha256
    from importlib.resources import files

    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    folder = files("ots_lint.report") / "templates"
    texts = {name: (folder / name).read_text("utf-8") for name in ("report.html.j2", "report.css", "report.js")}
    environment = Environment(
        loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )

    def allowed(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    style, script = texts["report.css"], texts["report.js"]
    policy = (
        f"default-src 'none'; style-src {allowed(style)}; script-src {allowed(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    tally = report.tally()
    stream.writelines(
        environment.get_template("report.html.j2").generate(
            policy=policy,
            # both are files of this package; nothing of a page is in them
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            names=_Again(lambda: _names(report)),
            pages=_pages(report),
            open_pages=tally.pages <= OPEN_PAGES,
            total=sum(tally.severities.values()),
            known=tally.known,
            checked=report.files,
            counts=_counted(tally.severities),
            severities=[(severity, _WORDS[severity]) for severity in reversed(SEVERITIES)],
            rules=_rules(report, tally),
            fixable=sum(tally.fixable.values()),
            version=_safe.line(report.version),
            url=_safe.web_address(report.url),
        )
    )
    stream.write("\n")


class _Again:
    """What a template can go through more than once and is made each time."""

    def __init__(self, make: Callable[[], Iterator[Any]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Any]:
        return self._make()


def _names(report: Report) -> Iterator[tuple[int, str, int]]:
    """The number and the name of each page with findings, and how many it has."""
    for number, (filename, findings) in enumerate(report.by_file(), 1):
        yield number, _safe.name(report.relative(filename)), len(findings)


def _counted(number: Mapping[str, int]) -> list[tuple[str, str, int]]:
    return [(severity, _INTRO[severity], number.get(severity, 0)) for severity in reversed(SEVERITIES)]


def _rules(report: Report, tally: Tally) -> list[dict[str, Any]]:
    rows = []
    for code, number in sorted(tally.codes.items()):
        rule, finding = report.rules.get(code), tally.first[code].finding
        summary = rule.summary if rule else finding.name.replace("-", " ")
        url = _safe.web_address(rule.url if rule else finding.url)
        rows.append(
            {
                "code": code,
                "name": _safe.line(finding.name),
                "summary": _safe.line(summary),
                "url": url,
                "number": number,
            }
        )
    return rows


def _pages(report: Report) -> Iterator[_PageView]:
    pages, number = Pages(report), 0
    for page, (filename, findings) in enumerate(report.by_file(), 1):
        source = pages.source(filename)
        numbers = {id(reported): number + i for i, reported in enumerate(findings, 1)}
        number += len(findings)
        made = rewrites(source, findings) if source else []
        hunk: dict[int, int] = {}
        for rewrite in made:
            ids = [id(reported) for reported in rewrite.findings]
            hunk |= dict.fromkeys(ids, min(numbers[key] for key in ids))
        view = _PageView(
            page,
            _safe.name(report.relative(filename)),
            [_card(reported, numbers[id(reported)], hunk.get(id(reported), 0)) for reported in findings],
            [count for count in _counted(Counter(r.finding.severity for r in findings)) if count[2]],
        )
        said = {card.relationship for card in view.cards}
        view.relationship = said.pop() if len(said) == 1 else ""
        if source is None:
            view.unread = True
            view.blocks = _blocks_of_lines(findings, numbers)
        else:
            view.blocks = _blocks(source, findings, numbers)
            view.hunks = [
                _Hunk(
                    rewrite.first_row,
                    rewrite.last_row,
                    *_before_and_after(source, rewrite.first_row, rewrite.last_row, rewrite.edits),
                    sorted(numbers[id(reported)] for reported in rewrite.findings),
                    any(
                        r.finding.fix is not None and r.finding.fix.applicability == "unsafe" for r in rewrite.findings
                    ),
                )
                for rewrite in made
            ]
        yield view


def _card(reported: Reported, number: int, hunk: int) -> _Card:
    finding = reported.finding
    relationship = ""
    if finding.relationship.value:
        source = _safe.line(finding.relationship.source)
        relationship = finding.relationship.value + (f" ({source})" if source else "")
    return _Card(
        number,
        reported,
        _safe.line(f"{finding.code} {finding.name}"),
        _WORDS[finding.severity],
        _safe.lines(finding.message),
        _safe.sentence(_safe.lines(finding.fix.message)) if finding.fix else "",
        _safe.web_address(finding.url),
        _safe.line(finding.guideline),
        _safe.web_address(finding.guideline_url),
        relationship,
        hunk,
    )


def _blocks(source: Source, findings: Sequence[Reported], numbers: dict[int, int]) -> list[_Block]:
    """All rows of a page, those far from any finding in folded blocks."""
    count = len(source.line_starts)
    if count > 1 and source.line_starts[-1] == len(source.text):
        count -= 1
    shown: set[int] = set()
    by_row: dict[int, list[Reported]] = {}
    for reported in findings:
        first, last = _rows(reported)
        last = min(last, max(count, first))
        for row in range(first, last + 1):
            by_row.setdefault(row, []).append(reported)
        # of a finding over many rows its two ends are enough
        for row in {first, last}:
            shown.update(range(max(1, row - CONTEXT), min(count, row + CONTEXT) + 1))
        shown.update(range(first, min(last, first + 20) + 1))
    if count <= SHORT_PAGE:
        shown.update(range(1, count + 1))
    blocks = []
    row = 1
    while row <= count:
        end = row
        while end < count and (end + 1 in shown) == (row in shown):
            end += 1
        visible = row in shown or end - row < 2  # folding one or two rows hides more than it saves
        if visible or count <= LONG_PAGE:
            rows = [list(_row(source.line(r), r, by_row.get(r, ()), numbers)) for r in range(row, end + 1)]
            blocks.append(_Block(row, rows, not visible))
        else:
            blocks.append(_Block(row, (), True, end - row + 1))
        row = end + 1
    return blocks


def _blocks_of_lines(findings: Sequence[Reported], numbers: dict[int, int]) -> list[_Block]:
    """Where the page cannot be read: the rows that the findings carry."""
    texts: dict[int, str] = {}
    by_row: dict[int, list[Reported]] = {}
    for reported in findings:
        for row, text in enumerate(reported.lines or ("",), reported.start.row):
            texts.setdefault(row, text)
            if row <= _rows(reported)[1]:
                by_row.setdefault(row, []).append(reported)
    return [_Block(row, [list(_row(text, row, by_row.get(row, ()), numbers))]) for row, text in sorted(texts.items())]


def _rows(reported: Reported) -> tuple[int, int]:
    first, last = reported.start.row, reported.end.row
    if last > first and reported.end.column == 1:
        last -= 1
    return first, max(first, last)


def _row(line: str, row: int, findings: Sequence[Reported], numbers: dict[int, int]) -> Iterator[_Piece]:
    """The pieces of a row, cut wherever a finding begins or ends."""
    ranges = []
    for reported in findings:
        first, last = _rows(reported)
        start = min(reported.start.column - 1, len(line)) if row == first else 0
        end = min(reported.end.column - 1, len(line)) if row == reported.end.row else len(line)
        ranges.append((start, max(start, end), reported, row == last))
    cuts = sorted({0, len(line), *(cut for start, end, _, _ in ranges for cut in (start, end))})
    waiting = sorted(ranges, key=lambda item: item[:2], reverse=True)
    here: list[tuple[int, int, Reported, bool]] = []
    for i, start in enumerate(cuts):
        here = [item for item in here if item[1] > start]
        while waiting and waiting[-1][0] == start:
            here.append(waiting.pop())
        points = [item for item in here if item[1] == start]
        if points:
            yield _marked("", points, [item for item in points if item[3]], numbers)
            here = [item for item in here if item[1] > start]
        if i + 1 == len(cuts):
            break
        end = cuts[i + 1]
        ending = [item for item in here if item[1] == end and item[3]]
        text = line[start:end]
        if here:
            yield _marked(text, here, ending, numbers)
        else:
            yield _Piece(_shortened(text))


def _marked(
    text: str,
    here: Sequence[tuple[int, int, Reported, bool]],
    ending: Sequence[tuple[int, int, Reported, bool]],
    numbers: dict[int, int],
) -> _Piece:
    worst = max((item[2].finding.severity for item in here), key=SEVERITIES.index)
    return _Piece(
        _parts(text),
        tuple(sorted(numbers[id(item[2])] for item in here)),
        tuple(sorted(numbers[id(item[2])] for item in ending)),
        worst,
        any(item[2].start == item[2].end for item in here),
    )


def _shortened(text: str) -> list[tuple[str, bool]]:
    """The parts of text without a finding; of a very long one its two ends."""
    if len(text) <= LONG_TEXT:
        return _parts(text)
    part = LONG_TEXT // 2
    return [*_parts(text[:part]), (f"… {len(text) - 2 * part} characters …", True), *_parts(text[-part:])]


def _parts(text: str) -> list[tuple[str, bool]]:
    """Text with its harmful characters apart, shown as escapes."""
    return [
        (_safe.escape_sequence(part) if i % 2 else part, bool(i % 2))
        for i, part in enumerate(_PIECES.split(text))
        if part
    ]


def _before_and_after(
    source: Source, first: int, last: int, edits: Sequence[Edit]
) -> tuple[list[list[_Piece]], list[list[_Piece]]]:
    """The rows as they are and as the edits make them, with what goes and what comes marked."""
    starts = source.line_starts
    start, end = starts[first - 1], starts[last] if last < len(starts) else len(source.text)
    before, after, position = [], [], start
    for edit in edits:
        same = source.text[position : edit.span.start]
        before += [(same, ""), (source.text[edit.span.start : edit.span.end], "del")]
        after += [(same, ""), (edit.content, "ins")]
        position = edit.span.end
    same = source.text[position:end]
    return _rows_of([*before, (same, "")]), _rows_of([*after, (same, "")])


def _rows_of(pieces: Iterable[tuple[str, str]]) -> list[list[_Piece]]:
    rows: list[list[_Piece]] = [[]]
    for text, change in pieces:
        for i, part in enumerate(re.split(r"\r\n|\r|\n", text)):
            if i:
                rows.append([])
            if part:
                rows[-1].append(_Piece(_parts(part) if change else _shortened(part), change=change))
    if not rows[-1]:
        rows.pop()
    return rows
