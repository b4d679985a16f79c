"""How the tokenizer of a language parts prices: "5€." and "5€/day", but "fr. 30"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ots_lint.text.patterns import lazy

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

    from ots_lint.language.language import Language

_DOT = lazy(r"(?<=[€$£])\.$")
_SLASH = lazy(r"(?<=[€$£])/(?=\p{L})")


def part_prices(nlp: Pipeline, pack: Language) -> None:
    """Have the tokenizer part a sign of a currency from what follows it, and keep the full stop of an abbreviated one."""
    tokenizer: Any = nlp.tokenizer
    if not hasattr(tokenizer, "add_special_case"):
        return  # the model that the user has named has one of its own kind
    suffix, infixes = tokenizer.suffix_search, tokenizer.infix_finditer
    tokenizer.suffix_search = lambda word: _DOT.search(word) or (suffix(word) if suffix else None)
    tokenizer.infix_finditer = _both(infixes)
    for word in pack.dotted("currency"):
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form}])


def _both(infixes: Callable[[str], Any] | None) -> Callable[[str], list[Any]]:
    def found(word: str) -> list[Any]:
        others = [*infixes(word)] if infixes else []
        return sorted([*others, *_SLASH.finditer(word)], key=lambda match: int(match.start()))

    return found
