"""Sentences with their words and the way back to the source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import regex

from ots_lint.meaning.words import Placed, Splitter, Word, splitter
from ots_lint.ruleset.language import CREW, ORG, Frame, Language
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


class Sentence:
    """A sentence as a line of words; the organisation stands in it as `$org`, its people as `$crew`."""

    __slots__ = ("_frames", "_offsets", "_signs", "index", "language", "line", "mentions", "tokens", "unit")

    def __init__(self, tokens: list[Token], unit: Unit, index: int, language: Language) -> None:
        self.tokens = tokens
        self.unit = unit
        self.index = index
        self.language = language
        words = [text for text, _, _, _ in tokens]
        self.line = language.line(words)
        self.mentions = [i for i, word in enumerate(words) if word == ORG] if ORG in self.line else []
        self._offsets: list[int] | None = None
        self._signs: frozenset[str] | None = None
        self._frames: dict[str, list[Frame]] = {}

    @property
    def signs(self) -> frozenset[str]:
        """What frames ask for (see `Language.signs`)."""
        if self._signs is None:
            self._signs = self.language.signs([token.text for token in self.tokens], self.line)
        return self._signs

    def frames(self, family: str) -> Sequence[Frame]:
        """The frames of a family that may match the sentence."""
        known = self._frames.get(family)
        if known is None:
            signs = self.signs
            known = self._frames[family] = [frame for frame in self.language.frames(family) if frame.fits(signs)]
        return known

    def token_at(self, offset: int) -> int:
        """The number of the token at an offset of the line."""
        return max(min(self.line.count(" ", 0, offset), len(self.tokens) - 1), 0)

    def offset_of(self, token: int) -> int:
        """The offset in the line where a token starts."""
        if self._offsets is None:
            self._offsets = list(accumulate((len(word) + 1 for word in self.line.split(" ")), initial=0))
        return self._offsets[min(token, len(self.tokens))]

    @property
    def is_question(self) -> bool:
        """Whether the sentence ends with a question mark."""
        for token in reversed(self.tokens):
            if token.text in {"?", "?!", "!?"}:
                return True
            if token.text not in {'"', ")", "“", "”", "»", "«", "'", "’"}:
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


_ABBREVIATED = regex.compile(
    r"(?i)(?:z|b|d|h|u|a|o|ca|bzw|usw|etc|ggf|inkl|evtl|dr|prof|mr|mrs|ms|st|nr|no|vs|e\.g|i\.e|e|v|abs|str|tel|max|min|jr|sr|\d{1,2}|[a-z])\.?$"
)


def split(
    parts: Sequence[tuple[int, TextRun, Sequence[tuple[int, int, str]]]],
    unit: Unit,
    model: str = "",
) -> list[Sentence]:
    """The sentences of a unit. `parts` are its runs with (start, end, placeholder) of the mentions in each."""
    words_of = splitter(unit.language.tag, model)
    tokens: list[Token] = []
    boundaries: list[bool] = []  # whether a sentence starts at this token
    for number, (index, run, mentions) in enumerate(parts):
        if number:
            tokens.append(Token(CELL, index, 0, 0))
            boundaries.append(False)
        words, starts = _words(words_of, run.text, mentions, index)
        if not number or len(parts) == 1:
            boundaries += starts
        else:
            boundaries += [False, *starts[1:]] if starts else []
        tokens += words
    out: list[Sentence] = []
    current: list[Token] = []
    for token, starts_here in zip(tokens, boundaries, strict=True):
        overlong = len(current) >= MAX_WORDS or (len(current) >= MAX_WORDS // 2 and current[-1].text in {",", ";", ":"})
        if (starts_here or overlong) and current:
            out.append(Sentence(current, unit, len(out), unit.language))
            current = []
        current.append(token)
    if current:
        out.append(Sentence(current, unit, len(out), unit.language))
    return _resolved(out)


def _resolved(sentences: list[Sentence]) -> list[Sentence]:
    """Put the organisation for a pronoun that means it: "Acme helps. It brings coaches." """
    out: list[Sentence] = []
    for sentence in sentences:
        previous = out[-1] if out else None
        index = _pronoun(sentence, previous)
        if index is not None:
            token = sentence.tokens[index]
            tokens = list(sentence.tokens)
            tokens[index] = Token(ORG, token.run, token.start, token.end)
            sentence = Sentence(tokens, sentence.unit, sentence.index, sentence.language)
        out.append(sentence)
    return out


def _pronoun(sentence: Sentence, previous: Sentence | None) -> int | None:
    """The token of a pronoun that can only mean the organisation, or None."""
    language, tokens = sentence.language, sentence.tokens
    if sentence.mentions:
        # "do not ask Acme; it does not run this"
        for i in range(sentence.mentions[0] + 1, len(tokens) - 1):
            if tokens[i - 1].text in {";", ":", ","} or language.is_a(tokens[i - 1].text, "and"):
                if language.is_a(tokens[i].text, "neuter") and language.is_a(tokens[i + 1].text, "singular-verb"):
                    return i if len(sentence.mentions) == 1 else None
        return None
    if previous is None or len(previous.mentions) != 1:
        return None
    for i in range(min(2, len(tokens) - 1)):
        here, after = tokens[i].text, tokens[i + 1].text
        if language.is_a(here, "neuter") and language.is_a(after, "singular-verb"):
            return i
        if language.is_a(here, "plural-pronoun") and language.is_a(after, "plural-verb") and previous.mentions[0] <= 1:
            return i
    return None


def _words(
    splitter: Splitter, text: str, mentions: Sequence[tuple[int, int, str]], index: int
) -> tuple[list[Token], list[bool]]:
    """Split one run into words; a mention is one word, whatever it looks like."""
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
    starts = splitter.starts(text, words)
    starts[0] = True
    for k in range(1, len(words)):
        if starts[k] and not words[k][0].raw[:1].isupper() and words[k][0].line not in {ORG, CREW}:
            # "e. V. lädt", "z. B. hier": no sentence begins in lower case behind an abbreviation
            before = words[k - 1][0].raw
            if (len(before) > 1 and before.endswith(".")) or (
                before == "." and k >= 2 and _ABBREVIATED.fullmatch(words[k - 2][0].raw)
            ):
                starts[k] = False
    return [Token(line, index, at + start, at + end) for (_, line, start, end, _), at in words], starts


def unit_span(sentence: Sentence, runs: Sequence[TextRun], first: int, last: int) -> Span:
    """The source span from one token to another, both included."""
    a, b = sentence.tokens[first], sentence.tokens[last]
    start = runs[a.run].span(a.start, a.end).start
    end = runs[b.run].span(b.start, b.end).end
    return Span(start, max(start, end))
