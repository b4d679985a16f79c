"""The tokenizer: spaCy's own for a language, made to keep words whole and to be quick with any text.

spaCy takes marks off both ends of a word one by one, and looks for each from the first character on, which for a run
of marks takes time with its square. Here it looks only where such a mark can stand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.language import Language as Pipeline
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # it is written in Cython
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

#: The name by which the configuration of a pipeline asks for it.
NAME = "ots_lint.Tokenizer.v1"
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
#: What stands between two blanks → its words, each with where it begins.
_Pieces = dict[str, tuple[tuple[str, int], ...]]
_PIECES: WeakKeyDictionary[Pipeline, _Pieces] = WeakKeyDictionary()
_BY_PIECES: WeakKeyDictionary[Pipeline, bool] = WeakKeyDictionary()
_Search = Callable[[str], Any]


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def _create() -> Callable[[Pipeline], Tokenizer]:
    return fitted


def fitted(nlp: Pipeline) -> Tokenizer:
    """The tokenizer of a blank pipeline, by what spaCy knows of its language."""
    defaults = nlp.Defaults
    prefix = compile_prefix_regex([*defaults.prefixes, _SLASH]).search if defaults.prefixes else None
    suffix = compile_suffix_regex([*defaults.suffixes, _FULL_STOP]).search if defaults.suffixes else None
    return Tokenizer(
        nlp.vocab,
        rules=defaults.tokenizer_exceptions,
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

    spaCy parts what stands between two blanks without a look beyond them, and pages are made of the same words: each of
    them is parted once. A tokenizer of another kind is asked about the whole text.
    """
    if not goes_by_pieces(nlp):
        return whole(nlp, text, at)
    known = _PIECES.setdefault(nlp, {})
    found: list[_Word] = []
    for piece in text.split(" "):
        if piece:
            words = known.get(piece)
            if words is None:
                if len(known) >= _MOST_PIECES:
                    known.clear()
                words = known[piece] = tuple((word, offset) for word, offset, _ in whole(nlp, piece))
            if len(words) > 1:
                found += [(word, at + offset, False) for word, offset in words[:-1]]
            found.append((words[-1][0], at + words[-1][1], True))
            at += len(piece)
        at += 1
    if found and not text.endswith(" "):
        found[-1] = (*found[-1][:2], False)
    return found


def whole(nlp: Pipeline, text: str, at: int = 0) -> list[_Word]:
    """The same, of a text that is taken as a whole; blanks behind blanks are words, too."""
    return [(token.text, at + token.idx, bool(token.whitespace_)) for token in nlp.tokenizer(text)]


def goes_by_pieces(nlp: Pipeline) -> bool:
    """Whether the tokenizer of a pipeline is spaCy's, without special words that have a blank inside."""
    known = _BY_PIECES.get(nlp)
    if known is None:
        tokenizer: Any = nlp.tokenizer
        known = isinstance(tokenizer, Tokenizer) and not any(len(word.split()) > 1 for word in tokenizer.rules)
        _BY_PIECES[nlp] = known
    return known
