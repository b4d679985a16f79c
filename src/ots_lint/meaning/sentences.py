"""Sentences with their words and the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice, pairwise
from typing import Any, NamedTuple, TypeVar

from ots_lint.meaning.words import Placed, Splitter, Word, splitter
from ots_lint.ruleset.language import CREW, ORG, Frame, Language, class_mark
from ots_lint.text.patterns import lazy
from ots_lint.text.run import Span, TextRun

#: Joins the cells of a table row, or the runs of one list item, in a sentence.
CELL = "|"


#: Longer sentences are read in parts, so that the time for a page stays in proportion to its length.
MAX_WORDS = 160


class Token(NamedTuple):
    """A word of a sentence: as it stands in the line, and where it is in which run."""

    text: str
    run: int
    start: int
    end: int


#: Sentences whose facts are remembered; when there are more, the older half is forgotten.
MOST_REMEMBERED = 600
_remembered: dict[tuple[Language, str, frozenset[str]], dict[Any, Any]] = {}
T = TypeVar("T")


class Sentence:
    """A sentence as a line of words; the organisation stands in it as `$org`, its people as `$crew`.

    Most sentences say nothing that a rule asks for, so all but the words is made when it is first asked for.
    """

    __slots__ = ("_begin", "_facts", "_line", "_offsets", "_signs", "_tokens", "index", "language", "unit", "words")

    def __init__(self, unit: Unit, begin: int, end: int, index: int) -> None:
        self.words = unit.words[begin:end]
        self.unit = unit
        self.index = index
        self.language = unit.language
        self._begin = begin
        self._line: str | None = None
        self._tokens: list[Token] | None = None
        self._offsets: list[int] | None = None
        self._signs: frozenset[str] | None = None
        self._facts: dict[Any, Any] | None = None

    @property
    def facts(self) -> dict[Any, Any]:
        """What has been found out about a sentence of these words, on this page or another.

        Pages of one site thank and describe in the same words. Besides its words, what a sentence says depends on
        the years of the page's own dates alone.
        """
        if self._facts is None:
            key = self.language, self.line, self.unit.years
            facts = _remembered.get(key)
            if facts is None:
                if len(_remembered) >= MOST_REMEMBERED:
                    for old in list(islice(_remembered, MOST_REMEMBERED // 2)):
                        del _remembered[old]
                facts = _remembered[key] = {}
            self._facts = facts
        return self._facts

    @property
    def line(self) -> str:
        """The words with the marks of their classes, each with a blank behind it."""
        if self._line is None:
            self._line = self.language.line(self.words)
        return self._line

    @property
    def mentions(self) -> list[int]:
        """The numbers of the tokens that are the organisation."""
        return [i for i, word in enumerate(self.words) if word == ORG] if ORG in self.words else []

    @property
    def tokens(self) -> list[Token]:
        """The words with their places."""
        if self._tokens is None:
            begin, end = self._begin, self._begin + len(self.words)
            self._tokens = [
                Token(text, self.unit.run_of(begin + number), at + word.start, at + word.end)
                for number, (text, (word, at)) in enumerate(zip(self.words, self.unit.placed[begin:end], strict=True))
            ]
        return self._tokens

    def token(self, index: int) -> Token:
        """One of the tokens."""
        word, at = self.unit.placed[self._begin + index]
        return Token(self.words[index], self.run_of(index), at + word.start, at + word.end)

    def run_of(self, index: int) -> int:
        """The run that a token stands in."""
        return self.unit.run_of(self._begin + index)

    @property
    def signs(self) -> frozenset[str]:
        """What frames ask for (see `Language.signs`)."""
        if self._signs is None:
            self._signs = self.language.signs(self.words)
        return self._signs

    def has(self, name: str) -> bool:
        """Whether a word of a class stands in the sentence."""
        return class_mark(name) in self.line

    def has_any(self, names: Sequence[str]) -> bool:
        """Whether a word of one of some classes stands in the sentence."""
        line = self.line
        for name in names:
            if class_mark(name) in line:
                return True
        return False

    def frames(self, family: str) -> Sequence[Frame]:
        """The frames of a family that may match the sentence."""
        fitting = self.unit.frames(family)
        if not fitting:
            return ()
        known: list[Frame] | None = self.facts.get(family)
        if known is None:
            known = self.facts[family] = [frame for frame in fitting if frame.fits(self.signs)]
        return known

    def states(self, family: str, begin: int, end: int | None = None) -> bool:
        """Whether a frame of a family matches from token `begin` on, before token `end`."""
        frames = self.frames(family)
        if not frames:
            return False
        line = self.line[self.offset_of(begin) : None if end is None else self.offset_of(end)]
        return any(frame.search(line) for frame in frames)

    def token_at(self, offset: int) -> int:
        """The number of the token at an offset of the line."""
        return max(min(self.line.count(" ", 0, offset), len(self.words) - 1), 0)

    def offset_of(self, token: int) -> int:
        """The offset in the line where a token starts."""
        if self._offsets is None:
            self._offsets = list(accumulate((len(word) + 1 for word in self.line.split(" ")), initial=0))
        return self._offsets[min(token, len(self.words))]

    @property
    def is_question(self) -> bool:
        """Whether the sentence ends with a question mark."""
        for word in reversed(self.words):
            if word in {"?", "?!", "!?"}:
                return True
            if word not in {'"', ")", "“", "”", "»", "«", "'", "’"}:
                return False
        return False

    def __repr__(self) -> str:
        return f"Sentence({self.line!r})"


def remembered(function: Callable[[Sentence], T]) -> Callable[[Sentence], T]:
    """Have a function of a sentence's words answer from the sentence's facts; what it gives must not hold the sentence."""

    def ask(sentence: Sentence) -> T:
        facts = sentence.facts
        if function not in facts:
            facts[function] = function(sentence)
        answer: T = facts[function]
        return answer

    return ask


class Unit:
    """What is read as one text: a paragraph, a heading, a table row, an attribute.

    `parts` are its runs with (start, end, placeholder) of the mentions in each; `words` are those of all
    sentences. Where they stand (`placed`, `run_of`) is worked out when it is asked for.
    """

    def __init__(
        self,
        parts: Sequence[tuple[int, TextRun, Sequence[tuple[int, int, str]]]],
        language: Language,
        years: frozenset[str] = frozenset(),
        model: str = "",
    ) -> None:
        self.runs = [index for index, _, _ in parts]
        self.years = years  # of the page's own dates: they are not history
        self.language = language
        self._parts = parts
        self._frames: dict[str, list[Frame]] = {}
        self._cuts = [0]  # where sentences start
        self._begins: list[int] = []  # where runs begin, those behind another with its border
        self._splitter = splitter(language.tag, model)
        words: list[Word] = []
        for number, (_, run, mentions) in enumerate(parts):
            self._begins.append(len(words))
            if number:
                words.append(_CELL)
            # at its beginning, a further cell or line goes on with the sentence before it
            begin = len(words)
            self._cuts += _starts(words, begin, _read(self._splitter, run.text, mentions, words))
        self.words = [word.line for word in words]

    @cached_property
    def placed(self) -> list[Placed]:
        """The words with where they stand in their runs."""
        found: list[Placed] = []
        for number, (_, run, mentions) in enumerate(self._parts):
            if number:
                found.append((_CELL, 0))
            found += _words(self._splitter, run.text, mentions)
        return found

    def run_of(self, word: int) -> int:
        """The run that a word stands in."""
        if len(self.runs) == 1:
            return self.runs[0]
        return self.runs[bisect_right(self._begins, word) - 1]

    @cached_property
    def signs(self) -> frozenset[str]:
        """The signs of all its sentences (see `Language.signs`)."""
        return self.language.signs(set(self.words))

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Its sentences, in order."""
        found: list[Sentence] = []
        for begin, end in pairwise([*self._cuts, len(self.words)]):
            for start, stop in _parts(self.words, begin, end):
                sentence = Sentence(self, start, stop, len(found))
                pronoun = _pronoun(sentence, found[-1] if found else None)
                if pronoun is not None:  # "Acme helps. It brings coaches."
                    sentence.words[pronoun] = ORG
                found.append(sentence)
        return found

    def release(self) -> None:
        """Let go of the sentences, which hold it."""
        self.__dict__.pop("sentences", None)

    def frames(self, family: str) -> list[Frame]:
        """The frames of a family that may match one of its sentences."""
        known = self._frames.get(family)
        if known is None:
            known = self._frames[family] = self.language.fitting_in(family, self.signs)
        return known


_ABBREVIATED = lazy(
    r"(?i)(?:z|b|d|h|u|a|o|ca|bzw|usw|etc|ggf|inkl|evtl|dr|prof|mr|mrs|ms|st|nr|no|vs|e\.g|i\.e|e|v|abs|str|tel|max|min|jr|sr|\d{1,2}|[a-z])\.?$"
)


_CELL = Word(CELL, CELL, 0, 0)


def _parts(words: Sequence[str], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or the parts in which a very long one is read: at a comma where there is one."""
    start = begin
    if end - begin >= MAX_WORDS // 2:
        for i in range(begin, end):
            length = i - start
            if length >= MAX_WORDS or (length >= MAX_WORDS // 2 and words[i - 1] in {",", ";", ":"}):
                yield start, i
                start = i
    if end > start:
        yield start, end


def _pronoun(sentence: Sentence, previous: Sentence | None) -> int | None:
    """The token of a pronoun that can only mean the organisation, or None."""
    language, words = sentence.language, sentence.words
    if ORG in words:
        # "do not ask Acme; it does not run this"
        for i in range(words.index(ORG) + 1, len(words) - 1):
            if words[i - 1] in {";", ":", ","} or language.is_a(words[i - 1], "and"):
                if language.is_a(words[i], "neuter") and language.is_a(words[i + 1], "singular-verb"):
                    return i if words.count(ORG) == 1 else None
        return None
    if previous is None or previous.words.count(ORG) != 1:
        return None
    for i in range(min(2, len(words) - 1)):
        here, after = words[i], words[i + 1]
        if language.is_a(here, "neuter") and language.is_a(after, "singular-verb"):
            return i
        if language.is_a(here, "plural-pronoun") and language.is_a(after, "plural-verb") and ORG in previous.words[:2]:
            return i
    return None


def _words(splitter: Splitter, text: str, mentions: Sequence[tuple[int, int, str]]) -> list[Placed]:
    """The words of a run; a mention is one word, whatever it looks like."""
    words: list[Placed] = []
    position = 0
    for start, end, placeholder in mentions:
        if start < position:
            continue
        if start > position:
            words += splitter.words(text, position, start)
        words.append((Word(placeholder, placeholder, 0, end - start), start))
        position = end
    if position < len(text):
        words += splitter.words(text, position, len(text))
    return words


def _read(splitter: Splitter, text: str, mentions: Sequence[tuple[int, int, str]], words: list[Word]) -> Sequence[int]:
    """Append the words of a run, a mention being one word; the numbers of those that may start further sentences."""
    if splitter.modelled:
        placed = _words(splitter, text, mentions)
        begin = len(words)
        words += [word for word, _ in placed]
        return [begin + k for k in splitter.starts(text, placed)]
    starts: list[int] = []
    position, ended = 0, False
    for start, end, placeholder in mentions:
        if start < position:
            continue
        if start > position:
            ended = splitter.read(text, position, start, words, starts, ended=ended)
        if ended:
            starts.append(len(words))
            ended = False
        words.append(Word(placeholder, placeholder, 0, end - start))
        position = end
    if position < len(text):
        splitter.read(text, position, len(text), words, starts, ended=ended)
    return starts


def _starts(words: Sequence[Word], begin: int, numbers: Sequence[int]) -> Iterator[int]:
    """Those of some words of a run, which begins with word `begin`, that do start a sentence."""
    for k in numbers:
        if not (words[k].raw[:1].isupper() or words[k].line in {ORG, CREW}):
            # "e. V. lädt", "z. B. hier": no sentence begins in lower case behind an abbreviation
            before = words[k - 1].raw
            if (len(before) > 1 and before.endswith(".")) or (
                before == "." and k - begin >= 2 and _ABBREVIATED.fullmatch(words[k - 2].raw)
            ):
                continue
        yield k


def unit_span(sentence: Sentence, runs: Sequence[TextRun], first: int, last: int) -> Span:
    """The source span from one token to another, both included."""
    a, b = sentence.token(first), sentence.token(last)
    start = runs[a.run].span(a.start, a.end).start
    end = runs[b.run].span(b.start, b.end).end
    return Span(start, max(start, end))
