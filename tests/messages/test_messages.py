"""Catalogues: complete, alike, and chosen as people expect. A new language is one more file, and runs through all of this."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from yaml_data import data_of

from ots_lint.errors import RuleError
from ots_lint.language.contract import read_contract
from ots_lint.lint.page import lint_source
from ots_lint.meaning.sentence.verdict import AGAINST, ROLES
from ots_lint.messages import ENGLISH, Catalogue, catalogue, language_of, languages
from ots_lint.ruleset.load import data_folder, load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source
from ots_lint.why.model import STATES

SOURCES = Path(__file__).parents[2] / "src" / "ots_lint"
OTHERS = [tag for tag in languages() if tag != ENGLISH]
CONTRACT = read_contract(data_folder() / "languages" / "contract.yaml")
#: What may be contributed (something without a word for it, too), and what may be restricted.
KINDS = {*CONTRACT.names("kinds"), "open", "material", "recording"}
RELATIONSHIPS = ("official", "partner", "supported", "unofficial", "none")
_PLACE = re.compile(r"\{([a-z]+)\}")


def forms(text: Any) -> list[str]:
    return text if isinstance(text, list) else [text]


@pytest.mark.parametrize("tag", OTHERS)
def test_a_catalogue_says_all_that_english_says(tag: str) -> None:
    english, other = catalogue(ENGLISH).texts, catalogue(tag).texts
    assert other.keys() == english.keys()
    for key, text in other.items():
        assert isinstance(text, list) == isinstance(english[key], list), key
        assert {p for form in forms(text) for p in _PLACE.findall(form)} == {
            p for form in forms(english[key]) for p in _PLACE.findall(form)
        }, key
        assert all(forms(text)), key


@pytest.mark.parametrize("tag", languages())
def test_each_number_has_a_form(tag: str) -> None:
    words = catalogue(tag)
    for key, text in words.texts.items():
        if isinstance(text, list):
            places = {place: "" for form in text for place in _PLACE.findall(form)}
            places.pop("n", None)
            assert {words(key, n, **places) for n in range(200)}


def test_one_page_is_no_plural() -> None:
    assert [catalogue("en")("pages", n) for n in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]
    assert [catalogue("de")("pages", n) for n in (0, 1, 2)] == ["0 Seiten", "1 Seite", "2 Seiten"]


def test_a_language_with_other_plurals_needs_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    polish = "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"
    data = {"name": "x", "plural": polish, "texts": {"pages": ["{n} strona", "{n} strony", "{n} stron"]}}
    (tmp_path / "pl.json").write_text(json.dumps(data), "utf-8")
    monkeypatch.setattr("ots_lint.messages._FOLDER", str(tmp_path))
    words = Catalogue("pl")
    assert [words("pages", n) for n in (1, 3, 5, 12, 22)] == [
        "1 strona",
        "3 strony",
        "5 stron",
        "12 stron",
        "22 strony",
    ]


def test_no_text_is_left_that_nobody_says() -> None:
    sources = "".join(path.read_text("utf-8") for path in [*SOURCES.rglob("*.py"), *SOURCES.rglob("*.j2")])
    made = {f"{kind}-{level}" for kind in ("md", "review") for level in ("error", "warning", "info")}
    made |= {"fix-safe", "fix-unsafe"}
    made |= {f"role-{role}" for role in ROLES} | {f"against-{reason}" for reason in AGAINST}
    made |= {f"so-{state}" for state in STATES}
    made |= {f"kind-{kind}" for kind in KINDS}
    made |= {f"rule-{what}-{value}" for what in ("for", "on") for value in (*RELATIONSHIPS, "unknown")}
    made |= {f"rule-{what}-{how}" for what in ("fix", "writes") for how in ("safe", "unsafe", "suggestion", "none")}
    unused = [key for key in catalogue(ENGLISH).texts if key not in made and not re.search(f"[\"']{key}[\"']", sources)]
    assert unused == []


@pytest.mark.parametrize("tag", languages())
def test_all_that_may_be_read_has_a_text(tag: str) -> None:
    texts = catalogue(tag).texts
    wanted = {f"role-{role}" for role in ROLES} | {f"against-{reason}" for reason in AGAINST}
    wanted |= {f"so-{state}" for state in STATES} | {f"kind-{kind}" for kind in KINDS}
    assert wanted - texts.keys() == set()


def test_what_speaks_against_words_is_known_by_its_name() -> None:
    sources = "".join(path.read_text("utf-8") for path in SOURCES.rglob("*.py"))
    used = set(re.findall(r'\b(?:because|told_by|Reason)\(\s*"([a-z-]+)"', sources))
    assert used - CONTRACT.modifiers.keys() == AGAINST


@pytest.mark.parametrize("tag", OTHERS)
def test_what_the_contract_means_is_said_in_the_language(tag: str) -> None:
    words = catalogue(tag)
    families = (*CONTRACT.names("frames"), "promotion")
    assert [family for family in families if words.phrase(family, "family") == family] == []
    assert [name for name in CONTRACT.modifiers if words.phrase(name, "modifier") == name] == []


@pytest.mark.parametrize("tag", OTHERS)
def test_every_shipped_rule_is_translated(tag: str) -> None:
    ruleset = load_ruleset()
    for code, rule in ruleset.rules.items():
        texts = rule.translations.get(tag, {})
        wanted = {"summary", "explanation", "guideline", "guideline_text", "url"}
        wanted |= {"message"} if rule.message.strip() != "{{ reason }}" else set()
        wanted |= {"fix"} if rule.fix else set()
        wanted |= {"messages"} if rule.messages else set()
        assert texts.keys() >= wanted, code
        assert texts.get("messages", {}).keys() == rule.messages.keys(), code


@pytest.mark.parametrize("tag", OTHERS)
def test_why_an_example_is_right_is_said_where_readers_of_the_language_see_it(tag: str) -> None:
    for code, rule in load_ruleset().rules.items():
        seen = [example for example in rule.examples if example.why and example.language in (tag, "")]
        assert [example.why for example in seen if not rule.reason(example, tag)] == [], code
        known = rule.translations[tag].get("reasons", {}).keys() - {example.why for example in rule.examples}
        inherited = {item.get("why") for item in _base()[code[-3:]]["examples"]}
        assert known <= inherited, f"{code}: no example has these reasons"


@cache
def _base() -> dict[str, Any]:
    paths = data_folder().joinpath("base").glob("*/*.yaml")
    return {path.stem: data_of(path) for path in paths}


def _bad() -> list[Any]:
    return [
        pytest.param(code, example, id=f"{code}-{i}")
        for code, rule in load_ruleset().rules.items()
        for i, example in enumerate(rule.examples)
        if example.bad
    ]


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize(("code", "example"), _bad())
def test_what_is_found_is_said_in_the_language(tag: str, code: str, example: Any) -> None:
    text = re.sub("[⟦⟧]", "", example.text)
    name = "page.html" if example.format == "html" else "page.md"
    settings = Settings(lang=tag, event_relationship=example.relationship, event_contributions=example.contributions)
    ruleset = load_ruleset()
    english = lint_source(Source(text, name), ruleset, settings._replace(lang="")).findings
    found = lint_source(Source(text, name), ruleset, settings).findings
    assert [f._replace(local=type(f.local)()) for f in found] == english  # machines read the same
    assert all(type(f.message) is str for f in found)
    for finding in found:
        assert finding.said != finding.message
        assert finding.fix is None or finding.advice != finding.fix.message
        ours = re.sub("„[^“]*“|`[^`]*`", "", f"{finding.said} {finding.advice}")
        assert not re.search(r"\b(the page|declared|is|this|nothing|inferred)\b", ours), ours


def test_what_a_page_says_is_never_translated() -> None:
    text = "---\ntitle: x\nots: {relationship: unofficial}\n---\n\nPowered by front matter. Opentechschool.\n"
    found = lint_source(Source(text, "a.md"), load_ruleset(), Settings(lang="de", select=("OTS101",))).findings
    assert found[0].said.startswith("„Opentechschool“ schreibt sich OpenTechSchool")
    assert catalogue("de").phrase("inferred from “front matter”", "source") == "erschlossen aus „front matter“"


@pytest.mark.parametrize(
    ("english", "german"),
    [
        (
            "the page is declared partner (front matter)",
            "die Seite ist als „gemeinsam veranstaltet“ eingetragen (Kopf der Seite)",
        ),
        ("The file is larger than 8 MiB", "Die Datei ist größer als 8 MiB"),
        (
            "There is no rule OTS999 or OTS998 (did you mean OTS901?); this suppresses nothing.",
            "Es gibt keine Regel OTS999 oder OTS998 (meinst du OTS901?); das unterdrückt nichts.",
        ),
        ("Acme", "Acme"),
        ("this or that", "this or that"),
    ],
)
def test_phrases_of_the_engine(english: str, german: str) -> None:
    assert catalogue("de").phrase(english) == german


def test_words_that_a_page_has_to_use_are_not_translated() -> None:
    words = catalogue("de")
    assert words.phrase("partner", "value") == "gemeinsam veranstaltet"
    assert words.phrase("partner", "wanted") == words.phrase("partner") == "partner"


@pytest.mark.parametrize("tag", OTHERS)
def test_phrases_keep_their_places(tag: str) -> None:
    data = json.loads((SOURCES / "messages" / f"{tag}.json").read_text("utf-8"))
    for phrase, said in data["phrases"].items():
        assert sorted(_PLACE.findall(phrase.rpartition("|")[2])) == sorted(_PLACE.findall(said)), phrase


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_AT@euro"}, "de"),
        ({"LC_ALL": "C", "LANG": "de_DE"}, "en"),
        ({"LC_MESSAGES": "de", "LANG": "sv_SE"}, "de"),
        ({"LANG": "tlh"}, "en"),
        ({"LANG": "../de"}, "en"),
    ],
)
def test_the_language_of_a_locale(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def pack_with(tmp_path: Path, translations: str) -> Path:
    rule = load_ruleset()  # a rule beside the shipped ones is enough
    assert rule.rules
    (tmp_path / "own.yaml").write_text(
        "code: OTS999\nname: own\nsummary: A rule.\nexplanation: It is a rule.\nguideline: tool\nseverity: info\n"
        "when: any\ncheck: {kind: logo}\nmessage: 'See “{{ seen }}”.'\nmessages: {list: 'In {{ seen }}'}\n"
        f"{translations}"
        "examples:\n  - bad: '⟦![OpenTechSchool logo](a.png)⟧'\n    relationship: unofficial\n  - {good: tea, why: tea}\n",
        "utf-8",
    )
    return tmp_path


@pytest.mark.parametrize(
    ("translations", "message"),
    [
        ("translations: {de: {message: 'Sieh „{{ sehen }}“.'}}\n", "does not know 'sehen'"),
        ("translations: {de: {message: 'Sieh {% if seen %}{{ seen }.'}}\n", "the template is broken"),
        ("translations: {de: {messages: {lsit: 'In {{ seen }}'}}}\n", "no English message of this name"),
        ("translations: {de: {fix: Weg damit}}\n", "has no fix in English"),
        ("translations: {german: {summary: Regel}}\n", "is no language"),
        ("translations: {de: {mesage: Hallo}}\n", "did you mean 'message'?"),
    ],
)
def test_a_mistake_in_a_translation_names_its_place(tmp_path: Path, translations: str, message: str) -> None:
    with pytest.raises(RuleError, match=re.escape(message)) as error:
        load_ruleset([pack_with(tmp_path, translations)])
    assert "own.yaml:11" in str(error.value)


def test_a_translation_may_leave_words_out_and_needs_not_be_complete(tmp_path: Path) -> None:
    pack = pack_with(tmp_path, "translations: {de: {messages: {list: Oben}}}\n")
    rule = load_ruleset([pack]).rules["OTS999"]
    assert rule.translations["de"]["messages"] == {"list": "Oben"}
    assert rule.local("summary", "de") == "A rule."
