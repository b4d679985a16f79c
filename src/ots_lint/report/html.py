"""One HTML page to pass on: each page with its findings in place, and before and after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

from ots_lint.finding import SEVERITIES, Relationship, Reported
from ots_lint.messages import Catalogue
from ots_lint.report import _letter, _safe
from ots_lint.report._page import Pages, rewrites
from ots_lint.report._sentence import to_write
from ots_lint.report._source_view import Block, Piece, before_and_after, blocks, blocks_of_lines, marks_of
from ots_lint.report.model import Report, Tally
from ots_lint.report.text import can_be_fixed
from ots_lint.text.source import Source

_WORDS = {"error": "please-change", "warning": "please-check", "info": "hint"}
_INTRO = {"error": "to-change", "warning": "to-check", "info": "as-hint"}
#: Where the name of a file may go on in the next row: never in mid-word.
_BREAK = re.compile(r"(?<=[/._-])(?=[^/._-])")


@dataclass(frozen=True, slots=True)
class _Hunk:
    first: int
    last: int
    before: Sequence[Sequence[Piece]]
    after: Sequence[Sequence[Piece]]
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
    sentence: str  # to copy
    url: str
    guideline: str
    guideline_url: str
    relationship: str
    hunk: int  # number of the first finding that the same change settles, or 0


@dataclass(slots=True)
class _PageView:
    number: int
    name: Sequence[str]  # in parts that stay whole
    cards: list[_Card]
    counts: list[tuple[str, str, int]]
    open: bool
    blocks: list[Block] = field(default_factory=list)
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
    texts = {
        name: (folder / name).read_text("utf-8")
        for name in ("report.html.j2", "rows.html.j2", "report.css", "report.js")
    }
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
    tally, words = report.tally(), report.words
    total = sum(tally.severities.values())
    stream.writelines(
        environment.get_template("report.html.j2").generate(
            policy=policy,
            # both are files of this package; nothing of a page is in them
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            say=words,
            lang=report.lang,
            facts=_letter.facts(report),
            greeting=_letter.greeting(report) if report.letter.greeting else "",
            names=_names(report),
            pages=_pages(report),
            total=total,
            known=tally.known,
            not_read=_safe.line(report.not_read),
            checked=report.files,
            counts=_counted(tally.severities, words),
            severities=[(severity, words(_WORDS[severity])) for severity in reversed(SEVERITIES)],
            rules=_rules(report, tally),
            subject=_letter.subject(report) if total else "",
            mail=_letter.body(report) if total else (),
            fixable=0 if report.published else sum(tally.fixable.values()),
            elsewhere=can_be_fixed(report) if report.published else "",
            version=_safe.line(report.version),
            url=_safe.web_address(report.url),
        )
    )
    stream.write("\n")


def _names(report: Report) -> Iterator[tuple[int, str]]:
    """The number and the name of each page with findings."""
    for number, (filename, _) in enumerate(report.by_file(), 1):
        yield number, _safe.name(report.relative(filename))


def _counted(number: Mapping[str, int], words: Catalogue) -> list[tuple[str, str, int]]:
    return [(severity, words(_INTRO[severity]), number.get(severity, 0)) for severity in reversed(SEVERITIES)]


def _rules(report: Report, tally: Tally) -> list[dict[str, Any]]:
    rows = []
    for code, number in sorted(tally.codes.items()):
        finding = tally.first[code].finding
        rows.append(
            {
                "code": code,
                "name": _safe.line(finding.name),
                "summary": _safe.line(report.summary_of(finding)),
                "url": _safe.web_address(report.page_of(finding)),
                "number": number,
            }
        )
    return rows


def _pages(report: Report) -> Iterator[_PageView]:
    pages, number, words = Pages(report), 0, report.words
    for page, (filename, findings) in enumerate(report.by_file(), 1):
        source = pages.source(filename)
        numbers = {id(reported): number + i for i, reported in enumerate(findings, 1)}
        number += len(findings)
        made = rewrites(source, findings) if source else []
        hunk: dict[int, int] = {}
        for rewrite in made:
            ids = [id(reported) for reported in rewrite.findings]
            hunk |= dict.fromkeys(ids, min(numbers[key] for key in ids))
        counts = [count for count in _counted(Counter(r.finding.severity for r in findings), words) if count[2]]
        view = _PageView(
            page,
            _BREAK.split(_safe.name(report.relative(filename))),
            [_card(r, numbers[id(r)], hunk.get(id(r), 0), source, report) for r in findings],
            counts,
            any(severity == "error" for severity, _, _ in counts),
        )
        said = {card.relationship for card in view.cards}
        view.relationship = said.pop() if len(said) == 1 else ""
        if source is None:
            view.unread = True
            view.blocks = blocks_of_lines(findings, numbers, words)
        else:
            view.blocks = blocks(source, marks_of(findings, numbers), words)
            view.hunks = [
                _Hunk(
                    rewrite.first_row,
                    rewrite.last_row,
                    *before_and_after(source, rewrite.first_row, rewrite.last_row, rewrite.edits, words),
                    sorted(numbers[id(reported)] for reported in rewrite.findings),
                    any(
                        r.finding.fix is not None and r.finding.fix.applicability == "unsafe" for r in rewrite.findings
                    ),
                )
                for rewrite in made
            ]
        yield view


def _card(reported: Reported, number: int, hunk: int, source: Source | None, report: Report) -> _Card:
    finding = reported.finding
    return _Card(
        number,
        reported,
        _safe.line(f"{finding.code} {finding.name}"),
        report.words(_WORDS[finding.severity]),
        _safe.lines(finding.said),
        _safe.sentence(_safe.lines(finding.advice)),
        to_write(reported, source),
        _safe.web_address(report.page_of(finding)),
        _safe.line(report.guideline_of(finding)),
        _safe.web_address(finding.guideline_url),
        _relationship(finding.relationship, report.words),
        hunk,
    )


def _relationship(relationship: Relationship, words: Catalogue) -> str:
    """What a page counts as, and where that is said."""
    if not relationship.value:
        return ""
    source = _safe.line(words.phrase(relationship.source, "source"))
    return words.phrase(relationship.value, "value") + (f" ({source})" if source else "")
