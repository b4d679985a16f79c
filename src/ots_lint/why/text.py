"""An explanation for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.report.text import Paint, wrap
from ots_lint.text.visible import visible
from ots_lint.why.words import Words

if TYPE_CHECKING:
    from ots_lint.messages import Catalogue
    from ots_lint.why.model import Explanation, Line

#: Colours: what counts, what does not, the head of a line, what a rule says.
_COUNTS, _NOT, _HEAD, _FOUND = "1;32", "2", "1", "1;33"
_NARROWEST = 40


def written(explanation: Explanation, row: int | None, catalogue: Catalogue, *, color: bool, columns: int) -> str:
    """The explanation of a page, or of what stands in a row of it."""
    writer = _Writer(explanation, catalogue, Paint(color), max(columns, _NARROWEST))
    return "\n".join([*writer.head(), *writer.body(row)]) + "\n"


class _Writer:
    def __init__(self, explanation: Explanation, catalogue: Catalogue, paint: Paint, columns: int) -> None:
        self.explanation = explanation
        self.say = catalogue
        self.words = Words(explanation, catalogue)
        self.paint = paint
        self.columns = columns

    def head(self) -> Iterator[str]:
        """The page's name, what it counts as, its language and findings."""
        explanation, say = self.explanation, self.say
        yield self.paint(visible(explanation.source.filename), "1;4")
        yield from self._labelled(say("relationship"), visible(self.words.relationship()))
        yield from self._labelled(say("language"), visible(self.words.languages()))
        yield from self._labelled(say("the-findings"), self.words.found())

    def body(self, row: int | None) -> Iterator[str]:
        """The sentences."""
        explanation, say = self.explanation, self.say
        brand = explanation.ruleset.brand.name
        if not explanation.named:
            yield ""
            yield from wrap(say("not-named", brand=brand), self.columns)
        lines = explanation.lines if row is None else explanation.near(row)
        if row is not None and not lines:
            yield ""
            yield from wrap(say("nothing-in-row", row=row, brand=brand), self.columns)
        for line in lines:
            yield ""
            yield from self._line(line)

    def _line(self, line: Line) -> Iterator[str]:
        place = self.words.rows(self.explanation.rows(line.span)[0])
        first, *rest = wrap(f"{place}  {visible(line.text)}", self.columns)
        yield self.paint(place, _HEAD) + first[len(place) :]
        yield from (f"  {text}" for text in rest)
        for read in line.reads:
            yield from self._mark(read.counts, visible(self.words.what(read)))
            for reason in read.against:
                yield from self._told(visible(self.words.reason(reason)), found=False)
            for text in self.words.outcomes(read) if read.counts else ():
                yield from self._told(visible(text), found=bool(read.codes))
        if not line.reads:
            yield from self._mark(False, self.words.why(line))
        for code in line.codes:
            yield from self._told(self.words.said(code), found=True)

    def _mark(self, counts: bool, text: str) -> Iterator[str]:
        label = self.say("counts" if counts else "counts-not")
        first, *rest = wrap(f"{label}: {text}", self.columns - 4)
        yield f"  {self.paint(label, _COUNTS if counts else _NOT)}{first[len(label) :]}"
        yield from (f"    {line}" for line in rest)

    def _told(self, text: str, *, found: bool) -> Iterator[str]:
        first, *rest = wrap(text, self.columns - 8)
        yield f"    {self.paint('→', _FOUND if found else _NOT)} {self.paint(first, _FOUND) if found else first}"
        yield from (f"      {self.paint(line, _FOUND) if found else line}" for line in rest)

    def _labelled(self, label: str, text: str) -> Iterator[str]:
        first, *rest = wrap(f"{label}: {text}", self.columns - 4)
        yield f"  {self.paint(label, _HEAD)}{first[len(label) :]}"
        yield from (f"    {line}" for line in rest)
