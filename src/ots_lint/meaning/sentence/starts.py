"""The component that says where sentences start."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import TYPE_CHECKING
from unicodedata import category

import regex

from ots_lint.language.known import Known
from ots_lint.meaning.sentence.notes import CELL, Component, Notes, notes_of
from ots_lint.text.initials import is_capitalised

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ots_lint.language.language import Language

#: Marks that end a sentence.
ENDS = [".", "!", "?", "…", "。", "?!", "!?", "!!", "..."]
_ANY_END = frozenset(ENDS)

#: Marks behind which no sentence begins.
_GO_ON = frozenset({",", ";"})
#: A number that is no ordinal.
_YEAR = regex.compile(r"(?:19|20)\d\d")
#: How a number or an amount begins.
_AMOUNT = regex.compile(r"[\d\p{Sc}]")


#: What a sentence often begins with, and no name: "the", "we", "thanks".
_OPENING = ("det", "pronoun", "we", "thank")
#: Words of a date.
_DATES = ("calendar", "day-word", "month")
#: Whether a word is all punctuation, as spaCy has it.
_IS_PUNCT = Known(lambda word: all(category(sign).startswith("P") for sign in word))


class Sentences(Component):
    """What spaCy's sentencizer says (or the model's own boundaries), without starts that only an abbreviation makes."""

    def __init__(self, pack: Language, *, modelled: bool) -> None:
        super().__init__(pack)
        self._modelled = modelled

    def __call__(self, doc: Doc) -> Doc:
        if self._modelled:
            notes_of(doc).starts = [bool(token.is_sent_start) for token in doc]
        return super().__call__(doc)

    def read(self, notes: Notes) -> None:
        words, lines = notes.words, notes.line_starts
        starts = notes.starts if self._modelled else behind_ends(words)
        stops = [i for i, word in enumerate(words, 1) if word[-1:] == "."]
        for i in {*lines, *compress(range(len(words)), starts), *stops} - {0, len(words)}:
            if i in lines:
                starts[i] = True
            elif starts[i]:
                starts[i] = not self._goes_on(words, i, named=i in notes.named)
            elif is_capitalised(words[i]):
                starts[i] = self._ends_with_number(words, i - 1) or self._follows_abbreviation(
                    words, i, named=i in notes.named
                )
        notes.starts = starts

    def write(self, notes: Notes, doc: Doc) -> None:
        from spacy.pipeline import Sentencizer

        Sentencizer(overwrite=True).set_annotations([doc], [notes.starts])

    def _goes_on(self, words: Sequence[str], i: int, *, named: bool) -> bool:
        """Whether a word goes on with the sentence before the mark that seems to end it."""
        word, before = words[i], words[i - 1]
        if CELL in (word, before) or before in _GO_ON:
            return True  # a further cell or line; "S.r.l., tutti …": whatever stands before, it is an abbreviation
        if not named and word[:1].islower():
            # "e. V. lädt", "z. B. hier": no sentence begins in lower case behind an abbreviation
            if before == ".":
                return self._abbreviates(words[i - 2])
            return before.endswith(".")
        if before == "." and _AMOUNT.match(word):
            return self._pack.is_a(words[i - 2], "abbreviated")  # "Fr. 120", "nr. 5", "Erw. € 6"
        return False

    def _ends_with_number(self, words: Sequence[str], last: int) -> bool:
        """Whether a number with its full stop, one word in German ("am 12. Mai"), ends a sentence all the same."""
        number = words[last][:-1]
        if not number.isdecimal():
            return False
        if _YEAR.fullmatch(number):
            return True  # "am 12. Mai 2026. Tickets: …"
        return last > 0 and self._pack.is_a(words[last - 1], "numbered")  # "Bahnhofstraße 12. Tickets: …"

    def _follows_abbreviation(self, words: Sequence[str], i: int, *, named: bool) -> bool:
        """Whether a sentence begins behind an abbreviation that has its full stop: "until 7 p.m. The", "Acme Inc. We"."""
        is_a, low, before = self._pack.is_a, words[i].lower(), words[i - 1][:-1]
        if is_a(before, "and-so-on"):
            return True  # "pens, paper etc. Acme brings …"
        if any(is_a(low, name) for name in _OPENING):
            known = is_a(before, "clock") or is_a(before, "legal-form") or not self._abbreviates(before)
            return known or (before.isupper() and before.count(".") > 1)  # "S.A.R.L. We"
        if not is_a(before, "clock") or any(is_a(low, name) for name in _DATES):
            return False  # "7 p.m. Saturday"
        return named or not self._pack.may_name(words[i])

    def _abbreviates(self, word: str) -> bool:
        return len(word) == 1 or "." in word or word.isdecimal() or self._pack.is_a(word, "abbreviated")  # "i.e"


def ends_for_sure(words: Sequence[str]) -> bool:
    """Whether a sentence ends with these words, where what stands behind `begins_for_sure`."""
    return bool(words) and words[-1] in _ANY_END


def begins_for_sure(words: Sequence[str]) -> bool:
    """Whether a sentence begins with these words, where what stands before `ends_for_sure`."""
    return bool(words) and words[0].isalpha() and words[0][0].isupper()


def behind_ends(words: Sequence[str]) -> list[bool]:
    """What spaCy's sentencizer predicts, without a look at each token: only what stands behind an end can be a start."""
    starts = [not i for i in range(len(words))]
    ends = [i for i, word in enumerate(words) if word in _ANY_END]
    start = 0
    for end in ends:
        if end < start:
            continue  # the same end, of several marks
        start = end + 1
        while start < len(words) and (words[start] in _ANY_END or _IS_PUNCT[words[start]]):
            start += 1
        if start < len(words):
            starts[start] = True
    return starts
