"""Reports say of how many pages only a part was checked, for want of a language pack."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ots_lint.lint.page import lint_source
from ots_lint.messages import catalogue, languages
from ots_lint.report import load as load_format
from ots_lint.report.model import Report
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.site.options import Options
from ots_lint.site.result import PageResult
from ots_lint.site.run import run
from ots_lint.site.store.codec import decode, encode, is_plain
from ots_lint.text.source import Source

PAGE = "Esta oficina é organizada por OpenTechSchool e todas as pessoas são bem-vindas.\n"
ENGLISH = (
    "Come to the library on Monday and learn to solder with all your friends, for we have tea and cake for everybody."
)
SAID = {
    "en": "2 pages in Portuguese, 1 page in Polish: only names, titles, structured data and links were checked.",
    "de": "2 Seiten auf Portugiesisch, 1 Seite auf Polnisch: Nur Namen, Titel, strukturierte Daten und Links wurden geprüft.",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(PAGE, "utf-8")
    (tmp_path / "c.md").write_text("Warsztaty organizuje OpenTechSchool, a my wszyscy bardzo się cieszymy.\n", "utf-8")
    (tmp_path / "d.md").write_text("Um encontro sem nomes, com todas as pessoas.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", ["text", "concise", "markdown", "plain", "html", "mail"])
@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_summary_counts_pages_that_were_read_in_part(form: str, lang: str, site: Path) -> None:
    for _ in ("first", "from the cache"):
        outcome = run([str(site)], Options(lang=lang))
        assert outcome.report.languages == {"pt": 2, "pl": 1}
        stream = io.StringIO()
        load_format(form).write(outcome.report.but(width=80), stream)
        assert SAID[lang] in " ".join(stream.getvalue().split())


PARTLY = {
    "en": "4 pages in Norwegian, 1 page partly in Polish, 1 page in a language that was not recognised: only",
    "de": "4 Seiten auf Norwegisch, 1 Seite teils auf Polnisch, 1 Seite in einer nicht erkannten Sprache: Nur",
}


@pytest.mark.parametrize("lang", PARTLY)
def test_a_language_is_told_once_and_whether_it_is_a_part_of_a_page(lang: str) -> None:
    """Written Norwegian has three tags; a language that nobody recognised has no name."""
    languages = {"nb": 2, "nn": 1, "no": 1, "pl+": 1, "und": 1}
    assert Report((), 6, lang=lang, languages=languages).not_read.startswith(PARTLY[lang])


def test_a_language_that_some_rules_cannot_read_is_told_apart() -> None:
    languages = {"pl": 1, "nl~": 2, "nl~+": 1}
    told = "1 page in Polish: only names, titles, structured data and links were checked. 2 pages in Dutch, 1 page partly in"
    assert (
        Report((), 4, languages=languages).not_read == f"{told} Dutch: only some of the rules can read that language."
    )


def test_a_page_in_a_language_with_a_small_pack_is_told() -> None:
    page = "---\nlang: nl\n---\n\nWij danken OpenTechSchool voor de steun op deze avond.\n"
    assert lint_source(Source(page, "page.md"), load_ruleset(), Settings()).language == "nl~"
    assert (
        lint_source(Source(page.replace("OpenTechSchool", "Acme"), "page.md"), load_ruleset(), Settings()).language
        == ""
    )


@pytest.mark.parametrize(("head", "language"), [("", "pt"), (f"{ENGLISH}\n\n" * 3, "pt+")])
def test_a_page_with_a_block_in_another_language_is_not_said_to_be_in_it(head: str, language: str) -> None:
    linted = lint_source(Source(head + PAGE, "page.md"), load_ruleset(), Settings())
    assert linted.language == language


def test_nothing_is_said_where_everything_was_read() -> None:
    for form in ("text", "concise", "markdown", "plain", "html", "mail"):
        stream = io.StringIO()
        load_format(form).write(Report((), 1), stream)
        assert "links were checked" not in stream.getvalue()


def test_a_language_that_nobody_knows_is_named_by_its_tag() -> None:
    for lang in languages():
        assert [catalogue(lang).language_name(tag) for tag in ("xx", "qq")] == ["“xx”", "“qq”"]
        assert catalogue(lang).language_name("pt") not in {"pt", "“pt”"}


def test_every_catalogue_names_the_same_languages() -> None:
    named = {lang: set(catalogue(lang)._data["languages"]) for lang in languages()}
    assert len(set(map(frozenset, named.values()))) == 1


def test_a_page_that_was_read_in_part_is_kept() -> None:
    result = PageResult(language="pt")
    assert not result.clean
    assert not is_plain(encode(result))
    assert decode(encode(result), "a.md").language == "pt"
