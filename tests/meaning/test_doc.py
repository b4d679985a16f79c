"""A text's `Doc` says in spaCy's terms what was found out about it, whether it was made before that or afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from ots_lint.meaning.pipeline.build import components_of
from ots_lint.meaning.pipeline.unit import Unit
from ots_lint.meaning.reading import Reading
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

TEXTS = [
    "Tea is ready. Maps are old.\n",
    "Welcome! The Berlin chapter of OpenTechSchool (OTS) hosts the workshop. It brings nine coaches.\n",
    "| What | Who |\n|---|---|\n| Room | OpenTechSchool e.V. |\n",
    "Hello… ?! OpenTechSchool's team and the OpenTechSchool coaches help. Tea!\n",
]


def unit_of(text: str) -> Unit:
    reading = Reading(read_page(Source(text, "page.md")), load_ruleset(), Settings(relationship="unofficial"))
    unit = reading.unit(len(reading.units) - 1)
    assert unit is not None
    return unit


def said_of(unit: Unit) -> dict[str, Any]:
    doc = unit.doc
    return {
        "words": [token.text for token in doc],
        "spaces": [bool(token.whitespace_) for token in doc],
        "starts": [bool(token.is_sent_start) for token in doc],
        "entities": [(span.start, span.end, span.label_) for span in doc.ents],
        "spans": {key: [(s.start, s.end, s.label_) for s in spans] for key, spans in doc.spans.items()},
    }


@pytest.mark.parametrize("text", TEXTS)
def test_a_doc_is_the_same_before_and_behind_reading(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    behind = unit_of(text)
    assert behind._doc is None
    monkeypatch.setattr("ots_lint.meaning.pipeline.unit.components_of", lambda nlp: (components_of(nlp)[0], True))
    before = unit_of(text)  # as if a model's components came first
    assert before._doc is not None
    assert said_of(before) == said_of(behind)
    for name in ("words", "spaces", "starts", "places", "named", "crew"):
        assert getattr(before.notes, name) == getattr(behind.notes, name), name
    assert [s.words for s in before.sentences] == [s.words for s in behind.sentences]


def test_a_doc_has_the_words_and_sentences_that_were_read() -> None:
    unit = unit_of(TEXTS[1])
    said = said_of(unit)
    assert said["words"] == unit.notes.words
    assert "The Berlin chapter of OpenTechSchool (OTS)" not in said["words"]
    assert [label for _, _, label in said["entities"]] == ["ORG"]
    assert {"claims", "contributions"} <= said["spans"].keys()
