"""The component that says where sentences start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from ots_lint.meaning.notes import CELL, notes_of
from ots_lint.text.initials import is_capitalised

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from ots_lint.language.language import Language

#: Marks that end a sentence.
ENDS = [".", "!", "?", "…", "。", "?!", "!?", "!!", "..."]

#: Marks behind which no sentence begins.
_GO_ON = frozenset({",", ";"})
#: A number that is no ordinal.
_YEAR = regex.compile(r"(?:19|20)\d\d")
#: How a number or an amount begins.
_AMOUNT = regex.compile(r"[\d\p{Sc}]")


class Sentences:
    """spaCy's sentencizer (or the model's own boundaries), without starts that only an abbreviation makes."""

    def __init__(self, pack: Language, *, modelled: bool) -> None:
        from spacy.pipeline import Sentencizer

        self._pack = pack
        self._sentencizer = None if modelled else Sentencizer(punct_chars=ENDS)

    def __call__(self, doc: Doc) -> Doc:
        if self._sentencizer is not None:
            doc = self._sentencizer(doc)
        notes = notes_of(doc)
        named, lines = notes.named, notes.line_starts
        for i, token in enumerate(doc):
            if not i:
                continue
            if i in lines:
                token.is_sent_start = True
                continue
            if not token.is_sent_start:
                if is_capitalised(token.text) and (self._ends_with_number(doc, i - 1) or self._follows_a_time(token)):
                    token.is_sent_start = True
                continue
            before = doc[i - 1]
            if token.text == CELL or before.text == CELL:
                token.is_sent_start = False  # a further cell or line goes on with the sentence before it
            elif before.text in _GO_ON:
                token.is_sent_start = False  # "S.r.l., tutti …": whatever stands before, it is an abbreviation
            elif token.i not in named and token.text[:1].islower():
                # "e. V. lädt", "z. B. hier": no sentence begins in lower case behind an abbreviation
                if (len(before.text) > 1 and before.text.endswith(".")) or (
                    before.text == "." and token.i > 1 and self._abbreviates(doc[token.i - 2].text)
                ):
                    token.is_sent_start = False
            elif before.text == "." and _AMOUNT.match(token.text) and token.i > 1:
                if self._pack.is_a(doc[token.i - 2].text, "abbreviated"):
                    token.is_sent_start = False  # "Fr. 120", "nr. 5", "Erw. € 6"
        return doc

    def _ends_with_number(self, doc: Doc, last: int) -> bool:
        """Whether a number with its full stop, one word in German ("am 12. Mai"), ends a sentence all the same."""
        number = doc[last].text
        if not number.endswith(".") or not number[:-1].isdecimal():
            return False
        if _YEAR.fullmatch(number[:-1]):
            return True  # "am 12. Mai 2026. Tickets: …"
        return last > 0 and self._pack.is_a(doc[last - 1].text, "numbered")  # "Bahnhofstraße 12. Tickets: …"

    def _follows_a_time(self, token: Token) -> bool:
        """Whether a sentence begins behind a time of day, whose abbreviation has its full stop: "until 7 p.m. The"."""
        before = token.nbor(-1).text
        if len(before) < 2 or not before.endswith("."):
            return False
        is_a = self._pack.is_a
        return is_a(before[:-1], "clock") and (is_a(token.text.lower(), "det") or is_a(token.text.lower(), "pronoun"))

    def _abbreviates(self, word: str) -> bool:
        return len(word) == 1 or word.isdecimal() or self._pack.is_a(word, "abbreviated")
