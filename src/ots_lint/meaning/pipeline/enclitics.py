"""How the tokenizer of a language parts what hangs behind a verb with a hyphen: "écris-nous", "inscris-toi"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.lang.char_classes import ALPHA
from spacy.util import compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

    from ots_lint.language.language import Language

#: Longer than a letter, a hyphen and such a word.
_LONGEST = 16


def part_enclitics(nlp: Pipeline, pack: Language) -> None:
    """Have the tokenizer part the words of a pack's class `enclitic`, each with its hyphen ("-toi")."""
    tokenizer: Any = nlp.tokenizer
    forms = [form for form in pack.forms("enclitic") if form.isalpha()]
    if not forms or not hasattr(tokenizer, "suffix_search"):
        return  # or the model that the user has named has one of its own kind
    usual = tokenizer.suffix_search
    hangs = compile_suffix_regex([rf"(?i)(?<=[{ALPHA}])-(?:{'|'.join(forms)})"]).search
    tokenizer.suffix_search = lambda word: (usual(word) if usual else None) or hangs(word[-_LONGEST:])
