"""Which kinds of contribution a text speaks of as the organisation's; and as its own where it speaks itself."""

from __future__ import annotations

import pytest

from ots_lint.meaning.declared.kinds import own_kinds, said_kinds
from ots_lint.meaning.reading import Reading
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


def reading(language: str, text: str) -> Reading:
    page = read_page(Source(f"---\nlang: {language}\n---\n\n{text}\n", "page.md"))
    return Reading(page, RULESET, Settings())


KINDS = ("coaches", "materials", "venue", "food", "equipment", "promotion", "organisation", "diversity")


@pytest.mark.parametrize(
    ("language", "text", "said", "own"),
    [
        ("en", "OpenTechSchool: Mentors and more.", "coaches", "coaches"),
        ("en", "We meet with OpenTechSchool and many mentors.", "", "coaches"),
        ("en", "We meet with many mentors and OpenTechSchool.", "", "coaches"),
        ("en", "With us: coaches, Acme and OpenTechSchool.", "", "coaches"),
        ("en", "OpenTechSchool: coaches, tables and tea.", "coaches equipment food", "coaches equipment food"),
        ("en", "OpenTechSchool (tables, tea and coaches)", "coaches equipment food", "coaches equipment food"),
        ("en", "Tables, tea and coaches: OpenTechSchool.", "coaches equipment food", "coaches equipment food"),
        ("en", "Tea – OpenTechSchool", "food", "food"),
        ("en", "OpenTechSchool – tea", "food", "food"),
        ("en", "OpenTechSchool's tea and tables", "equipment food", "equipment food"),
        ("en", "Tea by OpenTechSchool, tables by Acme.", "food", "food"),
        ("en", "Tea by OpenTechSchool, tables by the Acme club.", "food", "food"),
        ("en", "Tea by OpenTechSchool and tables by us.", "food", "equipment food"),
        ("en", "OpenTechSchool is here; our own kind tables are ready.", "", "equipment"),
        ("en", "OpenTechSchool is here; our tables are ready.", "", "equipment"),
        ("en", "OpenTechSchool is here; we brought tables.", "", "equipment"),
        ("en", "OpenTechSchool is here; tables for us are ready.", "equipment", "equipment"),
        ("en", "OpenTechSchool is here; they lend us tables.", "equipment", "equipment"),
        ("en", "OpenTechSchool is here; bring tables.", "", ""),
        ("en", "OpenTechSchool is here; please bring tables.", "", ""),
        ("en", "OpenTechSchool is here. Bring tables.", "", ""),
        ("en", "OpenTechSchool is here, with tea for our tables.", "", "food"),
        ("en", "We thank OpenTechSchool and Acme, whose tables are here.", "", ""),
        ("en", "We thank OpenTechSchool, whose tables are here.", "equipment", "equipment"),
        ("en", "Acme, whose tables we use, met OpenTechSchool.", "", ""),
        ("en", "OpenTechSchool is not here with tables.", "", ""),
        ("en", "Perhaps OpenTechSchool brings tables.", "", ""),
        ("en", "“OpenTechSchool brings tables” was a headline.", "", ""),
        ("en", "Last year OpenTechSchool brought tables.", "equipment", "equipment"),
        ("en", "Does OpenTechSchool bring tables?", "", ""),
        ("en", "We use OpenTechSchool's worksheets.", "materials", "materials"),
        ("en", "We work through OpenTechSchool's Python course.", "materials", "materials"),
        ("en", "People from OpenTechSchool help.", "coaches", ""),
        ("en", "People from OpenTechSchool smile.", "", ""),
        ("en", "Some members of OpenTechSchool are here privately.", "coaches", ""),
        ("en", "OpenTechSchool is our partner. They bring tables.", "equipment", "equipment"),
        ("en", "OpenTechSchool is our partner. Tables are there.", "", "equipment"),
        ("en", "OpenTechSchool is our partner. OpenTechSchool brings tables.", "equipment", "equipment"),
        ("en", "The library sends coaches and OpenTechSchool brings cake.", "food", "coaches food"),
        ("en", "The library brings cake and OpenTechSchool sends coaches and tea.", "coaches food", "coaches food"),
        (
            "en",
            "The library brings cake and juice and OpenTechSchool sends coaches and tea.",
            "coaches food",
            "coaches food",
        ),
        ("en", "OpenTechSchool and Acme and a room.", "", "venue"),
        ("en", "OpenTechSchool, a room.", "", "venue"),
        ("en", "OpenTechSchool, Acme, a big room.", "", "venue"),
        ("en", "The coaches belong to Acme; OpenTechSchool is here.", "", ""),
        ("en", "OpenTechSchool is here; the tables belong to Acme.", "", ""),
        ("en", "OpenTechSchool is here; Ada Bell brought tables.", "", ""),
        ("en", "OpenTechSchool is here; the tables were built by Ada.", "", ""),
        ("en", "OpenTechSchool is here; the tables were built by the harbour.", "", ""),
        ("en", "We bring tables.", "", "equipment"),
        ("en", "You bring tables.", "", ""),
        ("en", "Bring tables.", "", ""),
        ("en", "Tables by Acme.", "", ""),
        ("en", "Tables cost 5 €.", "", ""),
        ("en", "No tables today.", "", ""),
        ("en", "Are there tables?", "", ""),
        ("en", "Acme brings tables.", "", ""),
        ("fr", "OpenTechSchool est là, la soirée a lieu ici.", "", ""),
        ("fr", "OpenTechSchool a lieu.", "", ""),
        ("fr", "Le lieu est d'OpenTechSchool.", "venue", "venue"),
        ("de", "OpenTechSchool ist dabei, und wir haben eigene Räume.", "", "venue"),
        ("de", "OpenTechSchool ist dabei, die Räume sind da.", "", "venue"),
        ("de", "OpenTechSchool stellt den Raum, Coaches sind wir selbst.", "venue", "coaches venue"),
    ],
)
def test_which_kinds_are_said(language: str, text: str, said: str, own: str) -> None:
    page = reading(language, text)
    assert (" ".join(sorted(said_kinds(page))), " ".join(sorted(own_kinds(page, KINDS)))) == (said, own)
