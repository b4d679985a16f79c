"""Errors: every one that the sources can raise for a user is said in every language."""

from __future__ import annotations

import ast
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from ots_lint.cli import faults
from ots_lint.cli.main import run
from ots_lint.errors import ConfigError, RuleError
from ots_lint.messages import ENGLISH, catalogue, languages

SOURCES = Path(__file__).parents[2] / "src" / "ots_lint"
OTHERS = [tag for tag in languages() if tag != ENGLISH]
RAISED = {
    "UsageError",
    "ConfigError",
    "Misuse",
    "Told",
    "FetchError",
    "PageError",
    "RuleError",
    "ValueError",
    "error",
    "fail",
}
#: Where errors are for programmers: of the Python API, and in the logs of servers (as are those that begin with %s).
APART = {"api.py", "session.py", "protocol.py", "handler.py", "answer.py"}
#: Texts that are put together of others which are looked at by themselves, or hold nothing to translate.
MADE = {
    "\0\0",
    "\0: \0",
    "python -m spacy download \0",
    "the bytes are not \0: byte \0 in line \0; save the page as UTF-8",
}


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can give, as far as they stand there; NUL for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from [*_texts(node.body), *_texts(node.orelse)]


def _said() -> Iterator[tuple[str, str, str]]:
    """Place in the sources, text, and what it is: a fault or a hint."""
    for path in sorted(SOURCES.rglob("*.py")):
        if path.name in APART:
            continue
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name not in RAISED:
                continue
            hints = [word.value for word in call.keywords if word.arg == "hint"]
            hints += call.args[1:2] if name == "error" else []
            for place, found in (("fault", call.args[:1]), ("hint", hints)):
                for text in (text for node in found for text in _texts(node)):
                    if text and text not in MADE and text[:2] != "%s":
                        yield f"{path.name}:{call.lineno}", text, place


@pytest.mark.parametrize("tag", OTHERS)
def test_every_error_is_said_in_the_language(tag: str) -> None:
    words = catalogue(tag)
    missing = []
    for where, text, place in _said():
        shown = text.replace("\0", "'x'")
        if not any(words.phrase(shown, other) != shown for other in (place, "reason")):
            missing.append((where, text))
    assert missing == []


def test_the_sources_are_read_for_that() -> None:
    assert len({text for _, text, _ in _said()}) > 200


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("nme: x\n", "nme: unbekannter Schlüssel (meinst du 'name'?)"),
        ("when: []\nseverity: loud\n", "severity: 'loud' ist keins von error, warning, info"),
        ("message: 'a {{ b }}'\n", "message: von {{ b }} weiß hier niemand etwas"),
        ("message: '{% for a in b %}{% endfor %}'\n", "message: Schleifen sind in Vorlagen nicht erlaubt"),
        ("check: {kind: lgo}\n", "check: die Art 'lgo' ist unbekannt (bekannt sind "),
        ("fix: 1\n", "fix: hier sollen Schlüssel mit Werten stehen, nicht die Zahl 1"),
        ("name: a\nname: b\n", "der Schlüssel 'name' steht hier zweimal"),
        ("a: [\n", "das ist kein gültiges YAML: "),
        ("", "die Datei ist leer"),
    ],
)
def test_authors_of_rules_are_told_in_german(
    rule: str, told: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = {
        "code": "OTS999",
        "name": "own",
        "summary": "S.",
        "explanation": "E.",
        "guideline": "tool",
        "severity": "info",
    }
    whole |= {"when": "any", "check": "{kind: logo}", "message": "m"}
    given = {line.split(":")[0] for line in rule.splitlines()}
    lines = [f"{key}: {value}\n" for key, value in whole.items() if key not in given] if rule else []
    examples = (
        "examples:\n  - {bad: '![OpenTechSchool logo](a.png)', relationship: unofficial}\n  - {good: tea, why: tea}\n"
    )
    (site / "own").mkdir()
    (site / "own" / "rule.yaml").write_text(rule + "".join(lines) + (examples if rule else ""), "utf-8")
    assert run(["test", "own", "--lang", "de"]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.startswith("ots-lint: own/rule.yaml")


def test_an_error_of_several_lines_keeps_their_shape() -> None:
    error = RuleError(
        "the language pack 'xx' is not complete: it lacks what every pack needs, or needs with what it has\n  events: x",
        "a",
        1,
    )
    said = faults.told(error, catalogue("de"))
    assert said.startswith("a:1: das Sprachpaket 'xx' ist nicht vollständig: ")
    assert said.endswith("\n  events: x")


def test_what_a_pack_does_not_know_is_named(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "own" / "languages").mkdir(parents=True)
    (site / "own" / "languages" / "de.yaml").write_text("words: {hsot: a}\n", "utf-8")
    assert run(["rules", "--rules", "own", "--lang", "de"]) == 2
    err = capsys.readouterr().err
    assert "words.hsot: der Vertrag kennt die Wortklasse 'hsot' nicht; meinst du " in err
    assert "das Sprachpaket 'de' ist nicht vollständig: " in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--port", "x"], "--port: 'x' ist kein Port: nimm eine Zahl bis 65535"),
        (
            ["--port", "{taken}"],
            "Port {taken} ist belegt, von einem anderen Programm oder einem anderen ots-lint serve",
        ),
        (["--port", "0", "--rules", "nix"], "nix: diesen Ordner mit Regeln gibt es nicht"),
        (["--port", "0", "--select", "OTS99"], "--select OTS99: diesen Code hat keine Regel"),
        (["a.md"], "ots-lint serve: 'a.md' ist ein Argument zu viel"),
    ],
)
def test_what_keeps_the_page_in_the_browser_from_starting_is_told_in_german(
    arguments: list[str], told: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        assert run(["serve", "--lang", "de", *(one.format(taken=taken) for one in arguments)]) == 2
    assert told.format(taken=taken) in capsys.readouterr().err


def test_an_editor_shows_what_is_wrong_in_the_settings_in_its_language(site: Path) -> None:
    from ots_lint.server.diagnostics import of_error

    (site / "ots-lint.toml").write_text("ignored = 1\n")
    error = ConfigError("unknown setting 'ignored'", "ots-lint.toml", 1, "did you mean ignore?")
    shown = of_error(error, catalogue("de"))
    assert shown is not None
    assert shown[1].message == "unbekannte Einstellung 'ignored' (meinst du ignore?)"


def test_a_bug_is_told_in_german(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ots_lint.cli.main.paths_of", lambda _: 1 / 0)
    assert run(["config", "--lang", "de"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("ots-lint: der Lauf wurde abgebrochen: ZeroDivisionError: division by zero in ")
    assert err.endswith("(bitte melde das als Fehler)\n")
