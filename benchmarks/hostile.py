"""How long pages take that are made to take long, and how that grows: `python benchmarks/hostile.py [WORD…]`.

Each construct is linted at 60 KB and at 120 KB, in processor seconds of this process, all rules being on. What is to
hold: under 1 s for 60 KB, doubling at most 2.6-fold (times below a tenth of a second are too short to say so), and
nothing given up. Words choose the constructs whose names hold one of them; `--size N` is for another size in bytes,
`--relationship partner` for other rules.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable

SECONDS = 1.0
GROWTH = 2.6
TOO_SHORT = 0.1
Make = Callable[[int], str]


def times(piece: str, before: str = "", after: str = "") -> Make:
    return lambda n: before + piece * max(1, (n - len(before) - len(after)) // len(piece.encode())) + after


def pair(left: str, right: str, middle: str = "OpenTechSchool") -> Make:
    return lambda n: left * (n // (len(left) + len(right))) + middle + right * (n // (len(left) + len(right)))


def each(piece: str, before: str = "", after: str = "") -> Make:
    """Pieces with a number each, so that no two are the same."""

    def make(n: int) -> str:
        count = max(1, (n - len(before) - len(after)) // (len(piece.replace("%d", "")) + 5))
        return before + "".join(piece.replace("%d", str(i)) for i in range(count)) + after

    return make


def front(make: Make, start: str = "---\n", end: str = "\n---\n", text: str = "OpenTechSchool\n") -> Make:
    return lambda n: start + make(n - len(start) - len(end) - len(text)) + end + text


#: Constructs that were seen to take long.
NAMED: dict[str, tuple[str, Make]] = {
    **{
        f"{what} {mark}": (suffix, times(mark, "Supported by OpenTechSchool" + between))
        for mark in ("[", "]", "#", "<", "&amp;")
        for what, suffix, between in (
            ("Markdown", ".md", " "),
            ("Markdown, apart,", ".md", "\n\n"),
            ("HTML", ".html", " "),
        )
    },
    "JSON front matter [[[": (".md", times("[", "{\n", "\n}\nOpenTechSchool\n")),
    "JSON front matter {a: [[[": (".md", times("[", '{"a": ', "\n}\nOpenTechSchool\n")),
    "ots: ignore: of codes": (".md", front(times("OTS101, ", "ots:\n  ignore: [", "]"))),
    "ots: ignore: of 300 codes": (".md", lambda n: front(each("OTS%d, ", "ots:\n  ignore: [", "]"))(2_700) + "x " * (n // 2)),
    "ots: ignore: of other codes": (".md", front(each("OTS%d, ", "ots:\n  ignore: [", "]"))),
    "ots: ignore: a list of lines": (".md", front(each("    - OTS%d\n", "ots:\n  ignore:\n"))),
    "disable of codes": (".md", times("OTS101,", "<!-- ots-lint-disable ", " -->\n\nOpenTechSchool\n")),
    "disable of other codes": (".md", each("OTS%d, ", "<!-- ots-lint-disable ", " -->\n\nOpenTechSchool\n")),
    "disable-next-line of other codes": (".html", each("OTS%d ", "<!-- ots-lint-disable-next-line ", " -->\n<p>Opentechschool\n")),
    "a task list": (".md", times("- [ ] OpenTechSchool\n")),
    "a task list of others": (".md", each("- [x] bring %d chairs\n")),
    "look-alikes": (".md", times("Оpеn Tесh Sсhооl ")),
    "look-alikes in lines": (".md", times("Оpеn Tесh Sсhооl\n\n")),
    "look-alikes glued": (".md", times("Оpеntесhsсhооl")),
    "names and prices": (".md", times("| Open Tech School | 25 € |\n", "| name | price |\n|-|-|\n")),
    "OpenTechSchool and prices": (".md", each("| OpenTechSchool | Ticket %d | 25 € |\n", "| name | what | price |\n|-|-|-|\n")),
}  # fmt: skip

_OTS = "OpenTechSchool"
MARKDOWN: dict[str, tuple[str, Make]] = {
    name: (".md", make)
    for name, make in {
        "[]": times("[]"), "[[]]": pair("[", "]", ""), "![": times("!["), "[a": times("[a"), "[a](": times("[a]("), "](": times("]("),
        "[a](<": times("[a](<"), "[a][": times("[a]["), "[^": times("[^"), "[^1]": times("[^1]"), "links": times("[a](/b) "),
        "links with titles": times('[a](/b "Open Tech School") '), "links of names": times("[Open Tech School](/b) "),
        "reference links": times("[Open Tech School][a] ", after="\n\n[a]: /x 'Open Tech School'\n"),
        "definitions": each("[a%d]: /x 'Open Tech School'\n"), "one definition again": times("[a]: /x\n"),
        "images": times("![Open Tech School](a.png) "), "image in image": pair("![", "](x)", "a"), "autolinks": times("<https://a.b>"),
        "addresses": times("a@b.cd "), "bare addresses": times("https://opentechschool.org/a "), "*": times("*"), "* ": times("* "),
        "**a": times("**a"), "*a_": times("*a_"), "_": times("_"), "~": times("~"), "~~a": times("~~a "), "`": times("`"), "`a": times("`a"),
        "rising backticks": lambda n: "".join("`" * i + "a" for i in range(int((2 * n) ** 0.5))), "\\": times("\\"), "\\[": times("\\["),
        ">": times(">"), "> ": times("> "), ">\\n": times(">\n"), "> a lines": times("> OpenTechSchool\n"),
        "deeper quotations": lambda n: "".join("> " * i + "x\n" for i in range(int(n**0.5))), "-": times("-"), "- ": times("- "),
        "- a": times("- a\n"), "- names": times("- Open Tech School\n"), "deeper lists": lambda n: "".join("  " * i + "- x\n" for i in range(int(n**0.5))),
        "1. ": times("1. a\n"), "loose lists": times("- a\n\n"), "# a": times("# a\n"), "# names": times("# Open Tech School\n\n"),
        "###### ": times("###### "), "# a {#b}": each("# a {#b%d}\n"), "=": times("a\n=\n"), "setext": times("OpenTechSchool\n---\n\n"),
        "|": times("|"), "|a": times("|a", "|a|b|\n|-|-|\n"), "table rows": times("|OTS|coaches|\n", "|a|b|\n|-|-|\n"),
        "wide table": lambda n: "|a" * (n // 6) + "\n" + "|-" * (n // 6) + "\n" + "|b" * (n // 6) + "\n",
        "many tables": times("|a|b|\n|-|-|\n|OTS|c|\n\n"), "|-": times("|-|\n"), "spaces": times(" "), "tabs": times("\t"), "lines": times("\n"),
        "spaces and lines": times(" \n"), "crlf": times("OpenTechSchool\r\n"), "cr": times("OpenTechSchool\r"), "hard breaks": times("a  \n"),
        "indented code": times("    OpenTechSchool\n"), "fences": times("```\n"), "~~~ fences": times("~~~\nOpenTechSchool\n~~~\n"), ": ": times("a\n: b\n\n"),
        "footnotes": each("[^%d]: Open Tech School\n\n"), "footnote uses": each("a[^%d] "), "html in markdown": times("<b>OpenTechSchool</b> "),
        "html blocks": times("<div>\n\nOpenTechSchool\n\n</div>\n\n"), "open html blocks": times("<div>\n"), "<!--": times("<!--"), "<?": times("<?"),
        "<![CDATA[": times("<![CDATA["), "</": times("</"), "<a": times("<a "), "<a b=": times("<a b="), "{{": times("{{"), "{% ": times("{% "),
        "{{ a }}": times("{{ a }} "), "{% comment %}": times("{% comment %}"), "{% raw %}": times("{% raw %}a{% endraw %}"), "{:": times("{:"),
        "{: .a}": times("a\n{: .a}\n\n"), "{#": times("{#"), "<%": times("<%"), "<?php": times("<?php "), "$$": times("$$"), "&": times("&"),
        "&#": times("&#"), "&#65;": times("&#65;"), "&nope;": times("&nope;"), "&nbsp; names": times("Open&nbsp;Tech&nbsp;School "),
    }.items()
}  # fmt: skip
HTML: dict[str, tuple[str, Make]] = {
    "html " + name: (".html", make)
    for name, make in {
        "p": times("<p>"), "p names": times("<p>Open Tech School"), "div": times("<div>"), "div pairs": pair("<div>", "</div>"), "b": times("<b>"),
        "b pairs": pair("<b>", "</b>"), "a": times("<a href=x>"), "a names": times("<a href=x>Open Tech School</a> "), "misnested": times("<b><i></b>"),
        "table": times("<table>"), "td": times("<td>"), "rows": times("<tr><td>OTS<td>25 €", "<table>"), "li": times("<li>OTS"), "ul": times("<ul><li>"),
        "select": times("<select><option>a"), "svg": times("<svg>"), "math": times("<math>"), "svg text": times("<svg><text>Open Tech School</text></svg>"),
        "template": times("<template>"), "noscript": times("<noscript>"), "noscript names": times("<noscript>Open Tech School</noscript>"),
        "script": times("<script>"), "scripts": times("<script>a</script>"), "style": times("<style>"), "title": times("<title>"), "textarea": times("<textarea>"),
        "plaintext": times("<plaintext>"), "comment": times("<!-- a -->"), "open comments": times("<!--"), "doctype": times("<!doctype html>"), "</p>": times("</p>"),
        "</b>": times("</b>"), "<a b": times("<a b "), "quotes": times('"', "<a b="), "attributes": each("a%d=b ", "<p ", ">OTS"),
        "names in alt": times("<img alt='Open Tech School'>"), "one alt": times("Open Tech School, ", "<img alt='", "'>"),
        "entities in alt": times("&amp;", "<img alt='", "'>"), "title attributes": times("<i title='Open Tech School'>a</i>"), "meta": times("<meta name=description content='Open Tech School'>"),
        "meta relationship": times("<meta name='ots:relationship' content='partner'>"), "&nbsp;": times("&nbsp;"), "& in HTML": times("&"), "entities in names": times("Open&shy;Tech&shy;School "),
        "json-ld [": times("[", '<script type="application/ld+json">', "</script>OTS"),
        "json-ld {": times('{"a":', '<script type="application/ld+json">', "</script>OTS"),
        "json-ld blocks": times('<script type="application/ld+json">{"@type":"Event","name":"OTS"}</script>'),
        "json-ld organizers": times('{"@type":"Organization","name":"OTS"},', '<script type="application/ld+json">{"@type":"Event","organizer":[', "{}]}</script>"),
        "microdata": times("<div itemscope itemprop=organizer><b itemprop=name>OTS</b>"), "itemprops": times("<b itemprop=name>OTS</b>", "<div itemscope>"),
        "rdfa": times("<div typeof=Event property=organizer>OTS"), "forms": times("<form action='https://opentechschool.org'>"), "labels": times("<label>Open Tech School</label>"),
        "buttons": times("<button>Open Tech School</button>"), "ids": each("<a id=a%d></a>"), "br": times("OpenTechSchool<br>"), "hr": times("<hr>"),
        "frameset": times("<frameset>"), "headings": times("<h1>OpenTechSchool</h1>"), "dl": times("<dt>OTS<dd>coaches", "<dl>"), "spaces": times(" ", "<p>OTS"),
    }.items()
}  # fmt: skip
FRONT: dict[str, tuple[str, Make]] = {
    "front " + name: (".md", make)
    for name, make in {
        "keys": front(each("k%d: v\n")), "same keys": front(times("a: b\n")), "titles": front(times("title: Open Tech School\n")), "a long title": front(times("Open Tech School ", "title: ")),
        "quoted": front(times("Open Tech School ", 'title: "', '"')), "folded": front(times("  Open Tech School\n", "title: >\n")), "literal": front(times("  Open Tech School\n", "title: |\n")),
        "deeper": front(lambda n: "".join(" " * i + "a:\n" for i in range(int((2 * n) ** 0.5)))), "[": front(times("[", "a: ")), "{": front(times("{", "a: ")),
        "flow list": front(times("a, ", "a: [", "]")), "items": front(times("- a\n", "a:\n")), "sponsors": front(times("  - name: OTS\n    what: rooms\n", "sponsors:\n")),
        "anchors": front(each("a%d: &a%d b\n")), "aliases": front(times("*a, ", "a: &a b\nc: [", "]")), "tags": front(times("a: !!str b\n")), "comments": front(times("# a\n", "a: b\n")),
        "blank lines": front(times("\n", "a: b\n")), "'": front(times("'", "a: ")), '"': front(times('"', "a: ")), "broken": front(times("a: b: c\n")), "template values": front(times("a: {{ b }}\n")),
        "---": times("---\n"), "... ": front(times("...\n")), "tabs": front(times("\t", "a: b\n")), "toml keys": front(each("k%d = 1\n"), "+++\n", "+++\n"),
        "toml tables": front(each("[a.b%d]\nc = 1\n"), "+++\n", "+++\n"), "toml dots": front(times("a.", after="a = 1\n"), "+++\n", "+++\n"),
        "toml [": front(times("[", "a = "), "+++\n", "\n+++\n"), 'toml """': front(times("Open Tech School\n", 'a = """', '"""\n'), "+++\n", "+++\n"),
        "json keys": front(each('"k%d": "Open Tech School",\n', "", '"a": 1'), "{\n", "\n}\n"), "json text": front(times("Open Tech School ", '"title": "', '"'), "{\n", "\n}\n"),
        "json escapes": front(times("\\u0041", '"title": "', '"'), "{\n", "\n}\n"), "json {": front(times('{"a":', '"a": '), "{\n", "\n}\n"),
        "contributions": front(times("coaches, ", "ots:\n  relationship: partner\n  contributions: [", "coaches]")), "relationships": front(times("ots:\n  relationship: partner\n")),
    }.items()
}  # fmt: skip
NAMES: dict[str, tuple[str, Make]] = {
    "name " + name: (".md", make)
    for name, make in {
        "right": times("OpenTechSchool "), "wrong": times("Open Tech School "), "glued": times("opentechschool"), "typos": times("OpenTechScool "), "swaps": times("Opne Tech Scool "),
        "halves": times("Open Tech "), "first words": times("Open "), "last words": times("School Open "), "hyphens": times("Open-Tech-School-"), "underscores": times("Open_Tech_School_"),
        "dots": times("Open.Tech.School."), "slashes": times("opentechschool/"), "handles": times("@OpenTechSchool "), "hashtags": times("#opentechschool "), "domains": times("opentechschool.org "),
        "mails": times("a@opentechschool.org "), "said mails": times("team [at] opentechschool [dot] org "), "genitives": times("OpenTechSchools "), "OTS": times("OTS "), "ots": times("ots "), "O.T.S.": times("O.T.S. "),
        "OTS glued": times("OTS"), "long word": times("x", "OTS "), "capitals": times("OPENTECHSCHOOL "), "fullwidth": times("ＯｐｅｎＴｅｃｈＳｃｈｏｏｌ "), "combining": times("\u0301", "OpenTechSchool"), "invisible": times("Open\u200bTech\u00ad\u2060School "),
        "bidi": times("\u202eloohcSHceTnepO\u202c "), "ligatures": times("\ufdfa", after=" Open Tech School"), "emoji": times("👩‍👩‍👧‍👦OTS "), "cjk": times("参加Opentechschool的活动 "), "cyrillic": times("Опенте́чскул "), "translated": times("Open Technology School "),
        "replaced": times("Open Text School "), "near": times("Open Tecc Schol Opel "), "stars inside": times("Open *Tech* School "), "tags inside": times("Open <b>Tech</b> School "), "lines inside": times("Open\nTech\nSchool\n"), "quotes": times("“Open Tech School” "),
        "code": times("`opentechschool` "), "paragraphs": times("Open Tech School\n\n"), "numbered": each("OpenTechSchool%d "), "typos differ": each("OpenTechScho%dol "), "words differ": each("word%d "), "soft hyphens": times("\u00ad", "Open"),
        "labels": times("a.", "opentechschool.org/ "), "labels of names": times("opentechschool.", "https://"), "hyphenated": times("-opentechschool"), "signs": times("opentechschool@"), "dots behind": times(".", "opentechschool.org "),
        "local parts": times("a.", after="@ opentechschool.org"), "spelled": times("opentechschool at "), "blanks before dots": times(" ", "team at opentechschool", "dot org"), "brackets before dots": times("[", "team at opentechschool ", " dot org"),
    }.items()
}  # fmt: skip
SUPPRESSIONS: dict[str, tuple[str, Make]] = {
    "comment " + name: (".html" if "<p>" in name else ".md", make)
    for name, make in {
        "disable": times("<!-- ots-lint-disable -->\n"), "disable OTS101": times("<!-- ots-lint-disable OTS101 -->\n\n"), "disable in <p>": times("<!-- ots-lint-disable OTS101 --><p>"),
        "disable and enable": times("<!-- ots-lint-disable OTS101 -->\n\nOpen Tech School\n\n<!-- ots-lint-enable -->\n\n"), "enable": times("<!-- ots-lint-enable -->\n\n"),
        "nested": pair("<!-- ots-lint-disable OTS1 -->\n\n", "<!-- ots-lint-enable OTS1 -->\n\n"), "next lines": times("<!-- ots-lint-disable-next-line OTS101 -->\nOpen Tech School\n\n"),
        "next lines in a row": times("<!-- ots-lint-disable-next-line OTS101 -->\n"), "next line in one": times("<!-- ots-lint-disable-next-line OTS101 --> "), "next line far": times("\n", "<!-- ots-lint-disable-next-line OTS101 -->\n", "Open Tech School\n"),
        "file": times("<!-- ots-lint-disable-file -->\n\n"), "file codes": each("<!-- ots-lint-disable-file OTS%d -->\n\n"), "unknown": times("<!-- ots-lint-disabel -->\n\n"), "reasons": times("- ", "<!-- ots-lint-disable OTS101 -- ", " -->\n"),
        "dashes": times("-- ", "<!-- ots-lint-disable ", " -->\n"), "relationship": times("<!-- ots-lint: relationship=partner -->\n\n"), "contributions": times("coaches,", "<!-- ots-lint: contributions=", " -->\n"), "words": times("a ", "<!-- ots-lint: ", " -->\n"),
        "enable of other codes": each("OTS%d,", "<!-- ots-lint-disable OTS1 -->\n\n<!-- ots-lint-enable ", " -->\n"), "many disables of many": lambda n: each("OTS%d,", "<!-- ots-lint-disable ", " -->\n\n")(1_000) * (n // 1_000),
        "many enables of many": lambda n: (each("OTS%d,", "<!-- ots-lint-disable ", " -->\n\n")(1_000) + each("OTS%d,", "<!-- ots-lint-enable ", " -->\n\n")(1_000)) * (n // 2_000), "plain": times("<!-- a -->\n\n", after="Open Tech School\n"), "one plain": times("Open Tech School ", "<!-- ", " -->\n"),
        "suppressed names": times("Open Tech School\n\n", "<!-- ots-lint-disable-file OTS101 -->\n\n"),
    }.items()
}  # fmt: skip
#: What sentences say of the organisation: each component of the pipeline, and what is read over the borders of sentences.
MEANING: dict[str, tuple[str, Make]] = {
    "says " + name: (".html" if "<" in name else ".md", make)
    for name, make in {
        "claims": times("The workshop is hosted by OpenTechSchool and supported by OTS. "), "claims differ": each("Workshop %d is hosted by OpenTechSchool in room %d. "),
        "claims in paragraphs": each("Workshop %d is hosted by OpenTechSchool.\n\n"), "claims without an end": times("hosted by OpenTechSchool and "),
        "claims without a name": times("The workshop is hosted and supported by them. ", after="OpenTechSchool"), "contributions": each("On day %d OpenTechSchool sends us six coaches and lends us laptops. "),
        "things": times("coaches, cake, laptops, ", "OpenTechSchool brings "), "things and givers": times("OTS brings six coaches, a stack of worksheets and, last but not least, cake; Acme the rooms. "),
        "things under a name": each("- coaches for group %d\n", "### OpenTechSchool\n\n"), "names and things": times("### OpenTechSchool\n\n- coaches\n- cake\n\n"), "name: thing": times("OpenTechSchool: coaches\n\n"),
        "columns": times("| coaches | cake |\n", "| OpenTechSchool | Acme |\n|-|-|\n"), "rows": times("|OTS|coaches|\n", "|a|b|\n|-|-|\n"), "rows differ": each("|OTS|%d coaches|\n", "|a|b|\n|-|-|\n"),
        "wide row": times("OTS coaches|", "|", "\n"), "wide rows": lambda n: ("|" + "OTS coaches|" * 40 + "\n") * (n // 500), "programme": each("| %d:00 | Welcome by OpenTechSchool |\n", "| when | what |\n|-|-|\n"),
        "credits": times("Thanks to OTS, Acme, the library and OpenTechSchool for the room. "), "one credit": times("OTS, Acme and ", "Thanks to ", "the library."), "partners": each("- Acme %d\n- OpenTechSchool\n", "## Partners\n\n"),
        "partners in rows": each("| Acme %d | OTS |\n", "# Partners\n\n|-|-|\n|-|-|\n"), "sponsors in data": front(each("  - name: OTS\n    what: room %d\n", "sponsors:\n")), "headings": times("# Partners\n\n## Gold\n\n### OTS\n\n"),
        "chain of headings": lambda n: "".join("#" * (1 + i % 6) + f" Partner {i}\n\nOTS\n\n" for i in range(n // 20)), "deeper headings": each("# Partners %d\n\n## Supported by\n\n### Silver\n\n#### OpenTechSchool\n\ncoaches\n\n"),
        "headings with lists": times("## Supported by\n\n- OTS\n- Acme\n\n"), "lead-ins": times("Our partners are:\n\n- OTS\n\n"), "one lead-in": each("- OTS brings %d laptops\n", "We do not work with:\n\n"), "deep lists": lambda n: "".join("  " * (i % 12) + "- OTS helps\n" for i in range(n // 24)),
        "denials": times("This is not an official OpenTechSchool event. "), "denial targets": times("The after-party, not the workshop, is not organised by OpenTechSchool but by Acme. "), "one denial": times("not the party and ", "This is ", "an OpenTechSchool event."),
        "negators": times("not ", "The event is ", "hosted by OpenTechSchool."), "questions": times("Is this an OpenTechSchool event? No. "), "quotations": times("We must not write “hosted by OpenTechSchool”. "), "open quotations": times("“hosted by OpenTechSchool "),
        "modifiers": times("Last year we would have asked whether, if nobody minded, OTS runs it. "), "modifiers with stops": times("Although OTS did not run it, because nobody asked, but OTS supports it, yet "), "wishes": times("We wish OTS would support us, and hope that OTS runs it. "),
        "clauses": times("OTS, which helps, and which, as we said, brings cake, "), "pronouns": times("OpenTechSchool helps. It brings coaches. They teach. Their events are free. "), "pronouns in one": times("OpenTechSchool helps, and it, whose coaches they are, "),
        "thanks": times("Thanks to OpenTechSchool.\n\n"), "thanks that go on": times("Thanks to OpenTechSchool. Thank you also for the hall.\n\n"), "only pronouns": times("It brings coaches. They teach. ", "OpenTechSchool helps. "), "teams": times("the Berlin chapter of the OpenTechSchool team of "), "chapters": times("OpenTechSchool Berlin "), "places": times("Berlin ", "OpenTechSchool "), "(OTS)": times("OpenTechSchool (OTS) "),
        "people": times("coaches from OpenTechSchool and members of the OTS community "), "private": times("Some OTS coaches help us privately. "), "prices": each("A ticket for the OpenTechSchool workshop costs %d €. "), "amounts": each("%d € for "), "prices again": times("Tickets cost 12 euros. Students register for nine. ", "OpenTechSchool sends coaches. "), "cells of prices": times("| 25 € | 30 € |\n", "| ticket | OTS |\n|-|-|\n"),
        "materials": times("The OpenTechSchool material is only for participants. "), "licences": times("Slides: CC BY-NC by OpenTechSchool. "), "recordings": times("Recordings of this OTS event remain the property of Acme. "), "promotion": times("OpenTechSchool will promote all our events. "),
        "learning": times("We use the learning material of OpenTechSchool. "), "channels": times("Sign up on the OpenTechSchool mailing list. "), "addresses to write to": each("Questions: q%d@opentechschool.org. "), "copyright": times("© 2024 OpenTechSchool. "),
        "German": times("Der Abend wird von OpenTechSchool veranstaltet, und OTS schickt uns acht Coaches. "), "German denials": times("Dies ist keine offizielle Veranstaltung der OpenTechSchool, sondern von Acme. "), "French": times("L’atelier est organisé par OpenTechSchool. "), "Spanish": times("El taller está organizado por OpenTechSchool. "),
        "Italian": times("Il laboratorio è organizzato da OpenTechSchool. "), "Swedish": times("Kvällen ordnas av OpenTechSchool. "), "languages by block": times("The workshop is hosted by OpenTechSchool.\n\nDer Abend wird von OTS veranstaltet.\n\n"), "other organisations": times("Open Source School, Free Code Camp and OpenText School "),
        "<li> of things": times("<li>OTS brings coaches", "<ul>"), "<td> of claims": times("<tr><td>hosted by<td>OTS", "<table>"), "<h2> and <p>": times("<h2>Partners</h2><p>OTS</p>"), "<footer> lines": times("<footer>© 2024 OpenTechSchool</footer>"), "<p> of titles": each("<h1>OpenTechSchool Game Night %d</h1>"),
        "apostrophes": times("'s", "OTS"), "marks and letters": times("(a", "OTS "), "abbreviations": times("e. V. z. B. OTS "), "sentences of one word": times("OTS. "), "no sentences": times("OTS helps "), "commas": times("OTS, "), "cells": times("OTS | "), "dashes": times("OTS – "), "colons": times("OTS: "),
        "brackets": times("(OTS "), "and": times("OTS and "), "adjectives": times("great free nice ", "OpenTechSchool brings ", "coaches"), "helping verbs": times("has kindly also ", "OpenTechSchool ", "brought coaches"), "words": each("word%d ", "OpenTechSchool "), "frames begun": times("hosted by the kind support of thanks to "),
    }.items()
}  # fmt: skip
GROUPS = {
    "seen": NAMED, "Markdown": MARKDOWN, "HTML": HTML, "front matter": FRONT, "names": NAMES, "suppressions": SUPPRESSIONS,
    "meaning": MEANING,
}  # fmt: skip
CONSTRUCTS: dict[str, tuple[str, Make]] = {name: made for group in GROUPS.values() for name, made in group.items()}


def measure(name: str, size: int, most: float, relationship: str) -> tuple[float, str]:
    """The processor seconds that a construct takes at a size, and what came of it."""
    from ots_lint.lint import limit
    from ots_lint.lint.page import lint_bytes
    from ots_lint.ruleset.load import load_ruleset
    from ots_lint.settings import Settings

    limit.SECONDS = most
    suffix, make = CONSTRUCTS[name]
    data = make(size).encode("utf-8", "surrogatepass")
    rules = load_ruleset()
    gc.collect()
    began = time.process_time()
    linted = lint_bytes(data, "page" + suffix, rules, Settings(relationship=relationship))
    took = time.process_time() - began
    said = f"{len(linted.findings)} findings" if linted.readable else linted.findings[0].message[:60]
    return took, said


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--size", type=int, default=60_000)
    parser.add_argument("--most", type=float, default=20.0, help="seconds after which a page is given up")
    parser.add_argument("--relationship", default="unofficial", help="which one is declared; empty for none")
    given = parser.parse_args()
    gc.set_threshold(500_000, 20, 20)  # as the command does
    for name in ("says claims", "says German"):  # imports and compiles what is needed
        measure(name, 5_000, given.most, given.relationship)
    chosen = [name for name in CONSTRUCTS if not given.words or any(word in name for word in given.words)]
    bad = 0
    for name in chosen:
        once, twice = given.most, given.most
        for _ in range(3):  # a busy computer makes single measurements longer, never shorter
            took, said = measure(name, given.size, given.most, given.relationship)
            both, also = measure(name, 2 * given.size, given.most, given.relationship)
            once, twice = min(once, took), min(twice, both)
            given_up = "findings" not in said or "findings" not in also
            fails = given_up or once > SECONDS or (twice > TOO_SHORT and twice > GROWTH * max(once, 0.001))
            if not fails or given_up:
                break
        bad += fails
        growth = f"{twice / max(once, 0.001):5.1f}"
        print(f"{'!' if fails else ' '} {name!r:40} {once:7.3f} s {twice:7.3f} s {growth}-fold  {also}", flush=True)
    print(f"{len(chosen)} constructs, {bad} of them too slow")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
