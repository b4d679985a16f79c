"""Pages that are the organisation's own by their address, or by that of the site around them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ots_lint.api import lint_paths
from ots_lint.lint.check import check_page
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.site.address import _found, site_address
from ots_lint.text.source import Source

RULESET = load_ruleset()

CLAIM = "We act on behalf of OpenTechSchool.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    _found.cache_clear()
    (tmp_path / ".git").mkdir()
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text(CLAIM)
    return tmp_path


def _codes(folder: Path) -> list[str]:
    _found.cache_clear()
    return [found.finding.code for found in lint_paths([folder])]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("CNAME", "blog.opentechschool.org\n"),
        ("static/CNAME", "www.opentechschool.org"),
        ("_config.yml", "title: x\nurl: https://www.opentechschool.org # ours\n"),
        ("config.toml", 'baseURL = "https://learn.opentechschool.org/"\n'),
        ("hugo.toml", "base_url = 'https://opentechschool.github.io/x'\n"),
    ],
)
def test_the_site_around_a_page_makes_it_the_organisation_s_own(site: Path, name: str, text: str) -> None:
    assert _codes(site) == ["OTS308"]
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text(text)
    assert _codes(site) == []


@pytest.mark.parametrize(
    "text", ["url: https://acme.example.net\n", "url: ''\n", "url: http://localhost:4000\n", "a: url\n"]
)
def test_another_site_is_nobody_s_own(site: Path, text: str) -> None:
    (site / "_config.yml").write_text(text)
    assert _codes(site) == ["OTS308"]


def test_a_site_made_of_one_folder_is_no_other_folder_s(site: Path) -> None:
    (site / "mkdocs.yml").write_text("site_url: https://opentechschool.github.io/tool/\n")
    assert _codes(site) == ["OTS308"]
    (site / "posts").rename(site / "docs")
    assert _codes(site) == []
    (site / "mkdocs.yml").write_text("site_url: https://opentechschool.github.io/tool/\ndocs_dir: pages\n")
    assert _codes(site) == ["OTS308"]


def test_what_lies_above_the_repository_says_nothing(site: Path) -> None:
    (site / "CNAME").write_text("blog.opentechschool.org")
    shutil.copytree(site / "posts", site / "friends" / "posts")
    (site / "friends" / ".git").mkdir()
    _found.cache_clear()
    assert site_address(str(site / "posts")) == "blog.opentechschool.org"
    assert site_address(str(site / "friends" / "posts")) == ""


@pytest.mark.parametrize(
    "page",
    [
        "---\nurl: https://www.opentechschool.org/x\n---\n\n" + CLAIM,
        '<meta property="og:url" content="https://www.opentechschool.org/x"><p>' + CLAIM,
        '<link rel="canonical" href="https://www.opentechschool.org/x"><p>' + CLAIM,
    ],
)
def test_an_address_of_the_page_itself_counts(page: str) -> None:
    def codes(text: str) -> list[tuple[str, str]]:
        name = "a.md" if text.startswith("---") else "a.html"
        found = check_page(read_page(Source(text, name)), RULESET, Settings())
        return [(finding.code, finding.relationship.source) for finding in found]

    assert codes(page) == []
    assert codes(page.replace("www.opentechschool.org", "acme.example")) == [("OTS308", "")]
    assert codes(page.replace("canonical", "stylesheet").replace("og:url", "x").replace("url:", "x:")) == [
        ("OTS308", "")
    ]


def test_terms_are_asked_of_own_pages_about_an_event_alone() -> None:
    def codes(text: str) -> list[tuple[str, str]]:
        found = check_page(read_page(Source(text, "a.md")), RULESET, Settings(site="www.opentechschool.org"))
        return [(finding.code, finding.relationship.source) for finding in found]

    text = "# OpenTechSchool night\n\nTickets: 25 €\n"
    assert codes(text) == []
    assert codes(text + "\nOn 4 May at 19:00.\n") == [("OTS401", "the site's own address")]


def test_a_declaration_is_stronger_than_the_address() -> None:
    text = "---\nots: {relationship: unofficial}\n---\n\n" + CLAIM
    found = check_page(read_page(Source(text, "a.md")), RULESET, Settings(site="www.opentechschool.org"))
    assert {"OTS301", "OTS302"} == {finding.code for finding in found}
