"""Pages made to take long, to take memory, or to confuse: name → (suffix, text of about a size)."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import regex

from ots_lint.ruleset.load import load_ruleset

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = "OpenTechSchool"


def _times(piece: str, size: int, before: str = "", after: str = "") -> str:
    return before + piece * max(1, (size - len(before) - len(after)) // len(piece)) + after


def _pair(left: str, right: str, size: int, middle: str = "") -> str:
    count = max(1, size // (len(left) + len(right)))
    return left * count + middle + right * count


def _laughs(levels: int = 12, width: int = 10) -> str:
    lines = ["---", "a0: &a0 [" + ", ".join(["lol"] * width) + "]"]
    lines += [f"a{i}: &a{i} [" + ", ".join([f"*a{i - 1}"] * width) + "]" for i in range(1, levels)]
    return "\n".join(lines)


#: Structure.
STRUCTURE: dict[str, Callable[[int], tuple[str, str]]] = {
    "divs": lambda n: (".html", _times("<div>", n)),
    "closed divs": lambda n: (".html", _pair("<div>", "</div>", n, NAME)),
    "bold in bold": lambda n: (".html", _pair("<b>", "</b>", n, NAME)),
    "misnested": lambda n: (".html", _times("<b><i></b>", n)),
    "tables": lambda n: (".html", _times("<table><tr><td>", n)),
    "unclosed comments": lambda n: (".html", _times("<!--", n)),
    "comments": lambda n: (".html", _times("<!-- ots-lint-disable OTS101 -->", n)),
    "next-line comments": lambda n: (".md", _times("<!-- ots-lint-disable-next-line OTS101 -->\n", n)),
    "nested disables": lambda n: (".html", _pair("<!-- ots-lint-disable OTS1 -->", "<!-- ots-lint-enable OTS1 -->", n)),
    "one comment of codes": lambda n: (".md", _times("OTS101,", n, "<!-- ots-lint-disable ", " -->")),
    "one comment of dashes": lambda n: (".md", _times("- ", n, "<!-- ots-lint-disable OTS101 ", "-->")),
    "attributes": lambda n: (".html", "<p " + " ".join(f"a{i}=b" for i in range(n // 8)) + f">{NAME}</p>"),
    "an attribute": lambda n: (".html", _times("Open Tech School, ", n, "<img alt='", "'>")),
    "entities": lambda n: (".html", _times("&amp;", n)),
    "unknown entities": lambda n: (".md", _times("&nope;", n)),
    "number entities": lambda n: (".html", _times("&#79;&#x54;&#83; ", n)),
    "brand in entities": lambda n: (".html", _times("Open&nbsp;Tech&nbsp;Scho&shy;ol ", n, "<p>")),
    "nul": lambda n: (".html", "<p>" + "x" * 9000 + "\0" * (n - 9003)),
    "doctypes": lambda n: (".html", _times("<!doctype html>", n)),
    "scripts": lambda n: (".html", _times("<script>", n)),
    "svg and math": lambda n: (".html", _times("<svg><math>", n)),
    "selects": lambda n: (".html", _times("<select><option>a", n)),
    "json-ld arrays": lambda n: (".html", _times("[", n, '<script type="application/ld+json">', "</script>")),
    "json-ld organizers": lambda n: (
        ".html",
        _times('{"@type":"Organization","name":"OTS"},', n, '<script type="application/ld+json">{"@type":"Event","organizer":[', "{}]}</script>"),
    ),
    "microdata": lambda n: (".html", _times("<div itemscope itemprop=organizer><b itemprop=name>OTS</b>", n)),
    "forms": lambda n: (".html", _times("<form action='https://opentechschool.org'>", n)),
    "quotations": lambda n: (".md", _times("> ", n, "", NAME)),
    "growing quotations": lambda n: (".md", "".join("> " * i + "x\n" for i in range(int(n**0.5)))),
    "lists": lambda n: (".md", "".join("  " * i + "- x\n" for i in range(int(n**0.5)))),
    "list marks": lambda n: (".md", _times("- ", n, "", NAME)),
    "stars": lambda n: (".md", _times("*a _b ", n)),
    "brackets": lambda n: (".md", _times("[", n)),
    "links in links": lambda n: (".md", _pair("[", "](x)", n, NAME)),
    "references": lambda n: (".md", "[Open Tech School]\n" + "".join(f"[{i}]: /x\n" for i in range(n // 12))),
    "many short references": lambda n: (".md", _times("[Open Tech School] ", n, "", "\n\n[Open Tech School]: /x\n")),
    "backticks": lambda n: (".md", "".join("`" * i + "a" for i in range(int((2 * n) ** 0.5)))),
    "table row": lambda n: (".md", _times("|a", n, "|a|b|\n|-|-|\n")),
    "table": lambda n: (".md", _times("|OTS|coaches|\n", n, "|a|b|\n|-|-|\n")),
    "footnotes": lambda n: (".md", _times("[^1] ", n, "[^1]: Open Tech School\n\n")),
    "headings": lambda n: (".md", _times("# Open Tech School\n\n", n)),
    "autolinks": lambda n: (".md", _times("<https://opentechschool.org>", n)),
    "template tags": lambda n: (".md", _times("{{ a }}{% if b %}", n)),
    "open template tags": lambda n: (".md", _times("{{ {% {# ", n)),
    "a long line": lambda n: (".md", _times("Open Tech School ", n)),
    "a long word": lambda n: (".md", "x" * n),
    "a long glued name": lambda n: (".md", _times("opentechschool", n)),
    "empty lines": lambda n: (".md", "\n" * n),
    "carriage returns": lambda n: (".md", _times("Open Tech School\r", n)),
    "mixed line ends": lambda n: (".md", _times("Open Tech School\r\n\rx\n", n)),
    "right-to-left": lambda n: (".md", _times("\u202eloohcSHceTnepO\u202c \u2067OTS\u2069 ", n)),
    "invisible": lambda n: (".md", _times("Open\u200bTech\u00ad\u2060School ", n)),
    "look-alikes": lambda n: (".md", _times("Оpеn Tесh Sсhооl ", n)),
    "combining": lambda n: (".md", "OpenTechSchool" + "\u0301" * n),
    "ligatures": lambda n: (".md", _times("\ufdfa", n, "", " Open Tech School")),
    "emoji": lambda n: (".md", _times("👩‍👩‍👧‍👦OTS", n)),
    "yaml laughs": lambda n: (".md", _laughs() + "\nots: {ignore: [*a11]}\n---\nx\n"),
    "yaml laughs as relationship": lambda n: (".md", _laughs() + "\nots: {relationship: *a11, contributions: *a11}\n---\nx\n"),
    "yaml merges": lambda n: (
        ".md",
        "---\na0: &a0 {k: v}\n"
        + "".join(f"a{i}: &a{i} {{<<: [" + ", ".join([f"*a{i - 1}"] * 10) + "]}\n" for i in range(1, 12))
        + "ots: {ignore: [OTS101]}\n---\nx\n",
    ),
    "yaml keys": lambda n: (".md", "---\n" + "".join(f"k{i}: v\n" for i in range(min(n, 190_000) // 9)) + "---\nx\n"),
    "yaml ignores": lambda n: (".md", "---\nots:\n  ignore: [" + _times("OTS101, ", min(n, 190_000)) + "]\n---\nx\n"),
    "toml tables": lambda n: (".md", "+++\n" + "".join(f"[a.b{i}]\nc = 1\n" for i in range(min(n, 180_000) // 16)) + "+++\nx\n"),
    "toml dots": lambda n: (".md", "+++\n" + ".".join("a" * (min(n, 180_000) // 2)) + " = 1\n+++\nx\n"),
    "long yaml text": lambda n: (".md", _times("Open Tech School ", min(n, 190_000), "---\ntitle: ", "\n---\nx\n")),
}  # fmt: skip

#: One enormous "sentence" that names the brand, and words that patterns count.
#: What stands around names, and what is declared.
AROUND: dict[str, Callable[[int], tuple[str, str]]] = {
    "slugs": lambda n: (".md", _times("opentechschool-", n)),
    "folders": lambda n: (".md", _times("opentechschool/", n)),
    "addresses written out": lambda n: (".md", _times("opentechschool at ", n)),
    "hosts": lambda n: (".md", _times("opentechschool.", n)),
    "names in Chinese": lambda n: (".md", _times("参加Opentechschool的", n)),
    "names with signs": lambda n: (".md", _times("Open·Tech·School™ ", n)),
    "near names": lambda n: (".md", _times("OpenTechScool is it ", n)),
    "passwords": lambda n: (".md", _times("password: opentechschool ", n)),
    "namesakes": lambda n: (".md", _times("- Open Code School\n", n, "- OpenTechSchool\n")),
    "columns of codes": lambda n: (".md", _times("| opentechschool ", n, "| code |\n|---|\n")),
    "dollars": lambda n: (".md", _times("$$ ", n, NAME)),
    "formulas": lambda n: (".md", _times("$$a$$ ", n, NAME)),
    "marks in code": lambda n: (".md", _times("`{{` ", n, NAME)),
    "marks in fences": lambda n: (".md", _times("```\n{{\n```\n", n, NAME + "\n\n")),
    "ticks of all lengths": lambda n: (".md", NAME + " {{ " + " ".join("`" * i for i in range(1, int((2 * n) ** 0.5)))),
    "open Markdown elements": lambda n: (".md", _times('<div markdown="1">\n', n)),
    "Markdown elements in a line": lambda n: (".md", _times('<p markdown="1">Open *Tech* School</p>', n)),
    "Markdown elements in each other": lambda n: (".md", _pair('<div markdown="1">a ', "</div>", n, NAME)),
    "glued attributes": lambda n: (".html", _times('{{x}}alt="Open Tech School" ', n, "<img ", ">")),
    "drawings": lambda n: (".html", _times("<svg><title>Open Tech School</title></svg>", n)),
    "tags in front matter": lambda n: (".md", _times("a: {{ b }}\n", n, "---\n", f"---\n{NAME}")),
    "tags for keys": lambda n: (".md", _times("{{ a }}: {{ b }}\n", n, "---\n", f"---\n{NAME}")),
    "broken front matter": lambda n: (".md", _times("a: Open Tech School: b\n", n, "---\n", f"---\n{NAME}")),
    "wrong keys": lambda n: (
        ".md", "---\nots:\n" + "".join(f"  relationshi{i}: x\n" for i in range(n // 20)) + f"---\n{NAME}"
    ),
    "wrong comments": lambda n: (".md", _times("<!-- ots-lint: relationship=partnr -->\n", n)),
    "wrong metas": lambda n: (".html", _times('<meta name="ots:relationship" content="partnr">', n)),
}  # fmt: skip
_WORDS = {
    "capitals": "Aaa Bbb Ccc Ddd ",
    "commas": ", ",
    "words and commas": "aaa, ",
    "and": "and Ann ",
    "the": "the ",
    "digits": "1 ",
    "long digits": "1234567890",
    "prices": "25 € and 10 EUR, free of 5 $ ",
    "years": "in 2013 the 2014 ",
    "quotes": '" ',
    "curly quotes": "“a” ",
    "hyphens": "- ",
    "hyphenated": "a-",
    "slashes": "a/",
    "dots": ". ",
    "abbreviations": "z. B. e.g. ",
    "question marks": "? ",
    "mentions": "OpenTechSchool ",
    "short mentions": "OTS and OTS, ",
    "wrong mentions": "Open Tech School and Opne Tech Scool ",
    "halves": "Open Tech ",
    "near names": "Open Tecc Schol Opel ",
    "negations": "not never no ",
    "wishes": "would love to wish if ",
    "verbs": "is are was be has been ",
    "provides": "provides the coaches and the materials of ",
    "supported by": "supported by OpenTechSchool and ",
    "organised with": "organised together with OpenTechSchool, ",
    "official": "official partner OpenTechSchool of ",
    "addresses": "a@opentechschool.org https://opentechschool.org/a ",
    "mail dots": "a.a.a.a.a.",
    "at signs": "@a ",
    "parentheses": "( ",
    "brackets": "(a) ",
    "german": "nicht mit der Unterstützung von OpenTechSchool und ",
    "german compounds": "OpenTechSchool-Workshop-Team-",
    "tickets": "Tickets Eintritt Teilnahme kostet Euro ",
    "licences": "all rights reserved do not share the slides licence CC BY-NC ",
    "promotion": "OpenTechSchool will promote our newsletter and ",
    "objects": "![x](y) OTS ",
}
SENTENCES: dict[str, Callable[[int], tuple[str, str]]] = {}
for _name, _piece in _WORDS.items():
    SENTENCES[f"a sentence of {_name}"] = lambda n, p=_piece: (
        ".md",
        _times(p, n, "OpenTechSchool ", " OpenTechSchool\n"),
    )
    SENTENCES[f"lines of {_name}"] = lambda n, p=_piece: (
        ".md", _times(p * (60 // len(p) + 1) + "\n", n, "OpenTechSchool ", " OpenTechSchool\n")
    )  # fmt: skip


def from_rules(seed: int = 1, per_frame: int = 1) -> dict[str, str]:
    """Words that the patterns in the language packs are made of, repeated: text to search in vain for long."""
    chance = random.Random(seed)
    found = {}
    for tag, pack in sorted(load_ruleset().languages.items()):
        words = {name: [w for w in str(forms).split() if w.isalpha()] or ["x"] for name, forms in pack["words"].items()}
        for group in ("frames", "terms"):
            for family, frames in (pack.get(group) or {}).items():
                for number, frame in enumerate(frames if isinstance(frames, list) else [frames]):
                    for _ in range(per_frame):
                        out = []
                        for element in str(frame).split():
                            bare = element.rstrip("?*+")
                            if bare.startswith("<") and bare.endswith(">"):
                                word = chance.choice(words.get(bare[1:-1], ["x"]))
                            elif bare.startswith("$"):
                                word = NAME if bare == "$org" else "OTS coaches"
                            elif element[0] in "()|^~…" or element.startswith("..."):
                                word = "small"
                            else:
                                word = chance.choice(regex.findall(r"[^\W\d_]+|\d", element) or ["x"])
                            out += [word] * (3 if element[-1:] in "*+" else 1)
                        key = f"{tag} {family} {number}"
                        found[key] = " ".join(out)
    return found
