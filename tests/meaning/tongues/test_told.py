"""Languages without a pack told from those with one: near ones, short texts, texts full of English words and names."""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

import pytest

from ots_lint.lint.page import lint_source
from ots_lint.meaning.tongues.blocks import Tongues, packs_of
from ots_lint.meaning.tongues.told import Teller, words_of
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.language_tags import UNKNOWN
from ots_lint.text.source import Source

RULESET = load_ruleset()

#: Sentences of organisers in languages without a pack that look like one with a pack, or have words of one.
FOREIGN = {
    "pt-short": "Traz um bolo e as tuas colegas.",
    "pt-near-spanish": "A anatomia de um programa: como funciona por dentro.",
    "pt-english": "A oficina é no Garage Hub, com coffee break, mentoring e prêmios em dinheiro para as melhores.",
    "gl": "Outras mostras de apoio que poderían ser do voso interese nun espazo compartido.",
    "ca-short": "Fes clic al botó verd per començar.",
    "ca-near-spanish": "Si vols aprendre a programar, vine amb els teus amics.",
    "ro": "Atelierul este gratuit pentru toate persoanele din oraș și nu trebuie să știi nimic.",
    "da-short": "Tag din egen computer med til aftenen.",
    "da-near-german": "Der er plads til mange på biblioteket, og døren er åben fra klokken seks.",
    "da-english": "Bliv medlem hos os for 235 kr. om måneden (studerende betaler det halve).",
    "no-near-swedish": "Vi har lenge hatt lyst til å lage et kurs for nybegynnere, og nå skjer det.",
    "nn": "Her lærer me korleis ein lagar eit spel, og det kostar ikkje noko.",
    "af": "Hierdie aand is baie gesellig en ons bring koek vir almal saam.",
    "sw": "Kila mtu anakaribishwa kujifunza programu pamoja na marafiki zake.",
    "cy": "Dewch â chacen a ffrindiau i ddysgu rhaglennu gyda ni.",
    "id": "Bawa laptop sendiri dan belajar bersama teman-teman di perpustakaan.",
    "sk-english": "Potom sa prihlás na workshop a choď do Bash konzoly.",
    "hr": "Dođite na radionicu i naučite programirati s nama.",
    "hu": "Hozzatok süteményt, és tanuljunk együtt programozni a könyvtárban.",
    "ja": "図書館で友達と一緒にプログラミングを学びましょう。",
    "zh": "请带上蛋糕和朋友，一起在图书馆学习编程。",
    "th": "มาเรียนเขียนโปรแกรมกับเพื่อนที่ห้องสมุด",
    "uk-short": "Приходьте з друзями",
    "sr-names": "Izdato je od strane Creative Commons International Authority.",
}
#: Sentences of languages with a pack: names, few small words, words of neighbours.
OURS = {
    "en": [
        "Hi! Tickets are 20 € per person.",
        "We meet at Café Müller, São Paulo Street.",
        "Bring laptops, cables, snacks.",
        "Friday, September 23: last day for registration.",
        "It starts at six o'clock, as always.",
    ],
    "de": ["Kommt alle um sechs.", "Klicke auf das Bild und dann auf den Knopf.", "Tee, Kuchen und Musik am Abend."],
    "fr": ["Apportez un gâteau et vos amis.", "On se retrouve à la bibliothèque."],
    "es": [
        "Trae dos amigas y un pastel.",
        "Nos vemos en la biblioteca a las seis.",
        "Si tienes un portátil, tráelo con el cargador.",
    ],
    "it": ["Portate una torta e gli amici.", "Ci vediamo in biblioteca alle sei."],
    "sv": [
        "Ta med en kaka och dina vänner.",
        "Så enkelt är det att vara med hos oss.",
        "Vi ses på biblioteket klockan sex.",
    ],
    "nl": ["Neem een taart en je vrienden mee.", "Kom naar de bieb, waar de deur om zes uur opengaat."],
}
#: What readers of prose report; all others look at names, titles, structured data and links.
NAMES = ("OTS1", "OTS203", "OTS303", "OTS304", "OTS305", "OTS306", "OTS9")


@cache
def teller() -> Teller:
    return Teller(packs_of(RULESET), RULESET.near)


def told(text: str) -> str:
    return teller().tell(text, words_of(text))


def page(text: str, **settings: str) -> str:
    return Tongues(read_page(Source(text, "page.md")), RULESET, Settings(**settings)).page  # type: ignore[arg-type]


@pytest.mark.parametrize("key", FOREIGN)
def test_no_pack_reads_a_language_that_has_none(key: str) -> None:
    assert told(FOREIGN[key]) not in packs_of(RULESET)
    assert page(FOREIGN[key]) not in packs_of(RULESET)


@pytest.mark.parametrize("key", FOREIGN)
def test_nor_beside_the_name_and_english_words(key: str) -> None:
    text = f"{FOREIGN[key]}\n\n- Sponsor: OpenTechSchool\n- OpenTechSchool Workshop, tickets: 25 €\n"
    for relationship in ("unofficial", "partner", ""):
        findings = lint_source(Source(text, "page.md"), RULESET, Settings(relationship=relationship)).findings
        assert [f.code for f in findings if not f.code.startswith(NAMES)] == []


@pytest.mark.parametrize("key", FOREIGN)
def test_nor_in_a_block_of_a_page_that_is_read(key: str) -> None:
    block = f"{FOREIGN[key][:-1]} (OpenTechSchool)."
    text = f"# Soldering\n\nCome and learn to solder with your friends and neighbours.\n\n{block}\n"
    linted = lint_source(Source(text, "page.md"), RULESET, Settings(relationship="unofficial"))
    assert [f.code for f in linted.findings if not f.code.startswith(NAMES)] == []


@pytest.mark.parametrize(("tag", "text"), [(tag, text) for tag, texts in OURS.items() for text in texts])
def test_a_text_of_a_language_with_a_pack_is_still_its(tag: str, text: str) -> None:
    assert page(text) == tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Traga um bolo e as suas amigas, que o café já está pronto para todas as pessoas.", "pt"),
        ("Tag en kage og dine venner med, så er kaffen allerede klar til jer alle sammen.", "da"),
        ("Porteu un pastís i els vostres amics, que el cafè ja és a punt per a tothom.", "ca"),
        ("Blorp gnarf zwilk mbento frubble dwonk sprangle.", UNKNOWN),
    ],
)
def test_a_language_is_named_where_that_is_likely(text: str, tag: str) -> None:
    assert told(text) == tag


@pytest.mark.parametrize("text", [FOREIGN["hu"], FOREIGN["sk-english"], *OURS["sv"], *OURS["fr"]])
def test_accents_of_their_own_change_nothing(text: str) -> None:
    assert told(normalize("NFD", text)) == told(text)


@pytest.mark.parametrize(
    ("text", "settings", "expected"),
    [
        ("OpenTechSchool Zürich", {}, "en"),  # names have no language
        ("Acme, Globex, Initech, OpenTechSchool", {}, "en"),
        ("Acme, Globex, Initech, OpenTechSchool", {"page_language": "sv"}, "sv"),
        ("Mkutano wa kwanza wa OpenTechSchool mjini", {"page_language": "pt"}, "sw"),
    ],
)
def test_the_sites_language_is_that_of_a_short_text_that_could_be_in_it(
    text: str, settings: dict[str, str], expected: str
) -> None:
    assert page(text, **settings) == expected


@pytest.mark.parametrize("text", ["Spotkanie w OpenTechSchool", "Találkozó az OpenTechSchool körül"])
def test_two_words_that_no_pack_knows_are_not_read(text: str) -> None:
    assert page(text) not in packs_of(RULESET)
    assert page(text, page_language="de") not in packs_of(RULESET)


@pytest.mark.parametrize(
    "text",
    [
        "Warsztaty dla dzieci z OpenTechSchool",
        "Találkozó az OpenTechSchool csapatával",
    ],
)
def test_a_heading_of_few_words_is_not_read_on_a_page_in_another_language(text: str) -> None:
    whole = f"Come and learn to solder with your friends and neighbours.\n\n{text}\n"
    found = read_page(Source(whole, "page.md"))
    known = Tongues(found, RULESET, Settings())
    assert [known.pack(run) is None for run in found.runs if "OpenTechSchool" in run.text] == [True]


def test_a_block_is_not_in_a_language_with_a_pack_because_its_neighbour_looks_like_it() -> None:
    """On a page that says that it is Portuguese, a sentence that might be Spanish is not."""
    text = "Abrir o editor de texto que escolhemos com a OpenTechSchool."
    for head in ("---\nlang: pt\n---\n\n", "As pessoas da cidade são convidadas a trazer os seus projetos.\n\n"):
        found = read_page(Source(head + text, "page.md"))
        run = next(run for run in found.runs if "editor" in run.text)
        assert Tongues(found, RULESET, Settings()).of(run) == "pt"
