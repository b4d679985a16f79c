"""The documentation site: it builds strictly, is whole, and is searched in both languages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from actions_runner import ROOT

from ots_lint.ruleset.load import load_ruleset

MKDOCS = shutil.which("mkdocs", path=str(Path(sys.executable).parent))
pytestmark = pytest.mark.skipif(MKDOCS is None, reason="mkdocs is not installed (pip install -e '.[docs]')")
BROWSER = ROOT / "tests" / "browser"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NODE = shutil.which("node")
#: Pages for organisers and partners, which are there in German, too.
GERMAN = ["index", "partners", "reviewers", "relationships", "suppressions"]


def build(target: Path, source: Path = ROOT) -> subprocess.CompletedProcess[str]:
    assert MKDOCS is not None
    call = [MKDOCS, "build", "--strict", "--config-file", str(source / "mkdocs.yml"), "--site-dir", str(target)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(call, capture_output=True, text=True, cwd=source, env=environment, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = build(folder)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "WARNING" not in done.stderr
    return folder


def test_every_rule_has_a_page_with_wrong_and_right_side_by_side(built: Path) -> None:
    for code in load_ruleset().rules:
        text = (built / "rules" / code / "index.html").read_text("utf-8")
        assert re.search(r"<th[^>]*>Wrong</th>\s*<th[^>]*>Right</th>", text), code
        assert "<td markdown" not in text
        cells = re.findall(r"(?s)<td>(.*?)</td>", text.partition("Wrong and right</h2>")[2] or text)
        assert all("```" not in cell for cell in cells), "Markdown that nobody rendered"
        german = (built / "de" / "rules" / code / "index.html").read_text("utf-8")
        assert re.search(r"<th[^>]*>Falsch</th>\s*<th[^>]*>Richtig</th>", german), code
        assert ">Deutsch</a></p>" not in text, "the menu of the site leads to the other language"


@pytest.mark.parametrize("name", GERMAN)
def test_the_pages_for_organisers_are_german_too(built: Path, name: str) -> None:
    text = (built / "de" / ("" if name == "index" else name) / "index.html").read_text("utf-8")
    assert '<html lang="de"' in text
    english = (built / ("" if name == "index" else name) / "index.html").read_text("utf-8")
    assert '<html lang="en"' in english
    title = re.compile(r"<h1[^>]*>(.*?)<")
    assert title.search(text)[1] != title.search(english)[1]  # type: ignore[index]


def test_german_pages_have_the_same_parts() -> None:
    """A heading, block or table that one language has, the other has, too."""
    for name in GERMAN:
        english = (ROOT / "docs" / f"{name}.md").read_text("utf-8")
        german = (ROOT / "docs" / f"{name}.de.md").read_text("utf-8")
        for part in (r"(?m)^#+ ", r"(?m)^\s*```\w+$", r"(?m)^\|", r"(?m)^(?:\d+\.|-) "):
            assert len(re.findall(part, german)) == len(re.findall(part, english)), (name, part)


@pytest.mark.skipif(
    not (CHROMIUM and NODE and (BROWSER / "node_modules").is_dir()), reason="needs Chromium, Node and npm ci"
)
def test_nothing_is_hard_to_see_or_to_reach(built: Path) -> None:
    """As axe-core sees it, on a small and a large screen, light and dark: a page with code, and one with wide tables."""
    call = [str(NODE), "inspect_site.mjs", str(CHROMIUM), str(built), "de/rules/OTS401/,configuration/", "400,1400"]
    done = subprocess.run(call, capture_output=True, text=True, cwd=BROWSER, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    views = json.loads(done.stdout)
    assert len(views) == 8
    assert {view["scheme"] for view in views} == {"default", "slate"}
    assert [view for view in views if view["violations"] or view["overflow"] > 0] == []


def test_search_finds_both_languages(built: Path) -> None:
    index = json.loads((built / "search" / "search_index.json").read_text("utf-8"))
    assert set(index["config"]["lang"]) == {"en", "de"}
    text = " ".join(entry["text"] for entry in index["docs"])
    assert "Gästebuch" in text
    assert "guest book" in text


def test_schemas_are_served_as_they_are(built: Path) -> None:
    for path in (ROOT / "docs" / "schemas").glob("*.json"):
        assert (built / "schemas" / path.name).read_bytes() == path.read_bytes()


def test_nothing_is_loaded_from_elsewhere(built: Path) -> None:
    for page in built.rglob("*.html"):
        text = page.read_text("utf-8")
        loaded = re.findall(r'<(?:script|img|iframe)[^>]*\ssrc="(https?:[^"]+)"', text)
        loaded += re.findall(r'<link[^>]*rel="stylesheet"[^>]*href="(https?:[^"]+)"', text)
        assert loaded == [], page


def test_links_out_of_the_documents_lead_into_the_repository(built: Path) -> None:
    text = (built / "example" / "index.html").read_text("utf-8")
    assert "https://github.com/OpenTechSchool/ots-lint/tree/main/examples/site" in text
    assert "https://github.com/OpenTechSchool/ots-lint/blob/main/examples/site/events/django-day.md" in text


def test_a_broken_link_would_be_noticed(tmp_path: Path) -> None:
    for name in ("docs", ".ci"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    page = tmp_path / "docs" / "partners.md"
    page.write_text(page.read_text("utf-8") + "\n[there](nowhere.md)\n", "utf-8")
    done = build(tmp_path / "site", tmp_path)
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr
