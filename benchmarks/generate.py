"""Write event pages for timing: the same number always gives the same bytes.

    python benchmarks/generate.py 5000 FOLDER

Half Markdown, half HTML, 0.5 to 60 KB (most about 4), German and English; half of them do not
name the organisation. The others name it rightly or wrongly, credit it, claim its support,
and declare every relationship in every way that a page can.
"""

from __future__ import annotations

import math
import random
import sys
from html import escape
from pathlib import Path

NAME = "OpenTechSchool"
WRONG = ["Open Tech School", "OpenTech School", "Opentechschool", "OPENTECHSCHOOL", "OpenTechScool", "OpneTechSchool"]
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
        "Tickets cost 25 €.",
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
DECLARATIONS = ["yaml", "toml", "json", "comment", "meta"]


class _Page:
    """One page and its own source of chance: it does not depend on how many others there are."""

    def __init__(self, number: int, seed: int) -> None:
        self.number = number
        self.chance = random.Random(f"{seed}/{number}")
        chance = self.chance
        self.html = number % 2 == 1
        self.language = "de" if chance.random() < 0.35 else "en"
        size = chance.uniform(12_000, 60_000) if chance.random() < 0.06 else chance.lognormvariate(math.log(4000), 0.6)
        self.size = int(min(60_000, max(500, size)))
        self.named = chance.random() < 0.5
        self.wrong = self.named and chance.random() < 0.4
        self.relationship = RELATIONSHIPS[number // 2 % 5] if self.named and chance.random() < 0.4 else ""
        self.title = self.fill("{topic}: {quality} {thing}").capitalize()

    def fill(self, pattern: str) -> str:
        pick = self.chance.choice
        words = {key: pick(values) for key, values in WORDS[self.language].items()}
        name = pick(WRONG) if self.wrong and self.chance.random() < 0.5 else NAME
        return pattern.format(thing2=pick(WORDS[self.language]["thing"]), name=name, **words)

    def paragraph(self) -> str:
        return " ".join(
            self.fill(self.chance.choice(SENTENCES[self.language])) for _ in range(self.chance.randint(2, 6))
        )

    def blocks(self) -> list[tuple[str, list[str]]]:
        chance, found, length = self.chance, [], 0
        if self.named:
            mentions = chance.sample(MENTIONS[self.language], 3)
            found += [("p", [self.fill(mention) + " " + self.paragraph()]) for mention in mentions]
        while length < self.size:
            kind = chance.choices(["p", "h2", "ul", "links", "table", "code"], [50, 12, 14, 10, 8, 3])[0]
            count = {"p": 1, "h2": 1, "code": 1}.get(kind, chance.randint(3, 7))
            make = {"p": self.paragraph, "code": lambda: f"print('{chance.random():.3f}')"}.get(
                kind, lambda: self.fill("{quality} {thing} – {topic}").capitalize()
            )
            block = (kind, [make() for _ in range(count)])
            length += sum(map(len, block[1])) + 8
            found.append(block)
        first = found[:10]
        chance.shuffle(first)
        return first + found[10:]

    def head(self) -> str:
        """Front matter, or a comment; empty where the declaration is a `<meta>`, or there is none."""
        way = DECLARATIONS[self.number // 10 % 5]
        value = self.relationship
        if not value:
            return (
                f'---\ntitle: "{self.title}"\ndate: 2024-05-01\n---\n\n'
                if self.chance.random() < 0.7 and not self.html
                else ""
            )
        if way == "yaml":
            return f"---\ntitle: '{self.title}'\nots:\n  relationship: {value}\n  contributions: [coaches, materials]\n---\n\n"
        if way == "toml":
            return f"+++\ntitle = '{self.title}'\n[ots]\nrelationship = '{value}'\n+++\n\n"
        if way == "json":
            return f'{{\n "title": "{self.title}",\n "ots": {{"relationship": "{value}"}}\n}}\n\n'
        if way == "comment" or not self.html:
            return f"<!-- ots-lint: relationship={value} contributions=coaches -->\n\n"
        return ""

    def markdown(self) -> str:
        out = [self.head(), f"# {self.title}\n\n"]
        for kind, items in self.blocks():
            if kind == "ul":
                out += [f"* {item}\n" for item in items]
            elif kind == "links":
                out += [
                    f"- [{item}](https://example.org/events/{i}?page={self.number}#top)\n"
                    for i, item in enumerate(items)
                ]
            elif kind == "table":
                out += ["| When | What |\n|---|---|\n", *(f"| {9 + i}:15 | {item} |\n" for i, item in enumerate(items))]
            else:
                before, after = {"h2": ("## ", ""), "code": ("```\n", "\n```")}.get(kind, ("", ""))
                out.append(f"{before}{items[0]}{after}\n")
            out.append("\n")
        return "".join(out)

    def page(self) -> str:
        head = self.head()
        meta = (
            f'<meta name="ots:relationship" content="{self.relationship}">\n' if self.relationship and not head else ""
        )
        out = [
            f'{head}<!DOCTYPE html>\n<html lang="{self.language}">\n<head>\n<meta charset="utf-8">\n'
            f"<title>{escape(self.title)}</title>\n{meta}"
            f'<script type="application/ld+json">{{"@type": "Event", "name": "{self.title}"}}</script>\n'
            f'</head>\n<body class="event" id="page-{self.number}">\n<main>\n<h1>{escape(self.title)}</h1>\n'
        ]
        for kind, items in self.blocks():
            texts = [escape(item) for item in items]
            if kind in {"ul", "links"}:
                out += [
                    "<ul>\n",
                    *(f'<li><a href="/e/{i}?a=1&amp;b=2">{t}</a></li>\n' for i, t in enumerate(texts)),
                    "</ul>\n",
                ]
            elif kind == "table":
                out += [
                    "<table>\n",
                    *(f"<tr><td>{9 + i}:15</td><td>{t}</td></tr>\n" for i, t in enumerate(texts)),
                    "</table>\n",
                ]
            else:
                tag = {"code": "pre"}.get(kind, kind)
                out.append(f"<{tag}>{texts[0]}</{tag}>\n")
        return "".join([*out, "</main>\n</body>\n</html>\n"])


def generate(count: int, folder: Path, seed: int = 1) -> int:
    """Write `count` pages below a folder; returns their size in bytes."""
    total = 0
    for number in range(count):
        page = _Page(number, seed)
        data = (page.page() if page.html else page.markdown()).encode()
        place = folder / f"{number // 200:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"event-{number:05}.{'html' if page.html else 'md'}").write_bytes(data)
        total += len(data)
    return total


if __name__ == "__main__":
    print(generate(int(sys.argv[1]), Path(sys.argv[2])), "bytes")
