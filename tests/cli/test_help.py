"""What --help says: all of it, in every language, wherever the language is asked for, and in lines that a terminal shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from ots_lint.cli.groups import EXAMPLES
from ots_lint.cli.main import main, run
from ots_lint.cli.worded import Option, Worded
from ots_lint.messages import ENGLISH, catalogue, languages
from ots_lint.text.visible import width


def _all(command: click.Command = main, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    for name, inner in command.commands.items() if isinstance(command, click.Group) else ():
        yield from _all(inner, (*path, name))


COMMANDS = dict(_all())
IDS = [" ".join(path) or "ots-lint" for path in COMMANDS]


@pytest.fixture
def out(capsys: pytest.CaptureFixture[str], site: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Call the command line; what it prints."""
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str) -> str:
        capsys.readouterr()
        assert run(arguments) == 0
        return capsys.readouterr().out

    return call


def keys_of(parameter: Option, said: Any) -> str:
    """The key that explains an option."""
    return next(key for key in parameter.keys if key in said)


@pytest.mark.parametrize("tag", languages())
def test_every_command_and_option_is_explained_and_nothing_else_is(tag: str) -> None:
    said = catalogue(tag).helps
    used = {"usage", "Examples", "Commands", "Options", "Also", "--help", "--version", "COMMAND --help", *EXAMPLES}
    for command in COMMANDS.values():
        assert isinstance(command, Worded)
        used.add(command.name or "")
        for parameter in command.params:
            pieces = parameter.make_metavar(click.Context(command))
            if isinstance(parameter, Option):
                if not parameter.hidden:
                    used |= {keys_of(parameter, said), parameter.group, "Other"}
                pieces += f" {parameter.metavar or parameter.type.name}"
            else:
                assert not getattr(parameter, "help", None)
                pieces += f" {parameter.metavar}"
            used |= {name for name in re.findall("[A-Z]{2,}", pieces) if name in catalogue(ENGLISH).helps}
    used |= {"OPTIONS", "COMMAND", "ARGS"}
    assert set(said) == used
    assert all(said.values())


@pytest.mark.parametrize("tag", [tag for tag in languages() if tag != ENGLISH])
def test_no_help_is_left_in_english(tag: str) -> None:
    same = {key for key, text in catalogue(tag).helps.items() if text == catalogue(ENGLISH).helps[key]}
    assert {key for key in same if not re.fullmatch("[A-Z]+", key)} == set()


@pytest.mark.parametrize("tag", languages())
@pytest.mark.parametrize("path", COMMANDS, ids=IDS)
def test_help_fits_the_terminal(out: Callable[..., str], tag: str, path: tuple[str, ...]) -> None:
    text = out(*path, "--help", "--lang", tag)
    assert [line for line in text.split("\n") if width(line) > 80] == []
    assert not re.search(r"\w-\n +\w", text)  # no name of an option or a file goes over two lines
    said = catalogue(tag).helps
    assert text.startswith(said["usage"])
    assert said["--help"] in text
    assert "".join(said[COMMANDS[path].name or ""].split()) in "".join(text.split())


@pytest.mark.parametrize("path", COMMANDS, ids=IDS)
def test_the_language_may_be_asked_for_anywhere(
    out: Callable[..., str], path: tuple[str, ...], site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    german = out(*path, "--help", "--lang=de")
    assert german.startswith("Aufruf: ots-lint")
    assert out("--lang", "de", *path, "-h") == german
    assert out(*path, "--lang", "de", "--help") == german
    (site / "ots-lint.toml").write_text('lang = "de"\n')
    assert out(*path, "--help") == german
    (site / "ots-lint.toml").unlink()
    monkeypatch.setenv("LC_ALL", "de_AT.UTF-8")
    assert out(*path, "--help") == german
    assert out(*path, "--lang=en", "--help").startswith("Usage: ots-lint")
    assert out(*path, "--help", "--lang", "xx") == german  # help is given all the same


def test_no_arguments_at_all_show_the_help(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, site: Path
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert run([]) == 2
    assert capsys.readouterr().err.startswith("Aufruf: ots-lint [OPTIONEN] PFAD...\n        ots-lint BEFEHL")


def test_the_version_is_the_same_in_any_language(out: Callable[..., str]) -> None:
    assert out("--lang", "de", "--version") == out("--version") == out("--version", "--lang=de")


def test_places_have_the_same_names_in_errors(capsys: pytest.CaptureFixture[str], site: Path) -> None:
    assert run(["why", "--lang", "de"]) == 2
    assert capsys.readouterr().err == "ots-lint: SEITE: es fehlt (ots-lint why --help erklärt es)\n"


def test_settings_examples_and_pages_of_rules_are_told_in_german(out: Callable[..., str], site: Path) -> None:
    (site / "a.md").write_text("Meet OpenTechSchool.\n")
    text = out("config", "a.md", "--lang", "de")
    assert "  Konfiguration   keine gefunden\n" in text
    assert "  select          alle Regeln\n" in text
    assert "  lang            de (Befehlszeile)\n" in text
    assert out("rules", "--docs", "pages", "--lang", "de").startswith("pages: 24 Regeln, 25 Dateien geändert")
    assert "gelöscht" in out("cache", "clear", "--cache-dir", "c", "--lang", "de")
