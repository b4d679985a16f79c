"""The tokenizer: spaCy's own for a language, made to keep words whole and to be quick with any text.

spaCy takes marks off both ends of a word one by one, and looks for each from the first character on, which for a run
of marks takes time with its square. Here it looks only where such a mark can stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.language import Language as Pipeline
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # it is written in Cython
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.vocab import Vocab

#: Longer than what is taken off the beginning or the end of a word at once ("km/h", "...").
_AFFIX = 16
#: Ends a sentence that ends with an amount.
_FULL_STOP = r"(?<=[€$£])\."
#: Parts "25 €/person", of which the sign is taken off first.
_SLASH = rf"/(?=[{ALPHA}])"
#: So many pieces of a text are remembered.
_MOST_PIECES = 20_000
#: A word, where it begins, and whether a blank stands behind.
_Word = tuple[str, int, bool]
_Search = Callable[[str], Any]


class Piece(NamedTuple):
    """What stands between two blanks: its words, behind which of them a blank stands (the last), and where they are in it."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    places: tuple[tuple[int, int], ...]


class Pieces(dict[str, Piece]):
    """Pieces of texts, each parted into words once.

    spaCy parts what stands between two blanks without a look beyond them, and pages are made of the same words.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    def __missing__(self, piece: str) -> Piece:
        tokens = self._tokenizer(piece)
        words = tuple(token.text for token in tokens)
        found = Piece(words, _spaces(len(words)), _places(*[(token.idx, token.idx + len(token)) for token in tokens]))
        if len(self) >= _MOST_PIECES:
            self.clear()
        self[piece] = found
        return found


# Most pieces are one word, and have these in common.
@lru_cache(maxsize=64)
def _spaces(words: int) -> tuple[bool, ...]:
    return tuple(number == words for number in range(1, words + 1))


@lru_cache(maxsize=64)
def _places(*places: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    return places


#: Pipeline → its pieces, or None where it does not go by them.
_PIECES: WeakKeyDictionary[Pipeline, Pieces | None] = WeakKeyDictionary()


class Fitted(Tokenizer):  # type: ignore[misc]
    """The tokenizer of a blank pipeline, whose special cases ("don't", "e.g.") are added when a text has them.

    A text has a few of them, and adding the more than thousand of English would take as long as reading a hundred pages.
    """

    def __init__(self, vocab: Vocab, rules: Mapping[str, Any], **patterns: Any) -> None:
        super().__init__(vocab, **patterns)
        self._left = dict(rules)
        self._longest = max(map(len, rules), default=0)

    def __call__(self, text: str) -> Any:
        left, longest, size = self._left, self._longest, len(text)
        if " " in text:  # the words of one may stand apart
            found = sorted(left)
        else:
            parts = {text[i:j] for i in range(size) for j in range(i + 1, min(i + longest, size) + 1)}
            found = sorted(left.keys() & parts)
        for word in found:
            super().add_special_case(word, left.pop(word))
        return super().__call__(text)

    @property
    def rules(self) -> dict[str, Any]:
        """All special cases."""
        return {**super().rules, **self._left}

    def add_special_case(self, word: str, parts: Any) -> None:
        """Add a special case, or set another in its place."""
        self._left.pop(word, None)
        super().add_special_case(word, parts)


def fitted(nlp: Pipeline) -> Tokenizer:
    """The tokenizer of a blank pipeline, by what spaCy knows of its language."""
    defaults = nlp.Defaults
    prefix = compile_prefix_regex([*defaults.prefixes, _SLASH]).search if defaults.prefixes else None
    suffix = compile_suffix_regex([*defaults.suffixes, _FULL_STOP]).search if defaults.suffixes else None
    return Fitted(
        nlp.vocab,
        rules=defaults.tokenizer_exceptions or {},
        prefix_search=_first(prefix),
        suffix_search=_last(suffix),
        infix_finditer=_infixes(nlp),
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )


def fit(nlp: Pipeline) -> None:
    """Do the same with the tokenizer that a model has brought along."""
    tokenizer = nlp.tokenizer
    if isinstance(tokenizer, Tokenizer):
        tokenizer.infix_finditer = _infixes(nlp)
        tokenizer.prefix_search = _first(tokenizer.prefix_search)
        tokenizer.suffix_search = _last(tokenizer.suffix_search)


def _first(search: _Search | None) -> _Search | None:
    return search and (lambda word: search(word[:_AFFIX]))


def _last(search: _Search | None) -> _Search | None:
    return search and (lambda word: search(word[-_AFFIX:]))


def _infixes(nlp: Pipeline) -> _Search:
    """Keeps "co-organised" as one word, in every language, and parts "coach/mentor", "5€/day", "„Python“-Heft"."""
    infixes = [pattern for pattern in nlp.Defaults.infixes or () if f"(?:{HYPHENS})" not in str(pattern)]
    infixes.append(rf"(?<=[{ALPHA}€$£-])/(?=[{ALPHA}])")
    infixes.append(rf"(?<=[{ALPHA}])[“”»«](?=-[{ALPHA}])")
    return compile_infix_regex(infixes).finditer


def split(nlp: Pipeline, text: str, at: int = 0) -> list[_Word]:
    """The words of a text that stands at a place of another, with where they begin there, and whether a blank stands behind.

    A tokenizer of another kind than spaCy's usual one is asked about the whole text.
    """
    pieces = pieces_of(nlp)
    if pieces is None:
        return whole(nlp, text, at)
    found: list[_Word] = []
    for piece in text.split(" "):
        words = pieces[piece].words
        found += zip(words, (at + start for start, _ in pieces[piece].places), pieces[piece].spaces, strict=True)
        at += len(piece) + 1
    if found and not text.endswith(" "):
        found[-1] = (*found[-1][:2], False)
    return found


def whole(nlp: Pipeline, text: str, at: int = 0) -> list[_Word]:
    """The same, of a text that is taken as a whole; blanks behind blanks are words, too."""
    return [(token.text, at + token.idx, bool(token.whitespace_)) for token in nlp.tokenizer(text)]


def pieces_of(nlp: Pipeline) -> Pieces | None:
    """The pieces that a pipeline has parted; None where its tokenizer is not spaCy's, or knows words with a blank inside."""
    try:
        return _PIECES[nlp]
    except KeyError:
        tokenizer: Any = nlp.tokenizer
        plain = isinstance(tokenizer, Tokenizer) and not any(len(word.split()) > 1 for word in tokenizer.rules)
        found = _PIECES[nlp] = Pieces(tokenizer) if plain else None
        return found
