"""Write event pages for timing: the same number always gives the same bytes.

    python benchmarks/generate.py 5000 FOLDER

Half Markdown, half HTML, 0.5 to 60 KB (the median is about 4), two thirds English and one third
German. Half of them do not name the organisation. The others name it rightly or wrongly, credit
it, claim its support; two fifths of them declare a relationship, each in every way that a page
can, and so do a few pages without the name. A page depends on its number alone, so that the
first 100 of 5,000 pages are the 100 pages.
"""

from __future__ import annotations

import math
import random
import re
import sys
from collections.abc import Iterator
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import NamedTuple

NAME = "OpenTechSchool"
WRONG = [
    "Open Tech School",
    "OpenTech School",
    "Open-Tech-School",
    "Opentechschool",
    "OPENTECHSCHOOL",
    "OpenTechScool",
    "OpneTechSchool",
]
RELATIONSHIPS = ["official", "partner", "supported", "unofficial", "none"]
WORDS = {
    "en": {
        "person": ["Mia", "Jonas", "Amina", "Piotr", "Leïla", "Håkan", "Ngozi"],
        "place": ["the old printing house", "the library", "a former bakery", "the community centre", "a houseboat"],
        "thing": ["laptop", "tutorial", "exercise", "browser", "script", "chart", "sensor", "map", "question", "tool"],
        "quality": ["small", "friendly", "open", "technical", "patient", "free", "shared", "cool", "practical"],
        "do": ["bring", "share", "explain", "build", "discuss", "install", "read", "compare", "translate"],
        "topic": ["Python", "Git", "HTML", "web scraping", "Rust", "accessibility", "open maps", "fonts"],
        "group": ["Rivertown Coders", "The Tuesday Group", "Byte & Brezel", "Open Shelf Library"],
    },
    "de": {
        "person": ["Ute", "Jörg", "Rahel", "Bogdan", "Chiara", "Yuki"],
        "place": ["der alten Druckerei", "der Bücherei", "der Musikschule", "Halle 9", "dem Nachbarschaftshaus"],
        "thing": ["Laptop", "Programm", "Werkzeug", "Diagramm", "Übung", "Karte", "Frage", "Schaltung"],
        "quality": ["kleine", "offene", "technische", "freundliche", "kostenlose", "ruhige"],
        "do": ["mitbringen", "erklären", "bauen", "besprechen", "übersetzen", "ausprobieren"],
        "topic": ["Python", "Git", "HTML", "Löten", "Rust", "Barrierefreiheit", "freie Karten"],
        "group": ["Hafenlabor", "Lötstube", "Datenküche", "Makerei Nord"],
    },
}
SENTENCES = {
    "en": [
        "Please {do} your {thing} before the {quality} {thing2} starts.",
        "{person} will {do} how a {thing} works, with a {quality} example.",
        "You can find us at {place} between 10:00 and 17:30.",
        "Everybody learns {topic} at their own pace, in {quality} groups of four.",
        "Doors open half an hour earlier, and {person} makes the coffee.",
        "After lunch {group} shows a {quality} {thing} that was made last month.",
        "Bus 7 stops in front of {place}; the last one leaves at 22:40.",
    ],
    "de": [
        "{person} wird die {quality} {thing} {do}, Vorkenntnisse in {topic} sind nicht nötig.",
        "Wir freuen uns auf einen ruhigen Nachmittag mit {group}.",
        "Treffpunkt ist vor {place}, die Türen öffnen um 18 Uhr.",
        "Wer mag, kann eine {quality} {thing} {do} – alle lernen in ihrem Tempo.",
        "Danach zeigt {group} eine {quality} {thing} aus dem letzten Monat.",
    ],
}
MENTIONS = {
    "en": [
        "The material comes from {name} and is kept at <https://github.com/OpenTechSchool/python-beginners>.",
        "{person} met {group} at a workshop that {name} ran in 2013.",
        "Two coaches from {name} answer questions during the exercises.",
        "Have a look at [{name}](https://www.opentechschool.org/) for other workshops.",
        "Supported by {name}.",
        "Thanks to {name} and {group}!",
        "{name} provides the coaches and the learning material.",
        "In cooperation with {name}, {group} invites you.",
        "Some people from {name} help us privately; this is not an official {name} event.",
    ],
    "de": [
        "{name} stellt die Coaches und das Lernmaterial.",
        "Mit freundlicher Unterstützung von {name} und {group}.",
        "{person} kennt {name} seit vielen Jahren.",
        "Ein Abend in Zusammenarbeit mit {name}.",
        "Dies ist keine offizielle Veranstaltung von {name}.",
        "Die Anmeldung läuft über [{name}](https://www.opentechschool.org/).",
    ],
}
PRICES = {"en": "Tickets cost 25 €.", "de": "Die Karte kostet 25 €."}
WAYS = ["yaml", "toml", "json", "comment", "meta"]
SMALLEST, MEDIAN, LARGEST = 500, 4_000, 60_000
#: Kinds of blocks, how often they come, and the most lines that they have.
KINDS = {"p": (50, 1), "h2": (12, 1), "ul": (14, 7), "links": (10, 7), "table": (8, 7), "code": (3, 1)}


class Block(NamedTuple):
    """A part of a page: its kind, a key of `KINDS`, and its lines."""

    kind: str
    lines: list[str]


class Page:
    """One page, made by a source of chance of its own."""

    def __init__(self, number: int, seed: int = 1) -> None:
        self.number = number
        self.chance = chance = random.Random(f"{seed}/{number}")
        self.html = number % 2 == 1
        self.language = "de" if chance.random() < 0.35 else "en"
        self.size = self._size()
        self.named = chance.random() < 0.5
        self.wrong = self.named and chance.random() < 0.4
        declared = chance.random() < (0.4 if self.named else 0.05)
        self.relationship = RELATIONSHIPS[number // 2 % 5] if declared else ""
        self.way = WAYS[number // 10 % 5]
        self.title = self._line()

    def data(self) -> bytes:
        """The page's bytes: between `SMALLEST` and `LARGEST` of them."""
        before, after = self._html_frame() if self.html else (f"{self._head()}# {self.title}\n\n", "")
        render = _html if self.html else self._markdown
        room = self.size - len((before + after).encode())
        parts = [render(block).encode() for block in self._mentions()]
        room -= sum(map(len, parts))
        while room > 0:
            part = render(self._block(room)).encode()
            if len(part) - room > max(200, self.size // 10) and self.size - room >= SMALLEST:
                break
            parts.append(part)
            room -= len(part)
        self.chance.shuffle(parts)
        return b"".join([before.encode(), *parts, after.encode()])

    def _size(self) -> int:
        """Most pages are small, a few are large."""
        chance = self.chance
        if chance.random() < 0.05:
            return int(chance.uniform(12_000, LARGEST - 1_500))
        return int(min(LARGEST - 1_500, max(700, chance.lognormvariate(math.log(0.95 * MEDIAN), 0.6))))

    def _fill(self, pattern: str, name: str = NAME) -> str:
        words = {key: self.chance.choice(values) for key, values in WORDS[self.language].items()}
        return pattern.format(thing2=self.chance.choice(WORDS[self.language]["thing"]), name=name, **words)

    def _line(self) -> str:
        text = self._fill("{quality} {thing} – {topic}")
        return text[0].upper() + text[1:]

    def _paragraph(self, most: int = 6) -> str:
        sentences = SENTENCES[self.language]
        return " ".join(self._fill(self.chance.choice(sentences)) for _ in range(self.chance.randint(1, most)))

    def _mentions(self) -> Iterator[Block]:
        """Up to three paragraphs that name the organisation, and now and then one about money."""
        if self.named:
            count = 1 if self.size < 2_000 else 3
            for position, mention in enumerate(self.chance.sample(MENTIONS[self.language], count)):
                # the first wrong one for sure, the others by chance
                wrong = self.wrong and (position == 0 or self.chance.random() < 0.3)
                text = self._fill(mention, self.chance.choice(WRONG) if wrong else NAME)
                yield Block("p", [f"{text} {self._paragraph(2)}"])
        if self.size > 2_000 and self.chance.random() < 0.1:
            yield Block("p", [PRICES[self.language]])

    def _block(self, room: int) -> Block:
        weights = [often for often, _ in KINDS.values()]
        kind = self.chance.choices([*KINDS], weights)[0]
        if kind == "code":
            return Block(kind, [f"print('{self.chance.random():.3f}')"])
        if kind == "p":
            return Block(kind, [self._paragraph(6 if room > 600 else 2)])
        most = KINDS[kind][1]
        return Block(kind, [self._line() for _ in range(self.chance.randint(min(3, most), most))])

    def _head(self) -> str:
        """Front matter, or a comment; empty where the declaration is a `<meta>`, or there is none."""
        value = self.relationship
        if not value:
            plain = f'---\ntitle: "{self.title}"\ndate: 2024-05-01\n---\n\n'
            return plain if not self.html and self.chance.random() < 0.7 else ""
        if self.way == "yaml":
            ots = f"ots:\n  relationship: {value}\n  contributions: [coaches, materials]\n"
            return f"---\ntitle: '{self.title}'\n{ots}---\n\n"
        if self.way == "toml":
            return f"+++\ntitle = '{self.title}'\n[ots]\nrelationship = '{value}'\n+++\n\n"
        if self.way == "json":
            return f'{{\n "title": "{self.title}",\n "ots": {{"relationship": "{value}"}}\n}}\n\n'
        if self.way == "comment" or not self.html:
            return f"<!-- ots-lint: relationship={value} contributions=coaches -->\n\n"
        return ""

    def _html_frame(self) -> tuple[str, str]:
        """What stands before and after the blocks of an HTML page."""
        head, title = self._head(), escape(self.title)
        declared = self.relationship and not head
        meta = f'<meta name="ots:relationship" content="{self.relationship}">\n' if declared else ""
        before = (
            f'{head}<!DOCTYPE html>\n<html lang="{self.language}">\n<head>\n<meta charset="utf-8">\n'
            f"<title>{title}</title>\n{meta}"
            f'<script type="application/ld+json">{{"@type": "Event", "name": "{self.title}"}}</script>\n'
            f'</head>\n<body class="event" id="page-{self.number}">\n<main>\n<h1>{title}</h1>\n'
        )
        return before, "</main>\n</body>\n</html>\n"

    def _markdown(self, block: Block) -> str:
        link = f"https://example.org/events/{{}}?page={self.number}#top"
        if block.kind == "ul":
            lines = [f"* {line}\n" for line in block.lines]
        elif block.kind == "links":
            lines = [f"- [{line}]({link.format(i)})\n" for i, line in enumerate(block.lines)]
        elif block.kind == "table":
            rows = [f"| {9 + i}:15 | {line} |\n" for i, line in enumerate(block.lines)]
            lines = ["| When | What |\n|---|---|\n", *rows]
        elif block.kind == "code":
            lines = [f"```\n{block.lines[0]}\n```\n"]
        else:
            lines = [f"{'## ' if block.kind == 'h2' else ''}{block.lines[0]}\n"]
        return "".join([*lines, "\n"])


def _html(block: Block) -> str:
    lines = [_escaped(line) for line in block.lines]
    if block.kind in {"ul", "links"}:
        items = [f'<li><a href="/e/{i}?a=1&amp;b=2">{line}</a></li>\n' for i, line in enumerate(lines)]
        return "".join(["<ul>\n", *items, "</ul>\n"])
    if block.kind == "table":
        rows = [f"<tr><td>{9 + i}:15</td><td>{line}</td></tr>\n" for i, line in enumerate(lines)]
        return "".join(["<table>\n", *rows, "</table>\n"])
    tag = "pre" if block.kind == "code" else block.kind
    return f"<{tag}>{lines[0]}</{tag}>\n"


def _escaped(line: str) -> str:
    """A line as HTML: Markdown links, and addresses in angle brackets, become elements."""
    text = re.sub(r"&lt;(https:[^&]+)&gt;", r'<a href="\1">\1</a>', escape(line, quote=False))
    return re.sub(r"\[([^]]+)\]\(([^)]+)\)", r'<a href="\2">\1</a>', text)


def generate(count: int, folder: Path, seed: int = 1) -> str:
    """Write so many pages below a folder; returns a digest of their bytes, the same everywhere."""
    digest = blake2b(digest_size=8)
    for number in range(count):
        page = Page(number, seed)
        data = page.data()
        digest.update(data)
        place = folder / f"{number // 200:03}"
        place.mkdir(parents=True, exist_ok=True)
        place.joinpath(f"event-{number:05}.{'html' if page.html else 'md'}").write_bytes(data)
    return digest.hexdigest()


if __name__ == "__main__":
    print(generate(int(sys.argv[1]), Path(sys.argv[2])))
