"""Texts that stand in a file encoded, and pages in such texts: read as if they stood there as they are, and put back.

A part of a mail in quoted-printable, a folded line of a calendar: what people read is not what the file holds. It is
decoded piece by piece, each with the place that it comes from, and read by the reader of its own format; then everything
that this reader found is moved to where it stands in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from ots_lint.pages.base import Page
from ots_lint.text.run import Segment, Span, TextRun, Where


class Decoded:
    """A text and where its pieces stand in the source; a piece that is not verbatim is known as a whole only."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._run: TextRun | None = None
        self._places: tuple[list[int], list[int]] | None = None  # of the pieces: in the source, and in the text

    def add(self, text: str, start: int, end: int, *, verbatim: bool = True) -> None:
        """Append a piece that stands at `source[start:end]`."""
        if text:
            self.segments.append(Segment(text, start, end, verbatim))

    @property
    def run(self) -> TextRun:
        """The pieces as one text, with the way back. To be asked when all are there."""
        if self._run is None:
            self._run = TextRun("prose", self.segments)
        return self._run

    @property
    def text(self) -> str:
        """The whole text."""
        return self.run.text

    def place(self, span: Span) -> Span:
        """Where a range of the text stands in the source."""
        return self.run.span(span.start, span.end)

    def back(self, span: Span) -> Span | None:
        """Where a stretch of the source is in the text; None where it begins or ends in no piece, or in an encoded one."""
        start, end = self._offset(span.start, first=True), self._offset(span.end, first=False)
        return Span(start, end) if start is not None and end is not None and start <= end else None

    def _offset(self, place: int, *, first: bool) -> int | None:
        """Where in the text a place of the source is, as the first of a stretch or as its end."""
        if self._places is None:
            lengths = accumulate((len(segment.text) for segment in self.segments), initial=0)
            self._places = [segment.start for segment in self.segments], list(lengths)
        starts, offsets = self._places
        i = bisect_right(starts, place) - 1
        if not first and i > 0 and starts[i] == place:
            i -= 1  # a stretch ends with the piece before
        if i < 0 or place > self.segments[i].end:
            return None
        piece = self.segments[i]
        if piece.verbatim:
            return offsets[i] + place - piece.start
        return offsets[i] if place == piece.start else offsets[i + 1] if place == piece.end else None

    def pieces(self, segments: Sequence[Segment]) -> list[Segment]:
        """Segments whose places are in this text, as segments whose places are in the source."""
        moved: list[Segment] = []
        last = 0
        for segment in segments:
            if not segment.verbatim:
                start, end = self.place(Span(segment.start, segment.end))
                found = [Segment(segment.text, start, end, False)]
            else:
                found = [_part(piece, at, segment) for at, piece in self.run.within(segment.start, segment.end)]
            for piece in found:
                if piece.start < last:  # the piece before is in the same characters of the source
                    piece = Segment(piece.text, last, max(piece.end, last), False)
                last = piece.end
                moved.append(piece)
        return moved


def _part(piece: Segment, at: int, wanted: Segment) -> Segment:
    """The part of a piece, which begins at `at`, that a verbatim segment covers."""
    left, right = max(wanted.start - at, 0), min(wanted.end - at, len(piece.text))
    text = piece.text[left:right]
    if piece.verbatim:
        return Segment(text, piece.start + left, piece.start + right)
    return Segment(text, piece.start, piece.end, False)


def embed(page: Page, inner: Page, text: Decoded, heading: int | None = None) -> None:
    """Add what was found in a page to the one whose source holds its text.

    What stands under no heading of its own is put under `heading`, the number of a run.
    """
    first = len(page.runs)
    ids = 1 + max(page.ids, max((number or 0 for run in page.runs[-1:] for number in _ids(run.where)), default=0))
    place = text.place
    for run in inner.runs:
        where = _moved(run.where, first, ids, heading)
        element = place(run.element)
        page.runs.append(TextRun(run.kind, text.pieces(run.segments), run.key, element, run.language, where))
    moved = [
        link._replace(span=place(link.span), where=_moved(link.where, first, ids, heading)) for link in inner.links
    ]
    page.links += [link._replace(run=link.run + first) if link.run >= 0 else link for link in moved]
    page.images += [
        image._replace(
            span=place(image.span),
            where=_moved(image.where, first, ids, heading),
            alt_run=image.alt_run + first if image.alt_run >= 0 else -1,
        )
        for image in inner.images
    ]
    page.metas += [
        meta._replace(
            span=place(meta.span),
            value_span=place(meta.value_span),
            run=meta.run + first if meta.run >= 0 else -1,
        )
        for meta in inner.metas
    ]
    page.data += [
        datum._replace(
            span=place(datum.span),
            container=place(datum.container),
            run=datum.run + first if datum.run >= 0 else -1,
        )
        for datum in inner.data
    ]
    page.comments += [comment._replace(span=place(comment.span)) for comment in inner.comments]
    page.masked += [place(span) for span in inner.masked]
    page.language = page.language or inner.language
    page.ids = max((number or 0 for run in page.runs[first:] for number in _ids(run.where)), default=ids)


def _ids(where: Where) -> tuple[int | None, ...]:
    return where.list, where.item, where.table, where.row, where.block


def _moved(where: Where, first: int, ids: int, heading: int | None) -> Where:
    """A place in a page that is put behind `first` runs and `ids` numbers of lists, rows and blocks."""

    def moved(number: int | None) -> int | None:
        return None if number is None else number + ids

    return where._replace(
        heading=heading if where.heading is None else where.heading + first,
        list=moved(where.list),
        item=moved(where.item),
        table=moved(where.table),
        row=moved(where.row),
        block=where.block + ids,
    )
