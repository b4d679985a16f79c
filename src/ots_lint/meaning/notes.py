"""What the components of a pipeline write to a `Doc`, and hand on to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from ots_lint.language.language import Language
    from ots_lint.meaning.contributions import Contribution
    from ots_lint.meaning.lines import Sentence
    from ots_lint.meaning.statement import Statement
    from ots_lint.meaning.unit import Unit

#: Joins the cells of a table row, or the runs of one list item, in a text.
CELL = "|"
_KEY = "ots_lint"
#: So many tokens are made of others at once.
_AT_ONCE = 500


class Facts(NamedTuple):
    """What a page says of its event outside of its sentences: the years of its own dates, the words of its titles."""

    years: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()


class Notes:
    """The notes of one `Doc`: kept in its `user_data`, as spaCy means it for what its own attributes cannot hold.

    `words`: the text of each token, and `starts`: whether a sentence begins with it; they are asked for often, and a
    list answers in a tenth of the time that a token of spaCy takes. `places`: token → its start and end in the unit's
    text. `named`: the tokens that are mentions of the
    organisation, of which `crew` are people of it. `line_starts`: the tokens at which a line is a sentence of its own,
    before any are merged. `facts`: about the page.
    """

    __slots__ = (
        "_contributions",
        "crew",
        "facts",
        "language",
        "line_starts",
        "named",
        "places",
        "read_contributions",
        "sentences",
        "starts",
        "statements",
        "unit",
        "words",
    )

    def __init__(self, unit: Unit, language: Language, facts: Facts) -> None:
        self.unit: Unit | None = unit
        self.language = language
        self.facts = facts
        self.words: list[str] = []
        self.starts: list[bool] = []
        self.places: list[tuple[int, int]] = []
        self.named: set[int] = set()
        self.crew: set[int] = set()
        self.line_starts: frozenset[int] = frozenset()
        self.sentences: list[Sentence] = []
        self.statements: list[Statement] = []
        #: Finds the contributions of the sentences. Not every page is asked for them, so they wait until one is.
        self.read_contributions: Callable[[], list[Contribution]] = list
        self._contributions: list[Contribution] | None = None

    @property
    def contributions(self) -> list[Contribution]:
        """The contributions that its sentences state, in order."""
        if self._contributions is None:
            self._contributions = self.read_contributions()
        return self._contributions

    def attach(self, doc: Doc) -> None:
        """Lay the notes into a `Doc`."""
        doc.user_data[_KEY] = self

    def merge(self, doc: Doc, spans: Iterable[Span]) -> None:
        """Make one token of each span, which must not overlap, and keep the notes in step."""
        found = sorted((span.start, span.end) for span in spans if span.end - span.start > 1)
        if not found:
            return
        # spaCy looks through the spans that it has been given for each further one; the last ones go first, so that
        # the places of those before them stay
        for last in range(len(found), 0, -_AT_ONCE):
            with doc.retokenize() as retokenizer:
                for start, end in found[max(last - _AT_ONCE, 0) : last]:
                    retokenizer.merge(doc[start:end])
        renumbered: dict[int, int] = {}
        places: list[tuple[int, int]] = []
        position = 0
        for start, end in [*found, (len(self.places), len(self.places))]:
            for old in range(position, start):
                renumbered[old] = len(places)
                places.append(self.places[old])
            if start < end:
                for old in range(start, end):
                    renumbered[old] = len(places)
                places.append((self.places[start][0], self.places[end - 1][1]))
            position = end
        self.places = places
        self.words = [token.text for token in doc]
        self.starts = [bool(token.is_sent_start) for token in doc]
        self.named = {renumbered[old] for old in self.named}
        self.crew = {renumbered[old] for old in self.crew}

    def statements_of(self, sentence: Sentence) -> list[Statement]:
        """The statements of a sentence of this `Doc`."""
        first = bisect_left(self.statements, sentence.index, key=_number)
        last = bisect_right(self.statements, sentence.index, key=_number)
        return [found for found in self.statements[first:last] if found.sentence is sentence]

    def contributions_of(self, sentence: Sentence) -> list[Contribution]:
        """The contributions that a sentence of this `Doc` states by itself."""
        first = bisect_left(self.contributions, sentence.index, key=_number)
        last = bisect_right(self.contributions, sentence.index, key=_number)
        return [found for found in self.contributions[first:last] if found.sentence is sentence]

    def release(self) -> None:
        """Let go of what holds the notes in turn."""
        self.unit = None
        self.sentences = []
        self.statements = []
        self.read_contributions = list
        self._contributions = []


def _number(found: Statement | Contribution) -> int:
    return found.sentence.index


def notes_of(doc: Doc) -> Notes:
    """The notes of a `Doc` that `Unit` has made."""
    found: Notes = doc.user_data[_KEY]
    return found
