"""Which words of a sentence are nouns, and which of them is what a verb of sharing is done to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ots_lint.text.initials import is_capitalised, is_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ots_lint.meaning.sentence.lines import Sentence

#: Classes of small words, which say nothing by themselves.
SMALL = ("det", "adj", "adv", "aux", "preposition", "pronoun", "and", "all", "be", "at")
#: Classes of words that are no object of a verb.
_NO_OBJECT = (*SMALL, "negator", "only", "share", "affirmation", "denial")


def is_subject(sentence: Sentence, i: int) -> bool:
    """Whether a word is a noun of a language that writes them with a capital letter, and not one of sharing."""
    return is_capitalised(sentence.words[i]) and not sentence.is_any(i, "share", "restricts", "rights", "pronoun")


def noun_behind(sentence: Sentence, i: int, known: Sequence[int]) -> int:
    """The first word behind one that is no adjective; a noun may look like one, and is known by its capital letter."""
    noun = i + 1
    while sentence.is_a(noun, "adj") and noun not in known and not sentence.is_capital_noun(noun):
        noun += 1
    return noun


def is_noun(sentence: Sentence, i: int) -> bool:
    """Whether a word may be a noun that is restricted, as far as small words, verbs and capitals tell."""
    word = sentence.word(i)
    if not is_letters(word) or sentence.is_any(i, *_NO_OBJECT):
        return False
    if sentence.capital_nouns and not is_capitalised(word):
        return False  # "gedacht" of "nicht zum Weitergeben gedacht"
    if sentence.is_a(i, "guards"):
        return True  # "do not share your password"
    return not sentence.is_any(i, "restricts", "rights")


def object_of(sentence: Sentence, first: int, last: int) -> int | None:
    """The noun behind the verb of sharing that ends a match ("do not use the lift"): that is what is restricted."""
    if not sentence.is_a(last, "share") or _has_clitic(sentence, first, last):
        return None
    pointed, like_noun, follows = False, None, "adjectives-follow" in sentence.language.traits
    for i in range(last + 1, len(sentence.words)):
        if sentence.is_a(i, "particle"):
            continue  # "pass on the slides"
        if sentence.is_any(i, "preposition", "at", "during", "and") or not is_letters(sentence.words[i]):
            return like_noun
        if sentence.is_any(i, "det", "adj", "thing-pronoun") or _is_given(sentence, i):
            if pointed and follows and not sentence.is_any(i, "det", "thing-pronoun"):
                like_noun = i
            pointed = pointed or sentence.is_a(i, "det")
            continue  # "les enfants" looks like an adjective
        if _is_subject_behind(sentence, i):
            return None  # "solo podrá difundirlo Acme"
        if is_work(sentence, i + 1):
            return i + 1  # "the course materials"
        return i if pointed or is_noun(sentence, i) or is_work(sentence, i) else None
    return None


def _is_given(sentence: Sentence, i: int) -> bool:
    """Whether a word behind a verb says to whom something is given: "cannot give you the address"."""
    return sentence.is_a(i, "pronoun") and not sentence.is_a(i, "relative")


def is_work(sentence: Sentence, i: int) -> bool:
    """Whether a word is one for learning material, or for recordings."""
    return sentence.is_any(i, "material", "recording")


def _has_clitic(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a verb has its object before it, so that what stands behind is who acts: "solo los puede publicar la …"."""
    if "clitic-articles" not in sentence.language.traits:
        return False
    return any(
        sentence.is_a(i, "thing-pronoun") and not sentence.is_a(i, "only") and not _is_article_of_work(sentence, i)
        for i in range(first + 1, last)
    )


def _is_article_of_work(sentence: Sentence, i: int) -> bool:
    """Whether a word that may be a pronoun is the article of a work: "copier les fiches"."""
    return sentence.is_a(i, "det") and is_work(sentence, i + 1) and not sentence.is_a(i + 1, "share")


def _is_subject_behind(sentence: Sentence, i: int) -> bool:
    """Whether a name behind a verb is who acts, in a language whose subjects may stand there."""
    return "dropped-subjects" in sentence.language.traits and is_capitalised(sentence.words[i])


def is_ours(sentence: Sentence, i: int) -> bool:
    """Whether a word means those who write, and not their readers, where one class has both."""
    return sentence.is_a(i, "we") and not sentence.is_a(i, "addressed")
