"""Wrong options, settings, paths and rules: each is one line that says what, where, and what to do; exit status 2."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from page_files import write

from ots_lint.cli.main import run
from ots_lint.ruleset.load import data_folder

#: arguments → what the line says: where, what, what to do
OPTIONS: dict[str, tuple[str, ...]] = {
    "--fux .": ("--fux", "no such option", "did you mean --fix?"),
    "check --relationshp partner .": ("--relationshp", "no such option", "did you mean --relationship?"),
    "--zzz .": ("--zzz", "no such option", "ots-lint check --help lists them"),
    "-Z .": ("-Z", "no such option", "--help"),
    ". --select": ("--select", "a value is missing", "--help"),
    "--select OTS1,O! .": ("--select", "'O!'", "codes look like OTS101"),
    "--select OTS999 .": ("--select", "OTS999", "did you mean"),
    "--ignore NIX .": ("--ignore", "NIX", "ots-lint rules"),
    "--relationship partnr .": ("--relationship", "'partnr'", "did you mean partner?"),
    "--relationship friends .": ("--relationship", "'friends'", "official, partner, supported, unofficial, none"),
    "--format jsn .": ("--format", "'jsn'", "did you mean json?"),
    "--format xyzzy .": ("--format", "'xyzzy'", "there are checkstyle, concise"),
    "--output-file sarif .": ("--output-file", "'sarif'", "such as sarif=report.sarif"),
    "--output-file nix=a.txt .": ("--output-file", "'nix'", "there are checkstyle, concise"),
    "--jobs 0 .": ("--jobs", "'0'", "a number from 1 to 256"),
    "--jobs many .": ("--jobs", "'many'", "auto"),
    "--fail-level wrong .": ("--fail-level", "'wrong'", "error, warning, info, never"),
    "--color maybe .": ("--color", "'maybe'", "auto, always, never"),
    "--quiet=1 .": ("--quiet", "takes no value", "--help"),
    "--only-changes .": ("--only-changes", "needs --changes", "git diff"),
    "--only-changes --changes x.diff --fix .": ("--only-changes", "changes nothing", "leave one out"),
    "--config a.toml --isolated .": ("--config", "--isolated", "choose one of them"),
    "rules --config a.toml --isolated": ("--config", "--isolated", "choose one of them"),
    "--quiet": ("which files or folders", "ots-lint .", "checks all pages"),
    "- a.md": ("-", "standard input", "stands alone"),
    "baseline": ("which files or folders", "ots-lint baseline ."),
    "rules OTS999": ("OTS999", "there is no rule", "did you mean"),
    "explain name-speling": ("name-speling", "there is no rule", "did you mean name-spelling?"),
    "rules xyzzy": ("'xyzzy'", "there is no rule", "ots-lint rules lists them"),
    "rules OTS101 OTS102": ("ots-lint rules", "'OTS102'", "ots-lint rules --help"),
    "cache cleer": ("ots-lint cache", "'cleer'", "did you mean clear?"),
    "rules --docs x --json": ("--docs", "shows none", "leave it out"),
    "rules --docs x OTS101": ("--docs", "shows none", "leave it out"),
    "rules --lang xx": ("--lang", "'xx'", "choose de, en, es, fr, it, nl or sv"),
    "why": ("PAGE", "missing", "ots-lint why --help"),
    "why a.md 0": ("ROW", "'0'", "the first line is 1"),
    "why a.md 99": ("a.md", "no line 99", "the page has 2"),
    "why a.md 1 2": ("ots-lint why", "'2'", "ots-lint why --help"),
    "why a.md --html": ("--html", "a value is missing", "ots-lint why --help"),
    "why a.md --format jsn": ("--format", "'jsn'", "did you mean json?"),
    "why a.md --lang fr": ("--lang", "'fr'", "choose de or en"),
    "why a.md --relationship partnr": ("--relationship", "'partnr'", "did you mean partner?"),
    "test --foo": ("--foo", "no such option", "ots-lint test --help lists them"),
    "server --foo": ("--foo", "no such option", "ots-lint server --help lists them"),
    "server a.md": ("ots-lint server", "'a.md'", "ots-lint server --help"),
    "server --lang xx": ("--lang", "'xx'", "choose de or en"),
    "--watch": ("which files or folders", "ots-lint --watch .", "all pages"),
    "--watch --fix .": ("--watch", "--fix", "leave"),
    "--watch --format json .": ("--watch", "--format", "text or concise"),
    "--watch -": ("-", "standard input", "choose one of them"),
    "init --pages": ("--pages", "a value is missing", "ots-lint init --help"),
    "init site": ("ots-lint init", "'site'", "ots-lint init --help"),
    "wy a.md": ("wy", "no such file, folder or command", "did you mean ots-lint why?"),
    "chek": ("chek", "no such file, folder or command", "did you mean ots-lint check?"),
    "explian OTS101": ("explian", "command", "did you mean ots-lint explain?"),
    "help": ("help", "command", "did you mean ots-lint --help?"),
    "version": ("version", "command", "did you mean ots-lint --version?"),
    "init --we-are nobody": ("--we-are", "'nobody'", "chapter, partner, supported, friends, mixed"),
    "init --lang xx": ("--lang", "'xx'", "choose de or en"),
    "init --website x.example": ("--website", "--brand", "name the brand"),
    "init --brand 42 --yes": ("--brand", "'42'", "write it as it is to be read"),
    "init --yes --pages nowhere": ("nowhere", "no such file or folder", "name where the event pages are"),
    "init --yes --pages ..": ("..", "outside of this folder", "where the site begins"),
}
PATHS: dict[str, tuple[str, ...]] = {
    "absent.md": ("absent.md", "no such file or folder", "a dot stands for everything here"),
    "evnts/": ("evnts", "no such file or folder", "did you mean events?"),
    "events/hakc-night.md": ("hakc-night", "no such file or folder", "did you mean events/hack-night.md?"),
    "*.nix": ("*.nix", "no such file or folder", "a dot stands for everything here"),
    "--config absent.toml .": ("absent.toml", "no configuration file", "ots-lint init"),
    "--config a.tmol .": ("a.tmol", "no configuration file", "did you mean a.toml?"),
    "--files-from absent.txt": ("absent.txt", "cannot be read", "one a line"),
    "--changes absent.diff .": ("absent.diff", "cannot be read", "git diff writes one"),
    "--baseline absent.json .": ("absent.json", "ots-lint baseline"),
    "--rules absent .": ("absent", "no such folder of rules", "name a folder"),
    "why absent.md": ("absent.md", "no such file or folder", "a dot stands for everything here"),
    "why events": ("events", "this is a folder", "name a page in it"),
    "why events/hack-night.md:1:1": ("hack-night.md:1:1", "behind a blank", "ots-lint why events/hack-night.md 1"),
    "why a.md --html no/such/r.html": ("no/such/r.html", "cannot be written", "make the folder first"),
    "why a.md --html a.md": ("a.md", "take the place of the page", "name another file"),
    "test absent": ("absent", "no such folder of rules", "name a folder"),
    "test a.md": ("a.md", "no folder", "name the folder that it is in"),
    "test events": ("events", "no rules in it", "docs/writing-rules.md"),
    "--rules a.md .": ("a.md", "no folder", "name the folder that it is in"),
    "rules --docs a.md": ("a.md", "no folder", "name a new one"),
    "baseline --file events .": ("events", "this is a folder", "name a file in it"),
    "cache clear --cache-dir a.md": ("a.md", "no folder", "name the folder"),
    "rules --rules absent": ("absent", "no such folder of rules", "name a folder"),
    "--output no/such/r.txt .": ("no/such/r.txt", "cannot be written", "make the folder first"),
}
#: text of ots-lint.toml → what the line says, after the name of the file
SETTINGS: dict[str, tuple[str, ...]] = {
    "ignroe = []": (":1:", "'ignroe'", "did you mean ignore?"),
    "\n\nIgnore = []": (":3:", "'Ignore'", "did you mean ignore?"),
    "xyzzy = 1": (":1:", "'xyzzy'", "there are select, ignore"),
    "select = 1": (":1:", "select", "list of rule codes"),
    "select = [1]": (":1:", "select", "each in quotes"),
    'select = ["OTS!"]': (":1:", "'OTS!'", "codes look like OTS101"),
    'select = ["OTS999"]': (":1:", "OTS999", "did you mean"),
    'fail-level = "warn"': (":1:", "'warn'", "did you mean warning?"),
    "fail-level = true": (":1:", "fail-level", "error, warning, info or never"),
    '[severity]\nOTS101 = "fatal"': (":2:", "severity.OTS101", "error, warning or info"),
    '[severity]\nnope = "error"': (":2:", "'NOPE'", "ots-lint rules lists them"),
    'severity = "error"': (":1:", "severity", 'a rule code = "error"'),
    '[events]\npaths = ["a"]': (":1:", "events", "write [[events]] in double brackets"),
    '[[events]]\nrelationship = "partner"': (":1:", "lacks paths", "say which pages"),
    '[[events]]\npaths = ["a"]\nrelationship = "partnr"': (":3:", "'partnr'", "did you mean partner?"),
    '[[events]]\npath = ["a"]': (":2:", "'path'", "did you mean paths?"),
    "per-file-ignores = []": (":1:", "per-file-ignores", "a pattern of paths = a list of rule codes"),
    'rules = ["../elsewhere"]': (":1:", "'../elsewhere'", "stays in the project"),
    'rules = ["absent"]': (":1:", "absent", "no folder"),
    'model = "os"': (":1:", "'os'", "de_core_news_sm"),
    'format = "jsn"': (":1:", "'jsn'", "did you mean json?"),
    'baseline = "absent.json"': ("absent.json", "ots-lint baseline"),
    "a = [": (":1", "not valid TOML"),
    "a = 1\na = 2": (":2:", "not valid TOML"),
}
#: a change to the pack → what the line says
RULES: list[tuple[str, str, str, tuple[str, ...]]] = [
    ("brand.yaml", "name: OpenTechSchool", "nam: OpenTechSchool", ("brand.yaml:", "nam", "did you mean 'name'?")),
    ("brand.yaml", "key: ots", "#", ("brand.yaml:", "'key' is missing")),
    ("brand.yaml", "abbreviation: OTS", "abbreviation: no", ("brand.yaml:", "expected a text", "quote it")),
    ("guideline.yaml", "title: Promoting", "titel: Promoting", ("guideline.yaml:", "titel", "did you mean 'title'?")),
    (
        "name/OTS101.yaml",
        "code: OTS101",
        "code: OTS101\nseverity: eror",
        ("OTS101.yaml:", "'eror'", "did you mean 'error'?"),
    ),
    ("name/OTS101.yaml", "code: OTS101", "code: OTS101\nwhen: [frends]", ("OTS101.yaml:", "'frends'", "official")),
    ("name/OTS101.yaml", "code: OTS101", "code: OTS101\ncheck: {kind: nam}", ("OTS101.yaml:", "'nam'", "known are")),
    (
        "name/OTS101.yaml",
        "code: OTS101",
        "code: OTS101\ncheck: {kind: name, form: [shape]}",
        ("OTS101.yaml:", "form", "did you mean 'forms'?"),
    ),
    ("name/OTS101.yaml", "code: OTS101", "code: one", ("OTS101.yaml:", "'one'", "such as OTS101")),
    ("name/OTS101.yaml", "code: OTS101", "code: OTS109", ("OTS101.yaml:", "'OTS109'", "inherited", "did you mean")),
    ("name/OTS101.yaml", "code: OTS101", "code: OTS102", ("OTS102", "defined twice", "also in")),
    ("name/OTS101.yaml", "code: OTS101", "code: OTS101\nguideline: nix", ("OTS101.yaml:", "'nix'", "known are")),
    ("name/OTS101.yaml", "code: OTS101", "code: OTS101\nsummary: [", ("OTS101.yaml:", "not valid YAML")),
    ("name/OTS101.yaml", "{{ seen }}", "{{ sen() }}", ("OTS101.yaml:", "message")),
]


def one_line(capsys: pytest.CaptureFixture[str], arguments: list[str], said: tuple[str, ...]) -> None:
    """The call fails with one line that says all this."""
    capsys.readouterr()
    status = run(arguments)
    seen = capsys.readouterr()
    assert status == 2, seen
    assert seen.err.count("\n") == 1, seen.err
    assert seen.err.startswith("ots-lint: ")
    assert not seen.err.rstrip().endswith((":", "()"))
    assert len(seen.err) < 500
    assert "Traceback" not in seen.err
    for part in said:
        assert part in seen.err, seen.err


@pytest.mark.parametrize(("line", "said"), [*OPTIONS.items(), *PATHS.items()], ids=[*OPTIONS, *PATHS])
def test_options_and_paths(site: Path, capsys: pytest.CaptureFixture[str], line: str, said: tuple[str, ...]) -> None:
    write(site, {"a.md": "Tea.\n", "a.toml": "", "x.diff": "", "events/hack-night.md": "Tea.\n"})
    one_line(capsys, line.split(), said)


@pytest.mark.parametrize(("text", "said"), SETTINGS.items(), ids=list(SETTINGS))
def test_settings(site: Path, capsys: pytest.CaptureFixture[str], text: str, said: tuple[str, ...]) -> None:
    write(site, {"a.md": "Tea.\n", "ots-lint.toml": text})
    one_line(capsys, ["."], said)


@pytest.mark.parametrize(("name", "old", "new", "said"), RULES, ids=[new for _, _, new, _ in RULES])
def test_rules(
    site: Path, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, said: tuple[str, ...]
) -> None:
    shutil.copytree(data_folder() / "opentechschool", site / "pack")
    path = site / "pack" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    write(site, {"a.md": "Tea.\n"})
    one_line(capsys, ["--rules", "pack", "."], said)


def test_a_watched_path_that_leads_nowhere_ends_it(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--watch", "absent"]) == 2
    assert "absent: there is no such file or folder (a dot" in capsys.readouterr().err


#: Words of other languages than German that no line has, outside of quotes and what the system says.
ENGLISH = re.compile(r"\b(there|this|is|the|did|choose|or|of|and|write|leave|needs|cannot|missing|says?)\b")


@pytest.mark.parametrize("by", ["option", "configuration", "locale"])
def test_all_of_it_in_german(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    """Every line says the same in German, in its place, for whoever asks for it in one of three ways."""
    write(site, {"a.md": "Tea.\n", "a.toml": "", "x.diff": "", "events/hack-night.md": "Tea.\n"})
    if by == "locale":
        monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    texts = SETTINGS if by == "locale" else {}
    lines = [*OPTIONS, *PATHS] if by != "configuration" else [*OPTIONS][:6]
    if by == "configuration":
        write(site, {"ots-lint.toml": 'lang = "de"\n'})
    option = ["--lang", "de"] if by == "option" else []
    calls = [[*line.split()] for line in lines if "--lang" not in line]
    if option:  # where a command has it
        calls = [[*call, *option] for call in calls if call[0] not in ("init", "test", "baseline", "cache", "config")]
    for call in calls:
        german(capsys, call)
    for text in texts:
        write(site, {"ots-lint.toml": text})
        german(capsys, ["."])


def german(capsys: pytest.CaptureFixture[str], call: list[str]) -> None:
    """The call fails with one German line."""
    capsys.readouterr()
    assert run(call) == 2, call
    said = capsys.readouterr().err.replace(str(Path.cwd()), "")
    assert said.count("\n") == 1, said
    said = re.sub(r"'[^']*'|No such file or directory|not valid|Invalid value|Cannot overwrite a value", "", said)
    assert not ENGLISH.search(said), said


def test_there_are_sixty_of_them() -> None:
    assert len(OPTIONS) + len(PATHS) + len(SETTINGS) + len(RULES) >= 60
