"""Exit status 0 means that everything named was looked at: no limit, filter, name or link hides a page in silence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from page_files import write

from ots_lint.report import formats

WRONG = "Join Open Tech School today.\n"
RIGHT = "Join OpenTechSchool today.\n"
UNDECODABLE = b"Open\xe9 Tech School\n"
DIFF = "--- a/bad.md\n+++ b/bad.md\n@@ -3 +3 @@\n-x\n+y\n"


def codes(run) -> list[tuple[str, str, int]]:
    return [(f["filename"], f["code"], f["location"]["row"]) for f in json.loads(run.out)]


def lines(text: str) -> int:
    return len(text.splitlines())


def call(*arguments: str, **how) -> subprocess.CompletedProcess[bytes]:
    """The command with the shipped rules, in a process of its own; it may not hang."""
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 100, **how}
    return subprocess.run([sys.executable, "-m", "ots_lint", *arguments], **how)


# ── limits and filters ──────────────────────────────────────────────────────────────────────────


def test_suppressed_and_known_hits_do_not_use_up_what_a_page_may_have(site: Path) -> None:
    many = (WRONG + "\n") * 2_100
    hidden = f"<!-- ots-lint-disable OTS101 -->\n\n{many}<!-- ots-lint-enable OTS101 -->\n\n"
    write(site, {"a.md": hidden + "Then Open Tech School.\n"})
    run = call("a.md", "--no-cache", "-f", "json")
    assert run.returncode == 1
    assert [f["location"]["row"] for f in json.loads(run.stdout)] == [4_205]
    write(site, {"a.md": many})
    assert call("baseline", "--no-cache", "a.md").returncode == 0
    assert call("a.md", "--no-cache", "--baseline", "ots-lint-baseline.json").returncode == 0
    write(site, {"a.md": many + "Then Open Tech School.\n"})
    run = call("a.md", "--no-cache", "--baseline", "ots-lint-baseline.json", "-f", "json")
    assert [f["location"]["row"] for f in json.loads(run.stdout)] == [4_201]


@pytest.mark.parametrize(
    "options",
    [
        ["--select", "OTS101"],
        ["--ignore", "OTS900"],
        ["--ignore", "OTS"],
        ["--changes", "a.diff", "--only-changes"],
        ["--baseline", "known.json"],
        ["--config", "quiet.toml"],
        ["--config", "pages.toml"],
        ["--fail-level", "never"],
        ["--exit-zero"],
        ["--fix"],
        ["--diff"],
        ["-j", "2"],
    ],
)
def test_a_page_that_was_not_read_is_reported_whatever_is_selected(site: Path, ots_lint, options: list[str]) -> None:
    write(site, {"bad.md": UNDECODABLE, "a.md": RIGHT, "a.diff": DIFF})
    entry = {"file": "bad.md", "code": "OTS900", "count": 9}
    marks = [{**entry, "fingerprint": mark} for mark in ("a6a1d1d0f1d8e1a5", _fingerprint())]
    write(site, {"known.json": json.dumps({"version": 1, "findings": marks})})
    write(site, {"quiet.toml": 'select = ["OTS101"]\nfail-level = "never"\n[severity]\nOTS900 = "info"\n'})
    write(site, {"pages.toml": '[per-file-ignores]\n"bad.md" = ["OTS"]\n'})
    for _ in range(2):  # the second time from the cache
        run = ots_lint(".", "-f", "json", *options)
        if options == ["--exit-zero"]:  # that is what it asks for; the finding and a line on standard error tell it
            assert (run.status, "not read to the end" in run.err) == (0, True)
        else:
            assert run.status in (1, 2)
        shown = run.out + run.err if "--diff" in options else run.out
        assert "OTS900" in shown
        assert "bad.md" in shown


def _fingerprint() -> str:
    from ots_lint.lint.result import unreadable
    from ots_lint.ruleset.load import load_ruleset
    from ots_lint.settings import Settings
    from ots_lint.site.baseline import fingerprint
    from ots_lint.site.result import report

    linted = unreadable("x", "bad.md", load_ruleset(), Settings())  # type: ignore[arg-type]
    return fingerprint(report(linted.source, linted.findings)[0])


def test_a_page_that_was_not_read_is_no_known_finding(site: Path, ots_lint) -> None:
    write(site, {"bad.md": UNDECODABLE, "a.md": WRONG})
    run = ots_lint("baseline", ".")
    assert run.status == 1
    assert "bad.md" in run.err
    assert [f["code"] for f in json.loads((site / "ots-lint-baseline.json").read_text())["findings"]] == ["OTS101"]
    run = ots_lint(".", "--baseline", "ots-lint-baseline.json", "-f", "json")
    assert (run.status, codes(run)) == (1, [("bad.md", "OTS900", 1)])


def test_standard_input_that_cannot_be_read_is_told(site: Path, ots_lint, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    for options in ([], ["--select", "OTS101"], ["--exit-zero"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(UNDECODABLE)))
        run = ots_lint("-", "-f", "json", *options)
        assert run.status == 0 if options == ["--exit-zero"] else run.status in (1, 2)
        assert codes(run) == [("stdin.md", "OTS900", 1)]


def test_a_page_that_is_given_up_is_reported_whatever_is_selected(
    site: Path, ots_lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ots_lint.errors import PageError
    from ots_lint.lint import limit

    def give_up(source) -> None:
        raise PageError("the page holds too much markup to be read", source.filename)

    monkeypatch.setattr(limit, "check_source", give_up)
    write(site, {"bad.md": WRONG, "a.diff": DIFF})
    for options in (["--select", "OTS103"], ["--changes", "a.diff", "--only-changes"]):
        for _ in range(2):
            run = ots_lint("bad.md", "-f", "json", *options)
            assert (run.status, codes(run)) == (1, [("bad.md", "OTS900", 1)])


def test_more_findings_than_a_page_may_have_are_told(site: Path, ots_lint, monkeypatch: pytest.MonkeyPatch) -> None:
    from ots_lint.lint import page as lint

    monkeypatch.setattr(lint, "MAX_FINDINGS", 3)
    write(site, {"a.md": WRONG * 3, "b.md": WRONG * 5})
    run = ots_lint(".", "-f", "json", "--select", "OTS101")
    assert [f for f in codes(run) if f[0] == "b.md"] == [
        ("b.md", "OTS900", 1), ("b.md", "OTS101", 1), ("b.md", "OTS101", 2), ("b.md", "OTS101", 3)
    ]  # fmt: skip
    assert [f[1] for f in codes(run) if f[0] == "a.md"] == ["OTS101"] * 3


# ── what was named, and what was left out ───────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["a.php", "a.org", "a", "empty", "deep"])
def test_what_was_named_and_is_no_page_is_an_error(site: Path, ots_lint, name: str) -> None:
    write(site, {"a.php": WRONG, "a.org": WRONG, "a": WRONG, "b.md": RIGHT, "deep/er/a.txt": WRONG})
    (site / "empty").mkdir()
    for paths in ([name], [name, "b.md"]):
        run = ots_lint(*paths)
        assert run.status == 2
        assert lines(run.err) == 1
        assert run.err.startswith(f"ots-lint: {name}: ")
        assert ots_lint(*paths, "-q").err == run.err
    assert ots_lint("baseline", name).status == 2
    assert ots_lint("config", name).status == 2


def test_the_summary_counts_what_was_left_out_and_why(site: Path, ots_lint) -> None:
    write(site, {"ots-lint.toml": 'exclude = ["old/", "x.md"]\n', ".gitignore": "drafts/\ny.html\n"})
    names = [
        "a.md", "x.md", "old/b.md", "y.html", "drafts/c.md", "node_modules/m/d.md", ".github/e.md", ".vscode/f.json",
        "g.org", "h.php", "i.png", "site-packages/j.md",
    ]  # fmt: skip
    write(site, dict.fromkeys(names, WRONG))
    (site / "k.md").symlink_to(site.parent / "nowhere.md")
    run = ots_lint(".")
    assert run.status == 1
    assert " ".join(run.out.split()).endswith(
        "Left out: 1 page and 1 folder excluded, 1 page and 1 folder ignored (.gitignore), 1 hidden folder, "
        "2 folders of other people's files, 1 link that leads nowhere, out or to a folder, 2 files in other formats."
    )
    assert "Left out" not in ots_lint("a.md").out
    assert "Left out: 1 page excluded." in ots_lint("a.md", "x.md").out


def test_texts_that_nobody_named_are_counted_and_licences_are_no_news(site: Path, ots_lint) -> None:
    write(site, dict.fromkeys(["a.md", "b.txt", "c/d.txt", "LICENSE.txt", "requirements.txt", "robots.txt"], RIGHT))
    run = ots_lint(".")
    assert "Left out: 2 files neither named nor included (.txt and the like)." in " ".join(run.out.split())
    german = " ".join(ots_lint(".", "--lang", "de").out.split())
    assert "2 Dateien, die weder genannt noch eingeschlossen sind (.txt und Ähnliches)" in german
    assert "Left out" not in ots_lint("a.md", "b.txt", "c/d.txt").out


def test_data_files_elsewhere_are_counted_and_what_programs_read_is_no_news(site: Path, ots_lint) -> None:
    names = [
        "a.md", "_data/b.yml", "content/c.yml", "d.csv", "package.json", "package-lock.json", "_config.yml", "e.config.json",
        "netlify.toml", "docker-compose.dev.yml", ".f.yml", ".github/workflows/g.yml", "node_modules/h/i.json",
    ]  # fmt: skip
    write(site, {name: RIGHT if name.endswith(".md") else "{}" for name in names})
    out = ots_lint(".").out
    assert " ".join(out.split()).endswith("Left out: 2 data files outside of data folders.")
    assert "2 Datendateien außerhalb der Datenordner" in " ".join(ots_lint(".", "--lang", "de").out.split())
    write(site, {"ots-lint.toml": 'include = ["content/**"]\n'})
    assert "Left out: 1 data file outside of data folders." in " ".join(ots_lint(".").out.split())
    assert "Left out" not in ots_lint("content/c.yml", "d.csv").out


def test_the_rules_of_the_linter_itself_are_no_data_that_was_left_out(site: Path) -> None:
    brand = "key: night\nname: Open Night\nwords: [Open, Night]\ninherits: base\ncodes: NI\nwebsite: https://night.example/\n"
    write(site, {"a.md": RIGHT, "ots-lint.toml": 'rules = ["own"]\n', "own/brand.yaml": brand, "b.yaml": "{}"})
    out = call(".", "--no-cache", cwd=site).stdout.decode()
    assert " ".join(out.split()).endswith("Left out: 1 data file outside of data folders.")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("b.md", b"\xff\xfe\xfa", "OTS900"),  # unreadable
        ("b.md", b"Open Tech School\0", "OTS900"),  # binary
        ("b.docx", b"PK", "1 file neither named nor included"),
        ("b.pdf", b"%PDF", "1 file neither named nor included"),
        ("b.epub", b"PK", "1 file in other formats"),
        ("b.json", b"{}", "1 data file outside of data folders"),
        ("_data/b.json", b"{}", "in 2 pages"),
        ("_data/b.docx", b"PK", "1 file neither named nor included"),
    ],
)
def test_each_sort_of_file_is_read_found_wrong_or_counted(
    site: Path, ots_lint, name: str, data: bytes, said: str
) -> None:
    write(site, {"a.md": RIGHT})
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_bytes(data)
    assert said in " ".join(ots_lint(".").out.split())


def test_what_is_included_named_or_meant_by_a_pattern_is_looked_at(site: Path, ots_lint) -> None:
    names = ["a.md", "news/b.txt", "news/LICENSE.txt", "news/c.org", "d.txt"]
    write(site, dict.fromkeys(names, WRONG))

    def looked_at(*paths: str) -> list[str]:
        return sorted({f[0] for f in codes(ots_lint(*paths, "-f", "json"))})

    assert looked_at(".") == ["a.md"]
    assert looked_at("news/*.txt") == ["news/b.txt"]
    assert looked_at("*", "news/*") == ["a.md"]
    assert looked_at("news/LICENSE.txt") == ["news/LICENSE.txt"]
    write(site, {"ots-lint.toml": 'include = ["news/**"]\n'})
    assert looked_at(".") == ["a.md", "news/b.txt"]
    assert looked_at("news") == ["news/b.txt"]
    assert "include         news/**" in ots_lint("config", "news/b.txt").out
    write(site, {"ots-lint.toml": 'include = ["news/**"]\nexclude = ["news/b.txt"]\n'})
    assert looked_at(".") == ["a.md"]


def test_data_are_looked_at_in_their_folders_alone(site: Path, ots_lint) -> None:
    wrong = "- name: Open Tech School\n"
    names = [
        "_data/a.yml",
        "src/data/deep/b.yaml",
        "c.yml",
        "metadata/d.yml",
        ".github/e.yml",
        "data/package.json",
        "data/config.toml",
    ]
    write(site, {"f.md": RIGHT, **dict.fromkeys(names, wrong)})

    def looked_at(*paths: str) -> list[str]:
        return sorted({f[0] for f in codes(ots_lint(*paths, "-f", "json", "--select", "OTS101"))})

    assert looked_at(".") == ["_data/a.yml", "src/data/deep/b.yaml"]
    assert looked_at("_data", "src") == ["_data/a.yml", "src/data/deep/b.yaml"]
    assert looked_at("src/data/deep") == ["src/data/deep/b.yaml"]
    assert looked_at("c.yml") == ["c.yml"]
    assert looked_at(str(site / "src" / "data")) == ["src/data/deep/b.yaml"]
    assert "Left out: 1 hidden folder" not in ots_lint(".").out
    write(site, {"ots-lint.toml": 'include = ["*.yml"]\n'})
    assert looked_at(".") == ["_data/a.yml", "c.yml", "metadata/d.yml", "src/data/deep/b.yaml"]


def test_every_format_is_taken_as_the_documents_say(site: Path, ots_lint) -> None:
    from ots_lint.pages.formats import FORMATS

    write(site, {f"data/a{suffix}": "" for told in FORMATS for suffix in told.suffixes})
    found = ots_lint(".", "-f", "junit")
    for told in FORMATS:
        for suffix in told.suffixes:
            assert (f'name="data/a{suffix}"' in found.out) == (not told.named), suffix


def test_folders_without_any_page_are_no_news(site: Path, ots_lint) -> None:
    write(site, {"a.md": RIGHT, ".vscode/a.json": "", "node_modules/x/y.js": "", ".git/description.md": ""})
    assert ots_lint(".").out == "No findings in 1 page.\n"


def test_a_link_to_a_page_that_is_met_by_no_name_of_its_own_is_followed(site: Path, ots_lint) -> None:
    write(
        site,
        {
            ".hidden/a.md": WRONG,
            "node_modules/a.md": WRONG,
            "drafts/a.md": WRONG,
            "old/a.md": WRONG,
            "seen/a.md": WRONG,
            ".gitignore": "drafts/\n",
            "ots-lint.toml": 'exclude = ["old/"]\n',
        },
    )
    for name, target in (
        ("h.md", ".hidden/a.md"),
        ("n.md", "node_modules/a.md"),
        ("d.md", "drafts/a.md"),
        ("o.md", "old/a.md"),
        ("s.md", "seen/a.md"),
    ):
        (site / name).symlink_to(target)
    run = ots_lint(".", "-f", "json")
    assert [name for name, _, _ in codes(run)] == ["d.md", "h.md", "n.md", "o.md", "seen/a.md"]


def test_options_before_a_subcommand_are_its_options(site: Path, ots_lint) -> None:
    write(site, {"a.md": WRONG})
    run = ots_lint("--no-cache", "baseline", ".")
    assert (run.status, run.err) == (0, "")
    assert (site / "ots-lint-baseline.json").exists()
    assert ots_lint("--no-cache", "-j", "1", "--select", "OTS101", "config", "a.md").out.startswith("a.md\n")
    assert ots_lint("-fjson", "--no-cache", "check", "a.md").status == 1
    assert ots_lint("--format=json", "check", "a.md").status == 1
    assert ots_lint("--fix", "baseline", ".").status == 2
    assert (site / "a.md").read_text() == WRONG
    assert ots_lint("--no-cache", "./baseline").status == 2


# ── order: first the inputs and outputs, then the pages ─────────────────────────────────────────


@pytest.mark.parametrize(
    "options",
    [
        ["--baseline", "nix.json"],
        ["--baseline", "broken.json"],
        ["--baseline", "folder"],
        ["-o", "no/such/folder/r.txt"],
        ["-o", "folder"],
        ["-o", "a.md/r.txt"],
        ["--output-file", "sarif=no/such/r.sarif"],
        ["-f", "json", "-o", "ok.json", "--output-file", "sarif=folder"],
        ["-o", "out/r.txt"],
    ],
)
@pytest.mark.parametrize("fix", [["--fix"], ["--unsafe-fixes"]])
def test_nothing_is_changed_before_inputs_are_read_and_outputs_open(
    site: Path, ots_lint, options: list[str], fix: list[str]
) -> None:
    write(site, {"a.md": WRONG, "broken.json": "{"})
    (site / "folder").mkdir()
    (site.parent / "outside").mkdir()
    (site / "out").symlink_to(site.parent / "outside")
    run = ots_lint(*fix, "a.md", *options)
    assert run.status == 2
    assert lines(run.err) == 1
    assert (site / "a.md").read_text() == WRONG
    assert not (site / "ok.json").exists()
    assert not [path for path in site.iterdir() if path.suffix == ".tmp"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "a.md", "a.md"],
        ["-o", "a.md", "."],
        ["-o", "./sub/../a.md", "-f", "html", "."],
        ["-o", "again.md", "a.md"],
        ["--output-file", "markdown=a.md", "a.md", "-f", "json"],
        ["-o", "known.json", "--baseline", "known.json", "a.md"],
        ["-o", "own.toml", "--config", "own.toml", "a.md"],
        ["-o", "a.diff", "--changes", "a.diff", "a.md"],
        ["-o", "list", "--files-from", "list"],
        ["-o", "r.txt", "--output-file", "json=r.txt", "a.md"],
        ["-o", "ots-lint.toml", "a.md"],
        ["-o", "CNAME", "a.md"],
        ["-o", "_config.yml", "a.md"],
        ["-o", ".gitignore", "."],
        ["-o", ".git/info/exclude", "."],
        ["-o", "sub/other.md", "a.md"],  # a page that this run does not read
        ["-f", "html", "-o", "index.html", "a.md"],
        ["-o", "a.md", "--stdin-filename", "a.md", "-"],
        ["baseline", "--file", "sub/other.md", "a.md"],
        ["baseline", "--file", "notes.txt", "a.md"],
    ],
)
def test_a_report_takes_the_place_of_no_page_and_nothing_that_the_run_reads(site: Path, arguments: list[str]) -> None:
    known = json.dumps({"version": 1, "findings": []})
    files = {
        "a.md": WRONG,
        "known.json": known,
        "own.toml": "",
        "a.diff": DIFF.replace("bad.md", "a.md"),
        "list": "a.md\n",
        "ots-lint.toml": "",
    }
    files |= {"CNAME": "example.org", "_config.yml": "url: https://example.org", ".gitignore": "x\n", "notes.txt": "x"}
    files |= {".git/info/exclude": "y\n", "sub/other.md": RIGHT, "index.html": "<p>" + RIGHT}
    write(site, files)
    (site / "again.md").symlink_to("a.md")
    run = call(*arguments, stdin=subprocess.DEVNULL)
    assert told(run)
    assert b"would take the place of" in run.stderr or b"one file" in run.stderr
    for name, text in files.items():
        assert (site / name).read_text() == text


@pytest.mark.parametrize("format_", sorted(formats()))
@pytest.mark.parametrize("text", [RIGHT, WRONG], ids=["right", "wrong"])
def test_a_report_is_written_again_over_the_last_one(site: Path, ots_lint, format_: str, text: str) -> None:
    write(site, {"a.md": text})
    for name in ("report.json", "report.txt", "report.csv"):
        runs = [ots_lint(".", "--format", format_, "-o", name, "--no-cache") for _ in "12"]
        assert [run.err for run in runs if run.status == 2] == []


@pytest.mark.parametrize(("format_", "name"), [("html", "report.html"), ("markdown", "report.md")])
def test_a_report_is_no_page(site: Path, format_: str, name: str) -> None:
    write(site, {"a.md": WRONG + "\nOpenTechScool.\n"})
    first = call(".", "-f", format_, "-o", name, "--no-cache")
    assert first.returncode == 1
    report = (site / name).read_bytes()
    second = call(".", "-f", format_, "-o", name, "--no-cache")
    assert second.returncode == 1
    assert (site / name).read_bytes() == report
    run = call(".", "-f", "json", "--no-cache")
    assert {f["filename"] for f in json.loads(run.stdout)} == {"a.md"}
    run = call("--fix", "--unsafe-fixes", ".", "--no-cache")
    assert (site / name).read_bytes() == report
    assert call(".", "-f", format_, "-o", name, "--no-cache").returncode == 0
    run = call(".", "--no-cache")  # about a run without findings
    assert (run.returncode, run.stderr) == (0, b"")


# ── unexpected ends ─────────────────────────────────────────────────────────────────────────────


def told(run: subprocess.CompletedProcess[bytes]) -> bool:
    """Whether a run ended as one that failed does: with one line and status 2."""
    return run.returncode == 2 and run.stderr.startswith(b"ots-lint: ") and run.stderr.count(b"\n") == 1


@pytest.mark.parametrize("arguments", [["a.md"], ["-fjson", "a.md"], ["rules"], ["config", "."], ["--fix", "a.md"]])
def test_a_closed_standard_output_is_told(site: Path, arguments: list[str]) -> None:
    write(site, {"a.md": WRONG})
    assert told(call(*arguments, stdout=None, preexec_fn=lambda: os.close(1)))
    assert (site / "a.md").read_text() == WRONG


def test_closed_streams_that_nobody_needs_are_no_matter(site: Path) -> None:
    write(site, {"a.md": RIGHT})
    run = call("a.md", "-o", "r.txt", stdout=None, preexec_fn=lambda: os.close(1))
    assert run.returncode == 0
    assert (site / "r.txt").read_text() == "No findings in 1 page.\n"
    assert call("a.md", stderr=None, preexec_fn=lambda: os.close(2)).returncode == 0
    assert call("nix.md", stderr=None, preexec_fn=lambda: os.close(2)).returncode == 2
    assert told(call("-", stdin=None, preexec_fn=lambda: os.close(0)))


@pytest.mark.skipif(sys.platform != "linux", reason="limits are as Linux has them")
def test_a_limit_of_the_system_is_told(site: Path) -> None:
    import resource

    write(site, {"a.md": WRONG * 300})

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    with (site / "out").open("wb") as out:
        assert told(call("a.md", "--no-cache", stdout=out, preexec_fn=small))
    assert told(call("a.md", "--no-cache", "-o", "r.txt", preexec_fn=small))
    write(site, {f"p{i}.md": WRONG for i in range(40)})
    program = (
        "import resource, sys\nfrom ots_lint.__main__ import main\nlimit = int(sys.argv.pop(1))\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))\nmain()"
    )
    ends = set()
    for limit in (3, 4, 5, 6, 8, 10, 12, 15):
        command = [sys.executable, "-c", program, str(limit), ".", "-j2", "-fjson", "--no-cache"]
        run = subprocess.run(command, capture_output=True, timeout=60)
        ends.add(run.returncode)
        assert b"Traceback" not in run.stderr, limit
        if run.returncode == 2:
            assert told(run), (limit, run.stderr)
        else:
            assert len({f["filename"] for f in json.loads(run.stdout)}) == 41, limit
    assert ends == {1, 2}


def test_a_folder_that_is_gone_is_told(site: Path) -> None:
    gone = site / "gone"
    for arguments in (["."], ["a.md"], ["baseline", "."], ["config", "."], ["--fix", "a.md"], ["-"]):
        gone.mkdir()
        program = "import os, sys; os.chdir(sys.argv.pop(1)); os.rmdir(os.getcwd())\nfrom ots_lint.__main__ import main\nmain()"
        run = subprocess.run(
            [sys.executable, "-c", program, str(gone), *arguments], capture_output=True, timeout=60, input=b"x"
        )
        assert told(run), (arguments, run.stderr)


@pytest.mark.parametrize(
    "error", [MemoryError(), RuntimeError("odd\nlines"), RecursionError(), OSError(24, "Too many")]
)
def test_whatever_goes_wrong_is_one_line(site: Path, ots_lint, monkeypatch: pytest.MonkeyPatch, error) -> None:
    from ots_lint.site import run as runs

    def fail(*_, **__):
        raise error

    write(site, {"a.md": WRONG})
    monkeypatch.setattr(runs, "discover", fail)
    for arguments in (["a.md"], ["baseline", "a.md"]):
        run = ots_lint(*arguments)
        assert run.status == 2
        assert lines(run.err) == 1
        assert "Traceback" not in run.err


# ── pipes and devices ───────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize(
    "arguments",
    [
        ["pipe.md"],
        ["link.md"],
        ["a.md", "--baseline", "pipe.md"],
        ["a.md", "--changes", "pipe.md"],
        ["--files-from", "pipe.md"],
        ["a.md", "--config", "pipe.md"],
        ["a.md", "-o", "pipe.md"],
        ["a.md", "--rules", "rules"],
        ["zero.md"],
        ["/dev/zero"],
    ],
)
def test_pipes_and_devices_are_refused(site: Path, arguments: list[str]) -> None:
    write(site, {"a.md": RIGHT, "rules/x.yaml": ""})
    os.mkfifo(site / "pipe.md")
    (site / "rules" / "x.yaml").unlink()
    os.mkfifo(site / "rules" / "x.yaml")
    (site / "link.md").symlink_to("pipe.md")
    (site / "zero.md").symlink_to("/dev/zero")
    assert told(call(*arguments))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_what_is_no_file_is_not_even_opened(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ots_lint.disk.opening import open_regular

    os.mkfifo(site / "pipe.md")
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("opening some devices does something to them"))
    with pytest.raises(OSError, match="a pipe or a device"):
        open_regular(site / "pipe.md")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize("name", [".gitignore", "ots-lint.toml", "pyproject.toml", "b.md", ".git/info/exclude"])
def test_pipes_in_the_tree_hold_nothing_up(site: Path, name: str) -> None:
    write(site, {"a.md": RIGHT})
    (site / ".git" / "info").mkdir()
    os.mkfifo(site / name)
    assert call(".").returncode in (0, 2)


def test_descriptors_that_are_open_may_be_read_and_written(site: Path) -> None:
    write(site, {"a.md": WRONG})
    run = subprocess.run(
        [sys.executable, "-m", "ots_lint", "--files-from", "/dev/stdin", "-o", "/dev/stderr", "-fconcise"],
        input=b"a.md\n",
        capture_output=True,
        timeout=60,
    )
    assert run.returncode == 1
    assert run.stderr.startswith(b"a.md:1:6: error OTS101")


# ── the cache ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("options", [[], ["--no-cache"]])
def test_rules_compiled_in_a_checkout_are_not_believed(site: Path, options: list[str]) -> None:
    from ots_lint.disk.digest import blake2b

    write(site, {"a.md": WRONG})
    environment = {**os.environ, "XDG_CACHE_HOME": str(site / ".cache")}
    elsewhere = {**os.environ, "XDG_CACHE_HOME": str(site.parent / "cache")}
    assert call("a.md", *options, env=elsewhere).returncode == 1
    (made,) = (path for path in (site.parent / "cache" / "ots-lint").glob("rules-*.bin") if path.stem.count("-") == 1)
    first, *lines = made.read_bytes()[16:].split(b"\n")
    lines[json.loads(first)["rules"]] = b"[]"
    body = b"\n".join([first, *lines])
    write(site, {f".cache/ots-lint/{made.name}": blake2b(body, digest_size=16).digest() + body})
    assert call("a.md", *options, env=environment).returncode == 1
