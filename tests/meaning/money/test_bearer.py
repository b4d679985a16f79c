"""Which part of a sentence is about an amount, and what stands before and behind the amount there that is priced."""

from __future__ import annotations

import pytest

from ots_lint.meaning.money.amounts import amounts
from ots_lint.meaning.money.payables import Bearer
from ots_lint.meaning.money.segments import before, behind, segment
from ots_lint.meaning.reading import Reading
from ots_lint.meaning.sentence.lines import Sentence
from ots_lint.pages.base import read_page
from ots_lint.ruleset.load import load_ruleset
from ots_lint.settings import Settings
from ots_lint.text.source import Source

RULESET = load_ruleset()


def said(sentence: Sentence, bearer: Bearer | None) -> str | None:
    """The word that bears an amount, and its class; without that where it is just a noun."""
    return bearer and f"{sentence.words[bearer.word]}/{bearer.kind}"


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The ticket is 20 € here.", [("The ticket is 20 € here", "20 €", "ticket/entry", None)]),
        ("en", "Food and drink, a ticket is 20 €, tea is free.", [("a ticket is 20 €", "20 €", "ticket/entry", None)]),
        ("en", "Tickets, which you need, are 20 €.", [("are 20 €", "20 €", None, None)]),
        ("en", "The fee, set at 90 €, is due.", [("The fee , set at 90 €", "90 €", "fee/cost-heading", None)]),
        ("en", "The course fee (60 CHF) is due.", [("The course fee ( 60 CHF", "60 CHF", "fee/cost-heading", None)]),
        (
            "en",
            "The course (in May) costs money, 60 CHF (cash).",
            [("The course ( in May ) costs money , 60 CHF", "60 CHF", "money/cost-heading", None)],
        ),
        ("en", "Silver supporter – 250 € – a year", [("Silver supporter – 250 €", "250 €", "supporter/", None)]),
        (
            "en",
            "Silver supporter - 250 € - a year",
            [("Silver supporter - 250 € - a year", "250 €", "supporter/", None)],
        ),
        ("en", "Tea; ticket: 20 €; cake", [("ticket : 20 €", "20 €", "ticket/entry", None)]),
        ("en", "Regular (from May on): 30 €", [("Regular ( from May on ): 30 €", "30 €", "Regular/taker", None)]),
        ("en", "Regular (from May on) is 30 €", [("Regular ( from May on ) is 30 €", "30 €", "Regular/taker", None)]),
        (
            "en",
            "Regular (from May on) costs 30 €",
            [("Regular ( from May on ) costs 30 €", "30 €", "costs/cost-heading", None)],
        ),
        (
            "en",
            "Tea (from May on) and regular (till May): 30 €",
            [("and regular ( till May ): 30 €", "30 €", "regular/taker", None)],
        ),
        ("en", "Ticket): (30 €)", [("Ticket ): ( 30 €", "30 €", "Ticket/entry", None)]),
        ("en", "The hall is old. 30 € is the fee.", [("30 € is the fee", "30 €", None, "fee/cost-heading")]),
        (
            "en",
            "If you come because it rains, pay 5 € because we like it.",
            [("pay 5 €", "5 €", "pay/cost-heading", None)],
        ),
        (
            "en",
            "5 € admission, children 3 €",
            [("5 € admission", "5 €", None, "admission/entry"), ("children 3 €", "3 €", "children/taker", None)],
        ),
        (
            "en",
            "5 € per person or 3 € for members",
            [
                ("5 € per person or 3 € for members", "5 €", None, "person/taker"),
                ("5 € per person or 3 € for members", "3 €", "person/taker", "members/taker"),
            ],
        ),
        ("en", "Here is tea, for 5 €", [("Here is tea , for 5 €", "5 €", "tea/other-thing", None)]),
        (
            "en",
            "It is nice that the board costs 6 €",
            [("It is nice that the board costs 6 €", "6 €", "costs/cost-heading", None)],
        ),
        (
            "en",
            "The nice and old board only costs us about 6 €",
            [("The nice and old board only costs us about 6 €", "6 €", "costs/cost-heading", None)],
        ),
        (
            "en",
            "We sell on tickets.example for 12 €",
            [("We sell on tickets.example for 12 €", "12 €", "We/pronoun", None)],
        ),
        ("en", "A bus ticket is 3 €", [("A bus ticket is 3 €", "3 €", "ticket/other-thing", None)]),
        ("en", "A 1. place is 3 €", [("A 1 . place is 3 €", "3 €", None, None)]),
        ("en", "The 2nd place is 3 €", [("The 2nd place is 3 €", "3 €", None, None)]),
        ("en", "Lunch at the usual fee of 3 €", [("Lunch at the usual fee of 3 €", "3 €", "fee/cost-heading", None)]),
        ("en", "Lunch at fee 3 €", [("Lunch at fee 3 €", "3 €", "fee/cost-heading", None)]),
        ("en", "At the bar it is 3 €", [("At the bar it is 3 €", "3 €", "it/event-price", None)]),
        ("en", "At our bar 3 €", [("At our bar 3 €", "3 €", None, None)]),
        ("en", "Book now: 3 €", [("Book now : 3 €", "3 €", "Book/", None)]),
        ("en", "To book pay 3 €", [("To book pay 3 €", "3 €", "pay/cost-heading", None)]),
        ("en", "Book: 3 €", [("Book : 3 €", "3 €", "Book/other-thing", None)]),
        ("en", "The book is 3 €", [("The book is 3 €", "3 €", "book/other-thing", None)]),
        ("en", "OpenTechSchool asks 3 €", [("$org asks 3 €", "3 €", "$org/", None)]),
        (
            "de",
            "Das Ticket kostet 20 €, der Kaffee 3 €.",
            [
                ("Das Ticket kostet 20 €", "20 €", "Ticket/entry", None),
                ("der Kaffee 3 €", "3 €", "Kaffee/other-thing", None),
            ],
        ),
        (
            "de",
            "Am Abend nehmen wir 20 € pro Person.",
            [("Am Abend nehmen wir 20 € pro Person", "20 €", "wir/pronoun", "pro/taker")],
        ),
        ("de", "Alte Bücher 3 €", [("Alte Bücher 3 €", "3 €", "Bücher/other-thing", None)]),
        ("fr", "Un billet de train coûte 20 €", [("Un billet de train coûte 20 €", "20 €", "train/other-thing", None)]),
        ("fr", "Un billet coûte 20 €", [("Un billet coûte 20 €", "20 €", "billet/entry", None)]),
        ("es", "La entrada cuesta 20 €", [("La entrada cuesta 20 €", "20 €", "entrada/entry", None)]),
        ("en", "Saturday, 4 May, Town Hall, 12 €", [("Saturday , 4 May , Town Hall , 12 €", "12 €", "Hall/", None)]),
        ("en", "| Ticket | 20 € | here |", [("| Ticket | 20 €", "20 €", "Ticket/entry", None)]),
    ],
)
def test_what_an_amount_belongs_to(
    language: str, text: str, found: list[tuple[str, str, str | None, str | None]]
) -> None:
    page = read_page(Source(f"---\nlang: {language}\n---\n\n{text}\n", "page.md"))
    seen = []
    for sentence in Reading(page, RULESET, Settings()).sentences(0):
        for amount in amounts(sentence):
            start, end = segment(sentence, amount)
            part, value = (" ".join(sentence.words[first : last + 1]) for first, last in ((start, end), amount))
            left, right = before(sentence, start, amount), behind(sentence, amount, end)
            seen.append((part, value, said(sentence, left), said(sentence, right)))
    assert seen == found
