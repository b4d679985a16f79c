"""Whether the words of a name stand side by side in a phrase ("most free code clubs"), or as a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ots_lint.brand.name_words import NameWords
from ots_lint.brand.surroundings import CONTEXT
from ots_lint.text.patterns import lazy

#: Between the words of a name that is taken apart: blanks and hyphens, or one sign with or without blanks.
DASHES = "\\-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
SPACES = rf"[\s_{DASHES}]"
_NO_SIGN = r"\p{L}\p{M}\p{N}\s./\\,;!?…@#()\[\]{}<>\"'’‘“”„«»‹›\ufffc" + "\u0001"
GAP = rf"(?:{SPACES}{{0,4}}|\s?[^{_NO_SIGN}]\s?)"

_HYPHENS = frozenset("-\u2010\u2011_")
_QUANTIFIED = r"(?:<quantifiers>|\b\d+)\s*(?:\p{L}+[\s,]+){0,2}$"
_MANY = r"<many>\s*$"
_ARTICLE = r"<articles>\s*(?:[\p{L}-]+,?\s+)?$"
_JOINED = r"(?:<joiners>|,)\s+$"
_SUBJECT = r"<subjects>\s+$"
_COMPOUND = r"[\s-]+<compounds>"
_LIKE = r"[\s-]*<like>"
_NOUN_AFTER = lazy(r"\s+\p{Lu}\p{Ll}")
_WORD_AFTER = lazy(r"\s+\p{L}")


class Phrases:
    """Tells phrases from names. `language` is asked for only where it matters."""

    def __init__(self, words: NameWords, pieces: Sequence[str]) -> None:
        self._words = words
        self._pieces = pieces

    def is_generic(self, text: str, start: int, end: int, gaps: Sequence[str], language: Callable[[], str]) -> bool:
        """Whether the words at this place are no name; `gaps` stand between them."""
        seen = text[start:end]
        if not _joins(gaps, seen):
            return True
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        lower = seen == seen.lower()
        first_lower = seen[:1].islower()
        spoken = language()

        def stands(template: str) -> bool:
            return self._words.pattern(template, spoken).search(before) is not None

        def follows(template: str) -> bool:
            return self._words.pattern(template, spoken).match(after) is not None

        if not first_lower:  # "most Free Code Clubs", but not "many Free Code Club members"
            return text[end : end + 1] == "s" and stands(_MANY)
        if gaps[0] == "":
            return False  # "a freecode club": no adjective before a noun
        if follows(_LIKE):
            return True
        if not lower:
            return stands(_SUBJECT)  # "we free Code Clubs": the verb
        if "-" in seen and " " not in seen:
            return stands(_ARTICLE) and not follows(_COMPOUND)
        if stands(_SUBJECT) or stands(_JOINED):
            return True
        if stands(_ARTICLE):
            return not (follows(_COMPOUND) or _NOUN_AFTER.match(after))
        return stands(_MANY)

    def is_plural(self, text: str, start: int, end: int, language: Callable[[], str], genitive: Sequence[str]) -> bool:
        """Whether separate words with an s at the end (where `end` is) are several of something, and no genitive."""
        if text[start:end].islower():
            return True
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        spoken = language()
        if self._words.pattern(_QUANTIFIED, spoken).search(before):
            return True
        if spoken in genitive:
            if self._words.pattern(r"<genitive-before>\s+$", spoken).search(before):
                return False
            verbs = self._words.words("clause-verbs", spoken)
            if verbs and _WORD_AFTER.match(after):
                return self._words.pattern(r"\s+<clause-verbs>", spoken).match(after) is not None
        return not self.has_noun(text, start, end, spoken)

    def has_noun(self, text: str, start: int, end: int, language: str) -> bool:
        """Whether a name with an s at its end is followed by a noun of its own, as a genitive is."""
        if not _NOUN_AFTER.match(text[end : end + 20]):
            return False
        before = text[max(0, start - CONTEXT) : start]
        return self._words.pattern(r"<definite>\s+$", language).search(before) is None


def _joins(gaps: Sequence[str], seen: str) -> bool:
    """Whether these gaps can be what somebody set between the words of one name, and no dash of the sentence."""
    marks = {gap.strip() for gap in gaps}
    if all(set(mark) <= _HYPHENS for mark in marks):
        spaced = any(gap.strip() and gap != gap.strip() for gap in gaps)
        return not spaced or (len(marks) == 1 and not seen.islower())
    alike = len({gap.replace("\n", " ") for gap in gaps}) == 1
    return alike and not seen.islower() and (marks != {":"} or not any(c.isspace() for c in seen))
