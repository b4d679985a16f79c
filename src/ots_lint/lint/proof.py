"""Whether edits change what they are about and nothing else: the page is read before and after, and compared.

The page after the edits has to be the page before them with other words in just these places: the
same links, images, headings, anchors, code, tables, lists and comments, in the same order, around the
same text. Where it is not, the places that differ are named, as spans of the page before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ots_lint.lint.disputed import Disputed, joined
from ots_lint.pages.base import Page, read_page
from ots_lint.pages.outline import Mark, collapsed, outline
from ots_lint.text.run import OBJECT, Span, TextRun
from ots_lint.text.source import Source

if TYPE_CHECKING:
    from ots_lint.finding import Edit

#: What a comment must begin with so that taking it away is meant.
_OWN = "ots-lint"


class Damage(NamedTuple):
    """Where a page differs from what it should be; `span` is None where no place can be named."""

    span: Span | None


class Before:
    """A page before its fixes, read once for all attempts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.marks = outline(page.source)
        self.disputed = Disputed(page, self.marks)

    def damages(self, edits: Sequence[Edit], after: str) -> list[Damage]:
        """Where the text `after`, which the sorted edits lead to, is not the old page with the edits' words."""
        source = self.page.source
        edited = _Edited(edits)
        touched = [span for span in self.page.masked if edited.touches(span.start, span.end)]
        touched += self.disputed.touched(edits)
        if touched:
            return [Damage(span) for span in touched]
        new = Source(after, source.filename, source.encoding, source.bom)
        marks = outline(new)
        found: list[Damage] = []
        if not _alike(self.marks, marks, edited):
            found = _compare(_stream(self.marks, edited), _stream(marks, _Edited(())), edited)
        return found or _compare_pages(self.page, read_page(new), edited)


class _Edited:
    """Sorted edits, and where things are afterwards."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self.starts = [edit.span.start for edit in edits]
        self.ends = [edit.span.end for edit in edits]
        self.shifts = [0]  # after so many edits
        for edit in edits:
            self.shifts.append(self.shifts[-1] + len(edit.content) - (edit.span.end - edit.span.start))

    def within(self, start: int, end: int) -> range:
        """The edits that replace something of a range."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def touches(self, start: int, end: int) -> bool:
        """Whether something of a range is replaced."""
        return any(self.edits[i].span.start < self.edits[i].span.end for i in self.within(start, end))

    def around(self, start: int, end: int) -> int:
        """The number of the edit that replaces all of a range, or -1."""
        i = bisect_right(self.starts, start) - 1
        return i if i >= 0 and end <= self.ends[i] and self.starts[i] < self.ends[i] else -1

    def moved(self, offset: int) -> int:
        """Where an offset is afterwards."""
        i = bisect_right(self.ends, offset)
        if i < len(self.edits) and self.starts[i] < offset:
            offset = self.starts[i]
        return offset + self.shifts[i]

    def back(self, offset: int) -> int:
        """Where an offset of the text afterwards was before, or the start of the edit that it is in."""
        low, high = 0, len(self.edits)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] + self.shifts[middle + 1] <= offset:
                low = middle + 1
            else:
                high = middle
        before = offset - self.shifts[low]
        return min(before, self.starts[low]) if low < len(self.edits) else before

    def rewritten(self, source: str, start: int) -> str:
        """`source`, which stands at `start`, with what edits write there."""
        pieces: list[str] = []
        at, end = start, start + len(source)
        for i in self.within(start, end):
            span, content = self.edits[i]
            pieces += source[at - start : max(span.start, at) - start], content
            at = min(span.end, end)
        pieces.append(source[at - start :])
        return "".join(pieces)


class _Words:
    """Writes texts as they are after the edits, and each edit's content once."""

    def __init__(self, edited: _Edited, blanks: Collection[int] = ()) -> None:
        self.edited = edited
        self.blanks = blanks  # the edits that leave one
        self.written: set[int] = set()

    def of(self, text: str, start: int, end: int) -> str | None:
        """What is seen afterwards of a text that stands at these places; None where only a part can be."""
        numbers = self.edited.within(start, end)
        if not numbers:
            return text
        if end - start != len(text):  # an entity or the like: all or nothing
            i = self.edited.around(start, end)
            return None if i < 0 else self._content(i)
        pieces: list[str] = []
        at = start
        for i in numbers:
            span = self.edited.edits[i].span
            if span.start == span.end:
                continue  # inserted markup; a text that it adds is not expected
            pieces += text[at - start : max(span.start, at) - start], self._content(i)
            at = min(span.end, end)
        pieces.append(text[at - start :])
        return "".join(pieces)

    def _content(self, i: int) -> str:
        if i in self.written:
            return ""
        self.written.add(i)
        return self.edited.edits[i].content or (" " if i in self.blanks else "")


def _alike(old: Sequence[Mark], new: Sequence[Mark], edited: _Edited) -> bool:
    """Whether the marks are the expected ones, one for one; where not, they may be all the same."""
    if len(old) != len(new):
        return False
    words = _Words(edited)
    for before, after in zip(old, new, strict=True):
        if before[:3] == after[:3]:
            continue
        if before[:2] != after[:2]:
            return False
        if before.kind == "text":
            if words.of(before.detail, before.start, before.end) != after.detail:
                return False
        elif not before.raw or edited.rewritten(before.detail, before.start) != after.detail:
            return False
    return True


#: A mark of the page afterwards: its kind, what it is, whether it is a block's, where it is.
_Item = tuple[str, Any, bool, int]


def _stream(marks: Iterable[Mark], edited: _Edited) -> list[_Item]:
    """The marks as they have to be after the edits, with texts joined and white space as it is shown."""
    marks = list(marks)
    dropped = _dropped(marks, edited)
    words = _Words(edited)
    items: list[_Item] = []
    text: list[str] = []
    at = -1
    lost = False  # whether a text of the element that began last is taken away
    bare = False  # whether nothing is left behind the box of a task
    for number, mark in enumerate(marks):
        if number in dropped:
            bare = bool(items) and not text and items[-1][1][0] == "TaskListMarker"
            continue
        if mark.kind == "text":
            seen = words.of(mark.detail, mark.start, mark.end)
            if seen is None:
                items.append(("torn", "", False, edited.moved(mark.start)))
            elif seen:
                bare = bare and seen.isspace()
                at = at if text else edited.moved(mark.start)
                text.append(seen)
            elif mark.detail:
                lost = True
            continue
        if text:
            _add_text(items, "".join(text), at)
            text = []
        if mark.block and items and items[-1][0] == "text":
            _trim_end(items)
        if mark.kind == "close" and items and (bare or (lost and items[-1][0] == "open")):
            items.append(("emptied", "", False, edited.moved(mark.start)))
        lost, bare = lost and mark.kind != "open", False
        detail = edited.rewritten(mark.detail, mark.start) if mark.raw else mark.detail
        items.append((mark.kind, (mark.name, detail), mark.block, edited.moved(mark.start)))
    if text:
        _add_text(items, "".join(text), at)
        _trim_end(items)
    return items


def _add_text(items: list[_Item], text: str, at: int) -> None:
    text = collapsed(text)
    if not items or items[-1][2]:
        text = text.lstrip(" ")
    if text:
        items.append(("text", text, False, at))


def _trim_end(items: list[_Item]) -> None:
    kind, text, block, at = items[-1] if items else ("", "", False, 0)
    if kind == "text":
        items.pop()
        if text := text.rstrip(" "):
            items.append((kind, text, block, at))


def _dropped(marks: Sequence[Mark], edited: _Edited) -> set[int]:
    """The marks that may go: those within replaced words that only look like something, and own comments."""
    dropped: set[int] = set()
    opened: list[tuple[int, int]] = []  # the number of a mark, and of the edit around it
    block = -1  # where the HTML block begins that has held nothing but what goes
    if not edited.edits:
        return dropped
    for number, mark in enumerate(marks):
        if mark.name == "HtmlBlock":
            if mark.kind == "close" and block >= 0 and number > block + 1:
                dropped |= {block, number}
            block = number if mark.kind == "open" else -1
            continue
        if mark.kind == "text" and mark.detail.isspace():
            continue
        if edited.around(mark.start, mark.end) < 0:
            block = -1
        if mark.kind == "text" or (i := edited.around(mark.start, mark.end)) < 0:
            continue
        content = edited.edits[i].content
        if mark.name == "comment":
            if not content and mark.detail[4:].lstrip().startswith(_OWN):
                dropped.add(number)
        elif content and mark.name in ("br", "wbr"):
            dropped.add(number)
        elif content and mark.looks:
            if mark.kind == "open":
                opened.append((number, i))
            elif mark.kind == "close" and opened:
                last, other = opened.pop()
                if other == i and marks[last].name == mark.name:
                    dropped |= {last, number}
    return dropped


def _compare(wanted: Sequence[_Item], found: Sequence[_Item], edited: _Edited) -> list[Damage]:
    if [item[:2] for item in wanted] == [item[:2] for item in found]:
        return []
    old, new = _chunks(wanted), _chunks(found)
    spans = []
    for at, (end, chunk) in old.items():
        if at not in new or new[at][1] != chunk:
            spans.append(Span(edited.back(at), max(edited.back(end), edited.back(at) + 1)))
    spans += [Span(edited.back(at), edited.back(at) + 1) for at in new if at not in old]
    return [Damage(span) for span in joined(spans)] or [Damage(None)]


def _chunks(items: Sequence[_Item]) -> dict[int, tuple[int, list[tuple[str, Any]]]]:
    """The stretches from block to block: by where they begin, where they end and what they hold."""
    chunks: dict[int, tuple[int, list[tuple[str, Any]]]] = {}
    chunk: list[tuple[str, Any]] = []
    start = 0
    for kind, detail, block, at in items:
        if block and kind != "close" and at > start:
            if chunk:
                chunks[start] = at, chunk
            chunk, start = [], at
        chunk.append((kind, detail))
    chunks[start] = items[-1][3] + 1 if items else 1, chunk
    return chunks


def _compare_pages(old: Page, new: Page, edited: _Edited) -> list[Damage]:
    """Compare what rules look at: titles, alternative texts, front matter and structured data, too."""
    runs = [run for run in old.runs if not _taken_away(run, edited)]
    gone = len(old.runs) - len(runs)  # all of them in front matter, so before whatever a number leads to
    if len(runs) != len(new.runs):
        return [Damage(None)]
    spans = [
        before.element
        for before, after in zip(runs, new.runs, strict=True)
        if _differs(old.source.text, before, after, edited, gone)
    ]
    same = (
        [(link.href, link.kind, _moved(link.run, gone)) for link in old.links]
        == [(link.href, link.kind, link.run) for link in new.links]
        and [(image.src, _moved(image.alt_run, gone), image.link) for image in old.images]
        == [(image.src, image.alt_run, image.link) for image in new.images]
        and [meta.name for meta in old.metas] == [meta.name for meta in new.metas]
        and _data(old, edited) == _data(new, None, _in_front_matter(old, edited))
        and old.language == new.language
        and bool(old.front_matter_error) == bool(new.front_matter_error)
        and len(old.masked) == len(new.masked)
    )
    return [Damage(span) for span in spans] or ([] if same else [Damage(None)])


def _taken_away(run: TextRun, edited: _Edited) -> bool:
    """Whether a value of front matter goes as a whole: who does that has compared the values already."""
    if run.kind != "front-matter":
        return False
    number = edited.around(run.element.start, run.element.end)
    return number >= 0 and not edited.edits[number].content


def _moved(number: int | None, gone: int) -> int | None:
    """The number of a run when so many before it are gone."""
    return number - gone if number is not None and number >= 0 else number


def _place(run: TextRun, gone: int, renumbered: bool) -> tuple[Any, ...]:
    where = run.where
    # an item of a list in front matter moves up where one before it goes
    key = "" if renumbered and run.kind == "front-matter" else run.key
    return (
        run.kind,
        key,
        run.language,
        where.region,
        _moved(where.heading, gone),
        where.level,
        where.column,
        where.quote,
    )


def _differs(source: str, old: TextRun, new: TextRun, edited: _Edited, gone: int) -> bool:
    if _place(old, gone, gone > 0) != _place(new, 0, gone > 0):
        return True
    numbers = edited.within(old.element.start, old.element.end + 1)
    if not numbers:
        return old.text != new.text and old.text.split() != new.text.split()
    # A blank that a comment takes with it hides another one, which is shown then.
    words = _Words(edited, blanks={i for i in numbers if "<!--" in source[edited.starts[i] : edited.ends[i]]})
    pieces = [
        segment.text if segment.text == OBJECT else words.of(segment.text, segment.start, segment.end)
        for segment in old.segments
    ]
    if None in pieces:
        return True
    return "".join(piece for piece in pieces if piece is not None).split() != new.text.split()


def _in_front_matter(page: Page, edited: _Edited) -> bool:
    """Whether something is taken away in the front matter; who does that has compared the values already."""
    return page.front_matter is not None and any(
        edit.span.start < page.front_matter.end and not edit.content for edit in edited.edits
    )


def _data(page: Page, edited: _Edited | None, shortened: bool = False) -> list[tuple[Any, ...]]:
    """The values of structured data; texts are compared as runs, or are what an edit is about."""
    shortened = shortened or (edited is not None and _in_front_matter(page, edited))
    return [
        (datum.vocabulary, datum.path, datum.types, datum.value if datum.run < 0 else "")
        for datum in page.data
        if not (shortened and datum.vocabulary == "front-matter")
    ]
