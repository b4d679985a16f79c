"""The kinds of checks that a rule file may name, and the options of each."""

from __future__ import annotations

from collections.abc import Mapping

from ots_lint.schema.keys import NEEDED as NEEDED_TEXT
from ots_lint.schema.keys import Field

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
#: Option → its format, of those that are more than a text, a flag or some texts.
FORMATS: Mapping[str, Field] = {"under": Field("mapping", fields={"family": NEEDED_TEXT, "heading": NEEDED_TEXT})}
#: Kind → the options without which it would find nothing.
NEEDED: Mapping[str, tuple[str, ...]] = {"metadata": ("keys",), "restriction": ("subject",)}
