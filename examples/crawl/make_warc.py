"""Write a WARC file of generated pages: python examples/crawl/make_warc.py 5000 crawl.warc.gz [--naming 50]

One page in 50 is an event page of benchmarks/generate.py, half of which name the organisation; the others are what a
crawl is mostly made of, menus and text about nothing, 8 to 120 KB. The same number always gives the same pages.
"""

from __future__ import annotations

import argparse
import random
import sys
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))
from generate import Page

_WORDS = [
    "river",
    "garden",
    "window",
    "paper",
    "morning",
    "music",
    "open",
    "school",
    "technical",
    "bread",
    "table",
    "summer",
    "harbour",
    "letter",
    "market",
    "street",
    "number",
    "colour",
    "history",
    "engine",
    "winter",
    "coffee",
    "village",
    "bridge",
    "forest",
    "journey",
    "teacher",
    "question",
    "answer",
    "picture",
]


def filler(number: int) -> bytes:
    """A page about nothing."""
    chance = random.Random(number)
    size = int(8_000 * 1.5 ** (chance.random() * 6.7))
    menu = "".join(f'<li><a href="/{word}?id={number}">{word.title()}</a></li>\n' for word in chance.sample(_WORDS, 25))
    pieces = [f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Page {number}</title><ul>{menu}</ul>\n']
    length = 0
    while length < size:
        text = " ".join(chance.choices(_WORDS, k=chance.randint(20, 90))).capitalize()
        pieces.append(f'<div class="c{length % 7}"><h2>{text[:30]}</h2><p>{text}, <a href="/x">and on</a>.</p></div>\n')
        length += len(pieces[-1])
    return "".join(pieces).encode()


def write(count: int, path: Path, naming: int = 50) -> int:
    """Write a WARC file of so many pages, one in `naming` an event's; returns how many bytes the pages have."""
    size = 0
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(count):
            event = number % naming == 0
            data = Page(number // naming * 2 + 1).data() if event else filler(number)
            size += len(data)
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            address = f"https://site{number % 97}.example/{number}"
            writer.write_record(writer.create_warc_record(address, "response", BytesIO(data), http_headers=headers))
    return size


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--naming", type=int, default=50, help="one page in so many is an event's")
    given = parser.parse_args()
    print(f"{given.path}: {given.count} pages, {write(given.count, given.path, given.naming) / 1e6:.0f} MB")
