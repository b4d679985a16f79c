"""The quick look for amounts of money passes over no text that has one."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ots_lint.checks.price import _AMOUNT, _MAY_COST

CURRENCIES = [
    "€",
    "$",
    "£",
    "¥",
    "₹",
    "eur",
    "EUR",
    "euro",
    "Euros",
    "usd",
    "gbp",
    "chf",
    "sek",
    "nok",
    "dkk",
    "fr",
    "fr.",
    "franc",
    "francs",
    "franken",
    "kr",
    "kr.",
    "kronor",
    "kroner",
    "kronen",
    "zł",
    "zl",
    "pln",
    "kč",
    "czk",
    "ft",
    "huf",
    "dollar",
    "dollars",
    "pound",
    "pounds",
    "quid",
    "pfund",
    "bucks",
    "cent",
    "cents",
    "lei",
    "yen",
    ",-",
    ",–",
    ".-",
]
PIECES = [
    *CURRENCIES,
    "5",
    "12",
    "1.000",
    "10:30",
    " ",
    "\n",
    "\xa0",
    ".",
    ",",
    "-",
    "–",
    "a",
    "on ",
    "Fr",
    "K",
    "free",
]


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=7).map("".join))
@example("5 KČ")
@example("EUR. 5")
def test_no_amount_is_passed_over(text: str) -> None:
    if _AMOUNT.search(text):
        assert _MAY_COST.search(text), text


def test_times_and_rooms_are_passed_over() -> None:
    for text in (
        "between 10:00 and 17:30.",
        "Bus 7 stops here; the last one leaves at 22:40.",
        "Room 5, 2nd floor",
        "2024-05-01",
    ):
        assert not _MAY_COST.search(text), text
