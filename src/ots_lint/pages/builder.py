"""Builds a `Page` from elements and text, whatever format they were written in.

Readers open and close elements (a Markdown list opens `ul` and `li`) and hand over ranges of
the source. The builder keeps the stack of open elements, decides what is a block, what is not
looked at, and where everything stands. Everything is linear in the page, nothing recursive.
"""

from __future__ import annotations

from typing import NamedTuple

from ots_lint.pages.base import Comment, Image, Link, Meta, Page
from ots_lint.pages.keys import is_text_meta, words
from ots_lint.pages.structured import Structured
from ots_lint.pages.values import Attribute, Attributes, value_segments
from ots_lint.text.mask import Masks
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import OBJECT, Segment, Span, TextRun, VerbatimRun, Where

VOID = words("area base basefont bgsound br col embed frame hr img input link meta param source track wbr")
#: Elements that begin a new block; SVG's are only meant inside `<svg>`.
BLOCK = words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html legend li listing main menu nav ol optgroup option "
    "p pre search section summary table tbody td tfoot th thead title tr ul"
)
_SVG_BLOCK = frozenset({"text", "title", "desc", "foreignobject", "textpath"})
#: Elements with a text of their own inside another one's line; an object for that line.
_ISOLATED = words("audio button canvas label noscript object select svg textarea video")
#: Elements for `Builder.leaf`.
LEAVES = words("p li td th dt dd div h1 h2 h3 h4 h5 h6")
_LISTS = words("ul ol dl menu dir")
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
#: Not looked at (SPEC section 3): as `code` a link in it still counts, as `gone` nothing does.
_SKIPPED = dict.fromkeys(words("code pre kbd samp listing xmp plaintext"), "code") | dict.fromkeys(
    words("script style template math del s strike iframe noembed noframes"), "gone"
)
_BLOCK_SKIPPED = frozenset({"pre", "listing", "xmp", "plaintext"})
#: Opening one of these ends an open paragraph.
_CLOSES_P = words(
    "address article aside blockquote center details dialog dir div dl dt dd fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p pre search section summary table ul"
)
#: An end tag does not look further out than these.
_BARRIERS = words("td th caption table template button object foreignobject svg select textarea noscript")
_TABLE_PARTS = words("td th tr tbody thead tfoot caption")
#: What a start tag ends: the tags, and the tags that shield them.
_IMPLIED_END: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "option": (("option",), ()),
    "optgroup": (("optgroup", "option"), ()),
    "tr": (("tr", "caption"), ("table",)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "tbody": (("tbody", "thead", "tfoot", "caption"), ("table",)),
    "thead": (("tbody", "thead", "tfoot", "caption"), ("table",)),
    "tfoot": (("tbody", "thead", "tfoot", "caption"), ("table",)),
    "a": (("a",), ("td", "th", "table")),
    "button": (("button",), ()),
    "body": (("head",), ()),
}
_HEAD_CONTENT = words("title meta link base script style noscript template html head body")
_SHIELDED_BY_ALL = ("template", "svg")
#: A heading inside one of these says nothing about what follows it.
_SECTIONS = words("section article aside nav footer blockquote td th fieldset figure dialog details form main body")
_OWN_FLOW = frozenset({"aside", "nav", "footer"})
_REGIONS = {tag: tag for tag in ("header", "footer", "nav", "aside", "main", "head")}
#: Elements that change something for their content even without attributes.
_MEANT = (
    _SECTIONS
    | _REGIONS.keys()
    | _HEADINGS.keys()
    | words("ul ol dl menu dir li dt dd table tr svg foreignobject title")
)
#: Attributes that change something for the content; of a `div` some others do, too.
_PLACING = frozenset({"role", "lang", "xml:lang"})
#: Elements whose end does more than to end a block, besides those that `Meaning` names.
_SPECIAL = frozenset({"sup", "sub", "main", "body"})
_ROLES = {
    "banner": "header",
    "contentinfo": "footer",
    "navigation": "nav",
    "complementary": "aside",
    "main": "main",
}
_REGION_NAMES = {
    "footer": "footer",
    "site-footer": "footer",
    "page-footer": "footer",
    "colophon": "footer",
    "site-header": "header",
    "page-header": "header",
    "navbar": "nav",
    "navigation": "nav",
    "site-nav": "nav",
    "sidebar": "aside",
}
_TEXT_ATTRIBUTES = words(
    "title aria-label aria-description aria-roledescription aria-placeholder aria-valuetext placeholder"
)
#: An element without any of these has no text of `_text_attributes`.
_MAYBE_TEXT = _TEXT_ATTRIBUTES | {"label", "summary"}
_LABELLED = frozenset({"optgroup", "option", "track"})
_VALUED_INPUTS = frozenset({"submit", "button", "reset"})
_EMBEDS = {"iframe": "src", "embed": "src", "object": "data", "frame": "src"}
#: Elements whose attributes hold an address.
_ADDRESSED = frozenset({"a", "form", "button", *_EMBEDS})

#: White space that a browser collapses: with a line break, several, or a tab.
_SPACE = lazy_re(r" [ \t\f\r\n]+|[\t\f\r\n][ \t\f\r\n]*")
#: The same where there is neither tab nor carriage return; patterns that begin with a fixed character are fast.
_BLANK_AND_SPACE = lazy_re(r" [ \n]")
_BREAK_AND_SPACE = lazy_re(r"\n[ \n]")
_LANGUAGE = lazy_re(r"[A-Za-z]{2,8}")
_LONG_SEGMENT = 1_000
_new = tuple.__new__  # of a NamedTuple, in half the time that its constructor takes


class Meaning(NamedTuple):
    """What a tag means, so that opening an element looks up its tag once."""

    void: bool = False
    block: bool = False
    barrier: bool = False
    ends: tuple[str, ...] = ()  # the elements that its start tag may end
    means: bool = False  # changes something for its content
    special: bool = False  # its end does more than to end a block
    isolated: bool = False
    skip: str = ""  # as in `_SKIPPED`


def _ends(tag: str) -> tuple[str, ...]:
    ended = _IMPLIED_END[tag][0] if tag in _IMPLIED_END else tuple(_HEADINGS) if tag in _HEADINGS else ()
    return ("p", *ended) if tag in _CLOSES_P else ended


_PLAIN = Meaning()
_MEANINGS = {
    tag: Meaning(
        tag in VOID,
        tag in BLOCK,
        tag in _BARRIERS,
        _ends(tag),
        tag in _MEANT,
        tag in _SPECIAL or tag in _SECTIONS or tag in _ISOLATED or tag in _SKIPPED,
        tag in _ISOLATED and tag not in BLOCK,
        _SKIPPED.get(tag, ""),
    )
    for tag in frozenset().union(VOID, BLOCK, _BARRIERS, _IMPLIED_END, _MEANT, _SPECIAL, _ISOLATED, _SKIPPED)
}


class Context:
    """What an element hands down to its content. Elements share it, so a change is made to a copy."""

    __slots__ = (
        "column", "item", "kind", "language", "level", "list", "quote", "region", "row", "skip", "svg", "table"
    )  # fmt: skip

    def __init__(self) -> None:
        self.region = "main"
        self.kind = "prose"
        self.level = 0
        self.list: int | None = None
        self.item: int | None = None
        self.table: int | None = None
        self.row: int | None = None
        self.column: int | None = None
        self.quote = False
        self.language = ""
        self.skip = ""  # "" | code | gone
        self.svg = False

    def copy(self) -> Context:
        """One that can be changed."""
        new = Context.__new__(Context)
        new.region = self.region
        new.kind = self.kind
        new.level = self.level
        new.list = self.list
        new.item = self.item
        new.table = self.table
        new.row = self.row
        new.column = self.column
        new.quote = self.quote
        new.language = self.language
        new.skip = self.skip
        new.svg = self.svg
        return new


class Frame:
    """An open element. What few elements have is a default of the class, to keep the others cheap."""

    opened = True
    special = False  # its end does more than to end a block
    runs: list[TextRun] | None = None  # the text of a block's own
    headings: list[tuple[int, int]] | None = None  # those above, to go back to
    outer_flow: Flow | None = None  # of the line that it stands in, for an isolated element
    flow: Flow | None = None  # of a link: where its text begins
    link = -1
    link_length = 0
    link_runs = 0
    cells = 0  # of a table row
    group: tuple[str, int] | None = None  # of a dl: the last tag and its item
    scope: object = None  # structured data that begins here
    image = -1  # of an inline drawing: its number among the images

    def __init__(self, tag: str, start: int, inner: int, context: Context, index: int) -> None:
        self.tag = tag
        self.start = start
        self.inner = inner  # where its content begins
        self.context = context
        self.index = index


class Flow:
    """The text of a block so far."""

    length = 0
    blank = True  # nothing yet, or white space last
    run: TextRun | None = None
    index = -1

    def __init__(self) -> None:
        self.segments: list[Segment] = []


class Builder:
    """Takes elements and text in document order; `finish` completes the page."""

    def __init__(self, page: Page, masked: str, masks: Masks) -> None:
        self.page = page
        self.source = page.source.text
        self.masks = masks
        self.has_masks = bool(masks)
        self.context = Context()
        self.stack: list[Frame] = [Frame("", 0, 0, self.context, 0)]
        self.open_tags: dict[str, list[int]] = {}
        self.barriers = [0]
        self.blocks = [0]
        self.flow = Flow()
        self.block = 0
        self.headings: list[tuple[int, int]] = []
        self.ids = 0
        self.body_seen = ""
        self.alternatives: list[tuple[str, Attribute]] = []  # attributes that an element has twice, and their names
        self.structured = Structured(self, masked)
        page.masked.extend(Span(mask.start, mask.end) for mask in masks.masks)

    # ── text ──────────────────────────────────────────────────────────────────────────────────

    def text(self, start: int, end: int) -> None:
        """Source text as it is, without entities."""
        if self.context.skip:
            return
        if not self.has_masks:
            self._visible(start, end)
            return
        for mask in self.masks.within(start, end):
            if mask.start > start:
                self._visible(start, mask.start)
            if not mask.silent:
                self.object(max(mask.start, start), min(mask.end, end))
            start = max(start, mask.end)
        if start < end:
            self._visible(start, end)

    def _visible(self, start: int, end: int) -> None:
        """Source text without template tags: its white space collapses."""
        piece = self.source[start:end]
        if not is_plain(piece):
            self._collapsed(piece, start, end)
        elif "\n" in piece:
            self._lines(piece, start)
        elif piece:
            self._verbatim(piece, start, end)

    def _lines(self, piece: str, start: int) -> None:
        """Lines without any white space but a blank between words."""
        first, *lines = piece.split("\n")
        if first:
            self._verbatim(first, start, start + len(first))
        start += len(first)
        flow = self.flow
        segments, length, blank = flow.segments, flow.length, flow.blank
        for line in lines:
            if not blank:
                segments.append(_new(Segment, ("\n", start, start + 1, False)))
                length += 1
                blank = True
            start += 1
            if line:
                if flow.run is None and not line.isspace():
                    self._start_run()
                end = start + len(line)
                segments.append(_new(Segment, (line, start, end, True)))
                length += end - start
                blank = False
                start = end
        flow.length = length
        flow.blank = blank or piece[-1] == " "

    def _collapsed(self, piece: str, start: int, end: int) -> None:
        at = 0
        for match in _SPACE.finditer(piece):
            left, right = match.span()
            if left > at:
                self._verbatim(piece[at:left], start + at, start + left)
            group = match.group()
            self.space("\n" if "\n" in group or "\r" in group else " ", start + left, start + right)
            at = right
        if at < len(piece):
            self._verbatim(piece[at:] if at else piece, start + at, end)

    def _verbatim(self, text: str, start: int, end: int) -> None:
        flow = self.flow
        if flow.blank and text[0] == " ":
            text, start = text[1:], start + 1
            if not text:
                return
        if flow.run is None and not text.isspace():
            self._start_run()
        segments = flow.segments
        # Parsers give a run of brackets one by one: what is put together is copied each time, so it must not grow.
        if segments and (last := segments[-1]).end == start and last.verbatim and len(last.text) < _LONG_SEGMENT:
            segments[-1] = _new(Segment, (last.text + text, last.start, end, True))
        else:
            segments.append(_new(Segment, (text, start, end, True)))
        flow.length += end - start
        flow.blank = text[-1] == " "

    def space(self, text: str, start: int, end: int) -> None:
        """White space that is seen as one blank or line break."""
        flow = self.flow
        if self.context.skip or flow.blank:
            return
        flow.segments.append(_new(Segment, (text, start, end, False)))
        flow.length += 1
        flow.blank = True

    def line_break(self, start: int, end: int) -> None:
        """A line break of a paragraph, with the indentation or markers after it."""
        flow = self.flow
        if self.context.skip:
            return
        if flow.blank and flow.segments:  # takes the place of the blanks before it
            last = flow.segments[-1]
            kept = last.text.rstrip(" \n")
            flow.length -= len(last.text) - len(kept)
            start = last.start + len(kept)
            if kept:
                flow.segments[-1] = Segment(kept, last.start, start)
            else:
                flow.segments.pop()
            flow.blank = not flow.segments
        if not flow.blank:
            flow.segments.append(_new(Segment, ("\n", start, max(start, end), False)))
            flow.length += 1
            flow.blank = True

    def replaced(self, text: str, start: int, end: int) -> None:
        """A piece of source that stands for other characters: an entity, an escape."""
        if self.context.skip or not text:
            return
        flow = self.flow
        if text in (" ", "\n", "\t"):
            self.space(" " if text == "\t" else text, start, end)
            return
        if flow.run is None and text.strip():
            self._start_run()
        flow.segments.append(Segment(text, start, end, False))
        flow.length += len(text)
        flow.blank = False

    def object(self, start: int, end: int) -> None:
        """Something in the line that is no text."""
        if self.context.skip:
            return
        flow = self.flow
        flow.segments.append(Segment(OBJECT, start, end, False))
        flow.length += 1
        flow.blank = False

    def _start_run(self) -> None:
        context, flow = self.context, self.flow
        runs = self.page.runs
        index = len(runs)
        level = context.level
        if level:
            while self.headings and self.headings[-1][0] >= level:
                self.headings.pop()
        run = TextRun(context.kind, flow.segments, "", None, self._language(), self.where())
        if level:
            self.headings.append((level, index))
        flow.run, flow.index = run, index
        runs.append(run)
        owner = self.stack[self.blocks[-1]]
        if owner.runs is None:
            owner.runs = [run]
        else:
            owner.runs.append(run)

    def where(self, region: str = "") -> Where:
        """The place of what comes next."""
        c = self.context
        heading = self.headings[-1][1] if self.headings else None
        place = (region or c.region, heading, c.level, c.list, c.item, c.table, c.row, c.column, c.quote, self.block)
        return _new(Where, place)

    def _language(self) -> str:
        language = self.context.language
        return language if language and language != self.page.language else ""

    def flush(self) -> None:
        """End the block's text here."""
        flow = self.flow
        segments = flow.segments
        if not segments:
            return
        self.flow = Flow()
        self.block += 1
        run = flow.run
        if run is None:
            return
        while segments:
            text, start, end, verbatim = segments[-1]
            kept = text.rstrip(" \n")
            if kept == text:
                break
            if kept:
                segments[-1] = Segment(kept, start, start + len(kept) if verbatim else end, verbatim)
                break
            segments.pop()
        run.text = segments[0][0] if len(segments) == 1 else "".join([segment[0] for segment in segments])
        run.element = _new(Span, (segments[0][1], segments[-1][2]))

    # ── attributes and other values ───────────────────────────────────────────────────────────

    def value(self, start: int, end: int, *, entities: bool = True) -> list[Segment]:
        """The segments of a value that stands in `source[start:end]`."""
        quoted = self.context.quote and self.page.format == "markdown"
        if self.has_masks and (masks := self.masks.within(start, end)):
            segments: list[Segment] = []
            for mask in masks:
                segments += value_segments(self.source, start, mask.start, entities, quoted)
                if not mask.silent:
                    segments.append(Segment(OBJECT, max(start, mask.start), min(mask.end, end), False))
                start = max(start, mask.end)
            return segments + value_segments(self.source, start, end, entities, quoted)
        return value_segments(self.source, start, end, entities, quoted)

    def add_run(self, kind: str, key: str, segments: list[Segment], element: Span, region: str = "") -> int:
        """Add the run of a value; -1 where there is no text in it."""
        if self.context.skip == "gone":
            return -1
        for segment in segments:
            if segment.text.strip().strip(OBJECT).strip():
                break
        else:
            return -1
        run = TextRun(kind, segments, key, element, self._language(), self.where(region))
        self.page.runs.append(run)
        return len(self.page.runs) - 1

    # ── elements ──────────────────────────────────────────────────────────────────────────────

    def open(self, tag: str, start: int, inner: int, attributes: Attributes | None = None) -> Frame | None:
        """Open an element whose start tag is `source[start:inner]`; void elements give None."""
        meaning = _MEANINGS.get(tag, _PLAIN)
        self._close_implied(tag, meaning, start)
        return self._open(tag, meaning, start, inner, attributes)

    def _open(
        self, tag: str, meaning: Meaning, start: int, inner: int, attributes: Attributes | None = None
    ) -> Frame | None:
        stack, context = self.stack, self.context
        void, block = meaning.void, meaning.block
        if context.svg:
            if tag == "image":
                tag, meaning = "img", _MEANINGS["img"]
            void = tag == "img" or tag == "br"
            block = block or tag in _SVG_BLOCK
            if tag == "tspan" and attributes and not attributes.keys().isdisjoint(("x", "y", "dy")):
                block = True
        if void:
            if context.skip != "gone":
                self._void(tag, start, inner, attributes or {})
            return None
        index = len(stack)
        frame = Frame(tag, start, inner, context, index)
        skip = context.skip
        if not skip:
            if block:
                if self.flow.segments:
                    self.flush()
            elif meaning.isolated:
                frame.outer_flow = self.flow
                self.flow = Flow()
                self.block += 1
                block = True
            if meaning.special or (context.svg and tag == "title"):
                frame.special = True
                if tag == "iframe" and attributes:
                    self._attributes(frame, tag, attributes)
                if tag == "sup" or tag == "sub":
                    self.object(start, inner)
                skip = meaning.skip
            if meaning.means or (attributes and (tag == "div" or not _PLACING.isdisjoint(attributes))):
                self._enter(frame, tag, attributes)
            if skip:
                frame.context = frame.context.copy()
                frame.context.skip = skip
                if tag in _BLOCK_SKIPPED:
                    self.flush()
        if tag == "svg" and not context.svg and not skip:
            self._drawing(frame, start, inner, attributes or {})
        stack.append(frame)
        indexes = self.open_tags.get(tag)
        if indexes is None:
            self.open_tags[tag] = [index]
        else:
            indexes.append(index)
        if meaning.barrier:
            self.barriers.append(index)
        if block:
            self.blocks.append(index)
        self.context = frame.context
        if attributes:
            if skip != "gone" and (tag in _ADDRESSED or not _MAYBE_TEXT.isdisjoint(attributes)):
                self._attributes(frame, tag, attributes)
            if not context.skip:
                if tag == "script":
                    kind = attributes.get("type")
                    if kind is not None and kind.value.split(";")[0].strip().lower() == "application/ld+json":
                        frame.scope = "json-ld"
                elif not skip and self.structured.concerns(attributes):
                    self.structured.open(frame, tag, attributes)
                    frame.special = True
        return frame

    def leaf(self, tag: str, start: int, inner: int, text: str, at: int, closing: int, end: int) -> None:
        """An element of `LEAVES` that holds nothing but text: `open`, `text` and `close_tag` in one.

        Half of the text of most pages stands in such elements, and this takes a third of the time. The text
        `is_plain` and stands at `at` in the source.
        """
        meaning = _MEANINGS[tag]
        self._close_implied(tag, meaning, start)
        context = self.context
        if context.skip or context.svg or context.level or context is not self.stack[-1].context or text.isspace():
            self._open(tag, meaning, start, inner)
            self.text(at, at + len(text))
            self._close_to(len(self.stack) - 1, closing, end)
            return
        if self.flow.segments:
            self.flush()
        self.flow = Flow()  # links and properties around must see that this text is not theirs
        kind, item, column = context.kind, context.item, context.column
        runs, headings, level = self.page.runs, self.headings, 0
        if tag == "li":
            self.ids += 1
            item = self.ids
        elif tag == "td" or tag == "th":
            column = self._column()
        elif tag == "dt" or tag == "dd":
            item = self._group(tag)
        elif tag in _HEADINGS:
            kind, level = "heading", _HEADINGS[tag]
            while headings and headings[-1][0] >= level:
                headings.pop()
        heading = headings[-1][1] if headings else None
        place = (
            context.region, heading, level, context.list, item, context.table, context.row, column, context.quote,
            self.block,
        )  # fmt: skip
        if level:
            headings.append((level, len(runs)))
        language = context.language and self._language()
        runs.append(VerbatimRun(kind, text, at, _new(Span, (start, end)), language, _new(Where, place)))
        self.block += 1

    def _enter(self, frame: Frame, tag: str, attributes: Attributes | None) -> None:
        """What the element changes for its content."""
        context = frame.context.copy()
        if tag == "li":
            context.item = self._id()
        elif tag == "td" or tag == "th":
            context.column = self._column()
        elif tag == "tr":
            context.row, context.column = self._id(), None
        elif tag in _HEADINGS:
            if not context.svg:
                context.kind, context.level = "heading", _HEADINGS[tag]
        elif tag in _LISTS:
            context.list, context.item = self._id(), None
        elif tag == "dt" or tag == "dd":
            context.item = self._group(tag)
        elif tag == "table":
            context.table, context.row, context.column = self._id(), None, None
        elif tag == "blockquote":
            context.quote = True
        elif tag == "svg":
            context.svg = True
        elif tag == "foreignobject":
            context.svg = False
        elif tag == "title" and not context.svg:
            context.kind, context.level, context.region = "title", 0, "head"
        region = _REGIONS.get(tag)
        if attributes:
            if (role := attributes.get("role")) is not None:
                region = _ROLES.get(role.value.strip().lower(), region)
            elif tag in ("div", "ul") and region is None:
                for name in ("id", "class"):
                    if (named := attributes.get(name)) is not None and len(named.value) < 200:
                        for word in named.value.lower().split():
                            region = region or _REGION_NAMES.get(word)
            language = attributes.get("lang") or attributes.get("xml:lang")
            if language is not None:
                match = _LANGUAGE.match(language.value.strip())
                primary = match.group().lower() if match else ""
                if tag == "html" or (tag == "body" and not self.page.language):
                    self.page.language = primary or self.page.language
                else:
                    context.language = primary
        if region:
            context.region = region
        if tag in _SECTIONS:
            frame.headings = self.headings
            self.headings = [] if tag in _OWN_FLOW else list(self.headings)
        frame.context = context

    def _id(self) -> int:
        self.ids += 1
        return self.ids

    def _column(self) -> int:
        """The number of the cell that begins in its row."""
        rows = self.open_tags.get("tr")
        if not rows:
            return 0
        row = self.stack[rows[-1]]
        row.cells += 1
        return row.cells - 1

    def _group(self, tag: str) -> int:
        lists = self.open_tags.get("dl")
        owner = self.stack[lists[-1]] if lists else self.stack[0]
        last = owner.group
        item = last[1] if last and not (last[0] == "dd" and tag == "dt") else self._id()
        owner.group = (tag, item)
        return item

    def _last(self, tag: str) -> int:
        """The stack index of the innermost open element of this name, or -1."""
        indexes = self.open_tags.get(tag)
        return indexes[-1] if indexes else -1

    def _close_implied(self, tag: str, meaning: Meaning, at: int) -> None:
        """Close what a start tag ends: most often, nothing of that kind is open."""
        open_tags = self.open_tags
        for ended in meaning.ends:
            if open_tags.get(ended):
                self._close_ended(tag, at)
                break
        if self.stack[-1].tag == "head" and tag not in _HEAD_CONTENT and not (self.context.svg and tag != "svg"):
            self._close_to(len(self.stack) - 1, at, at)

    def _close_ended(self, tag: str, at: int) -> None:
        if self.context.svg and tag != "svg":
            return
        if tag in _CLOSES_P and (p := self._last("p")) > self.barriers[-1]:
            self._close_to(p, at, at)
        if tag in _IMPLIED_END:
            tags, shields = _IMPLIED_END[tag]
            shield = max(map(self._last, shields + _SHIELDED_BY_ALL))
            outermost = [index for index in map(self._last, tags) if index > shield]
            if outermost:
                self._close_to(min(outermost), at, at)
        elif tag in _HEADINGS and self.stack[self.blocks[-1]].tag in _HEADINGS:
            for heading in _HEADINGS:
                if (i := self._last(heading)) > self.barriers[-1] and i == self.blocks[-1]:
                    self._close_to(i, at, at)

    def close_tag(self, tag: str, start: int, end: int) -> None:
        """An end tag at `source[start:end]`: closes what it names, or nothing."""
        indexes = self.open_tags.get(tag)
        if not indexes:
            if tag == "br":
                self.space("\n", start, end)
            elif tag == "p":
                self.flush()
            return
        index = indexes[-1]
        if index == len(self.stack) - 1:
            self._close_to(index, start, end)
            return
        if tag in _TABLE_PARTS:
            if index < self._last("table") or index < self._last("template"):
                return
        elif index < self.barriers[-1]:
            if tag not in ("table", "template") and tag not in _ISOLATED:
                return
            if tag != "template" and index < self._last("template"):
                return
        if tag not in BLOCK and tag not in _BARRIERS and self.blocks[-1] > index:
            # `<b><p></b>`: the paragraph stays open
            frame = self.stack[index]
            indexes.pop()
            if frame.link >= 0:
                self._end_link(frame)
            self._left(frame, start, end)
            frame.tag, frame.opened = "", False
            return
        self._close_to(index, start, end)

    def close(self, frame: Frame | None, start: int, end: int) -> None:
        """Close an element that a reader opened itself, unless something has closed it."""
        if frame is not None and frame.opened:
            self._close_to(frame.index, start, end)

    def _close_to(self, index: int, start: int, end: int) -> None:
        """Close the elements down to a stack index; the last one's end tag is `source[start:end]`."""
        stack, blocks, barriers = self.stack, self.blocks, self.barriers
        while len(stack) > index:
            frame = stack.pop()
            outer = stack[-1].context
            if frame.opened:
                self.open_tags[frame.tag].pop()
                if frame.link >= 0:
                    self._end_link(frame)
                if frame.special:
                    self._left(frame, start, end if len(stack) == index else start)
                elif blocks[-1] == frame.index and not outer.skip:
                    self._end_block(frame, end if len(stack) == index else start)
                frame.opened = False
            if barriers[-1] == frame.index:
                barriers.pop()
            if blocks[-1] == frame.index:
                blocks.pop()
            self.context = outer

    def _end_block(self, frame: Frame, end: int) -> None:
        if self.flow.segments:
            self.flush()
        if frame.runs is not None:
            element = _new(Span, (frame.start, end))
            for run in frame.runs:
                run.element = element

    def _left(self, frame: Frame, start: int, end: int) -> None:
        """The end of an element: its end tag is `source[start:end]`."""
        tag = frame.tag
        outer = self.stack[frame.index - 1].context
        if outer.skip:
            return
        if frame.scope is not None and not isinstance(frame.scope, str):
            self.structured.close(frame, start, end)
        if frame.context.skip:
            self.context = outer
            if isinstance(frame.scope, str):
                self.structured.json_ld(frame.inner, start)
            else:
                self.page.masked.append(Span(frame.start, end))
            if tag not in _BLOCK_SKIPPED and tag not in ("script", "style", "template"):
                self.object(frame.start, end)
            return
        if self.blocks[-1] == frame.index:
            self._end_block(frame, end)
        if frame.context.svg and (tag == "title" or tag == "svg"):
            self._end_drawing(frame, end)
        if frame.outer_flow is not None:
            self.flow = frame.outer_flow
            self.context = outer
            self.object(frame.start, end)
        elif (tag == "sup" or tag == "sub") and end > start:
            self.object(start, end)
        if frame.headings is not None:
            self.headings = frame.headings
        if tag in ("main", "body") and self.body_seen != "main" and self.body_seen != tag:
            self.page.body = Span(frame.inner, start)
            self.body_seen = tag

    # ── what elements bring along ─────────────────────────────────────────────────────────────

    def _void(self, tag: str, start: int, end: int, attributes: Attributes) -> None:
        if tag == "br":
            self.line_break(start, end)
        elif tag == "wbr":
            return
        elif tag == "hr":
            self.flush()
        elif tag == "meta":
            self._meta(start, end, attributes)
        elif tag == "img":
            self._image(start, end, attributes)
        elif tag == "link":
            if (href := attributes.get("href")) is not None:
                self._link("resource", href)
        elif tag in _EMBEDS:
            if (href := attributes.get(_EMBEDS[tag])) is not None:
                self._link("embed", href)
        elif tag == "area":
            if (href := attributes.get("href")) is not None:
                self._link("link", href)
            if (alt := attributes.get("alt")) is not None:
                self.attribute("alt", "alt", alt)
        elif tag == "input":
            kind = attributes["type"].value.strip().lower() if "type" in attributes else ""
            if kind == "image":
                self._image(start, end, attributes)
            elif kind != "hidden":
                self.object(start, end)
            if (value := attributes.get("value")) is not None and kind in _VALUED_INPUTS:
                self.attribute("attribute", "value", value)
            if (action := attributes.get("formaction")) is not None:
                self._link("form", action)
        if attributes:
            self._text_attributes(tag, attributes)
            if self.structured.items and not self.context.skip and self.structured.concerns(attributes):
                self.structured.void(tag, start, end, attributes)

    def _attributes(self, frame: Frame, tag: str, attributes: Attributes) -> None:
        if tag == "a":
            href = attributes.get("href") or attributes.get("xlink:href")
            if href is not None:
                self.begin_link(frame, href.value, _new(Span, (href.start, href.end)), "link")
        elif tag == "form":
            if (action := attributes.get("action")) is not None:
                self._link("form", action)
        elif tag in _EMBEDS:
            if (address := attributes.get(_EMBEDS[tag])) is not None:
                self._link("embed", address)
        elif tag == "button" and (action := attributes.get("formaction")) is not None:
            self._link("form", action)
        self._text_attributes(tag, attributes)

    def _text_attributes(self, tag: str, attributes: Attributes) -> None:
        if self.context.skip or _MAYBE_TEXT.isdisjoint(attributes):
            return
        for name, attribute in attributes.items():
            if (
                name in _TEXT_ATTRIBUTES
                or (name == "label" and tag in _LABELLED)
                or (name == "summary" and tag == "table")
            ):
                self.attribute("attribute", name, attribute)

    def add_alternatives(self, tag: str) -> None:
        """Add the texts of attributes that an element has twice, as in the two branches of a template."""
        found, self.alternatives = self.alternatives, []
        for name, attribute in found:
            if name == "alt" and tag in ("img", "area", "input"):
                self.attribute("alt", name, attribute)
            else:
                self._text_attributes(tag, {name: attribute})

    def attribute(self, kind: str, key: str, attribute: Attribute) -> int:
        """Add the run of an attribute's text."""
        start, end = attribute.start, attribute.end
        return self.add_run(kind, key, self.value(start, end), Span(start, end))

    def _link(self, kind: str, attribute: Attribute) -> None:
        href = attribute.value.strip()
        self.page.links.append(Link(href, Span(attribute.start, attribute.end), -1, 0, 0, self.where(), kind))

    def begin_link(self, frame: Frame | None, href: str, span: Span, kind: str) -> None:
        """A link whose text is the content of an element."""
        if frame is None or self.context.skip == "gone":
            return
        frame.link = len(self.page.links)
        frame.flow = self.flow
        frame.link_length = self.flow.length
        frame.link_runs = len(self.page.runs)
        self.page.links.append(_new(Link, (href.strip(), span, -1, 0, 0, self.where(), kind)))

    def link(
        self, tag: tuple[int, int], href: str, span: Span, kind: str, text: tuple[int, int], closing: tuple[int, int]
    ) -> None:
        """A link that holds nothing but text: `open`, `begin_link`, `text` and `close_tag` in one.

        Its start tag, text and end tag stand at these places. There are more links than anything else on many pages.
        """
        context = self.context
        if context.skip or context.svg or self.open_tags.get("a") or self.stack[-1].tag == "head":
            self.begin_link(self.open("a", *tag), href, span, kind)
            self.text(*text)
            self.close_tag("a", *closing)
            return
        where, before = self.where(), self.flow.length
        self.text(*text)
        place = _linked(self.flow, before)
        self.page.links.append(_new(Link, (href.strip(), span, *place, where, kind)))

    def _end_link(self, frame: Frame) -> None:
        """Fill in where the text of a link is."""
        link = self.page.links[frame.link]
        flow = self.flow
        if frame.flow is flow:
            place = _linked(flow, frame.link_length)
            if place[0] >= 0:
                self.page.links[frame.link] = Link(link.href, link.span, *place, link.where, link.kind)
            return
        runs = self.page.runs
        for index in range(frame.link_runs, len(runs)):
            if runs[index].kind in ("prose", "heading", "title"):
                length = len("".join(segment.text for segment in runs[index].segments).rstrip(" \n"))
                self.page.links[frame.link] = Link(link.href, link.span, index, 0, length, link.where, link.kind)
                return

    def around(self) -> str:
        """The address of the link that is open."""
        index = self._last("a")
        if index < 0 or self.stack[index].link < 0:
            return ""
        return self.page.links[self.stack[index].link].href

    def _image(self, start: int, end: int, attributes: Attributes) -> None:
        self.object(start, end)
        alt, title = attributes.get("alt"), attributes.get("title")
        src = (
            attributes.get("src")
            or attributes.get("data-src")
            or attributes.get("href")
            or attributes.get("xlink:href")
        )
        alt_run = self.attribute("alt", "alt", alt) if alt is not None and not self.context.skip else -1
        self.page.images.append(
            Image(
                src.value.strip() if src else "",
                alt.value if alt else "",
                title.value if title else "",
                Span(start, end),
                self.where(),
                alt_run,
                self.around(),
            )
        )

    def _drawing(self, frame: Frame, start: int, end: int, attributes: Attributes) -> None:
        """An inline `<svg>`: its label counts like an alternative text, and so does its title."""
        label = attributes.get("aria-label")
        frame.image = len(self.page.images)
        alt = label.value if label else ""
        self.page.images.append(Image("", alt, "", Span(start, end), self.where(), -1, self.around()))

    def _end_drawing(self, frame: Frame, end: int) -> None:
        """Note the title of the drawing around, or where the drawing ends."""
        images = self.page.images
        if frame.image >= 0:
            images[frame.image] = images[frame.image]._replace(span=Span(frame.start, end))
        elif frame.tag == "title" and frame.runs:
            for index in self.open_tags.get("svg", ())[:1]:
                number = self.stack[index].image
                if number >= 0 and not images[number].title:
                    images[number] = images[number]._replace(title=frame.runs[0].text)

    def _meta(self, start: int, end: int, attributes: Attributes) -> None:
        name = attributes.get("name") or attributes.get("property")
        content = attributes.get("content")
        if name is None and content is not None and "http-equiv" in attributes and not self.page.language:
            match = _LANGUAGE.match(content.value.strip())
            if match and attributes["http-equiv"].value.strip().lower() == "content-language":
                self.page.language = match.group().lower()
        if name is None:
            return
        if content is None:
            content = Attribute("", end, end)
        key = name.value.strip().lower()
        run, span = -1, Span(content.start, content.end)
        if is_text_meta(key):
            segments = self.value(content.start, content.end)
            run = self.add_run("meta", key, segments, span, "head")
        self.page.metas.append(Meta(key, content.value, Span(start, end), span, run))

    def comment(self, text: str, start: int, end: int) -> None:
        """A comment, whose inner text is given; filler of template tags is an object instead."""
        if self.has_masks and self.masks.at(start) is not None:
            self.text(start, end)
            return
        self.page.comments.append(Comment(text, Span(start, end)))

    def finish(self, end: int) -> Page:
        """Close everything at the end of the source."""
        self._close_to(1, end, end)
        self.flush()
        page = self.page
        self.__dict__.clear()  # it and its structured data hold each other, and the page with them
        return page


def is_plain(text: str) -> bool:
    """Whether a text stands in a run as it is, but for its ends: it has single blanks and line breaks alone."""
    if "\t" in text or "\r" in text or "\f" in text:
        return False
    if "\n" in text:
        return not (_BLANK_AND_SPACE.search(text) or _BREAK_AND_SPACE.search(text))
    return "  " not in text


def _linked(flow: Flow, start: int) -> tuple[int, int, int]:
    """The run of a link whose text begins at a position of the flow and goes on to its end, and where it is there."""
    if flow.run is not None and flow.length > start:
        end = flow.length
        if flow.blank:  # white space at the end does not belong to it
            end -= 1
        if end > start and _has_text(flow, start):
            return flow.index, start, end
    return -1, 0, 0


def _has_text(flow: Flow, start: int) -> bool:
    """Whether anything but objects and white space stands in a flow after a position."""
    length = flow.length
    for text, _, _, _ in reversed(flow.segments):
        if text.strip(" \n" + OBJECT):
            return True
        length -= len(text)
        if length <= start:
            break
    return False
