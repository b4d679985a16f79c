"""The installed command with the shipped rules, as users call it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from page_files import write

PAGE = "# Hack Night\n\nJoin Open Tech School on Friday.\n"


def call(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ots_lint", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=120,
    )


def test_lint_fix_lint(site: Path) -> None:
    write(site, {"a.md": PAGE, "b.html": "<p>Nothing to see.</p>\n"})
    run = call("--format", "json", ".")
    assert run.returncode == 1, run.stderr
    assert [(f["code"], f["location"]) for f in json.loads(run.stdout)] == [("OTS101", {"row": 3, "column": 6})]
    assert call("--fix", ".").returncode == 0
    assert (site / "a.md").read_text() == PAGE.replace("Open Tech School", "OpenTechSchool")
    run = call(".")
    assert (run.returncode, run.stdout, run.stderr) == (0, b"No findings in 2 pages.\n", b"")


def test_config_says_what_a_page_declares_and_what_it_does_not(site: Path) -> None:
    write(
        site,
        {
            "a.md": "---\nots: {relationship: partner, contributions: [coaches], team: Ulm}\n---\n\nOpenTechSchool\n",
            "b.md": "---\nots: {relationship: partnr, team: Ulm}\n---\n\nThis is\nnot an official OpenTechSchool event.\n",
            "c.md": "---\ntitle: a: b\n---\n\nText.\n",
            "d.md": "<!-- ots-lint: relationship=unofficial -->\n",
        },
    )
    shown = {name: call("config", name).stdout.decode() for name in ("a.md", "b.md", "c.md", "d.md")}
    joined = {name: " ".join(text.split()) for name, text in shown.items()}
    said = "declares relationship partner (front matter, line 2); contributions coaches; team Ulm"
    assert said in joined["a.md"]
    assert "inferred" not in shown["a.md"]
    assert "declares        team Ulm" in shown["b.md"]
    assert "inferred unofficial, from line 5: “is not an official OpenTechSchool event”" in joined["b.md"]
    assert "declares        nothing" in shown["c.md"]
    assert "inferred        nothing" in shown["c.md"]
    assert "declares        relationship unofficial (comment)" in shown["d.md"]


def test_suppressions_and_unreadable_pages_have_rules(site: Path) -> None:
    write(site, {"a.md": "<!-- ots-lint-disable-file OTS101 -->\n\nHello.\n", "b.md": b"Open\xe9\n"})
    run = call("--format", "json", ".")
    assert [(f["filename"], f["code"]) for f in json.loads(run.stdout)] == [("a.md", "OTS901"), ("b.md", "OTS900")]
    assert call("--fix", "a.md").returncode == 0
    assert (site / "a.md").read_text() == "Hello.\n"


def test_every_rule_explains_itself(site: Path) -> None:
    rules = json.loads(call("rules", "--json").stdout)
    assert len(rules) > 20
    assert call("explain", rules[0]["code"]).stdout.startswith(rules[0]["code"].encode())
    assert call("rules", "--docs", "docs").returncode == 0
    assert len(list((site / "docs").iterdir())) == 2 * (len(rules) + 1)  # in English and German


def test_an_interrupt_is_quiet(site: Path) -> None:
    write(site, {f"p{i}.md": PAGE * 400 for i in range(400)})
    for jobs in ("1", "2"):
        process = subprocess.Popen(
            [sys.executable, "-m", "ots_lint", ".", "--no-cache", "-j", jobs],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        time.sleep(2.5)
        assert process.poll() is None, "the run was over too soon for this test"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=100)
        assert (process.returncode, err) == (130, b"")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["rules"], ["config", "."], ["clean.md"], ["."]])
def test_heavy_libraries_are_not_imported_without_need(site: Path, arguments: list[str]) -> None:
    write(site, {"clean.md": "Nothing of interest.\n"})
    program = (
        "import sys; sys.argv[0] = 'ots-lint'\n"
        "from ots_lint.__main__ import start\n"
        "try:\n    start()\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'numpy', 'turbohtml', 'jinja2', 'multiprocessing', 'concurrent', 'yaml'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    call("rules")  # compiles the rules
    run = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, timeout=60)
    assert run.stderr == "[]\n"


def test_rules_and_explain_know_the_configured_pack(site: Path) -> None:
    own = Path(__file__).parent.parent.parent / "examples" / "own-brand"
    shutil.copytree(own / "rules", site / "pack")
    write(site, {"ots-lint.toml": 'rules = ["pack"]\n', "sub/a.md": PAGE})
    assert b"RDK101" in call("rules").stdout
    assert b"OTS101" not in call("rules").stdout
    assert call("explain", "RDK301").stdout.startswith(b"RDK301 implied-endorsement\n")
    assert call("rules", "--isolated").stdout.startswith(b"OTS101")
    assert call("rules", "--config", "ots-lint.toml", "RDK101").returncode == 0
    run = call("explain", "OTS101")
    assert (run.returncode, run.stderr) == (2, b"ots-lint: there is no rule 'OTS101' (ots-lint rules lists them)\n")
