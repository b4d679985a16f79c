"""A declared contribution is stated nowhere on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ots_lint.checks import Context, Hit
from ots_lint.checks._edits import simple_fix
from ots_lint.meaning.stated import own_contributions
from ots_lint.text.patterns import compiled
from ots_lint.text.run import Span

if TYPE_CHECKING:
    from ots_lint.meaning.reading import Reading
    from ots_lint.ruleset.rule import Rule


def find(context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit that names the missing contributions."""
    reading = context.reading
    declared = context.relationship.contributions
    if not declared or not reading.mentions or not reading.reads("gives"):
        return
    stated = {c.kind for c in reading.contributions}.union(reading.said_kinds.intersection(declared))
    missing = [kind for kind in declared if not _stated(reading, kind, stated)]
    if missing and context.relationship.value == "official":
        stated |= {
            contribution.kind
            for number in range(len(reading.units))
            if reading.may_have(number, *_kinds(reading).intersection(missing))
            for sentence in reading.sentences(number)
            for contribution in own_contributions(sentence)
        }
        missing = [kind for kind in missing if not _stated(reading, kind, stated)]
    if not missing:
        return
    if context.relationship.value in {"partner", "supported", ""} and not stated:
        return  # the page says nothing at all: that is the other rule's finding
    values = {"missing": missing}
    yield Hit(_place(context), values, simple_fix(rule, {"brand": reading.brand.name, **values}))


def _kinds(reading: Reading) -> set[str]:
    """The kinds of contribution that a language has words for; others are declared in words of their own."""
    from ots_lint.meaning.tongues import packs_of

    return packs_of(reading.ruleset).kinds()


def _stated(reading: Reading, kind: str, stated: set[str]) -> bool:
    if kind in _kinds(reading):
        return kind in stated
    # free text: its words stand in a sentence with the organisation
    words = [w.lower() for w in compiled(r"\p{L}{4,}").findall(kind)]
    if not words:
        return True
    lines = [" ".join(s.words).lower() for s in reading.mentioning]
    lines += [" ".join(c.sentence.words).lower() for c in reading.contributions]
    return any(any(w[: max(4, len(w) - 2)] in line for w in words) for line in lines)


def _place(context: Context) -> Span:
    """The declaration, where it stands in visible metadata; else the first mention."""
    if context.relationship.span is not None and context.relationship.source in {"front matter", "meta tag"}:
        return context.relationship.span
    first = context.reading.first_mention
    if first is None:
        return context.relationship.span or Span(0, 0)
    return context.reading.page.runs[first[0]].span(first[1].start, first[1].end)
