"""What a statement is about where that is not this event, and whether anything ties it to the event."""

from __future__ import annotations

import pytest

from ots_lint.meaning.reading import Reading
from ots_lint.meaning.sentence.statement import Statement
from ots_lint.meaning.sentence.target import is_loose, is_of_something_else, other_subject
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()
TITLES = {
    "de": "Programmierabend",
    "en": "Python night",
    "es": "Noche de Python",
    "fr": "Soirée Python",
    "it": "Serata Python",
    "sv": "Kodkväll",
}


def statement(language: str, text: str, family: str) -> Statement:
    """The statement of a family that a text makes on a page with a title; behind "/" where the title is another one."""
    title, _, text = text.rpartition(" / ")
    page = read_page(Source(f"---\nlang: {language}\n---\n\n# {title or TITLES[language]}\n\n{text}\n", "page.md"))
    reading = Reading(page, RULESET, Settings())
    return next(s for sentence in reading.sentences(1) for s in reading.statements(sentence) if s.family == family)


@pytest.mark.parametrize(
    ("language", "family", "text", "about"),
    [
        ("en", "runs", "The raffle is not run by OpenTechSchool.", "The raffle"),
        ("en", "runs", "Neither the school nor OpenTechSchool runs the evening.", ""),
        ("en", "runs", "Neither the school nor the OpenTechSchool runs the evening.", ""),
        ("en", "runs", "The school and OpenTechSchool do not run the raffle.", "the raffle"),
        ("en", "runs", "Unlike last year, the evening is not run by OpenTechSchool.", ""),
        ("en", "runs", "Unlike last year, the big raffle is not run by OpenTechSchool.", "the big raffle"),
        ("en", "runs", "Dinner, the raffle and the tea are not run by OpenTechSchool.", "the raffle"),
        ("en", "involved", "OpenTechSchool is not responsible for travel.", "travel"),
        ("en", "involved", "OpenTechSchool is not responsible.", ""),
        ("en", "involved", "In the raffle, OpenTechSchool is not involved.", "the raffle"),
        ("en", "runs", "OpenTechSchool does not run tonight.", ""),
        ("en", "runs", "OpenTechSchool does not run this.", ""),
        ("en", "runs", "OpenTechSchool does not run our own raffle.", "our own raffle"),
        ("en", "supports", "OpenTechSchool does not support the raffle or the cake.", "the raffle"),
        ("en", "runs", "OpenTechSchool does not run the Crypto Night.", ""),
        ("en", "runs", "Not run by OpenTechSchool is the raffle.", "the raffle"),
        ("en", "supports", "The supper is not supported by OpenTechSchool.", "The supper"),
        ("en", "runs", "The night of the raffle is not run by OpenTechSchool.", ""),
        ("en", "runs", "The raffle of the night is not run by OpenTechSchool.", "The raffle"),
        ("en", "runs", "The night's raffle is not run by OpenTechSchool.", "The night 's raffle"),
        ("en", "runs", "The after-party is not run by OpenTechSchool.", "The after-party"),
        ("en", "supports", "Members are not supported by OpenTechSchool.", ""),
        ("en", "supports", "We are not supported by OpenTechSchool.", ""),
        ("en", "partner", "Ada is a partner of OpenTechSchool.", "Ada"),
        ("de", "runs", "Die Tombola wird nicht von OpenTechSchool veranstaltet.", "Die Tombola"),
        ("de", "runs", "Der Abend der Tombola wird nicht von OpenTechSchool veranstaltet.", ""),
        ("de", "runs", "Die Tombola des Abends wird nicht von OpenTechSchool veranstaltet.", "Die Tombola"),
        ("de", "runs", "OpenTechSchool veranstaltet die Tombola nicht.", "die Tombola"),
        ("de", "runs", "OpenTechSchool veranstaltet den Abend nicht.", ""),
        ("de", "runs", "Weder die Schule noch OpenTechSchool veranstalten den Abend.", ""),
        ("de", "runs", "Nachtzug / Der Zug wird nicht von OpenTechSchool veranstaltet.", "Der Zug"),
        ("de", "runs", "Nachtcafé / Das Café wird nicht von OpenTechSchool veranstaltet.", ""),
        ("de", "runs", "Nachtcafé / Das Nachtcafé wird nicht von OpenTechSchool veranstaltet.", ""),
        ("sv", "runs", "Garderoben sköts inte av OpenTechSchool.", "Garderoben"),
        ("sv", "runs", "Kodkvällen ordnas inte av OpenTechSchool.", ""),
        ("es", "runs", "La rifa no la organiza OpenTechSchool.", "La rifa"),
        ("es", "runs", "La noche no la organiza OpenTechSchool.", ""),
        ("es", "independent", "OpenTechSchool no lo avala.", ""),
        ("es", "independent", "OpenTechSchool no avala la rifa.", "la rifa"),
        ("fr", "runs", "La tombola n'est pas organisée par OpenTechSchool.", "La tombola"),
        ("fr", "runs", "La soirée n'est pas organisée par OpenTechSchool.", ""),
        ("it", "runs", "La lotteria non è organizzata da OpenTechSchool.", "La lotteria"),
        ("it", "runs", "La serata non è organizzata da OpenTechSchool.", ""),
        ("en", "runs", "Neither the bakery nor OpenTechSchool runs the evening.", ""),
        ("en", "runs", "Neither the bakery nor the OpenTechSchool runs the evening.", ""),
        ("en", "runs", "The bakery and OpenTechSchool do not run the evening.", ""),
        ("en", "runs", "With all the cake, the evening is not run by OpenTechSchool.", ""),
        ("en", "runs", "After the supper, the raffle is not run by OpenTechSchool.", "the raffle"),
        ("en", "runs", "The evening, the third one, is not run by OpenTechSchool.", ""),
        ("en", "runs", "This event, the third one, is not run by OpenTechSchool.", ""),
        ("en", "runs", "Tonight, the third of its kind, is not run by OpenTechSchool.", ""),
        ("en", "provides", "OpenTechSchool does not pay for travel.", "travel"),
        ("en", "runs", "OpenTechSchool does not run the very long raffle.", "the very long raffle"),
        ("en", "runs", "OpenTechSchool does not run the raffle ticket desk.", "the raffle ticket desk"),
        ("en", "runs", "OpenTechSchool does not run what we do.", ""),
        ("en", "runs", "That is not run by OpenTechSchool.", ""),
        ("en", "runs", "Lunch drinks are not run by OpenTechSchool.", "Lunch drinks"),
        ("en", "endorses", "This certificate is not endorsed by OpenTechSchool.", ""),
        ("en", "endorses", "The role of the raffle is not endorsed by OpenTechSchool.", "the raffle"),
        ("en", "runs", "This zeppelin is not run by OpenTechSchool.", ""),
        ("en", "runs", "This tea is not run by OpenTechSchool.", "This tea"),
        ("en", "runs", "Our zeppelin is not run by OpenTechSchool.", "Our zeppelin"),
        ("en", "runs", "The Zeppelin is not run by OpenTechSchool.", ""),
        (
            "de",
            "runs",
            "Der schöne lange Zeppelin wird nicht von OpenTechSchool veranstaltet.",
            "Der schöne lange Zeppelin",
        ),
        ("de", "runs", "Dieser Zeppelin wird nicht von OpenTechSchool veranstaltet.", ""),
        ("de", "provides", "Dieser Kaffee wird nicht von OpenTechSchool gestellt.", "Dieser Kaffee"),
        ("de", "runs", "Am Tag / Der Tag wird nicht von OpenTechSchool veranstaltet.", ""),
        ("es", "independent", "OpenTechSchool no la avala.", ""),
        ("es", "runs", "OpenTechSchool no la organiza.", ""),
        ("es", "runs", "OpenTechSchool no organiza la rifa.", "la rifa"),
        ("es", "supports", "OpenTechSchool no apoya lo que hacemos.", ""),
        ("it", "runs", "OpenTechSchool non la organizza.", ""),
        ("it", "runs", "OpenTechSchool non organizza la lotteria.", "la lotteria"),
        ("fr", "runs", "OpenTechSchool n'organise pas la tombola.", "la tombola"),
        ("de", "runs", "Getränke sind nicht von OpenTechSchool organisiert.", "Getränke"),
        ("de", "runs", "Garderobe ist nicht von OpenTechSchool organisiert.", "Garderobe"),
        ("en", "runs", "Our own zeppelin is not run by OpenTechSchool.", "Our own zeppelin"),
        ("en", "runs", "These zeppelins are not run by OpenTechSchool.", ""),
        ("en", "runs", "These tables are not run by OpenTechSchool.", "These tables"),
        ("en", "runs", "The school's raffle desk is not run by OpenTechSchool.", "The school 's raffle desk"),
        ("sv", "runs", "Drake / Draken ordnas inte av OpenTechSchool.", ""),
        ("sv", "runs", "Drake / Lotteriet ordnas inte av OpenTechSchool.", "Lotteriet"),
    ],
)
def test_what_else_a_statement_is_about(language: str, family: str, text: str, about: str) -> None:
    assert other_subject(statement(language, text, family)) == about


@pytest.mark.parametrize(
    ("family", "text", "loose", "something_else"),
    [
        ("part-of", "Mia belongs to OpenTechSchool.", True, True),
        ("part-of", "The award is part of OpenTechSchool.", True, True),
        ("part-of", "This evening belongs to OpenTechSchool.", False, False),
        ("part-of", "Part of OpenTechSchool.", False, False),
        ("part-of", "Part of the OpenTechSchool project.", False, False),
        ("part-of", "A course that is part of OpenTechSchool.", False, False),
        ("part-of", "Run as part of OpenTechSchool.", False, False),
        ("part-of", "Ada is part of the OpenTechSchool project.", True, True),
        ("part-of", "Ada belongs to OpenTechSchool for workshops.", False, False),
        ("part-of", "Courses run by Ada belong to OpenTechSchool.", False, False),
        ("part-of", "The lesson belongs to OpenTechSchool.", False, False),
        ("part-of", "Now part of OpenTechSchool (2024).", False, False),
        ("partner", "Ada Bell, a partner of OpenTechSchool, waves.", True, True),
        ("partner", "A partner of OpenTechSchool!", False, False),
        ("partner", "Ada is a partner of OpenTechSchool.", True, True),
        ("provides", "OpenTechSchool offers good ways to begin.", True, True),
        ("provides", "OpenTechSchool offers good ways, and you begin.", True, True),
        ("provides", "OpenTechSchool offers coaches.", False, False),
        ("provides", "OpenTechSchool offers Python.", False, False),
        ("provides", "Night with tea / OpenTechSchool offers ways with ease.", True, True),
        ("provides", "Night with tea / OpenTechSchool offers tea.", False, False),
        ("provides", "The ways that the OpenTechSchool offers are good.", True, True),
        ("supports", "With the support of OpenTechSchool.", False, False),
        ("runs", "Good ways are offered by OpenTechSchool.", False, False),
        ("runs", "OpenTechSchool presents: good ways to begin.", True, False),
        ("runs", "OpenTechSchool presents: a night.", False, False),
        ("runs", "OpenTechSchool runs schools.", True, True),
    ],
)
def test_whether_anything_ties_a_statement_to_the_event(
    family: str, text: str, *, loose: bool, something_else: bool
) -> None:
    found = statement("en", text, family)
    assert (is_loose(found), is_of_something_else(found)) == (loose, something_else)
