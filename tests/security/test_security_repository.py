"""Repositories of strangers: their rules, settings, links and file names run nothing, read nothing, write nothing outside."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import time
from pathlib import Path

import pytest
from page_files import write

from ots_lint.cli.main import run
from ots_lint.errors import ConfigError, PageError, RuleError
from ots_lint.meaning.tongues import blocks as tongues
from ots_lint.ruleset import language_packs, rule_files
from ots_lint.ruleset import load as loader
from ots_lint.ruleset.load import load_ruleset
from ots_lint.ruleset.template import check_template, render
from ots_lint.schema.keys import read_yaml
from ots_lint.schema.patterns import problem
from ots_lint.site.config_file import load as load_config

PACK = loader.data_folder() / "opentechschool"
SECRET = "token: hunter2 Open Tech School\n"


@pytest.fixture
def pack(site: Path) -> Path:
    """A copy of the shipped rules in a project."""
    shutil.copytree(PACK, site / "rules")
    write(site, {"ots-lint.toml": 'rules = ["rules"]\n', "a.md": "Join Open Tech School.\n"})
    (site.parent / "secret.yaml").write_text(SECRET)
    (site.parent / "secret.md").write_text(SECRET)
    return site / "rules"


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    status = run([*arguments, "--no-cache"])
    seen = capsys.readouterr()
    return status, seen.out + seen.err


# ------------------------------------------------------------------ templates


TEMPLATES = [
    "{{ brand.__class__ }}",
    "{{ brand['__class__'] }}",
    "{{ brand|attr('__class__') }}",
    "{{ ''.join(['a']) }}",
    "{{ cycler.__init__ }}",
    "{{ lipsum() }}",
    "{{ self }}",
    "{{ brand.upper() }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 'a' * 99999999 }}",
    "{% for i in range(999999999) %}x{% endfor %}",
    "{% for a in brand %}{% for b in brand %}{{ b }}{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% set x = brand %}{{ x.__init__ }}",
    "{{ '%s' % brand.__class__ }}",
    "{{ '{0.__class__}'.format(brand) }}",
    "{{ '%999999999d' % 1 }}",
    "{{ brand ~ '%0999999999d' % 1 }}",
    "{{ (('a'|replace('a','aaaaaaaaaa'))|replace('a','aaaaaaaaaa'))|replace('a','aaaaaaaaaa') }}",
    "{{ brand|map('upper') }}",
    "{% call brand() %}{% endcall %}",
    "{{ namespace(a=1) }}",
    "{{ brand" + "|replace('e', 'eeeeeeeeee')" * 60 + " }}",
    "{{ brand" + "|join('eeeeeeeeeeeeeeeeeeee')" * 60 + " }}",
    "{% set a = brand %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
    "{{ " + "(" * 2000 + "brand" + ")" * 2000 + " }}",
    "{{ " + "not " * 1000 + "brand }}",
    "{% if brand %}" * 150 + "class" + "{% endif %}" * 150,
]


@pytest.mark.parametrize("template", TEMPLATES, ids=range(len(TEMPLATES)))
def test_templates_reach_nothing(template: str) -> None:
    began = time.process_time()
    try:
        text = render(template, {"brand": "OpenTechSchool"})
    except RuleError:
        text = ""
    assert len(text) <= 5000
    assert "class" not in text
    assert time.process_time() - began < 5


@pytest.mark.parametrize("template", TEMPLATES, ids=range(len(TEMPLATES)))
def test_hostile_templates_are_errors_of_their_rule_file(template: str) -> None:
    node = read_yaml(json.dumps({"message": template}), "OTS101.yaml").value["message"]
    with contextlib.suppress(RuleError):
        check_template(node)


# ------------------------------------------------------------------ rule files


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object/apply:os.system [touch pwned]\n",
        "code: !!python/object/apply:os.system [touch pwned]\n",
        "code: !!python/name:os.system x\n",
        "a: &a [x, x]\nb: [*a, *a]\n",
        "a: !!bool maybe\n",
        "a: !!timestamp never\n",
        "a: !!int ''\n",
        "a: " + "[" * 5000 + "\n",
        "? [a]\n: b\n",
        "- " * 5000 + "x\n",
        "a: b\na: c\n",
        "x" * 2_000_000,
        "a: 0b" + "1" * 900_000,
    ],
    ids=range(13),
)
def test_hostile_rule_files_are_errors(pack: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    write(pack, {"name/OTS101.yaml": text})
    began = time.process_time()
    status, said = call(capsys, ".")
    assert (status, time.process_time() - began < 10) == (2, True)
    assert "OTS101.yaml" in said
    assert len(said) < 2000
    assert not Path("pwned").exists()


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:(?:(?:x{999}){999}){999})",
        r"x{9999999999}",
        "(?:" * 3000 + ")" * 3000,
        "(?i)" + "|".join(["aé"] * 50_000),
        "((a{50}){50}){50}",
    ],
)
def test_patterns_too_large_to_compile_are_refused(pack: Path, pattern: str) -> None:
    assert problem(pattern)
    rewrite = f"[{{language: en, find: '{pattern}', replace: x}}]"
    write(pack, {"OTS301.yaml": f"code: OTS301\nfix:\n  applicability: unsafe\n  message: x\n  rewrite: {rewrite}\n"})
    began = time.process_time()
    with pytest.raises(RuleError, match=r"OTS301\.yaml:\d+: fix\.rewrite\[0\]\.find: "):
        load_ruleset([pack])
    assert time.process_time() - began < 10


def test_usual_patterns_are_not_refused() -> None:
    for pattern in (
        r"\{999\}\{9999\}",
        "[{9999}]{3}",
        "(?:a{9}|b{9}){9}",
        r"(?:\d{1,3}[.,]){0,5}\d{1,3}",
        "a{2}b{3}" * 50,
    ):
        assert problem(pattern) == ""


def test_a_name_of_many_words_is_refused(pack: Path) -> None:
    path = pack / "brand.yaml"
    text = path.read_text(encoding="utf-8")
    at = text.index("words:")
    path.write_text(
        text[:at] + "words: [" + ", ".join(f"w{i}" for i in range(12)) + "]\n" + text[text.index("\n", at) + 1 :]
    )
    with pytest.raises(RuleError, match="more than 5 words"):
        load_ruleset([pack])


@pytest.mark.parametrize("target", ["../../../secret.yaml", "/dev/zero", "/dev/stdin", "OTS101.yaml", "nowhere"])
def test_links_in_rules_lead_nowhere(pack: Path, capsys: pytest.CaptureFixture[str], target: str) -> None:
    (pack / "name" / "OTS101.yaml").unlink()
    (pack / "name" / "OTS101.yaml").symlink_to(target)
    status, said = call(capsys, ".")
    assert status == 2
    assert "hunter2" not in said
    assert "link leads" in said or "no regular file" in said


def test_a_pipe_among_the_rules_does_not_wait(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(pack / "name" / "OTS199.yaml")
    assert call(capsys, ".")[0] == 2


def test_rules_in_many_or_large_files_are_refused(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_files, "MAX_BYTES", 300_000)
    write(pack, {"big.yaml": "#" * 300_000})
    with pytest.raises(RuleError, match="larger than"):
        load_ruleset([pack])


# ------------------------------------------------------------------ configuration


@pytest.mark.parametrize(
    "text",
    [
        'rules = ["../secret"]',
        'rules = ["/etc"]',
        'rules = ["out"]',
        'rules = ["a/../../x"]',
        'baseline = "../secret.md"',
        'baseline = "/etc/passwd"',
        'baseline = "out/secret.md"',
        'baseline = "a\\u0000b"',
        'model = "os"',
        'model = "../evil"',
        'model = "antigravity"',
        'format = "../../evil"',
        "a" + ".a" * 100_000 + " = 1",
        '"a=b"' + ".a" * 100_000 + " = 1",
        "a = " + "[" * 100_000,
        "a = " + "9" * 10_000,
    ],
    ids=range(16),
)
def test_settings_lead_nowhere(site: Path, text: str) -> None:
    (site.parent / "secret.md").write_text(SECRET)
    (site / "out").symlink_to(site.parent)
    write(site, {"ots-lint.toml": text})
    began = time.process_time()
    with pytest.raises(ConfigError) as raised:
        load_config(site / "ots-lint.toml")
    assert time.process_time() - began < 5
    assert "hunter2" not in str(raised.value)


def test_a_configuration_that_is_a_link_is_not_quoted(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site.parent / "secret.md").write_text(SECRET)
    (site / "ots-lint.toml").symlink_to(site.parent / "secret.md")
    write(site, {"a.md": "x\n"})
    status, said = call(capsys, ".")
    assert status == 2
    assert "hunter2" not in said


# ------------------------------------------------------------------ links, names, folders


def test_nothing_is_written_through_links(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = site.parent / "outside"
    write(outside, {"page.md": "Join Open Tech School.\n", "report": "mine\n"})
    (site / "folder").symlink_to(outside)
    (site / "page.md").symlink_to(outside / "page.md")
    (site / "report.json").symlink_to(outside / "report")
    (site / "ots-lint-baseline.json").symlink_to(outside / "report")
    write(site, {"own.md": "Join Open Tech School.\n"})
    call(capsys, "--fix", ".", "page.md", "folder/page.md")
    call(capsys, ".", "--format", "json", "--output", "report.json")
    status, _ = call(capsys, "baseline", ".")
    assert status == 2
    assert (outside / "page.md").read_text() == "Join Open Tech School.\n"
    assert (outside / "report").read_text() == "mine\n"
    assert (site / "own.md").read_text() == "Join OpenTechSchool.\n"


def test_links_to_outside_are_not_met_on_the_way(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site.parent / "outside", {"page.md": SECRET})
    (site / "folder").symlink_to(site.parent / "outside")
    (site / "page.md").symlink_to(site.parent / "outside" / "page.md")
    (site / ".gitignore").symlink_to(site.parent / "outside" / "page.md")
    status, said = call(capsys, ".")
    assert (status, "hunter2" in said) == (2, False)
    assert "2 links that lead nowhere, out or to a folder" in said
    write(site, {"own.md": "x\n"})
    assert call(capsys, ".")[0] == 0


def test_links_that_go_round_in_circles_end(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in "abc":
        (site / name).symlink_to(".")
    write(site, {"sub/p.md": "x\n", "sub/deep/q.md": "x\n", "sub/.hidden/r.md": "x\n"})
    began = time.process_time()
    assert "2 pages" in call(capsys, "**/*.md")[1]
    assert "2 pages" in call(capsys, "su*/**")[1]
    assert "2 pages" in call(capsys, ".")[1]
    assert "1 page" in call(capsys, "s?b/*.md")[1]
    assert call(capsys, "**/*.nix")[0] == 2
    assert time.process_time() - began < 10


NAMES = [
    "-rf.md",
    "--fix.md",
    "new\nline.md",
    "\x1b]0;title\x07\x1b[31mred.md",
    "::error file=x::injected.md",
    "<img src=x onerror=alert(1)>.md",
    "\u202egnp.md",
    "'; touch pwned; '.md",
    "$(touch pwned).md",
    "%0A%0D.md",
    "a" * 250 + ".md",
    os.fsdecode(b"\xff\xfe.md"),
    " .md",
    "*.md",
    "[a].md",
]


@pytest.mark.skipif(sys.platform != "linux", reason="such names exist on Linux")
@pytest.mark.parametrize(
    "shape", ["text", "json", "github", "html", "sarif", "junit", "markdown", "concise", "plain", "mail"]
)
def test_strange_names_stay_names(site: Path, capsys: pytest.CaptureFixture[str], shape: str) -> None:
    for name in NAMES:
        (site / name).write_text("Join Open Tech School.\n")
    _, said = call(capsys, ".", "--format", shape)
    assert "\x1b" not in said
    assert shape == "junit" or "\n::error file=x::" not in said  # JUnit is for a file
    assert "<img src=x onerror" not in said or shape not in ("html", "markdown")
    assert "\u202e" not in said or shape == "json"
    call(capsys, "--fix", ".")
    for name in NAMES:
        assert (site / name).read_text() == "Join OpenTechSchool.\n", name
    assert not (site / "pwned").exists()
    assert sorted(path.name for path in site.iterdir()) == sorted([".git", *NAMES])


def test_git_and_installed_packages_are_not_looked_at(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = "Join Open Tech School.\n"
    write(site, {".git/a.md": bad, "node_modules/x/README.md": bad, ".venv/b.md": bad, "c.md": "x\n"})
    assert "in 1 page" in call(capsys, ".")[1]


def test_a_compiled_rule_set_of_a_stranger_runs_nothing(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where it lies outside of the checkout; what lies in it is not used at all."""
    import hashlib
    import marshal

    monkeypatch.setenv("XDG_CACHE_HOME", str(site / ".cache"))
    write(site, {"a.md": "Join Open Tech School.\n\nSupported by OpenTechSchool.\n"})
    before = call(capsys, ".")
    assert not (site / ".cache").exists()
    monkeypatch.setenv("XDG_CACHE_HOME", str(site.parent / "cache"))
    for kept in (language_packs._COMPILED, tongues._PACKS):
        kept.clear()  # as in a new process
    assert call(capsys, ".") == before
    stored = [*(site.parent / "cache" / "ots-lint").glob("rules-*.bin")]
    assert any("rules-en-" in path.name for path in stored)
    for body in (marshal.dumps({"brand": compile("1", "x", "exec")}), b"[" * 100_000, b"{}x", b"\xff"):
        for path in stored:
            path.write_bytes(hashlib.blake2b(body, digest_size=16).digest() + body)
        for kept in (language_packs._COMPILED, tongues._PACKS):
            kept.clear()
        assert call(capsys, ".") == before


def test_a_project_cannot_shadow_libraries_of_the_command(site: Path) -> None:
    import subprocess

    write(
        site, {f"{name}.py": "open('pwned', 'w')\n" for name in ("regex", "yaml", "click", "spacy", "json", "jinja2")}
    )
    write(site, {"a.md": "Supported by Open Tech School.\n", "sitecustomize.py": "open('pwned', 'w')\n"})
    command = Path(sys.executable).with_name("ots-lint")
    for call_ in ([str(command)], [sys.executable, "-I", "-m", "ots_lint"]):
        if not Path(call_[0]).exists():
            continue
        done = subprocess.run([*call_, ".", "--no-cache"], capture_output=True, text=True, timeout=60)
        assert done.returncode == 1, done.stderr
    assert not (site / "pwned").exists()


def test_a_hundred_thousand_files(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = int(os.environ.get("OTS_LINT_MANY", "5000"))
    for i in range(count):
        if i % 1000 == 0:
            folder = site / f"d{i}"
            folder.mkdir()
        (folder / f"{i}.md").touch()
    write(site, {"d0/bad.md": "Join Open Tech School.\n"})
    began = time.process_time()
    status, said = call(capsys, ".")
    assert (status, f"{count + 1} pages" in said.replace(",", "")) == (1, True), said[-300:]
    assert time.process_time() - began < 10 + count / 1000


def test_a_page_that_cannot_be_written_back_is_refused() -> None:
    from ots_lint.text.source import Source

    with pytest.raises(PageError, match="cannot be written"):
        Source("x", "a.html", "latin-1").encode("€")
