"""A statement: what a sentence says of the organisation, and what takes away from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.text.run import Span


class Reason(NamedTuple):
    """Why a statement is no plain one: the modifier, and the words that it was told by."""

    modifier: str
    words: str


class Statement(NamedTuple):
    """Something that a sentence says about the organisation.

    `first` and `last` are the words of the sentence that say it, `org` the one that is the organisation.
    """

    family: str
    sentence: Sentence
    first: int
    last: int
    org: int
    with_others: bool = False  # others stand beside the organisation ("Acme and …")
    reasons: tuple[Reason, ...] = ()

    @property
    def modifiers(self) -> frozenset[str]:
        """What takes away from it: negated, wished, past, question, quoted, general, …"""
        return frozenset(reason.modifier for reason in self.reasons)

    @property
    def plain(self) -> bool:
        """Whether it is claimed without ifs and buts."""
        return not self.reasons

    @property
    def words(self) -> str:
        """The words that say it, the organisation as `$org`."""
        return " ".join(self.sentence.words[self.first : self.last + 1])

    @property
    def span(self) -> Span:
        """The source of its words."""
        return self.sentence.source(self.first, self.last)
