"""The kinds of checks that a rule file may name, and the options of each."""

from __future__ import annotations

from collections.abc import Mapping

#: Kind → the options that a rule may give to it. `ots_lint.checks` has a module of that name for each.
KINDS: Mapping[str, tuple[str, ...]] = {
    "name": ("forms",),
    "abbreviation-alone": (),
    "abbreviation-shape": (),
    "contribution-missing": ("keys",),
    "contribution-incomplete": (),
    "credit-missing": (),
    "disclaimer-missing": (),
    "channel": (),
    "branding": (),
    "metadata": ("keys",),
    "logo": (),
    "conflict": ("families-supported",),
    "price": ("keys", "free"),
    "restriction": ("subject",),
    "statement": (
        "find",
        "unless",
        "inferred",
        "lists",
        "official",
        "rows",
        "sure",
        "under",
        "no-event",
        "no-event-names",
        "mark",
        "once",
    ),
    "attribution": (),
    "front-matter": (),
    "declaration": (),
    "unreadable": (),
    "unused-suppression": (),
}
#: Kind → the options without which it would find nothing.
NEEDED: Mapping[str, tuple[str, ...]] = {"metadata": ("keys",)}
