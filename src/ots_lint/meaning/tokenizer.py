"""The tokenizer: spaCy's own for a language, made to keep words whole and to be quick with any text.

spaCy takes marks off both ends of a word one by one, and looks for each from the first character on, which for a run
of marks takes time with its square. Here it looks only where such a mark can stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
#: Texts of so many characters are remembered, and so many of them at most.
_SHORT, _MOST_SHORT = 40, 5_000
_Split = tuple[tuple[str, int, bool], ...]
_SPLIT: WeakKeyDictionary[Pipeline, dict[str, _Split]] = WeakKeyDictionary()
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
    """Keeps "co-organised" as one word, in every language, and parts "coach/mentor", "5€/day", "5,-/day"."""
    infixes = [pattern for pattern in nlp.Defaults.infixes or () if f"(?:{HYPHENS})" not in str(pattern)]
    infixes.append(rf"(?<=[{ALPHA}€$£-])/(?=[{ALPHA}])")
    return compile_infix_regex(infixes).finditer


def split(nlp: Pipeline, text: str) -> Sequence[tuple[str, int, bool]]:
    """The words of a text, with where they begin and whether a blank stands behind.

    What stands between two cells or two names is often the same, and is split once.
    """
    known = _SPLIT.setdefault(nlp, {})
    found = known.get(text)
    if found is None:
        found = tuple((token.text, token.idx, bool(token.whitespace_)) for token in nlp.tokenizer(text))
        if len(text) <= _SHORT:
            if len(known) >= _MOST_SHORT:
                known.clear()
            known[text] = found
    return found
