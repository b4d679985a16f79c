"""Where sentences end: a full stop that only an abbreviation has ends none, so that one claim is reported once."""

from __future__ import annotations

import pytest

from ots_lint.lint.check import check_page
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source


@pytest.mark.parametrize(
    ("language", "text", "reported"),
    [
        ("it", "Le slide del corso sono di proprietà di Acme S.r.l., tutti i diritti riservati.", 1),
        ("es", "Las diapositivas del curso son propiedad de Acme S. L., todos los derechos reservados.", 1),
        ("it", "Le slide sono di proprietà di Acme. È vietato copiare gli esercizi.", 2),
    ],
)
def test_a_comma_begins_no_sentence(language: str, text: str, reported: int) -> None:
    page = read_page(Source(f"---\nlang: {language}\n---\n\n{text}\n", "page.md"))
    found = check_page(page, load_ruleset(), Settings(relationship="partner"))
    assert [finding.code for finding in found].count("OTS402") == reported
