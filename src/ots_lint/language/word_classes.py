"""Word forms as tables: which classes a word belongs to, without trying a pattern for each class.

The words of a class are written as small patterns: `coach(?:es)?`, `[\\p{L}-]*abend`, `kooperation\\w*`.
Nearly all of them stand for a few words, with anything before or after. These are looked up; what is
left is matched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import regex

from ots_lint.text.patterns import lazy

#: Longer words belong to no class by a pattern.
MAX_WORD = 60
#: Seconds that a pattern may take on one word.
TIMEOUT = 2.0
#: A pattern that stands for more words than this is matched.
_MOST = 512
#: What may stand before or after the words that a pattern lists.
_ANY = lazy(r"(?:-\?)?(?:\[(?:\\p\{L\}|a-z)-?\]|\\p\{Ll?\}|\\w|\\S)[*+]")


class Forms:
    """Words and patterns with their marks. A mark is one character."""

    def __init__(self) -> None:
        self._literal: dict[str, str] = {}
        self._listed: dict[str, str] = {}  # as `_literal`, but not for a word without its hyphens
        self._ends: dict[str, list[tuple[str, str]]] = {}  # the end of a word → what may stand before, mark
        self._beginnings: dict[str, list[tuple[str, str]]] = {}
        self._sources: dict[str, list[str]] = {}  # mark → the patterns that are matched
        self._patterns: dict[str, regex.Pattern[str]] = {}

    def tables(self) -> dict[str, Any]:
        """What was added, as JSON holds it; `from_tables` takes it back without reading a pattern again."""
        return {
            "literal": self._literal,
            "listed": self._listed,
            "ends": self._ends,
            "beginnings": self._beginnings,
            "sources": self._sources,
        }

    @classmethod
    def from_tables(cls, tables: Mapping[str, Any], renamed: Mapping[int, int]) -> Forms:
        """The forms again, their marks renamed (as `str.translate` does it) where something is to be."""
        forms = cls()
        forms._literal, forms._listed = tables["literal"], tables["listed"]
        forms._ends, forms._beginnings = tables["ends"], tables["beginnings"]
        forms._sources = tables["sources"]
        if renamed:
            forms._literal = {word: marks.translate(renamed) for word, marks in forms._literal.items()}
            forms._listed = {word: marks.translate(renamed) for word, marks in forms._listed.items()}
            forms._ends = {w: [(p, mark.translate(renamed)) for p, mark in e] for w, e in forms._ends.items()}
            forms._beginnings = {
                w: [(p, mark.translate(renamed)) for p, mark in e] for w, e in forms._beginnings.items()
            }
            forms._sources = {mark.translate(renamed): sources for mark, sources in forms._sources.items()}
        return forms

    def add(self, form: str, mark: str) -> None:
        """Add a word, or the pattern of a word; case does not matter."""
        if form.isalnum() or regex.escape(form, special_only=True) == form:
            _note(self._literal, form.lower(), mark)
            return
        before, after, words = parted(form)
        if before and after:
            words = []
        if not words or ((before or after) and _splits(form)):
            self._sources.setdefault(mark, []).append(form)
        for word in words:
            if before:
                self._ends.setdefault(word, []).append((before, mark))
            elif after:
                self._beginnings.setdefault(word, []).append((after, mark))
            else:
                _note(self._listed, word, mark)

    def marks(self, word: str) -> set[str]:
        """The marks of all forms that a word is one of."""
        low = word.lower()
        found = set(self._literal.get(low, ""))
        if low[:1] == "-":
            found.update(self._literal.get(low.lstrip("-"), ""))
        if len(word) > MAX_WORD:
            return found
        found.update(self._listed.get(low, ""))
        for k in range(len(low) + 1):
            for pattern, mark in self._ends.get(low[k:], ()):
                if mark not in found and _any(pattern).fullmatch(low, 0, k):
                    found.add(mark)
            for pattern, mark in self._beginnings.get(low[:k], ()):
                if mark not in found and _any(pattern).fullmatch(low, k):
                    found.add(mark)
        for mark, sources in self._sources.items():
            if mark not in found and self._pattern(mark, sources).fullmatch(word, timeout=TIMEOUT):
                found.add(mark)
        return found

    def head_marks(self, word: str) -> str:
        """The marks of the forms that list a word itself, in small letters."""
        return self._literal.get(word, "") + self._listed.get(word, "")

    def lists(self, word: str) -> bool:
        """Whether a word, in small letters, is listed, not only like a pattern."""
        return word in self._literal or word in self._listed

    def letters(self) -> frozenset[str]:
        """The letters of the words that are listed."""
        return frozenset(letter for table in (self._literal, self._listed) for letter in "".join(table))

    def _pattern(self, mark: str, sources: list[str]) -> regex.Pattern[str]:
        pattern = self._patterns.get(mark)
        if pattern is None:
            pattern = self._patterns[mark] = regex.compile(f"(?i)(?:{'|'.join(sources)})")
        return pattern


class PlainForms:
    """What ends words that mean several genders ("coach·e·s"), each with the ending that a word has without."""

    def __init__(self, endings: Mapping[str, Sequence[str]]) -> None:
        self._endings = [(lazy(f"(?i)(?:{'|'.join(patterns)})$"), end) for end, patterns in endings.items()]

    def of(self, word: str) -> list[str]:
        """What a word is without such an ending ("coach", "coachs"), the form that fits best last."""
        if not self._endings or word.isalnum() or len(word) > MAX_WORD:
            return []
        found = ((pattern.search(word, timeout=TIMEOUT), ending) for pattern, ending in self._endings)
        return [word[: match.start()] + ending for match, ending in found if match is not None and match.start() > 1]

    def read(self, word: str) -> str:
        """The word that frames read in its place: they have no forms for several genders of their own."""
        return [word, *self.of(word)][-1]


def _note(table: dict[str, str], word: str, mark: str) -> None:
    known = table.get(word, "")
    if mark not in known:
        table[word] = known + mark


@cache
def _any(source: str) -> regex.Pattern[str]:
    """What may stand before or after: a handful of patterns, all of one repeated character class."""
    return regex.compile(f"(?i){source}")


def _splits(form: str) -> bool:
    """Whether a pattern has alternatives outside of all groups."""
    depth = 0
    for piece in regex.findall(r"\\.|\[[^\]]*\]|[()|]", form):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and not depth:
            return True
    return False


def parted(pattern: str) -> tuple[str, str, list[str]]:
    """What any text may stand for at the beginning and at the end of a pattern, and the words between (see `listed`)."""
    before = after = None
    if "*" in pattern or "+" in pattern:
        before = _ANY.match(pattern)
        after = next((m for m in _ANY.finditer(pattern) if m.end() == len(pattern) and m.start()), None)
    core = pattern[before.end() if before else 0 : after.start() if after else len(pattern)]
    return before.group() if before else "", after.group() if after else "", listed(core)


def listed(pattern: str) -> list[str]:
    """The words, in small letters, that a pattern stands for; empty where they are too many, or it cannot be said."""
    if pattern.isalpha():
        return [pattern.lower()]
    if pattern[-1:] == "?" and pattern[:-1].isalpha():  # "coaches?"
        low = pattern.lower()
        return [low[:-1], low[:-2]]
    try:
        words, end = _alternatives(pattern, 0)
    except _UnlistedError:
        return []
    return [word.lower() for word in words] if end == len(pattern) else []


class _UnlistedError(Exception):
    """The pattern does not stand for a few words."""


def _alternatives(pattern: str, at: int) -> tuple[list[str], int]:
    """The words of `a|b|c` from a position on, and where it ends: behind the pattern, or at a closing bracket."""
    found: list[str] = []
    while True:
        words, at = _sequence(pattern, at)
        found += words
        if len(found) > _MOST:
            raise _UnlistedError
        if at == len(pattern) or pattern[at] != "|":
            return found, at
        at += 1


def _sequence(pattern: str, at: int) -> tuple[list[str], int]:
    found = [""]
    while at < len(pattern) and pattern[at] not in "|)":
        choices, at = _item(pattern, at)
        if at < len(pattern) and pattern[at] == "?":
            choices = [*choices, ""]
            at += 1
        if at < len(pattern) and pattern[at] in "*+?{":
            raise _UnlistedError
        found = [word + choice for word in found for choice in choices]
        if len(found) > _MOST:
            raise _UnlistedError
    return found, at


def _item(pattern: str, at: int) -> tuple[list[str], int]:
    """A character, a set of characters, or a group."""
    char = pattern[at]
    if char == "\\":
        if pattern[at + 1 : at + 2].isalnum() or at + 1 == len(pattern):
            raise _UnlistedError
        return [pattern[at + 1]], at + 2
    if char == "[":
        end = pattern.find("]", at + 1)
        members = pattern[at + 1 : end]
        if end < 0 or not members or any(c in members for c in "^-\\[&|~"):
            raise _UnlistedError
        return list(members), end + 1
    if char == "(":
        if not pattern.startswith("(?:", at):
            raise _UnlistedError
        words, end = _alternatives(pattern, at + 3)
        if end == len(pattern):
            raise _UnlistedError
        return words, end + 1
    if char in ".^$*+?{":
        raise _UnlistedError
    return [char], at + 1
