"""Where the clause around some words begins and ends: ⟦the words⟧ in ‹the clause›."""

from __future__ import annotations

import pytest

from ots_lint.meaning.reading import Reading
from ots_lint.meaning.sentence.clause import clause
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


def places(marked: str) -> tuple[str, dict[str, int]]:
    """A text without its marks, and where each stood."""
    text, found = "", {}
    for sign in marked:
        if sign in "⟦⟧‹›":
            found[sign] = len(text)
        else:
            text += sign
    return text, found


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "‹⟦OpenTechSchool runs⟧ this evening›."),
        ("en", "‹In the spring, ⟦OpenTechSchool runs⟧ this evening›."),
        ("en", "‹In the spring of 2013, ⟦OpenTechSchool runs⟧ it›."),
        ("en", "In the long cold spring of 2013, ‹⟦OpenTechSchool runs⟧ it›."),
        ("en", "In the spring when nobody came, ‹⟦OpenTechSchool runs⟧ it›."),
        ("en", "Spring, ‹⟦OpenTechSchool runs⟧ it›."),
        ("en", "With OpenTechSchool, ‹⟦we run⟧ it›."),
        ("en", "It is late, ‹⟦OpenTechSchool runs⟧ it›."),
        ("en", "If he is late, ‹⟦OpenTechSchool runs⟧ it›."),
        ("en", "If late, ‹⟦the school runs⟧ it›."),
        ("en", "Tea is here; ‹⟦we run⟧ it›; cake is there."),
        ("en", "Tea (‹⟦we run⟧ it›) is here."),
        ("en", "Tea – ‹⟦we run⟧ it› – is here."),
        ("en", "‹Neither Acme, the school, nor ⟦OpenTechSchool runs⟧ it›."),
        ("en", "‹Neither the school and Acme nor ⟦OpenTechSchool runs⟧ it›."),
        ("en", "It rains, and ‹⟦OpenTechSchool runs⟧ it›."),
        ("en", "It rains and ‹⟦OpenTechSchool runs⟧ it›."),
        ("en", "‹Cake and ⟦tea run⟧ it›."),
        ("en", "The tea and ‹is ⟦it⟧ here›?"),
        ("en", "‹⟦OpenTechSchool runs⟧ it,› and we sing."),
        ("en", "‹⟦OpenTechSchool runs⟧ it› and we sing."),
        ("en", "‹⟦OpenTechSchool runs⟧ it› and is here."),
        ("en", "‹⟦OpenTechSchool runs⟧ it and sings›."),
        ("en", "‹⟦OpenTechSchool runs⟧ it›, the evening is long."),
        ("en", "‹⟦OpenTechSchool runs⟧ it, the evening›, the tea is good."),
        ("en", "‹⟦OpenTechSchool runs⟧ it, the long and dark evening of ours is here›."),
        ("en", "‹⟦OpenTechSchool runs⟧ it, no tea is here›."),
        ("en", "‹⟦OpenTechSchool runs⟧ it›, at the bridge is tea."),
        ("en", "‹⟦OpenTechSchool runs⟧ it› because it rains."),
        ("en", "‹⟦OpenTechSchool runs⟧ it›, because it rains."),
        ("en", "‹Because it rains ⟦OpenTechSchool runs⟧ it›."),
        ("en", "‹We still ⟦run⟧ it›."),
        ("en", "It rains, ‹still ⟦OpenTechSchool runs⟧ it›."),
        ("en", "‹We know ⟦OpenTechSchool⟧›, who never sing."),
        ("en", "‹We know ⟦Acme⟧›, who never sing."),
        ("en", "‹The evening, which ⟦OpenTechSchool runs⟧, is long›."),
        ("en", "Last year, ‹⟦OpenTechSchool runs⟧ it›."),
        ("en", "Not in spring, ‹⟦OpenTechSchool runs⟧ it›."),
        ("en", "‹In no spring, ⟦the school runs⟧ it›."),
        ("en", "‹In this spring, ⟦the school runs⟧ it›."),
        ("en", "The tea is here, the school, ‹⟦you know⟧ it›."),
        ("en", "‹Tea is at ten, the school ⟦runs⟧ it›."),
        ("en", "Ask for tea, the school, ‹it ⟦runs⟧ it›."),
        ("en", "Who asks? ‹⟦OpenTechSchool runs⟧ it›"),
        ("de", "‹⟦OpenTechSchool veranstaltet⟧ den Abend, die nie singt›."),
        ("de", "‹Wir kennen ⟦OpenTechSchool⟧›, die nie singt."),
        ("de", "‹Im Frühling, ⟦OpenTechSchool veranstaltet⟧ den Abend›."),
        ("de", "‹Weder Acme, die Schule, noch ⟦OpenTechSchool veranstaltet⟧ den Abend›."),
        ("de", "Wenn er nicht kommt, ‹⟦veranstaltet OpenTechSchool⟧ den Abend›."),
        ("de", "‹⟦OpenTechSchool veranstaltet⟧ den Abend›, an der Brücke ist Tee."),
        ("de", "‹An der Brücke ist Tee, die Schule ⟦veranstaltet⟧ den Abend›."),
        ("es", "¿La tarde? ¡‹⟦La organiza OpenTechSchool⟧›!"),
    ],
)
def test_the_clause_around_words(language: str, marked: str) -> None:
    text, at = places(marked)
    head = f"---\nlang: {language}\n---\n\n"
    reading = Reading(read_page(Source(f"{head}{text}\n", "page.md")), RULESET, Settings())
    run = reading.units[0][0]
    [(sentence, first)] = [
        (sentence, word)
        for sentence in reading.sentences(0)
        if (word := sentence.word_at(run, at["⟦"], at["⟦"] + 1)) is not None
    ]
    last = sentence.word_at(run, at["⟧"] - 1, at["⟧"])
    assert last is not None
    span = sentence.source(*clause(sentence, first, last))
    assert (span.start - len(head), span.end - len(head)) == (at["‹"], at["›"])
