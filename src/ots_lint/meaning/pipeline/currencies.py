"""How the tokenizer of a language reads abbreviated currencies: "fr. 30" is one word and a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

    from ots_lint.language.language import Language


def keep_full_stops(nlp: Pipeline, pack: Language) -> None:
    """Have the tokenizer keep the full stop of an abbreviated currency."""
    tokenizer: Any = nlp.tokenizer
    if not hasattr(tokenizer, "add_special_case"):
        return  # the model that the user has named has one of its own kind
    for word in pack.dotted("currency"):
        for form in (word, word.capitalize()):
            tokenizer.add_special_case(form, [{"ORTH": form}])
