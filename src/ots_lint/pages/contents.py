"""What elements bring along besides their content: texts of attributes, links, images, metadata."""

from __future__ import annotations

from ots_lint.pages.base import Image, Link, Meta
from ots_lint.pages.flow import Flow, Frame, TextBuilder, new_tuple
from ots_lint.pages.keys import is_text_meta
from ots_lint.pages.tags import (
    EMBEDS,
    LABELLED,
    MAYBE_TEXT,
    TEXT_ATTRIBUTES,
    VALUED_INPUTS,
)
from ots_lint.pages.values import Attribute, Attributes
from ots_lint.text.patterns import lazy_re
from ots_lint.text.run import OBJECT, Span

LANGUAGE = lazy_re(r"[A-Za-z]{2,8}")


class ContentBuilder(TextBuilder):
    """Adds to a page what attributes say, and which links and images it has."""

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
        elif tag in EMBEDS:
            if (href := attributes.get(EMBEDS[tag])) is not None:
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
            if (value := attributes.get("value")) is not None and kind in VALUED_INPUTS:
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
                self.begin_link(frame, href.value, new_tuple(Span, (href.start, href.end)), "link")
        elif tag == "form":
            if (action := attributes.get("action")) is not None:
                self._link("form", action)
        elif tag in EMBEDS:
            if (address := attributes.get(EMBEDS[tag])) is not None:
                self._link("embed", address)
        elif tag == "button" and (action := attributes.get("formaction")) is not None:
            self._link("form", action)
        self._text_attributes(tag, attributes)

    def _text_attributes(self, tag: str, attributes: Attributes) -> None:
        if self.context.skip or MAYBE_TEXT.isdisjoint(attributes):
            return
        for name, attribute in attributes.items():
            if (
                name in TEXT_ATTRIBUTES
                or (name == "label" and tag in LABELLED)
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
        self.page.links.append(new_tuple(Link, (href.strip(), span, -1, 0, 0, self.where(), kind)))

    def _end_link(self, frame: Frame) -> None:
        """Fill in where the text of a link is."""
        link = self.page.links[frame.link]
        flow = self.flow
        if frame.flow is flow:
            place = linked(flow, frame.link_length)
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
            match = LANGUAGE.match(content.value.strip())
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


def linked(flow: Flow, start: int) -> tuple[int, int, int]:
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
