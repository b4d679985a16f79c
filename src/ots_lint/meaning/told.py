"""Which language a text is in, told by its letters and by the words that packs know."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Mapping, Sequence

from ots_lint.language.language import Language
from ots_lint.meaning.recognised import shares
from ots_lint.text.patterns import compiled

#: A language that is none of those with packs, and more cannot be said of it (BCP 47).
UNKNOWN = "und"
_WORDS = re.compile(r"[^\W\d_]+")
#: Letters of scripts without blanks between words; so many of them count as a word.
_UNSPACED, _A_WORD = (
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]",
    3,
)
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
#: Where letters say nothing, the pack has to know this part.
_KNOWN_ALONE = 1 / 3
#: Words of a near language that the pack does not know: so many of a text are enough, or one where letters suggest that
#: language as well, in a text of at most so many words for each.
_NEAR, _NEAR_SHARE, _NEAR_WORDS = 2, 0.08, 10


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return _WORDS.findall(text.lower())


def amount(words: Sequence[str], text: str) -> int:
    """About how many words a text has, where some scripts have no blanks between them."""
    if text.isascii():
        return len(words)
    return len(words) + len(compiled(_UNSPACED).findall(text)) // _A_WORD


def told(text: str, words: Sequence[str], packs: Mapping[str, Language], near: Mapping[str, frozenset[str]]) -> str:
    """The tag of a text's language, or `UNKNOWN` where it is none that a pack reads; empty for a text without words.

    `packs`: those that there are, of which no more are looked at than needed. `near`: common words of languages without
    a pack that look like one with a pack.
    """
    found = dict(shares(text)) if words else {}
    if not found:
        return ""
    tag = _by_letters(found, words, packs)
    if tag not in packs:
        return tag
    known = packs[tag].known_words(words)
    if 2 * known < len(words):  # else no other can know twice as many: their packs need not be read
        best = _knows_most(words, packs, packs)
        if packs[best].known_words(words) > 2 * known:
            tag, known = best, packs[best].known_words(words)
    other = neighbour(tag, text, words, packs, near)
    if other:
        return other
    share, part = found.get(tag, 0.0), known / len(words)
    if part >= _KNOWN or (part >= _KNOWN_IF_LIKELY and share >= _LIKELY):
        return tag
    return tag if share >= _SURE and len(words) >= _SURE_WORDS else UNKNOWN


def _by_letters(found: Mapping[str, float], words: Sequence[str], packs: Mapping[str, Language]) -> str:
    """What a text looks like; of a page in two languages, the one that most of its words are of."""
    if max((share for tag, share in found.items() if tag in packs), default=0.0) >= _OURS:
        return _knows_most(words, [tag for tag, share in found.items() if tag in packs and share >= _CLOSE], packs)
    others = {tag: share for tag, share in found.items() if tag not in packs}
    likeliest = max(found, key=lambda tag: found[tag])
    if sum(others.values()) >= _OTHERS:  # it matters little which of two similar ones it is
        return max(others, key=lambda tag: others[tag])
    best = _knows_most(words, packs, packs)
    known = packs[best].known_words(words)
    if likeliest not in packs:
        if found[likeliest] >= _LIKELIEST and 2 * known < len(words):
            return likeliest
    elif known <= 2 * packs[likeliest].known_words(words):
        best, known = likeliest, packs[likeliest].known_words(words)
    return best if known >= _KNOWN_ALONE * len(words) else UNKNOWN


def _knows_most(words: Sequence[str], tags: Collection[str], packs: Mapping[str, Language]) -> str:
    """Of some languages, the one whose pack knows most words; the first of them, where several know as many."""
    return max(tags, key=lambda tag: packs[tag].known_words(words)) if len(tags) > 1 else next(iter(tags))


def neighbour(
    tag: str, text: str, words: Sequence[str], packs: Mapping[str, Language], near: Mapping[str, frozenset[str]]
) -> str:
    """The language near to a pack's that a text is of by its common words; else empty."""
    found = dict(shares(text))
    counts: dict[str, int] = {}
    for other, common in near.items():
        own = [word for word in words if word in common and not packs[tag].known_words((word,))]
        least = 1 if found.get(other, 0.0) >= _NEAR_SHARE else _NEAR
        if len(own) >= least and len(own) * _NEAR_WORDS >= len(words):
            counts[other] = len(own)
    return max(counts, key=lambda other: (counts[other], found.get(other, 0.0)), default="")


def looks_like(text: str, packs: Container[str]) -> str:
    """The language with a pack that a text is likely of by its letters alone; else empty."""
    return next((tag for tag, share in shares(text) if tag in packs and share >= _OURS), "")
