"""What stands beside an abbreviation, and says whose it is: patterns made of it, once for a brand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import regex

from ots_lint.language.language import has_any
from ots_lint.text.patterns import compiled, lazy

if TYPE_CHECKING:
    from ots_lint.brand.facts import Brand
    from ots_lint.language.language import Language

#: So many words at most stand between what is done and an abbreviation that does it.
_BETWEEN = 9
#: Seconds that a pattern may take on one text.
_TIMEOUT = 2.0


class ShortName:
    """The abbreviation of one brand, in texts that have it. Ask `short_name` for it, which builds it once."""

    def __init__(self, brand: Brand) -> None:
        short = regex.escape(brand.abbreviation)
        self._own = [part.lower() for part in compiled(r"\p{Lu}\p{Ll}+").findall(brand.name)]
        name = _words(brand.abbreviation, r"\p{Ll}{2,40}+")
        self._named = lazy(rf"\b({name})\s*\(\s*{short}\s*\)|\b{short}\b\s*\(\s*({name})\s*\)")
        words = _words(brand.abbreviation, r"\p{L}{1,40}+")  # a run of letters is no word
        telling = _words(brand.abbreviation, r"\p{L}{2,40}+")  # and not "of the speakers"
        self._spelt_out = lazy(
            rf"(?i:{words})(?:[-\s]+\p{{L}}+)?\s*\(\s*{short}|\b{short}\b\s*(?:\(|=|,|:|–|-)\s*\W?(?i:{words})"
        )
        self._told_behind = lazy(rf"\b{short}\b[^.!?\n]{{0,60}}?\W((?i:{telling}))")
        self._address = lazy(rf"\b{short}\b\s*\(\s*([\w-]+(?:\.[\w-]+)+)")
        #: A word near it, and the classes by one of which the word says that it is an organisation's.
        self._said = (
            (lazy(rf"\b{short}\b[- ](\p{{L}}+)"), ("people",)),
            (lazy(rf"([\p{{L}}]+) \p{{L}}+ {short}\b"), ("people",)),
            (lazy(rf"([\p{{L}}]+)[^.!?\n]{{0,20}}\b{short}\b"), ("official",)),
            (lazy(rf"([\p{{L}}-]+),?(?: [\p{{L}}'’&-]+,?){{1,{_BETWEEN}}} {short}\b"), ("runs-pp", "supports-pp")),
        )

    def is_of_another_name(self, text: str) -> bool:
        """Whether a text gives it as somebody else's, whose name has no word of the organisation's."""
        found = self._named.search(text, timeout=_TIMEOUT)
        return found is not None and not any(
            word.lower().startswith(part)
            for word in compiled(r"\p{L}+").findall(found[1] or found[2])
            for part in self._own
        )

    def means_something_else(self, text: str, pack: Language | None) -> bool:
        """Whether a text in the language of a pack says what else it stands for ("over-the-shoulder (its initials)")."""
        if self._spelt_out.search(text, timeout=_TIMEOUT) is not None:
            return True
        told = (found[1] for found in self._told_behind.finditer(text, overlapped=True, timeout=_TIMEOUT))
        # "… is an old tea shop", and not "… sorts out the sign-up sheet"
        return any("-" in words or not has_any(pack, words.lower().split(), "det") for words in told)

    def address_behind(self, text: str) -> str:
        """The address in brackets behind it; empty where there is none."""
        found = self._address.search(text, timeout=_TIMEOUT)
        return "" if found is None else str(found[1])

    def said_of_it(self, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Words near it in small letters, each with classes: of one of these it says that it is an organisation's."""
        line = " ".join(text.split())
        for pattern, classes in self._said:
            for match in pattern.finditer(line, overlapped=True, timeout=_TIMEOUT):
                yield match[1].lower(), classes


@cache
def short_name(brand: Brand) -> ShortName:
    """The abbreviation of a brand, with its patterns."""
    return ShortName(brand)


def _words(short: str, rest: str) -> str:
    """A pattern for words that begin with the letters of an abbreviation, one after the other."""
    return r"[-\s]+".join(regex.escape(letter) + rest for letter in short)
