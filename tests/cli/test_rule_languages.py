"""Rules explained in the language of the reader: its texts where there are some, and examples in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from page_files import write

from ots_lint.cli.main import run
from ots_lint.cli.rule_docs import explain, reader
from ots_lint.cli.rule_pages import pages
from ots_lint.ruleset.load import load_ruleset

#: What is only said in an example of OTS301 in this language.
SAID = {
    "en": "Presented by OpenTechSchool",
    "de": "Ein Abend in Zusammenarbeit mit OTS",
    "fr": "Une soirée organisée par OpenTechSchool",
    "es": "Un taller organizado por OpenTechSchool",
    "it": "Un laboratorio organizzato da OpenTechSchool",
    "sv": "Kvällen arrangeras av OpenTechSchool",
    "nl": "Een avond in samenwerking met OpenTechSchool",
}


@pytest.fixture
def out(site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> str:
        capsys.readouterr()
        assert run(arguments) == 0
        return capsys.readouterr().out

    return call


@pytest.mark.parametrize("tag", SAID)
@pytest.mark.parametrize("by", ["option", "configuration", "locale"])
def test_examples_are_in_the_language_of_the_reader(
    out: Callable[..., str], site: Path, monkeypatch: pytest.MonkeyPatch, tag: str, by: str
) -> None:
    option = ["--lang", tag] if by == "option" else []
    if by == "configuration":
        write(site, {"ots-lint.toml": f'lang = "{tag}"\n'})
    if by == "locale":
        monkeypatch.setenv("LANG", f"{tag}_XX.UTF-8")
    text = out("explain", "OTS301", *option)
    assert [language for language, words in SAID.items() if words in text] == [tag]
    assert ("Gilt für:" in text) is (tag == "de")
    assert ("Applies to:" in text) is (tag != "de")
    others = ", ".join(sorted(SAID.keys() - {tag}))
    assert f"--lang {others}\n" in text


def test_german_from_the_first_line_to_the_last(out: Callable[..., str]) -> None:
    text = out("rules", "OTS401", "--lang", "de")
    for said in (
        "Die Teilnahme an einer offiziellen",
        "Stufe:     Fehler",
        "Falsch",
        "Richtig",
        "etwas anderes kostet das",
    ):
        assert said in text
    assert "-- Grund -->" in text
    for english in ("Level", "Wrong", "Right", "reason", "page", "costs"):
        assert english not in text
    assert "Fehler   --fix" in out("rules", "--lang", "de")


def test_what_no_language_has_is_there_in_english(out: Callable[..., str]) -> None:
    text = out("explain", "OTS305", "--lang", "sv")
    assert "organizer" in text
    assert "--lang" not in text  # there is no example in another one


def test_the_option_comes_before_configuration_and_locale(
    out: Callable[..., str], site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(site, {"ots-lint.toml": 'lang = "fr"\n'})
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert SAID["fr"] in out("explain", "OTS301")
    assert SAID["it"] in out("explain", "OTS301", "--lang", "it")


def test_messages_are_in_english_where_a_configured_language_has_none(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site, {"ots-lint.toml": 'lang = "fr"\n', "a.md": "Meet Opentechschool.\n"})
    assert run(["."]) == 1
    assert "is written OpenTechSchool" in capsys.readouterr().out
    assert run(["config", "a.md"]) == 0
    assert "fr (examples of rules; messages are in en)" in capsys.readouterr().out
    assert run(["why", "a.md"]) == 0


def test_every_rule_in_every_language_fits_the_terminal() -> None:
    for rule in load_ruleset().rules.values():
        for tag in ("en", "de"):
            lines = explain(rule, 60, reader(tag)).splitlines()
            shown = [
                line for line in lines if not line.startswith(("    ", "To accept", "Um eine")) and "https:" not in line
            ]
            assert [line for line in shown if len(line) > 60] == []


def test_pages_of_both_languages_lead_to_each_other() -> None:
    found = pages(load_ruleset())
    assert "[Deutsch](OTS301.de.md)" in found["OTS301.md"]
    assert "[English](OTS301.md)" in found["OTS301.de.md"]
    assert "[OTS301](OTS301.de.md)" in found["README.de.md"]
    for name, first, second in (
        ("OTS301.md", "### English", "### French"),
        ("OTS301.de.md", "### Deutsch", "### Englisch"),
    ):
        assert 0 < found[name].index(first) < found[name].index(second)
    assert "; jemand anders; ein Hintergrund\n" in found["OTS301.de.md"]


def test_pages_of_one_language(site: Path, out: Callable[..., str]) -> None:
    out("rules", "--docs", "d", "--lang", "de")
    assert {path.name for path in (site / "d").iterdir()} == {
        *(f"{code}.md" for code in load_ruleset().rules),
        "README.md",
    }
    text = (site / "d" / "OTS301.md").read_text("utf-8")
    assert "## Falsch und richtig" in text
    assert "](OTS301" not in text
