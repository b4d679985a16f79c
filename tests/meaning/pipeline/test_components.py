"""What the components write to a `Doc` for whoever looks at it as spaCy's users do, and that each hands it on."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from ots_lint.meaning.page import discourse
from ots_lint.meaning.pipeline.build import pipeline
from ots_lint.meaning.reading import Reading
from ots_lint.meaning.sentence.contributions import taken_back
from ots_lint.meaning.tongues.blocks import packs_of
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()
TEXT = "We greet OpenTechSchool Berlin. This evening is hosted by OpenTechSchool, which brings us kites, too."


def reading(text: str, language: str = "en") -> Reading:
    page = read_page(Source(f"---\nlang: {language}\n---\n\n{text}\n", "page.md"))
    return Reading(page, RULESET, Settings())


def document(text: str) -> Doc:
    sentence = reading(text).sentences(0)[0]
    assert sentence.notes.contributions is not None  # they wait until one asks
    return sentence.unit.doc


def spans(doc: Doc, name: str) -> list[tuple[str, str]]:
    return [(span.label_, span.text) for span in doc.spans.get(name, [])]


def test_claims_and_contributions_are_spans() -> None:
    doc = document(TEXT)
    assert spans(doc, "claims") == [
        ("runs", "hosted by OpenTechSchool"),
        ("provides", "OpenTechSchool, which brings"),
    ]
    assert spans(doc, "contributions") == [
        ("venue", "hosted by OpenTechSchool"),
        ("other", "OpenTechSchool, which brings us kites"),
        ("other", "which brings us kites"),
    ]


def test_a_text_that_says_nothing_has_no_spans() -> None:
    assert not document("We greet OpenTechSchool.").spans


def test_mentions_are_entities() -> None:
    doc = document("The coaches of OpenTechSchool greet OpenTechSchool Berlin.")
    assert [(entity.label_, entity.text) for entity in doc.ents] == [
        ("PEOPLE", "OpenTechSchool"),
        ("ORG", "OpenTechSchool Berlin"),
    ]


@pytest.mark.parametrize("text", [TEXT, "Tea is free."])
def test_each_component_hands_the_document_on(text: str) -> None:
    doc = document(text)
    for name, component in pipeline(packs_of(RULESET)["en"]).pipeline:
        assert component(doc) is doc, name


def test_what_is_taken_back_is_told_with_what_speaks_against_it() -> None:
    [first, second] = reading("OpenTechSchool sends no coaches. OpenTechSchool lends us a hall.").sentences(0)
    assert {(thing.kind, *(r.modifier for r in against)) for thing, against in taken_back(first)} == {
        ("coaches", "negated")
    }
    assert [*taken_back(second)] == []


@pytest.mark.parametrize(
    ("text", "passed", "is_left"),
    [
        ("OpenTechSchool is here.", 0, True),
        ("OpenTechSchool is here. Tea is free.", 0, False),
        ("OpenTechSchool is here.\n\nThey smile.", 0, False),
        ("OpenTechSchool is here.\n\nTea is free.", 0, True),
        ("OpenTechSchool is here.\n\nTea is free.\n\nThey smile.", 0, False),
        ("OpenTechSchool is here.\n\nTea is free.\n\nThey smile.", 1, True),
        ("OpenTechSchool is here.\n\nTea is free.\n\nCake is free.\n\nThey smile.", 0, True),
        ("OpenTechSchool is here.\n\nTea is free. Theirs is cake.", 0, False),
    ],
)
def test_whether_no_text_behind_takes_anything_up(text: str, passed: int, *, is_left: bool) -> None:
    page = reading(text)
    assert discourse._is_left(page, page.sentences(0)[0], passed) is is_left


def test_where_subjects_are_dropped_any_text_may_take_something_up() -> None:
    page = reading("OpenTechSchool está aquí.\n\nTrae pizza.", "es")
    assert not discourse._is_left(page, page.sentences(0)[0], 0)


def test_a_text_in_a_language_without_a_pack_takes_nothing_up() -> None:
    page = reading('OpenTechSchool is here.\n\n<p lang="pl">Herbata jest za darmo.</p>')
    assert discourse._is_left(page, page.sentences(0)[0], 0)
