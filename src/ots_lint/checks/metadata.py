"""Structured data that names the organisation as organiser, sponsor and the like."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import SHOWN, rule_fix
from ots_lint.pages.base import Datum

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule

#: Under these the value speaks of a person's background or of a work that is used.
_ELSEWHERE = frozenset(
    [
        "affiliation",
        "memberof",
        "alumniof",
        "worksfor",
        "author",
        "workfeatured",
        "workperformed",
        "about",
        "mentions",
        "ispartof",
        "isbasedon",
        "citation",
        "subjectof",
        "hascredential",
        "previousstartdate",
        "superevent",
        "recordedin",
    ]
)
_NAMES = frozenset(["name", "legalname", "alternatename"])


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each value that names the organisation."""
    reading = context.reading
    keys = {str(key).lower() for key in rule.options["keys"]}
    for datum in organiser_data(reading, keys):
        key = next(str(p) for p in datum.path if str(p).lower() in keys)
        values = {"key": key, "seen": str(datum.value)[:SHOWN], "brand": reading.brand.name}
        yield Hit(datum.span, values, rule_fix(rule, values))


def organiser_data(reading: Reading, keys: Set[str]) -> Iterator[Datum]:
    """The values under organiser keys, in small letters, that name the organisation or lead to it; one for each object."""
    matcher = reading.ruleset.names
    done: set[tuple[str, tuple[str | int, ...]]] = set()
    for datum in reading.page.data:
        if not isinstance(datum.value, str) or datum.path[:1] == (reading.brand.key,):
            continue
        words = [str(p).lower() for p in datum.path if isinstance(p, str)]
        where = next((i for i, word in enumerate(words) if word in keys), None)
        if where is None or any(word in _ELSEWHERE for word in words[:where] + words[where + 1 :]):
            continue
        rest = words[where + 1 :]
        if rest and rest[-1] not in _NAMES | {"@id", "url", "sameas"}:
            continue
        text = datum.value
        if rest and rest[-1] in {"@id", "url", "sameas"}:
            named = reading.brand.owns_address(text)
        else:
            named = any(m.kind for m in matcher.names(text, named=True)) or bool(matcher.abbreviations(text))
        if not named or _is_denied(reading, text):
            continue
        position = next(i for i, p in enumerate(datum.path) if str(p).lower() in keys)
        holder = datum.path[: position + 1] + tuple(
            p for p in datum.path[position + 1 : position + 2] if isinstance(p, int)
        )
        key = (
            datum.vocabulary,
            (*holder, datum.container.start) if datum.vocabulary in {"microdata", "rdfa"} else holder,
        )
        if key in done:
            continue
        done.add(key)
        yield datum


def _is_denied(reading: Reading, text: str) -> bool:
    """Whether a value says that it is not the organisation, or only people of it."""
    return reading.ruleset.name_words.pattern("<not>|<people>").search(text) is not None
