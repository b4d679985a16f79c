"""What the components of a pipeline find out about a text, and hand on to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ots_lint.language.language import Language
    from ots_lint.meaning.pipeline.unit import Unit
    from ots_lint.meaning.sentence.contributions import Contribution
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Statement

#: Joins the cells of a table row, or the runs of one list item, in a text.
CELL = "|"
_KEY = "ots_lint"


class Facts(NamedTuple):
    """What a page says of its event outside of its sentences: the years of its own dates, the words of its titles."""

    years: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()


class Notes:
    """The notes of one text. A `Doc` of it has them in its `user_data`, as spaCy means it for what its own attributes
    cannot hold.

    `words`: the text of each token, `spaces`: whether a blank stands behind it, and `starts`: whether a sentence begins
    with it; they are asked for often, and a list answers in a tenth of the time that a token of spaCy takes. `places`:
    token → its start and end in the unit's text. `named`: the tokens that are mentions of the
    organisation, of which `crew` are people of it. `merged`: which tokens were made one, from each start to its end, as they were counted before.
    `line_starts`: the tokens at which a line is a sentence of its own,
    before any are merged. `facts`: about the page.
    """

    __slots__ = (
        "_contributions",
        "crew",
        "facts",
        "language",
        "line_starts",
        "merged",
        "named",
        "places",
        "read_contributions",
        "sentences",
        "spaces",
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
        self.spaces: list[bool] = []
        self.starts: list[bool] = []
        self.places: list[tuple[int, int]] = []
        self.merged: Sequence[tuple[int, int]] = ()
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

    def merge(self, spans: Iterable[tuple[int, int]]) -> None:
        """Make one token of those from each start to its end; they must not overlap. spaCy's `Doc` merges them alike."""
        found = sorted((start, end) for start, end in spans if end - start > 1)
        self.merged = found
        if not found:
            return
        words, spaces, starts, places = self.words, self.spaces, self.starts, self.places
        self.words, self.spaces, self.starts, self.places = [], [], [], []
        renumbered: dict[int, int] = {}
        position = 0
        for start, end in [*found, (len(words), len(words))]:
            for old in range(position, start):
                renumbered[old] = len(self.places) + old - position
            self.words += words[position:start]
            self.spaces += spaces[position:start]
            self.starts += starts[position:start]
            self.places += places[position:start]
            if start < end:
                for old in range(start, end):
                    renumbered[old] = len(self.places)
                parts = [words[i] + " " * spaces[i] for i in range(start, end - 1)]
                self.words.append("".join([*parts, words[end - 1]]))
                self.spaces.append(spaces[end - 1])
                self.starts.append(starts[start])
                self.places.append((places[start][0], places[end - 1][1]))
            position = end
        self.named = {renumbered[old] for old in self.named}
        self.crew = {renumbered[old] for old in self.crew}

    def statements_of(self, sentence: Sentence) -> list[Statement]:
        """The statements of a sentence of this text."""
        if not self.statements:
            return []
        first = bisect_left(self.statements, sentence.index, key=_number)
        last = bisect_right(self.statements, sentence.index, key=_number)
        return [found for found in self.statements[first:last] if found.sentence is sentence]

    def contributions_of(self, sentence: Sentence) -> list[Contribution]:
        """The contributions that a sentence of this text states by itself."""
        if not self.contributions:
            return []
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


class Component:
    """A component of a pipeline: it finds out one thing about a text.

    `read` needs no `Doc`, so that none is made of the thousands of texts whose `Doc` nobody looks at.
    """

    def __init__(self, pack: Language) -> None:
        self._pack = pack

    def read(self, notes: Notes) -> None:
        """Find it out, and note it."""
        raise NotImplementedError

    def write(self, notes: Notes, doc: Doc) -> None:
        """Say it in spaCy's own terms, where it has some."""

    def __call__(self, doc: Doc) -> Doc:
        """Do both, as a component behind those of a model."""
        notes = notes_of(doc)
        self.read(notes)
        self.write(notes, doc)
        return doc
