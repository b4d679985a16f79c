"""Whether words name the event of a page: "this evening", "for the workshop", a word of its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ots_lint.meaning.sentence.lines import Sentence

#: Words that are neither a noun nor part of one; a title has them, and they say nothing of it.
FUNCTION = (
    *("aux", "adv", "be", "pronoun", "preposition", "source", "at", "and", "negator", "neither", "clause-opener"),
    *("relative", "conjunction", "with", "without", "only", "if", "we"),
)
#: Nouns of so many letters may end a compound.
COMPOUND = 4
#: Events that are none in particular.
_GENERAL = ("event-plural", "lesson")
#: So many letters has an article at the end of a noun ("kvällarna").
_LONGEST_ARTICLE = 4
#: So many words at most before its noun stands what says that it is this one: "our last free workshop".
_NEAR_NOUN = 3


def names_this_event(sentence: Sentence, *but: str) -> bool:
    """Whether a sentence names an event as the one that the page is about: "this evening", "for the workshop".

    `but`: classes of words for events that are none here.
    """
    return any(_is_known_event(sentence, i) and not sentence.is_any(i, *but) for i in range(len(sentence.words)))


def names_event(sentence: Sentence, i: int) -> bool:
    """Whether a word names the event of the page, or points at it: "the workshop", "tonight"."""
    if sentence.is_a(i, "this-event") and not sentence.is_a(i, "we") and not sentence.is_a(i, "neuter"):
        return not sentence.is_a(i, "det") or _points(sentence, i)
    return _is_known_event(sentence, i)


def _is_known_event(sentence: Sentence, i: int) -> bool:
    """Whether a word is the noun of an event that readers know of by now."""
    if not sentence.is_a(i, "event") or sentence.is_any(i, *_GENERAL):
        return False
    if not i or sentence.has("this-event", i - _NEAR_NOUN, i - 1):
        return True
    article = i - 1
    while article > i - _NEAR_NOUN and sentence.is_a(article, "adj") and not sentence.is_a(article, "det"):
        article -= 1  # "the coding picnic"
    if sentence.is_a(article, "det") or "suffixed-articles" in sentence.language.traits:
        return not sentence.is_a(article, "indefinite")
    return False


def _points(sentence: Sentence, i: int) -> bool:
    """Whether an article such as "this" points at no lesson, which is one of many."""
    noun = i + 1
    while noun < i + _NEAR_NOUN and sentence.is_a(noun, "adj"):
        noun += 1
    return not sentence.is_any(noun, *_GENERAL)


def is_in_title(sentence: Sentence, word: str) -> bool:
    """Whether a title of the page has a word that means something, or has it without the article hung to it."""
    word, titles = word.lower(), sentence.notes.facts.titles
    if word in titles:
        return not any(sentence.language.is_a(word, name) for name in FUNCTION)
    if "suffixed-articles" not in sentence.language.traits:
        return False
    return any(word[:-length] in titles for length in range(1, _LONGEST_ARTICLE + 1))


def is_titled(sentence: Sentence, word: str) -> bool:
    """Whether a word stands in a title, or ends a compound there: "das Café" of the "Programmiercafé"."""
    if is_in_title(sentence, word):
        return True
    compounds = sentence.capital_nouns and len(word) >= COMPOUND
    return compounds and any(title.endswith(word.lower()) for title in sentence.notes.facts.titles)
