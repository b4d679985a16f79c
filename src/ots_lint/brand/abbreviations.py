"""Find a brand's abbreviation, in its right shape or a wrong one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import regex

from ots_lint.brand.surroundings import CONTEXT, GLUED_SCRIPTS, Surroundings, is_in_address
from ots_lint.text.patterns import lazy

#: Behind an abbreviation in small letters: it is code.
_CODE_AFTER = lazy(r"\(\)|=[\p{L}\p{N}\"']")
_LETTER = rf"(?![{GLUED_SCRIPTS}])[\p{{L}}\p{{N}}]"


class Abbreviations:
    """Finds one brand's abbreviation. Whether it means the organisation is the caller's question."""

    def __init__(self, short: str, surroundings: Surroundings) -> None:
        self.short = short
        self._surroundings = surroundings
        self._right = self._right_pattern(short)
        self._sloppy = self._sloppy_pattern(short)
        low = short.lower()
        self._cue = re.compile(rf"{re.escape(low)}|" + r"\.[ \xa0]?".join(map(re.escape, low[:2])))

    @staticmethod
    def _right_pattern(short: str) -> regex.Pattern[str]:
        if not short:
            return lazy("(?!)")
        return lazy(rf"(?<!{_LETTER}|[_@#./\\&]){regex.escape(short)}(?!{_LETTER}|[_@]|[./\\]\w|-\d)")

    @staticmethod
    def _sloppy_pattern(short: str) -> regex.Pattern[str]:
        if len(short) < 2:
            return lazy("(?!)")
        dotted = r"\.[ \xa0]?".join(short)
        cased = f"{short.capitalize()}|{short.lower()}"
        return lazy(
            rf"(?<!{_LETTER}|[_@#./\\&\-])(?:(?i:{dotted})\.?|{cased})(?!{_LETTER}|[_@]|[./\\]\w|\.\p{{L}}\.|-\d)"
        )

    def places(self, texts: Sequence[str]) -> list[int]:
        """Which texts could hold the abbreviation, in its right shape or a wrong one."""
        low = "\n".join(texts).lower()
        places = [match.start() for match in self._cue.finditer(low)] if self.short else []
        if not places:
            return []
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        if starts[-1] != len(low) + 1:  # a letter became two
            return [i for i, text in enumerate(texts) if self._cue.search(text.lower())]
        return sorted({bisect_right(starts, at) - 1 for at in places})

    def right(self, text: str) -> list[tuple[int, int]]:
        """Where it stands in its right shape (also with a genitive or in a compound)."""
        if not self.short or self.short not in text:
            return []
        return [
            match.span()
            for match in self._right.finditer(text)
            if not is_in_address(text, *match.span()) and not self._is_secret(text, match)
        ]

    def sloppy(self, text: str) -> list[tuple[int, int]]:
        """Where it stands in a wrong shape: with full stops or in small letters."""
        if not self.short:
            return []
        found = []
        for match in self._sloppy.finditer(text):
            start, end = match.span()
            seen = match.group()
            if seen == self.short or is_in_address(text, start, end) or self._is_secret(text, match):
                continue
            if seen == seen.lower():
                if text[max(start - 1, 0) : start] == "(" and text[end : end + 1] == ")":
                    continue  # "(fcc)" marks a press wire
                if text[end : end + 1] in {"-", "_"} and text[end + 1 : end + 2].islower():
                    continue
                if _CODE_AFTER.match(text, end) or text[max(start - 1, 0) : start] == "$":
                    continue
                if self._surroundings.is_of_press(text, start, end):
                    continue
            found.append((start, end))
        return found

    def _is_secret(self, text: str, match: regex.Match[str]) -> bool:
        return self._surroundings.is_secret(text[max(0, match.start() - CONTEXT) : match.start()], match.group())
