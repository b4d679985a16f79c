"""Builds a `Page` from elements and text, whatever format they were written in.

Readers open and close elements (a Markdown list opens `ul` and `li`) and hand over ranges of
the source. The builder keeps the stack of open elements, decides what is a block, what is not
looked at, and where everything stands. Everything is linear in the page, nothing recursive.
"""

from __future__ import annotations

from ots_lint.pages.base import Comment, Link, Page
from ots_lint.pages.contents import LANGUAGE, ContentBuilder, linked
from ots_lint.pages.flow import Flow, Frame, new_tuple
from ots_lint.pages.tags import (
    ADDRESSED,
    BARRIERS,
    BLOCK,
    BLOCK_SKIPPED,
    CLOSES_P,
    HEAD_CONTENT,
    HEADINGS,
    IMPLIED_END,
    ISOLATED,
    LISTS,
    MAYBE_TEXT,
    MEANINGS,
    OWN_FLOW,
    PLACING,
    PLAIN,
    REGION_NAMES,
    REGIONS,
    ROLES,
    SECTIONS,
    SHIELDED_BY_ALL,
    SVG_BLOCK,
    TABLE_PARTS,
    Meaning,
)
from ots_lint.pages.values import Attributes
from ots_lint.text.run import Span, VerbatimRun, Where


class Builder(ContentBuilder):
    """Takes elements and text in document order; `finish` completes the page."""

    def open(self, tag: str, start: int, inner: int, attributes: Attributes | None = None) -> Frame | None:
        """Open an element whose start tag is `source[start:inner]`; void elements give None."""
        meaning = MEANINGS.get(tag, PLAIN)
        self._close_implied(tag, meaning, start)
        return self._open(tag, meaning, start, inner, attributes)

    def _open(
        self, tag: str, meaning: Meaning, start: int, inner: int, attributes: Attributes | None = None
    ) -> Frame | None:
        stack, context = self.stack, self.context
        void, block = meaning.void, meaning.block
        if context.svg:
            if tag == "image":
                tag, meaning = "img", MEANINGS["img"]
            void = tag == "img" or tag == "br"
            block = block or tag in SVG_BLOCK
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
            if meaning.means or (attributes and (tag == "div" or not PLACING.isdisjoint(attributes))):
                self._enter(frame, tag, attributes)
            if skip:
                frame.context = frame.context.copy()
                frame.context.skip = skip
                if tag in BLOCK_SKIPPED:
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
            if skip != "gone" and (tag in ADDRESSED or not MAYBE_TEXT.isdisjoint(attributes)):
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
        meaning = MEANINGS[tag]
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
        elif tag in HEADINGS:
            kind, level = "heading", HEADINGS[tag]
            self._leave_headings(level)
        heading = headings[-1][1] if headings else None
        place = (
            context.region, heading, level, context.list, item, context.table, context.row, column, context.quote,
            self.block,
        )  # fmt: skip
        if level:
            self._enter_heading(level, len(runs))
        language = context.language and self._language()
        runs.append(VerbatimRun(kind, text, at, new_tuple(Span, (start, end)), language, new_tuple(Where, place)))
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
        elif tag in HEADINGS:
            if not context.svg:
                context.kind, context.level = "heading", HEADINGS[tag]
        elif tag in LISTS:
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
        region = REGIONS.get(tag)
        if attributes:
            if (role := attributes.get("role")) is not None:
                region = ROLES.get(role.value.strip().lower(), region)
            elif tag in ("div", "ul") and region is None:
                for name in ("id", "class"):
                    if (named := attributes.get(name)) is not None and len(named.value) < 200:
                        for word in named.value.lower().split():
                            region = region or REGION_NAMES.get(word)
            language = attributes.get("lang") or attributes.get("xml:lang")
            if language is not None:
                match = LANGUAGE.match(language.value.strip())
                primary = match.group().lower() if match else ""
                if tag == "html" or (tag == "body" and not self.page.language):
                    self.page.language = primary or self.page.language
                else:
                    context.language = primary
        if region:
            context.region = region
        if tag in SECTIONS:
            frame.headings = self.headings
            self.headings = [] if tag in OWN_FLOW else list(self.headings)
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

    def _close_implied(self, tag: str, meaning: Meaning, at: int) -> None:
        """Close what a start tag ends: most often, nothing of that kind is open."""
        open_tags = self.open_tags
        for ended in meaning.ends:
            if open_tags.get(ended):
                self._close_ended(tag, at)
                break
        if self.stack[-1].tag == "head" and tag not in HEAD_CONTENT and not (self.context.svg and tag != "svg"):
            self._close_to(len(self.stack) - 1, at, at)

    def _close_ended(self, tag: str, at: int) -> None:
        if self.context.svg and tag != "svg":
            return
        if tag in CLOSES_P and (p := self._last("p")) > self.barriers[-1]:
            self._close_to(p, at, at)
        if tag in IMPLIED_END:
            tags, shields = IMPLIED_END[tag]
            shield = max(map(self._last, shields + SHIELDED_BY_ALL))
            outermost = [index for index in map(self._last, tags) if index > shield]
            if outermost:
                self._close_to(min(outermost), at, at)
        elif tag in HEADINGS and self.stack[self.blocks[-1]].tag in HEADINGS:
            for heading in HEADINGS:
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
        if tag in TABLE_PARTS:
            if index < self._last("table") or index < self._last("template"):
                return
        elif index < self.barriers[-1]:
            if tag not in ("table", "template") and tag not in ISOLATED:
                return
            if tag != "template" and index < self._last("template"):
                return
        if tag not in BLOCK and tag not in BARRIERS and self.blocks[-1] > index:
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
            element = new_tuple(Span, (frame.start, end))
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
            if tag not in BLOCK_SKIPPED and tag not in ("script", "style", "template"):
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
        if frame.title >= 0:
            self._end_part(frame)
        if tag in ("main", "body") and self.body_seen != "main" and self.body_seen != tag:
            self.page.body = Span(frame.inner, start)
            self.body_seen = tag

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
        place = linked(self.flow, before)
        self.page.links.append(new_tuple(Link, (href.strip(), span, *place, where, kind)))

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
