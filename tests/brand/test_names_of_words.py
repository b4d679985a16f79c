"""Names of several words, as brands of others have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ots_lint.lint.page import lint_source
from ots_lint.ruleset.load import Ruleset, load_ruleset
from ots_lint.settings import Settings
from ots_lint.starter.pack import pack_of
from ots_lint.text.source import Source


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    folder: Path = tmp_path_factory.mktemp("rules")
    for name, text in pack_of("Quilt Pals", "https://quiltpals.example").items():
        (folder / name).write_text(text, "utf-8")
    return load_ruleset([folder])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Quilt Pals trifft sich.", []),
        ("Der Quilt-Pals-Abend beginnt um acht.", []),
        ("Das Quilt‑Pals‑Team und das Quilt-Pals-Café laden ein.", []),
        ("Quilt-Pals trifft sich.", ["QP101"]),
        ("Quilt-Pals- und andere Treffen.", ["QP101"]),
        ("Der quilt-pals-Abend beginnt um acht.", ["QP101"]),
        ("Der QuiltPals-Abend beginnt um acht.", ["QP101"]),
    ],
)
def test_hyphens_are_right_in_a_compound(ruleset: Ruleset, text: str, codes: list[str]) -> None:
    found = lint_source(Source(f"---\nlang: de\n---\n\n{text}\n", "a.md"), ruleset, Settings()).findings
    assert [finding.code for finding in found if finding.code.startswith("QP1")] == codes
