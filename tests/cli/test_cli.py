"""The command line around the rules: paths, options, fixes, reports, status."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from page_files import write

WRONG = "Join Open Tech School today.\n"
RIGHT = "Join OpenTechSchool today.\n"


def codes(run) -> list[tuple[str, str, int]]:
    return [(f["filename"], f["code"], f["location"]["row"]) for f in json.loads(run.out)]


def test_a_finding_fails_the_run_and_is_shown(site: Path, ots_lint) -> None:
    write(site, {"events/a.md": "# Night\n\n" + WRONG, "b.md": "Nothing here.\n"})
    run = ots_lint(".")
    assert run.status == 1
    assert run.err == ""
    assert run.out == (
        "events/a.md\n"
        "  3:6 error OTS101 name-spelling\n"
        '    "Open Tech School" is wrong.\n'
        "    3 | Join Open Tech School today.\n"
        "      |      ^^^^^^^^^^^^^^^^\n"
        '    help: write "OpenTechSchool" (--fix does it)\n'
        "    guideline: Naming\n"
        "\n"
        "Found 1 error in 1 of 2 pages. 1 can be fixed with --fix.\n"
    )


def test_nothing_found_is_success(site: Path, ots_lint) -> None:
    write(site, {"a.md": RIGHT})
    run = ots_lint("a.md")
    assert (run.status, run.out) == (0, "No findings in 1 page.\n")
    assert ots_lint("a.md", "-q").out == ""


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 1),
        (["--exit-zero"], 0),
        (["--fail-level", "never"], 0),
        (["--ignore", "OTS1"], 0),
        (["--ignore", "OTS101"], 0),  # a note is below the level
        (["--ignore", "OTS101", "--fail-level", "info"], 1),
        (["--select", "OTS103,OTS3"], 0),
        (["--select", "ots101"], 1),
    ],
)
def test_the_status_follows_level_and_selection(site: Path, ots_lint, options: list[str], status: int) -> None:
    write(site, {"a.md": WRONG + "\nOTS\n"})
    assert ots_lint("a.md", *options).status == status


@pytest.mark.parametrize(
    "name", ["text", "concise", "json", "sarif", "github", "junit", "checkstyle", "gitlab", "html"]
)
def test_the_status_is_the_same_in_every_format(site: Path, ots_lint, name: str) -> None:
    write(site, {"a.md": WRONG, "b.md": RIGHT})
    assert ots_lint(".", "-f", name).status == 1
    assert ots_lint("b.md", "-f", name).status == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nix.md"], "nix.md: there is no such file or folder"),
        (["--select", "OTS7", "."], "--select OTS7: no rule has this code"),
        (["--ignore", "OTS11", "."], "did you mean OTS10"),
        (["--select", "../x", "."], "is no rule code"),
        (["--format", "jsn", "."], "did you mean json?"),
        (["--format", "../cli", "."], "there is no report format"),
        (["--format", "_page", "."], "there is no report format"),
        (["--output-file", "sarif", "."], "sarif=report.sarif"),
        (["--jobs", "0", "."], "neither auto nor a number"),
        (["--relationship", "friend", "."], "unofficial"),
        (["--config", "nix.toml", "."], "there is no configuration file nix.toml"),
        (["--config", "x", "--isolated", "."], "choose one"),
        (["--fixx", "."], "--fix"),
        (["-", "a.md"], "stands alone"),
        (["--fix"], "ots-lint ."),
        (["check"], "ots-lint ."),
        (["--baseline", "nix.json", "."], "there is no such baseline file"),
        (["--files-from", "nix"], "cannot be read"),
        (["rules", "OTS1"], "there is no rule 'OTS1'"),
        (["explain", "name-speling"], "did you mean name-spelling?"),
    ],
)
def test_wrong_usage_is_told_and_has_status_2(site: Path, ots_lint, arguments: list[str], message: str) -> None:
    write(site, {"a.md": RIGHT})
    run = ots_lint(*arguments)
    assert run.status == 2
    assert message in run.err
    assert "Traceback" not in run.err


def test_no_arguments_show_the_help(ots_lint) -> None:
    run = ots_lint()
    assert run.status == 2
    assert "ots-lint --fix ." in run.err
    run = ots_lint("--help")
    assert run.status == 0
    for word in ("--unsafe-fixes", "baseline", "Exit status", "--output-file", "Examples"):
        assert word in run.out
    assert max(map(len, run.out.splitlines())) <= 80


def test_a_wrong_path_does_not_stop_the_others(site: Path, ots_lint) -> None:
    write(site, {"a.md": WRONG})
    run = ots_lint("nix.md", "a.md", "-f", "json")
    assert run.status == 2
    assert codes(run) == [("a.md", "OTS101", 1)]


def test_a_folder_without_pages_is_a_failure(site: Path, ots_lint) -> None:
    (site / "empty").mkdir()
    run = ots_lint("empty")
    assert run.status == 2
    assert "empty: no page was looked at in this folder" in run.err
    assert ots_lint("empty", "-q").err == run.err


def test_broken_configuration_has_status_2(site: Path, ots_lint) -> None:
    write(site, {"a.md": WRONG, "ots-lint.toml": "slect = []\n"})
    run = ots_lint(".")
    assert run.status == 2
    assert run.err == "ots-lint: ots-lint.toml:1: unknown setting 'slect' (did you mean select?)\n"
    assert ots_lint(".", "--isolated").status == 1
    write(site, {"ots-lint.toml": '\nignore = ["OTS77"]\n'})
    assert "ots-lint.toml:2: ignore: no rule has the code 'OTS77'" in ots_lint(".").err


@pytest.mark.parametrize("name", [".ots-lint.toml", "ots_lint.toml"])
def test_settings_in_a_file_of_nearly_the_right_name_are_no_silent_nothing(site: Path, ots_lint, name: str) -> None:
    write(site, {"events/a.md": WRONG, name: 'ignore = ["OTS101"]\n'})
    run = ots_lint("events")
    assert run.status == 2
    assert run.err == f"ots-lint: {name}: no settings are read from a file of this name (call it ots-lint.toml)\n"
    assert ots_lint("events", "--isolated").status == 1
    assert ots_lint("events", "--config", name).status == 0


def test_the_configuration_is_used(site: Path, ots_lint) -> None:
    write(
        site,
        {
            "a.md": WRONG,
            "old/b.md": WRONG,
            "skip/c.md": WRONG,
            "ots-lint.toml": 'exclude = ["skip"]\nformat = "json"\n[severity]\nOTS101 = "info"\n[per-file-ignores]\n"old/" = ["OTS1"]\n',
        },
    )
    run = ots_lint(".")
    assert codes(run) == [("a.md", "OTS101", 1)]
    assert run.status == 0
    assert ots_lint(".", "--fail-level", "info").status == 1
    write(site, {"ots-lint.toml": 'fail-level = "never"\n'})
    assert ots_lint(".").status == 0


def test_fix_changes_the_page_and_reports_the_rest(site: Path, ots_lint) -> None:
    before = b"\xef\xbb\xbfJoin Open Tech School\r\nand OpenTechScool, our official partner.\r\n"
    write(site, {"a.md": before})
    run = ots_lint("--fix", ".", "-f", "concise")
    assert run.status == 1
    assert (site / "a.md").read_bytes() == before.replace(b"Open Tech School", b"OpenTechSchool")
    assert "OTS101" not in run.out
    assert "Fixed 1 finding. Left: 1 error and 1 warning in 1 page. 1 can be fixed with --unsafe-fixes." in run.out
    run = ots_lint("--unsafe-fixes", ".", "-f", "concise")
    assert b"OpenTechSchool, our official" in (site / "a.md").read_bytes()
    again = (site / "a.md").read_bytes()
    assert ots_lint("--unsafe-fixes", ".").out.startswith("a.md\n  2:")
    assert (site / "a.md").read_bytes() == again
    assert sorted(path.name for path in site.iterdir()) == [".git", "a.md"]


def test_fixing_everything_is_success(site: Path, ots_lint) -> None:
    write(site, {"a.md": WRONG, "b.html": "<p>Open Tech School"})
    run = ots_lint("--fix", ".")
    assert (run.status, run.out) == (0, "Fixed 2 findings. No findings left in 2 pages.\n")
    assert (site / "b.html").read_bytes() == b"<p>OpenTechSchool"


def test_diff_shows_what_git_can_apply_and_changes_nothing(site: Path, ots_lint) -> None:
    pages = {"a b.md": WRONG * 2, "new\nline.md": "x\n" + WRONG[:-1], "c.md": "a\r\n" + WRONG.replace("\n", "\r\n")}
    write(site, pages)  # type: ignore[arg-type]
    run = ots_lint("--diff", ".", "-q")
    assert run.status == 1
    assert (site / "a b.md").read_text(encoding="utf-8") == WRONG * 2
    import subprocess

    (site / ".git").rmdir()
    subprocess.run(["git", "init", "-q", site], check=True)
    subprocess.run(["git", "-C", site, "apply", "-"], input=run.out.encode(), check=True)
    assert ots_lint("--diff", ".").status == 0
    for name, text in pages.items():
        assert (site / name).read_bytes() == text.encode().replace(b"Open Tech School", b"OpenTechSchool")


def test_diff_says_what_it_leaves(site: Path, ots_lint) -> None:
    write(site, {"a.md": WRONG + "OpenTechScool\n"})
    assert ots_lint("--diff", ".").err == "Would fix 1 finding in 1 page. 1 finding would be left.\n"


def test_a_page_that_cannot_be_written_stays_and_is_told(site: Path, ots_lint) -> None:
    write(site.parent, {"outside.md": WRONG})
    (site / "a.md").symlink_to(site.parent / "outside.md")
    write(site, {"b.md": WRONG})
    run = ots_lint("--fix", "a.md", "b.md", "-f", "json")
    assert run.status == 2
    assert "a.md: not changed: the path leads out of the project by a link" in run.err
    assert codes(run) == [("a.md", "OTS101", 1)]
    assert (site.parent / "outside.md").read_text() == WRONG
    assert (site / "b.md").read_text() == RIGHT


def test_an_unreadable_page_is_a_finding(site: Path, ots_lint) -> None:
    write(
        site,
        {"a.md": b"caf\xe9\n", "b.md": b"\xff\xfeO", "c.html": b'<meta charset="rot13"><p>open \xe9', "d.md": WRONG},
    )
    run = ots_lint(".", "-f", "json")
    assert codes(run) == [("a.md", "OTS900", 1), ("b.md", "OTS900", 1), ("c.html", "OTS900", 1), ("d.md", "OTS101", 1)]
    assert run.status == 1


def test_a_bug_on_one_page_does_not_stop_the_others(site: Path, ots_lint) -> None:
    write(site, {"a.md": "open: raise a bug\n", "b.md": WRONG})
    for jobs in ("1", "2"):
        run = ots_lint(".", "-f", "json", "--jobs", jobs)
        assert run.status == 2
        assert "a.md: this page could not be linted: ZeroDivisionError" in run.err
        assert codes(run) == [("b.md", "OTS101", 1)]


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux")
def test_a_worker_that_dies_is_told_with_its_page(site: Path, ots_lint) -> None:
    write(site, {f"p{i:02}.md": WRONG for i in range(30)})
    write(site, {"p07.md": "open: kill the worker\n", "p21.md": "open: kill the worker\n"})
    run = ots_lint(".", "-f", "json", "--jobs", "2", "--no-cache")
    assert run.status == 2
    assert len(codes(run)) == 28
    assert "p07.md: this page could not be linted: a worker process ended unexpectedly (status 3)" in run.err
    assert "p21.md: " in run.err


def test_jobs_give_the_same_report(site: Path, ots_lint) -> None:
    write(site, {f"d{i % 7}/p{i}.md": WRONG + "OTS\n" * (i % 5) for i in range(120)})
    one = ots_lint(".", "--no-cache", "-j1").out
    assert ots_lint(".", "--no-cache", "-j3").out == one
    assert ots_lint(".", "--no-cache").out == one
    assert ots_lint(".", "--fix", "-j3").out.count("OTS103") == one.count("OTS103")
    assert "OTS101" not in ots_lint(".").out


def test_standard_input(site: Path, ots_lint, monkeypatch: pytest.MonkeyPatch) -> None:
    def give(data: bytes) -> None:
        import io

        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    write(site, {"ots-lint.toml": '[per-file-ignores]\n"old/" = ["OTS1"]\n'})
    give(WRONG.encode())
    run = ots_lint("-", "-f", "concise")
    assert run.status == 1
    assert run.out.startswith("stdin.md:1:6: error OTS101")
    give(WRONG.encode())
    assert ots_lint("-", "--stdin-filename", "old/a.html").status == 0
    give(b"\xef\xbb\xbf" + WRONG.encode() + b"\r\nOpenTechScool")
    run = ots_lint("-", "--fix", "-f", "concise")
    assert run.out == "\ufeff" + RIGHT + "\r\nOpenTechScool"
    assert "OTS102" in run.err
    assert run.status == 1
    give(b"nothing\n")
    run = ots_lint("-", "--fix", "-q")
    assert (run.status, run.out, run.err) == (0, "nothing\n", "")
    give(WRONG.encode())
    run = ots_lint("-", "--diff", "-q")
    assert "+Join OpenTechSchool" in run.out
    assert run.status == 1


def test_paths_from_a_file(site: Path, ots_lint) -> None:
    write(site, {"a.md": WRONG, "b.md": WRONG, "c.md": WRONG, "list": "a.md\0c.md\0"})
    assert [name for name, _, _ in codes(ots_lint("--files-from", "list", "-f", "json"))] == ["a.md", "c.md"]


def test_reports_go_to_files(site: Path, ots_lint) -> None:
    write(site, {"a.md": WRONG})
    run = ots_lint(
        ".", "-f", "json", "-o", "report.json", "--output-file", "sarif=r.sarif", "--output-file", "concise=r.txt"
    )
    assert (run.status, run.out) == (1, "")
    assert json.loads((site / "report.json").read_text())[0]["code"] == "OTS101"
    assert json.loads((site / "r.sarif").read_text())["version"] == "2.1.0"
    assert (site / "r.txt").read_text().startswith("a.md:1:6: error OTS101")
    run = ots_lint(".", "-o", "no/such/folder/r.txt")
    assert run.status == 2
    assert "no/such/folder/r.txt: the report cannot be written: No such file or directory" in run.err


def test_statistics(site: Path, ots_lint) -> None:
    write(site, {"a.md": WRONG * 3 + "OTS\n"})
    assert (
        "3  OTS101  name-spelling\n1  OTS103  abbreviation-alone\n"
        in ots_lint(".", "-f", "concise", "--statistics").out
    )


def test_names_cannot_fool_the_terminal(site: Path, ots_lint) -> None:
    write(site, {"a\x1b[2J\nb.md": "Open Tech School \x1b]0;title\x07 \u202e\n"})
    for name in ("text", "concise"):
        out = ots_lint(".", "-f", name).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert r"a\e[2J\nb.md" in out
    run = ots_lint("nix\x1b[2J.md")
    assert "\x1b" not in run.err


def test_colours(site: Path, ots_lint, monkeypatch: pytest.MonkeyPatch) -> None:
    write(site, {"a.md": WRONG})
    assert "\x1b[" not in ots_lint(".").out
    assert "\x1b[1;31merror\x1b[0m" in ots_lint(".", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31m" in ots_lint(".").out
    assert "\x1b[" not in ots_lint(".", "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in ots_lint(".").out


def test_baseline(site: Path, ots_lint) -> None:
    write(site, {"a.md": WRONG + "\n" + WRONG, "b/c.md": "OpenTechScool\n"})
    run = ots_lint("baseline", ".")
    assert run.status == 0
    assert "ots-lint-baseline.json: 3 known findings in 2 pages." in run.out
    write(site, {"ots-lint.toml": 'baseline = "ots-lint-baseline.json"\n'})
    run = ots_lint(".")
    assert (run.status, run.out) == (0, "No findings in 2 pages. (3 known from the baseline)\n")
    # lines move, indentation changes, one more of the same appears, another is new
    write(
        site,
        {"a.md": "New\n\n\n  " + WRONG + "\n" + WRONG + "\n" + WRONG, "b/c.md": "# OpenTechScool\n\nOpenTechScool\n"},
    )
    run = ots_lint(".", "-f", "json")
    assert codes(run) == [("a.md", "OTS101", 8), ("b/c.md", "OTS102", 1)]
    assert run.status == 1
    assert len(codes(ots_lint(".", "-f", "json", "--no-baseline"))) == 5
    run = ots_lint("baseline", ".")
    assert "5 known findings" in run.out
    assert "Use it with" not in run.out
    assert ots_lint(".").status == 0
    write(site, {"b/c.md": "fine\n"})
    assert "2 of its findings are found no more" in ots_lint(".", "-v").err


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1, "findings": [1]}', '{"version": 9, "findings": []}', "[" * 99999]
)
def test_a_damaged_baseline_is_told(site: Path, ots_lint, text: str) -> None:
    write(site, {"a.md": WRONG, "known.json": text})
    run = ots_lint(".", "--baseline", "known.json")
    assert run.status == 2
    assert "known.json: " in run.err
    assert "Traceback" not in run.err


def test_config_says_what_holds_and_why(site: Path, ots_lint) -> None:
    write(
        site,
        {
            "a.md": RIGHT,
            "sub/pyproject.toml": '[tool.ots-lint]\nignore = ["OTS103"]\n[[tool.ots-lint.events]]\npaths = ["b.md"]\nrelationship = "partner"\n',
            "sub/b.md": RIGHT,
        },
    )
    run = ots_lint("config", ".")
    assert run.status == 0
    first, second = run.out.split("\n\n")
    assert first.startswith("a.md\n  configuration   none was found")
    assert "sub/b.md\n  configuration   sub/pyproject.toml" in second
    assert "ignore          OTS103" in second
    assert "partner (from [[events]], unless a page says otherwise)" in second
    assert "unofficial (command line)" in ots_lint("--show-settings", "--relationship", "unofficial", ".").out


def test_rules_are_listed_explained_and_documented(site: Path, ots_lint) -> None:
    run = ots_lint("rules")
    assert "OTS101  name-spelling        error    --fix\n" in run.out
    assert [rule["code"] for rule in json.loads(ots_lint("rules", "--json").out)][:2] == ["OTS101", "OTS102"]
    for arguments in (["rules", "OTS101"], ["explain", "name-spelling"], ["rules", "ots101"]):
        run = ots_lint(*arguments)
        assert "Why OTS101 is there." in run.out
        assert "    Join Open Tech School today.\n  becomes\n    Join OpenTechSchool today.\n" in run.out
    assert ots_lint("rules", "--docs", "docs").out == "docs: 6 rules, 7 files changed\n"
    assert ots_lint("rules", "--docs", "docs").out == "docs: 6 rules, 0 files changed\n"
    page = (site / "docs" / "OTS101.md").read_text()
    assert "⟦" not in page
    assert "```markdown\nJoin Open Tech School today.\n```" in page
    assert "[Naming](https://example.org/guideline#naming)" in page
    (site / "docs" / "OTS999.md").write_text(page)
    (site / "docs" / "notes.md").write_text("mine")
    assert ots_lint("rules", "--docs", "docs").out == "docs: 6 rules, 1 file changed\n"
    assert not (site / "docs" / "OTS999.md").exists()
    assert (site / "docs" / "notes.md").exists()


def test_per_folder_fail_levels(site: Path, ots_lint) -> None:
    write(site, {"a/ots-lint.toml": 'fail-level = "never"', "a/x.md": WRONG, "b/x.md": RIGHT})
    assert ots_lint(".").status == 0
    write(site, {"b/x.md": WRONG})
    assert ots_lint(".").status == 1


def test_a_closed_pipe_is_quiet(site: Path) -> None:
    import subprocess

    write(site, {f"p{i}.md": WRONG * 200 for i in range(20)})
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import fakes, pytest\nfrom ots_lint.cli.main import run\n"
        "with pytest.MonkeyPatch.context() as patch:\n    fakes.install(patch); sys.exit(run())"
    )
    helpers = str(Path(__file__).parent.parent)
    process = subprocess.Popen(
        [sys.executable, "-c", program, helpers, "."], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(100)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141


def test_version_needs_nothing_else() -> None:
    import subprocess

    from ots_lint import __version__

    program = (
        "import sys; sys.argv = ['ots-lint', '--version']\nfrom ots_lint.__main__ import start\nstart()\n"
        "assert not {'click', 're', 'typing'} & set(sys.modules) - before, sys.modules"
    )
    program = "import sys; before = set(sys.modules)\n" + program
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stderr == ""
    assert re.fullmatch(
        rf"ots-lint {re.escape(__version__)} \(rules: OpenTechSchool \d+\.\d+, [0-9a-f]{{8}}\)\n", run.stdout
    )


def test_a_page_whose_name_looks_like_an_option_is_a_page(site: Path, ots_lint) -> None:
    write(site, {"-h.md": WRONG, "--fix.md": WRONG, "-q.html": RIGHT})
    run = ots_lint("check", "-h.md", "--fix.md", "-q.html", "-fjson")
    assert codes(run) == [("--fix.md", "OTS101", 1), ("-h.md", "OTS101", 1)]
    assert ots_lint("-h.md").status == 1
    assert ots_lint("--absent.md").status == 2
