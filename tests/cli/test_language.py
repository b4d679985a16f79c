"""The language of messages, the links and the letter, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ots_lint.cli.main import run
from ots_lint.cli.terminal import shows_links
from ots_lint.report.text import link

PAGE = "Meet Opentechschool there.\n"


class _Terminal:
    def isatty(self) -> bool:
        return True


@pytest.fixture
def out(site: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Call the command line on one page; what it prints."""
    (site / "a.md").write_text(PAGE, "utf-8")

    def call(*arguments: str) -> str:
        capsys.readouterr()
        assert run([*arguments, "a.md"]) in (0, 1)
        return capsys.readouterr().out

    return call


def test_english_without_more_ado(out: Callable[..., str]) -> None:
    assert "Found 1 error in 1 page. 1 can be fixed with --fix." in out()


def test_the_option_wins_over_configuration_and_locale(
    out: Callable[..., str], site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    german = "Gefunden: 1 Fehler auf 1 Seite. 1 davon behebt --fix."
    assert german in out("--lang", "de")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert german in out()
    assert "Found 1 error" in out("--lang=en")
    (site / "ots-lint.toml").write_text('lang = "en"\n')
    assert "Found 1 error" in out()
    (site / "ots-lint.toml").write_text('lang = "de"\n')
    monkeypatch.setenv("LC_ALL", "C")
    assert german in out()
    assert "„Opentechschool“ schreibt sich OpenTechSchool" in out()


def test_stored_results_know_their_language(out: Callable[..., str]) -> None:
    for _ in range(2):
        assert "schreibt sich" in out("--lang=de")
        assert "is written" in out()


@pytest.mark.parametrize("format_", ["json", "jsonl", "sarif", "checkstyle", "junit", "gitlab", "rdjsonl"])
def test_machines_get_english(out: Callable[..., str], format_: str) -> None:
    english, german = out("-f", format_), out("-f", format_, "--lang=de")
    strip = json.dumps if format_ != "junit" else lambda text: text.partition("time=")[0]
    assert strip(english) == strip(german)
    assert "is written OpenTechSchool" in german


@pytest.mark.parametrize("format_", ["text", "concise", "html", "markdown", "mail", "plain", "github", "github-review"])
def test_people_get_their_language(out: Callable[..., str], format_: str) -> None:
    text = out("-f", format_, "--lang=de")
    assert "schreibt sich" in text
    assert "is written" not in text


@pytest.mark.parametrize(
    ("arguments", "config", "told"),
    [
        (["--lang=fr"], "", "--lang: there are no messages in 'fr' (choose de or en)"),
        ([], 'lang = "xx"\n', "ots-lint.toml:1: lang is to be de or en, not 'xx'"),
        ([], "[report]\nsendr = 'Ada'\n", "did you mean sender?"),
        ([], "[report]\nsender = 1\n", "ots-lint.toml:2: report.sender is to be a text in quotes"),
        ([], "report = 'Ada'\n", "report is to be a table of sender, site, date and greeting"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(
    site: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], config: str, told: str
) -> None:
    (site / "a.md").write_text(PAGE)
    (site / "ots-lint.toml").write_text(config)
    assert run([*arguments, "a.md"]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1


def test_the_letter_comes_from_options_and_configuration(out: Callable[..., str], site: Path) -> None:
    (site / "ots-lint.toml").write_text('[report]\nsender = "Ada"\nsite = "a.example"\ngreeting = "Hi all,"\n')
    text = out("-f", "mail", "--site", "b.example")
    assert text.startswith("Subject: Names and credits on b.example: 1 suggestion\n\nHi all,\n")
    assert text.endswith("Best regards\nAda\n")
    assert "Date: 31 May 2026" in out("-f", "plain", "--date", "2026-05-31")
    assert "Date: 20" not in out("-f", "plain", "--date", "today")  # it is told in words


def test_findings_stand_below_the_name_of_their_page(out: Callable[..., str], site: Path) -> None:
    (site / "b.md").write_text(PAGE * 3)
    lines = out("b.md").split("\n")
    assert [line for line in lines if line and not line.startswith(" ")][:-1] == ["b.md", "a.md"][::-1]
    assert sum(line.startswith("  ") and " error " in line for line in lines) == 4


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"VTE_VERSION": "7200"}, True),
        ({"VTE_VERSION": "4900"}, False),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"WT_SESSION": "x"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty", "TMUX": "x"}, False),
        ({"FORCE_HYPERLINK": "1"}, True),
        ({"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, False),
    ],
)
def test_links_where_the_terminal_can(
    environment: dict[str, str], shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TERM", "TERM_PROGRAM", "VTE_VERSION", "TMUX", "STY", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    terminal: Any = _Terminal()
    assert shows_links(True, terminal) is shown
    assert shows_links(False, terminal) is (environment.get("FORCE_HYPERLINK") == "1")


def test_rule_and_guideline_are_links(out: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    text = out()
    assert "\x1b]8;;https://github.com/OpenTechSchool/ots-lint/blob/main/docs/rules/OTS101.md\x1b\\OTS101" in text
    assert "\x1b]8;;https://www.opentechschool.org/handbooks/partnerships.html\x1b\\guideline:" in text
    assert text.count("\x1b]8;;\x1b\\") == 2
    monkeypatch.setenv("FORCE_HYPERLINK", "0")
    assert "\x1b]8" not in out()


def test_no_address_of_a_stranger_becomes_a_link() -> None:
    assert link("  OTS101", "javascript:alert(1)") == "  OTS101"
    assert link("x", "https://a.example/\x1b\\\x07") == "\x1b]8;;https://a.example/%1B%5C%07\x1b\\x\x1b]8;;\x1b\\"
