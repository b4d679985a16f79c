"""Lines with a label each, in one paragraph."""

from __future__ import annotations

import pytest

from ots_lint.meaning.pipeline.label_lines import line_starts


def starts(text: str) -> list[str]:
    """The words at which a line begins that is a sentence of its own."""
    places, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        places.append((at, at + len(word)))
        at += len(word)
    return [[*text.split(), "END"][token] for token in sorted(line_starts(text, places))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Venue: Locke Bar\nTalk: Ada\nNo fee", ["Venue:", "Talk:", "No"]),
        ("Programme\nVenue: Locke Bar\nTalk: Ada", ["Venue:", "Talk:"]),
        ("Venue: Locke Bar\nTalk: Ada\n", ["Venue:", "Talk:", "END"]),
        ("Tuesday at seven\nTalk: Ada\nCoaches: Acme", ["Talk:", "Coaches:"]),
        ("One label is an accident of a broken\nLine: it goes on", []),
        ("We bring tea,\nCake: a lot of it\nand what we have,\nBread: some", []),
        ("Acme: tea and things that are broken\nover two lines\nBeta: cake", ["Acme:", "Beta:"]),
        ("lower: no\ncase: no", []),
        ("Time: 7 pm", []),
    ],
)
def test_lines_with_labels_are_sentences(text: str, expected: list[str]) -> None:
    assert starts(text) == expected
