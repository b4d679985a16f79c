"""An answer as the page shows it: the text with marks, a card for each finding, and the text with its changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.messages import ENGLISH
from ots_lint.report import _safe
from ots_lint.report._page import rewrites
from ots_lint.report._sentence import to_write
from ots_lint.report._source_view import Block, Piece, before_and_after, blocks, marks_of
from ots_lint.serve.answer import choice, is_choice

if TYPE_CHECKING:
    from ots_lint.finding import Finding, Reported
    from ots_lint.messages import Catalogue
    from ots_lint.serve.answer import Answer
    from ots_lint.text.source import Source

#: More findings are not shown at once: nobody reads them.
MOST = 200
#: Rows of the field with the changed text, at least and at most.
_ROWS = 6, 30
_WORDS = {"error": "please-change", "warning": "please-check", "info": "hint"}
#: What people call the formats that a text may be in.
FORMAT_NAMES = {"markdown": "serve-format-markdown", "html": "serve-format-html", "plain": "serve-format-plain"}


class Change(NamedTuple):
    """Rows of the text before and after one change."""

    first: int
    before: Sequence[Sequence[Piece]]
    after: Sequence[Sequence[Piece]]


class Card(NamedTuple):
    """One finding."""

    number: int
    severity: str
    word: str
    row: int
    message: str
    instead: str
    sentence: str  # to copy, where no change writes it
    change: Change | None
    choice: str  # the name of a change that wants to be chosen
    chosen: bool
    why: Sequence[str]
    guideline: str
    guideline_url: str
    rule: str
    url: str


class View(NamedTuple):
    """Everything about one answer."""

    total: int
    readable: bool  # whether there is anything to change in a text that was read to its end
    more: int  # findings that are not shown
    facts: Sequence[str]  # how the text was taken
    blocks: Sequence[Block]
    cards: Sequence[Card]
    choices: bool
    text: str
    rows: int  # that its field shows
    told: Sequence[str]  # about the text with its changes
    changed: bool


def view(answer: Answer, words: Catalogue) -> View:
    """An answer in one language. Everything in it is still to be escaped."""
    from ots_lint.site.result import report

    source, findings = answer.linted.source, answer.linted.findings
    shown = report(source, findings[:MOST])
    numbers = {id(reported): number for number, reported in enumerate(shown, 1)}
    cards = [_card(reported, numbers[id(reported)], source, answer, words) for reported in shown]
    return View(
        total=len(findings),
        readable=bool(findings) and answer.linted.readable,
        more=len(findings) - len(shown),
        facts=list(_facts(answer, words)),
        blocks=blocks(source, marks_of(shown, numbers), words),
        cards=cards,
        choices=any(card.choice for card in cards),
        text=answer.text,
        rows=min(max(answer.text.count("\n") + 2, _ROWS[0]), _ROWS[1]),
        told=list(_told(answer, words)),
        changed=answer.made > 0,
    )


def _facts(answer: Answer, words: Catalogue) -> Iterator[str]:
    """What the text was taken for, as sentences."""
    brand = answer.ruleset.brand.name
    if answer.explanation is not None and not answer.explanation.named:
        yield words("not-named", brand=brand)
    known = answer.relationship
    if known is not None and known.value:
        value, source = words.phrase(known.value, "value"), _safe.line(words.phrase(known.source, "source"))
        yield words("counts-as", relationship=f"{value} ({source})")
    elif known is not None and answer.linted.findings:
        yield words("serve-unknown")
    yield words("serve-read-as", format=words(FORMAT_NAMES[answer.asked.kind]))
    if answer.linted.language:
        yield words.not_read(words.pages_in(1, answer.linted.language), answer.linted.language)


def _told(answer: Answer, words: Catalogue) -> Iterator[str]:
    """What is said about the text with its changes."""
    yield words("serve-made", answer.made) if answer.made else words("serve-none-made")
    if answer.not_made:
        yield words("serve-not-made", answer.not_made)
    if answer.left:
        yield words("serve-left", answer.left)
    elif answer.made:
        yield words("serve-none-left")


def _card(reported: Reported, number: int, source: Source, answer: Answer, words: Catalogue) -> Card:
    finding = reported.finding
    rule = answer.ruleset.rules.get(finding.code)
    change = _change(reported, source, words)
    name = choice(finding) if is_choice(finding) and change is not None else ""
    guideline = rule.local("guideline", words.language) if rule is not None else finding.guideline
    return Card(
        number=number,
        severity=finding.severity,
        word=words(_WORDS[finding.severity]),
        row=reported.start.row,
        message=_safe.lines(finding.said),
        instead=_safe.sentence(_safe.lines(finding.advice)),
        sentence="" if change is not None else to_write(reported, source),
        change=change,
        choice=name,
        chosen=name in answer.asked.chosen,
        why=list(_why(finding, answer, words)),
        guideline=_safe.line(guideline),
        guideline_url=_safe.web_address(finding.guideline_url),
        rule=_safe.line(f"{finding.code} {finding.name}"),
        url=_safe.web_address(finding.url),
    )


def _change(reported: Reported, source: Source, words: Catalogue) -> Change | None:
    """What one finding's fix does to its rows; None where it has none."""
    for made in rewrites(source, [reported]):
        return Change(made.first_row, *before_and_after(source, made.first_row, made.last_row, made.edits, words))
    return None


def _why(finding: Finding, answer: Answer, words: Catalogue) -> Iterator[str]:
    """Why something was found, as sentences."""
    rule = answer.ruleset.rules.get(finding.code)
    if rule is not None:
        text = rule.explanation if words.language == ENGLISH else rule.local("summary", words.language)
        yield _safe.sentence(_safe.line(text))
    if answer.explanation is not None:
        from ots_lint.why.words import Words

        for what in Words(answer.explanation, words).taken_for(finding):
            yield f"{words('server-read')} {_safe.sentence(_safe.line(what))}"
