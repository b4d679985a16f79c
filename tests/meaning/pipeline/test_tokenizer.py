"""The tokenizer parts texts as spaCy's does that has all special cases, and patterns with all letters, from the beginning."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.tokenizer import Tokenizer
from spacy.util import get_lang_class

from ots_lint.meaning.pipeline.build import blank
from ots_lint.meaning.pipeline.tokenizer import fitted

AROUND = ("{}", "({}).", "„{}“", "-{}-", "x{}", "{}s", "tea/{},{}", "{} tea", "日{}", "{}…")


def _whole(tag: str) -> Any:
    nlp = get_lang_class(tag)()
    ours = fitted(nlp)
    patterns = ("prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match")
    return Tokenizer(nlp.vocab, rules=ours.rules, **{name: getattr(ours, name) for name in patterns})


@pytest.mark.parametrize("tag", ["de", "en", "es", "fr", "it", "nl", "sv", "xx"])
def test_texts_are_parted_as_with_all_special_cases(tag: str) -> None:
    ours, whole = blank(tag).tokenizer, _whole(tag)
    assert ours.rules == whole.rules
    words = sorted(whole.rules)[:: 1 + len(whole.rules) // 200]
    for text in [around.replace("{}", word) for word in words for around in AROUND]:
        assert [token.text for token in ours(text)] == [token.text for token in whole(text)], text


def test_special_cases_wait_for_a_text_that_has_them() -> None:
    tokenizer = blank("en").tokenizer
    waiting = len(tokenizer._left)
    assert [token.text for token in tokenizer("Don't")] == ["Do", "n't"]
    assert waiting - 5 < len(tokenizer._left) < waiting
    tokenizer.add_special_case("can't", [{"ORTH": "can't"}])
    assert [token.text for token in tokenizer("can't")] == ["can't"]
    assert len(tokenizer.rules) == waiting
