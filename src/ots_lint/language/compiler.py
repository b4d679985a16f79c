"""Frames of a language pack made into patterns, and into what a sentence needs for them to be tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import Any

import regex

from ots_lint.language import marks
from ots_lint.language.marks import (
    ANY_MARKS,
    CREW,
    FIRST_OPEN_SIGN,
    KIND,
    NAME_MARK,
    ORG,
    THING,
    WHO,
    class_mark,
)
from ots_lint.language.word_classes import MAX_WORD, Forms, listed
from ots_lint.schema.patterns import MAX_DEPTH
from ots_lint.text.patterns import lazy

#: Classes that half of all sentences have a word of say nothing.
_WEAK = frozenset({"det", "adj", "adv", "aux", "filler", "we", "be"})


def _choices(source: str) -> list[list[str]]:
    """What a frame cannot do without: lists of elements, of each of which one must be there."""
    stack: list[list[list[list[str]]]] = [[[]]]
    for element in source.split():
        if element == "(":
            stack.append([[]])
        elif element == "|" and len(stack) > 1:
            stack[-1].append([])
        elif element[0] == ")" and len(stack) > 1:
            alternatives = stack.pop()
            if element in {")", ")+"}:  # what is optional is not asked for
                stack[-1][-1] += _of_one(alternatives)
        elif not _says_nothing(element):
            stack[-1][-1].append([element[:-1] if element[0] in "<$" and element[-1] == "+" else element])
    return stack[0][0]


def _says_nothing(element: str) -> bool:
    """Whether an element is optional, or stands for any word."""
    if element in _NO_CHOICE or element.startswith("...") or (element[0] in "<$" and element[-1] in "?*"):
        return True
    return _ANY_WORD.fullmatch(element) is not None


def _of_one(alternatives: list[list[list[str]]]) -> list[list[str]]:
    """What is needed for one of some alternatives: one choice of each, first those that say most."""
    ranked = [sorted(choices, key=lambda choice: -min(map(_rarity, choice))) for choices in alternatives]
    if not all(ranked):
        return []
    return [
        [element for choices in ranked for element in choices[min(at, len(choices) - 1)]]
        for at in range(max(map(len, ranked)))
    ]


def _rarity(element: str) -> int:
    """How much an element says: about its letters, for a class as much as for a word of five."""
    if not element or element[0] == "$":
        return -1
    if element[0] == "<":
        return 0 if element[1:-1] in _WEAK else 5
    letters = len(_NO_LETTERS.sub("", element))
    return max(letters, 4) if element[0] == "-" or "(?:" in element else letters


#: Elements that are no patterns of words, but what a frame is built with.
_SIGNS = frozenset({"(", "|", ")", ")?", ")*", ")+", "^", "$", "~", "…", THING, KIND})
#: Elements that no word, or every word, is one of.
_NO_CHOICE = frozenset({"~", "…", "^", "$", THING})
#: The same, of patterns: any word, any with a capital, any but a few.
_ANY_WORD = lazy(r"(?:\(\?!.*\))?(?:(?:\\S|\\p\{L[ul]?\}|\[\\p\{L\}-\])[*+]?)+")


_NO_LETTERS = lazy(r"\(\?[^)]*\)|\\p\{..?\}|[^\p{L}]")


@lru_cache(maxsize=10_000)
def weight(sign: str) -> int:
    """How few sentences have a sign: as `_rarity` says it of the element behind it."""
    if sign in (ORG, CREW):
        return -1  # all have
    if len(sign) == 1 and sign >= NAME_MARK:
        return 0 if sign in {marks.MARKS[name] for name in _WEAK} else 5
    return len(sign)


class OpenWords:
    """Patterns in frames that stand for more than a few words (`\\p{L}*partner`), each with a sign of its own."""

    def __init__(self) -> None:
        self._forms = Forms()
        self._signs: dict[str, str] = {}

    def tables(self) -> dict[str, Any]:
        """The patterns with their signs, as JSON holds them."""
        return {"forms": self._forms.tables(), "signs": self._signs}

    @classmethod
    def from_tables(cls, tables: Mapping[str, Any]) -> OpenWords:
        """What `tables` gave."""
        words = cls()
        words._forms, words._signs = Forms.from_tables(tables["forms"], {}), dict(tables["signs"])
        return words

    def sign(self, element: str) -> str:
        """The sign of words that a pattern matches."""
        sign = self._signs.get(element)
        if sign is None:
            sign = self._signs[element] = chr(FIRST_OPEN_SIGN + len(self._signs))
            self._forms.add(element, sign)
        return sign

    def signs(self, word: str) -> Set[str]:
        """The signs of a word; of a very long one all, since no table knows it."""
        return self._forms.marks(word) if len(word) <= MAX_WORD else set(self._signs.values())


class Compiler:
    """Frames → what they need, and patterns."""

    def __init__(
        self, words: Mapping[str, Any], kinds: Sequence[str] = (), mark: Callable[[str], str] = class_mark
    ) -> None:
        self._words = words
        self._kinds = kinds
        self._mark = mark
        self.open_words = OpenWords()

    def needs(self, source: str) -> tuple[frozenset[str], ...]:
        """The signs that a sentence needs for a frame to match, first those that few have."""
        found = [self._signs(choice) for choice in _choices(source)]
        return tuple(sorted(found, key=lambda need: -min(map(weight, need))))

    def pattern(self, source: str) -> str:
        """The pattern of a frame. Raises `ValueError` where the frame cannot be understood."""
        depth = 0
        out: list[str] = []
        starts: list[int] = []
        elements = source.split()
        for number, element in enumerate(elements):
            if element == "(":
                depth += 1
                if depth > MAX_DEPTH:
                    raise ValueError(f"{source[:60]!r}: groups are nested deeper than {MAX_DEPTH} levels")
                starts.append(len(out))
                out.append("(?:")
            elif element == "|":
                if not depth:
                    raise ValueError(f"{source!r}: a bar stands outside of ( )")
                out.append("|")
            elif element in {")", ")?", ")*", ")+"}:
                if not depth:
                    raise ValueError(f"{source!r}: ) without (")
                depth -= 1
                out.append({")": ")", ")?": ")?", ")*": "){0,4}", ")+": "){1,4}"}[element])
            elif element in {"^", "$"}:
                out.append(element)
            elif element == THING:
                # at an end of the frame it is read from there on, by whoever asks
                inside = 0 < number < len(elements) - 1
                out.append(r"(?P<slot>(?:(?!\$(?:org|crew) )[^ ]+ ){1,14}?)" if inside else "")
            elif element == KIND:
                out.append(f"(?P<slot>{self._element(KIND, source)})")
            elif element == "~":
                out.append(f"(?:[^ ]*[{NAME_MARK}{class_mark('filler')}][^ ]* ){{0,12}}?")
            elif element == "…":
                out.append(r"(?:(?!\$org )[^ ]+ ){0,14}?")
            elif element.startswith("..."):
                count = int(element[3:] or 4)
                out.append(rf"(?:(?!\$org )(?![.;:!?|,]{ANY_MARKS} )[^ ]+ ){{0,{count}}}?")
            else:
                out.append(self._element(element, source))
        if depth:
            raise ValueError(f"{source!r}: ( without )")
        body = "".join(out)
        anchor = "(?<=^| )" if not body.startswith("^") else ""
        return anchor + body

    def patterns_in(self, source: str) -> Iterator[str]:
        """The elements of a frame that are patterns for words, not signs of its own."""
        for element in source.split():
            if element[0] not in "<$" and element not in _SIGNS and not element.startswith("..."):
                yield element

    def _signs(self, choice: Iterable[str]) -> frozenset[str]:
        """The signs of words that stand for one of some elements."""
        signs: set[str] = set()
        for element in choice:
            if element[0] == "<":
                signs.add(self._mark(element[1:-1]))
            elif element == WHO:
                signs.update((ORG, CREW))
            elif element == KIND:
                signs.update(map(class_mark, self._kinds))
            elif element[0] == "$":
                signs.add(element)
            else:
                signs.update(listed(element) or self.open_words.sign(element))
        return frozenset(signs)

    def _element(self, element: str, source: str) -> str:
        suffix = ""
        if element[0] in "<$" and element[-1] in "?*+":
            # on a word, ? * + belong to its pattern: `partners?` is one word
            suffix, element = element[-1], element[:-1]
        if element in {ORG, CREW}:
            word = regex.escape(element) + ANY_MARKS
        elif element == WHO:
            word = rf"(?:[^ ]*{class_mark('det')}[^ ]* )?\$(?:org|crew){ANY_MARKS}"
        elif element == KIND:
            word = f"[^ ]*[{''.join(map(class_mark, self._kinds))}][^ ]*"
        elif element.startswith("<"):
            if not element.endswith(">") or element[1:-1] not in self._words:
                raise ValueError(f"{source!r}: there is no word class {element}")
            word = f"[^ ]*{self._mark(element[1:-1])}[^ ]*"
        else:
            # an upper-case class says that case matters
            word = (
                f"(?:{element}){ANY_MARKS}"
                if "\\p{L" in element.replace("\\p{L}", "")
                else f"(?i:{element}){ANY_MARKS}"
            )
        if suffix:
            # possessive-like: a word that fits is taken, so that the search stays linear
            return f"(?:{word} )" + {"?": "?", "*": "{0,4}", "+": "{1,4}"}[suffix]
        return f"{word} "
