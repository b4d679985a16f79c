"""An explanation as an HTML page: the page's own text with marks, and beside it what each mark was taken for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ots_lint.finding import Place
from ots_lint.report import _safe
from ots_lint.report._source_view import Marked, blocks
from ots_lint.why.words import Words

if TYPE_CHECKING:
    from ots_lint.messages import Catalogue
    from ots_lint.text.run import Span
    from ots_lint.why.model import Explanation, Line, Read


class _Note(NamedTuple):
    """What one mark was taken for."""

    number: int
    row: int
    style: str  # found | counts | not
    label: str
    what: str
    told: tuple[str, ...]


def written(explanation: Explanation, row: int | None, catalogue: Catalogue) -> str:
    """The explanation of a page, or of what stands in a row of it: self-contained, no script, everything escaped."""
    from base64 import b64encode
    from hashlib import sha256
    from importlib.resources import files

    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    from ots_lint import __version__

    report, own = files("ots_lint.report") / "templates", files("ots_lint.why") / "templates"
    style = (report / "report.css").read_text("utf-8") + (own / "why.css").read_text("utf-8")
    texts = {name: (own / name).read_text("utf-8") for name in ("why.html.j2",)}
    texts["rows.html.j2"] = (report / "rows.html.j2").read_text("utf-8")
    environment = Environment(
        loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    page = environment.get_template("why.html.j2").render(
        policy=policy,
        style=Markup(style),  # noqa: S704 - files of this package; nothing of a page is in them
        say=catalogue,
        lang=catalogue.language,
        version=_safe.line(__version__),
        **_values(explanation, row, catalogue),
    )
    return page + "\n"


def _values(explanation: Explanation, row: int | None, say: Catalogue) -> dict[str, Any]:
    words = Words(explanation, say)
    lines = list(explanation.lines if row is None else explanation.near(row))
    notes: list[_Note] = []
    marked: list[Marked] = []
    for line in lines:
        for span, note in _notes(explanation, line, words, len(notes)):
            notes.append(note)
            marked.append(
                Marked(_place(explanation, span.start), _place(explanation, span.end), note.number, note.style)
            )
    return {
        "name": _safe.name(explanation.source.filename),
        "facts": [
            (say("relationship"), _safe.line(words.relationship())),
            (say("language"), _safe.line(words.languages())),
            (say("the-findings"), _safe.line(words.found())),
        ],
        "aside": _aside(explanation, row, bool(lines), say),
        "blocks": blocks(explanation.source, marked, say),
        "notes": notes,
    }


def _aside(explanation: Explanation, row: int | None, anything: bool, say: Catalogue) -> list[str]:
    """What there is to say where little was read."""
    brand = explanation.ruleset.brand.name
    texts = [] if explanation.named else [say("not-named", brand=brand)]
    if row is not None and not anything:
        texts.append(say("nothing-in-row", row=row, brand=brand))
    return texts


def _notes(explanation: Explanation, line: Line, words: Words, number: int) -> Iterator[tuple[Span, _Note]]:
    say = words.say
    own = tuple(words.said(code) for code in line.codes)
    row = explanation.rows(line.span)[0]
    if not line.reads or own:
        number += 1
        why = words.why(line)
        style = "found" if own else "not"
        yield line.span, _Note(number, row, style, "" if own else say("counts-not"), _safe.line(why), own)
    for read in line.reads:
        number += 1
        yield read.span, _note(number, explanation.rows(read.span)[0], read, words)


def _note(number: int, row: int, read: Read, words: Words) -> _Note:
    style = "found" if read.codes else "counts" if read.counts else "not"
    told = tuple(words.outcomes(read)) if read.counts else tuple(words.reason(reason) for reason in read.against)
    label = words.say("counts" if read.counts else "counts-not")
    return _Note(number, row, style, label, _safe.line(words.what(read)), tuple(map(_safe.line, told)))


def _place(explanation: Explanation, offset: int) -> Place:
    return Place(*explanation.source.position(offset))
