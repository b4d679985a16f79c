"""Addresses in rules and documents are those of one list, and the guideline's is the published one."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from ots_lint import __version__
from ots_lint.ruleset.load import load_ruleset

ROOT = Path(__file__).parent.parent
LIST = ROOT / "tests" / "addresses.txt"
#: What users read: rules, documents, and the files that are shipped, copied or shown.
READ = (
    "*.md",
    "*.yml",
    "*.cff",
    "Dockerfile",
    "pyproject.toml",
    ".github/**/*.yml",
    ".github/**/*.md",
    "docs/**/*.md",
    "docs/**/*.json",
    "rules/**/*.yaml",
    "src/ots_lint/**/*.toml",
    "src/ots_lint/**/*.yaml",
    "src/ots_lint/**/*.yml",
    "src/ots_lint/**/*.j2",
    "examples/workflows/*.yml",
)
_ADDRESS = re.compile(r"https?://[^\s\"'`<>()\[\]⟧|“”\\,]+")


def used() -> dict[str, list[str]]:
    """Address → the files that name it."""
    found: dict[str, list[str]] = defaultdict(list)
    for pattern in READ:
        for path in sorted(ROOT.glob(pattern)):
            for address in _ADDRESS.findall(path.read_text("utf-8")):
                address = address.rstrip(".;:*_…")
                host = re.split(r"[/:?#]", address.partition("://")[2])[0]
                if not host.endswith(".example") and "." in host and "{" not in host and "$" not in address:
                    found[general(address)].append(path.relative_to(ROOT).as_posix())
    return found


def general(address: str) -> str:
    """An address without what differs from file to file: the version, and the code of a rule."""
    address = address.replace(f"v{__version__}", "v{version}")
    return re.sub(r"/docs/rules/[A-Z]+\d+\.md", "/docs/rules/{code}.md", address)


def test_every_address_is_in_the_list_and_every_one_there_is_used() -> None:
    listed = [line for line in LIST.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(listed) == len(set(listed))
    named = used()
    assert {address: files for address, files in named.items() if address not in listed} == {}
    assert set(listed) - named.keys() == set(), "nobody names these"


def test_findings_lead_to_the_published_guideline() -> None:
    """`handbooks/partnerships.md` of the site's source is published under this address."""
    addresses = {rule.guideline_url for rule in load_ruleset().rules.values()}
    assert {address.partition("#")[0] for address in addresses} == {
        "https://www.opentechschool.org/handbooks/partnerships.html"
    }


def test_the_address_of_a_rule_leads_to_its_page() -> None:
    for rule in load_ruleset().rules.values():
        path = rule.url.removeprefix("https://github.com/OpenTechSchool/ots-lint/blob/main/")
        assert (ROOT / path).is_file(), rule.url
