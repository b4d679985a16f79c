"""Find a brand's name in visible text, right, misshapen or misspelt.

Everything is derived from the brand's words; nothing here knows a particular brand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import regex

from ots_lint.brand.abbreviations import Abbreviations
from ots_lint.brand.facts import Brand
from ots_lint.brand.misspellings import Misspellings
from ots_lint.brand.name_words import NameWords
from ots_lint.brand.phrases import GAP, SPACES, Phrases
from ots_lint.brand.surroundings import BEGINS, ENDS, Surroundings
from ots_lint.scan.traces import Traces
from ots_lint.text.looks import Folded, fold
from ots_lint.text.patterns import lazy, lazy_re

_HYPHEN = lazy_re("[-\u2010\u2011]")
_GOES_ON = lazy_re("[-\u2010\u2011][^\\W\\d_]")


class Mention(NamedTuple):
    """The name at `start:end` of a text.

    `kind` is right, shape (the right letters in the wrong shape), typo, abbreviation, or
    abbreviation-shape; `fixed` is what should stand there.
    """

    start: int
    end: int
    kind: str
    fixed: str


class NameMatcher:
    """Finds one brand's name. Built once per rule set."""

    def __init__(self, brand: Brand, words: NameWords) -> None:
        self.brand = brand
        self.words = words
        self._surroundings = Surroundings(words)
        self._traces = Traces(brand)
        self._misspellings = Misspellings(brand, self._traces)
        self._short = Abbreviations(brand.abbreviation, self._surroundings)
        self._phrases = Phrases(words, brand.words)
        first, *others = [regex.escape(word) for word in brand.words]
        parted = first + "".join(f"(?P<gap>{GAP}){word}" for word in others)
        self._shape = lazy(rf"(?i){BEGINS}{parted}(?P<s>s?)(?P<rest>(?:ers?\b)?){ENDS}")
        self._accepted = lazy(
            "|".join("^" + regex.escape(form).replace(r"\*", r"\p{L}*") + "$" for form in brand.accepted) or "(?!)"
        )
        translations = sorted(brand.translations, key=len, reverse=True)
        gap = rf"{SPACES}{{0,3}}"
        self._translated = lazy(
            rf"(?i){BEGINS}(?:"
            + "|".join(gap.join(map(regex.escape, name.split())) for name in translations)
            + rf")(?=s?{ENDS})"
            if translations
            else "(?!)"
        )
        self._translation_cues = tuple({max(name.split(), key=len).lower()[:6] for name in translations})
        self._replaced = lazy("|".join(self._replacement_patterns()) or "(?!)")

    def _replacement_patterns(self) -> Iterator[str]:
        """One word replaced, or the words in another order; title case in text, so not `(?i)`."""
        sep = rf"{SPACES}{{0,2}}"
        for words in self.brand.confused():
            yield BEGINS + sep.join(map(regex.escape, words)) + ENDS

    def naming(self, texts: Sequence[str]) -> tuple[Sequence[int], list[int]]:
        """Which texts may hold the name in any form, and which may hold it with a word replaced.

        Cheap: nearly all texts of a page can be passed over.
        """
        traces = self._traces
        stream, starts = traces.streams(texts)
        near = traces.named_parts(stream, starts)
        return near, sorted({bisect_right(starts, at) - 1 for at in traces.replaced.places(stream)})

    def is_replaced(self, text: str) -> bool:
        """Whether the name stands in the text with one of its words replaced, or with its words in another order."""
        return self._replaced.search(fold(text).text) is not None

    def names(self, text: str, language: Callable[[], str] = str, *, named: bool = False) -> list[Mention]:
        """Every mention of the full name.

        `language` gives the text's language, or an empty string; few texts need it, and it may have to be
        guessed. `named`: the page also names or links the organisation. `naming` says which texts are worth it.
        """
        folded = fold(text)
        found: list[Mention] = []
        taken: list[tuple[int, int]] = []  # in order, and apart from each other
        for match in self._shape.finditer(folded.text):
            mention = self._shape_mention(folded, match, language)
            taken.append(match.span())
            if mention is not None:
                found.append(mention)
        # Most texts that name it name it rightly: without these names there is no trace of it left.
        near = not taken or self._traces.may_name(_without(folded.text, taken))
        for start, end in self._misspelt(folded, near=near, named=named):
            at = bisect_left(taken, (end, end))  # the last that begins before the end is the only one that can overlap
            if not at or taken[at - 1][1] <= start:
                taken.insert(at, (start, end))
                found.append(self._mention(folded, start, end, "typo", self.brand.name))
        found.sort()
        return found

    def _mention(self, folded: Folded, start: int, end: int, kind: str, fixed: str) -> Mention:
        return Mention(folded.starts[start], folded.ends[end - 1], kind, fixed)

    def _shape_mention(self, folded: Folded, match: regex.Match[str], language: Callable[[], str]) -> Mention | None:
        name, text = self.brand.name, folded.text
        start, end = match.span()
        glued_s, rest = match["s"], match["rest"]
        core_end = end - len(glued_s) - len(rest)
        seen = text[start:core_end]
        if rest or (glued_s and self._accepted.match(text[start:end])):
            if self._accepted.match(text[start:end]):
                return self._mention(folded, start, end, "right", text[start:end])
            return None
        if self._surroundings.is_address(text, start, end, seen):
            return None
        if folded.confused and any(k in folded.confused for k in range(start, core_end)):
            return self._mention(folded, start, core_end, "typo", name)
        if seen == name or (" " in name and " ".join(seen.split()) == name):  # at a line's end, it is right as well
            return self._whole(folded, start, end, glued_s, language)
        if self._in_compound(text, start, end):
            return self._mention(folded, start, end, "right", text[start:end])
        gaps = match.captures("gap") if "gap" in match.re.groupindex else []  # a name of one word has none
        if any(gaps):
            if self._phrases.is_generic(text, start, core_end, gaps, language):
                return None
            if glued_s and any(gap.strip() != gap for gap in gaps):
                if self._phrases.is_plural(text, start, end, language, self.brand.genitive_s):
                    return None
        if not glued_s:
            return self._mention(folded, start, core_end, "shape", name)
        if language() in self.brand.genitive_s:
            return self._mention(folded, start, end, "shape", name + "s")
        return self._mention(folded, start, end, "typo", name)

    def _in_compound(self, text: str, start: int, end: int) -> bool:
        """Whether a name of several words stands with hyphens, as it has to in a word of its own and more."""
        name = self.brand.name
        return (
            " " in name
            and _HYPHEN.sub("-", text[start:end]) == name.replace(" ", "-")
            and _GOES_ON.match(text, end) is not None
        )

    def _whole(self, folded: Folded, start: int, end: int, glued_s: str, language: Callable[[], str]) -> Mention:
        """The name in its right shape, perhaps with an s behind it that is right in some languages."""
        name = self.brand.name
        if not glued_s:
            return self._mention(folded, start, end, "right", name)
        spoken = language()
        if spoken in self.brand.genitive_s or (not spoken and self._phrases.has_noun(folded.text, start, end, "")):
            return self._mention(folded, start, end, "right", name + "s")
        return self._mention(folded, start, end, "typo", name)

    def _misspelt(self, folded: Folded, *, near: bool, named: bool) -> Iterator[tuple[int, int]]:
        """Where the name is translated or misspelt (only if `near`), or has another word (only if `named`)."""
        text = folded.text
        low = text.lower()
        is_address = self._surroundings.is_address
        if near and any(cue in low for cue in self._translation_cues):
            for match in self._translated.finditer(text):
                start, end = match.span()
                # "eine offene Tech-Schule": an adjective and a noun, not a name
                generic = match.group()[:1].islower()
                if not generic and not is_address(text, start, end, match.group()):
                    yield start, end
        if named:
            for match in self._replaced.finditer(text):
                if not is_address(text, *match.span(), match.group()):
                    yield match.span()
        if near:
            for start, end in self._misspellings.find(folded):
                seen = text[start:end]
                if not is_address(text, start, end, seen) and not self._accepted.match(seen):
                    yield start, end

    # ---------------------------------------------------------- the abbreviation

    def abbreviating(self, texts: Sequence[str]) -> list[int]:
        """Which texts could hold the abbreviation, in its right shape or a wrong one."""
        return self._short.places(texts)

    def abbreviations(self, text: str) -> list[Mention]:
        """The abbreviation in its right form (also with a genitive or in a compound)."""
        short = self.brand.abbreviation
        return [Mention(start, end, "abbreviation", short) for start, end in self._short.right(text)]

    def sloppy_abbreviations(self, text: str) -> list[Mention]:
        """The abbreviation in a wrong shape: with full stops or in lower case. Whether it is meant is the caller's question."""
        short = self.brand.abbreviation
        return [Mention(start, end, "abbreviation-shape", short) for start, end in self._short.sloppy(text)]

    def is_secrets_head(self, text: str) -> bool:
        """Whether a text is the head of a column of passwords or codes, which hold no name."""
        return self._surroundings.is_secrets_head(text)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without these ranges, which are in order."""
    kept, position = [], 0
    for start, end in spans:
        kept.append(text[position:start])
        position = end
    kept.append(text[position:])
    return " ".join(kept)
