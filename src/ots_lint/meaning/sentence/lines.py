"""The component that gives each word its classes, and sentences as the lines of words that frames match."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from ots_lint.language.marks import CREW, ORG, class_mark
from ots_lint.meaning.sentence.line import Line, Match, line_of
from ots_lint.meaning.sentence.notes import CELL, Component, Notes
from ots_lint.meaning.sentence.pronouns import own_pronoun, referring_pronoun
from ots_lint.text.initials import is_capitalised

if TYPE_CHECKING:
    from ots_lint.language.frames import Frame
    from ots_lint.language.language import Language
    from ots_lint.meaning.pipeline.unit import Unit
    from ots_lint.text import run

T = TypeVar("T")
#: Longer sentences are read in parts, so that the time for a page stays in proportion to its length.
MAX_WORDS = 160
#: What may stand behind the mark of a question: what closes a quotation or a bracket, and "!".
_CLOSING = frozenset({'"', ")", "“", "”", "»", "«", "'", "’", "!"})
#: Marks that open the next sentence, and stand with the one before it: "Why? (We ask too.)", "Where? ¿When?".
_OPENING = frozenset({"(", "[", "¿", "¡", "„", "–", "—"})


class Sentence:
    """A sentence of a text as a line of words; the organisation stands in it as `$org`, its people as `$crew`.

    Words are counted from the beginning of the sentence; `start` is the token of its text at which it begins.
    """

    __slots__ = ("_line", "_page", "index", "known", "language", "notes", "start", "words")

    def __init__(self, notes: Notes, start: int, words: list[str], index: int) -> None:
        self.notes = notes
        self.language: Language = notes.language
        self.start = start
        self.words = words
        self.index = index
        #: What those who ask for much have found out about its words, by names of their own.
        self.known: dict[str, Any] = {}
        self._line: Line | None = None
        self._page: tuple[frozenset[str], frozenset[str]] | None = None

    @property
    def unit(self) -> Unit:
        """The text that it is a part of."""
        assert self.notes.unit is not None
        return self.notes.unit

    @property
    def of_words(self) -> Line:
        """What follows from its words alone."""
        if self._line is None:
            self._line = line_of(self.language, tuple(self.words))
        return self._line

    def once(self, asked: Hashable, find: Callable[[], T]) -> T:
        """What `find` says of what is asked: once for all sentences with these words, on pages like this one.

        Pages are alike for it that have the same years, and the same of these words in their titles. It must depend on
        nothing else, and say nothing that holds a page.
        """
        if self._page is None:
            facts = self.notes.facts
            self._page = facts.years, facts.titles.intersection(map(str.lower, self.words))
        found = self.of_words.found
        key = asked, self._page
        try:
            said: T = found[key]
        except KeyError:
            said = found[key] = find()
        return said

    @property
    def line(self) -> str:
        """The words with the marks of their classes, each with a blank behind it."""
        return self.of_words.text

    @property
    def signs(self) -> frozenset[str]:
        """What frames ask for (see `Language.signs`)."""
        return self.of_words.signs

    @property
    def borders(self) -> frozenset[int]:
        """The words at which a clause may begin or end."""
        return self.of_words.borders

    def word(self, index: int) -> str:
        """A word; empty before the first and behind the last."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def is_a(self, index: int, name: str) -> bool:
        """Whether a word belongs to a class; there is none before the first and behind the last."""
        words = self.words
        return 0 <= index < len(words) and self.language.is_a(words[index], name)

    def is_any(self, index: int, *names: str) -> bool:
        """Whether a word belongs to one of some classes."""
        return any(self.is_a(index, name) for name in names)

    @property
    def capital_nouns(self) -> bool:
        """Whether nouns begin with capital letters in its language."""
        return "capitalised-nouns" in self.language.traits

    def is_capital_noun(self, index: int) -> bool:
        """Whether a word is a noun by its capital letter, in a language where nouns have one."""
        return self.capital_nouns and is_capitalised(self.word(index))

    def is_capital_name(self, index: int) -> bool:
        """Whether a word, which is not the first, is of a name by its capital letter, where nouns have none."""
        return index > 0 and not self.capital_nouns and is_capitalised(self.word(index))

    def before_noun(self, index: int) -> int:
        """The word before a noun and its article."""
        return index - 2 if self.is_a(index - 1, "det") else index - 1

    def back_over(self, index: int, names: Sequence[str]) -> int:
        """The nearest word before one that belongs to none of some classes; -1 where all do."""
        index -= 1
        while any(self.is_a(index, name) for name in names):
            index -= 1
        return index

    def is_at(self, index: int) -> bool:
        """Whether what a word names is where something is, and not with whom: "a coach at the club"."""
        at = self.back_over(index, ("det",))
        return self.is_a(at, "at") and not self.is_a(at, "with")

    def places_of(self, names: Sequence[str]) -> list[int]:
        """The numbers of the words that belong to one of some classes."""
        line, asked = self.line, frozenset(map(class_mark, names))
        if not any(mark in line for mark in asked):
            return []
        marks = self.language.marks
        return [i for i, word in enumerate(self.words) if not asked.isdisjoint(marks(word))]

    def has(self, name: str, first: int = 0, last: int | None = None) -> bool:
        """Whether a word of a class stands in the sentence, or from word `first` to word `last`."""
        mark = class_mark(name)
        if mark not in self.line:
            return False
        if not first and last is None:
            return True
        marks = self.language.marks
        stop = len(self.words) if last is None else last + 1
        return any(mark in marks(word) for word in self.words[max(first, 0) : stop])

    def has_any(self, names: Sequence[str], first: int = 0, last: int | None = None) -> bool:
        """Whether a word of one of some classes stands in the sentence, or from word `first` to word `last`."""
        return any(self.has(name, first, last) for name in names)

    def all_of(self, name: str, first: int = 0, last: int | None = None) -> list[int]:
        """The words of a class in the sentence, or from word `first` to word `last`."""
        stop = len(self.words) if last is None else last + 1
        return [i for i in range(max(first, 0), stop) if self.is_a(i, name)] if self.has(name) else []

    def fitting_of(self, families: Iterable[str]) -> list[str]:
        """Those of some families that may match."""
        return [*filter(self.of_words.fitting.__contains__, families)]

    def matches(self, family: str) -> tuple[Match, ...]:
        """Where the frames of a family match."""
        return self.of_words.matches(family)

    def matches_of(self, frame: Frame) -> Iterator[Match]:
        """Where a frame matches."""
        return self.of_words.matches_of(frame)

    def slots(self, family: str) -> Iterator[tuple[Match, tuple[int, int] | None]]:
        """Where the frames of a family match, with the words in the slot inside of them, if they have one."""
        return self.of_words.slots(family)

    def standing_for(self, word: int) -> Sentence:
        """The sentence with a word of it (a pronoun, "our") as the organisation."""
        words = [*self.words]
        words[word] = ORG
        return Sentence(self.notes, self.start, words, self.index)

    def people_for(self, word: int) -> Sentence | None:
        """The sentence with the people behind a possessive ("its trainers") as the organisation's; None without them."""
        at = word + 1
        while self.is_a(at, "adj") and not self.is_a(at, "people"):
            at += 1
        if not self.is_a(at, "people") or self.is_a(at, "team"):
            return None
        return Sentence(self.notes, self.start, [*self.words[:at], CREW, *self.words[at + 1 :]], self.index)

    def states(self, family: str, first: int = 0, last: int | None = None) -> bool:
        """Whether a frame of a family matches from word `first` to word `last`."""
        return self.of_words.states(family, first, last)

    def place(self, word: int) -> tuple[int, int, int]:
        """Where a word is: the number of its run, and its start and end there."""
        return self.unit.place(self.start + word)

    def run_of(self, word: int) -> int:
        """The number of the run that a word stands in."""
        return self.unit.run_of(self.start + word)

    def word_at(self, run: int, start: int, end: int) -> int | None:
        """The first word that stands in `start:end` of a run, or None."""
        (first_run, begin, _), (last_run, _, stop) = self.place(0), self.place(len(self.words) - 1)
        if first_run == last_run and (run != first_run or end <= begin or stop <= start):
            return None  # most are in other sentences
        for i in range(len(self.words)):
            here, first, last = self.place(i)
            if here == run and first < end and start < last:
                return i
        return None

    def source(self, first: int, last: int) -> run.Span:
        """The source span from one word to another, both included."""
        return self.unit.span(self.start + first, self.start + last)

    @property
    def is_question(self) -> bool:
        """Whether the sentence ends with a question mark, and be it one among others: "?!"."""
        for word in reversed(self.words):
            if word not in _CLOSING and word not in _OPENING:
                return word.endswith("?")
        return False


class Classes(Component):
    """Makes the sentences of a text, each word with its classes, and what pronouns mean in them."""

    def read(self, notes: Notes) -> None:
        words = [*map(line_form, notes.words)]
        for i in notes.named:
            words[i] = CREW if i in notes.crew else ORG
        starts = [i for i, begins in enumerate(notes.starts) if begins]
        for start, stop in pairwise([*starts, len(words)]):
            for first, last in _parts(words, start, stop):
                sentence = Sentence(notes, first, words[first:last], len(notes.sentences))
                pronoun = None
                if notes.named:  # else there is nothing that a pronoun could take up
                    before = notes.sentences[-1] if notes.sentences else None
                    pronoun = own_pronoun(sentence)
                    if pronoun is None and before is not None:
                        pronoun = referring_pronoun(sentence, before)
                if pronoun is not None:  # "Acme helps. It brings coaches."
                    sentence = sentence.standing_for(pronoun)
                notes.sentences.append(sentence)


def line_form(word: str) -> str:
    """A word as it stands in a sentence's line: without blanks, and never like a mention."""
    if word.isalpha():  # most words are, and have neither
        return word
    return word.replace(" ", "\u00a0").removeprefix("$") if word in {ORG, CREW} or " " in word else word or "¤"


def _parts(words: Sequence[str], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or the parts in which a very long one is read: at a comma where there is one."""
    start = begin
    if end - begin >= MAX_WORDS // 2:
        for i in range(begin, end):
            length = i - start
            if length >= MAX_WORDS or (length >= MAX_WORDS // 2 and words[i - 1] in {",", ";", ":", CELL}):
                yield start, i
                start = i
    if end > start:
        yield start, end
