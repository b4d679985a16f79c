"""What is read as one text (a paragraph, a heading, a table row, an attribute) as a spaCy `Doc` with its way back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ots_lint.language.known import Known
from ots_lint.meaning.pipeline.build import components_of
from ots_lint.meaning.pipeline.label_lines import line_starts
from ots_lint.meaning.sentence.lines import line_form
from ots_lint.meaning.sentence.notes import CELL, Facts, Notes
from ots_lint.text.patterns import lazy, lazy_re
from ots_lint.text.run import Span, TextRun

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

    from ots_lint.language.language import Language
    from ots_lint.meaning.pipeline.tokenizer import Pieces
    from ots_lint.meaning.sentence.lines import Sentence
    from ots_lint.meaning.sentence.statement import Statement

_BETWEEN = f" {CELL} "
#: What is not read as it is written: blanks of other kinds, apostrophes, what is not seen. It is searched for in most
#: texts, and `re` finds a sign of one set of them in a third of the time.
_ODD = lazy_re(r"[\t-\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000’‘`´\u00ad\ue000-\uf8ff]")
_BLANK = lazy(r"\s")
#: Signs that Python takes for blanks as well: where one stands, each word is asked whether it is one.
_SEPARATOR = lazy(r"[\x1c-\x1f]")
_APOSTROPHE = lazy(r"[’‘`´]")
_SOFT = lazy(r"[\u00ad\ue000-\uf8ff]")
#: What is no word of a language, and would be looked at again for each of its marks: a long run of marks, a piece
#: without blanks that is longer than words are.
_SHORTEST_STRANGE = 13
_MARKS = lazy(rf"(?:[^\w\s]|_){{{_SHORTEST_STRANGE},}}")
_LONGEST = 250
_PIECE = lazy(rf"\S{{{_LONGEST}}}(?=\S)")
#: Whether what stands between two blanks can be looked at by itself.
_IS_USUAL = Known(
    lambda piece: (
        len(piece) <= _LONGEST
        and not _SEPARATOR.search(piece)
        and not (len(piece) >= _SHORTEST_STRANGE and _MARKS.search(piece))
    )
)
#: The same for texts without other letters.
_ASCII = str.maketrans("\t\n\v\f\r`", "     '")
#: A sign between two small letters is in one word: "Teilnehmer*innen", "étudiant·es".
_INSIDE = lazy(r"(?<=\p{Ll}{3})[:*·](?=\p{Ll}{2})")
#: The same where a pack has its own endings for such words.
_STARS = lazy(r"(?<=\p{Ll}{3})[:*](?=\p{Ll}{2})")

#: A run with its number and where the organisation is mentioned in it.
Part = tuple[int, TextRun, Sequence[tuple[int, int]]]


class Unit:
    """A text that has been through the pipeline of its language.

    `runs` are the numbers of its runs; the cells of a table row, or the lines of a list item, are parted by
    `CELL` in the text that is read, which has a character for each character of the runs.
    """

    def __init__(self, parts: Sequence[Part], language: Language, nlp: Pipeline, facts: Facts) -> None:
        self.language = language
        self.runs = [number for number, _, _ in parts]
        self._texts = [run for _, run, _ in parts]
        self._starts: list[int] = []
        position = 0
        pieces = []
        mentions = []
        for _, run, places in parts:
            self._starts.append(position)
            pieces.append(run.text)
            mentions += [(position + start, position + end) for start, end in places]
            position += len(run.text) + len(_BETWEEN)
        #: What the components find out.
        self.notes = Notes(self, language, facts)
        self._nlp = nlp
        self._doc = _read(nlp, _BETWEEN.join(pieces), mentions, self.notes)

    @property
    def doc(self) -> Doc:
        """The text as spaCy has it, with all that was found out about it; made when it is first asked for."""
        if self._doc is None:
            self._doc = _doc(self._nlp, self.notes)
            for component in components_of(self._nlp)[0]:
                component.write(self.notes, self._doc)
        return self._doc

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Its sentences, in order."""
        return self.notes.sentences

    @property
    def statements(self) -> Sequence[Statement]:
        """What its sentences say about the organisation."""
        return self.notes.statements

    def sentences_at(self, run: int, start: int, end: int) -> Sequence[Sentence]:
        """The sentences that `start:end` of a run may touch."""
        position = self._start_of[run]
        first = max(bisect_right(self._begins, position + start) - 1, 0)
        return self.sentences[first : max(bisect_left(self._begins, position + end), first + 1)]

    @cached_property
    def _start_of(self) -> dict[int, int]:
        return dict(zip(self.runs, self._starts, strict=True))

    @cached_property
    def _begins(self) -> list[int]:
        places = self.notes.places
        return [places[sentence.start][0] for sentence in self.sentences]

    def run_of(self, token: int) -> int:
        """The number of the run that a token of the `doc` stands in."""
        return self.runs[self._place(self.notes.places[token][0])]

    def place(self, token: int) -> tuple[int, int, int]:
        """Where a token of the `doc` is: the number of its run, and its start and end there."""
        start, end = self.notes.places[token]
        at = self._place(start)
        size = len(self._texts[at].text)
        first = self._starts[at]
        return self.runs[at], min(start - first, size), min(end - first, size)

    def span(self, first: int, last: int) -> Span:
        """The source span from one token to another, both included."""
        places = self.notes.places
        start, end = places[first][0], places[last][1]
        a, b = self._place(start), self._place(end - 1)
        begin = self._texts[a].span(start - self._starts[a], end - self._starts[a]).start
        stop = self._texts[b].span(end - 1 - self._starts[b], end - self._starts[b]).end
        return Span(begin, max(begin, stop))

    def _place(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def release(self) -> None:
        """Let go of what holds itself in a circle."""
        self.notes.release()


def _read(nlp: Pipeline, text: str, mentions: Sequence[tuple[int, int]], notes: Notes) -> Doc | None:
    """Split a text into tokens, each mention being one, and have the components of a pipeline read it.

    The components of a model need a `Doc`, which is returned then.
    """
    words, spaces, places = notes.words, notes.spaces, notes.places
    position = 0
    plain = _plain(text, notes.language)
    pieces = _quick(nlp, plain.split(" "))
    for start, end in [*mentions, (len(text), len(text))]:
        if start < position:
            continue
        if pieces is not None:
            _by_pieces(pieces, plain[position:start], position, notes)
        else:
            for word, offset, space in _words(nlp, plain, position, start):
                if not word.isspace():
                    words.append(word)
                    spaces.append(space)
                    places.append((offset, offset + len(word)))
                elif spaces:
                    spaces[-1] = True
        if end > start:
            _join_elision(words, spaces, places, start)
            notes.named.add(len(words))
            words.append(" ".join(plain[start:end].split()))
            spaces.append(plain[end : end + 1] == " ")
            places.append((start, end))
        position = end
    if "\u2060" in plain:
        words[:] = [word.replace("\u2060", "") or "\u2060" for word in words]
    notes.line_starts = line_starts(text, places)
    components, modelled = components_of(nlp)
    if modelled:
        doc = _doc(nlp, notes)
        for _, component in nlp.pipeline:  # as `nlp(doc)` does, without its checks of each
            doc = component(doc)
        return doc
    for component in components:
        component.read(notes)
    return None


def _doc(nlp: Pipeline, notes: Notes) -> Doc:
    from spacy.tokens import Doc

    doc = Doc(nlp.vocab, words=notes.words, spaces=notes.spaces)
    notes.attach(doc)
    return doc


def pieces_in(nlp: Pipeline, language: Language, text: str) -> list[str] | None:
    """What stands between the blanks of a text without mentions, whose words are those of the pieces (`piece_words`).

    None where that cannot be said, since its words depend on what stands around them.
    """
    parts = _plain(text, language).split(" ")
    return None if _quick(nlp, parts) is None else parts


def piece_words(nlp: Pipeline, piece: str) -> tuple[str, ...]:
    """The words of such a piece, as the sentences of its unit have them."""
    from ots_lint.meaning.pipeline.tokenizer import pieces_of

    pieces = pieces_of(nlp)
    assert pieces is not None  # else there would be no such piece
    return tuple(line_form(word.replace("\u2060", "") or "\u2060") for word in pieces[piece].words)


def _quick(nlp: Pipeline, parts: Sequence[str]) -> Pieces | None:
    """The pieces of texts by which these parts of a text can be parted; None where some of them need a closer look."""
    from ots_lint.meaning.pipeline.tokenizer import pieces_of

    pieces = pieces_of(nlp)
    return pieces if pieces is not None and all(map(_IS_USUAL.__getitem__, parts)) else None


def _by_pieces(pieces: Pieces, text: str, at: int, notes: Notes) -> None:
    """Note the words of a part of a text that stands at a place of it."""
    words, spaces, places = notes.words, notes.spaces, notes.places
    parts = text.split(" ")
    for part in parts:
        piece = pieces[part]
        words += piece.words
        spaces += piece.spaces
        for start, end in piece.places:
            places.append((at + start, at + end))
        at += len(part) + 1
    if parts[-1]:
        spaces[-1] = False


def _plain(text: str, language: Language) -> str:
    """A text as it is split into words, each character in its place."""
    if text.isascii():  # most are, and need none of the patterns
        text = text.translate(_ASCII)
        return _INSIDE.sub("\u2060", text) if ":" in text or "*" in text else text
    if _ODD.search(text):
        text = _SOFT.sub("\u2060", _APOSTROPHE.sub("'", _BLANK.sub(" ", text)))
    if ":" in text or "*" in text or "·" in text:
        return (_STARS if language.knows_inclusive_forms else _INSIDE).sub("\u2060", text)
    return text


def _join_elision(words: list[str], spaces: list[bool], places: list[tuple[int, int]], mention: int) -> None:
    """Make "dell" and "'" right before a mention one word, as the tokenizer does before any other."""
    if len(words) > 1 and words[-1] == "'" and words[-2].isalpha() and not spaces[-2] and places[-1][1] == mention:
        start, end = places[-2][0], places.pop()[1]
        places[-1] = start, end
        words[-2:] = [words[-2] + "'"]
        spaces.pop()


def _words(nlp: Pipeline, text: str, start: int, end: int) -> list[tuple[str, int, bool]]:
    """The words of a part of a text, with where they begin and whether a blank stands behind.

    A long run of marks is one word.
    """
    words: list[tuple[str, int, bool]] = []
    position = start
    for found in _MARKS.finditer(text, start, end):
        words += _plain_words(nlp, text, position, found.start(), stops=_stops(text, position, found.start()))
        words.append((found[0], found.start(), text[found.end() : found.end() + 1] == " "))
        position = found.end()
    return words + _plain_words(nlp, text, position, end, stops=_stops(text, position, end))


def _stops(text: str, start: int, end: int) -> list[int]:
    """Where a part of a text is parted that may have a piece without blanks which is longer than words are."""
    return [*(found.end() for found in _PIECE.finditer(text, start, end)), end]


def _plain_words(nlp: Pipeline, text: str, start: int, end: int, stops: Sequence[int]) -> list[tuple[str, int, bool]]:
    """The words between runs of marks. An elision at the end ("dell'" before a mention) is one word, as before others."""
    from ots_lint.meaning.pipeline.tokenizer import split

    words: list[tuple[str, int, bool]] = []
    position = start
    for stop in stops:
        words += split(nlp, text[position:stop], position)
        position = stop
    if len(words) > 1 and words[-1][0] == "'" and words[-1][1] + 1 == end < len(text):
        before, at, space = words[-2]
        if before.isalpha() and not space:
            words[-2:] = [(before + "'", at, words[-1][2])]
    return words
