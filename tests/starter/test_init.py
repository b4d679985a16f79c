"""`ots-lint init`: what it asks, what it writes, and that all of it works at once."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from page_files import write

from ots_lint import __version__, lint_text
from ots_lint.errors import UsageError
from ots_lint.lint.rule_examples import try_examples
from ots_lint.ruleset.load import load_ruleset
from ots_lint.site.config_file import load
from ots_lint.starter.pack import pack_of, prefix_of, words_of
from ots_lint.starter.plan import hook
from ots_lint.starter.texts import Texts, language, languages

WRONG = "# Night\n\nJoin Open Tech School today.\n"
BRANDS = [
    "Django Girls",
    "Rails Girls Summer of Code",
    "PyLadies",
    "R-Ladies",
    "CoderDojo",
    "freeCodeCamp",
    "Women Who Code",
    "Code for Germany",
    "Jugend hackt",
    "Techlahoma",
    "NASA",
    "École 42",
    "Frauenloop",
    "ReDI School",
    "Öffne Türen",
]


class Run(NamedTuple):
    """What one call did."""

    status: int
    out: str
    err: str


@pytest.fixture
def init(site: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Call `ots-lint init` in the current folder, with answers on standard input."""
    from ots_lint.cli.main import run

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str, answers: str = "") -> Run:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        capsysbinary.readouterr()
        status = run(["init", *arguments])
        captured = capsysbinary.readouterr()
        return Run(status, captured.out.decode(), captured.err.decode())

    return call


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_three_answers_and_everything_is_there(site: Path, init) -> None:
    write(site, {"events/a.md": WRONG})
    run = init(answers="4\n\n\n\n")
    assert (run.status, run.err) == (0, "")
    assert files(site) == {
        "events/a.md",
        "ots-lint.toml",
        ".pre-commit-config.yaml",
        ".github/workflows/ots-lint.yml",
    }
    (event,) = load(site / "ots-lint.toml").events
    assert (event.relationship, event.shown) == ("unofficial", ("events/**",))
    assert "events/a.md:3:6: OTS101" in run.out
    assert " in 1 page." in run.out
    assert "ots-lint --fix events" in run.out
    hooks = yaml.safe_load((site / ".pre-commit-config.yaml").read_text())
    assert hooks["repos"][0]["rev"] == f"v{__version__}"
    workflow = (site / ".github/workflows/ots-lint.yml").read_text()
    assert f"ots-lint@v{__version__}" in workflow


@pytest.mark.parametrize(
    ("who", "relationship"),
    [("chapter", "official"), ("partner", "partner"), ("supported", "supported"), ("friends", "unofficial")],
)
@pytest.mark.parametrize("lang", languages())
def test_options_answer_the_questions(site: Path, init, who: str, relationship: str, lang: str) -> None:
    write(site, {"pages/a.md": "Tea.\n", "one.html": "<p>Tea."})
    run = init(
        "--we-are", who, "--pages", "pages", "--pages", "one.html", "--with", "none", "--lang", lang, answers="\n"
    )
    assert (run.status, run.err) == (0, "")
    assert files(site) == {"pages/a.md", "one.html", "ots-lint.toml"}
    (event,) = load(site / "ots-lint.toml").events
    assert (event.relationship, event.shown) == (relationship, ("pages/**", "one.html"))
    for name in ("pages/a.md", "one.html"):
        assert event.paths.cover(name)


def test_mixed_pages_speak_for_themselves(site: Path, init) -> None:
    assert init("--yes").status == 0
    assert load(site / "ots-lint.toml").events == ()


def test_what_is_commented_out_is_right_too(site: Path, init) -> None:
    init("--we-are", "partner", "--yes")
    path = site / "ots-lint.toml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text(
        "\n".join(line[2:] if line.startswith(("# exclude", "# contributions")) else line for line in lines)
    )
    config = load(path)
    assert config.exclude
    assert config.events[0].contributions


def test_every_language_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    import re

    english, *others = (Texts(tag)._texts for tag in sorted(languages(), key=lambda tag: tag != "en"))
    assert others
    for other in others:
        assert other.keys() == english.keys()
        for key, text in english.items():
            assert set(re.findall("@@.*?@@", other[key])) == set(re.findall("@@.*?@@", text)), key


@pytest.mark.parametrize(
    ("environment", "tag"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "de_AT", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "de-CH", "LANG": "en_US"}, "de"),
        ({"LANG": "xx_XX"}, "en"),
        ({"LANG": "../../etc"}, "en"),
    ],
)
def test_the_language_is_that_of_the_locale(environment: dict[str, str], tag: str) -> None:
    assert language(environment) == tag


def test_german_after_the_locale(site: Path, init, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    run = init(answers="4\n.\n4\nn\n")
    assert "Wer veranstaltet" in run.out
    assert run.out.endswith("Nichts wurde geschrieben.\n")
    assert files(site) == set()


# ------------------------------------------------------------------ nothing is lost


def test_nothing_is_overwritten_unasked(site: Path, init) -> None:
    mine = {"ots-lint.toml": 'ignore = ["OTS103"]\n', ".github/workflows/ots-lint.yml": "name: mine\n"}
    write(site, mine)
    run = init("--yes", "--with", "workflow")
    assert run.status == 0
    assert "Everything is there already" in run.out
    assert "will be written" not in run.out
    for name, text in mine.items():
        assert (site / name).read_text() == text
    assert init("--yes", "--with", "workflow", "--force").status == 0
    assert "[[events]]" in (site / "ots-lint.toml").read_text()
    assert "pull_request" in (site / ".github/workflows/ots-lint.yml").read_text()


@pytest.mark.parametrize("answers", ["5\n.\n3\nn\n", "5\n.\n3\nnein\n"])
def test_no_means_no(site: Path, init, answers: str) -> None:
    run = init("--lang", "de", answers=answers)
    assert run.status == 0
    assert files(site) == set()


def test_a_wrong_answer_is_asked_again(site: Path, init) -> None:
    run = init("--dry-run", answers="9\nyes\n\u0664\n4\n\n1\n")
    assert run.out.count("Please answer with a number from 1 to 5.") == 3
    assert files(site) == set()


def test_dry_run_shows_every_file(site: Path, init) -> None:
    run = init("--yes", "--dry-run", "--brand", "Django Girls")
    assert "    | codes: DG " in run.out
    assert "    |     rev: v" in run.out
    assert files(site) == set()


def test_where_nobody_answers_nothing_is_written(site: Path, init) -> None:
    run = init(answers="1\n")
    assert run.status == 2
    assert run.err.startswith("ots-lint: nobody answers the questions (")
    assert files(site) == set()


def test_hook_and_workflow_belong_to_the_repository(site: Path, init, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "www").mkdir()
    monkeypatch.chdir(site / "www")
    assert init("--yes").status == 0
    assert files(site) == {"www/ots-lint.toml", ".pre-commit-config.yaml", ".github/workflows/ots-lint.yml"}


@pytest.mark.parametrize("who", ["mixed", "partner"])
def test_where_no_page_is_yet_the_first_is_to_be_written(site: Path, init, who: str) -> None:
    for tag, said, do in (
        ("en", "There is no page here yet.", "- Write the first page, in Markdown or HTML; ots-lint . then says"),
        ("de", "Hier ist noch keine Seite.", "- Schreib die erste Seite, in Markdown oder HTML; ots-lint . sagt dann"),
    ):
        run = init("--we-are", who, "--pages", ".", "--with", "none", "--yes", "--force", "--lang", tag)
        assert (run.status, run.err) == (0, "")
        *_, first, _, _, last = run.out.rstrip("\n").split("\n")
        assert first == f"  {said}"
        assert last.startswith(do)


def test_pages_that_are_left_out_are_named(site: Path, init) -> None:
    write(site, {"vendor/a.md": WRONG})
    run = init("--we-are", "partner", "--pages", ".", "--with", "none", "--yes")
    assert run.err == ""
    assert "  No pages were looked at. Left out: 1 folder of other people's files." in " ".join(run.out.split("\n"))


def test_links_lead_nowhere(site: Path, init) -> None:
    (site.parent / "outside").mkdir()
    (site / ".github").symlink_to(site.parent / "outside")
    run = init("--yes")
    assert run.status == 2
    assert run.err.count("\n") == 1
    assert files(site.parent / "outside") == set()


# ------------------------------------------------------------------ pre-commit


OURS = {"repo": "https://github.com/OpenTechSchool/ots-lint", "rev": f"v{__version__}", "hooks": [{"id": "ots-lint"}]}


@pytest.mark.parametrize(
    "text",
    [
        "repos:\n- repo: local\n  hooks: []\n",
        "repos:\n  - repo: local\n    hooks:\n      - id: x\n",
        "repos:\n    -   repo: local\n        hooks:\n        -   id: x\n            args: [a]  # why\n\nci:\n    skip: [x]\n",
        "# mine\nrepos:\n  - repo: local\n    hooks:\n      - id: x\n        entry: |\n          a\n          b\n# the end\n",
        "repos:\n  - repo: local\n    hooks: []",
        "default_stages: [pre-commit]\nrepos:\n  # first\n  - repo: local\n    hooks: []\n",
    ],
)
def test_our_hook_is_added_to_others(tmp_path: Path, text: str) -> None:
    path = tmp_path / ".pre-commit-config.yaml"
    path.write_text(text)
    planned = hook(path)
    assert planned.state == "added"
    before, after = yaml.safe_load(text), yaml.safe_load(planned.text)
    assert after == {**before, "repos": [*before["repos"], OURS]}
    new = iter(planned.text.splitlines())
    assert all(line in new for line in text.splitlines()), "a line is lost, or has moved"
    path.write_text(planned.text)
    assert hook(path).state == "kept"


@pytest.mark.parametrize(
    "text", ["", "repos: []\n", "repos: [{repo: local, hooks: []}]\n", "a: [\n", "- x\n", "x: 1\n", "\x00"]
)
def test_what_cannot_be_added_surely_is_shown(tmp_path: Path, text: str) -> None:
    path = tmp_path / ".pre-commit-config.yaml"
    path.write_text(text)
    planned = hook(path)
    assert planned.state == "by-hand"
    assert yaml.safe_load(planned.text) == [OURS]


# ------------------------------------------------------------------ another brand


@pytest.mark.parametrize("brand", BRANDS)
def test_a_pack_lints_right_at_once(tmp_path: Path, brand: str) -> None:
    """Every example of every rule holds, with its fix; a right name is right, at a line's end too."""
    for name, text in pack_of(brand, "https://www.our-site.example/").items():
        (tmp_path / name).write_text(text, "utf-8")
    ruleset = load_ruleset([tmp_path])
    assert ruleset.brand.name == brand
    assert ruleset.brand.owns_domain("our-site.example")
    tried = try_examples([tmp_path])
    assert tried.differences == ()
    assert tried.examples > 100
    shape = next(code for code, rule in ruleset.rules.items() if rule.name == "name-spelling")
    misshapen = brand.upper() if brand != brand.upper() else brand.lower()
    assert [item.finding.code for item in lint_text(f"Join {misshapen} on Friday.", rules=[tmp_path])] == [shape]
    broken = brand.replace(" ", "\n")
    assert lint_text(f"Wir schreiben {broken} so, {brand.replace(' ', chr(160))} auch.\n", rules=[tmp_path]) == []


def test_codes_and_words_follow_from_the_name() -> None:
    assert words_of("Rails Girls Summer of Code") == ["Rails", "Girls", "Summer", "of", "Code"]
    assert words_of("freeCodeCamp") == ["free", "Code", "Camp"]
    assert words_of("ReDI School") == ["Re", "DI", "School"]
    assert words_of("R-Ladies") == ["R", "Ladies"]
    assert prefix_of(["Django", "Girls"]) == "DG"
    assert prefix_of(["Techlahoma"]) == "TEC"
    assert prefix_of(["École", "42"]) == "ECO"
    assert prefix_of(["Клуб"]) == "RULE"


@pytest.mark.parametrize(
    ("brand", "website", "said"),
    [
        ("", "", "is no name"),
        ("x", "", "is no name"),
        ("x" * 61, "", "is no name"),
        ("42", "", "is no name"),
        ("a\x1b[2Jb", "", "is no name"),
        ("a b c d e f", "", "more than 5 words"),
        ('Say "Hi": #1', "", "cannot be part of a name"),
        ("Клуб Программистов", "", "is no Latin letter"),
        ("Django Girls", "nonsense", "is no address"),
        ("Django Girls", "https://[x", "is no address"),
        ("Django Girls", 'https://a.example/"\nevil: 1', "is no address"),
    ],
)
def test_what_is_no_name_is_told(brand: str, website: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        pack_of(brand, website)
    assert "\n" not in str(caught.value)


def test_a_brand_from_nothing_to_a_finding(site: Path, init) -> None:
    write(site, {"events/a.md": "# Night\n\nJoin djangogirls on Friday, with Django Girls coaches.\n"})
    run = init("--brand", "Django  Girls", "--website", "djangogirls.org", "--we-are", "chapter", "--yes")
    assert (run.status, run.err) == (0, "")
    assert "events/a.md:3:6: DG101" in run.out
    settings = tomllib.loads((site / "ots-lint.toml").read_text())
    assert settings["rules"] == ["ots-lint-rules"]
    done = subprocess.run(
        [sys.executable, "-m", "ots_lint", "--fix", "."], env=os.environ, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Join Django Girls on Friday" in (site / "events/a.md").read_text()
