"""Words and sentence starts of a text, as spaCy's pipelines split it.

spaCy's tokenizers go from blank to blank, and what stands between two blanks is split the same
way wherever it stands. So each such piece is split once and then remembered: texts repeat their
words, and looking up takes much less than splitting. Where a sentence starts is what spaCy's
`sentencizer` says, or the model that is asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ots_lint.meaning.tokenizer import tokenizer
from ots_lint.ruleset.language import CREW, ORG
from ots_lint.text.patterns import lazy
from ots_lint.text.run import OBJECT

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

_PIECE = re.compile(rf"[^\s{OBJECT}]+|{OBJECT}")
_HYPHENS = frozenset("-\u2010\u2011")
_SLASH = lazy(r"(?<=\p{L})(/)(?=\p{L})")
_TYPE = lazy(r"[’‘`´]")
_PRIVATE = lazy("[\ue000-\uf8ff]")
#: Words that end a sentence.
ENDS = (".", "!", "?", "…", "。", "?!", "!?", "!!", "...")
#: Pieces that are remembered for a language, and how long they may be.
MAX_PIECES = 20_000
MAX_PIECE = 60
#: What is longer than this without a blank is no word that any table knows: it is split at its marks, whatever they are.
LONGEST_PIECE = 200
_LONG_PIECE = re.compile(r"\w+(?:[^\w\s]\w+)*|[^\w\s]+")


class Word(NamedTuple):
    """A word: as it stands in the text, as it stands in a sentence's line, and where it is in its piece."""

    raw: str
    line: str
    start: int
    end: int
    role: str = ""  # "end" of a sentence, other "punctuation", or neither


#: A word and where its piece begins in the text.
Placed = tuple[Word, int]


@lru_cache(maxsize=8)
def pipeline(tag: str, model: str = "") -> Pipeline:
    """A spaCy pipeline that splits words and sentences: blank, or an installed model by name.

    Raises `ConfigError` where the model is not installed.
    """
    import spacy

    if model:
        from ots_lint.errors import ConfigError

        try:
            # An installed one alone: a folder of this name in the project may come from a stranger.
            if not spacy.util.is_package(model):
                raise ImportError(model)
            return spacy.load(model)
        except (OSError, ImportError, AttributeError):
            raise ConfigError(
                f"the spaCy model {model!r} is not installed", hint=f"python -m spacy download {model}"
            ) from None
    return spacy.blank(tag if tag in {"en", "de"} else "xx")


class Splitter:
    """Splits texts of one language."""

    def __init__(self, tag: str, model: str = "") -> None:
        self._tag = tag
        self._model = model
        #: A piece → its words; where it is one word, and neither ends a sentence nor is punctuation, that word.
        self._known: dict[str, Word | tuple[Word, ...]] = {}
        self._tokenizer = None if model else tokenizer(tag)

    @property
    def modelled(self) -> bool:
        """Whether a model says where sentences start: only `starts` asks it."""
        return bool(self._model)

    def warm_up(self) -> None:
        """Load what splitting needs, before other processes are made from this one."""
        self.words("It’s (10:30).", 0, 13)
        if self._model:
            pipeline(self._tag, self._model)

    def words(self, text: str, start: int, end: int) -> list[Placed]:
        """The words of `text[start:end]`; what is no text there (`OBJECT`) is a word of its own."""
        found: list[Placed] = []
        known = self._known
        part = text[start:end]
        pieces = part.split()
        at = end - len(part.lstrip())
        if len(part.strip()) != sum(map(len, pieces)) + len(pieces) - 1 or OBJECT in part:
            # more than one blank between pieces, or something without a blank beside it
            for match in _PIECE.finditer(text, start, end):
                at, behind = match.span()
                found += [(word, at) for word in self._words_of(match.group(), text[behind : min(behind + 1, end)])]
            return found
        for piece in pieces:
            words = known.get(piece)
            if words.__class__ is Word:
                found.append((words, at))
            else:
                behind = at + len(piece)
                found += [(word, at) for word in self._words_of(piece, text[behind : min(behind + 1, end)])]
            at += len(piece) + 1
        return found

    def read(self, text: str, start: int, end: int, words: list[Word], starts: list[int], *, ended: bool) -> bool:
        """Append the words of `text[start:end]`, and the numbers of those that start a sentence after another.

        `ended`: whether a sentence has ended before; returns whether one has ended here. No model is asked.
        """
        part = text[start:end]
        pieces = part.split()
        if len(part.strip()) != sum(map(len, pieces)) + len(pieces) - 1 or OBJECT in part:
            return _listen((word for word, _ in self.words(text, start, end)), words, starts, ended=ended)
        known = self._known
        for number, piece in enumerate(pieces):
            found = known.get(piece)
            if found.__class__ is Word:
                if ended:
                    starts.append(len(words))
                    ended = False
                words.append(found)
                continue
            behind = end - len(part.lstrip()) + sum(map(len, pieces[: number + 1])) + number if found is None else end
            several = self._words_of(piece, text[behind : min(behind + 1, end)])
            ended = _listen(several, words, starts, ended=ended)
        return ended

    def _words_of(self, piece: str, following: str) -> Sequence[Word]:
        """The words of a piece, of which the character behind it says whether a hyphen at its end joins it to that."""
        known = self._known.get(piece)
        if known is not None:
            return (known,) if isinstance(known, Word) else known
        if piece[-1] in _HYPHENS:
            return self._split(piece, hanging=following in (" ", "\n"))
        words = self._split(piece)
        if len(piece) <= MAX_PIECE:
            if len(self._known) >= MAX_PIECES:
                self._known.clear()
            self._known[piece] = words[0] if len(words) == 1 and not words[0].role else words
        return words

    def _split(self, piece: str, *, hanging: bool = True) -> tuple[Word, ...]:
        """The words of what stands between two blanks. `hanging`: a hyphen at its end joins nothing to it."""
        if piece == OBJECT:
            return (Word("¤", "¤", 0, 1, _role("¤")),)
        found: list[tuple[str, int]] = []
        glue = False  # the word before ends with a hyphen that joins it to the next
        position = 0
        for raw in self._raw_words(piece):
            at = position
            position += len(raw)
            last = position == len(piece)
            if found and (glue or (raw in _HYPHENS and found[-1][0][-1:].isalnum() and not (last and hanging))):
                found[-1] = (found[-1][0] + raw, found[-1][1])  # "co-organised" is one word
                glue = raw in _HYPHENS
            elif "/" in raw[1:-1] and not raw.startswith(("http", "www.")) and "@" not in raw:
                # "Coach/Mentorin": the parts count as words, the sign too
                for bit in _SLASH.split(raw):
                    if bit:
                        found.append((bit, at))
                        at += len(bit)
                glue = False
            elif raw.endswith("/.") and len(raw) > 2:
                found += [(raw[:-1], at), (".", at + len(raw) - 1)]  # an address, and the end of its sentence
                glue = False
            else:
                found.append((raw, at))
                glue = False
        return tuple(Word(raw, line_form(raw), at, at + len(raw), _role(raw)) for raw, at in found)

    def forms(self, piece: str) -> set[str]:
        """The words of a piece as they may stand in a line, whatever is behind it."""
        if piece[-1] in _HYPHENS:
            return {word.line for hanging in (True, False) for word in self._split(piece, hanging=hanging)}
        return {word.line for word in self._words_of(piece, "")}

    def _raw_words(self, piece: str) -> Sequence[str]:
        if len(piece) > LONGEST_PIECE:
            return _LONG_PIECE.findall(piece)
        if self._tokenizer is not None:
            return self._tokenizer.words(piece)
        return [token.text for token in pipeline(self._tag, self._model).tokenizer(piece)]

    def starts(self, text: str, words: Sequence[Placed]) -> list[int]:
        """The words that sentences start at, from the second sentence on; a model decides where there is one."""
        if self._model:
            return self._modelled(text, words)
        starts: list[int] = []
        _listen((word for word, _ in words), [], starts, ended=False)
        return starts

    def _modelled(self, text: str, words: Sequence[Placed]) -> list[int]:
        from spacy.tokens import Doc

        nlp = pipeline(self._tag, self._model)
        doc = Doc(
            nlp.vocab,
            words=["Org" if word.line in {ORG, CREW} else word.raw for word, _ in words],
            spaces=[text[at + word.end : at + word.end + 1].isspace() for word, at in words],
        )
        for _, component in nlp.pipeline:
            doc = component(doc)
        return [token.i for token in doc if token.is_sent_start and token.i]


def _listen(found: Iterable[Word], words: list[Word], starts: list[int], *, ended: bool) -> bool:
    """Append words, and the numbers of those that start a sentence; whether one has ended at the end."""
    for word in found:
        role = word.role
        if role == "end":
            ended = True
        elif ended and not role:
            starts.append(len(words))
            ended = False
        words.append(word)
    return ended


@lru_cache(maxsize=16)
def splitter(tag: str, model: str = "") -> Splitter:
    """The splitter of a language; kept with all that it has learned."""
    return Splitter(tag, model)


def _role(raw: str) -> str:
    if raw in ENDS:
        return "end"
    return "punctuation" if all(unicodedata.category(char)[0] == "P" for char in raw) else ""


def line_form(word: str) -> str:
    """A word as it stands in a sentence's line: no blanks, no marks, never a placeholder."""
    word = _PRIVATE.sub("", _TYPE.sub("'", word)).replace(" ", "\u00a0").replace("\u00ad", "")
    return word.removeprefix("$") if word in {ORG, CREW} else word or "¤"
