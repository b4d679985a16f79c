"""Sentences with their words and the way back to the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

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


#: A token while it is only carried along.
_Token = tuple[str, int, int, int]


class Sentence:
    """A sentence as a line of words; the organisation stands in it as `$org`, its people as `$crew`."""

    __slots__ = (
        "_frames",
        "_offsets",
        "_places",
        "_signs",
        "_tokens",
        "index",
        "language",
        "line",
        "mentions",
        "unit",
        "words",
    )

    def __init__(self, tokens: Sequence[_Token], unit: Unit, index: int) -> None:
        self.words = [text for text, _, _, _ in tokens]
        self.unit = unit
        self.index = index
        self.language = unit.language
        self.line = unit.language.line(self.words)
        self.mentions = [i for i, word in enumerate(self.words) if word == ORG] if ORG in self.line else []
        self._places = tokens
        self._tokens: list[Token] | None = None
        self._offsets: list[int] | None = None
        self._signs: frozenset[str] | None = None
        self._frames: dict[str, list[Frame]] = {}

    @property
    def tokens(self) -> list[Token]:
        """The words with their places; made when they are first asked for, since most sentences say nothing."""
        if self._tokens is None:
            self._tokens = [Token._make(place) for place in self._places]
        return self._tokens

    @property
    def signs(self) -> frozenset[str]:
        """What frames ask for (see `Language.signs`)."""
        if self._signs is None:
            self._signs = self.language.signs(self.words)
        return self._signs

    def has(self, name: str) -> bool:
        """Whether a word of a class stands in the sentence."""
        return class_mark(name) in self.line

    def frames(self, family: str) -> Sequence[Frame]:
        """The frames of a family that may match the sentence."""
        known = self._frames.get(family)
        if known is None:
            signs = self.signs
            known = self._frames[family] = [frame for frame in self.language.frames(family) if frame.fits(signs)]
        return known

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


class Unit:
    """What is read as one text: a paragraph, a heading, a table row, an attribute."""

    __slots__ = ("kind", "language", "runs", "sentences", "years")

    def __init__(self, runs: list[int], kind: str, language: Language, years: frozenset[str] = frozenset()) -> None:
        self.runs = runs
        self.years = years  # of the page's own dates: they are not history
        self.kind = kind
        self.language = language
        self.sentences: list[Sentence] = []


_ABBREVIATED = lazy(
    r"(?i)(?:z|b|d|h|u|a|o|ca|bzw|usw|etc|ggf|inkl|evtl|dr|prof|mr|mrs|ms|st|nr|no|vs|e\.g|i\.e|e|v|abs|str|tel|max|min|jr|sr|\d{1,2}|[a-z])\.?$"
)


def split(
    parts: Sequence[tuple[int, TextRun, Sequence[tuple[int, int, str]]]],
    unit: Unit,
    model: str = "",
) -> list[Sentence]:
    """The sentences of a unit. `parts` are its runs with (start, end, placeholder) of the mentions in each."""
    words_of = splitter(unit.language.tag, model)
    tokens: list[_Token] = []
    cuts: list[int] = []  # where sentences start
    for number, (index, run, mentions) in enumerate(parts):
        if number:
            tokens.append((CELL, index, 0, 0))
        words, starts = _words(words_of, run.text, mentions, index)
        # a further cell or line goes on with the sentence before it
        cuts += [len(tokens) + start for start in (starts[1:] if number else starts)]
        tokens += words
    out: list[Sentence] = []
    for begin, end in pairwise([*cuts, len(tokens)]):
        for start, stop in _parts(tokens, begin, end):
            out.append(Sentence(tuple(tokens[start:stop]), unit, len(out)))
    return _resolved(out)


def _parts(tokens: Sequence[_Token], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or the parts in which a very long one is read: at a comma where there is one."""
    start = begin
    if end - begin >= MAX_WORDS // 2:
        for i in range(begin, end):
            length = i - start
            if length >= MAX_WORDS or (length >= MAX_WORDS // 2 and tokens[i - 1][0] in {",", ";", ":"}):
                yield start, i
                start = i
    if end > start:
        yield start, end


def _resolved(sentences: list[Sentence]) -> list[Sentence]:
    """Put the organisation for a pronoun that means it: "Acme helps. It brings coaches." """
    out: list[Sentence] = []
    for sentence in sentences:
        previous = out[-1] if out else None
        index = _pronoun(sentence, previous)
        if index is not None:
            tokens = list(sentence.tokens)
            tokens[index] = tokens[index]._replace(text=ORG)
            sentence = Sentence(tokens, sentence.unit, sentence.index)
        out.append(sentence)
    return out


def _pronoun(sentence: Sentence, previous: Sentence | None) -> int | None:
    """The token of a pronoun that can only mean the organisation, or None."""
    language, words = sentence.language, sentence.words
    if sentence.mentions:
        # "do not ask Acme; it does not run this"
        for i in range(sentence.mentions[0] + 1, len(words) - 1):
            if words[i - 1] in {";", ":", ","} or language.is_a(words[i - 1], "and"):
                if language.is_a(words[i], "neuter") and language.is_a(words[i + 1], "singular-verb"):
                    return i if len(sentence.mentions) == 1 else None
        return None
    if previous is None or len(previous.mentions) != 1:
        return None
    for i in range(min(2, len(words) - 1)):
        here, after = words[i], words[i + 1]
        if language.is_a(here, "neuter") and language.is_a(after, "singular-verb"):
            return i
        if language.is_a(here, "plural-pronoun") and language.is_a(after, "plural-verb") and previous.mentions[0] <= 1:
            return i
    return None


def _words(
    splitter: Splitter, text: str, mentions: Sequence[tuple[int, int, str]], index: int
) -> tuple[list[_Token], list[int]]:
    """The words of a run, and which of them start sentences; a mention is one word, whatever it looks like."""
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
    if not words:
        return [], []
    starts = [0]
    for k in splitter.starts(text, words):
        if k and not (words[k][0].raw[:1].isupper() or words[k][0].line in {ORG, CREW}):
            # "e. V. lädt", "z. B. hier": no sentence begins in lower case behind an abbreviation
            before = words[k - 1][0].raw
            if (len(before) > 1 and before.endswith(".")) or (
                before == "." and k >= 2 and _ABBREVIATED.fullmatch(words[k - 2][0].raw)
            ):
                continue
        if k:
            starts.append(k)
    return [(line, index, at + start, at + end) for (_, line, start, end, _), at in words], starts


def unit_span(sentence: Sentence, runs: Sequence[TextRun], first: int, last: int) -> Span:
    """The source span from one token to another, both included."""
    a, b = sentence.tokens[first], sentence.tokens[last]
    start = runs[a.run].span(a.start, a.end).start
    end = runs[b.run].span(b.start, b.end).end
    return Span(start, max(start, end))
