"""Find a brand's name in visible text, right, misshapen or misspelt.

Everything is derived from the brand's words; nothing here knows a particular brand.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import regex

from ots_lint.ruleset.brand import Brand
from ots_lint.ruleset.scan import Traces
from ots_lint.text.patterns import compiled, lazy
from ots_lint.text.run import OBJECT

#: Characters that a reader does not see: soft hyphen, zero-width characters, word joiner.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e\u034f"
#: How far a misspelling may be from the name, in edits (insert, delete, replace, swap).
MAX_DISTANCE = 2

_CONFUSABLES = str.maketrans(
    "аеорсухіјѕһԁԍԛԝкмнтвΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαενρтνАВЕКМНОРСТУХЅІЈɑɡοσсһ",
    "aeopcyxijshdgqwkmhtbABEZHIKMNOPTYXoaevptvABEKMHOPCTYXSIJagooch",
)
#: How many characters around a name say whether it is one: enough for a phrase or an address.
_CONTEXT = 200
_DASHES = "\\-\u2010\u2011\u2012\u2013\u2014\u2212"
_GAP = rf"[\s_{_DASHES}]"


class Mention(NamedTuple):
    """The name at `start:end` of a text.

    `kind` is right, shape (the right letters in the wrong shape), typo, abbreviation, or
    abbreviation-shape; `fixed` is what should stand there.
    """

    start: int
    end: int
    kind: str
    fixed: str


class Folded(NamedTuple):
    """A text as it looks, with the way back: `starts[i]` and `ends[i]` for folded character i."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    confused: frozenset[int]  # where letters of another script look like Latin ones


#: What may not stand for itself: blanks and hyphens that are none in ASCII, other scripts, signs.
_FOREIGN = re.compile("[^\0-\x9f\xa1-\xac\xae-\u024f]")


@lru_cache(maxsize=4096)
def _is_plain(char: str) -> bool:
    """Whether a character of `_FOREIGN` stands for itself."""
    if char < "\u0250":
        return False
    normal = unicodedata.normalize("NFKC", char)
    return char not in INVISIBLE and normal == char and normal.translate(_CONFUSABLES) == char


def fold(text: str) -> Folded:
    """Drop invisible characters, undo compatibility forms and look-alike letters."""
    if text.isascii() or all(map(_is_plain, set(_FOREIGN.findall(text)))):
        positions = range(len(text) + 1)
        return Folded(text, positions, positions[1:], frozenset())
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    confused: set[int] = set()
    for i, char in enumerate(text):
        if char in INVISIBLE:
            continue
        if char < "\u0250":
            plain = " " if char == "\xa0" else char
        else:
            plain = unicodedata.normalize("NFKC", char)
            look = plain.translate(_CONFUSABLES)
            if look != plain:
                confused.add(len(out))
                plain = look
        for piece in plain:
            out.append(piece)
            starts.append(i)
            ends.append(i + 1)
    starts.append(len(text))
    return Folded("".join(out), starts, ends, frozenset(confused))


class NameMatcher:
    """Finds one brand's name. Built once per rule set."""

    def __init__(self, brand: Brand) -> None:
        self.brand = brand
        words = [regex.escape(word) for word in brand.words]
        gap = rf"{_GAP}{{0,3}}"
        self._letters = "".join(brand.words).lower()
        self._pieces = tuple(word.lower() for word in brand.words)
        self._shape = lazy(
            rf"(?i)(?<![\p{{L}}\p{{M}}\p{{N}}]){gap.join(words)}(?P<s>s?)(?P<rest>(?:ers?\b)?)(?![\p{{L}}\p{{M}}\p{{N}}])"
        )
        self._traces = Traces(brand)
        self._gaps = lazy(rf"{_GAP}+")
        self._word = lazy(r"[\p{L}\p{M}\p{N}]+")
        self._accepted = lazy(
            "|".join("^" + regex.escape(form).replace(r"\*", r"\p{L}*") + "$" for form in brand.accepted) or "(?!)"
        )
        self._guards = frozenset(w.lower() for w in brand.other_words)
        translations = sorted(brand.translations, key=len, reverse=True)
        self._translated = lazy(
            r"(?i)(?<![\p{L}\p{N}])(?:"
            + "|".join(gap.join(map(regex.escape, name.split())) for name in translations)
            + r")(?=s?(?![\p{L}\p{N}]))"
            if translations
            else "(?!)"
        )
        self._translation_cues = tuple({max(name.split(), key=len).lower()[:6] for name in translations})
        self._replaced = lazy("|".join(self._replacement_patterns()) or "(?!)")
        self._abbreviation = self._abbreviation_pattern(brand.abbreviation)
        self._sloppy = self._sloppy_pattern(brand.abbreviation)
        self._short = short = brand.abbreviation.lower()
        self._short_cue = re.compile(rf"{re.escape(short)}|" + r"\.[ \xa0]?".join(map(re.escape, short[:2])))

    def _replacement_patterns(self) -> Iterator[str]:
        """One word replaced, or the words in another order; title case in text, so not `(?i)`."""
        sep = rf"{_GAP}{{0,2}}"
        for words in self.brand.confused():
            yield r"(?<![\p{L}\p{N}])" + sep.join(map(regex.escape, words)) + r"(?![\p{L}\p{N}])"

    @staticmethod
    def _abbreviation_pattern(short: str) -> regex.Pattern[str]:
        if not short:
            return lazy("(?!)")
        return lazy(rf"(?<![\p{{L}}\p{{N}}_@#./\\&]){regex.escape(short)}(?![\p{{L}}\p{{N}}_@]|[./\\]\w)")

    @staticmethod
    def _sloppy_pattern(short: str) -> regex.Pattern[str]:
        if len(short) < 2:
            return lazy("(?!)")
        dotted = r"\.[ \xa0]?".join(short)
        cased = f"{short.capitalize()}|{short.lower()}"
        return lazy(
            rf"(?<![\p{{L}}\p{{N}}_@#./\\&\-])(?:(?i:{dotted})\.?|{cased})(?![\p{{L}}\p{{N}}_@]|[./\\]\w|\.\p{{L}}\.)"
        )

    # ------------------------------------------------------------------ the name

    def naming(self, texts: Sequence[str]) -> tuple[Sequence[int], list[int]]:
        """Which texts may hold the name in any form, and which may hold it with a word replaced.

        Cheap: nearly all texts of a page can be passed over.
        """
        traces = self._traces
        stream, starts = traces.streams(texts)
        near = traces.named_parts(stream, starts)
        return near, sorted({bisect_right(starts, at) - 1 for at in traces.replaced.places(stream)})

    def abbreviating(self, texts: Sequence[str]) -> list[int]:
        """Which texts could hold the abbreviation, in its right shape or a wrong one."""
        low = "\n".join(texts).lower()
        places = [match.start() for match in self._short_cue.finditer(low)] if self._short else []
        if not places:
            return []
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        if starts[-1] != len(low) + 1:  # a letter became two
            return [i for i, text in enumerate(texts) if self._short_cue.search(text.lower())]
        return sorted({bisect_right(starts, at) - 1 for at in places})

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
        taken: list[tuple[int, int]] = []
        for match in self._shape.finditer(folded.text):
            mention = self._shape_mention(folded, match, language)
            taken.append(match.span())
            if mention is not None:
                found.append(mention)
        # Most texts that name it name it rightly: without these names there is no trace of it left.
        near = not taken or self._traces.may_name(_without(folded.text, taken))
        for start, end in self._misspelt(folded, near=near, named=named):
            if not any(s < end and start < e for s, e in taken):
                taken.append((start, end))
                found.append(self._mention(folded, start, end, "typo", self.brand.name))
        found.sort()
        return found

    def _mention(self, folded: Folded, start: int, end: int, kind: str, fixed: str) -> Mention:
        return Mention(folded.starts[start], folded.ends[end - 1], kind, fixed)

    def _shape_mention(self, folded: Folded, match: regex.Match[str], language: Callable[[], str]) -> Mention | None:
        name = self.brand.name
        text = folded.text
        start, end = match.span()
        glued_s, rest = match["s"], match["rest"]
        core_end = end - len(glued_s) - len(rest)
        seen = text[start:core_end]
        word_end = end
        if rest or (glued_s and self._accepted.match(text[start:word_end])):
            if self._accepted.match(text[start:word_end]):
                return self._mention(folded, start, word_end, "right", text[start:word_end])
            if not rest:
                pass
            else:
                return None
        glued = "".join(seen.split()) == seen and not compiled(_GAP).search(seen)
        if self._is_address(text, start, end, glued=glued, seen=seen):
            return None
        if any(start <= k < core_end for k in folded.confused):
            return self._mention(folded, start, core_end, "typo", name)
        if seen == name or (" " in name and " ".join(seen.split()) == name):  # at a line's end, it is right as well
            if not glued_s:
                return self._mention(folded, start, core_end, "right", name)
            spoken = language()
            if spoken in self.brand.genitive_s or not spoken:
                if not spoken and not _genitive_context(text, start, end):
                    return self._mention(folded, start, end, "typo", name)
                return self._mention(folded, start, end, "right", name + "s")
            return self._mention(folded, start, end, "typo", name)
        if not glued and self._is_generic(text, start, core_end, seen, glued_s):
            return None
        if glued_s:
            if language() in self.brand.genitive_s:
                return self._mention(folded, start, end, "shape", name + "s")
            return self._mention(folded, start, end, "typo", name)
        return self._mention(folded, start, core_end, "shape", name)

    def _is_address(self, text: str, start: int, end: int, *, glued: bool, seen: str) -> bool:
        """Whether the match is a part of an address, a path, a slug, a handle or a file name (SPEC section 3)."""
        before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
        previous, following = before[-1:], after[:1]
        if previous and previous in "@#$%=&~\\":
            return True
        token = before.rsplit(None, 1)[-1] if before and not before[-1].isspace() else ""
        if "://" in token or token.lower().startswith(("www.", "mailto:")) or "@" in token:
            return True
        if following == "@" or _OBFUSCATED_AFTER.match(after) or _OBFUSCATED_BEFORE.search(before):
            return True
        if _DOMAIN_AFTER.match(after):
            return glued or not _SENTENCE_AFTER.match(after)
        if following in {"=", "~", "\\"} and following:
            return True
        one_token = glued or not any(c.isspace() for c in seen)
        if one_token:
            slug = seen == seen.lower()
            if previous == "." and len(before) > 1 and not before[-2].isspace():
                return True
            if (following == "/" and after[1:2] not in {"", " "}) or (
                previous == "/" and len(before) > 1 and (before[-2].isalnum() or before[-2] in "._-~/:")
            ):
                return glued or slug
            if previous == "/" and slug:
                return True
            if (previous == "_" or following == "_") and slug:
                return True
            if glued and slug and (_SLUG_AFTER.match(after) or _SLUG_BEFORE.search(before)):
                return True
            if (
                not glued
                and slug
                and (_SLUG_BEFORE.search(before) or compiled(r"-[a-z\d]+(?:-[a-z\d]+)+").match(after))
            ):
                return True
        elif previous == "/" and before[-2:-1].isalnum() and seen == seen.lower():
            return True
        return False

    def _is_generic(self, text: str, start: int, end: int, seen: str, plural: str) -> bool:
        """Whether separate words are a common phrase ("most free code clubs"), not the name."""
        before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
        lower = seen == seen.lower()
        first_lower = seen[:1].islower()
        if any(c in ",;:" for c in seen):
            return True
        if plural and compiled(r"[\s]").search(seen):
            # "Free Code Clubs are": several of them, unless it is a genitive.
            return lower or bool(_QUANTIFIER.search(before)) or not _genitive_context(text, start, end + 1)
        if not first_lower and not lower:
            return bool(_MANY.search(before))
        if self._gaps.split(seen, maxsplit=1)[0].lower() != self._pieces[0]:
            return False  # "a freecode club": no adjective before a noun
        if after.startswith("-like") or compiled(r"[\s-]+like\b").match(after):
            return True
        if first_lower and not lower:
            # "we free Code Clubs": the verb.
            return bool(_VERB_BEFORE.search(before))
        if "-" in seen and " " not in seen:
            return bool(_ARTICLE.search(before)) and not _COMPOUND_AFTER.match(after)
        if _VERB_BEFORE.search(before) or _ADJECTIVE_BEFORE.search(before):
            return True
        if _ARTICLE.search(before):
            return not _COMPOUND_AFTER.match(after)
        return bool(_MANY.search(before))

    def _misspelt(self, folded: Folded, *, near: bool, named: bool) -> Iterator[tuple[int, int]]:
        """Where the name is translated or misspelt (only if `near`), or has another word (only if `named`)."""
        text = folded.text
        low = text.lower()
        if near and any(cue in low for cue in self._translation_cues):
            for match in self._translated.finditer(text):
                start, end = match.span()
                # "eine offene Tech-Schule": an adjective and a noun, not a name
                generic = match.group()[:1].islower()
                if not generic and not self._is_address(text, start, end, glued=False, seen=match.group()):
                    yield start, end
        if named:
            for match in self._replaced.finditer(text):
                if not self._is_address(
                    text, *match.span(), glued=not compiled(_GAP).search(match.group()), seen=match.group()
                ):
                    yield match.span()
        if near and any(piece in low for piece in self._pieces):
            yield from self._fuzzy(folded)

    def _fuzzy(self, folded: Folded) -> Iterator[tuple[int, int]]:
        text = folded.text
        words = [match.span() for match in self._word.finditer(text)]
        low = text.lower()
        target = self._letters
        length = len(target)
        count = len(self.brand.words)
        near = self._near(low, words)
        i = 0
        while i < len(words):
            if not near[i]:
                i += 1
                continue
            best: tuple[int, int, int] | None = None
            start = words[i][0]
            joined = ""
            for j in range(i, min(i + count, len(words))):
                if j > i:
                    gap = text[words[j - 1][1] : words[j][0]]
                    if len(gap) > 3 or not self._gaps.fullmatch(gap):
                        break
                joined += low[words[j][0] : words[j][1]]
                if len(joined) > length + MAX_DISTANCE + 1:
                    break
                if len(joined) < length - MAX_DISTANCE or not _shares_letters(joined, target):
                    continue
                parts = [low[s:e] for s, e in words[i : j + 1]]
                distance = self._distance(joined, parts, text[start : words[j][1]])
                if distance and (best is None or distance < best[0]):
                    best = (distance, j, words[j][1])
            if best is not None:
                end = best[2]
                seen = text[start:end]
                if (
                    seen.lower().endswith("s")
                    and not target.endswith("s")
                    and _distance(seen.lower()[:-1], target) == 0
                ):
                    end = best[2]
                if not self._is_address(text, start, end, glued=best[1] == i, seen=seen) and not self._accepted.match(
                    seen
                ):
                    yield start, end
                    i = best[1] + 1
                    continue
            i += 1

    def _near(self, low: str, words: Sequence[tuple[int, int]]) -> Sequence[bool]:
        """Whether the name, right or wrong, can begin with each of these words of a text."""
        starts = list(accumulate((end - start for start, end in words), initial=0))
        seeds = self._traces.seeded("".join([low[start:end] for start, end in words]))
        if seeds is None or starts[-1] == 0:
            return [True] * len(words)
        near = [False] * len(words)
        for at in seeds:
            word = bisect_right(starts, at) - 1
            for i in range(max(word - len(self._pieces) + 1, 0), word + 1):
                near[i] = True
        return near

    def _distance(self, joined: str, parts: Sequence[str], seen: str) -> int:
        """The number of edits from the name, or 0 where this is the name or somebody else's."""
        target = self._letters
        distance = _distance(joined, target)
        if not 0 < distance <= MAX_DISTANCE:
            return 0
        if joined in {target + "ers", target + "er"}:
            return 0
        if len(parts) == 1:
            # camel case shows the words: "FreeCorkClub" is another name
            pieces = [p.lower() for p in compiled(r"\p{Lu}+(?!\p{Ll})|\p{Lu}\p{Ll}+|\p{Ll}+").findall(seen)]
            if distance > 1:
                # one letter off in one word is a slip; "FreeCorkClub" is another name
                if self._is_other(pieces):
                    return 0
                for guard in self._guards:
                    for k, piece in enumerate(self._pieces):
                        if joined == "".join((*self._pieces[:k], guard, *self._pieces[k + 1 :])) and guard != piece:
                            return 0
            return distance
        if self._is_other(list(parts)):
            return 0
        if len(parts) == len(self._pieces):
            # each word must be near its own: the edits of one may not eat another
            for part, piece in zip(parts, self._pieces, strict=True):
                if _distance(part, piece) > (1 if len(piece) < 6 else 2):
                    return 0
            if seen == seen.lower() and any(
                p.endswith("s") and p[:-1] == q for p, q in zip(parts, self._pieces, strict=True)
            ):
                return 0
            plural = parts[-1] == self._pieces[-1] + "s" and list(parts[:-1]) == list(self._pieces[:-1])
            if plural:
                return 0  # the shape rule has decided about the plural
        elif len(parts) == 2:
            first_glued = self._pieces[0] + self._pieces[1]
            last_glued = self._pieces[-2] + self._pieces[-1] if len(self._pieces) > 2 else ""
            a, b = parts
            near = (_distance(a, first_glued) <= 2 and _distance(b, self._pieces[-1]) <= 2) or (
                last_glued and _distance(a, self._pieces[0]) <= 1 and _distance(b, last_glued) <= 2
            )
            if not near:
                return 0
        return distance

    def _is_other(self, parts: list[str]) -> bool:
        if len(parts) != len(self._pieces):
            return any(part in self._guards for part in parts)
        return any(part in self._guards and part != piece for part, piece in zip(parts, self._pieces, strict=True))

    # ---------------------------------------------------------- the abbreviation

    def abbreviations(self, text: str) -> list[Mention]:
        """The abbreviation in its right form (also with a genitive or in a compound)."""
        short = self.brand.abbreviation
        if not short or short not in text:
            return []
        out = []
        for match in self._abbreviation.finditer(text):
            start, end = match.span()
            if not _is_in_address(text, start, end) and not _PRESS.match(text[max(start - 1, 0) : end + 1]):
                out.append(Mention(start, end, "abbreviation", short))
        return out

    def sloppy_abbreviations(self, text: str) -> list[Mention]:
        """The abbreviation in a wrong shape: with full stops or in lower case. Whether it is meant is the caller's question."""
        short = self.brand.abbreviation
        if not short:
            return []
        out = []
        for match in self._sloppy.finditer(text):
            start, end = match.span()
            seen = match.group()
            if seen == short or _is_in_address(text, start, end):
                continue
            if text[max(start - 1, 0) : start] == "(" and text[end : end + 1] == ")" and seen == seen.lower():
                continue  # "(ots)" marks a press wire
            if seen == seen.lower() and (text[end : end + 1] in {"-", "_", "="} and text[end + 1 : end + 2].islower()):
                continue
            out.append(Mention(start, end, "abbreviation-shape", short))
        return out


_OBFUSCATED_AFTER = lazy(
    r"(?i)\s*[|\[({<]\s*(?:dot|punkt|at|ät|punto|point|\.)\s*[|\])}>]|\s+(?:dot|punkt)\s+\p{L}{2,6}\b"
)
_OBFUSCATED_BEFORE = lazy(r"(?i)[|\[({<]\s*(?:at|ät|dot|punkt|@)\s*[|\])}>]\s*$")
_DOMAIN_AFTER = lazy(r"\.[\p{L}\p{N}_-]")
_SENTENCE_AFTER = lazy(r"\.\p{Lu}\p{Ll}")
_SLUG_AFTER = lazy(
    r"-(?!(?:style|like|workshop|event|team|community|coach|kurs|course|meetup|abend|evening|based|led|run|supported|freundlich)\w*\b)[a-z\d]"
)
_SLUG_BEFORE = lazy(r"(?:^|[\s(\[\"'])[a-z\d]+(?:-[a-z\d]+)*-$")
_PRESS = lazy(r"\([a-z]+\)")
_QUANTIFIER = lazy(
    r"(?i)\b(?:most|many|some|other|all|few|several|these|those|such|more|two|three|four|five|no|various|different|\d+|viele|manche|einige|andere|alle|mehrere|solche|keine|meisten)\s+(?:\p{L}+[\s,]+){0,2}$"
)
_MANY = lazy(r"(?i)\b(?:most|many|several|few|various|viele|manche|einige|mehrere)\s+$")
_ARTICLE = lazy(
    r"(?i)\b(?:an?|any|every|each|another|one|some|no|other|our own|my|your|their|his|her|first|new|eine?[rnms]?|keine?[rnms]?|jede[rnms]?|irgendeine?[rnms]?)\s+(?:[\p{L}-]+,?\s+)?$"
)
_ADJECTIVE_BEFORE = lazy(r"(?i)(?:\b(?:and|or|und|oder|truly|fully|completely|very|really|more)|,)\s+$")
_VERB_BEFORE = lazy(
    r"(?i)\b(?:to|we|they|you|i|will|can|could|should|must|may|let's|lets|please|shall|would|help|helped)\s+$"
)
_COMPOUND_AFTER = lazy(
    r"(?i)[\s-]+(?:workshops?|events?|evenings?|meetups?|teams?|coach(?:es)?|groups?|courses?|sessions?|chapters?|community|learners?|volunteers?|picnic|party|night|abend\w*|kurs\w*|treffen|material\w*|mailing|newsletter|people|way|style|berlin)\b"
)


def _genitive_context(text: str, start: int, end: int) -> bool:
    """Whether a name with a glued s is followed by a noun of its own, as a genitive is."""
    return bool(compiled(r"\s+\p{Lu}\p{Ll}").match(text[end : end + 20])) and not compiled(r"(?i)\bthe\s+$").search(
        text[max(0, start - _CONTEXT) : start]
    )


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without these ranges, which are in order."""
    kept, position = [], 0
    for start, end in spans:
        kept.append(text[position:start])
        position = end
    kept.append(text[position:])
    return " ".join(kept)


def _is_in_address(text: str, start: int, end: int) -> bool:
    left = start
    while (
        left > max(0, start - _CONTEXT)
        and not text[left - 1].isspace()
        and text[left - 1] not in "<>()[]\"'„“”" + OBJECT
    ):
        left -= 1
    right = end
    while (
        right < min(len(text), end + _CONTEXT)
        and not text[right].isspace()
        and text[right] not in "<>()[]\"'„“”" + OBJECT
    ):
        right += 1
    token = text[left:right]
    return "://" in token or "@" in token or "www." in token.lower() or bool(compiled(r"#").match(token))


def _shares_letters(word: str, target: str) -> bool:
    """Whether all but a few letters of the target stand in the word, in any order."""
    missing = 0
    rest = word
    for char in target:
        if char in rest:
            rest = rest.replace(char, "", 1)
        else:
            missing += 1
            if missing > MAX_DISTANCE:
                return False
    return True


@lru_cache(maxsize=4096)
def _distance(a: str, b: str) -> int:
    """Edits between two words, a swap of neighbours counting as one (optimal string alignment)."""
    if a == b:
        return 0
    if abs(len(a) - len(b)) > MAX_DISTANCE:
        return MAX_DISTANCE + 1
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]
