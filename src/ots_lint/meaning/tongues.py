"""The language of a page and of each of its blocks, and the packs that read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from ots_lint.language.language import Language
from ots_lint.meaning.recognised import recognised, shares
from ots_lint.ruleset.language_packs import EVERYWHERE

if TYPE_CHECKING:
    from ots_lint.pages.base import Page
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.settings import Settings
    from ots_lint.text.run import TextRun

#: The language of a page that shows none.
FALLBACK = "en"
_PACKS: dict[str, Language] = {}
_RULESETS: dict[str, Packs] = {}
#: More packs and rule sets than one run has.
_MOST_PACKS, _MOST_RULESETS = 64, 8
_WORDS = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = re.compile(r"\b[^\W\d_A-Z][^\W\d_]*")
#: Texts that need not be in the page's language, or are none.
_NO_PROSE = frozenset({"structured-data", "front-matter", "meta"})
#: A longer word is no language's tag, but the name of a language that no file knows.
_TAG_LENGTH = 3
#: A block of fewer words is in the page's language; of more, it may be told to be in another.
_LEAST_WORDS = 5
#: A language with this share of a page's text is one of its languages.
_CLOSE = 0.05
#: So many of them begin with a small letter: a list of names has no language.
_LEAST_SMALL = 3
#: How much of a text is looked at to tell a language: words of a page, characters of a block.
_MOST_WORDS = 400
_MOST_CHARACTERS = 1000


class Packs(Mapping[str, Language]):
    """Language tag → the pack of a rule set as pages are read with it, made when it is first asked for."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._languages = ruleset.languages
        self._extracts = ruleset.data["everywhere"]

    @cached_property
    def _everywhere(self) -> list[Language]:
        return [Language(tag, data, f"{tag}, an extract") for tag, data in self._extracts.items()]

    def is_a(self, word: str, name: str) -> bool:
        """Whether a word belongs, in any language, to a class that all are asked for (`EVERYWHERE` of the packs)."""
        if name not in EVERYWHERE:
            raise KeyError(name)
        return any(pack.is_a(word, name) for pack in self._everywhere)

    def kinds(self) -> set[str]:
        """The kinds of contribution that a language has words for."""
        return {kind for pack in self._everywhere for kind in pack.kinds()}

    def __getitem__(self, tag: str) -> Language:
        key = self._languages.key(tag)
        pack = _PACKS.get(key)
        if pack is None:
            if len(_PACKS) >= _MOST_PACKS:
                _PACKS.clear()
            pack = _PACKS[key] = Language(tag, self._languages[tag], key)
        return pack

    def __contains__(self, tag: object) -> bool:
        return tag in self._languages

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)


def packs_of(ruleset: Ruleset) -> Packs:
    """The compiled language packs of a rule set; kept for the process."""
    packs = _RULESETS.get(ruleset.fingerprint)
    if packs is None:
        if len(_RULESETS) >= _MOST_RULESETS:
            _RULESETS.clear()
        packs = _RULESETS[ruleset.fingerprint] = Packs(ruleset)
    return packs


class Tongues:
    """The languages of one page. What the page and its blocks say goes before what their texts look like."""

    def __init__(self, page: Page, ruleset: Ruleset, settings: Settings) -> None:
        self._page = page
        self._ruleset = ruleset
        self._settings = settings
        self.packs = packs_of(ruleset)
        self._called = ruleset.name_words.languages
        self._tags: dict[int, str] = {}

    @cached_property
    def page(self) -> str:
        """The page's language: declared, else as its path or its text says, else the site's, else a guess."""
        declared = self._page.language.partition("-")[0].lower()
        declared = self._called.get(declared, declared)
        if declared and (len(declared) <= _TAG_LENGTH or declared in self.packs):
            return declared
        text = self._text()
        words = _WORDS.findall(text.lower())
        placed = self._settings.place_language
        if placed in self.packs and 3 * self.packs[placed].known_words(words) >= len(words):
            return placed
        told = self._mostly(text, words) or self._believed(recognised(text, self.packs), words)
        if told in self.packs or (told and len(words) >= _LEAST_WORDS):
            return told
        if placed in self.packs or any(placed == tag for tag, _ in shares(text)):
            return placed
        return self._settings.page_language or self._guessed(words)

    def _mostly(self, text: str, words: Sequence[str]) -> str:
        """Of a page in two languages, the one that most of its words are of; else empty."""
        if len(words) < _LEAST_WORDS:
            return ""
        close = [tag for tag, share in shares(text) if share >= _CLOSE and tag in self.packs]
        return max(close, key=lambda tag: self.packs[tag].known_words(words)) if len(close) > 1 else ""

    def _guessed(self, words: Sequence[str]) -> str:
        """The language that most of the small words are of."""
        counts = {tag: pack.small_words(words) for tag, pack in self.packs.items()}
        best = max(counts, key=lambda tag: counts[tag], default="")
        return best if counts.get(best) else FALLBACK

    def _text(self) -> str:
        """The first words of the page, without the organisation's name: it is the same in all languages."""
        texts: list[str] = []
        left = _MOST_WORDS
        for run in self._page.runs:
            if run.kind not in _NO_PROSE:
                texts.append(self._nameless(run.text[: 2 * _MOST_CHARACTERS]))
                left -= texts[-1].count(" ")
                if left < 0:
                    break
        return "\n".join(texts)

    def _nameless(self, text: str) -> str:
        return text.replace(self._ruleset.brand.name, " ")

    def of(self, run: TextRun) -> str:
        """The language of a run: its own `lang`, else one that its words are plainly of, else the page's."""
        own = run.language.partition("-")[0].lower()
        if own and run.language != self._page.language:
            return own
        tag = self._tags.get(id(run))
        if tag is None:
            tag = self._tags[id(run)] = self._told(run.text) or self.page
        return tag

    def pack(self, run: TextRun) -> Language | None:
        """The language pack for a run, or None where there is none for its language."""
        return self.packs.get(self.of(run))

    def _told(self, text: str) -> str:
        """The language that a block's words are plainly of, where it is not the page's; else empty."""
        text = text[:_MOST_CHARACTERS]
        if _has_fewer(_WORDS, text, _LEAST_WORDS):
            return ""
        text = self._nameless(text)
        if _has_fewer(_SMALL_WORDS, text, _LEAST_SMALL):
            return ""
        words = _WORDS.findall(text.lower())
        ours = self.packs.get(self.page)
        if ours is not None and 2 * ours.known_words(words) >= len(words):
            return ""  # most of its words are the page's, and nothing need be asked
        return self._believed(recognised(text, self.packs), words)

    def _believed(self, told: str, words: Sequence[str]) -> str:
        """The language that a text looks like, or one whose pack knows far more of its words: letters say little of few."""
        if told not in self.packs or 2 * self.packs[told].known_words(words) >= len(words):
            return told  # no other can know twice as many: their packs need not be read
        known = {tag: pack.known_words(words) for tag, pack in self.packs.items()}
        best = max(known, key=lambda tag: known[tag], default=told)
        return best if known[best] > 2 * known[told] else told


def _has_fewer(pattern: re.Pattern[str], text: str, least: int) -> bool:
    """Whether a text has fewer than so many matches of a pattern; no more of them are looked for."""
    return sum(1 for _ in islice(pattern.finditer(text), least)) < least
