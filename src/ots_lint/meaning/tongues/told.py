"""Which language a text is in, told by its letters and by the words that packs know."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

from ots_lint.language.language import Language
from ots_lint.meaning.tongues.recognised import shares
from ots_lint.text.language_tags import UNKNOWN
from ots_lint.text.patterns import compiled

#: What stands behind a full stop, as in "example.org", is no word of a sentence.
_WORDS = re.compile(r"(?<![\w.@/])[^\W\d_]+|(?<=\d)[^\W\d_]+")
#: Letters of scripts without blanks between words; so many of them count as a word.
_UNSPACED, A_WORD = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]", 3
#: Names say little of a text's language, and single letters nothing: where it has so many other words, these are asked.
_ENOUGH = 3
#: By letters alone, a language with a pack needs this share to be taken for the text's, and all others together.
_OURS, _OTHERS = 0.4, 0.6
#: Where neither has that, the likeliest language needs this one.
_LIKELIEST = 0.25
#: A language with this share of a page's text is one of its languages.
_CLOSE = 0.05
#: Of the words of a text in its language, a pack knows at least this part: 99 of 100 texts with nine words or more.
_KNOWN = 0.25
#: With this share of the letters, it may be fewer; with this one, and as many words, any number.
_KNOWN_IF_LIKELY, _LIKELY = 0.15, 0.6
_SURE, _SURE_WORDS = 0.8, 9
#: A language that has no pack is named where it has this share: three of four times, it is that one.
_NAMED = 0.3
#: Where letters say nothing, the pack has to know this part.
_KNOWN_ALONE = 1 / 3
#: Words of another language: so many are enough, or one where the letters suggest that language as well, in a text of at
#: most so many words for each.
_STRANGE, _STRANGE_SHARE, STRANGE_WORDS = 2, 0.08, 10
#: A text of so many telling words, of which a pack knows this part, is of its language, and its letters need not be looked
#: at: of 1,088 such pages, none was of another, also with a tenth less.
PLAIN_WORDS, PLAIN = 15, 2 / 3
#: The same for other languages, of which more is asked, so that it makes no difference whether the letters are: of 15,600
#: texts in 60 languages, 1,421 were so plain, and the letters said the same of each; with 15 words, six times another.
_MOST_PLAIN_WORDS, _MOST_PLAIN = 30, 3 / 4


class Words(NamedTuple):
    """The words of a text, in small letters: all, those that were no names, and those that tell its language."""

    all: Sequence[str]
    plain: Sequence[str]
    telling: Sequence[str]
    #: About how many there are, and how many begin with a small letter, also in scripts that have no blanks.
    number: int
    small: int


def words_of(text: str) -> Words:
    """The words of a text, whose letters may be written as a letter and its accent."""
    found = found_in(text)
    small = [word for word in found if is_small(word)]
    plain = [word for word in small if len(word) > 1]
    unspaced = unspaced_in(text) // A_WORD
    every = [word.lower() for word in found]
    return Words(every, plain, plain if len(plain) >= _ENOUGH else every, len(found) + unspaced, len(small) + unspaced)


def found_in(text: str) -> list[str]:
    """The words of a text as they are written; none goes over a blank, and what stands beyond one changes none."""
    return _WORDS.findall(text if text.isascii() else normalize("NFC", text))


def is_small(word: str) -> bool:
    """Whether a word begins with no capital."""
    return not word[0].isupper()


def unspaced_in(text: str) -> int:
    """How many letters a text has of scripts without blanks between words."""
    return 0 if text.isascii() else len(compiled(_UNSPACED).findall(text))


class Teller:
    """Tells languages, among those with `packs`, of which no more are looked at than needed.

    `near`: common words of languages without a pack that look like one with a pack.
    """

    def __init__(self, packs: Mapping[str, Language], near: Mapping[str, frozenset[str]]) -> None:
        self._packs = packs
        self._near = near

    def is_plainly(self, tag: str, words: Words) -> bool:
        """Whether a text is of a language with a pack, told by words alone; False says nothing.

        `tell` says the same, but looks at the letters, which takes half a millisecond, and a fifth of a second the first time.
        """
        return self._is_plain(tag, words, PLAIN_WORDS, PLAIN)

    def is_most_plainly(self, tag: str, words: Words) -> bool:
        """The same where more words have to say so: then it holds of any language with a pack."""
        return self._is_plain(tag, words, _MOST_PLAIN_WORDS, _MOST_PLAIN)

    def _is_plain(self, tag: str, words: Words, least: int, part: float) -> bool:
        number = len(words.telling)
        if number < least or self.known(tag, words) < part * number:
            return False
        unknown, strange = self._foreign(tag, words)
        near = max((sum(map(common.__contains__, unknown)) for common in self._near.values()), default=0)
        return max(near, len(strange)) * STRANGE_WORDS < number

    def tell(self, text: str, words: Words) -> str:
        """The tag of a text's language, or `UNKNOWN` where it is none that a pack reads; empty for a text without words."""
        found = dict(shares(text)) if words.all else {}
        if not found:
            return ""
        tag = self._by_letters(found, words)
        if tag not in self._packs:
            return tag if found.get(tag, 0.0) >= _NAMED else UNKNOWN
        known = self.known(tag, words)
        if 2 * known < len(words.telling):  # else no other can know twice as many: their packs need not be read
            best = self._knows_most(words, self._packs)
            if self.known(best, words) > 2 * known:
                tag, known = best, self.known(best, words)
        other = self.other(tag, text, words)
        if other:
            return other
        share, part = found.get(tag, 0.0), known / len(words.telling)
        if part >= _KNOWN or (part >= _KNOWN_IF_LIKELY and share >= _LIKELY):
            return tag
        return tag if share >= _SURE and len(words.all) >= _SURE_WORDS else UNKNOWN

    def known(self, tag: str, words: Words) -> int:
        """How many of the telling words a pack knows."""
        return self._packs[tag].known_words(words.telling)

    def _knows_most(self, words: Words, tags: Collection[str]) -> str:
        return max(tags, key=lambda tag: self.known(tag, words)) if len(tags) > 1 else next(iter(tags))

    def _by_letters(self, found: Mapping[str, float], words: Words) -> str:
        """What a text looks like; of a page in two languages, the one that most of its words are of."""
        ours = {tag: share for tag, share in found.items() if tag in self._packs}
        if max(ours.values(), default=0.0) >= _OURS:
            return self._knows_most(words, [tag for tag, share in ours.items() if share >= _CLOSE])
        others = {tag: share for tag, share in found.items() if tag not in self._packs}
        if sum(others.values()) >= _OTHERS:  # it matters little which of two similar ones it is
            return max(others, key=lambda tag: others[tag])
        likeliest = max(found, key=lambda tag: found[tag])
        best = self._knows_most(words, self._packs)
        known = self.known(best, words)
        if likeliest in others:
            if found[likeliest] >= _LIKELIEST and 2 * known <= len(words.telling):
                return likeliest
        elif known <= 2 * self.known(likeliest, words):
            best, known = likeliest, self.known(likeliest, words)
        return best if known >= _KNOWN_ALONE * len(words.telling) else UNKNOWN

    def other(self, tag: str, text: str, words: Words) -> str:
        """The language that a text is of rather than of one with a pack, by its commonest words and its letters; else empty.

        Words that have a letter which is in none of the pack's are another language's.
        """
        found = dict(shares(text))
        unknown, strange = self._foreign(tag, words)
        counts: dict[str, int] = {}
        for other, common in self._near.items():
            counts[other] = sum(word in common for word in unknown)
        for other in found:
            if other not in self._packs:
                counts[other] = counts.get(other, 0) + len(strange)
        counts[UNKNOWN] = len(strange)
        likely = {
            other: count
            for other, count in counts.items()
            if count >= (1 if found.get(other, 0.0) >= _STRANGE_SHARE else _STRANGE)
            and count * STRANGE_WORDS >= len(words.telling)
        }
        return max(likely, key=lambda other: (likely[other], found.get(other, 0.0)), default="")

    def _foreign(self, tag: str, words: Words) -> tuple[list[str], list[str]]:
        """The words that a pack does not know, and those of them with a letter that is in none of its words."""
        pack = self._packs[tag]
        unknown = pack.unlisted(words.plain)
        return unknown, [word for word in unknown if not (word.isascii() or pack.letters.issuperset(word))]


def looks_like(text: str, packs: Container[str]) -> str:
    """The language with a pack that a text is likely of by its letters alone; else empty."""
    return next((tag for tag, share in shares(text) if tag in packs and share >= _OURS), "")
