"""The scan of bytes never holds back a page on which the full path would find something."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ots_lint.brand import names, nearness
from ots_lint.lint.page import lint_bytes, may_matter
from ots_lint.ruleset.load import load_ruleset
from ots_lint.scan import byte_views as forms
from ots_lint.scan import traces as scan
from ots_lint.scan.page_scan import NEED_NAME
from ots_lint.settings import RELATIONSHIPS, Settings

RULES = load_ruleset()
BRAND = RULES.brand
NAME = BRAND.name
ALL = Settings()
NAMES = Settings(select=tuple(rule.code for rule in RULES.rules.values() if rule.kind in NEED_NAME))


def matters(text: str | bytes, asked: Settings = ALL) -> bool:
    return RULES.may_matter(text.encode() if isinstance(text, str) else text, asked)


def codes(data: bytes, filename: str, asked: Settings = ALL) -> list[str]:
    return [finding.code for finding in lint_bytes(data, filename, RULES, asked).findings]


CLEAN = [
    "# Tea\n\nAn evening about *tea*, [with](https://example.org/?a=1) coaches & cake.\n",
    "---\ntitle: Tea\ntags: [a, b]\n---\n\nÖffentlich – „für alle“, 5 € 🎉 …\n",
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Tea &amp; cake</title></head>'
    '<body><p class="x">No&nbsp;school today.</p><script>for(;;){a.b();}</script></body></html>',
    "The schools are open. We like technology, and the tools are cool.\n",
    "Robots and slots, lots of relations.\n",
]


@pytest.mark.parametrize("text", CLEAN)
def test_pages_about_something_else_are_decided_by_the_scan(text: str) -> None:
    assert not matters(text)


def test_what_the_scan_cannot_read_is_read() -> None:
    data = CLEAN[0].encode("ascii", "ignore")
    asked = [may_matter(data, "page.md", RULES, ALL, sent) for sent in (None, "utf-8", "latin-1")]
    assert asked == [False, False, True]
    assert may_matter(b"PK", "page.docx", RULES, ALL)


NAMED = [
    "Open Tech School",
    "open-tech_school",
    "OpenTech\nSchool",
    "Open *Tech* School",
    "**Open Tech** School",
    "Open [Tech](https://example.org/a_(b)?c) School",
    "[Open](/a '(x') [Tech](/b) School",
    "Open[^1] Tech School",
    "Open [Tech][ref] School",
    "Op&shy;enTechScool",
    "&#79;pentechschool",
    "Open&nbsp;Tech&nbsp;School",
    "<b>O</b>pen <b>T</b>ech <b>S</b>cool",
    "<b>O</b>pen <b>T</b>eck <b>S</b>&#99;hool",
    'Open <b title="a > b">Tech</b> Scool',
    "Open<!-- > -->Tech<!-- x -->Scool",
    "Open Tech Sсhool",
    "ＯｐｅｎＴｅｃｈｓｃｈｏｏｌ",
    "Open\u200bTech\u2011School",
    "OPENTECHſCHOOL",
    "OpenTechScool",
    "OpneTehcSchool",
    "opetnechschool",
    "opentecshchool",
    "opetnecshchool",
    "Open Technology School",
    "ÉCOLE OPEN TECH",
    "Öppna Tech-Skolan",
    "Offene <em>Tech</em> Schule",
    '<script type="application/ld+json">{"@type": "Event", "name": "Open\\u0054ech\\u0053chool"}</script>',
    '---\ntitle: "Open\\x20Tech\\tSchool"\n---\n',
    "Open{% comment %} school {% endcomment %}Tech{: .x}Scool",
    "see http://www.opentechschool.org/",
    "[us](https://x.com/OTS\\_BLN)",
    '<a href="https://x.com/O&#84;S_BLN">us</a>',
]


@pytest.mark.parametrize(
    "text",
    [
        "Two OTS coaches help us privately.",
        "No official <b>O</b>TS event.",
        "No official O*T*S event.",
        "No official O[T](/x)S event.",
    ],
)
def test_the_abbreviation_alone_is_a_trace(text: str) -> None:
    assert matters(f"# Knitting\n\n{text}\n")
    assert codes(f"# Knitting\n\n{text}\n".encode(), "a.md")


@pytest.mark.parametrize("text", NAMED)
def test_a_name_or_address_is_a_trace_however_it_is_written(text: str) -> None:
    assert matters(f"Words before {text} and after.\n")
    assert matters(f"{text}\n")


@pytest.mark.parametrize("value", RELATIONSHIPS)
@pytest.mark.parametrize(
    "page",
    [
        "---\n{key}:\n  relationship: {value}\n---\n\nTea.\n",
        "+++\n[{key}]\nrelationship = '{value}'\n+++\n\nTea.\n",
        '{{"{key}": {{"relationship": "{value}"}}}}\n\nTea.\n',
        '<meta name="{key}:relationship" content="{value}">',
        '<meta name="{key}&#58;relat&#105;onship" content="{value}">',
        '---\n{key}:\n  "relation\\u0073hip": {value}\n---\n\nTea.\n',
        "<!-- ots-lint: relationship={value} -->",
    ],
)
def test_a_declared_relationship_is_a_trace(page: str, value: str) -> None:
    assert matters(page.format(key=BRAND.key, value=value))


@pytest.mark.parametrize(
    "page",
    [
        "<!-- ots-lint-disable-file -->",
        "<!-- OTS-LINT-disable -->",
        f"---\n{BRAND.key}: {{ignore: [OTS103]}}\n---\nTea.\n",
    ],
)
def test_a_suppression_is_a_trace(page: str) -> None:
    assert matters(page)
    assert codes(page.encode(), "a.md")


@pytest.mark.parametrize(
    "data",
    [
        b"caf\xe9",
        b"\xff\xfeT\x00e\x00a\x00",
        b"\x00tea",
        b"\xef\xbb\xbfcaf\xe9",
        b'<meta charset="utf-7"><p>+AE8-penTechscool</p>',
        b'<meta charset="utf-7"><p>+AE8-pen</p>\xff',
        "<p>OpenTechscool</p>".encode("utf-16"),
    ],
)
def test_bytes_that_are_no_plain_utf_8_are_not_held_back(data: bytes) -> None:
    if codes(data, "a.html"):
        assert matters(data)


def test_a_relationship_from_outside_makes_pages_without_the_name_matter() -> None:
    for value in RELATIONSHIPS:
        for asked in (Settings(relationship=value), Settings(event_relationship=value)):
            assert matters("Tea.", asked) is (value != "none")
    assert not matters("Tea.", Settings(select=NAMES.select, relationship="partner"))


def test_traces_shrink_with_the_rules_that_are_selected() -> None:
    declared = f"---\n{BRAND.key}:\n  relationship: partner\n---\n\nTea.\n"
    assert matters(declared)
    assert not matters(declared, NAMES)
    assert not matters(NAME, Settings(ignore=("OTS",)))
    assert not matters("<!-- ots-lint-disable-file -->", NAMES)


def test_the_scan_goes_as_far_as_the_name_rules() -> None:
    assert scan.EDITS >= nearness.MAX_DISTANCE


LETTERS = "".join(BRAND.words).lower()


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_every_misspelling_within_the_distance_leaves_a_seed(data: st.DataObject) -> None:
    word = list(LETTERS)
    for _ in range(scan.EDITS):
        at = data.draw(st.integers(0, len(word) - 1))
        kind = data.draw(st.sampled_from(["insert", "delete", "replace", "swap"]))
        if kind == "insert":
            word.insert(at, data.draw(st.sampled_from("aeiouxst")))
        elif kind == "delete":
            del word[at]
        elif kind == "replace":
            word[at] = data.draw(st.sampled_from("aeiouxst"))
        elif at + 1 < len(word):
            word[at : at + 2] = word[at + 1], word[at]
    wrong = "".join(word)
    if nearness.distance(wrong, LETTERS) <= nearness.MAX_DISTANCE:
        assert matters(f"about {wrong} today")


@settings(max_examples=500, deadline=None)
@given(st.text("abcd", min_size=1, max_size=14), st.text("abcd", max_size=18))
def test_nearness_is_the_distance_of_the_table(word: str, text: str) -> None:
    parts = (text[a:b] for a in range(len(text) + 1) for b in range(a, min(len(text), a + len(word) + 2) + 1))
    near = any(_distance(word, part) <= scan.EDITS for part in parts)
    assert scan.is_near(word.encode(), text.encode()) is near


def _distance(a: str, b: str) -> int:
    """Optimal string alignment, by its definition."""
    table = [[i + j if 0 in (i, j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            least = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                least = min(least, table[i - 2][j - 2] + 1)
            table[i][j] = least
    return table[-1][-1]


PIECES = [
    *BRAND.words, *(word.lower() for word in BRAND.words), "Teck", "Scool", "Schule", "Technology", "Offene", "Code",
    NAME, BRAND.abbreviation, "Ots", " ", " ", "\n", "-", "_", "*", "**", "<b>", "</b>", "<br>", "[", "](/x)", "](u 'a (b')",
    "&shy;", "&nbsp;", "&#83;", "&lt;", "<", ">", '="', "<!--", "-->", "{%", "%}", "{{", "}}", "\\", "`", "\u00ad", "о",
    "<a title='>'>", "</a>", ". ", "is an official ", "event with ", "Supported by ", "price: 25 €", "---\n", "title: ",
    "ots:\n  relationship: partner\n", "<!-- ots-lint-disable -->", "<script>", "</script>", "<p>", "</p>", "# ",
    '<script type="application/ld+json">{"name": "', '"}</script>', "\\u0053chool", "<img alt='", "'>",
    NAME, NAME, NAME.lower(), "x", "s", "'s", "Ots ", "O.T.S.", "ots: ", "ots-", "@", "/", "https://", "www.", f"{NAME.lower()}.org",
    f"https://{NAME.lower()}.org/", f"@{NAME.lower()}", f"github.com/{NAME}/a", "x.com/OTS_BLN", "Free ", "&#8203;", "\u200b", "^", "~~", "$",
    "&quot;", "\\\n", "\\n", "\\ud83d\\ude00", "{:.x}", "<template>", "</template>", "<del>", "</del>", "<code>", "</code>", "+++\n",
    "\n- ", "\n> ", "<title>", "</title>", "<textarea>", "</textarea>", "<td>", "</td>", "<wbr>", '"', "'", "|", 'title: "',
    '<meta name="ots:relationship" content="partner">\n', '<meta name="description" content="', '">', "<!-- ots-lint: relationship=partner -->",
]  # fmt: skip
#: The rules about names, alone and with others: then right names are told from wrong ones.
ASKED = [
    ALL, NAMES, Settings(relationship="none"), Settings(select=("OTS1",)), Settings(select=("OTS1",), relationship="partner"),
    Settings(select=("OTS103",)), Settings(select=("OTS104",)), Settings(select=("OTS1", "OTS9")),
]  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join),
    st.sampled_from(["a.md", "a.html"]),
    st.sampled_from(ASKED),
)
def test_a_page_that_is_held_back_has_no_findings(text: str, filename: str, asked: Settings) -> None:
    data = text.encode("utf-8", "surrogatepass")
    if not RULES.may_matter(data, asked):
        assert codes(data, filename, asked) == []


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["", "*", "</b>", "<i>", "&shy;", "\u00ad", "<!--x-->", "\u200d", "<wbr>"]),
        min_size=13,
        max_size=13,
    )
)
def test_markup_between_any_letters_hides_no_name(between: list[str]) -> None:
    wrong = "Opentechschool"
    text = "".join(letter + gap for letter, gap in zip(wrong, [*between, ""], strict=True))
    for filename in ("a.md", "a.html"):
        if codes(text.encode(), filename, NAMES):
            assert matters(text, NAMES)


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.text("abc", min_size=1, max_size=9), max_size=6),
    st.lists(st.text("abc", min_size=1, max_size=3), max_size=3),
    st.lists(st.text("abcd", max_size=12), min_size=1, max_size=4),
    st.data(),
)
def test_cues_are_found_wherever_they_stand(
    texts: list[str], seeds: list[str], around: list[str], data: st.DataObject
) -> None:
    cues, given_seeds = [text.encode() for text in texts], [seed.encode() for seed in seeds]
    pieces = st.sampled_from(["", *texts])
    stream = "".join(text + data.draw(pieces) for text in around).encode()
    found = scan.Cues(cues, given_seeds)
    beside = any(
        (group := found.beside(seed)) is not None and group.stand_at(stream, at)
        for seed in given_seeds
        for at in range(len(stream))
        if stream.startswith(seed, at)
    )
    assert (beside or found.stand_apart(stream)) is any(cue in stream for cue in cues)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(["](", "(", ")", '"', "'", "{", "\\", "<", "a", " ", "(x)"]), max_size=14).map("".join))
def test_a_doubtful_address_is_one_by_its_plain_definition(text: str) -> None:
    plain = re.compile(rb"\]\((?:\s*<|[^()]*(?:\([^()]*\)[^()]*)*(?:[\\{]|[\"'][^\"'()]*[()]))")
    data = text.encode()
    assert (re.search(forms._DOUBTFUL_ADDRESS, data) is None) is (plain.search(data) is None)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12).map("".join), max_size=5))
def test_texts_that_are_passed_over_name_nothing(texts: list[str]) -> None:
    matcher = RULES.names
    near, replaced = matcher.naming(texts)
    short = matcher.abbreviating(texts)
    for i, text in enumerate(texts):
        assert i in near or not matcher.names(text)
        assert i in replaced or not matcher.is_replaced(text)
        assert i in short or not (matcher.abbreviations(text) or matcher.sloppy_abbreviations(text))


WORDS = [
    *BRAND.words,
    *(word.lower() for word in BRAND.words),
    "Ope",
    "Tek",
    "Skool",
    "Opéntech",
    "tehc",
    "the",
    "x",
    "Schöol",
]


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS) | st.sampled_from([" ", "-", "", "  "]), max_size=16).map("".join), st.booleans()
)
def test_misspellings_stand_beside_seeds(text: str, named: bool) -> None:
    known = RULES.names
    everywhere = names.NameMatcher(BRAND, RULES.name_words)
    everywhere._misspellings._near = lambda low, words: [True] * len(words)  # type: ignore[method-assign]
    assert known.names(text, named=named) == everywhere.names(text, named=named)


def test_no_page_of_the_repository_is_held_back_wrongly() -> None:
    root = Path(__file__).parents[2]
    pages = [
        p
        for folder in ("tests", "examples", "docs")
        for p in sorted((root / folder).rglob("*"))
        if "node_modules" not in p.parts
    ]
    pages = [p for p in pages if p.suffix in {".md", ".html"} and p.is_file() and p.stat().st_size < 100_000]
    for path in pages:
        data = path.read_bytes()
        if not RULES.may_matter(data, ALL):
            assert codes(data, path.name) == [], path


def test_examples_of_the_rules_are_not_held_back() -> None:
    for rule in RULES.rules.values():
        for example in rule.examples:
            if not example.bad or rule.kind == "unreadable":  # that is about bytes
                continue
            text = example.text.replace("⟦", "").replace("⟧", "")
            asked = Settings(relationship=example.relationship, event_contributions=example.contributions)
            assert matters(text, asked), (rule.code, text)


ONLY_NAMES = Settings(select=("OTS1",))


@pytest.mark.parametrize(
    "text",
    [
        "An evening of OpenTechSchool, with tea.",
        "**OpenTechSchool**'s evening (an OpenTechSchool-Abend)",
        '<a href="https://www.opentechschool.org/">OpenTechSchool</a>, hello@opentechschool.org',
        "[learn.opentechschool.org](http://learn.opentechschool.org) or @opentechschool",
        "---\nlang: en\nots:\n  relationship: partner\n---\n\nTea by OpenTechSchool.",
        '<head>\n  <meta name="ots:relationship" content="partner">\n</head><p>Tea by OpenTechSchool.',
        "OpenTechSchool &amp; friends&nbsp;&ndash; a fork of `OpenTechSchool/python`",
        "OpenTechSchool and the robots. Not so!",
    ],
)
def test_a_page_whose_names_are_right_is_decided_by_the_scan(text: str) -> None:
    assert not matters(text, ONLY_NAMES)
    assert matters(text)


@pytest.mark.parametrize(
    "text",
    [
        "x<b>OpenTechSchool</b>",
        "OpenTechSchools",
        "x&shy;OpenTechSchool",
        "x\u200bOpenTechSchool",
        "x*OpenTechSchool*",
        "O<b>T</b>S, short for OpenTechSchool",
        "OpenTechSchool, short O.T.S.",
        "OpenTechSchool or Open Code School",
        '---\ntitle: "x\\\n  OpenTechSchool"\n---\n',
        "---\ntitle: 'x\nots: y'\n---\nOpenTechSchool",
        '<textarea>\n<meta name="ots:relationship" content="partner">\n</textarea> OpenTechSchool',
        '\\<meta name="ots:relationship" content="partner">\nOpenTechSchool',
        "&nbsp.opentechschool",
        "OpenTechSchool and opentechschool",
    ],
)
def test_a_page_with_a_name_that_may_be_wrong_is_not_decided_by_the_scan(text: str) -> None:
    assert matters(text, ONLY_NAMES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b>b</b>", ["a <b>b</b>", "a \1b\1"]),
        ("a&#98;&nbsp;c", ["a&#98;&nbsp;c", "ab c"]),
        ("[a](b) {c}", ["[a](b) {c}", "[a\1 \1"]),
        ("a<script>b</script>c", ["a<script>b</script>c", "a\1c"]),
        ("a{% b %}c", ["a{% b %}c", "a\1c"]),
        ("\\u0041\\ud835\\udc01", ["\\u0041\\ud835\\udc01", "AB"]),
        ('<a b=">">', ['<a b=">">', None]),
        ("a <!-- b", ["a <!-- b", None]),
        ("&#" + "0" * 5000 + "65;", ["&#" + "0" * 5000 + "65;", "A"]),
    ],
)
def test_forms_of_a_page(text: str, expected: list[str | None]) -> None:
    assert [form and form.decode() for form in forms.forms(text.encode())] == expected


HOSTILE = [
    "<!--", "{%", "{{", "{% comment %}", "{::comment}", "<?", "<script>", "<b>", "](", "](()", '="<', "&nbsp;", "&#", "\\u005c",
    "open ", "cool ", NAME, f"{NAME} ", f"x{NAME}*", "://opentechschool", "o ", "*", "`<!--", "<template>", "[^", "{: ",
    f"a: {NAME}\n", "a: [\n", "](a'", '](a"(b)', "](a (b) ", '="a', "={", "sccoo ", "optnttcc ", "ots-", "O", "<s", "<scripts>",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_time_of_the_scan_is_linear(unit: str) -> None:
    data = (b"---\n" if unit.startswith("a:") else b"") + unit.encode() * (200_000 // len(unit)) + b"\nots:\n"
    start = time.process_time()
    for asked in (ALL, ONLY_NAMES):
        RULES.may_matter(data, asked)
    assert time.process_time() - start < 5
