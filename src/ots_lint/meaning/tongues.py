"""The language of a page and of each of its blocks, and the packs that read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ots_lint.ruleset.language import Language

if TYPE_CHECKING:
    from ots_lint.pages.base import Page
    from ots_lint.ruleset.load import Ruleset
    from ots_lint.text.run import TextRun

_PACKS: dict[str, dict[str, Language]] = {}
_WORDS = re.compile(r"[^\W\d_]+")
#: A longer word is no language's tag, but the name of a language that no file knows.
_TAG_LENGTH = 3
#: A block of fewer words is in the page's language; of more, it may be told to be in another.
_LEAST_WORDS = 5
#: Words that are looked at to tell a language.
_MOST_WORDS = 400


def packs_of(ruleset: Ruleset) -> Mapping[str, Language]:
    """The compiled language packs of a rule set; kept for the process."""
    known = _PACKS.get(ruleset.fingerprint)
    if known is None:
        if len(_PACKS) > 8:
            _PACKS.clear()
        known = _PACKS[ruleset.fingerprint] = {
            tag: Language(tag, data, f"{ruleset.fingerprint}:{tag}") for tag, data in ruleset.languages.items()
        }
    return known


class Tongues:
    """The languages of one page."""

    def __init__(self, page: Page, ruleset: Ruleset) -> None:
        self._page = page
        self.packs = packs_of(ruleset)
        self._called = ruleset.name_words.languages
        self._tags: dict[int, str] = {}

    @cached_property
    def page(self) -> str:
        """The page's language: declared, else guessed from its small words, else the first pack's."""
        declared = self._page.language.partition("-")[0].lower()
        declared = self._called.get(declared, declared)
        if declared and (len(declared) <= _TAG_LENGTH or declared in self.packs):
            return declared
        words: list[str] = []
        for run in self._page.runs:
            words += _WORDS.findall(run.text[:2000].lower())
            if len(words) > _MOST_WORDS:
                break
        counts = {tag: pack.small_words(words) for tag, pack in self.packs.items()}
        best = max(counts, key=lambda tag: counts[tag], default="")
        return best if counts.get(best) else "en"

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
        words = [word for word in _WORDS.findall(text[:1000].lower()) if len(word) > 1]  # "e.V.", "c/o"
        if len(words) < _LEAST_WORDS or self.page not in self.packs:
            return ""
        ours = self.packs[self.page].known_words(words)
        for tag, pack in self.packs.items():
            if tag != self.page and pack.known_words(words) > 2 * ours + 1:
                return tag
        return ""
