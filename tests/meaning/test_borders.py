"""Where sentences end: a full stop that only an abbreviation has ends none, so that one claim is reported once."""

from __future__ import annotations

import pytest

from ots_lint.lint.check import check_page
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


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
    found = check_page(page, RULESET, Settings(relationship="partner"))
    assert [finding.code for finding in found].count("OTS402") == reported


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Wir sind in der Eisenbahnstraße 12. Tickets: 5 €. Ein Brot kostet 3 €.", 1),
        ("Wir treffen uns in Raum 3. Tickets gibt es an der Tür für 5 €.", 1),
        ("Die Reihe läuft bis Mai 2026. Tickets kosten 5 €.", 1),
        ("Zum 100. Treffen kosten Tickets nichts. Am 12. Mai spenden wir 5 € für jedes Brot.", 0),
    ],
)
def test_a_number_that_is_no_ordinal_ends_a_sentence(text: str, reported: int) -> None:
    page = read_page(Source(f"---\nlang: de\n---\n\nOpenTechSchool bringt die Coaches mit. {text}\n", "page.md"))
    found = check_page(page, load_ruleset(), Settings(relationship="partner"))
    assert [finding.code for finding in found] == ["OTS401"] * reported
