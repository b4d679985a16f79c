"""A verdict: what some words of a sentence are taken for, and what speaks against that; where nothing does, they count.

Whoever decides which words count gives verdicts, and whoever only needs what counts leaves the others out. So an
explanation of a page says what was decided, and decides nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ots_lint.meaning.sentence.statement import Reason

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Statement
    from ots_lint.text.run import Span

#: What words may be taken for.
ROLES = (
    *("claim", "list", "row", "disclaimer", "private", "contribution", "credit"),
    *("price", "restriction", "material", "channel"),
)
#: What may speak against words beside the modifiers of the language contract. Their texts are in the catalogues.
AGAINST = frozenset(
    {
        *(
            "affirmed",
            "answered",
            "branding",
            "consent",
            "data",
            "elsewhere",
            "filming",
            "hidden",
            "licensed",
            "linked",
        ),
        *("loose", "no-event"),
        *("mix-up", "not-entry", "not-outright", "not-used", "optional", "other-kind", "other-object", "outdone"),
        *("page-notice", "people", "portrait", "prize", "promised", "quotation", "repeats-title", "returned"),
        *("somebodys", "thanked", "title-data", "travel", "voluntary", "waived"),
    }
)


class Verdict(NamedTuple):
    """What some words of a sentence are taken for.

    `name` is the family of a statement, or the kind of a contribution, restriction or channel; `label` what stands over
    a bare name. `unsure` ones count, and their findings are of a lower level.
    """

    role: str
    name: str
    sentence: Sentence
    first: int
    last: int
    against: tuple[Reason, ...] = ()
    label: str = ""
    unsure: bool = False

    @property
    def counts(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.against

    @property
    def span(self) -> Span:
        """The source of its words."""
        return self.sentence.source(self.first, self.last)

    @property
    def key(self) -> tuple[str, str, int, int, int]:
        """What two verdicts about the same words have in common."""
        start = self.sentence.start
        return self.role, self.name, id(self.sentence.notes), start + self.first, start + self.last

    @classmethod
    def of(cls, role: str, statement: Statement, against: tuple[Reason, ...] = (), *, unsure: bool = False) -> Verdict:
        """The verdict on a statement."""
        first, last = statement.first, statement.last
        return cls(role, statement.family, statement.sentence, first, last, against, unsure=unsure)


def because(name: str, words: str = "") -> tuple[Reason, ...]:
    """That one thing speaks against something, and the words that it was told by."""
    return (Reason(name, words),)


def told_by(
    name: str, sentence: Sentence, word_class: str, first: int = 0, last: int | None = None
) -> tuple[Reason, ...]:
    """That a word of a class, from word `first` to word `last`, speaks against something; nothing where there is none."""
    stop = len(sentence.words) if last is None else last + 1
    found = next((sentence.words[i] for i in range(max(first, 0), stop) if sentence.is_a(i, word_class)), "")
    return because(name, found) if found else ()
