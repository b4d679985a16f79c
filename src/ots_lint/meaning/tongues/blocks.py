"""The language of a page and of each of its blocks, and the packs that read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from ots_lint.language.known import Known
from ots_lint.language.language import Language
from ots_lint.meaning.tongues.plainly import Plainly
from ots_lint.meaning.tongues.recognised import share_of
from ots_lint.meaning.tongues.tally import Tallies, Tally
from ots_lint.meaning.tongues.told import Teller, Words, looks_like, words_of
from ots_lint.ruleset.language_packs import EVERYWHERE
from ots_lint.text.language_tags import UNKNOWN

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
#: Texts that need not be in the page's language, or are none.
_NO_PROSE = frozenset({"structured-data", "front-matter", "meta"})
#: A longer word is no language's tag, but the name of a language that no file knows.
_TAG_LENGTH = 3
#: A block of fewer words is in the page's language; of more, it may be told to be in another.
_LEAST_WORDS = 5
#: So many of them begin with a small letter: a list of names has no language.
_LEAST_SMALL = 3
#: Of two words the packs have to know none for them to be in another language, of three or four they may know less than a
#: third, where the letters give this share to another: with that, 7 of 10 are told, and 2 of 1,000 wrongly. In a block, which
#: most likely is in the page's language, they have to know none, and the share is this.
_TWO, _SHORT_PAGE, _SHORT_BLOCK = 2, 0.5, 0.7
#: With this share of a block's letters, the page's language is the block's: where it has no pack; where the block looks
#: like no language with a pack; where the pack knows a fourth of the words.
_OWN_UNREAD, _OWN_LIKELY, _OWN = 0.05, 0.4, 0.25
#: How much of a text is looked at to tell a language: words of a page, characters of a block.
_MOST_WORDS = 400
_MOST_CHARACTERS = 1000
#: Of so many texts of at most so many characters it is remembered what they were told to be: pages repeat each other.
_MOST_TOLD, _LONGEST_TOLD = 5_000, 200


class Packs(Mapping[str, Language]):
    """Language tag → the pack of a rule set as pages are read with it, made when it is first asked for."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._languages = ruleset.languages
        self._data = ruleset.data
        self._near = ruleset.near
        self._tallies: dict[str, Tallies] = {}
        self._plainly: dict[str, Plainly] = {}
        self._told: dict[str, dict[str, str]] = {}

    @cached_property
    def _everywhere(self) -> list[Language]:
        return [Language(tag, data, f"{tag}, an extract") for tag, data in self._data["everywhere"].items()]

    def is_a(self, word: str, name: str) -> bool:
        """Whether a word belongs, in any language, to a class that all are asked for (`EVERYWHERE` of the packs)."""
        if name not in EVERYWHERE:
            raise KeyError(name)
        return self._members[name][word]

    @cached_property
    def _members(self) -> Mapping[str, Known[bool]]:
        """Class → word → whether it belongs to that in any language: pages ask it of the same labels hundreds of times."""
        return {name: Known(partial(self._is_anywhere, name)) for name in EVERYWHERE}

    def _is_anywhere(self, name: str, word: str) -> bool:
        return any(pack.is_a(word, name) for pack in self._everywhere)

    def kinds(self) -> set[str]:
        """The kinds of contribution that a language has words for."""
        return {kind for pack in self._everywhere for kind in pack.kinds()}

    def tallies(self, tag: str) -> Tallies:
        """What counts the words of texts on pages in a language, which may have no pack."""
        found = self._tallies.get(tag)
        if found is None:
            if len(self._tallies) >= _MOST_PACKS:
                self._tallies.clear()
            found = self._tallies[tag] = Tallies(self.get(tag))
        return found

    def told(self, tag: str) -> dict[str, str]:
        """Text on pages in a language → the language that it is told to be in."""
        found = self._told.get(tag)
        if found is None:
            if len(self._told) >= _MOST_PACKS:
                self._told.clear()
            found = self._told[tag] = {}
        return found

    def plainly(self, tag: str) -> Plainly:
        """What tells which texts are plainly in a language that has a pack."""
        if tag not in self._plainly:
            self._plainly[tag] = Plainly(self[tag], self._near)
        return self._plainly[tag]

    def __getitem__(self, tag: str) -> Language:
        key = self._languages.key(tag)
        pack = _PACKS.get(key)
        if pack is None:
            if len(_PACKS) >= _MOST_PACKS:
                _PACKS.clear()
            pack = _PACKS[key] = Language(tag, self._languages[tag], key)
        return pack

    def made(self) -> list[str]:
        """The tags of the packs that pages have needed so far."""
        return [tag for tag in self._languages if self._languages.key(tag) in _PACKS]

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
        self._teller = Teller(self.packs, ruleset.near)
        self._tags: dict[int, str] = {}
        self._read_with: dict[int, Language | None] = {}
        self._known_packs = Known(self.packs.get)

    @cached_property
    def page(self) -> str:
        """The page's language: declared, else as its path or its text says, else the site's, else a guess."""
        declared = self._page.language.partition("-")[0].lower()
        declared = self._called.get(declared, declared)
        if declared and (len(declared) <= _TAG_LENGTH or declared in self.packs):
            return declared
        text = self._text()
        placed = self._settings.place_language
        if placed not in self.packs and FALLBACK in self.packs and self.packs.plainly(FALLBACK).says(text):
            return FALLBACK
        words = words_of(text)
        if placed in self.packs and 3 * self.packs[placed].known_words(words.all) >= len(words.all):
            return placed
        if FALLBACK in self.packs and self._teller.is_plainly(FALLBACK, words):
            return FALLBACK  # the one pack that is read anyway; most pages are of its language
        plain = next((tag for tag in self.packs.made() if self._teller.is_most_plainly(tag, words)), "")
        if plain:
            return plain
        looks = self._teller.tell(text, words)
        if looks not in self.packs and "\n" in text:
            looks = self._first_of_several(text) or looks
        if looks in self.packs or (looks not in ("", UNKNOWN) and words.number >= _LEAST_WORDS):
            return looks
        if placed in self.packs or share_of(placed, text):
            return placed
        site = self._settings.page_language
        if looks and site in {"", *self.packs} and self._is_strange(looks, text, words):
            return looks
        likely = looks_like(text, self.packs)
        if site and not (likely and self.packs[likely].known_words(words.all)):
            return site
        return likely or self._guessed(words.all)

    def _first_of_several(self, text: str) -> str:
        """The language of the first block, where all are plainly of languages with packs: together they look like a third."""
        told: list[str] = []
        for block in filter(str.strip, text.split("\n")):
            words = words_of(block)
            told.append(self._teller.tell(block, words))
            if told[-1] not in self.packs or 3 * self._teller.known(told[-1], words) < 2 * len(words.telling):
                return ""
        return told[0] if len(set(told)) > 1 else ""

    def _is_strange(self, looks: str, text: str, words: Words) -> bool:
        """Whether a text that looks like no language with a pack, or is short, is of none of them for sure.

        Names have no language: a text of capitalised words is not strange.
        """
        if words.small >= _LEAST_SMALL and words.number >= _LEAST_WORDS:
            return True
        if not words.small or words.number < _TWO:
            return False
        most = max(self._teller.known(tag, words) for tag in self.packs)
        likely = words.number > _TWO and looks != UNKNOWN and share_of(looks, text) >= _SHORT_PAGE
        return 3 * most < len(words.telling) if likely else not most

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
        """A text without the organisation's name, and without the ending of its genitive, which would be a word of its own."""
        name = self._ruleset.brand.name
        return re.sub(rf"{re.escape(name)}\w*", " ", text) if name in text else text

    def of(self, run: TextRun) -> str:
        """The language of a run: its own `lang`, else one that its words are plainly of, else the page's."""
        if run.language and run.language != self._page.language:
            own = run.language.partition("-")[0].lower()
            if own:
                return own
        tag = self._tags.get(id(run))
        if tag is None:
            tag = self._tags[id(run)] = self._told(run.text) or self.page
        return tag

    def pack(self, run: TextRun) -> Language | None:
        """The language pack for a run, or None where there is none for its language."""
        key = id(run)
        if key not in self._read_with:  # each text is asked about again and again
            self._read_with[key] = self._known_packs[self.of(run)]
        return self._read_with[key]

    def _told(self, text: str) -> str:
        """The language that a block's words are plainly of, where it is not the page's; else empty."""
        if len(text) > _LONGEST_TOLD:
            return self._weighed(text)
        told = self._known_told
        found = told.get(text)
        if found is None:
            if len(told) >= _MOST_TOLD:
                told.clear()
            found = told[text] = self._weighed(text)
        return found

    @cached_property
    def _known_told(self) -> dict[str, str]:
        return self.packs.told(self.page)

    def _weighed(self, text: str) -> str:
        """What `_told` says; it depends on the page's language and the packs alone."""
        text = self._nameless(text[:_MOST_CHARACTERS])
        count = self._tallies.of(text)
        if count.number <= _TWO or count.small < _TWO:
            return ""
        if count.number < _LEAST_WORDS:
            if count.known > 1:
                return ""
        elif count.small < _LEAST_SMALL and (self._ours is None or count.known):
            return ""
        elif self._ours is not None and 2 * count.known >= count.all:
            return ""  # most of its words are the page's, and nothing need be asked
        return self._asked(text, count)

    @cached_property
    def _ours(self) -> Language | None:
        return self.packs.get(self.page)

    @cached_property
    def _tallies(self) -> Tallies:
        return self.packs.tallies(self.page)

    def _asked(self, text: str, count: Tally) -> str:
        """What a text is told to be that is not plainly the page's."""
        words, ours = words_of(text), self._ours
        if words.number < _LEAST_WORDS:
            return self._told_of_few(text, words, count.known)
        looks, own = self._teller.tell(text, words), share_of(self.page, text)
        if ours is None:  # a neighbour of it that can be read is not believed easily, nor are a few words beside names
            half = looks in self.packs and 2 * self._teller.known(looks, words) < len(words.telling)
            return "" if half or own >= _OWN_UNREAD else looks
        if looks == UNKNOWN:
            return "" if own >= _OWN_LIKELY and ours.known_words(words.all) else looks
        near = own >= _OWN and 4 * self._teller.known(self.page, words) >= len(words.telling)
        return "" if near and not self._teller.other(self.page, text, words) else looks

    def _told_of_few(self, text: str, words: Words, own: int) -> str:
        """The language that so few words are of: one whose pack knows far more of them, or one without; else empty."""
        known = [pack.known_words(words.all) for pack in self.packs.values()]
        if (own or any(known)) and not (self._ours is not None and len(words.all) in known):
            return ""  # whatever the letters say, which takes long to find out for the first text
        looks = self._teller.tell(text, words)
        if looks in self.packs:
            all_known = self.packs[looks].known_words(words.all) == len(words.all)
            return looks if self._ours is not None and all_known and len(words.all) > own else ""
        return "" if own or any(known) or share_of(looks, text) < _SHORT_BLOCK else looks
