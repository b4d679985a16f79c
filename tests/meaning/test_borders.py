"""Where sentences end: a full stop that only an abbreviation has ends none, so that one claim is reported once."""

from __future__ import annotations

import pytest

from ots_lint.lint.check import check_page
from ots_lint.meaning.reading import Reading
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


@pytest.mark.parametrize(
    ("language", "parted"),
    [
        ("en", "The bar opens at 7 p.m. | The tea is free."),
        ("en", "We meet at 7 p.m. | They drink tea."),
        ("en", "We meet at 7 p.m. Ada drinks tea."),
        ("en", "We meet at noon. | Ada drinks tea."),
        ("en", "Acme Inc. is here."),
        ("en", "Room no. 5 is here."),
        ("en", "We are fifteen. | 20 guests are here."),
        ("en", "Tea is here. | opentechschool.org is there."),
        ("en", "We like tea. | OpenTechSchool likes it."),
        ("de", "Der Verein Acme e. V. lädt ein. | Bis bald."),
        ("de", "Wir treffen A. und B. und gehen."),
        ("de", "Es ist in der Bahnhofstraße 12. | Tickets gibt es dort."),
        ("de", "Es ist am 12. Mai."),
        ("de", "Das war 2026. | Tickets gibt es dort."),
        ("de", "Das war im Mai 1826. Tickets gibt es dort."),
        ("de", "Das kostet Fr. 120 im Jahr."),
        ("de", "Erw. € 6 im Jahr."),
        ("it", "Acme S.r.l., la scuola, è qui."),
    ],
)
def test_where_sentences_begin(language: str, parted: str) -> None:
    page = read_page(Source(f"---\nlang: {language}\n---\n\n{parted.replace('| ', '')}\n", "page.md"))
    sentences = Reading(page, RULESET, Settings()).sentences(0)
    [run] = {sentence.run_of(0) for sentence in sentences}
    spans = [sentence.source(0, len(sentence.words) - 1) for sentence in sentences]
    assert run == 0
    assert " | ".join(page.source.text[span.start : span.end] for span in spans) == parted


def test_an_ordinal_that_opens_a_text_is_no_number_of_a_house() -> None:
    page = read_page(Source("---\nlang: de\n---\n\n3. Tag in der Bahnhofstraße\n", "page.md"))
    assert len(Reading(page, RULESET, Settings()).sentences(0)) == 1
